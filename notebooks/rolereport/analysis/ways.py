"""Which ways into a job count in a place: the one rule for every chapter.

A state's own ways alone, for a job that has any there; else those that no single state defines;
else all, as examples from other states.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def in_state(ways: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    """The ways that count in `states`, job by job.

    Parameters
    ----------
    ways
        role and state ("" where no single state defines the way).
    states
        Postal codes; none for the nation.

    Returns
    -------
    DataFrame
        The rows of `ways` that count, in their order.
    """
    rules = list(zip(ways["role"], ways["state"], strict=True))
    has_own = {role for role, state in rules if state in states}
    has_national = {role for role, state in rules if state == ""}
    counts = [
        state in states if role in has_own else state == "" or role not in has_national
        for role, state in rules
    ]
    return ways[np.array(counts, dtype=bool)]


def usual(ways: pd.DataFrame) -> pd.DataFrame:
    """The usual ways into each job, or all of its ways where none is usual.

    Parameters
    ----------
    ways
        role and usual_entry (yes, no): whether the way gives the education which the employment
        projections call typical for entry.
    """
    entries = list(zip(ways["role"], ways["usual_entry"], strict=True))
    has_usual = {role for role, usual_entry in entries if usual_entry == "yes"}
    counts = [usual_entry == "yes" or role not in has_usual for role, usual_entry in entries]
    return ways[np.array(counts, dtype=bool)]


def counted_ways(first_paid: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    """Which ways are summed up for their job, and which make up its typical figure.

    Parameters
    ----------
    first_paid
        As `training.first_paid_day` returns.
    states
        Postal codes; none for the nation.

    Returns
    -------
    DataFrame
        `first_paid` with counted: False where the first pay comes in another job, and where
        `in_state` leaves the way out; and usual: True for a counted way that is usual, or where
        its job has none that is.
    """
    own_job = first_paid[first_paid["role"] == first_paid["first_paid_role"]]
    counted = in_state(own_job, states)
    return first_paid.assign(
        counted=first_paid.index.isin(counted.index),
        usual=first_paid.index.isin(usual(counted).index),
    )
