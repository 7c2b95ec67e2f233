"""Which pathways the payoff comparison puts side by side, and what it asks of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from rolereport.analysis import pathway_prices, payoff, training
from rolereport.analysis.distributions import percentiles_long, quantile_function
from rolereport.analysis.payoff import EVERY_JOB, PayoffAssumptions

Inputs = Mapping[str, Any]  # keywords of `lead`
MEASURES = ("cumulative", "present_value")
jobs_of = training.jobs_of


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
    named = first_paid[["role", "pathway", "title", "state", "usual_entry"]].assign(
        first_paid_months=first_paid["typical_months"]
    )
    ways = named.rename(columns={"title": "way"}).merge(
        training.pathway_totals(stages), on="pathway"
    )
    picked = [_middle(_preferred(ways[ways["role"] == job], states)) for job in jobs]
    found = pd.concat([ways.head(0), *picked]).set_index("role")
    found = found.drop(columns=["usual_entry", "first_paid_months"])
    complete = found.reindex(pd.Index(jobs, name="role")).reset_index()
    texts = ["pathway", "way", "state"]
    return complete.assign(**{text: complete[text].fillna("") for text in texts})


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
    return str(chosen.set_index("role")["pathway"][jobs_of([baseline])[0]])


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
        The wage lines with what they are called.
    chosen, prices, start, ratios
        As `representatives`, `pathway_prices`, `starting_pay` and `split_ratios` return; of the
        ratios the median's is kept.
    """
    median = ratios[ratios["percentile"] == 50].drop(columns="percentile")
    told = jobs.merge(chosen, on="role").merge(prices, on="pathway", how="left")
    told = told.merge(start, on="role").merge(median, on="role", how="left")
    return told.fillna({"unknown": "", "assumed": False})


