"""What a person needs to mark by hand a question that other systems cannot judge.

A key for formulas, probability expressions and what code prints, in Markdown: the right answer,
what else is right, and the known wrong answers with what each is worth. No student may see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.quiz.formats.bank import percent
from autograder.quiz.model import Question, Variant
from autograder.quiz.probability.family import Kind, ProbabilityKey
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.template import fill_plain


def marking(question: Question, variant: Variant, language: str) -> str:
    """The key of one essay. Raises CourseError if a snippet's output was not computed."""
    kind = TYPES[question.type]
    lines = [f"Right: {_code(str(kind.key(question, variant)))}", *_rules(question, variant)]
    for known in question.known_wrong:
        answer = kind.known_answer(question, variant, known.answer)
        verdict = judge(question, variant, answer)
        said = " ".join(text.in_language(language) for text in verdict.feedback)
        lines.append(f"Worth {percent(verdict.share)} %: {_code(str(answer))} {said}".rstrip())
    return "\n\n".join(lines)


def _code(text: str) -> str:
    """The text as it stands, with as many backquotes around it as it needs."""
    text = text.rstrip("\n")
    if "\n" in text:
        return f"\n\n```\n{text}\n```"
    fence = "``" if "`" in text else "`"
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _rules(question: Question, variant: Variant) -> Iterator[str]:
    payload = question.payload
    match question.type:
        case "formula":
            yield "Whatever is equal to it for all values of its variables is right too."
            form = payload.key.form
            rules = [
                ("no product or power of a sum is left", form.expanded),
                ("no derivative sign is left", form.worked_out),
                ("nothing can be cancelled", form.simplified_fraction),
            ]
            yield from _form([rule for rule, wanted in rules if wanted], payload.without_form)
        case "probability":
            key: ProbabilityKey = payload.key
            left = fill_plain(key.left, variant.values, brackets=True)
            yield f"Whatever is equal to {_code(left)} {_family(key)} is right too."
            yield from _form(_probability_form(key), payload.without_form)
        case "code_output" if payload.compare == "numbers":
            yield "Small differences of the numbers do not matter."
        case "code_output" if payload.compare == "text":
            yield "Blanks do not matter."


def _form(rules: list[str], share: float) -> Iterator[str]:
    if rules:
        yield f"Its form: {'; '.join(rules)}. In another form it is worth {percent(share)} %."


def _family(key: ProbabilityKey) -> str:
    family = key.family
    match family.kind:
        case Kind.INDEPENDENT:
            return "for independent variables"
        case Kind.IID:
            return "for independent and identically distributed variables"
        case Kind.MARKOV:
            return f"for a Markov sequence of order {family.order}"
        case Kind.DAG:
            edges = ", ".join(f"{cause} → {effect}" for cause, effect in family.edges)
            return f"for distributions that factorise along {edges}"
    return "for every joint distribution"


def _probability_form(key: ProbabilityKey) -> list[str]:
    form = key.form
    rules = [
        (f"at most {form.max_left} left of a bar", form.max_left is not None),
        (f"at most {form.max_right} right of a bar", form.max_right is not None),
        ("no sum", not form.sums),
        ("no quotient", not form.quotients),
        ("a product", form.product),
        ("what is asked for does not stand in it", not form.repeat_target),
        (f"with {', '.join(form.terms)} alone", bool(form.terms)),
    ]
    return [rule for rule, wanted in rules if wanted]
