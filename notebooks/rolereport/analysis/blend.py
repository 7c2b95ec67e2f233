"""Two jobs published as one: what the wages of the group still say about each part.

Bounds need no model. If a part holds a known share of the group's jobs, its median cannot lie below
the median of that many worst-paid jobs, nor above that of that many best-paid ones; less is left
open if one part is known to be paid no worse than the other, rank for rank. An estimate needs an
assumption, here one of two: that each part's median keeps its rank in the group (`rank`), or its
ratio to the group's median (`ratio`). Both can be tested wherever a group and its parts are
published side by side.

Frames named `lines` have one row for each group or part and year: `group` and `soc_code` (text),
`whole` (boolean: the group itself), `year`, `employment` and `p10_annual` ... `p90_annual`. Those
of one group whose parts are roles of ours have `role` too, "" for the group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from rolereport.analysis.distributions import (
    PERCENTILES,
    Curves,
    percentile_columns,
    quantile_function,
)
from rolereport.analysis.rows import Row, framed, rows_of
from rolereport.recall import recalled

Side = Literal["any", "upper", "lower"]

METHODS = ("rank", "ratio")
PARTS = 2
MEDIAN = PERCENTILES.index(50)
BALANCED = (0.3, 0.7)  # shares of a part between which a group counts as like the laboratory's
NINE_IN_TEN = 0.9
ROUNDING = 1e-9
_GROUP = 6  # letters of a SOC code that the parts of a broad group share
_FIGURES = ["soc_code", "year", "employment", *percentile_columns()]
_KEPT = ["group", "soc_code", "whole", *_FIGURES[1:]]
_TESTS = {
    "group": "str",
    "soc_code": "str",
    "from_year": "float64",
    "to_year": "float64",
    "distance": "float64",
    "share": "float64",
    "published": "float64",
    "method": "str",
    "estimate": "float64",
    "error": "float64",
}


class _Part(NamedTuple):
    """A part in one year: its share of the parts' jobs, its median, and that of the whole."""

    group: str
    soc_code: str
    year: int
    share: float
    median: float
    whole: float


