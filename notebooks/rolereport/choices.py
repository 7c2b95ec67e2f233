"""What an edition may be about, as far as the tables in `data/` hold it: roles, areas, years."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from rolereport.paths import DATA

STILL = 9999  # the last year of a line that is still published
LEVELS = {"nation": "national", "state": "states", "metro": "metros", "nonmetro": "metros"}


@cache
def role_choices() -> list[str]:
    """Slugs of all roles."""
    return [row["role"] for row in _rows(DATA / "roles.csv")]


@cache
def area_kinds() -> dict[str, str]:
    """Area code to kind: nation, state, metro or nonmetro."""
    return {row["area"]: row["kind"] for row in _rows(DATA / "areas.csv")}


@cache
def area_titles() -> dict[str, str]:
    """Area code to title."""
    return {row["area"]: row["title"] for row in _rows(DATA / "areas.csv")}


def year_choices(area: str) -> list[int]:
    """Years with wage estimates for the level of `area`."""
    level = LEVELS[area_kinds()[area]]
    return sorted(int(path.parent.name[:4]) for path in (DATA / "oews").glob(f"*/{level}.csv"))


@cache
def area_codes() -> dict[str, str]:
    """Area title, in lower case, to code."""
    return {title.casefold(): area for area, title in area_titles().items()}


@cache
def occupation_names() -> dict[str, str]:
    """What an occupation may be called, in lower case, to its SOC code: code, title or noun.

    Of two occupations of one name, that with a line still published has it.
    """
    rows = sorted(_rows(DATA / "occupations.csv"), key=lambda row: not row["last_year"])
    ways = ("soc_code", "title", "short_title", "noun", "plural")
    return {row[way].casefold(): row["soc_code"] for row in rows for way in ways}


@cache
def own_lines() -> dict[str, str]:
    """SOC code of a line that measures one of our roles alone, to that role."""
    rows = _rows(DATA / "role_soc.csv")
    return {row["soc_code"]: row["role"] for row in rows if row["relation"] == "own"}


@cache
def line_years(role: str) -> tuple[int, int]:
    """First and last year in which an OEWS line carries a role; 9999 while one still does."""
    rows = [row for row in _rows(DATA / "role_soc.csv") if row["role"] == role]
    rows = rows or [row for row in _rows(DATA / "occupations.csv") if row["soc_code"] == role]
    firsts = [int(row["first_year"]) for row in rows]
    return min(firsts), max(int(row["last_year"] or STILL) for row in rows)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
