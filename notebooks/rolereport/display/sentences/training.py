"""The sentences of chapter 02: how long training takes, and when the first pay comes.

`lines` is one row a pathway, as the first rows of `timeline` give them (title, role, noun, plural,
state, own, shortest, typical, longest, first_paid_month); `drawn` is `timeline` itself or a part of
it; `months` is what `role_first_paid` returns, with `noun` and `plural`; `totals` is what
`pathway_totals` returns; `place_names` gives the title of every area.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.timelines import basis_shares, order_pairs
from rolereport.analysis.training import rank_pathways
from rolereport.display import words
from rolereport.display.labels import read_day

Row = Any
WARNING = "Do not use without a warning: "
NO_TRAINING = ("", "None")


def findings(
    lines: pd.DataFrame, ways: pd.DataFrame, months: pd.DataFrame, totals: pd.DataFrame
) -> list[str]:
    """The chapter's answer: first pay by role, the extremes, the basis, the order."""
    return [
        " ".join([first_paid(months), *at_once(ways, months)]),
        extremes(lines, totals),
        basis(totals),
        order(totals),
    ]


def first_paid(months: pd.DataFrame) -> str:
    """Typical months to the first paid day in each role, soonest first."""
    known = months.dropna(subset=["typical_months"]).sort_values("typical_months", kind="stable")
    parts = [f"{_when(row.typical_months)} for {row.plural}" for row in known.itertuples()]
    if not parts:
        return "No pathway is described for these roles, so no first paid day is known."
    listed = words.join_words(parts)
    return f"From the high-school diploma to the first paid day it is typically {listed}."


def at_once(ways: pd.DataFrame, months: pd.DataFrame) -> list[str]:
    """For each role that can be paid at once, by how many ways, and what the others ask.

    `ways` is what `counted_ways` returns.
    """
    counted = ways[ways["counted"]]
    soon = months[months["fastest_months"] == 0]
    return [_split(row, counted[counted["role"] == row.role]) for row in soon.itertuples()]


def extremes(lines: pd.DataFrame, totals: pd.DataFrame) -> str:
    """The shortest and the longest pathway, how much of the longest is paid, who pays at once."""
    short, long = lines["typical"].min(), lines["typical"].max()
    paid = totals.set_index("pathway")["paid_months_typical"]
    longest = lines[lines["typical"] == long]
    earned = paid[longest["pathway"].iloc[0]]
    share = f", of which {earned:g} are paid" if len(longest) == 1 and earned else ""
    at_once = int((lines["first_paid_month"] == 0).sum())
    begun = words.start(words.counted(at_once, "pathway pays", "pathways pay"))
    return (
        f"The shortest training of our {len(lines)} pathways is {_named(lines, short)}; the "
        f"longest is {_named(lines, long)}{share}. {begun} from the first day."
    )


def basis(totals: pd.DataFrame) -> str:
    """How much of the typical months is stated, worked out and assumed."""
    share = basis_shares(totals)
    return (
        f"Of all typical months, {words.percent(share['sourced'])} are stated by a source, "
        f"{words.percent(share['derived'])} are worked out from hours, weeks, terms or waits, and "
        f"{words.percent(share['assumed'])} are assumed because no source gives a number."
    )


def order(totals: pd.DataFrame) -> str:
    """How many pairs of pathways change places between the cases, and whether the ends hold."""
    pairs, swaps = order_pairs(totals)
    ranked = rank_pathways(totals)
    ends = ranked.iloc[[0, -1]]["rank_depends_on_case"]
    firm = "" if ends.any() else " The shortest and the longest stay so in every case."
    return (
        f"Which pathway is the shorter depends on the case in {words.count(swaps)} of "
        f"{words.count(pairs)} pairs: one wins when all goes fast, the other in the typical or the "
        f"slowest case.{firm}"
    )


def place(lines: pd.DataFrame, area: str, place_names: pd.Series) -> str:
    """Which pathways the rules of this place shape, or which states have pathways of their own."""
    ruled = lines[lines["state"] != ""]
    states = words.join_words(sorted({place_names[state] for state in ruled["state"]}))
    if area == "US":
        shaped = words.counted(
            len(ruled), "of the pathways follows the rules", "of the pathways follow the rules"
        )
        return f"{words.start(shaped)} of one state: {states}. No single state defines the others."
    own = lines[lines["own"]]
    if own.empty:
        return (
            f"No pathway in our table follows rules of {place_names[area]}, so this chapter is "
            f"the same as for the nation. The states with pathways of their own are {states}."
        )
    listed = words.join_words([_length(row) for row in own.itertuples()])
    return (
        f"By the rules of {_states(own, place_names)}: {listed}. Where a state has rules for "
        "a job, they alone make its typical figure here; in the charts they stand first, in bold."
    )


