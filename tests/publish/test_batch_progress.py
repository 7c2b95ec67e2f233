"""How far a batch is: lines with the time left, or a bar where there is a terminal; flat memory."""

from __future__ import annotations

import gc
import io
import platform
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import command, make_batch_project, planned

from rolereport.publish.batch import batch
from rolereport.publish.batch.memory import hand_back
from rolereport.publish.batch.outcome import BUILT, Outcome
from rolereport.publish.layout import Layout

EDITIONS, WARM, MIB = 16, 4, 1024
MEMORY = """
from rolereport.choices import area_kinds
from rolereport.publish.batch.job import edition_job
from rolereport.publish.batch.memory import hand_back
from rolereport.publish.batch.outcome import Order
for area in sorted(area_kinds())[:int(sys.argv[1])]:
    order = Order(area.lower(), {"area": area, "year": 2025}, ("html",), "reader")
    assert edition_job(order, made).outcome == "built"
    status = Path("/proc/self/status").read_text()
    print(status.partition("VmRSS:")[2].split()[0])
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    def at_once(*_: object) -> Iterator[Outcome]:
        for slug in ("tx", "wy"):
            yield Outcome(slug, BUILT, 2.5)

    monkeypatch.setattr(batch, "_begun", at_once)
    return make_batch_project(tmp_path)


def test_lines_tell_how_far_it_is_and_the_time_left(
    built: Layout, capsys: pytest.CaptureFixture[str]
) -> None:
    batch.build_editions(planned("TX", "WY"), built)
    assert capsys.readouterr().err.splitlines() == [
        "tx  built  2.5 s  (1 of 2, 00:00 left)",
        "wy  built  2.5 s  (2 of 2, 00:00 left)",
    ]


def test_a_bar_tells_it_on_a_terminal(built: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    batch.build_editions(planned("TX", "WY"), built)
    assert "editions:   0%" in terminal.getvalue()
    assert "tx  built  2.5 s\n" in terminal.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_of_a_worker_does_not_grow(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path)
    words = command(layout, str(EDITIONS), program=MEMORY)
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    held = [int(line) / MIB for line in ran.stdout.split()]
    assert len(held) == EDITIONS
    assert held[-1] - held[WARM] < 6


def resident() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / MIB


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can")
def test_what_is_free_between_what_is_kept_is_handed_back() -> None:
    pieces = [bytes(1000) for _ in range(60_000)]
    kept = pieces[::50]
    del pieces
    before = resident()
    hand_back()
    assert before - resident() > 30
    assert len(kept) == 1200


def test_garbage_that_an_edition_left_is_cleared_away() -> None:
    class Garbage:
        """That keeps itself."""

        def __init__(self) -> None:
            self.itself = self

    gc.disable()
    try:
        left = weakref.ref(Garbage())
        assert left() is not None
        hand_back()
        assert left() is None
    finally:
        gc.enable()
