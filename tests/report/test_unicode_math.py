from __future__ import annotations

import pytest

from autograder.report.unicode_math import unicode_math


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"P(X_1, \ldots, X_t)", "P(X₁, …, Xₜ)"),
        (r"P(X_t \mid X_{t-1})", "P(Xₜ ∣ Xₜ₋₁)"),
        (r"\prod_{s=1}^{t} P(X_s)", "∏ₛ₌₁ᵗ P(Xₛ)"),
        (r"\frac{\partial L}{\partial w}", "(∂L)/(∂w)"),
        (r"-\frac12", "−1/2"),
        (r"\sqrt{x^2 + y^2}", "√(x² + y²)"),
        (r"D_{KL}(p \| q)", "D_KL(p ‖ q)"),
        (r"x^{a+q}", "x^(a+q)"),
        (r"\hat{y} = \sigma(W x^\top + b)", "ŷ = σ(W xᵀ + b)"),
        (r"\mathbb{E}[\log p(x)]", "𝔼[log p(x)]"),
        (r"\text{참이면 } x < 0", "참이면 x < 0"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "[1 2; 3 4]"),
        (r"\unknown{x}", "unknownx"),
    ],
)
def test_a_formula_reads_as_one_line(latex: str, shown: str) -> None:
    assert unicode_math(latex) == shown.replace("ŷ", "y\u0302")


@pytest.mark.parametrize("latex", ["\\", "{", "}", "x^", "_", r"\frac", "{" * 999, r"\sqrt" * 99])
def test_a_broken_formula_is_shown_somehow(latex: str) -> None:
    assert isinstance(unicode_math(latex), str)
