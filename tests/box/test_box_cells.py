"""Notebooks as students really write them: magics, plots, errors, input."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.box import wire
from autograder.box.box import Box
from autograder.box.inside.magics import compile_cell
from autograder.box.level import Isolation
from autograder.box.reply import CellError, Raised, Returned

from .conftest import GRADING, Open, cells, start


def value(open_run: Open, *sources: str) -> object:
    """What `f` of the last cell returns."""
    (reply,) = open_run(*sources).call("f", [()])
    assert isinstance(reply, Returned), reply
    return reply.value


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!pip install numpy",
        "?len",
        "len?",
        "x = !ls",
        "x = %pwd",
        "    !ls",
        "%timeit f(1)",
    ],
)
def test_a_line_that_is_no_python_is_skipped_and_said(line: str) -> None:
    code, skipped = compile_cell(f"a = 1\nif a:\n    b = 2\n{line}\nc = 1 / 0", "<cell 1>")
    assert skipped == [line.strip()]
    assert code is not None
    with pytest.raises(ZeroDivisionError) as caught:
        exec(code, {})
    assert caught.tb.tb_next is not None
    assert caught.tb.tb_next.tb_lineno == 5


def test_a_per_cent_sign_in_python_is_no_magic() -> None:
    _, skipped = compile_cell("!ls\nx = (7\n% 4)\ntext = '''\n!kept\n'''", "<cell 1>")
    assert skipped == ["!ls"]


@pytest.mark.parametrize(
    ("magic", "runs"), [("%%time", True), ("%%bash", False), ("%%html", False)]
)
def test_a_cell_magic_runs_its_cell_if_that_is_python(magic: str, runs: bool) -> None:
    code, skipped = compile_cell(f"\n{magic}\nx = 1", "<cell 1>")
    assert (code is not None) is runs
    assert skipped == [magic]


@pytest.mark.parametrize(
    "pasted",
    [
        "    def f(x):\n        return x + 1",
        "\n\tdef f(x):\n\t    return x + 1",
        "    %matplotlib inline\n    def f(x):\n        return x + 1",
        ">>> def f(x):\n...     return x + 1\n...\n>>> f(1)\n2",
        "  >>> def f(x):\n  ...     return x + 1",
        "In [1]: def f(x):\n   ...:     return x + 1",
        "%%time\n    def f(x):\n        return x + 1",
    ],
)
def test_code_pasted_with_its_indent_or_prompts_runs_as_in_jupyter(pasted: str) -> None:
    code, _ = compile_cell(pasted, "<cell 1>")
    assert code is not None
    namespace: dict[str, Callable[[int], int]] = {}
    exec(code, namespace)
    assert namespace["f"](1) == 2
    above, _, _ = pasted.partition("def")
    assert namespace["f"].__code__.co_firstlineno == 1 + above.count("\n")


def test_a_magic_that_goes_on_in_the_next_lines_is_left_out_with_them() -> None:
    code, skipped = compile_cell("if 1:\n    !pip install a \\\n  b \\\n  c\nx = 1", "<cell 1>")
    assert (code is not None, skipped) == (True, ["!pip install a \\"])


def test_an_import_from_the_future_may_stand_below_others_as_in_jupyter() -> None:
    code, _ = compile_cell(
        "import math\nfrom __future__ import annotations\ndef f(x: Nobody): ...", "<cell 1>"
    )
    assert code is not None
    exec(code, {})


def test_time_zones_are_known(open_run: Open) -> None:
    cell = """
        from datetime import datetime
        from zoneinfo import ZoneInfo
        def f():
            return str(datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Seoul")))
    """
    if not Path("/usr/share/zoneinfo/Asia/Seoul").exists():
        pytest.skip("this machine knows none")
    assert value(open_run, cell) == "2026-01-01 00:00:00+09:00"


def test_an_indent_that_makes_no_python_is_refused_where_it_stands() -> None:
    with pytest.raises(IndentationError) as caught:
        compile_cell("x = 1\n    y = 2", "<cell 1>")
    assert caught.value.lineno == 2


@pytest.mark.parametrize("level", GRADING)
def test_annotations_from_the_future_hold_for_the_cells_below_as_in_jupyter(
    level: Isolation,
) -> None:
    first = (
        "from __future__ import annotations\nimport pandas_that_is_not_there\ndef g(x: Nobody): ..."
    )
    second = "def f(x: Nobody) -> Nothing:\n    return x"
    with start(level) as box:
        box.prepare(cells("pass", second))
        with box.open(cells(first, second)) as run:
            assert run.cells[1].error is None
            assert run.call("f", [(1,)]) == [Returned(1, (), "")]
            assert run.calls_to.keys() == {"f", "g"}


def test_plots_are_not_drawn_and_do_no_harm(open_run: Open) -> None:
    plots = """
        %matplotlib inline
        import matplotlib
        print(matplotlib.__version__)
        import matplotlib.pyplot as plt
        import seaborn as sns
        from mpl_toolkits.mplot3d import Axes3D
        from tqdm import tnrange, tqdm_notebook
        from tqdm.auto import tqdm, trange
        from IPython.display import display, HTML
        from google.colab import drive
        drive.mount("/content/drive")
        sns.set_theme()
        fig, axes = plt.subplots(2, 2, figsize=(8, 8))
        drawn = 0
        for ax in axes.ravel():
            ax.plot([1, 2], label="a")
            drawn += 1
        counts, bins, patches = plt.hist([1, 2, 3])
        line, = plt.plot([1, 2])
        figure, ax = plt.subplots()
        figure, (left, right) = plt.subplots(1, 2)
        with plt.style.context("ggplot"):
            plt.colorbar(ax.imshow([[1]]))
        plt.show()
        display(HTML("<b>"))
        get_ipython().run_line_magic("matplotlib", "inline")
        tqdm.write("begins")
        total = sum(tqdm(range(5), desc="epochs")) + sum(trange(3))
        total += sum(tqdm_notebook([100])) + len([*reversed(tnrange(7))])
    """
    run = open_run(plots, "def f():\n    return drawn, total")
    assert run.cells[0].error is None
    assert run.call("f", [()]) == [Returned((4, 120), (), "")]


def test_the_standard_library_is_there_whether_the_worker_had_it_at_hand_or_not(
    open_run: Open,
) -> None:
    names = """
        argparse ast asyncio bisect calendar collections concurrent.futures csv ctypes datetime
        decimal difflib fractions glob hashlib heapq html inspect json locale logging
        multiprocessing pathlib pickle pprint queue random re secrets shutil socket sqlite3
        statistics subprocess tarfile tempfile textwrap threading timeit tokenize tracemalloc
        unicodedata unittest.mock urllib.request uuid weakref xml.dom.minidom zipfile zoneinfo
        numpy.fft numpy.lib.recfunctions numpy.ma numpy.polynomial numpy.random numpy.testing
    """.split()  # noqa: SIM905  # a page of quotes is no easier to read
    run = open_run("\n".join(f"import {name}" for name in names), "def f():\n    return 1")
    assert [report.error for report in run.cells] == [None, None]
    assert run.cells[0].skipped == ()


def test_a_library_that_is_not_there_is_an_import_error(open_run: Open) -> None:
    (report,) = open_run("import pandas").cells
    assert report.error is not None
    assert report.error.type == "ModuleNotFoundError"


def test_a_missing_library_does_not_take_the_lines_below_it_along(open_run: Open) -> None:
    cell = "import pandas_that_is_not_there as pd\nfrom also_missing import x\nseven = 7"
    run = open_run(cell, "def f():\n    return seven")
    assert run.cells[0].error is not None
    assert "pandas_that_is_not_there" in run.cells[0].error.message
    (reply,) = run.call("f", [()])
    assert isinstance(reply, Returned)
    assert reply.value == 7


def test_an_exception_is_told_with_the_classes_that_it_is_an_instance_of(open_run: Open) -> None:
    run = open_run("class Odd(ValueError): pass\ndef f():\n    raise Odd('no')")
    (reply,) = run.call("f", [()])
    assert isinstance(reply, Raised)
    assert reply.kinds[:3] == ("Odd", "ValueError", "Exception")


def test_a_class_that_looks_like_pythons_own_is_told_apart(open_run: Open) -> None:
    run = open_run("class ValueError(Exception): pass\ndef f():\n    raise ValueError('no')")
    (reply,) = run.call("f", [()])
    assert isinstance(reply, Raised)
    assert reply.kinds[:2] == ("__main__.ValueError", "Exception")


def test_a_cell_that_raises_is_told_by_cell_and_line_and_the_next_runs(open_run: Open) -> None:
    run = open_run("def g(x):\n    return 1 / x\n", "y = 1\ng(0)\n", "def f():\n    return y")
    assert run.cells[1].error is not None
    assert run.cells[1].error.traceback == (
        "Cell 2, line 2\n    g(0)\nCell 1, line 2, in g\n    return 1 / x\n"
        "ZeroDivisionError: division by zero"
    )
    assert run.call("f", [()]) == [Returned(1, (), "")]


def test_a_traceback_shows_no_frames_of_numpy_or_ours(open_run: Open) -> None:
    (reply,) = open_run(
        "import numpy as np\ndef f():\n    return np.stack([np.ones(2), np.ones(3)])"
    ).call("f", [()])
    assert isinstance(reply, Raised)
    first, source, last = reply.traceback.splitlines()
    assert first == "Cell 1, line 3, in f"
    assert "np.stack" in source
    assert last.startswith("ValueError: all input arrays must have the same shape")


def test_a_syntax_error_shows_its_line(open_run: Open) -> None:
    (report,) = open_run("x = 1\ny = (2 +\n").cells
    assert report.error is not None
    assert report.error.type == "SyntaxError"
    assert "Cell 1, line 2\n    y = (2 +\n        ^" in report.error.traceback


def test_input_says_that_nobody_is_there(open_run: Open) -> None:
    (report,) = open_run("name = input('name? ')").cells
    assert report.error is not None
    assert "input() cannot be used in a graded notebook" in report.error.message


@pytest.mark.parametrize("end", ["import sys; sys.exit(0)", "exit()", "raise KeyboardInterrupt"])
def test_leaving_a_cell_does_not_leave_the_notebook(open_run: Open, end: str) -> None:
    run = open_run(end, "def f():\n    return 1")
    assert run.cells[0].error is not None
    assert run.call("f", [()]) == [Returned(1, (), "")]


def test_leaving_a_function_is_an_error_of_that_call(open_run: Open) -> None:
    (reply,) = open_run("import sys\ndef f():\n    sys.exit(0)").call("f", [()])
    assert isinstance(reply, Raised)
    assert reply.type == "SystemExit"


def test_an_exception_whose_text_cannot_be_made_is_still_told(open_run: Open) -> None:
    source = """
        class Evil(Exception):
            def __str__(self):
                raise KeyboardInterrupt
        def f():
            raise Evil
    """
    (reply,) = open_run(source).call("f", [()])
    assert isinstance(reply, Raised)
    assert reply.type == "Evil"


def test_text_cannot_steer_a_terminal_or_turn_a_line(open_run: Open) -> None:
    source = "def f():\n    raise ValueError('\\x1b[31m\\u202e\\ud800' + 'x' * 10**7)"
    (reply,) = open_run(source).call("f", [()])
    assert isinstance(reply, Raised)
    assert reply.message.startswith("\\x1b[31m\\u202e")
    assert len(reply.message) < 3_000
    reply.traceback.encode()


def test_warnings_break_nothing(open_run: Open) -> None:
    assert value(open_run, "import numpy as np\nnp.log(0.0)", "def f():\n    return 1") == 1


def test_what_is_printed_comes_with_its_cell_and_call(open_run: Open) -> None:
    run = open_run("print('한글')\ndef f():\n    print('in f')")
    assert run.cells[0].printed == "한글\n"
    assert run.call("f", [()]) == [Returned(None, (), "in f\n")]


def test_changed_arguments_are_named(open_run: Open) -> None:
    import numpy as np

    source = "def f(a, b, c, d):\n    a += 1\n    c.append(0)\n    return b * 2"
    (reply,) = open_run(source).call("f", [(np.zeros(2), np.ones(2), [1], (np.ones(1),))])
    assert isinstance(reply, Returned)
    assert reply.changed == (0, 2)


def test_arguments_are_fresh_for_every_call(open_run: Open) -> None:
    import numpy as np

    x = np.zeros(2)
    first, second = open_run("def f(a):\n    a += 1\n    return a").call("f", [(x,), (x,)])
    assert isinstance(first, Returned)
    assert isinstance(second, Returned)
    assert first.value.tolist() == second.value.tolist() == [1, 1]
    assert x.tolist() == [0, 0]


def test_calls_to_names_the_notebooks_own_functions(open_run: Open) -> None:
    run = open_run(
        """
        import functools
        def inner(x): return x
        def outer(x):
            return [inner(y) for y in x]
        @functools.lru_cache
        def cached(x): return outer(x)
        """
    )
    assert run.calls_to["outer"] == {"inner"}
    assert run.calls_to["cached"] == {"outer"}
    assert "functools" not in run.calls_to


def test_an_object_that_will_not_tell_its_class_costs_nothing(open_run: Open) -> None:
    run = open_run(
        """
        class Shy:
            @property
            def __class__(self):
                raise ValueError("no")
        shy = Shy()
        def f(): return 1
        """
    )
    assert run.call("f", [()]) == [Returned(1, (), "")]


def test_the_module_is_main_and_its_source_can_be_read(open_run: Open) -> None:
    source = "import inspect\ndef f():\n    return __name__, inspect.getsource(f)[:8]"
    assert value(open_run, source) == ("__main__", "def f():")


GIVEN = ("%pylab\nx = [1]", "def f():\n    x.append(2)\n    return x[9]", "not a cell (")


@pytest.mark.parametrize("level", GRADING, ids=str)
def test_cells_that_were_prepared_run_as_others_do(level: Isolation) -> None:
    with start(level) as box:
        notebook = cells(*GIVEN)
        with box.open(notebook) as plain:
            expected = plain.cells, plain.call("f", [(), ()])
        box.prepare(notebook)
        for _ in range(2):
            with box.open(notebook) as run:
                assert (run.cells, run.call("f", [(), ()])) == expected
        with box.open(cells("x = [3]", *GIVEN[1:])) as run:
            (reply,) = run.call("f", [()])
            assert isinstance(reply, Raised)
            assert "return x[9]" in reply.traceback


def test_a_prepared_cell_is_not_compiled_again() -> None:
    counting = """
import builtins
compiled, compile_ = [], builtins.compile
def counted(source, name, *rest, **options):
    compiled.append(name)
    return compile_(source, name, *rest, **options)
builtins.compile = counted
"""
    notebook = cells(counting, "x = 1", "x += 1", "def f():\n    return x, compiled")
    names = [f"<cell {cell.number}>" for cell in notebook]
    with start(Isolation.LANDLOCK) as box:
        box.prepare(notebook[2:3])
        with box.open(notebook) as run:
            (reply,) = run.call("f", [()])
    assert isinstance(reply, Returned)
    assert reply.value == (2, [names[1], names[3]])


def test_cells_that_a_worker_cannot_prepare_run_all_the_same() -> None:
    # More warnings than a pipe holds that nobody reads.
    warned = "\n".join(f"{number} is {number}" for number in range(2_000))
    with start(Isolation.LANDLOCK) as box:
        notebook = cells(warned, "def f():\n    return 1")
        box.prepare(notebook)
        box._worker._popen.kill()
        box.prepare(notebook)
        with box.open(notebook) as run:
            assert run.call("f", [()]) == [Returned(1, (), "")]


def test_the_reports_on_many_cells_keep_no_more_text_than_all_may_have_together(
    box: Box,
) -> None:
    loud = "raise ValueError('\\U000e0001' * 900)"
    limits = replace(box.limits, report_characters=50_000)
    with box.open(cells(*[loud] * 40, "def f(): return 1"), limits=limits) as run:
        first, *_, last = [report.error for report in run.cells[:-1]]
        assert first is not None
        assert "raise ValueError" in first.traceback
        assert last == CellError("ValueError", "", "")
        # What the report that goes beyond may have in addition.
        assert sum(report.length for report in run.cells) < 50_000 + 3 * wire.MAX_TEXT
        assert run.call("f", [()]) == [Returned(1, (), "")]


def test_a_notebook_on_its_way_takes_little_more_than_its_bytes(box: Box) -> None:
    """A single wide character makes Python hold four bytes for each of a text."""
    wide = cells(*["#" + "a" * 50_000 + "\U0001f600"] * 100, "def f(): return 1")
    tracemalloc.start()
    try:
        with box.open(wide) as run:
            assert run.call("f", [()]) == [Returned(1, (), "")]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5 * 5_000_000


@pytest.mark.parametrize(
    "failing",
    [
        "holds(lambda: 1 / 0)",
        "try: holds(lambda: 1 / 0)\nexcept ZeroDivisionError: raise ValueError",
        "holds(lambda: __import__('nothing_like_it'))",
        "def forever():\n    while True: pass\nholds(forever)",
    ],
    ids=["failed", "failed twice", "missed a library", "late"],
)
def test_what_a_failed_cell_held_is_free_for_those_below(open_run: Open, failing: str) -> None:
    half = """
        import gc, numpy as np
        gc.disable()
        def holds(fail):
            array = np.empty(150 << 20, np.uint8)  # of 256 MB
            fail()
    """
    assert value(open_run, half, failing, "def f():\n    holds(int)\n    return 1") == 1
