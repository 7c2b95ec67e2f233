"""Says what was understood of a user's files, before and after they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from rolereport.data import load
from rolereport.data.errors import DataError
from rolereport.data.intake.lines import TOTAL
from rolereport.data.intake.reading import Reading
from rolereport.data.intake.release import Wages
from rolereport.data.intake.selection import others_held
from rolereport.data.intake.vintage import Kept, held
from rolereport.data.oews.columns import OFFICIAL_NAMES, PAY
from rolereport.data.oews.sidecar import title
from rolereport.paths import DATA
from rolereport.vintages import wage_files

STATUS = {
    "added": "added as {folder}",
    "revision": "differs from what is held; added beside it as {folder}",
    "held": "held already in {folder}; nothing changed",
}
DOUBTS_SHOWN = 5
ERRORS = ("employment_rse", "mean_rse")
LENT = {"held": "held already; the report reads what is held"}
LENT_NEW = "for this report alone; `wages add` would keep them"


def understood(reading: Reading, data: Path = DATA) -> Iterator[str]:
    """Lines of text: each sheet, then each month and level with the roles found in it."""
    for file, told in reading.understood.items():
        yield f"{file}: {told.rows:,} rows"
        yield from (f"  left out: {rows}" for rows in told.told())
        for header, near in reading.unknown[file].items():
            meant = f"; did you mean {near}?" if near else ""
            yield f"  column {header} is not known and not read{meant}"
    yield from (f"{file}: hidden, and not read" for file in reading.hidden)
    for wages in reading.wages:
        yield from _wages(wages, data)
    yield from _doubts(reading.doubts)


def kept(entry: Kept) -> str:
    """What became of one month and level."""
    where = STATUS[entry.status].format(folder=f"data/oews/{entry.folder.name}")
    return _of(entry, where)


def without_nation(entries: Iterable[Kept], data: Path = DATA) -> Iterator[str]:
    """Years of the wages kept for which no national wages are held."""
    years = {int(entry.wages.month[:4]) for entry in entries}
    newest = max(wage_files("national", data))
    for year in sorted(years - set(wage_files("national", data))):
        yield f"National wages of {year} are not held; the nation's report stays at {newest}."


def lent(entry: Kept) -> str:
    """What becomes of one month and level that is given for one report alone."""
    return _of(entry, LENT.get(entry.status, LENT_NEW))


def _doubts(doubts: list[DataError]) -> Iterator[str]:
    if doubts:
        yield "To look at, though nothing is refused for it:"
        yield from (f"  {doubt}" for doubt in doubts[:DOUBTS_SHOWN])
    if len(doubts) > DOUBTS_SHOWN:
        yield f"  ... and {len(doubts) - DOUBTS_SHOWN:,} more (--report FILE writes them all)"


def _of(entry: Kept, told: str) -> str:
    return f"{title(entry.wages.month)}, {entry.wages.level}: {told}"


def _wages(wages: Wages, data: Path) -> Iterator[str]:
    frame = wages.frame
    areas, lines = frame["area"].nunique(), frame["soc_code"].nunique()
    counts = {"line": len(frame), "area": areas, "occupation": lines}
    counted = (f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in counts.items())
    yield f"{title(wages.month)}, {wages.level}: {', '.join(counted)}"
    found, missing = _roles(wages, data)
    yield f"  roles: {', '.join(found) or 'none'}"
    if missing:
        yield f"  without a line: {', '.join(missing)}"
    yield from _in_place_of(wages, data)
    if not frame["soc_code"].eq(TOTAL).any():
        yield f"  without a line for all occupations ({TOTAL})"
    absent = [OFFICIAL_NAMES[name] for name in (*PAY, *ERRORS) if name not in frame]
    if absent:
        yield f"  without the figures {', '.join(absent)}"
    coded = int(frame["codes"].ne("").sum())
    if coded:
        yield f"  {coded:,} lines with a figure that is withheld, a bound or not kept"


def _in_place_of(wages: Wages, data: Path) -> Iterator[str]:
    """What becomes of lines held: the report reads one set of wages of a month and level."""
    before = held(wages, data)
    if before is None:
        return
    here = set(zip(wages.frame["area"], wages.frame["soc_code"], strict=True))
    gone = [key for key in zip(before["area"], before["soc_code"], strict=True) if key not in here]
    if gone:
        stay = len(others_held(wages.frame, before)) > 0
        becomes = "stay as they are held" if stay else "are dropped where it is added"
        lines = f"{len(gone):,} of the {len(before):,} lines held for that month"
        yield f"  {lines} are not in it; they {becomes}"


def _roles(wages: Wages, data: Path) -> tuple[list[str], list[str]]:
    year = int(wages.month[:4])
    soc = load.table("role_soc", data)
    carried = soc[(soc["first_year"] <= year) & (soc["last_year"].fillna(year) >= year)]
    titles = load.table("roles", data).set_index("role")["short_title"]
    named = carried[carried["role"].isin(titles.index)].drop_duplicates("role")
    held = named["soc_code"].isin(wages.frame["soc_code"])
    found = [f"{titles[role]} ({code})" for role, code in _pairs(named[held])]
    return found, [f"{titles[role]} ({code})" for role, code in _pairs(named[~held])]


def _pairs(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(frame["role"], frame["soc_code"], strict=True)
