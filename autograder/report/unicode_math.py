r"""LaTeX formulas as one line of Unicode, for terminals: `P(X_1 \mid X_2)` is P(X₁ ∣ X₂).

What Unicode cannot say stays readable: x^{a+q} is x^(a+q), and an unknown command keeps its name.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"\\[A-Za-z]+\*?(?:\s+(?=[\w\\({]))?|\\.|[{}^_&~]|\s+|[^\\{}^_&~\s]", re.DOTALL)
_LONGEST = 2_000
_DEEPEST = 30

_GREEK = {
    name: chr(code)
    for names, first in (
        ("alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi", 0x3B1),
        ("pi rho varsigma sigma tau upsilon varphi chi psi omega", 0x3C0),
    )
    for code, name in enumerate(names.split(), first)
}
_SIGNS = {
    **_GREEK,
    "epsilon": "ϵ", "phi": "ϕ", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "mid": " ∣ ", "vert": "|", "Vert": "‖", "|": "‖", "lVert": "‖", "rVert": "‖", "lvert": "|",
    "rvert": "|", "cdot": "·", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗",
    "circ": "∘", "odot": "⊙", "oplus": "⊕", "otimes": "⊗", "le": " ≤ ", "leq": " ≤ ",
    "ge": " ≥ ", "geq": " ≥ ", "ne": " ≠ ", "neq": " ≠ ", "approx": " ≈ ", "equiv": " ≡ ",
    "sim": " ∼ ", "propto": " ∝ ", "ll": " ≪ ", "gg": " ≫ ", "in": " ∈ ", "notin": " ∉ ",
    "subset": " ⊂ ", "subseteq": " ⊆ ", "cup": " ∪ ", "cap": " ∩ ", "setminus": " ∖ ",
    "to": " → ", "rightarrow": " → ", "leftarrow": " ← ", "mapsto": " ↦ ", "Rightarrow": " ⇒ ",
    "Leftrightarrow": " ⇔ ", "iff": " ⇔ ", "implies": " ⇒ ", "infty": "∞", "partial": "∂",
    "nabla": "∇", "forall": "∀", "exists": "∃", "emptyset": "∅", "perp": " ⊥ ", "indep": " ⫫ ",
    "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "prime": "′",
    "sum": "∑", "prod": "∏", "int": "∫", "ell": "ℓ", "hbar": "ℏ", "top": "⊤", "langle": "⟨",
    "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lbrace": "{",
    "rbrace": "}", "{": "{", "}": "}", "%": "%", "$": "$", "#": "#", "_": "_", "&": "&",
    "colon": ":", "quad": "  ", "qquad": "    ", ",": " ", ";": " ", ":": " ", " ": " ", "!": "",
    "\\": "; ", "left": "", "right": "", "middle": "", "big": "", "Big": "", "bigg": "",
    "Bigg": "", "bigl": "", "bigr": "", "Bigl": "", "Bigr": "", "limits": "", "nolimits": "",
    "displaystyle": "", "textstyle": "", "Pr": "Pr", "vee": " ∨ ", "wedge": " ∧ ", "neg": "¬",
}  # fmt: skip
_FUNCTIONS = {
    "log", "ln", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "max", "min", "arg", "argmax",
    "argmin", "sup", "inf", "lim", "det", "dim",
}  # fmt: skip
_WRAPPERS = {
    "text", "textbf", "textit", "mathrm", "mathbf", "boldsymbol", "bm", "mathit", "mathsf",
    "mathtt", "operatorname", "mbox",
}  # fmt: skip
_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304",
            "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308"}  # fmt: skip
_ALPHABETS = {
    "mathbb": dict(zip("CEHNPQRZ1", "ℂ𝔼ℍℕℙℚℝℤ𝟙", strict=True)),
    "mathcal": dict(zip("BDEFHILMNRO", "ℬ𝒟ℰℱℋℐℒℳ𝒩ℛ𝒪", strict=True)),
}
_UPPER = dict(
    zip("0123456789+-−=()abcdeijkmnptxy′T⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉⁱʲᵏᵐⁿᵖᵗˣʸ′ᵀᵀ", strict=True)
)
_LOWER = dict(
    zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_SIMPLE = re.compile(r"[\w.′]+|\w\([^()]*\)")


def unicode_math(latex: str) -> str:
    """The formula in Unicode; what is too long or nested too deep comes back as it is."""
    if len(latex) > _LONGEST:
        return latex
    try:
        shown = _Reader(_PIECE.findall(latex)).group(0)
    except RecursionError:
        return latex
    return re.sub(r" {2,}", " ", shown.replace("    ", "\u2003")).strip()


class _Reader:
    """Walks the pieces once. A brace that is missing is taken to stand at the end."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._next = 0

    def group(self, depth: int) -> str:
        """Up to the closing brace, which is taken along, or the end."""
        if depth > _DEEPEST:
            raise RecursionError
        parts: list[str] = []
        while self._next < len(self._pieces):
            piece = self._take()
            if piece == "}":
                break
            if piece in "^_":
                script = self._argument(depth)
                parts.append(_script(script, _UPPER if piece == "^" else _LOWER, piece))
            else:
                parts.append(self._shown(piece, depth))
        return "".join(parts)

    def _take(self) -> str:
        piece = self._pieces[self._next]
        self._next += 1
        return piece

    def _argument(self, depth: int) -> str:
        while self._next < len(self._pieces) and self._pieces[self._next].isspace():
            self._next += 1
        if self._next == len(self._pieces):
            return ""
        piece = self._take()
        return self.group(depth + 1) if piece == "{" else self._shown(piece, depth + 1).strip()

    def _shown(self, piece: str, depth: int) -> str:
        if piece == "{":
            return self.group(depth + 1)
        if piece.isspace() or piece in "~&":
            return " "
        if not piece.startswith("\\"):
            return "−" if piece == "-" else piece
        return self._command(piece[1:].strip().rstrip("*") or " ", depth)

    def _command(self, name: str, depth: int) -> str:
        if name in ("frac", "dfrac", "tfrac"):
            above, below = self._argument(depth), self._argument(depth)
            return f"{_bracketed(above)}/{_bracketed(below)}"
        if name == "sqrt":
            inner = self._argument(depth)
            return f"√{inner}" if len(inner) == 1 else f"√({inner})"
        if name in ("begin", "end"):
            self._argument(depth)
            return {"begin": "[", "end": "]"}[name]
        if name in _WRAPPERS:
            return self._argument(depth)
        if name in _ACCENTS:
            inner = self._argument(depth)
            return inner + _ACCENTS[name] if len(inner) == 1 else f"{name}({inner})"
        if name in _ALPHABETS:
            letters = _ALPHABETS[name]
            return "".join(letters.get(letter, letter) for letter in self._argument(depth))
        if name in _FUNCTIONS:
            following = self._pieces[self._next] if self._next < len(self._pieces) else ""
            return name if following[:1] in ("(", "^", "_", "{", "") else f"{name} "
        return _SIGNS.get(name, name)


def _script(script: str, letters: dict[str, str], sign: str) -> str:
    compact = script.replace(" ", "")
    if compact and all(letter in letters for letter in compact):
        return "".join(letters[letter] for letter in compact)
    if compact in ("*", "∗", "′"):
        return compact
    return f"{sign}{script}" if compact.isalnum() or not compact else f"{sign}({script})"


def _bracketed(part: str) -> str:
    return part if _SIMPLE.fullmatch(part) else f"({part})"
