"""The sentences of chapter 06 on the laboratory blend: how much of its change is mix."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.mix import share_needed, shift_share
from rolereport.analysis.rows import rows_of
from rolereport.display import words
from rolereport.display.sentences.steps import moved

NO_BLEND = (
    "No role compared here is a blend of lines once published apart. Whether their "
    "averages moved because of who was hired, these figures cannot show."
)


def mixed(parts: pd.DataFrame, blend: pd.DataFrame, names: tuple[str, str]) -> list[str]:
    """How much of the blend's change was pay and how much mix, while the parts were published.

    Parameters
    ----------
    parts
        role, year, employment, mean_annual of the two parts, the better paid first, in dollars of
        the year `dollars_of`.
    blend
        year, mean_annual of the published line of both, in the same dollars.
    names
        Plurals of the parts.
    """
    known = parts.dropna(subset=["employment", "mean_annual"])
    if known["role"].nunique() < 2:
        return [NO_BLEND]
    both = known.groupby("year")["role"].nunique()
    first, last = (int(each) for each in (both[both == 2].index.min(), both[both == 2].index.max()))
    taken = shift_share(known, first, last)
    shares = [_share(known, year) for year in (first, last)]
    told = (
        f"A blend's average moves when the pay of its parts does, and when their numbers do. From "
        f"{first} to {last} the real mean pay of the two together {moved(taken['change'])}, in "
        f"dollars of May {known['dollars_of'].max()}: "
        f"{words.dollars(round(taken['pay']))} of it by pay and "
        f"{words.dollars(round(taken['mix']))} of it by mix, as "
        f"{names[0]} went from {words.percent(shares[0], 1)} to {words.percent(shares[1], 1)} of "
        "the jobs."
    )
    return [told, *_needed(known, blend, names, last)]


def _needed(
    parts: pd.DataFrame, blend: pd.DataFrame, names: tuple[str, str], last: int
) -> list[str]:
    later = blend[blend["year"] > last].dropna(subset=["mean_annual"])
    if later.empty:
        return []
    now = max(rows_of(later), key=lambda row: row.year)
    then = parts[parts["year"] == last]
    higher, lower = then["mean_annual"].iloc[0], then["mean_annual"].iloc[1]
    mean = (then["mean_annual"] * then["employment"]).sum() / then["employment"].sum()
    needed = share_needed(now.mean_annual, higher, lower)
    whole = (
        f"After {last} the parts are not published. The real mean of the blend "
        f"{moved(now.mean_annual - mean)} from {last} to {now.year}."
    )
    if not 0 <= needed <= 1:
        return [f"{whole} No mix of the two at their pay of {last} gives that mean."]
    return [
        f"{whole} Had the parts kept their real pay of {last}, {names[0]} would have to be "
        f"{words.percent(needed, 1)} of the jobs by {now.year} instead of "
        f"{words.percent(_share(parts, last), 1)} to give that mean. Whether they are, cannot be "
        "known from these figures."
    ]


def _share(parts: pd.DataFrame, year: int) -> float:
    jobs = parts.loc[parts["year"] == year, "employment"]
    return float(jobs.iloc[0] / jobs.sum())
