"""The sentences of chapter 03 on state law: licences, medication aides, lists that disagree.

`tiles` and `rules` are what `credentials.licence_status` and `state_rules.aide_status` return,
`aides` what `credentials.training_hours` returns; `licensure` is the table of that name.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from rolereport.analysis.credentials import (
    ABSENT,
    ENDED,
    IN_FORCE,
    OTHERS,
    SCHOOLS,
    STATUS,
    UNLISTED,
)
from rolereport.analysis.state_rules import FORBADE, RULED, SILENT, UNSURE
from rolereport.display import words

TERRITORY = "PR"
FEW = 2  # states, up to which they are named
OCCUPATION = {"laboratory": "Laboratory staff", "medical-assistant": "Medical assistants"}
WHO = {**OCCUPATION, "medication-aide": "Medication aides"}
STATUS_WORDS = {"no licence": "no licence, says the source"}
NOT_NONE = "That is not the same as no rule."
# An end with its date and a mere absence from the list are one status on the map, two in words.
TOLD = {
    IN_FORCE: "{subject} need {instrument}{as_of}",
    "repealed": "the rule that {subject} need {instrument} ended{when}",
    "off the list": "an older list has {subject} licensed here, the present one does not",
    "uncertain": "whether {subject} must be licensed or registered is uncertain",
    "no licence": "{subject} need no licence, says the source",
}


def licensing(tiles: pd.DataFrame, subject: str) -> str:
    """How many states license `subject`, and where that ended."""
    gone = [_former(row) for row in tiles[tiles["status"] == ENDED].itertuples()]
    ended = f"; no longer {words.join_words(gone, 'or')}" if gone else ""
    return f"{map_title(tiles, subject)}, as far as our sources show{ended}."


def ruled(rules: pd.DataFrame) -> str:
    """In how many states a rule on medication aides was found, and where one is hinted at."""
    return f"{rules_title(rules)}. For the rest our sources say no, as of 2000, or say nothing."


def hours(aides: pd.DataFrame) -> str:
    """The range of training that states ask of medication aides."""
    known = aides.dropna(subset=["training_hours_min"])
    if known.empty:
        return "None of the rules on medication aides that were found gives hours of training."
    return f"{hours_title(aides)}."


def of_state(
    state: str, title: str, licensure: pd.DataFrame, aides: pd.DataFrame, rest: dict[str, str]
) -> str:
    """What our tables hold on one state, and on what they are silent.

    `rest` has, by occupation, what `elsewhere` returns.
    """
    rows = licensure[licensure["state"] == state].set_index("occupation")
    subjects = {words.lower_start(who): occupation for occupation, who in OCCUPATION.items()}
    said = {
        who: _said(rows, occupation, who) or _none(who, rest.get(occupation, ABSENT))
        for who, occupation in subjects.items()
    }
    said["medication aides"] = _rules(aides[aides["state"] == state])
    known = [text for text in said.values() if text]
    silent = [subject for subject, text in said.items() if not text]
    if not known:
        return f"**{title}.** Our sources hold no row for {title}. {NOT_NONE}"
    gap = f" On {words.join_words(silent)} they hold no row. {NOT_NONE}" if silent else ""
    return f"**{title}.** What our sources say: {'; '.join(known)}.{gap}"


def area_sentences(
    states: list[str],
    titles: pd.Series,
    licensure: pd.DataFrame,
    aides: pd.DataFrame,
    rest: dict[str, str],
) -> list[str]:
    """What our tables hold on each state of the edition's area; a pointer for the nation."""
    if not states:
        return ["An edition for a state says here what our tables hold on that state."]
    return [of_state(state, str(titles[state]), licensure, aides, rest) for state in states]


def map_title(tiles: pd.DataFrame, subject: str) -> str:
    """The finding of a licence map: how many states, or which where they are few."""
    held = tiles[tiles["status"] == IN_FORCE]
    verb = "licenses" if len(held) == 1 else "license"
    if 0 < len(held) <= FEW:
        return f"Only {words.join_words(held['title'].tolist())} {verb} {subject}"
    count = int((held["area"] != TERRITORY).sum())
    territory = " and Puerto Rico" if TERRITORY in set(held["area"]) else ""
    return f"{words.start(words.counted(count, 'state'))}{territory} {verb} {subject}"


