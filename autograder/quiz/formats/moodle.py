"""Moodle XML: a bank written, and a bank read or refused with its lines."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from autograder.errors import CourseError, Problem
from autograder.quiz.formats.bank import (
    Bank,
    Entry,
    Kind,
    Note,
    Option,
    RefusedError,
    category,
    category_name,
    number,
    percent,
    share,
    with_grades,
)
from autograder.quiz.formats.blanks import without_blanks
from autograder.quiz.formats.cloze import BLANK_KINDS, read_cloze, write_cloze
from autograder.quiz.formats.html_text import from_html
from autograder.quiz.formats.markup import (
    from_markdown,
    from_plain,
    source,
    tidy,
    to_html,
    to_plain,
)
from autograder.quiz.formats.tree import Element, read_tree

_TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "short_text": "shortanswer",
    "number": "numerical",
    "matching": "matching",
    "essay": "essay",
    "cloze": "cloze",
}
_TEXT = re.compile(r"<text><!\[CDATA\[.*?\]\]></text>", re.DOTALL)
_PLAIN_ANSWERS = ("short_text", "number")


def write_moodle(bank: Bank) -> tuple[str, tuple[Note, ...]]:
    """The XML, and what it cannot carry."""
    notes = list(bank.notes)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    lines += [
        '<question type="category">',
        f"<category>{_plain(category(bank.title))}</category>",
    ]
    lines.append("</question>")
    for entry in _sayable(bank, notes):
        graded, changed = with_grades(entry)
        notes += changed
        if entry.kind == "cloze":
            notes += write_cloze(entry)[1]
        if len({cost for _, cost in entry.hints}) > 1:
            notes.append(Note(entry.name, "all hints cost what the first one does"))
        lines += _question(graded)
    lines.append("</quiz>\n")
    return _with_files("\n".join(lines), bank.images), tuple(notes)


def _with_files(xml: str, images: Mapping[str, bytes]) -> str:
    """Each text with the images that it shows, as Moodle keeps them."""

    def attach(match: re.Match[str]) -> str:
        page, files = match[0], ""
        for address, data in images.items():
            if source(address) in page:
                name = address.replace("/", "-")
                page = page.replace(source(address), f'src="@@PLUGINFILE@@/{quote(name)}"')
                body = b64encode(data).decode("ascii")
                files += f'<file name={quoteattr(name)} path="/" encoding="base64">{body}</file>'
        return page + files

    return _TEXT.sub(attach, xml) if images else xml


def _sayable(bank: Bank, notes: list[Note]) -> Iterator[Entry]:
    """A cloze has only blanks that Moodle judges; any other becomes several questions."""
    for entry in bank.entries:
        if all(blank.entry.kind in BLANK_KINDS for blank in entry.blanks):
            yield entry
        else:
            yield from without_blanks([entry], notes)


def _question(entry: Entry) -> Iterator[str]:
    cloze = entry.kind == "cloze"
    page = write_cloze(entry)[0] if cloze else to_html(entry.prompt)
    yield f'<question type="{_TYPES[entry.kind]}">'
    yield f"<name>{_plain(entry.name)}</name>"
    yield f"<questiontext {_page(page)}</questiontext>"
    yield f"<generalfeedback {_html(entry.explanation)}</generalfeedback>"
    yield "" if cloze else f"<defaultgrade>{entry.points:g}</defaultgrade>"
    yield f"<penalty>{entry.hints[0][1] if entry.hints else 0:g}</penalty>"
    yield "<hidden>0</hidden>"
    if entry.kind in ("single", "multiple"):
        yield f"<single>{str(entry.kind == 'single').lower()}</single>"
        yield "<answernumbering>abc</answernumbering>"
    if entry.kind in ("single", "multiple", "matching"):
        yield f"<shuffleanswers>{str(entry.shuffle).lower()}</shuffleanswers>"
    if entry.kind == "short_text":
        yield "<usecase>0</usecase>"
    for option in entry.options:
        yield from _answer(option, plain=entry.kind in _PLAIN_ANSWERS)
    for left, right in entry.pairs:
        partner = f"<answer>{_plain(to_plain(right))}</answer>"
        yield f"<subquestion {_html(left)}{partner}</subquestion>"
    if entry.kind == "essay":
        yield "<responseformat>plain</responseformat>"
        yield f"<graderinfo {_html(entry.marking)}</graderinfo>"
    for hint, _ in entry.hints:
        yield f"<hint {_html(hint)}</hint>"
    if entry.tags:
        yield "<tags>" + "".join(f"<tag>{_plain(tag)}</tag>" for tag in entry.tags) + "</tags>"
    yield "</question>"


def _answer(option: Option, *, plain: bool) -> Iterator[str]:
    text = f'format="plain_text">{_plain(option.text)}' if plain else _html(option.text)
    yield f"<answer fraction={quoteattr(percent(option.share))} {text}"
    yield f"<feedback {_html(option.feedback)}</feedback>"
    if option.tolerance:
        yield f"<tolerance>{option.tolerance:.10g}</tolerance>"
    yield "</answer>"


def _plain(text: str) -> str:
    return f"<text>{escape(text)}</text>"


def _html(text: str) -> str:
    return _page(to_html(text))


def _page(page: str) -> str:
    body = page.replace("]]>", "]]]]><![CDATA[>")
    return f'format="html"><text><![CDATA[{body}]]></text>'


@dataclass
class _Read:
    title: str
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_moodle(data: bytes, path: Path, *, skip: bool = False) -> Bank:
    """The bank of a Moodle XML file.

    Raises CourseError with the line of every question that cannot be imported; with `skip` they
    are left out and noted.
    """
    root = read_tree(data, path)
    if root.name != "quiz":
        raise CourseError(
            [Problem(path, "is no Moodle XML: it does not begin with <quiz>", line=1)]
        )
    read = _Read(path.stem)
    for element in root.all("question"):
        kind = element.attributes.get("type", "")
        if kind == "category":
            name = category_name(_words(element.first("category")))
            read.title = name if name and not read.entries else read.title
            continue
        try:
            if kind not in _READERS:
                raise RefusedError(_why_not(kind), element.line)
            read.entries.append(_READERS[kind](element, read.notes))
        except RefusedError as error:
            name = _words(element.first("name"))[:60]
            message = f"{name!r} cannot be imported: {error}"
            if skip:
                read.notes.append(Note(f"line {error.line}", message))
            else:
                read.problems.append(Problem(path, message, line=error.line))
    if not read.entries and not read.problems:
        read.problems.append(Problem(path, "there is no question in it", line=root.line))
    if read.problems:
        raise CourseError(read.problems)
    return Bank(read.title, tuple(read.entries), tuple(read.notes))


def _why_not(kind: str) -> str:
    reasons = {
        "essay": "an essay is marked by hand",
        "description": "a description asks nothing",
        "calculated": "its formulas are in Moodle's own language; write parameters",
    }
    return reasons.get(kind, f"questions of type {kind[:40]!r} are not known here")


def _words(element: Element) -> str:
    return tidy(element.first("text").text)


def _markdown(element: Element) -> str:
    text = element.first("text").text
    match element.attributes.get("format", "html"):
        case "plain_text":
            return from_plain(text)
        case "markdown":
            return from_markdown(text)
    return from_html(text)


def _entry(element: Element, notes: list[Note]) -> Entry:
    name = _words(element.first("name"))
    prompt = _markdown(element.first("questiontext"))
    if not prompt:
        raise RefusedError("the text of the question is empty", element.line)
    if _has_file(element):
        notes.append(Note(name, "its files are left out"))
    points = number(element.first("defaultgrade").text or "1", element.line, "the grade")
    if not 0 < points <= 1000:
        raise RefusedError(f"it is worth {points:g} points", element.line)
    cost = number(element.first("penalty").text, element.line, "the penalty")
    hints = (_markdown(hint) for hint in element.all("hint"))
    return Entry(
        name=name,
        kind="essay",
        prompt=prompt,
        points=points,
        shuffle=element.first("shuffleanswers").text.strip() not in ("0", "false"),
        explanation=_markdown(element.first("generalfeedback")),
        hints=tuple((hint, min(max(cost, 0.0), 1.0)) for hint in hints if hint),
        tags=tuple(filter(None, (_words(tag) for tag in element.first("tags").all("tag")))),
        line=element.line,
    )


def _has_file(element: Element) -> bool:
    return any(child.name == "file" or _has_file(child) for child in element.children)


def _options(element: Element, *, plain: bool) -> tuple[Option, ...]:
    return tuple(
        Option(
            text=_words(answer) if plain else _markdown(answer),
            share=share(answer.attributes.get("fraction", "0"), answer.line),
            feedback=_markdown(answer.first("feedback")),
            tolerance=number(answer.first("tolerance").text, answer.line, "the tolerance"),
        )
        for answer in element.all("answer")
    )


def _multichoice(element: Element, notes: list[Note]) -> Entry:
    one = element.first("single").text.strip() not in ("0", "false")
    entry = _entry(element, notes)
    kind: Kind = "single" if one else "multiple"
    return replace(entry, kind=kind, options=_options(element, plain=False))


def _truefalse(element: Element, notes: list[Note]) -> Entry:
    options = tuple(
        replace(option, text=option.text.capitalize()) for option in _options(element, plain=True)
    )
    return replace(_entry(element, notes), kind="single", options=options, shuffle=False)


def _shortanswer(element: Element, notes: list[Note]) -> Entry:
    entry = _entry(element, notes)
    if element.first("usecase").text.strip() == "1":
        notes.append(Note(entry.name, "capital letters no longer matter"))
    return replace(entry, kind="short_text", options=_options(element, plain=True))


def _numerical(element: Element, notes: list[Note]) -> Entry:
    entry = _entry(element, notes)
    if element.first("units").children:
        say = "its units are left out; say in the prompt which one is meant"
        notes.append(Note(entry.name, say))
    return replace(entry, kind="number", options=_options(element, plain=True))


def _matching(element: Element, notes: list[Note]) -> Entry:
    pairs = tuple(
        (_markdown(pair), from_plain(pair.first("answer").first("text").text))
        for pair in element.all("subquestion")
    )
    return replace(_entry(element, notes), kind="matching", pairs=pairs)


def _cloze(element: Element, notes: list[Note]) -> Entry:
    text = element.first("questiontext")
    page = text.first("text").text
    if text.attributes.get("format", "html") in ("plain_text", "markdown"):
        page = html.escape(page, quote=False)
    return read_cloze(page, _entry(element, notes), notes)


_READERS: dict[str, Callable[[Element, list[Note]], Entry]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "cloze": _cloze,
    "multianswer": _cloze,
}
