"""How to tell which job an advert means, and whom to ask.

`told` is what `advert.clues` returns, `left` what `advert.narrowed` returns; `named` the table of
roles by slug.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.names import JOBS
from rolereport.analysis.rows import rows_of
from rolereport.display import words

SHORT = {
    "laboratory-technologist": "LS",
    "laboratory-technician": "LT",
    "medication-aide": "Ai",
    "medical-assistant": "MA",
}


def title(left: pd.DataFrame) -> str:
    """The finding of the grid: how often one clue settles a shared name."""
    counts = [len(jobs) for jobs in left["jobs"] if jobs]
    return (
        f"One clue beside the name settles which job an ad means in {counts.count(1)} of "
        f"{len(counts)} cases"
    )


def subtitle(named: pd.DataFrame) -> str:
    """How to read the grid."""
    key = words.join_words([f"{SHORT[job]} {named['noun'][job]}" for job in JOBS])
    return f"Job left by a name (row) and a clue (column): {key}. A number: jobs left; dash: none"


def alt(left: pd.DataFrame, named: pd.DataFrame) -> str:
    """The grid in words: what each clue leaves of each name."""
    settled: dict[str, dict[str, list[str]]] = {}
    for row in rows_of(left):
        of_name = settled.setdefault(row.name, {})
        if len(row.jobs) == 1:
            of_name.setdefault(row.jobs[0], []).append(row.clue)
    alike: dict[str, list[str]] = {}
    for name in sorted(settled):
        alike.setdefault("; with ".join(_settles(settled[name], named, ": ")), []).append(name)
    told = [f"{words.join_words(names)}, with {clues}." for clues, names in alike.items()]
    return f"{title(left)}. {' '.join(told)}"


def decisive(told: pd.DataFrame, named: pd.DataFrame) -> str:
    """The clues that settle the job whatever name stands in the advert."""
    sure: dict[str, list[str]] = {}
    for row in rows_of(told):
        if len(row.jobs) == 1:
            sure.setdefault(row.jobs[0], []).append(row.clue)
    return (
        f"Some clues settle it whatever the name: {'; '.join(_settles(sure, named, ' to the '))}."
    )


def offices_caption(found: pd.DataFrame, place: str, states: list[str]) -> str:
    """What the table of certifiers and offices holds for the edition's place."""
    begin = "Who certifies, and the state offices that our sources name"
    if not states:
        return f"{begin}; other states may have one"
    known = words.counted(len(found), "line", "lines") if len(found) else "none known"
    return f"{begin} for {place} ({known}, which is no proof that there is no other)"


def _settles(clues: dict[str, list[str]], named: pd.DataFrame, leads_to: str) -> list[str]:
    """Job by job, the clues that settle it."""
    return [
        f"{words.join_words(clues[job], 'or')}{leads_to}{named['noun'][job]}"
        for job in JOBS
        if job in clues
    ]
