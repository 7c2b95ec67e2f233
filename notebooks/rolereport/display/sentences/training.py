"""The sentences of chapter 02: how long training takes, and when the first pay comes.

`lines` is one row a pathway, as the first rows of `timeline` give them (title, label, role, noun,
plural, state, own, shortest, typical, longest, first_paid_month); `drawn` is `timeline` itself or a
part of it; `months` is what `role_first_paid` returns, with `noun` and `plural`; `totals` is what
`pathway_totals` returns; `place_names` gives the title of every area.
"""

from __future__ import annotations

import math
from itertools import groupby
from operator import attrgetter

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.timelines import TYPICAL, basis_shares
from rolereport.display import words
from rolereport.display.labels import read_day

RESTS = {
    "sourced": "stated by a source",
    "derived": "worked out from hours, weeks, terms, waits or ranges",
    "assumed": "assumed because no source gives a number",
}
BRIEF = {"sourced": "stated by a source", "derived": "worked out", "assumed": "assumed"}
NO_CREDENTIAL = "No examination and no licence"
NOT_TOLD = "Examinations and licences are not part of the projections"
ASSIGNED = "Put together from the levels that the federal projections assign, not collected. "
LINE = ["role", "title", "noun", "plural", "state", "own", "typical", "first_paid_month"]
ENDS = ("start_month", "end_month")
WARNING = "Do not use without a warning: "


def first_paid(months: pd.DataFrame) -> str:
    """Typical months to the first paid day in each role, soonest first."""
    waits = _by_wait(months)
    parts = [f"{_when(wait)} for {words.join_words(plurals)}" for wait, plurals in waits]
    if not parts:
        return "No pathway is described for these roles, so no first paid day is known."
    listed = words.join_words(parts)
    return f"From the high-school diploma to the first paid day it is typically {listed}."


def at_once(ways: pd.DataFrame, months: pd.DataFrame) -> list[str]:
    """For each role that can be paid at once, by how many ways, and what the others ask.

    `ways` is what `counted_ways` returns.
    """
    counted = rows_of(ways[ways["counted"]])
    soon = [row for row in rows_of(months) if row.fastest_months == 0 and row.pathways > 1]
    return [_split(row, [way for way in counted if way.role == row.role]) for row in soon]


def extremes(lines: pd.DataFrame, totals: pd.DataFrame) -> str:
    """The shortest and the longest pathway, how much of the longest is paid, who pays at once."""
    short, long = lines["typical"].min(), lines["typical"].max()
    longest = lines.loc[lines["typical"] == long, "pathway"]
    earned = totals.loc[totals["pathway"] == longest.iloc[0], "paid_months_typical"].iloc[0]
    some = "all of them paid" if earned == long else f"of which {earned:g} are paid"
    share = f", {some}" if len(longest) == 1 and earned else ""
    at_once = int((lines["first_paid_month"] == 0).sum())
    begun = words.start(words.counted(at_once, "pathway pays", "pathways pay"))
    return f"{_ends(lines, short, long)}{share}. {begun} from the first day."


def unpaid(ways: pd.DataFrame, totals: pd.DataFrame, months: pd.DataFrame) -> str:
    """Months surely without pay on the usual ways into each role, fewest first.

    `ways` is what `counted_ways` returns.
    """
    without = dict(zip(totals["pathway"], totals["unpaid_months_typical"], strict=True))
    spans: dict[str, list[float]] = {}
    for way in rows_of(ways[ways["usual"]]):
        spans.setdefault(way.role, []).append(without[way.pathway])
    known = [row for row in rows_of(months) if row.role in spans]
    known.sort(key=lambda row: (max(spans[row.role]), min(spans[row.role])))
    parts = [f"{_to(min(spans[row.role]), max(spans[row.role]))} for {row.plural}" for row in known]
    return (
        "Months without pay, in the typical case of the usual ways in and not counting stages that "
        f"some are paid for: {words.join_words(parts)}."
    )


def basis(totals: pd.DataFrame) -> str:
    """How much of the typical months is stated, worked out and assumed."""
    share = basis_shares(totals)
    parts = [
        f"{words.percent(share[basis])} are {told}" for basis, told in RESTS.items() if share[basis]
    ]
    return f"Of all typical months, {words.join_words(parts)}."


