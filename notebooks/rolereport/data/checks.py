"""Checks at the door: every table against its codebook, every wage file against its meaning.

pandera validates lazily, so that all problems are told in one go. It is imported only here: a
notebook that reads a table does not pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from rolereport.data import codebook, files, load, meaning, seals
from rolereport.data.errors import DataError, DataErrors
from rolereport.paths import DATA

NUMERIC = {"integer", "number", "year"}


def check_all(data: Path = DATA) -> None:
    """Check every table below `data`.

    Raises
    ------
    DataErrors
        With one `DataError` for each problem found, in file order.
    """
    tables = codebook.tables(data)
    errors = _errors(tables, data)
    unsealed = seals.broken(tables, data)
    # A table cut short explains errors elsewhere; one that merely differs is told by its own.
    first = [error for error in unsealed if not errors or error.problem != seals.DIFFERS]
    if errors or unsealed:
        raise DataErrors([*first, *errors])


def check_tables(data: Path = DATA) -> None:
    """Check every table below `data`, whether it is as it was sealed or not.

    Raises
    ------
    DataErrors
        As `check_all` does.
    """
    errors = _errors(codebook.tables(data), data)
    if errors:
        raise DataErrors(errors)


def _errors(tables: list[Path], data: Path) -> list[DataError]:
    errors = [error for table in tables for error in check_table(table, data)]
    return errors + seals.missing_tables(data)


def check_table(path: Path, data: Path = DATA) -> list[DataError]:
    """Problems of one table: its columns, types, rules, keys, and for wages their meaning."""
    name = codebook.schema_name(path, data)
    try:
        frame = files.read(path, data)
    except DataError as error:
        return [error]
    errors = rule_errors(path, frame, rules(name, data, tuple(frame.columns)))
    errors += _reference_errors(path, frame, name, data)
    if name == codebook.WAGES:
        errors += meaning.wage_errors(path, frame)
    return errors


def _reference_errors(path: Path, frame: pd.DataFrame, name: str, data: Path) -> list[DataError]:
    """Cells that name an entry of another table which that table does not have."""
    errors = _source_errors(path, frame, data)
    for key in codebook.schema(name, data).get("foreignKeys", []):
        (column,), (target,) = _names(key["fields"]), _names(key["reference"]["fields"])
        table = key["reference"]["resource"]
        if not (data / f"{table}.csv").exists():
            continue  # told as a missing table
        held = {"", *load.table(table, data)[target]}
        errors += [
            DataError(
                file=path,
                row=int(index) + 2,
                column=column,
                value=value,
                problem=f"the table {table} has no such {target}",
                fix=f"correct the cell, or add a row to data/{table}.csv",
            )
            for index, value in _each_once(frame.loc[~frame[column].isin(held), column])
        ]
    return errors


def _source_errors(path: Path, frame: pd.DataFrame, data: Path) -> list[DataError]:
    """Rows whose list of sources names one that is not there; Frictionless knows no such list."""
    if "source_ids" not in frame or not (data / "sources.csv").exists():
        return []
    held = set(load.table("sources", data)["source_id"])
    return [
        DataError(
            file=path,
            row=int(index) + 2,
            column="source_ids",
            value=source,
            problem="the table sources has no such source_id",
            fix="correct the cell, or add a row to data/sources.csv",
        )
        for index, cell in frame["source_ids"].items()
        for source in filter(None, cell.split("; "))
        if source not in held
    ]


def _each_once(values: pd.Series) -> Iterator[tuple[Any, str]]:
    return iter(values.drop_duplicates().items())


def _names(fields: str | list[str]) -> list[str]:
    return [fields] if isinstance(fields, str) else fields


def rules(name: str, data: Path, columns: tuple[str, ...]) -> pa.DataFrameSchema:
    """The pandera schema of the codebook entry `name`, for the columns that a file has."""
    fields = codebook.fields(name, data)
    key = codebook.schema(name, data).get("primaryKey", [])
    return pa.DataFrameSchema(
        {column: _column(fields[column]) for column in columns},
        unique=[key] if isinstance(key, str) else list(key) or None,
    )


def _column(field: dict[str, Any]) -> pa.Column:
    constraints = field.get("constraints", {})
    numeric = field["type"] in NUMERIC
    checks = []
    if "enum" in constraints:
        allowed = [str(value) for value in constraints["enum"]]
        values = [float(value) for value in allowed] if numeric else [*allowed, ""]
        checks.append(pa.Check.isin(values, error=f"not one of {', '.join(allowed)}"))
    if "minimum" in constraints:
        least = constraints["minimum"]
        checks.append(pa.Check.ge(least, error=f"below {least}"))
    if "maximum" in constraints:
        most = constraints["maximum"]
        checks.append(pa.Check.le(most, error=f"above {most}"))
    if "pattern" in constraints:
        pattern = constraints["pattern"]
        checks.append(pa.Check(partial(_like, pattern), error=f"not like {pattern}"))
    if field["type"] in {"integer", "year"}:
        checks.append(pa.Check(lambda numbers: numbers % 1 == 0, error="not a whole number"))
    required = constraints.get("required", False)
    if required and not numeric:
        checks.append(pa.Check(lambda texts: texts != "", error="empty, but required"))
    return pa.Column(
        nullable=not (required and numeric), checks=checks, unique=constraints.get("unique", False)
    )


def _like(pattern: str, texts: pd.Series) -> pd.Series:
    """Which texts are empty or match; each different one is looked at once."""
    like = {text: text == "" or bool(re.fullmatch(pattern, text)) for text in texts.unique()}
    return texts.map(like).astype("bool")


def rule_errors(
    path: Path,
    frame: pd.DataFrame,
    schema: pa.DataFrameSchema,
    fix: str = "correct the cell, or restore the file with git",
) -> list[DataError]:
    """Cells and rows that break the rules of `schema`; row 0 of `frame` is row 2 of the file."""
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as found:
        cases = found.failure_cases.drop_duplicates(["index", "column", "check"])
        return [_error(path, case, fix) for case in cases.to_dict("records")]
    return []


def _error(path: Path, case: dict[str, Any], fix: str) -> DataError:
    row = None if pd.isna(case["index"]) else int(case["index"]) + 2
    problem = {"not_nullable": "empty, but required"}.get(case["check"], str(case["check"]))
    if "unique" in problem:
        problem = "the same key stands in another row"
    return DataError(
        file=path,
        row=row,
        column=str(case["column"]),
        value=case["failure_case"],
        problem=problem,
        fix=fix,
    )
