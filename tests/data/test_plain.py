"""A file taken for plain reads the same cell by cell."""

from __future__ import annotations

import csv
import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolereport.data import codebook, files
from rolereport.data.plain import plain_header
from rolereport.paths import DATA


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(keepends=True)))


@pytest.mark.parametrize("length", range(2, 9))
def test_a_file_taken_for_plain_reads_the_same_cell_by_cell(length: int) -> None:
    taken = 0
    for signs in itertools.product('a,"\n', repeat=length - 1):
        text = "".join(signs) + "\n"
        if columns := plain_header(text.encode()):
            rows, taken = rows_of(text), taken + 1
            assert columns == rows[0]
            assert {len(row) for row in rows} == {len(columns)}
    assert taken


@given(st.text('a,\n\r\x0b\x85\u2028"', max_size=25))
@example('a,b\n"1\n",2\n')
@example("a,b\n1\u2028,2\n")
def test_an_odd_file_is_not_taken_for_plain(text: str) -> None:
    if plain_header(text.encode()):
        assert text.splitlines() == text.rstrip("\n").split("\n")


def test_the_large_files_are_plain() -> None:
    for path in codebook.tables(DATA / "oews"):
        assert plain_header(path.read_bytes()) == files.header(path)


def test_a_row_too_short_or_too_long_is_seen_anywhere() -> None:
    text = "a,b\n" + "".join(f"{number},{'x' * (number % 13)}\n" for number in range(50))
    assert plain_header(text.encode()) == ["a", "b"]
    assert not plain_header(text.encode() + b"1,2,3\n")
    assert not plain_header(text.encode() + b"1\n2,3,4\n")
    assert not plain_header(text.encode() + b"1,2")
