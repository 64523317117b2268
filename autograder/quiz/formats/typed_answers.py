"""Answers that are typed: the numbers and short texts of a bank as keys of our YAML."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder.quiz.formats.bank import Entry, Note, Option, RefusedError
from autograder.quiz.pattern import Pattern, PatternError, compiled, normal, phrase

FULL = 1 - 1e-6
"""A share that means full marks."""
_NUMERAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SIGNS = re.compile(r"(?<!\w)[-.]\d|\d[.,/:]\d")


def kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def number_keys(entry: Entry, name: str, say: list[Note]) -> dict[str, Any]:
    """Also the `type`, which may be integer; raises RefusedError."""
    options = _without_rest(entry, name, say)
    values = []
    for option in options:
        try:
            values.append(float(option.text))
        except ValueError:
            raise RefusedError(f"{option.text[:40]!r} is no number", entry.line) from None
    right = [place for place, option in enumerate(options) if option.share >= FULL]
    if len(right) != 1 or not abs(values[right[0]]) <= 1e15:
        raise RefusedError("it needs one number that is worth full marks", entry.line)
    answer = values[right[0]]
    whole = options[right[0]].tolerance == 0 and all(value == int(value) for value in values)
    own: dict[str, Any] = {"type": "integer" if whole else "number", "answer": plain_number(answer)}
    margin = {} if whole else _tolerance(values, options, name, say)
    if not whole:
        own["tolerance"] = margin
    taken = [answer]
    known: list[dict[str, Any]] = []
    for place, (value, option) in enumerate(zip(values, options, strict=True)):
        if any(abs(value - other) <= _reach(margin, other) for other in taken):
            if place != right[0]:
                say.append(Note(name, "an answer that another one covers is left out"))
            continue
        taken.append(value)
        known.append(_known({"answer": plain_number(value)}, option))
    return {**own, "known_wrong": known}


def _reach(margin: Mapping[str, float], value: float) -> float:
    """How far from the value an answer is still taken for it."""
    return max(margin.get("absolute", 0.0), margin.get("relative", 0.0) * abs(value))


def _tolerance(
    values: list[float], options: list[Option], name: str, say: list[Note]
) -> dict[str, float]:
    """One that gives each answer the tolerance that it had, or at least the right one."""
    given = [option.tolerance for option in options]
    if len(set(given)) == 1:
        return {"absolute": given[0]}
    sizes = [abs(value) for value in values]
    largest = max(sizes)
    relative = float(f"{given[sizes.index(largest)] / largest:.10g}") if largest else 1.0
    by_size = [relative * size for size in sizes]
    if relative < 1 and all(map(_alike, by_size, given)):
        return {"relative": relative}
    absolute = min(given)
    if relative < 1 and all(map(_alike, (max(absolute, each) for each in by_size), given)):
        return {"absolute": absolute, "relative": relative}
    say.append(Note(name, "wrong answers get the tolerance of the right one"))
    return {"absolute": next(each.tolerance for each in options if each.share >= FULL)}


def _alike(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-8)


def plain_number(value: float) -> float | int:
    """2.0 as 2."""
    return int(value) if value == int(value) else value


def _known(answer: dict[str, Any], option: Option) -> dict[str, Any]:
    credit = round(max(option.share, 0), 6) or None
    return {**answer, **kept({"feedback": option.feedback, "credit": credit})}


def _without_rest(entry: Entry, name: str, say: list[Note]) -> list[Option]:
    """Without the answer `*`, which is Moodle's word for all others."""
    rest = [option for option in entry.options if option.text.strip() == "*"]
    if any(option.share > 0 for option in rest):
        raise RefusedError("any answer gets marks", entry.line)
    if any(option.feedback for option in rest):
        say.append(Note(name, "without the feedback to all other answers"))
    return [option for option in entry.options if option.text.strip() != "*"]


def short_text_keys(entry: Entry, name: str, say: list[Note]) -> dict[str, Any]:
    """Also the `type` if only numbers are asked for; raises RefusedError."""
    options = _without_rest(entry, name, say)
    if numerals := _numerals(options):
        say.append(Note(name, "a short text of digits becomes a number"))
        return number_keys(replace(entry, options=numerals), name, say)
    rights = [option for option in options if option.share >= FULL]
    if not rights:
        raise RefusedError("no answer is worth full marks", entry.line)
    if any(_SIGNS.search(option.text) for option in options):
        say.append(Note(name, "signs between letters and digits do not matter here: -1 is 1"))
    taken = [_pattern(option, entry.line) for option in rights]
    known: list[dict[str, Any]] = []
    for option in options:
        if option in rights:
            continue
        pattern = _pattern(option, entry.line)
        if _wild(option):
            known.append(_known({"pattern": pattern.source}, option))
        elif any(each.fits(normal(pattern.source)) for each in taken):
            say.append(Note(name, "an answer that another one covers is left out"))
            continue
        else:
            known.append(_known({"answer": pattern.source}, option))
        taken.append(pattern)
    accept = [option.text.replace(r"\*", "*") for option in rights if not _wild(option)]
    patterns = [_pattern(option, entry.line).source for option in rights if _wild(option)]
    shown = (" ".join(pattern.replace("*", "").split()) for pattern in patterns)
    return {"accept": [*accept, *shown], "patterns": patterns, "known_wrong": known}


def _numerals(options: Sequence[Option]) -> tuple[Option, ...]:
    """The answers if all are numbers and one of these is the right one; it is there once then."""
    if not all(_NUMERAL.fullmatch(option.text) for option in options):
        return ()
    right = [option for option in options if option.share >= FULL]
    if len({float(option.text) for option in right}) != 1:
        return ()
    return (right[0], *(option for option in options if option.share < FULL))


def _wild(option: Option) -> bool:
    return "*" in option.text.replace(r"\*", "")


def _pattern(option: Option, line: int) -> Pattern:
    """What the text of an answer fits; raises RefusedError."""
    text = option.text
    literal = text.replace(r"\*", "").replace("*", "")
    if not normal(literal):
        raise RefusedError(f"{text[:40]!r} has nothing to look for", line)
    if _wild(option) and ("|" in text or r"\*" in text):
        raise RefusedError(f"the pattern {text[:40]!r} is not known", line)
    try:
        if _wild(option):
            return compiled(re.sub(r"[()\[\]]", " ", text))
        return phrase(text.replace(r"\*", "*"))
    except PatternError as error:
        raise RefusedError(f"{text[:40]!r}: {error}", line) from None
