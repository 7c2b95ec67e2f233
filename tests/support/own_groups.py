"""Groups of own people and official lines, small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.data.own import COLUMNS, FIGURES

SPREAD = {"p10": 0.8, "p25": 0.9, "p50": 1.0, "p75": 1.1, "p90": 1.3}


def group(
    role: str = "medical-assistant",
    area: str = "TX",
    people: float = 60,
    *,
    median: float = 46_000,
    margin: float = 1_000,
    hidden: str = "",
    month: str = "",
    points: tuple[str, ...] = tuple(SPREAD),
) -> dict[str, object]:
    """A row of the summary: percentiles at fixed shares of the median, one margin for each."""
    row: dict[str, object] = dict.fromkeys(COLUMNS, np.nan)
    row |= {"role": role, "area": area, "hidden": hidden, "kind": "workbook", "month": month}
    if hidden:
        return row
    for point in points:
        pay = median * SPREAD[point]
        row |= {point: pay, f"{point}_low": pay - margin, f"{point}_high": pay + margin}
    return row | {"people": people}


def groups(*rows: dict[str, object]) -> pd.DataFrame:
    """A summary of `rows`, typed as `data.own.held` gives it."""
    frame = pd.DataFrame(list(rows or [group()]), columns=[*COLUMNS]).assign(factor=1.0)
    return frame.astype(dict.fromkeys(["people", *FIGURES], "float64"))


def line(median: float = 45_000, area: str = "TX", **changed: object) -> dict[str, object]:
    """An official row as `own_pay.official` gives it, percentiles at the same shares."""
    pay = {f"{point}_annual": median * share for point, share in SPREAD.items()}
    row: dict[str, object] = {"role": "medical-assistant", "official_area": area, "year": 2025}
    row |= {"soc_code": "31-9092", "relation": "own", "codes": "", "employment": 1_000.0}
    return row | pay | {"mean_rse": 1.0, "ceiling_annual": np.nan} | changed


def lines(*rows: dict[str, object]) -> pd.DataFrame:
    """Official rows as a frame."""
    return pd.DataFrame(list(rows or [line()]))
