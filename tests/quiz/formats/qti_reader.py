"""QTI 1.2 as its specification has it: which elements may stand where, and what answers score."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

NAMESPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
_TEST = "(not|and|or|other|varequal|vargte|varlte)"
# element -> what may stand in it, in this order; text where nothing may.
_CONTENT = {
    "questestinterop": "assessment",
    "assessment": "section+",
    "section": "item*",
    "item": "itemmetadata? presentation? resprocessing* itemfeedback*",
    "itemmetadata": "qtimetadata*",
    "qtimetadata": "qtimetadatafield+",
    "qtimetadatafield": "fieldlabel fieldentry",
    "presentation": "(material|response_lid|response_str)+",
    "response_lid": "material? render_choice",
    "response_str": "material? render_fib",
    "render_choice": "response_label+",
    "render_fib": "response_label*",
    "response_label": "material*",
    "material": "mattext+",
    "resprocessing": "outcomes respcondition+",
    "outcomes": "decvar+",
    "respcondition": "conditionvar setvar* displayfeedback*",
    "conditionvar": f"{_TEST}+",
    "and": f"{_TEST}+",
    "or": f"{_TEST}+",
    "not": _TEST,
    "itemfeedback": "flow_mat",
    "flow_mat": "material",
}
_ATTRIBUTES = {
    "assessment": {"ident", "title"},
    "section": {"ident"},
    "item": {"ident", "title"},
    "response_lid": {"ident", "rcardinality?"},
    "response_str": {"ident", "rcardinality"},
    "render_fib": {"fibtype?"},
    "response_label": {"ident"},
    "mattext": {"texttype"},
    "decvar": {"maxvalue", "minvalue", "varname", "vartype"},
    "respcondition": {"continue"},
    "varequal": {"respident"},
    "vargte": {"respident"},
    "varlte": {"respident"},
    "setvar": {"varname", "action"},
    "displayfeedback": {"feedbacktype", "linkrefid"},
    "itemfeedback": {"ident"},
}


def name(element: ET.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)


def faults(root: ET.Element) -> Iterator[str]:
    """What the specification does not allow."""
    for element in root.iter():
        kind = name(element)
        order = "".join(
            part if part in "()" else rf"(?:{part} )" if part.isidentifier() else part
            for part in re.findall(r"\w+|[^\w\s]", _CONTENT.get(kind, ""))
        )
        inside = "".join(f"{name(child)} " for child in element)
        if not re.fullmatch(order.replace(" (", "("), inside):
            yield f"{kind} holds {inside or 'nothing'}"
        if kind in _CONTENT and (element.text or "").strip():
            yield f"{kind} holds text"
        known = _ATTRIBUTES.get(kind, set())
        given = set(element.keys())
        if not given <= {each.rstrip("?") for each in known}:
            yield f"{kind} has {given}"
        if not {each for each in known if not each.endswith("?")} <= given:
            yield f"{kind} has only {given}"
    for item in root.iter(f"{NAMESPACE}item"):
        said = {each.get("ident") for each in item.iter(f"{NAMESPACE}itemfeedback")}
        meant = {each.get("linkrefid") for each in item.iter(f"{NAMESPACE}displayfeedback")}
        asked = {each.get("ident") for each in item.iter() if name(each).startswith("response_l")}
        asked |= {each.get("ident") for each in item.iter(f"{NAMESPACE}response_str")}
        tested = {each.get("respident") for each in item.iter() if each.get("respident")}
        if said != meant or not tested <= asked:
            yield f"{item.get('ident')}: {said} {meant} {tested} {asked}"


def score(item: ET.Element, answers: Mapping[str, set[str]]) -> tuple[float, set[str]]:
    """(SCORE, the feedback shown) for answers by response: ids of choices, or a text."""
    total, shown = 0.0, set()
    for condition in item.iter(f"{NAMESPACE}respcondition"):
        (tests,) = condition.findall(f"{NAMESPACE}conditionvar")
        if not all(_holds(test, answers) for test in tests):
            continue
        for change in condition.findall(f"{NAMESPACE}setvar"):
            added = total if change.get("action") == "Add" else 0.0
            total = added + float(change.text or "")
        shown |= {
            str(each.get("linkrefid")) for each in condition.findall(f"{NAMESPACE}displayfeedback")
        }
        if condition.get("continue") == "No":
            break
    return total, shown


def _holds(test: ET.Element, answers: Mapping[str, set[str]]) -> bool:
    given = answers.get(test.get("respident", ""), set())
    match name(test):
        case "other":
            return True
        case "not":
            return not _holds(test[0], answers)
        case "and":
            return all(_holds(each, answers) for each in test)
        case "or":
            return any(_holds(each, answers) for each in test)
        case "varequal":
            return test.text in given
        case "vargte":
            return any(float(value) >= float(test.text or "") for value in given)
        case "varlte":
            return any(float(value) <= float(test.text or "") for value in given)
    raise AssertionError(name(test))
