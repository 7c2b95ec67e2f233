"""How much of their work two roles share, counted in kinds of work."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    rows = [
        {
            "first": first,
            "second": second,
            "shared": int((counts[[first, second]] > 0).all(axis=1).sum()),
            "either": int((counts[[first, second]] > 0).any(axis=1).sum()),
            "overlap": _overlap(counts[[first, second]].to_numpy(dtype=float)),
        }
        for first, second in combinations(counts.columns, 2)
    ]
    pairs = pd.DataFrame(rows, columns=["first", "second", "shared", "either", "overlap"])
    return pairs.assign(jaccard=pairs["shared"] / pairs["either"])


def side_by_side(duties: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """The listed duties themselves: kinds of work as rows, roles as columns.

    Returns
    -------
    DataFrame
        Each cell holds the duties of a role in a kind of work, joined by "; ", "" if none; kinds
        that none of the roles does are left out. The first column is `kind_of_work`.
    """
    listed = duties.groupby(["kind_of_work", "role"])["duty"].agg("; ".join).unstack(fill_value="")
    table = listed.reindex(index=list(KINDS), columns=roles, fill_value="")
    done = (table != "").any(axis="columns")
    return table[done].rename_axis(index="kind_of_work", columns=None).reset_index()


def one_moved(counts: pd.DataFrame, first: str, second: str) -> tuple[float, float]:
    """Least and greatest overlap of two roles if any one listed duty were sorted otherwise.

    Which kind of work a duty belongs to is a judgement. This moves each duty of either list, one
    at a time, to each other kind.

    Parameters
    ----------
    counts
        As `by_kind` returns it.
    first, second
        Two of its columns.
    """
    pair = counts[[first, second]].to_numpy(dtype=float)
    found = [_overlap(pair)]
    for kind, role in np.argwhere(pair > 0):
        for other in range(len(pair)):
            if other != kind:
                moved = pair.copy()
                moved[[kind, other], role] += [-1, 1]
                found.append(_overlap(moved))
    return min(found), max(found)


def with_range(pairs: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Pairs as `shared_work` returns them, with low and high as `one_moved` finds them."""
    spans = [one_moved(counts, row.first, row.second) for row in pairs.itertuples()]
    return pairs.assign(low=[low for low, _ in spans], high=[high for _, high in spans])


def statements(listed: pd.DataFrame, claims: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """The article's duties of a med tech, each with the jobs that have it on their list.

    Parameters
    ----------
    listed
        The table claim_duties.
    claims
        The table of claims.
    roles
        The jobs asked about.

    Returns
    -------
    DataFrame
        claim, part, line, section, subject (the job as the article names it), one boolean column
        a role, and pasted: no laboratory job has the duty. In the order of the article.
    """
    has = listed.assign(has=True).pivot_table(
        index=["claim", "part"], columns="role", values="has", aggfunc="any", sort=False
    )
    table = has.reindex(columns=roles).notna().rename_axis(columns=None).reset_index()
    about = claims[["claim", "line", "section", "subject_as_named"]]
    told = table.merge(about, on="claim").rename(columns={"subject_as_named": "subject"})
    laboratory = [role for role in roles if role.startswith("laboratory")]
    told = told[told["subject"] != "medical assistant"].reset_index(drop=True)
    return told.assign(pasted=~told[laboratory].any(axis="columns"))


def of_pair(pairs: pd.DataFrame, one: str, other: str) -> pd.Series:
    """The row of `shared_work` for two roles, whichever stands first."""
    either = pairs["first"].isin([one, other]) & pairs["second"].isin([one, other])
    return pairs[either].iloc[0]


def _overlap(pair: NDArray[np.float64]) -> float:
    with np.errstate(invalid="ignore"):  # a role without duties has no shares, and overlaps none
        shares = pair / pair.sum(axis=0)
    return float(np.nansum(np.fmin(shares[:, 0], shares[:, 1])))
