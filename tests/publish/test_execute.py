"""One chapter in a real kernel: what it is given, and how its failure is told."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

import pytest
from miniature import PARAMETERS, code_cell, markdown_cell, write_chapter

from rolereport.publish import notebook as notebooks
from rolereport.publish.errors import ChapterFailed
from rolereport.publish.execute import run_chapter

ASK = """import json, os, sys
print(json.dumps({"python": sys.executable, "folder": os.getcwd(), "area": area, "year": year,
    "figures": os.environ["ROLEREPORT_FIGURES"], "ipython": os.environ["IPYTHONDIR"]}))"""


def run(chapter: Path, **parameters: object) -> Path:
    target = chapter.parent / "executed.ipynb"
    run_chapter(chapter, target, parameters, chapter.parent / "figures")
    return target


def failure_of(chapter: Path) -> ChapterFailed:
    with pytest.raises(ChapterFailed) as caught:
        run(chapter, area="TX", unheard_of=1)
    return caught.value


@pytest.fixture
def foreign_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "jupyter" / "kernels" / "python3"
    folder.mkdir(parents=True)
    spec = {"argv": ["/bin/false"], "display_name": "not this one", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "mine"))


@pytest.mark.usefixtures("foreign_kernel")
def test_chapter_gets_this_interpreter_its_folder_and_its_parameters(tmp_path: Path) -> None:
    chapter = write_chapter(
        tmp_path / "notes {braced}" / "04-a.ipynb",
        code_cell(PARAMETERS, tags=["parameters"]),
        code_cell(ASK),
    )
    executed = notebooks.read(run(chapter, area="06", unheard_of=1))
    answer = json.loads(executed.cells[-1].outputs[0].text)
    assert Path(answer["ipython"]) != tmp_path / "mine"
    assert answer | {"ipython": ""} == {
        "python": sys.executable,
        "folder": str(chapter.parent),
        "area": "06",  # a string stays one, with its zero
        "year": 2025,
        "figures": str(chapter.parent / "figures"),
        "ipython": "",
    }
    assert "unheard_of" not in executed.cells[1].source
    assert executed.cells[1]["id"] == "injected-parameters"


@pytest.mark.parametrize(
    ("source", "name", "message"),
    [
        ("{}['p50']", "KeyError", "'p50'"),
        ("import os; os._exit(1)", "DeadKernelError", "Kernel died"),
    ],
)
def test_failure_names_chapter_cell_and_error(
    tmp_path: Path, source: str, name: str, message: str
) -> None:
    chapter = write_chapter(
        tmp_path / "04-pay.ipynb",
        markdown_cell("# Pay?"),
        code_cell(PARAMETERS, tags=["parameters"]),
        code_cell("print('fine')"),
        code_cell(source),
        code_cell("print('never')"),
    )
    failure = failure_of(chapter)
    assert (failure.chapter, failure.cell_number) == ("04-pay", 4)
    assert (failure.error_name, failure.error_message) == (name, message)
    assert all(word in str(failure) for word in ("04-pay", "cell 4", name, message))
    kept = failure.kept_at.read_text()
    assert "fine" in kept and str(failure.kept_at) in str(failure)


def test_cells_before_the_parameters_keep_their_number(tmp_path: Path) -> None:
    chapter = write_chapter(
        tmp_path / "04-pay.ipynb",
        code_cell("1 / 0"),
        code_cell(PARAMETERS, tags=["parameters"]),
    )
    assert failure_of(chapter).cell_number == 1


def test_failure_passes_between_processes() -> None:
    failure = ChapterFailed("04-pay", 3, "KeyError", "'p50'", Path("kept.ipynb"))
    again = pickle.loads(pickle.dumps(failure))
    assert str(again) == str(failure)
    assert str(again.moved_to(Path("there.ipynb"))).endswith("there.ipynb")
