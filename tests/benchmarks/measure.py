"""What a command takes: processor, clock, and the memory of its largest process."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

MOST_WORDS = 2_000


@dataclass(frozen=True)
class Cost:
    """Processor and clock in seconds, memory in bytes."""

    processor: float
    clock: float
    memory: int

    def __add__(self, other: Cost) -> Cost:
        """One after the other."""
        memory = max(self.memory, other.memory)
        return Cost(self.processor + other.processor, self.clock + other.clock, memory)

    def __mul__(self, times: float) -> Cost:
        """The same again and again."""
        return Cost(self.processor * times, self.clock * times, self.memory)


def cost(
    command: Sequence[str | Path],
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """What a command takes, with all processes that it starts and waits for.

    Parameters
    ----------
    environment
        Variables beside those of this process.

    Raises
    ------
    SystemExit
        If it fails; with the end of what it wrote.
    """
    with TemporaryFile() as words:
        began = time.perf_counter()
        ran = subprocess.Popen(
            [*map(str, command)],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=words,
            stderr=words,
        )
        # Linux tells the largest of the process and those that it waited for, in kibibytes.
        _, status, used = os.wait4(ran.pid, 0)
        clock = time.perf_counter() - began
        if status:
            words.seek(0)
            end = words.read().decode(errors="replace")[-MOST_WORDS:]
            raise SystemExit(f"{' '.join(map(str, command))} failed:\n{end}")
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss * 1024)
