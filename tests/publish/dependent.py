"""A miniature project whose chapters use code and data, to see what runs again after a change."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from miniature import code_cell, make_project, working_chapter

from rolereport.parameters import default_values
from rolereport.paths import DATA
from rolereport.publish.build import BuildResult, build
from rolereport.publish.depends.why import Project, Reason, why
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout

ANSWER, SALARIES = "00-answer", "04-salaries"
PACKAGE = {
    "__init__.py": "",
    "analysis/__init__.py": "",
    "analysis/means.py": "def mean():\n    from rolereport.analysis import spread\n",
    "analysis/spread.py": "",
    "analysis/apart.py": "",
    "analysis/grid.csv": "",
    "analysis/checked.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
        "    from rolereport.analysis import apart\n"
    ),
    "display/__init__.py": "",
    "display/house.mplstyle": "",
    "display/style.py": "",
    "publish/__init__.py": "",
    "publish/execute.py": "",
    "publish/formats.py": "def write():\n    import rolereport.publish.page.page\n",
    "publish/page/__init__.py": "",
    "publish/page/page.py": "",
    "publish/page/templates/page.html": "",
    "cli/__init__.py": "",
}
ROWS = {
    "national": ["US,31-9092,100,45690,", "US,29-2010,200,62930,", "US,47-2111,300,62350,"],
    "states": ["TX,31-9092,10,39520,", "WY,31-9092,1,41000,", "TX,47-2111,20,58570,"],
}
HEADER = "area,soc_code,employment,p50_annual,codes"
# What is imported in vain stands for what a chapter of the real package uses.
USES = {
    ANSWER: "if False:\n    from rolereport.analysis import means",
    SALARIES: "if False:\n    import rolereport.analysis.checked, rolereport.display.style",
}
READS = {
    ANSWER: 'load.wages("national", 2025, DATA, codes=["31-9092", "29-2010"])',
    SALARIES: 'load.wages("states", max(load.years("states", DATA)), DATA, areas=["TX"])',
}
LOAD = """from pathlib import Path
from rolereport.data import load
DATA = Path({data!r})
print({what}[["area", "soc_code", "p50_annual"]].to_csv())"""


def make(root: Path) -> Layout:
    """A project of two chapters, each with code of its own and rows of its own."""
    layout = make_project(root)
    shutil.rmtree(layout.package)
    for name, text in PACKAGE.items():
        write(layout.package / name, text)
    shutil.copytree(DATA / "schemas", layout.data / "schemas")
    for level, rows in ROWS.items():
        text = "\n".join([HEADER, *rows, ""])
        write(layout.data / "oews" / "2025-05" / f"{level}.csv", text)
    for name in (ANSWER, SALARIES):
        source = LOAD.format(data=str(layout.data), what=READS[name])
        cells = code_cell(USES[name]), code_cell(source)
        working_chapter(layout.notebooks / f"{name}.ipynb", "Is it the same?", *cells)
    write(layout.notebooks.parent / "CITATION.cff", layout.citation.read_text(encoding="utf-8"))
    return replace(layout, citation=layout.notebooks.parent / "CITATION.cff")


def write(path: Path, text: str) -> None:
    """Write a file, in a folder that may not be there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def append(path: Path, text: str = "\n") -> None:
    """Add to a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def swap(path: Path, old: str, new: str) -> None:
    """Change what must be in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edition_of(layout: Layout) -> Edition:
    """The edition that is built."""
    return Edition.of(default_values(), layout.build)


def built(layout: Layout, formats: Collection[str] = ("html",)) -> BuildResult:
    """Build it."""
    return build(default_values(), layout=layout, formats=formats, jobs=1)


def reasons(layout: Layout, formats: Collection[str] = ("html",)) -> list[Reason]:
    """Why it would be built again."""
    return why(edition_of(layout), Project(layout), formats)
