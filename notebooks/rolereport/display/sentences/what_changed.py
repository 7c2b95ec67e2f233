"""The sentences, titles and tables of chapter 10: what changed between two sets of wages.

`moved` is what `release_change.role_moves` returns, labelled; `ranked` what `moves` returns, with
`name`; `old` and `new` are the two sides, `place` the edition's area in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from rolereport.analysis.occupation_changes import Why
from rolereport.analysis.release_change import ADDED, TITLE
from rolereport.analysis.wording import Wording, word_changes
from rolereport.choices import titles_of_roles
from rolereport.data.intake.sides import Side
from rolereport.display import words
from rolereport.display.scope import END
from rolereport.display.sentences import release_change as said
from rolereport.display.sentences.steps import signed
from rolereport.display.sentences.trends import WAGES, who
from rolereport.display.show import Shown, prose
from rolereport.display.style import ACCENT, role_colour

POINTS = {
    "p10_change": "10th percentile",
    "change": "Median",
    "p90_change": "90th percentile",
    "mean_change": "Mean",
}
LISTED = 5
NOT_SAID = "*not said*"
MARKS = {"same": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
FIRST = "No earlier estimates of this kind are held, so nothing can be said to have changed."
UNMOVED = "No median that is printed in both moved."


def alone(before: Side | None) -> Shown | None:
    """One line that ends the chapter where nothing comes before; None where something does."""
    return None if before else prose(FIRST, END)


def findings(
    moved: pd.DataFrame,
    wordings: Sequence[Wording],
    met: pd.DataFrame,
    sides: tuple[Side, Side],
    prices: float,
) -> list[str]:
    """The chapter's answer: who moved most, whether a break lies between, what reads anew.

    Parameters
    ----------
    met
        The breaks between the two sides.
    sides
        The old and the new one.
    prices
        Rise of prices between them, as a share: 0 if they are taken out already, NaN if unknown.
    """
    same = sides[0].month == sides[1].month
    lead = [most(moved, prices, same)] if len(moved) else [said.NOTHING_COMPARED]
    broken = [] if same else [broken_by(met)]
    return [*lead, *broken, *([said.how_many_differ(wordings)] if wordings else [])]


def most(moved: pd.DataFrame, prices: float, same: bool) -> str:
    """Whose median moved most, and how far after prices."""
    ranked = moved.sort_values("change", key=lambda change: change.abs(), ascending=False)
    row = next(ranked.itertuples())
    if row.change == 0:
        return "The medians of the jobs compared are the same as before."
    verb = "was revised" if same else "moved"
    real = (1 + row.change) / (1 + prices) - 1
    after = "" if same or pd.isna(real) or not prices else f" ({signed(real)} after prices)"
    only = "" if len(moved) == 1 else ", the furthest of the jobs compared"
    return f"The median of {who(row)} {verb} by {signed(row.change)}{after}{only}."


def broken_by(met: pd.DataFrame) -> str:
    """Whether a break that concerns these jobs lies between."""
    if met.empty:
        return "No break of method or classification that is held here lies between the two."
    titles = words.join_words([words.lower_start(title) for title in met["title"]])
    return f"The series breaks in between ({titles}), so part of that is not a change in pay."


def scope(old: Side, new: Side, level: str, counts: dict[str, int]) -> list[str]:
    """What is compared with what, and how many lines differ."""
    same = old.month == new.month
    lines = f"{said.apart(old, new)}, {said.LEVELS[level]}: {said.rows(counts, same)}"
    return [" ".join([words.start(lines), *said.revised(old, new)])]


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with `name`: the occupation's title as the report writes it, else as its file does."""
    titles = rows["soc_code"].map(titles_of_roles())
    written = rows[TITLE].where(rows[TITLE] != "")
    return rows.assign(name=titles.fillna(written).fillna(rows["soc_code"]))


