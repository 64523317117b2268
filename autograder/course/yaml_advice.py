"""What to tell a teacher whose YAML PyYAML cannot read, in the words of an editor's user."""

from __future__ import annotations

import re

_ADVICE = (
    ("but got '?'", "put the text in quotes: inside { } a ? has a meaning of its own"),
    ("mapping values are not allowed", "a colon followed by a blank: put the text in quotes"),
    ("found character '\\t'", "a tab: indent with spaces"),
    ("found unknown escape character", "a backslash: use single quotes or a | block"),
    ("expected escape sequence", "a backslash: use single quotes or a | block"),
    ("that cannot start any token", "put the text in quotes: it begins with a special character"),
    ("sequence entries are not allowed", "a list item starts on a line of its own"),
    ("found unexpected end of stream", "a quotation mark is never closed"),
    ("could not find expected ':'", "the line before has no colon, or its text is not indented"),
    ("but found '<block mapping start>'", "this line is indented further than its neighbours"),
    ("but found '<block end>'", "this line is indented less than its neighbours"),
    ("but got '<stream end>'", "a bracket is never closed"),
    ("expected ',' or", "a comma is missing, or the text needs quotes"),
)

# In double quotes \n is a newline: wanted in prose, lost at the head of one of these commands.
_LOST = re.compile(r"\\n(?:abla|eg|eq|exists|e|i|ot|otin|u)(?![A-Za-z])")


def advice(problem: str) -> str:
    """PyYAML's own words and what to do about it."""
    for words, remedy in _ADVICE:
        if words in problem:
            return f"{problem}; {remedy}"
    return problem


def lost_command(raw: str) -> str | None:
    """The LaTeX command whose backslash-n YAML turned into a newline, if there is one."""
    # An escaped backslash is two characters that belong together.
    found = _LOST.search(raw.replace("\\\\", "\0\0"))
    return found.group() if found else None
