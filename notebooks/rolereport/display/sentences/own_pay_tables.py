"""The tables of the chapter on a user's own pay, as written; `rows` as in `sentences.own_pay`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.own_pay import POINTS
from rolereport.analysis.rows import Row
from rolereport.display import words
from rolereport.display.sentences.own_pay import either_way, tens

VERDICTS = {
    "above": "above",
    "below": "below",
    "same": "about the same",
    "open": "too few to say",
    "": "nothing to compare with",
}


def percentiles(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each group's own people and one for the official jobs.

    Returns
    -------
    DataFrame
        line, whose, people (jobs in the official row), p10 ... p90; "" where not shown or known.
    """
    both = []
    for row in rows.to_dict("records"):
        own = {"line": row["line"], "whose": "yours", "people": words.count(row["people"])}
        both.append(own | {point: _written(row[point]) for point in POINTS})
        elsewhere = row["where"] and row["where"] != row["against"]
        whose = f"official {row['against']}" if elsewhere else "official"
        official = {point: _official(row, point) for point in POINTS}
        jobs = "" if pd.isna(row["employment"]) else words.count(row["employment"])
        both.append({"line": row["line"], "whose": whose, "people": jobs} | official)
    return pd.DataFrame(both)


def differences(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a group, in words: line, median and difference (intervals), rank and verdict.

    Returns
    -------
    DataFrame
        line, median (its interval), difference, interval (of the difference), rank, verdict; ""
        where not shown or not known.
    """
    return pd.DataFrame(
        {
            "line": row.line,
            "median": ""
            if pd.isna(row.p50_low)
            else f"{tens(row.p50_low)} to {tens(row.p50_high)}",
            "difference": "" if pd.isna(row.difference) else words.more(round(row.difference, -1)),
            "interval": _interval(row),
            "rank": rank(row),
            "verdict": VERDICTS[row.verdict],
        }
        for row in rows.itertuples()
    )


def shares(rows: pd.DataFrame) -> pd.DataFrame:
    """A row a group: line, and for each official percentile the share of own people below it."""
    return pd.DataFrame(
        {"line": row["line"]} | {point: _share(row, point) for point in POINTS}
        for row in rows.to_dict("records")
    )


def rank(row: Row) -> str:
    """Where the group's median stands among official jobs, as far as the percentiles tell."""
    if pd.isna(row.rank_low):
        return ""
    low, high = words.hundredths(row.rank_low, row.rank_high)
    if low <= 0 and high >= 100:
        return ""
    if low <= 0:
        return f"below the {words.ordinal(int(high))} percentile"
    if high >= 100:
        return f"above the {words.ordinal(int(low))} percentile"
    if pd.isna(row.rank_point):
        return f"between the {words.ordinal(int(low))} and {words.ordinal(int(high))} percentile"
    return f"about the {words.ordinal(round(100 * row.rank_point))} percentile"


def _interval(row: Row) -> str:
    if pd.isna(row.difference_low):
        return ""
    if row.difference_low <= 0 <= row.difference_high:
        return either_way(row)
    ends = sorted([row.difference_low, row.difference_high], key=abs)
    return f"{words.dollars(abs(ends[0]))} to {words.more(ends[1])}"


def _share(row: dict[str, Any], point: str) -> str:
    low, middle, high = (row[f"below_{point}_{end}"] for end in ("low", "point", "high"))
    if pd.isna(low):
        return ""
    between = words.percents(low, high)
    return between if pd.isna(middle) else f"{words.percent(middle)} ({between})"


def _written(pay: float) -> str:
    return "" if pd.isna(pay) else tens(pay)


def _official(row: dict[str, Any], point: str) -> str:
    if f"{point}_annual=#" in row["codes"] and not pd.isna(row["ceiling"]):
        return f"at least {words.dollars(row['ceiling'])}"
    return _written(row[f"official_{point}"])
