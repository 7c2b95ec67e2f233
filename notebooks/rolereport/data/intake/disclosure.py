"""Which figures of groups of people may leave this process, so that they show nobody's salary.

The rules are those by which statistical offices check what researchers take away:

- a figure rests on at least ten people, unless the owner of the data says otherwise;
- no difference of two figures that are shown may rest on fewer (complementary suppression);
- no figure is shown of a group in which more than nine in ten people are paid the same, as it
  would say what each of them is paid (group disclosure).

Bond, Brandt and de Wolf (2015), Guidelines for the checking of output based on microdata research
(https://cros.ec.europa.eu/system/files/2024-02/Output-checking-guidelines.pdf); the Australian
Bureau of Statistics asks for the same ten people, of differences too (Rule of 10, DataLab).

A percentile parts a group in two. Each part is held to half the smallest group, which is the
threshold of five that is usual for a cell, so that by default the median is shown from 10 people,
quartiles from 20, and the 10th and 90th percentile from 50. The end of an interval is shown where
at least three people are paid that or lie beyond it.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

BEYOND_END = 3
ALIKE = 0.9
PUBLISHED_TO = 10  # dollars, as annual wages are published
ENDS_TO = 100  # dollars: the end of an interval claims no more
# Why a group is not shown.
FEW, REST, SAME = "few", "rest", "alike"


def hidden(groups: pd.DataFrame, smallest: int) -> pd.Series:
    """Why each group is not to be shown, "" if it may be.

    Parameters
    ----------
    groups
        role, area ("" for all areas), people, alike (largest share paid the same, 0 to 1); each
        person is counted in one area at most, and in the role over all areas.
    smallest
        Groups of fewer people are not shown.

    Returns
    -------
    Series
        `few`: fewer people than `smallest`; `alike`: nearly all are paid the same; `rest`: with
        the areas shown, it would tell of people in an area that is not.
    """
    why = pd.Series("", index=groups.index).mask(groups["alike"] > ALIKE, SAME)
    why = why.mask(groups["people"] < smallest, FEW)
    everywhere = groups["area"].eq("")
    shown = groups["people"].where(why.eq("") & ~everywhere, 0)
    in_areas = shown.groupby(groups["role"]).transform("sum")
    rest = groups["people"] - in_areas
    telling = (why.eq(SAME) & ~everywhere).groupby(groups["role"]).transform("any")
    telling |= rest.between(1, smallest - 1)
    return why.mask(everywhere & why.eq("") & telling, REST)


def allowed(people: int, percentile: float, smallest: int) -> bool:
    """Whether a percentile has enough people on either side of it."""
    side = people * min(percentile, 100 - percentile) / 100
    return side >= math.ceil(smallest / 2)


def rounded_ends(pay: np.ndarray, low: float, high: float) -> tuple[float, float]:
    """An interval rounded outwards; NaN at both ends if either would show the pay of a few."""
    ends = min((pay <= low).sum(), (pay >= high).sum())
    if ends < BEYOND_END:
        return math.nan, math.nan
    return math.floor(low / ENDS_TO) * ENDS_TO, math.ceil(high / ENDS_TO) * ENDS_TO


def largest_share(pay: np.ndarray) -> float:
    """The share of a group that is paid what most of it are."""
    return float(np.unique(rounded(pay), return_counts=True)[1].max() / len(pay))


def rounded(pay: np.ndarray) -> np.ndarray:
    """Pay as published wages are rounded, halves up."""
    return np.floor(pay / PUBLISHED_TO + 0.5) * PUBLISHED_TO
