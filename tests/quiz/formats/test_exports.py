"""What is written for other systems: as they read it, with the key, and nothing lost in silence."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest
import yaml

from autograder.quiz.check import check_quiz
from autograder.quiz.formats.bank import Option, sentences, with_grades
from autograder.quiz.formats.blanks import without_blanks
from autograder.quiz.formats.carry import carry
from autograder.quiz.formats.gift import read_gift, write_gift
from autograder.quiz.formats.moodle import read_moodle, write_moodle
from autograder.quiz.formats.package import write_package
from autograder.quiz.formats.qti import write_qti
from autograder.quiz.formats.written import write_quiz
from autograder.quiz.load import load_quiz
from tests.quiz.formats.qti_reader import NAMESPACE, faults, score

EXPORTS = Path(__file__).parent / "exports"
ROOT = Path(__file__).parents[3]
QUIZZES = [EXPORTS / "week-1.yaml", *sorted((ROOT / "quizzes").glob("*.yaml"))]
WRITERS = {"moodle": write_moodle, "gift": write_gift, "qti": write_qti}
LANGUAGES = ("en", "ko")


def bank(path=EXPORTS / "week-1.yaml", language="en"):
    return carry(load_quiz(path, LANGUAGES), language)


def items(path=EXPORTS / "week-1.yaml", language="en"):
    root = ET.fromstring(write_qti(bank(path, language))[0])
    return {item.get("ident"): item for item in root.iter(f"{NAMESPACE}item")}


@pytest.mark.parametrize("form", WRITERS)
def test_all_that_a_format_cannot_carry_is_listed(form):
    expected = yaml.safe_load((EXPORTS / "notes.yaml").read_text("utf-8"))
    _, notes = WRITERS[form](bank())
    assert sorted(sentences(notes)) == sorted([*expected["all"], *expected[form]])


def test_what_concerns_every_question_is_said_in_short():
    quiz = load_quiz(ROOT / "quizzes/convolution.yaml", LANGUAGES)
    said = sentences(carry(quiz, "en").notes, [question.id for question in quiz.questions])
    assert "every question: without references and difficulty" in said


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_qti_is_well_formed_and_built_as_the_specification_says(path, language):
    root = ET.fromstring(write_qti(bank(path, language))[0])
    assert list(faults(root)) == []


def points(item, *answers):
    return score(item, {"response1": set(answers)})[0]


def single(entry, item):
    for place, option in enumerate(entry.options):
        found, shown = score(item, {"response1": {str(place)}})
        assert found == (100 if option.share == 1 else 0)
        assert (f"{place}_fb" in shown) == bool(option.feedback)


def multiple(entry, item):
    rights = {str(place) for place, option in enumerate(entry.options) if option.share > 0}
    assert points(item, *rights) == 100
    for place in range(len(entry.options)):
        assert points(item, *(rights ^ {str(place)})) == 0


def number(entry, item):
    right, *others = entry.options
    value, margin = float(right.text), right.tolerance
    assert points(item, right.text) == points(item, repr(value + 0.99 * margin)) == 100
    assert points(item, repr(value - 1.01 * margin - 1e-9)) == 0
    assert points(item, repr(value + 1.01 * margin + 1e-9)) == 0
    assert all(points(item, option.text) == 0 for option in others)


def short_text(entry, item):
    assert points(item, entry.options[0].text) == 100
    assert points(item, "zzz") == 0


def matching(entry, item):
    partners = list(dict.fromkeys(right for _, right in entry.pairs))
    rights = [right for left, right in entry.pairs if left]
    key = {f"response_{n}": {str(partners.index(right))} for n, right in enumerate(rights)}
    assert score(item, key)[0] == pytest.approx(100, abs=1e-9)
    one_wrong = score(item, {**key, "response_0": {"none"}})[0]
    assert one_wrong == pytest.approx(100 - 100 / len(rights), abs=0.01)


def essay(entry, item):
    assert points(item, entry.prompt) == 0


JUDGED = {each.__name__: each for each in (single, multiple, number, short_text, matching, essay)}


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
def test_in_qti_the_key_scores_100_and_wrong_choices_nothing(path):
    found = items(path)
    for entry in without_blanks(bank(path).entries, []):
        JUDGED[entry.kind](entry, found[f"{path.stem}-{entry.name}"])


def test_qti_scores_nothing_but_the_key_for_a_reader_that_takes_any_score_for_right():
    for item in items().values():
        for change in item.iter(f"{NAMESPACE}setvar"):
            assert change.text == "100" or change.get("action") == "Add"
        if item.find(f".//{NAMESPACE}response_str") is not None:
            texts = [each.text for each in item.iter(f"{NAMESPACE}varequal")]
            assert not {"loss", "24", "28", "12.5"} & set(texts)


def test_names_in_qti_hold_the_quiz_so_that_two_quizzes_do_not_overwrite_each_other():
    assert all(name.startswith("week-1-") for name in items())


def test_the_package_has_a_manifest_of_its_files_and_the_key_where_no_system_looks():
    data, _ = write_package(bank())
    assert data == write_package(bank())[0]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        files = {name: package.read(name).decode() for name in package.namelist()}
    image = "images/cells.svg"
    assert list(files) == ["imsmanifest.xml", "week-1/week-1.xml", image, "marking.html"]
    root = ET.fromstring(files["imsmanifest.xml"])
    space = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
    resources = [(each.get("type"), each.get("href")) for each in root.iter(f"{space}resource")]
    assert resources == [("imsqti_xmlv1p2", "week-1/week-1.xml"), ("webcontent", image)]
    assert [each.get("href") for each in root.iter(f"{space}file")] == ["week-1/week-1.xml", image]
    assert f'src="%24IMS-CC-FILEBASE%24/{image}"' in files["week-1/week-1.xml"]
    assert files[image] == (EXPORTS / image).read_text("utf-8")
    for key in ("2*w*x**2", "P(A|B) P(B)", "42 &lt;$x$&gt;", "Inner derivative."):
        assert key in files["marking.html"]
        assert key.replace("&lt;", "&amp;lt;") not in files["week-1/week-1.xml"]


def test_moodle_gets_the_images_with_the_text_that_shows_them():
    moodle = ET.fromstring(write_moodle(bank())[0].encode())
    (several,) = (each for each in moodle if each.findtext("name/text") == "several")
    assert 'src="@@PLUGINFILE@@/images-cells.svg"' in several.findtext("questiontext/text")
    (file,) = moodle.iter("file")
    assert file is several.find("questiontext/file")
    assert (file.get("name"), file.get("encoding")) == ("images-cells.svg", "base64")
    assert b64decode(file.text) == (EXPORTS / "images/cells.svg").read_bytes()


def test_essays_carry_the_key_and_known_wrong_answers_for_the_grader_alone():
    moodle = ET.fromstring(write_moodle(bank())[0].encode())
    essays = {each.findtext("name/text"): each for each in moodle if each.get("type") == "essay"}
    keys = {"derive": "2*w*x**2 - 2*x*y", "factorise": "P(A|B) P(B)", "prints": "42 &lt;$x$&gt;"}
    assert set(essays) == set(keys)
    for name, key in keys.items():
        assert key in essays[name].findtext("graderinfo/text")
        assert key not in essays[name].findtext("questiontext/text")
    assert "Worth 50 %: <code>2*(w*x - y)</code> Inner derivative." in essays["derive"].findtext(
        "graderinfo/text"
    )
    comments = [line for line in write_gift(bank())[0].split("\n") if line.startswith("// ")]
    assert "// Right: P(A|B) P(B)" in comments


def test_numbers_are_written_without_the_digits_of_rounding(tmp_path):
    questions = [
        {"id": "a", "type": "number", "prompt": "?", "answer": "0.1 + 0.2 - 0.27"},
        {"id": "b", "type": "integer", "prompt": "?", "answer": 123456789012345},
    ]
    data = {"id": "quiz", "version": "1", "title": "Q", "questions": questions}
    (tmp_path / "quiz.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    options = [entry.options[0].text for entry in bank(tmp_path / "quiz.yaml").entries]
    assert options == ["0.03", "123456789012345"]


def test_a_share_that_moodle_does_not_know_is_changed_and_noted():
    entry = next(entry for entry in bank().entries if entry.name == "pick")
    entry = type(entry)(**{**vars(entry), "options": (Option("a", 1.0), Option("b", 0.42))})
    graded, changed = with_grades(entry)
    assert graded.options[1].share == 0.4
    assert [note.what for note in changed] == ["a share of 0.42 becomes 0.4, the nearest there is"]


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["moodle", "gift"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_exported_can_be_imported_and_passes_quiz_check(tmp_path, path, form, language):
    text, _ = WRITERS[form](bank(path, language))
    read = {"moodle": read_moodle, "gift": read_gift}[form]
    again = read(text.encode(), Path("bank"), skip=True)
    assert again.title == bank(path, language).title
    written = write_quiz(again, "again", Path("bank"), skip=True)
    (tmp_path / "again.yaml").write_text(written.text, encoding="utf-8")
    assert check_quiz(load_quiz(tmp_path / "again.yaml", LANGUAGES), None) == []
    refused = [note for note in written.notes if note.where.startswith("line ")]
    assert all("an essay is marked by hand" in note.what for note in refused)
