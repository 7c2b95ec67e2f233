"""Chapter 05 holds for any jobs and places: a metro, a territory, jobs of one state or none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import papermill
import pytest

from rolereport.paths import NOTEBOOKS

EDITIONS: dict[str, dict[str, Any]] = {
    "a pair in a metro": {
        "roles": ["47-2111", "47-2152"], "baseline": "47-2152", "area": "26420",
    },
    "one job, a territory not ranked": {"roles": ["medical-assistant"], "area": "PR"},
    "jobs of one state and of none": {"roles": ["35-2013"], "baseline": "51-7032"},
    "a vintage with standard errors": {
        "roles": ["laboratory-technologist", "medical-assistant"], "year": 2015, "area": "RI",
    },
}  # fmt: skip
UNSAID = re.compile(r"\b(nan|None|NaT|inf)\b")


@pytest.mark.parametrize("name", EDITIONS)
def test_chapter_holds(name: str, tmp_path: Path) -> None:
    executed = papermill.execute_notebook(
        NOTEBOOKS / "05-pay-by-place.ipynb", tmp_path / "out.ipynb", EDITIONS[name],
        cwd=NOTEBOOKS, progress_bar=False,
    )  # fmt: skip
    shown = [each for cell in executed.cells for each in cell.get("outputs", []) if "data" in each]
    assert len(shown) >= 10
    for output in shown:
        told = output.metadata.get("rolereport", {})
        for text in (output.data["text/plain"], told.get("caption", "")):
            assert not UNSAID.search(text), text
        titles = re.findall(r"<text[^>]*>([^<]*)</text>", output.data.get("image/svg+xml", ""))
        assert not UNSAID.search(" ".join(titles)), titles
