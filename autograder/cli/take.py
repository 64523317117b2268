"""`quiz take`: one student in a terminal. It asks and shows; the service decides and records."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from rich.console import Console
from rich.text import Text as Line

from autograder.cli.typed import NoLetterError, command, typed, typed_blank
from autograder.cli.words import WORDS
from autograder.quiz.model import Answer, Quiz
from autograder.quiz.policy import shown_time
from autograder.report.plain import number
from autograder.report.quiz_answer import answer_view
from autograder.report.quiz_terminal import prose, question_view
from autograder.report.quiz_view import QuestionView, view
from autograder.report.strings import Catalogue, catalogue
from autograder.services.quiz_take import Outcome, RefusedError, Sitting, Taker
from autograder.text import Text

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
        *,
        now: Callable[[], datetime],
        read: Callable[[str], str] = input,
    ) -> None:
        """`now` is the only clock; times are shown in its zone."""
        self._console = console
        self._quiz = quiz
        self._taker = taker
        self._language = language
        self._words: Catalogue = catalogue(language, WORDS)
        self._now = now
        self._read = read

    def run(self) -> None:
        """From the first question that has no answer to the results. Raises RefusedError if no
        attempt can be begun.
        """
        before = len(self._taker.sittings(self._now()))
        taken = self._taker.begin(self._now())
        self._begin(taken, new=taken.number > before)
        try:
            taken = self._questions(taken)
        except (_LeaveError, EOFError, KeyboardInterrupt):
            self._say("")
            self._say(self._words["left"])
            return
        if taken.ended == taken.deadline:
            self._say(self._words["time_up"])
        self.results(taken)

    def _begin(self, taken: Sitting, *, new: bool) -> None:
        self._console.print(
            self._quiz.title.in_language(self._language), style="bold", markup=False
        )
        self._say(self._words.say("began" if new else "resumed", number=taken.number))
        extent = {"count": len(self._quiz.questions), "points": number(self._quiz.points)}
        self._say(self._words.say("extent", **extent))
        most = self._quiz.policy.attempts
        if most is not None:
            self._say(self._words.say("attempts_after", left=max(0, most - taken.number)))
        if taken.deadline is not None:
            until = shown_time(taken.deadline.astimezone(self._now().tzinfo))
            self._say(self._words.say("until", time=until))
        self._say(self._words["how_to"])

    def _questions(self, taken: Sitting) -> Sitting:
        """Until the attempt is over; the sitting then."""
        names = [name for name in taken.order if self._has(name)]
        place = here = self._first_open(names, taken)
        while taken.ended is None:
            if place >= len(names):
                answered = len(self._taker.answered(taken).intersection(names))
                if self._agreed("hand_in", answered=answered, count=len(names)):
                    return self._taker.finish(taken, self._now())
                place = here if here < len(names) - 1 else self._first_open(names, taken)
                continue
            here = place
            try:
                taken, step = self._question(taken, names, place)
            except RefusedError as error:
                self._say(error.text.in_language(self._language))
                taken, step = self._as_recorded(taken), 1
            place = max(0, len(names) if step is None else place + step)
        return taken

    def _question(self, taken: Sitting, names: list[str], place: int) -> tuple[Sitting, int | None]:
        """Ask one question; how many to go on, or None to the end."""
        name = names[place]
        question = self._quiz.question(name)
        shown = view(question, self._taker.variant(taken, name))
        title = self._words.say("question_of", place=place + 1, count=len(names))
        title += f" · {self._words['points']}: {number(question.points)}{self._left(taken)}"
        self._taker.show(taken, name, self._now())
        self._console.print()
        self._console.print(question_view(shown, self._language, title))
        if name in taken.answers:
            given = taken.answers[name]
            label = self._words["your_answer"]
            self._console.print(answer_view(shown, given, self._language, label, "dim"))
        while True:
            line = self._line(self._help(shown))
            letter = command(line)
            if letter == "h":
                taken = self._hint(taken, name)
            elif letter in ("b", "f"):
                return taken, -1 if letter == "b" else None
            elif letter is not None:
                self._say(self._words["how_to"])
            elif line == "":
                return taken, 1
            else:
                try:
                    answer = self._answer(taken, shown, line)
                except NoLetterError as error:
                    self._prose(error.text)
                    continue
                if isinstance(answer, dict) and not any(answer.values()):
                    return taken, 1  # every blank was left empty
                taken, readable = self._save(taken, name, answer)
                if readable:
                    return taken, 1

    def _answer(self, taken: Sitting, shown: QuestionView, line: str) -> Answer:
        if shown.question.type != "fill_in":
            return typed(shown, line)
        names = list(shown.question.payload.blanks)
        answer = {names[0]: self._blank(taken, shown, names[0], line)}
        for name in names[1:]:
            given = self._line(self._words.say("type_blank", name=name))
            answer[name] = self._blank(taken, shown, name, given)
        return answer

    def _blank(self, taken: Sitting, shown: QuestionView, name: str, line: str) -> str:
        """What goes into the blank: asked for until it can be read or is left empty."""
        while line:
            wrong = None
            try:
                answer = typed_blank(shown, name, line)
                wrong = self._taker.unreadable_blank(taken, shown.question.id, name, answer)
                if wrong is None and command(line) is None:
                    return answer
            except NoLetterError as error:
                wrong = error.text
            if command(line) is not None or wrong is None:
                self._say(self._words["blanks_first"])
            else:
                self._prose(wrong)
            line = self._line(self._words.say("type_blank", name=name))
        return ""

    def _save(self, taken: Sitting, name: str, answer: Answer) -> tuple[Sitting, bool]:
        """The sitting after it, and whether the answer could be read."""
        taken, unreadable = self._taker.answer(taken, name, answer, self._now())
        if unreadable is not None:
            self._say(self._words["kept_as_given"])
            self._prose(unreadable)
            if taken.answers.get(name) not in (None, answer):
                self._say(self._words["earlier_stays"])
            return taken, False
        self._say(self._words["saved"])
        if self._quiz.question(name).type == "matching" and isinstance(answer, dict):
            missing = len(self._quiz.question(name).lists["left"].items) - len(answer)
            if missing:
                self._say(self._words.say("pairs_missing", count=missing))
        outcome = next(
            (o for o in self._taker.outcomes(taken, self._now()) if o.question == name), None
        )
        if outcome is not None and name in taken.answers:
            self._outcome(taken, outcome)
        return taken, True

    def _hint(self, taken: Sitting, name: str) -> Sitting:
        hints = self._quiz.question(name).hints
        given = taken.hints.get(name, 0)
        cost = hints[given].cost if given < len(hints) else 0
        if cost and not self._agreed("hint_costs", cost=f"{cost:.0%}"):
            return taken
        try:
            taken, text = self._taker.hint(taken, name, self._now())
        except RefusedError as error:
            text = error.text
        self._prose(text)
        return taken

    def results(self, taken: Sitting) -> None:
        """What the policy lets the student see of an attempt that is over."""
        self._say(self._words["handed_in"])
        outcomes = self._taker.outcomes(taken, self._now())
        if not any(each.show.score or each.show.questions for each in outcomes):
            self._say(self._words["shown_later"])
            return
        still_there = [each for each in outcomes if self._has(each.question)]
        for place, outcome in enumerate(still_there, start=1):
            question = self._quiz.question(outcome.question)
            shown = view(question, self._taker.variant(taken, outcome.question))
            title = self._words.say("question_of", place=place, count=len(still_there))
            self._console.print()
            asked = replace(shown, lists={})
            self._console.print(question_view(asked, self._language, title))
            label = self._words["your_answer"]
            answer = self._words["no_answer"] if outcome.answer is None else outcome.answer
            self._console.print(answer_view(shown, answer, self._language, label))
            self._outcome(taken, outcome)
        counts = self._taker.score(self._now())
        if counts is not None and all(each.show.score for each in outcomes):
            shown_score = f"{number(counts)} / {number(self._quiz.points)}"
            self._say("")
            self._say(self._words.say("score_counts", score=shown_score))

    def _outcome(self, taken: Sitting, outcome: Outcome) -> None:
        question = self._quiz.question(outcome.question)
        full = outcome.score is not None and outcome.score >= question.points
        if outcome.score is not None:
            score = f"{self._words['score']}: {number(outcome.score)} / {number(question.points)}"
            self._console.print(Line(score, style="green" if full else "yellow"))
        verdict = outcome.verdict
        if verdict is not None:
            if verdict.correct and not verdict.feedback:
                self._say(self._words["right"])
            for text in (*verdict.feedback, *((verdict.error,) if verdict.error else ())):
                self._prose(text)
        if outcome.key is not None and not (verdict and verdict.correct):
            shown = view(question, self._taker.variant(taken, outcome.question))
            label = self._words["right_answer"]
            self._console.print(answer_view(shown, outcome.key, self._language, label))
        if outcome.explanation is not None:
            explanation = outcome.explanation.in_language(self._language)
            self._prose(Text.plain(f"{self._words['explanation']}: {explanation}"))
        if outcome.references:
            words = "; ".join(each.in_language(self._language) for each in outcome.references)
            self._prose(Text.plain(f"{self._words['references']}: {words}"), "dim")

    def _help(self, shown: QuestionView) -> str:
        if shown.question.type == "fill_in":
            return self._words.say("type_blank", name=next(iter(shown.question.payload.blanks)))
        key = _HELP.get(shown.question.type)
        return self._words[key] if key else self._words["your_answer"]

    def _line(self, prompt: str) -> str:
        line = self._read(f"{prompt} > ").strip()
        if command(line) == "q":
            raise _LeaveError
        return line

    def _agreed(self, key: str, **values: object) -> bool:
        return self._line(self._words.say(key, **values)).casefold() in _YES

    def _left(self, taken: Sitting) -> str:
        if taken.deadline is None:
            return ""
        minutes = math.ceil((taken.deadline - self._now()).total_seconds() / 60)
        return f" · {self._words.say('time_left', minutes=max(0, minutes))}"

    def _as_recorded(self, taken: Sitting) -> Sitting:
        return next(each for each in self._taker.sittings(self._now()) if each.id == taken.id)

    def _first_open(self, names: list[str], taken: Sitting) -> int:
        """The place of the first question without a readable answer; the first if all have one."""
        answered = self._taker.answered(taken)
        return next((place for place, name in enumerate(names) if name not in answered), 0)

    def _has(self, name: str) -> bool:
        return any(question.id == name for question in self._quiz.questions)

    def _say(self, text: str) -> None:
        self._console.print(text, markup=False)

    def _prose(self, text: Text, style: str = "") -> None:
        self._console.print(prose(text, self._language, style))
