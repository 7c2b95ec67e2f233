"""One process holds a lock at a time, and a killed one holds none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rolereport import locks

HOLD = """
import sys, time
from rolereport import locks
handle = open(sys.argv[1], "a")
print(locks.take(handle), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_lock_is_one_process_s_until_it_ends_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with path.open("a") as handle:
            assert not locks.take(handle)
            other.send_signal(signal.SIGKILL)
            other.wait()
            assert locks.take(handle)


@pytest.mark.skipif(os.name == "nt", reason="a folder cannot be locked there")
def test_a_folder_can_be_locked_by_its_descriptor(tmp_path: Path) -> None:
    one, other = (os.open(tmp_path, os.O_RDONLY) for _ in range(2))
    assert locks.take(one) and not locks.take(other)
    os.close(one)
    assert locks.take(other)
    os.close(other)


@pytest.mark.skipif(os.name == "nt", reason="processes are no copies there")
def test_a_lock_let_go_is_free_though_a_copy_of_the_process_lives(tmp_path: Path) -> None:
    held, other = (os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT) for _ in range(2))
    assert locks.take(held)
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[held]
    ):
        assert not locks.take(other)
        locks.let_go(held)
        assert locks.take(other)
    os.close(held)
    os.close(other)
