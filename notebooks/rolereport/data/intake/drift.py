"""Lines whose pay or jobs moved further from the last vintage than those of any true pair.

How far pay and jobs of one occupation move in a year was measured on every pair of consecutive
vintages held: 22 of the nation and one of the states' health occupations. Where fewer than 3,000
hold a job its median has moved by a factor of up to 5.99 (radiologists of Maryland, 2024 to 2025),
else by 1.90 at most; all percentiles and the mean never moved by more than 1.35 at once. Jobs moved
by a factor of up to 5.20 below 300 of them, 3.91 below 3,000, 2.70 below 30,000, and 1.97 above.
What lies clearly beyond is told; it is refused of many lines, or of all occupations (`displaced`).
No two years of metropolitan areas are held: theirs are taken to move as the states' do.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from rolereport.data import load
from rolereport.data.intake.doubts import Doubt
from rolereport.data.intake.pairs import Pairs
from rolereport.data.intake.references import Held, years_apart
from rolereport.data.intake.release import Wages
from rolereport.data.oews.columns import PAY
from rolereport.paths import DATA

Far = tuple[str, Hashable]  # a column, and the place of a line among the pairs
COMPARABLE = 2  # years
# The number of jobs below which a move by more than the factor is told.
Limits = Mapping[float, float]
MEDIAN: Limits = {3_000: 7.0, np.inf: 2.5}
ALL_PAY: Limits = {3_000: 2.5, np.inf: 1.7}
JOBS: Limits = {300: 8.0, 3_000: 6.0, 30_000: 4.0, np.inf: 3.0}
LEAST_PAY = 3  # columns that must move together


def far(wages: Wages, held: Held, pairs: Pairs, data: Path = DATA) -> list[Far]:
    """Each line that moved further than lines do, by the column where it did."""
    if pairs.now.empty or years_apart(wages.month, held.month) > COMPARABLE:
        return []
    same = ~pairs.now["soc_code"].isin(_changed_codes(wages, held, data))
    return [
        (column, place)
        for column, beyond in _beyond(pairs, jobs_of(pairs))
        for place in pairs.now.index[beyond & same]
    ]


def told(wages: Wages, held: Held, pairs: Pairs, lines: list[Far]) -> Iterator[Doubt]:
    """A doubt for each of `lines`."""
    for column, place in lines:
        yield _doubt(wages, held, pairs, column, place)


def _beyond(pairs: Pairs, jobs: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    """Columns, and the rows where they moved too far."""
    median = next((name for name in ("p50_annual", "p50_hourly") if name in pairs.now), None)
    wholly = together(pairs) > _limits(jobs, ALL_PAY)
    if median is not None:
        alone = pairs.moves(median).abs() > _limits(jobs, MEDIAN)
        yield median, (alone | wholly) & pairs.moves(median).notna()
        wholly &= pairs.moves(median).isna()
    for column in pairs.pay:
        here = wholly & pairs.moves(column).notna()
        yield column, here
        wholly &= ~here
    if "employment" in pairs.now:
        yield "employment", pairs.moves("employment").abs() > _limits(jobs, JOBS)


def together(pairs: Pairs) -> pd.Series:
    """By how much all columns of pay moved at least in one direction; 0 if they differ."""
    moves = pd.DataFrame({name: pairs.moves(name) for name in pairs.pay}, pairs.now.index)
    least, most = moves.min(axis=1), moves.max(axis=1)
    enough = moves.notna().sum(axis=1) >= LEAST_PAY
    return least.where(least > 0, -most.where(most < 0, 0.0)).where(enough, 0.0)


def jobs_of(pairs: Pairs) -> pd.Series:
    """The lesser number of jobs of both; 0 where it is not known."""
    if "employment" not in pairs.now:
        return pd.Series(0.0, pairs.now.index)
    jobs = np.minimum(pairs.now["employment"], pairs.then["employment"])
    return pd.Series(jobs, pairs.now.index).fillna(0.0)


def _limits(jobs: pd.Series, limits: Limits) -> pd.Series:
    """The logarithm of the factor for each number of jobs."""
    below, factors = np.array([*limits]), np.log([*limits.values()])
    return pd.Series(factors[np.searchsorted(below, jobs, side="right")], jobs.index)


def _changed_codes(wages: Wages, held: Held, data: Path) -> set[str]:
    """Codes that named another occupation in one of the two years than in the other."""
    first, last = sorted((int(wages.month[:4]), int(held.month[:4])))
    breaks = load.table("occupation_breaks", data)
    return set(breaks.loc[breaks["year"].between(first + 1, last), "soc_code"])


def _doubt(wages: Wages, held: Held, pairs: Pairs, column: str, place: Hashable) -> Doubt:
    now, then = (float(side.loc[place, column]) for side in (pairs.now, pairs.then))
    sign = "$" if column in PAY else ""
    change = f"times {now / then:.1f}" if now > then else f"divided by {then / now:.1f}"
    return Doubt(
        file=wages.file,
        row=pairs.row(place),
        column=column,
        value=now,
        problem=f"{pairs.line(place)} is unlike {held.named}: {sign}{now:,.10g} now, "
        f"{sign}{then:,.10g} then ({change})",
        fix="compare it with the release; if it stands there, nothing needs to change",
    )
