"""Chapter 07's frames for any edition, made as the chapter makes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from rolereport.analysis import (
    pathway_prices,
    payoff,
    payoff_cases,
    payoff_pairs,
    training,
    typical_way,
)
from rolereport.analysis import payoff_sensitivity as sensitivity
from rolereport.analysis.distributions import percentiles_long
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.analysis.payoff_cases import Ages
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles
from rolereport.display.labels import with_labels
from rolereport.display.sentences import payoff_checks

LABORATORY = ["laboratory-combined", *training.ROLE_PARTS["laboratory-combined"]]
ROLES = ("laboratory-combined", "medication-aide", "medical-assistant")


@dataclass(frozen=True)
class Chapter:
    """What the sentences of the chapter are told."""

    jobs: pd.DataFrame
    apart: pd.DataFrame
    paths: pd.DataFrame
    spans: pd.DataFrame
    pay: pd.DataFrame
    prices: pd.DataFrame
    swings: pd.DataFrame
    returns: pd.DataFrame
    assumptions: pd.DataFrame
    assumed: PayoffAssumptions
    ages: Ages
    base: str
    tested: str


@cache
def chapter(
    level: str = "national",
    area: str = "US",
    year: int = 2025,
    roles: tuple[str, ...] = ROLES,
    baseline: str = "medical-assistant",
) -> Chapter:
    """The frames of one edition, in nominal dollars."""
    assumptions = load.table("assumptions")
    assumed, ages = PayoffAssumptions.from_table(assumptions), Ages.from_table(assumptions)
    for_life = replace(assumed, horizon_years=ages.years)
    lines, pay = _pay(level, area, year, roles, assumed)
    ratios = payoff_cases.split_ratios(
        of_roles(load.wages("national"), load.table("role_soc"), LABORATORY)
    )
    jobs = training.jobs_of(list(roles))
    tables = [load.table(name) for name in typical_way.TABLES]
    stages, ways = typical_way.with_typical(*tables, wanted=jobs)
    chosen = payoff_cases.representatives(stages, ways, jobs, [])
    ways = ways[ways["role"].isin(jobs)]
    items = pathway_prices.price_items(stages, ways, load.table("costs"), assumptions)
    prices = pathway_prices.pathway_prices(items)
    at_lengths = payoff_pairs.spans_by_length(stages, ways)
    spans = at_lengths["typical"]
    about = payoff_cases.described(
        lines, chosen, prices, payoff_cases.starting_pay(pay, assumed), ratios
    )
    base = payoff_cases.baseline_way(chosen, baseline)
    apart_pay = payoff_cases.as_if_apart(pay, lines, ratios)
    lengths = payoff_pairs.by_length(at_lengths, pay, prices, for_life)
    paths, horizon = lengths["typical"], assumed.horizon_years
    apart_paths = payoff.cumulative_pay(spans, apart_pay, prices, for_life)
    compared = payoff_pairs.against(about, paths, base, horizon)
    tested = payoff_cases.focus(compared[compared["pathway"] != base])
    case = sensitivity.Case(assumed, payoff.Inputs.of(spans, pay, prices), tested, base)
    ends = payoff_pairs.Ends(
        assumptions, at_lengths, payoff_pairs.price_ends(items, assumptions, 1.0), apart_pay
    )
    moved = sensitivity.swings(sensitivity.lead, case, ends.of(case))
    turns = sensitivity.turning_points(case, assumptions)
    others = list(compared.loc[~compared["pathway"].isin([base, ""]), "pathway"])
    returns = payoff_pairs.returns(others, replace(case, assumed=for_life), ends)
    return Chapter(
        payoff_pairs.with_ranges(compared, lengths, returns, base, horizon),
        payoff_pairs.against(about, apart_paths, base, horizon),
        paths,
        spans,
        pay,
        prices,
        payoff_checks.swing_rows(moved, turns, assumptions, compared, tested, base),
        returns,
        assumptions,
        assumed,
        ages,
        base,
        tested,
    )


def _pay(
    level: str, area: str, year: int, roles: tuple[str, ...], assumed: PayoffAssumptions
) -> tuple[pd.DataFrame, pd.DataFrame]:
    jobs, role_soc = training.jobs_of(list(roles)), load.role_soc(list(roles))
    wages = load.wages(level, year)  # type: ignore[arg-type]
    here = of_area(wages, role_soc, [*jobs, payoff.EVERY_JOB], area, year)
    lines = with_labels(here.assign(dollars_of=year), load.roles(list(roles)))
    pay = percentiles_long(lines)
    flat = payoff_cases.medians_alone(pay, jobs, assumed)
    pay = payoff_cases.at_the_median(pay, jobs) if flat else pay
    nation = of_area(load.wages("national"), role_soc, [payoff.EVERY_JOB], "US", year)
    pay = payoff_cases.fill_every_job(pay, percentiles_long(nation))
    return lines.assign(flat=flat), pay
