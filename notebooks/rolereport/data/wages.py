"""Joins OEWS lines with the roles that they carry."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

OWN = "own"
EVERYONE = "00-0000"
KEY = ["role", "area", "year"]


def of_roles(wages: pd.DataFrame, role_soc: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """Rows of `wages` that carry one of `roles`, with columns `role` and `relation` added.

    `role_soc` says which SOC line carries a role from which year to which, and how: `own` line,
    `combined` with another role, or `contains` (the role is inside a larger occupation).
    Roles keep the order asked for; areas and years keep the order of `wages`.
    """
    joined = wages.merge(_carried(role_soc, roles), on="soc_code")
    kept = joined[_in_force(joined)].drop(columns=["first_year", "last_year"])
    order = {role: place for place, role in enumerate(roles)}
    return kept.sort_values("role", key=lambda role: role.map(order), kind="stable").reset_index(
        drop=True
    )


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
    here = wages[(wages["area"] == area) & (wages["year"] == year)]
    published = of_roles(here, role_soc, roles).set_index(KEY)
    lines = _carried(role_soc, roles).assign(area=area, year=year)
    wanted = pd.MultiIndex.from_tuples([(role, area, year) for role in roles], names=KEY)
    expected = lines[_in_force(lines)].set_index(KEY).reindex(wanted)
    complete = published.reindex(expected.index)
    for column in ("soc_code", "relation"):
        complete[column] = expected[column]
    return complete.reset_index().fillna({"codes": "", "soc_code": "", "relation": OWN})


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
    own = role_soc[(role_soc["relation"] == OWN) & role_soc["role"].isin(parts)]
    ends = own.groupby("role")["last_year"].agg(lambda years: years.max(skipna=False))
    if not parts or ends.reindex(parts).isna().any():
        raise ValueError(f"no last year apart: {parts} are not all parts of a blend")
    return int(ends.min())


def _carried(role_soc: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    columns = ["role", "soc_code", "first_year", "last_year", "relation"]
    return role_soc.loc[role_soc["role"].isin(roles), columns]


def _in_force(lines: pd.DataFrame) -> pd.Series:
    return lines["year"].between(lines["first_year"], lines["last_year"].fillna(9999))
