"""The command line: what a user can mend is told without a traceback.

The commands load when one is run, beside what running the chapters takes if it is a build.
"""

from __future__ import annotations

import atexit
import gc
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolereport.publish.headstart import Runner

RUNS_NOTHING = {"-h", "--help", "--why"}


def main() -> None:
    """Run the command line."""
    atexit.register(gc.freeze)  # nothing need look through what goes with the process
    with _runner(sys.argv[1:]) as runner:
        from rolereport.cli.call import call

        call(runner)


def _runner(words: list[str]) -> AbstractContextManager[Runner | None]:
    if words[:1] != ["build"] or RUNS_NOTHING & {*words}:
        return nullcontext()
    gc.disable()  # this process is soon over, and all that it holds goes with it
    from rolereport.publish.headstart import begun

    return begun()
