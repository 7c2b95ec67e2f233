"""The sidecar of a wage vintage: what `source.toml` says about where its figures come from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from rolereport import reads
from rolereport.data.errors import DataError, restore
from rolereport.reads import remember


@remember
def sidecar_of(folder: Path) -> dict[str, Any]:
    """What `source.toml` says about the vintage in `folder`; shared, so copy before changing it.

    Raises
    ------
    DataError
        If there is none, or it cannot be read.
    """
    path = folder / "source.toml"
    if not reads.file(path).exists():
        raise DataError(file=path, problem="this vintage has no sidecar")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(
            file=path, problem=f"cannot be read as TOML ({error})", fix=restore(path)
        ) from None
