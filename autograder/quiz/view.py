"""A question as one student sees it: values filled in, lists in their order, nothing of the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.quiz.model import Hint, Question, Variant
from autograder.quiz.questions.code_output import CodeOutput, Snippet
from autograder.quiz.template import fill
from autograder.text import Text


@dataclass(frozen=True)
class View:
    """What may be shown before the answer. Texts are Markdown with `$…$`."""

    prompt: Text
    """For a fill-in with `[[name]]` where its blanks are."""
    lists: Mapping[str, tuple[tuple[str, Text], ...]]
    """Name of the list -> (id, text) in the order shown; `name.choices` is that of a blank."""
    code: str = ""
    """The snippet whose output is asked for."""
    hints: tuple[Hint, ...] = ()


def view(question: Question, variant: Variant) -> View:
    """The question in this variant."""
    lists: dict[str, tuple[tuple[str, Text], ...]] = {}
    for name, listed in question.lists.items():
        texts = {item.id: fill(item.text, variant.values) for item in listed.items}
        # The file may have lost and gained items since the variant was drawn.
        drawn = [item_id for item_id in variant.orders.get(name, ()) if item_id in texts]
        order = dict.fromkeys([*drawn, *texts])
        lists[name] = tuple((item_id, texts[item_id]) for item_id in order)
    snippet: Snippet | None = question.payload if question.type == CodeOutput.name else None
    return View(
        prompt=fill(question.prompt, variant.values),
        lists=lists,
        code="" if snippet is None else snippet.source(variant),
        hints=tuple(Hint(fill(hint.text, variant.values), hint.cost) for hint in question.hints),
    )


def explanation(question: Question, variant: Variant) -> Text | None:
    """The explanation in this variant, for when it may be shown."""
    return None if question.explanation is None else fill(question.explanation, variant.values)
