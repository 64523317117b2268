"""The HTML of other systems -> our Markdown. What it cannot hold leaves its words, or says so."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from urllib.parse import unquote

from autograder.quiz.formats.markup import (
    FOREIGN_MATH,
    escaped,
    formula,
    left_out,
    tidy,
    without_blocks,
)

_BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SCRIPTS = {"sub": "_", "sup": "^"}
_RAW = {"code", "tt", "kbd", "samp", "pre", *_SCRIPTS}
"""Their text is taken as it stands."""
_MEDIA = {"img": "image", "audio": "audio", "video": "video", "object": "object", "iframe": "frame"}
_SIMPLE = re.compile(r"[\w\s+\-−=,.()/'′]+")
_INLINE = re.compile(r"data:[\w/+.-]*;base64,[\w+/=\s]*")
_CONDITION = re.compile(r"<!\[(?:if|endif)\b[^<>]*>")
_PRIVATE = re.compile("[\ue000-\ue00f]")
_KEPT = re.compile("\ue000([0-9]+)\ue001")
_BULLET = "\ue002"
_BREAK = "\ue003"


def from_html(page: str) -> str:
    """HTML -> Markdown; unknown elements leave their text, images their names."""
    reader = _Reader()
    # An image inside of the text may be longer than all texts together.
    plain = _INLINE.sub("data:", _PRIVATE.sub("", page))
    # What word processors leave behind; anything else like it is text.
    plain = _CONDITION.sub("", plain).replace("<![", "&lt;![")
    reader.feed(FOREIGN_MATH.sub(reader.keep_math, plain))
    reader.close()
    return reader.markdown()


class _Reader(HTMLParser):
    """Collects Markdown in `_parts`, and what nobody may touch any more in `_kept`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._kept: list[tuple[str, str]] = []
        """(Markdown, how it was written): formulas and code."""
        self._open: list[tuple[str, int, str]] = []
        """(element, where its parts begin, the address of a link)."""
        self._lists: list[int] = []
        """For each list around: the number of its last item, or -1 if they have none."""
        self._cells = 0
        self._hidden = 0

    def keep_math(self, match: re.Match[str]) -> str:
        """Mathematics is no HTML: `a<b` in it opens no element."""
        plain = html.unescape(re.sub(r"</?(?:span|br|p|b|i|em|strong)\b[^<>]*>", " ", match[0]))
        again = FOREIGN_MATH.fullmatch(plain)
        return self._keep(formula(again) if again else escaped(plain), html.unescape(match[0]))

    def _keep(self, markdown: str, written: str) -> str:
        self._kept.append((markdown, written))
        return f"\ue000{len(self._kept) - 1}\ue001"

    def markdown(self) -> str:
        """All that was read."""
        text = "".join(self._parts).replace("****", "")
        text = without_blocks(re.sub(r"[ \n]*\n", lambda match: match[0].replace(" ", ""), text))
        # A line that ends with a backslash ends there; before an empty line it has nothing to end.
        text = re.sub(f"{_BREAK}(?:\n[{_BREAK} ]*)+(?=\n|$)", "\n", text.rstrip(f"{_BREAK} \n"))
        text = text.replace(_BULLET, "").replace(_BREAK, "\\")
        return tidy(_KEPT.sub(lambda match: self._kept[int(match[1])][0], text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "style"):
            self._hidden += 1
        elif tag in _MEDIA:
            address = (given.get("src") or given.get("data") or "").partition("?")[0]
            name = "" if address.startswith("data:") else unquote(address.rsplit("/", 1)[-1])
            self._parts.append(left_out(_MEDIA[tag], given.get("alt") or name))
        elif tag == "br":
            self._parts.append("\n" if self._is_raw else f"{_BREAK}\n")
        elif tag in _RAW or tag in _EMPHASIS or tag == "a":
            self._open.append((tag, len(self._parts), given.get("href") or ""))
        elif self._is_raw:
            return
        elif tag in ("td", "th"):
            self._parts.append(" | " if self._cells else "")
            self._cells += 1
        elif tag == "li":
            self._item()
        elif tag in _BLOCKS:
            self._cells = 0
            if tag in ("ul", "ol"):
                self._lists.append(0 if tag == "ol" else -1)
            self._parts.append("\n\n")

    def _item(self) -> None:
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self._parts.append(f"\n{_BULLET}{self._lists[-1]}. ")
        else:
            self._parts.append(f"\n{_BULLET}- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        elif tag in _RAW or tag in _EMPHASIS or tag == "a":
            self._close(tag)
        elif tag in _BLOCKS and not self._is_raw:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._parts.append("\n\n")

    def _close(self, tag: str) -> None:
        places = [place for place, (name, _, _) in enumerate(self._open) if name == tag]
        if not places:
            return
        _, start, address = self._open[places[-1]]
        del self._open[places[-1] :]
        inner = "".join(self._parts[start:])
        del self._parts[start:]
        if tag in _EMPHASIS:
            self._parts.append(_marked(_EMPHASIS[tag], inner))
        elif tag == "a":
            linked = re.match(r"https?://[^\s()<>]+$", address) and inner.strip()
            self._parts.append(f"[{inner.strip()}]({address})" if linked else inner)
        elif self._is_raw:
            self._parts.append(inner)
        else:
            self._parts.append(self._raw(tag, inner))

    def _raw(self, tag: str, inner: str) -> str:
        if tag in _SCRIPTS:
            core = inner.strip()
            if found := FOREIGN_MATH.fullmatch(core):
                return self._keep(f"${_SCRIPTS[tag]}{{{formula(found).strip('$')}}}$", core)
            word = rf"\text{{{core}}}" if core.isalpha() and len(core) > 1 else core
            shown = f"${_SCRIPTS[tag]}{{{word}}}$" if _SIMPLE.fullmatch(core) else escaped(core)
            return self._keep(shown, core) if core else ""
        if tag == "pre":
            fence = "````" if "```" in inner else "```"
            code = inner.strip("\n")
            block = self._keep(f"{fence}\n{code}\n{fence}", code)
            return f"\n\n{block}\n\n"
        code = " ".join(inner.split())
        if not code:
            return inner[:1]
        return self._keep(f"`` {code} ``" if "`" in code else f"`{code}`", code)

    @property
    def _is_raw(self) -> bool:
        return any(tag in _RAW for tag, _, _ in self._open)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._is_raw:
            self._parts.append(_KEPT.sub(lambda match: self._kept[int(match[1])][1], data))
        else:
            self._parts.append(escaped(re.sub(r"\s+", " ", data)))


def _marked(mark: str, inner: str) -> str:
    """Blanks go outside of the marks. No mark around nothing, several paragraphs or the same."""
    core = inner.strip()
    if not core or "\n\n" in core or (core.startswith(mark) and core.endswith(mark)):
        return inner
    before = inner[: len(inner) - len(inner.lstrip())]
    return f"{before}{mark}{core}{mark}{inner[len(inner.rstrip()) :]}"
