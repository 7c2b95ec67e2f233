"""What an edition may be about, as far as the tables in `data/` hold it: roles, areas, years."""

from __future__ import annotations

import csv
import difflib
import re
from pathlib import Path

from rolereport import reads
from rolereport.paths import DATA
from rolereport.reads import conclude, remember
from rolereport.vintages import wage_file, wage_files

NAMES = ("title", "short_title", "noun", "plural")
LONGEST_CODE = 2  # letters of a state; what is no longer is not looked up as words
STILL = 9999  # the last year of a line that is still published
LEVELS = {"nation": "national", "state": "states", "metro": "metros", "nonmetro": "metros"}


@remember
def role_choices() -> list[str]:
    """Slugs of all roles."""
    return [row["role"] for row in _rows(DATA / "roles.csv")]


@remember
def area_kinds() -> dict[str, str]:
    """Area code to kind: nation, state, metro or nonmetro."""
    return {row["area"]: row["kind"] for row in _rows(DATA / "areas.csv")}


@remember
def area_titles() -> dict[str, str]:
    """Area code to title."""
    return {row["area"]: row["title"] for row in _rows(DATA / "areas.csv")}


@conclude
def year_choices(area: str) -> list[int]:
    """Years with wage estimates for `area`, ascending; a file may hold some areas of its level."""
    held = wage_files(LEVELS[area_kinds()[area]])
    return [year for year, path in held.items() if area in _areas_in(path)]


def newest_year(area: str) -> int:
    """The newest year with wage estimates for `area`."""
    return max(year_choices(area))


@remember
def priced_years() -> list[int]:
    """Years whose May has a consumer price index, ascending."""
    return sorted(int(row["year"]) for row in _rows(DATA / "cpi.csv") if row["may_index"])


@conclude
def latest_may() -> int:
    """The latest year with national wages and a price index for its May."""
    return max(set(wage_files("national")) & set(priced_years()))


@remember
def _areas_in(path: Path) -> frozenset[str]:
    with reads.file(path).open(encoding="utf-8") as lines:
        return frozenset(line.partition(",")[0] for line in lines)


@conclude
@remember
def has_lines(soc_code: str, level: str, year: int) -> bool:
    """Whether the wage file of a level and year holds any line of an occupation."""
    path = wage_file(level, year)
    assert path is not None
    return f",{soc_code}," in reads.file(path).read_text(encoding="utf-8")


@remember
def area_codes() -> dict[str, str]:
    """Area title, in lower case, to code."""
    return {title.casefold(): area for area, title in area_titles().items()}


@remember
def occupation_names() -> dict[str, str]:
    """What an occupation may be called, in lower case, to its SOC code: code, title or noun.

    Of two occupations of one name, that with a line still published has it.
    """
    rows = sorted(_rows(DATA / "occupations.csv"), key=lambda row: not row["last_year"])
    return {row[way].casefold(): row["soc_code"] for row in rows for way in ("soc_code", *NAMES)}


@remember
def role_names() -> dict[str, str]:
    """What a role of ours may be called, in lower case, to its slug: slug, title or noun."""
    rows = _rows(DATA / "roles.csv")
    return {row[way].casefold(): row["role"] for row in rows for way in ("role", *NAMES)}


@remember
def role_titles() -> dict[str, str]:
    """Our roles by slug, and all other occupations still published by SOC code, to their title."""
    rows = [row for row in _rows(DATA / "occupations.csv") if not row["last_year"]]
    others = {row["soc_code"]: row["title"] for row in rows if row["soc_code"] not in own_lines()}
    return {row["role"]: row["title"] for row in _rows(DATA / "roles.csv")} | others


@remember
def titles_of_roles() -> dict[str, str]:
    """Our roles by slug, and every occupation by SOC code, published still or not, to its title."""
    others = {row["soc_code"]: row["title"] for row in _rows(DATA / "occupations.csv")}
    return others | {row["role"]: row["title"] for row in _rows(DATA / "roles.csv")}


