"""Every pathway against the baseline: who leads when, by how much, why, and what it returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from rolereport.analysis import pathway_prices, payoff, payoff_returns, training
from rolereport.analysis import payoff_sensitivity as sensitivity
from rolereport.analysis.payoff import EVERY_JOB, MONTHS_A_YEAR, Path, PayoffAssumptions
from rolereport.analysis.payoff_sensitivity import Case, Lengths
from rolereport.recall import recalled

MEASURES = ("cumulative", "present_value")
STANDING = ("own", "lead", "life", "ahead", "behind")
SPLIT = "split"


def against(jobs: pd.DataFrame, paths: pd.DataFrame, baseline: str, horizon: float) -> pd.DataFrame:
    """The rows of `jobs` with how the pathway of each stands to `baseline`: see `overtakes`."""
    standing = overtakes(paths, list(jobs["pathway"].unique()), baseline, horizon)
    return jobs.merge(standing, on="pathway")


def overtakes(
    paths: pd.DataFrame, pathways: Sequence[str], baseline: str, horizon: float
) -> pd.DataFrame:
    """How pathways stand to the pathway `baseline`, in plain and in discounted dollars.

    Parameters
    ----------
    paths
        As `cumulative_pay` returns, to the end of a working life.
    pathways
        Which to list; one that `paths` lacks ("" too) is unknown.
    horizon
        Years from graduation at which the shorter lead is read.

    Returns
    -------
    DataFrame
        pathway, baseline and, for cumulative and for present_value: own_<measure> (the pathway's
        own sum at the horizon), lead_<measure> (dollars at the horizon), life_<measure> (the lead
        at the end of the paths), ahead_<measure> (years from graduation after which the pathway
        stays ahead to the end, NaN if it is not) and behind_<measure> (the same for staying
        behind). All NaN where pay is not published or a pathway is missing.
    """
    of = payoff.paths_in(paths)
    return _overtakes(of, of.get(baseline), pathways, baseline, horizon)


def _overtakes(
    paths: Mapping[str, Path],
    base: Path | None,
    pathways: Sequence[str],
    baseline: str,
    horizon: float,
    measures: Sequence[str] = MEASURES,
) -> pd.DataFrame:
    at = round(horizon * MONTHS_A_YEAR)
    rows = [
        [pathway, baseline, *_stand(paths.get(pathway), base, at, measures)] for pathway in pathways
    ]
    measured = [f"{what}_{measure}" for measure in measures for what in STANDING]
    return pd.DataFrame(rows, columns=["pathway", "baseline", *measured])


def spans_by_length(stages: pd.DataFrame, ways: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """When the stages of these ways start and end, at their shortest, typical and longest.

    Parameters
    ----------
    stages
        As for `training.stage_spans`.
    ways
        pathway and role of the ways wanted.
    """
    role = dict(zip(ways["pathway"].tolist(), ways["role"].tolist(), strict=True))
    wanted = stages[stages["pathway"].isin(role)]
    spans = {case: training.stage_spans(wanted, case) for case in training.CASES}
    return {case: each.assign(role=each["pathway"].map(role)) for case, each in spans.items()}


@recalled
def by_length(
    spans: Mapping[str, pd.DataFrame],
    pay: pd.DataFrame,
    prices: pd.DataFrame,
    assumptions: PayoffAssumptions,
) -> dict[str, pd.DataFrame]:
    """Paths of all ways at the shortest, the typical and the longest length of their stages.

    Parameters
    ----------
    spans
        As `spans_by_length` returns.
    pay, prices, assumptions
        As for `payoff.cumulative_pay`. Prices stay those of the typical length.
    """
    return {
        case: payoff.cumulative_pay(each, pay, prices, assumptions) for case, each in spans.items()
    }


def length_range(
    paths: Mapping[str, pd.DataFrame], pathways: Sequence[str], baseline: str, horizon: float
) -> pd.DataFrame:
    """How pathways stand if their own training is short and the baseline's long, and the reverse.

    In plain dollars.

    Parameters
    ----------
    paths
        As `by_length` returns.

    Returns
    -------
    DataFrame
        pathway and what `overtakes` returns of cumulative, each with the ending _best and _worst;
        the baseline itself is left out.
    """
    others = [pathway for pathway in dict.fromkeys(pathways) if pathway != baseline]
    short, long = (payoff.paths_in(paths[case]) for case in ("min", "max"))
    best, worst = (
        _overtakes(own, base.get(baseline), others, baseline, horizon, MEASURES[:1])
        for own, base in ((short, long), (long, short))
    )
    return best.merge(worst, on=["pathway", "baseline"], suffixes=("_best", "_worst")).drop(
        columns="baseline"
    )


def parts(
    paths: pd.DataFrame,
    spans: pd.DataFrame,
    pathways: Sequence[str],
    baseline: str,
    assumptions: PayoffAssumptions,
) -> pd.DataFrame:
    """What the lead of each pathway at the horizon is made of: see `payoff_returns.lead_parts`.

    Returns
    -------
    DataFrame
        pathway, measure (cumulative, present_value), price, pay_before, pay_after, lead; the
        baseline and pathways that cannot be compared are left out.
    """
    within = paths[paths["year"] <= assumptions.horizon_years].dropna()
    of, ends = payoff.paths_in(within), _training_ends(spans)
    known = [way for way in pathways if way in of and way != baseline and baseline in of]
    rates = dict(zip(MEASURES, (0.0, assumptions.discount_rate), strict=True))
    rows = [
        {
            "pathway": way,
            "measure": measure,
            **payoff_returns.lead_parts(
                of[way], of[baseline], max(ends[way], ends[baseline]), rate
            ),
        }
        for way in known
        for measure, rate in rates.items()
    ]
    table = pd.DataFrame(rows, columns=["pathway", "measure", *payoff_returns.PARTS])
    return table.assign(lead=table[payoff_returns.PARTS].sum(axis=1))


@recalled
def break_even(
    paths: pd.DataFrame,
    spans: pd.DataFrame,
    pay: pd.DataFrame,
    prices: pd.DataFrame,
    pathways: Sequence[str],
    baseline: str,
    assumptions: PayoffAssumptions,
    measure: str = "present_value",
) -> pd.DataFrame:
    """The median that each pathway's job would have to pay to be level with the baseline.

    Parameters
    ----------
    paths
        As `payoff.cumulative_pay` returns for the other arguments.
    measure
        cumulative or present_value.

    Returns
    -------
    DataFrame
        pathway, role, year (reckoned to), needed_median and median (published), dollars a year;
        no rows for the baseline, nor for the years before a pathway earns.
    """
    more = pay.assign(pay=pay["pay"].mask(pay["role"] != EVERY_JOB, 2 * pay["pay"]))
    of, inputs = payoff.paths_in(paths), payoff.Inputs.of(spans, more, prices)
    medians = pay[pay["percentile"] == 50].set_index("role")["pay"]
    listed = [way for way in of if way in pathways and way != baseline and baseline in of]
    tables = [
        _needed(of[way], doubled, of[baseline], medians[of[way].role], measure)
        for way, doubled in payoff.all_paths(inputs, assumptions, listed).items()
    ]
    empty = pd.DataFrame(columns=["pathway", "role", "year", "median", "needed_median"])
    return pd.concat(tables, ignore_index=True) if tables else empty


def _needed(path: Path, doubled: Path, base: Path, median: float, measure: str) -> pd.DataFrame:
    """What `break_even` tells of one pathway."""
    factor = payoff_returns.break_even_factor(path, doubled, base, measure)
    earns = np.isfinite(factor * median)
    return pd.DataFrame(
        {
            "pathway": path.pathway,
            "role": path.role,
            "year": path.year[earns],
            "median": median,
            "needed_median": (median * factor)[earns],
        }
    )


def price_ends(
    items: pd.DataFrame, assumptions: pd.DataFrame, level: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Prices of all pathways with the assumed ones at their low and at their high end.

    Parameters
    ----------
    items, assumptions, level
        As for `pathway_prices.at_end`.
    """
    low, high = (
        pathway_prices.pathway_prices(pathway_prices.at_end(items, assumptions, end, level))
        for end in ("low", "high")
    )
    return low, high


