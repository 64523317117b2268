"""Our quiz -> a plain bank in one language, with a note for everything that it cannot hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from autograder.quiz.formats.bank import Bank, Blank, Entry, Kind, Note, Option
from autograder.quiz.formats.marking import marking
from autograder.quiz.formats.markup import images_in, to_plain
from autograder.quiz.model import Item, Question, Quiz, Variant
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.template import fill
from autograder.quiz.variant import plain_variant
from autograder.text import Text


def carry(quiz: Quiz, language: str) -> Bank:
    """The bank of the quiz. Raises CourseError if a snippet's output was not computed, OSError."""
    carrier = _Carrier(language)
    entries = [carrier.entry(question) for question in quiz.questions]
    stays = "the policy (attempts, times, penalties, what is shown)"
    if quiz.description is not None:
        stays += " and the description"
    carrier.notes.append(Note("", f"{stays} stays here"))
    if any(len(text) > 1 for text in (quiz.title, *(each.prompt for each in quiz.questions))):
        other = f"other languages than {language} stay here; export each by itself"
        carrier.notes.append(Note("", other))
    return Bank(
        carrier.words(quiz.title), tuple(entries), tuple(carrier.notes), quiz.id,
        images=_images(entries, quiz.path.parent),
    )  # fmt: skip


def _images(entries: Iterable[Entry], folder: Path) -> dict[str, bytes]:
    names = {name for entry in entries for text in entry.texts() for name in images_in(text)}
    return {name: (folder / name).read_bytes() for name in sorted(names)}