def uncovered(
    compared: list[str], lines: pd.DataFrame, named: pd.DataFrame, projections: pd.DataFrame
) -> list[str]:
    """For each role asked for that has no pathway, what the projections say of its training."""
    latest = projections[projections["edition"] == projections["edition"].max()]
    entry = latest.set_index("role")
    bare = [role for role in compared if _bare(role, lines, named)]
    return [
        _projected(named["plural"][role], entry.loc[role]) for role in bare if role in entry.index
    ]


def timelines_title(drawn: pd.DataFrame, place_names: pd.Series) -> str:
    """The finding of a chart of timelines: the range of typical lengths, role by role."""
    by_role = drawn.drop_duplicates("pathway").groupby("role", sort=False)
    (noun, length), *others = [
        (words.an(rows["noun"].iloc[0]), _range(rows, place_names)) for _, rows in by_role
    ]
    return ", ".join([f"Becoming {noun} takes {length}", *(" ".join(each) for each in others)])


def timelines_subtitle() -> str:
    """How to read a chart of timelines."""
    return (
        "Stages in the typical case, months from the diploma; in brackets, and as the line below "
        "each bar, from the shortest to the longest case"
    )


def timelines_alt(drawn: pd.DataFrame) -> str:
    """A chart of timelines in words."""
    lines = drawn.drop_duplicates("pathway")
    parts = [
        f"{words.start(str(plural))}: {'; '.join(_told(row) for row in rows.itertuples())}."
        for plural, rows in lines.groupby("plural", sort=False)
    ]
    return f"Training pathways, stage by stage. {' '.join(parts)}"


def timelines_caption(drawn: pd.DataFrame) -> str:
    """How much of one chart is stated, worked out and assumed, and how much is paid."""
    months = drawn["end_month"] - drawn["start_month"]
    share = months.groupby(drawn["basis"]).sum() / months.sum()
    paid = months[drawn["paid"] == "yes"].sum() / months.sum()
    told = [
        f"{words.percent(share.get('sourced', 0))} stated",
        f"{words.percent(share.get('derived', 0))} worked out",
        f"{words.percent(share.get('assumed', 0))} assumed",
    ]
    return (
        f"Of the months drawn here, {words.join_words(told)}; {words.percent(paid)} paid. Stages "
        "that only some people need are left out; the table of all stages has them."
    )


def first_pay_title(months: pd.DataFrame) -> str:
    """The finding of the chart of first pay: who is paid soonest, and who waits longest."""
    known = months.dropna(subset=["typical_months"]).sort_values("typical_months", kind="stable")
    soon, late = known.iloc[0], known.iloc[-1]
    wait, begins = words.months(late["typical_months"]), words.months(soon["typical_months"])
    head = f"{words.start(soon['plural'])} typically wait {begins} for the first pay"
    return f"{head}, {late['plural']} {wait}"


def first_pay_subtitle() -> str:
    """What the chart of first pay plots."""
    return (
        "Months from the diploma to the first paid day, typical case. One dot a pathway, with the "
        "state whose rules it follows; the mark is the middle of the filled dots"
    )


def first_pay_alt(ways: pd.DataFrame, months: pd.DataFrame) -> str:
    """The chart of first pay in words."""
    parts = [_spread(row, ways[ways["role"] == row.role]) for row in months.itertuples()]
    return f"Months to the first paid day, typical case. {' '.join(parts)}"


def first_pay_caption() -> str:
    """What is counted in the chart of first pay."""
    return (
        "The typical figure is the middle of the usual ways in (filled): those that give the "
        "education which the federal projections call typical for entry. Hollow dots are other "
        "ways, or follow the rules of another place, or are first paid in another job. Each way "
        "counts once: nobody publishes how many people take it."
    )


def by_hand(hand: pd.DataFrame, spans: pd.DataFrame) -> str:
    """Whether stages added up by hand lie where `stage_spans` puts them."""
    keys = ["pathway", "stage_order"]
    both = hand.merge(spans, on=keys, suffixes=("_hand", ""))
    apart = sum(
        (both[f"{end}_hand"] - both[end]).abs().max() for end in ("start_month", "end_month")
    )
    same = len(both) == len(hand) and apart < 1e-6
    end = words.months(hand["end_month"].max())
    if same:
        return (
            f"By hand the pathway ends after {end}, and each of its {words.number(len(hand))} "
            "stages lies where the function behind the charts puts it."
        )
    return f"By hand the pathway ends after {end}; the function behind the charts differs."


