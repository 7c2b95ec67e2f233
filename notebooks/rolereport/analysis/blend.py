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

from collections.abc import Callable
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from rolereport.analysis.distributions import (
    PERCENTILES,
    percentile_columns,
    quantile_function,
    quantile_functions,
)
from rolereport.recall import recalled

Side = Literal["any", "upper", "lower"]
Curve = Callable[[ArrayLike], NDArray[np.float64]]

METHODS = ("rank", "ratio")
MEDIAN = PERCENTILES.index(50)
BALANCED = (0.3, 0.7)  # shares of a part between which a group counts as like the laboratory's
NINE_IN_TEN = 0.9
ROUNDING = 1e-9
_GROUP = 6  # letters of a SOC code that the parts of a broad group share
_KEPT = ["group", "soc_code", "whole", "year", "employment", *percentile_columns()]


def paired_lines(groups: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Groups of two occupations with their parts, as `lines`.

    Parameters
    ----------
    groups
        The table paired_groups.
    wages
        National wages of the same years, with `occupation_group`.
    """
    detailed = wages[wages["occupation_group"] == "detailed"]
    parts = detailed.assign(group=detailed["soc_code"].str[:_GROUP] + "0", whole=False)
    keys = groups[["soc_code", "year"]].rename(columns={"soc_code": "group"})
    wholes = groups.assign(group=groups["soc_code"], whole=True)
    lines = [wholes[_KEPT], parts.merge(keys, on=["group", "year"])[_KEPT]]
    return pd.concat(lines, ignore_index=True)


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
    own = carried.loc[carried["relation"] == "own", ["soc_code", "role"]]
    group = carried.loc[carried["relation"] == "combined", "soc_code"].iloc[0]
    codes = pd.concat([own, pd.DataFrame({"soc_code": [group], "role": [""]})])
    lines = wages.merge(codes, on="soc_code")
    return lines.assign(group=group, whole=lines["role"] == "")[[*_KEPT, "role"]]


def rank_of(percentiles: ArrayLike, pay: float, curve: Curve | None = None) -> float:
    """The percentile at which the interpolated curve through five percentiles pays `pay`.

    NaN below the 10th and above the 90th percentile, and where one of them is unknown. `curve` may
    be given where it is made already.
    """
    from scipy.optimize import brentq

    values = np.asarray(percentiles, dtype=float)
    inside = np.clip(pay, values[0], values[-1])
    if not np.isclose(inside, pay, rtol=ROUNDING) or np.isnan(values).any():
        return np.nan
    curve = curve or quantile_function(PERCENTILES, values)
    # At the ends the curve may miss by a rounding error, and the root with it.
    inside = np.clip(inside, float(curve(PERCENTILES[0])), float(curve(PERCENTILES[-1])))
    found = brentq(lambda rank: float(curve(rank)) - inside, PERCENTILES[0], PERCENTILES[-1])
    return float(found)


@recalled
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
    tests = _tests(lines)
    if from_year is not None:
        tests = tests[tests["from_year"] == from_year].copy()
    curves = _curves(lines)
    tests["rank"] = _estimates_by_rank(tests, curves)
    tests["ratio"] = tests["p50_annual"] / tests["group_median"] * tests["later_group_median"]
    ids = ["group", "soc_code", "from_year", "to_year", "distance", "share", "published"]
    long = tests.melt(ids, list(METHODS), var_name="method", value_name="estimate")
    return long.assign(error=long["estimate"] / long["published"] - 1)


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
    own, wholes = lines[~lines["whole"]], lines[lines["whole"]].set_index("year")
    last = int(own["year"].max())
    then, now = (wholes.loc[each, percentile_columns()].to_numpy(float) for each in (last, year))
    least = shares(lines)["least"]
    rows = [
        {"role": row.role, "year": year, "from_year": last}
        | _bounds(now, float(least[row.soc_code]), "upper" if row.role == upper else "lower")
        | _estimates(then, float(row.p50_annual), now)
        for row in own[own["year"] == last].itertuples()
    ]
    return pd.DataFrame(rows).sort_values("role", key=lambda role: role != upper, ignore_index=True)


@recalled
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
    medians = lines[lines["whole"]].set_index("year")["p50_annual"]
    rows = []
    for year in years_after(lines):
        above, below = parts_of_blend(lines, upper, year).to_dict("records")
        estimates = {f"upper_{each}": above[each] for each in METHODS}
        estimates |= {f"lower_{each}": below[each] for each in METHODS}
        distance = year - above["from_year"]
        estimates |= {"margin": margin(sizes, distance)}
        rows.append({"year": year, "distance": distance, "group": medians[year]} | estimates)
    return pd.DataFrame(rows)


def years_after(lines: pd.DataFrame) -> list[int]:
    """Years that have the group but not its parts, ascending."""
    parts = set(lines.loc[~lines["whole"], "year"])
    return sorted(int(year) for year in set(lines.loc[lines["whole"], "year"]) - parts)


def margin(sizes: pd.DataFrame, distance: int) -> float:
    """The share within which nine in ten tests by rank stayed, so many years ahead.

    Where none looked so far ahead, the farthest that did; NaN without any.
    """
    by_rank = sizes[(sizes["method"] == "rank") & (sizes["distance"] <= distance)]
    return float(by_rank.sort_values("distance")["nine_in_ten"].tail(1).max())


def ordered(lines: pd.DataFrame, upper: str) -> pd.DataFrame:
    """Whether the part `upper` was paid more at every published percentile: year, ahead."""
    parts = lines[~lines["whole"]].melt(
        ["role", "year"], percentile_columns(), var_name="percentile", value_name="pay"
    )
    wide = parts.pivot(index=["year", "percentile"], columns="role", values="pay").dropna()
    ahead = (wide[upper] > wide.drop(columns=upper).max(axis=1)).groupby("year")
    return ahead.all().rename("ahead").reset_index()


def _tests(lines: pd.DataFrame) -> pd.DataFrame:
    """One row for each part and pair of years in which its group has the same parts."""
    medians = _medians(lines)
    later = medians.rename(
        columns={"year": "to_year", "p50_annual": "published", "group_median": "later_group_median"}
    ).drop(columns="share")
    pairs = medians.rename(columns={"year": "from_year"}).merge(later, on=["group", "soc_code"])
    pairs = pairs[pairs["to_year"] > pairs["from_year"]]
    both = pairs.groupby(["group", "from_year", "to_year"])["soc_code"].transform("nunique") == 2
    tests = pairs[both].reset_index(drop=True)
    return tests.assign(distance=tests["to_year"] - tests["from_year"])


def _medians(lines: pd.DataFrame) -> pd.DataFrame:
    """Each part's median beside its group's, and its share of the jobs of the two parts."""
    parts = lines[~lines["whole"]]
    jobs = parts.groupby(["group", "year"])["employment"].transform("sum", min_count=2)
    parts = parts.assign(share=parts["employment"] / jobs)
    wholes = lines.loc[lines["whole"], ["group", "year", "p50_annual"]]
    wholes = wholes.rename(columns={"p50_annual": "group_median"})
    columns = ["group", "soc_code", "year", "share", "p50_annual"]
    return parts[columns].merge(wholes, on=["group", "year"]).dropna(subset=["p50_annual"])


def _curves(lines: pd.DataFrame) -> dict[tuple[str, int], NDArray[np.float64]]:
    wholes = lines[lines["whole"]].set_index(["group", "year"])[percentile_columns()]
    return dict(zip(wholes.index, wholes.to_numpy(float), strict=True))


def _estimates_by_rank(
    tests: pd.DataFrame, wholes: dict[tuple[str, int], NDArray[np.float64]]
) -> list[float]:
    made = quantile_functions(PERCENTILES, np.array([*wholes.values()]))
    curves = dict(zip(wholes, made, strict=True))
    starts = tests[["group", "from_year", "p50_annual"]].drop_duplicates()
    ranks = {
        key: rank_of(wholes[key[:2]], key[2], curves[key[:2]])
        for key in starts.itertuples(index=False, name=None)
    }
    return [
        float(curves[row.group, row.to_year](ranks[row.group, row.from_year, row.p50_annual]))
        for row in tests.itertuples()
    ]


def _bounds(group: NDArray[np.float64], share: float, side: Side) -> dict[str, float]:
    any_low, any_high = part_bounds(group, share)
    low, high = part_bounds(group, share, side=side)
    return {"any_low": any_low, "any_high": any_high, "ordered_low": low, "ordered_high": high}


def _estimates(
    then: NDArray[np.float64], part_then: float, now: NDArray[np.float64]
) -> dict[str, float]:
    rank = rank_of(then, part_then)
    by_rank = float(quantile_function(PERCENTILES, now)(rank))
    by_ratio = part_then / then[MEDIAN] * now[MEDIAN]
    return {"rank": by_rank, "ratio": float(by_ratio), "held_rank": rank}


def _known(
    pay: NDArray[np.float64], choose: Callable[[NDArray[np.float64]], float], none: float
) -> float:
    return none if np.isnan(pay).all() else float(choose(pay))
