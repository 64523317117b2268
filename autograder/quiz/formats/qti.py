"""QTI 1.2 as Canvas and Moodle's importers take it: a bank written."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from autograder.quiz.formats.bank import Bank, Entry, Option
from autograder.quiz.formats.markup import to_html

_SCHEMA = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_TYPES = {
    "single": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "short_text": "short_answer_question",
    "number": "numerical_question",
    "matching": "matching_question",
    "essay": "essay_question",
}


def write_qti(bank: Bank) -> tuple[str, tuple[str, ...]]:
    """The XML of one assessment, and what it cannot carry."""
    notes = list(bank.notes)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<questestinterop xmlns="{_SCHEMA}">']
    lines += [f'<assessment ident="quiz" title={quoteattr(bank.title)}>', '<section ident="root">']
    for entry in bank.entries:
        lost = [("hints", bool(entry.hints)), ("tags", bool(entry.tags)),
                ("shuffle: false", not entry.shuffle)]  # fmt: skip
        names = ", ".join(name for name, is_lost in lost if is_lost)
        if names:
            notes.append(f"{entry.name}: without {names}")
        if entry.kind == "short_text" and any(_wild(option.text) for option in entry.options):
            notes.append(f"{entry.name}: without its patterns")
        if entry.kind == "multiple":
            notes.append(f"{entry.name}: full marks for all right choices together, else none")
        lines += _item(entry)
    lines.append("</section>\n</assessment>\n</questestinterop>\n")
    return "\n".join(lines), tuple(notes)


def _wild(text: str) -> bool:
    return "*" in text.replace(r"\*", "")


def _item(entry: Entry) -> Iterator[str]:
    yield f"<item ident={quoteattr(entry.name)} title={quoteattr(entry.name)}>"
    yield "<itemmetadata><qtimetadata>"
    fields = (("question_type", _TYPES[entry.kind]), ("points_possible", f"{entry.points:g}"))
    for label, value in fields:
        yield (
            f"<qtimetadatafield><fieldlabel>{label}</fieldlabel>"
            f"<fieldentry>{value}</fieldentry></qtimetadatafield>"
        )
    yield "</qtimetadata></itemmetadata>"
    yield f"<presentation>{_material(entry.prompt)}"
    yield from _response(entry)
    yield "</presentation>"
    yield '<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"'
    yield ' vartype="Decimal"/></outcomes>'
    if entry.explanation:
        yield _condition("<other/>", "", "general_fb", going_on=True)
    yield from _processing(entry)
    yield "</resprocessing>"
    yield from _feedback(entry)
    yield "</item>"


def _material(text: str) -> str:
    return f'<material><mattext texttype="text/html">{escape(to_html(text))}</mattext></material>'


def _response(entry: Entry) -> Iterator[str]:
    if entry.kind in ("single", "multiple"):
        how = "Single" if entry.kind == "single" else "Multiple"
        yield f'<response_lid ident="response1" rcardinality="{how}">'
        yield from _labels([option.text for option in entry.options])
        yield "</response_lid>"
    elif entry.kind == "matching":
        rights = _rights(entry)
        for place, left in enumerate(left for left, _ in entry.pairs if left):
            yield f'<response_lid ident="response_{place}">{_material(left)}'
            yield from _labels(rights)
            yield "</response_lid>"
    else:
        yield '<response_str ident="response1" rcardinality="Single">'
        yield '<render_fib><response_label ident="answer1"/></render_fib></response_str>'


def _labels(texts: list[str]) -> Iterator[str]:
    yield "<render_choice>"
    for place, text in enumerate(texts):
        yield f'<response_label ident="{place}">{_material(text)}</response_label>'
    yield "</render_choice>"


def _rights(entry: Entry) -> list[str]:
    return list(dict.fromkeys(right for _, right in entry.pairs))


def _processing(entry: Entry) -> Iterator[str]:
    if entry.kind == "multiple":
        yield from _several(entry)
    elif entry.kind == "matching":
        rights = _rights(entry)
        pairs = [right for left, right in entry.pairs if left]
        for place, right in enumerate(pairs):
            test = _equals(str(rights.index(right)), f"response_{place}")
            score = f'<setvar varname="SCORE" action="Add">{100 / len(pairs):.2f}</setvar>'
            yield _condition(test, score)
    elif entry.kind != "essay":
        for place, option in enumerate(entry.options):
            if entry.kind != "short_text" or not _wild(option.text):
                score = f'<setvar varname="SCORE" action="Set">{100 * option.share:.5g}</setvar>'
                said = f"{place}_fb" if option.feedback else ""
                yield _condition(_test(entry, place, option), score, said)


def _several(entry: Entry) -> Iterator[str]:
    """All the right ones and no other; then what each that was chosen has to say."""
    tests = (
        _equals(str(place)) if option.share > 0 else f"<not>{_equals(str(place))}</not>"
        for place, option in enumerate(entry.options)
    )
    for place, option in enumerate(entry.options):
        if option.feedback:
            yield _condition(_equals(str(place)), "", f"{place}_fb", going_on=True)
    yield _condition(
        f"<and>{''.join(tests)}</and>", '<setvar varname="SCORE" action="Set">100</setvar>'
    )


def _test(entry: Entry, place: int, option: Option) -> str:
    if entry.kind == "single":
        return _equals(str(place))
    if entry.kind == "number":
        value = float(option.text)
        low, high = value - option.tolerance, value + option.tolerance
        return (
            f'<or>{_equals(option.text)}<and><vargte respident="response1">{low!r}</vargte>'
            f'<varlte respident="response1">{high!r}</varlte></and></or>'
        )
    return _equals(option.text.replace(r"\*", "*"))


def _equals(value: str, response: str = "response1") -> str:
    return f'<varequal respident="{response}">{escape(value)}</varequal>'


def _condition(test: str, score: str, said: str = "", *, going_on: bool = False) -> str:
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{said}"/>' if said else ""
    on = "Yes" if going_on or 'action="Add"' in score else "No"
    return (
        f'<respcondition continue="{on}"><conditionvar>{test}</conditionvar>{score}{shown}'
        "</respcondition>"
    )


def _feedback(entry: Entry) -> Iterator[str]:
    said = [(f"{place}_fb", option.feedback) for place, option in enumerate(entry.options)]
    for name, text in [("general_fb", entry.explanation), *said]:
        if text:
            yield f'<itemfeedback ident="{name}"><flow_mat>{_material(text)}</flow_mat>'
            yield "</itemfeedback>"
