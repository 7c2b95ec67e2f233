"""Says what was understood of a user's salaries, and what a report will show of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from rolereport.choices import area_titles, titles_of_roles
from rolereport.data.intake.payroll import Payroll
from rolereport.data.intake.reading import Reading
from rolereport.data.intake.terms import Terms

NEVER_KEPT = (
    "Salaries are never kept. To lay them over the report: rolereport build --wages {files}"
)


def understood(reading: Reading) -> Iterator[str]:
    """Lines of text: each file of salaries with what its columns were taken for."""
    for file, payroll in reading.payrolls.items():
        yield from _file(file, payroll)


def groups(summarised: pd.DataFrame, terms: Terms) -> Iterator[str]:
    """A line for each group, all percentiles that may be shown with their intervals."""
    for row in summarised.to_dict("records"):
        name = f"{_job(row['role'])}, {_place(row['area'])}"
        if row["hidden"]:
            yield f"{name}: not shown, {_why(row['hidden'], terms.smallest)}"
        else:
            yield f"{name}: {row['people']:.0f} people"
            yield f"  {_figures(row)}"


def never_kept(reading: Reading) -> str:
    """What becomes of the salaries."""
    return NEVER_KEPT.format(files=" ".join(reading.payrolls))


def _file(file: str, payroll: Payroll) -> Iterator[str]:
    yield f"{file}: {len(payroll.people):,} salaries, one a row"


def _figures(row: dict[str, Any]) -> str:
    return "; ".join(filter(None, [_figure(row, "p50", "median"), *_others(row)]))


def _others(row: dict[str, Any]) -> Iterator[str]:
    for point in ("p10", "p25", "p75", "p90"):
        yield _figure(row, point, f"{point[1:]}th percentile")


def _figure(row: dict[str, Any], point: str, name: str) -> str:
    if pd.isna(row[point]):
        return ""
    low, high = row[f"{point}_low"], row[f"{point}_high"]
    interval = "" if pd.isna(low) else f" (${low:,.0f} to ${high:,.0f})"
    return f"{name} ${row[point]:,.0f}{interval}"


def _why(hidden: str, smallest: int) -> str:
    return {
        "few": f"fewer than {smallest} people",
        "rest": "it would tell of people in an area that is not shown",
        "alike": "nearly all are paid the same",
    }[hidden]


def _job(role: str) -> str:
    return titles_of_roles().get(role, role)


def _place(area: str) -> str:
    return area_titles()[area] if area else "all areas"
