"""What the article says if its med tech is one job throughout.

`tally` is what `readings.tally` returns; `some` what `readings.true_of_some` returns; `named` the
table of roles by slug.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.readings import HOLDS
from rolereport.analysis.rows import rows_of
from rolereport.display import words

# Claims to the heading over them in the chart; sections of one matter share one.
GROUPS = {
    "Title": "Intro",
    "Job Description": "Intro",
    "Duties of a Med Tech": "Duties",
    "Education and Training": "Education",
    "Education and Training for a Med Tech": "Education",
    "Certification (no heading)": "Certification",
    "Certification for a Med Tech": "Certification",
    "Salary (no heading)": "Salary",
    "Salary for a Med Tech": "Salary",
}
HEADINGS = GROUPS | {
    "Duties of a Medical Assistant": "Duties",
    "Education and Training for a Medical Assistant": "Education",
    "Certification for a Medical Assistant": "Certification",
    "Salary for a Medical Assistant": "Salary",
}


def in_brief(tally: pd.DataFrame, some: pd.Series, named: pd.DataFrame) -> str:
    """The best single reading, the others, and what a change of job from claim to claim saves."""
    ranked = tally.sort_values("yes", ascending=False, kind="stable")
    told = [f"{row.yes} as {words.an(named['noun'][row.role])}" for row in rows_of(ranked)]
    return (
        f"If “med tech” meant one job throughout, at most {ranked['yes'].iloc[0]} of the "
        f"{len(some)} claims about it would hold: {words.join_words(told)}. Taking each claim for "
        f"the job that suits it best, {some.sum()} do."
    )


def grid_title(tally: pd.DataFrame) -> str:
    """The finding of the grid of readings."""
    best = tally["yes"].max()
    return f"Whichever job “med tech” means, at most {best} of {tally['claims'].max()} claims hold"


def grid_subtitle() -> str:
    """How to read the grid of readings."""
    return (
        "A tile is a claim about a med tech, in the order of the article; a row is the job that "
        "the words are taken to mean. Does the claim hold?"
    )


def grid_alt(tally: pd.DataFrame, named: pd.DataFrame) -> str:
    """The grid of readings in words."""
    told = [
        f"read as {words.an(named['noun'][row['role']])}, "
        + words.join_words([f"{row[answer]} {answer}" for answer in HOLDS if row[answer]])
        for row in tally.to_dict("records")
    ]
    return f"Does each claim about a med tech hold? {words.start('; '.join(told))}."


def grid_caption(found: pd.DataFrame, last_apart: int) -> str:
    """How the answers were found, and which claims hold for none of the jobs.

    `last_apart` is the last year in which the two laboratory jobs had a wage line each.
    """
    by = found.drop_duplicates("claim")["by"].value_counts()
    held = found["holds"].isin(["yes", "in part", "not known"]).groupby(found["claim"]).any()
    never = words.join_words(list(held.index[~held]))
    none = f" False of all three: {never}." if never else ""
    return (
        f"Of the {by.sum()} claims, {by.get('duties', 0)} are judged by the lists of duties, "
        f"{by.get('pay', 0)} by published wages of any year and {by.get('evidence', 0)} by graded "
        f"evidence, each piece with its date.{none} Since May {last_apart + 1} technologists and "
        "technicians share one wage line."
    )
