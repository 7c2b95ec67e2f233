"""How to tell which job an advert means, and whom to ask.

`told` is what `advert.clues` returns, `left` what `advert.narrowed` returns; `named` the table of
roles by slug.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.names import JOBS
from rolereport.display import words

SHORT = {
    "laboratory-technologist": "LS",
    "laboratory-technician": "LT",
    "medication-aide": "Ai",
    "medical-assistant": "MA",
}


def title(left: pd.DataFrame) -> str:
    """The finding of the grid: how often one clue settles a shared name."""
    possible = left[left["jobs"].map(len) > 0]
    one = int((possible["jobs"].map(len) == 1).sum())
    return (
        f"One clue beside the name settles which job an ad means in {one} of {len(possible)} cases"
    )


def subtitle(named: pd.DataFrame) -> str:
    """How to read the grid."""
    key = words.join_words([f"{SHORT[job]} {named['noun'][job]}" for job in JOBS])
    return f"Job left by a name (row) and a clue (column): {key}. A number: jobs left; dash: none"


def alt(left: pd.DataFrame, named: pd.DataFrame) -> str:
    """The grid in words: what each clue leaves of each name."""
    alike: dict[str, list[str]] = {}
    for name, rows in left.groupby("name"):
        one = rows[rows["jobs"].map(len) == 1]
        jobs = one["jobs"].str[0]
        parts = [
            f"{words.join_words(list(one.loc[jobs == job, 'clue']), 'or')}: {named['noun'][job]}"
            for job in JOBS
            if (jobs == job).any()
        ]
        alike.setdefault("; with ".join(parts), []).append(str(name))
    told = [f"{words.join_words(names)}, with {clues}." for clues, names in alike.items()]
    return f"{title(left)}. {' '.join(told)}"


def decisive(told: pd.DataFrame, named: pd.DataFrame) -> str:
    """The clues that settle the job whatever name stands in the advert."""
    sure = told[told["jobs"].map(len) == 1]
    parts = [
        f"{words.join_words(list(sure.loc[sure['jobs'].str[0] == job, 'clue']), 'or')} to the "
        f"{named['noun'][job]}"
        for job in JOBS
        if (sure["jobs"].str[0] == job).any()
    ]
    return f"Some clues settle it whatever the name: {'; '.join(parts)}."


def offices_caption(found: pd.DataFrame, place: str, states: list[str]) -> str:
    """What the table of certifiers and offices holds for the edition's place."""
    begin = "Who certifies, and the state offices that our sources name"
    if not states:
        return f"{begin}; other states may have one"
    known = words.counted(len(found), "line", "lines") if len(found) else "none known"
    return f"{begin} for {place} ({known}, which is no proof that there is no other)"
