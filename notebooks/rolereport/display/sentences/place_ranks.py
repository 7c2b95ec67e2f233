"""The sentences of chapter 05 on ranks: what prices, years and sampling error do to them."""

from __future__ import annotations

import math
from statistics import median

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words
from rolereport.display.sentences import places, salaries

NO_RANGE = "No standard error is held for these jobs, so no rank has a range."
OVERLAP = (
    "Surveys a year apart share most of their sample, so chance is larger than these moves show."
)
DEARER = 1.1  # prices ten percent higher, to put a slope in words


def slopes_title(states: pd.DataFrame) -> str:
    """The finding of the two orders: who moves furthest for the first role."""
    for rows in places.each_role(states):
        if furthest := places.furthest(rows):
            return f"Prices move {furthest} for {places.short(rows)}"
        if places.ranked(rows):
            return f"Prices change no rank for {places.short(rows)}"
    return f"No state can be ranked for May {places.year(states)}"


def slopes_subtitle(states: pd.DataFrame) -> str:
    """What the chart of two orders plots."""
    return (
        f"Rank of each state by median pay, May {places.year(states)}, 1 being the highest, as "
        f"paid and at national prices of {places.prices(states)}; named: the three that rise and "
        "the three that fall furthest"
    )


def slopes_alt(states: pd.DataFrame, agreement: pd.DataFrame) -> str:
    """The chart of two orders in words."""
    moves = [
        f"{words.start(places.who(rows))}: {places.movers(rows)}"
        for rows in places.each_role(states)
        if places.ranked(rows)
    ]
    start = "Lines from each state's rank as paid to its rank at national prices."
    return " ".join([start, *moves, *order(states, agreement)])


def order(states: pd.DataFrame, agreement: pd.DataFrame) -> list[str]:
    """How far the two orders agree, in one sentence; none where nothing is ranked."""
    parts = [
        f"{row.spearman:.2f} for {places.plural(states, row.role)} (the middle state moves "
        f"{_moves(row.median_move)})"
        for row in rows_of(agreement)
        if not math.isnan(row.spearman)
    ]
    if not parts:
        return []
    return [
        f"The order as paid and the order at national prices agree to {words.join_words(parts)}, "
        "where 1 is the same order and 0 none in common (Spearman's rank correlation)."
    ]


def response_title(states: pd.DataFrame, lines: pd.DataFrame) -> str:
    """The finding of pay against prices."""
    parts = [
        f"{places.plural(states, row.role)} {_percent(row.slope)}"
        for row in _drawn(lines)[: places.IN_TITLES]
    ]
    if not parts:
        return f"No state can be ranked for May {places.year(states)}"
    return f"Where prices are 10 percent higher, states pay {words.join_words(parts)}"


def response_subtitle(states: pd.DataFrame) -> str:
    """What the chart of pay against prices plots."""
    return (
        f"Median annual pay, May {places.year(states)}, {places.unit(states)} (upwards) and prices "
        f"of {places.prices(states)}, nation = 100 (to the right); solid: the line through the "
        "states; dashed: pay that only keeps up with prices"
    )


def response_alt(states: pd.DataFrame, lines: pd.DataFrame) -> str:
    """The chart of pay against prices in words."""
    return " ".join(["Dots of states by prices and median pay.", *response(states, lines)])


def response(states: pd.DataFrame, lines: pd.DataFrame) -> list[str]:
    """How pay goes with prices, with the interval and how much it leaves open."""
    return [
        f"For {places.plural(states, row.role)}, a state whose prices are 10 percent higher pays "
        f"{_percent(row.slope)} (90 percent interval: {_interval(row)}): "
        f"pay {_keeping_up(row)}. Prices account for "
        f"{words.percent(row.r_squared)} of the variation between the {row.places} states."
        for row in _drawn(lines)
    ]


def _drawn(lines: pd.DataFrame) -> list[Row]:
    return [row for row in rows_of(lines) if not math.isnan(row.slope)]


def ranges_title(certainty: pd.DataFrame, named: pd.DataFrame) -> str:
    """The finding of the rank ranges: how wide the middle one is."""
    parts = [
        f"{row.median_width:.0f} ranks for {places.plural(named, row.role)}"
        for row in rows_of(certainty)[: places.IN_TITLES]
    ]
    if not parts:
        return "No standard error is held, so no rank has a range"
    return f"A middling state could have had any of {words.join_words(parts)}"


def ranges_subtitle(year: int) -> str:
    """What the chart of rank ranges plots."""
    return (
        f"Rank by mean pay, May {year}, 1 being the highest: dot as published, bar what sampling "
        "error leaves open; all bars of a job are right together with at least 90 percent "
        "confidence"
    )


