"""A batch that is killed goes on with what is missing; a worker that is killed costs nothing."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import (
    ALWAYS,
    KILL,
    ONCE,
    WAIT,
    command,
    make_batch_project,
    planned,
    run,
    runs,
    wait_for,
    write_file,
)
from miniature import contents

from rolereport.publish.batch import local
from rolereport.publish.batch.batch import build_editions
from rolereport.publish.batch.outcome import BUILT, UNCHANGED, Order, Outcome
from rolereport.publish.batch.record import Row

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_batch_goes_on_with_what_is_missing(tmp_path: Path, jobs: str) -> None:
    layout = make_batch_project(tmp_path, WAIT, areas=["WY", "CA"])
    words = ["editions", "build", "--file", str(write_file(tmp_path, "TX", "WY", "CA")), "-j", jobs]
    running = subprocess.Popen(command(layout, *words), stderr=subprocess.DEVNULL)
    wait_for((tmp_path / "waits-WY").exists)
    wait_for((layout.build / "editions.json").exists)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = contents(layout.build / "tx")
    assert "manifest.json" in done and not (layout.build / "wy").exists()
    (tmp_path / "go").touch()
    again = run(layout, *words)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "2 built, 1 unchanged." in again.stdout
    assert contents(layout.build / "tx") == done
    assert runs(layout).count("TX") == 1
    left = {path.name for path in layout.build.glob("[!.]*") if path.suffix != ".lock"}
    assert left == {"tx", "wy", "ca", "editions.json", "editions.csv"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_batch_says_so_and_leaves_no_worker(tmp_path: Path, jobs: str) -> None:
    layout = make_batch_project(tmp_path, WAIT, areas=["WY"])
    words = ["editions", "build", "--file", str(write_file(tmp_path, "TX", "WY")), "-j", jobs]
    running = subprocess.Popen(
        command(layout, *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    wait_for((tmp_path / "waits-WY").exists)
    wait_for((layout.build / "editions.json").exists)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    told, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors
    assert "1 built, 1 not reached." in told
    assert "Traceback" not in errors and "Warning" not in errors
    (tmp_path / "go").touch()
    assert run(layout, *words).returncode == 0


def test_a_killed_worker_takes_no_edition_with_it(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path, KILL, areas=["WY"], once=ONCE)
    rows: list[Row] = []
    build_editions(planned("TX", "WY", "CA", "NY"), layout, jobs=2, tell=rows.append)
    assert (tmp_path / "killed").exists()
    assert sorted(row.edition for row in rows) == ["ca", "ny", "tx", "wy"]
    assert {row.outcome for row in rows} == {"built"}


def test_an_edition_that_kills_every_worker_fails_alone(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path, KILL, areas=["WY"], once=ALWAYS)
    rows: list[Row] = []
    build_editions(planned("WY", "TX", "CA"), layout, jobs=2, tell=rows.append)
    assert {row.edition: row.outcome for row in rows} == {
        "tx": "built",
        "ca": "built",
        "wy": "failed",
    }
    assert "was killed from outside" in next(row.why for row in rows if row.edition == "wy")


def test_what_a_lost_worker_had_built_counts_as_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pools = iter([[], [Outcome("tx", UNCHANGED), Outcome("wy", BUILT)]])
    monkeypatch.setattr(local, "_pool", lambda *_: iter(next(pools)))
    orders = [Order(slug, {}, (), "") for slug in ("tx", "wy")]
    outcomes = [*local.side_by_side(orders, make_batch_project(tmp_path), 2, lambda: True)]
    assert [(each.slug, each.outcome) for each in outcomes] == [("tx", BUILT), ("wy", BUILT)]


def test_what_was_begun_when_a_worker_died_does_not_hold_up_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pools: list[list[str]] = []

    def pool_that_dies_at_wy(orders: list[Order], *_: object) -> Iterator[Outcome]:
        pools.append([order.slug for order in orders])
        for order in orders:
            if order.slug == "wy":
                return
            yield Outcome(order.slug, BUILT)

    monkeypatch.setattr(local, "_pool", pool_that_dies_at_wy)
    orders = [Order(slug, {}, (), "") for slug in ("wy", *"abcdefgh")]
    outcomes = [*local.side_by_side(orders, make_batch_project(tmp_path), 1, lambda: True)]
    assert [each.slug for each in outcomes] == [*"abcdefgh", "wy"]
    assert pools[1:] == [[*"abcdefgh", "wy"], ["wy"], ["wy"], ["wy"]]
    assert [each.slug for each in outcomes if each.outcome == "failed"] == ["wy"]
