"""A table that cannot be used says which file, row, column and value, and how to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport import reads, recall
from rolereport.data import checks, files, load, seals
from rolereport.data.checks import check_all, check_tables
from rolereport.data.errors import DataError, DataErrors
from rolereport.data.seals import check_unsealed
from rolereport.paths import DATA

WAGES = Path("oews/2025-05/national.csv")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of data/ that a test may damage."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_committed_tables_pass() -> None:
    check_all()


def cut_half_a_line(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def cut_at_a_line_end(path: Path) -> None:
    path.write_text("".join(path.read_text("utf-8").splitlines(True)[:-5]), encoding="utf-8")


def misname_a_column(path: Path) -> None:
    replace(path, "p50_annual", "p5O_annual")


def drop_a_column(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    path.write_text("".join(line.rpartition(",")[0] + "\n" for line in lines), encoding="utf-8")


def swap_percentiles(path: Path) -> None:
    replace(path, "36050,38470,45690", "38470,36050,45690")


def write_a_dollar_sign(path: Path) -> None:
    replace(path, "38470,45690,49180", "38470,$45690,49180")


def drop_a_digit(path: Path) -> None:
    replace(path, "38470,45690,49180", "38470,4569,49180")


def repeat_a_row(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text + text.splitlines(True)[-1], encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def begin_with_a_byte_order_mark(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def write_latin_letters(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Medical Assistants", b"Medical Assist\xe4nts"))


def add_a_cell(path: Path) -> None:
    replace(path, "36050,38470,45690", "36050,1,38470,45690")


def misprint_one_digit(path: Path) -> None:
    replace(path, "38470,45690,49180", "38470,45691,49180")


DAMAGE = [
    (empty, "the file is empty", "git checkout"),
    (begin_with_a_byte_order_mark, "begins with a byte-order mark", "without one"),
    (write_latin_letters, "cannot be read as UTF-8 text", "git checkout"),
    (add_a_cell, "cells where the header has", "quote a cell"),
    (misprint_one_digit, "differs from what the codebook describes", "rolereport seal"),
    (cut_half_a_line, "cut short", "git checkout"),
    (cut_at_a_line_end, "rows where the codebook counts", "rolereport seal"),
    (misname_a_column, "column p5O_annual: unknown column", "rename it to p50_annual"),
    (drop_a_column, "column codes: this column is missing", "git checkout"),
    (swap_percentiles, "percentiles out of order: p10_annual is 38470", "compare both figures"),
    (write_a_dollar_sign, "column p50_annual, value '$45690': a number belongs here", "digits"),
    (drop_a_digit, "column p50_annual, value 4569", "compare both figures"),
    (repeat_a_row, "the same key stands in another row", "correct the cell"),
]


@pytest.mark.parametrize(
    ("damage", "problem", "fix"), DAMAGE, ids=[damage.__name__ for damage, _, _ in DAMAGE]
)
def test_damage_is_named_with_its_fix(
    data: Path, damage: Callable[[Path], None], problem: str, fix: str
) -> None:
    damage(data / WAGES)
    with pytest.raises(DataErrors) as found:
        check_all(data)
    message = str(found.value)
    assert "national.csv" in message
    assert problem in message
    assert fix in message


@pytest.mark.parametrize(
    ("damage", "problem"), [(damage, problem) for damage, problem, _ in DAMAGE]
)
def test_what_is_not_as_it_was_sealed_is_checked(
    data: Path, damage: Callable[[Path], None], problem: str
) -> None:
    damage(data / WAGES)
    with pytest.raises(DataErrors) as found:
        check_unsealed(data)
    assert problem in str(found.value)


def test_what_is_as_it_was_sealed_is_not_checked_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "check_all", lambda data: pytest.fail("it was checked"))
    check_unsealed(data)
    with pytest.raises(pytest.fail.Exception, match="it was checked"):
        (data / "roles.csv").unlink()
        check_unsealed(data)


def test_seals_that_held_are_not_looked_at_again_until_the_data_changes(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(recall.VARIABLE, str(tmp_path / "recall"))
    for module in (reads, seals):
        monkeypatch.setattr(module, "DATA", data)
    check_unsealed(data)
    with monkeypatch.context() as patched:
        patched.setattr(seals, "fingerprint", lambda table: pytest.fail("it was looked at"))
        check_unsealed(data)
    misprint_one_digit(data / WAGES)
    with pytest.raises(DataErrors):
        check_unsealed(data)


def test_a_broken_seal_alone_may_be_made_anew(data: Path) -> None:
    misprint_one_digit(data / WAGES)
    check_tables(data)


def test_what_is_wrong_in_itself_is_not_sealed(data: Path) -> None:
    repeat_a_row(data / WAGES)
    with pytest.raises(DataErrors, match="the same key"):
        check_tables(data)


def test_a_missing_file_is_named(data: Path) -> None:
    (data / "roles.csv").unlink()
    with pytest.raises(DataErrors, match=r"roles\.csv: the file is missing"):
        check_all(data)
    with pytest.raises(DataError, match=r"roles\.csv: the file is missing.*git checkout"):
        load.table("roles", data)


def test_a_value_outside_the_codebook_is_named_with_row_and_column(data: Path) -> None:
    path = data / "roles.csv"
    replace(path, ",focus,", ",fcous,")
    with pytest.raises(DataErrors, match=r"roles\.csv, row \d+, column kind, value 'fcous'"):
        check_all(data)


def test_a_reference_to_nothing_is_named(data: Path) -> None:
    replace(data / "credentials.csv", ",aama,", ",aamma,")
    with pytest.raises(DataErrors, match=r"column body, value 'aamma': the table bodies has no"):
        check_all(data)


def test_a_source_that_is_not_listed_is_named(data: Path) -> None:
    replace(data / "roles.csv", "ONET-30.2", "ONET-99.9")
    with pytest.raises(DataErrors, match=r"column source_ids, value 'ONET-99\.9'"):
        check_all(data)


def test_a_table_that_the_codebook_describes_must_be_there(data: Path) -> None:
    (data / "oews/2025-05/metros.csv").unlink()
    with pytest.raises(DataErrors, match=r"metros\.csv: the file is missing"):
        check_all(data)


@pytest.mark.parametrize("content", [None, "{"])
def test_the_codebook_itself_must_be_readable(data: Path, content: str | None) -> None:
    path = data / "datapackage.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    with pytest.raises(DataErrors, match=r"datapackage\.json: the codebook cannot be read"):
        check_all(data)


def test_a_year_without_a_vintage_is_refused() -> None:
    with pytest.raises(DataError, match=r"no states wages for 2016.*2015, 2024, 2025"):
        load.wages("states", 2016)


CELLS = {
    "area": st.sampled_from(["US", "0100001", "31-9092"]),
    "soc_code": st.sampled_from(["31-9092", "29-2010", "31-909", "31x9092", ""]),
    "employment": st.sampled_from(["", "45690"]),
    "codes": st.sampled_from(
        ["", "p90=#; p50=*", "a, b", 'said "so"', "31-9092", "é", "a\nUS,31-9092,1,b"]
    ),
}


@given(
    st.lists(st.fixed_dictionaries(CELLS), max_size=6),
    st.permutations([*CELLS]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([[], ["31-9092"], ["31-9092", "29-2010", "11-1011"]]),
)
def test_rows_of_some_occupations_are_those_of_the_whole_table(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, str]],
    columns: list[str],
    line_end: str,
    codes: list[str],
) -> None:
    path = tmp_path_factory.getbasetemp() / "oews" / "2025-05" / "states.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows, columns=columns).to_csv(path, index=False, lineterminator=line_end)
    whole, some = files.parsed(path), files.parsed_of(codes, path)
    expected, found = (each[each["soc_code"].isin(codes)] for each in (whole, some))
    pd.testing.assert_frame_equal(found.reset_index(drop=True), expected.reset_index(drop=True))


LINE = "AK,31-9092,2140,1.25,46060"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LINE, "AK,31-9092,1.25,46060"),
        (LINE, "AK,31-9092,2140,1,1.25,46060"),
        (LINE, "AK,31-9092,$2140,1.25,46060"),
        (LINE, f"{LINE}é"),
        ("p50_annual", "p5O_annual"),
        (",codes\n", "\n"),
        (",codes\n", ",codes\r\n"),
        ("area,", '"area",'),
        ("", "\ufeff"),
    ],
)
def test_a_table_damaged_where_it_is_read_is_refused_as_the_whole_is(
    data: Path, old: str, new: str
) -> None:
    path = data / "oews" / "2025-05" / "states.csv"
    replace(path, old, new)
    told = []
    for read in (files.parsed, lambda path, data: files.parsed_of(["31-9092"], path, data)):
        try:
            told.append(str(read(path, data).shape[1]))
        except DataError as refused:
            told.append(str(refused))
    assert told[0] == told[1]


@pytest.mark.parametrize("damage", [empty, cut_half_a_line, Path.unlink])
def test_a_table_that_is_not_whole_is_refused(data: Path, damage: Callable[[Path], None]) -> None:
    damage(data / "oews" / "2025-05" / "states.csv")
    with pytest.raises(DataError, match=r"empty|cut short|missing"):
        files.parsed_of(["31-9092"], data / "oews" / "2025-05" / "states.csv", data)


def test_rows_of_other_occupations_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parse, path, codes = files._parsed, DATA / "oews" / "2025-05" / "metros.csv", set[str]()

    def watched(*told: Any) -> pd.DataFrame:
        frame = parse(*told)
        codes.update(frame["soc_code"])
        return frame

    monkeypatch.setattr(files, "_parsed", watched)
    files.parsed_of(["31-9092"], path)
    assert codes == {"31-9092"}


@pytest.mark.parametrize("columns", [["codes"], ["p50_annual", "area"], ["mean_rse"]])
@pytest.mark.parametrize("areas", [None, ["TX", "WY"]])
def test_columns_asked_for_are_those_of_the_whole_table_and_no_others_are_parsed(
    monkeypatch: pytest.MonkeyPatch, columns: list[str], areas: list[str] | None
) -> None:
    parse, parsed = files._parsed, set[str]()

    def watched(*told: Any) -> pd.DataFrame:
        frame = parse(*told)
        parsed.update(frame)
        return frame

    whole = load.wages("states", areas=areas)
    monkeypatch.setattr(files, "_parsed", watched)
    reads.forget()
    some = load.wages("states", areas=areas, columns=columns)
    pd.testing.assert_frame_equal(some, whole[[*columns, "year"]])
    assert parsed == {*columns, "area"}


def test_text_where_a_number_belongs_is_told_where_only_some_columns_are_parsed(
    data: Path,
) -> None:
    path = data / "oews" / "2025-05" / "states.csv"
    replace(path, LINE, "AK,31-9092,$2140,1.25,46060")
    with pytest.raises(DataError, match=r"employment.*a number belongs here"):
        load.wages("states", 2025, data, columns=["employment"])
    assert load.wages("states", 2025, data, columns=["codes"]).notna().all(axis=None)


def test_what_a_vintage_lacks_is_there_and_unknown() -> None:
    states = load.wages("states", 2025)
    assert states["mean_annual"].isna().all()
    assert states["p50_annual"].notna().any()


def wrong(rows: range, column: str = "A_MEAN", fix: str = "write dollars") -> list[DataError]:
    return [
        DataError(file="a.csv", row=row, column=column, problem=f"is {row}", fix=fix)
        for row in rows
    ]


def test_many_problems_are_counted_not_listed() -> None:
    errors = [each for row in range(50) for each in wrong(range(row, row + 1), fix=f"fix {row}")]
    lines = str(DataErrors(errors, more=7)).splitlines()
    assert lines[:20] == [str(error) for error in errors[:20]]
    assert lines[20:] == ["... and 37 more"]


def test_problems_of_one_kind_do_not_hide_others() -> None:
    many, few = wrong(range(2, 1400)), wrong(range(9, 13), "H_MEAN", "write hours")
    lines = str(DataErrors([*many, *few, *wrong(range(5, 8), "A_PCT10")])).splitlines()
    assert lines[:3] == [str(error) for error in many[:3]]
    assert lines[3] == (
        "... and 1,398 more of this kind, in columns A_MEAN, A_PCT10, in rows 5 to 1399"
    )
    assert lines[4:] == [str(error) for error in few]


def test_many_columns_are_counted() -> None:
    errors = [each for name in "ABCDEF" for each in wrong(range(2, 4), name)]
    assert str(DataErrors(errors)).splitlines()[3:] == [
        "... and 9 more of this kind, in 5 columns, in rows 2 to 3"
    ]


@given(st.lists(st.sampled_from("abcdef")), st.integers(0, 9))
def test_every_problem_is_spelt_out_or_counted(fixes: list[str], more: int) -> None:
    errors = [each for fix in fixes for each in wrong(range(1), fix=fix)]
    lines = str(DataErrors(errors, more)).splitlines()
    spelt = [line for line in lines if not line.startswith("... and ")]
    counts = [int(line.split()[2].replace(",", "")) for line in lines if line not in spelt]
    assert len(spelt) <= DataErrors.shown
    assert len(spelt) + sum(counts) == len(errors) + more


def test_a_table_handed_out_cannot_change_what_the_next_reader_gets() -> None:
    handed_out = load.table("roles")
    handed_out.loc[:, "title"] = "changed"
    assert "changed" not in load.table("roles")["title"].tolist()


def change_a_cell(wages: pd.DataFrame) -> None:
    wages.loc[0, "p50_annual"] = 1.0


def change_a_column(wages: pd.DataFrame) -> None:
    wages["area"] = wages["area"].str.lower()


def change_in_place(wages: pd.DataFrame) -> None:
    wages.iloc[:, :] = wages.iloc[::-1].to_numpy()


def drop_a_column_of(wages: pd.DataFrame) -> None:
    del wages["codes"]


def rename(wages: pd.DataFrame) -> None:
    wages.columns = [name.upper() for name in wages]
    wages.index.name = "line"


CHANGES = [change_a_cell, change_a_column, change_in_place, drop_a_column_of, rename]


@pytest.mark.parametrize("change", CHANGES)
def test_wages_handed_out_cannot_change_what_the_next_reader_gets(
    change: Callable[[pd.DataFrame], None],
) -> None:
    before = load.wages("states", 2024).copy()
    change(load.wages("states", 2024))
    pd.testing.assert_frame_equal(load.wages("states", 2024), before)
    pd.testing.assert_frame_equal(
        load.wages("states").query("year == 2024").reset_index(drop=True), before
    )


@pytest.fixture
def recalling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is in memory, and what is read is remembered from build to build."""
    reads.forget()
    monkeypatch.setenv(recall.VARIABLE, str(tmp_path / "recall"))
    yield
    reads.forget()