def ranges_alt(certainty: pd.DataFrame, named: pd.DataFrame, names: pd.Series) -> str:
    """The rank ranges in words."""
    told = sure(certainty, named, names)
    start = "Bars of the ranks that sampling error leaves open to each state."
    return " ".join([start, *(told or ["No standard error is held for these jobs."])])


def sure(certainty: pd.DataFrame, named: pd.DataFrame, names: pd.Series) -> list[str]:
    """What each role's rank ranges amount to.

    Parameters
    ----------
    names
        Area to place.
    """
    return [
        f"{words.start(places.plural(named, row.role))}: of {row.places} states, "
        f"{words.counted(row.may_be_first, 'state')} may rank first; {names[row.first_area]}, "
        f"first by the published mean, may rank as low as {row.first_worst}; "
        f"{_one_rank(row.certain)}."
        for row in rows_of(certainty)
    ]


def errors(shown: int, taken: int, held: list[int], with_errors: list[int]) -> str:
    """Which vintage the rank ranges come from, and why not the one shown.

    Parameters
    ----------
    shown
        Year of the state estimates shown elsewhere.
    taken
        Year of those whose ranks have ranges.
    held, with_errors
        Years of all state estimates, and of those with standard errors.
    """
    if shown == taken:
        return (
            f"The estimates of May {shown} come with the relative standard error of each mean. "
            "Medians are printed without one."
        )
    without = [year for year in held if year not in with_errors]
    files = (
        "file of {} that is held here prints"
        if len(without) == 1
        else ("files of {} that are held here print")
    )
    which = "the one vintage" if len(with_errors) == 1 else "the nearest vintage"
    return (
        f"The state {files.format(words.join_words([*map(str, without)]))} no standard error at "
        f"all, and no state file prints one for a median. The ranges below are those of May "
        f"{taken}, {which} held with the standard errors of its means: they show how much a rank "
        f"is worth, not which ranks hold in {shown}."
    )


def over_years(
    moves: pd.DataFrame, states: pd.DataFrame, names: pd.Series, years: list[int],
    breaks: pd.DataFrame,
) -> list[str]:  # fmt: skip
    """How far ranks as paid moved between two vintages, in one sentence a role.

    Parameters
    ----------
    moves
        What `place_ranks.over_years` returns.
    names
        Area to place.
    years
        Of the earlier and the later vintage.
    breaks
        year, kind, title: a new method between the two is told.
    """
    earlier, later = years
    parts = []
    for mine in places.each_role(moves):
        steps = [abs(row.rank_change) for row in mine]
        far = _furthest([row for row in mine if abs(row.rank_change) == max(steps)], names)
        whose = places.plural(states, places.role(mine))
        parts.append(f"{_moves(median(steps))} for {whose}{far}")
    if not parts:
        return []
    new = breaks[(breaks["kind"] == "method") & breaks["year"].between(earlier + 1, later)]
    return [
        f"From May {earlier} to May {later} the middle state moved {words.join_words(parts)}.",
        *([OVERLAP] if later - earlier == 1 else []),
        *(f"A break lies between: {words.lower_start(each)}." for each in new["title"]),
    ]


def ranges_source(year: int) -> str:
    """The source of the rank ranges."""
    return f"{salaries.source(year)} Ranges: Klein, Wright and Wieczorek (2020)."


def _furthest(far: list[Row], names: pd.Series) -> str:
    if len(far) != 1 or not far[0].rank_change:
        return ""
    ranks = f"from {far[0].earlier_rank:.0f} to {far[0].later_rank:.0f}"
    return f" ({names[far[0].area]} furthest, {ranks})"


def _percent(slope: float) -> str:
    more = 100 * (DEARER**slope - 1)
    return f"{abs(more):.0f} percent {'less' if more < 0 else 'more'}"


def _interval(row: Row) -> str:
    low, high = (100 * (DEARER**slope - 1) for slope in (row.slope_low, row.slope_high))
    return f"{low:.1f} to {high:.1f} percent".replace("-", "−")


def _keeping_up(row: Row) -> str:
    if row.slope_low > 1:
        return "more than keeps up"
    if row.slope_high < 1:
        return "does not keep up"
    return "cannot be told from just keeping up"


def _moves(median: float) -> str:
    return f"{median:g} place{'' if median == 1 else 's'}"


def _one_rank(certain: int) -> str:
    if certain == 0:
        return "no state has one possible rank only"
    return f"{words.counted(certain, 'state has', 'states have')} one possible rank only"
