"""How new the data is that a report reads: the wage vintages held, and the newest of the rest."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rolereport import reads
from rolereport.choices import LEVELS, area_kinds
from rolereport.publish.edition_words import day_in_words, month_in_words
from rolereport.vintages import folders, wage_files

LEVEL_NAMES = {
    "national": "national",
    "states": "state",
    "metros": "metropolitan and nonmetropolitan",
}
_ONET = re.compile(r"ONET-(\d+)\.(\d+)")


def wages_held(data: Path) -> str:
    """The wage vintages held, such as `OEWS, November 2002 to May 2025 (24 vintages)`."""
    vintages = _vintages(data)
    if not vintages:
        return "none"
    first, last = (month_in_words(vintages[end]) for end in (0, -1))
    if len(vintages) == 1:
        return f"OEWS, {first}"
    return f"OEWS, {first} to {last} ({len(vintages)} vintages)"


def wages_used(data: Path, area: str, year: int) -> str:
    """What an edition's pay is read from, such as `OEWS, May 2025, national estimates`."""
    vintage, level = vintage_used(data, area, year)
    return f"OEWS, {month_in_words(vintage[:7])}, {LEVEL_NAMES[level]} estimates"


def vintage_used(data: Path, area: str, year: int) -> tuple[str, str]:
    """The folder and the level of the wage file that an edition's pay is read from."""
    level = LEVELS[area_kinds()[area]]
    path = wage_files(level, data).get(year)
    return (path.parent.name if path else f"{year}-05"), level


def newest(data: Path) -> dict[str, str]:
    """What is held beside wages, to the date of its newest figure; what is not held is left out."""
    told: dict[str, tuple[str, Callable[[list[dict[str, str]]], str]]] = {
        "Consumer prices (CPI-U)": ("cpi.csv", _last_may),
        "Price levels by place (BEA)": ("regional_price_parities.csv", _last_of("year")),
        "Employment projections (BLS)": ("projections.csv", _last_of("edition")),
        "O*NET, newest release read": ("sources.csv", _last_onet),
        "Sources last looked up": ("sources.csv", _last_retrieved),
    }
    dates = {name: write(_rows(data / file)) for name, (file, write) in told.items()}
    return {name: words for name, words in dates.items() if words}


def _vintages(data: Path) -> list[str]:
    return sorted({folder.name[:7] for folder in folders(data)})


def _rows(path: Path) -> list[dict[str, str]]:
    if not reads.file(path).is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _last_of(column: str) -> Callable[[list[dict[str, str]]], str]:
    return lambda rows: max((row[column] for row in rows), default="")


def _last_may(rows: list[dict[str, str]]) -> str:
    years = [row["year"] for row in rows if row["may_index"]]
    return f"May {max(years)}" if years else ""


def _last_onet(rows: list[dict[str, str]]) -> str:
    found = [_ONET.match(row["source_id"]) for row in rows]
    versions = [(int(each[1]), int(each[2])) for each in found if each]
    return "version {}.{}".format(*max(versions)) if versions else ""


def _last_retrieved(rows: list[dict[str, str]]) -> str:
    days = [row["retrieved"] for row in rows if row["retrieved"]]
    if not days:
        return ""
    return day_in_words(date.fromisoformat(max(days)))
