"""How important each skill and field of knowledge is to every occupation that O*NET rates."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from rolereport.data.compile.onet import ROLES
from rolereport.data.compile.tables import newest, numbers, require_columns, write
from rolereport.data.errors import DataError

FILES = {"skill": "onet/29.2/Skills.xlsx", "knowledge": "onet/29.2/Knowledge.xlsx"}
RELATED = "onet/29.2/Related Occupations.xlsx"
SOURCE = "ONET-29.2-RATINGS"
IMPORTANCE = "IM"
LEAST, MOST = 1.0, 5.0
CODE, VALUE = "O*NET-SOC Code", "Data Value"
RELATED_COLUMNS = {
    CODE: "onet_soc_code",
    "Index": "place",
    "Related O*NET-SOC Code": "related_code",
    "Related Title": "related_title",
    "Relatedness Tier": "tier",
}


def compile_onet_ratings(sources: Path, out: Path) -> None:
    """Write `onet_ratings.csv` (a row an occupation) and `onet_related.csv` (the roles' only).

    Parameters
    ----------
    sources
        Folder of the publishers' files.
    out
        Folder that receives the tables.

    Raises
    ------
    DataError
        If a file is missing or malformed, a rating is out of its range, or an occupation is
        rated twice or not on every element.
    """
    parts = [_ratings(newest(sources, path), kind) for kind, path in FILES.items()]
    table = pd.concat(parts, axis="columns")
    _require_whole(table, sources / FILES["skill"])
    table = table.rename_axis("onet_soc_code").reset_index().assign(source_id=SOURCE)
    write(table, out / "onet_ratings.csv", ["onet_soc_code"])
    related = _related(newest(sources, RELATED))
    write(related, out / "onet_related.csv", ["onet_soc_code", "place"])


def column_name(kind: str, element: str) -> str:
    """`skill` and `Reading Comprehension` as `skill_reading_comprehension`."""
    return f"{kind}_{'_'.join(element.lower().replace(',', '').split())}"


def _ratings(file: Path, kind: str) -> pd.DataFrame:
    raw = pd.read_excel(file, engine="calamine")
    require_columns(raw, [CODE, "Element Name", "Scale ID", VALUE], file)
    rated = raw[raw["Scale ID"] == IMPORTANCE]
    value = numbers(rated[VALUE], file, rated[CODE])
    _require_range(rated.assign(value=value), file)
    named = rated["Element Name"].map(lambda element: column_name(kind, element))
    long = pd.DataFrame({"code": rated[CODE], "element": named, "value": value})
    twice = long[long.duplicated(["code", "element"])]
    if not twice.empty:
        problem = "an element is rated twice"
        raise DataError(file=file, row=str(twice["code"].iloc[0]), problem=problem)
    return long.pivot(index="code", columns="element", values="value").rename_axis(columns=None)


def _require_range(rated: pd.DataFrame, file: Path) -> None:
    wrong = rated[~rated["value"].between(LEAST, MOST)]
    if not wrong.empty:
        first = wrong.iloc[0]
        problem = f"importance is rated from {LEAST:.0f} to {MOST:.0f}"
        raise DataError(
            file=file, row=str(first[CODE]), column=VALUE, value=first["value"], problem=problem
        )


def _require_whole(table: pd.DataFrame, file: Path) -> None:
    for code in table.index[table.isna().any(axis="columns")]:
        raise DataError(file=file, row=str(code), problem="is not rated on every element")


def _related(file: Path) -> pd.DataFrame:
    raw = pd.read_excel(file, engine="calamine")
    require_columns(raw, list(RELATED_COLUMNS), file)
    kept = raw[raw[CODE].isin(ROLES.values())]
    table = kept[list(RELATED_COLUMNS)].rename(columns=RELATED_COLUMNS)
    return table.assign(tier=table["tier"].str.lower(), source_id=SOURCE)
