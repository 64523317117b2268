"""quizzes/<id>.yaml -> a checked, frozen Quiz, or every problem with its line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from autograder.course.checked import in_order, suggestion, validate
from autograder.course.model import Course
from autograder.course.yaml import Document, Mark, TooManyFaultsError, read_text
from autograder.errors import CourseError, Problem
from autograder.quiz.expression import Value
from autograder.quiz.model import Hint, Keep, Policy, Question, Quiz, Show, When
from autograder.quiz.parts import MAX_QUESTIONS, PolicyPart, QuestionPart, QuizPart
from autograder.quiz.place import Place
from autograder.quiz.questions import TYPES
from autograder.quiz.questions.kind import QuestionType, Reading
from autograder.quiz.questions.reading import check_texts, read_parts, whole_model
from autograder.quiz.recipe import Budget, read_variants

FOLDER = "quizzes"
OUTPUTS = "outputs.json"


def load_quizzes(course: Course) -> Mapping[str, Quiz]:
    """The quizzes of the course by id, in the order of their names; raises CourseError."""
    quizzes: dict[str, Quiz] = {}
    problems: list[Problem] = []
    for path in sorted((course.root / FOLDER).glob("*.yaml")):
        try:
            quiz = load_quiz(path, course.languages)
            quizzes[quiz.id] = quiz
        except CourseError as error:
            problems.extend(error.problems)
    if problems:
        raise CourseError(problems)
    return quizzes


def load_quiz(path: Path, languages: Sequence[str]) -> Quiz:
    """The quiz of one file; raises CourseError with every problem of it.

    Every text that is written in several languages has to have all of `languages`.
    """
    document = Document.open(path)
    quiz = None
    with suppress(TooManyFaultsError):
        quiz = None if document.root is None else _Loader(document, languages).quiz()
    if document.root is None and not document.problems:
        document.problems.append(document.problem(Mark(1, 1), "there is nothing in it"))
    if document.problems or quiz is None:
        raise CourseError(in_order(document.problems))
    return quiz


def read_outputs(folder: Path) -> dict[str, str]:
    """What the snippets of the quizzes print, as it was computed; raises CourseError."""
    path = folder / OUTPUTS
    if not path.exists():
        return {}
    try:
        outputs = json.loads(read_text(path))
    except (ValueError, RecursionError):
        outputs = None
    if not isinstance(outputs, dict) or not all(isinstance(text, str) for text in outputs.values()):
        raise CourseError([Problem(path, "is no longer as it was written; delete it")])
    return outputs


class _Loader:
    """Reads one document, and goes on after a fault to find the others."""

    def __init__(self, document: Document, languages: Sequence[str]) -> None:
        self._document = document
        self._place = Place(document)
        self._languages = languages
        self._outputs: dict[str, str] = {}
        self._budget = Budget()

    def quiz(self) -> Quiz | None:
        """None if there are problems; they are the document's."""
        root = self._document.root
        assert root is not None
        head = validate(self._document, root, QuizPart)
        if head is None:
            self._questions_alone()
            return None
        path = self._document.path
        try:
            self._outputs = read_outputs(path.parent)
        except CourseError as error:
            self._document.problems.extend(error.problems)
        if head.id != path.stem:
            self._place.at("id").error(f"the file is called {path.name}, so the id is {path.stem}")
        check_texts(head, self._reading(self._place, [], ()))
        questions = self._questions(head.id, len(head.questions))
        policy = self._policy(head.policy)
        return Quiz(
            id=head.id,
            version=head.version,
            title=head.title,
            questions=tuple(questions),
            policy=policy,
            description=head.description,
            path=path,
        )

    def _questions_alone(self) -> None:
        """The head is faulty; what is wrong in the questions is found all the same."""
        node = self._place.at("questions").node
        if node is not self._document.root and isinstance(node.value, list):
            self._questions("", min(len(node.value), MAX_QUESTIONS))

    def _questions(self, quiz_id: str, count: int) -> list[Question]:
        questions: list[Question] = []
        seen: set[str] = set()
        for index in range(count):
            place = self._place.at("questions", index)
            question = self._question(quiz_id, place)
            if question is None:
                continue
            if question.id in seen:
                place.at("id").error(f"the id {question.id!r} is given twice")
            seen.add(question.id)
            questions.append(question)
        return questions

    def _question(self, quiz_id: str, place: Place) -> Question | None:
        kind = _type_at(place)
        if kind is None:
            return None
        model = whole_model(QuestionPart, type(kind))
        trail = [str(step) for step in place.steps]
        written = validate(self._document, place.node, model, trail)
        if written is None:
            return None
        assert isinstance(written, QuestionPart)
        names = [*written.parameters, *written.derived]
        variants = read_variants(written, quiz_id, place, self._budget)
        reading = self._reading(place, names, variants)
        payload, known_wrong = read_parts(kind, written, reading)
        return Question(
            id=written.id,
            type=written.type,
            prompt=written.prompt,
            payload=payload,
            points=written.points,
            version=written.version,
            tags=tuple(written.tags),
            difficulty=written.difficulty or "",
            hints=tuple(Hint(hint.text, hint.cost) for hint in written.hints),
            explanation=written.explanation,
            references=tuple(written.references),
            known_wrong=known_wrong,
            lists=kind.lists(payload),
            variants=variants or ({},),
            line=place.node.mark.line,
        )

    def _reading(
        self, place: Place, names: Sequence[str], variants: Sequence[Mapping[str, Value]]
    ) -> Reading:
        return Reading(
            place=place,
            names=frozenset(names),
            variants=variants,
            outputs=self._outputs,
            languages=self._languages,
            path=self._document.path,
            types=TYPES,
        )

    def _policy(self, part: PolicyPart) -> Policy:
        place = self._place.at("policy")
        if part.opens and part.closes and part.closes <= part.opens:
            place.at("closes").error("the quiz closes before it opens")
        return Policy(
            attempts=None if part.attempts == "unlimited" else part.attempts,
            keep=Keep(part.keep),
            penalty=part.penalty,
            cool_down=part.cool_down or timedelta(0),
            opens=part.opens,
            closes=part.closes,
            time_limit=part.time_limit,
            shuffle_questions=part.shuffle_questions,
            show=Show(
                When(part.show.score), When(part.show.questions), When(part.show.explanation)
            ),
        )


def _type_at(place: Place) -> QuestionType | None:
    node = place.node
    if not isinstance(node.value, dict):
        place.error("expected a question: lines of 'key: value'")
        return None
    if "type" not in node.value:
        place.error(f"the 'type' is missing; it is one of {', '.join(TYPES)}")
        return None
    name = str(node.value["type"].value)
    if name not in TYPES:
        place.at("type").error(f"{name[:40]!r} is no type" + suggestion(name, list(TYPES)))
        return None
    return TYPES[name]
