"""The sentences of chapter 05 on licences: pay where one is in force, beside pay elsewhere.

`comparison` is what `licence_pay.compare` returns; `states` is what `places.ranked` returns, with
`place`, `plural` and `relation`; `licensed` are postal codes.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from statistics import median

import pandas as pd

from rolereport.analysis.licence_pay import FEWEST_STATES, concerned, share_as_large
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words
from rolereport.display.sentences import places

STRIPS = {"nominal": "as paid", "adjusted": "at national prices"}
MEASURES = {
    "nominal": "median as paid",
    "adjusted": "median at national prices",
    "location_quotient": "jobs as a share of all jobs, nation = 1",
    "ratio": "median as a multiple of that of",
}


def finding(
    states: pd.DataFrame, comparison: pd.DataFrame, studied: str | None, other: str | None
) -> str:
    """Pay with the licence beside pay without, for the licensed job and another; empty if none."""
    if studied is None:
        return ""
    row = _of(comparison, studied, "nominal")
    if math.isnan(row.percent):
        return ""
    told = (
        f"In the middle one of the {row.licensed_states} ranked states that license "
        f"{places.plural(states, studied)} their median is {_than(row.percent)} in the middle one "
        "of the others"
    )
    if other is None:
        return f"{told}. That does not say what the licence does."
    return (
        f"{told}; for {places.plural(states, other)}, who need no such licence, it is "
        f"{_more(_of(comparison, other, 'nominal').percent)}. Neither figure says what a licence "
        "does."
    )


def told(
    states: pd.DataFrame,
    comparison: pd.DataFrame,
    licensed: dict[str, list[str]],
    studied: str | None,
    names: pd.Series,
    differences: dict[str, pd.DataFrame],
    soc: pd.Series,
) -> list[str]:
    """What is compared, how sure the differences are, and how usual; or why nothing is.

    Parameters
    ----------
    differences
        `as paid` and `at national prices` to what `licence_pay.across_occupations` returns.
    soc
        Role to the code of its line.
    """
    if studied is None:
        return none_studied(states, licensed, names)
    found = {how: _usual(table, str(soc.get(studied, ""))) for how, table in differences.items()}
    return [
        groups(states, studied, licensed[studied], names),
        *tested(comparison, states, studied),
        *occupations(found),
        *alone(states, licensed, studied, names),
    ]


def none_studied(
    states: pd.DataFrame, licensed: dict[str, list[str]], names: pd.Series
) -> list[str]:
    """Why two groups of states are not compared, where no role has enough licences.

    Parameters
    ----------
    licensed
        Role to the states with a licence in force.
    names
        Postal code to state.
    """
    few = {role: codes for role, codes in licensed.items() if codes}
    if not few:
        whose = words.join_words([places.plural(states, role) for role in licensed], "or")
        return [f"No state licence of {whose} is in our data, so none is compared with pay here."]
    return [
        _alone(states, role, codes, names)
        if len(codes) < FEWEST_STATES
        else _unranked(states, role, codes)
        for role, codes in few.items()
    ]


def alone(
    states: pd.DataFrame, licensed: dict[str, list[str]], studied: str, names: pd.Series
) -> list[str]:
    """Where the few states stand that license another role than the one studied."""
    return [
        _alone(states, role, codes, names)
        for role, codes in licensed.items()
        if codes and role != studied and set(codes) != set(licensed[studied])
    ]


def groups(states: pd.DataFrame, role: str, licensed: Collection[str], names: pd.Series) -> str:
    """Which states license the role, and which of them are not ranked."""
    ranked = _ranked(states, role)
    inside = [names[code] for code in licensed if code in ranked]
    outside = [names[code] for code in licensed if code not in ranked]
    told = (
        f"{words.start(words.number(len(inside)))} of the {len(ranked)} states ranked have a "
        f"licence for {places.plural(states, role)} in force: {words.join_words(inside)}."
    )
    return (
        f"{told} {words.join_words(outside)} has one too, but is not ranked." if outside else told
    )


def tested(comparison: pd.DataFrame, states: pd.DataFrame, role: str) -> list[str]:
    """How sure a difference between the two groups is, for the role and the other roles."""
    told = []
    for row in rows_of(comparison):
        if row.measure != "nominal" or math.isnan(row.p_value):
            continue
        need = "need it" if concerned(row.role, role) else "need no such licence"
        told.append(
            f"The middle state with the licence pays {places.plural(states, row.role)}, who "
            f"{need}, {words.dollars(row.licensed_median)}, {_than(row.percent)} the middle state "
            f"without ({words.dollars(row.other_median)}). Were the licences dealt out at random, "
            "the two groups would differ in rank at least as much in "
            f"{_in_hundred(row.p_value)} of 100 deals (Mann-Whitney test)."
        )
    return told


def occupations(found: dict[str, tuple[int, float, float]]) -> list[str]:
    """How many occupations, most of which need no such licence, differ as much.

    Parameters
    ----------
    found
        `as paid` and `at national prices` to the number of occupations, the difference of the role
        in percent and the share of the occupations that differ at least as much.
    """
    parts = [
        f"{_in_hundred(share)} of 100 differ at least as much {how} ({_more(percent)} for the "
        "licensed job)"
        for how, (_, percent, share) in found.items()
        if pd.notna(share)
    ]
    if not parts:
        return []
    count = next(iter(found.values()))[0]
    return [
        f"The same two groups of states were compared for each of the {count} occupations that "
        f"every one of these states has in number: {words.join_words(parts)}."
    ]


def strips_title(
    comparison: pd.DataFrame, states: pd.DataFrame, role: str, other: str | None
) -> str:
    """The finding of the strips: the difference for the licensed job and for another."""
    known = {
        places.plural(states, each): percent
        for each in (role, other)
        if each is not None and not math.isnan(percent := _of(comparison, each, "nominal").percent)
    }
    told = [
        f"{whose} {_than(percent)} the middle state without" for whose, percent in known.items()
    ]
    if not told:
        return f"Too few states are ranked to compare the licences of {places.plural(states, role)}"
    if len(told) == 1:
        return f"The middle state with the licence pays {told[0]}"
    last, percent = list(known.items())[-1]
    return (
        f"The middle state with a licence for {places.plural(states, role)} pays {told[0]}, and "
        f"{last} {_more(percent)}"
    )


def strips_subtitle(states: pd.DataFrame) -> str:
    """What the strips plot."""
    return (
        f"Median annual pay of each state, May {places.year(states)}, 100 being the middle of all "
        "states; black bar and figure: the middle state of the group"
    )


def group_names(
    states: pd.DataFrame, role: str, licensed: Collection[str], here: list[str]
) -> tuple[str, str]:
    """What the two groups are called, with the edition's own states where they lie."""
    ranked = _ranked(states, role)
    inside = [code for code in ranked if code in licensed]
    outside = [code for code in ranked if code not in licensed]
    return (
        f"{len(inside)} with the licence{_circled(inside, here)}",
        f"{len(outside)} without{_circled(outside, here)}",
    )


