"""How pay changed in each place between two vintages that are years apart."""

from __future__ import annotations

import math

import pandas as pd

from rolereport.analysis.rows import framed

KEY = ["area", "role"]
CHANGES = {
    "area": "str",
    "role": "str",
    "first": "float64",
    "last": "float64",
    "percent": "float64",
}


def between(wages: pd.DataFrame, first_year: int, last_year: int) -> pd.DataFrame:
    """Median pay of each role in each area in two years, and the change.

    Parameters
    ----------
    wages
        area, role, relation, year, p50_annual, in the dollars to be compared.

    Returns
    -------
    DataFrame
        area, role, first, last (medians), percent (share). Only where both years are published and
        the line measures the same in both: a blend is not compared with its parts.
    """
    columns = [*KEY, "relation", "year", "p50_annual"]
    known = {
        (area, role, relation, year): pay
        for area, role, relation, year, pay in zip(*(wages[name] for name in columns), strict=True)
        if not math.isnan(pay)
    }
    rows = [
        (area, role, first, last, last / first - 1)
        for (area, role, relation, year), first in known.items()
        if year == first_year and (last := known.get((area, role, relation, last_year)))
    ]
    return framed(rows, CHANGES)
