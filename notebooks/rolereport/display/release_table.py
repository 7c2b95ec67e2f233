"""Every line that differs between two sets of wages, as a table for a file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from rolereport.analysis.release_change import AFTER, BEFORE, CODE, TITLE, changed, figures_of
from rolereport.choices import area_titles
from rolereport.data.intake.problems import harmless
from rolereport.display.sentences.release_change import FIGURES, LEVELS

WHAT = {"added": "added", "removed": "removed", "revised": "differs"}


def changed_lines(level: str, pairs: pd.DataFrame, titles: dict[str, str]) -> pd.DataFrame:
    """One row for each line of `pairs` that differs, a figure or the code in its place a cell.

    Parameters
    ----------
    pairs
        As `release_change.paired` returns.
    titles
        SOC code to title, for levels whose files have none.
    """
    rows = changed(pairs)
    named = rows[TITLE].where(rows[TITLE] != "", rows["soc_code"].map(titles))
    about = {
        "Level": LEVELS[level],
        "Area": rows["area"],
        "Name of the area": rows["area"].map(area_titles()),
        "SOC code": rows["soc_code"],
        "Occupation": named,
        "What": rows["change"].map(WHAT),
        "Figures that differ": rows["figures"],
    }
    cells = {
        f"{FIGURES.get(name, name)}, {side.strip('_')}": _cells(rows, name, side)
        for name in figures_of(pairs)
        for side in (BEFORE, AFTER)
    }
    return pd.DataFrame(about | cells, index=rows.index)


def write_changes(tables: list[pd.DataFrame], path: Path) -> int:
    """Write the rows of `tables` to a CSV file; no cell of it is a formula.

    Returns
    -------
    int
        How many rows were written.
    """
    whole = pd.concat(tables, ignore_index=True)
    text = whole.astype("object").fillna("").astype("str").map(harmless)
    text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return len(text)


def _cells(rows: pd.DataFrame, name: str, side: str) -> pd.Series:
    numbers = rows[name + side].map("{:.15g}".format, na_action="ignore")
    return numbers.astype("object").where(numbers.notna(), rows[name + CODE + side])
