"""Assumptions as a reader changes them: by name, within what each of them can mean."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping

import pandas as pd

from rolereport.analysis.names import JOBS

# What a value of each unit can mean at all; the range tried (low, high) is narrower.
ALLOWED = {
    "percentile": (10.0, 90.0),
    "years": (1.0, 100.0),
    "dollars": (0.0, 500_000.0),
    "dollars a year": (0.0, 100_000.0),
    "multiple": (0.0, 10.0),
    "share": (0.0, 1.0),
    "share a year": (0.0, 0.25),
    "share of entry pay": (0.0, 1.0),
    "hours a week": (0.0, 40.0),
}
DEFINITIONS = ("hours_a_year",)  # what BLS means by its figures is not for us to choose
CHANGED = "Changed in this notebook; the table has {value:g}."


def changed(assumptions: pd.DataFrame, changes: Mapping[str, float], chapter: str) -> pd.DataFrame:
    """The table with other values, each checked; a changed row says so and loses its source.

    Parameters
    ----------
    assumptions
        assumption, title, value, unit, used_in, reason, source_id.
    changes
        Name of an assumption that `chapter` uses to its new value.
    chapter
        As `used_in` names it.

    Raises
    ------
    ValueError
        Naming the assumption, the value and what is allowed.
    """
    table = assumptions.copy()
    if not changes:
        return table
    usable = assumptions[
        assumptions["used_in"].str.contains(chapter) & ~assumptions["assumption"].isin(DEFINITIONS)
    ].set_index("assumption")
    for name, value in changes.items():
        _check(name, value, usable)
        rows = table["assumption"] == name
        before = CHANGED.format(value=table.loc[rows, "value"].iloc[0])
        table.loc[rows, ["value", "reason", "source_id"]] = [float(value), before, ""]
    return table


def concerning(assumptions: pd.DataFrame, chapter: str, roles: list[str]) -> pd.DataFrame:
    """The assumptions that `chapter` uses, without those about a single role not in `roles`.

    Such an assumption is named for its role: `programme_price_medical_assistant`.
    """
    about = assumptions["assumption"].str.extract(f"_({'|'.join(map(_as_name, JOBS))})$")[0]
    concerned = about.isna() | about.isin([_as_name(role) for role in roles])
    return assumptions[concerned & assumptions["used_in"].str.contains(chapter)]


def allowed(unit: str) -> tuple[float, float]:
    """The least and the greatest value that an assumption of this unit may take."""
    return ALLOWED[unit]


def _as_name(role: str) -> str:
    return role.replace("-", "_")


def _check(name: str, value: float, usable: pd.DataFrame) -> None:
    if name not in usable.index:
        near = difflib.get_close_matches(name, usable.index, n=3, cutoff=0.3)
        raise ValueError(
            f"no assumption {name!r} can be changed here; "
            f"{'nearest' if near else 'choose from'}: {', '.join(near or usable.index)}"
        )
    about = usable.loc[name]
    least, most = allowed(str(about["unit"]))
    known = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not known or not least <= value <= most:
        raise ValueError(
            f"{name} ({about['title']}) cannot be {value!r}: a number from {least:g} to {most:g} "
            f"is allowed, in {about['unit']}"
        )
