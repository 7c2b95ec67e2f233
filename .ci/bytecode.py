"""Compiles the package where it lies when it is installed to be edited; uv compiles the others."""

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Bytecode(BuildHookInterface):
    """A build hook of hatchling."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each module's bytecode beside it; one that cannot be written is not missed."""
        compileall.compile_dir(Path(self.root) / "notebooks/rolereport", quiet=2)
