"""Which archives BLS publishes a year's wages in, and under what names.

Only names that are attested are built. The links of https://www.bls.gov/oes/tables.htm, all below
`ADDRESS`, as copied into public code: `oesm03` to `oesm25` with `nat`, `st` and `ma`, the May
estimates of each year; `oes97` to `oes02`, the fall surveys before them; `oesm11` to `oesm25` with
`all`. The sidecars of `data/oews` name those of the vintages held. The November estimates of 2003
and 2004 (`oesn03`, `oesn04`) are left alone: the report reads May.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rolereport.data.errors import DataError
from rolereport.data.intake.dating import FIRST_YEAR, LAST_FALL_SURVEY
from rolereport.data.oews.sidecar import TABLES

ADDRESS = "https://www.bls.gov/oes/special-requests/"
ENDINGS = {"national": "nat", "states": "st", "metros": "ma", "all": "all"}
USUAL = ("national", "states", "metros")
ALL = "all"  # every level in one archive, with the industries
FIRST_ALL = 2011


def names(year: int, levels: Iterable[str] = ()) -> list[str]:
    """The archives that hold the wages of `year`, such as oesm25nat.zip.

    Parameters
    ----------
    levels
        Of `ENDINGS`; none means `USUAL`, and `ALL` holds the others.

    Raises
    ------
    DataError
        If there can be no such archive, or none is known.
    """
    wanted = tuple(dict.fromkeys(levels)) or USUAL
    _require_year(year, wanted)
    start = "oes" if year <= LAST_FALL_SURVEY else "oesm"
    kinds = (ALL,) if ALL in wanted else wanted
    return [f"{start}{year % 100:02}{ENDINGS[level]}.zip" for level in kinds]


def _require_year(year: int, levels: tuple[str, ...]) -> None:
    latest = dt.date.today().year
    if not FIRST_YEAR <= year <= latest:
        raise DataError(
            file="BLS",
            value=year,
            problem="no wages of that year can have been published",
            fix=f"ask for a year from {FIRST_YEAR} to {latest}; {TABLES} lists those that are out",
        )
    if ALL in levels and year < FIRST_ALL:
        raise DataError(
            file="BLS",
            value=year,
            problem=f"all data in one archive is published from {FIRST_ALL} on",
            fix="leave out --level all to get the national, state and metropolitan archives",
        )
