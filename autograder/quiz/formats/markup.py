r"""Our Markdown with `$…$`, as the HTML and the plain text of other systems; and plain text back.

Mathematics is `\(…\)` and `\[…\]` there. HTML is read in html_text.py.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from markdown_it import MarkdownIt

# As the terminal and the pages take it: a price of $5 is no formula.
_MATH = re.compile(
    r"```.*?```|`[^`\n]+`|(?<!\\)\$\$(.+?)\$\$|(?<![\\$])\$(?![\s$])((?:\\.|[^$\\])*(?:\\.|[^$\\\s]))\$(?!\d)",
    re.DOTALL,
)
# Each part ends where the next one begins, so that the time is linear in the text.
FOREIGN_MATH = re.compile(
    r"\\\(((?:(?!\\[()]).)+)\\\)|\\\[((?:(?!\\[\[\]]).)+)\\\]|\$\$((?:(?!\$\$).)+)\$\$", re.DOTALL
)
_SPECIAL = re.compile(r"([\\`*_$\[\]<]|&(?=#?\w+;))")
_STARTS = re.compile(
    r"^ *(?:([#>+-])(?= |$|-)|(\d{1,9})([.)])(?= |$)|([=~])(?=[=~]))", re.MULTILINE
)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?([^()\s>]*)[^()]*\)")
_TAG = re.compile(r"<[^<>]*>")
_markdown = MarkdownIt("commonmark", {"html": False})


def images_in(text: str) -> tuple[str, ...]:
    """The addresses of the images that the Markdown shows."""
    return tuple(match[2] for match in _IMAGE.finditer(text))


def source(address: str) -> str:
    """What `to_html` writes for an image at this address."""
    return f'src="{html.escape(_markdown.normalizeLink(address))}"'


def to_html(text: str) -> str:
    r"""Markdown -> HTML, with mathematics as `\(…\)` and `\[…\]`, which MathJax reads."""
    return _rendered(text, lambda formula: html.escape(formula, quote=False))[0]


def to_plain(text: str) -> str:
    """Markdown -> one line of text, with mathematics likewise."""
    page, formulas = _rendered(text, None)
    words = " ".join(html.unescape(_TAG.sub("", page)).split())
    return _restored(words, formulas)


def _rendered(text: str, shown: Callable[[str], str] | None) -> tuple[str, list[str]]:
    """The HTML with its formulas shown so, or still to be put into their places."""
    formulas: list[str] = []

    def kept(match: re.Match[str]) -> str:
        block, inline = match.groups()
        if not block and not inline:
            return match[0]  # code
        formulas.append(rf"\[{block}\]" if block else rf"\({inline}\)")
        return f"\ue000{len(formulas) - 1}\ue001"

    page = _markdown.render(_MATH.sub(kept, text)).strip()
    if page.startswith("<p>") and page.count("<p>") == 1 and page.endswith("</p>"):
        page = page[3:-4]
    return (page if shown is None else _restored(page, [*map(shown, formulas)])), formulas


def _restored(page: str, formulas: list[str]) -> str:
    return re.sub("\ue000([0-9]+)\ue001", lambda match: formulas[int(match[1])], page)


def from_plain(text: str) -> str:
    """Text without markup -> Markdown that shows the same."""
    pieces: list[str] = []
    end = 0
    for match in FOREIGN_MATH.finditer(text):
        pieces += [escaped(text[end : match.start()]), formula(match)]
        end = match.end()
    return tidy(without_blocks("".join([*pieces, escaped(text[end:])])))


def from_markdown(text: str) -> str:
    """Somebody else's Markdown -> ours, in which images are files beside the quiz."""
    shown = FOREIGN_MATH.sub(formula, text)
    return tidy(_IMAGE.sub(lambda match: left_out("image", match[1] or match[2]), shown))


def formula(match: re.Match[str]) -> str:
    """What FOREIGN_MATH found, as we write it."""
    inline, *blocks = match.groups()
    body = " ".join(next(filter(None, (inline, *blocks))).split())
    return f"${body}$" if inline else f"$${body}$$"


def left_out(kind: str, name: str) -> str:
    """What stands where an image or a film was, so that nobody overlooks it."""
    return escaped(f"[{kind}: {name.strip() or '?'}]")


LEFT_OUT = re.compile(r"\\\[(?:image|audio|video|object|frame): ")


def escaped(text: str) -> str:
    """The text with a backslash before what Markdown takes for more than a letter."""
    return _SPECIAL.sub(r"\\\1", text)


def without_blocks(text: str) -> str:
    """No line begins a heading, a list, a quotation or a block of code."""
    return _STARTS.sub(r"\2\\\1\3\4", re.sub(r"^ +", "", text, flags=re.MULTILINE))


def tidy(text: str) -> str:
    """The text as our strict YAML takes it: no tabs, no controls, no blanks at the ends."""
    clean = "".join(
        char for char in text.replace("\t", "    ").replace("\xa0", " ")
        if char == "\n" or (char.isprintable() or char in "\u200c\u200d")
    )  # fmt: skip
    lines = "\n".join(line.rstrip() for line in clean.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