def paired_lines(groups: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Groups of two occupations with their parts, as `lines`.

    Parameters
    ----------
    groups
        The table paired_groups.
    wages
        National wages of the same years, with `occupation_group`.
    """
    recent = (wages["occupation_group"] == "detailed") & (wages["year"] >= groups["year"].min())
    rows = wages.loc[recent, _FIGURES]
    rows = rows.assign(group=[f"{code[:_GROUP]}0" for code in rows["soc_code"]], whole=False)
    known = {*zip(groups["soc_code"], groups["year"], strict=True)}
    ours = [key in known for key in zip(rows["group"], rows["year"], strict=True)]
    wholes = groups.assign(group=groups["soc_code"], whole=True)
    return pd.concat([wholes[_KEPT], rows.loc[ours, _KEPT]], ignore_index=True)


def lines_of(wages: pd.DataFrame, role_soc: pd.DataFrame, parts: list[str]) -> pd.DataFrame:
    """One group and its parts as `lines`, by the roles of the parts.

    Parameters
    ----------
    wages
        National wages of every year.
    role_soc
        Which SOC line carries a role, `own` or `combined` with the others.
    parts
        The roles, since blended into one line.
    """
    carried = role_soc[role_soc["role"].isin(parts)]
    own = carried[carried["relation"] == "own"]
    group = carried.loc[carried["relation"] == "combined", "soc_code"].iloc[0]
    roles = dict(zip(own["soc_code"], own["role"], strict=True)) | {group: ""}
    lines = wages.loc[wages["soc_code"].isin(roles), _FIGURES].reset_index(drop=True)
    role = lines["soc_code"].map(roles)
    return lines.assign(group=group, whole=role == "", role=role)[[*_KEPT, "role"]]


def rank_of(percentiles: ArrayLike, pay: float) -> float:
    """The percentile at which the interpolated curve through five percentiles pays `pay`.

    NaN below the 10th and above the 90th percentile, and where one of them is unknown.
    """
    group = np.array([percentiles], dtype=float)
    return float(_ranks(group, np.array([pay], dtype=float))[0])


def back_test(lines: pd.DataFrame, from_year: int | None = None) -> pd.DataFrame:
    """Each part's median, estimated from an earlier year's split and the group's later wages.

    Groups that change their parts between two years are not tested across them.

    Parameters
    ----------
    lines
        Groups and their parts.
    from_year
        The earlier year; every year when None.

    Returns
    -------
    DataFrame
        group, soc_code, from_year, to_year, distance (years), share (of the group's jobs, in the
        earlier year), method, published and estimate (dollars of the later year) and error
        (estimate over published, less one; NaN where the rank is beyond the outer percentiles).
    """
    tests = _tests(lines, from_year)
    by_rank = _estimates_by_rank(tests, lines)
    by_ratio = [then.median / then.whole * now.whole for then, now in tests]
    rows = [
        (
            then.group,
            then.soc_code,
            then.year,
            now.year,
            now.year - then.year,
            then.share,
            now.median,
            method,
            estimate,
            estimate / now.median - 1,
        )
        for method, estimates in zip(METHODS, (by_rank, by_ratio), strict=True)
        for (then, now), estimate in zip(tests, estimates, strict=True)
    ]
    return framed(rows, _TESTS)


def like_it(tests: pd.DataFrame, group: str) -> pd.DataFrame:
    """Tests of groups other than `group`, whose parts each held 30 to 70 percent of the jobs."""
    return tests[(tests["group"] != group) & tests["share"].between(*BALANCED)]


def error_sizes(tests: pd.DataFrame) -> pd.DataFrame:
    """How large the errors are, regardless of sign, by method and distance in years.

    Returns
    -------
    DataFrame
        method, distance, tests (how many), typical (the median), nine_in_ten (the least size that
        90 percent of the errors do not exceed) and largest; shares.
    """
    known = tests.dropna(subset=["error"])
    sizes = known["error"].abs().groupby([known["method"], known["distance"]])
    return pd.DataFrame(
        {
            "tests": sizes.size(),
            "typical": sizes.median(),
            "nine_in_ten": sizes.quantile(NINE_IN_TEN, interpolation="higher"),
            "largest": sizes.max(),
        }
    ).reset_index()


def shares(lines: pd.DataFrame) -> pd.DataFrame:
    """What share of the two parts' jobs each holds, over the years that have both.

    Returns
    -------
    DataFrame
        Indexed by soc_code: least, greatest and latest share, 0 to 1.
    """
    parts = lines[~lines["whole"]].pivot(index="year", columns="soc_code", values="employment")
    part = parts.dropna().sort_index()
    share = part.div(part.sum(axis=1), axis=0)
    return pd.DataFrame({"least": share.min(), "greatest": share.max(), "latest": share.iloc[-1]})


def part_bounds(
    percentiles: ArrayLike, share: float, percentile: float = 50, side: Side = "any"
) -> tuple[float, float]:
    """Sharp bounds on a percentile of one part of a group.

    Parameters
    ----------
    percentiles
        The group's five percentiles, dollars, NaN where unknown.
    share
        The part's share of the group's jobs, 0 to 1.
    percentile
        Which percentile of the part.
    side
        `upper` if the part is known to be paid no worse than the other, rank for rank; `lower` if
        no better; `any` if nothing is known.

    Returns
    -------
    tuple
        Least and most dollars; 0 and infinity where the group's tails leave it open.
    """
    lowest = percentile if side == "upper" else share * percentile
    highest = percentile if side == "lower" else 100 - share * (100 - percentile)
    pay, ranks = np.asarray(percentiles, dtype=float), np.asarray(PERCENTILES)
    # A rank that is a published percentile but for rounding counts as that percentile.
    below, above = pay[ranks <= lowest + ROUNDING], pay[ranks >= highest - ROUNDING]
    return _known(below, np.nanmax, 0.0), _known(above, np.nanmin, np.inf)


def year_of_blend(lines: pd.DataFrame, year: int) -> int:
    """The newest year up to `year` that has a group and not its parts; the first where all follow.

    A file of few occupations may lack the group.

    Parameters
    ----------
    lines
        As for `parts_of_blend`.
    """
    last = lines.loc[~lines["whole"], "year"].max()
    blended = lines.loc[lines["whole"] & lines["year"].gt(last), "year"]
    return int(blended[blended <= year].max() if blended.le(year).any() else blended.min())


def parts_of_blend(lines: pd.DataFrame, upper: str, year: int) -> pd.DataFrame:
    """What is known of the medians of a group's two parts in a year that has the group only.

    Parameters
    ----------
    lines
        One group, in `year` and earlier, with its parts in earlier years, by role.
    upper
        Role of the part that is paid no worse, rank for rank.
    year
        The year without parts.

    Returns
    -------
    DataFrame
        role, year, from_year (the last split); any_low, any_high: bounds that hold for each share
        of jobs that the part had in any year; ordered_low, ordered_high: the same, if the upper
        part is still paid no worse; rank and ratio: the estimates, dollars; held_rank: the
        percentile of the group at which the part's median is put.

    Raises
    ------
    KeyError
        If the group has no wages in `year`.
    """
    groups, parts = _percentiles(lines), _last_parts(lines, upper)
    now, least = groups[year], shares(lines)["least"]
    rows = []
    for part, then in ((part, groups[part.year]) for part in parts):
        side: Side = "upper" if part.role == upper else "lower"
        rank = rank_of(then, part.p50_annual)
        row = {"role": part.role, "year": year, "from_year": part.year}
        row |= _bounds(now, float(least[part.soc_code]), side)
        rows.append(row | _estimates(rank, part.p50_annual, then, now) | {"held_rank": rank})
    return pd.DataFrame(rows)


def estimates_by_year(lines: pd.DataFrame, upper: str, sizes: pd.DataFrame) -> pd.DataFrame:
    """The group's published median and the estimates for its parts, in every year without parts.

    Parameters
    ----------
    lines, upper
        As for `parts_of_blend`.
    sizes
        `error_sizes` of the tests that the margins are taken from.

    Returns
    -------
    DataFrame
        year, distance (from the last split), group (its median), upper_rank, upper_ratio,
        lower_rank, lower_ratio: the estimates by method, dollars; and margin, a share.
    """
    groups, parts = _percentiles(lines), _last_parts(lines, upper)
    ranks = [rank_of(groups[part.year], part.p50_annual) for part in parts]
    rows = []
    for year in years_after(lines):
        distance, now = year - parts[0].year, groups[year]
        row = {"year": year, "distance": distance, "group": now[MEDIAN]}
        for side, part, rank in zip(("upper", "lower"), parts, ranks, strict=True):
            estimates = _estimates(rank, part.p50_annual, groups[part.year], now)
            row |= {f"{side}_{method}": estimate for method, estimate in estimates.items()}
        rows.append(row | {"margin": margin(sizes, distance)})
    return pd.DataFrame(rows)


def years_after(lines: pd.DataFrame) -> list[int]:
    """Years that have the group but not its parts, ascending."""
    parts = set(lines.loc[~lines["whole"], "year"])
    return sorted(int(year) for year in set(lines.loc[lines["whole"], "year"]) - parts)


def margin(sizes: pd.DataFrame, distance: int) -> float:
    """The share within which nine in ten tests by rank stayed, so many years ahead.

    Where none looked so far ahead, the farthest that did; NaN without any.
    """
    columns = (sizes[name] for name in ("method", "distance", "nine_in_ten"))
    by_rank = [
        (ahead, size)
        for method, ahead, size in zip(*columns, strict=True)
        if method == "rank" and ahead <= distance
    ]
    return float(max(by_rank)[1]) if by_rank else np.nan


def ordered(lines: pd.DataFrame, upper: str) -> pd.DataFrame:
    """Whether the part `upper` was paid more at every published percentile: year, ahead."""
    parts: dict[int, dict[bool, list[float]]] = {}
    for row in rows_of(lines[~lines["whole"]]):
        pay = [getattr(row, name) for name in percentile_columns()]
        parts.setdefault(row.year, {})[row.role == upper] = pay
    ahead = []
    for year, both in sorted(parts.items()):
        pairs = zip(both.get(True, ()), both.get(False, ()), strict=False)
        known = [more > less for more, less in pairs if not np.isnan([more, less]).any()]
        if known:
            ahead.append((year, all(known)))
    return framed(ahead, {"year": "int64", "ahead": "bool"})


def _tests(lines: pd.DataFrame, from_year: int | None) -> list[tuple[_Part, _Part]]:
    """Each part in two years in which its group has the same parts; all years when None."""
    parts = _parts(lines)
    years: dict[tuple[str, str], list[_Part]] = {}
    for part in parts:
        years.setdefault((part.group, part.soc_code), []).append(part)
    pairs = [
        (then, now)
        for then in parts
        if from_year in (None, then.year)
        for now in years[then.group, then.soc_code]
        if now.year > then.year
    ]
    found = Counter((then.group, then.year, now.year) for then, now in pairs)
    return [(then, now) for then, now in pairs if found[then.group, then.year, now.year] == PARTS]


def _parts(lines: pd.DataFrame) -> list[_Part]:
    """Each part and year with a median, and with its group's."""
    rows = rows_of(lines)
    medians = {(row.group, row.year): row.p50_annual for row in rows if row.whole}
    jobs: dict[tuple[str, int], list[float]] = {}
    for row in rows:
        if not row.whole and not np.isnan(row.employment):
            jobs.setdefault((row.group, row.year), []).append(row.employment)
    totals = {key: sum(both) for key, both in jobs.items() if len(both) == PARTS}
    return [
        _Part(
            row.group,
            row.soc_code,
            row.year,
            row.employment / totals.get(key, np.nan),
            row.p50_annual,
            medians[key],
        )
        for row, key in ((row, (row.group, row.year)) for row in rows)
        if not row.whole and key in medians and not np.isnan(row.p50_annual)
    ]


def _estimates_by_rank(tests: list[tuple[_Part, _Part]], lines: pd.DataFrame) -> list[float]:
    wholes = lines[lines["whole"]]
    groups = wholes[percentile_columns()].to_numpy(float)
    place = {key: row for row, key in enumerate(zip(wholes["group"], wholes["year"], strict=True))}
    starts = list(dict.fromkeys(then for then, _ in tests))
    at = np.array([place[then.group, then.year] for then in starts], dtype=int)
    pays = np.array([then.median for then in starts], dtype=float)
    ranks = dict(zip(starts, _ranks(groups[at], pays), strict=True))
    now = np.array([place[now.group, now.year] for _, now in tests], dtype=int)
    held = np.array([ranks[then] for then, _ in tests], dtype=float)
    return Curves(groups)(now, held).tolist()


@recalled
def _ranks(groups: NDArray[np.float64], pays: NDArray[np.float64]) -> NDArray[np.float64]:
    """`rank_of` each of `pays` in its own row of `groups`."""
    from scipy.optimize.elementwise import find_root  # takes as long as pandas to import

    least, most, curves = groups[:, 0], groups[:, -1], Curves(groups)
    inside = (pays >= least * (1 - ROUNDING)) & (pays <= most * (1 + ROUNDING))
    rows = np.flatnonzero(inside & ~np.isnan(groups).any(axis=1))
    held = np.clip(pays, least, most)[rows]
    found = find_root(
        lambda rank, pay, row: curves(row.astype(int), rank) - pay,
        (np.full(len(rows), float(PERCENTILES[0])), np.full(len(rows), float(PERCENTILES[-1]))),
        args=(held, rows.astype(float)),
    )
    ranks = np.full(len(groups), np.nan)
    ranks[rows] = found.x
    return ranks


def _percentiles(lines: pd.DataFrame) -> dict[int, NDArray[np.float64]]:
    """The percentiles of one group, by year."""
    wholes = lines[lines["whole"]]
    return dict(zip(wholes["year"], wholes[percentile_columns()].to_numpy(float), strict=True))


def _last_parts(lines: pd.DataFrame, upper: str) -> list[Row]:
    """The parts of one group in the last year that has them, `upper` first."""
    own = lines[~lines["whole"]]
    return sorted(
        rows_of(own[own["year"] == own["year"].max()]), key=lambda part: part.role != upper
    )


def _bounds(group: NDArray[np.float64], share: float, side: Side) -> dict[str, float]:
    any_low, any_high = part_bounds(group, share)
    low, high = part_bounds(group, share, side=side)
    return {"any_low": any_low, "any_high": any_high, "ordered_low": low, "ordered_high": high}


def _estimates(
    rank: float, part_then: float, then: NDArray[np.float64], now: NDArray[np.float64]
) -> dict[str, float]:
    by_rank = float(quantile_function(PERCENTILES, now)(rank))
    by_ratio = part_then / then[MEDIAN] * now[MEDIAN]
    return {"rank": by_rank, "ratio": float(by_ratio)}


def _known(
    pay: NDArray[np.float64], choose: Callable[[NDArray[np.float64]], float], none: float
) -> float:
    return none if np.isnan(pay).all() else float(choose(pay))
