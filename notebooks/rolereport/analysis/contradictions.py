"""The sets of claims that cannot all be true, checked by code.

Where the claims are figures, arithmetic decides. Where they are words, each claim's answer to the
set's question is recorded, and two claims with different answers cannot both stand.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd

from rolereport.analysis.claims import HOURS_A_YEAR, bottom_half_mean_bounds, rounding_tolerance
from rolereport.analysis.rows import Row, rows_of

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
    figure = dict(zip(claims["claim"], claims["figure"], strict=True))
    medians, means = figure["CL62"] - figure["CL63"], figure["CL66"] - figure["CL68"]
    # Pay by the hour is published to the cent.
    by_hour, to_the_cent = figure["CL69"] * HOURS_A_YEAR, HOURS_A_YEAR * 0.005
    sides: dict[str, tuple[float, float, list[str], float]] = {
        "I1": (figure["CL62"], figure["CL66"], ["CL62", "CL66"], 0.0),
        "I2": (figure["CL63"], figure["CL68"], ["CL63", "CL68"], 0.0),
        "I3": (medians, means, ["CL62", "CL63", "CL66", "CL68"], 0.0),
        "I15": (by_hour, figure["CL68"], ["CL68"], to_the_cent),
    }
    rows = []
    for name, (one, other, members, more) in sides.items():
        allowed = sum(rounding_tolerance(figure[claim]) for claim in members) + more
        rows.append([name, ARITHMETIC[name], one, other, allowed, abs(one - other) > allowed])
    columns = ["inconsistency", "check", "one", "other", "allowed", "contradicts"]
    return pd.DataFrame(rows, columns=columns)


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
    sides: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(answers):
        sides.setdefault(row.inconsistency, []).append((row.claim, row.answer))
    rows = [
        [name, one, other, answer, other_answer]
        for name, told in sides.items()
        for (one, answer), (other, other_answer) in combinations(sorted(told), 2)
        if answer != other_answer
    ]
    columns = ["inconsistency", "claim", "other", "answer", "other_answer"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


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
    given = set(zip(answers["inconsistency"], answers["answer"], strict=True))
    kinds = Counter(name for name, _ in given)
    differing = Counter(answer_pairs(answers)["inconsistency"])
    table = sets[["inconsistency", "title"]].merge(sums, how="left", on="inconsistency")
    table["answers"] = table["inconsistency"].map(dict(kinds))
    table["pairs"] = table["inconsistency"].map(dict(differing))
    table["method"] = [_method(name) for name in table["inconsistency"]]
    possible = averages_possible(claims)
    return table.assign(contradicts=[_contradicts(row, possible) for row in rows_of(table)])


def _contradicts(row: Row, averages_possible: bool) -> bool:
    if row.method == "averages":
        return not averages_possible
    return bool(row.contradicts if row.method == "arithmetic" else row.pairs > 0)


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
