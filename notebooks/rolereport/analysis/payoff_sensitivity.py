"""What the lead of one pathway over another rests on: one assumption at a time, and where it turns.

Length of training, prices and the blended wage line are inputs of the model and no fields of
`PayoffAssumptions`; they are moved in the same way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd

from rolereport.analysis import payoff, payoff_returns
from rolereport.analysis.payoff import Inputs, Path, PayoffAssumptions, Stage
from rolereport.recall import recalled

HORIZON = "horizon_years"  # how far one looks ahead is a choice and not a doubt


@dataclass(frozen=True)
class Case:
    """All that a comparison of `pathway` with `baseline` rests on.

    Parameters
    ----------
    inputs
        Of these two; other pathways are passed over.
    """

    assumed: PayoffAssumptions
    inputs: Inputs
    pathway: str
    baseline: str


Outcome = Callable[[Case], float]
Ends = Mapping[str, tuple[Case, Case]]
Lengths = Mapping[str, tuple[Stage, ...]]


def lead(case: Case, measure: str = "present_value") -> float:
    """Dollars by which the pathway leads at the horizon; NaN where either is unknown."""
    a, b = own_path(case), base_path(case)
    if a is None or b is None:
        return np.nan
    return float(getattr(a, measure)[-1] - getattr(b, measure)[-1])


def rate(case: Case, base: Path | None = None) -> float:
    """The rate of return of the pathway over the baseline up to the horizon.

    Parameters
    ----------
    base
        The path of the baseline, if it is known already.
    """
    a, b = own_path(case), base or base_path(case)
    return np.nan if a is None or b is None else payoff_returns.rate_of_return(a, b)


def own_path(case: Case) -> Path | None:
    """The path of the pathway; None if it is not described."""
    return payoff.one_path(case.inputs, case.assumed, case.pathway)


def base_path(case: Case) -> Path | None:
    """The path of the baseline; None if it is not described."""
    return payoff.one_path(case.inputs, case.assumed, case.baseline)


def assumption_ends(case: Case, table: pd.DataFrame) -> dict[str, tuple[Case, Case]]:
    """The case with each varied assumption at its low and at its high end.

    Left out is an assumption whose end cannot go with the value of another.

    Parameters
    ----------
    table
        assumption, low, high; rows without both ends are held at their value.
    """
    ends = {
        name: (_possible(case, name, low), _possible(case, name, high))
        for name, low, high in _varied(table)
    }
    return {name: (low, high) for name, (low, high) in ends.items() if low and high}


def length_ends(case: Case, lengths: tuple[Lengths, Lengths]) -> dict[str, tuple[Case, Case]]:
    """The case with the shortest and the longest training, of either pathway in turn.

    Parameters
    ----------
    lengths
        As `payoff.stages_of` returns for the shortest and for the longest lengths.
    """
    short, long = lengths
    return {
        f"length_of_{which}": (_with_stages(case, short, way), _with_stages(case, long, way))
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
        [name, _turning_point(case, name, ends, outcome, central)] for name, *ends in _varied(table)
    ]
    return pd.DataFrame(rows, columns=["assumption", "flips_at"])


def _varied(table: pd.DataFrame) -> list[tuple[str, float, float]]:
    """Each assumption of the model that is moved, with both ends of its range."""
    names = {field.name for field in fields(PayoffAssumptions)} - {HORIZON}
    rows = zip(*(table[name].tolist() for name in ("assumption", "low", "high")), strict=True)
    return [row for row in rows if row[0] in names and not math.isnan(row[1] + row[2])]


def _moved(case: Case, name: str, value: float) -> Case:
    return replace(case, assumed=replace(case.assumed, **{name: float(value)}))


def _possible(case: Case, name: str, value: float) -> Case | None:
    """As `_moved`; None if the value cannot go with that of another assumption."""
    try:
        return _moved(case, name, value)
    except ValueError:
        return None


def with_inputs(case: Case, **changed: Mapping[str, Any]) -> Case:
    """The case with other inputs, as `payoff.Inputs` names them."""
    return replace(case, inputs=replace(case.inputs, **changed))


def _with_stages(case: Case, lengths: Lengths, way: str) -> Case:
    stages = case.inputs.stages
    return with_inputs(case, stages={**stages, way: lengths[way]}) if way in stages else case


def _turning_point(
    case: Case, name: str, ends: list[float], outcome: Outcome, central: float
) -> float:
    from scipy.optimize import brentq

    here = float(getattr(case.assumed, name))
    for end in ends:
        there = _possible(case, name, end)
        if there and end != here and central * outcome(there) < 0:
            return float(brentq(lambda x: outcome(_moved(case, name, x)), here, end, xtol=1e-6))
    return np.nan
