"""Figures that OEWS does not print, and what the code in their place still says.

`#` is no missing value: the pay is at least the survey's ceiling of that year. `*` is pay that was
not released, or pay in a unit in which the job is not paid; `?` a figure that a conversion lost.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rolereport.analysis.distributions import (
    PERCENTILES,
    UNITS,
    Line,
    Unit,
    ceiling_of,
    percentile_columns,
    published_percentiles,
    share_above,
)
from rolereport.analysis.rows import framed

TOP = "#"
FOUND = {"code": "str", "kind": "str", "rows": "int64", "figures": "int64"}


def ceilings(wages: pd.DataFrame, stated: Mapping[str, object]) -> dict[str, float]:
    """The least pay that `#` can stand for in one vintage, by unit.

    Parameters
    ----------
    wages
        Every row of the vintage, in dollars of its year.
    stated
        The vintage's sidecar. Where it names no `top_code_<unit>`, the greatest percentile that
        the vintage prints stands in: the ceiling cannot be lower.

    Returns
    -------
    dict
        annual and hourly, dollars; NaN where nothing is printed.
    """
    found: dict[str, float] = {}
    for unit in UNITS:
        printed = wages.reindex(columns=percentile_columns(unit)).max(axis=None)
        found[unit] = float(str(stated.get(f"top_code_{unit}", printed)))
    return found


def with_ceilings(wages: pd.DataFrame, ceilings: Mapping[str, float]) -> pd.DataFrame:
    """`wages` with `ceiling_annual` and `ceiling_hourly`, NaN in rows without a `#` in the unit."""
    columns = {
        f"ceiling_{unit}": np.where(_is_coded(wages, unit), ceilings[unit], np.nan)
        for unit in UNITS
    }
    return wages.assign(**columns)


def coded_percentiles(row: Line, unit: Unit = "annual") -> list[int]:
    """The percentiles of one row whose code is `#`, ascending."""
    codes = str(row.get("codes", "")).split("; ")
    return [each for each in PERCENTILES if f"p{each}_{unit}={TOP}" in codes]


def at_the_ceiling(wages: pd.DataFrame) -> pd.DataFrame:
    """The rows with an annual percentile at or above the top code, most hidden first.

    Parameters
    ----------
    wages
        One vintage and level, with `ceiling_annual`.

    Returns
    -------
    DataFrame
        The rows with `hidden` (how many of the five percentiles are coded), and `share_low` and
        `share_high`: the share of their jobs that the codes and the printed percentiles put at or
        above the ceiling, 0 to 1. Ties stand in the order of their mean pay, highest first.
    """
    rows = wages[_is_coded(wages, "annual")]
    lines = rows.to_dict("records")
    counts = [len(coded_percentiles(line)) for line in lines]
    shares = [_share_at_ceiling(line) for line in lines]
    ends = pd.DataFrame(shares, columns=["share_low", "share_high"], index=rows.index)
    counted = rows.assign(hidden=counts).join(ends)
    return counted.sort_values(["hidden", "mean_annual"], ascending=False, kind="stable")


def last_coded_year(national: pd.DataFrame) -> int:
    """The last year whose national annual pay holds a `#`.

    Raises
    ------
    ValueError
        If none does.
    """
    years = national.loc[_is_coded(national, "annual"), "year"]
    if years.empty:
        raise ValueError("no annual pay of any year is top-coded")
    return int(years.max())


def hidden_in(national: pd.DataFrame, year: int, stated: Mapping[str, object]) -> pd.DataFrame:
    """`at_the_ceiling` for the detailed occupations of one national vintage."""
    vintage = national[national["year"] == year]
    coded = with_ceilings(vintage, ceilings(vintage, stated))
    return at_the_ceiling(coded[coded["occupation_group"] == "detailed"])


def codes_found(wages: pd.DataFrame) -> pd.DataFrame:
    """How many figures of a vintage have a code in their place.

    Returns
    -------
    DataFrame
        code, kind (`annual`, `hourly` or `jobs`), rows and figures (counts); sorted by code and
        kind, codes of figures that are neither pay nor employment left out.
    """
    lines: dict[tuple[str, str], list[int]] = {}
    for line, codes in enumerate(wages["codes"]):
        for pair in codes.split("; ") if codes else ():
            figure, _, code = pair.partition("=")
            if code and (kind := _kind(figure)):
                lines.setdefault((code, kind), []).append(line)
    rows = [(*what, len({*found}), len(found)) for what, found in sorted(lines.items())]
    return framed(rows, FOUND)


def _kind(figure: str) -> str | None:
    if figure == "employment":
        return "jobs"
    unit = figure.rpartition("_")[2]
    return unit if unit in UNITS else None


def _is_coded(wages: pd.DataFrame, unit: Unit) -> pd.Series:
    return wages["codes"].str.contains(rf"p\d\d_{unit}={TOP}", regex=True, na=False)


def _share_at_ceiling(row: Line) -> tuple[float, float]:
    ceiling = ceiling_of(row)
    if ceiling is None:
        return np.nan, np.nan
    share = share_above(published_percentiles(row), ceiling, ceiling)
    return share.low, share.high
