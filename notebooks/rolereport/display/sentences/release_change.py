"""What changed between two sets of wages, in words: for the command line and for chapter 10.

`old` and `new` are `Side`; the frames are those of `analysis.release_change` and
`analysis.occupation_changes`; `same` says that both sides are of one month, so that what differs
was revised and did not move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from rolereport.analysis import occupation_changes as reasons
from rolereport.analysis.occupation_changes import Why
from rolereport.analysis.release_change import ADDED, REMOVED, REVISED, SAME, middle, panels_shared
from rolereport.analysis.rows import Row
from rolereport.analysis.wording import Kind, Wording, word_changes
from rolereport.data.intake.sides import Side
from rolereport.display import words
from rolereport.display.headlines import SENTENCE_ENDS
from rolereport.display.sentences.steps import signed
from rolereport.display.sentences.trends import who

LEVELS = {
    "national": "the nation",
    "states": "the states",
    "metros": "metropolitan and nonmetropolitan areas",
}
FIGURES = {
    "employment": "jobs",
    "employment_rse": "standard error of the jobs",
    "jobs_per_1000": "jobs in a thousand",
    "location_quotient": "location quotient",
    "mean_hourly": "mean, hourly",
    "mean_annual": "mean, annual",
    "mean_rse": "standard error of the mean",
} | {
    f"p{place}_{unit}": f"{place}th percentile, {unit}" if place != 50 else f"median, {unit}"
    for unit in ("hourly", "annual")
    for place in (10, 25, 50, 75, 90)
}
CODES = {
    "#": "at or above the ceiling of the survey",
    "*": "withheld, or pay in a unit that the job is not paid in",
    "**": "withheld",
    "~": "too small to print",
    "?": "lost in a conversion of the file",
}
NOTHING = "Nothing changed"
NOTHING_COMPARED = "No median of these jobs can be compared."
BEFORE_ONLY, NOW_ONLY = "[before: {}]", "[now: {}]"
FEW = 0.5  # of the other side's occupations: a file with fewer is of another extent
MARGIN = "±: what chance does to the mean nine times in ten; no error is printed for medians"


def apart(old: Side, new: Side) -> str:
    """What is compared with what: months, or where both are one, the names asked for."""
    if old.month != new.month:
        return f"{new.title} against {old.title}"
    return f"{new.title}, {new.name} against {old.name}"


def rows(counts: dict[str, int], same: bool) -> str:
    """How many lines were added, removed, and revised or moved."""
    both, differ = counts[SAME] + counts[REVISED], counts[REVISED]
    did = "revised" if same else "moved"
    have = "" if not same else "was " if differ == 1 else "were "
    some = "" if differ == both else f" {_number(differ)}"
    lines = f"all {both:,} lines in both" if differ == both else f"of {both:,} lines in both,"
    count = f"{_number(counts[ADDED])} added, {_number(counts[REMOVED])} removed"
    return f"{lines}{some} {have}{did}; {count}."


def nothing(old: Side, new: Side, lines: dict[str, int]) -> str:
    """That all lines are the same; `lines` is level to their number."""
    held = words.join_words([f"{number:,} of {LEVELS[level]}" for level, number in lines.items()])
    return f"{NOTHING} from {old.name} to {new.name}: {new.title}, the same lines ({held})."


def one_only(old: Side, new: Side) -> list[str]:
    """Levels that only one side has, and so cannot be compared."""
    return [
        f"Only {side.title} ({side.name}) has wages of {words.join_words(lacking)}."
        for side, other in ((old, new), (new, old))
        if (lacking := [LEVELS[level] for level in side.wages if level not in other.wages])
    ]


def filled(old: Side, new: Side) -> list[str]:
    """That lines which a file does not have stay as they are held."""
    return [
        f"{side.name} has a part of {LEVELS[level]}; {count:,} lines stay as they are held."
        for side in (old, new)
        for level, count in side.filled.items()
        if count
    ]


def figures_in_one_only(old: Side, new: Side, only: tuple[list[str], list[str]]) -> list[str]:
    """That figures which only one side has are not compared."""
    counts = [
        f"{_number(len(figures))} that only {_named(side, other)} has"
        for side, other, figures in ((old, new, only[0]), (new, old, only[1]))
        if figures
    ]
    return [f"Figures not compared: {words.join_words(counts)}."] if counts else []


def revised(old: Side, new: Side) -> list[str]:
    """That two estimates for one month differ by revision, and not because pay moved."""
    told = "Both are for the same month: what differs was revised, and pay itself did not move."
    return [told] if old.month == new.month else []


def role_changes(moved: pd.DataFrame, prices: float, same: bool) -> list[str]:
    """A sentence a role: the median and how far it moved, the shape, the jobs, chance.

    Parameters
    ----------
    moved
        What `role_moves` returns, with `plural`, `line` and `relation`.
    prices
        Rise of consumer prices between the two, as a share; NaN if unknown.
    """
    return [_role(row, prices, same) for row in moved.itertuples()]


def not_compared(now: pd.DataFrame, then: pd.DataFrame, moved: pd.DataFrame) -> list[str]:
    """Why a role's pay is not compared: another line, or no median in one of the two."""
    told = []
    lines = then.set_index("role")["soc_code"]
    for row in now[~now["role"].isin(moved["role"])].itertuples():
        before = lines.get(row.role, "")
        if before and row.soc_code and before != row.soc_code:
            why = f"their line was {before} and is {row.soc_code}"
        else:
            why = "one of the two has no line, or no median, of theirs"
        told.append(f"{words.start(row.plural)} are not compared: {why}.")
    return told


