"""Cumulative pay from high-school graduation: training without pay, its cost, then a career.

A model, not a measurement: OEWS does not know who has how much experience. Pay climbs through
the published percentiles of the role along an assumed experience curve; everything assumed is a
field of `PayoffAssumptions`. Pay is before tax and benefits, in the dollars of the percentiles.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from rolereport.analysis.distributions import HOURS_A_YEAR, quantile_function

Months = NDArray[np.float64]
Curve = Callable[[ArrayLike], Months]
Points = tuple[tuple[float, float], ...]  # percentile and dollars a year

EVERY_JOB = "all-occupations"
WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12

_NOT_TRAINING = "renewal"  # a stage that recurs during the career
_TOLD = ("month", "pay", "cost", "net", "cumulative", "present_value")
_COLUMNS = ["pathway", "role", "month", "year", *_TOLD[1:]]


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
    paths = all_paths(Inputs.of(spans, pay, costs), assumptions).values()
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


class Stage(NamedTuple):
    """A stage of training; one `elsewhere` is spent at work in another occupation."""

    paid: str
    start: float
    end: float
    elsewhere: bool


@dataclass(frozen=True)
class Inputs:
    """What paths are reckoned from beside the assumptions, taken out of its tables once.

    Parameters
    ----------
    role, stages, price
        By pathway, as `roles_of`, `stages_of` and `prices_of` give them.
    pay
        By role, as `pay_of` gives it.
    """

    role: Mapping[str, str]
    stages: Mapping[str, tuple[Stage, ...]]
    price: Mapping[str, float]
    pay: Mapping[str, Points]

    @classmethod
    def of(cls, spans: pd.DataFrame, pay: pd.DataFrame, costs: pd.DataFrame) -> Self:
        """What three tables hold, which are those of `cumulative_pay`.

        Raises
        ------
        ValueError
            If a pathway has more than one role or a stage of unknown length.
        """
        return cls(roles_of(spans), stages_of(spans), prices_of(costs), pay_of(pay))

    def curve(self, role: str) -> Curve:
        """Pay in a role by percentile.

        Raises
        ------
        ValueError
            If the role has no pay.
        """
        if role not in self.pay:
            raise ValueError(f"no pay for the role {role}")
        return pay_curve(self.pay[role])


def roles_of(spans: pd.DataFrame) -> dict[str, str]:
    """The role that each pathway leads to.

    Parameters
    ----------
    spans
        pathway, role.

    Raises
    ------
    ValueError
        If a pathway leads to several.
    """
    found: dict[str, list[str]] = {}
    pairs = dict.fromkeys(zip(spans["pathway"].tolist(), spans["role"].tolist(), strict=True))
    for way, role in pairs:
        found.setdefault(way, []).append(role)
    for way, roles in found.items():
        if len(roles) > 1:
            raise ValueError(f"{way} leads to several roles: {', '.join(roles)}")
    return {way: roles[0] for way, roles in found.items()}


def stages_of(spans: pd.DataFrame) -> dict[str, tuple[Stage, ...]]:
    """The stages of each pathway, renewals left out.

    Parameters
    ----------
    spans
        As for `cumulative_pay`; without role, if need be.

    Raises
    ------
    ValueError
        If a stage has no length.
    """
    training = spans[spans["kind"] != _NOT_TRAINING]
    if "elsewhere" not in training:
        training = training.assign(elsewhere=False)
    columns = ("paid", "start_month", "end_month", "elsewhere")
    rows = zip(*(training[name].tolist() for name in columns), strict=True)
    found: dict[str, list[Stage]] = {}
    for way, row in zip(training["pathway"].tolist(), rows, strict=True):
        found.setdefault(way, []).append(Stage(*row))
    for way, stages in found.items():
        if any(math.isnan(stage.start) or math.isnan(stage.end) for stage in stages):
            raise ValueError(f"{way} has a stage of unknown length")
    return {way: tuple(stages) for way, stages in found.items()}


def prices_of(costs: pd.DataFrame) -> dict[str, float]:
    """The price of each pathway: the sum of its rows of pathway, amount_usd; NaN if one is."""
    found: dict[str, list[float]] = {}
    for way, amount in zip(costs["pathway"].tolist(), costs["amount_usd"].tolist(), strict=True):
        found.setdefault(way, []).append(amount)
    return {way: math.fsum(amounts) for way, amounts in found.items()}


def pay_of(pay: pd.DataFrame) -> dict[str, Points]:
    """Percentiles and pay of each role, from the lowest percentile up.

    Parameters
    ----------
    pay
        role, percentile, pay.
    """
    found: dict[str, list[tuple[float, float]]] = {}
    columns = (pay[name].tolist() for name in ("role", "percentile", "pay"))
    for role, percentile, dollars in zip(*columns, strict=True):
        found.setdefault(role, []).append((percentile, dollars))
    return {role: tuple(sorted(points)) for role, points in found.items()}


def pay_curve(points: Points) -> Curve:
    """Pay by percentile, through the points of one role."""
    return quantile_function(*zip(*points, strict=True))


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


def one_path(inputs: Inputs, assumptions: PayoffAssumptions, pathway: str) -> Path | None:
    """The path of one pathway, by itself; None if it has no stages.

    Raises
    ------
    ValueError
        If the pathway has no cost or an unknown one, or its role no pay.
    """
    if pathway not in inputs.stages:
        return None
    price = inputs.price.get(pathway, math.nan)
    if math.isnan(price):
        raise ValueError(f"the cost of {pathway} is unknown; give 0 if it is free")
    return _path(pathway, inputs, price, assumptions)


def all_paths(
    inputs: Inputs, assumptions: PayoffAssumptions, pathways: Iterable[str] | None = None
) -> dict[str, Path]:
    """The paths of all pathways that have stages, or of some of them, by pathway."""
    asked = inputs.stages if pathways is None else dict.fromkeys(pathways)
    each = {way: one_path(inputs, assumptions, way) for way in asked}
    return {way: path for way, path in each.items() if path is not None}


def paths_in(table: pd.DataFrame) -> dict[str, Path]:
    """The paths of a table that `cumulative_pay` has made, by pathway."""
    starts = np.flatnonzero(table["month"].to_numpy() == 0)  # at graduation each path begins
    ends = [*starts[1:], len(table)]
    names = zip(*(table[name].to_numpy()[starts] for name in ("pathway", "role")), strict=True)
    columns = [table[name].to_numpy() for name in _TOLD]
    return {
        way: Path(way, role, *(column[start:end] for column in columns))
        for (way, role), start, end in zip(names, starts, ends, strict=True)
    }


def overtaking_year(
    a: Path | pd.DataFrame, b: Path | pd.DataFrame, measure: str = "present_value"
) -> float:
    """When pathway A pulls ahead of pathway B for good.

    Parameters
    ----------
    a, b
        One pathway each, over the same months.
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
    months = np.asarray(a.month, dtype=float)
    if not np.array_equal(months, b.month):
        raise ValueError("the two pathways do not cover the same months")
    lead = np.asarray(getattr(a, measure)) - np.asarray(getattr(b, measure))
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


