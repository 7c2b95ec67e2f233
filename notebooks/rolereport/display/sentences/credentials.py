"""The sentences of chapter 03: who certifies, who licenses, and what lapses.

`held` is what `credentials.held` returns, `tiles` and `aides` what `credentials.licence_status`
and `credentials.training_hours` return; `licensure` is the table of that name.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.credentials import ABSENT, ENDED, IN_FORCE, OTHERS, STATUS, UNLISTED
from rolereport.display import words

TERRITORY = "PR"
OCCUPATION = {"laboratory": "Laboratory staff", "medical-assistant": "Medical assistants"}
STATUS_WORDS = {"no licence": "no licence, says the source"}
NOT_NONE = "That is not the same as no rule."
# An end with its date and a mere absence from the list are one status on the map, two in words.
TOLD = {
    IN_FORCE: "{subject} need {instrument}{as_of}",
    "repealed": "the licence for {subject} ended{when}",
    "off the list": "an older list has {subject} licensed here, the present one does not",
    "uncertain": "whether {subject} must be licensed or registered is uncertain",
    "no licence": "{subject} need no licence, says the source",
}


def findings(
    held: pd.DataFrame,
    tiles: pd.DataFrame,
    licensure: pd.DataFrame,
    aides: pd.DataFrame,
    titles: pd.Series,
) -> list[str]:
    """The chapter's answer: certificates, licences, aides' training, renewal."""
    return [
        f"{awarded(held)} {retired(held)}".strip(),
        f"{licensing(tiles)} {assistants(licensure, titles)}",
        hours(aides),
        renewal(held),
    ]


def awarded(held: pd.DataFrame) -> str:
    """How many credentials are awarded, by professional bodies and by states."""
    current = held[held["status"] == "awarded"]
    by_state = int((current["body_kind"] == "regulator").sum())
    count, other = words.number(len(current)), words.number(len(current) - by_state)
    return (
        f"For these jobs our table holds {count} credentials that a newcomer can still earn: "
        f"{other} are certificates of private bodies, {words.number(by_state)} come from a state."
    )


def retired(held: pd.DataFrame) -> str:
    """The credentials that are no longer awarded, with when they ended; empty if there are none."""
    gone = held[held["status"] == "retired"].sort_values(["last_awarded", "label"])
    if gone.empty:
        return ""
    parts = [f"{row.label} ({row.last_awarded[:4]})" for row in gone.itertuples()]
    return f"No longer awarded: {words.join_words(parts)}."


def licensing(tiles: pd.DataFrame) -> str:
    """How many states license laboratory staff, and where that ended."""
    gone = tiles[tiles["status"] == ENDED]
    parts = [
        f"{row.title} (ended {row.ended})" if row.ended else f"{row.title} (off the list)"
        for row in gone.itertuples()
    ]
    stale = f" Old lists still carry {words.join_words(parts)}." if parts else ""
    return f"{map_title(tiles)}, as far as our sources show.{stale}"


def assistants(licensure: pd.DataFrame, titles: pd.Series) -> str:
    """Where a medical assistant needs a state credential for certain, and where it is unclear."""
    rows = licensure[licensure["occupation"] == "medical-assistant"]
    in_force = rows["status"].map(STATUS) == IN_FORCE
    sure = [titles[state] for state in rows.loc[in_force, "state"]]
    unsure = [titles[state] for state in rows.loc[rows["status"] == "uncertain", "state"]]
    doubt = f"; for {words.join_words(unsure)} our sources disagree" if unsure else ""
    if not sure:
        return f"No state is known to ask a credential of medical assistants{doubt}."
    only = "is the only state" if len(sure) == 1 else "are the states"
    return (
        f"{words.join_words(sure)} {only} where a medical assistant certainly needs a state "
        f"credential{doubt}."
    )


def hours(aides: pd.DataFrame) -> str:
    """How many states' medication-aide rules are in the table, and the range of training."""
    states = words.number(aides["state"].nunique())
    known = aides.dropna(subset=["training_hours_min"])
    if known.empty:
        return f"Our table holds medication-aide rules from {states} states, none with its hours."
    least = known.loc[known["training_hours_min"].idxmin()]
    most = known.loc[known["training_hours_max"].idxmax()]
    return (
        f"Medication aides are a matter of state rules: our table holds {len(aides)} rules from "
        f"{states} states, with {least['training_hours_min']:.0f} hours of training in "
        f"{least['title']} and {most['training_hours_max']:.0f} in {most['title']}."
    )


