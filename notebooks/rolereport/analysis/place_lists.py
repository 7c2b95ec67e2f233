"""Many places made readable: the ends of a ranking, neighbours, town and country, one table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rolereport.analysis.rows import rows_of


def ends(rows: pd.DataFrame, rank: str, count: int, *always: str) -> pd.DataFrame:
    """The first and the last of a long ranking, with a remark for the rows between.

    Parameters
    ----------
    rows
        Areas of one role; those without a rank are left out unless they are in `always`.
    rank
        Column of ranks.
    count
        How many of the first and of the last; up to twice as many rows are shown whole.
    always
        Areas shown wherever they rank.

    Returns
    -------
    DataFrame
        Rows of `rows`, first rank first, those without a rank last; where rows were skipped a row
        whose `area` is "" and whose `place` counts them.
    """
    order = rows[rank].to_numpy().argsort(kind="stable")  # those without a rank last
    place, ranked = np.arange(len(rows)), int(rows[rank].notna().sum())
    ends = (place < count) | (place >= ranked - count)
    shown = (ends & (place < ranked)) | rows["area"].isin(always).to_numpy()[order]
    skipped = ~shown & (place < ranked)
    starts = skipped & ~np.append(False, skipped[:-1])
    stops = skipped & ~np.append(skipped[1:], False)
    told, remark = rows.iloc[order[shown | starts]], starts[shown | starts]
    names = told["place"].to_numpy(copy=True)
    runs = np.flatnonzero(stops) - np.flatnonzero(starts) + 1
    names[remark] = [f"{run} more" for run in runs]
    empty = {"area": "", "left_out": "", "nominal": np.nan, "adjusted": np.nan}
    masked = {column: told[column].mask(remark, value) for column, value in empty.items()}
    return told.assign(place=names, **masked)


def near(rows: pd.DataFrame, states: Sequence[str]) -> pd.DataFrame:
    """The areas of `rows` that lie, wholly or in part, in one of `states`.

    Parameters
    ----------
    rows
        With the column states: postal codes, joined by "; ".
    states
        Postal codes; all of `rows` if there are none.
    """
    if not states:
        return rows
    theirs = rows["states"].str.split("; ")
    return rows[[not set(states).isdisjoint(each) for each in theirs]]


def in_town_and_country(rows: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    """What metropolitan and other areas pay on average, each area counting by its jobs.

    Parameters
    ----------
    rows
        One row for each role and area: role, area, nominal (median, dollars), employment.
    kinds
        Area to kind: metro or nonmetro.

    Returns
    -------
    DataFrame
        role, metro and nonmetro (dollars: the medians of the areas averaged with their jobs as
        weights), metro_areas and nonmetro_areas; areas without a median or jobs do not enter.
    """
    known = rows[["role", "area", "nominal", "employment"]].dropna()
    kind = known["area"].map(kinds)
    parts = known.assign(kind=kind, paid=known["nominal"] * known["employment"])
    sums = parts.groupby(["role", "kind"], sort=False)[["paid", "employment"]].sum()
    mean = (sums["paid"] / sums["employment"]).unstack().reindex(columns=["metro", "nonmetro"])
    areas = parts.groupby(["role", "kind"]).size().unstack(fill_value=0)
    counts = areas.reindex(columns=["metro", "nonmetro"], fill_value=0).add_suffix("_areas")
    return mean.join(counts).reindex(rows["role"].unique()).rename_axis("role").reset_index()


def side_by_side(states: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """One row a place, with jobs and pay of every role beside one another.

    Parameters
    ----------
    states
        What `ranked` returns, with place.
    names
        Role to what it is called in a reason.

    Returns
    -------
    DataFrame
        place, price_index, remark (why which role is not ranked, or empty) and, for each role,
        `<role> employment`, `<role> nominal` and `<role> adjusted`; by place.
    """
    lines: dict[str, dict[str, object]] = {}
    reasons: dict[str, list[str]] = {}
    for row in rows_of(states):
        line = lines.setdefault(row.place, {"place": row.place, "price_index": row.price_index})
        for figure in ("employment", "nominal", "adjusted"):
            line[f"{row.role} {figure}"] = getattr(row, figure)
        if row.left_out:
            reasons.setdefault(row.place, []).append(f"{names[row.role]}: {row.left_out}")
    remarks = {place: "; ".join(told) for place, told in reasons.items()}
    return pd.DataFrame(
        [lines[place] | {"remark": remarks.get(place, "")} for place in sorted(lines)]
    )
