"""Zipped files whose bytes say nothing of when they were made."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
PACKED = {".png", ".jpeg", ".jpg"}  # compressed in themselves


def undated(archive: bytes, path: Path) -> None:
    """Write the members of a ZIP to `path`, in their order, under one fixed date."""
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as dated,
        zipfile.ZipFile(path, "w") as plain,
    ):
        for name in dated.namelist():
            member = zipfile.ZipInfo(name, EPOCH)
            packed = Path(name).suffix in PACKED
            member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            plain.writestr(member, dated.read(name))
