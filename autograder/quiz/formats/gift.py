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
    Note,
    Option,
    RefusedError,
    category,
    category_name,
    decoded,
    number,
    percent,
    share,
    with_grades,
)
from autograder.quiz.formats.blanks import without_blanks
from autograder.quiz.formats.html_text import from_html
from autograder.quiz.formats.markup import (
    from_markdown,
    from_plain,
    images_in,
    tidy,
    to_html,
    to_plain,
)

_SIGNS = re.compile(r"([\\~=#{}:])")
_ESCAPABLE = "\\~=#{}:n"
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
# What was escaped is a sign of its own while the file is taken to pieces, as in Moodle.
_HIDDEN = {sign: chr(0xE010 + place) for place, sign in enumerate(_ESCAPABLE)}
_SHOWN = {ord(hidden): "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]")
_WEIGHT = re.compile(r"\s*%(-?[0-9.]+)%")
_GAP = r"\_\_\_\_\_\_"
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def write_gift(bank: Bank) -> tuple[str, tuple[Note, ...]]:
    """The text, and what it cannot carry."""
    notes = list(bank.notes)
    blocks = [f"$CATEGORY: {category(bank.title)}"]
    for entry in without_blanks(bank.entries, notes):
        graded, changed = with_grades(entry)
        notes += changed
        notes += (Note(entry.name, f"without {lost}") for lost in _lost(entry))
        sayable = tuple(each for each in graded.options if not _like_a_pair(entry, each))
        if entry.kind == "short_text" and not any(option.share == 1 for option in sayable):
            graded, sayable = replace(graded, kind="essay"), ()
        blocks.append("\n".join(_question(replace(graded, options=sayable))))
    return "\n\n".join(blocks) + "\n", tuple(notes)


def _lost(entry: Entry) -> Iterator[str]:
    lost = [
        ("its points", entry.points != 1),
        ("hints", bool(entry.hints)),
        ("shuffle: false", not entry.shuffle),
        ("the key, but for a comment in the file", bool(entry.marking)),
        ("its images", any(map(images_in, entry.texts()))),
        ("answers that hold ->", any(_like_a_pair(entry, option) for option in entry.options)),
    ]
    return (name for name, is_lost in lost if is_lost)


def _like_a_pair(entry: Entry, option: Option) -> bool:
    """An arrow cannot be escaped: the question would be taken for a matching."""
    return entry.kind == "short_text" and "->" in option.text


def _question(entry: Entry) -> Iterator[str]:
    if entry.tags:
        yield "// " + " ".join(f"[tag:{_line(tag)}]" for tag in entry.tags)
    for paragraph in filter(None, entry.marking.split("\n\n")):
        yield f"// {to_plain(paragraph)}"
    yield f"::{_safe(entry.name)}::[html]{_html(entry.prompt)} {{" + "#" * (entry.kind == "number")
    for option in entry.options:
        yield f"  {_answer(entry, option)}"
    for left, right in entry.pairs:
        yield f"  ={_html(left)} -> {_safe(to_plain(right))}"
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
            return f"={weight}{option.text}:{option.tolerance:.10g}{said}"
    # `\*` is a star and no wildcard; Moodle reads it after GIFT has been read.
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
    notes: list[Note] = []
    problems: list[Problem] = []
    for line, block, tags in _blocks(_PRIVATE.sub("", decoded(data, path))):
        if block.startswith("$CATEGORY:"):
            if not entries:
                title = category_name(block.removeprefix("$CATEGORY:")) or title
            continue
        try:
            entries.append(replace(_entry(block, line, notes), tags=tags))
        except RefusedError as error:
            message = f"cannot be imported: {error}"
            notes.append(Note(f"line {error.line}", message))
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
            tags += tuple(map(tidy, re.findall(r"\[tag:([^\]]+)\]", bare)))
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


