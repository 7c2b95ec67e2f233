"""Finds the header of a sheet, and what each of its columns is in the project's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from rolereport.data.errors import DataError
from rolereport.data.intake.sources import Row, Sheet
from rolereport.data.oews.columns import NUMBERS, OFFICIAL, PERCENTILES

ALIKE = 2  # known names that make a row look like a header
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
    "number_of_jobs": "employment",
    "emp": "employment",
    "employees": "employment",
    "a_pct50": "p50_annual",
    "h_pct50": "p50_hourly",
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
    **{f"median_{unit}": f"p50_{unit}" for unit in ("hourly", "annual")},
    **{f"median_{unit}_pay": f"p50_{unit}" for unit in ("hourly", "annual")},
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


# Ours have an underscore; `area` and `year` are words of a sentence too.
# The one of them that is a word of the language too is a name after `column` or `columns` alone.
OUR_NAME = re.compile(
    r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b|(?<=\bcolumn )employment\b|(?<=\bcolumns )employment\b"
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
    width
        How many cells its row has, from the first to the last that is filled.
    """

    row: int
    columns: dict[str, int]
    written: dict[str, str]
    unknown: tuple[str, ...] = ()
    second: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=(), repr=False)
    width: int = 0

    def as_written(self, error: DataError) -> DataError:
        """The error with columns called as the file calls them."""

        def spelt(words: str) -> str:
            return OUR_NAME.sub(lambda name: self.written.get(name[0], name[0]), words)

        return type(error)(
            file=error.file,
            row=error.row,
            column=self.written.get(error.column, error.column) if error.column else None,
            value=_whole(error.value),
            problem=spelt(error.problem),
            fix=error.fix,
        )

    @property
    def holds_wages(self) -> bool:
        """Whether these are the columns of published wages by occupation."""
        return "soc_code" in self.columns and bool(WAGES & self.columns.keys())


def find(sheet: Sheet) -> Header | None:
    """The header of published wages in `sheet`; None if it has none.

    Raises
    ------
    DataError
        If two columns hold the same figure, or one that is needed is missing or misspelt.
    """
    above: list[Row] = []
    for number, row in zip(range(1, SEARCHED + 1), sheet.rows(), strict=False):
        above.append(row)
        for candidate in _candidates(above):
            header = _read(candidate, number, above[:-1])
            if header.holds_wages:
                _require_one_of_each(header, sheet)
                _require_figures(header, sheet)
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
    width = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    return Header(
        number, columns, written, tuple(unknown), tuple(second), tuple(filter(None, notes)), width
    )


def _require_one_of_each(header: Header, sheet: Sheet) -> None:
    for first, second in header.second:
        ours = NAMES[key(first)]
        # Copies gain a second column of one name beside the codes; a second figure is a doubt.
        if ours in NUMBERS or (key(first) != key(second) and ours != "area_title"):
            raise DataError(
                file=sheet.file,
                row=header.row,
                column=second,
                problem="stands twice in the header"
                if first == second
                else f"holds the same figure as the column {first}",
                fix="keep the one that BLS published and remove the other",
            )


def _require_figures(header: Header, sheet: Sheet) -> None:
    """Raise `DataError` if the jobs, or a column whose name is misspelt, would not be read."""
    for written in header.unknown:
        near = nearest(written)
        if near and NAMES[near.lower()] in NUMBERS and NAMES[near.lower()] not in header.columns:
            raise DataError(
                file=sheet.file,
                row=header.row,
                column=written,
                problem=f"is no column that is known, and {near} is missing",
                fix=f"head it {near} if it holds those figures; else remove the column",
            )
    if "employment" not in header.columns:
        raise DataError(
            file=sheet.file,
            row=header.row,
            problem="no column holds the number of jobs",
            fix="head it TOT_EMP, and write ** where the number is not known",
        )


def key(header: str) -> str:
    """A header without case, marks and spaces, so that `Occ Code` is `occ_code`."""
    bare = re.sub(r"\(.*?\)|[$%]", " ", header.casefold())
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def nearest(header: str) -> str | None:
    """The known header most like an unknown one."""
    near = difflib.get_close_matches(key(header), list(NAMES), n=1, cutoff=0.8)
    return near[0].upper() if near else None


def nearly(sheet: Sheet) -> Header | None:
    """The row most like a header of wages, where none is one: what a message may point at."""
    rows = enumerate(islice(sheet.rows(), SEARCHED), start=1)
    headers = [_read([_text(cell) for cell in row], number, []) for number, row in rows]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= ALIKE else None


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
