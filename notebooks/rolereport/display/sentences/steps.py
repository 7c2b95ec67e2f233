"""The sentences of chapter 06 on growth and method: parts of a change, steps of all occupations.

`told` is what `change_parts.told_apart` returns and `own` what `every_occupation.standing` returns,
both with `plural`; `control` is what `every_occupation.control` returns.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from rolereport.analysis.change_parts import AT_BREAKS, ORDINARY, SHARED, UNSETTLED
from rolereport.analysis.every_occupation import Control
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words
from rolereport.display.sentences.trends import COUNTED, went, who

NO_PARTS = "No line here has two years of published pay"
PART_LOOKS: dict[str, dict[str, Any]] = {
    ORDINARY: {},
    UNSETTLED: {"hollow": True},
    AT_BREAKS: {"hollow": True},
    SHARED: {"alpha": 0.35},
}
AS_COUNTED = " (as nursing assistants)"  # in a title that has to hold three roles
PERCENTILES = {
    "p10_annual": "10th percentile",
    "p25_annual": "25th percentile",
    "p50_annual": "Median",
    "p75_annual": "75th percentile",
    "p90_annual": "90th percentile",
}


def own_growth(told: pd.DataFrame, dollars_of: int) -> list[str]:
    """What each role gained or lost by itself in ordinary years, over the years that all have.

    `dollars_of` is the year whose dollars `told` is in.
    """
    known = told.dropna(subset=[ORDINARY])
    if known.empty:
        return []
    parts = [
        f"{who(row)} {_gained(row.ordinary)} ({signed(row.ordinary / row.first)})"
        for row in rows_of(known)
    ]
    first, last = known["first_year"].min(), known["last_year"].max()
    return [
        "Set against the middle of all occupations, and counting ordinary years only, from "
        f"{first} to {last} {words.join_words(parts)} of real median annual pay, in dollars of "
        f"May {dollars_of}. This is what can be read as growth or loss of their own."
    ]


def parts_title(told: pd.DataFrame) -> str:
    """The finding of the chart of parts, for the roles to speak of."""
    known = told.dropna(subset=[ORDINARY])
    if known.empty:
        return NO_PARTS
    spans = [f" from {row.first_year} to {row.last_year}" for row in rows_of(known)]
    same = len(set(spans)) == 1
    parts = [
        f"{who(row)} {_gained(row.ordinary)}{'' if same else span}"
        for row, span in zip(rows_of(known), spans, strict=True)
    ]
    return (
        "In ordinary years and beyond what the middle occupation did, "
        f"{words.join_words(parts)}{spans[0] if same else ''}"
    )


def with_totals(told: pd.DataFrame) -> pd.DataFrame:
    """The rows with the years and the whole change added to the label of each."""
    added = [
        f"{row.label}\n{row.first_year} to {row.last_year}: {signed_dollars(row.total)}"
        for row in rows_of(told)
    ]
    return told.assign(label=pd.Series(added, told.index, dtype="str"))


def parts_alt(told: pd.DataFrame, unsettled: Collection[int]) -> str:
    """The chart of parts in words."""
    rows = [_parts(row, unsettled) for row in rows_of(told)]
    return f"{words.start('; '.join(rows) or NO_PARTS)}."


def part_names(unsettled: Collection[int]) -> dict[str, str]:
    """What each part of a change is called on the chart."""
    return {
        ORDINARY: "of its own, ordinary years",
        UNSETTLED: f"of its own, {_years(unsettled) or 'unsettled years'}",
        AT_BREAKS: "of its own, at breaks",
        SHARED: "as the middle occupation",
    }


def signed_dollars(amount: float) -> str:
    """The amount with its sign: `+$1,015`."""
    whole = round(amount)
    return f"{'+' if whole > 0 else ''}{words.dollars(whole)}"


def control(control: Control) -> list[str]:
    """How unusual the widest broken year was among all occupations, in a sentence; if it was."""
    row = widest(control)
    if row is None or row.spread <= control.usual:
        return []
    return [
        f"The step from {row.year - 1} to {row.year} "
        f"({words.lower_start(control.broken[row.year])}) is no guide to pay: "
        f"the steps of {row.occupations:,} occupations lay "
        f"{_times(row.spread / control.usual)} as far apart as in an ordinary year."
    ]


def bands_title(control: Control) -> str:
    """The finding of the chart of all occupations' steps."""
    row = widest(control)
    if row is None:
        return "How far all occupations stepped from year to year"
    return (
        f"In {row.year} the figures of all occupations moved "
        f"{_times(row.spread / control.usual)} as far apart as in an ordinary year"
    )


