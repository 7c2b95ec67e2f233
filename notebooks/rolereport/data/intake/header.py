"""Finds the header of a sheet, and what each of its columns is in the project's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rolereport.data.errors import DataError
from rolereport.data.intake.sources import Row, Sheet
from rolereport.data.oews.columns import OFFICIAL, PERCENTILES

SEARCHED = 120  # rows; to 2000 BLS put forty lines of notes above the header
PLACE = ("area", "area_title", "area_type")

# Keys are written as `_key` leaves a header: lower case, words joined by underscores.
_OFFICIAL = {name.lower(): ours for name, ours in OFFICIAL.names.items()}
_OLDER = {
    "occ_titl": "soc_title",
    "locquotient": "location_quotient",
    **{f"h_wpct{point}": f"p{point}_hourly" for point in PERCENTILES},
    **{f"a_wpct{point}": f"p{point}_annual" for point in PERCENTILES},
}
_PLACES = {
    "area_name": "area_title",
    "area_title": "area_title",
    "area_type": "area_type",
    "prim_state": "state",
    "st": "state",
    "state": "area_title",
    "year": "year",
    "naics": "industry",
    "i_group": "industry_group",
    "own_code": "ownership",
    "div": "occupation_group",
}
# As people, and the tables on the Bureau's own pages, spell them.
_SPELT = {
    "occ": "soc_code",
    "occupation_code": "soc_code",
    "soc": "soc_code",
    "soc_code": "soc_code",
    "occupation": "soc_title",
    "occupation_title": "soc_title",
    "soc_title": "soc_title",
    "level": "occupation_group",
    "total_employment": "employment",
    "jobs": "employment",
    "employment_rse": "employment_rse",
    "mean_hourly_wage": "mean_hourly",
    "hourly_mean_wage": "mean_hourly",
    "annual_mean_wage": "mean_annual",
    "mean_annual_wage": "mean_annual",
    "mean_wage_rse": "mean_rse",
    "employment_per_1_000_jobs": "jobs_per_1000",
    "location_quotient": "location_quotient",
    "median_hourly_wage": "p50_hourly",
    "hourly_median_wage": "p50_hourly",
    "annual_median_wage": "p50_annual",
    "median_annual_wage": "p50_annual",
    "area_code": "area",
    **{f"{unit}_{point}th_percentile_wage": f"p{point}_{unit}"
       for unit in ("hourly", "annual") for point in PERCENTILES},
    **{f"{unit}_{point}th_percentile": f"p{point}_{unit}"
       for unit in ("hourly", "annual") for point in PERCENTILES},
    **{f"{unit}_median": f"p50_{unit}" for unit in ("hourly", "annual")},
    **{f"{unit}_mean": f"mean_{unit}" for unit in ("hourly", "annual")},
}  # fmt: skip
_OURS = {name: name for name in {*_OFFICIAL.values(), *_OLDER.values(), *PLACE, "codes"}}
NAMES: dict[str, str] = {**_SPELT, **_PLACES, **_OFFICIAL, **_OLDER, **_OURS}
# Known, and of no use to the report.
IGNORED = frozenset(
    {"naics_title", "pct_total", "pct_rpt", "annual", "hourly", "cpi", "release", "note",
     "source_file", "occ_group_title", "maj", "industry_title", "own_title"}
)  # fmt: skip
WAGES = frozenset(
    name for name in NAMES.values() if name.startswith(("mean_", "p")) and name.endswith(("y", "l"))
)


@dataclass(frozen=True)
class Header:
    """Where a sheet's header stands and what its columns are.

    Parameters
    ----------
    row
        Its number in the file, counted from 1; the last of its rows if it has two.
    columns
        Our name of a column to its place, counted from 0.
    written
        Our name of a column to the header as written.
    unknown
        Headers that nothing is known about.
    second
        Pairs of headers that mean the same; the second of each is not read.
    notes
        Text above the header, line by line.
    """

    row: int
    columns: dict[str, int]
    written: dict[str, str]
    unknown: tuple[str, ...] = ()
    second: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def holds_wages(self) -> bool:
        """Whether these are the columns of published wages by occupation."""
        return "soc_code" in self.columns and bool(WAGES & self.columns.keys())


def find(sheet: Sheet) -> Header | None:
    """The header of published wages in `sheet`; None if it has none.

    Raises
    ------
    DataError
        If two columns hold the same figure.
    """
    above: list[Row] = []
    for number, row in zip(range(1, SEARCHED + 1), sheet.rows(), strict=False):
        above.append(row)
        for candidate in _candidates(above):
            header = _read(candidate, number, above[:-1])
            if header.holds_wages:
                _require_one_of_each(header, sheet)
                return header
    return None


def _candidates(rows: list[Row]) -> Iterator[list[str]]:
    """The last row as a header, and the last two together: a merged cell heads several columns."""
    yield [_text(cell) for cell in rows[-1]]
    for upper, lower in list(pairwise(rows))[-1:]:
        spread = list(_spread(_text(cell) for cell in upper))
        padded = spread + [""] * (len(lower) - len(spread))
        yield [f"{over} {_text(cell)}".strip() for over, cell in zip(padded, lower, strict=False)]


def _spread(cells: Iterable[str]) -> Iterator[str]:
    last = ""
    for cell in cells:
        last = cell or last
        yield last


def _read(cells: list[str], number: int, above: list[Row]) -> Header:
    columns: dict[str, int] = {}
    written: dict[str, str] = {}
    unknown: list[str] = []
    second: list[tuple[str, str]] = []
    for place, cell in enumerate(cells):
        ours = NAMES.get(key(cell))
        if ours is None:
            unknown += [cell] if cell and key(cell) not in IGNORED else []
        elif ours in columns:
            second += [(written[ours], cell)]
        else:
            columns[ours], written[ours] = place, cell
    notes = tuple(" ".join(filter(None, map(_text, row))) for row in above)
    return Header(
        number, columns, written, tuple(unknown), tuple(second), tuple(filter(None, notes))
    )


def _require_one_of_each(header: Header, sheet: Sheet) -> None:
    # Copies gain a second column of the same name; two names for one figure are a doubt.
    for first, second in header.second:
        if key(first) != key(second) and NAMES[key(first)] != "area_title":
            raise DataError(
                file=sheet.file,
                row=header.row,
                column=second,
                problem=f"holds the same figure as the column {first}",
                fix="keep the one that BLS published and remove the other",
            )


def key(header: str) -> str:
    """A header without case, marks and spaces, so that `Occ Code` is `occ_code`."""
    bare = re.sub(r"\(.*?\)|[$%]", " ", header.casefold())
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def nearest(header: str) -> str | None:
    """The known header most like an unknown one."""
    near = difflib.get_close_matches(key(header), list(NAMES), n=1, cutoff=0.8)
    return near[0].upper() if near else None


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
