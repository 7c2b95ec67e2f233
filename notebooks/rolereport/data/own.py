"""Pay of the user's own people, in summary: what a build lays over the published wages.

A salary is never kept. `data.intake.own` turns salaries into the summary that is read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from rolereport import reads
from rolereport.choices import LEVELS, area_kinds, titles_of_roles
from rolereport.data import load
from rolereport.data.errors import DataError, DataErrors
from rolereport.data.intake.terms import MONTH
from rolereport.paths import DATA
from rolereport.vintages import OWN_PAY

PERCENTILES = (10, 25, 50, 75, 90)
POINTS = tuple(f"p{percentile}" for percentile in PERCENTILES)
FIGURES = tuple(f"{point}{end}" for point in POINTS for end in ("", "_low", "_high"))
WHY_HIDDEN = ("", "few", "rest", "alike")
# The columns of `own_pay.csv`, one row a group.
COLUMNS = {
    "role": "slug of a role, or SOC code",
    "area": "code of an area; empty for the people of all areas",
    "people": "how many people the figures rest on; empty where hidden",
    "hidden": "why nothing of the group is shown: few (too few people), rest (with the areas "
    "shown it would tell of a few others), alike (nearly all are paid the same); else empty",
    "kind": "what the salaries were read from: workbook, text file",
    "month": "the month of the pay, such as 2026-03; empty where not known",
    **{
        name: f"dollars a year, at the {name[1:3]}th percentile: "
        + ("an end of its 90 percent bootstrap interval" if "_" in name else "the pay")
        for name in FIGURES
    },
}
REMADE = "make it anew: rolereport build --wages with the file of salaries"


def held() -> pd.DataFrame | None:
    """The summary of the user's own pay that this build was given; None if it was given none.

    Returns
    -------
    DataFrame
        As `COLUMNS` says, one row a group.

    Raises
    ------
    DataErrors
        If the file has other columns, or a row that cannot be.
    """
    return next((read(path) for path in reads.own_names(OWN_PAY)), None)


def vintages(
    groups: pd.DataFrame, year: int, data: Path = DATA
) -> dict[str, tuple[pd.DataFrame, dict[str, Any]]]:
    """The wages and the sidecar of each level that `groups` need.

    They are of `year`, or of the newest year that the level has.

    Raises
    ------
    DataError
        If one cannot be read.
    """
    levels = {LEVELS[area_kinds()[area or "US"]] for area in groups["area"]}
    wider = {"national"} | ({"states"} if levels & {"states", "metros"} else set())
    wanted = [level for level in load.LEVELS if level in levels | wider]
    chosen = {level: load.years(level, data) for level in wanted}
    years = {level: year if year in held else max(held) for level, held in chosen.items()}
    return {
        level: (load.wages(level, each, data), load.sidecar(each, data))
        for level, each in years.items()
    }


def read(path: Path) -> pd.DataFrame:
    """The summary in `path`, checked.

    Raises
    ------
    DataErrors
        As `held` does.
    """
    try:
        text = pd.read_csv(reads.file(path), dtype="str", keep_default_na=False)
    except (ValueError, OSError) as error:
        problem = f"cannot be read as CSV ({error})"
        raise DataErrors([DataError(file=OWN_PAY, problem=problem, fix=REMADE)]) from None
    if list(text.columns) != list(COLUMNS):
        problem = f"has not the columns {', '.join(COLUMNS)}"
        raise DataErrors([DataError(file=OWN_PAY, row=1, problem=problem, fix=REMADE)])
    numbers = text[["people", *FIGURES]].apply(pd.to_numeric, errors="coerce").astype("float64")
    wrong = list(_wrong(text, numbers))
    if wrong:
        raise DataErrors(wrong)
    return text.assign(**{name: numbers[name] for name in numbers})


def _wrong(text: pd.DataFrame, numbers: pd.DataFrame) -> Iterator[DataError]:
    areas, roles = {"", *area_kinds()}, titles_of_roles()
    paid = {name: text[name].eq("") | numbers[name].gt(0) for name in FIGURES}
    tests = [
        ("role", text["role"].isin([*roles]), "is no role or occupation that the report knows"),
        ("area", text["area"].isin(areas), "is no area that the report knows"),
        ("hidden", text["hidden"].isin(WHY_HIDDEN), "is no reason to hide a group"),
        ("month", text["month"].str.fullmatch(f"|{MONTH.pattern}"), "is no month"),
        ("people", numbers["people"].notna() == text["hidden"].eq(""), "is no number of people"),
        *((name, right, "is no pay in dollars") for name, right in paid.items()),
        ("p50", _in_order(numbers) | ~paid["p50"], "the percentiles are not in order"),
    ]
    for name, right, problem in tests:
        for row in text.index[~right.astype("bool")]:
            value = text.at[row, name]
            yield DataError(
                file=OWN_PAY, row=row + 2, column=name, value=value, problem=problem, fix=REMADE
            )


def _in_order(numbers: pd.DataFrame) -> pd.Series:
    known = numbers[list(POINTS)].ffill(axis=1)
    return known.diff(axis=1).lt(0).sum(axis=1).eq(0)
