"""Nominal or real dollars, as an edition asks for them."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.trends import real


def in_dollars(wages: pd.DataFrame, dollars: str, cpi: pd.DataFrame, to_year: int) -> pd.DataFrame:
    """`wages` as published (`nominal`), or in dollars of May of `to_year` (`real`).

    Adds the column `dollars_of`: the year whose dollars the pay is in.
    """
    if dollars == "real":
        return real(wages, cpi, to_year)
    return wages.assign(dollars_of=wages["year"])
