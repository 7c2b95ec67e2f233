"""Cells of a workbook that its reader gives as empty although they are not: errors and formulas."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

Cells = dict[int, dict[int, str]]
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# What the text of a sheet holds if it has a failed formula, or any formula.
SIGNS = (b't="e"', b"<f>", b"<f ", b"<f/")
AT_A_TIME = 1 << 20
PLACE = re.compile(r"([A-Z]+)(\d+)")


def lost_cells(content: bytes, sheet: str) -> Cells:
    """Row, counted from 1, and column, from 0, to the text of each cell that would be lost.

    That is `#REF!` of a formula that failed, and `=A1*2` of one whose value was not saved.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    part = _parts(archive).get(sheet)
    if part is None or not _has_signs(archive, part):
        return {}
    found: Cells = {}
    for place, written in _lost(archive, part):
        letters, row = PLACE.fullmatch(place).groups()  # type: ignore[union-attr]
        found.setdefault(int(row), {})[_column(letters)] = written
    return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet to the part of the archive that holds it."""
    names = set(archive.namelist())
    if not {WORKBOOK, RELATIONS} <= names:
        return {}
    relations = {
        each.get("Id"): posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[1:]
        for each in ElementTree.fromstring(archive.read(RELATIONS))
    }
    sheets = [each for each in _parsed(archive, WORKBOOK) if _tag(each) == "sheet"]
    pairs = [(each.get("name", ""), relations.get(_relation(each), "")) for each in sheets]
    return {name: part for name, part in pairs if part in names}


def _relation(sheet: ElementTree.Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def _has_signs(archive: zipfile.ZipFile, part: str) -> bool:
    before = b""
    with archive.open(part) as text:
        while chunk := text.read(AT_A_TIME):
            read = before + chunk
            if any(sign in read for sign in SIGNS):  # some times quicker than one expression
                return True
            before = chunk[-8:]
    return False


def _lost(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    for cell in _parsed(archive, part):
        if _tag(cell) == "c":
            inside = {_tag(each): each.text or "" for each in cell}
            if cell.get("t") == "e":
                yield cell.get("r", ""), inside.get("v", "")
            elif "f" in inside and not inside.get("v"):
                yield cell.get("r", ""), f"={inside['f']}"
        elif _tag(cell) == "row":
            cell.clear()


def _parsed(archive: zipfile.ZipFile, part: str) -> Iterator[ElementTree.Element]:
    with archive.open(part) as text:
        for _, element in ElementTree.iterparse(text):
            yield element


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