def place(lines: pd.DataFrame, area: str, place_names: pd.Series) -> str:
    """Which pathways the rules of this place shape, or which states have pathways of their own."""
    ruled = lines[lines["state"] != ""]
    if ruled.empty:
        return "None of these ways in follows the rules of one state."
    states = words.join_words(sorted({place_names[state] for state in ruled["state"]}))
    if area == "US":
        shaped = words.counted(
            len(ruled), "of the pathways follows the rules", "of the pathways follow the rules"
        )
        each = " each" if len(ruled) > 1 else ""
        return (
            f"{words.start(shaped)} of one state{each}: {states}. No single state defines the "
            "others."
        )
    own = rows_of(lines[lines["own"]])
    if not own:
        return (
            f"No pathway in our table follows rules of {place_names[area]}, so this chapter is "
            f"the same as for the nation. States with pathways of their own: {states}."
        )
    listed = words.join_words([_length(row) for row in own])
    return (
        f"By the rules of {_states(own, place_names)}: {listed}. Where a state has rules for "
        "a job, they alone make its typical figure here; in the charts they stand first, in bold."
    )


def timelines_title(drawn: pd.DataFrame, place_names: pd.Series) -> str:
    """The finding of a chart of timelines: the range of typical lengths, role by role."""
    by_role: dict[str, list[Row]] = {}
    for row in _lines(drawn):
        by_role.setdefault(row.role, []).append(row)
    nouns: dict[str, list[str]] = {}
    for lines in by_role.values():
        nouns.setdefault(_range(lines, place_names), []).append(words.an(lines[0].noun))
    parts = [(words.join_words(jobs, "or"), length) for length, jobs in nouns.items()]
    (noun, length), *others = parts
    return ", ".join([f"Becoming {noun} takes {length}", *(" ".join(each) for each in others)])


def timelines_subtitle(drawn: pd.DataFrame) -> str:
    """How to read a chart of timelines."""
    assigned = ASSIGNED if drawn["chart"].iloc[0] == TYPICAL else ""
    return (
        f"{assigned}Stages in the typical case, months from the diploma; in brackets, and as the "
        "line below each bar, from the shortest to the longest case"
    )


def timelines_alt(drawn: pd.DataFrame) -> str:
    """A chart of timelines in words."""
    told: dict[str, list[str]] = {}
    for row in _lines(drawn):
        told.setdefault(row.plural, []).append(_told(row))
    parts = [f"{words.start(plural)}: {'; '.join(lines)}." for plural, lines in told.items()]
    return f"Training pathways, stage by stage. {' '.join(parts)}"


def timelines_caption(drawn: pd.DataFrame) -> str:
    """How much of one chart is stated, worked out and assumed, and how much is paid."""
    months = drawn["end_month"] - drawn["start_month"]
    share = months.groupby(drawn["basis"]).sum() / months.sum()
    paid = months[drawn["paid"] == "yes"].sum() / months.sum()
    told = [
        f"{words.percent(share[basis])} are {said}"
        for basis, said in BRIEF.items()
        if basis in share
    ]
    return (
        f"Of the months drawn here, {words.join_words(told)}; {words.percent(paid)} are paid. "
        "Stages that only some people need are left out; the table of all stages has them."
    )


def first_pay_title(months: pd.DataFrame) -> str:
    """The finding of the chart of first pay: who is paid soonest, and who waits longest."""
    waits = _by_wait(months)
    if not waits:
        return "When the first pay comes is not known for these jobs"
    (begins, first), (wait, last) = waits[0], waits[-1]
    soon, late = words.start(words.join_words(first)), words.join_words(last)
    if len(waits) == 1:
        return f"{soon} {_wait(begins)}"
    if not begins:
        return f"{soon} are typically paid from the first day, {late} after {words.months(wait)}"
    return (
        f"{soon} typically wait {words.months(begins)} for the first pay, {late} "
        f"{words.months(wait)}"
    )


def gained(milestones: pd.DataFrame, lines: pd.DataFrame) -> pd.Series:
    """What is gained on each pathway, when, and how often it is renewed: a line, by pathway.

    `milestones` is what `milestones.milestones` returns.
    """
    stages = groupby(rows_of(milestones), attrgetter("pathway", "stage_order"))
    told: dict[str, list[str]] = {}
    for (pathway, _), rows in stages:
        told.setdefault(pathway, []).append(_gain(list(rows)))
    none = lines["chart"].eq(TYPICAL).map({True: NOT_TOLD, False: NO_CREDENTIAL})
    ways = zip(lines["pathway"], none, strict=True)
    notes = ["; ".join(told.get(way, [other])) for way, other in ways]
    return pd.Series(notes, lines["pathway"], dtype="str")


