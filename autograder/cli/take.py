"""`quiz take`: one student in a terminal. It asks and shows; the service decides and records."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text as Line

from autograder.cli.typed import typed, typed_blank
from autograder.cli.words import WORDS
from autograder.quiz.model import Answer, Quiz
from autograder.report.plain import number, printable
from autograder.report.quiz_terminal import prose, question_view
from autograder.report.quiz_view import QuestionView, view, written
from autograder.report.strings import Catalogue, catalogue
from autograder.services.quiz_take import Outcome, RefusedError, Sitting, Taker

_HELP = {
    "single": "type_one",
    "multiple": "type_several",
    "true_false": "type_true_false",
    "matching": "type_pairs",
    "ordering": "type_order",
}
_YES = ("y", "yes", "예", "네", "ㅛ")


class _LeaveError(Exception):
    """The student goes; the attempt stays open."""


class Screen:
    """One attempt on one console. `read` gives a line, and raises EOFError when there is none."""

    def __init__(
        self,
        console: Console,
        quiz: Quiz,
        taker: Taker,
        language: str,
        read: Callable[[str], str] = input,
    ) -> None:
        self._console = console
        self._quiz = quiz
        self._taker = taker
        self._language = language
        self._words: Catalogue = catalogue(language, WORDS)
        self._read = read

    def run(self) -> None:
        """From the first question that has no answer to the results. Raises RefusedError if no
        attempt can be begun.
        """
        before = len(self._taker.sittings(_now()))
        taken = self._taker.begin(_now())
        self._console.print(self._quiz.title.in_language(self._language), style="bold")
        began = "began" if taken.number > before else "resumed"
        self._say(self._words.say(began, number=taken.number))
        self._say(self._words["how_to"])
        try:
            taken = self._questions(taken)
        except (_LeaveError, EOFError, KeyboardInterrupt):
            self._say("\n" + self._words["left"])
            return
        self._results(taken)

    def _questions(self, taken: Sitting) -> Sitting:
        """Until the attempt is over; the sitting then."""
        names = [name for name in taken.order if self._has(name)]
        place = next((i for i, name in enumerate(names) if name not in taken.answers), 0)
        while taken.ended is None:
            if place >= len(names):
                if self._agreed("hand_in", answered=len(taken.answers), count=len(names)):
                    return self._taker.finish(taken, _now())
                place = 0
            try:
                taken, step = self._question(taken, names, place)
            except RefusedError as error:
                self._say(error.text.in_language(self._language))
                taken, step = self._now(taken), 1
            place = max(0, len(names) if step is None else place + step)
        self._say(self._words["time_up"])
        return taken

    def _question(self, taken: Sitting, names: list[str], place: int) -> tuple[Sitting, int | None]:
        """Ask one question; how many to go on, or None to the end."""
        name = names[place]
        question = self._quiz.question(name)
        shown = view(question, self._taker.variant(taken, name))
        title = self._words.say("question_of", place=place + 1, count=len(names))
        title += f" · {self._words['points']}: {number(question.points)}{self._left(taken)}"
        self._taker.show(taken, name, _now())
        self._console.print()
        self._console.print(question_view(shown, self._language, title))
        if name in taken.answers:
            given = printable(written(taken.answers[name]))
            self._console.print(Line(f"{self._words['your_answer']}: {given}", style="dim"))
        while True:
            line = self._line(self._help(shown))
            if line == ":h":
                taken = self._hint(taken, name)
            elif line in (":b", ":f"):
                return taken, -1 if line == ":b" else None
            elif line == "":
                return taken, 1
            else:
                taken, readable = self._save(taken, name, self._answer(shown, line))
                return taken, 1 if readable else 0

    def _answer(self, shown: QuestionView, line: str) -> Answer:
        if shown.question.type != "fill_in":
            return typed(shown, line)
        names = list(shown.question.payload.blanks)
        answer = {names[0]: typed_blank(shown, names[0], line)}
        for name in names[1:]:
            given = self._line(self._words.say("type_blank", name=name))
            answer[name] = typed_blank(shown, name, given)
        return answer

    def _save(self, taken: Sitting, name: str, answer: Answer) -> tuple[Sitting, bool]:
        """The sitting after it, and whether the answer could be read."""
        taken, unreadable = self._taker.answer(taken, name, answer, _now())
        if unreadable is not None:
            self._say(self._words["kept_as_given"])
            self._console.print(prose(unreadable, self._language))
        else:
            self._say(self._words["saved"])
        outcome = next(
            (each for each in self._taker.outcomes(taken, _now()) if each.question == name), None
        )
        if outcome is not None and name in taken.answers:
            self._outcome(outcome)
        return taken, unreadable is None

    def _hint(self, taken: Sitting, name: str) -> Sitting:
        hints = self._quiz.question(name).hints
        given = taken.hints.get(name, 0)
        cost = hints[given].cost if given < len(hints) else 0
        if cost and not self._agreed("hint_costs", cost=f"{cost:.0%}"):
            return taken
        try:
            taken, text = self._taker.hint(taken, name, _now())
        except RefusedError as error:
            text = error.text
        self._console.print(prose(text, self._language))
        return taken

    def _results(self, taken: Sitting) -> None:
        self._say(self._words["handed_in"])
        outcomes = self._taker.outcomes(taken, _now())
        if not any(each.show.score or each.show.questions for each in outcomes):
            self._say(self._words["shown_later"])
            return
        for place, outcome in enumerate(outcomes, start=1):
            given = printable(written(outcome.answer)) or self._words["no_answer"]
            self._console.print(Line.assemble((f"\n{place}. ", "bold"), given))
            self._outcome(outcome)
        counts = self._taker.score(_now())
        if counts is not None and all(each.show.score for each in outcomes):
            shown = f"{number(counts)} / {number(self._quiz.points)}"
            self._say("\n" + self._words.say("score_counts", score=shown))

    def _outcome(self, outcome: Outcome) -> None:
        if outcome.score is not None:
            points = self._quiz.question(outcome.question).points
            shown = f"{number(outcome.score)} / {number(points)}"
            full = outcome.score >= points
            self._console.print(Line(shown, style="green" if full else "yellow"))
        for text in outcome.verdict.feedback if outcome.verdict else ():
            self._console.print(prose(text, self._language))
        if outcome.explanation is not None:
            self._console.print(prose(outcome.explanation, self._language), style="dim")

    def _help(self, shown: QuestionView) -> str:
        if shown.question.type == "fill_in":
            return self._words.say("type_blank", name=next(iter(shown.question.payload.blanks)))
        key = _HELP.get(shown.question.type)
        return self._words[key] if key else self._words["your_answer"]

    def _line(self, prompt: str) -> str:
        line = self._read(f"{prompt} > ").strip()
        if line == ":q":
            raise _LeaveError
        return line

    def _agreed(self, key: str, **values: object) -> bool:
        return self._line(self._words.say(key, **values)).casefold() in _YES

    def _left(self, taken: Sitting) -> str:
        if taken.deadline is None:
            return ""
        minutes = math.ceil((taken.deadline - _now()).total_seconds() / 60)
        return f" · {self._words.say('time_left', minutes=max(0, minutes))}"

    def _now(self, taken: Sitting) -> Sitting:
        return next(each for each in self._taker.sittings(_now()) if each.id == taken.id)

    def _has(self, name: str) -> bool:
        return any(question.id == name for question in self._quiz.questions)

    def _say(self, text: str) -> None:
        self._console.print(text, markup=False, soft_wrap=True)


def _now() -> datetime:
    return datetime.now(UTC)
