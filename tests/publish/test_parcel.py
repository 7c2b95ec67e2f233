"""Every CSV comes out of the page's parcel as it went in."""

from __future__ import annotations

import base64
import csv
import io
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.publish.page.parcel import columns_of, csv_of, packed

CELL = st.text("ab1,\" \n\r'é–;", max_size=5)


SHOWN = (
    '<table><thead><tr><th scope="col">Who</th><th>Pay</th></tr></thead><tbody>'
    '<tr><th scope="row">A &amp; B</th><td style="x">$1</td></tr>'
    "<tr><th>C</th><td>$2</td></tr></tbody></table>"
)


def row_of(wide: int) -> st.SearchStrategy[list[str]]:
    return st.lists(CELL, min_size=wide, max_size=wide)


def written(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@given(st.integers(2, 4).flatmap(lambda wide: st.lists(row_of(wide), min_size=1)))
def test_a_csv_is_made_again_from_its_columns(rows: list[list[str]]) -> None:
    text = written(rows)
    kept = columns_of(text)
    assert (kept if isinstance(kept, str) else csv_of(kept)) == text


def test_what_cannot_be_made_again_is_kept_whole() -> None:
    assert columns_of("a,b\n'1',\"2\"\n") == "a,b\n'1',\"2\"\n"
    assert columns_of("") == ""


def test_a_column_that_the_table_shows_is_its_header_alone() -> None:
    assert columns_of("who,pay\nA & B,1\nC,2\n", SHOWN) == [["who"], ["pay", "1", "2"]]


@pytest.mark.parametrize("other", ["A &  B", "A & B ", "A&B"])
def test_a_column_shown_with_other_letters_is_kept(other: str) -> None:
    shown = SHOWN.replace("A &amp; B", other)
    assert columns_of(f"who,pay\n{other},1\nC,2\n", shown)[0] == (
        ["who"] if other == "A&B" else ["who", other, "C"]
    )
    assert columns_of("who,pay\nA & B,1\nC,2\n", shown)[0] == ["who", "A & B", "C"]


def test_a_table_of_other_length_is_not_taken_for_it() -> None:
    assert columns_of("who,pay\nA & B,$1\n", SHOWN) == [["who", "A & B"], ["pay", "$1"]]


def test_a_browser_can_unpack_it() -> None:
    rows = {"figures/pay.csv": [["a", "é–1"]], "tables/pay.csv": "b\n"}
    assert json.loads(zlib.decompress(base64.b64decode(packed(rows)))) == rows
