"""A user's own people against the official distribution of the same job: levels and differences.

`groups` is everywhere the summary that `data.own` holds, one row a group; `lines` one official row
for each of its rows, in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rolereport.analysis import top_codes
from rolereport.analysis.distributions import (
    PERCENTILES,
    annual_from_hourly,
    ceiling_of,
    published_percentiles,
    share_above,
)
from rolereport.analysis.rows import Row
from rolereport.analysis.uncertainty import Z_90

CONFIDENCE = 0.9
NATION = "US"
ALIKE = 0.05  # of the official median: what is within it either way is about the same
ENDS_TO = 100  # dollars, to which the ends of an interval are rounded outwards
MAY = 5
POINTS = [f"p{each}" for each in PERCENTILES]
OWN = [f"{point}{end}" for point in POINTS for end in ("", "_low", "_high")]
OFFICIAL = {f"p{each}_annual": f"official_p{each}" for each in PERCENTILES}


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
        found, columns=["role", "official_area", *_LINE_COLUMNS[1:], "relation"]
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


def compared(groups: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Each group that may be shown against its official line.

    Returns
    -------
    DataFrame
        The columns of `groups`; of the line its area, year, relation, codes and `official_p10`
        ... `official_p90`; `rank_low`, `rank_point`, `rank_high`: the share of official jobs that
        pay no more than the group's median (0 to 1); `difference` of the medians in dollars,
        `difference_low` and `difference_high` (90 percent, rounded outwards), `error_known`
        (whether the official sampling error is in them); `verdict`, as `verdict_of` gives it; and
        `below_p10_low`, `_point`, `_high`, ...: the share of the group's people paid less than
        that official percentile, with 90 percent intervals (0 to 1).
    """
    shown = groups["hidden"].eq("").to_numpy()
    pairs = zip(groups[shown].to_dict("records"), lines[shown].to_dict("records"), strict=True)
    return pd.DataFrame([_compared(group, line) for group, line in pairs], columns=_columns(groups))


def in_order(groups: pd.DataFrame, roles: Sequence[str]) -> pd.DataFrame:
    """The groups with `roles` first, in that order, and people of all areas before those of one."""
    every = list(dict.fromkeys([*roles, *groups["role"]]))
    places = {role: place for place, role in enumerate(every)}
    return groups.sort_values(
        ["role", "area"], key=lambda column: column.replace(places), kind="stable"
    ).reset_index(drop=True)


def difference_interval(
    median: Sequence[float], other: Sequence[float]
) -> tuple[float, float, float]:
    """The difference of two medians, each given as low, point, high; NaN where an end is unknown.

    The ends are those of MOVER, the square-and-add method for the difference of two independent
    estimates whose intervals need not be symmetric (Zou and Donner 2008).
    """
    (low, point, high), (other_low, other_point, other_high) = median, other
    down = np.hypot(point - low, other_high - other_point)
    up = np.hypot(high - point, other_point - other_low)
    gap = point - other_point
    return (
        float(np.floor((gap - down) / ENDS_TO) * ENDS_TO),
        float(gap),
        float(np.ceil((gap + up) / ENDS_TO) * ENDS_TO),
    )


def verdict_of(low: float, high: float, official_median: float) -> str:
    """What an interval of the difference of medians allows to say.

    Returns
    -------
    str
        `above` or `below`: the interval leaves out nothing; `same`: it holds nothing, and lies
        within a twentieth of the official median either way; `open`: it holds nothing and more,
        or is not known; "" where no official median is known.
    """
    if np.isnan(official_median):
        return ""
    if low > 0 or high < 0:
        return "above" if low > 0 else "below"
    within = max(-low, high) <= ALIKE * official_median
    return "same" if within else "open"


def share_below(
    pay: Mapping[int, float], people: int, threshold: float
) -> tuple[float, float, float]:
    """The share of a group paid less than `threshold`, from its own percentiles.

    Salaries are not kept, so the number of people below is known only to lie between two counts,
    which the percentiles on either side of the threshold give. The interval runs from the lower
    end of Wilson's interval for the least of them to the upper end for the most; the point is
    interpolated on the logarithm of pay, and NaN below the first and above the last percentile.

    Parameters
    ----------
    pay
        Percentile to pay, those that are known, found by linear interpolation between salaries.
    people
        How many the group has.

    Returns
    -------
    tuple
        Low end, point, high end (0 to 1); NaN where nothing is known.
    """
    from scipy.stats import binomtest

    if not pay or np.isnan(threshold):
        return np.nan, np.nan, np.nan
    least, most = _counts_below(pay, people, threshold)
    low, high = (
        binomtest(count, people).proportion_ci(CONFIDENCE, method="wilson")
        for count in (least, most)
    )
    return float(low.low), _point_below(pay, people, threshold, least, most), float(high.high)


