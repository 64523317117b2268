"""Texts between our Markdown with `$…$` and the HTML of other systems."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_MATH = re.compile(r"(?<!\\)\$\$(.+?)\$\$|(?<![\\$])\$(?!\$)((?:\\.|[^$\\])+)\$", re.DOTALL)
_FOREIGN_MATH = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_$\[\]<])")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\(")
_BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
_markdown = MarkdownIt("commonmark", {"html": False})


def has_image(text: str) -> bool:
    """Whether the Markdown shows an image."""
    return _IMAGE.search(text) is not None


def to_html(text: str) -> str:
    r"""Markdown -> HTML, with mathematics as `\(…\)` and `\[…\]`, which MathJax reads."""
    formulas: list[str] = []

    def kept(match: re.Match[str]) -> str:
        block, inline = match.groups()
        formulas.append(rf"\[{block}\]" if block else rf"\({inline}\)")
        return f"\ue000{len(formulas) - 1}\ue001"

    page = _markdown.render(_MATH.sub(kept, text)).strip()
    if page.startswith("<p>") and page.count("<p>") == 1 and page.endswith("</p>"):
        page = page[3:-4]
    return re.sub(
        "\ue000([0-9]+)\ue001",
        lambda match: html.escape(formulas[int(match[1])], quote=False),
        page,
    )


def from_html(page: str) -> str:
    """HTML -> Markdown; unknown elements leave their text."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return tidy("".join(reader.parts))


def from_plain(text: str) -> str:
    """Text without markup -> Markdown that shows the same."""
    pieces: list[str] = []
    end = 0
    for match in _FOREIGN_MATH.finditer(text):
        inline, *blocks = match.groups()
        body = next(filter(None, (inline, *blocks))).strip()
        pieces += [_escaped(text[end : match.start()]), f"${body}$" if inline else f"$${body}$$"]
        end = match.end()
    return tidy("".join([*pieces, _escaped(text[end:])]))


def tidy(text: str) -> str:
    """The text as our strict YAML takes it: no tabs, no controls, no blanks at the ends."""
    clean = "".join(
        char for char in text.replace("\t", "    ").replace("\xa0", " ")
        if char == "\n" or (char.isprintable() or char in "\u200c\u200d")
    )  # fmt: skip
    lines = "\n".join(line.rstrip() for line in clean.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


class _Reader(HTMLParser):
    """Collects Markdown in `parts`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._raw = ""
        """The element whose text is taken as it stands, if there is one open."""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in ("script", "style"):
            self._hidden += 1
        elif tag == "pre":
            self._raw = "pre"
            self.parts.append("\n\n```\n")
        elif self._raw:
            return
        elif tag in _MARKS:
            self._raw = tag if _MARKS[tag] == "`" else ""
            self.parts.append(_MARKS[tag])
        elif tag == "br":
            self.parts.append("  \n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        elif self._raw and tag != self._raw:
            return
        elif tag == "pre" and self._raw:
            self._raw = ""
            self.parts.append("\n```\n\n")
        elif tag in _MARKS:
            self._raw = ""
            self.parts.append(_MARKS[tag])
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._raw:
            self.parts.append(data)
            return
        before = re.match(r"\s*", data)
        blank = " " if before and before[0] else ""
        after = " " if data.strip() and data[-1:].isspace() else ""
        self.parts.append(blank + from_plain(re.sub(r"\s+", " ", data)) + after)