def bars_title(share: float, who: str) -> str:
    """The finding of the bars: how usual the difference of the licensed job is."""
    if pd.isna(share):
        return "No occupation is held for all of these states"
    return (
        f"{_in_hundred(share)} of 100 occupations differ between these states at least as much as "
        f"{who} do"
    )


def bars_subtitle(count: int, year: int) -> str:
    """What the bars plot."""
    return (
        f"The middle state with the licence against the middle state without, median pay as paid, "
        f"May {year}, percent: {count} occupations, most of which need no such licence"
    )


def bars_alt(usual: pd.Series, marked: pd.DataFrame, share: float) -> str:
    """The bars in words.

    Parameters
    ----------
    usual
        The difference of each occupation in percent.
    marked
        name and percent of those pointed out.
    """
    if usual.empty:
        return "Bars of occupations by difference: none is held for all of these states."
    told = [
        f"{row.name}: {_more(row.percent)}"
        for row in rows_of(marked)
        if not math.isnan(row.percent)
    ]
    return (
        f"Bars of {len(usual)} occupations by how much more the middle licensing state pays: half "
        f"lie between {_more(usual.quantile(0.25))} and {_more(usual.quantile(0.75))}. "
        f"{'; '.join(told)}. {_in_hundred(share)} of 100 occupations differ at least as much."
    )


def strips_alt(comparison: pd.DataFrame, states: pd.DataFrame) -> str:
    """The strips in words."""
    parts = [
        f"{places.plural(states, row.role)} {MEASURES[row.measure].removeprefix('median ')} "
        f"{_more(row.percent)}"
        for row in rows_of(comparison)
        if row.measure in ("nominal", "adjusted") and not math.isnan(row.percent)
    ]
    return (
        "Dots of states with and without the licence. The middle state with it pays "
        f"{words.join_words(parts)}."
        if parts
        else "Strips of too few states to compare."
    )


