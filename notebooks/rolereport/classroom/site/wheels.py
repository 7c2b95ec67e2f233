"""An installed package made a wheel again, for the browser to install without PyPI."""

from __future__ import annotations

import zipfile
from importlib.metadata import distribution
from pathlib import Path

NOT_SHIPPED = {"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json"}


def rewheel(name: str, folder: Path) -> Path:
    """Write a wheel of the installed package `name`, which has to be plain Python.

    Raises
    ------
    PackageNotFoundError
        If it is not installed.
    ValueError
        If it is made for one kind of machine.
    """
    installed = distribution(name)
    if "Tag: py3-none-any" not in (installed.read_text("WHEEL") or ""):
        raise ValueError(f"{name} is no plain Python")
    wheel = folder / f"{name.replace('-', '_')}-{installed.version}-py3-none-any.whl"
    kept = sorted(
        path
        for path in installed.files or []
        if path.name not in NOT_SHIPPED and not {"..", "__pycache__"} & {*path.parts}
    )
    record = next(path for path in installed.files or [] if path.name == "RECORD")
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in kept:
            archive.writestr(zipfile.ZipInfo(path.as_posix()), path.read_binary())
        lines = "".join(f"{path.as_posix()},,\n" for path in [*kept, record])
        archive.writestr(zipfile.ZipInfo(record.as_posix()), lines)
    return wheel
