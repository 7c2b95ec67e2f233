"""Joins OEWS lines with the roles that they carry."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

OWN = "own"
EVERYONE = "00-0000"
KEY = ["role", "area", "year"]
NONE = np.empty(0, dtype=np.intp)


class _Line(NamedTuple):
    """Which role a SOC line carries, from which year to which, and how."""

    role: str
    soc_code: str
    first_year: float
    last_year: float
    relation: str


UNPUBLISHED = _Line("", "", 0, 0, OWN)


def of_roles(wages: pd.DataFrame, role_soc: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """Rows of `wages` that carry one of `roles`, with columns `role` and `relation` added.

    `role_soc` says which SOC line carries a role from which year to which, and how: `own` line,
    `combined` with another role, or `contains` (the role is inside a larger occupation).
    Roles keep the order asked for; areas and years keep the order of `wages`.
    """
    lines, rank = _carried(role_soc, roles), {role: place for place, role in enumerate(roles)}
    held, year = wages.groupby("soc_code").indices, wages["year"].to_numpy()
    found = [_in_force(held.get(line.soc_code, NONE), year, line) for line in lines]
    row = np.concatenate([NONE, *found])
    line = np.repeat(np.arange(len(lines)), [len(each) for each in found])
    order = np.lexsort((row, np.array([rank[each.role] for each in lines], dtype=int)[line]))
    carried = {
        name: pd.array([getattr(each, name) for each in lines], dtype="str").take(line[order])
        for name in ("role", "relation")
    }
    return wages.take(row[order]).reset_index(drop=True).assign(**carried)


def codes_of(role_soc: pd.DataFrame, roles: Collection[str]) -> list[str]:
    """The SOC codes of the lines that carry any of `roles`, in whatever years."""
    return role_soc.loc[role_soc["role"].isin([*roles]), "soc_code"].drop_duplicates().tolist()


def of_area(
    wages: pd.DataFrame, role_soc: pd.DataFrame, roles: list[str], area: str, year: int
) -> pd.DataFrame:
    """One row for each of `roles` in one area and year, in the order asked for.

    A role whose line is not published there, or that has none in that year, has a row all the
    same, its figures NaN, so that a reader is told so and does not miss it unawares.
    """
    here = wages[(wages["area"] == area) & (wages["year"] == year)].reset_index(drop=True)
    lines = {
        line.role: line
        for line in _carried(role_soc, roles)
        if line.first_year <= year <= line.last_year
    }
    expected = [lines.get(role, UNPUBLISHED) for role in roles]
    at = {code: place for place, code in enumerate(here["soc_code"])}
    published = here.reindex([at.get(line.soc_code, -1) for line in expected])
    complete = published.assign(
        role=roles,
        area=area,
        year=year,
        soc_code=[line.soc_code for line in expected],
        relation=[line.relation for line in expected],
        codes=published["codes"].fillna(""),
    ).reset_index(drop=True)
    return complete[[*KEY, *complete.columns.drop(KEY)]]


def of_own_lines(wages: pd.DataFrame, role_soc: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """Rows of `wages` that measure `roles` and no other job, as `of_roles` gives them.

    A blend that has no row is given by the parts that have; a role that is counted inside another
    occupation is left out.
    """
    held = of_roles(wages, role_soc, role_soc["role"].unique().tolist())
    own = held[held["relation"] == OWN]
    blends = role_soc.loc[role_soc["relation"] == "combined", ["role", "soc_code"]]
    wanted: list[str] = []
    for role in roles:
        codes = role_soc.loc[role_soc["role"] == role, "soc_code"]
        parts = blends.loc[blends["soc_code"].isin(codes), "role"].tolist()
        wanted += [role] if role in set(own["role"]) else parts
    return of_roles(own.drop(columns=["role", "relation"]), role_soc, list(dict.fromkeys(wanted)))


def up_to_last_whole(wages: pd.DataFrame, role_soc: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """`wages` up to the newest year that has all occupations together and every line of `roles`.

    A file of a few occupations, added for a year after, cannot stand for the newest wages of all.
    """
    published = role_soc["role"].isin(roles) & role_soc["last_year"].isna()
    needed = {EVERYONE, *role_soc.loc[published, "soc_code"]}
    lines = wages[wages["soc_code"].isin(needed)]
    found = lines.groupby("year")["soc_code"].nunique()
    return wages[wages["year"] <= found.index[found.eq(len(needed))].max()]


def last_apart(role_soc: pd.DataFrame, parts: list[str]) -> int:
    """The last year in which each of `parts`, since blended into one line, had a line of its own.

    Raises
    ------
    ValueError
        If a part has no such line, or one that is still published.
    """
    columns = (role_soc[name] for name in ("role", "relation", "last_year"))
    ends: dict[str, list[float]] = {part: [] for part in parts}
    for role, relation, last_year in zip(*columns, strict=True):
        if role in ends and relation == OWN:
            ends[role].append(last_year)
    if not parts or any(not years or np.isnan(years).any() for years in ends.values()):
        raise ValueError(f"no last year apart: {parts} are not all parts of a blend")
    return int(min(max(years) for years in ends.values()))


def _carried(role_soc: pd.DataFrame, roles: Collection[str]) -> list[_Line]:
    known = role_soc.fillna({"last_year": 9999})
    columns = (known[name].tolist() for name in _Line._fields)
    return [line for line in map(_Line, *columns) if line.role in roles]


def _in_force(rows: NDArray[np.intp], year: NDArray[np.int64], line: _Line) -> NDArray[np.intp]:
    """Of these rows those whose year is one of the line's."""
    return rows[(year[rows] >= line.first_year) & (year[rows] <= line.last_year)]
