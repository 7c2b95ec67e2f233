"""The chapter on what changed runs alone: for other places and jobs, a revision, a first year."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pandas as pd
import papermill
import pytest

from rolereport.data.intake import vintage
from rolereport.data.intake.reading import read_files
from rolereport.paths import DATA, NOTEBOOKS
from rolereport.vintages import OWN_VARIABLE

CHAPTER = NOTEBOOKS / "on-request" / "10-what-changed.ipynb"
UNSAID = re.compile(r"\b(nan|NaT|inf)\b|\bNone\b(?! (?:of|that|:))")


def run(folder: Path, **parameters: object) -> nbformat.NotebookNode:
    return papermill.execute_notebook(
        CHAPTER, folder / "out.ipynb", parameters, cwd=NOTEBOOKS, progress_bar=False
    )


def told(notebook: nbformat.NotebookNode) -> list[str]:
    """Whatever a reader is told: up to an output that ends the chapter."""
    texts = []
    for output in (each for cell in notebook.cells for each in cell.get("outputs", [])):
        about = output.metadata.get("rolereport", {})
        shown = [about.get(key, "") for key in ("caption", "source")]
        texts.append(" ".join([output.get("data", {}).get("text/plain", ""), *shown]))
        if about.get("kind") == "end":
            break
    return texts


def revised(folder: Path) -> None:
    """Lend May 2025 with another median of medical assistants to this process and its children."""
    wages = pd.read_csv(DATA / "oews/2025-05/national.csv", dtype="str", keep_default_na=False)
    for name in (column for column in wages if column.endswith(("hourly", "annual"))):
        coded = wages["codes"].str.extract(rf"{name}=([^;]+)", expand=False)
        wages[name] = wages[name].where(coded.isna(), coded)
    at = wages["soc_code"] == "31-9092"
    wages.loc[at, ["p50_hourly", "p50_annual"]] = ["22.12", "46010"]
    path = folder / "national_M2025_dl.csv"
    wages.drop(columns="codes").to_csv(path, index=False)
    (entry,) = vintage.keep(read_files([path]), into=folder)
    assert entry.status == "revision"


@pytest.mark.parametrize(
    "parameters",
    [
        {"area": "WY", "year": 2024, "since": "2015", "roles": ["registered-nurse"]},
        {"roles": ["47-2111", "47-2152"], "baseline": "47-2152", "dollars": "real"},
        {"year": 2019, "since": "2009-05"},
    ],
    ids=["a state, years apart", "other jobs, real", "across a change of the classification"],
)
def test_the_chapter_runs(parameters: dict[str, object], tmp_path: Path) -> None:
    texts = told(run(tmp_path, **parameters))
    assert [each for each in texts if UNSAID.search(each)] == []
    assert len(texts) > 6


def test_a_revision_is_set_against_what_it_revises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OWN_VARIABLE, str(tmp_path))
    revised(tmp_path)
    text = " ".join(told(run(tmp_path, since="")))
    assert "The median of medical assistants was revised by +0.7%" in text
    assert "of 853 lines in both, one was revised; none added, none removed." in text
    assert "<del>$45,690</del> for medical assistants" in text
    assert "<ins>$46,010</ins> for medical assistants" in text
    assert "after prices" not in text.split("What")[0]


def test_the_first_estimates_of_a_kind_have_nothing_before_them(tmp_path: Path) -> None:
    texts = told(run(tmp_path, area="16220", since=""))
    assert texts[-1].startswith("No earlier estimates of this kind are held")


def test_a_year_is_taken_as_papermill_reads_it(tmp_path: Path) -> None:
    assert "May 2025 against May 2023" in " ".join(told(run(tmp_path, since=2023)))
