"""An edition's files on their way from one machine to another, each with its SHA-256."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rolereport.publish.errors import PublishError
from rolereport.publish.manifest import digests, sha256
from rolereport.publish.writing import writing


@dataclass(frozen=True)
class Packed:
    """A folder as one archive.

    Parameters
    ----------
    digests
        Path in the folder to SHA-256, of every file.
    """

    content: bytes
    digests: dict[str, str]


def pack(folder: Path) -> Packed:
    """All files in `folder`; pictures and documents are compressed already, so little is."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in files:
            archive.write(path, path.relative_to(folder).as_posix())
    return Packed(held.getvalue(), digests(folder, files))


def unpack(packed: Packed, folder: Path) -> None:
    """Write the files into `folder`, if each is there and as it was when it was packed.

    Raises
    ------
    PublishError
        If one is not; nothing is written then.
    """
    files = _files(packed.content)
    if {name: sha256(content) for name, content in files.items()} != packed.digests:
        raise PublishError(
            "what a worker sent is not what it built (the checksums differ); build it again"
        )
    if any(".." in PurePosixPath(name).parts or name.startswith("/") for name in files):
        raise PublishError("a worker sent a file for a place outside its edition")
    with writing(str(folder)):
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


def _files(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return {}
