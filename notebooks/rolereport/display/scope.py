"""What the report says of an edition whose roles its own question is not about."""

from __future__ import annotations

import pandas as pd

from rolereport.display.show import Shown, prose
from rolereport.display.words import join_words, start

CURATED = ("focus", "combined")
END = "end"  # the page leaves out what follows in the chapter
TITLE = "title"  # the page puts this in place of the chapter's own title and introduction


def scope(compared: list[str], roles: pd.DataFrame, facts: str) -> Shown | None:
    """One line on the roles that a chapter of curated facts does not cover; None if it covers all.

    Where it covers none of them the page ends the chapter with that line; a notebook goes on with
    the four jobs of the question.

    Parameters
    ----------
    compared
        The roles of the edition.
    roles
        Rows of `load.roles(compared)`.
    facts
        What the chapter holds, as a plural: "names, letters and duties".
    """
    described = roles.set_index("role").loc[compared]
    outside = described.loc[~described["kind"].isin(CURATED), "plural"].tolist()
    if not outside:
        return None
    where = f"not held for {join_words(outside)}"
    if len(outside) < len(compared):
        return prose(f"{start(facts)} are {where}; this chapter leaves them out.", "sentences")
    jobs = "the jobs that the report's question is about"
    return prose(f"{start(facts)} are {where}: they were gathered only for {jobs}.", END)


def without_way(compared: list[str], roles: pd.DataFrame, ways: list[str]) -> Shown | None:
    """One line on the roles into which no way is known; ends the chapter if there is none into any.

    Parameters
    ----------
    compared
        The roles of the edition, or the parts that they are taken for.
    roles
        Rows of `load.roles(compared)`.
    ways
        The roles with a way.
    """
    named = roles.set_index("role")["plural"]
    outside = named[[role for role in compared if role not in ways]].tolist()
    if not outside:
        return None
    told = (
        f"No way in is held for {join_words(outside)}: the projections name no schooling for them"
    )
    if len(outside) < len(compared):
        return prose(f"{told}; this chapter leaves them out.", "sentences")
    return prose(f"{told}.", END)


def question(compared: list[str], roles: pd.DataFrame) -> Shown | None:
    """The question that an edition answers, if none of its roles is of the report's own.

    Parameters
    ----------
    compared
        The roles of the edition.
    roles
        Rows of `load.roles(compared)`.
    """
    described = roles.set_index("role").loc[compared]
    if described["kind"].isin(CURATED).any():
        return None
    first, *others = described["plural"]
    if not others:
        return prose(f"What do {first} earn, and how does one become one?", TITLE)
    if len(others) == 1:
        return prose(f"Are {first} the same as {others[0]}?", TITLE)
    return prose(f"Are {join_words([first, *others])} the same?", TITLE)