def first_pay_subtitle() -> str:
    """What the chart of first pay plots."""
    return (
        "Months from the diploma to the first paid day, typical case. One dot a pathway, with the "
        "state whose rules it follows; the mark is the middle of the usual ways (filled)"
    )


def first_pay_alt(ways: pd.DataFrame, months: pd.DataFrame) -> str:
    """The chart of first pay in words."""
    ways_in = rows_of(ways)
    parts = [
        _spread(row, [way for way in ways_in if way.role == row.role]) for row in rows_of(months)
    ]
    return f"Months to the first paid day, typical case. {' '.join(parts)}"


def first_pay_caption() -> str:
    """What is counted in the chart of first pay."""
    return (
        "The typical figure is the middle of the usual ways in (filled): those that give the "
        "education which the federal projections call typical for entry. Hollow dots are other "
        "ways, or follow the rules of another place, or are first paid in another job. Each way "
        "counts once: nobody publishes how many people take it."
    )


def by_hand(hand: pd.DataFrame, spans: pd.DataFrame, totals: pd.DataFrame) -> str:
    """Whether stages added up by hand lie where `stage_spans` puts them, in all three cases."""
    way, stages = hand["pathway"].iloc[0], rows_of(hand)
    placed = {row.stage_order: row for row in rows_of(spans) if row.pathway == way}
    whole = next(row for row in rows_of(totals) if row.pathway == way)
    pairs = [(hand["earliest_end"].max(), whole.min_months)]
    pairs += [(hand["latest_end"].max(), whole.max_months)]
    for own, other in ((row, placed.get(row.stage_order)) for row in stages):
        pairs += [(getattr(own, end), getattr(other, end, math.inf)) for end in ENDS]
    same = all(abs(one - other) < 1e-6 for one, other in pairs)
    end = words.months(hand["end_month"].max())
    if same:
        return (
            f"By hand the pathway ends after {end}, or after {hand['earliest_end'].max():g} to "
            f"{words.months(hand['latest_end'].max())}. The functions behind the charts say the "
            f"same, and put its {words.counted(len(hand), 'stage')} where the sum does."
        )
    return f"By hand the pathway ends after {end}; the functions behind the charts differ."


def by_hand_title(hand: pd.DataFrame, lines: pd.DataFrame) -> str:
    """The finding of the bar made by hand."""
    label = lines.set_index("pathway")["label"][hand["pathway"].iloc[0]]
    return f"{words.start(label)}: stages add up to {words.months(hand['end_month'].max())}"


def by_hand_alt(hand: pd.DataFrame) -> str:
    """The bar made by hand in words."""
    parts = [f"{row.stage}, from {row.start_month:g} to {row.end_month:g}" for row in rows_of(hand)]
    return (
        f"One bar of {words.counted(len(hand), 'stage')}, "
        f"{words.months(hand['end_month'].max())} together: {'; '.join(parts)}."
    )


def conversion(assumptions: pd.DataFrame) -> str:
    """How training stated in hours is turned into months."""
    hours = assumptions.set_index("assumption")["value"]["hours_per_month"]
    return f"a full-time month is taken as {hours:g} hours"


def costs(found: pd.DataFrame) -> str:
    """How many prices there are, and how many carry a warning."""
    notes = found["note"]
    warnings = notes[notes.str.startswith(WARNING)].str.removeprefix(WARNING).str.rstrip(".")
    undated = int(found["as_of"].str.contains("undated|stored copy|n/s").sum())
    carry = words.counted(len(warnings), "of them comes", "of them come")
    quoted = f" {words.start(carry)} with a warning: {'; '.join(warnings)}."
    dated = f"{words.number(undated)} of them on pages without a usable date"
    return (
        f"We found {words.counted(len(found), 'price')}, "
        f"{dated if undated else 'all on pages with a date'}.{quoted if len(warnings) else ''} "
        "They are single finds and no survey."
    )


def source(sources: pd.DataFrame) -> str:
    """What the timelines rest on; the table of all stages names each page."""
    return (
        "our tables of pathways and stages; the table of all stages names each page, read "
        f"{read_day(sources)}."
    )