def _path(pathway: str, inputs: Inputs, price: float, assumptions: PayoffAssumptions) -> Path:
    stages, role = inputs.stages[pathway], inputs.role[pathway]
    start = max(stage.end for stage in stages)
    horizon = round(assumptions.horizon_years * MONTHS_A_YEAR)
    month = np.arange(max(horizon, math.ceil(start)) + 1, dtype=float)
    curve = inputs.curve(role)
    stage_share = _stage_share(stages, month, assumptions)
    other_pay = _pay_elsewhere(stages, month, inputs, assumptions)
    unpaid = np.where((stage_share > 0) | (other_pay != 0), 0.0, _covered(month, 0, start))
    annual_pay = (
        stage_share * curve(assumptions.experience_start_percentile)
        + other_pay
        + unpaid * _pay_beside_training(inputs, assumptions)
        + _career_pay(month, start, curve, assumptions)
    )
    price_paid = assumptions.cost_factor * price * _cost_weights(month, start, unpaid)
    cost = _with_loan(price_paid, month, math.ceil(start), assumptions)
    sums = _sums(annual_pay / MONTHS_A_YEAR, cost, month, assumptions.discount_rate)
    within = {name: each[: horizon + 1] for name, each in sums.items()}
    return Path(pathway, role, month[: horizon + 1].astype(int), **within)


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


def _stage_share(
    stages: tuple[Stage, ...], month: Months, assumptions: PayoffAssumptions
) -> Months:
    """Pay in training, month by month, as a share of starting pay; the best paid stage counts."""
    rate = {"yes": assumptions.paid_stage_share, "varies": assumptions.varying_stage_share}
    share = np.zeros_like(month)
    for stage in stages:
        if rate.get(stage.paid) and not stage.elsewhere:
            part = rate[stage.paid] * _covered(month, stage.start, stage.end)
            share = np.maximum(share, part)
    return share


def _pay_elsewhere(
    stages: tuple[Stage, ...], month: Months, inputs: Inputs, assumptions: PayoffAssumptions
) -> Months:
    """Annual rate of pay in each month of work in another occupation, 0 in the others.

    Which occupation is not known, so it is taken to pay as the jobs of all occupations do.
    """
    spells = [stage for stage in stages if stage.elsewhere]
    if not spells:
        return np.zeros_like(month)
    curve = inputs.curve(EVERY_JOB)
    earned = [_career_pay(month, each.start, curve, assumptions, each.end) for each in spells]
    return np.sum(earned, axis=0)


def _pay_beside_training(inputs: Inputs, assumptions: PayoffAssumptions) -> float:
    """Dollars a year from other work while training."""
    hours = assumptions.work_while_training_hours_a_week
    if hours == 0:
        return 0.0
    full_time = float(inputs.curve(EVERY_JOB)(assumptions.work_while_training_percentile))
    return full_time * hours * WEEKS_A_YEAR / HOURS_A_YEAR


def _career_pay(
    month: Months,
    start: float,
    curve: Curve,
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
