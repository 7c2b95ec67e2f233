"""What the states say, list by list: medication aides by state, and lists that disagree."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.credentials import IN_FORCE, OTHERS, STATUS, states

RULED, UNSURE = "rule found", "only hinted at"
FORBADE, SILENT = "no, as of 2000", "no row in our sources"
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
    own = rules.assign(status=[RULED if sure else UNSURE for sure in rules["confidence"] != "low"])
    told = _told(lists[lists["occupation"] == "medication-aide"])
    ranked = pd.concat([own[["state", "status", "as_of"]], told], ignore_index=True)
    ranked["rank"] = ranked["status"].map([RULED, UNSURE, FORBADE].index)
    best = ranked.sort_values("rank", kind="stable").drop_duplicates("state").set_index("state")
    placed = states(areas)
    return placed.assign(
        status=placed["area"].map(best["status"]).fillna(SILENT),
        as_of=placed["area"].map(best["as_of"]).fillna(""),
    )


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


def _told(lists: pd.DataFrame) -> pd.DataFrame:
    named = lists[lists["areas"] != ""]
    each = named.assign(state=named["areas"].str.split("; ")).explode("state")
    return each.assign(status=each["says"].map(SAYS_SO))[["state", "status", "as_of"]]
