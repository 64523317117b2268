"""Inert stand-ins for what a notebook draws and decorates with: plots are not drawn when graded."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterable, Iterator
from dis import opmap
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, NoReturn

import numpy as np

LIBRARIES = frozenset(
    (
        *("matplotlib", "mpl_toolkits", "seaborn", "plotly", "bokeh", "altair"),
        *("tqdm", "IPython", "ipywidgets", "google"),
    )
)

_INPUT = (
    "input() cannot be used in a graded notebook: nobody is there to type. "
    "Write the value into the code instead. / "
    "채점할 때는 입력할 사람이 없어 input()을 쓸 수 없습니다. 값을 코드에 직접 적으십시오."
)


class Inert:
    """Takes any call, attribute or index, and gives another of its kind."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return subplots if name == "subplots" else Inert()

    def __call__(self, *_: object, **__: object) -> Inert:
        return Inert()

    def __getitem__(self, _: object) -> Inert:
        return Inert()

    def __setitem__(self, _: object, __: object) -> None:
        pass

    def __iter__(self) -> Iterator[Inert]:
        caller = sys._getframe(1)  # noqa: SLF001  # there is no public way to it that is as fast
        return iter([Inert() for _ in range(_unpacked_by(caller))])

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __float__(self) -> float:
        return 0.0

    def __int__(self) -> int:
        return 0

    def __enter__(self) -> Inert:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def _any(self, *_: object) -> Inert:
        return Inert()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _any
    __neg__ = __or__ = __and__ = _any


def _unpacked_by(frame: Any) -> int:
    """How many names stand on the left of `a, b = plt.hist(...)`: none in a for loop."""
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at + 1] if code[at] == opmap["UNPACK_SEQUENCE"] else 0


def subplots(nrows: int = 1, ncols: int = 1, **options: object) -> tuple[Inert, Any]:
    """As pyplot's: a figure, and one axes or an array of them, so that loops over axes run."""
    axes = np.empty((int(nrows), int(ncols)), dtype=object)
    for place in np.ndindex(*axes.shape):
        axes[place] = Inert()
    if options.get("squeeze", True):
        return Inert(), axes.item() if axes.size == 1 else axes.squeeze()
    return Inert(), axes


class Progress:
    """As tqdm: passes its iterable through."""

    def __init__(self, iterable: Iterable[Any] = (), *_: object, **__: object) -> None:
        self._iterable = iterable

    def __iter__(self) -> Iterator[Any]:
        return iter(self._iterable)

    def __reversed__(self) -> Iterator[Any]:
        return reversed(self._iterable)  # type: ignore[call-overload,no-any-return]  # as below

    def __len__(self) -> int:
        return len(self._iterable)  # type: ignore[arg-type]  # as tqdm: fails if it has none

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return Inert()

    @staticmethod
    def write(text: object = "", *_: object, **__: object) -> None:
        sys.stdout.write(f"{text}\n")


def _progress_range(*arguments: int, **_: object) -> Progress:
    return Progress(range(*arguments))


_PROGRESS = {
    **dict.fromkeys(("tqdm", "tqdm_notebook", "tqdm_gui"), Progress),
    **dict.fromkeys(("trange", "tnrange", "tgrange"), _progress_range),
}
"""All that tqdm offers under names of its own: a loop over anything inert would not run."""


class _Library(ModuleType):
    """A module that has every attribute."""

    __path__: list[str] = []
    __all__: list[str] = []
    __version__ = "0.0.0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if self.__name__.partition(".")[0] == "tqdm" and name in _PROGRESS:
            return _PROGRESS[name]
        if name == "get_ipython":
            return Inert()
        return subplots if name == "subplots" else Inert()


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in LIBRARIES:
            return None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Library(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def _no_input(*_: object) -> NoReturn:
    raise RuntimeError(_INPUT)


def _leave(code: object = None) -> NoReturn:
    raise SystemExit(code)


def install() -> None:
    """For this process: the libraries, and what IPython and `site` add to the builtins."""
    sys.meta_path.insert(0, _Finder())
    names: dict[str, object] = {
        "input": _no_input,
        "exit": _leave,
        "quit": _leave,
        "help": Inert(),
        "display": Inert(),
        "get_ipython": Inert(),
    }
    for name, value in names.items():
        setattr(builtins, name, value)
