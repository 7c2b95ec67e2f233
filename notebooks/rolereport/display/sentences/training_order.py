"""The sentences of chapter 02 on how firm the order of the ways is, and on head starts.

`placed` is what `order.places` returns, with label and heading; `lines` is one row a pathway, as
in `sentences.training`.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from rolereport.analysis.order import firmness, swaps
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words

ONE_WAY = "There is a single way in, and so no order to test"
EQUAL = "The ways in are equally long in every case"
TURN = (
    "one way is the shorter if all goes fast, the other in the typical case or if all goes slowly."
)


def order(placed: pd.DataFrame) -> str:
    """How many pairs of ways change places between the cases, and how many never could."""
    held = firmness(placed)
    pairs = int(held.sum())
    if not pairs:
        return f"{ONE_WAY}."
    swapping, apart = int(held["swapping"]), int(held["apart"])
    of = f"Of {words.counted(pairs, 'pair')} of ways to choose between,"
    moving = f"{words.number(swapping)} {_verb(swapping, 'changes', 'change')} places: {TURN}"
    turns = f"{of} {moving if swapping else 'none changes places between the cases.'}"
    if not apart:
        return turns
    return f"{turns} In {words.counted(apart, 'pair')} one way is the shorter whatever happens."


def order_title(placed: pd.DataFrame) -> str:
    """The finding of the chart of places: which way moves most, or that none does."""
    pairs = rows_of(swaps(placed))
    if not pairs:
        equal = (placed[["min_rank", "typical_rank", "max_rank"]] == 1).all(axis=None)
        firm = EQUAL if equal else "The order of the ways in stands in every case"
        return ONE_WAY if len(placed) == 1 else firm
    label = dict(zip(placed["pathway"], placed["label"], strict=True))
    if len(pairs) == 1:
        fast, slow = label[pairs[0].shorter_if_fast], label[pairs[0].shorter_if_slow]
        return f"“{words.start(fast)}” is shorter if all goes fast, “{slow}” if not"
    moved = Counter(way for pair in pairs for way in (pair.shorter_if_fast, pair.shorter_if_slow))
    (way, most), (_, second) = moved.most_common(2)
    share = f"{int(placed['moves'].sum())} of {len(placed)} ways change places"
    if most == second:
        return f"{share} with another when all goes fast or slowly"
    return f"{share}; “{words.start(label[way])}” does so with {words.number(most)} others"


def order_subtitle() -> str:
    """How to read the chart of places."""
    return (
        "Months from the diploma to the end of each way, the shortest on top. Coloured lines cross "
        "where two ways change places; a grey line keeps its place against every other"
    )


def order_alt(placed: pd.DataFrame) -> str:
    """The chart of places in words: every pair that changes places."""
    label = {row.pathway: words.start(row.label) for row in rows_of(placed)}
    longer: dict[str, list[str]] = {}
    for pair in rows_of(swaps(placed)):
        longer.setdefault(pair.shorter_if_fast, []).append(label[pair.shorter_if_slow])
    told = [
        f"{label[way]} is shorter than {words.join_words(others)}" for way, others in longer.items()
    ]
    head = "Ways in the order of their length in three cases."
    if not told:
        return f"{head} No two of them change places."
    return f"{head} If all goes fast, but not in every case, {'; '.join(told)}."


def order_caption() -> str:
    """How ties are drawn."""
    return (
        "Where two ways are equally long in one case, the other cases say which stands above, so "
        "that lines cross only where the order turns around."
    )


def headings(placed: pd.DataFrame) -> pd.Series:
    """What each group of ways is called on the chart."""
    if placed["group"].nunique() == 1:
        return placed["group"].map(lambda _: "")
    return placed["plural"].map(words.start).where(placed["group"] != "", "One way into each job")


def head_starts(found: pd.DataFrame, lines: pd.DataFrame) -> list[str]:
    """What is left of the ways for somebody who already has one of their awards.

    `found` is what `milestones.head_starts` returns.
    """
    line = {row.pathway: row for row in rows_of(lines)}
    ways: dict[tuple[str, str], list[tuple[Row, Row]]] = {}
    for row in rows_of(found):
        way = line[row.pathway]
        ways.setdefault((row.credential, way.noun), []).append((row, way))
    told = [_left(*which, starts) for which, starts in ways.items()]
    return told or ["No way told here passes through an award that other people already have."]


def from_job_to_job(
    stones: pd.DataFrame, lines: pd.DataFrame, certified: list[str], named: pd.DataFrame
) -> list[str]:
    """Whether a certificate for one of these jobs is a step of a way into another; none for one.

    `stones` is what `milestones.stepping_stones` returns; `certified` the jobs to whose ways an
    examination or licence belongs; `named` the roles by slug.
    """
    if len(certified) < 2:
        return []
    label = lines.set_index("pathway")["label"]
    told = [
        f"the {row.credential} of {named['plural'][row.held_by]} is a step of "
        f"“{label[row.pathway]}”"
        for row in rows_of(stones)
    ]
    without = [named["plural"][job] for job in certified if job not in set(stones["held_by"])]
    none = f"no certificate of {words.join_words(without, 'or')} counts towards another of them"
    return [
        f"**From one of these jobs to another,** by the ways told here: {'; '.join([*told, none])}."
    ]


def _left(award: str, noun: str, starts: list[tuple[Row, Row]]) -> str:
    (short, way), (long, longest) = starts[0], starts[-1]
    job, span = words.an(noun), words.months(short.months_left)
    told = f"**With {words.an(award)}**, becoming {job} takes {span} by “{way.label}”"
    if len(starts) > 1:
        told += f", the shortest of {words.number(len(starts))} ways"
        told += f", and {words.months(long.months_left)} by “{longest.label}”, the longest"
    return f"{told}. {_spared(short.unpaid_left, way.typical)}"


def _spared(unpaid: float, typical: float) -> str:
    left = words.months(unpaid) if unpaid else "no month"
    sure = "are" if unpaid and unpaid != 1 else "is"
    return (
        f"From high school the shortest would take {words.months(typical)}; of what is left of it, "
        f"{left} {sure} sure to be unpaid."
    )


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
