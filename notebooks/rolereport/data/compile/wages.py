"""Compiles the dated wage vintages below `data/oews/` from a folder of OEWS releases."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path

import pandas as pd

from rolereport.data.compile import tables
from rolereport.data.oews import sidecar
from rolereport.data.oews.columns import KEY, NUMBERS
from rolereport.data.oews.releases import Release, read_releases

LEVELS = ("national", "states", "metros")
GROUPS_KEPT = ("total", "major", "detailed")
SELECTED = (
    "{level} figures: minor and broad groups are left out, except where a role is published as one."
)


def compile_wages(sources: Path, out: Path, soc_codes: Collection[str]) -> list[Path]:
    """Write one folder a vintage below `out / "oews"`: its CSV files and `source.toml`.

    Every detailed occupation is kept, with the major groups and the total; of the minor and broad
    groups only those among `soc_codes`.

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
    for year, releases in _vintages(sources / "bls_oews", set(soc_codes)):
        folder = out / "oews" / sidecar.reference_month(year)
        folder.mkdir(parents=True, exist_ok=True)
        written += [_write_release(release, folder) for release in releases]
        origins = [sidecar.origins(release.files, sources, listed) for release in releases]
        written.append(_write_sidecar(sidecar.describe(releases, origins), folder))
    return written


def _vintages(folder: Path, soc_codes: Collection[str]) -> Iterator[tuple[int, list[Release]]]:
    found = sorted(
        read_releases(folder), key=lambda release: (release.year, LEVELS.index(release.level))
    )
    for year, releases in groupby(found, key=lambda release: release.year):
        yield year, [_selected(release, soc_codes) for release in releases]


def _selected(release: Release, soc_codes: Collection[str]) -> Release:
    wages = release.wages
    if "occupation_group" not in wages:
        return release
    kept = wages["occupation_group"].isin(GROUPS_KEPT) | wages["soc_code"].isin(soc_codes)
    if kept.all():
        return release
    caveats = (*release.caveats, SELECTED)
    return dataclasses.replace(release, wages=wages[kept], caveats=caveats)


def write_wages(wages: pd.DataFrame, path: Path) -> None:
    """Write wages as the codebook asks, each figure as BLS prints it: 31200, not 31200.0.

    Raises
    ------
    DataError
        If two rows share area and SOC code.
    """
    figures = {
        column: wages[column].map("{:.15g}".format, na_action="ignore")
        for column in NUMBERS
        if column in wages
    }
    tables.write(wages.assign(**figures), path, list(KEY))


def _write_release(release: Release, folder: Path) -> Path:
    path = folder / f"{release.level}.csv"
    write_wages(release.wages, path)
    return path


def _write_sidecar(text: str, folder: Path) -> Path:
    path = folder / "source.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
