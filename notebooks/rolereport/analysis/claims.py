"""The article's claims: how many hold, and how its figures stand beside published pay.

A figure is judged only against the role, year and statistic that the article itself gives. Where
it gives no year or no role, `fits` lists what the figure could have been; it settles nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.errors import MergeError

from rolereport.analysis.rows import Row, rows_of

VERDICTS = [
    "supported",
    "contradicted",
    "ambiguous",
    "outdated",
    "internally inconsistent",
    "unverified",
]
STATISTICS = {"median": "p50", "mean": "mean", "p10": "p10", "p90": "p90"}
PERIODS = {"usd-a-year": "annual", "usd-an-hour": "hourly"}
PAY_COLUMN = r"^(mean|p\d\d)_(annual|hourly)$"

HOURS_A_YEAR = 2080  # full-time hours by which BLS turns hourly pay into yearly
ROUNDING_LIMIT = 0.01  # a rounded figure may be off by this share at most
FLOAT_SLACK = 1e-9  # relative; binary fractions such as 15.25 - 15.20 are not exact
CENT = 0.01


def verdict_counts(claims: pd.DataFrame) -> pd.DataFrame:
    """How many claims earned each verdict.

    Parameters
    ----------
    claims
        One row a claim, with `verdict`.

    Returns
    -------
    DataFrame
        verdict, claims (count), share (of all claims); one row for each verdict in the order of
        `VERDICTS`, zeros included.
    """
    counts = claims["verdict"].value_counts().reindex(VERDICTS, fill_value=0)
    table = counts.rename_axis("verdict").rename("claims").reset_index()
    return table.assign(share=table["claims"] / len(claims))


def verdicts_by_section(claims: pd.DataFrame) -> pd.DataFrame:
    """How many claims of each section earned each verdict.

    Parameters
    ----------
    claims
        One row a claim, with `section` and `verdict`, in the order of the article.

    Returns
    -------
    DataFrame
        section, one column of counts for each of `VERDICTS`, claims (their sum); sections in
        order of first appearance.
    """
    counts = Counter(zip(claims["section"], claims["verdict"], strict=True))
    rows = [
        [section, *each, sum(each)]
        for section in claims["section"].unique()
        for each in [[counts[section, verdict] for verdict in VERDICTS]]
    ]
    return pd.DataFrame(rows, columns=["section", *VERDICTS, "claims"])


def contradiction_pairs(claims: pd.DataFrame) -> pd.DataFrame:
    """Every pair of claims that cannot both stand, once.

    Parameters
    ----------
    claims
        One row a claim: claim, section, statement, and `conflicts_with` (identifiers separated by
        "; ", recorded on either side or on both).

    Returns
    -------
    DataFrame
        claim, other (the later of the two), section, statement, other_section, other_statement;
        sorted by claim and other.
    """
    pairs = {
        (min(claim, other), max(claim, other))
        for claim, others in zip(claims["claim"], claims["conflicts_with"], strict=True)
        for other in others.split("; ")
        if other
    }
    told = {row.claim: (row.section, row.statement) for row in rows_of(claims)}
    rows = [(one, other, *told[one], *told[other]) for one, other in sorted(pairs)]
    columns = ["claim", "other", "section", "statement", "other_section", "other_statement"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def judge_figures(claims: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Each pay figure of the article beside the figure that BLS published.

    Parameters
    ----------
    claims
        One row a claim: claim, kind, figure, unit, measure, figure_role, figure_year.
    wages
        One row for each role and year of one area, pay in dollars of the year itself.

    Returns
    -------
    DataFrame
        claim, figure, unit, measure, role, year, published (all in `unit`), difference (figure
        less published), relative_difference (of published), tolerance (in `unit`, see
        `rounding_tolerance`) and verdict: exact; rounded (off by no more than the tolerance);
        wrong; or no series to compare (the article gives no year or role, or nothing is
        published for them).

    Raises
    ------
    pandas.errors.MergeError
        If `wages` has more than one row for a role and year.
    """
    judged = _wage_figures(claims)
    lines = {(line.role, line.year): line for line in rows_of(wages)}
    if len(lines) < len(wages):
        raise MergeError("more than one row of wages for a role and year")
    judged["published"] = [
        getattr(lines.get((row.role, row.year)), _statistic(row), np.nan) for row in rows_of(judged)
    ]
    difference = judged["figure"] - judged["published"]
    judged["difference"] = difference
    judged["relative_difference"] = difference / judged["published"]
    judged["tolerance"] = judged["figure"].map(rounding_tolerance).astype("float64")
    judged["verdict"] = _figure_verdicts(judged)
    return judged


