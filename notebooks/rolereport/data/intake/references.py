"""The wages that are held already, for new ones to be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from rolereport import reads, vintages
from rolereport.data.oews.columns import KEY, NUMBERS
from rolereport.data.oews.sidecar import title
from rolereport.paths import DATA


@dataclass(frozen=True)
class Held:
    """A vintage of one level.

    Parameters
    ----------
    folder
        Where it lies.
    level
        national, states or metros.
    """

    folder: Path
    level: str

    @property
    def month(self) -> str:
        """Its month, such as 2025-05."""
        return vintages.month(self.folder)

    @property
    def named(self) -> str:
        """Its month as a sentence names it, such as May 2025."""
        return title(self.month).rpartition(", ")[2]

    @cached_property
    def wages(self) -> pd.DataFrame:
        """Its figures as floats by area and SOC code."""
        path = self.folder / f"{self.level}.csv"
        types = dict.fromkeys(KEY, "str") | dict.fromkeys(NUMBERS, "float64")
        wanted = {*KEY, *NUMBERS}
        frame = pd.read_csv(reads.file(path), dtype=types, usecols=lambda name: name in wanted)
        return frame.set_index(list(KEY))

    @cached_property
    def lines(self) -> pd.Index:
        """Area and SOC code of each line as one text, such as `TX 31-9092`."""
        index = self.wages.index
        return pd.Index(index.get_level_values(0) + " " + index.get_level_values(1))


def nearest(month: str, level: str, data: Path = DATA) -> Held | None:
    """What is held of that month; else the last before it; else the first after it."""
    held = vintages.holding(level, data)
    not_later = [folder for folder in held if vintages.month(folder) <= month]
    found = not_later[-1:] or held[:1]
    return Held(found[0], level) if found else None


def of_other_months(month: str, level: str, data: Path = DATA) -> Iterator[Held]:
    """Every vintage held of the level but those of that month, the latest first."""
    for folder in reversed(vintages.holding(level, data)):
        if vintages.month(folder) != month:
            yield Held(folder, level)


def years_apart(month: str, other: str) -> int:
    """Whole years between two months, such as 2026-05 and 2024-05; never negative."""
    return abs(int(month[:4]) - int(other[:4]))