@dataclass(frozen=True)
class Ends:
    """Everything that is moved for a test: assumptions, lengths, assumed prices, the blend.

    Parameters
    ----------
    assumptions
        As for `assumption_ends`.
    spans
        As `spans_by_length` returns.
    prices
        As `price_ends` returns.
    apart_pay
        Pay with the blended line taken apart, as for `payoff.cumulative_pay`.
    """

    assumptions: pd.DataFrame
    spans: Mapping[str, pd.DataFrame]
    prices: tuple[pd.DataFrame, pd.DataFrame]
    apart_pay: pd.DataFrame

    @cached_property
    def lengths(self) -> tuple[Lengths, Lengths]:
        """When each stage starts and ends at the shortest and at the longest of all lengths."""
        return payoff.stages_of(self.spans["min"]), payoff.stages_of(self.spans["max"])

    def of(self, case: Case) -> dict[str, tuple[Case, Case]]:
        """Name to the case at its low and at its high end."""
        low, high = (
            sensitivity.with_inputs(case, price=payoff.prices_of(prices)) for prices in self.prices
        )
        apart = sensitivity.with_inputs(case, pay=payoff.pay_of(self.apart_pay))
        return {
            **sensitivity.assumption_ends(case, self.assumptions),
            **sensitivity.length_ends(case, self.lengths),
            pathway_prices.PROGRAMME_PRICE: (low, high),
            SPLIT: (case, apart),
        }


