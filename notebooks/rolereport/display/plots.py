"""What a chart of several plots, or bars of several parts, is told of each of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

PLOT = 2.8  # inches of plot
WRAP = 26  # letters of a heading to a line: to the right of the latest upright


class Point(NamedTuple):
    """A value of a line in a year."""

    line: str
    segment: str
    role: str
    label: str
    year: int
    value: float


@dataclass(frozen=True)
class Panel:
    """One plot of lines.

    Attributes
    ----------
    series
        One row a line and year: `role`, `label`, `year`, `segment` and the measure. Unknown years
        leave a gap in the line.
    measure
        Column to draw.
    write
        Turns a value into the label of a tick or of the end of a line.
    breaks
        Those of the figure's breaks that cut a line of this plot: `year`.
    heading
        What tells this plot from its neighbours; "" for a plot alone.
    by
        Column that tells the lines apart.
    dotted
        Values of `by` whose line is dotted: what is projected and not counted.
    aside
        All labels stand to the right of the last year, where other lines run on past some.
    height
        Inches.
    """

    series: pd.DataFrame
    measure: str
    write: Callable[[float], str]
    breaks: pd.DataFrame
    heading: str = ""
    by: str = "role"
    dotted: frozenset[str] = frozenset()
    aside: bool = False
    height: float = PLOT

    @property
    def points(self) -> list[Point]:
        """The rows of the series one by one."""
        columns = [self.by, "segment", "role", "label", "year", self.measure]
        rows = zip(*(self.series[column] for column in columns), strict=True)
        return [Point(*row) for row in rows]

    @property
    def head(self) -> str:
        """The heading as it is wrapped."""
        return "\n".join(textwrap.wrap(self.heading, WRAP))


@dataclass(frozen=True)
class DotPanel:
    """One ranking: its name, its rows and the lines to compare them with.

    Parameters
    ----------
    rows
        Top to bottom: `area`, `place` (its name), `nominal`, `adjusted` (dollars) and `left_out`
        (why the place is not ranked, or empty). A row whose `area` is empty is a remark.
    references
        Dollars at which to draw a line to what it is called; NaN draws none.
    """

    name: str
    rows: pd.DataFrame
    colour: str
    references: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One part of the change: the column that holds it, what it is called and how it is drawn."""

    column: str
    name: str
    alpha: float = 1.0
    hollow: bool = False
