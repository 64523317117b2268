"""An oracle for independence in a network: d-separation, read off the moral graph.

It shares no code and no idea with the checker, which compares tables of numbers.
"""

from __future__ import annotations


def separated(parents, first, second, given):
    """Whether `first` and `second` are independent given `given` in every distribution.

    `parents` maps each node to those with an arrow to it. Keep the ancestors of all that is named,
    marry the parents of each child, drop the directions, take out `given`: independent if no
    path is left (Lauritzen and others, 1990).
    """
    kept = set()
    todo = {first, second, *given}
    while todo:
        node = todo.pop()
        kept.add(node)
        todo |= set(parents[node]) - kept
    near = {node: set() for node in kept}
    for child in kept:
        family = [child, *parents[child]]
        for one in family:
            near[one] |= set(family) - {one}
    reached, todo = set(), {first}
    while todo:
        node = todo.pop()
        reached.add(node)
        todo |= near[node] - reached - set(given)
    return second not in reached
