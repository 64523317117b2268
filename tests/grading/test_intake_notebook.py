"""Notebooks as they really arrive: what can be read is read, the rest says what to do."""

from __future__ import annotations

import json

import nbformat
import pytest

from autograder.errors import SubmissionError
from autograder.grading.notebook import MAX_CHARACTERS, MAX_CODE_CELLS, Cell, read_notebook


def notebook(cells, **top):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, **top}).encode()


def code(source, **more):
    return {"cell_type": "code", "source": source, **more}


def sources(data):
    return [cell.source for cell in read_notebook(data)]


def refusal(data):
    with pytest.raises(SubmissionError) as caught:
        read_notebook(data)
    text = caught.value.text
    assert set(text) == {"en", "ko"}
    assert all(text.values())
    return caught.value.status, text["en"]


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4, 5])
def test_every_minor_version_of_format_4_is_read(minor):
    assert sources(notebook([code("x = 1")], nbformat_minor=minor)) == ["x = 1"]


def test_format_3_with_its_worksheets_is_read():
    old = nbformat.v3.new_notebook(
        worksheets=[
            nbformat.v3.new_worksheet(
                cells=[
                    nbformat.v3.new_code_cell("x = 1\ny = 2"),
                    nbformat.v3.new_text_cell("markdown", "text"),
                ]
            ),
            nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("z = 3")]),
        ]
    )
    assert sources(nbformat.v3.writes_json(old).encode()) == ["x = 1\ny = 2", "z = 3"]


def test_code_cells_are_counted_from_one_and_others_not_at_all():
    data = notebook([{"cell_type": "markdown", "source": "a"}, code(""), code(["x\n", "y"])])
    assert read_notebook(data) == (Cell(1, ""), Cell(2, "x\ny"))


def test_copied_cells_with_one_id_are_both_kept():
    meta = {"nbgrader": {"grade_id": "square-solution", "solution": True}}
    twice = [code("a", id="one", metadata=meta), code("b", id="one", metadata=meta)]
    assert sources(notebook(twice, nbformat_minor=5)) == ["a", "b"]


@pytest.mark.parametrize(
    "cell",
    [
        code("x", metadata=None),
        code("x", metadata=[1], outputs="none", execution_count="?"),
        code(["x", 1, None]),
        {"cell_type": "code", "input": "x"},
        code("x", attachments={"a": [[]]}),
    ],
)
def test_a_cell_with_broken_surroundings_keeps_its_source(cell):
    assert sources(notebook([cell])) == ["x"]


@pytest.mark.parametrize("cell", [None, 1, "code", [], {}, {"cell_type": 3}, {"source": "x"}])
def test_what_is_no_cell_is_passed_over(cell):
    assert sources(notebook([cell, code("x")])) == ["x"]


@pytest.mark.parametrize("source", [None, 1, {}, True])
def test_a_source_that_is_no_text_is_an_empty_cell(source):
    assert sources(notebook([code(source), code("x")])) == ["", "x"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_of_json_is_read(encoding):
    data = json.dumps({"cells": [code("# 제곱")], "nbformat": 4}, ensure_ascii=False)
    assert sources(data.encode(encoding)) == ["# 제곱"]


def test_half_a_character_is_replaced_so_that_the_source_can_be_sent_on():
    data = b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}], "nbformat": 4}'
    (source,) = sources(data)
    assert source.encode() == "x = '\ufffd'".encode()


def test_tokens_that_json_does_not_have_and_huge_numbers_do_no_harm():
    data = (
        b'{"nbformat": 4, "nbformat_minor": ' + b"9" * 10_000 + b', "metadata": {"a": NaN, '
        b'"b": Infinity, "c": 1e999}, "cells": [{"cell_type": "code", "source": "x"}]}'
    )
    assert sources(data) == ["x"]


def test_colab_metadata_is_no_obstacle():
    cell = code("x", metadata={"id": "aB3", "colab": {"base_uri": "https://localhost/"}})
    assert sources(notebook([cell], metadata={"colab": {"provenance": []}, "accelerator": "GPU"}))


@pytest.mark.parametrize("version", [1, 2, 5, 99, "four", None, True, 4.5, [], -1])
def test_another_format_is_refused_by_its_name(version):
    status, text = refusal(notebook([], nbformat=version))
    assert status == "unreadable"
    assert f"format {version}" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b'{"cells": [', "line 1, column"),
        (b'{"cells":\n oops}', "line 2, column 2"),
        (b"def square(x):\n", "no valid JSON"),
        ("제곱".encode("cp949"), "UTF-8"),
        (b"\x00\x01\x02\x03", "no valid JSON"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b"[]", "no list of cells"),
        (b"3", "no list of cells"),
        (b"{}", "no list of cells"),
        (b'{"cells": {}, "nbformat": 4}', "no list of cells"),
        (b'{"worksheets": [3], "nbformat": 3}', "no list of cells"),
    ],
)
def test_what_is_no_notebook_says_what_to_do(data, words):
    status, text = refusal(data)
    assert status == "unreadable"
    assert words in text


def test_the_number_of_cells_is_bounded():
    status, text = refusal(notebook([code("")] * (MAX_CODE_CELLS + 1)))
    assert status == "refused"
    assert "Remove" in text


def test_the_code_of_all_cells_together_is_bounded():
    half = "#" * (MAX_CHARACTERS // 2)
    assert sources(notebook([code(half), code(half)])) == [half, half]
    status, text = refusal(notebook([code(half), code(half + "#")]))
    assert status == "refused"
    assert "8,000,000 characters" in text


def test_more_values_than_memory_is_given_for_are_refused_before_they_are_read():
    assert "Clear its outputs" in refusal(b'{"cells":[' + b"[]," * 2_000_000 + b"0]}")[1]


def test_names_of_values_take_memory_too():
    names = b",".join(b'"%d":0' % number for number in range(700_000))
    assert "Clear its outputs" in refusal(b'{"cells":[],"metadata":{' + names + b"}}")[1]


def test_what_one_wide_character_makes_of_the_text_takes_memory_too():
    values = b"0," * 1_500_000
    text = b'{"cells":[],"text":"' + b" " * 10_000_000 + b'%s","list":[' + values + b"0]}"
    assert sources(text % b"") == []
    assert "Clear its outputs" in refusal(text % "\U0001f600".encode())[1]


def test_the_same_signs_within_text_cost_nothing():
    text = '[],{"a": 1}' * 500_000
    assert sources(notebook([code(text)])) == [text]