def rows(comparison: pd.DataFrame, states: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """The comparison as a table's rows: what is compared, both middles in words, the rest as is."""
    told = comparison.dropna(subset=["percent"])
    each = rows_of(told)
    return told.assign(
        compared=[_compared(row, states, baseline) for row in each],
        with_licence=[_written(row.measure, row.licensed_median) for row in each],
        without=[_written(row.measure, row.other_median) for row in each],
        difference=[_more(row.percent) for row in each],
        interval=[_interval(row) for row in each],
        pairs=[f"{_in_hundred(row.superiority)} of 100" for row in each],
    )


def strips(
    states: pd.DataFrame, comparison: pd.DataFrame, names: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What `group_strips` draws: each state, and the middle of both groups, 100 being the middle.

    Parameters
    ----------
    names
        Role to what its strips are called.
    """
    points, middles = [], []
    ranked = [
        row for row in rows_of(states[["role", "area", *STRIPS, "left_out"]]) if not row.left_out
    ]
    for row in rows_of(comparison[comparison["measure"].isin(list(STRIPS))].dropna()):
        pay = {each.area: getattr(each, row.measure) for each in ranked if each.role == row.role}
        middle = median(pay.values())
        strip = f"{names[row.role]}, {STRIPS[row.measure]}"
        points += [(row.role, area, strip, 100 * paid / middle) for area, paid in pay.items()]
        medians = (row.licensed_median, row.other_median)
        written = [words.dollars(each) for each in medians]
        middles.append([strip, row.role, *(100 * each / middle for each in medians), *written])
    columns = ["strip", "role", "inside_median", "other_median", "inside_text", "other_text"]
    drawn = pd.DataFrame(points, columns=["role", "area", "strip", "value"])
    return drawn, pd.DataFrame(middles, columns=columns)


def source(states: pd.DataFrame) -> str:
    """The wages, and where the licences are read."""
    return f"{places.source(states)} Licences: the table of chapter 03, each row with its source."


def _usual(occupations: pd.DataFrame, code: str) -> tuple[int, float, float]:
    percent = occupations.set_index("soc_code")["percent"].get(code, float("nan"))
    return len(occupations), percent, share_as_large(occupations, percent)


def _interval(row: Row) -> str:
    ends = (f"{end:+.1f}".replace("-", "−") for end in (row.shift_low, row.shift_high))
    return " to ".join(ends)


def _alone(states: pd.DataFrame, role: str, codes: list[str], names: pd.Series) -> str:
    standing = places.here(states[states["role"] == role], codes)
    where = words.join_words([str(names[code]) for code in codes])
    return (
        f"{where} alone {'has' if len(codes) == 1 else 'have'} a licence for "
        f"{places.plural(states, role)} in force in our data: too few to compare. "
        f"{' '.join(standing)}"
    )


def _unranked(states: pd.DataFrame, role: str, codes: list[str]) -> str:
    ranked = _ranked(states, role)
    if not ranked:
        return f"No state is ranked for May {places.year(states)}, so no licence is set beside pay."
    inside = sum(code in codes for code in ranked)
    return (
        f"Of the states ranked for May {places.year(states)}, {_have(inside)} a licence for "
        f"{places.plural(states, role)} in force and {_have(len(ranked) - inside)} none: too few "
        "to compare."
    )


def _ranked(states: pd.DataFrame, role: str) -> list[str]:
    """The ranked places of a role."""
    return [row.area for row in places.ranked(states) if row.role == role]


def _have(count: int) -> str:
    return words.counted(count, "has", "have") if count else "none has"


def _of(comparison: pd.DataFrame, role: str, measure: str) -> Row:
    return next(row for row in rows_of(comparison) if (row.role, row.measure) == (role, measure))


def _compared(row: Row, states: pd.DataFrame, baseline: str) -> str:
    other = f" {places.plural(states, baseline)}" if row.measure == "ratio" else ""
    return f"{words.start(places.plural(states, row.role))}: {MEASURES[row.measure]}{other}"


def _written(measure: str, value: float) -> str:
    return words.dollars(value) if measure in ("nominal", "adjusted") else f"{value:.2f}"


def _circled(codes: list[str], here: list[str]) -> str:
    mine = [code for code in here if code in codes]
    return f" ({words.join_words(mine)} circled)" if mine else ""


def _more(percent: float) -> str:
    size = f"{abs(percent):.1f}"
    if size == "0.0":
        return "the same"
    return f"{size} percent {'less' if percent < 0 else 'more'}"


def _than(percent: float) -> str:
    """The difference before what it is from: `1.8 percent more than`, `the same as`."""
    told = _more(percent)
    return "the same as" if told == "the same" else f"{told} than"


def _in_hundred(share: float) -> str:
    return f"{100 * share:.0f}" if share >= 0.005 else "fewer than one"