def _by_wait(months: pd.DataFrame) -> list[tuple[float, list[str]]]:
    """Typical months to the first pay with the plurals of the jobs that have them, in order."""
    waits: dict[float, list[str]] = {}
    for plural, wait in zip(months["plural"], months["typical_months"], strict=True):
        waits.setdefault(wait, []).append(plural)
    return sorted((wait, plurals) for wait, plurals in waits.items() if not math.isnan(wait))


def _wait(months: float) -> str:
    if not months:
        return "are typically paid from the first day"
    return f"typically wait {words.months(months)} for the first pay"


def _ends(lines: pd.DataFrame, short: float, long: float) -> str:
    if short == long:
        ways = (
            "The way in told here is"
            if len(lines) == 1
            else "The ways in told here are equally long:"
        )
        return f"{ways} {_named(lines, long)}"
    return (
        f"The shortest of our {words.number(len(lines))} pathways is "
        f"{_named(lines, short)}; the longest is {_named(lines, long)}"
    )


def _gain(rows: list[Row]) -> str:
    names = words.join_words([row.credential for row in rows], "or")
    choice = " by choice" if rows[0].required == "no" else ""
    cycles = [_cycle(row.renewal_months) for row in rows if not math.isnan(row.renewal_months)]
    renewed = f", renewed every {words.join_words(cycles, 'or')}" if cycles else ""
    return f"{names}{choice}, month {rows[0].month:g}{renewed}"


def _cycle(months: float) -> str:
    years = months / 12
    return "year" if years == 1 else f"{years:g} years"


def _when(months: float) -> str:
    return words.months(months) if months else "0 months (paid from the first day)"


def _split(row: Row, counted: list[Row]) -> str:
    later = [way.typical_months for way in counted if way.typical_months > 0]
    ways = f"of the {words.number(len(counted))} ways to become {words.an(row.noun)}"
    begun = words.counted(len(counted) - len(later), f"{ways} starts", f"{ways} start")
    head = f"{words.start(begun)} with paid work"
    if not later:
        return f"{head}."
    return f"{head}; by the others pay begins after {_to_months(min(later), max(later))}."


def _named(lines: pd.DataFrame, months: float) -> str:
    rows = lines[lines["typical"] == months].sort_values("title")
    return words.join_words([_length(row) for row in rows_of(rows)])


def _length(row: Row) -> str:
    span = f"{row.shortest:g} to {row.longest:g}"
    return f"“{words.start(row.label)}”, {words.months(row.typical)} ({span})"


def _told(row: Row) -> str:
    paid = f"after {words.months(row.first_paid_month)}" if row.first_paid_month else "at once"
    return f"{row.title}, {words.months(row.typical)}, first pay {paid}"


def _lines(drawn: pd.DataFrame) -> list[Row]:
    """The first row of each pathway."""
    return rows_of(drawn.drop_duplicates("pathway")[LINE])


def _range(lines: list[Row], place_names: pd.Series) -> str:
    own, others = [row for row in lines if row.own], [row for row in lines if not row.own]
    if not own:
        return _span(lines)
    mine = f"{_span(own)} by the rules of {_states(own, place_names)}"
    return f"{mine} and {_span(others)} elsewhere" if others else mine


def _states(own: list[Row], place_names: pd.Series) -> str:
    return words.join_words(
        [place_names[state] for state in dict.fromkeys(row.state for row in own)]
    )


def _span(lines: list[Row]) -> str:
    typical = [row.typical for row in lines]
    return _to_months(min(typical), max(typical))


def _to_months(low: float, high: float) -> str:
    return words.months(high) if low == high else f"{low:g} to {words.months(high)}"


def _to(low: float, high: float) -> str:
    return f"{high:g}" if low == high else f"{low:g} to {high:g}"


def _spread(row: Row, ways: list[Row]) -> str:
    counted = [way.typical_months for way in ways if way.counted]
    span = _to_months(min(counted), max(counted)) if counted else words.months(math.nan)
    rest = len(ways) - len(counted)
    others = f"; {words.number(rest)} more not counted" if rest else ""
    return (
        f"{words.start(row.plural)}: typically {_when(row.typical_months)}; over "
        f"{words.counted(len(counted), 'counted pathway')}, {span}{others}."
    )
