"""The LaTeX commands that are read, by what becomes of them."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


_GREEK = _words(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι "
    "kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ "
    "omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Phi Φ Psi Ψ Omega Ω"
)

GREEK = dict(zip(_GREEK[::2], _GREEK[1::2], strict=True))
"""The name of a Greek letter -> the letter."""

LETTERS = {**GREEK, "Pr": "P", "P": "P", "ell": "ℓ", "prob": "P", "Prob": "P"}
"""Commands that stand for a letter."""

SIGNS = {
    "cdot": "*", "odot": "*", "times": "*", "ast": "*", "bullet": "*", "div": "/", "slash": "/",
    "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "given": "|", "bigm": "", "|": "|",
    "sum": "∑", "Sigma": "∑", "prod": "∏", "Pi": "∏", "int": "∫",
    "partial": "∂", "nabla": "∇", "infty": "∞",
    "ldots": "…", "dots": "…", "cdots": "…", "dotsc": "…", "dotsb": "…", "dotsm": "…",
    "neg": "¬", "lnot": "¬", "cap": "∩", "wedge": "∩", "land": "∩", "cup": "∪", "vee": "∪",
    "le": "≤", "leq": "≤", "leqslant": "≤", "lt": "<", "ge": "≥", "geq": "≥", "gt": ">",
    "in": "∈", "prime": "'", "colon": ":", "{": "(", "}": ")", "lbrace": "(", "rbrace": ")",
    "lbrack": "[", "rbrack": "]", "approx": "≈", "propto": "∝", "neq": "≠", "ne": "≠",
    "equiv": "=", "coloneqq": "=", "_": "_", "%": "%",
}  # fmt: skip
"""Commands that stand for a sign; an empty one is dropped."""

FONTS = frozenset(
    _words(
        "mathbb mathbf mathrm mathcal mathsf mathit mathfrak mathscr mathtt boldsymbol bm text "
        "textrm textbf textit operatorname mbox hbox pmb"
    )
)
"""Commands that change a font; their braces go with them."""

SENTENCE_ENDS = frozenset(["입니다", "이다", "이에요", "예요"])
"""What follows an expression that is answered as a sentence."""

DROPPED = frozenset(
    _words(
        "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr Bigm "
        "biggm Biggm quad qquad enspace thinspace displaystyle textstyle scriptstyle limits "
        "nolimits rm bf it cal nonumber hspace phantom"
    )
)
"""Commands that only place or size what they stand before."""
