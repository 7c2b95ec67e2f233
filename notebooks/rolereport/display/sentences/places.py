"""The sentences of chapter 05 on states: pay as paid, at national prices, and the gap.

`states` is everywhere what `places.ranked` returns for one or several roles, with `place` (the
name of the area) and the role's `plural`, `line` and `relation`; `rows` is that of one role, as a
frame or as the list of its rows.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

import pandas as pd

from rolereport.analysis.places import (
    HEAPED_REASON,
    LARGEST_RSE,
    ONE_RATE,
    TWO_GROUPS_REASON,
    WIDE_MIDDLE,
)
from rolereport.analysis.rows import Row, Rows, rows_of
from rolereport.display import words
from rolereport.display.sentences import salaries
from rolereport.display.tables import Column, Kind

COUNTED = " (counted as nursing assistants)"
BLENDED = " (in the blended laboratory line)"
IN_TITLES = 3  # roles told in a title; the panels show them all
COMPARABLE = 2  # places that make a range
MOST_NAMED = 3  # equal places named before they are counted
DISTRICT = "DC"


def paid(rows: pd.DataFrame) -> str:
    """The range of medians over the ranked places, and between which."""
    known = ranked(rows)
    if not known:
        return f"{nothing(rows)}."
    low, high = ends(known, "nominal")
    if len(known) == 1:
        return (
            f"In May {year(rows)} the median pay of {who(rows)} was {words.dollars(low.nominal)} a "
            f"year, in {unit(rows)}, in {low.place}, the one state ranked."
        )
    return (
        f"In May {year(rows)} the median pay of {who(rows)} ran from "
        f"{words.dollars(low.nominal)} in {low.place} to {words.dollars(high.nominal)} in "
        f"{high.place}, in {unit(rows)} a year, over the {len(known)} states ranked"
        f"{_district(known)}."
    )


def bought(rows: pd.DataFrame) -> str:
    """What the same medians buy at national prices, and who moves furthest; empty if unknown."""
    known = ranked(rows)
    if len(known) < COMPARABLE:
        return ""
    low, high = ends(known, "adjusted")
    return (
        f"At national prices of {prices(rows)} the same pay of May {year(rows)} is worth "
        f"{words.dollars(low.adjusted)} in {low.place}, the least, and "
        f"{words.dollars(high.adjusted)} in {high.place}, the most. {movers(rows)}"
    )


def movers(rows: Rows) -> str:
    """Which places rise and which fall furthest once prices count."""
    parts = [_moving(moved, change) for change, moved in _furthest(rows).items()]
    return f"{'; '.join(parts)}." if parts else "No place changes its rank."


def furthest(rows: Rows) -> str:
    """The same for a title: `Hawaii down 24 places and West Virginia up 14`."""
    furthest = _furthest(rows)
    parts = [
        f"{named([row.place for row in moved])} {'down' if change < 0 else 'up'} {abs(change):.0f}"
        for change, moved in furthest.items()
    ]
    if not parts:
        return ""
    return words.join_words([f"{parts[0]} {_places(next(iter(furthest)))}", *parts[1:]])


def paragraph(lines: list[str]) -> list[str]:
    """The sentences as one paragraph; no paragraph where there is none."""
    return [" ".join(lines)] if lines else []


def too_few(states: pd.DataFrame) -> str:
    """Why no states are compared; empty where two or more are ranked for some role."""
    counts = Counter(row.role for row in ranked(states))
    if max(counts.values(), default=0) >= COMPARABLE:
        return ""
    return (
        f"Fewer than two states can be ranked for May {year(states)}: there is nothing to compare."
    )


def vintage(what: str, held: list[int], shown: int, asked: int) -> list[str]:
    """That another year than the one asked for is shown; nothing where it is the same.

    Parameters
    ----------
    what
        Whose estimates: State or Metropolitan.
    held
        Years that there are estimates for.
    """
    if shown == asked:
        return []
    years = words.join_words([str(each) for each in held])
    near = min(abs(each - asked) for each in held)
    why = "" if abs(shown - asked) == near else " with most of these roles"
    return [
        f"{what} estimates are held for May {years} only; those of {shown}, the nearest to "
        f"{asked}{why}, are shown."
    ]


def unheld(states: pd.DataFrame) -> list[str]:
    """Which roles have no median in any state; nothing where each has one."""
    return [
        f"{nothing(rows)}."
        for rows in each_role(states)
        if all(math.isnan(row.nominal) for row in rows)
    ]


def nation(pay: pd.DataFrame) -> list[str]:
    """The national medians that the dashed lines of the charts stand for; none if unknown."""
    parts = [
        f"{words.dollars(row.p50_annual)} for {who_of(row)}"
        for row in rows_of(pay)
        if not math.isnan(row.p50_annual)
    ]
    if not parts:
        return []
    return [
        f"For comparison, the national median of May {int(pay['year'].max())} was "
        f"{words.join_words(parts)}, in {salaries.unit(pay)} a year."
    ]


def national(nation: pd.DataFrame, beside: int) -> str:
    """What the national median is called beside figures of a year: with its own year if another."""
    return f"national median{of_another_year(nation, beside)}"


def of_another_year(pay: pd.DataFrame, beside: int) -> str:
    """` of May 2025` beside figures of another year; nothing where `pay` is of that year."""
    return "" if year(pay) == beside else f" of May {year(pay)}"


def here(rows: Rows, areas: list[str], *, among: str = "states", when: str = "") -> list[str]:
    """Pay (dated by `when`) and rank of each of `areas`, one sentence each; none for the nation."""
    if not areas:
        return []
    count = Counter(row.role for row in ranked(rows))
    own = [row for row in rows_of(rows) if row.area in areas]
    return [_standing(row, count[row.role], among, when) for row in own]


def state_of(areas: list[str], names: pd.Series, level: str) -> list[str]:
    """Which state's figures stand for a metropolitan area; none for other editions."""
    if level != "metros":
        return []
    listed = words.join_words([str(names[area]) for area in areas])
    return [f"The maps and the charts of states mark {listed}, where this area lies."]


