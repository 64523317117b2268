"""One expression, written as different people type it."""

from __future__ import annotations

BARS = ["|", r"\mid ", " | ", "∣", "｜", r" \mid ", r"\,|\,", r"\vert ", "│", " given "]
COMMAS = [",", ", ", "，", r",\,", " , ", "、"]
OPEN_CLOSE = [("(", ")"), (r"\left(", r"\right)"), ("（", "）"), (r"\big(", r"\big)"), ("[", "]")]
WORDS = ["P", "p", r"\Pr", r"\mathbb{P}", r"\mathrm{P}", "Pr", "ℙ", r"\text{P}", "𝑃"]
WORDS += [r"\operatorname{P}", "ｐ"]
TIMES = ["", " ", r"\cdot ", " * ", "×", " · ", r" \times ", "∙", r"\,", "⋅"]
DOTS = ["…", "...", r"\ldots", r"\dots", "⋯", r"\cdots", "‥"]
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Hand:
    """One person's way of typing, which need not be the same throughout."""

    def __init__(self, rng):
        self.rng = rng
        self.lower = rng.random() < 0.2

    def pick(self, options):
        return self.rng.choice(options)

    def name(self, name):
        base, _, index = name.partition("_")
        if self.lower:
            base = base.lower()
        if not index:
            return base
        forms = [f"{base}_{index}", f"{base}_{{{index}}}", f"{base}{index}"]
        forms += [f"{base}{index.translate(LOWERED)}", rf"\mathbf{{{base}}}_{index}"]
        return self.pick(forms)

    def item(self, name, valued=True):
        """A variable, sometimes with the value that it takes."""
        written = self.name(name)
        if valued and not self.lower and self.rng.random() < 0.1:
            return f"{written}={written.lower()}" if "\\" not in written else written
        return written

    def listed(self, names, valued=True):
        return self.pick(COMMAS).join(self.item(name, valued) for name in names)

    def enclosed(self, left, right=""):
        start, end = self.pick(OPEN_CLOSE)
        inner = left + (self.pick(BARS) + right if right else "")
        return self.pick(WORDS) + start + inner + end

    def probability(self, left, right=()):
        return self.enclosed(self.listed(left), self.listed(right))

    def product(self, factors):
        return self.pick(TIMES).join(factors)

    def quotient(self, above, below):
        forms = [
            rf"\frac{{{above}}}{{{below}}}",
            rf"\dfrac{{{above}}}{{{below}}}",
            f"({above})/({below})",
            f"[{above}] ÷ ({below})",
            f"{{{above} \\over {below}}}",
            f"（{above}）／（{below}）",
        ]
        return self.pick(forms)

    def summed(self, names, body):
        sign = self.pick([r"\sum", "∑", "Σ", r"\sum\limits", "sum"])
        if self.rng.random() < 0.3:
            return "".join(f"{sign}_{{{self.name(name)}}} " for name in names) + body
        return f"{sign}_{{{self.listed(names, valued=False)}}} {body}"

    def equation(self, left, right):
        form = self.rng.random()
        if form < 0.5:
            return right
        sign = self.pick(["=", " = ", " &= ", "＝"])
        return f"{left}{sign}{right}" if form < 0.85 else f"${left}{sign}{right}$."

    # Sequences

    def bounds(self, symbol, first, last):
        sign = self.pick([r"\prod", "∏", "Π", r"\prod\limits", "prod"])
        upper = last if len(last) == 1 and self.rng.random() < 0.5 else f"{{{last}}}"
        return f"{sign}_{{{symbol}={first}}}^{upper} "

    def indexed(self, index):
        base = "x" if self.lower else "X"
        short = len(index) == 1 and self.rng.random() < 0.5
        return f"{base}_{index}" if short else f"{base}_{{{index}}}"

    def span(self, first, last):
        """From `first` to `last`, which are text, one by one in either direction."""
        comma, dots = self.pick(COMMAS), self.pick(DOTS)
        forms = [
            f"{self.indexed(first)}{comma}{dots}{comma}{self.indexed(last)}",
            f"{self.indexed(last)}{comma}{dots}{comma}{self.indexed(first)}",
            self.indexed(f"{first}:{last}"),
        ]
        return self.pick(forms)
