"""How much of their work two roles share, counted in kinds of work."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

KINDS = (
    "laboratory testing",
    "equipment and quality",
    "supervision and teaching",
    "records and results",
    "specimen collection",
    "medication",
    "patient care",
    "administration",
)


def by_kind(duties: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """Number of listed duties by kind of work (rows, laboratory first) and role (columns)."""
    counted = duties.groupby(["kind_of_work", "role"]).size().unstack(fill_value=0)
    return counted.reindex(index=list(KINDS), columns=roles, fill_value=0)


def shared_work(counts: pd.DataFrame) -> pd.DataFrame:
    """How far each pair of roles does the same kinds of work.

    Parameters
    ----------
    counts
        As `by_kind` returns it; every role has at least one duty.

    Returns
    -------
    DataFrame
        One row a pair: `first`, `second`; `shared`, the kinds of work that both do; `either`, the
        kinds that at least one does; `jaccard`, the first over the second; `overlap`, the share of
        duties that fall alike (the sum over kinds of the smaller of the two roles' shares).
    """
    weights = counts / counts.sum()
    rows = [
        {
            "first": first,
            "second": second,
            "shared": int((counts[[first, second]] > 0).all(axis=1).sum()),
            "either": int((counts[[first, second]] > 0).any(axis=1).sum()),
            "overlap": float(weights[[first, second]].min(axis=1).sum()),
        }
        for first, second in combinations(counts.columns, 2)
    ]
    pairs = pd.DataFrame(rows, columns=["first", "second", "shared", "either", "overlap"])
    return pairs.assign(jaccard=pairs["shared"] / pairs["either"])


def of_pair(pairs: pd.DataFrame, one: str, other: str) -> pd.Series:
    """The row of `shared_work` for two roles, whichever stands first."""
    either = pairs["first"].isin([one, other]) & pairs["second"].isin([one, other])
    return pairs[either].iloc[0]


def pasted(claims: pd.DataFrame, role: str, *, instead_of: str) -> pd.DataFrame:
    """The article's duties of a "med tech" that really describe `role`.

    Parameters
    ----------
    claims
        The table of claims.
    role
        Slug of the role that a claim has to describe.
    instead_of
        Beginning of the slugs of the roles that it must not describe, such as `laboratory`.

    Returns
    -------
    DataFrame
        The duty claims about a med tech by that or a similar name, with a boolean `pasted`.
    """
    named = claims["subject_as_named"].str.startswith(("med tech", "medical tech"))
    duties = claims[named & claims["kind"].eq("duty")]
    described = duties["roles_described"].str.split("; ")
    marks = [
        role in roles and not any(each.startswith(instead_of) for each in roles)
        for roles in described
    ]
    return duties.assign(pasted=marks)
