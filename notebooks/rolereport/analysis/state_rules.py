"""What the states say, list by list: medication aides by state, and lists that disagree."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.credentials import IN_FORCE, OTHERS, STATUS, states
from rolereport.analysis.rows import rows_of

RULED, UNSURE = "rule found", "only hinted at"
FORBADE, SILENT = "no, as of 2000", "no row in our sources"
RANK = (RULED, UNSURE, FORBADE)  # the first of a state counts
SAYS_SO = {"permitted": UNSURE, "not permitted": FORBADE}


def aide_status(areas: pd.DataFrame, rules: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """What is known of each state's rule on medication aides, one row a state.

    A state's own rule comes before a third party's mention of one, and both before an old list:
    one that says that aides were permitted still hints at a rule.

    Parameters
    ----------
    rules
        `medication_aide_rules`: state, confidence, as_of.
    lists
        `licensing_lists`: occupation, says, areas, as_of.

    Returns
    -------
    DataFrame
        The columns of `areas`, with `status` (rule found; only hinted at; no, as of 2000, by an
        old list and nothing newer; no row in our sources) and `as_of` ("" where the source is
        undated or there is none).
    """
    own = [
        (UNSURE if row.confidence == "low" else RULED, row.state, row.as_of)
        for row in rows_of(rules)
    ]
    told = [
        (SAYS_SO[row.says], state, row.as_of)
        for row in rows_of(lists)
        if row.occupation == "medication-aide" and row.areas
        for state in row.areas.split("; ")
    ]
    best: dict[str, tuple[str, str]] = {}
    for status, state, as_of in sorted([*own, *told], key=lambda each: RANK.index(each[0])):
        best.setdefault(state, (status, as_of))
    placed = states(areas)
    found = [best.get(area, (SILENT, "")) for area in placed["area"].tolist()]
    return placed.assign(status=[status for status, _ in found], as_of=[date for _, date in found])


def against_today(lists: pd.DataFrame, licensure: pd.DataFrame, occupation: str) -> pd.DataFrame:
    """The lists of one occupation beside the licences that are in force by our rows.

    Parameters
    ----------
    lists
        `licensing_lists`: occupation, says, areas ("" where the copy does not name them).
    licensure
        state, occupation, status.

    Returns
    -------
    DataFrame
        The rows of `lists` that say `licensed`, most states first, with `more` and `fewer`:
        postal codes that a list has beyond ours and that it lacks, Puerto Rico apart, since some
        lists are of states alone; "" for both where a list names none.
    """
    ours = _in_force(licensure, occupation)
    chosen = lists[(lists["occupation"] == occupation) & (lists["says"] == "licensed")]
    named = [set(areas.split("; ")) - {"", "PR"} for areas in chosen["areas"]]
    return chosen.assign(
        more=["; ".join(sorted(each - ours)) for each in named],
        fewer=["; ".join(sorted(ours - each)) if each else "" for each in named],
    ).sort_values(["stated_count", "list"], ascending=[False, True], ignore_index=True)


def _in_force(licensure: pd.DataFrame, occupation: str) -> set[str]:
    rows = licensure[
        (licensure["occupation"] == occupation) & (licensure["status"].map(STATUS) == IN_FORCE)
    ]
    return set(rows["state"]) - {"PR", OTHERS}
