"""Writes the sidecar of a vintage: where its wages come from, and what to keep in mind."""

from __future__ import annotations

import calendar
import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rolereport.data.errors import DataError
from rolereport.data.oews.releases import Release

PRODUCER = "U.S. Bureau of Labor Statistics"
PROGRAMME = "Occupational Employment and Wage Statistics"
LICENCE = "US Government work, public domain"
LICENCE_URL = "https://www.bls.gov/opub/copyright-information.htm"
TABLES = "https://www.bls.gov/oes/tables.htm"
LISTING = "SOURCES.csv"
RETRIEVED = "2026-11-23"
FALL_SURVEY = 2002
LEVEL_NAMES = {"national": "National", "states": "State", "metros": "Metropolitan and other area"}


@dataclass(frozen=True)
class Origin:
    """Where one file that was read came from, and its fingerprint."""

    file: str
    url: str
    repository: str
    sha256: str
    size: int


def read_origins(sources: Path) -> dict[str, dict[str, str]]:
    """Rows of the listing `SOURCES.csv` by the file that each describes."""
    listing = sources / LISTING
    if not listing.exists():
        raise DataError(file=listing, problem="the listing of the sources is missing")
    with listing.open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


def origin_of(path: Path, sources: Path, listed: Mapping[str, Mapping[str, str]]) -> Origin:
    """Origin of `path`, a file below `sources`.

    Raises
    ------
    DataError
        If the listing does not name the file, or names another SHA-256 for it.
    """
    name = path.relative_to(sources).as_posix()
    if name not in listed:
        raise DataError(file=sources / LISTING, row=name, problem="this file is not listed")
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    if listed[name]["sha256"] != sha256:
        raise DataError(
            file=path,
            value=sha256,
            problem=f"its SHA-256 is not the one that {LISTING} lists",
            fix="fetch the file again",
        )
    url, repository = listed[name]["original_publisher_url"], listed[name]["repo"]
    return Origin(path.name, url, repository, sha256, len(content))


def origins(
    files: Iterable[Path], sources: Path, listed: Mapping[str, Mapping[str, str]]
) -> list[Origin]:
    """`origin_of` each of `files`."""
    return [origin_of(file, sources, listed) for file in files]


def reference_month(year: int) -> str:
    """Month that the wages of `year` refer to, such as 2025-05."""
    return f"{year}-{'11' if year == FALL_SURVEY else '05'}"


def title(month: str) -> str:
    """What the wages of a reference month are called, such as `..., May 2025`."""
    year, number = month.split("-")
    fall = int(year) <= FALL_SURVEY
    season = "fall" if fall else calendar.month_name[int(number)]
    return f"{PROGRAMME}, {season} {year}"


def describe(releases: Sequence[Release], origins: Sequence[Sequence[Origin]]) -> str:
    """Text of the sidecar, in TOML, for the releases of one year.

    Parameters
    ----------
    origins
        For each release, where each of its files came from.
    """
    first, year = origins[0][0], releases[0].year
    values = {
        "producer": PRODUCER,
        "title": title(reference_month(year)),
        "url": first.url,
        "reference_month": reference_month(year),
        "retrieved": RETRIEVED,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "levels": [release.level for release in releases],
        **{f"top_code_{unit}": pay for unit, pay in releases[0].top_code.items()},
        "caveats": _caveats(releases, origins),
    }
    reads = [
        _read(release, origin)
        for release, each in zip(releases, origins, strict=True)
        for origin in each
    ]
    return toml(values, {"read": reads})


def _caveats(releases: Sequence[Release], origins: Sequence[Sequence[Origin]]) -> list[str]:
    texts = [
        caveat.format(level=LEVEL_NAMES[release.level], repository=each[0].repository)
        for release, each in zip(releases, origins, strict=True)
        for caveat in release.caveats
    ]
    return list(dict.fromkeys(texts))


def of_level(caveats: Iterable[str], level: str) -> list[str]:
    """Those of a sidecar's caveats that are about the wages of `level`.

    A caveat that names no level belongs to the one that was named last.
    """
    found, named = [], "national"
    for caveat in caveats:
        for each, name in LEVEL_NAMES.items():
            named = each if caveat.startswith(f"{name} figures:") else named
        found += [caveat] if named == level else []
    return found


def _read(release: Release, origin: Origin) -> dict[str, object]:
    return {
        "file": origin.file,
        "sha256": origin.sha256,
        "bytes": origin.size,
        "what": release.what,
        "levels": [release.level],
        "url": origin.url,
        "repository": origin.repository,
    }


def toml(values: Mapping[str, object], lists: Mapping[str, Iterable[Mapping[str, object]]]) -> str:
    """TOML of `values`, then a table for each entry of `lists`, under the name of its list."""
    entries = [f"[[{name}]]\n{_pairs(entry)}" for name, many in lists.items() for entry in many]
    return "\n".join([_pairs(values), *entries])


def _pairs(values: Mapping[str, object]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in values.items())


def _value(value: object) -> str:
    # JSON writes texts and numbers as TOML does; a list of several is spread over lines.
    if isinstance(value, list) and len(value) > 1:
        items = "".join(f"  {_value(item)},\n" for item in value)
        return f"[\n{items}]"
    return json.dumps(value, ensure_ascii=False)