def left_out(rows: Rows, among: str) -> str:
    """How many places are ranked, and how many are not for which reason."""
    rows = rows_of(rows)
    counts = Counter(row.left_out for row in rows if row.left_out)
    count = len(ranked(rows))
    verb = "is" if count < 2 else "are"
    said = f"Of {len(rows)} {among}, {count or 'none'} {verb} ranked for {who(rows)}"
    if not counts:
        return f"{said}."
    (most, number), *fewer = counts.most_common()
    verb = "is" if number == 1 else "are"
    reasons = [f"{words.number(number)} {verb} left out ({most})"]
    reasons += [f"{words.number(number)} ({reason})" for reason, number in fewer]
    return f"{said}. {words.start(words.join_words(reasons))}."


def rules(minimum_employment: float) -> str:
    """The rules by which a place is set aside, with their numbers."""
    return (
        f"A place is set aside with fewer than {minimum_employment:g} jobs; where the median and a "
        f"quartile lie within {words.percent(ONE_RATE, 1)} of each other, so that a quarter of the "
        f"jobs is at one rate; where the middle half of the jobs spans a factor of {WIDE_MIDDLE:g} "
        "or more and 15 in 100 jobs at one end of it are at one rate; and, in years that print it, "
        f"where the relative standard error of the mean exceeds {LARGEST_RSE:g} percent. The "
        "numbers are our choice."
    )


def unlike_one_group(lines: pd.DataFrame) -> list[str]:
    """Why a place whose pay seems split in two, or in a heap, is left out: its own percentiles.

    Parameters
    ----------
    lines
        What `places.set_aside` returns, with `place` and `plural`.
    """
    odd = lines[lines["left_out"].isin([TWO_GROUPS_REASON, HEAPED_REASON])]
    return [
        f"{row.place} has {words.count(row.employment)} {row.plural}: 10 in 100 jobs pay up to "
        f"{words.dollars(row.p10_annual)}, 25 up to {words.dollars(row.p25_annual)}, 50 up to "
        f"{words.dollars(row.p50_annual)}, 75 up to {words.dollars(row.p75_annual)} and 90 up to "
        f"{words.dollars(row.p90_annual)}. {_odd(row.left_out)}"
        for row in rows_of(odd)
    ]


def columns_of(called: pd.DataFrame) -> dict[str, Column]:
    """The columns of the table of all states: jobs and both medians of each role."""
    heads: dict[str, tuple[str, Kind, str]] = {
        "employment": ("{line}: jobs", "count", "not in the data"),
        "nominal": ("{line}: as paid", "dollars", "not in the data"),
        "adjusted": ("{line}: at national prices", "dollars", "not known"),
    }
    return {
        f"{row.role} {figure}": Column(head.format(line=row.line), kind, missing)
        for row in rows_of(called)
        for figure, (head, kind, missing) in heads.items()
    }