SOME: list[Callable[[], pd.DataFrame]] = [
    lambda: load.table("licensure"),
    lambda: load.wages("national"),
    lambda: load.wages("states", codes=["31-9092"], columns=["p50_annual"]),
    lambda: load.wages("states", 2025, columns=["area", "p50_annual"]),
]


@pytest.mark.usefixtures("recalling")
@pytest.mark.parametrize("ask", SOME)
def test_what_an_earlier_build_read_is_recalled_as_it_was(
    ask: Callable[[], pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = ask()
    reads.forget()
    monkeypatch.setattr(files, "_parsed", None)
    pd.testing.assert_frame_equal(ask(), read)
    test_text_handed_out_cannot_be_written_to_past_pandas(ask)


@pytest.mark.usefixtures("recalling")
def test_all_of_a_large_level_is_read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    load.wages("states", 2025)
    reads.forget()
    monkeypatch.setattr(files, "_parsed", None)
    with pytest.raises(TypeError):
        load.wages("states", 2025)


@pytest.mark.parametrize("ask", SOME[:2])
def test_text_handed_out_cannot_be_written_to_past_pandas(
    ask: Callable[[], pd.DataFrame],
) -> None:
    frame = ask()
    for column in frame:
        with pytest.raises(ValueError, match="read-only"):
            frame[column].to_numpy()[0] = frame[column].iloc[1]


def test_years_of_a_level_stand_one_below_the_other() -> None:
    each = [load.wages("states", year) for year in load.years("states")]
    pd.testing.assert_frame_equal(load.wages("states"), pd.concat(each, ignore_index=True))


def test_what_is_warm_is_not_read_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "roles.csv").unlink()
    load.warm(data)
    monkeypatch.setattr(files, "_parsed", None)
    assert len(load.table("areas", data)) > 500
    assert load.wages("national", data=data, codes=["31-9092"])["year"].nunique() > 10
    assert load.wages("national", 2025, data)["year"].eq(2025).all()
    with pytest.raises(DataError, match=r"roles\.csv: the file is missing"):
        load.table("roles", data)
