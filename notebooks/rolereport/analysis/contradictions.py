"""The sets of claims that cannot all be true, checked by code.

Where the claims are figures, arithmetic decides. Where they are words, each claim's answer to the
set's question is recorded, and two claims with different answers cannot both stand.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from rolereport.analysis.claims import HOURS_A_YEAR, bottom_half_mean_bounds, rounding_tolerance
from rolereport.analysis.rows import rows_of

ARITHMETIC = {
    "I1": "two medians of one job",
    "I2": "two medians of one job",
    "I3": "two gaps between the same jobs",
    "I15": "an hour's pay and a year's",
}
AVERAGES = "I16"


def arithmetic(claims: pd.DataFrame) -> pd.DataFrame:
    """The sets that are matters of arithmetic.

    Parameters
    ----------
    claims
        The table of claims.

    Returns
    -------
    DataFrame
        inconsistency, check, one and other (dollars a year, the two amounts that should be
        equal), allowed (dollars that rounding explains) and contradicts.
    """
    figure = claims.set_index("claim")["figure"]
    tolerance = figure.map(rounding_tolerance)
    sides = {
        "I1": (figure["CL62"], figure["CL66"], ["CL62", "CL66"]),
        "I2": (figure["CL63"], figure["CL68"], ["CL63", "CL68"]),
        "I3": (
            figure["CL62"] - figure["CL63"],
            figure["CL66"] - figure["CL68"],
            ["CL62", "CL63", "CL66", "CL68"],
        ),
        # Pay by the hour is published to the cent.
        "I15": (figure["CL69"] * HOURS_A_YEAR, figure["CL68"], ["CL68"]),
    }
    rows = [
        [name, ARITHMETIC[name], one, other, tolerance[members].sum()]
        for name, (one, other, members) in sides.items()
    ]
    table = pd.DataFrame(rows, columns=["inconsistency", "check", "one", "other", "allowed"])
    table.loc[table["inconsistency"] == "I15", "allowed"] += HOURS_A_YEAR * 0.005
    return table.assign(contradicts=(table["one"] - table["other"]).abs() > table["allowed"])


def averages_possible(claims: pd.DataFrame) -> bool:
    """Whether some pay has the article's mean, median and mean of the best-paid tenth."""
    figure = claims.set_index("claim")["figure"]
    try:
        bottom_half_mean_bounds(figure["CL65"], figure["CL66"], figure["CL67"])
    except ValueError:
        return False
    return True


def answer_pairs(answers: pd.DataFrame) -> pd.DataFrame:
    """Pairs of claims that answer the question of their set differently.

    Parameters
    ----------
    answers
        inconsistency, claim and answer.

    Returns
    -------
    DataFrame
        inconsistency, claim, other (the later claim), answer, other_answer.
    """
    rows = [
        [name, one.claim, other.claim, one.answer, other.answer]
        for name, members in answers.groupby("inconsistency", sort=False)
        for one, other in combinations(rows_of(members.sort_values("claim")), 2)
        if one.answer != other.answer
    ]
    return pd.DataFrame(
        rows, columns=["inconsistency", "claim", "other", "answer", "other_answer"], dtype="str"
    )


def checked(claims: pd.DataFrame, sets: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Every set with what the code finds.

    Returns
    -------
    DataFrame
        inconsistency, title; method: arithmetic, averages or answers; `answers`, how many
        different ones, `pairs`, how many pairs of claims differ (answers only); one, other,
        allowed (arithmetic only); contradicts.
    """
    sums = arithmetic(claims).drop(columns="check")
    differing = answer_pairs(answers).groupby("inconsistency").size()
    kinds = answers.groupby("inconsistency")["answer"].nunique()
    table = sets[["inconsistency", "title"]].merge(sums, how="left", on="inconsistency")
    table["answers"] = table["inconsistency"].map(kinds)
    table["pairs"] = table["inconsistency"].map(differing)
    table["method"] = [_method(name) for name in table["inconsistency"]]
    told = table["contradicts"].astype("boolean").fillna(table["pairs"] > 0)
    averages = table["inconsistency"] == AVERAGES
    return table.assign(contradicts=told.mask(averages, not averages_possible(claims)).astype(bool))


def at_odds(pairs: pd.DataFrame) -> pd.Series:
    """Claim to the number of other claims it cannot stand beside, most first.

    `pairs` has claim and other, each pair once.
    """
    both = pd.concat([pairs["claim"], pairs["other"]])
    counts = both.value_counts(sort=False).sort_index()
    return counts.sort_values(ascending=False, kind="stable")


def _method(name: str) -> str:
    if name in ARITHMETIC:
        return "arithmetic"
    return "averages" if name == AVERAGES else "answers"
