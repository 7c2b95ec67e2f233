"""A user's own people against the official distribution of the same job: levels and differences.

`groups` is everywhere the summary that `data.own` holds, one row a group; `lines` one official row
for each of its rows, in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rolereport.analysis.distributions import (
    PERCENTILES,
    ceiling_of,
    published_percentiles,
    share_above,
)
from rolereport.analysis.uncertainty import Z_90

CONFIDENCE = 0.9
ALIKE = 0.05  # of the official median: what is within it either way is about the same
ENDS_TO = 100  # dollars, to which the ends of an interval are rounded outwards
POINTS = [f"p{each}" for each in PERCENTILES]
OWN = [f"{point}{end}" for point in POINTS for end in ("", "_low", "_high")]
OFFICIAL = {f"p{each}_annual": f"official_p{each}" for each in PERCENTILES}


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