@recalled
def returns(pathways: Sequence[str], case: Case, ends: Ends) -> pd.DataFrame:
    """The rate of return of each pathway over the baseline, and its range.

    Parameters
    ----------
    pathways
        Those to list.
    case
        Of any pathway; its horizon is that of the return.
    ends
        What is moved, one thing at a time.

    Returns
    -------
    DataFrame
        pathway; rate, rate_low and rate_high: a share a year, as `rate_of_return` gives it.
    """
    bases = [sensitivity.base_path(each) for each in _variants(case, ends)]
    rows = []
    for way in pathways:
        tried = zip(_variants(replace(case, pathway=way), ends), bases, strict=True)
        rates = [sensitivity.rate(each, base) for each, base in tried]
        rows.append([way, rates[0], np.min(rates), np.max(rates)])
    return pd.DataFrame(rows, columns=["pathway", "rate", "rate_low", "rate_high"])


def with_ranges(
    compared: pd.DataFrame,
    paths: Mapping[str, pd.DataFrame],
    returns: pd.DataFrame,
    baseline: str,
    horizon: float,
) -> pd.DataFrame:
    """The rows of `compared` with their rates of return and what `length_range` tells of them."""
    spread = length_range(paths, list(compared["pathway"]), baseline, horizon)
    return compared.merge(returns, on="pathway", how="left").merge(spread, on="pathway", how="left")


@recalled
def under(
    tried: Sequence[PayoffAssumptions],
    spans: pd.DataFrame,
    pay: pd.DataFrame,
    prices: pd.DataFrame,
    pathways: Sequence[str],
    baseline: str,
    horizon: float,
) -> pd.DataFrame:
    """How pathways stand to the baseline under each set of assumptions, to the end of each.

    Returns
    -------
    DataFrame
        scenario (the place in `tried`) and what `overtakes` returns.
    """
    inputs, listed = payoff.Inputs.of(spans, pay, prices), [*pathways, baseline]
    tables = []
    for place, assumed in enumerate(tried):
        of = payoff.all_paths(inputs, assumed, listed)
        standing = _overtakes(of, of.get(baseline), pathways, baseline, horizon)
        tables.append(standing.assign(scenario=place))
    return pd.concat(tables, ignore_index=True)


def _variants(case: Case, ends: Ends) -> list[Case]:
    """The case as it is, then with each thing at either end."""
    return [case, *(each for pair in ends.of(case).values() for each in pair)]


def _training_ends(spans: pd.DataFrame) -> dict[str, float]:
    """The month in which each pathway's training ends."""
    return {
        way: max(stage.end for stage in stages) for way, stages in payoff.stages_of(spans).items()
    }


def _stand(
    path: Path | None, base: Path | None, horizon: int, measures: Sequence[str]
) -> list[float]:
    """What `STANDING` names, for each of these measures."""
    return [value for measure in measures for value in _standing(path, base, horizon, measure)]


def _standing(
    path: Path | None, base: Path | None, horizon: int, measure: str
) -> tuple[float, ...]:
    if path is None:
        return (np.nan,) * len(STANDING)
    own = getattr(path, measure)
    if base is None:
        return float(own[horizon]), np.nan, np.nan, np.nan, np.nan
    lead = own - getattr(base, measure)
    ahead, behind = (
        payoff.overtaking_year(*pair, measure) for pair in ((path, base), (base, path))
    )
    return float(own[horizon]), float(lead[horizon]), float(lead[-1]), ahead, behind
