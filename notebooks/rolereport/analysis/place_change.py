"""How pay changed in each place between two vintages that are years apart."""

from __future__ import annotations

import pandas as pd

KEY = ["area", "role"]


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
    columns = [*KEY, "relation", "p50_annual"]
    start, end = (
        wages.loc[wages["year"] == year, columns].dropna(subset=["p50_annual"])
        for year in (first_year, last_year)
    )
    both = start.merge(end, on=[*KEY, "relation"], suffixes=("_first", "_last"))
    both = both.rename(columns={"p50_annual_first": "first", "p50_annual_last": "last"})
    return both.assign(percent=both["last"] / both["first"] - 1).drop(columns="relation")
