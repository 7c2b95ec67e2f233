"""`table()`: how rows enter the report, with units, caption, source and scopes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import jinja2
import pandas as pd

from rolereport.display import words
from rolereport.display.show import Shown, csv_text

Kind = Literal[
    "text", "written", "dollars", "count", "percent", "least", "most", "rate", "months", "ratio",
    "year", "number",
]  # fmt: skip

FORMATS: dict[str, Callable[[float], str]] = {
    "dollars": words.dollars,
    "count": words.count,
    "percent": words.percent,
    "least": lambda value: f"{words.hundredths(value, value)[0]}%",
    "most": lambda value: f"{words.hundredths(value, value)[1]}%",
    "rate": lambda value: words.percent(value, 1),
    "months": lambda value: f"{round(value, 1):g}",
    "ratio": lambda value: f"{value:.2f}",
    "year": lambda value: f"{value:.0f}",
    "number": lambda value: f"{round(value, 1):g}",
}


_TEMPLATES = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
_TABLE = jinja2.Environment(
    loader=_TEMPLATES, autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
).get_template("table.html")


@dataclass(frozen=True)
class Column:
    """How a column is headed and written; `missing` stands where the value is not known.

    The kind `written` is for figures that are text already, such as "at least $239,200".
    """

    header: str
    kind: Kind = "text"
    missing: str = "not published"

    @property
    def numeric(self) -> bool:
        """Whether the column holds figures, which stand right-aligned."""
        return self.kind != "text"

    def write(self, value: object) -> str:
        """The value as a reader sees it."""
        if value is None or value == "" or pd.isna(value):
            return self.missing
        return FORMATS[self.kind](float(str(value))) if self.kind in FORMATS else str(value)


def table(
    frame: pd.DataFrame, *, name: str, caption: str, source: str, columns: dict[str, Column]
) -> Shown:
    """Show the chosen `columns` of a frame as a table a reader, and a screen reader, can use.

    Parameters
    ----------
    frame
        One row a line; the first of `columns` names the line.
    name
        Slug, unique in the report.
    columns
        Column of `frame` to its header and kind, in the order shown.

    Raises
    ------
    KeyError
        If `frame` lacks one of `columns`.
    """
    chosen = frame[list(columns)].reset_index(drop=True)
    written = [[*map(column.write, chosen[each].tolist())] for each, column in columns.items()]
    rows = [*zip(*written, strict=True)]
    html = _html(rows, list(columns.values()), name=name, heading=caption, source=source)
    headers = [column.header for column in columns.values()]
    plain = "\n".join(map("\t".join, [headers, *rows]))
    about: dict[str, Any] = {"kind": "table", "name": name, "caption": caption, "source": source}
    about["columns"] = [
        {"name": field, "header": column.header, "kind": column.kind}
        for field, column in columns.items()
    ]
    return Shown({"text/html": html, "text/csv": csv_text(chosen), "text/plain": plain}, about)


def _html(rows: list[tuple[str, ...]], columns: list[Column], **told: str) -> str:
    headers = [column.header for column in columns]
    numeric = [column.numeric for column in columns]
    return _TABLE.render(rows=rows, headers=headers, numeric=numeric, **told)
