"""Equal inputs give equal bytes, in another folder, at another time, in other surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from miniature import HTML, TABLE, code_cell, contents, make_project, working_chapter

from rolereport.paths import PROJECT
from rolereport.publish.formats import FORMATS

TESTS = PROJECT / "tests"
HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Niue", "LC_ALL": "C.UTF-8"}
# Another day there at every moment, and another year by the clock of `support/later`.
ELSEWHERE = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "USER": "other"}
LONG_AGO = 1_000_000_000
BUILD = """
import sys
from pathlib import Path
from rolereport.publish.build import build
from rolereport.publish.layout import Layout
from rolereport.publish.site.site import make_site

if __name__ == "__main__":
    root, jobs = Path(sys.argv[1]), int(sys.argv[2])
    layout = Layout(*(root / name for name in ("notebooks", "data", "build", "figures", "package")),
                    lock=root / "uv.lock")
    build({"area": "TX"}, layout=layout, jobs=jobs)
    make_site(layout, base_url="https://example.org/")
"""
SHOW_TABLE = f"""
from IPython.display import display
html = {HTML.replace("{name}", "pay")!r}
display({{"text/html": html, "text/csv": "a\\n1\\n", "text/plain": "1"}},
        raw=True, metadata={{"rolereport": {TABLE!r}}})
"""
TELL = "import datetime, time; print(datetime.date.today().year, time.gmtime().tm_year)"


def make(root: Path) -> Path:
    layout = make_project(root)
    working_chapter(layout.notebooks / "05-table.ipynb", "Which?", code_cell(SHOW_TABLE))
    (root / "build.py").write_text(BUILD)
    return root


def run(arguments: list[str], folder: Path, surroundings: dict[str, str], *path: Path) -> str:
    environment = os.environ | surroundings | {"PYTHONPATH": os.pathsep.join(map(str, path))}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of one project: the first here and now, the second elsewhere and later."""
    one, other = make(tmp_path_factory.mktemp("one")), make(tmp_path_factory.mktemp("a b") / "c")
    for path in other.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    run(["build.py", str(one), "1"], one, HERE, TESTS)
    run([str(other / "build.py"), ".", "2"], other, ELSEWHERE, TESTS, TESTS / "support" / "later")
    return one / "build", other / "build"


def test_every_file_has_the_same_bytes(twice: tuple[Path, Path]) -> None:
    one, other = map(contents, twice)
    assert [name for name in one if one[name] != other.get(name)] == []
    assert one.keys() == other.keys()


def test_every_format_is_among_them(twice: tuple[Path, Path]) -> None:
    assert {f"tx/report.{name}" for name in FORMATS} <= contents(twice[0]).keys()
    assert "site/index.html" in contents(twice[0])


def test_it_is_another_year_there(tmp_path: Path) -> None:
    now = run(["-c", TELL], tmp_path, HERE).split()
    later = run(["-c", TELL], tmp_path, ELSEWHERE, TESTS / "support" / "later").split()
    assert all(int(b) > int(a) for a, b in zip(now, later, strict=True))
