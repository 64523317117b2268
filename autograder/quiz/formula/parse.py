"""What a student typed -> trees of sums, products, powers and functions.

No text is ever evaluated: the grammar below is all there is.

    answer  = { expr "=" } expr                 a side that only names the result is passed over
    expr    = [±] term { ± term }
    term    = power { [* | /] power }
    power   = [±] base [ ^ power ]
    base    = number | name | function argument | ( expr ) | |expr| | \\frac{expr}{expr}
            | \\sqrt[n]{expr} | d/dx term
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from autograder.quiz.formula.calls import read_call
from autograder.quiz.formula.derive import TooLargeError, derivative
from autograder.quiz.formula.differentials import read_differential
from autograder.quiz.formula.names import Names
from autograder.quiz.formula.tree import (
    Add,
    Call,
    Derived,
    Multiply,
    Node,
    Number,
    Power,
    Quotient,
    Unworked,
    negative,
)
from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.notation.tokens import Kind, Token, tokenize
from autograder.quiz.verdict import AnswerError

_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")


def parse(typed: str, variables: Iterable[str]) -> tuple[Node, ...]:
    """The sides of the equation that was typed, one if there is no `=`; raises AnswerError.

    A side before the last that cannot be read, such as `dL/dw` or `y`, only names the result.
    """
    *labels, last = _sides(tokenize(typed))
    names = Names(variables)
    found: list[Node] = []
    for tokens in labels:
        try:
            found.append(Parser(tokens, names).whole())
        except AnswerError:
            continue
    found = [side for side in found if not isinstance(side, Unworked)]
    return (*found, Parser(last, names).whole())


def _sides(tokens: list[Token]) -> list[list[Token]]:
    """The tokens between the equals signs, each list closed by an END."""
    sides: list[list[Token]] = [[]]
    for token in tokens:
        if token.is_sign("=") or token.kind is Kind.END:
            sides[-1].append(Token(Kind.END, "", token.start, token.start))
            sides.append([])
        elif not token.is_sign("&"):
            sides[-1].append(token)
    return sides[:-1]


class Parser:
    """Reads one side of an answer."""

    def __init__(self, tokens: list[Token], names: Names) -> None:
        self.cursor = Cursor(tokens)
        self.names = names
        self._bars = 0

    def whole(self) -> Node:
        found = self.expression()
        if self.cursor.now.is_sign(")]}"):
            raise self.cursor.fault(
                "This bracket closes nothing: none is open.",
                "이 괄호에 짝이 되는 여는 괄호가 없습니다.",
            )
        if self.cursor.now.kind is not Kind.END:
            raise self.cursor.unexpected()
        return found

    def expression(self) -> Node:
        cursor = self.cursor
        with cursor.deeper():
            parts = [self.term()]
            while token := cursor.accept("+-"):
                part = self.term()
                parts.append(negative(part) if token.text == "-" else part)
        return parts[0] if len(parts) == 1 else Add(tuple(parts))

    def term(self) -> Node:
        """Factors up to the next + or -, from left to right."""
        cursor = self.cursor
        factors = [self.power()]
        divided = False
        divisions = 0
        while True:
            if cursor.now.is_sign("*") and not cursor.ahead().is_sign("*"):
                cursor.take()
                divided = False
                factors.append(self.power())
            elif cursor.accept("/"):
                below = self.power()
                divisions += 1
                cursor.limit(divisions)
                factors = [Quotient(_product(factors), below)]
                divided = not (isinstance(below, Number) and self._blank_before())
            elif self.starts_factor():
                if divided:
                    raise cursor.fault(
                        "It is not clear whether this belongs below the fraction line; put what is "
                        "below in brackets, or write *.",
                        "이 부분이 분모에 속하는지 분명하지 않습니다. 분모를 괄호로 묶거나 *를 "
                        "쓰십시오.",
                    )
                factors.append(self.power())
            else:
                return _product(factors)

    def run(self) -> Node:
        """Factors written side by side: the argument of `sin 2x`. A function ends it."""
        factors = [self.power()]
        while self.starts_factor() and not self.names.starts_function(self.cursor.now):
            factors.append(self.power())
        return _product(factors)

    def _blank_before(self) -> bool:
        """Whether `1/2 x` has a blank that sets the fraction apart."""
        before = self.cursor.ahead(-1)
        return self.cursor.now.start > before.end

    def starts_factor(self) -> bool:
        now = self.cursor.now
        if now.is_sign("|"):
            return self._bars == 0
        if now.kind is Kind.COMMAND:
            return now.text in (*_FRACTIONS, "sqrt") or self.names.starts_name(now)
        return now.kind in (Kind.NUMBER, Kind.WORD) or now.is_sign("([{∂∇√")

    def power(self) -> Node:
        cursor = self.cursor
        with cursor.deeper():
            if token := cursor.accept("+-"):
                inner = self.power()
                return negative(inner) if token.text == "-" else inner
            base = self._base()
            if self._accept_power():
                return Power(base, self.exponent())
        return base

    def _accept_power(self) -> bool:
        cursor = self.cursor
        if cursor.now.is_sign("*") and cursor.ahead().is_sign("*"):
            cursor.take()
            cursor.take()
            return True
        return cursor.accept("^") is not None

    def exponent(self) -> Node:
        if self.cursor.now.is_sign("{"):
            return self.group()
        return self.power()

    def group(self) -> Node:
        """An expression in brackets of any kind."""
        opened = self.cursor.accept("([{")
        if opened is None:
            raise self.cursor.unexpected()
        bars, self._bars = self._bars, 0
        inner = self.expression()
        if opened.text == "{" and self.cursor.accept_command("over"):
            inner = Quotient(inner, self.expression())
        self._bars = bars
        self.cursor.expect(")]}", opened)
        return inner

    def argument(self) -> Node:
        r"""What follows \frac and \sqrt: a group, or a single sign as in `\frac12`."""
        cursor = self.cursor
        if cursor.now.is_sign("{"):
            return self.group()
        if cursor.now.kind is Kind.NUMBER and len(cursor.now.text) > 1:
            cursor.split(*cursor.now.text)
        return self._base()

    def _base(self) -> Node:
        cursor = self.cursor
        token = cursor.now
        if found := read_differential(self, self.names):
            return found
        if token.kind is Kind.NUMBER:
            return self._number()
        if token.is_sign("([{"):
            return self.group()
        if cursor.accept("|"):
            self._bars += 1
            inner = self.expression()
            self._bars -= 1
            cursor.expect("|", token)
            return Call("abs", (inner,))
        if cursor.accept_command(*_FRACTIONS):
            return Quotient(self.argument(), self.argument())
        if cursor.accept_command("sqrt") or cursor.accept("√"):
            return self._root()
        if token.is_sign("∑∏∫"):
            raise cursor.fault(
                "Sums, products and integrals over an index are not read here.",
                "인덱스에 대한 합, 곱, 적분 기호는 여기에서 읽지 못합니다.",
            )
        if name := self.names.take_function(cursor):
            return read_call(self, name)
        return self.names.take_symbol(cursor)

    def _number(self) -> Node:
        cursor = self.cursor
        token = cursor.take()
        after = cursor.now
        adjacent = after.start == token.end and after.kind is Kind.WORD
        if adjacent and after.text in ("e", "E") and self._is_exponent(after):
            raise cursor.fault(
                f"Is this {token.text}·10^… or {token.text}·e? Write it out.",
                f"{token.text}·10^…인지 {token.text}·e인지 분명하지 않습니다. 풀어서 쓰십시오.",
                token.start,
            )
        return Number(Fraction(token.text))

    def _is_exponent(self, letter: Token) -> bool:
        first, second = self.cursor.ahead(), self.cursor.ahead(2)
        if first.start != letter.end:
            return False
        signed = first.is_sign("+-") and second.kind is Kind.NUMBER and second.start == first.end
        return first.kind is Kind.NUMBER or signed

    def _root(self) -> Node:
        cursor = self.cursor
        if opened := cursor.accept("["):
            degree = self.expression()
            cursor.expect("]", opened)
            return Power(self.argument(), Quotient(Number(Fraction(1)), degree))
        inner = self.group() if cursor.now.is_sign("({[") else self._base()
        return Call("sqrt", (inner,))

    def derived(self, body: Node, by: str) -> Node:
        """The body's derivative, marked as one that was left to be worked out."""
        if any(isinstance(part, Unworked) for part in (body,)):
            return Unworked()
        try:
            return Derived(derivative(body, by))
        except TooLargeError:
            raise self.cursor.fault(
                "This derivative is too large to be checked; work it out.",
                "이 미분은 너무 커서 확인할 수 없습니다. 직접 계산하여 쓰십시오.",
            ) from None


def _product(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Multiply(tuple(factors))