@remember
def plurals_of_roles() -> dict[str, str]:
    """Our roles by slug, and every occupation by SOC code, to what many of them are called."""
    others = {row["soc_code"]: row["plural"] for row in _rows(DATA / "occupations.csv")}
    return others | {row["role"]: row["plural"] for row in _rows(DATA / "roles.csv")}


@remember
def area_states() -> dict[str, list[str]]:
    """Area code to the postal codes of the states that it lies in; a state to its own."""
    rows = _rows(DATA / "areas.csv")
    return {row["area"]: re.findall(r"[A-Z]{2}", row["states"]) or [row["area"]] for row in rows}


@remember
def state_tiles() -> dict[str, tuple[int, int]]:
    """State to its column and row in a map of one tile a state, counted from 1, top left."""
    rows = [row for row in _rows(DATA / "areas.csv") if row["tile_column"]]
    return {row["area"]: (int(row["tile_column"]), int(row["tile_row"])) for row in rows}


def listed(written: str) -> list[str]:
    """The roles in a list: apart at commas, but for those inside an occupation's own title."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    roles: list[str] = []
    while parts:
        ends = range(len(parts), 1, -1)
        size = next((end for end in ends if _is_name(", ".join(parts[:end]))), 1)
        roles.append(", ".join(parts[:size]))
        parts = parts[size:]
    return roles


def namesakes(role: str, year: int) -> list[str]:
    """SOC codes that an occupation with the title of `role` had in `year`."""
    rows = _rows(DATA / "occupations.csv")
    titles = {row["title"] for row in rows if row["soc_code"] == role}
    spans = {row["soc_code"]: line_years(row["soc_code"]) for row in rows if row["title"] in titles}
    return [code for code, (first, last) in spans.items() if first <= year <= last]


def near_roles(written: str) -> list[str]:
    """The roles whose titles hold the words written, or those spelled most like them."""
    return holding(written, role_titles()) or nearest(
        written, [*role_choices(), *occupation_names()]
    )


def near_areas(written: str) -> list[str]:
    """The areas whose titles hold the words written, or those with the codes most like them."""
    first = sorted(area_kinds(), key=lambda area: (area != "US", area.isdigit()))
    return holding(written, area_titles()) or nearest(written, first)


def holding(written: str, titles: dict[str, str]) -> list[str]:
    """Those of `titles` that hold the words written, shortest first, each behind its code."""
    if len(written) <= LONGEST_CODE:
        return []
    whole = re.compile(rf"\b{re.escape(written.casefold())}(s|es)?\b")
    found = [code for code, title in titles.items() if whole.search(title.casefold())]
    return [f"{code} ({titles[code]})" for code in sorted(found, key=lambda c: len(titles[c]))[:3]]


def nearest(value: str, choices: list[str]) -> list[str]:
    """The three of `choices` spelled most like `value`; the first three where none is."""
    return difflib.get_close_matches(value, choices, n=3, cutoff=0.3) or choices[:3]


@remember
def own_lines() -> dict[str, str]:
    """SOC code of a line that measures one of our roles alone, to that role."""
    rows = _rows(DATA / "role_soc.csv")
    return {row["soc_code"]: row["role"] for row in rows if row["relation"] == "own"}


@remember
def line_years(role: str) -> tuple[int, int]:
    """First and last year in which an OEWS line carries a role; 9999 while one still does."""
    rows = [row for row in _rows(DATA / "role_soc.csv") if row["role"] == role]
    rows = rows or [row for row in _rows(DATA / "occupations.csv") if row["soc_code"] == role]
    firsts = [int(row["first_year"]) for row in rows]
    return min(firsts), max(int(row["last_year"] or STILL) for row in rows)


def _is_name(written: str) -> bool:
    return written.casefold() in occupation_names() or written.casefold() in role_names()


def _rows(path: Path) -> list[dict[str, str]]:
    with reads.file(path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
