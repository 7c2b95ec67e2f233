"""A build that is killed leaves no worker and no lock behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from miniature import code_cell, markdown_cell, write_chapter

from rolereport.publish.build import build
from rolereport.publish.layout import Layout

BUILD = """
import sys
from pathlib import Path
from rolereport.publish.build import build
from rolereport.publish.layout import Layout
if __name__ == "__main__":
    build({}, layout=Layout(*(Path(word) for word in sys.argv[1:])))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_build_can_be_built_again(project: Layout) -> None:
    chapter = sorted(project.notebooks.glob("*.ipynb"))[0]
    good = chapter.read_bytes()
    marker = project.build.parent / "started"
    slow = f"open({str(marker)!r}, 'w').close(); import time; time.sleep(60)"
    write_chapter(chapter, markdown_cell("# Slow?"), code_cell(slow))
    script = project.build.parent / "run.py"
    script.write_text(BUILD, encoding="utf-8")
    folders = [project.notebooks, project.data, project.build, project.figures]
    running = subprocess.Popen([sys.executable, script, *map(str, folders)])
    deadline = time.monotonic() + 60
    while not marker.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert marker.exists()
    running.send_signal(signal.SIGKILL)
    running.wait()
    chapter.write_bytes(good)
    time.sleep(0.5)
    assert build({}, layout=project).status == "built"
