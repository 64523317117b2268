"""A tree -> text, as feedback shows it."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.quiz.probability.tree import Index, Item, One, Probability


def written(probability: Probability) -> str:
    """`P(X_s | X_{s-1}, …, X_1)`"""
    left = _items(probability.left)
    right = f" | {_items(probability.right)}" if probability.right else ""
    return f"P({left}{right})"


def _items(items: Iterable[Item]) -> str:
    return ", ".join(_item(item) for item in items)


def _item(item: Item) -> str:
    if isinstance(item, One):
        value = "" if item.value is None else f"={item.value}"
        name = item.base if item.index is None else _lowered(item.base, item.index)
        mark = f"={item.mark[1:].partition('#')[0]}" if item.mark[:1] == "=" else item.mark
        return f"{'¬' if item.negated else ''}{name}{mark}{value}"
    first, last = (_lowered(item.base, index) for index in (item.first, item.last))
    return first if item.first == item.last else f"{first}, …, {last}"


def _lowered(base: str, index: Index) -> str:
    text = str(index)
    return f"{base}_{text}" if len(text) == 1 else f"{base}_{{{text}}}"