def renewal(held: pd.DataFrame) -> str:
    """The shortest and the longest renewal cycle, and how many are not known."""
    current = held[held["status"] == "awarded"]
    known = current.dropna(subset=["renewal_months"])
    if known.empty:
        return "None of our sources gives a renewal cycle for these credentials."
    shortest, longest = known["renewal_months"].min(), known["renewal_months"].max()
    missing = len(current) - len(known)
    unknown = f" For {words.number(missing)} we found no cycle." if missing else ""
    return (
        f"What lapses first: {_listed(known, shortest)} after {words.months(shortest)}; last, "
        f"{_listed(known, longest)} after {words.months(longest)}.{unknown}"
    )


def scope(jobs: list[str], compared: list[str], named: pd.DataFrame) -> str:
    """Which jobs the credential figures of this edition cover, and which they cannot."""
    covered = words.join_words([named["plural"][job] for job in jobs])
    neighbours = [named["plural"][role] for role in compared if named["kind"][role] == "neighbour"]
    missing = (
        f" Our tables hold no credentials of {words.join_words(neighbours, 'or')}."
        if neighbours
        else ""
    )
    return f"The certificates below are those of {covered}.{missing}"


def of_state(state: str, title: str, licensure: pd.DataFrame, aides: pd.DataFrame) -> str:
    """What our tables hold on one state, and on what they are silent."""
    rows = licensure[licensure["state"] == state].set_index("occupation")
    said = {
        "laboratory staff": _said(rows, "laboratory", "laboratory staff"),
        "medical assistants": _said(rows, "medical-assistant", "medical assistants"),
        "medication aides": _rules(aides[aides["state"] == state]),
    }
    known = [text for text in said.values() if text]
    silent = [subject for subject, text in said.items() if not text]
    if not known:
        return f"**{title}.** Our sources hold no row for {title}. {NOT_NONE}"
    gap = f" On {words.join_words(silent)} they hold no row. {NOT_NONE}" if silent else ""
    return f"**{title}.** What our sources say: {'; '.join(known)}.{gap}"


def area_sentences(
    states: list[str], titles: pd.Series, licensure: pd.DataFrame, aides: pd.DataFrame
) -> list[str]:
    """What our tables hold on each state of the edition's area; a pointer for the nation."""
    if not states:
        return ["Build an edition for a state to read here what our tables hold on it."]
    return [of_state(state, str(titles[state]), licensure, aides) for state in states]


def map_title(tiles: pd.DataFrame) -> str:
    """The finding of the licence map."""
    areas = tiles.loc[tiles["status"] == IN_FORCE, "area"]
    count = int((areas != TERRITORY).sum())
    territory = " and Puerto Rico" if TERRITORY in set(areas) else ""
    verb = "licenses" if len(areas) == count == 1 else "license"
    return f"{words.start(words.counted(count, 'state'))}{territory} {verb} laboratory staff"


def map_subtitle(tiles: pd.DataFrame) -> str:
    """What the licence map plots, and up to when its sources speak."""
    dates = tiles.loc[tiles["status"].isin([IN_FORCE, ENDED]), "as_of"].str[:4]
    known, undated = dates[dates != ""], int((dates == "").sum())
    span = f"rows of {known.min()} to {known.max()}" if len(known) else "rows"
    rest = f", {words.number(undated)} undated" if undated and len(known) else ""
    return (
        "Licences for laboratory technologists and technicians, latest status known; "
        f"{span}{rest}{'' if len(known) else ' undated'}"
    )


