"""Where the article contradicts itself, and how the code found it.

`checked` is what `contradictions.checked` returns; `pairs` what `claims.contradiction_pairs`
returns; `odds` what `contradictions.at_odds` returns.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words

METHODS = {
    "arithmetic": "by arithmetic",
    "answers": "by the answers that its claims give",
    "averages": "by what averages allow",
}


def most_at_odds(odds: pd.Series) -> pd.Series:
    """The claims with the greatest number of conflicts."""
    return odds[odds == odds.max()]


def arcs_title(odds: pd.Series, pairs: pd.DataFrame) -> str:
    """The finding of the chart of pairs."""
    most = most_at_odds(odds)
    names = words.join_words(list(most.index))
    verb = "conflicts" if len(most) == 1 else "conflict"
    return (
        f"{len(pairs)} pairs of claims cannot both stand; {names} {verb} with "
        f"{words.number(int(most.iloc[0]))} others{'' if len(most) == 1 else ' each'}"
    )


def arcs_subtitle() -> str:
    """How to read the chart of pairs."""
    return (
        "An arc joins two claims that cannot both be true; the claims stand on the line in the "
        "order of the article"
    )


def arcs_alt(pairs: pd.DataFrame, odds: pd.Series) -> str:
    """The chart of pairs in words."""
    told = ", ".join(f"{claim} with {count}" for claim, count in odds.head(6).items())
    return f"Arcs join {len(pairs)} pairs of claims that contradict each other. Most arcs: {told}."


def arcs_caption(most: pd.Series, claims: pd.DataFrame) -> str:
    """What the claim with the most conflicts says."""
    said = claims.set_index("claim")["statement"]
    return " ".join(f"{claim}: {said[claim]}" for claim in most.index)


def result(row: Row) -> str:
    """What the code finds for one set, in words."""
    if row.method == "averages":
        return "cannot be" if row.contradicts else "possible on paper"
    if row.method == "answers":
        differ = words.counted(int(row.pairs), "pair of claims differs", "pairs of claims differ")
        return f"{words.counted(int(row.answers), 'answer')}; {differ}"
    apart = abs(row.one - row.other)
    held = "more" if row.contradicts else "no more"
    return (
        f"{words.dollars(row.one)} against {words.dollars(row.other)}: {words.dollars(apart)} "
        f"apart, {held} than rounding allows ({words.dollars(row.allowed)})"
    )


def confirmed(checked: pd.DataFrame) -> str:
    """In how many sets the code finds the contradiction too, and by what."""
    counts = checked["method"].value_counts(sort=False)
    how = words.join_words(
        [f"{counts[each]} {METHODS[each]}" for each in METHODS if each in counts]
    )
    open_sets = checked[~checked["contradicts"]]
    rest = [f"“{row.title}” ({row.inconsistency})" for row in rows_of(open_sets)]
    but = f" Not a contradiction in itself: {words.join_words(rest)}." if rest else ""
    return (
        f"A program confirms {checked['contradicts'].sum()} of the {len(checked)} sets, judging "
        f"{how}.{but}"
    )
