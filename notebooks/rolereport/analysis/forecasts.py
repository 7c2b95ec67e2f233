"""Projections of jobs against what was counted later.

The Bureau of Labor Statistics projects the jobs of an occupation ten years ahead and publishes the
two ends. The start of a later projection is a count of what had become of the earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

WINDOW = 10  # years that a projection covers


def forecasts(
    projections: pd.DataFrame, role_soc: pd.DataFrame, roles: Sequence[str]
) -> pd.DataFrame:
    """What was projected for the jobs of each role, and what had become of it when next counted.

    Each edition's own count at its start is the measure of the edition before it. A role inside a
    larger occupation has the figures of that occupation; a part of the laboratory has none of its
    own once only the whole is projected.

    Parameters
    ----------
    projections
        edition (such as 2016-26), soc_code, employment_start_thousand, employment_end_thousand,
        change_percent, openings_thousand_a_year; two editions.
    role_soc
        role, soc_code, first_year, last_year, relation.
    roles
        The roles wanted, in this order.

    Returns
    -------
    DataFrame
        role, relation (in the later edition) and, for the earlier edition (past_) and the later
        (next_), start, end (jobs), change (share), openings (a year) and turnover (openings a year
        for each job at the start); on_path (jobs on a straight line through the earlier edition in
        the year of the count), counted_change (share), miss (count over on_path, less 1) and
        years_counted from the start of the first to that of the second. NaN where the line does
        not measure the same in both.
    """
    early, late = sorted(projections["edition"].unique())
    past = _projected(projections, role_soc, early).add_prefix("past_")
    coming = _projected(projections, role_soc, late).add_prefix("next_")
    both = past.join(coming, how="outer").reindex(pd.Index(roles, name="role"))
    same = both["past_relation"] == both["next_relation"]
    years = float(first_year(late) - first_year(early))
    on_path = straight(both["past_start"], both["past_end"], years)
    return both.assign(
        relation=both["next_relation"].fillna(both["past_relation"]),
        on_path=on_path,
        counted_change=(both["next_start"] / both["past_start"] - 1).where(same),
        miss=(both["next_start"] / on_path - 1).where(same),
        years_counted=years,
    ).reset_index()


def straight(start: pd.Series, end: pd.Series, years: float) -> pd.Series:
    """Jobs `years` after the start, on a straight line between the two ends of a projection."""
    return start + (end - start) * years / WINDOW


def misses(projections: pd.DataFrame) -> pd.Series:
    """How far every occupation's count lay from the straight line of the earlier projection.

    Only occupations with the same code in both editions; the total over all is not one.

    Returns
    -------
    Series
        Share of the line (0.1: a tenth more jobs than on it), by soc_code.
    """
    early, late = sorted(projections["edition"].unique())
    held = projections[~projections["soc_code"].str.endswith("0000")].drop_duplicates(
        ["edition", "soc_code"]
    )
    past, coming = (held[held["edition"] == each].set_index("soc_code") for each in (early, late))
    on_path = straight(
        past["employment_start_thousand"],
        past["employment_end_thousand"],
        first_year(late) - first_year(early),
    )
    return (coming["employment_start_thousand"] / on_path - 1).dropna()


def paths(forecasts: pd.DataFrame, windows: dict[str, str]) -> pd.DataFrame:
    """The two ends of each projection, a row each, for a line between them.

    Parameters
    ----------
    forecasts
        As `forecasts` gives them.
    windows
        The years of the earlier (`past`) and the later (`next`) edition.

    Returns
    -------
    DataFrame
        role, window (the years), year, employment (jobs); projections not made have no row.
    """
    ends = []
    for window, years in windows.items():
        start = first_year(years)
        for year, end in ((start, "start"), (start + WINDOW, "end")):
            rows = forecasts[["role"]].assign(
                window=years, year=year, employment=forecasts[f"{window}_{end}"]
            )
            ends.append(rows)
    return pd.concat(ends, ignore_index=True).dropna(subset=["employment"])


def first_year(edition: str) -> int:
    """2016 for the edition 2016-26."""
    return int(edition.partition("-")[0])


def _projected(projections: pd.DataFrame, role_soc: pd.DataFrame, edition: str) -> pd.DataFrame:
    year = first_year(edition)
    in_force = year >= role_soc["first_year"]
    in_force &= year <= role_soc["last_year"].fillna(year)
    in_force &= role_soc["relation"] != "combined"
    lines = role_soc.loc[in_force, ["role", "soc_code", "relation"]]
    rows = projections[projections["edition"] == edition].drop(columns="role")
    joined = lines.merge(rows, on="soc_code").drop_duplicates("role").set_index("role")
    start, openings = (
        1000 * joined[column]
        for column in ("employment_start_thousand", "openings_thousand_a_year")
    )
    return pd.DataFrame(
        {
            "relation": joined["relation"],
            "start": start,
            "end": 1000 * joined["employment_end_thousand"],
            "change": joined["change_percent"] / 100,
            "openings": openings,
            "turnover": openings / start,
        }
    )