def _counts_below(pay: Mapping[int, float], people: int, threshold: float) -> tuple[int, int]:
    places = {each: (people - 1) * each / 100 for each in pay}
    lower = [int(np.floor(places[each])) + 1 for each in pay if pay[each] < threshold]
    upper = [int(np.ceil(places[each])) for each in pay if pay[each] >= threshold]
    return max(lower, default=0), min(upper, default=people)


def _point_below(
    pay: Mapping[int, float], people: int, threshold: float, least: int, most: int
) -> float:
    points, dollars = sorted(pay), sorted(pay.values())
    if not dollars[0] <= threshold <= dollars[-1]:
        return np.nan
    share = float(np.interp(np.log(threshold), np.log(dollars), points)) / 100
    return min(max(share, least / people), most / people)


def _coded(
    wages: pd.DataFrame, stated: Mapping[str, object], codes: set[str], places: set[str]
) -> pd.DataFrame:
    kept = wages[wages["soc_code"].isin(codes) & wages["area"].isin(places)]
    coded = top_codes.with_ceilings(kept, top_codes.ceilings(wages, stated))
    return annual_from_hourly(coded).reindex(columns=_LINE_COLUMNS)


def _keys(groups: pd.DataFrame) -> list[tuple[str, str]]:
    return list(groups[["role", "area"]].itertuples(index=False, name=None))


def _line(
    role: str, areas: Sequence[str], by_place: Mapping[tuple[str, str], Row]
) -> dict[str, Any]:
    found = next((by_place[role, area] for area in areas if (role, area) in by_place), None)
    line: dict[str, Any] = dict(found) if found is not None else {"area": NATION, "codes": ""}
    return {"role": role, "official_area": line.pop("area"), **line}


def _compared(group: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
    percentiles = published_percentiles(pd.Series(line))
    median, margin = percentiles[2], Z_90 * line["mean_rse"] / 100
    error_known = not np.isnan(margin)
    margin = median * (margin if error_known else 0.0)
    low, gap, high = difference_interval(
        [group["p50_low"], group["p50"], group["p50_high"]],
        [median - margin, median, median + margin],
    )
    above = share_above(percentiles, group["p50"], ceiling_of(pd.Series(line)))
    row = group | {name: line.get(name, np.nan) for name in _OF_THE_LINE}
    row |= {OFFICIAL[name]: line[name] for name in OFFICIAL} | {"ceiling": line["ceiling_annual"]}
    row |= {"rank_low": 1 - above.high, "rank_point": 1 - above.point, "rank_high": 1 - above.low}
    row |= {"difference": gap, "difference_low": low, "difference_high": high}
    row |= {"error_known": error_known, "verdict": verdict_of(low, high, median)}
    return row | _shares(group, line)


def _columns(groups: pd.DataFrame) -> list[str]:
    shares = [f"below_{point}_{end}" for point in POINTS for end in ("low", "point", "high")]
    return [*groups, *_OF_THE_LINE, *OFFICIAL.values(), "ceiling", *_OF_BOTH, *shares]


def _shares(group: dict[str, Any], line: dict[str, Any]) -> dict[str, float]:
    pay = {each: group[f"p{each}"] for each in PERCENTILES if not np.isnan(group[f"p{each}"])}
    shares: dict[str, float] = {}
    for each in PERCENTILES:
        ends = share_below(pay, int(group["people"]), float(line[f"p{each}_annual"]))
        names = [f"below_p{each}_{end}" for end in ("low", "point", "high")]
        shares |= dict(zip(names, ends, strict=True))
    return shares


_OF_THE_LINE = ["official_area", "year", "relation", "codes", "employment"]
_OF_BOTH = [
    "rank_low", "rank_point", "rank_high", "difference", "difference_low", "difference_high",
    "error_known", "verdict",
]  # fmt: skip
_LINE_COLUMNS = [
    "area",
    "soc_code",
    "year",
    "codes",
    "employment",
    *OFFICIAL,
    "mean_rse",
    "ceiling_annual",
]
