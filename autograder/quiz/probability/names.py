"""Which names an answer may use, and what each means where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from autograder.quiz.notation.words import GREEK
from autograder.quiz.probability.family import Family, shown
from autograder.quiz.probability.tree import Index
from autograder.quiz.verdict import AnswerError
from autograder.text import Text

_LARGE = 10**6


class Names:
    """The variables of a family, the symbols for numbers, and what is bound where we read."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self._plain = {base for base, index in family.names if index is None}
        self._indexed = {base for base, index in family.names if index is not None}
        self._bases = sorted(self._plain | self._indexed, key=len, reverse=True)
        self._bound: list[str] = []
        self._values: dict[str, str] = {}
        self._free: dict[tuple[str, Index | None], str] = {}
        self._count = 0

    # Variables

    def has_plain(self, base: str) -> bool:
        return base in self._plain

    def has_indexed(self, base: str) -> bool:
        return base in self._indexed

    def base(self, word: str) -> str | None:
        """The variable that the whole word names, whatever its case."""
        word = GREEK.get(word, word)
        if word in self._bases:
            return word
        alike = [base for base in self._bases if base.casefold() == word.casefold()]
        return alike[0] if len(alike) == 1 else None

    def split(self, word: str, position: int) -> list[str]:
        """`AB` -> A, B where only A and B are declared; fails for any other word."""
        if base := self.base(word):
            return [base]
        bases: list[str] = []
        at = 0
        while at < len(word):
            base = next(
                (
                    found
                    for length in sorted({len(base) for base in self._bases}, reverse=True)
                    if (found := self.base(word[at : at + length])) and at + length <= len(word)
                ),
                None,
            )
            if base is None:
                raise AnswerError(self._unknown(word), position)
            bases.append(base)
            at += len(base)
        return bases

    def glued(self, word: str) -> tuple[str, str] | None:
        """`Xt` -> X, t: a variable with its index where there is no subscript to type."""
        if self.base(word) is not None:
            return None
        for base in self._indexed:
            rest = word[len(base) :]
            if word[: len(base)].casefold() == base.casefold() and self.symbol(rest):
                return base, rest
        return None

    def _unknown(self, word: str) -> Text:
        known = ", ".join(shown(name) for name in self.family.names[:8])
        if self.family.sequence:
            known = (
                f"{self.family.sequence.name}_1, …, {self.family.sequence.name}_{self.symbols[0]}"
            )
        return Text.of(
            f"There is no variable {word!r} in this question; there are {known}.",
            f"이 문제에는 {word!r} 변수가 없습니다. 변수는 {known}입니다.",
        )

    # Symbols for numbers

    @property
    def symbols(self) -> tuple[str, ...]:
        return self.family.symbols

    @property
    def last(self) -> Index:
        """The greatest index there is."""
        if self.family.sequence:
            return Index(0, ((self.symbols[0], 1),))
        return Index(max((index or 0 for _, index in self.family.names), default=0))

    def symbol(self, word: str) -> str | None:
        word = GREEK.get(word, word)
        return word if word in self._bound or word in self.symbols else None

    @property
    def known(self) -> tuple[str, ...]:
        """Every symbol that has a number where we read."""
        return (*self.symbols, *self._bound)

    def is_bound(self, word: str) -> bool:
        return word in self._bound

    @contextmanager
    def binding(self, symbol: str) -> Iterator[None]:
        """While a sum or product over `symbol` is read."""
        self._bound.append(symbol)
        yield
        self._bound.pop()

    def step(self, first: Index, last: Index) -> int:
        """Whether a range runs up or down, judged where every symbol is large.

        A length is far greater than a running index, an inner index is less than an outer one, and
        an order is small.
        """
        sizes = dict.fromkeys(self.symbols[1:], 10)
        sizes.update({name: 1000 - depth for depth, name in enumerate(self._bound)})
        sizes.update(dict.fromkeys(self.symbols[:1] if self.family.sequence else (), _LARGE))
        return 1 if last.plus(first, -1).at(sizes) >= 0 else -1

    # Values of variables

    @contextmanager
    def summing(self, name: str) -> Iterator[str]:
        """While a sum over the value `name` is read; yields the mark of that value."""
        before = self._values.get(name)
        self._count += 1
        self._values[name] = f"={name}#{self._count}"
        yield self._values[name]
        if before is None:
            del self._values[name]
        else:
            self._values[name] = before

    def value_mark(self, name: str) -> str | None:
        return self._values.get(name)

    def free_value(self, base: str, index: Index | None, name: str, position: int) -> None:
        """A value that nothing binds is the variable's own; there can be one of them."""
        first = self._free.setdefault((base, index), name)
        if first != name:
            raise AnswerError(
                Text.of(
                    f"{base} takes the values {first} and {name}; no sum says what {name} is.",
                    f"{base}의 값이 {first}와(과) {name} 두 가지입니다. {name}을(를) 정하는 "
                    f"합(Σ)이 없습니다.",
                ),
                position,
            )
