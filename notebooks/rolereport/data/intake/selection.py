"""Wages of a few areas or occupations for a month that is held: the others stay as they are held.

A state's own numbers, or those of health occupations only, revise the lines that they have. The
report reads one set of wages of a month and level, so the set is made whole from the one held.
"""

from __future__ import annotations

import pandas as pd

from rolereport.data.oews.columns import COLUMNS, KEY

WHOLE = 0.5  # with at least this share of the lines held, what else is held has been withdrawn


def others_held(wages: pd.DataFrame, held: pd.DataFrame | None) -> pd.DataFrame:
    """The lines of `held` that stay beside `wages`: none, unless those are a selection.

    Parameters
    ----------
    wages, held
        area, soc_code and more, one row each; `held` as text, None where nothing is.
    """
    if held is None:
        return pd.DataFrame(columns=list(KEY))
    here = pd.MultiIndex.from_frame(wages[list(KEY)])
    again = pd.MultiIndex.from_frame(held[list(KEY)]).isin(here)
    return held[~again] if again.mean() < WHOLE else held[:0]


def completed(wages: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Both as text, in one frame in the order of the codebook; what one has not is empty."""
    both = pd.concat([wages, others]) if len(others) else wages
    columns = [name for name in COLUMNS if name in both]
    return both[columns].fillna("").sort_values(list(KEY), ignore_index=True)
