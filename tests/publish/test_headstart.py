"""The process that runs a build's chapters begins before the build and ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from miniature import code_cell, make_project, write_chapter

from rolereport.publish import headstart, processes
from rolereport.publish.course import Course
from rolereport.publish.engines import IN_PROCESS
from rolereport.publish.errors import ChapterFailed, PublishError
from rolereport.publish.headstart import Runner
from rolereport.publish.runner import run_chapters

pytestmark = pytest.mark.skipif(not processes.FORKS, reason="processes do not fork here")


@pytest.fixture
def runner() -> Iterator[Runner]:
    with headstart.begun() as begun:
        assert begun
        yield begun


def run(runner: Runner, folder: Path, *sources: str) -> list[str]:
    chapters = [
        write_chapter(folder / f"0{place}-a.ipynb", code_cell(source))
        for place, source in enumerate(sources)
    ]
    executed = run_chapters(chapters, folder / "run", {}, folder, 1, runner=runner, quiet=True)
    return [path.read_text() for path in executed]


def test_chapters_run_there_with_the_environment_that_is_now(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINCE", "later")
    monkeypatch.delenv("HOME")
    source = "import os; print(os.environ['SINCE'], 'HOME' in os.environ, os.getppid())"
    (executed,) = run(runner, tmp_path, source)
    assert "later False" in executed
    assert f"False {os.getpid()}" not in executed


def test_a_failed_chapter_ends_the_course(runner: Runner, tmp_path: Path) -> None:
    with pytest.raises(ChapterFailed, match="chapter 00-a failed at cell 1: KeyError: 'p50'"):
        run(runner, tmp_path, f"raise KeyError('p50') # {'long' * 9}", "'never'")
    assert not (tmp_path / "run" / "01-a.ipynb").exists()


def test_that_it_was_killed_is_told(runner: Runner, tmp_path: Path) -> None:
    kill = f"import os; os.kill(os.getppid(), {signal.SIGKILL:d}); import time; time.sleep(60)"
    with pytest.raises(PublishError, match="the process that ran the chapters was killed"):
        run(runner, tmp_path, kill)


def test_that_it_was_killed_before_is_told(tmp_path: Path) -> None:
    before = {*psutil.Process().children()}
    with headstart.begun() as runner:
        assert runner
        (process,) = {*psutil.Process().children()} - before
        process.kill()
        with pytest.raises(PublishError, match="the process that ran the chapters was killed"):
            run(runner, tmp_path, "1")


def test_a_course_begun_and_left_ends_with_the_block(tmp_path: Path) -> None:
    chapter = write_chapter(
        tmp_path / "00-a.ipynb", code_cell("1"), code_cell("import time; time.sleep(60)")
    )
    course = Course([chapter], tmp_path / "run", {}, tmp_path, 1, IN_PROCESS, pictures=0)
    course.folder.mkdir()
    before = {*psutil.Process().children(recursive=True)}
    with headstart.begun() as runner:
        assert runner
        next(runner.run(course))
        ours = {*psutil.Process().children(recursive=True)} - before
        assert len(ours) == 2  # the runner and its chapter
    _, left = psutil.wait_procs(ours, timeout=20)
    assert [each for each in left if each.status() != psutil.STATUS_ZOMBIE] == []


LOADED = """
import sys
from pathlib import Path, PosixPath
from rolereport.publish import headstart
with headstart.begun() as runner:
    from rolereport.data.seals import check_unsealed
    from rolereport.publish.build import build
    from rolereport.publish.layout import Layout
    build({}, layout=eval(sys.argv[1]), preflight=check_unsealed, runner=runner, quiet=True)
print(sorted({"papermill", "pandas", "IPython", "matplotlib", "typst"} & {*sys.modules}))
"""


def test_a_build_itself_loads_nothing_that_chapters_or_formats_need(tmp_path: Path) -> None:
    layout = make_project(tmp_path)
    command = [sys.executable, "-c", LOADED, repr(layout)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (layout.build / "us" / "report.pdf").is_file()
    assert ran.stdout == "[]\n"
