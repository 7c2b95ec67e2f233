"""How tables are set on paper: every word whole, no column wider than it needs, no sum too wide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import TABLE

from rolereport.publish.document.model import Column, Table
from rolereport.publish.document.pdf import blocks
from rolereport.publish.document.pdf.blocks import Setting
from rolereport.publish.document.widths import em, fit
from rolereport.recall import VARIABLE

ROOM = 453.0
SIZES = (9.0, 8.0)
CELLS = st.text(st.sampled_from("aiWm0$% -./"), max_size=60)


def table(headers: list[str], *rows: tuple[str, ...], kind: str = "text") -> Table:
    columns = tuple(Column(header, header, kind) for header in headers)
    return replace(TABLE, columns=columns, rows=rows)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), max_size=8)))
def test_no_table_is_wider_than_its_room(rows: list[tuple[str, ...]]) -> None:
    headers = [f"Column {place}" for place in range(len(rows[0]) if rows else 3)]
    chosen = fit(table(headers, *rows), ROOM, SIZES)
    assert sum(chosen.widths) <= ROOM + 0.01
    assert all(width > 0 for width in chosen.widths)


def test_a_short_table_is_no_wider_than_its_words() -> None:
    chosen = fit(table(["Job", "Pay"], ("Aide", "$1")), ROOM, SIZES)
    assert sum(chosen.widths) < 100
    assert (chosen.fits, chosen.size) == (True, 9.0)


def test_the_column_with_most_to_say_is_the_widest() -> None:
    short, long = fit(table(["A", "B"], *[("word " * 12, "word " * 60)] * 3), ROOM, SIZES).widths
    assert short < long
    assert short + long == pytest.approx(ROOM)


def test_text_in_one_high_row_takes_room_from_columns_that_do_not_need_it() -> None:
    rows = [("Alabama", "$1", "$2", "")] * 30
    note = ("Puerto Rico", "$1", "$2", "no regional price index, and so left out of every ranking")
    widths = fit(table(["State", "First", "Second", "Note"], *rows, note), ROOM, SIZES).widths
    assert widths[3] > sum(widths[:3])


def test_figures_are_kept_whole_and_prose_may_be_hyphenated() -> None:
    word = "internationalisation"
    as_figures = fit(table(["A"], (word,), kind="count"), 60.0, SIZES)
    as_text = fit(table(["A"], (word,)), 60.0, SIZES)
    assert (as_figures.fits, as_text.fits) == (False, True)


def test_no_break_is_reckoned_before_a_digit_or_inside_an_address_but_at_need() -> None:
    assert not fit(table(["A"], ("OEWS-2012-05-OEWS-2012",)), 60.0, SIZES).fits
    assert fit(table(["A"], ("https://www.bls.gov/" + "x" * 90,)), 100.0, SIZES).fits


def test_smaller_type_is_taken_where_words_need_it() -> None:
    headers = [f"Qualifications{place}" for place in range(6)]
    chosen = fit(table(headers, ("x",) * 6), 420.0, (9.0, 7.0))
    assert (chosen.size, chosen.fits) == (7.0, True)


def test_a_table_is_set_aside_when_it_does_not_fit_its_chapter() -> None:
    wide = table([f"Qualifications {place}" for place in range(14)], ("x",) * 14)
    setting = Setting({})
    kinds = [value["kind"] for value in setting.values([TABLE, wide])]
    assert kinds == ["table", "elsewhere"]
    assert [value["number"] for value in setting.set_aside] == [wide.number]


def test_a_table_that_is_as_it_was_is_set_as_it_was_without_measuring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    made = Setting({}).values([TABLE])
    monkeypatch.delattr(blocks, "measured")
    assert Setting({}).values([TABLE]) == made
    with pytest.raises(NameError):
        Setting({}).values([table(["A"], ("other",))])


def test_a_table_without_rows_or_words_can_be_set() -> None:
    for empty in (table(["A", "B"]), table(["", ""], ("", ""))):
        assert fit(empty, ROOM, SIZES).fits


def test_letters_differ_in_width() -> None:
    assert em("illi") < em("aaaa") < em("MMMM")