def spread(moves: pd.DataFrame, fewest: float) -> str:
    """What the middle occupation did, and half of all."""
    low, half, high = middle(moves)
    return (
        f"Of {len(moves):,} medians of lines with {fewest:.0f} jobs or more, the middle one moved "
        f"{signed(half)}, the middle half {signed(low)} to {signed(high)}."
    )


def chance(before: int, year: int) -> str:
    """What the margins beside the moves are, and that the samples overlap."""
    shared = panels_shared(before, year)
    if not shared:
        return f"{MARGIN}. The two samples share no panel."
    return (
        f"{MARGIN}. The samples are taken as independent but share {words.number(shared)} of six "
        "panels: the true margin is narrower, and a turn in pay shows late."
    )


def no_errors(level: str) -> str:
    """That the files of a level print no standard error."""
    return (
        f"The files of {LEVELS[level]} held here print no standard error in both years, so chance "
        "cannot be told from change: in small lines it moves medians most."
    )


def why(reason: Why, change: str) -> str:
    """Why an occupation came or went, in a few words."""
    codes = words.join_words(reason.codes)
    match reason.reason:
        case reasons.RENUMBERED:
            return f"its title {'has' if change == REMOVED else 'had'} the code {codes}"
        case reasons.MERGED:
            return f"{'now' if change == REMOVED else 'once'} within its group, {codes}"
        case reasons.SPLIT:
            return f"{'now' if change == REMOVED else 'once'} apart, as {codes}"
        case reasons.BROKEN | reasons.RECODED:
            return words.lower_start(reason.title)
        case _:
            return "no reason is held here"


def extent(old: Side, new: Side, level: str) -> str:
    """That one side's file has few of the other's occupations; "" if both are of one extent."""
    sizes = [side.wages[level]["soc_code"].nunique() for side in (old, new)]
    if min(sizes) > FEW * max(sizes):
        return ""
    return (
        f"The file of {_named(old, new)} holds {sizes[0]:,} occupations, that of "
        f"{_named(new, old)} {sizes[1]:,}: most of what only one has was left out of the other."
    )


def came_and_went(found: pd.DataFrame) -> str:
    """How many occupations came and went."""
    came, went = (int((found["change"] == kind).sum()) for kind in (ADDED, REMOVED))
    if not came and not went:
        return "No occupation came or went."
    parts = [
        words.counted(came, "occupation came", "occupations came") if came else "",
        words.counted(went, "occupation went", "occupations went") if went else "",
    ]
    return f"{words.start(words.join_words([part for part in parts if part]))}."


def areas_moved(gone: Sequence[str], come: Sequence[str], titles: dict[str, str]) -> list[str]:
    """Areas that only one side has, as many by name as a line holds."""
    told = []
    for verb, areas in (("gone", gone), ("new", come)):
        if areas:
            named = [titles.get(area, area) for area in areas[:3]]
            rest = f" and {len(areas) - 3:,} more" if len(areas) > 3 else ""
            listed = ", ".join(named) + rest if rest else words.join_words(named)
            told.append(f"Areas {verb}: {listed}.")
    return told


