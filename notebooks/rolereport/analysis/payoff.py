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
from numpy.typing import ArrayLike, NDArray

from rolereport.analysis.distributions import HOURS_A_YEAR, quantile_function

Months = NDArray[np.float64]

EVERY_JOB = "all-occupations"
WEEKS_A_YEAR = 52

_NOT_TRAINING = "renewal"  # a stage that recurs during the career
_COLUMNS = [
    "pathway",
    "role",
    "month",
    "year",
    "pay",
    "cost",
    "net",
    "cumulative",
    "present_value",
]


@dataclass(frozen=True)
class PayoffAssumptions:
    """What the payoff model takes for granted.

    Parameters
    ----------
    experience_start_percentile, experience_upper_percentile
        Where in the role's published pay a worker stands at the start of the career, and from
        `experience_upper_years` on.
    experience_middle_years, experience_upper_years
        Years of experience at the median and at the upper percentile; the percentile climbs in a
        straight line to each.
    paid_stage_share
        Pay in a paid stage of training, as a share of starting pay in the role.
    varying_stage_share
        The same where some are paid and some are not.
    work_while_training_hours_a_week
        Hours of other work in each unpaid month of training.
    work_while_training_percentile
        What that work pays: this percentile of the pay of all occupations.
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

    experience_start_percentile: float
    experience_middle_years: float
    experience_upper_percentile: float
    experience_upper_years: float
    paid_stage_share: float
    varying_stage_share: float
    work_while_training_hours_a_week: float
    work_while_training_percentile: float
    cost_factor: float
    discount_rate: float
    horizon_years: float

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name.endswith("_percentile") and not 10 <= value <= 90:
                raise ValueError(f"{field.name} must lie from 10 to 90, not at {value}")
            if not value >= 0:
                raise ValueError(f"{field.name} must not be negative or unknown")
        if not 0 < self.experience_middle_years < self.experience_upper_years:
            raise ValueError("the years of the experience curve must ascend from 0")

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
        role, percentile, pay (dollars a year): one area and year of `percentiles_long`. With
        the role all-occupations, if other work beside training is assumed.
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
        (cumulative, discounted to graduation). NaN where the pay needed is not published. No rows
        if there are no stages.

    Raises
    ------
    ValueError
        If a pathway has no cost, an unknown one, more than one role, a stage of unknown length, or
        training that outlasts the horizon; or if a role has no pay.
    """
    training = spans[spans["kind"] != _NOT_TRAINING]
    prices = costs.groupby("pathway")["amount_usd"].sum(skipna=False)
    if training.empty:
        return pd.DataFrame(columns=_COLUMNS)
    return pd.concat(
        [
            _pathway(stages, pay, _price_of(prices, pathway), assumptions)
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
    behind = np.flatnonzero(lead <= 0)
    if not behind.size:
        return 0.0
    last = int(behind[-1])
    into_month = -lead[last] / (lead[last + 1] - lead[last])
    return float(months[last] + into_month) / 12


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


def _role_of(stages: pd.DataFrame) -> str:
    roles = stages["role"].unique()
    if len(roles) != 1:
        raise ValueError(f"{stages['pathway'].iloc[0]} leads to several roles: {', '.join(roles)}")
    return str(roles[0])


def _curve_of(pay: pd.DataFrame, role: str) -> Callable[[ArrayLike], Months]:
    known = pay[pay["role"] == role].sort_values("percentile")
    if known.empty:
        raise ValueError(f"no pay for the role {role}")
    return quantile_function(known["percentile"], known["pay"])


def _pathway(
    stages: pd.DataFrame, pay: pd.DataFrame, price: float, assumptions: PayoffAssumptions
) -> pd.DataFrame:
    role = _role_of(stages)
    month = np.arange(round(assumptions.horizon_years * 12) + 1, dtype=float)
    start = _career_start(stages, len(month) - 1)
    curve = _curve_of(pay, role)
    stage_share = _stage_share(stages, month, assumptions)
    unpaid = np.where(stage_share > 0, 0.0, _covered(month, 0, start))
    annual_pay = (
        stage_share * curve(assumptions.experience_start_percentile)
        + unpaid * _pay_beside_training(pay, assumptions)
        + _career_pay(month, start, curve, assumptions)
    )
    cost = assumptions.cost_factor * price * _cost_weights(month, start, unpaid)
    path = pd.DataFrame({"month": month.astype(int), "year": month / 12})
    path.insert(0, "pathway", stages["pathway"].iloc[0])
    path.insert(1, "role", role)
    return path.assign(**_sums(annual_pay / 12, cost, month, assumptions.discount_rate))


def _sums(pay: Months, cost: Months, month: Months, rate: float) -> dict[str, Months]:
    # numpy's sums, because those of pandas pass over an unknown month as if it paid nothing.
    net = pay - cost
    present_value = np.cumsum(net * (1 + rate) ** (-month / 12))
    return {
        "pay": pay,
        "cost": cost,
        "net": net,
        "cumulative": np.cumsum(net),
        "present_value": present_value,
    }


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
    return np.clip(np.minimum(month, end) - np.maximum(month - 1, start), 0, 1)


def _stage_share(stages: pd.DataFrame, month: Months, assumptions: PayoffAssumptions) -> Months:
    """Pay in training, month by month, as a share of starting pay; the best paid stage counts."""
    rate = {"yes": assumptions.paid_stage_share, "varies": assumptions.varying_stage_share}
    shares = [
        rate.get(stage.paid, 0.0) * _covered(month, stage.start_month, stage.end_month)
        for stage in stages.itertuples()
    ]
    return np.max(shares, axis=0)


def _pay_beside_training(pay: pd.DataFrame, assumptions: PayoffAssumptions) -> float:
    """Dollars a year from other work while training."""
    hours = assumptions.work_while_training_hours_a_week
    if hours == 0:
        return 0.0
    full_time = float(_curve_of(pay, EVERY_JOB)(assumptions.work_while_training_percentile))
    return full_time * hours * WEEKS_A_YEAR / HOURS_A_YEAR


def _career_pay(
    month: Months,
    start: float,
    curve: Callable[[ArrayLike], Months],
    assumptions: PayoffAssumptions,
) -> Months:
    """Annual rate of pay in each month of the career, 0 before."""
    experience = (month - 0.5 - start) / 12
    percentile = np.interp(
        experience,
        [0, assumptions.experience_middle_years, assumptions.experience_upper_years],
        [assumptions.experience_start_percentile, 50, assumptions.experience_upper_percentile],
    )
    worked = _covered(month, start, np.inf)
    return np.where(worked > 0, worked * curve(percentile), 0.0)


def _cost_weights(month: Months, start: float, unpaid: Months) -> Months:
    """The share of all costs that falls on each month."""
    at_graduation = (month == 0).astype(float)
    weights = next(
        each for each in (unpaid, _covered(month, 0, start), at_graduation) if each.any()
    )
    return weights / weights.sum()
