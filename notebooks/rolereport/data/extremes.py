"""What the whole of a vintage tells in a few figures."""

from __future__ import annotations

import pandas as pd

from rolereport.data import load
from rolereport.data.load import Level
from rolereport.reads import conclude


def greatest(level: Level, year: int) -> pd.DataFrame:
    """The greatest figure in each column of a vintage: one row, a column for each that has any."""
    return pd.DataFrame([_greatest(level, year)])


@conclude
def _greatest(level: Level, year: int) -> dict[str, float]:
    found = load.wages(level, year).select_dtypes("number").max().dropna()
    return {str(name): float(value) for name, value in found.items()}
