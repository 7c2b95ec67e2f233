"""What the lead of one pathway over another rests on: one assumption at a time, and where it turns.

Length of training, prices and the blended wage line are inputs of the model and no fields of
`PayoffAssumptions`; they are moved in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from rolereport.analysis import payoff, payoff_returns
from rolereport.analysis.payoff import Path, PayoffAssumptions
from rolereport.recall import recalled

HORIZON = "horizon_years"  # how far one looks ahead is a choice and not a doubt


@dataclass(frozen=True)
class Case:
    """All that a comparison of `pathway` with `baseline` rests on.

    Parameters
    ----------
    spans, pay, prices
        As for `payoff.cumulative_pay`; other pathways are passed over.
    """

    assumed: PayoffAssumptions
    spans: pd.DataFrame
    pay: pd.DataFrame
    prices: pd.DataFrame
    pathway: str
    baseline: str


Outcome = Callable[[Case], float]
Ends = Mapping[str, tuple[Case, Case]]


def lead(case: Case, measure: str = "present_value") -> float:
    """Dollars by which the pathway leads at the horizon; NaN where either is unknown."""
    a, b = two_paths(case)
    if a is None or b is None:
        return np.nan
    return float(getattr(a, measure)[-1] - getattr(b, measure)[-1])


def rate(case: Case) -> float:
    """The rate of return of the pathway over the baseline up to the horizon."""
    a, b = two_paths(case)
    return np.nan if a is None or b is None else payoff_returns.rate_of_return(a, b)


def two_paths(case: Case) -> tuple[Path | None, Path | None]:
    """The paths of the pathway and of the baseline; None for one that is not described."""
    a, b = (
        payoff.one_path(case.spans, case.pay, case.prices, case.assumed, way)
        for way in (case.pathway, case.baseline)
    )
    return a, b


def assumption_ends(case: Case, table: pd.DataFrame) -> dict[str, tuple[Case, Case]]:
    """The case with each varied assumption at its low and at its high end.

    Left out is an assumption whose end cannot go with the value of another.

    Parameters
    ----------
    table
        assumption, low, high; rows without both ends are held at their value.
    """
    return {
        row.assumption: (
            _moved(case, row.assumption, row.low),
            _moved(case, row.assumption, row.high),
        )
        for row in _varied(table).itertuples()
        if _possible(case, row.assumption, row.low) and _possible(case, row.assumption, row.high)
    }


def length_ends(
    case: Case, lengths: tuple[pd.DataFrame, pd.DataFrame]
) -> dict[str, tuple[Case, Case]]:
    """The case with the shortest and the longest training, of either pathway in turn.

    Parameters
    ----------
    lengths
        As `training.stage_spans` returns for the shortest and for the longest lengths.
    """
    role_of = dict(zip(case.spans["pathway"], case.spans["role"], strict=True))
    short, long = (
        each.assign(role=each["pathway"].map(role_of)).dropna(subset="role") for each in lengths
    )
    return {
        f"length_of_{which}": (_with_spans(case, short, way), _with_spans(case, long, way))
        for which, way in (("pathway", case.pathway), ("baseline", case.baseline))
    }


def swings(outcome: Outcome, case: Case, ends: Ends) -> pd.DataFrame:
    """How an outcome answers when one thing at a time goes to its low and to its high end.

    Parameters
    ----------
    outcome
        The number of interest.
    case
        Everything as assumed.
    ends
        Name to the case at the low and at the high end.

    Returns
    -------
    DataFrame
        assumption, outcome_low, outcome, outcome_high, swing (widest less narrowest of the three),
        turns (whether the outcome changes its sign at an end); the widest swing first, unknown
        swings last.
    """
    central = outcome(case)
    rows = [[name, outcome(low), central, outcome(high)] for name, (low, high) in ends.items()]
    table = pd.DataFrame(rows, columns=["assumption", "outcome_low", "outcome", "outcome_high"])
    three = table[["outcome_low", "outcome", "outcome_high"]].astype(float)
    table["swing"] = three.max(axis=1, skipna=False) - three.min(axis=1, skipna=False)
    table["turns"] = (three.min(axis=1) <= 0) & (three.max(axis=1) > 0)
    return table.sort_values("swing", ascending=False, kind="stable", ignore_index=True)


@recalled
def turning_points(case: Case, table: pd.DataFrame, outcome: Outcome = lead) -> pd.DataFrame:
    """At which value of each varied assumption the outcome is nothing: there the verdict flips.

    Parameters
    ----------
    table
        assumption, low, high.

    Returns
    -------
    DataFrame
        assumption, flips_at (the value nearest to that assumed, NaN if the outcome keeps its sign
        between both ends).
    """
    central = outcome(case)
    rows = [
        [row.assumption, _turning_point(case, row, outcome, central)]
        for row in _varied(table).itertuples()
    ]
    return pd.DataFrame(rows, columns=["assumption", "flips_at"])


def _varied(table: pd.DataFrame) -> pd.DataFrame:
    names = {field.name for field in fields(PayoffAssumptions)} - {HORIZON}
    return table[table["assumption"].isin(names)].dropna(subset=["low", "high"])


def _moved(case: Case, name: str, value: float) -> Case:
    return replace(case, assumed=replace(case.assumed, **{name: float(value)}))


def _possible(case: Case, name: str, value: float) -> bool:
    try:
        return bool(_moved(case, name, value))
    except ValueError:
        return False


def _with_spans(case: Case, spans: pd.DataFrame, way: str) -> Case:
    other, own = case.spans["pathway"] != way, spans["pathway"] == way
    return replace(case, spans=pd.concat([case.spans[other], spans[own]], ignore_index=True))


def _turning_point(case: Case, row: object, outcome: Outcome, central: float) -> float:
    from scipy.optimize import brentq

    name = str(row.assumption)  # type: ignore[attr-defined]
    here = float(getattr(case.assumed, name))
    for end in (float(row.low), float(row.high)):  # type: ignore[attr-defined]
        if end != here and _possible(case, name, end):
            there = outcome(_moved(case, name, end))
            if central * there < 0:
                found = brentq(lambda x: outcome(_moved(case, name, x)), here, end, xtol=1e-6)
                return float(found)
    return np.nan