def role_rows(moved: pd.DataFrame) -> pd.DataFrame:
    """The changes of each role as `change_dots` draws them: three points of pay, and the mean."""
    parts = []
    for measure, label in POINTS.items():
        margin = moved["margin"] if measure == "mean_change" else float("nan")
        parts.append(
            pd.DataFrame(
                {
                    "role": moved["role"],
                    "group": moved["line"],
                    "label": label,
                    "change": moved[measure],
                    "low": moved[measure] - margin,
                    "high": moved[measure] + margin,
                }
            )
        )
    rows = pd.concat(parts).sort_index(kind="stable")
    return rows.assign(colour=rows["role"].map(role_colour)).reset_index(drop=True)


def both(old: Side, new: Side) -> str:
    """The two sets of wages as a pair: their months, or one month before and after its revision."""
    if old.month == new.month:
        return f"{new.title} as held before and as revised"
    return f"{old.title} and {new.title}"


def between(old: Side, new: Side) -> str:
    """The way from one to the other: `from May 2024 to May 2025`, `in the revision of May 2025`."""
    if old.month == new.month:
        return f"in the revision of {new.title}"
    return f"from {old.title} to {new.title}"


def roles_title(moved: pd.DataFrame, old: Side, new: Side) -> str:
    """The finding of the chart of the roles: each one's median."""
    if moved.empty:
        return "No median of these jobs can be compared"
    parts = [f"{row.plural} {signed(row.change)}" for row in moved.itertuples()]
    months = (
        f"{new.title} as revised" if old.month == new.month else f"{new.title} against {old.title}"
    )
    return words.as_many(f"Median pay, {months}: ", parts, ", ")


def roles_subtitle(place: str, unit: str, mark: float) -> str:
    """What the chart of the roles shows; `mark` is where it marks the rise of prices."""
    prices = "" if pd.isna(mark) else f". Dashed: prices, {signed(mark)}"
    return (
        f"Change of annual pay in {unit}, {place}. Bar: 90 percent interval of the change of the "
        f"mean{prices}"
    )


def roles_alt(moved: pd.DataFrame, old: Side, new: Side) -> str:
    """The chart of the roles in words."""
    rows = [
        f"{words.start(who(row))}: "
        + ", ".join(
            f"{label.lower()} {_share(getattr(row, name))}" for name, label in POINTS.items()
        )
        for row in moved.itertuples()
    ]
    return f"{roles_title(moved, old, new)}. {'; '.join(rows)}."


def side_by_side(wordings: Sequence[Wording]) -> list[str]:
    """The sentences that differ, before and now beside one another, with other words marked.

    A line of Markdown for each chapter that has any, and a table below it.
    """
    differing = [each for each in wordings if each.differs]
    told: list[str] = []
    for where in dict.fromkeys(each.where for each in differing):
        rows = [
            f"| {_side(each, 'new') or NOT_SAID} | {_side(each, 'old') or NOT_SAID} |"
            for each in differing
            if each.where == where
        ]
        told += [f"**Chapter {where}**", "\n".join(["| Before | Now |", "|:--|:--|", *rows])]
    return told


def sentences_told(wordings: Sequence[Wording], why_none: str) -> list[str]:
    """How many sentences differ, and which; or why they cannot be compared."""
    if why_none:
        return [why_none]
    return [said.how_many_differ(wordings), *side_by_side(wordings)]


def move_rows(ranked: pd.DataFrame) -> pd.DataFrame:
    """The largest moves as `change_dots` draws them; the bar is the mean's."""
    return ranked.assign(
        group="",
        label=ranked["name"],
        low=ranked["mean_change"] - ranked["margin"],
        high=ranked["mean_change"] + ranked["margin"],
        colour=ACCENT,
    )


def moves_title(ranked: pd.DataFrame) -> str:
    """The finding of the chart of the largest moves."""
    if ranked.empty:
        return UNMOVED.removesuffix(".")
    first = next(ranked.itertuples())
    if len(ranked) == 1 or ranked["margin"].isna().all():
        return (
            f"Furthest moved the median of {words.lower_start(first.name)}: {signed(first.change)}"
        )
    sure = int(ranked["beyond"].fillna(False).sum())
    largest = f"the {words.number(len(ranked))} largest moves"
    if not sure:
        return f"None of {largest} is more than chance explains, judged by the mean"
    are = "is" if sure == 1 else "are"
    return f"Of {largest}, {words.number(sure)} {are} more than chance explains, judged by the mean"


