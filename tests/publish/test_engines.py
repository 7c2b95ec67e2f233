"""Both engines give the same notebook, whatever a cell shows or however it fails."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from miniature import PARAMETERS, code_cell, markdown_cell, write_chapter
from nbformat import NotebookNode

from rolereport.paths import NOTEBOOKS
from rolereport.publish import execute, processes
from rolereport.publish import notebook as notebooks
from rolereport.publish.engines import ENGINES, IN_PROCESS, KERNEL
from rolereport.publish.errors import ChapterFailed
from rolereport.publish.processes import Job, Tell

SHOWING = {
    "nothing": "a = 1",
    "the last value": "a = 1\na",
    "no value": "a = 1\na;",
    "a semicolon in text": "'a; b'",
    "an empty cell": "  \n",
    "a comment": "# nothing to run",
    "text": "print('a')\nprint('b', end='')\nprint('c')",
    "text and errors in turn": "import sys\nfor n in range(3):\n    print(n)\n"
    "    print('!', file=sys.stderr)\nprint('end')",
    "text around a display": "print('a')\ndisplay({'text/plain': 'b'}, raw=True)\nprint('c')\n1",
    "a warning": "import warnings\nwarnings.formatwarning = lambda m, *_: f'{m}\\n'\n"
    "warnings.warn('careful')",
    "pictures and tables": "display({'image/svg+xml': '<svg/>', 'text/csv': 'a\\n1\\n',"
    " 'image/png': 'iVBORw0KGgo=', 'text/plain': 'a'}, raw=True, metadata={'kind': 'figure'})",
    "a display that changes": "shown = display('before', display_id=True)\nshown.update('after')",
    "a display that changes later": "shown.update('at last')\n'done'",
    "what is cleared": "from IPython.display import clear_output\nprint('a')\nclear_output()\n2",
    "objects": "from IPython.display import HTML, Markdown\ndisplay(Markdown('*a*'), HTML('<b>'))",
    "a data frame": "import pandas as pd\npd.DataFrame({f'column {n}': [n] for n in range(30)})",
    "a class of its own": "class A:\n    def __repr__(self):\n        return f'{type(self)}'\nA()",
    "names of IPython": "In[1], _, __name__, __doc__",
    "a magic": "%pwd",
    "earlier values": "a, area",
}  # fmt: skip
FAILING = {
    "an exception": "def f():\n    raise KeyError('p50')\nf()",
    "no Python": "a = (",
    "an exit": "raise SystemExit(3)",
    "something interrupted": "raise KeyboardInterrupt",
    "a text before": "print('a')\n1 / 0",
}


def run_here(
    chapter: Path, target: Path, parameters: dict[str, Any], figures: Path, engine: str, tell: Tell
) -> None:
    execute.CELL_SECONDS = parameters.pop("cell_seconds", 60)
    execute.run_chapter(chapter, target, parameters, figures, engine=engine)


def run(*arguments: Any) -> Exception | None:
    """What was raised in a fresh process: pytest has changed how warnings go in this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "FORKS", False)
        (told,) = processes.side_by_side([Job("chapter", partial(run_here, *arguments))], 1)
    return told.value if told.kind == "raised" else None


def executed(chapter: Path, engine: str, **parameters: Any) -> NotebookNode:
    """The chapter as an engine leaves it, in a process of its own, failed or not."""
    target = chapter.parent / f"{engine}.ipynb"
    figures = chapter.parent / "figures"
    figures.mkdir(exist_ok=True)
    failure = run(chapter, target, parameters, figures, engine)
    assert failure is None or isinstance(failure, ChapterFailed), failure
    return notebooks.normalise(notebooks.read(target))


def told(notebook: NotebookNode) -> Iterator[Any]:
    """Every cell without what names the run: paths of temporary files, ids of cells."""
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.traceback = [_plain(line) for line in output.traceback]
                output.evalue = _plain(output.evalue)
        yield {name: value for name, value in cell.items() if name != "id"}


def _plain(line: str) -> str:
    line = re.sub(r"\x1b\[[\d;]*m", "", line)
    return re.sub(r"[/\w]+\.py|<ipython-input-[\w-]+>", "file", line)


def both(chapter: Path) -> None:
    one, other = (list(told(executed(chapter, engine, area="TX"))) for engine in ENGINES)
    assert one == other


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    folder = tmp_path_factory.mktemp("engines")
    cells = [code_cell(PARAMETERS, tags=["parameters"]), *map(code_cell, SHOWING.values())]
    chapter = write_chapter(folder / "00-a.ipynb", markdown_cell("# Why?"), *cells)
    return {name: list(told(executed(chapter, name, area="TX")))[3:] for name in ENGINES}


@pytest.mark.parametrize("name", SHOWING)
def test_a_cell_shows_the_same(shown: dict[str, list[Any]], name: str) -> None:
    place = [*SHOWING].index(name)
    assert shown[IN_PROCESS][place] == shown[KERNEL][place]
    assert shown[KERNEL][place]["source"] == SHOWING[name]


@pytest.mark.parametrize("name", FAILING)
def test_a_cell_fails_the_same_way(tmp_path: Path, name: str) -> None:
    cells = map(code_cell, ["1", FAILING[name], "2"])
    both(write_chapter(tmp_path / "00-a.ipynb", markdown_cell("# Why?"), *cells))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cell_that_runs_too_long_fails(tmp_path: Path, engine: str) -> None:
    chapter = write_chapter(
        tmp_path / "00-a.ipynb", markdown_cell("# Why?"), code_cell("import time; time.sleep(60)")
    )
    failure = run(chapter, tmp_path / "run.ipynb", {"cell_seconds": 1}, tmp_path, engine)
    assert isinstance(failure, ChapterFailed)
    assert failure.error_name == "CellTimeoutError" and failure.cell_number == 2
    assert (tmp_path / "run.ipynb").is_file()


def test_the_first_chapter_is_what_is_saved_in_the_project(tmp_path: Path) -> None:
    """They come from one engine, and nbval compares them all with a kernel's."""
    chapter = NOTEBOOKS / "00-answer.ipynb"
    copy = tmp_path / chapter.name
    copy.write_bytes(chapter.read_bytes())
    again = notebooks.without_injected(executed(copy, IN_PROCESS, area="US"))
    assert again.cells == notebooks.read(chapter).cells


BY_PAPERMILL = """
import sys
import papermill
how = {"engine_name": "in-process", "kernel_name": "python3", "progress_bar": False}
papermill.execute_notebook(sys.argv[1], sys.argv[2], **how)
"""


@pytest.mark.parametrize(("last", "status"), [("2", "completed"), ("1 / 0", "failed")])
def test_papermill_finds_the_engine_and_tells_how_each_cell_went(
    tmp_path: Path, last: str, status: str
) -> None:
    chapter = write_chapter(tmp_path / "00-a.ipynb", code_cell("1"), code_cell(last))
    out = tmp_path / "run.ipynb"
    ran = subprocess.run([sys.executable, "-c", BY_PAPERMILL, chapter, out], capture_output=True)
    assert bool(ran.returncode) is (status == "failed")
    cells = [cell for cell in notebooks.read(out).cells if cell.source in ("1", last)]
    told = [cell.metadata["papermill"]["status"] for cell in cells]
    assert told == ["completed", status]
