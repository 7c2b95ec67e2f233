"""Runs `rolereport` commands, each in a process of its own that is killed where one says.

The package is loaded once; each command runs in a fork of this process. A line of standard input
is JSON: the words of the command, and `kill`, the number of the step before which the process is
killed, counted from 1, or the seconds after which it is, or null. The answer is a line too: the
signal or exit code that ended it, with the number of steps in it. A step is a call that changes a
file or folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from typing import Any

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.utime", "os.link"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def main() -> None:
    """Answer each line of standard input."""
    import pandas
    import pandera.pandas as pandera
    import python_calamine  # noqa: F401

    from rolereport.cli import main as command
    from rolereport.data import checks  # noqa: F401  (loaded once, not in each fork)
    from rolereport.data.intake import own, telling, telling_salaries, vintage  # noqa: F401

    pandera.DataFrameSchema().validate(pandas.DataFrame())  # which loads the rest of it
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_forked(command, asked)), flush=True)


def _forked(command: Any, asked: dict[str, Any]) -> dict[str, int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _run(command, asked, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as steps:
        counted = len(steps.read())
    _, status = os.waitpid(process, 0)
    return {"ended": os.waitstatus_to_exitcode(status), "steps": counted}


def _run(command: Any, asked: dict[str, Any], told: int) -> None:
    """The command, in the fork; tells a byte for each step, and never returns."""
    kill, done = asked["kill"], 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if event in CHANGES or opened:
            done += 1
            if done == kill:
                os.kill(os.getpid(), signal.SIGKILL)
            os.write(told, b".")

    if isinstance(kill, float):
        # Nothing handles the alarm: it ends the process as abruptly, wherever it is.
        signal.setitimer(signal.ITIMER_REAL, kill)
    sys.argv = ["rolereport", *asked["words"]]
    sys.addaudithook(watch)
    code = 0
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as e:
        try:
            command()
        except SystemExit as ended:
            code = int(ended.code or 0)
    os.write(2, e.getvalue().encode())
    os._exit(code)


if __name__ == "__main__":
    main()
