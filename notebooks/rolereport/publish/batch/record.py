"""What became of each edition the last time, kept beside the editions as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rolereport.publish.batch.outcome import FAILED, Outcome
from rolereport.publish.batch.plan import Planned
from rolereport.publish.layout import Layout
from rolereport.publish.writing import writing

NAME = "editions"


@dataclass(frozen=True)
class Row:
    """An edition in the record.

    Parameters
    ----------
    notebook
        The chapter that failed, as a path in build/.
    """

    edition: str
    group: str
    outcome: str
    seconds: float
    why: str = ""
    notebook: str = ""

    @classmethod
    def of(cls, planned: Planned, outcome: Outcome) -> Row:
        """The row of an edition."""
        notebook = f"{outcome.slug}/{outcome.notebook}" if outcome.notebook else ""
        seconds = round(outcome.seconds, 1)
        return cls(outcome.slug, planned.group, outcome.outcome, seconds, outcome.why, notebook)


def read(layout: Layout) -> dict[str, Row]:
    """What is recorded, by slug; nothing if there is no record that can be read."""
    try:
        rows = json.loads(_file(layout, "json").read_text(encoding="utf-8"))["editions"]
        return {row["edition"]: Row(**row) for row in rows}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}


def failed(layout: Layout) -> set[str]:
    """The editions whose last run failed."""
    return {slug for slug, row in read(layout).items() if row.outcome == FAILED}


def write(rows: Iterable[Row], layout: Layout) -> None:
    """Record these editions; others stay as they were recorded. A kill leaves one whole record."""
    kept = read(layout) | {row.edition: row for row in rows}
    records = [asdict(row) for row in kept.values()]
    with writing(str(_file(layout, "json"))):
        layout.build.mkdir(parents=True, exist_ok=True)
        _replace(_file(layout, "json"), json.dumps({"editions": records}, indent=2) + "\n")
        _replace(_file(layout, "csv"), _table(records))


def _table(records: list[dict[str, Any]]) -> str:
    held = io.StringIO()
    table = csv.DictWriter(held, [*Row.__dataclass_fields__], lineterminator="\n")
    table.writeheader()
    table.writerows(records)
    return held.getvalue()


def _file(layout: Layout, kind: str) -> Path:
    return layout.build / f"{NAME}.{kind}"


def _replace(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(file)
