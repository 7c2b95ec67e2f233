"""Groups of two: which are kept, and that the committed table is true to the wage vintages."""

from __future__ import annotations

import pandas as pd

from rolereport.data import load
from rolereport.data.compile.paired_groups import PERCENTILES, paired_groups


def release(*rows: tuple[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["soc_code", "occupation_group"])
    figures = dict.fromkeys(PERCENTILES, 50_000.0)
    return frame.assign(employment=100.0, **figures)


def test_only_groups_of_exactly_two_are_kept() -> None:
    rows = release(
        ("29-2010", "broad"), ("29-2011", "detailed"), ("29-2012", "detailed"),
        ("31-9090", "broad"), ("31-9091", "detailed"), ("31-9092", "detailed"),
        ("31-9093", "detailed"), ("29-1140", "broad"), ("29-1141", "detailed"),
    )  # fmt: skip
    assert paired_groups(rows)["soc_code"].tolist() == ["29-2010"]


def test_a_group_with_a_percentile_not_printed_is_left_out() -> None:
    rows = release(("29-2010", "broad"), ("29-2011", "detailed"), ("29-2012", "detailed"))
    rows.loc[0, "p90_annual"] = float("nan")
    assert paired_groups(rows).empty


def test_the_laboratory_as_published() -> None:
    groups = load.table("paired_groups")
    laboratory = groups[groups["soc_code"] == "29-2010"].set_index("year")
    assert laboratory.index.tolist() == list(range(2012, 2017))  # two parts no longer
    assert laboratory.loc[2016, PERCENTILES].tolist() == [28_990, 37_330, 50_930, 64_170, 78_470]


def test_each_group_has_its_two_parts_in_the_vintage_of_its_year() -> None:
    groups, national = load.table("paired_groups"), load.wages("national")
    detailed = national[national["occupation_group"] == "detailed"]
    keys = detailed.assign(soc_code=detailed["soc_code"].str[:6] + "0")
    counts = keys.groupby(["soc_code", "year"]).size()
    held = groups.set_index(["soc_code", "year"]).index
    assert (counts.reindex(held) == 2).all()


def test_employment_of_the_parts_makes_that_of_the_group() -> None:
    groups, national = load.table("paired_groups"), load.wages("national")
    detailed = national[national["occupation_group"] == "detailed"]
    parts = detailed.assign(soc_code=detailed["soc_code"].str[:6] + "0")
    sums = parts.groupby(["soc_code", "year"])["employment"].agg(["sum", "count"])
    both = groups.set_index(["soc_code", "year"]).join(sums)
    whole = both[both["count"] == 2]
    assert len(whole) > 1_000
    assert ((whole["employment"] - whole["sum"]).abs() <= 20).mean() > 0.99
