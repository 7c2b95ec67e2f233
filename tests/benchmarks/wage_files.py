"""How long `rolereport wages check` takes for a file of 400,000 rows, and how much memory.

Run it by `uv run python tests/benchmarks/wage_files.py`, with `--rows 40000` for a quick look. It
writes such files into a temporary folder (some minutes for 400,000 rows), then reads each in a
process of its own: first into lists and nothing else, which is the floor, then with every check.
It prints processor seconds, seconds on the clock, peak memory, and both as multiples of the floor;
other work on the machine changes the seconds, and hardly the multiples. It asserts nothing.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain, product
from pathlib import Path

import xlsxwriter
from measure import Cost, cost

from rolereport.choices import area_kinds, area_titles
from rolereport.data.load import table

HEADER = [
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE",
    "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT",
    "PCT_TOTAL", "PCT_RPT", "H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10", "H_PCT25", "H_MEDIAN",
    "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL",
    "HOURLY",
]  # fmt: skip
Shape = Callable[[int], Iterator[list[object]]]
INDUSTRY = ["000000", "Cross-industry", "cross-industry", "1235"]
AREA_TYPES = {"nation": "1", "state": "2", "metro": "4", "nonmetro": "6"}
LISTS = """
import csv, sys
path = sys.argv[1]
if path.endswith(".csv"):
    rows = csv.reader(open(path, encoding="utf-8", newline=""))
else:
    from python_calamine import CalamineWorkbook
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name(book.sheet_names[0]).iter_rows()
for row in rows:
    pass
"""
# The figures are drawn at random, so all that makes a file doubtful is accepted.
ACCEPTED = [f"--accept={doubt}" for doubt in ("part", "repeat", "scale", "unlike")]
CHECK = "import sys; from rolereport.cli import main; sys.argv[1:1] = ['wages', 'check']; main()"


def all_data(size: int) -> Iterator[list[object]]:
    """Rows as a release with all data has them: half of them wages of single industries."""
    for number, row in enumerate(metros(size, kinds=("nation", "state", "metro", "nonmetro"))):
        if number % 2:
            row[4:7] = [f"{100_000 + number % 900}", "An industry", "3-digit"]
        yield row


def metros(size: int, kinds: tuple[str, ...] = ("metro", "nonmetro")) -> Iterator[list[object]]:
    """Rows of metropolitan areas alone, each of them read."""
    draws = random.Random(5)
    areas = [area for area, kind in area_kinds().items() if kind in kinds]
    codes = [
        code for code in table("occupations")["soc_code"].unique() if not code.startswith("55")
    ]
    for number, (area, code) in enumerate(product(areas, codes)):
        if number == size:
            return
        yield [*_place(area), *INDUSTRY, code, f"Occupation {code}", "detailed", *_figures(draws)]


def _place(area: str) -> list[object]:
    kind = area_kinds()[area]
    state = area if kind == "state" else "US"
    return ["99" if kind == "nation" else area, area_titles()[area], AREA_TYPES[kind], state]


def _figures(draws: random.Random) -> list[object]:
    median = draws.uniform(15, 60)
    hourly = [round(median * share, 2) for share in (0.7, 0.85, 1, 1.2, 1.5)]
    annual = [round(pay * 208) * 10 for pay in hourly]
    mean = [hourly[2], annual[2]]
    jobs = [draws.randrange(30, 90_000, 10), round(draws.uniform(1, 30), 1)]
    return [*jobs, "", 1.02, "", "", *mean, 1.1, *hourly, *annual, "", ""]


def written(folder: Path, name: str, shape: Shape, size: int) -> Iterator[Path]:
    """Rows of a shape as a CSV file and as a workbook; streamed: a child's peak includes ours."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(chain([HEADER], shape(size)))
    yield path
    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(chain([HEADER], shape(size))):
            sheet.write_row(number, 0, row)
    yield path


def told(what: str, each: Cost, floor: Cost) -> str:
    """One line of the table."""
    return (
        f"{what:34}{each.processor:8.1f}{each.clock:8.1f}{each.memory / 1e6:10,.0f}"
        f"{each.processor / floor.processor:10.1f}{each.memory / floor.memory:10.1f}"
    )


def main() -> None:
    """Write the files, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rows", type=int, default=400_000)
    size = asked.parse_args().rows
    print(f"{'':34}{'cpu s':>8}{'clock s':>8}{'MB':>10}{'cpu x':>10}{'MB x':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name, shape in (("all_data_M_2025", all_data), ("MSA_M2025_dl", metros)):
            for path in written(Path(folder), name, shape, size):
                floor = cost([sys.executable, "-c", LISTS, path])
                print(told(f"{path.name}, into lists", floor, floor))
                checked = cost([sys.executable, "-c", CHECK, path, *ACCEPTED])
                print(told(f"{path.name}, checked", checked, floor), flush=True)


if __name__ == "__main__":
    main()
