"""Whatever changes what a chapter shows is among what it is recorded to have read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from dependent import ANSWER, HEADER, LOAD, READS, ROWS, SALARIES, built, make, reasons

from rolereport import reads
from rolereport.paths import DATA, NOTEBOOKS
from rolereport.publish.layout import Layout
from rolereport.reads import Answer

CELLS = [
    (level, row, column)
    for level, rows in ROWS.items()
    for row in range(len(rows))
    for column in range(HEADER.count(",") + 1)
]
# Each has a way of its own to read: figures, listings, conclusions, other files beside the tables.
CHAPTERS = [
    "00-answer", "05-pay-by-place", "09-sources-and-methods",
    "on-request/10-what-changed", "on-request/11-your-pay",
]  # fmt: skip
WATCHED = """
import sys
opened = set()
sys.addaudithook(lambda event, told: event == "open" and opened.add(str(told[0])))
from pathlib import Path
from rolereport.parameters import default_values
from rolereport.publish.execute import run_chapter
chapter, target, figures = map(Path, sys.argv[1:])
run_chapter(chapter, target, default_values(), figures, engine="in-process")
print(*(path for path in opened if path.startswith({data!r})), sep="\\n")
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = make(tmp_path_factory.mktemp("missed") / "project")
    built(layout)
    return layout


@pytest.fixture
def kept(project: Layout) -> Iterator[dict[str, Path]]:
    """The wage files, put back after each test."""
    files = {level: project.data / "oews" / "2025-05" / f"{level}.csv" for level in ROWS}
    before = {path: path.read_bytes() for path in files.values()}
    yield files
    for path, content in before.items():
        path.write_bytes(content)


def shown(project: Layout, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What each chapter prints of the data as it is now."""
    told: dict[str, str] = {}
    for name in (ANSWER, SALARIES):
        reads.forget()
        try:
            exec(LOAD.format(data=str(project.data), what=READS[name]), {})
        except ValueError as error:
            print(error)
        told[name] = capsys.readouterr().out
    return told


@pytest.mark.parametrize(("level", "row", "column"), CELLS)
def test_a_changed_cell_that_a_chapter_shows_makes_it_run_again(
    project: Layout,
    kept: dict[str, Path],
    capsys: pytest.CaptureFixture[str],
    level: str,
    row: int,
    column: int,
) -> None:
    before = shown(project, capsys)
    lines = kept[level].read_text().splitlines()
    cells = lines[row + 1].split(",")
    cells[column] = {0: "WY", 1: "31-9092", 4: "p90_annual=#"}.get(column, "777")
    lines[row + 1] = ",".join(cells)
    kept[level].write_text("\n".join([*lines, ""]))
    after = shown(project, capsys)
    run = {name for reason in reasons(project) for name in reason.chapters}
    assert {name for name in before if before[name] != after[name]} <= run


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_file_of_data_that_a_chapter_opens_is_noted(name: str, tmp_path: Path) -> None:
    target, notes = tmp_path / "executed.ipynb", tmp_path / ".executed.reads"
    script = WATCHED.format(data=str(DATA))
    paths = (NOTEBOOKS / f"{name}.ipynb", target, tmp_path / "figures")
    ran = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)], capture_output=True, text=True, check=True
    )
    opened = {f"data/{Path(each).relative_to(DATA).as_posix()}" for each in ran.stdout.split()}
    found = reads.noted(notes)
    inside = [one for each in found if isinstance(each, Answer) for one in each.made_from]
    noted = {each.path for each in [*found, *inside] if not isinstance(each, Answer)}
    assert opened and opened <= noted
    assert json.loads(target.read_text())["cells"]
