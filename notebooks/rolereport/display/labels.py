"""What a wage line is called on a chart, so that a blend is never taken for one role."""

from __future__ import annotations

import pandas as pd

BLENDED = ("laboratory-technologist", "laboratory-technician")
QUALIFIED = {
    "own": "{title}",
    "combined": "{title}\n(blended laboratory line)",
    "contains": "{title}\n(as nursing assistant)",
}


def with_labels(rows: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Rows with what their role is called.

    Adds `title` (short, for tables), `noun` and `plural` (inside sentences), and, where `rows` has
    `relation`, `label` and `line`: the title qualified by what the wage line measures, in two lines
    for charts and in one for tables.

    Parameters
    ----------
    rows
        With `role`, and perhaps `relation`, as `of_roles` gives them.
    roles
        The roles table.
    """
    names = roles[["role", "short_title", "noun", "plural"]].rename(
        columns={"short_title": "title"}
    )
    named = rows.merge(names, on="role", how="left", validate="many_to_one")
    if "relation" not in named:
        return named
    lines = zip(named["title"], named["role"], named["relation"], strict=True)
    label = pd.Series([line_label(*line) for line in lines], index=named.index, dtype="str")
    return named.assign(label=label, line=label.str.replace("\n", " "))


def line_label(title: str, role: str, relation: str) -> str:
    """The role's title with what its wage line really measures."""
    qualified = relation if role in {"medication-aide", *BLENDED} else "own"
    return QUALIFIED[qualified].format(title=title)
