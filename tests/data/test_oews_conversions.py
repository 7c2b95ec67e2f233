"""State and area wages from their conversions: shards, lists and the R data frame."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import rdata
from hypothesis import given
from hypothesis import strategies as st
from oews_files import (
    LIST_RECORD,
    PERCENTILE_FIGURES,
    SHARD_FIGURES,
    STATE_FRAME,
    write_json,
    write_shards,
)

from rolereport.data.errors import DataError
from rolereport.data.oews.area_shards import read_area_shards, tidy_area_shards
from rolereport.data.oews.state_frame import read_state_frame
from rolereport.data.oews.state_lists import read_state_lists, tidy_state_lists

FILE = Path("areas.zip")
NOTHING = dict.fromkeys(SHARD_FIGURES)
OTHER_RECORD = {**LIST_RECORD, "soc": "29-2010"}


def shard(**changes: Any) -> dict[str, Any]:
    return {"area": "TX", "soc_code": "31-9092", **SHARD_FIGURES, **changes}


def percentiles(**changes: Any) -> dict[str, Any]:
    return {"state": "TX", "soc": "31-9092", **PERCENTILE_FIGURES, **changes}


def lists(records: list[dict[str, Any]], more: list[dict[str, Any]]) -> pd.DataFrame:
    return tidy_state_lists(pd.DataFrame(records), pd.DataFrame(more), Path("wages.json"))


def test_an_archive_gives_one_row_an_area_and_occupation(tmp_path: Path) -> None:
    occupations = {"31-9092": SHARD_FIGURES, "29-2010": {**SHARD_FIGURES, "p10": 1}}
    path = write_shards(tmp_path / "areas.zip", {"WY": occupations, "0100004": occupations})
    wages = read_area_shards(path)
    assert list(zip(wages["area"], wages["soc_code"], strict=True)) == [
        ("0100004", "29-2010"),
        ("0100004", "31-9092"),
        ("WY", "29-2010"),
        ("WY", "31-9092"),
    ]
    assert wages.iloc[3].to_dict() == {
        "area": "WY",
        "soc_code": "31-9092",
        "employment": 817870,
        "location_quotient": 1.25,
        "p10_annual": 36050,
        "p25_annual": 38470,
        "p50_annual": 45690,
        "p75_annual": 49180,
        "p90_annual": 59310,
        "codes": "",
    }


def test_onet_occupations_and_those_without_a_figure_are_left_out(tmp_path: Path) -> None:
    occupations = {"31-9092": SHARD_FIGURES, "31-9092.01": SHARD_FIGURES, "29-2010": NOTHING}
    path = write_shards(tmp_path / "areas.zip", {"WY": occupations})
    assert list(read_area_shards(path)["soc_code"]) == ["31-9092"]


@given(missing=st.sets(st.sampled_from(["p10", "p25", "median", "p75", "p90", "employment", "lq"])))
def test_each_null_beside_a_figure_is_marked_as_not_kept(missing: set[str]) -> None:
    complete = shard(soc_code="29-2010")
    raw = pd.DataFrame([complete, shard(**dict.fromkeys(missing))], dtype="object")
    rows = tidy_area_shards(raw, FILE).set_index("soc_code")
    if len(missing) == len(SHARD_FIGURES):
        assert list(rows.index) == ["29-2010"]
        return
    marks = [part for part in rows.loc["31-9092", "codes"].split("; ") if part]
    assert len(marks) == len(missing)
    assert all(part.endswith("=?") for part in marks)
    assert all(pd.isna(rows.loc["31-9092", part.removesuffix("=?")]) for part in marks)


def test_an_unknown_figure_in_a_shard_is_refused() -> None:
    with pytest.raises(DataError, match="column mode: unknown column"):
        tidy_area_shards(pd.DataFrame([shard(mode=1)]), FILE)


@pytest.mark.parametrize("content", ["{", "[]", '{"code": "WY"}', '{"code": "WY", "wages": [1]}'])
def test_a_broken_shard_is_told_by_name(tmp_path: Path, content: str) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "areas.zip", "w") as archive:
        archive.writestr("WY.json", content)
    with pytest.raises(DataError, match=r"areas\.zip/WY\.json: not an area with its wages"):
        read_area_shards(tmp_path / "areas.zip")


def test_a_broken_or_missing_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "areas.zip").write_bytes(b"no archive")
    with pytest.raises(DataError, match="cannot be read as a zip archive"):
        read_area_shards(tmp_path / "areas.zip")
    with pytest.raises(DataError, match="the file is missing"):
        read_area_shards(tmp_path / "none.zip")


def test_two_lists_complete_each_other(tmp_path: Path) -> None:
    wages = write_json(tmp_path / "a.json", [LIST_RECORD, OTHER_RECORD])
    more = write_json(tmp_path / "b.json", {"states": {"TX": {"31-9092": PERCENTILE_FIGURES}}})
    rows = read_state_lists(wages, more).set_index("soc_code")
    assistants, laboratory = rows.loc["31-9092"], rows.loc["29-2010"]
    assert assistants["p25_hourly"] == 17.0
    assert assistants["p10_hourly"] == laboratory["p10_hourly"] == 15.0
    assert assistants["mean_annual"] == laboratory["mean_annual"] == 40560
    assert pd.isna(laboratory["p25_hourly"])
    assert list(rows["codes"]) == ["", ""]


def test_annual_percentiles_are_not_made_up() -> None:
    wages = lists([LIST_RECORD], [percentiles()])
    assert [column for column in wages if column.endswith("_annual")] == [
        "mean_annual",
        "p50_annual",
    ]


def test_the_nation_and_its_industries_are_left_out() -> None:
    nation = {**LIST_RECORD, "state": "US"}
    assert list(lists([nation, nation, LIST_RECORD], [percentiles()])["area"]) == ["TX"]


def test_a_null_in_either_list_is_marked_as_not_kept() -> None:
    first = {**LIST_RECORD, "employment": None}
    rows = lists(
        [first, OTHER_RECORD], [percentiles(emp=None, h_p75=None), percentiles(state="NM")]
    )
    codes = rows.set_index(["area", "soc_code"])["codes"]
    assert codes["TX", "31-9092"] == "employment=?; p75_hourly=?"
    assert codes["NM", "31-9092"] == codes["TX", "29-2010"] == ""


def test_lists_that_disagree_are_refused() -> None:
    with pytest.raises(DataError, match=r"TX 31-9092, column p90_hourly, value '24\.0 and 25\.0'"):
        lists([LIST_RECORD], [percentiles(h_p90=25.0)])
    with pytest.raises(DataError, match="column p90_hourly"):
        lists([LIST_RECORD], [percentiles(h_p90=None)])


def test_a_state_listed_twice_is_refused() -> None:
    with pytest.raises(DataError, match="TX 31-9092: this row stands twice"):
        lists([LIST_RECORD, LIST_RECORD], [percentiles()])


def test_lists_that_are_no_wages_are_refused(tmp_path: Path) -> None:
    good = write_json(tmp_path / "good.json", [LIST_RECORD])
    torn = tmp_path / "torn.json"
    torn.write_text("[{", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read as JSON"):
        read_state_lists(torn, good)
    with pytest.raises(DataError, match="not wages by state"):
        read_state_lists(good, good)
    with pytest.raises(DataError, match="not a list of records"):
        read_state_lists(write_json(tmp_path / "number.json", 5), good)
    with pytest.raises(DataError, match="the file is missing"):
        read_state_lists(tmp_path / "none.json", good)


def test_an_r_frame_keeps_its_codes_and_marks_what_it_lost(tmp_path: Path) -> None:
    frame = pd.DataFrame([STATE_FRAME, {**STATE_FRAME, "OCC_CODE": "11-1011", "A_PCT90": "#"}])
    frame["H_MEDIAN"] = [21.97, float("nan")]
    rdata.write_rds(tmp_path / "states.rds", frame)
    rows = read_state_frame(tmp_path / "states.rds").set_index("soc_code")
    assert rows.loc["31-9092", "area"] == "TX"
    assert rows.loc["31-9092", "jobs_per_1000"] == 4.1
    assert rows.loc["31-9092", "p50_hourly"] == 21.97
    assert rows.loc["31-9092", "codes"] == ""
    assert rows.loc["11-1011", "codes"] == "p50_hourly=?; p90_annual=#"
    assert not {"soc_title", "value100"} & set(rows)


def test_a_broken_r_file_or_one_without_a_frame_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.rds").write_bytes(b"no R")
    with pytest.raises(DataError, match="cannot be read as an R file"):
        read_state_frame(tmp_path / "broken.rds")
    rdata.write_rds(tmp_path / "number.rds", 5.0)
    with pytest.raises(DataError, match="does not hold one data frame"):
        read_state_frame(tmp_path / "number.rds")
