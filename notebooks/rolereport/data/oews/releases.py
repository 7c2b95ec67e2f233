"""What each file of a folder of OEWS releases holds: the year, the level, and its caveats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from rolereport.data.oews.area_shards import read_area_shards
from rolereport.data.oews.state_frame import read_state_frame
from rolereport.data.oews.state_lists import read_state_lists
from rolereport.data.oews.workbook import read_stacked, read_top_code, read_workbook

ALTERED_COPY_YEAR = 2018
OFFICIAL_NAME = re.compile(r"national_M(\d{4})_dl\.xlsx?")
STACKED = "national/national_2002_2022_compiled.xlsx"

COPY = "{level} figures: from a copy of the Bureau's own workbook in the repository {repository}."
CONVERTED = (
    "{level} figures: from a conversion in the repository {repository}, not the Bureau's own file."
)
NO_WORKBOOK = (
    "The official workbook of this year was not at hand; in the five years for which both are, the "
    "conversion differs from it in no figure."
)
FALL = "The survey of 2002 refers to the fall; every later one refers to May."
SHARDS = (
    "The conversion holds annual percentiles, employment and location quotients only: no mean, "
    "hourly pay or standard error.",
    "The conversion does not keep the Bureau's codes: a figure missing beside others is marked ?, "
    "and an occupation without any figure in an area has no row.",
    "Location quotients are rounded to two decimals.",
)
LISTS = (
    "The conversion holds health occupations only, and of annual pay only the mean and the median.",
    "Hourly 25th and 75th percentiles are known for a few occupations; the laboratory occupations "
    "and medical assistants are not among them.",
    "The conversion does not keep the Bureau's codes: a figure that it lost is marked ?.",
    "Puerto Rico and the other territories are not in the conversion.",
)
FRAME = (
    "In employment, means, medians and some percentiles the conversion lost the Bureau's codes; "
    "such a figure is marked ?.",
    "Puerto Rico and the other territories are not in the conversion.",
)
ALTERED_COPY = (
    "The copy was altered: a second column headed OCC_CODE, about education, is not read; zeros "
    "for the mean annual pay of six occupations are marked ?."
)
TOP_CODE_UNUSED = (
    "The workbook's notes name a top code of ${annual:,.0f} a year, yet no figure is top-coded and "
    "higher pay is printed."
)


@dataclass(frozen=True)
class Release:
    """Wages of one year and level, all areas and occupations that its files hold.

    Parameters
    ----------
    level
        national, states or metros.
    what
        The files in a few words.
    top_code
        Lowest pay printed as `#`, by `hourly` and `annual`; empty if the notes name none.
    """

    year: int
    level: str
    files: tuple[Path, ...]
    wages: pd.DataFrame
    what: str
    caveats: tuple[str, ...] = ()
    top_code: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class _Local:
    year: int
    level: str
    files: tuple[str, ...]
    read: Callable[..., pd.DataFrame]
    what: str
    caveats: tuple[str, ...]


LOCAL = (
    _Local(
        2015,
        "states",
        ("state/state_M2015_all_occupations.rds",),
        read_state_frame,
        "R data frame made from the state workbook",
        (CONVERTED, *FRAME),
    ),
    _Local(
        2024,
        "states",
        (
            "state/state_M2024_health_occupations.json",
            "state/state_M2024_16_health_occupations_full_pct.json",
        ),
        read_state_lists,
        "JSON made from the state workbook",
        (CONVERTED, *LISTS),
    ),
    _Local(
        2025,
        "states",
        ("state/state_M2025_careergraph.zip",),
        read_area_shards,
        "one JSON file a state, made from the state workbook",
        (CONVERTED, *SHARDS),
    ),
    _Local(
        2025,
        "metros",
        ("metro/areas_M2025_careergraph.zip",),
        read_area_shards,
        "one JSON file an area, made from the metropolitan and nonmetropolitan workbook",
        (CONVERTED, *SHARDS),
    ),
)


def read_releases(folder: Path) -> Iterator[Release]:
    """Every release below `folder`; for the nation an official workbook before the stacked one."""
    official = {
        int(named[1]): path
        for path in sorted((folder / "national").iterdir())
        if (named := OFFICIAL_NAME.fullmatch(path.name))
    }
    yield from (_official(year, path) for year, path in official.items())
    stacked = folder / STACKED
    for year, wages in read_stacked(stacked).items():
        if year not in official:
            yield _stacked(year, stacked, wages)
    yield from (_local(folder, local) for local in LOCAL)


def _official(year: int, path: Path) -> Release:
    wages, top_code = read_workbook(path), read_top_code(path)
    caveats = [COPY, *([ALTERED_COPY] if year == ALTERED_COPY_YEAR else [])]
    if top_code and not wages["codes"].str.contains("=#", regex=False).any():
        caveats.append(TOP_CODE_UNUSED.format(**top_code))
        top_code = {}
    return Release(year, "national", (path,), wages, "national workbook", tuple(caveats), top_code)


def _stacked(year: int, path: Path, wages: pd.DataFrame) -> Release:
    caveats = (CONVERTED, NO_WORKBOOK, *((FALL,) if year == 2002 else ()))
    what = "workbook that stacks the national files of 2002 to 2022"
    return Release(year, "national", (path,), wages, what, caveats)


def _local(folder: Path, local: _Local) -> Release:
    files = tuple(folder / file for file in local.files)
    wages = local.read(*files)
    return Release(local.year, local.level, files, wages, local.what, local.caveats)
