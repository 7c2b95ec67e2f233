"""Whether wages hold all that a release of their kind holds, or a part that looks like damage.

A file of a few occupations or areas is a selection, and told as such. One that holds most of what
is held of a month before, or all of it up to some line and nothing after, is taken for the
whole, and what it lacks for a loss. Releases do drop lines: of all pairs of national vintages held
that lie at most five years apart none lacks more than 14 percent of the other's occupations (May
2019 beside May 2016, a new classification), and none ends more than one occupation earlier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from rolereport.choices import area_titles
from rolereport.data import load
from rolereport.data.errors import DataError
from rolereport.data.intake.doubts import Doubt, refused_unless
from rolereport.data.intake.lines import TOTAL
from rolereport.data.intake.references import Held, years_apart
from rolereport.data.intake.release import Wages
from rolereport.data.oews.columns import OFFICIAL_NAMES
from rolereport.reads import remember

COMPARABLE = 5  # years; further apart the classification differs too much
MOST_LOST = 0.25
MOST_TOTALS = 0.5
WHOLE = 0.5  # a file with a smaller share of what is held is a selection
FEWEST_LOST = 10
FEWEST_AT_END, SHARE_AT_END = 10, 0.03
NAMED = 3
MEDIAN = "p50_annual"


@dataclass(frozen=True)
class _Lost:
    """Areas, occupations or lines of a vintage that wages lack."""

    what: str
    names: list[str]
    of: int

    @property
    def share(self) -> float:
        return len(self.names) / self.of if self.of else 0.0

    def told(self, held: Held) -> str:
        first = ", ".join(self.names[:NAMED])
        more = f" and {len(self.names) - NAMED:,} more" if len(self.names) > NAMED else ""
        lacks = f"lacks {len(self.names):,} of the {self.of:,} {self.what} of {held.named}"
        return f"{lacks}: {first}{more}"


def judged(wages: Wages, held: Held, accepted: Collection[str]) -> Iterator[DataError]:
    """What `wages` lack of what is held, as errors or doubts."""
    if years_apart(wages.month, held.month) > COMPARABLE:
        return
    if (end := _cut_short(wages, held)) is not None:
        row, problem = end
        yield refused_unless(
            accepted, "part", file=wages.file, row=row, problem=problem, fix="get the file again"
        )
        return
    yield from _median(wages, held, accepted)
    for lost in _losses(wages, held):
        yield from _told(lost, wages, held, accepted)
    yield from _totals(wages, held, accepted)


def _median(wages: Wages, held: Held, accepted: Collection[str]) -> Iterator[DataError]:
    if MEDIAN in held.wages and MEDIAN not in wages.frame:
        name = OFFICIAL_NAMES[MEDIAN]
        yield refused_unless(
            accepted,
            "part",
            file=wages.file,
            problem=f"has no column {name}, which the report compares first",
            fix=f"head the median of annual pay {name}, or get the file again",
        )


def _told(lost: _Lost, wages: Wages, held: Held, accepted: Collection[str]) -> Iterator[DataError]:
    if not lost.names:
        return
    if lost.share > WHOLE and lost.what != "lines":
        kept = lost.of - len(lost.names)
        problem = f"holds {kept:,} of the {lost.of:,} {lost.what} of {held.named}, a selection"
        yield Doubt(file=wages.file, problem=problem)
    elif lost.share > MOST_LOST and len(lost.names) >= FEWEST_LOST:
        yield refused_unless(
            accepted,
            "part",
            file=wages.file,
            problem=lost.told(held),
            fix="compare the file with the release as published",
        )
    elif lost.what != "lines":
        yield Doubt(file=wages.file, problem=lost.told(held))


def _losses(wages: Wages, held: Held) -> Iterator[_Lost]:
    here = pd.MultiIndex.from_frame(wages.frame[["area", "soc_code"]])
    there = held.wages.index
    yield _lost("areas", here, there)
    # A small area has far fewer occupations than all areas together.
    there = there[there.get_level_values("area").isin(here.unique("area"))]
    yield _lost("occupations", here, there)
    if wages.level != "national":
        there = there[there.get_level_values("soc_code").isin(here.unique("soc_code"))]
        lines = [f"{area} {code}" for area, code in there.difference(here)]
        yield _Lost("lines", lines, len(there))


def _lost(what: str, here: pd.MultiIndex, there: pd.MultiIndex) -> _Lost:
    key = {"areas": "area", "occupations": "soc_code"}[what]
    before = there.unique(key)
    names = [_name(str(each), what) for each in before.difference(here.unique(key))]
    return _Lost(what, names, len(before))


def _name(code: str, what: str) -> str:
    if what == "areas":
        return f"{code} {area_titles().get(code, '')}".strip()
    return f"{code} {_occupations().get(code, '')}".strip()


@remember
def _occupations() -> dict[str, str]:
    """Code to the title that it had last."""
    table = load.table("occupations").sort_values("first_year")
    return dict(zip(table["soc_code"], table["title"], strict=True))


def _cut_short(wages: Wages, held: Held) -> tuple[int, str] | None:
    """The last row and what ends with it, if the last area stops where the one held goes on."""
    if wages.others:  # rows of several files are counted anew in each
        return None
    row = int(wages.frame.index.max())
    area = str(wages.frame.at[row, "area"])
    if area not in held.wages.index.get_level_values(0):
        return None
    codes = set(wages.frame.loc[wages.frame["area"].eq(area), "soc_code"])
    before = set(held.wages.loc[[area]].index.get_level_values(1))
    last = max(codes)
    after = sorted(code for code in before if code > last)
    until = {code for code in before if code <= last}
    if len(after) < max(FEWEST_AT_END, SHARE_AT_END * len(before)):
        return None
    if len(until - codes) > MOST_LOST * len(until) or len(until) < FEWEST_AT_END:
        return None
    whose = "" if wages.level == "national" else f" for {area}"
    return row, (
        f"the lines end{whose} with {last}, where {held.named} goes on with {len(after):,} more "
        f"occupations to {after[-1]}; the file is cut short"
    )


def _totals(wages: Wages, held: Held, accepted: Collection[str]) -> Iterator[DataError]:
    """Areas without a line of all occupations, though others or the vintage held have one."""
    areas = set(wages.frame["area"].unique())
    have = set(wages.frame.loc[wages.frame["soc_code"].eq(TOTAL), "area"])
    before = held.wages.index[held.wages.index.get_level_values(1) == TOTAL]
    most_have = len(have) > MOST_TOTALS * len(areas)
    lost = sorted((areas if most_have else areas & set(before.get_level_values(0))) - have)
    if not lost:
        return
    named = ", ".join(lost[:NAMED]) + (f" and {len(lost) - NAMED} more" if lost[NAMED:] else "")
    problem = f"has no line of all occupations ({TOTAL}) for {named}"
    # That a selection has no total at all is told with what was understood of it.
    if most_have or _is_whole(wages, held):
        fix = f"add the line {TOTAL} of the release"
        yield refused_unless(accepted, "part", file=wages.file, problem=problem, fix=fix)


def _is_whole(wages: Wages, held: Held) -> bool:
    before = held.wages.index.get_level_values(1).unique()
    return bool(before.isin(wages.frame["soc_code"]).mean() > WHOLE)
