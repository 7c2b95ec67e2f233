"""Which jobs and pathways the payoff comparison puts side by side, and on what pay and years."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from rolereport.analysis import training
from rolereport.analysis.distributions import percentiles_long
from rolereport.analysis.payoff import EVERY_JOB, PayoffAssumptions, pay_curve, pay_of
from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.ways import in_state, usual
from rolereport.recall import recalled

# Of a wage line, what is told of its job; its percentiles are in the table of pay.
TOLD = [
    "role", "soc_code", "relation", "title", "noun", "plural", "label", "line", "year",
    "dollars_of", "mean_annual", "flat",
]  # fmt: skip


@dataclass(frozen=True)
class Ages:
    """Ages on leaving high school and at the end of a working life."""

    start: float
    end: float

    @property
    def years(self) -> float:
        """How many years a lifetime sum covers."""
        return self.end - self.start

    @classmethod
    def from_table(cls, assumptions: pd.DataFrame) -> Self:
        """Both ages from the table of assumptions: assumption, value.

        Raises
        ------
        ValueError
            If a working life ends before the shorter horizon does.
        """
        value = dict(zip(assumptions["assumption"], assumptions["value"], strict=True))
        ages = cls(float(value["age_at_start"]), float(value["age_at_end"]))
        if ages.years < value["horizon_years"]:
            raise ValueError(
                f"age_at_end ({ages.end:g}) lies {ages.years:g} years after age_at_start "
                f"({ages.start:g}), less than horizon_years ({value['horizon_years']:g})"
            )
        return ages


@recalled
def representatives(
    stages: pd.DataFrame, pathways: pd.DataFrame, jobs: list[str], states: list[str]
) -> pd.DataFrame:
    """One pathway for each job, by a rule and not by taste: that of `training.role_first_paid`.

    Of the pathways of the job, those that one of `states` defines if there are any; else those
    that no single state defines; else all. Of these, the usual ways in, if there are any. Of these,
    the one of middle length from high school to the first paid day; of two middle ones the longer,
    of equally long ones the one with more unpaid months, then the first by name.

    Parameters
    ----------
    stages
        As for `training.first_paid_day`.
    pathways
        As for `training.first_paid_day`; state is "" where no single state defines the pathway.
    states
        Postal codes; none for the nation.

    Returns
    -------
    DataFrame
        role, pathway, way (the pathway's title), state and what `pathway_totals` returns, one row
        a job in the order asked for; a job without pathways has "" and NaN.
    """
    first_paid = training.first_paid_day(stages, pathways)
    totals = training.pathway_totals(stages)
    unpaid = dict(zip(totals["pathway"], totals["unpaid_months_typical"], strict=True))
    preferred = rows_of(usual(in_state(first_paid, states)))
    rows = []
    for job in jobs:
        ways = [way for way in preferred if way.role == job]
        middle = _middle(ways, unpaid) if ways else None
        rows.append(
            (job, middle.pathway, middle.title, middle.state) if middle else (job, *[""] * 3)
        )
    chosen = pd.DataFrame(rows, columns=["role", "pathway", "way", "state"])
    return chosen.merge(totals, on="pathway", how="left")


def open_ways(pathways: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    """The pathways open in `states`: those of no single state and those of these states.

    All count for the nation (`states` empty), and for a role that has none here.

    Parameters
    ----------
    pathways
        role, state.
    """
    here = (pathways["state"] == "") | pathways["state"].isin(states) | (not states)
    served = pathways["role"].isin(pathways.loc[here, "role"])
    return pathways[here | ~served].reset_index(drop=True)


def unpaid_months(totals: pd.DataFrame, assumptions: PayoffAssumptions) -> pd.Series:
    """Typical months that the sums take as unpaid: also those paid by some, if assumed without pay.

    Parameters
    ----------
    totals
        As `training.pathway_totals` returns.
    """
    varying = totals["varying_months_typical"] * (assumptions.varying_stage_share == 0)
    return totals["unpaid_months_typical"] + varying


def baseline_way(chosen: pd.DataFrame, baseline: str) -> str:
    """The pathway that stands for `baseline`; for a blend, that of its first part."""
    return str(chosen.set_index("role")["pathway"][training.jobs_of([baseline])[0]])


def described(
    jobs: pd.DataFrame,
    chosen: pd.DataFrame,
    prices: pd.DataFrame,
    start: pd.DataFrame,
    ratios: pd.DataFrame,
) -> pd.DataFrame:
    """All that is told of each job and its pathway beside the sums, one row a job.

    Parameters
    ----------
    jobs
        The wage lines with what they are called, and flat: whether pay is taken at the median.
    chosen, prices, start, ratios
        As `representatives`, `pathway_prices`, `starting_pay` and `split_ratios` return; of the
        ratios the median's is kept.
    """
    median = ratios[ratios["percentile"] == 50].set_index("role")
    told = jobs.filter(TOLD).merge(chosen, on="role").merge(prices, on="pathway", how="left")
    told = told.assign(
        start_pay=told["role"].map(start.set_index("role")["start_pay"]),
        **{name: told["role"].map(median[name]) for name in ("split_year", "split_ratio")},
    )
    return told.fillna({"unknown": "", "assumed": False})


def focus(standing: pd.DataFrame) -> str:
    """The pathway whose lead is worth testing: the first with pay of its own, else any with pay.

    Parameters
    ----------
    standing
        pathway, relation, lead_present_value; the baseline itself left out.

    Returns
    -------
    str
        "" if there is none.
    """
    known = standing.dropna(subset=["lead_present_value"])
    own = known[known["relation"] != "contains"]
    ways = (known if own.empty else own)["pathway"]
    return "" if ways.empty else str(ways.iloc[0])


def starting_pay(pay: pd.DataFrame, assumptions: PayoffAssumptions) -> pd.DataFrame:
    """Pay on entering each role.

    Returns
    -------
    DataFrame
        role, start_pay (dollars a year, NaN where too little is published).
    """
    start = assumptions.experience_start_percentile
    rows = [(role, float(pay_curve(points)(start))) for role, points in pay_of(pay).items()]
    return pd.DataFrame(rows, columns=["role", "start_pay"])


def fill_every_job(pay: pd.DataFrame, nation: pd.DataFrame) -> pd.DataFrame:
    """Pay of all occupations taken from the nation where the place has none published.

    Parameters
    ----------
    pay, nation
        role, percentile, pay, as `percentiles_long` returns.
    """
    every_job = pay["role"] == EVERY_JOB
    if pay.loc[every_job, "pay"].notna().any():
        return pay
    return pd.concat([pay[~every_job], nation[nation["role"] == EVERY_JOB]], ignore_index=True)


def medians_alone(pay: pd.DataFrame, jobs: list[str], assumptions: PayoffAssumptions) -> bool:
    """Whether some job has a median published but too little else for the experience curve.

    Parameters
    ----------
    pay
        role, percentile, pay.
    """
    ends = [assumptions.experience_start_percentile, assumptions.experience_upper_percentile]
    of = pay_of(pay)
    medians = {role: dict(of[role]).get(50, math.nan) for role in jobs if role in of}
    return any(
        not math.isnan(median) and np.isnan(pay_curve(of[role])(ends)).any()
        for role, median in medians.items()
    )


def at_the_median(pay: pd.DataFrame, jobs: list[str]) -> pd.DataFrame:
    """Pay with every percentile of each of `jobs` at its median, so that all are treated alike.

    Parameters
    ----------
    pay
        role, percentile, pay.
    """
    medians = pay[pay["percentile"] == 50].set_index("role")["pay"]
    level = pay["role"].map(medians)
    return pay.assign(pay=level.where(pay["role"].isin(jobs), pay["pay"]))


def split_ratios(laboratory: pd.DataFrame) -> pd.DataFrame:
    """How the parts of a blended line stood to the blend when all were last published.

    Parameters
    ----------
    laboratory
        role, relation, year and the percentile columns: the blend and its parts, any years.

    Returns
    -------
    DataFrame
        role (a part), percentile, split_year (the last year with lines of their own for the blend
        and each part) and split_ratio (the part's pay over the blend's).
    """
    own = laboratory[laboratory["relation"] == "own"]
    roles = own.groupby("year")["role"].nunique()
    year = roles.index[roles == laboratory["role"].nunique()].max()
    of = pay_of(percentiles_long(own[own["year"] == year]))
    rows = [
        (part, percentile, year, pay / blended)
        for whole, parts in training.ROLE_PARTS.items()
        for part in parts
        for (percentile, pay), (_, blended) in zip(of[part], of[whole], strict=True)
    ]
    return pd.DataFrame(rows, columns=["role", "percentile", "split_year", "split_ratio"])


def as_if_apart(pay: pd.DataFrame, lines: pd.DataFrame, ratios: pd.DataFrame) -> pd.DataFrame:
    """Pay if the parts of a blended line stood as far apart as when they were last published.

    Every percentile of a blended job is multiplied by the ratio of that percentile in `ratios`, and
    raised to the one below it should they cross. An estimate: nobody has published the two apart
    since.

    Parameters
    ----------
    pay
        role, percentile, pay.
    lines
        role and relation (`combined` marks a blend) of the same place and year.
    ratios
        As `split_ratios` returns.
    """
    blended = lines.loc[lines["relation"] == "combined", "role"]
    applied = ratios[ratios["role"].isin(blended)].dropna(subset="split_ratio")
    factor = applied.set_index(["role", "percentile"])["split_ratio"].to_dict()
    lines_of = zip(pay["role"], pay["percentile"], strict=True)
    estimate = pay.assign(pay=pay["pay"] * [factor.get(each, 1.0) for each in lines_of])
    ordered = estimate.sort_values("percentile", kind="stable")
    return ordered.assign(pay=ordered.groupby("role")["pay"].cummax()).sort_index()


def _middle(ways: list[Row], unpaid: Mapping[str, float]) -> Row:
    """The way of upper median length, with the most unpaid months of those equally long."""
    length = sorted(way.typical_months for way in ways)[len(ways) // 2]
    equal = [way for way in ways if way.typical_months == length]
    return min(equal, key=lambda way: (-unpaid[way.pathway], way.pathway))
