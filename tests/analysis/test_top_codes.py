"""A code in place of a figure keeps what it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import top_codes
from rolereport.analysis.distributions import percentile_columns
from rolereport.data import load

SURGEON = [104_240, 181_490, np.nan, np.nan, np.nan]
CODES = "p50_hourly=#; p75_hourly=#; p90_hourly=#; p50_annual=#; p75_annual=#; p90_annual=#"


def vintage(*rows: tuple[str, list[float], float, str]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [[code, *pay, mean, codes] for code, pay, mean, codes in rows],
        columns=["soc_code", *percentile_columns(), "mean_annual", "codes"],
    )
    return frame.assign(year=2024, occupation_group="detailed")


WAGES = vintage(
    ("29-1241", SURGEON, 301_500, CODES),
    ("31-9092", [35_020, 37_610, 44_200, 48_160, 57_830], 44_720, ""),
    ("29-1021", [83_860, 126_090, 172_790, 220_380, np.nan], 196_100, "p90_annual=#"),
)


def test_the_stated_ceiling_comes_first() -> None:
    stated = {"top_code_annual": 239_200.0, "top_code_hourly": 115.0}
    assert top_codes.ceilings(WAGES, stated) == {"annual": 239_200.0, "hourly": 115.0}


def test_the_greatest_printed_pay_stands_in_for_a_ceiling_that_is_not_stated() -> None:
    found = top_codes.ceilings(WAGES, {})
    assert found["annual"] == 220_380
    assert np.isnan(found["hourly"])


def test_rows_without_the_code_have_no_ceiling() -> None:
    marked = top_codes.with_ceilings(WAGES, {"annual": 239_200.0, "hourly": 115.0})
    assert marked["ceiling_annual"].tolist() == pytest.approx(
        [239_200, np.nan, 239_200], nan_ok=True
    )
    assert marked["ceiling_hourly"].tolist() == pytest.approx([115, np.nan, np.nan], nan_ok=True)


def test_coded_percentiles_are_those_of_the_unit() -> None:
    row = pd.Series({"codes": "p90_hourly=#; p75_annual=*; p90_annual=#"})
    assert top_codes.coded_percentiles(row) == [90]
    assert top_codes.coded_percentiles(pd.Series({"codes": ""})) == []


def test_shares_at_the_ceiling_by_hand() -> None:
    marked = top_codes.with_ceilings(WAGES, {"annual": 239_200.0, "hourly": 115.0})
    found = top_codes.at_the_ceiling(marked)
    assert found["soc_code"].tolist() == ["29-1241", "29-1021"]  # most hidden first
    assert found["hidden"].tolist() == [3, 1]
    # Half are surely at or above the ceiling; a quarter are surely below.
    assert found["share_low"].tolist() == pytest.approx([0.50, 0.10])
    assert found["share_high"].tolist() == pytest.approx([0.75, 0.25])


def test_all_five_percentiles_may_be_coded() -> None:
    codes = "; ".join(f"{name}=#" for name in percentile_columns())
    wages = vintage(("29-1243", [np.nan] * 5, 450_810, codes))
    marked = top_codes.with_ceilings(wages, {"annual": 239_200.0, "hourly": 115.0})
    found = top_codes.at_the_ceiling(marked).iloc[0]
    assert (found["hidden"], found["share_low"], found["share_high"]) == (5, 0.9, 1.0)


def test_counts_of_codes_by_hand() -> None:
    wages = pd.DataFrame(
        {"codes": [CODES, "", "p50_annual=?; employment=?", "location_quotient=?", "mean_rse=*"]}
    )
    found = top_codes.codes_found(wages).set_index(["code", "kind"])
    assert found.loc[("#", "annual")].tolist() == [1, 3]
    assert found.loc[("?", "jobs")].tolist() == [1, 1]
    assert len(found) == 4  # neither location quotients nor errors are counted


def test_the_published_vintage_of_2024() -> None:
    national = load.wages("national")
    year = top_codes.last_coded_year(national[national["year"] <= 2024])
    found = top_codes.hidden_in(national, year, load.sidecar(year))
    assert year == 2024
    assert found.iloc[0]["soc_title"] == "Pediatric Surgeons"
    assert found.iloc[0]["share_low"] == 0.75
    later = national[national["year"] == 2025].set_index("soc_code")["p50_annual"]
    medians = found.loc[found["hidden"] >= 3, "soc_code"].map(later)
    assert (medians >= 239_200).all()  # what the code promised, the next release printed


def test_a_nation_without_the_code_is_told() -> None:
    with pytest.raises(ValueError, match="no annual pay of any year is top-coded"):
        top_codes.last_coded_year(WAGES.assign(codes=""))