def rounding_tolerance(figure: float) -> float:
    """How far `figure` may be from a published one and still be that one, rounded.

    Half a unit of its last digit that is not zero (15.20 is a dime's rounding, so 0.05), and at
    most 1 percent of it (30,000 would else pass for anything from 25,000 to 35,000).
    """
    digits = Decimal(str(float(figure))).normalize()
    last_place = digits.adjusted() - len(digits.as_tuple().digits) + 1
    return min(float(Decimal(5).scaleb(last_place - 1)), ROUNDING_LIMIT * abs(figure))


def fits(figure: float, wages: pd.DataFrame, tolerance: float = 0.02) -> pd.DataFrame:
    """Every occupation, year and statistic that `figure` could stand for.

    Parameters
    ----------
    figure
        Pay in dollars, by the year or by the hour.
    wages
        One row for each occupation and year: year, soc_code and where known role and area, with
        pay columns such as mean_annual and p50_hourly.
    tolerance
        Largest distance, as a share of the published figure.

    Returns
    -------
    DataFrame
        area and role (if `wages` has them), soc_code, year, statistic (name of the pay column),
        published, difference (figure less published), distance (its size as a share of
        published); nearest first.
    """
    identity = [key for key in ("area", "role", "soc_code", "year") if key in wages]
    columns = _pay_columns(wages)
    pay = wages[columns].to_numpy(dtype=float)
    line, column = np.nonzero(_near(pay, figure, tolerance))
    published = pay[line, column]
    found = (
        wages[identity]
        .iloc[line]
        .assign(
            statistic=pd.array(columns, dtype="str")[column],
            published=published,
            difference=figure - published,
            distance=np.abs(figure - published) / published,
        )
    )
    order = np.lexsort([found[key] for key in ("statistic", *reversed(identity), "distance")])
    return found.iloc[order].reset_index(drop=True)


def fit_any(
    figures: NDArray[np.float64], wages: pd.DataFrame, tolerance: float
) -> NDArray[np.bool_]:
    """Whether `fits` finds anything for each of `figures`."""
    pay = wages[_pay_columns(wages)].to_numpy(dtype=float).ravel()
    return np.array([_near(pay, figure, tolerance).any() for figure in figures], dtype=bool)


def fits_of_each(figures: Iterable[float], wages: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """What `fits` finds for each of `figures`, one after another, with the column `figure`."""
    return pd.concat([fits(each, wages, tolerance).assign(figure=each) for each in figures])


def bottom_half_mean_bounds(
    mean: float, median: float, top_decile_mean: float
) -> tuple[float, float]:
    """Least and greatest mean of the lower-paid half that three averages leave room for.

    The overall mean is half the lower half's, four tenths that of those between the median and
    the top tenth, and one tenth the top tenth's. Those in the middle average no less than the
    median and no more than the top tenth, the lower half no more than the median and not less
    than nothing.

    Parameters
    ----------
    mean, median, top_decile_mean
        In one unit of pay.

    Returns
    -------
    tuple
        Low and high bound, in that unit.

    Raises
    ------
    ValueError
        If no distribution of pay has these three averages.
    """
    low = max(0.0, 2 * mean - top_decile_mean)
    high = min(median, 2 * mean - 0.2 * top_decile_mean - 0.8 * median)
    if low > high + CENT:
        raise ValueError(
            f"no pay has mean {mean:,.2f}, median {median:,.2f} "
            f"and a top-tenth mean of {top_decile_mean:,.2f}"
        )
    return low, max(low, high)


def _wage_figures(claims: pd.DataFrame) -> pd.DataFrame:
    wage = (claims["kind"] == "wage") & claims["figure"].notna()
    columns = ["claim", "figure", "unit", "measure", "figure_role", "figure_year"]
    names = {"figure_role": "role", "figure_year": "year"}
    return claims.loc[wage, columns].rename(columns=names).reset_index(drop=True)


def _statistic(row: Row) -> str:
    """The pay column of a figure's statistic; "" where none is published."""
    known = row.measure in STATISTICS and row.unit in PERIODS
    return f"{STATISTICS[row.measure]}_{PERIODS[row.unit]}" if known else ""


def _pay_columns(wages: pd.DataFrame) -> list[str]:
    return [column for column in wages if re.match(PAY_COLUMN, str(column))]


def _near(pay: NDArray[np.float64], figure: float, tolerance: float) -> NDArray[np.bool_]:
    return np.abs(figure - pay) / pay <= tolerance * (1 + FLOAT_SLACK)


def _figure_verdicts(judged: pd.DataFrame) -> np.ndarray:
    apart = judged["difference"].abs()
    return np.select(
        [apart.isna(), apart == 0, apart <= judged["tolerance"] * (1 + FLOAT_SLACK)],
        ["no series to compare", "exact", "rounded"],
        default="wrong",
    )
