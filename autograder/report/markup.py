"""The template engine of the pages, and the filter that turns our small notation into markup.

Everything a template shows is escaped by the engine. `prose` alone makes markup of text: formulas
between dollar signs become MathML, names between backquotes become code, all else is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from math_core import LatexError, LatexToMathML

register = Library()

_LONGEST_FORMULA = 300
_NARROW_FORMULA = 40
"""A longer one may be wider than a phone, and then scrolls by itself."""
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(?:r?em|ex)")
_LONGEST_SPACE = 5.0
_MOST_BACK = 1.0
"""In em. `\\!` goes back a sixth, an arrow is three wide; what goes further covers others."""
_DEFINES = re.compile(r"\\[A-Za-z]*(?:def|command)|\\let(?![A-Za-z])")
"""A formula with commands of its own may grow: 30 MB of 200 letters. A bracket may be one."""
_OPENS = re.compile(r"[(\[]|\\\{|\\(?:mathopen|[lLuUbB])[A-Za-z]*|[^\x00-\x7f\w]")
_MOST_STEPS = 2**17
"""About 2 ms. math-core may read all of a formula twice as often for each bracket, or what may be
one, that nobody closes."""
_NOTATION = re.compile(r"`(?P<code>[^`\n]+)`|\$(?P<formula>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?!\d)")


@register.filter
def prose(text: str) -> SafeString:
    """`text` with its formulas and its code as markup; the rest escaped."""
    parts: list[str] = []
    end = 0
    for match in _NOTATION.finditer(text):
        parts.append(conditional_escape(text[end : match.start()]))
        if match["code"] is not None:
            parts.append(f"<code>{conditional_escape(match['code'])}</code>")
        else:
            parts.append(_formula(match["formula"]))
        end = match.end()
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308  every part is escaped or made by math-core


@register.filter
def breakable(name: str) -> SafeString:
    """A Python name that may be broken after its underscores, escaped."""
    return mark_safe(conditional_escape(name).replace("_", "_<wbr>"))  # noqa: S308


def render(template: str, language: str, values: Mapping[str, Any]) -> str:
    """The template of that name filled in. A name it does not know shows as "missing: name"."""
    page = _engine().get_template(template)
    return page.render(Context({"language": language, **values}, use_l10n=False))


@lru_cache(maxsize=1024)
def _formula(latex: str) -> str:
    """MathML, or the source as code where it is no formula: a student's text may hold dollars."""
    if _is_harmless(latex):
        try:
            mathml = LatexToMathML(fancy_error=False).convert_with_local_state(
                latex, displaystyle=False
            )
            if not _stays_in_place(mathml):
                return conditional_escape(f"${latex}$")
            wide = len(latex) > _NARROW_FORMULA
            return f'<span class="formula">{mathml}</span>' if wide else mathml
        except LatexError:
            pass
    return conditional_escape(f"${latex}$")


def _is_harmless(latex: str) -> bool:
    """Whether it can be converted at once: what a student wrote may be made to last for ever."""
    return (
        len(latex) <= _LONGEST_FORMULA
        and not _DEFINES.search(latex)
        and len(latex) << len(_OPENS.findall(latex)) <= _MOST_STEPS
    )


def _stays_in_place(mathml: str) -> bool:
    """Whether nothing is drawn away from where the text stands: a student's could cover a score."""
    lengths = [float(length) for length in _LENGTH.findall(mathml)]
    back = sum(length for length in lengths if length < 0)
    return (
        "voffset" not in mathml
        and max(lengths, default=0.0) <= _LONGEST_SPACE
        and back >= -_MOST_BACK
    )


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(Path(__file__).parent / "templates")],
        builtins=[__name__],
        autoescape=True,
        string_if_invalid="missing: %s",
    )
