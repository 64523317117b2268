"""QTI 1.2 as Canvas, Brightspace and Blackboard import it: a bank written as one assessment.

Canvas takes every choice and every answer that has a score for a right one, whatever the score. So
nothing but the key has one here: partial credit and known wrong answers are left out and noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from autograder.quiz.formats.bank import Bank, Entry, Note, Option
from autograder.quiz.formats.blanks import without_blanks
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


def write_qti(bank: Bank) -> tuple[str, tuple[Note, ...]]:
    """The XML of one assessment, and what it cannot carry."""
    notes = list(bank.notes)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<questestinterop xmlns="{_SCHEMA}">',
        # Systems update what they know by its name: two quizzes must not share one.
        f"<assessment ident={quoteattr(bank.id)} title={quoteattr(bank.title)}>",
        f"<section ident={quoteattr(f'{bank.id}-section')}>",
    ]
    for entry in without_blanks(bank.entries, notes):
        notes += (Note(entry.name, f"without {lost}") for lost in _lost(entry))
        if entry.kind == "multiple":
            all_of_them = "full marks for all right choices together, else what the system gives"
            notes.append(Note(entry.name, all_of_them))
        lines += _item(entry, f"{bank.id}-{entry.name}")
    lines.append("</section>\n</assessment>\n</questestinterop>\n")
    return "\n".join(lines), tuple(notes)


def _lost(entry: Entry) -> Iterator[str]:
    answers = entry.kind in ("number", "short_text")
    partial = any(0 < option.share < 1 for option in entry.options)
    wrong = answers and any(option.share < 1 for option in entry.options)
    said = answers and any(option.feedback for option in entry.options)
    lost = [
        ("hints", bool(entry.hints)),
        ("tags", bool(entry.tags)),
        ("shuffle: false", not entry.shuffle),
        ("known wrong answers and their feedback", wrong),
        ("feedback to the right answer", said and not wrong),
        ("partial credit for choices", entry.kind == "single" and partial),
        ("patterns", entry.kind == "short_text" and any(map(_wild, entry.options))),
        ("the key, but for the page marking.html", bool(entry.marking)),
    ]
    return (name for name, is_lost in lost if is_lost)


def _wild(option: Option) -> bool:
    return "*" in option.text.replace(r"\*", "")


def _item(entry: Entry, ident: str) -> Iterator[str]:
    yield f"<item ident={quoteattr(ident)} title={quoteattr(entry.name)}>"
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
        kind = ' fibtype="Decimal"' if entry.kind == "number" else ""
        yield '<response_str ident="response1" rcardinality="Single">'
        yield f'<render_fib{kind}><response_label ident="answer1"/></render_fib></response_str>'


def _labels(texts: list[str]) -> Iterator[str]:
    yield "<render_choice>"
    for place, text in enumerate(texts):
        yield f'<response_label ident="{place}">{_material(text)}</response_label>'
    yield "</render_choice>"


def _rights(entry: Entry) -> list[str]:
    return list(dict.fromkeys(right for _, right in entry.pairs))


def _processing(entry: Entry) -> Iterator[str]:
    """What is said comes first: the condition that scores is the last word on a choice."""
    if entry.explanation or entry.kind == "essay":
        yield _condition("<other/>", said="general_fb" if entry.explanation else "")
    for place, _ in _spoken(entry):
        yield _condition(_equals(str(place)), said=f"{place}_fb")
    match entry.kind:
        case "single":
            right = next(place for place, option in enumerate(entry.options) if option.share == 1)
            yield _condition(_equals(str(right)), "100")
        case "multiple":
            tests = (
                _equals(str(place)) if option.share > 0 else f"<not>{_equals(str(place))}</not>"
                for place, option in enumerate(entry.options)
            )
            yield _condition(f"<and>{''.join(tests)}</and>", "100")
        case "matching":
            yield from _pairs(entry)
        case "number" | "short_text":
            for option in entry.options:
                if option.share == 1 and not (entry.kind == "short_text" and _wild(option)):
                    yield _condition(_answered(entry, option), "100")


def _pairs(entry: Entry) -> Iterator[str]:
    rights = _rights(entry)
    pairs = [right for left, right in entry.pairs if left]
    # In hundredths, so that all of them make 100.00.
    ends = [round(10_000 * place / len(pairs)) for place in range(len(pairs) + 1)]
    for place, right in enumerate(pairs):
        test = _equals(str(rights.index(right)), f"response_{place}")
        yield _condition(test, f"{(ends[place + 1] - ends[place]) / 100:.2f}", how="Add")


def _answered(entry: Entry, option: Option) -> str:
    if entry.kind == "short_text":
        return _equals(option.text.replace(r"\*", "*"))
    value = float(option.text)
    low, high = value - option.tolerance, value + option.tolerance
    return (
        f'<or>{_equals(option.text)}<and><vargte respident="response1">{low!r}</vargte>'
        f'<varlte respident="response1">{high!r}</varlte></and></or>'
    )


def _equals(value: str, response: str = "response1") -> str:
    return f'<varequal respident="{response}">{escape(value)}</varequal>'


def _condition(test: str, score: str = "", *, said: str = "", how: str = "Set") -> str:
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{said}"/>' if said else ""
    scored = f'<setvar varname="SCORE" action="{how}">{score}</setvar>' if score else ""
    on = "No" if how == "Set" and score else "Yes"
    return (
        f'<respcondition continue="{on}"><conditionvar>{test}</conditionvar>{scored}{shown}'
        "</respcondition>"
    )


def _spoken(entry: Entry) -> Iterator[tuple[int, Option]]:
    """The choices that have something to say; an answer in a text field would become right."""
    if entry.kind in ("single", "multiple"):
        for place, option in enumerate(entry.options):
            if option.feedback:
                yield place, option


def _feedback(entry: Entry) -> Iterator[str]:
    said = [(f"{place}_fb", option.feedback) for place, option in _spoken(entry)]
    for name, text in [("general_fb", entry.explanation), *said]:
        if text:
            yield f'<itemfeedback ident="{name}"><flow_mat>{_material(text)}</flow_mat>'
            yield "</itemfeedback>"
