"""Each floor of the package imports only from the floors below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from rolereport.paths import NOTEBOOKS

PACKAGE = NOTEBOOKS / "rolereport"
FLOORS = [
    "paths", "locks", "recall", "reads", "vintages", "choices", "parameters", "data", "analysis",
    "display", "classroom", "publish", "cli",
]  # fmt: skip
# Publishing runs notebooks; what they compute and draw is none of its business.
FORBIDDEN = {"publish": {"analysis", "display"}}
MODULES = sorted(PACKAGE.rglob("*.py"))


def floor_of(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def floors_imported(source: str) -> set[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the floor"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith("rolereport.")}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_downwards_only(module: Path) -> None:
    floor = floor_of(module)
    if floor == "__init__":
        pytest.skip("the package itself imports nothing")
    allowed = set(FLOORS[: FLOORS.index(floor) + 1]) - FORBIDDEN.get(floor, set())
    assert floors_imported(module.read_text(encoding="utf-8")) <= allowed


def test_an_upward_import_is_seen() -> None:
    assert floors_imported("from rolereport.publish import build") == {"publish"}
    assert floors_imported("import rolereport.cli") == {"cli"}


def test_analysis_reads_no_file_and_draws_nothing() -> None:
    for module in (PACKAGE / "analysis").rglob("*.py"):
        source = module.read_text(encoding="utf-8")
        assert "matplotlib" not in source, module
        assert "read_csv" not in source and "open(" not in source, module
