"""Which names a formula may use: declared variables, e, π and functions."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.quiz.formula.functions import BRACKETS_ONLY, SPELLINGS
from autograder.quiz.formula.tree import Node, Symbol
from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.notation.tokens import Kind, Token, tokenize
from autograder.quiz.notation.words import GREEK
from autograder.quiz.verdict import AnswerError

CONSTANTS = ("e", "π")
ACCENTS = ("hat", "bar", "tilde", "vec", "widehat", "overline")


class Names:
    """The names that are declared."""

    def __init__(self, variables: Iterable[str]) -> None:
        self.variables = {canonical(name) for name in variables}
        bare = {name for name in self.variables if "_" not in name and "(" not in name}
        self._bare = bare | set(CONSTANTS)
        self._pieces = sorted(
            self._bare
            | {name.partition("_")[0] for name in self.variables if "(" not in name}
            | set(SPELLINGS),
            key=len,
            reverse=True,
        )

    def starts_name(self, token: Token) -> bool:
        return token.kind is Kind.COMMAND and (token.text in ACCENTS or token.text in SPELLINGS)

    def starts_function(self, token: Token) -> bool:
        return token.kind in (Kind.WORD, Kind.COMMAND) and token.text in SPELLINGS

    def take_function(self, cursor: Cursor) -> str | None:
        """The function that is called here, by its name in `FUNCTIONS`."""
        token = cursor.now
        if token.kind is Kind.COMMAND and token.text in SPELLINGS:
            cursor.take()
            return SPELLINGS[token.text]
        if token.kind is not Kind.WORD:
            return None
        self._cut(cursor)
        token = cursor.now
        name = SPELLINGS.get(token.text)
        if name is None or (token.text in self.variables and not cursor.ahead().is_sign("(")):
            return None
        after = cursor.ahead()
        if name in BRACKETS_ONLY and not after.is_sign("([{'^|_"):
            return None
        if token.text in self.variables and name != "sigmoid":
            return None
        cursor.take()
        return name

    def _cut(self, cursor: Cursor) -> None:
        """Cut a run of letters into the longest names there are: `xsin` is x and sin."""
        word = cursor.now.text
        if word in self._pieces or GREEK.get(word) in self._pieces:
            return
        for piece in self._pieces:
            if word.startswith(piece) and len(word) > len(piece):
                cursor.split(piece, word[len(piece) :])
                return

    def take_symbol(self, cursor: Cursor) -> Node:
        """A variable or a constant."""
        token = cursor.now
        name = self.read(cursor)
        if name in self.variables or name in CONSTANTS:
            return Symbol(name)
        known = ", ".join(sorted(self.variables))
        raise cursor.fault(
            f"There is no {name!r} in this question; the variables are {known}.",
            f"이 문제에는 {name!r}이(가) 없습니다. 변수는 {known}입니다.",
            token.start,
        )

    def read(self, cursor: Cursor) -> str:
        if accent := cursor.accept_command(*ACCENTS):
            opened = cursor.accept("{")
            name = f"{accent.text.removeprefix('wide')}({self.read(cursor)})"
            if opened:
                cursor.expect("}", opened)
        else:
            if cursor.now.kind is not Kind.WORD:
                raise cursor.unexpected()
            token = cursor.take()
            name = GREEK.get(token.text, token.text)
        return name + self._subscript(cursor, name)

    def _subscript(self, cursor: Cursor, name: str) -> str:
        """What is written below; `x1` is x_1 where that is declared."""
        number = cursor.now
        if number.kind is Kind.NUMBER and f"{name}_{number.text}" in self.variables:
            cursor.take()
            return f"_{number.text}"
        if not cursor.accept("_"):
            return ""
        opened = cursor.accept("{")
        if opened is None:
            return f"_{_spelt(cursor.take())}"
        text = ""
        while not cursor.now.is_sign("}"):
            if cursor.now.kind is Kind.END:
                raise cursor.unexpected()
            text += _spelt(cursor.take())
        cursor.take()
        return f"_{text}"


def _spelt(token: Token) -> str:
    return GREEK.get(token.text, token.text)


def canonical(name: str) -> str:
    r"""`\theta`, `x_{1}`, `\hat{y}` -> θ, x_1, hat(y); raises ValueError for what is no name."""
    reader = Names(())
    try:
        cursor = Cursor(tokenize(name))
        found = reader.read(cursor)
    except AnswerError as error:
        raise ValueError(f"{name!r} is no name of a variable") from error
    if cursor.now.kind is not Kind.END:
        raise ValueError(f"{name!r} is no name of a variable")
    return found
