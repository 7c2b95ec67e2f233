"""What is told when chapters that run side by side fail, or their process is killed or hangs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from miniature import code_cell, markdown_cell, working_chapter, write_chapter

from rolereport.publish import course, runner
from rolereport.publish import notebook as notebooks
from rolereport.publish.engines import ENGINES
from rolereport.publish.errors import ChapterFailed, PublishError

KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


def chapter(folder: Path, name: str, source: str) -> Path:
    return write_chapter(folder / f"{name}.ipynb", markdown_cell("# Why?"), code_cell(source))


def run(folder: Path, sources: dict[str, str], jobs: int = 1, engine: str = "in-process") -> None:
    chapters = [chapter(folder, name, source) for name, source in sources.items()]
    runner.run_chapters(chapters, folder / "run", {}, folder / "figures", jobs, engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_chapters_run_in_their_order_each_with_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    run(tmp_path, {"02-b": "'b'", "07-c": "'c'"}, 2, engine)
    lines = capsys.readouterr().err.splitlines()
    assert sorted(line.split()[0] for line in lines) == ["02-b", "07-c"]
    executed = notebooks.read(tmp_path / "run" / "07-c.ipynb")
    assert executed.cells[1].outputs[0].data["text/plain"] == "'c'"


def test_first_failure_in_chapter_order_is_told(tmp_path: Path) -> None:
    slow = "import time; time.sleep(0.5); raise KeyError('p50')"
    with pytest.raises(ChapterFailed, match="chapter 02-b failed at cell 2: KeyError: 'p50'"):
        run(tmp_path, {"02-b": slow, "07-c": "raise ValueError"}, 2)


def test_chapters_not_begun_are_left_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ChapterFailed, match="chapter 02-b"):
        run(tmp_path, {"02-b": "raise KeyError", "07-c": "'c'"})
    assert not (tmp_path / "run" / "07-c.ipynb").exists()
    assert "KeyError" in (tmp_path / "run" / "02-b.ipynb").read_text()


def test_the_longest_chapter_when_last_saved_runs_first(tmp_path: Path) -> None:
    done: list[str] = []
    chapters = [chapter(tmp_path, "02-b", "'b'"), chapter(tmp_path, "07-c", f"'{'c' * 99}'")]
    folders = tmp_path / "run", tmp_path / "figures"
    executed = runner.run_chapters(
        chapters, folders[0], {}, folders[1], 1, on_done=lambda path: done.append(path.stem)
    )
    assert done == ["07-c", "02-b"]
    assert [path.stem for path in executed] == ["02-b", "07-c"]


def test_so_many_chapters_make_pictures_as_asked_for_and_nothing_is_told_if_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [working_chapter(tmp_path / f"{name}.ipynb", "Why?") for name in ("00-a", "04-longer")]
    for pictures in range(3):
        folder = tmp_path / str(pictures)
        runner.run_chapters(paths, folder, {}, folder, 1, pictures=pictures, quiet=True)
        made = sorted(path.stem for path in folder.glob("*.png"))
        assert made == ["pay-00-a", "pay-04-longer"][2 - pictures :]  # the longest began first
    assert capsys.readouterr() == ("", "")


def test_killed_process_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="the process that ran 02-b was killed from outside"):
        run(tmp_path, {"02-b": KILL})


def test_a_chapter_that_cannot_be_interrupted_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "PATIENCE", 0.5)
    with pytest.raises(PublishError, match=r"02-b did nothing for 0\.5 seconds"):
        run(tmp_path, {"02-b": "import time; time.sleep(60)"})


@pytest.mark.parametrize(("processors", "jobs"), [(None, 1), (1, 1), (2, 2), (64, 4)])
def test_jobs_follow_the_processors(
    monkeypatch: pytest.MonkeyPatch, processors: int | None, jobs: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert course.default_jobs() == jobs