def _entry(written: str, line: int, notes: list[Note]) -> Entry:
    block = _ESCAPE.sub(lambda match: _HIDDEN[match[1]], written)
    name, form = "", "moodle"
    if block.startswith("::") and "::" in block[2:]:
        name, block = block[2:].split("::", 1)
    if found := _FORMAT.match(block):
        form, block = found[1], block[found.end() :]
    opened, closed = block.find("{"), block.find("}")
    if opened < 0 and closed < 0:
        raise RefusedError("it asks nothing: a question needs its answers in { }", line)
    if opened < 0 or closed < opened:
        raise RefusedError(
            "its { or its } is missing; no empty line may stand inside a question", line
        )
    body, rest = block[opened + 1 : closed].strip(), block[closed + 1 :]
    if re.search(r"[{}]", body + rest):
        raise RefusedError("it has more than one pair of { }", line)
    before, after = _text(block[:opened], form), _text(rest, form)
    if after:
        before = f"{before} {_GAP}{'' if after[0] in '.,;:!?)' else ' '}"
    prompt = tidy(before + after)
    if not prompt:
        raise RefusedError("the text of the question is empty", line)
    general = ""
    if "####" in body:
        body, _, general = body.rpartition("####")
    entry = Entry(
        _plain(name) or _line(to_plain(prompt))[:40],
        "essay",
        prompt,
        explanation=_text(general, form),
        line=line,
    )
    return _answered(entry, body.strip(), form, notes)


def _answered(entry: Entry, body: str, form: str, notes: list[Note]) -> Entry:
    if not body:
        raise RefusedError("an essay is marked by hand", entry.line)
    if body.startswith("#"):
        return _numbers(entry, body[1:], form)
    truth, *said = body.split("#", 2)
    if truth.strip().upper() in _TRUTH:
        return _truth(entry, _TRUTH[truth.strip().upper()], [_text(each, form) for each in said])
    before, *parts = _parts(body)
    if before[1] or not parts:
        raise RefusedError("its answers do not begin with = or ~", entry.line)
    if all(sign == "=" for sign, _ in parts):
        if any("->" in text for _, text in parts):
            return replace(entry, kind="matching", pairs=_pairs(entry, parts, form, notes))
        options = tuple(_option(sign, text, form, entry.line, plain=True) for sign, text in parts)
        return replace(entry, kind="short_text", options=options)
    options = tuple(_option(sign, text, form, entry.line, plain=False) for sign, text in parts)
    # As Moodle reads it: without a = there are several to choose.
    single = any(sign == "=" for sign, _ in parts)
    return replace(entry, kind="single" if single else "multiple", options=options)


def _parts(body: str) -> list[tuple[str, str]]:
    """(= or ~, what stands behind it); the first has no sign and is what stands before all."""
    pieces = ["", *re.split("([=~])", body)]
    return [(sign, text.strip()) for sign, text in zip(pieces[::2], pieces[1::2], strict=True)]


def _pairs(
    entry: Entry, parts: list[tuple[str, str]], form: str, notes: list[Note]
) -> tuple[tuple[str, str], ...]:
    pairs = []
    for _, text in parts:
        left, arrow, right = text.partition("->")
        if not arrow:
            raise RefusedError("some of its pairs have no ->", entry.line)
        if "->" in right:
            notes.append(Note(entry.name, "the first -> of a pair divides it, as in Moodle"))
        pairs.append((_text(left, form), from_plain(_plain(right))))
    return tuple(pairs)


def _truth(entry: Entry, answer: bool, said: list[str]) -> Entry:
    wrong, right, *_ = [*said, "", ""]
    options = tuple(
        Option(word, float(value == answer), right if value == answer else wrong)
        for word, value in (("True", True), ("False", False))
    )
    return replace(entry, kind="single", options=options, shuffle=False)


def _numbers(entry: Entry, body: str, form: str) -> Entry:
    first, *parts = _parts(body)
    options = []
    for sign, text in [first, *parts] if first[1] else parts:
        option = _option("=", text, form, entry.line, plain=True)
        if sign == "~":
            # What is said to all other numbers; only one that has no weight makes sense.
            options.append(replace(option, text="*", share=0.0))
            continue
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
    words, *said = text.split("#", 1)
    if plain and (found := _FORMAT.match(words)):
        words = words[found.end() :]
    shown = _plain(words) if plain else _text(words, form)
    return Option(shown, worth, _text(said[0], form) if said else "")


def _plain(text: str) -> str:
    return tidy(text.translate(_SHOWN))


def _text(text: str, form: str) -> str:
    found = _FORMAT.match(text)
    form, text = (found[1], text[found.end() :]) if found else (form, text)
    match form:
        case "markdown":
            return from_markdown(text.translate(_SHOWN))
        case "plain":
            return from_plain(text.translate(_SHOWN))
        case "moodle":
            return from_html(text.replace(_HIDDEN["n"], "<br>").translate(_SHOWN))
    return from_html(text.translate(_SHOWN))
