"""The official pay that a user's own people are compared with: of which area, in whose dollars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rolereport.analysis import top_codes
from rolereport.analysis.distributions import annual_from_hourly
from rolereport.analysis.own_pay import OFFICIAL, OWN
from rolereport.analysis.rows import Row

NATION = "US"
MAY = 5
LINE_COLUMNS = [
    "area",
    "soc_code",
    "year",
    "codes",
    "employment",
    *OFFICIAL,
    "mean_rse",
    "ceiling_annual",
]


def official(
    groups: pd.DataFrame,
    vintages: Mapping[str, tuple[pd.DataFrame, Mapping[str, object]]],
    soc: pd.DataFrame,
    wider: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """The official pay that each group is compared with.

    Parameters
    ----------
    vintages
        Level to its wages of one year and what their sidecar states.
    soc
        Which line carries a role, from which year to which.
    wider
        Area to the areas to look in, itself first: a metropolitan area, its state, the nation.

    Returns
    -------
    DataFrame
        role, official_area, year, relation, codes, the annual percentiles, `mean_rse` (percent)
        and `ceiling_annual`, one row a group in their order; of the first area in which the
        role's median is printed or at the top code, else of the nation.
    """
    codes, areas = set(soc["soc_code"]), {area for _, area in _keys(groups)}
    places = {each for area in areas for each in wider[area or NATION]}
    every = [_coded(wages, stated, codes, places) for wages, stated in vintages.values()]
    carrying = soc[["role", "soc_code", "first_year", "last_year", "relation"]]
    carried = pd.concat(every, ignore_index=True).merge(carrying)
    last = carried["last_year"].fillna(np.inf)
    lines = carried[carried["year"].between(carried["first_year"], last)]
    known = lines[lines["p50_annual"].notna() | lines["ceiling_annual"].notna()]
    by_place = {(row["role"], row["area"]): row for row in known.to_dict("records")}
    found = [_line(role, wider[area or NATION], by_place) for role, area in _keys(groups)]
    nothing = {"relation": "own", "codes": "", "year": every[0]["year"].max()}
    return pd.DataFrame(
        found, columns=["role", "official_area", *LINE_COLUMNS[1:], "relation"]
    ).fillna(nothing)


def wider_areas(states: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Each area with the states that it lies in and the nation behind it, without repeats."""
    return {area: list(dict.fromkeys([area, *within, NATION])) for area, within in states.items()}


def price_factor(cpi: pd.DataFrame, month: str, to_year: int) -> float:
    """What turns dollars of `month` into those of May of `to_year`; NaN where prices are not held.

    The table holds the index of each May. Between two of them prices are taken to have risen at a
    steady rate.
    """
    index = cpi.dropna(subset=["may_index"])
    when = int(month[:4]) + (int(month[5:]) - MAY) / 12
    logs = np.log(index["may_index"].to_numpy())
    at = np.interp([to_year, when], index["year"], logs, left=np.nan, right=np.nan)
    return float(np.exp(at[0] - at[1]))


def in_dollars_of_may(groups: pd.DataFrame, lines: pd.DataFrame, cpi: pd.DataFrame) -> pd.DataFrame:
    """The groups with pay in dollars of their official line's May, where their month is known.

    Returns
    -------
    DataFrame
        With the column `factor`, by which pay was multiplied; 1 where the month of the pay, or
        prices of that month, are not known.
    """
    months, years = groups["month"], lines["year"].set_axis(groups.index)
    factors = pd.Series(
        [
            price_factor(cpi, month, int(year)) if month else np.nan
            for month, year in zip(months, years, strict=True)
        ],
        index=groups.index,
        dtype="float64",
    )
    converted = groups.assign(factor=factors, in_may=factors.notna())
    converted["factor"] = factors.fillna(1.0)
    converted[OWN] = groups[OWN].mul(converted["factor"], axis=0)
    return converted


def _coded(
    wages: pd.DataFrame, stated: Mapping[str, object], codes: set[str], places: set[str]
) -> pd.DataFrame:
    kept = wages[wages["soc_code"].isin(codes) & wages["area"].isin(places)]
    coded = top_codes.with_ceilings(kept, top_codes.ceilings(wages, stated))
    return annual_from_hourly(coded).reindex(columns=LINE_COLUMNS)


def _keys(groups: pd.DataFrame) -> list[tuple[str, str]]:
    return list(groups[["role", "area"]].itertuples(index=False, name=None))


def _line(
    role: str, areas: Sequence[str], by_place: Mapping[tuple[str, str], Row]
) -> dict[str, Any]:
    found = next((by_place[role, area] for area in areas if (role, area) in by_place), None)
    line: dict[str, Any] = dict(found) if found is not None else {"area": NATION, "codes": ""}
    return {"role": role, "official_area": line.pop("area"), **line}