def best_for(ranked_of: Mapping[str, list[Row]]) -> list[str]:
    """Where pay buys most, place by place: `Illinois for electricians and plumbers`.

    Parameters
    ----------
    ranked_of
        Workers to their ranked places.
    """
    best: dict[str, list[str]] = {}
    for who, rows in ranked_of.items():
        most = max(row.adjusted for row in rows)
        top = named([row.place for row in rows if row.adjusted == most])
        best.setdefault(top, []).append(who)
    return [f"{place} for {words.join_words(jobs)}" for place, jobs in best.items()]


def maps_title(states: pd.DataFrame) -> str:
    """The finding of the maps: where the pay of each role buys most."""
    parts = best_for({short(rows): ranked(rows) for rows in _told(states)})
    return f"Pay buys most in {words.join_words(parts)}" if parts else _nothing_at_all(states)


def maps_subtitle(states: pd.DataFrame) -> str:
    """What the maps plot, in what unit, for when."""
    return (
        f"Median annual pay of the ranked states, May {year(states)}, {unit(states)}: as paid, and "
        f"at national prices of {prices(states)}; the two maps of a job share their shades"
    )


def maps_alt(states: pd.DataFrame) -> str:
    """The maps in words."""
    parts = [
        f"{words.start(who(rows))}: as paid most in {listed(known, 'nominal')}; at "
        f"national prices most in {listed(known, 'adjusted')}, least in "
        f"{listed(known, 'adjusted', least=True)}."
        for rows in each_role(states)
        if (known := ranked(rows))
    ]
    return " ".join(["Tile maps of median pay by state.", *(parts or [_nothing_at_all(states)])])


def dots_title(states: pd.DataFrame) -> str:
    """The finding of the ranked states: how far apart the ends are at national prices."""
    told = [rows for rows in _told(states) if len(ranked(rows)) >= COMPARABLE]
    parts = [_span(ranked(rows), short(rows)) for rows in told]
    if not parts:
        return _nothing_at_all(states)
    return (
        "At national prices the best-paying state pays "
        f"{words.join_words(parts)} as much as the worst"
    )


def dots_subtitle(states: pd.DataFrame) -> str:
    """What the chart of ranked states plots."""
    return (
        f"Median annual pay, May {year(states)}, {unit(states)}: as paid (hollow) and at national "
        f"prices of {prices(states)} (solid, figure at the right); in order of the solid dots"
    )


def dots_alt(states: pd.DataFrame) -> str:
    """The chart of ranked states in words."""
    parts = [
        f"{words.start(who(rows))} in {len(known)} states: first "
        f"{listed(known, 'adjusted')}; last "
        f"{listed(known, 'adjusted', least=True)}."
        for rows in each_role(states)
        if (known := ranked(rows))
    ]
    start = "States ranked by median pay at national prices."
    return " ".join([start, *(parts or [_nothing_at_all(states)])])


def source(states: pd.DataFrame) -> str:
    """Publishers, series and dates of the wages and of the prices."""
    wages = salaries.source(year(states))
    parities = f"U.S. Bureau of Economic Analysis, Regional Price Parities, {prices(states)}."
    return wages if states["price_year"].isna().all() else f"{wages} {parities}"


def prices(rows: pd.DataFrame) -> str:
    """The year of the price index used."""
    years = rows["price_year"].dropna()
    return "a year not published" if years.empty else f"{years.max():.0f}"


def unit(rows: pd.DataFrame) -> str:
    """Whose dollars the pay is in."""
    return words.dollars_of(year(rows), int(rows["dollars_of"].max()))


def who(rows: Rows) -> str:
    """The role's workers, with what they are counted as where they have no line of their own."""
    return who_of(rows_of(rows)[0])


def plural(rows: pd.DataFrame, role: str) -> str:
    """The role's workers in short, for titles and panels that qualify them elsewhere."""
    return str(dict(zip(rows["role"].tolist(), rows["plural"].tolist(), strict=True))[role])


def short(rows: Rows) -> str:
    """The workers of the one role of `rows` in short."""
    return str(_of_first(rows, "plural"))


def role(rows: Rows) -> str:
    """The one role of `rows`."""
    return str(_of_first(rows, "role"))


def _of_first(rows: Rows, column: str) -> object:
    return getattr(rows[0], column) if isinstance(rows, list) else rows[column].iloc[0]


def year(rows: Rows) -> int:
    """The survey's year."""
    return int(max(row.year for row in rows) if isinstance(rows, list) else rows["year"].max())


