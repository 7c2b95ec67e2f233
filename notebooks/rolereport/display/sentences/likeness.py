"""How alike the jobs are: by their listed duties and by the skills that O*NET rates.

`pairs` is what `duties.shared_work` returns; `near` what `nearness.pairs` returns; `named` the
roles by slug, with `noun` and `plural`.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.nearness import STAND_INS
from rolereport.analysis.rows import Row
from rolereport.display import words

ACROSS, UP = "Listed duties that fall alike", "Pairs of occupations farther apart"


def both_title(both: pd.DataFrame, named: pd.DataFrame) -> str:
    """The finding of the chart of both measures: whether they agree on order."""
    ranked = both.sort_values("farther", ascending=False, kind="stable").iloc[0]
    # Of a frame: for two columns pandas would import scipy.stats, which takes half a second.
    order = both[["overlap", "farther"]].corr(method="spearman").iloc[0, 1]
    agree = (
        "agree on the order"
        if order > 0.999
        else "put the pairs in much the same order"
        if order > 0.7
        else "do not agree"
    )
    return (
        f"Duties and skills {agree}: {named['plural'][ranked['first']]} and "
        f"{named['plural'][ranked['second']]} are nearest"
    )


def both_subtitle() -> str:
    """What the chart of both measures plots."""
    return (
        "Each dot is a pair of jobs. Across: share of listed duties of the same kind; up: share of "
        "all pairs of occupations whose skills and knowledge are farther apart"
    )


def both_alt(both: pd.DataFrame, named: pd.DataFrame) -> str:
    """The chart of both measures in words."""
    told = [
        f"{named['plural'][row.first]} and {named['plural'][row.second]}: "
        f"{words.percent(row.overlap)} of duties, nearer than {_of_pairs(row.farther)} of pairs"
        for row in both.itertuples()
    ]
    return f"{both_title(both, named)}. {words.start('; '.join(told))}."


def places(near: pd.DataFrame, named: pd.DataFrame) -> str:
    """Where each pair stands among all occupations, nearest pair first."""
    ranked = near.sort_values("farther", ascending=False, kind="stable")
    told = [_place(row, named) for row in ranked.itertuples()]
    return (
        f"Among the {ranked['others'].iloc[0]} other occupations that O*NET rates by skills and "
        f"knowledge, {'; '.join(told)}."
    )


def compared(near: pd.DataFrame, roles: list[str], named: pd.DataFrame) -> str:
    """How near the roles of an edition are to one another by skills and knowledge."""
    asked = near[near["first"].isin(roles) & near["second"].isin(roles)]
    told = [_place(row, named) for row in asked.itertuples()]
    if not told:
        return ""
    placed = (
        f"By the skills and knowledge that O*NET rates, among {asked['others'].iloc[0]} other "
        f"occupations, {'; '.join(told)}."
    )
    return f"{placed} {stand_ins(roles, named)}".strip()


def sorting(spans: pd.DataFrame) -> str:
    """How far one duty sorted otherwise would move the overlap.

    `spans` has first, second, overlap, low and high.
    """
    reach = max((spans["overlap"] - spans["low"]).max(), (spans["high"] - spans["overlap"]).max())
    ranked = spans.sort_values("overlap", ascending=False).iloc[:2]
    apart = ranked["low"].iloc[0] > ranked["high"].iloc[1]
    safe = "the nearest pair stays the nearest" if apart else "the nearest pair could change"
    return (
        "We sorted the duties into kinds by hand. Sorting any one of them otherwise moves a share "
        f"by at most {100 * reach:.0f} percentage points, and {safe}."
    )


def stand_ins(roles: list[str], named: pd.DataFrame) -> str:
    """Which occupation O*NET's ratings are of where it rates no such job itself."""
    told = [
        f"{named['plural'][role]} are rated as {named['plural'][STAND_INS[role]]}"
        for role in roles
        if role in STAND_INS
    ]
    return f"In O*NET {words.join_words(told)}." if told else ""


def apart(gaps: pd.Series, first: str, second: str, named: pd.DataFrame, count: int = 3) -> str:
    """What sets two jobs apart most, by rating.

    `gaps` is what `nearness.differences` returns for `first` and `second`.
    """
    more = [_element(name) for name, gap in gaps.items() if gap > 0][:count]
    less = [_element(name) for name, gap in gaps.items() if gap < 0][:count]
    return (
        f"What O*NET rates higher for the {named['noun'][first]} than for the "
        f"{named['noun'][second]}, widest gap first: {words.join_words(words.quoted(more))}; the "
        f"other way round: {words.join_words(words.quoted(less))}."
    )


def related(table: pd.DataFrame, pair: dict[str, str], named: pd.DataFrame) -> str:
    """Whether O*NET lists each of two jobs among the occupations related to the other.

    `table` is the table onet_related; `pair` the two jobs with their O*NET codes.
    """
    count = int(table.groupby("onet_soc_code").size().max())
    (first, one), (second, other) = pair.items()
    on_list = {first: _listed(table, one, other), second: _listed(table, other, one)}
    whose = [f"the list of the {named['noun'][job]}" for job, there in on_list.items() if there]
    nouns = f"the {named['noun'][first]} and the {named['noun'][second]}"
    begin = f"O*NET names {count} related occupations for each. Of {nouns}"
    if whose:
        return f"{begin}, one stands on {words.join_words(whose)} as well."
    return f"{begin}, neither is on the other's list."


def _element(column: object) -> str:
    """`skill_active_listening` as `Active listening`."""
    return words.start(str(column).partition("_")[2].replace("_", " "))


def _listed(table: pd.DataFrame, code: str, related_code: str) -> bool:
    rows = table[table["onet_soc_code"] == code]
    return bool((rows["related_code"] == related_code).any())


def _of_pairs(share: float) -> str:
    return f"over {words.percent(0.99)}" if 0.99 < share < 1 else words.percent(share)


def nearest_by(place: int) -> str:
    """2 as `2nd nearest`, 1 as `nearest`."""
    return "nearest" if place == 1 else f"{words.ordinal(place)} nearest"


def _place(row: Row, named: pd.DataFrame) -> str:
    place = nearest_by(row.place)
    return f"{named['plural'][row.second]} are the {place} to {named['plural'][row.first]}"