def map_subtitle(tiles: pd.DataFrame, subject: str) -> str:
    """What a licence map plots, and up to when its sources speak."""
    dates = tiles.loc[tiles["status"].isin([IN_FORCE, ENDED]), "as_of"].str[:4]
    return f"Licences for {subject}, latest status known; {_spanned(dates)}"


def elsewhere(licensure: pd.DataFrame, sources: pd.DataFrame, occupation: str) -> str:
    """What a map says of the states without a row of their own, by whom and of when."""
    others = licensure[
        (licensure["state"] == OTHERS)
        & (licensure["occupation"] == occupation)
        & (licensure["status"] == "no licence")
    ]
    if others.empty:
        return ABSENT
    row = others.iloc[0]
    publisher = sources.set_index("url")["publisher"][row["source_url"]]
    initials = "".join(word[0] for word in publisher.split() if word[0].isupper())
    name = initials if len(initials) > 1 else publisher
    return f"no, says {name}, {row['as_of'][:4] or 'undated'}"


def map_caption(rest: str) -> str:
    """How to read a licence map; `rest` is what `elsewhere` returns."""
    return (
        f"A square without colour has no row of its own: {rest}. A year under a code is the one "
        "in which its licence ended."
    )


def map_alt(tiles: pd.DataFrame, subject: str, rest: str) -> str:
    """A licence map in words; `rest` is what `elsewhere` returns."""
    own = tiles[~tiles["status"].isin([ABSENT, UNLISTED])]
    count = len(tiles) - len(own)
    told = " ".join(f"{group}." for group in _groups(own))
    return f"{map_title(tiles, subject)}. {told} {words.start(rest)}: {count}."


def rules_title(rules: pd.DataFrame) -> str:
    """The finding of the map of rules on medication aides."""
    found, hinted = (int((rules["status"] == status).sum()) for status in (RULED, UNSURE))
    if not found:
        return "No state's rule on medication aides was found"
    more = f"; for {words.number(hinted)} more there are hints" if hinted else ""
    return f"Rules for medication aides were found in {words.counted(found, 'state')}{more}"


def rules_subtitle(rules: pd.DataFrame) -> str:
    """What the map of rules plots, and of when its rows are."""
    dates = rules.loc[rules["status"].isin([RULED, UNSURE, FORBADE]), "as_of"].str[:4]
    return f"State rules that let trained aides give medicines; {_spanned(dates)}"


def rules_alt(rules: pd.DataFrame) -> str:
    """The map of rules in words."""
    silent = int((rules["status"] == SILENT).sum())
    told = " ".join(f"{group}." for group in _groups(rules[rules["status"] != SILENT]))
    return f"{rules_title(rules)}. {told} {words.start(SILENT)}: {silent}."


def lists_apart(lists: pd.DataFrame, titles: pd.Series, licensure: pd.DataFrame) -> str:
    """How far published lists of licensing states are apart, and what explains it.

    `lists` is what `against_today` returns for the laboratory.
    """
    counts = sorted(lists["stated_count"].unique())
    if len(counts) < 2:
        return "The lists that we found agree on the number of licensing states."
    given = words.join_words([words.number(int(count)) for count in counts], "or")
    extra = sorted({code for codes in lists["more"] for code in codes.split("; ") if code})
    rows = licensure[licensure["occupation"] == "laboratory"].set_index("state")
    why = [_why(titles[code], rows.loc[code]) for code in extra if code in rows.index]
    told = f" The difference: {'; '.join(why)}." if why else ""
    blank = int((lists["areas"] == "").sum())
    rest = f" {words.start(words.counted(blank, 'list'))} cannot be checked." if blank else ""
    return f"Published lists give {given} states that license laboratory staff.{told}{rest}"


