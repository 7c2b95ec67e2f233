"""What a blend of two jobs hides: its average moves with their pay and with their numbers.

Means can be taken apart exactly, because the mean of a blend is the average of its parts' means,
weighted by jobs. Medians cannot.
"""

from __future__ import annotations

import pandas as pd


def blended(parts: pd.DataFrame) -> pd.DataFrame:
    """The blend that two lines make, year by year.

    Parameters
    ----------
    parts
        role, year, employment, mean_annual: two roles, the first row's role first.

    Returns
    -------
    DataFrame
        year, employment, mean_annual of the blend, and first_share: the share of jobs held by the
        first role. Only years in which both are known.
    """
    roles = list(parts["role"].unique())
    known = parts.dropna(subset=["employment", "mean_annual"])
    jobs = known.pivot(index="year", columns="role", values="employment").reindex(columns=roles)
    means = known.pivot(index="year", columns="role", values="mean_annual").reindex(columns=roles)
    total = jobs.sum(axis=1, skipna=False)
    frame = pd.DataFrame(
        {
            "employment": total,
            "mean_annual": (jobs * means).sum(axis=1, skipna=False) / total,
            "first_share": jobs[roles[0]] / total if roles else total,
        }
    )
    return frame.dropna().reset_index()


def shift_share(parts: pd.DataFrame, first_year: int, last_year: int) -> dict[str, float]:
    """The change of the blend's mean between two years, split into pay and mix without remainder.

    Each part's change of pay is weighted by its average share of jobs over the two years, and each
    change of share by the average of its pay.

    Parameters
    ----------
    parts
        role, year, employment, mean_annual: any number of roles, all known in both years.

    Returns
    -------
    dict
        change, pay and mix, in the unit of the mean; pay + mix is change.
    """
    shares, means = {}, {}
    for year in (first_year, last_year):
        rows = parts[parts["year"] == year].set_index("role")
        shares[year] = rows["employment"] / rows["employment"].sum()
        means[year] = rows["mean_annual"]
    share = (shares[first_year] + shares[last_year]) / 2
    mean = (means[first_year] + means[last_year]) / 2
    pay = float((share * (means[last_year] - means[first_year])).sum())
    mix = float((mean * (shares[last_year] - shares[first_year])).sum())
    return {"change": pay + mix, "pay": pay, "mix": mix}


def share_needed(mean: float, higher: float, lower: float) -> float:
    """The share of jobs that the better-paid part must hold for the blend's mean to be `mean`.

    Outside 0 to 1 no mix of the two explains it.
    """
    return (mean - lower) / (higher - lower)