def by_hand_title(hand: pd.DataFrame, lines: pd.DataFrame) -> str:
    """The finding of the bar made by hand."""
    title = lines.set_index("pathway")["title"][hand["pathway"].iloc[0]]
    return f"{title}: stages add up to {words.months(hand['end_month'].max())}"


def by_hand_alt(hand: pd.DataFrame) -> str:
    """The bar made by hand in words."""
    parts = [
        f"{row.stage}, from {row.start_month:g} to {row.end_month:g}" for row in hand.itertuples()
    ]
    return f"One bar of {words.number(len(hand))} stages, in months: {'; '.join(parts)}."


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
    return (
        f"We found {words.count(len(found))} prices, {words.number(undated)} of them on pages "
        f"without a usable date.{quoted if len(warnings) else ''} They are single finds and no "
        "survey."
    )


def source(sources: pd.DataFrame) -> str:
    """What the timelines rest on; the table of all stages names each page."""
    return (
        "our tables of pathways and stages; the table of all stages names each page, read "
        f"{read_day(sources)}."
    )


def _when(months: float) -> str:
    return words.months(months) if months else "0 months (paid from the first day)"


def _split(row: Row, counted: pd.DataFrame) -> str:
    later = counted.loc[counted["typical_months"] > 0, "typical_months"]
    ways = f"of the {words.number(len(counted))} ways to become {words.an(row.noun)}"
    begun = words.counted(len(counted) - len(later), f"{ways} starts", f"{ways} start")
    head = f"{words.start(begun)} with paid work"
    if later.empty:
        return f"{head}."
    span = words.months(later.max())
    low = f"{later.min():g} to " if later.min() < later.max() else ""
    return f"{head}; by the others pay begins after {low}{span}."


def _named(lines: pd.DataFrame, months: float) -> str:
    rows = lines[lines["typical"] == months].sort_values("title")
    return words.join_words([_length(row) for row in rows.itertuples()])


def _length(row: Row) -> str:
    span = f"{row.shortest:g} to {row.longest:g}"
    return f"“{row.title}”, {words.months(row.typical)} ({span})"


def _told(row: Row) -> str:
    paid = f"after {words.months(row.first_paid_month)}" if row.first_paid_month else "at once"
    return f"{row.title}, {words.months(row.typical)}, first pay {paid}"


def _range(rows: pd.DataFrame, place_names: pd.Series) -> str:
    own, others = rows[rows["own"]], rows[~rows["own"]]
    if own.empty:
        return _span(rows)
    mine = f"{_span(own)} by the rules of {_states(own, place_names)}"
    return mine if others.empty else f"{mine} and {_span(others)} elsewhere"


def _states(own: pd.DataFrame, place_names: pd.Series) -> str:
    return words.join_words([place_names[state] for state in own["state"].unique()])


def _span(rows: pd.DataFrame) -> str:
    low, high = rows["typical"].min(), rows["typical"].max()
    return words.months(high) if low == high else f"{low:g} to {words.months(high)}"


def _spread(row: Row, ways: pd.DataFrame) -> str:
    counted = ways[ways["counted"]]
    low, high = counted["typical_months"].min(), counted["typical_months"].max()
    span = words.months(high) if low == high else f"{low:g} to {words.months(high)}"
    rest = len(ways) - len(counted)
    others = f"; {words.number(rest)} more not counted" if rest else ""
    return (
        f"{words.start(row.plural)}: typically {_when(row.typical_months)}; over "
        f"{words.counted(len(counted), 'counted pathway')}, {span}{others}."
    )


def _bare(role: str, lines: pd.DataFrame, named: pd.DataFrame) -> bool:
    parts = named.index[(named["family"] == named["family"][role]) & (named["kind"] == "focus")]
    covered = set(parts) if named["kind"][role] == "combined" else {role}
    return not covered & set(lines["role"])


def _projected(plural: str, entry: pd.Series) -> str:
    school, training = entry["entry_education"], entry["on_the_job_training"]
    usual = [school] if training in NO_TRAINING else [school, training]
    listed = words.join_words([words.lower_start(each) for each in usual])
    return (
        f"For {plural} our table has no pathway. The employment projections of {entry['edition']} "
        f"name as the usual way in: {listed}."
    )
