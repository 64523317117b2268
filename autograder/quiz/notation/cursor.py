"""A place in the tokens that moves forward, and the limits on what is read there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from autograder.quiz.notation.tokens import Kind, Token
from autograder.quiz.verdict import AnswerError
from autograder.text import Text

MAX_DEPTH = 30


class Cursor:
    """Tokens from the first to the END, and how deep the brackets are."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = list(tokens)
        self._at = 0
        self._depth = 0

    @property
    def now(self) -> Token:
        return self._tokens[self._at]

    def ahead(self, count: int = 1) -> Token:
        return self._tokens[min(self._at + count, len(self._tokens) - 1)]

    @property
    def place(self) -> int:
        """Where the next token starts in what was typed."""
        return self.now.start

    def take(self) -> Token:
        token = self.now
        if token.kind is not Kind.END:
            self._at += 1
        return token

    def accept(self, signs: str) -> Token | None:
        """The next token if it is one of the signs; then it is taken."""
        return self.take() if self.now.is_sign(signs) else None

    def accept_command(self, *names: str) -> Token | None:
        found = self.now.kind is Kind.COMMAND and self.now.text in names
        return self.take() if found else None

    def expect(self, sign: str, opened: Token | None = None) -> Token:
        """The sign, which must come now; `opened` is the bracket that it closes."""
        if token := self.accept(sign):
            return token
        if opened is not None:
            raise self.fault(
                f"The bracket opened at character {opened.start + 1} is not closed before here.",
                f"{opened.start + 1}번째 문자에서 연 괄호가 여기까지 닫히지 않았습니다.",
            )
        raise self.fault(
            f"Here a {sign[0]!r} must come.", f"여기에는 {sign[0]!r}이(가) 와야 합니다."
        )

    def fault(self, en: str, ko: str, place: int | None = None) -> AnswerError:
        """To be raised: what cannot be read, here or at `place`."""
        return AnswerError(Text.of(en, ko), self.place if place is None else place)

    def unexpected(self) -> AnswerError:
        """To be raised: the next token makes no sense here."""
        if self.now.kind is Kind.END:
            return self.fault(
                "The expression stops too early; something is missing at the end.",
                "식이 도중에 끝났습니다. 끝에 빠진 것이 있습니다.",
            )
        return self.fault(
            f"{self.now.text!r} cannot stand here.",
            f"{self.now.text!r}은(는) 여기에 올 수 없습니다.",
        )

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of nesting; fails below the deepest that is read."""
        self._depth += 1
        self.limit(self._depth)
        yield
        self._depth -= 1

    def limit(self, levels: int) -> None:
        """Fail where a tree would become deeper than is read."""
        if levels > MAX_DEPTH:
            raise self.fault(
                f"The expression is nested more than {MAX_DEPTH} levels deep.",
                f"식의 중첩이 {MAX_DEPTH}단계를 넘습니다.",
            )

    def split(self, *texts: str) -> None:
        """Read the next token as several, one for each text."""
        token = self.now
        self._tokens[self._at : self._at + 1] = [
            Token(token.kind, text, token.start, token.end) for text in texts
        ]

    def give_back(self, token: Token, text: str) -> None:
        """After `token` was taken: let `text`, the rest of it, come next."""
        self._at -= 1
        self._tokens[self._at] = Token(token.kind, text, token.start, token.end)

    @property
    def at(self) -> int:
        """How many tokens are behind; `move_to` comes back to here."""
        return self._at

    def move_to(self, at: int) -> None:
        self._at = at
