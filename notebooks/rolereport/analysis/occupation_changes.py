"""Occupations that one set of wages has and another has not, and why, as far as the data say it.

`old` and `new` are wage frames of one level with `soc_code` and perhaps `soc_title`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from rolereport.analysis.release_change import ADDED, REMOVED, TITLE, plain

CLASSIFICATION = "classification"
RENUMBERED, MERGED, SPLIT, BROKEN, RECODED, UNTOLD = (
    "renumbered", "merged", "split", "break", "classification", "",
)  # fmt: skip
GENERAL = "soc-"  # how the name of a break of the whole classification begins


@dataclass(frozen=True)
class Why:
    """Why an occupation came or went.

    Parameters
    ----------
    reason
        `renumbered` (the same title under another code), `merged` (a group with others now),
        `split` (out of, or into, the group), `break` (what `data/breaks.csv` tells of its role),
        `classification` (a year in which the classification changed), or "" if nothing is held.
    codes
        The SOC codes that it became, or came from.
    title
        The break's title.
    """

    reason: str = UNTOLD
    codes: tuple[str, ...] = ()
    title: str = ""


def appeared_or_vanished(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The occupations that one side has and the other has not, whatever the area.

    Returns
    -------
    DataFrame
        soc_code, change (`added` or `removed`), soc_title ("" where unknown); by change and code.
    """
    before, after = set(old["soc_code"]), set(new["soc_code"])
    sides = [(old, REMOVED, before - after), (new, ADDED, after - before)]
    found = [_titles(wages, kind, codes) for wages, kind, codes in sides]
    return pd.concat(found).sort_values(["change", "soc_code"], ignore_index=True)


def renamed(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The codes that both sides have under another title: soc_code, before, after."""
    titles = [
        wages.reindex(columns=["soc_code", TITLE]).dropna().drop_duplicates("soc_code")
        for wages in (old, new)
    ]
    both = titles[0].merge(titles[1], on="soc_code", suffixes=("_before", "_after"))
    both = both.set_axis(["soc_code", "before", "after"], axis=1)
    other = both["before"].map(plain) != both["after"].map(plain)
    return both[other].sort_values("soc_code", ignore_index=True)


def explained(
    found: pd.DataFrame,
    old: pd.DataFrame,
    new: pd.DataFrame,
    breaks: pd.DataFrame,
    role_soc: pd.DataFrame,
) -> list[Why]:
    """Why each of the occupations in `found` came or went; one for each row, in order.

    Parameters
    ----------
    found
        As `appeared_or_vanished` returns, with every title known.
    breaks
        The rows of the table `breaks` between the two months.
    role_soc
        Which code carries which role.
    """
    return [_why(row, found, old, new, breaks, role_soc) for row in found.itertuples()]


def _why(
    row: object,
    found: pd.DataFrame,
    old: pd.DataFrame,
    new: pd.DataFrame,
    breaks: pd.DataFrame,
    role_soc: pd.DataFrame,
) -> Why:
    code, change, title = row.soc_code, row.change, row.soc_title  # type: ignore[attr-defined]
    others = found[found["change"] != change]
    elsewhere = set(new["soc_code"] if change == REMOVED else old["soc_code"])
    reasons: Iterator[Why] = (
        why
        for why in (
            _namesake(title, others),
            _of_its_role(code, breaks, role_soc),
            _group(code, elsewhere),
            _members(code, others["soc_code"]),
            _recoded(breaks),
        )
        if why.reason
    )
    return next(reasons, Why())


def _of_its_role(code: str, breaks: pd.DataFrame, role_soc: pd.DataFrame) -> Why:
    roles = set(role_soc.loc[role_soc["soc_code"] == code, "role"])
    named = breaks[breaks["kind"] == CLASSIFICATION]
    own = named[[bool(roles & set(text.split("; "))) for text in named["roles"]]]
    return Why(BROKEN, title=str(own["title"].iloc[0])) if len(own) else Why()


def _namesake(title: str, others: pd.DataFrame) -> Why:
    codes = others.loc[others[TITLE].map(plain) == plain(title), "soc_code"] if title else []
    return Why(RENUMBERED, tuple(codes)) if len(codes) else Why()


def _group(code: str, elsewhere: Collection[str]) -> Why:
    """The broad group, whose code ends in 0, is there where the occupation itself is not."""
    group = f"{code[:6]}0"
    return Why(MERGED, (group,)) if group != code and group in elsewhere else Why()


def _members(code: str, others: pd.Series) -> Why:
    inside = others[others.str.startswith(code[:6])] if code.endswith("0") else others.head(0)
    return Why(SPLIT, tuple(inside)) if len(inside) else Why()


def _recoded(breaks: pd.DataFrame) -> Why:
    general = breaks[breaks["break"].str.startswith(GENERAL)]
    return Why(RECODED, title=str(general["title"].iloc[-1])) if len(general) else Why()


def _titles(wages: pd.DataFrame, kind: str, codes: Collection[str]) -> pd.DataFrame:
    rows = wages[wages["soc_code"].isin(codes)].drop_duplicates("soc_code")
    titles = rows.reindex(columns=["soc_code", TITLE]).assign(change=kind)
    return titles[["soc_code", "change", TITLE]].fillna({TITLE: ""})
