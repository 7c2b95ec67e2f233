"""Cumulative pay from high-school graduation: training without pay, its cost, then a career.

A model, not a measurement: OEWS does not know who has how much experience. Pay climbs through
the published percentiles of the role along an assumed experience curve; everything assumed is a
field of `PayoffAssumptions`. Pay is before tax and benefits, in the dollars of the percentiles.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from rolereport.analysis.distributions import HOURS_A_YEAR, quantile_function

Months = NDArray[np.float64]

EVERY_JOB = "all-occupations"
WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12

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
    loan_share
        Share of every cost that is borrowed when it falls due.
    loan_rate
        Interest on it, a year, as a share; a twelfth of it is added every month.
    loan_years
        Years of equal monthly payments in which it is paid back, from the end of training on.
    discount_rate
        A year, as a share: 0.03 is 3 percent.
    horizon_years
        How many years after graduation the reckoning ends.

    Raises
    ------
    ValueError
        Naming the assumption, if a percentile leaves 10 to 90, the knots of the experience curve
        are out of order, or a share, factor, rate or horizon is negative or unknown.
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
    loan_share: float
    loan_rate: float
    loan_years: float
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
            raise ValueError(
                f"experience_middle_years must lie above 0 and below experience_upper_years "
                f"({self.experience_upper_years:g}), not at {self.experience_middle_years:g}"
            )

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
    training (on all of its months if each is paid, at graduation if there are none). What is
    borrowed of them is paid back, with interest, from the end of training on.

    Parameters
    ----------
    spans
        One row for each stage: pathway, role, kind, start_month, end_month (months from
        graduation), paid (yes, no, varies) and, where known, elsewhere (boolean: work in another
        occupation, paid as any job is, along the same curve). Renewals are passed over. Give the
        stages to be counted only.
    pay
        role, percentile, pay (dollars a year): one area and year of `percentiles_long`. With
        the role all-occupations, if other work beside or before training is assumed.
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
        If a pathway has no cost, an unknown one, more than one role or a stage of unknown length;
        or if a role has no pay.
    """
    training = spans[spans["kind"] != _NOT_TRAINING]
    each = (
        one_path(training, pay, costs, assumptions, way) for way in training["pathway"].unique()
    )
    paths = [path for path in each if path is not None]
    if not paths:
        return pd.DataFrame(columns=_COLUMNS)
    months = [path.month.size for path in paths]
    named = {
        name: pd.Index([getattr(path, name) for path in paths], dtype="str").repeat(months)
        for name in ("pathway", "role")
    }
    told = {
        name: np.concatenate([getattr(path, name) for path in paths])
        for name in _COLUMNS[len(named) :]
    }
    return pd.DataFrame({**named, **told})


@dataclass(frozen=True)
class Path:
    """One pathway month by month, as `cumulative_pay` tells of it."""

    pathway: str
    role: str
    month: NDArray[np.int64]
    pay: Months
    cost: Months
    net: Months
    cumulative: Months
    present_value: Months

    @property
    def year(self) -> Months:
        """Years from graduation."""
        return self.month / MONTHS_A_YEAR


def one_path(
    spans: pd.DataFrame,
    pay: pd.DataFrame,
    costs: pd.DataFrame,
    assumptions: PayoffAssumptions,
    pathway: str,
) -> Path | None:
    """The path of one pathway, by itself; None if it has no stages.

    Parameters
    ----------
    spans, pay, costs, assumptions
        As for `cumulative_pay`; other pathways are passed over.

    Raises
    ------
    ValueError
        As `cumulative_pay` does.
    """
    of_way = (spans["pathway"].to_numpy() == pathway) & (spans["kind"].to_numpy() != _NOT_TRAINING)
    if not of_way.any():
        return None
    price = _price_of(costs, pathway)
    return _path(_stages(spans, of_way), pay, price, assumptions)


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
    return float(months[last] + into_month) / MONTHS_A_YEAR


def percentile_after(years: ArrayLike, assumptions: PayoffAssumptions) -> Months:
    """Where in the pay of the role a worker stands after `years` of experience: the curve itself.

    Straight from the percentile on entry to the median, straight on to the upper percentile, level
    from then on.
    """
    return np.interp(
        np.asarray(years, dtype=float),
        [0, assumptions.experience_middle_years, assumptions.experience_upper_years],
        [assumptions.experience_start_percentile, 50, assumptions.experience_upper_percentile],
    )


def _field_names(table: pd.DataFrame) -> pd.Series:
    return table["assumption"].str.replace("-", "_")


@dataclass(frozen=True)
class _Stages:
    """The stages of one pathway; `elsewhere` are spent at work in another occupation."""

    pathway: str
    role: str
    paid: list[str]
    start: list[float]
    end: list[float]
    elsewhere: list[bool]


def _stages(spans: pd.DataFrame, chosen: NDArray[np.bool_]) -> _Stages:
    # Hundreds of times a chapter: a frame of one pathway costs more than the arithmetic on it.
    def of(name: str) -> list[Any]:
        return list(spans[name].to_numpy()[chosen].tolist())

    pathway, roles = of("pathway")[0], list(dict.fromkeys(of("role")))
    if len(roles) != 1:
        raise ValueError(f"{pathway} leads to several roles: {', '.join(roles)}")
    start, end = of("start_month"), of("end_month")
    if any(map(math.isnan, (*start, *end))):
        raise ValueError(f"{pathway} has a stage of unknown length")
    elsewhere = of("elsewhere") if "elsewhere" in spans else [False] * len(start)
    return _Stages(pathway, roles[0], of("paid"), start, end, elsewhere)


