"""Writes small OEWS releases in every shape that the readers know."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd

FIGURES = {
    "TOT_EMP": "817870",
    "EMP_PRSE": "0.5",
    "H_MEAN": "22.17",
    "A_MEAN": "46120",
    "MEAN_PRSE": "0.2",
    "H_PCT10": "17.33",
    "H_PCT25": "18.5",
    "H_MEDIAN": "21.97",
    "H_PCT75": "23.64",
    "H_PCT90": "28.51",
    "A_PCT10": "36050",
    "A_PCT25": "38470",
    "A_MEDIAN": "45690",
    "A_PCT75": "49180",
    "A_PCT90": "59310",
}
ASSISTANTS = {
    "OCC_CODE": "31-9092",
    "OCC_TITLE": "Medical Assistants",
    "O_GROUP": "detailed",
    **FIGURES,
}
NATION = {"AREA": "99", "AREA_TYPE": "1", "PRIM_STATE": "US", "I_GROUP": "cross-industry"}
SHARD_FIGURES = {
    "median": 45690,
    "p10": 36050,
    "p25": 38470,
    "p75": 49180,
    "p90": 59310,
    "employment": 817870,
    "lq": 1.25,
}
LIST_RECORD = {
    "state": "TX",
    "soc": "31-9092",
    "title": "Medical Assistants",
    "employment": 70000.0,
    "h_mean": 19.5,
    "a_mean": 40560.0,
    "h_median": 19.0,
    "a_median": 39520.0,
    "h_10": 15.0,
    "h_90": 24.0,
}
PERCENTILE_FIGURES = {
    "title": "Medical Assistants",
    "emp": 70000.0,
    "h_mean": 19.5,
    "h_median": 19.0,
    "h_p10": 15.0,
    "h_p25": 17.0,
    "h_p75": 21.0,
    "h_p90": 24.0,
    "a_median": 39520.0,
}
STATE_FRAME = {
    "AREA": "48",
    "ST": "TX",
    "STATE": "Texas",
    **ASSISTANTS,
    "JOBS_1000": "4.0999999999999996",
    "LOC_Q": "1.1",
    "ANNUAL": "",
    "value100": "96.5",
    "adjusted_H_MEAN": "20",
    "rank_adjusted_A_MEDIAN": "3",
}
DIMENSION = "http://schemas.openxmlformats.org"


def sheet(*rows: Mapping[str, str]) -> pd.DataFrame:
    """A sheet as pandas hands it over: text, and "" for an empty cell."""
    return pd.DataFrame(list(rows), dtype="str").fillna("")


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    """Write an .xlsx file with text cells, the least that the format asks for."""
    main, office = f"{DIMENSION}/spreadsheetml/2006/main", f"{DIMENSION}/officeDocument/2006"
    packages = f"{DIMENSION}/package/2006"
    names = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    targets = "".join(
        f'<Relationship Id="r{number}" Type="{office}/relationships/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
            f'Type="{office}/relationships/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}/relationships">'
            f"<sheets>{names}</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{packages}/relationships">{targets}</Relationships>',
        )
        for number, rows in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", _sheet_xml(main, rows))
    return path


def _sheet_xml(main: str, rows: Sequence[Sequence[str]]) -> str:
    lines = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    return f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'


def table(*rows: Mapping[str, str]) -> list[list[str]]:
    """Header and rows of a sheet."""
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def write_shards(path: Path, areas: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Path:
    """Write an archive with one JSON file an area, and its index."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("index.json", json.dumps({"meta": {}, "states": []}))
        for code, wages in areas.items():
            content = json.dumps({"code": code, "name": code, "meta": {}, "wages": wages})
            archive.writestr(f"{code}.json", content)
    return path


def write_json(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_listing(sources: Path) -> None:
    """Write `SOURCES.csv` for every file below `sources`."""
    files = sorted(path for path in sources.rglob("*") if path.is_file())
    with (sources / "SOURCES.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["file", "original_publisher_url", "repo", "sha256"])
        for path in files:
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            name = path.relative_to(sources).as_posix()
            writer.writerow([name, f"https://www.bls.gov/{path.stem}", "owner/copies", sha256])
