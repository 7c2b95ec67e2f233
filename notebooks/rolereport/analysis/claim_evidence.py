"""What a claim's figure or verdict rests on: grades, neighbouring figures, slips of a digit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from rolereport.analysis.claims import HOURS_A_YEAR, PERIODS, STATISTICS, fit_any
from rolereport.analysis.rows import Row, rows_of

MED_TECH = ["med tech", "medical technologist", "medical technician"]
LABORATORY = ["laboratory-technologist", "laboratory-technician", "laboratory-combined"]
# Since May 2017 technologists and technicians have no line but the one that blends them.
BLEND = dict.fromkeys(LABORATORY, "laboratory-combined")
FLOOR_OF = {"mean of top decile": "p90"}  # no such mean is published; no such mean is lower
NEAR = 0.02  # of the published figure: how far off the article's "about" may be
PERCENTILES = ["p10", "p25", "p50", "p75", "p90"]


def best_grades(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Claims with `best_grade`, that of the best source that each verdict rests on (A is best).

    Parameters
    ----------
    claims
        With `source_ids`, identifiers separated by "; ".
    sources
        The table of sources: source_id, grade.
    """
    grade = dict(zip(sources["source_id"], sources["grade"], strict=True))
    best = [min(grade[each] for each in ids.split("; ")) for ids in claims["source_ids"]]
    return claims.assign(best_grade=best)


WEAK = ("C", "D")


def resting_on_weak(graded: pd.DataFrame) -> pd.DataFrame:
    """Claims whose best source is a commercial page or a forum, which may settle nothing.

    `graded` is what `best_grades` returns.
    """
    return graded[graded["best_grade"].isin(WEAK)]


