"""Zipped files whose bytes say nothing of when they were made."""

from __future__ import annotations

import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
PACKED = {".png", ".jpeg", ".jpg"}  # compressed in themselves


def add_undated(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a member under one fixed date."""
    member = zipfile.ZipInfo(name, EPOCH)
    packed = Path(name).suffix in PACKED
    member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(member, content)
