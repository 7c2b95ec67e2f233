"""Cumulative pay from high-school graduation: training without pay, its cost, then a career.

A model, not a measurement: OEWS does not know who has how much experience. Pay climbs through
the published percentiles of the role along an assumed experience curve; everything assumed is a
field of `PayoffAssumptions`. Pay is before tax and benefits, in the dollars of the percentiles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rolereport.analysis.distributions import quantile_function

Months = NDArray[np.float64]

_NOT_TRAINING = "renewal"  # a stage that recurs during the career


@dataclass(frozen=True)
class PayoffAssumptions:
    """What the payoff model takes for granted.

    Parameters
    ----------
    start_percentile, middle_percentile, late_percentile
        Where in the role's published pay a worker stands at the start of the career, after
        `middle_years` and from `late_years` on; linear in between.
    middle_years, late_years
        Years of experience at the second and third knot of the curve.
    paid_stage_share
        Pay in a paid stage of training, as a share of starting pay in the role.
    varying_stage_share
        The same where some are paid and some are not.
    cost_factor
        Multiplies every cost of training: 1 takes the costs as given.
    discount_rate
        A year, as a share: 0.03 is 3 percent.
    horizon_years
        How many years after graduation the reckoning ends.

    Raises
    ------
    ValueError
        If percentiles leave 10 to 90, the knots are out of order, or a share, factor, rate or
        horizon is negative.
    """

    start_percentile: float = 25
    middle_percentile: float = 50
    late_percentile: float = 75
    middle_years: float = 5
    late_years: float = 15
    paid_stage_share: float = 0.8
    varying_stage_share: float = 0.0
    cost_factor: float = 1.0
    discount_rate: float = 0.03
    horizon_years: float = 20

    def __post_init__(self) -> None:
        percentiles = (self.start_percentile, self.middle_percentile, self.late_percentile)
        if not all(10 <= percentile <= 90 for percentile in percentiles):
            raise ValueError(f"percentiles must lie from 10 to 90: {percentiles}")
        if not 0 < self.middle_years < self.late_years:
            raise ValueError("the years of the experience curve must ascend from 0")
        for field in fields(self):
            if not getattr(self, field.name) >= 0:
                raise ValueError(f"{field.name} must not be negative or unknown")

    @classmethod
    def from_table(cls, table: pd.DataFrame) -> Self:
        """Assumptions from rows of assumption (a field's name, `-` or `_`), value, low, high.

        Rows of other assumptions are passed over.

        Raises
        ------
        ValueError
            If a field has no row, or its value is not allowed.
        """
        values = dict(zip(_field_names(table), table["value"].astype(float), strict=True))
        names = [field.name for field in fields(cls)]
        missing = [name for name in names if name not in values]
        if missing:
            raise ValueError(f"the table of assumptions lacks {', '.join(missing)}")
        return cls(**{name: values[name] for name in names})


def cumulative_pay(
    spans: pd.DataFrame,
    pay: pd.DataFrame,
    costs: pd.DataFrame,
    assumptions: PayoffAssumptions,
) -> pd.DataFrame:
    """Pay less training cost, month by month from high-school graduation, for each pathway.

    The career starts when the last stage ends. Costs fall evenly on the unpaid months of
    training (on all of its months if each is paid, at graduation if there are none).

    Parameters
    ----------
    spans
        One row for each stage: pathway, role, kind, start_month, end_month (months from
        graduation), paid (yes, no, varies). Renewals are passed over. Give the stages to be
        counted only.
    pay
        role, percentile, pay (dollars a year): one area and year of `percentiles_long`.
    costs
        pathway, amount_usd: rows add up; a free pathway needs a row of 0, because an absent row
        would mean unknown.
    assumptions
        The experience curve and the rest.

    Returns
    -------
    DataFrame
        pathway, role, month (0 = graduation; other rows are the month that ends then), year
        (month / 12), pay, cost, net (dollars in that month), cumulative (dollars), present_value
        (cumulative, discounted to graduation). NaN where the pay needed is not published.

    Raises
    ------
    ValueError
        If a pathway has no cost, an unknown one, more than one role, a stage of unknown length, or
        training that outlasts the horizon; or if a role has no pay.
    """
    training = spans[spans["kind"] != _NOT_TRAINING]
    prices = costs.groupby("pathway")["amount_usd"].sum(skipna=False)
    return pd.concat(
        [
            _pathway(stages, _curve_of(pay, stages), _price_of(prices, pathway), assumptions)
            for pathway, stages in training.groupby("pathway", sort=False)
        ],
        ignore_index=True,
    )


def overtaking_year(a: pd.DataFrame, b: pd.DataFrame, measure: str = "present_value") -> float:
    """When pathway A pulls ahead of pathway B for good.

    Parameters
    ----------
    a, b
        Rows of one pathway each, as `cumulative_pay` returns, over the same months.
    measure
        cumulative or present_value.

    Returns
    -------
    float
        Years from graduation after which A stays ahead up to the horizon (0 if it always is), NaN
        if it is not ahead at the horizon or pay is unknown.

    Raises
    ------
    ValueError
        If the two do not cover the same months.
    """
    months = a["month"].to_numpy(dtype=float)
    if not np.array_equal(months, b["month"].to_numpy(dtype=float)):
        raise ValueError("the two pathways do not cover the same months")
    lead = a[measure].to_numpy() - b[measure].to_numpy()
    if np.isnan(lead).any() or lead[-1] <= 0:
        return np.nan
    last = int(np.flatnonzero(lead <= 0).max())
    into_month = -lead[last] / (lead[last + 1] - lead[last])
    return float(months[last] + into_month) / 12


def overtaking_table(
    paths: pd.DataFrame, baseline: str, measure: str = "present_value"
) -> pd.DataFrame:
    """When each pathway pulls ahead of the pathway `baseline`, and by how much at the horizon.

    Returns
    -------
    DataFrame
        pathway, role, baseline, overtaking_year (see `overtaking_year`), lead_at_horizon (dollars);
        one row for each other pathway, in the order of `paths`.

    Raises
    ------
    ValueError
        If `paths` lacks the baseline.
    """
    reference = paths[paths["pathway"] == baseline]
    if reference.empty:
        raise ValueError(f"no pathway {baseline}")
    rows = [
        {
            "pathway": pathway,
            "role": path["role"].iloc[0],
            "baseline": baseline,
            "overtaking_year": overtaking_year(path, reference, measure),
            "lead_at_horizon": path[measure].iloc[-1] - reference[measure].iloc[-1],
        }
        for pathway, path in paths.groupby("pathway", sort=False)
        if pathway != baseline
    ]
    return pd.DataFrame(rows)


def sensitivity(outcome: Callable[[PayoffAssumptions], float], table: pd.DataFrame) -> pd.DataFrame:
    """How an outcome answers when one assumption at a time goes to its low and its high value.

    Parameters
    ----------
    outcome
        The number of interest under given assumptions.
    table
        assumption, value, low, high; rows without both ends are held at their value.

    Returns
    -------
    DataFrame
        assumption, value, low, high, outcome_low, outcome, outcome_high (at the low value, as
        assumed, at the high value), swing (widest less narrowest of the three); the widest swing
        first, unknown swings last.

    Raises
    ------
    ValueError
        If the table does not make valid assumptions.
    """
    central = PayoffAssumptions.from_table(table)
    named = table.assign(field=_field_names(table)).dropna(subset=["low", "high"])
    moved = named[named["field"].isin([field.name for field in fields(central)])]
    answers = moved[["assumption", "value", "low", "high"]].assign(
        outcome_low=_outcomes(outcome, central, moved, "low"),
        outcome=outcome(central),
        outcome_high=_outcomes(outcome, central, moved, "high"),
    )
    ends = answers[["outcome_low", "outcome", "outcome_high"]]
    answers["swing"] = ends.max(axis=1, skipna=False) - ends.min(axis=1, skipna=False)
    return answers.sort_values("swing", ascending=False, kind="stable", ignore_index=True)


def _field_names(table: pd.DataFrame) -> pd.Series:
    return table["assumption"].str.replace("-", "_")


def _outcomes(
    outcome: Callable[[PayoffAssumptions], float],
    central: PayoffAssumptions,
    moved: pd.DataFrame,
    end: str,
) -> list[float]:
    return [
        outcome(replace(central, **{name: float(value)}))
        for name, value in zip(moved["field"], moved[end], strict=True)
    ]


def _price_of(prices: pd.Series, pathway: object) -> float:
    price = float(prices.get(pathway, np.nan))
    if np.isnan(price):
        raise ValueError(f"the cost of {pathway} is unknown; give 0 if it is free")
    return price


def _curve_of(pay: pd.DataFrame, stages: pd.DataFrame) -> Callable[[Months], Months]:
    roles = stages["role"].unique()
    if len(roles) != 1:
        raise ValueError(f"{stages['pathway'].iloc[0]} leads to several roles: {', '.join(roles)}")
    known = pay[pay["role"] == roles[0]].sort_values("percentile")
    if known.empty:
        raise ValueError(f"no pay for the role {roles[0]}")
    return quantile_function(known["percentile"], known["pay"])


def _pathway(
    stages: pd.DataFrame,
    curve: Callable[[Months], Months],
    price: float,
    assumptions: PayoffAssumptions,
) -> pd.DataFrame:
    month = np.arange(round(assumptions.horizon_years * 12) + 1, dtype=float)
    start = _career_start(stages, len(month) - 1)
    stage_share = _stage_share(stages, month, assumptions)
    starting_pay = float(curve(np.array([assumptions.start_percentile]))[0])
    pay = (stage_share * starting_pay + _career_pay(month, start, curve, assumptions)) / 12
    cost = assumptions.cost_factor * price * _cost_weights(month, start, stage_share)
    path = pd.DataFrame({"month": month.astype(int), "year": month / 12, "pay": pay, "cost": cost})
    path.insert(0, "pathway", stages["pathway"].iloc[0])
    path.insert(1, "role", stages["role"].iloc[0])
    return path.assign(**_sums(pay - cost, month, assumptions.discount_rate))


def _sums(net: Months, month: Months, rate: float) -> dict[str, Months]:
    # numpy's sums, because those of pandas pass over an unknown month as if it paid nothing.
    present_value = np.cumsum(net * (1 + rate) ** (-month / 12))
    return {"net": net, "cumulative": np.cumsum(net), "present_value": present_value}


def _career_start(stages: pd.DataFrame, horizon: int) -> float:
    pathway = stages["pathway"].iloc[0]
    if stages[["start_month", "end_month"]].isna().any(axis=None):
        raise ValueError(f"{pathway} has a stage of unknown length")
    start = float(stages["end_month"].max())
    if start >= horizon:
        raise ValueError(f"the training of {pathway} outlasts the horizon of {horizon} months")
    return start


def _covered(month: Months, start: float, end: float) -> Months:
    """Share of each month (the one that ends at `month`) between `start` and `end`."""
    months = np.minimum(month, end) - np.maximum(month - 1, start)
    return np.where(month > 0, np.clip(months, 0, 1), 0.0)


def _stage_share(stages: pd.DataFrame, month: Months, assumptions: PayoffAssumptions) -> Months:
    """Pay in training, month by month, as a share of starting pay; the best paid stage counts."""
    rate = {"yes": assumptions.paid_stage_share, "varies": assumptions.varying_stage_share}
    shares = [
        rate.get(stage.paid, 0.0) * _covered(month, stage.start_month, stage.end_month)
        for stage in stages.itertuples()
    ]
    return np.max(shares, axis=0)


def _career_pay(
    month: Months,
    start: float,
    curve: Callable[[Months], Months],
    assumptions: PayoffAssumptions,
) -> Months:
    """Annual rate of pay in each month of the career, 0 before."""
    experience = (month - 0.5 - start) / 12
    percentile = np.interp(
        experience,
        [0, assumptions.middle_years, assumptions.late_years],
        [assumptions.start_percentile, assumptions.middle_percentile, assumptions.late_percentile],
    )
    worked = _covered(month, start, np.inf)
    return np.where(worked > 0, worked * curve(percentile), 0.0)


def _cost_weights(month: Months, start: float, stage_share: Months) -> Months:
    """The share of all costs that falls on each month."""
    training = _covered(month, 0, start)
    unpaid = np.where(stage_share > 0, 0.0, training)
    at_graduation = (month == 0).astype(float)
    weights = next(each for each in (unpaid, training, at_graduation) if each.any())
    return weights / weights.sum()
