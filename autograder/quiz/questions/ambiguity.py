"""Choices that say the same: by their words, or by what their mathematics means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from autograder.quiz.model import Item, Variant
from autograder.quiz.questions.meaning import mathematics, same_meaning
from autograder.quiz.template import fill


def same_texts(items: Sequence[Item], variant: Variant) -> Iterator[str]:
    """A message for each two items that read the same in some language."""
    seen: dict[tuple[str, str], str] = {}
    for item in items:
        for language, words in fill(item.text, variant.values).items():
            plain = (language, "".join(words.split()).casefold())
            if plain in seen:
                yield f"{seen[plain]!r} and {item.id!r} read the same"
                break
            seen[plain] = item.id


def equivalent_choices(
    items: Sequence[Item], right: Iterable[str], variant: Variant
) -> Iterator[str]:
    """A message for each two choices that say the same, unless both are right."""
    yield from same_texts(items, variant)
    right_ids = set(right)
    for first, second, how in _equal_pairs(items, variant):
        if first in right_ids and second in right_ids:
            continue
        one_is_right = first in right_ids or second in right_ids
        but = ", but one is right and one is wrong" if one_is_right else ""
        yield f"{first!r} and {second!r} say the same{but} ({how})"


def equivalent_items(items: Sequence[Item], variant: Variant) -> Iterator[str]:
    """A message for each two items of which only one can be meant and that say the same."""
    yield from same_texts(items, variant)
    for first, second, how in _equal_pairs(items, variant):
        yield f"{first!r} and {second!r} say the same ({how})"


def _equal_pairs(items: Sequence[Item], variant: Variant) -> Iterator[tuple[str, str, str]]:
    """(first id, second id, how that is known), by the first language of each."""
    texts = {item.id: next(iter(fill(item.text, variant.values).values())) for item in items}
    readable = [(name, text) for name, text in texts.items() if mathematics(text)]
    for (first, one), (second, other) in combinations(readable, 2):
        how = same_meaning(one, other)
        if how is not None:
            yield first, second, how
