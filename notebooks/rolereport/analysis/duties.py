"""How much of their work two roles share, counted in kinds of work."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rolereport.analysis.rows import rows_of

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
    counted = Counter(zip(duties["kind_of_work"], duties["role"], strict=True))
    return pd.DataFrame(
        [[counted[kind, role] for role in roles] for kind in KINDS],
        index=pd.Index(KINDS, name="kind_of_work"),
        columns=pd.Index(roles, name="role"),
    )


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
    profiles = {role: counts[role].to_numpy(dtype=float) for role in counts}
    rows = [
        {
            "first": first,
            "second": second,
            "shared": int(((profiles[first] > 0) & (profiles[second] > 0)).sum()),
            "either": int(((profiles[first] > 0) | (profiles[second] > 0)).sum()),
            "overlap": float(_overlap(np.stack([profiles[first], profiles[second]]))),
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
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows_of(duties):
        told[row.kind_of_work, row.role].append(row.duty)
    cells = [[kind, *("; ".join(told[kind, role]) for role in roles)] for kind in KINDS]
    done = [row for row in cells if any(row[1:])]
    return pd.DataFrame(done, columns=["kind_of_work", *roles])


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
    pair = np.stack([counts[role].to_numpy(dtype=float) for role in (first, second)])
    sorted_otherwise = [pair]
    for role, kind in np.argwhere(pair > 0):
        for other in range(len(counts)):
            moved = pair.copy()
            moved[role, kind] -= 1
            moved[role, other] += 1
            sorted_otherwise.append(moved)
    found = _overlap(np.stack(sorted_otherwise))
    return float(found.min()), float(found.max())


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
    about = {claim.claim: claim for claim in rows_of(claims)}
    jobs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows_of(listed):
        jobs[row.claim, row.part].add(row.role)
    rows = [
        [claim, part, *(role in whose for role in roles), told.line, told.section, subject]
        for (claim, part), whose in jobs.items()
        for told in [about[claim]]
        for subject in [told.subject_as_named]
        if subject != "medical assistant"
    ]
    table = pd.DataFrame(rows, columns=["claim", "part", *roles, "line", "section", "subject"])
    laboratory = [role for role in roles if role.startswith("laboratory")]
    return table.assign(pasted=~table[laboratory].any(axis="columns"))


def of_pair(pairs: pd.DataFrame, one: str, other: str) -> pd.Series:
    """The row of `shared_work` for two roles, whichever stands first."""
    either = pairs["first"].isin([one, other]) & pairs["second"].isin([one, other])
    return pairs[either].iloc[0]


def _overlap(pairs: NDArray[np.float64]) -> NDArray[np.float64]:
    """The overlap of each pair: kinds of work along the last axis, two roles along the one before.

    A role without duties has no shares, and overlaps none.
    """
    with np.errstate(invalid="ignore"):
        shares = pairs / pairs.sum(axis=-1, keepdims=True)
    return np.asarray(np.nansum(np.fmin(shares[..., 0, :], shares[..., 1, :]), axis=-1))
