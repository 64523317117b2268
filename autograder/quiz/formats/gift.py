"""GIFT: a bank written, and a bank read or refused with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder.errors import CourseError, Problem
from autograder.quiz.formats.bank import (
    Bank,
    Entry,
    Option,
    RefusedError,
    decoded,
    number,
    percent,
    share,
    with_grades,
)
from autograder.quiz.formats.markup import from_html, from_plain, tidy, to_html

_SIGNS = re.compile(r"([\\~=#{}:])")
_ESCAPE = re.compile(r"\\([\\~=#{}:n*])")
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]")
_NAME = re.compile(r"\s*::((?:\\.|[^\\])*?)::", re.DOTALL)
_PART = re.compile(r"(?<!\\)([=~])")
_WEIGHT = re.compile(r"\s*%(-?[0-9.]+)%")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def write_gift(bank: Bank) -> tuple[str, tuple[str, ...]]:
    """The text, and what it cannot carry."""
    notes = list(bank.notes)
    blocks = [f"$CATEGORY: $course$/{_line(bank.title)}"]
    for entry in bank.entries:
        graded, changed = with_grades(entry)
        notes += changed
        lost = [("points", entry.points != 1), ("hints", bool(entry.hints)),
                ("shuffle: false", not entry.shuffle)]  # fmt: skip
        names = ", ".join(name for name, is_lost in lost if is_lost)
        if names:
            notes.append(f"{entry.name}: GIFT has no {names}")
        blocks.append("\n".join(_question(graded)))
    return "\n\n".join(blocks) + "\n", tuple(notes)


def _question(entry: Entry) -> Iterator[str]:
    if entry.tags:
        yield "// " + " ".join(f"[tag:{_line(tag)}]" for tag in entry.tags)
    yield f"::{_safe(entry.name)}::[html]{_html(entry.prompt)} {{" + "#" * (entry.kind == "number")
    for option in entry.options:
        yield f"  {_answer(entry, option)}"
    for left, right in entry.pairs:
        yield f"  ={_html(left)} -> {_safe(right)}"
    if entry.explanation:
        yield f"  ####{_html(entry.explanation)}"
    yield "}"


def _answer(entry: Entry, option: Option) -> str:
    said = f"#{_html(option.feedback)}" if option.feedback else ""
    weight = f"%{percent(option.share)}%"
    match entry.kind:
        case "single":
            sign = "=" if option.share == 1 else f"~{weight}" if option.share else "~"
            return f"{sign}{_html(option.text)}{said}"
        case "multiple":
            return f"~{weight}{_html(option.text)}{said}"
        case "number":
            return f"={weight}{option.text}:{option.tolerance!r}{said}"
    text = _safe(option.text.replace(r"\*", "\ue000")).replace("\ue000", r"\*")
    return f"={weight}{text}{said}"


def _safe(text: str) -> str:
    return _SIGNS.sub(r"\\\1", _line(text))


def _html(text: str) -> str:
    return _SIGNS.sub(r"\\\1", to_html(text)).replace("\n", r"\n")


def _line(text: str) -> str:
    return " ".join(text.split())


def read_gift(data: bytes, path: Path, *, skip: bool = False) -> Bank:
    """The bank of a GIFT file.

    Raises CourseError with the line of every question that cannot be imported; with `skip` they
    are left out and noted.
    """
    title = path.stem
    entries: list[Entry] = []
    notes: list[str] = []
    problems: list[Problem] = []
    for line, block, tags in _blocks(decoded(data, path)):
        if block.startswith("$CATEGORY:"):
            title = tidy(block.removeprefix("$CATEGORY:").rsplit("/", 1)[-1]) or title
            continue
        try:
            entries.append(replace(_entry(block, line), tags=tags))
        except RefusedError as error:
            message = f"cannot be imported: {error}"
            notes.append(f"line {error.line}: {message}")
            problems.append(Problem(path, message, line=error.line))
    if problems and not skip:
        raise CourseError(problems)
    if not entries:
        raise CourseError([Problem(path, "there is no question in it", line=1)])
    return Bank(title, tuple(entries), tuple(notes))


def _blocks(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(line, text, tags) of what stands between blank lines, without comments."""
    start = 0
    lines: list[str] = []
    tags: tuple[str, ...] = ()
    for number_, line in enumerate([*text.split("\n"), ""], 1):
        bare = line.strip()
        if bare.startswith("//"):
            tags += tuple(re.findall(r"\[tag:([^\]]+)\]", bare))
            lines += [""] if lines else []
        elif bare:
            start = start or number_
            lines.append(line)
            if bare.startswith("$CATEGORY:"):
                yield start, bare, ()
                start, lines = 0, []
        elif any(lines):
            yield start, "\n".join(lines).strip(), tags
            start, lines, tags = 0, [], ()


