"""What the codebook says, for a page, of the data that an edition reads."""

from __future__ import annotations

import json
from pathlib import Path

from rolereport import reads
from rolereport.publish.crate.tables import SCHEMA, every_table
from rolereport.publish.vintages import vintage_used

WAGES = "oews/"


def sources(data: Path, area: str, year: int) -> dict[str, str]:
    """Address to name of every source; of the wage vintages, those of the one that is read."""
    used = "oews/{}/{}.csv".format(*vintage_used(data, area, year))
    found: dict[str, str] = {}
    for path, table in every_table(data).items():
        if path == used or not path.startswith(WAGES):
            found = table.sources | found
    return found


def measures(data: Path) -> dict[str, str]:
    """What the wage files measure, to its unit; empty without a codebook."""
    schema = data / SCHEMA
    if not reads.file(schema).is_file():
        return {}
    fields = json.loads(schema.read_text(encoding="utf-8"))["fields"]
    return {each["title"]: each["unit"] for each in fields if "unit" in each}