def elsewhere(licensure: pd.DataFrame, sources: pd.DataFrame) -> str:
    """What the map says of the states without a row of their own, by whom and of when."""
    others = licensure[
        (licensure["state"] == OTHERS)
        & (licensure["occupation"] == "laboratory")
        & (licensure["status"] == "no licence")
    ]
    if others.empty:
        return ABSENT
    row = others.iloc[0]
    publisher = sources.set_index("url")["publisher"][row["source_url"]]
    initials = "".join(word[0] for word in publisher.split() if word[0].isupper())
    return f"no licence, says {initials}, {row['as_of'][:4] or 'undated'}"


def map_caption(rest: str) -> str:
    """How to read the licence map; `rest` is what `elsewhere` returns."""
    return (
        f"A square without colour has no row of its own: {rest}. The year under a code is the one "
        "in which its licence ended."
    )


def map_alt(tiles: pd.DataFrame, rest: str) -> str:
    """The licence map in words; `rest` is what `elsewhere` returns."""
    own = tiles[~tiles["status"].isin([ABSENT, UNLISTED])]
    groups = [
        f"{words.start(status)}: {words.join_words(group['title'].tolist())}"
        for status, group in own.groupby("status", sort=False)
    ]
    count = len(tiles) - len(own)
    return f"Laboratory licences by state. {'. '.join(groups)}. {words.start(rest)}: {count}."


def cycles_title(held: pd.DataFrame) -> str:
    """The finding of the renewal chart."""
    known = held["renewal_months"].dropna()
    if known.empty:
        return "No renewal cycle is known for these credentials"
    if known.min() == known.max():
        return f"Every known credential lapses after {words.months(known.min())}"
    return (
        f"Renewal comes round after {words.months(known.min())} for some credentials and after "
        f"{words.months(known.max())} for others"
    )


def cycles_alt(held: pd.DataFrame) -> str:
    """The renewal chart in words."""
    known = held.dropna(subset=["renewal_months"])
    parts = [f"{row.label} {words.months(row.renewal_months)}" for row in known.itertuples()]
    unknown = held.loc[held["renewal_months"].isna(), "label"].tolist()
    rest = f" Not found: {', '.join(unknown)}." if unknown else ""
    return f"Time between renewals: {'; '.join(parts) or 'none known'}.{rest}"


def hours_title(aides: pd.DataFrame) -> str:
    """The finding of the training-hours chart."""
    known = aides.dropna(subset=["training_hours_min"])
    if known.empty:
        return "No state's hours of medication-aide training were found"
    least = known.loc[known["training_hours_min"].idxmin()]
    most = known.loc[known["training_hours_max"].idxmax()]
    return (
        f"Training for medication aides takes {least['training_hours_min']:.0f} hours in "
        f"{least['title']} and {most['training_hours_max']:.0f} in {most['title']}"
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


def _listed(known: pd.DataFrame, months: float) -> str:
    return words.join_words(known.loc[known["renewal_months"] == months, "label"].tolist())


def _said(rows: pd.DataFrame, occupation: str, subject: str) -> str:
    if occupation not in rows.index:
        return ""
    row = rows.loc[occupation]
    status = row["status"]
    return TOLD[IN_FORCE if STATUS.get(status) == IN_FORCE else status].format(
        subject=subject,
        instrument=words.an(row["instrument"] or status.removesuffix(" required")),
        as_of=f" (as of {row['as_of'][:4]})" if row["as_of"] else "",
        when=f" on {row['valid_to']}" if row["valid_to"] else "",
    )


def _rules(rules: pd.DataFrame) -> str:
    parts = []
    for row in rules.itertuples():
        where = "" if row.setting == "unknown" else f", {row.setting}"
        parts.append(f"“{row.official_title}” ({_hours(row)}{where})")
    return f"medication aides have the title {words.join_words(parts)}" if parts else ""


def _hours(row: Any) -> str:
    least, most = row.training_hours_min, row.training_hours_max
    if pd.isna(least):
        return "hours not found"
    return f"{least:.0f} hours" if least == most else f"{least:.0f} to {most:.0f} hours"
