"""Folders of data: a question, answers to it, and what each is worth and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.yaml import Document
from autograder.quiz.outputs import compute_outputs, with_outputs
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.variant import plain_variant

from .bank import CASES, load_text, quiz_text

FILES = sorted(CASES.glob("*/*.yaml"))


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def case(request, tmp_path, box):
    written, answers = request.param.read_text("utf-8").split("\n---\n")
    quiz = load_text(tmp_path, quiz_text(written))
    if quiz.questions[0].type == "code_output":
        outputs, problems = compute_outputs(quiz, box)
        assert problems == []
        quiz = with_outputs(quiz, outputs)
    document = Document(answers, request.param)
    assert document.problems == []
    return quiz.questions[0], document.root.plain()


def test_each_answer_has_the_expected_share_and_feedback(case):
    question, answers = case
    variant = plain_variant(question)
    for entry in answers:
        verdict = judge(question, variant, entry["answer"])
        shown = f"{entry['answer']!r} -> {verdict}"
        if "error" in entry:
            assert verdict.error is not None, shown
            assert entry["error"] in verdict.error["en"], shown
            assert verdict.error["ko"], shown
        else:
            assert verdict.error is None, shown
        assert verdict.share == pytest.approx(entry.get("share", 0.0), abs=1e-9), shown
        assert verdict.correct == (entry.get("share") == 1), shown
        assert verdict.known_wrong == entry.get("known_wrong"), shown
        for key, language in (("feedback", "en"), ("feedback_ko", "ko")):
            said = [text.in_language(language) for text in verdict.feedback]
            assert said == entry.get(key, said), shown


def test_every_type_has_cases():
    assert {path.parent.name for path in FILES} == set(TYPES)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_has_a_known_wrong_answer_with_feedback_and_credit(name):
    told = credited = False
    for path in (CASES / name).glob("*.yaml"):
        _, answers = path.read_text("utf-8").split("\n---\n")
        for entry in Document(answers, path).root.plain():
            if entry.get("known_wrong"):
                told = told or bool(entry.get("feedback"))
                credited = credited or 0 < entry["share"] < 1
    assert (told, credited) == (True, True)


def test_every_case_has_its_own_name_and_a_right_and_a_wrong_answer():
    for path in FILES:
        _, answers = Path(path).read_text("utf-8").split("\n---\n")
        entries = Document(answers, path).root.plain()
        assert any(entry.get("share") == 1 for entry in entries), path
        assert any(entry.get("share") != 1 for entry in entries), path