def against(jobs: pd.DataFrame, paths: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """The rows of `jobs` with how the pathway of each stands to `baseline`: see `overtakes`."""
    standing = overtakes(paths, list(jobs["pathway"].unique()), baseline)
    return jobs.merge(standing, on="pathway")


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
    rows = [
        (role, float(quantile_function(known["percentile"], known["pay"])(start)))
        for role, known in pay.groupby("role", sort=False)
    ]
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
    points = percentiles_long(own[own["year"] == year])
    wide = points.pivot(index="percentile", columns="role", values="pay")
    ratios = [
        (wide[part] / wide[whole]).rename("split_ratio").reset_index().assign(role=part)
        for whole, parts in training.ROLE_PARTS.items()
        for part in parts
    ]
    columns = ["role", "percentile", "split_year", "split_ratio"]
    return pd.concat(ratios, ignore_index=True).assign(split_year=year)[columns]


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
    applied = ratios.loc[ratios["role"].isin(blended), ["role", "percentile", "split_ratio"]]
    ordered = pay.merge(applied, on=["role", "percentile"], how="left")
    ordered = ordered.sort_values("percentile", kind="stable")
    estimate = ordered["pay"] * ordered["split_ratio"].fillna(1.0)
    rising = estimate.groupby(ordered["role"]).cummax()
    return ordered.assign(pay=rising).drop(columns="split_ratio").sort_index()


def overtakes(paths: pd.DataFrame, pathways: list[str], baseline: str) -> pd.DataFrame:
    """How pathways stand to the pathway `baseline`, in plain and in discounted dollars.

    Parameters
    ----------
    paths
        As `cumulative_pay` returns.
    pathways
        Which to list; one that `paths` lacks ("" too) is unknown.

    Returns
    -------
    DataFrame
        pathway, baseline and, for cumulative and for present_value: lead_<measure> (dollars at
        the horizon), ahead_<measure> (years from graduation after which the pathway stays ahead,
        NaN if it is not) and behind_<measure> (the same for staying behind). All NaN where pay is
        not published or a pathway is missing.
    """
    of = {str(pathway): path for pathway, path in paths.groupby("pathway", sort=False)}
    rows = [
        {"pathway": pathway, "baseline": baseline, **_stand(of.get(pathway), of.get(baseline))}
        for pathway in pathways
    ]
    return pd.DataFrame(rows)


def lead(
    assumptions: PayoffAssumptions,
    *,
    spans: pd.DataFrame,
    pay: pd.DataFrame,
    costs: pd.DataFrame,
    pathway: str,
    baseline: str,
    measure: str = "present_value",
) -> float:
    """Dollars by which `pathway` leads `baseline` at the horizon; NaN where either is unknown.

    Parameters
    ----------
    spans, pay, costs
        As for `payoff.cumulative_pay`; other pathways are passed over.
    """
    two = spans[spans["pathway"].isin([pathway, baseline])]
    paths = payoff.cumulative_pay(two, pay, costs, assumptions)
    return float(overtakes(paths, [pathway], baseline)[f"lead_{measure}"].iloc[0])


def input_changes(
    stages: pd.DataFrame,
    spans: pd.DataFrame,
    items: pd.DataFrame,
    assumptions: pd.DataFrame,
    apart_pay: pd.DataFrame,
) -> dict[str, tuple[Inputs, Inputs]]:
    """What else may be otherwise than in `PayoffAssumptions`, for `input_swings`.

    The length of training (shortest and longest, of all pathways at once), the assumed price of a
    programme, and the blended line taken apart.

    Parameters
    ----------
    stages, items, assumptions
        As for `training.stage_spans` and `pathway_prices.at_end`.
    spans
        The stages at their typical length, with pathway and role.
    apart_pay
        As `as_if_apart` returns.
    """
    roles = spans[["pathway", "role"]].drop_duplicates()
    shortest, longest = (
        {"spans": training.stage_spans(stages, case).merge(roles, on="pathway")}
        for case in ("min", "max")
    )
    cheap, dear = (
        {"costs": pathway_prices.pathway_prices(pathway_prices.at_end(items, assumptions, end))}
        for end in ("low", "high")
    )
    return {
        "training_length": (shortest, longest),
        pathway_prices.PROGRAMME_PRICE: (cheap, dear),
        "split": ({}, {"pay": apart_pay}),
    }


def input_swings(
    assumptions: PayoffAssumptions,
    inputs: Inputs,
    changes: Mapping[str, tuple[Inputs, Inputs]],
) -> pd.DataFrame:
    """How the lead answers when one input of the model is replaced, as `payoff.sensitivity` does.

    Parameters
    ----------
    inputs
        The keywords of `lead`.
    changes
        Name to the inputs that differ at the low and at the high end.

    Returns
    -------
    DataFrame
        assumption, outcome_low, outcome, outcome_high (dollars), swing.
    """
    central = lead(assumptions, **inputs)
    rows = []
    for name, ends in changes.items():
        low, high = (lead(assumptions, **{**inputs, **end}) for end in ends)
        swing = float(np.ptp([low, central, high]))
        rows.append([name, low, central, high, swing])
    columns = ["assumption", "outcome_low", "outcome", "outcome_high", "swing"]
    return pd.DataFrame(rows, columns=columns)


def _preferred(ways: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    for wanted in (ways["state"].isin(states), ways["state"] == "", ways["state"] != ""):
        chosen = ways[wanted]
        if not chosen.empty:
            usual = chosen[chosen["usual_entry"] == "yes"]
            return chosen if usual.empty else usual
    return ways


def _middle(ways: pd.DataFrame) -> pd.DataFrame:
    """The row of upper median length, with the most unpaid months of those equally long."""
    length = ways["first_paid_months"].sort_values(ignore_index=True)
    equal = ways[ways["first_paid_months"] == length.get(len(ways) // 2)]
    order = equal.sort_values(["unpaid_months_typical", "pathway"], ascending=[False, True])
    return order.head(1)


def _stand(path: pd.DataFrame | None, baseline: pd.DataFrame | None) -> dict[str, float]:
    columns = [f"{what}_{measure}" for measure in MEASURES for what in ("lead", "ahead", "behind")]
    if path is None or baseline is None:
        return dict.fromkeys(columns, np.nan)
    values = [
        value
        for measure in MEASURES
        for value in (
            float(path[measure].iloc[-1] - baseline[measure].iloc[-1]),
            payoff.overtaking_year(path, baseline, measure),
            payoff.overtaking_year(baseline, path, measure),
        )
    ]
    return dict(zip(columns, values, strict=True))
