"""Files that came to harm, byte by byte."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from support.wage_sheets import Row, fill, national, text

SECTOR = 512
FREE, END, NO_STREAM = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
ENCRYPTED_MEMBER = 1  # the flag of a zip archive


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    """The nation's wages as CSV, with other text at the last place of `old`."""
    path = text(folder / f"{name}.csv", national())
    with path.open(encoding="utf-8", newline="") as lines:
        before, found, after = lines.read().rpartition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8", newline="")
    return path


def cut(path: Path) -> Path:
    """The first half of a file."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def empty(path: Path) -> Path:
    """A workbook as Excel makes a new one."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    return path


def with_hidden(path: Path, rows: Sequence[Row]) -> Path:
    """The nation's wages, and `rows` on another sheet that Excel does not show."""
    with xlsxwriter.Workbook(path) as book:
        fill(book.add_worksheet("shown"), national())
        other = book.add_worksheet("hidden")
        fill(other, rows)
        other.hide()
    return path


def protected(path: Path) -> Path:
    """What Excel saves under a password: a compound file with a stream of encrypted bytes."""
    table = struct.pack("<3I", 0xFFFFFFFD, END, END).ljust(SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, child=1) + _entry("EncryptedPackage", 2, start=2)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0)
    path.write_bytes(
        head.ljust(SECTOR, b"\xff") + table + entries.ljust(SECTOR, b"\0") + bytes(SECTOR)
    )
    return path


def _entry(name: str, kind: int, child: int = NO_STREAM, start: int = END) -> bytes:
    spelt = (name + "\0").encode("utf-16-le")
    head = spelt.ljust(64, b"\0") + struct.pack("<HBB", len(spelt), kind, 1)
    links = struct.pack("<3I", NO_STREAM, NO_STREAM, child)
    return head + links + bytes(36) + struct.pack("<IQ", start, SECTOR if kind == 2 else 0)


def locked(path: Path) -> Path:
    """An archive whose one member is marked as encrypted."""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("national_M2025_dl.csv", "a,b\n1,2\n")
    content = bytearray(path.read_bytes())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flag] |= ENCRYPTED_MEMBER
    path.write_bytes(content)
    return path