def bands_alt(spreads: pd.DataFrame, own: pd.DataFrame, title: str, subtitle: str) -> str:
    """The chart of all occupations' steps in words: the middle half of each year, the extremes."""
    years = [
        f"{row.year} {words.percent(row.p25, 1)} to {words.percent(row.p75, 1)}"
        for row in rows_of(spreads)
    ]
    roles = []
    for rows in _by_role(own.dropna(subset=["percent"])):
        low, high = (find(rows, key=lambda row: row.percent) for find in (min, max))
        roles.append(
            f"{who(low)} from {signed(low.percent)} in {low.year} to {signed(high.percent)} in "
            f"{high.year}"
        )
    told = f"Middle half of all occupations: {'; '.join(years)}"
    return ". ".join([title, subtitle, told, *(words.start(role) for role in roles)]) + "."


def takeback(undone: pd.DataFrame, broken: Collection[int]) -> str:
    """Whether the steps of the widest broken year were taken back the year after."""
    after = undone[undone["year"].isin([year + 1 for year in broken])]
    if after.empty or len(undone) < 3:
        return "No year after a break of every line is held."
    row = min(rows_of(after), key=lambda row: row.correlation)
    rest = undone.loc[undone["year"] != row.year, "correlation"]
    if row.correlation >= 0:
        return (
            f"The steps of {row.year - 1} were not taken back in {row.year}: the ranks of the two "
            f"years' steps correlate at {_decimal(row.correlation)}."
        )
    return (
        f"Much of it was undone at once. Occupations that stepped up more than others in "
        f"{row.year - 1} stepped up less in {row.year}: the ranks of the two years' steps "
        f"correlate at {_decimal(row.correlation)}, where other pairs of years lie between "
        f"{_decimal(rest.min())} and {_decimal(rest.max())}. Raises seldom do that; an error of "
        "estimate, made once, does."
    )


def stood(own: pd.DataFrame) -> str:
    """How far each role's steps stood from the middle occupation's, and how rare that is."""
    known = own.dropna(subset=["as_far_then", "as_far_usually"])
    if known.empty:
        return "No step of these lines can be set against those of other occupations."
    return "\n".join(
        f"- {row.year}: {who(row)} {went(row.percent)}, the middle occupation {went(row.middle)}. "
        f"As far from the middle stood {_of_hundred(row.as_far_then)} occupations that year, and "
        f"{_of_hundred(row.as_far_usually)} in ordinary years."
        for row in rows_of(known)
    )


def restless(control: Control) -> str:
    """Which later years are unsettled, and how wide the latest year still is."""
    factors = (control.spreads.set_index("year")["spread"] / control.usual).map(_times)
    last = control.spreads["year"].iloc[-1]
    now = f"In {last} they lay {factors[last]} as far apart."
    if not control.unsettled:
        return f"In no other year were steps twice as far apart as in an ordinary one. {now}"
    wide = [f"In {year} steps were {factors[year]} as far apart" for year in control.unsettled]
    return (
        f"{words.join_words(wide)} as in an ordinary year, without any break: "
        f"{_years(control.unsettled)} is called unsettled here, and what a role did of "
        f"its own in it is kept apart. {now}"
    )


def gathered(shares: pd.Series, control: Control) -> str:
    """How many occupations share their figure with others since the widest broken year.

    Parameters
    ----------
    shares
        What `every_occupation.gathered` returns.
    """
    row = widest(control)
    if row is None or not {row.year - 1, row.year} <= set(shares.index):
        return "Whether figures gather at round rates of pay cannot be seen here."
    now, before = shares[row.year], shares[row.year - 1]
    return (
        f"In {row.year}, {words.percent(now, 1)} of occupations had the same median as two or more "
        f"others, to the dollar; the year before, {words.percent(before, 1)}."
    )