def list_rows(lists: pd.DataFrame, dated: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    """All lists for the table, with `who` they are of and the states that one has beyond ours."""
    codes = lists["list"].map(dated.set_index("list")["more"]).fillna("")
    more = [", ".join(titles[code] for code in each.split("; ") if code) for each in codes]
    told = lists.assign(who=lists["occupation"].map(WHO), more=more)
    return told.sort_values(["who", "as_of", "list"], ignore_index=True)


def move_rows(mobility: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    """What carries over, for the table: groups of states before single ones, with `who`."""
    where = mobility["place"].map(titles).fillna(mobility["place"].map(words.start))
    told = mobility.assign(
        who=mobility["occupation"].map(WHO),
        where=where,
        single=mobility["place"].isin(titles.index),
    )
    return told.sort_values(["who", "single", "where"], ignore_index=True)


def hours_title(aides: pd.DataFrame) -> str:
    """The finding of the training-hours chart, from the rules whose hours are firm."""
    known = aides.dropna(subset=["training_hours_min"])
    if known.empty:
        return "No state's hours of medication-aide training were found"
    least, most = known["training_hours_min"], known["training_hours_max"]
    low, high = (
        words.join_words(sorted(set(known.loc[ends, "title"])))
        for ends in (least == least.min(), most == most.max())
    )
    return (
        "By official or professional sources, training for medication aides takes from "
        f"{least.min():.0f} hours in {low} to {most.max():.0f} in {high}"
    )


def hours_caption(weak: pd.DataFrame) -> str:
    """What the hours are of, and whose are too weakly sourced for the title."""
    known = weak.dropna(subset=["training_hours_min"])["label"].tolist()
    aside = f" The title leaves out hours from a school or a commercial page: {'; '.join(known)}."
    return (
        "Hours of the medication course alone; many states ask for a nursing-assistant certificate "
        f"first.{aside if known else ''}"
    )


def hours_alt(aides: pd.DataFrame) -> str:
    """The training-hours chart in words."""
    known = aides.dropna(subset=["training_hours_min"])
    parts = [f"{row.label} {_hours(row)}" for row in known.itertuples()]
    unknown = aides.loc[aides["training_hours_min"].isna(), "label"].tolist()
    rest = f" Hours not found: {', '.join(unknown)}." if unknown else ""
    return f"Hours of training for medication aides: {'; '.join(parts) or 'none known'}.{rest}"


def rows_of(aides: pd.DataFrame, states: list[str]) -> list[str]:
    """Labels of the rules of these states."""
    return aides.loc[aides["state"].isin(states), "label"].tolist()


def _groups(tiles: pd.DataFrame) -> list[str]:
    return [
        f"{words.start(status)}: {words.join_words(group['title'].tolist())}"
        for status, group in tiles.groupby("status", sort=False)
    ]


def _spanned(dates: pd.Series) -> str:
    known, undated = dates[dates != ""], int((dates == "").sum())
    if known.empty:
        return "rows undated" if undated else "no rows"
    span = known.min() if known.min() == known.max() else f"{known.min()} to {known.max()}"
    rest = f", {words.number(undated)} undated" if undated else ""
    return f"rows of {span}{rest}"


def _former(row: Any) -> str:
    return f"{row.title} (ended {row.ended})" if row.ended else str(row.title)


def _why(title: str, row: pd.Series) -> str:
    if row["status"] == "repealed":
        return f"{title}, whose licence ended{_when(row)} and which old lists still carry"
    return f"{title}, which older lists name and the present one does not"


def _when(row: pd.Series) -> str:
    return f" on {words.day(row['valid_to'])}" if row["valid_to"] else ""


def _said(rows: pd.DataFrame, occupation: str, subject: str) -> str:
    if occupation not in rows.index:
        return ""
    row = rows.loc[occupation]
    status = row["status"]
    return TOLD[IN_FORCE if STATUS.get(status) == IN_FORCE else status].format(
        subject=subject,
        instrument=words.an(row["instrument"] or status.removesuffix(" required")),
        as_of=f" (as of {row['as_of'][:4]})" if row["as_of"] else "",
        when=_when(row),
    )


def _none(subject: str, rest: str) -> str:
    """What a list of the states with a licence says of one that is not on it."""
    return "" if rest == ABSENT else f"{subject} need no licence, {rest.removeprefix('no, ')}"


def _rules(rules: pd.DataFrame) -> str:
    parts = []
    for row in rules.itertuples():
        where = "" if row.setting == "unknown" else f", {row.setting}"
        by = " by a school's page" if re.search(SCHOOLS, row.training_note) else ""
        parts.append(f"“{row.official_title}” ({_hours(row)}{by}{where})")
    return f"medication aides have the title {words.join_words(parts)}" if parts else ""


def _hours(row: Any) -> str:
    least, most = row.training_hours_min, row.training_hours_max
    if pd.isna(least):
        return "hours not found"
    return f"{least:.0f} hours" if least == most else f"{least:.0f} to {most:.0f} hours"