def each_role(states: Rows) -> list[list[Row]]:
    """The rows of each role, in the order of the roles."""
    by_role: dict[str, list[Row]] = {}
    for row in rows_of(states):
        by_role.setdefault(row.role, []).append(row)
    return list(by_role.values())


def ranked(rows: Rows) -> list[Row]:
    """The places that have both ranks."""
    return [row for row in rows_of(rows) if not math.isnan(row.adjusted_rank)]


def nothing(rows: Rows) -> str:
    """That no state median of a role is held."""
    return f"No state medians of {who(rows)} are held for May {year(rows)}"


def named(places: Sequence[str]) -> str:
    """The places, or how many they are where they are many."""
    if len(places) > MOST_NAMED:
        return f"{words.number(len(places))} places"
    return words.join_words(places)


def _told(states: pd.DataFrame) -> list[list[Row]]:
    return [rows for rows in each_role(states) if ranked(rows)][:IN_TITLES]


def share(count: int, total: int) -> str:
    """How many states of how many: `all 51 states`, `26 of 51 states`, `the one state ranked`."""
    if total == 1:
        return "the one state ranked" if count else "none, of one state ranked,"
    return f"all {total} states" if count == total else f"{count or 'none'} of {total} states"


def _nothing_at_all(states: pd.DataFrame) -> str:
    if ranked(states):
        return f"Too few states can be ranked for May {year(states)}"
    return f"No state can be ranked for May {year(states)}"


def who_of(row: Row) -> str:
    """The workers of one row, as `who` has them."""
    if row.relation == "combined":
        return f"{row.plural}{BLENDED}"
    return f"{row.plural}{COUNTED if row.role == 'medication-aide' else ''}"


def _district(known: list[Row]) -> str:
    listed = any(row.area == DISTRICT for row in known)
    return " (the District of Columbia is one of them)" if listed else ""


def _standing(row: Row, count: int, among: str, when: str) -> str:
    if pd.isna(row.nominal):
        return f"No median of {who_of(row)} is held for {row.place}."
    pay = f"{words.dollars(row.nominal)} at the median{when}"
    start = f"In {row.place}, {who_of(row)} earn {pay}"
    if row.left_out:
        return f"{start}; the place is not ranked ({row.left_out})."
    return (
        f"{start}, {at_place(row.nominal_rank)} of {count} {among}; at national prices that is "
        f"{words.dollars(row.adjusted)}, {at_place(row.adjusted_rank)}."
    )


def _furthest(rows: Rows) -> dict[float, list[Row]]:
    """The largest fall and the largest rise to the places that make them; no standstill."""
    known = ranked(rows)
    changes = [row.rank_change for row in known]
    ends = dict.fromkeys([min(changes), max(changes)] if changes else [])
    return {end: [row for row in known if row.rank_change == end] for end in ends if end}


def _moving(rows: list[Row], change: float) -> str:
    verb, one = ("fall" if change < 0 else "rise"), rows[0]
    if len(rows) == 1:
        return (
            f"{one.place} {verb}s furthest, from {at_place(one.nominal_rank)} to "
            f"{at_place(one.adjusted_rank)}"
        )
    by = f"{abs(change):.0f} {_places(change)}"
    return f"{words.start(named([row.place for row in rows]))} {verb} furthest, by {by}"


def _odd(reason: str) -> str:
    if reason == TWO_GROUPS_REASON:
        return (
            "That looks as if two groups of jobs were mixed, though no source says so; the median "
            "may then describe neither."
        )
    return (
        "A quarter of the jobs or more are at one rate; a few more or fewer would move the median."
    )


def ends(rows: list[Row], column: str) -> tuple[Row, Row]:
    """The first row with the least in `column`, and the last one with the most."""
    ordered = sorted(rows, key=attrgetter(column))
    return ordered[0], ordered[-1]


def _span(rows: list[Row], who: str) -> str:
    low, high = ends(rows, "adjusted")
    return f"{who} {words.ratio(high.adjusted / low.adjusted)}"


def listed(
    rows: list[Row],
    column: str,
    *,
    least: bool = False,
    write: Callable[[float], str] = words.dollars,
) -> str:
    """The three places with the most in `column`, or the least, and their figures."""
    ends = sorted(rows, key=attrgetter(column), reverse=not least)[:3]
    return words.join_words([f"{row.place} ({write(getattr(row, column))})" for row in ends])


def at_place(rank: float) -> str:
    """1 as `place 1`."""
    return f"place {rank:.0f}"


def _places(change: float) -> str:
    return "place" if abs(change) == 1 else "places"