def changed_since(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims whose verdict was another when the article's wages were the newest."""
    return claims[claims["verdict"] != claims["verdict_then"]]


def quoted_year(judged: pd.DataFrame) -> int:
    """The latest year of wages that the article quotes."""
    return int(judged["year"].max())


def fitting_years(judged: pd.DataFrame, wages: pd.DataFrame, last: int) -> pd.DataFrame:
    """The nearest published figure to each undated one, as of `last` and as of now.

    Parameters
    ----------
    judged
        As `with_published_range` needs it.
    wages
        One row for each role and year.
    last
        The newest year that the first look may use.

    Returns
    -------
    DataFrame
        claim, figure, measure, tolerance, nearest_then and year_then, nearest_now and year_now,
        fits_then and fits_now: whether the difference is rounding.
    """
    undated = judged[judged["year"].isna()]
    table = undated[["claim", "figure", "measure", "tolerance"]].reset_index(drop=True)
    lines = rows_of(wages)
    earlier = [line for line in lines if line.year <= last]
    for when, known in (("then", earlier), ("now", lines)):
        found = [_range(row, known) for row in rows_of(undated)]
        table[f"nearest_{when}"] = [each["nearest"] for each in found]
        table[f"year_{when}"] = [each["nearest_year"] for each in found]
        apart = (table[f"nearest_{when}"] - table["figure"]).abs()
        table[f"fits_{when}"] = apart <= table["tolerance"]
    return table


def meant_for_another(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims on a med tech whose words fit the medical assistant and no laboratory role."""
    described = [set(roles.split("; ")) for roles in claims["roles_described"]]
    another = ["medical-assistant" in roles and not roles & {*LABORATORY} for roles in described]
    return claims[claims["subject_as_named"].isin(MED_TECH) & np.array(another, dtype=bool)]


def one_digit_slips(figure: float, pay: pd.Series) -> pd.Series:
    """The published percentiles of a year that differ from `figure` in exactly one digit.

    Parameters
    ----------
    figure
        Dollars a year.
    pay
        Percentiles of one role and year, dollars, named p10_annual to p90_annual.

    Returns
    -------
    Series
        Statistic to dollars; empty where none is one digit away.
    """
    known = pay[[f"{key}_annual" for key in PERCENTILES]].dropna().astype(float)
    return known[[_digits_apart(figure, value) == 1 for value in known]]


def with_published_range(judged: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Judged figures with the least, the most and the nearest that was published in any year.

    Parameters
    ----------
    judged
        As `claims.judge_figures` returns it, with `roles_described`.
    wages
        One row for each role and year, with relation, without those where a role is shown by a
        blend.

    Returns
    -------
    DataFrame
        `judged` with low, high, nearest (dollars, in the figure's unit), nearest_year, nearest_role
        and nearest_relation (the line that the nearest is of; "" if none), over all years of the
        claim's statistic and role; for laboratory roles the blended line is counted in. The role is
        the one that the article gives, or else the first that the words fit. Where the statistic is
        never published, the percentile that bounds it from below stands in.
    """
    lines = rows_of(wages)
    found = [_range(row, lines) for row in rows_of(judged)]
    return pd.concat([judged, pd.DataFrame(found, index=judged.index)], axis="columns")


def published(wages: list[Row], role: str, column: str) -> list[tuple[float, Row]]:
    """What was published in `column` of a role's lines, or its blend's, each with its line."""
    lines = [line for line in wages if line.role in (role, BLEND.get(role))]
    figures = [(getattr(line, column), line) for line in lines]
    return [(figure, line) for figure, line in figures if not np.isnan(figure)]


def nearest(figure: float, pay: list[tuple[float, Row]]) -> tuple[float, Row]:
    """Of what `published` found the first that is nearest to `figure`."""
    return min(pay, key=lambda each: abs(each[0] - figure))


def parts_listed(duties: pd.DataFrame) -> dict[str, dict[str, set[str]]]:
    """For each claim the parts of it that are on each job's list of duties.

    `duties` is the table `claim_duties`.
    """
    listed: dict[str, dict[str, set[str]]] = {}
    for claim, role, part in zip(duties["claim"], duties["role"], duties["part"], strict=True):
        listed.setdefault(claim, {}).setdefault(role, set()).add(part)
    return listed


def undated_figures(judged: pd.DataFrame, role: str) -> pd.Series:
    """What the article gives for a role without a year: measure to dollars."""
    rows = judged[(judged["role"] == role) & judged["year"].isna()]
    return rows.set_index("measure")["figure"]


def chance_fits(wages: pd.DataFrame, tolerance: float, step: float = 1_000) -> pd.DataFrame:
    """For each round figure in the range of pay, whether some published figure is near it.

    A search that finds a fit for almost any figure says little about the one it was made for.

    Parameters
    ----------
    wages
        As for `claims.fits`.
    tolerance
        Largest distance, as a share of the published figure.
    step
        Dollars between the round figures.

    Returns
    -------
    DataFrame
        figure (dollars a year) and fits (bool), from the least to the most published.
    """
    pay = wages.filter(regex="_annual$")
    first, last = np.ceil(pay.min(axis=None) / step), np.floor(pay.max(axis=None) / step)
    figures = np.arange(first, last + 1) * step
    return pd.DataFrame({"figure": figures, "fits": fit_any(figures, wages, tolerance)})


def surprise(
    figures: list[float], wages: pd.DataFrame, statistics: list[str], step: float = 1_000
) -> pd.DataFrame:
    """How near each figure comes to a published one, and how many round figures come as near.

    Parameters
    ----------
    figures
        Dollars a year.
    wages
        One row for each role and year.
    statistics
        The pay columns searched, such as p50_annual.
    step
        Dollars between the round figures that it is compared with, from the least to the most
        that is published.

    Returns
    -------
    DataFrame
        figure, distance (of the nearest, as a share of it), as_near (the share of round figures
        that come as near or nearer; 1 is no surprise at all) and compared (how many there are).
    """
    pay = np.sort(wages[statistics].stack().to_numpy())
    rounds = np.arange(np.ceil(pay[0] / step), np.floor(pay[-1] / step) + 1) * step
    by_chance = np.array([_nearest_share(each, pay) for each in rounds])
    rows = [
        [figure, own, float((by_chance <= own * (1 + 1e-9)).mean()), len(rounds)]
        for figure in figures
        for own in [_nearest_share(figure, pay)]
    ]
    return pd.DataFrame(rows, columns=["figure", "distance", "as_near", "compared"])


def in_a_year(figure: float, unit: str) -> float:
    """Dollars a year: the figure itself, or 2,080 times an hourly one."""
    return figure * HOURS_A_YEAR if unit == "usd-an-hour" else figure


def _nearest_share(figure: float, pay: np.ndarray) -> float:
    return float((np.abs(pay - figure) / pay).min())


def _digits_apart(one: float, other: float) -> int:
    left, right = str(round(one)), str(round(other))
    if len(left) != len(right):
        return max(len(left), len(right))
    return sum(a != b for a, b in zip(left, right, strict=True))


def _range(row: Row, wages: list[Row]) -> dict[str, Any]:
    role = row.role or row.roles_described.split("; ")[0]
    column = f"{(STATISTICS | FLOOR_OF)[row.measure]}_{PERIODS[row.unit]}"
    pay = published(wages, role, column)
    if not pay:
        numbers = dict.fromkeys(["low", "high", "nearest", "nearest_year"], np.nan)
        return {**numbers, "nearest_role": "", "nearest_relation": ""}
    near, line = nearest(row.figure, pay)
    return {
        "low": min(amount for amount, _ in pay),
        "high": max(amount for amount, _ in pay),
        "nearest": near,
        "nearest_year": line.year,
        "nearest_role": line.role,
        "nearest_relation": line.relation,
    }
