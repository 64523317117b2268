"""One hidden test for one submission: by pytest's phases, or directly once those do nothing new.

pytest sets a test up and tears it down around every call. For one that takes nothing but fixtures
of the session, `student` and `check`, all of that comes to the same arguments each time: from the
second submission on it is called with them, which costs a fifth.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import _pytest.fixtures
import pytest

_PHASES = (
    *("pytest_runtest_setup", "pytest_runtest_call", "pytest_runtest_teardown"),
    *("pytest_pyfunc_call", "pytest_fixture_setup", "pytest_fixture_post_finalizer"),
)
_MARKS = {"points", "parametrize"}
"""Those that change nothing from one submission to the next."""


class Phases:
    """Runs the tests of one session, in any order, as often as there are submissions.

    `own` are the fixtures of a test's scope that may be made without pytest, by name: methods of
    the plugin that offers them to pytest as well.
    """

    def __init__(self, items: Sequence[pytest.Item], own: Mapping[str, Callable[[], Any]]) -> None:
        self._items = items
        self._own = own
        self._direct: dict[pytest.Item, Callable[[], None]] = {}

    @property
    def items(self) -> Sequence[pytest.Item]:
        """The tests in pytest's order."""
        return self._items

    def run(self, item: pytest.Item) -> BaseException | None:
        """The first exception, if there is one; pytest's own outcomes are exceptions too."""
        direct = self._direct.get(item)
        try:
            if direct is None:
                return self._by_pytest(item)
            direct()
        except BaseException as error:  # noqa: BLE001 - pytest's own outcomes are no Exceptions
            return error
        return None

    def _by_pytest(self, item: pytest.Item) -> BaseException | None:
        """pytest's own protocol does the same and makes reports of each phase, which nobody reads
        here; for a test that passes they cost more than all else.
        """
        # pytest makes a request once an item; one that has run needs a new one.
        item._initrequest()  # type: ignore[attr-defined]  # noqa: SLF001 - as rerun plugins do
        if isinstance(item, pytest.Function) and item.cls is not None:
            for kept in ("_instance", "_obj"):  # and a method's test needs a new object
                item.__dict__.pop(kept, None)
        failure: BaseException | None = None
        try:
            item.ihook.pytest_runtest_setup(item=item)
            if isinstance(item, pytest.Function) and self._is_plain(item):
                self._direct[item] = self._called(item)
            item.ihook.pytest_runtest_call(item=item)
        except BaseException as error:  # noqa: BLE001 - as above
            failure = error
        try:
            item.ihook.pytest_runtest_teardown(item=item, nextitem=self._following(item))
        except BaseException as error:  # noqa: BLE001 - as above
            failure = failure or error
        return failure

    def _following(self, item: pytest.Item) -> pytest.Item | None:
        """The next that pytest sets up: what they have in common stays set up.

        Without another, any will do, so that the session's fixtures stay. A single test would stay
        set up itself if it were its own successor.
        """
        place = self._items.index(item)
        others = [*self._items[place + 1 :], *self._items[:place]]
        return next((each for each in others if each not in self._direct), next(iter(others), None))

    def _is_plain(self, item: pytest.Function) -> bool:
        """Whether setting it up a second time gives the arguments that it has now."""
        info = item._fixtureinfo  # noqa: SLF001 - pytest tells it nowhere else
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        return (
            len(self._items) > 1  # the session's fixtures do not outlive a single test
            and item.instance is None
            and not inspect.iscoroutinefunction(item.obj)
            and {mark.name for mark in item.iter_markers()} <= _MARKS
            and "request" not in info.argnames
            and all(
                self._stays(info.name2fixturedefs.get(name), name in parameters)
                for name in info.names_closure
                if name != "request"
            )
            and all(map(_is_pytests_own, self._hooks(item)))
        )

    def _stays(self, definitions: Sequence[Any] | None, parameter: bool) -> bool:
        """Whether a fixture's value is the same each time, or can be made without pytest."""
        if not definitions:
            return False
        function = definitions[-1].func
        if parameter:  # by its mark; a fixture with parameters of its own is made anew for each
            return bool(function.__module__ == _pytest.fixtures.__name__)
        make = self._own.get(definitions[-1].argname)
        is_ours = make is not None and _plugin_of(function) is _plugin_of(make)
        return is_ours or definitions[-1].scope == "session"

    def _hooks(self, item: pytest.Function) -> list[Any]:
        return [hook for name in _PHASES for hook in getattr(item.ihook, name).get_hookimpls()]

    def _called(self, item: pytest.Function) -> Callable[[], None]:
        names = item._fixtureinfo.argnames  # noqa: SLF001 - as above
        kept = {name: item.funcargs[name] for name in names if name not in self._own}
        made = [(name, self._own[name]) for name in names if name in self._own]
        return partial(_call, item.obj, kept, made)


def _call(
    test: Callable[..., object],
    kept: Mapping[str, Any],
    made: Sequence[tuple[str, Callable[[], Any]]],
) -> None:
    test(**kept, **{name: make() for name, make in made})


def _plugin_of(method: Callable[..., Any]) -> object:
    return getattr(method, "__self__", None)


def _is_pytests_own(hook: Any) -> bool:
    return str(hook.function.__module__).startswith("_pytest.")