def other_ways(mean: pd.DataFrame, averaged: pd.DataFrame, control: Control) -> str:
    """The same changes by the mean, and with another index of prices.

    Parameters
    ----------
    mean, averaged
        What `trends.growth` returns end to end over shared years, with `plural`: of mean pay, and
        of median pay by the price level of whole years.
    control
        That of the means.
    """
    if mean.empty or averaged.empty:
        return "No other measure of these lines is published in two shared years."
    row = widest(control)
    told = [
        f"By other measures real pay moved so from {mean['first_year'].min()} to "
        f"{mean['last_year'].max()}. The mean: {_each(mean)}. The median, with prices taken out by "
        f"the average of each year and not by that of May: {_each(averaged)}."
    ]
    if row is not None:
        told.append(
            f"In {row.year} means moved {_times(row.spread / control.usual)} as far apart as in an "
            "ordinary year."
        )
    return " ".join(told)


def percentiles_title(told: pd.DataFrame) -> str:
    """The finding of the chart of percentiles: how both ends of each role's pay moved.

    Parameters
    ----------
    told
        What `trends.by_measure` returns, with `plural`.
    """
    parts = []
    for rows in _by_role(told):
        moved = {row.measure: row.percent for row in rows}
        if moved.keys() >= {"p10_annual", "p90_annual"}:
            low, high = signed(moved["p10_annual"]), signed(moved["p90_annual"])
            whose = who(rows[0]).replace(COUNTED, AS_COUNTED)
            parts.append(f"{whose} {low} and {high}")
    if not parts:
        return "Low and high pay of these roles, as far as it is published"
    across = "across breaks, " if told["breaks_crossed"].any() else ""
    years = f"{told['first_year'].min()} to {told['last_year'].max()}"
    start = f"Real pay, {years}, {across}10th and 90th percentiles: "
    return words.as_many(start, parts, "; ")


def percentiles_alt(told: pd.DataFrame, title: str, subtitle: str) -> str:
    """The chart of percentiles in words."""
    parts = [
        f"{PERCENTILES[row.measure]} of {who(row)} {words.dollars(row.first)} in {row.first_year}, "
        f"{words.dollars(row.last)} in {row.last_year}"
        for row in rows_of(told)
        if row.measure in {"p10_annual", "p50_annual", "p90_annual"}
    ]
    told = f" {words.start('; '.join(parts))}." if parts else ""
    return f"{title}. {subtitle}.{told}"


def signed(share: float) -> str:
    """The share with its sign: `+1.5%`."""
    return f"{'+' if share > 0 else ''}{words.percent(share, 1)}"


def moved(amount: float) -> str:
    """Dollars as a movement: `rose $1,015`, `fell $20`, `stood still`."""
    if round(amount) == 0:
        return "stood still"
    return f"{'fell' if amount < 0 else 'rose'} {words.dollars(abs(round(amount)))}"


def _parts(row: Row, unsettled: Collection[int]) -> str:
    parts = [
        f"{signed_dollars(getattr(row, kind))} {name}"
        for kind, name in part_names(unsettled).items()
        if pd.notna(getattr(row, kind))
    ]
    return (
        f"real pay of {who(row)} {moved(row.total)} from {row.first_year} to {row.last_year}: "
        f"{words.join_words(parts)}"
    )


def _gained(amount: float) -> str:
    if round(amount) == 0:
        return "neither gained nor lost"
    return f"{'lost' if amount < 0 else 'gained'} {words.dollars(abs(round(amount)))}"


def _each(changes: pd.DataFrame) -> str:
    parts = [f"that of {who(row)} {went(row.percent)}" for row in rows_of(changes)]
    return words.join_words(parts)


def widest(control: Control) -> Row | None:
    """The row of the spreads that tells of the widest broken year; None without any."""
    broken = [row for row in rows_of(control.spreads) if row.year in control.broken]
    return max(broken, key=lambda row: row.spread, default=None)


def _times(factor: float) -> str:
    return f"{factor:.1f} times"


def _by_role(rows: pd.DataFrame) -> list[list[Row]]:
    roles: dict[str, list[Row]] = {}
    for row in rows_of(rows):
        roles.setdefault(row.role, []).append(row)
    return list(roles.values())


def _years(years: Collection[int]) -> str:
    return words.join_words([str(year) for year in years])


def _of_hundred(share: float) -> str:
    per_hundred = round(100 * share)
    return "fewer than 1 in 100" if share and not per_hundred else f"{per_hundred} in 100"


def _decimal(number: float) -> str:
    return f"{number:.2f}".replace("-", "−")