def codes(moved: pd.DataFrame) -> list[str]:
    """Figures that appear and disappear behind a code: medians first, then all others."""
    told = []
    for code, group in moved.groupby("code", sort=False):
        meaning = CODES.get(str(code), "not printed")
        hidden, shown = int(group["hidden"].sum()), int(group["shown"].sum())
        medians = group[group["figure"] == "p50_annual"]
        shown_medians, hidden_medians = (int(medians[side].sum()) for side in ("shown", "hidden"))
        if shown:
            told.append(_code(shown, shown_medians, code, meaning, "printed now, once"))
        if hidden:
            told.append(_code(hidden, hidden_medians, code, meaning, "printed no more, now"))
    return told


def method_breaks(breaks: pd.DataFrame) -> list[str]:
    """The breaks between the two, each with the first sentence of what it means."""
    return [
        f"BREAK in {row.year:.0f}, {words.lower_start(row.title)}: "
        f"{SENTENCE_ENDS.split(row.explanation)[0]}"
        for row in breaks.itertuples()
    ]


def how_many_differ(told: Sequence[Wording]) -> str:
    """How many headline sentences read differently."""
    differ = sum(each.differs for each in told)
    all_of_them = f"the report's {words.number(len(told))} headline sentences"
    if not differ:
        return f"None of {all_of_them} reads differently."
    reads = "reads" if differ == 1 else "read"
    return f"{words.start(words.number(differ))} of {all_of_them} {reads} differently."


def marked(wording: Wording) -> str:
    """The sentence in one, with [what it said → what it says] where the two differ."""
    return "".join(_runs(word_changes(wording.old, wording.new)))


def _runs(runs: list[tuple[Kind, str]]) -> Iterator[str]:
    gone = ""
    for kind, text in [*runs, ("same", "")]:
        if kind == "old":
            gone = text
            continue
        if kind == "new":
            both = f"[{gone.strip()} → {text.strip()}]"
            yield (both if gone else NOW_ONLY.format(text.strip())) + _space(text)
        else:
            yield (BEFORE_ONLY.format(gone.strip()) + _space(gone) if gone else "") + text
        gone = ""


def _space(text: str) -> str:
    return " " if text.endswith(" ") else ""


def _named(side: Side, other: Side) -> str:
    return side.title if side.month != other.month else side.name


def _number(count: int) -> str:
    return "none" if count == 0 else words.number(count)


def _role(row: Row, prices: float, same: bool) -> str:
    if same and not any((row.change, row.p10_change, row.p90_change, row.jobs_change)):
        return f"{words.start(who(row))}: {words.dollars(row.p50_annual)}, not revised."
    real = (1 + row.change) / (1 + prices) - 1
    after = "" if same or pd.isna(real) else f", {signed(real)} after prices"
    return (
        f"{words.start(who(row))}: {words.dollars(row.before_pay)} → "
        f"{words.dollars(row.p50_annual)} ({signed(row.change)}{after}); 10th "
        f"{_share(row.p10_change)}, 90th {_share(row.p90_change)}; jobs "
        f"{_share(row.jobs_change)} to {words.count(row.employment)}; {mean(row, same)}."
    )


def mean(row: Row, same: bool) -> str:
    """What the mean did, with what chance may do to it."""
    if pd.isna(row.mean_change):
        return "no mean held in both"
    moved = f"mean {signed(row.mean_change)}"
    if same or pd.isna(row.margin):
        return moved
    verdict = "more" if row.beyond else "no more"
    return f"{moved} ±{words.percent(row.margin, 1)}, {verdict} than chance"


def _share(change: float) -> str:
    return words.UNKNOWN if pd.isna(change) else signed(change)


def _code(count: int, medians: int, code: object, meaning: str, what: str) -> str:
    some = words.counted(count, "figure is", "figures are")
    inside = f", {words.counted(medians, 'median', 'medians')} among them" if medians else ""
    return f"{words.start(some)} {what} {meaning} ({code}){inside}."
