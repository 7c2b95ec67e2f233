"""Whether most figures are another year's, or are another year's times one factor."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.doubts import Doubt, refused_unless
from rolereport.data.intake.pairs import Pairs, paired
from rolereport.data.intake.references import Held, of_other_months, years_apart
from rolereport.data.intake.release import Wages
from rolereport.paths import DATA

FEWEST_LINES, FEWEST_FIGURES = 10, 3
# In none of the pairs of years held does one line stand in both with all its figures alike.
MOST_ALIKE, FEW_ALIKE = 0.5, 0.02
# The middle line's pay and jobs never moved by more than 5 percent a year.
LIMIT, A_YEAR = 1.5, 1.05
# Standard errors changed with the method; by 1.24 at most.
LIMIT_ERRORS = 10
ERRORS = ("employment_rse", "mean_rse")
FACTORS = {
    2080: "the hours of a year",
    1000: "thousands",
    100: "dollars and cents",
    52: "the weeks of a year",
    40: "the hours of a week",
    26: "the fortnights of a year",
    12: "the months of a year",
    10: "a digit too many or too few",
}
OF_ERRORS = {100: "fractions and percent"}
OF_JOBS = {1000: "thousands", 10: "a digit too many or too few"}
FIX = "write pay in dollars an hour or a year, as its column says"
FIX_JOBS = "write jobs as a number, and see that the lines are those of the area they name"
FIX_ERRORS = "write standard errors in percent of their figure, such as 0.5"
NEAR = 1.15  # a factor of 11 or 13 after a year is one of 12


def repeated(wages: Wages, accepted: Collection[str], data: Path = DATA) -> Iterator[DataError]:
    """An error if most lines have the very figures of another month, a doubt if some have."""
    for held in of_other_months(wages.month, wages.level, data):
        pairs = paired(wages, held)
        alike = _alike(pairs)
        count, share = int(alike.sum()), float(alike.mean()) if len(alike) else 0.0
        if count < FEWEST_LINES or share < FEW_ALIKE:
            continue
        problem = f"{count:,} of {len(alike):,} lines have the very figures of {held.named}"
        if share < MOST_ALIKE:
            yield Doubt(file=wages.file, row=pairs.row(alike.idxmax()), problem=problem)
        else:
            yield refused_unless(
                accepted,
                "repeat",
                file=wages.file,
                problem=f"{problem}, under another year",
                fix=f"get the release of {wages.month[:4]}, or give the file its right year",
            )
        return


def _alike(pairs: Pairs) -> pd.Series:
    """Whether all figures of a line are alike, of lines that have several."""
    now, then = pairs.now[pairs.figures], pairs.then[pairs.figures]
    several = now.notna().sum(axis=1) >= FEWEST_FIGURES
    same = ((now == then) | (now.isna() & then.isna())).all(axis=1)
    return same[several]


def rescaled(
    wages: Wages, held: Held, pairs: Pairs, accepted: Collection[str]
) -> Iterator[DataError]:
    """An error for each unit of figures that are mostly off by a factor."""
    limit = np.log(LIMIT * A_YEAR ** years_apart(wages.month, held.month))
    told: set[tuple[str, str]] = set()
    for column in (*pairs.pay, "employment", *ERRORS):
        most = np.log(LIMIT_ERRORS) if column in ERRORS else limit
        moves = pairs.moves(column).dropna() if column in pairs.now else pd.Series(dtype="float64")
        if len(moves) < FEWEST_LINES or abs(moves.median()) <= most:
            continue
        unit = column.rpartition("_")[2]
        factor = _factor(float(moves.median()), _meanings(column))
        if (unit, factor) not in told:
            told.add((unit, factor))
            yield _off(wages, held, pairs, column, moves, factor, accepted)


def _meanings(column: str) -> Mapping[int, str]:
    if column in ERRORS:
        return OF_ERRORS
    return OF_JOBS if column == "employment" else FACTORS


def _factor(move: float, meanings: Mapping[int, str]) -> str:
    """A factor in words, the meaning of a round one included."""
    size = np.exp(abs(move))
    near = min(meanings, key=lambda factor: abs(np.log(size / factor)))
    known = max(size / near, near / size) < NEAR
    number = f"{near:,}" if known else f"{size:,.{1 if size < 10 else 0}f}"
    words = f"about {number} times {'larger' if move > 0 else 'smaller'}"
    return f"{words} ({meanings[near]})" if known else words


def _off(
    wages: Wages,
    held: Held,
    pairs: Pairs,
    column: str,
    moves: pd.Series,
    factor: str,
    accepted: Collection[str],
) -> DataError:
    place = (moves - moves.median()).abs().idxmin()
    now, then = (float(side.loc[place, column]) for side in (pairs.now, pairs.then))
    return refused_unless(
        accepted,
        "scale",
        file=wages.file,
        row=pairs.row(place),
        column=column,
        value=now,
        problem=f"the middle one of {len(moves):,} lines is {factor} than in {held.named} "
        f"({pairs.line(place)}: {now:,.10g} here, {then:,.10g} then)",
        fix=FIX_ERRORS if column in ERRORS else FIX_JOBS if column == "employment" else FIX,
    )
