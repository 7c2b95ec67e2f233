"""The sentences of chapter 05 on gaps: how far a state's difference lies from the nation's.

`gaps` is what `places.gaps` returns, with `place` and the role's `plural` and `relation`; `nation`
has role, plural and p50_annual of every role, and `baseline` is the role compared with.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from rolereport.analysis.rows import Row, Rows, rows_of
from rolereport.display import words
from rolereport.display.sentences import places

ALONE = "One role is asked for, so there is no gap to map."
NOWHERE = "No state has a median of both roles that can be ranked, so there is no gap to map."
FEWEST = 5  # states, of which the middle half is told
CANCEL = "Local prices are the same for both, so they cancel in this multiple."


def lead(gaps: pd.DataFrame, rows: pd.DataFrame, baseline: pd.DataFrame) -> str:
    """In how many places the role of `rows` is paid more, and by how much; empty if unknown."""
    known = _with_gap(gaps, places.role(rows))
    if places.role(rows) == places.role(baseline):
        return ""
    if not known:
        return (
            f"No state has both a median of {places.who(rows)} and one of {places.who(baseline)}."
        )
    low, high = places.ends(known, "ratio")
    where = _where([row.ratio > 1 for row in known])
    start = (
        f"{words.start(places.who(rows))} are paid more at the median than "
        f"{places.who(baseline)} in {where}"
    )
    if len(known) < places.COMPARABLE:
        return f"{start}: {words.ratio(low.ratio)} as much in {low.place}. {CANCEL}"
    return (
        f"{start}, from {words.ratio(low.ratio)} as much in {low.place} to "
        f"{words.ratio(high.ratio)} in {high.place}. {CANCEL}"
    )


def none(gaps: pd.DataFrame) -> str:
    """Why no gap can be drawn."""
    return NOWHERE if len(gaps) else ALONE


def against_nation(gaps: pd.DataFrame, nation: pd.DataFrame, baseline: str) -> list[str]:
    """How far the states' multiples lie from the nation's, one sentence a role."""
    pay = nation.set_index("role")["p50_annual"]
    whose = f"the nation{places.of_another_year(nation, places.year(gaps))}" if len(gaps) else ""
    others = places.plural(nation, baseline)
    return [
        _against(known, national, others, whose)
        for rows in places.each_role(gaps)
        if len(known := _kept(rows)) >= FEWEST
        and not math.isnan(national := pay[places.role(rows)] / pay[baseline])
    ]


def own(gaps: pd.DataFrame, areas: list[str], nation: pd.DataFrame, baseline: str) -> list[str]:
    """The multiple in each of `areas`, and where it ranks; none for the nation."""
    told = []
    for rows in places.each_role(gaps) if areas else ():
        known = _kept(rows)
        for area in (row for row in known if row.area in areas):
            rank = 1 + sum(row.ratio > area.ratio for row in known)
            told.append(
                f"In {area.place}, {places.who_of(area)} earn {words.ratio(area.ratio)} what "
                f"{places.plural(nation, baseline)} earn, {places.at_place(rank)} of "
                f"{len(known)} states by that multiple."
            )
    return told


def name(rows: Rows, nation: pd.DataFrame, baseline: str) -> str:
    """What a panel of gaps is called: `Laboratory staff over medical assistants`."""
    return f"{words.start(places.short(rows))} over {places.plural(nation, baseline)}"


def maps_title(gaps: pd.DataFrame, nation: pd.DataFrame, baseline: str) -> str:
    """The finding of the maps of gaps: between which differences the states lie."""
    for rows in places.each_role(gaps):
        known = places.ranked(rows)
        if not known:
            continue
        low, high = places.ends(known, "adjusted")
        return (
            f"At national prices {places.short(rows)} are paid from "
            f"{words.more(low.adjusted)} ({low.place}) to "
            f"{words.more(high.adjusted)} ({high.place}) "
            f"than {places.plural(nation, baseline)}"
        )
    return _no_gap(gaps)


def maps_subtitle(states: pd.DataFrame) -> str:
    """What the maps of gaps plot."""
    return (
        f"Difference of median annual pay, May {places.year(states)}, {places.unit(states)}: as "
        f"paid, and at national prices of {places.prices(states)}"
    )


def maps_alt(gaps: pd.DataFrame, nation: pd.DataFrame, baseline: str) -> str:
    """The maps of gaps in words: where a job is paid more, and where less."""
    parts = [
        f"{name(rows, nation, baseline)}: paid more in {_where([row.nominal > 0 for row in rows])} "
        f"as paid, in {_where([row.adjusted > 0 for row in known])} at national prices."
        for rows in map(_kept, places.each_role(gaps))
        if (known := places.ranked(rows))
    ]
    return " ".join([f"{maps_title(gaps, nation, baseline)}.", *parts])


def dots_alt(gaps: pd.DataFrame, nation: pd.DataFrame, baseline: str) -> str:
    """The ranking of gaps in words: where they are largest, and where smallest."""
    parts = [
        f"{name(rows, nation, baseline)}: most in "
        f"{places.listed(known, 'adjusted')}; least in "
        f"{places.listed(known, 'adjusted', least=True)}."
        for rows in places.each_role(gaps)
        if (known := places.ranked(rows))
    ]
    return " ".join([f"{dots_title(gaps, nation, baseline)}.", *parts])


def dots_title(gaps: pd.DataFrame, nation: pd.DataFrame, baseline: str) -> str:
    """The finding of the ranked gaps: how many states exceed the nation's."""
    pay = nation.set_index("role")["p50_annual"]
    for rows in places.each_role(gaps):
        known, national = places.ranked(rows), pay[places.role(rows)] - pay[baseline]
        if not known or math.isnan(national):
            continue
        return (
            f"At national prices {places.short(rows)} do better against "
            f"{places.plural(nation, baseline)} in "
            f"{_where([row.adjusted > national for row in known])} than in the "
            f"nation{places.of_another_year(nation, places.year(known))}, where they are paid "
            f"{words.more(national)}"
        )
    return _no_gap(gaps)


def dots_subtitle(states: pd.DataFrame) -> str:
    """What the ranked gaps plot."""
    return (
        f"Difference of median annual pay, May {places.year(states)}, {places.unit(states)}: as "
        f"paid (hollow) and at national prices of {places.prices(states)} (solid, figure at the "
        "right)"
    )


def _where(more: list[bool]) -> str:
    return places.share(sum(more), len(more))


def _no_gap(gaps: pd.DataFrame) -> str:
    return "No state has a median of both roles" if len(gaps) else "One role, and so no gap"


def _with_gap(gaps: pd.DataFrame, role: str) -> list[Row]:
    return [row for row in _kept(gaps) if row.role == role]


def _kept(rows: Rows) -> list[Row]:
    return [row for row in rows_of(rows) if not row.left_out]


def _against(known: list[Row], national: float, others: str, whose: str) -> str:
    low, high = np.quantile([row.ratio for row in known], [0.25, 0.75])
    above = sum(row.ratio > national for row in known)
    off = [abs(row.ratio / national - 1) for row in known]
    far = [row for row, distance in zip(known, off, strict=True) if distance == max(off)]
    return (
        f"In {whose} {places.who(known)} earn {words.ratio(national)} what {others} "
        f"earn; in the middle half of the {len(known)} states the multiple lies between {low:.2f} "
        f"and {high:.2f}, above the nation's in {above} of them. Furthest from it is "
        f"{places.named([row.place for row in far])} ({far[0].ratio:.2f})."
    )
