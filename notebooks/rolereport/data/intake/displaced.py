"""Columns that were sorted by themselves, or moved against the others by a row.

No figure of such a file is wrong by itself: what tells is that many lines, or the one of all
occupations, are further from the last vintage than any line of a true one was (`drift`).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake import drift
from rolereport.data.intake.doubts import Doubt, refused_unless
from rolereport.data.intake.pairs import Pairs
from rolereport.data.intake.references import Held, years_apart
from rolereport.data.intake.release import Wages
from rolereport.data.oews.columns import PAY
from rolereport.data.oews.sidecar import title
from rolereport.paths import DATA

TOTAL = "00-0000"
FEWEST_FAR, SHARE_FAR = 10, 0.01  # no true pair of vintages has a single line that far
PAY_MOVED = np.log(1.7)
MOST_NAMED = 3
RSE = ("employment_rse", "mean_rse")
# Of no vintages held one or two years apart do the standard errors agree in rank by less than 0.74.
FEWEST_RANKED, LEAST_AGREEMENT = 100, 0.4
WHAT = "a column seems sorted by itself or moved against the others"
WHERE = ", or lines stand under another area"
FIX = "get the file again, or sort whole rows"


def judged(
    wages: Wages, held: Held, pairs: Pairs, accepted: Collection[str], data: Path = DATA
) -> Iterator[DataError]:
    """An error if the columns do not belong together, else a doubt for each line far off."""
    far = drift.far(wages, held, pairs, data)
    found = _displaced(wages, held, pairs, far, accepted)
    if found is not None:
        yield found
    if found is None or isinstance(found, Doubt):
        yield from drift.told(wages, held, pairs, far)
    yield from _sorted_errors(wages, held, pairs)


def _displaced(
    wages: Wages, held: Held, pairs: Pairs, far: list[drift.Far], accepted: Collection[str]
) -> DataError | None:
    lines = pd.Index([place for _, place in far]).unique()
    many = len(lines) >= max(FEWEST_FAR, SHARE_FAR * len(pairs.now))
    totals = [each for each in far if pairs.now.loc[each[1], "soc_code"] == TOTAL]
    if not many and not totals:
        return None
    column, place = (totals or far)[0]
    who = f"{len(lines):,} of {len(pairs.now):,} lines are" if many else "all occupations are"
    names = _named(_columns(pairs, far if many else totals))
    return refused_unless(
        accepted,
        "unlike",
        file=wages.file,
        row=pairs.row(place),
        column=column,
        value=float(pairs.now.loc[place, column]),
        problem=f"{who} further from {held.named} in {names} than a true release has been: "
        f"{WHAT}{WHERE if wages.level != 'national' else ''} "
        f"({_example(wages, held, pairs, column, place)})",
        fix=FIX,
    )


def _columns(pairs: Pairs, far: list[drift.Far]) -> list[str]:
    """The columns that may be displaced; the codes are if both pay and jobs are far off."""
    jobs = [column for column, _ in far if column == "employment"][:1]
    told = {column for column, _ in far if column in PAY}
    lines = [place for column, place in far if column in PAY]
    pay = [name for name in pairs.pay if name in told or _moved(pairs, name, lines)]
    pay.sort(key=lambda name: name not in told)
    return [*jobs, *(["soc_code"] if jobs and pay else []), *pay]


def _moved(pairs: Pairs, column: str, lines: list[Hashable]) -> bool:
    """Whether most of `lines` moved far in a column of pay."""
    moves = pairs.moves(column)[lines].dropna().abs()
    return bool((moves > PAY_MOVED).mean() > 0.5) if len(moves) else False


def _named(columns: list[str]) -> str:
    shown, more = columns[:MOST_NAMED], len(columns) - MOST_NAMED
    if more > 0:
        return f"columns {', '.join(shown)} and {more} more"
    return f"column{'s' if shown[1:] else ''} {', '.join(shown)}"


def _example(wages: Wages, held: Held, pairs: Pairs, column: str, place: Hashable) -> str:
    now, then = (float(side.loc[place, column]) for side in (pairs.now, pairs.then))
    sign = "$" if column in PAY else ""
    month = title(wages.month).rpartition(", ")[2]
    return (
        f"{pairs.line(place)}: {sign}{now:,.10g} in {month} here, "
        f"{sign}{then:,.10g} in {held.named} as held"
    )


def _sorted_errors(wages: Wages, held: Held, pairs: Pairs) -> Iterator[Doubt]:
    """A doubt for each column of standard errors that has another order than the last vintage."""
    if years_apart(wages.month, held.month) > drift.COMPARABLE:
        return
    for column in (name for name in RSE if name in pairs.now):
        count, agreement = ranked(pairs, column)
        if count >= FEWEST_RANKED and agreement < LEAST_AGREEMENT:
            yield Doubt(
                file=wages.file,
                column=column,
                problem=f"{column} seems sorted by itself: over {count:,} lines its order has "
                f"little to do with that of {held.named} (rank correlation {agreement:.2f})",
                fix=FIX,
            )


def ranked(pairs: Pairs, column: str) -> tuple[int, float]:
    """How many lines have the figure in both, and the correlation of its ranks."""
    both = pd.DataFrame({"now": pairs.now[column], "then": pairs.then[column]}).dropna()
    ranks = both.rank()
    return len(both), float(ranks["now"].corr(ranks["then"]))
