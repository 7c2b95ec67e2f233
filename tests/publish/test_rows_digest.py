"""The digest of some rows changes when one of them does, and only then."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.publish.depends.rows import rows_digest

HEADER = ["area", "soc_code", "p50", "codes"]
WHERE = (("area", ("TX", "US")), ("soc_code", ("29-2010", "31-9092")))
CELLS = [
    st.sampled_from(["TX", "US", "U", "WY", ""]),
    st.sampled_from(["29-2010", "31-9092", "31-9091", "29"]),
    st.sampled_from(["", "45690", "1"]),
    st.sampled_from(["", "p90=#; p50=*", "a, b", 'said "so"', "two\nlines", "US,31-9092"]),
]
TABLES = st.lists(st.tuples(*CELLS), min_size=1, max_size=8)


def written(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])
    return text.getvalue().encode()


def selected(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    wanted = {HEADER.index(column): values for column, values in WHERE}
    return [row for row in rows if all(row[at] in values for at, values in wanted.items())]


@given(TABLES, TABLES)
def test_tables_have_one_digest_where_the_rows_asked_for_are_the_same(
    one: list[tuple[str, ...]], other: list[tuple[str, ...]]
) -> None:
    same = selected(one) == selected(other)
    assert (rows_digest(written(one), WHERE) == rows_digest(written(other), WHERE)) is same


@given(TABLES, st.data())
def test_a_changed_cell_is_seen_in_a_row_asked_for_and_in_no_other(
    rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(HEADER) - 1))
    changed = [list(each) for each in rows]
    changed[row][column] = data.draw(CELLS[column])
    now = [tuple(each) for each in changed]
    same = selected(rows) == selected(now)
    assert (rows_digest(written(rows), WHERE) == rows_digest(written(now), WHERE)) is same


@given(TABLES, TABLES)
def test_columns_not_asked_for_do_not_count(
    one: list[tuple[str, ...]], other: list[tuple[str, ...]]
) -> None:
    same = [row[3] for row in one] == [row[3] for row in other]
    digests = {rows_digest(written(each), (), ["codes", "none"]) for each in (one, other)}
    assert (len(digests) == 1) is same


@pytest.mark.parametrize("part", [1, 12, 40])
@pytest.mark.parametrize("columns", [(), ("area", "codes"), ("p50",), ("none",)])
def test_a_long_table_has_the_digest_that_it_has_in_one_part(
    monkeypatch: pytest.MonkeyPatch, part: int, columns: tuple[str, ...]
) -> None:
    rows = [("TX", "29-2010", "1", ""), ("WY", "31-9092", "45690", "p90=#"), ("US", "", "", "")]
    content = written(rows * 5)
    for where in ((), WHERE[:1], WHERE):
        whole = rows_digest(content, where, columns)
        with monkeypatch.context() as smaller:
            smaller.setattr("rolereport.publish.depends.rows.PART", part)
            assert rows_digest(content, where, columns) == whole


def test_of_columns_that_the_table_has_not_there_is_nothing_to_change() -> None:
    here, there = ("US", "31-9092", "1", ""), ("TX", "29-2010", "2", "a, b")
    absent = {rows_digest(written([each]), (), ["mean_rse"]) for each in (here, there)}
    assert len(absent) == 1


@pytest.mark.parametrize("content", [b"", b"\xff", b"a\n1\n", b'a,soc_code\n"'], ids=repr)
def test_what_is_no_such_table_counts_as_a_whole(content: bytes) -> None:
    assert rows_digest(content, WHERE) != rows_digest(content + b"x\n", WHERE)


def test_a_new_column_is_a_change() -> None:
    wider = b"area,soc_code,p50,codes,p90\nWY,29-2010,1,,2\n"
    assert rows_digest(written([]), WHERE) != rows_digest(wider, WHERE)


def test_a_row_that_is_cut_short_could_be_any() -> None:
    for tail in (b"", b'"said ""so"""\n'):
        content = written([("US", "31-9092", "1", "")]) + tail
        assert rows_digest(content, WHERE) != rows_digest(content + b"US\n", WHERE)