def _price_of(costs: pd.DataFrame, pathway: str) -> float:
    own = costs["amount_usd"].to_numpy(dtype=float)[costs["pathway"].to_numpy() == pathway]
    price = math.fsum(own) if own.size else np.nan
    if np.isnan(price):
        raise ValueError(f"the cost of {pathway} is unknown; give 0 if it is free")
    return price


def _curve_of(pay: pd.DataFrame, role: str) -> Callable[[ArrayLike], Months]:
    of_role = pay["role"].to_numpy() == role
    if not of_role.any():
        raise ValueError(f"no pay for the role {role}")
    percentile, dollars = (pay[name].to_numpy()[of_role] for name in ("percentile", "pay"))
    order = np.argsort(percentile)
    return quantile_function(percentile[order], dollars[order])


def _path(stages: _Stages, pay: pd.DataFrame, price: float, assumptions: PayoffAssumptions) -> Path:
    start = max(stages.end)
    horizon = round(assumptions.horizon_years * MONTHS_A_YEAR)
    month = np.arange(max(horizon, math.ceil(start)) + 1, dtype=float)
    curve = _curve_of(pay, stages.role)
    stage_share = _stage_share(stages, month, assumptions)
    other_pay = _pay_elsewhere(stages, month, pay, assumptions)
    unpaid = np.where((stage_share > 0) | (other_pay != 0), 0.0, _covered(month, 0, start))
    annual_pay = (
        stage_share * curve(assumptions.experience_start_percentile)
        + other_pay
        + unpaid * _pay_beside_training(pay, assumptions)
        + _career_pay(month, start, curve, assumptions)
    )
    price_paid = assumptions.cost_factor * price * _cost_weights(month, start, unpaid)
    cost = _with_loan(price_paid, month, math.ceil(start), assumptions)
    sums = _sums(annual_pay / MONTHS_A_YEAR, cost, month, assumptions.discount_rate)
    within = {name: each[: horizon + 1] for name, each in sums.items()}
    return Path(stages.pathway, stages.role, month[: horizon + 1].astype(int), **within)


def _sums(pay: Months, cost: Months, month: Months, rate: float) -> dict[str, Months]:
    # numpy's sums, because those of pandas pass over an unknown month as if it paid nothing.
    net = pay - cost
    present_value = np.cumsum(net * (1 + rate) ** (-month / MONTHS_A_YEAR))
    return {
        "pay": pay,
        "cost": cost,
        "net": net,
        "cumulative": np.cumsum(net),
        "present_value": present_value,
    }


def _covered(month: Months, start: float, end: float) -> Months:
    """Share of each month (the one that ends at `month`) between `start` and `end`."""
    covered = np.minimum(month, end) - np.maximum(month - 1, start)
    return np.minimum(np.maximum(covered, 0), 1)


def _stage_share(stages: _Stages, month: Months, assumptions: PayoffAssumptions) -> Months:
    """Pay in training, month by month, as a share of starting pay; the best paid stage counts."""
    rate = {"yes": assumptions.paid_stage_share, "varies": assumptions.varying_stage_share}
    share = np.zeros_like(month)
    each = zip(stages.paid, stages.start, stages.end, stages.elsewhere, strict=True)
    for paid, start, end, elsewhere in each:
        if rate.get(paid) and not elsewhere:
            share = np.maximum(share, rate[paid] * _covered(month, start, end))
    return share


def _pay_elsewhere(
    stages: _Stages, month: Months, pay: pd.DataFrame, assumptions: PayoffAssumptions
) -> Months:
    """Annual rate of pay in each month of work in another occupation, 0 in the others.

    Which occupation is not known, so it is taken to pay as the jobs of all occupations do.
    """
    if not any(stages.elsewhere):
        return np.zeros_like(month)
    curve = _curve_of(pay, EVERY_JOB)
    spells = [
        _career_pay(month, start, curve, assumptions, end)
        for start, end, elsewhere in zip(stages.start, stages.end, stages.elsewhere, strict=True)
        if elsewhere
    ]
    return np.sum(spells, axis=0)


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
    end: float = np.inf,
) -> Months:
    """Annual rate of pay in each month of the career, 0 before `start` and after `end`."""
    percentile = percentile_after((month - 0.5 - start) / MONTHS_A_YEAR, assumptions)
    worked = _covered(month, start, end)
    return np.where(worked > 0, worked * curve(percentile), 0.0)


def _cost_weights(month: Months, start: float, unpaid: Months) -> Months:
    """The share of all costs that falls on each month."""
    at_graduation = (month == 0).astype(float)
    weights = next(
        each for each in (unpaid, _covered(month, 0, start), at_graduation) if each.any()
    )
    return weights / weights.sum()


def _with_loan(
    price: Months, month: Months, training_ends: int, assumptions: PayoffAssumptions
) -> Months:
    """What is paid each month, once a share of `price` is borrowed and paid back after training."""
    if not assumptions.loan_share:
        return price
    interest = assumptions.loan_rate / MONTHS_A_YEAR
    borrowed = assumptions.loan_share * price
    growth = (1 + interest) ** np.maximum(training_ends - month, 0)
    payments = max(round(assumptions.loan_years * MONTHS_A_YEAR), 1)
    # By the logarithm, because a power loses an interest that is next to nothing.
    annuity = -np.expm1(-payments * np.log1p(interest)) / interest if interest else payments
    paying_back = (month > training_ends) & (month <= training_ends + payments)
    return price - borrowed + paying_back * float((borrowed * growth).sum() / annuity)
