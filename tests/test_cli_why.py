"""`build --why` tells in words what changed and what would run, and builds nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rolereport.cli.why import chapters_told
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout

WORDS = ["-p", "area=PR", "-p", "dollars=real", "-p", "baseline=phlebotomist"]
VALUES = {"area": "PR", "dollars": "real", "baseline": "phlebotomist"}
RUN = """
import sys
from rolereport.cli import main
sys.argv = ["rolereport", "build", "--why", *sys.argv[1:]]
main()
print({"papermill", "pandas", "matplotlib"} & {*sys.modules})
"""


def test_an_edition_never_built_is_told_before_anything_slow_is_loaded() -> None:
    folder = Edition.of(VALUES, Layout.of_project().build).folder
    assert not folder.exists()
    command = [sys.executable, "-c", RUN, *WORDS]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "- never built\n\nA build: 10 chapters run.\nset()\n"
    assert not folder.exists()


@pytest.mark.parametrize(
    ("run", "taken_over", "told"),
    [
        (["00-answer"], [], "1 chapter runs"),
        (["00-answer", "01-names"], [], "2 chapters run"),
        (["00-answer"], ["01-names"], "1 chapter runs (00-answer), 1 is taken over"),
        (["00-a", "01-b"], ["02-c", "03-d"], "2 chapters run (00-a, 01-b), 2 are taken over"),
        ([], ["01-names"], "no chapter runs, 1 is taken over"),
    ],
)
def test_which_chapters_run_is_told_in_words(
    run: list[str], taken_over: list[str], told: str
) -> None:
    assert chapters_told(run, taken_over) == told
