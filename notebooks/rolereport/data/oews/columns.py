"""The column crosswalk: what each kind of OEWS release calls the project's columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from rolereport.data.errors import DataError

KEY = ("area", "soc_code")
LABELS = ("soc_title", "occupation_group")
PERCENTILES = (10, 25, 50, 75, 90)
HOURLY_PERCENTILES = tuple(f"p{percentile}_hourly" for percentile in PERCENTILES)
ANNUAL_PERCENTILES = tuple(f"p{percentile}_annual" for percentile in PERCENTILES)
PAY = ("mean_hourly", "mean_annual", *HOURLY_PERCENTILES, *ANNUAL_PERCENTILES)
NUMBERS = (
    "employment",
    "employment_rse",
    "jobs_per_1000",
    "location_quotient",
    "mean_hourly",
    "mean_annual",
    "mean_rse",
    *HOURLY_PERCENTILES,
    *ANNUAL_PERCENTILES,
)
COLUMNS = (*KEY, *LABELS, *NUMBERS, "codes")


@dataclass(frozen=True)
class Crosswalk:
    """How one kind of release names its columns.

    Parameters
    ----------
    names
        The release's column name to ours; several names may lead to the same column.
    required
        Our columns that every release of the kind holds.
    ignored
        Columns of the release that the project has no use for.
    """

    names: Mapping[str, str]
    required: frozenset[str]
    ignored: frozenset[str] = frozenset()


_OFFICIAL_NAMES = {
    "AREA": "area",
    "OCC_CODE": "soc_code",
    "OCC_TITLE": "soc_title",
    "GROUP": "occupation_group",  # to May 2011
    "OCC_GROUP": "occupation_group",  # May 2012 to May 2018
    "O_GROUP": "occupation_group",  # from May 2019
    "TOT_EMP": "employment",
    "EMP_PRSE": "employment_rse",
    "JOBS_1000": "jobs_per_1000",
    "LOC_Q": "location_quotient",  # to May 2018
    "LOC_QUOTIENT": "location_quotient",  # from May 2019
    "H_MEAN": "mean_hourly",
    "A_MEAN": "mean_annual",
    "MEAN_PRSE": "mean_rse",
    "H_PCT10": "p10_hourly",
    "H_PCT25": "p25_hourly",
    "H_MEDIAN": "p50_hourly",
    "H_PCT75": "p75_hourly",
    "H_PCT90": "p90_hourly",
    "A_PCT10": "p10_annual",
    "A_PCT25": "p25_annual",
    "A_MEDIAN": "p50_annual",
    "A_PCT75": "p75_annual",
    "A_PCT90": "p90_annual",
}
_INDUSTRY = frozenset({"NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE", "PCT_TOTAL", "PCT_RPT"})
_PLACE = frozenset({"AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "ST", "STATE"})
_RELEASED_ONLY = frozenset({"ANNUAL", "HOURLY"})
_STACKED = frozenset({"YEAR", "CPI"})

OFFICIAL = Crosswalk(
    names=_OFFICIAL_NAMES,
    required=frozenset(COLUMNS) - {"jobs_per_1000", "location_quotient", "codes"},
    ignored=_INDUSTRY | _PLACE | _RELEASED_ONLY | _STACKED,
)
# Our column to the newest of the Bureau's names for it.
OFFICIAL_NAMES = {ours: name for name, ours in _OFFICIAL_NAMES.items()}

_PRICE_ADJUSTED = frozenset(
    f"{prefix}{measure}"
    for measure in ("A_MEAN", "A_MEDIAN", "H_MEAN", "H_MEDIAN")
    for prefix in ("ADJUSTED_", "RANK_", "RANK_ADJUSTED_")
)
STATE_FRAME = Crosswalk(
    names=_OFFICIAL_NAMES,
    required=OFFICIAL.required | {"jobs_per_1000", "location_quotient"},
    ignored=OFFICIAL.ignored | _PRICE_ADJUSTED | {"VALUE100", "PER_CHANGE"},
)

AREA_SHARD = Crosswalk(
    names={
        "area": "area",
        "soc_code": "soc_code",
        "employment": "employment",
        "lq": "location_quotient",
        "p10": "p10_annual",
        "p25": "p25_annual",
        "median": "p50_annual",
        "p75": "p75_annual",
        "p90": "p90_annual",
    },
    required=frozenset({*KEY, "employment", "p50_annual"}),
)

STATE_LIST = Crosswalk(
    names={
        "state": "area",
        "soc": "soc_code",
        "employment": "employment",
        "h_mean": "mean_hourly",
        "a_mean": "mean_annual",
        "h_10": "p10_hourly",
        "h_median": "p50_hourly",
        "h_90": "p90_hourly",
        "a_median": "p50_annual",
    },
    required=frozenset({*KEY, "employment", "p50_annual", "p10_hourly", "p90_hourly"}),
    ignored=frozenset({"title"}),
)

STATE_PERCENTILES = Crosswalk(
    names={
        "state": "area",
        "soc": "soc_code",
        "emp": "employment",
        "h_mean": "mean_hourly",
        "h_p10": "p10_hourly",
        "h_p25": "p25_hourly",
        "h_median": "p50_hourly",
        "h_p75": "p75_hourly",
        "h_p90": "p90_hourly",
        "a_median": "p50_annual",
    },
    required=frozenset({*KEY, "p25_hourly", "p75_hourly"}),
    ignored=frozenset({"title"}),
)


def translate(raw: pd.DataFrame, crosswalk: Crosswalk, file: Path) -> pd.DataFrame:
    """`raw` with our column names, and without the columns that the crosswalk ignores.

    Raises
    ------
    DataError
        If a column is unknown to the crosswalk, one that it requires is missing, or two columns
        would take the same name.
    """
    for column in raw.columns:
        if column not in crosswalk.names and column not in crosswalk.ignored:
            raise _wrong(
                file, column, "unknown column", "add it to the crosswalk in oews/columns.py"
            )
    kept = raw.drop(columns=[column for column in raw.columns if column in crosswalk.ignored])
    renamed = kept.rename(columns=dict(crosswalk.names))
    for column in sorted(crosswalk.required - set(renamed.columns)):
        known = " or ".join(_names_of(column, crosswalk))
        raise _wrong(file, known, "this column is missing", "read an unchanged copy of the release")
    for column in renamed.columns[renamed.columns.duplicated()]:
        raise _wrong(file, column, "two columns hold the same figure", "keep the official one")
    return renamed


def _names_of(column: str, crosswalk: Crosswalk) -> Iterable[str]:
    return (name for name, ours in crosswalk.names.items() if ours == column)


def _wrong(file: Path, column: str, problem: str, fix: str) -> DataError:
    return DataError(file=file, row=1, column=column, problem=problem, fix=fix)
