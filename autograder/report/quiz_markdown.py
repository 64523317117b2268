"""The authors' Markdown with $formulas$ as safe HTML: no scripts, no addresses elsewhere.

markdown-it reads it, nh3 lets through a list of elements, and only then MathML takes the places
that were kept for formulas: math-core escapes what it is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import nh3
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from math_core import LatexError, LatexToMathML

_FORMULA = re.compile(r"\$\$(?P<block>[^$]+)\$\$|\$(?P<inline>[^\s$](?:[^$]*[^\s$\\])?)\$(?!\d)")
_BLANK = re.compile(r"\[\[([a-z][a-z0-9_-]{0,39})\]\]")
_PLACE = re.compile("\ue000(\\d+)\ue001")
_MARKS = str.maketrans("", "", "\ue000\ue001")
_TAGS = {
    "p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "img", "span",
    "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6",
}  # fmt: skip
_LONGEST_FORMULA = 2_000
_Env = dict[str, list[str]]
"""What markdown-it hands to the rules: the formulas made so far."""


def markdown(
    text: str,
    images: Mapping[str, str] | None = None,
    *,
    inline: bool = False,
    links: bool = False,
) -> str:
    """Safe HTML. `images` maps paths in the text to what the page calls them, data: or relative;
    other images are left out. `inline` is for one line in a label: no paragraph around it.
    With `links` those to http and https are kept; without only their words are.
    """
    formulas: list[str] = []
    env = {"formulas": formulas}
    reader = _reader()
    clean_text = text.translate(_MARKS)
    html = reader.renderInline(clean_text, env) if inline else reader.render(clean_text, env)
    known = images or {}

    def attribute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("img", "src"):
            return known.get(value)
        if (tag, name) == ("a", "href"):
            return value if value.startswith(("http://", "https://")) else None
        return value

    clean = nh3.clean(
        html,
        tags=_TAGS | {"a"} if links else _TAGS,
        attributes={"img": {"src", "alt"}, "span": {"class"}, "ol": {"start"}, "a": {"href"}},
        attribute_filter=attribute,
        url_schemes={"data", "http", "https"},
        strip_comments=True,
    )
    return _PLACE.sub(lambda match: formulas[int(match[1])], clean)


def safe_markdown(
    text: str,
    images: Mapping[str, str] | None = None,
    *,
    inline: bool = False,
    links: bool = False,
) -> SafeString:
    """As :func:`markdown`, for a template."""
    return mark_safe(markdown(text, images, inline=inline, links=links))  # noqa: S308  cleaned


@lru_cache(maxsize=4096)
def mathml(latex: str, *, block: bool = False) -> str:
    """The formula as MathML, or its source as code if it is none."""
    if len(latex) <= _LONGEST_FORMULA:
        try:
            made = LatexToMathML(fancy_error=False).convert_with_local_state(
                latex, displaystyle=block
            )
        except LatexError:
            pass
        else:
            return f'<span class="formula">{made}</span>'
    return f"<code>{conditional_escape(latex)}</code>"


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.inline.ruler.before("escape", "formula", _read_formula)
    reader.inline.ruler.before("link", "blank", _read_blank)
    reader.add_render_rule("formula", _render_formula)
    reader.add_render_rule("blank", _render_blank)
    return reader


def _read_formula(state: StateInline, silent: bool) -> bool:
    match = _FORMULA.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if match is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = match["block"] or match["inline"]
        token.meta = {"block": match["block"] is not None}
    state.pos = match.end()
    return True


def _read_blank(state: StateInline, silent: bool) -> bool:
    match = _BLANK.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if match is None:
        return False
    if not silent:
        state.push("blank", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _render_formula(
    _renderer: RendererHTML,
    tokens: list[Token],
    index: int,
    _options: object,
    env: dict[str, list[str]],
) -> str:
    made = mathml(tokens[index].content.strip(), block=bool(tokens[index].meta["block"]))
    env["formulas"].append(made)
    return f"\ue000{len(env['formulas']) - 1}\ue001"


def _render_blank(
    _renderer: RendererHTML, tokens: list[Token], index: int, _options: object, _env: object
) -> str:
    return f'<span class="blank">{tokens[index].content}</span>'
