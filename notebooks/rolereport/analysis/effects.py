"""What the assumptions do to what the report says: the lead over the years, rankings, intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from statistics import NormalDist

import pandas as pd

from rolereport.analysis import pathway_prices, payoff, payoff_cases, payoff_pairs, training
from rolereport.analysis import payoff_sensitivity as sensitivity
from rolereport.analysis.distributions import percentiles_long
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.analysis.payoff_sensitivity import HORIZON, Case
from rolereport.recall import recalled

TABLES = ("assumptions", "costs", "cpi")
OTHER_LEVEL = 0.95  # of an interval, to set beside the one in use


@recalled
def comparison(
    lines: pd.DataFrame,
    nation: pd.DataFrame,
    ways: tuple[pd.DataFrame, pd.DataFrame],
    tables: Mapping[str, pd.DataFrame],
    baseline: str,
    states: list[str],
) -> Case | None:
    """The comparison of chapter 07: the first job that has pay of its own against the baseline.

    Parameters
    ----------
    lines
        Wage lines of the jobs and of all occupations in one area and year, with dollars_of.
    nation
        The same of the nation.
    ways
        Stages and pathways, with a typical way in for jobs that have no other.
    tables
        The tables that `TABLES` lists.

    Returns
    -------
    Case or None
        None where no two jobs have both pay and a way in.
    """
    stages, pathways = ways
    assumed = PayoffAssumptions.from_table(tables["assumptions"])
    jobs = [role for role in lines["role"] if role != payoff.EVERY_JOB]
    chosen = payoff_cases.representatives(stages, pathways, jobs, states)
    base = payoff_cases.baseline_way(chosen, baseline)
    spans = training.stage_spans(stages).merge(pathways[["pathway", "role"]], on="pathway")
    spans = spans[spans["pathway"].isin(chosen["pathway"])]
    priced = prices(of_pathways(ways, chosen["pathway"]), tables, lines)
    rows = spans, _pay(lines, nation, jobs, assumed), priced
    paths = payoff.cumulative_pay(*rows, assumed)
    about = lines.merge(chosen[["role", "pathway"]], on="role")
    standing = payoff_pairs.against(about, paths, base, assumed.horizon_years)
    way = payoff_cases.focus(standing[standing["pathway"] != base])
    return Case(assumed, payoff.Inputs.of(*rows), way, base) if way else None


def of_pathways(
    ways: tuple[pd.DataFrame, pd.DataFrame], wanted: Iterable[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The stages and pathways of those `wanted` alone: to price the others would be for nothing."""
    named = {*wanted}
    stages, pathways = (table[table["pathway"].isin(named)] for table in ways)
    return stages, pathways


def prices(
    ways: tuple[pd.DataFrame, pd.DataFrame],
    tables: Mapping[str, pd.DataFrame],
    lines: pd.DataFrame,
    end: str = "",
) -> pd.DataFrame:
    """The price of each pathway in the dollars of `lines`; assumed ones at `end` (low, high)."""
    assumptions = tables["assumptions"]
    listed = pathway_prices.listed_year(tables["costs"])
    level = pathway_prices.price_level(tables["cpi"], listed, int(lines["dollars_of"].max()))
    items = pathway_prices.price_items(*ways, tables["costs"], assumptions)
    items = pathway_prices.at_level(items, level)
    if end:
        items = pathway_prices.at_end(items, assumptions, end, level)
    return pathway_prices.pathway_prices(items)


def moved(
    case: Case, assumptions: pd.DataFrame, ends: tuple[pd.DataFrame, pd.DataFrame]
) -> pd.DataFrame:
    """How the discounted lead answers to every varied assumption of the model.

    Parameters
    ----------
    assumptions
        assumption, low, high.
    ends
        As `prices` returns with the assumed ones at their low and at their high end.

    Returns
    -------
    DataFrame
        As `payoff_sensitivity.swings` returns, with the horizon and the assumed price.
    """
    low, high = (sensitivity.with_inputs(case, price=payoff.prices_of(each)) for each in ends)
    looked = assumptions.set_index("assumption").loc[HORIZON, ["low", "high"]]
    near, far = (
        replace(case, assumed=replace(case.assumed, horizon_years=float(years))) for years in looked
    )
    return sensitivity.swings(
        sensitivity.lead,
        case,
        {
            **sensitivity.assumption_ends(case, assumptions),
            pathway_prices.PROGRAMME_PRICE: (low, high),
            HORIZON: (near, far),
        },
    )


def ranked_places(places: pd.DataFrame, least: list[float]) -> pd.DataFrame:
    """How many places are ranked, and which pays best, by the least employment asked for.

    Parameters
    ----------
    places
        One row a place of one role: area, employment, p50_annual.

    Returns
    -------
    DataFrame
        least, ranked (places) and best (area, "" where none is ranked).
    """
    known = places.dropna(subset=["employment", "p50_annual"])
    rows = []
    for jobs in least:
        kept = known[known["employment"] >= jobs]
        best = "" if kept.empty else kept.loc[kept["p50_annual"].idxmax(), "area"]
        rows.append([jobs, len(kept), best])
    return pd.DataFrame(rows, columns=["least", "ranked", "best"])


def half_width(mean: float, rse: float, level: float) -> float:
    """Dollars to either side of a mean in an interval of this level; `rse` in percent."""
    return NormalDist().inv_cdf((1 + level) / 2) * rse / 100 * mean


def _pay(
    lines: pd.DataFrame, nation: pd.DataFrame, jobs: list[str], assumed: PayoffAssumptions
) -> pd.DataFrame:
    pay = payoff_cases.fill_every_job(percentiles_long(lines), percentiles_long(nation))
    flat = payoff_cases.medians_alone(pay, jobs, assumed)
    return payoff_cases.at_the_median(pay, jobs) if flat else pay
