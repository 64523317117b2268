"""What a student typed -> trees: sums, products and quotients of probabilities.

No text is ever evaluated: the grammar below is all there is.

    answer  = [ expr "=" ] … expr
    expr    = [±] term { ± term }
    term    = factor { [* | /] factor }      dots between factors continue a pattern
    factor  = base [ ^ index ]
    base    = number | P( items [ | items ] ) | ( expr ) | \\frac{expr}{expr}
            | Σ_{…} term | ∏_{…}^{…} term | ∫ term d items
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.notation.tokens import Kind, Token, tokenize
from autograder.quiz.probability.dots import continued
from autograder.quiz.probability.family import Family
from autograder.quiz.probability.indices import read_short
from autograder.quiz.probability.items import read_items
from autograder.quiz.probability.names import Names
from autograder.quiz.probability.operators import read_integral, read_operator
from autograder.quiz.probability.tree import (
    Combine,
    Node,
    Number,
    Operator,
    Power,
    Probability,
    Quotient,
    product,
)
from autograder.quiz.verdict import AnswerError

_P = frozenset(["P", "p", "Pr", "pr", "PR", "Prob", "prob", "PROB"])
_TIMES_P = frozenset(times + word for times in "xX" for word in _P)
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")


def parse(typed: str, family: Family) -> tuple[Node, ...]:
    """The sides of the equation that was typed, one if there is no `=`; raises AnswerError."""
    return Parser(typed, family).answer()


class Parser:
    """Reads one answer."""

    def __init__(self, typed: str, family: Family) -> None:
        self.cursor = Cursor(tokenize(typed))
        self.names = Names(family)
        self.integrals = 0

    def answer(self) -> tuple[Node, ...]:
        cursor = self.cursor
        self._equals()
        sides = [self.expression()]
        while self._equals():
            sides.append(self.expression())
        if cursor.now.is_sign("≈∝≠<>≤≥"):
            raise cursor.fault(
                f"An equation is asked for: {cursor.now.text} is not =.",
                f"등식이 필요합니다. {cursor.now.text}은(는) 등호가 아닙니다.",
            )
        if cursor.now.is_sign(")]}"):
            raise cursor.fault(
                "This bracket closes nothing: none is open.",
                "이 괄호에 짝이 되는 여는 괄호가 없습니다.",
            )
        if cursor.now.kind is not Kind.END:
            raise self._refusal()
        return tuple(sides)

    def _equals(self) -> bool:
        cursor = self.cursor
        start = cursor.at
        while cursor.accept("&:"):
            pass
        if cursor.accept("="):
            while cursor.accept("&"):
                pass
            return True
        cursor.move_to(start)
        return False

    def expression(self) -> Node:
        cursor = self.cursor
        place = cursor.place
        with cursor.deeper():
            parts = [self._signed()]
            while cursor.now.is_sign("+-"):
                if cursor.ahead().is_sign("…"):
                    raise cursor.fault(
                        r"Dots between summands are not read; write \sum_{s=1}^{t}.",
                        r"더하는 항 사이의 줄임표는 읽지 못합니다. \sum_{s=1}^{t}로 쓰십시오.",
                    )
                parts.append(self._signed())
        return parts[0] if len(parts) == 1 else Combine("sum", tuple(parts), place)

    def _signed(self) -> Node:
        minus = False
        place = self.cursor.place
        while token := self.cursor.accept("+-"):
            minus ^= token.text == "-"
        term = self.term()
        return Combine("product", (Number(Fraction(-1), place), term), place) if minus else term

    def term(self) -> Node:
        """Factors up to the next + or -, multiplied."""
        place = self.cursor.place
        return product(self.factors(), place)

    def factors(self) -> list[Node]:
        """Factors up to the next + or -, from left to right; what is divided is one factor."""
        cursor = self.cursor
        place = cursor.place
        factors: list[Node | int] = [self._factor()]
        divided = False
        divisions = 0
        while True:
            if cursor.accept("…"):
                factors.append(place)
                cursor.accept("*")
                divided = False
            elif cursor.accept("/"):
                above = product(continued(factors, self.names, cursor), place)
                below = self._factor()
                divisions += 1
                cursor.limit(divisions)
                factors = [Quotient(above, below, place, inline=True)]
                divided = not (isinstance(above, Number) and isinstance(below, Number))
            elif self._accept_times():
                divided = False
                if not cursor.now.is_sign("…"):
                    factors.append(self._factor())
            elif self._starts_factor():
                if divided:
                    raise cursor.fault(
                        "It is not clear whether this belongs below the fraction line; put what is "
                        "below in brackets, or write *.",
                        "이 부분이 분모에 속하는지 분명하지 않습니다. 분모를 괄호로 묶거나 *를 "
                        "쓰십시오.",
                    )
                factors.append(self._factor())
            else:
                return continued(factors, self.names, cursor)

    def _accept_times(self) -> bool:
        if self.cursor.accept("*"):
            return True
        if self.cursor.now.text in _TIMES_P:
            self.cursor.split(self.cursor.now.text[0], self.cursor.now.text[1:])
        found = self.cursor.now.text in ("x", "X") and self._is_p(self.cursor.ahead())
        if found:
            self.cursor.take()
        return found

    def _is_p(self, token: Token) -> bool:
        return token.kind is Kind.WORD and token.text in _P

    def _starts_factor(self) -> bool:
        now = self.cursor.now
        if now.kind is Kind.WORD:
            if self.integrals and now.text.startswith("d"):
                return False
            return now.text in _P or now.text in ("sum", "prod")
        if now.kind is Kind.COMMAND:
            return now.text in _FRACTIONS
        return now.kind is Kind.NUMBER or now.is_sign("([{∑∏∫")

    def _factor(self) -> Node:
        place = self.cursor.place
        with self.cursor.deeper():
            base = self._base()
            if self.cursor.accept("^"):
                base = Power(base, read_short(self.cursor, self.names), place)
        return base

    def _base(self) -> Node:
        cursor = self.cursor
        token = cursor.now
        if token.kind is Kind.NUMBER:
            cursor.take()
            return Number(Fraction(token.text), token.start)
        if cursor.accept("([{"):
            inner = self.expression()
            if token.text == "{" and cursor.accept_command("over"):
                inner = Quotient(inner, self.expression(), token.start)
            cursor.expect(")]}", token)
            return replace(inner, inline=False) if isinstance(inner, Quotient) else inner
        if token.is_sign("∑∏") or token.text in ("sum", "prod"):
            cursor.take()
            operator: Operator = "sum" if token.text in ("∑", "sum") else "product"
            return read_operator(cursor, self.names, operator, token.start, self.factors)
        if cursor.accept("∫"):
            self.integrals += 1
            integral = read_integral(cursor, self.names, token.start, self.factors)
            self.integrals -= 1
            return integral
        if cursor.accept_command(*_FRACTIONS):
            return Quotient(self._argument(), self._argument(), token.start)
        if self._is_p(token):
            return self._probability()
        raise self._refusal()

    def _argument(self) -> Node:
        """What follows \\frac: a group, or a single digit as in \\frac12."""
        cursor = self.cursor
        token = cursor.now
        if token.kind is Kind.NUMBER and len(token.text) == 2:  # \frac12
            cursor.split(*token.text)
            return Number(Fraction(cursor.take().text), token.start)
        return self._base()

    def _probability(self) -> Probability:
        cursor = self.cursor
        word = cursor.take()
        if cursor.accept("_"):  # P_θ(X), P_X(x): which distribution it is, the family says
            self._skip_group()
        opened = cursor.accept("([")
        if opened is None:
            raise cursor.fault(
                f"A bracket must follow {word.text}: a probability is written P(A).",
                f"{word.text} 뒤에는 괄호가 와야 합니다. 확률은 P(A)와 같이 씁니다.",
            )
        left = read_items(cursor, self.names)
        right = read_items(cursor, self.names) if self._accept_bar() else ()
        if cursor.now.is_sign("|") or cursor.now.text == "given":
            raise cursor.fault(
                "There are two bars in one P(…).", "하나의 P(…) 안에 세로줄이 두 개 있습니다."
            )
        if cursor.now.is_sign("/;:"):
            raise cursor.fault(
                "Inside P(…) a condition is written with a bar |, a list with commas.",
                "P(…) 안에서 조건은 세로줄 |로, 나열은 쉼표로 씁니다.",
            )
        if cursor.now.is_sign("∪+"):
            raise cursor.fault(
                "Inside P(…) only lists of variables are read, no 'or'.",
                "P(…) 안에서는 변수의 나열만 읽습니다. '또는'은 쓸 수 없습니다.",
            )
        cursor.expect(")]", opened)
        return Probability(left, right, word.start)

    def _accept_bar(self) -> bool:
        if self.cursor.now.kind is Kind.WORD and self.cursor.now.text == "given":
            self.cursor.take()
            return True
        return self.cursor.accept("|") is not None

    def _skip_group(self) -> None:
        cursor = self.cursor
        opened = cursor.accept("{")
        if opened is None:
            cursor.take()
            if cursor.accept("_"):
                cursor.take()
            return
        while not cursor.now.is_sign("}("):
            if cursor.now.kind is Kind.END:
                cursor.expect("}", opened)
            cursor.take()
        cursor.expect("}", opened)

    def _refusal(self) -> AnswerError:
        cursor = self.cursor
        token = cursor.now
        if token.kind is Kind.WORD and self.names.base(token.text):
            return cursor.fault(
                f"{token.text} stands alone; its probability is written P({token.text}).",
                f"{token.text}이(가) 홀로 있습니다. 확률은 P({token.text})와 같이 씁니다.",
            )
        if token.kind is Kind.COMMAND:
            return cursor.fault(
                rf"The command \{token.text} is not read here.",
                rf"\{token.text} 명령은 여기에서 읽지 못합니다.",
            )
        return cursor.unexpected()
