"""Compiles the dated wage vintages below `data/oews/` from a folder of OEWS releases."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path

from rolereport.data.compile import tables
from rolereport.data.oews import sidecar
from rolereport.data.oews.columns import KEY, NUMBERS
from rolereport.data.oews.releases import Release, read_releases

# Lines beside the roles' own: totals, groups, near neighbours, and "all other" residuals.
# fmt: off
CONTEXT = frozenset({
    "00-0000", "29-0000", "29-2037", "29-2099", "29-9098", "29-9099", "31-0000", "31-1010",
    "31-1011", "31-1120", "31-9091", "31-9093", "31-9099", "39-9021", "43-6013",
})
# fmt: on
LEVELS = ("national", "states", "metros")
WHOLE_LEVELS = ("national", "states")
SELECTED = "{level} figures: only the occupations that the report compares are kept."


def compile_wages(sources: Path, out: Path, soc_codes: Collection[str]) -> list[Path]:
    """Write one folder a vintage below `out / "oews"`: its CSV files and `source.toml`.

    The newest vintage keeps every occupation of the nation and the states; all else keeps
    `soc_codes` and their context.

    Parameters
    ----------
    sources
        Folder that holds `SOURCES.csv` and `bls_oews/`.
    out
        The data folder to write into.
    soc_codes
        SOC codes of the roles, of whatever years.

    Returns
    -------
    list of Path
        The files written, in order.

    Raises
    ------
    DataError
        If a source is missing, unlisted, altered or unreadable.
    """
    listed = sidecar.read_origins(sources)
    written: list[Path] = []
    for year, releases in _vintages(sources / "bls_oews", CONTEXT | set(soc_codes)):
        folder = out / "oews" / sidecar.reference_month(year)
        folder.mkdir(parents=True, exist_ok=True)
        written += [_write_wages(release, folder) for release in releases]
        origins = [sidecar.origins(release.files, sources, listed) for release in releases]
        written.append(_write_sidecar(sidecar.describe(releases, origins), folder))
    return written


def _vintages(folder: Path, soc_codes: Collection[str]) -> Iterator[tuple[int, list[Release]]]:
    found = sorted(
        read_releases(folder), key=lambda release: (release.year, LEVELS.index(release.level))
    )
    newest = found[-1].year
    for year, releases in groupby(found, key=lambda release: release.year):
        yield year, [_selected(release, soc_codes, newest) for release in releases]


def _selected(release: Release, soc_codes: Collection[str], newest: int) -> Release:
    if release.year == newest and release.level in WHOLE_LEVELS:
        return release
    kept = release.wages[release.wages["soc_code"].isin(soc_codes)]
    caveats = (*release.caveats, SELECTED)
    return dataclasses.replace(release, wages=kept, caveats=caveats)


def _write_wages(release: Release, folder: Path) -> Path:
    path = folder / f"{release.level}.csv"
    # 15 digits print every published figure as BLS does: 31200, not 31200.0.
    figures = {
        column: release.wages[column].map("{:.15g}".format, na_action="ignore")
        for column in NUMBERS
        if column in release.wages
    }
    tables.write(release.wages.assign(**figures), path, list(KEY))
    return path


def _write_sidecar(text: str, folder: Path) -> Path:
    path = folder / "source.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