def moves_subtitle(old: Side, new: Side, place: str) -> str:
    """What the chart of the largest moves shows."""
    return (
        f"Change of the published median {between(old, new)}, {place} (dot), and 90 "
        "percent interval of the change of the mean (bar)"
    )


def moves_alt(ranked: pd.DataFrame) -> str:
    """The chart of the largest moves in words."""
    rows = [f"{row.name} {signed(row.change)}" for row in ranked.itertuples(index=False)]
    return f"{moves_title(ranked)}. Changes of the median: {'; '.join(rows) or 'none'}."


def moves_caption(every: pd.DataFrame, fewest: float, old: Side, new: Side) -> str:
    """How all others moved, and what the bars leave out."""
    spread = said.spread(every, fewest) if len(every) else UNMOVED
    if old.month == new.month:
        return spread
    told = f"{spread} {said.chance(old.year, new.year)}"
    return told if every["margin"].notna().any() else f"{spread} {NO_ERROR}"


NO_ERROR = "No standard error is held for both, so chance cannot be told from change."
VERDICTS = {True: "yes", False: "no"}


def verdicts(moved: pd.DataFrame) -> list[str]:
    """Whether each change is more than chance explains, judged by the mean."""
    return [VERDICTS.get(each, "not known") for each in moved["beyond"]]


def occupation_rows(found: pd.DataFrame, whys: Sequence[Why]) -> pd.DataFrame:
    """Each occupation that came or went, with `what` happened and `why`."""
    what = found["change"].map(lambda change: "new" if change == ADDED else "gone")
    reasons = [said.why(each, change) for each, change in zip(whys, found["change"], strict=True)]
    return found.assign(what=what, why=pd.Series(reasons, found.index, dtype="str"))


def renamed(rows: pd.DataFrame) -> list[str]:
    """Occupations that go on under another title, if there are any."""
    if rows.empty:
        return []
    named = [
        f"{row.soc_code} is now “{row.after}”, once “{row.before}”" for row in rows.itertuples()
    ]
    shown = "; ".join(named[:LISTED])
    rest = f"; and {words.number(len(named) - LISTED)} more" if len(named) > LISTED else ""
    lines = words.start(words.counted(len(rows), "line has", "lines have"))
    return [f"{lines} another title: {shown}{rest}."]


def no_break(old: Side, new: Side) -> str:
    """That no break that is held lies between the two."""
    if old.month == new.month:
        return "None: both are estimates for one month."
    return f"None that is held here lies between {old.title} and {new.title}."


def caveat_rows(old: Side, new: Side, level: str) -> pd.DataFrame:
    """What is to be kept in mind of the wages of one side and not of the other's."""
    told = [side.caveats(level) for side in (old, new)]
    rows = [
        (side.title if old.month != new.month else side.name, caveat)
        for side, own, others in ((old, told[0], told[1]), (new, told[1], told[0]))
        for caveat in own
        if caveat not in others
    ]
    return pd.DataFrame(rows, columns=["estimates", "caveat"])


def source(old: Side, new: Side, prices: float = float("nan")) -> str:
    """Where the figures of both sides are from, and prices where they are used."""
    months = list(dict.fromkeys([old.title, new.title]))
    wages = f"{WAGES}, {words.join_words(months)}."
    indexed = pd.notna(prices) and len(months) > 1
    return f"{wages} Prices: consumer price index for all urban consumers." if indexed else wages


def _side(wording: Wording, without: str) -> str:
    runs = word_changes(wording.old, wording.new)
    marked = [
        MARKS[kind].format(escape(text, quote=False)) if text.strip() else text
        for kind, text in runs
        if kind != without
    ]
    return "".join(marked).replace("|", "\\|")


def _share(change: float) -> str:
    return words.UNKNOWN if pd.isna(change) else signed(change)
