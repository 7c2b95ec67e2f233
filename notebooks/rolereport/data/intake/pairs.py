"""Lines of new wages beside the same lines of a vintage held."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rolereport.data.intake.references import Held
from rolereport.data.intake.release import Wages
from rolereport.data.oews.columns import NUMBERS, PAY


@dataclass(frozen=True)
class Pairs:
    """The lines that both have, and of them the figures that both have.

    Parameters
    ----------
    now, then
        Columns area and soc_code, then those of `NUMBERS` that both have; both have one index.
    rows
        By that index, the row of the file; empty if the wages come from several.
    """

    now: pd.DataFrame
    then: pd.DataFrame
    rows: pd.Series

    @property
    def figures(self) -> list[str]:
        """The columns of figures."""
        return [name for name in self.now if name in NUMBERS]

    @property
    def pay(self) -> list[str]:
        """The columns of pay."""
        return [name for name in self.now if name in PAY]

    def moves(self, column: str) -> pd.Series:
        """The natural logarithm of new over old by row; NaN where either has no figure above 0."""
        now, then = (side[column].where(side[column] > 0) for side in (self.now, self.then))
        return np.log(now / then)

    def line(self, place: Hashable) -> str:
        """Which line it is, such as `US 31-9092`."""
        area, code = self.now.loc[place, ["area", "soc_code"]]
        return f"{area} {code}"

    def row(self, place: Hashable) -> int | str:
        """The row of the file; of several files the line itself."""
        return int(self.rows[place]) if len(self.rows) else self.line(place)


def paired(wages: Wages, held: Held) -> Pairs:
    """The lines of `wages` that `held` has too, side by side."""
    frame = wages.frame.reset_index(names="row")
    places = held.lines.get_indexer(frame["area"] + " " + frame["soc_code"])
    both = [name for name in NUMBERS if name in frame and name in held.wages]
    now = frame.loc[places >= 0, ["area", "soc_code", *both]]
    then = held.wages[both].iloc[places[places >= 0]].set_axis(now.index)
    rows = frame.loc[now.index, "row"]
    return Pairs(now, then, rows[:0] if wages.others else rows)