class _Carrier:
    """Collects notes on the way."""

    def __init__(self, language: str) -> None:
        self.notes: list[Note] = []
        self._language = language

    def words(self, text: Text | None, variant: Variant | None = None) -> str:
        if text is None:
            return ""
        filled = text if variant is None else fill(text, variant.values)
        return filled.in_language(self._language)

    def entry(self, question: Question) -> Entry:
        variant = plain_variant(question)
        prompt = self.words(question.prompt, variant)
        if len(question.variants) > 1:
            self._note(question, "only the first of its variants")
        if question.references or question.difficulty:
            self._note(question, "without references and difficulty")
        blanks = question.type == "fill_in"
        made = self._blanks if blanks else self._entry
        return self._dressed(made(question, variant, prompt), question, variant)

    def _dressed(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        """With what every question has."""
        return replace(
            entry,
            points=question.points,
            explanation=self.words(question.explanation, variant),
            hints=tuple((self.words(hint.text, variant), hint.cost) for hint in question.hints),
            tags=question.tags,
        )

    def _blanks(self, question: Question, variant: Variant, prompt: str) -> Entry:
        if question.known_wrong:
            self._note(question, "without known wrong answers over several blanks")
        if not question.payload.by_blank:
            self._note(question, "the rule all-or-nothing becomes each-answer")
        blanks = []
        for name, blank in question.payload.blanks.items():
            part = replace(blank.question, id=f"{question.id}-{name}")
            entry = self._entry(part, variant, "")
            # A number says its unit in its prompt, and has none of its own here.
            prompt = prompt.replace(f"[[{name}]]", f"[[{name}]] {entry.prompt}".rstrip())
            blanks.append(Blank(name, blank.weight, replace(entry, prompt="")))
        return Entry(question.id, "cloze", prompt, blanks=tuple(blanks))

    def _entry(self, question: Question, variant: Variant, prompt: str) -> Entry:
        entry = Entry(question.id, "essay", prompt)
        match question.type:
            case "single":
                return self._single(entry, question, variant)
            case "multiple":
                return self._multiple(entry, question, variant)
            case "true_false":
                return self._true_false(entry, question, variant)
            case "number" | "integer":
                return self._number(entry, question, variant)
            case "short_text":
                return self._short_text(entry, question, variant)
            case "matching":
                return self._matching(entry, question, variant)
            case "ordering":
                return self._ordering(entry, question, variant)
        code = question.payload.source(variant) if question.type == "code_output" else ""
        fence = f"\n\n```\n{code.rstrip()}\n```" if code else ""
        self._note(question, f"{question.type} becomes an essay, marked by hand with the key")
        key = marking(question, variant, self._language)
        return replace(entry, prompt=prompt + fence, marking=key)

    def _option(self, question: Question, variant: Variant, answer: object, text: str) -> Option:
        verdict = judge(question, variant, answer)
        feedback = "\n\n".join(self.words(each) for each in verdict.feedback)
        return Option(text, 1.0 if verdict.correct else verdict.share, feedback)

    def _single(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        listed = question.lists["choices"]
        options = tuple(
            self._option(question, variant, item.id, self.words(item.text, variant))
            for item in listed.items
        )
        self._pinned(question, [item.pinned for item in listed.items])
        return replace(entry, kind="single", options=options, shuffle=listed.shuffled)

    def _multiple(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        choices, rule = question.payload.choices, question.payload.rule
        if rule != "net-correct":
            self._note(question, f"the rule {rule} becomes net-correct")
        if question.known_wrong:
            self._note(question, "without known wrong answers")
        self._pinned(question, [item.pinned for item in choices.items])
        worth = 1 / len(choices.right)
        options = tuple(
            Option(
                self.words(item.text, variant),
                worth if item.id in choices.right else -worth,
                self.words(choices.feedback.get(item.id), variant),
            )
            for item in choices.items
        )
        return replace(
            entry, kind="multiple", options=options, shuffle=choices.shown.shuffled
        )  # fmt: skip

    def _true_false(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        self._note(question, "becomes a single choice of a decision with its reason")
        listed = question.lists["reasons"]
        says = (
            {True: "참", False: "거짓"}
            if self._language == "ko"
            else {True: "True", False: "False"}
        )
        options = tuple(
            self._option(
                question,
                variant,
                {"value": value, "reason": item.id},
                f"{word} – {self.words(item.text, variant)}",
            )
            for value, word in says.items()
            for item in listed.items
        )
        return replace(entry, kind="single", options=options, shuffle=listed.shuffled)

    def _number(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        payload = question.payload
        number = question.type == "number"
        key = payload.answer if number else payload
        options: list[Option] = []
        unit = getattr(payload, "first_unit", "")
        for value, answer in [
            (key.number(variant.values), TYPES[question.type].key(question, variant)),
            *(
                (known.answer.number(variant.values),
                 TYPES[question.type].known_answer(question, variant, known.answer))
                for known in question.known_wrong
            ),
        ]:  # fmt: skip
            if answer is None:
                self._note(question, "without known wrong answers that are no whole number")
                continue
            if any(abs(value - float(other.text)) <= other.tolerance for other in options):
                self._note(question, "without known wrong answers that others cover in the variant")
                continue
            margin = payload.margin(value) if number else 0.0
            option = self._option(question, variant, answer, _digits(value, margin))
            options.append(replace(option, tolerance=margin))
        if number and payload.figures:
            self._note(question, "the number of figures written is not looked at")
        if unit:
            self._note(question, f"units are not read; the prompt asks for {unit}")
        return replace(
            entry,
            kind="number",
            prompt=f"{entry.prompt} ({unit})".strip() if unit else entry.prompt,
            options=tuple(options),
        )

    def _short_text(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        payload = question.payload
        self._note(question, "Korean particles, blanks and punctuation are not looked over there")
        options = [Option(text.replace("*", r"\*"), 1.0) for text in payload.accept]
        for pattern in payload.patterns[len(payload.accept) :]:
            options += self._pattern(question, pattern.source, 1.0, "")
        for known in question.known_wrong:
            feedback = self.words(known.feedback, variant)
            if known.answer.answer is not None:
                text = known.answer.answer.replace("*", r"\*")
                options.append(Option(text, known.credit or 0.0, feedback))
            elif known.answer.pattern is not None:
                source = known.answer.pattern.source
                options += self._pattern(question, source, known.credit or 0.0, feedback)
        return replace(entry, kind="short_text", options=tuple(options))

    def _pattern(self, question: Question, source: str, share: float, says: str) -> list[Option]:
        if any(sign in source for sign in "()[]|"):
            self._note(question, f"without the pattern {source}")
            return []
        return [Option(source, share, says)]

    def _matching(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        payload = question.payload
        if not payload.by_pair:
            self._note(question, "the rule all-or-nothing becomes each-answer")
        if question.known_wrong or payload.feedback:
            self._note(question, "without feedback to pairs and known wrong answers")
        self._pinned(question, [item.pinned for item in payload.right.items])
        right = {item.id: self._partner(question, item, variant) for item in payload.right.items}
        pairs = [
            (self.words(item.text, variant), right[payload.pairs[item.id]])
            for item in payload.left
        ]  # fmt: skip
        used = set(payload.pairs.values())
        spare = [("", text) for name, text in right.items() if name not in used]
        return replace(
            entry, kind="matching", pairs=(*pairs, *spare), shuffle=payload.right.shuffled
        )  # fmt: skip

    def _ordering(self, entry: Entry, question: Question, variant: Variant) -> Entry:
        self._note(question, "becomes a matching of items and places, with credit by place")
        if question.known_wrong:
            self._note(question, "without known wrong answers")
        items = question.lists["items"].items
        # By their texts, so that the order on the page says nothing.
        pairs = sorted(
            (self.words(item.text, variant), str(place)) for place, item in enumerate(items, 1)
        )
        kind: Kind = "matching"
        return replace(entry, kind=kind, pairs=tuple(pairs))

    def _partner(self, question: Question, item: Item, variant: Variant) -> str:
        words = self.words(item.text, variant)
        if "$" in words or to_plain(words) != words:
            self._note(question, "partners are plain text there, formulas as TeX")
        return words

    def _pinned(self, question: Question, pinned: list[bool]) -> None:
        if any(pinned):
            self._note(question, "pinned items are shuffled too")

    def _note(self, question: Question, what: str) -> None:
        self.notes.append(Note(question.id, what))


def _digits(value: float, margin: float) -> str:
    """The value without the digits of rounding that no tolerance sees: 0.03, not 0.02999999999."""
    short = f"{value:.12g}"
    near = abs(float(short) - value) <= 1e-6 * margin
    return short if near and "e" not in short else repr(value)
