"""Editions built by the workers of a Dask scheduler, one of which is killed as it builds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batches import (
    KILL,
    ONCE,
    command,
    make_batch_project,
    planned,
    run,
    runs,
    wait_for,
    write_file,
)

from rolereport.publish.batch import cluster
from rolereport.publish.batch.batch import build_editions
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import Layout

pytest.importorskip("distributed")
Start = Callable[[Layout], list[subprocess.Popen[bytes]]]
WORKER = """
from distributed.cli.dask_worker import main
if __name__ == "__main__":
    main()
"""
LOCAL = ["--host", "127.0.0.1", "--no-dashboard"]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "scheduler.json"
    words = [*LOCAL, "--port", "0", "--scheduler-file", file]
    said = [sys.executable, "-m", "dask", "scheduler", *map(str, words)]
    running = subprocess.Popen(said, stderr=subprocess.DEVNULL)
    wait_for(file.exists)
    yield file
    running.kill()
    running.wait()


@pytest.fixture
def workers(scheduler: Path, tmp_path: Path) -> Iterator[Start]:
    words = ["--scheduler-file", scheduler, *LOCAL, "--nthreads", "1", "--no-nanny"]
    words += ["--local-directory", tmp_path / "dask"]
    running: list[subprocess.Popen[bytes]] = []

    def start(layout: Layout) -> list[subprocess.Popen[bytes]]:
        for _ in range(2):
            said = command(layout, *map(str, words), program=WORKER)
            running.append(subprocess.Popen(said, stderr=subprocess.DEVNULL))
        return running

    yield start
    for each in running:
        each.kill()
        each.wait()


def address(scheduler: Path) -> str:
    return str(json.loads(scheduler.read_text())["address"])


def elsewhere(layout: Layout, folder: Path) -> Layout:
    """A copy of the project, as on another machine."""
    root = layout.build.parent
    shutil.copytree(root, folder)
    folders = (layout.notebooks, layout.data, layout.build, layout.figures, layout.package)
    files = (layout.lock,)
    return Layout(*(folder / path.relative_to(root) for path in (*folders, *files)))


def test_a_worker_killed_as_it_builds_costs_no_edition(
    tmp_path: Path, scheduler: Path, workers: Start
) -> None:
    layout = make_batch_project(tmp_path / "here", KILL, areas=["WY"], once=ONCE)
    running = workers(elsewhere(layout, tmp_path / "there"))
    file = str(write_file(tmp_path, "TX", "WY", "CA", "NY"))
    words = ["editions", "build", "--file", file, "--scheduler", address(scheduler)]
    ran = run(layout, *words)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "4 built." in ran.stdout
    assert [each.poll() is None for each in running].count(False) == 1
    assert runs(layout).count("WY") == 2
    assert not [*(tmp_path / "there" / "build").glob("[!.]*")]
    again = run(layout, *words)
    assert "4 unchanged." in again.stdout


def test_workers_of_another_project_are_refused_before_anything_is_built(
    tmp_path: Path, scheduler: Path, workers: Start
) -> None:
    layout = make_batch_project(tmp_path / "here")
    other = elsewhere(layout, tmp_path / "there")
    (other.data / "cpi.csv").write_text("year\n")
    (other.package / "code.py").write_text("pay = 2\n")
    workers(other)
    with pytest.raises(PublishError, match=r"tcp://127.*: its code, data are not those of this"):
        build_editions(planned("TX"), layout, scheduler=address(scheduler))
    assert runs(layout) == []


def test_no_worker_and_no_scheduler_are_told(
    tmp_path: Path, scheduler: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = make_batch_project(tmp_path)
    monkeypatch.setattr(cluster, "PATIENCE", 5)
    with pytest.raises(PublishError, match="has no worker; start one in a copy of this project"):
        build_editions(planned("TX"), layout, scheduler=address(scheduler))
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(PublishError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1"):
        build_editions(planned("TX"), layout, scheduler="tcp://127.0.0.1:1")


def test_dask_that_is_missing_is_told_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = make_batch_project(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PublishError, match="run `uv sync --extra distributed`"):
        build_editions(planned("TX"), layout, scheduler="tcp://127.0.0.1:1")
