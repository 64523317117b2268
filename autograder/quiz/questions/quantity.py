"""Numbers as students write them: `-2.5`, `2,500`, `1/3`, `2.5×10⁻³`, `５０％`, `3 ms`, `10개`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from autograder.quiz.questions.kind import UnreadableError
from autograder.text import Text

_PLAIN = r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
_TO_THE = r"10\s*(?:\^|\*\*)\s*[({{]?\s*(?P<{0}>[-+]?\d{{1,4}})\s*[)}}]?"
_NUMBER = re.compile(
    r"(?:[^\W\d][\w ]{0,20}(?=[=≈:]))?[=≈:]?\s*(?P<sign>[-+]?)\s*"
    rf"(?:{_TO_THE.format('power')}|(?P<mantissa>{_PLAIN})"
    rf"(?:[eE](?P<e>[-+]?\d{{1,4}})|\s*[xX*·]\s*{_TO_THE.format('ten')}"
    rf"|\s*/\s*(?P<below>{_PLAIN}))?)"
    r"\s*(?P<unit>[^\d\s.,+\-^*][^,]*)?"
)
_ENDING = re.compile(r"(?:입니다|이다|이에요|예요)$")
_COUNTER = re.compile(
    "개|회|번|명|가지|장|층|차원|칸|단계|쌍|항|열|행|줄|자리|스텝|시점|원소|픽셀|채널|글자|에폭"
    "|times|pixels|px|steps|elements|parameters|weights|values|channels|epochs"
)
"""What may follow a number without changing it. Words that multiply it (만, 억) are none."""
_SUPERSCRIPT = re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MIXED = re.compile(r"\d\s*[¼½¾⅐-⅞]")
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "×": "x", "⋅": "·", "∙": "·", "⁄": "/", "÷": "/"}
)
_LONGEST = 100


@dataclass(frozen=True)
class Quantity:
    """A number that was read."""

    value: float
    figures: int | None
    """Significant figures as written; None where that says nothing: a fraction, a JSON number."""
    unit: str = ""
    """What follows the number, without blanks."""


def read_quantity(answer: object) -> Quantity:
    """The number, and what follows it, in an answer; raises UnreadableError."""
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        if not abs(answer) <= 1e300:  # so that nan is refused too
            raise UnreadableError(_too_large())
        return Quantity(answer, None)
    if not isinstance(answer, str) or not answer.strip() or len(answer) > _LONGEST:
        raise UnreadableError(_no_number())
    return _read_text(answer)


@lru_cache(maxsize=4096)
def _read_text(answer: str) -> Quantity:
    match = None if _MIXED.search(answer) else _NUMBER.fullmatch(_alone(plain(answer)))
    if match is None:
        raise UnreadableError(_no_number())
    try:
        value, figures = _value(match)
    except (OverflowError, ZeroDivisionError):
        raise UnreadableError(_too_large()) from None
    if abs(value) > 1e300:
        raise UnreadableError(_too_large())
    unit = _ENDING.sub("", "".join((match["unit"] or "").split()))
    return Quantity(value, figures, unit)


def bare(quantity: Quantity) -> Quantity:
    """The number without a word that only counts: `10개`; raises UnreadableError for a unit."""
    if quantity.unit and not _COUNTER.fullmatch(quantity.unit):
        raise UnreadableError(
            Text.of(
                f"Write the number alone, without {quantity.unit!r}.",
                f"{quantity.unit!r} 없이 숫자만 쓰십시오.",
            )
        )
    return replace(quantity, unit="")


def written_number(value: float, figures: int) -> str:
    """The value to so many figures as people write it: 0.0321, 1250, 6.10×10^-5."""
    if value == 0 or (isinstance(value, int) and abs(value) < 10**7):
        return str(int(value))
    mantissa, _, exponent = f"{value:.{figures - 1}e}".partition("e")
    if not -4 <= int(exponent) <= 6:
        return f"{mantissa}×10^{int(exponent)}"
    return f"{float(f'{mantissa}e{exponent}'):.{max(0, figures - 1 - int(exponent))}f}"


def plain(text: str) -> str:
    """The text with the usual digits and signs, superscripts as powers, without outer blanks."""
    powers = _SUPERSCRIPT.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[0]), text)
    return unicodedata.normalize("NFKC", powers).translate(_SIGNS).strip()


def _alone(text: str) -> str:
    """Without dollars around it and a full stop at its end; TeX's signs as they look."""
    text = text.removesuffix(".").removesuffix("。").rstrip()
    if len(text) > 2 and text[0] == text[-1] == "$":
        text = text[1:-1]
    return text.replace("\\times", "x").replace("\\cdot", "·").strip()


def _value(match: re.Match[str]) -> tuple[float, int | None]:
    sign = -1 if match["sign"] == "-" else 1
    if match["power"]:
        return sign * float(f"1e{match['power']}"), None
    mantissa = match["mantissa"].replace(",", "")
    exponent = match["e"] or match["ten"]
    digits = mantissa.replace(".", "").lstrip("0")
    figures = len(digits) or 1
    if match["below"]:
        return sign * float(mantissa) / float(match["below"].replace(",", "")), None
    if exponent:
        return sign * float(f"{mantissa}e{exponent}"), figures
    if "." in mantissa:
        return sign * float(mantissa), figures
    return sign * int(mantissa), figures


def _no_number() -> Text:
    return Text.of(
        "The answer is no number. Numbers are written as 2.5, -3, 1/3 or 2.5e-3.",
        "답을 숫자로 읽을 수 없습니다. 2.5, -3, 1/3, 2.5e-3과 같이 쓰십시오.",
    )


def _too_large() -> Text:
    return Text.of("The number is too large.", "숫자가 너무 큽니다.")
