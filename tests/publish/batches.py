"""A made-up project for batches: chapters that can wait, fail or kill, by area; and the command."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from miniature import code_cell, make_project, working_chapter

from rolereport.publish.batch.plan import Planned
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout

PROJECT = """
import sys
from pathlib import Path
from rolereport.publish.layout import Layout
made = Layout(*(Path(word) for word in sys.argv[1:7]))
Layout.of_project = classmethod(lambda cls: made)
sys.argv = ["rolereport", *sys.argv[7:]]
"""
COMMAND = """
from rolereport.cli import main
if __name__ == "__main__":
    main()
"""
RUNS = (
    "import pathlib; root = pathlib.Path({root!r})\n(root / 'runs').open('a').write(area + '\\n')"
)
WAIT = (
    "import time\n"
    "(root / f'waits-{area}').touch()\n"
    "while area in {areas!r} and not (root / 'go').exists(): time.sleep(0.02)"
)
FAIL = "if area in {areas!r} and not (root / 'mended').exists(): raise KeyError('p50')"
KILL = (
    "import os, signal\n"
    "if area in {areas!r} and not (root / 'killed').exists():\n"
    "    {once}\n"
    "    os.kill(os.getppid(), signal.SIGKILL)"
)
ONCE, ALWAYS = "(root / 'killed').touch()", "pass"


def make_batch_project(root: Path, *sources: str, **said: Any) -> Layout:
    """The project in miniature; its second chapter also runs `sources`."""
    layout = make_project(root)
    told = {"root": str(root), **said}
    cells = [code_cell(source.replace("{root!r}", repr(str(root)))) for source in [RUNS]]
    cells += [code_cell(_filled(source, told)) for source in sources]
    working_chapter(layout.notebooks / "04-salaries.ipynb", "What do they earn?", *cells)
    return layout


def _filled(source: str, told: dict[str, Any]) -> str:
    for name, value in told.items():
        source = source.replace(f"{{{name}!r}}", repr(value)).replace(f"{{{name}}}", str(value))
    return source


def planned(*areas: str, formats: tuple[str, ...] = ("html",)) -> list[Planned]:
    """The usual edition of each area."""
    made = [Edition.of({"area": area}, Path("build")) for area in areas]
    return [Planned(each.slug, "states", each.parameters, formats) for each in made]


def runs(layout: Layout) -> list[str]:
    """The areas of the chapters that were run, sorted."""
    file = layout.build.parent / "runs"
    return sorted(file.read_text().split()) if file.exists() else []


def write_file(root: Path, *areas: str) -> Path:
    """A file of editions with one group of these areas."""
    file = root / "editions.toml"
    file.write_text(f"[groups.few]\nareas = {[*areas]!r}\nformats = 'html'\n", encoding="utf-8")
    return file


def command(layout: Layout, *words: str, program: str = COMMAND) -> list[str]:
    """A command that takes the made-up project for its own: `rolereport`, if nothing is said."""
    folders = [layout.notebooks, layout.data, layout.build, layout.figures]
    all_words = [*folders, layout.package, layout.lock, *words]
    return [sys.executable, "-c", PROJECT + program, *map(str, all_words)]


def run(layout: Layout, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `rolereport` in that project."""
    return subprocess.run(command(layout, *words), capture_output=True, text=True, check=False)


def wait_for(happened: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until something has happened; fail if it does not."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)