def _entry(block: str, line: int) -> Entry:
    name, form = "", "moodle"
    if found := _NAME.match(block):
        name, block = _bare(found[1]), block[found.end() :]
    if found := _FORMAT.match(block):
        form, block = found[1], block[found.end() :]
    opened = re.search(r"(?<!\\)\{", block)
    closed = re.search(r"(?<!\\)\}", block)
    if opened is None or closed is None or closed.start() < opened.start():
        raise RefusedError("a question needs its answers in { }", line)
    body, rest = block[opened.end() : closed.start()], block[closed.end() :]
    if re.search(r"(?<!\\)[{}]", body + rest):
        raise RefusedError("it has more than one pair of { }", line)
    gap = " \\_\\_\\_\\_\\_ " if rest.strip() else ""
    prompt = tidy(_shown(block[: opened.start()], form) + gap + _shown(rest, form))
    if not prompt:
        raise RefusedError("the text of the question is empty", line)
    body, _, general = body.partition("####")
    entry = Entry(
        name or prompt[:40], "essay", prompt, explanation=_shown(general, form), line=line
    )
    return _answered(entry, body.strip(), form)


def _answered(entry: Entry, body: str, form: str) -> Entry:
    if not body:
        raise RefusedError("an essay is marked by hand", entry.line)
    truth, *said = re.split(r"(?<!\\)#", body)
    if truth.strip().upper() in _TRUTH:
        return _truth(entry, _TRUTH[truth.strip().upper()], [_shown(each, form) for each in said])
    if body.startswith("#"):
        return _numbers(entry, body[1:], form)
    pieces = _PART.split(body)
    if pieces[0].strip() or len(pieces) < 3:
        raise RefusedError("its answers do not begin with = or ~", entry.line)
    parts = list(zip(pieces[1::2], pieces[2::2], strict=True))
    if all(sign == "=" for sign, _ in parts):
        if all("->" in text for _, text in parts):
            pairs = [text.partition("->") for _, text in parts]
            shown = tuple(
                (_shown(left, form), from_plain(_bare(right))) for left, _, right in pairs
            )
            return replace(entry, kind="matching", pairs=shown)
        options = tuple(_option(sign, text, form, entry.line, plain=True) for sign, text in parts)
        return replace(entry, kind="short_text", options=options)
    options = tuple(_option(sign, text, form, entry.line, plain=False) for sign, text in parts)
    # As Moodle reads it: without a = there are several to choose.
    single = any(sign == "=" for sign, _ in parts)
    return replace(entry, kind="single" if single else "multiple", options=options)


def _truth(entry: Entry, answer: bool, said: list[str]) -> Entry:
    wrong, right, *_ = [*said, "", ""]
    options = tuple(
        Option(word, float(value == answer), right if value == answer else wrong)
        for word, value in (("True", True), ("False", False))
    )
    return replace(entry, kind="single", options=options, shuffle=False)


def _numbers(entry: Entry, body: str, form: str) -> Entry:
    parts = _PART.split(body)
    texts = [body] if len(parts) == 1 else parts[2::2]
    options = []
    for text in texts:
        option = _option("=", text, form, entry.line, plain=True)
        value, _, margin = option.text.partition(":")
        if ".." in value:
            ends = [number(end, entry.line, "the range") for end in value.split("..", 1)]
            value, margin = repr(sum(ends) / 2), repr(abs(ends[1] - ends[0]) / 2)
        tolerance = number(margin, entry.line, "the tolerance")
        options.append(replace(option, text=value.strip(), tolerance=tolerance))
    return replace(entry, kind="number", options=tuple(options))


def _option(sign: str, text: str, form: str, line: int, *, plain: bool) -> Option:
    worth = 1.0 if sign == "=" else 0.0
    if found := _WEIGHT.match(text):
        worth, text = share(found[1], line), text[found.end() :]
    words, *said = re.split(r"(?<!\\)#", text, maxsplit=1)
    shown = _bare(words, stars=True) if plain else _shown(words, form)
    return Option(shown, worth, _shown(said[0], form) if said else "")


def _bare(text: str, *, stars: bool = False) -> str:
    """Without escapes; `stars` leaves the one of a literal star."""

    def plain(match: re.Match[str]) -> str:
        if match[1] == "*":
            return match[0] if stars else "*"
        return "\n" if match[1] == "n" else match[1]

    return tidy(_ESCAPE.sub(plain, text))


def _shown(text: str, form: str) -> str:
    found = _FORMAT.match(text)
    form, text = (found[1], text[found.end() :]) if found else (form, text)
    if form == "markdown":
        return _bare(text)
    return from_plain(_bare(text)) if form == "plain" else from_html(_bare(text))
