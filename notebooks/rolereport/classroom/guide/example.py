"""Three sentences as students write them, marked: with figures of the lessons' own table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from rolereport.classroom import pack

AREA, FIRST, SECOND = "TX", "laboratory-combined", "medical-assistant"
BUREAU = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics"


@dataclass(frozen=True)
class Marked:
    """A sentence, which lines of the rubric it satisfies (from 1), and why not the others."""

    sentence: str
    given: tuple[int, ...]
    why: str


def marked() -> list[Marked]:
    """A good, a middling and a poor sentence about the jobs and the state of the masters."""
    wages = pd.read_csv(pack.FOLDER / "wages.csv")
    here = wages[wages["area"] == AREA].set_index("role")
    place, year = here["area_name"].iloc[0], here["year"].iloc[0]
    first, second = (int(here.loc[role, "p50_annual"]) for role in (FIRST, SECOND))
    more, percent = first - second, round(100 * (first - second) / second)
    return [
        Marked(
            f"In {place} in May {year} the median pay of laboratory technologists and technicians, "
            f"whom the survey counts together, was ${first:,} a year, ${more:,} more than that of "
            f"medical assistants ({BUREAU}), and while the first work mainly with specimens, the "
            "second see most patients before and after the physician does.",
            (1, 2, 3, 4, 5, 6),
            "All six are there. It is long, and can still be read aloud in two breaths.",
        ),
        Marked(
            f"The median pay of laboratory workers in {place} is ${first:,} a year, ${more:,} more "
            "than that of medical assistants, according to the wage survey of the Bureau of Labor "
            "Statistics, because they need a degree.",
            (3, 4, 5),
            "“Laboratory workers” does not say which (1); no date (2); “because” claims a cause "
            "that no table shows, and nothing says that the line mixes two jobs (6).",
        ),
        Marked(
            f"Med techs earn on average {percent} percent more than medical assistants, so it is "
            "the better career.",
            (),
            "No job that “med tech” would name (1), no place and no date (2), a median called an "
            "average (3), no source (4), no other difference (5), and a judgement (6).",
        ),
    ]
