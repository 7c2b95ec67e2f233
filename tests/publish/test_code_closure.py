"""What code depends on is told from the code alone, and nothing that it imports is missed."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolereport.paths import NOTEBOOKS, PROJECT
from rolereport.publish.depends.code import Modules, imports
from rolereport.publish.depends.facts import EXPORT, RUN
from rolereport.publish.depends.lock import packages
from rolereport.publish.depends.project import Project
from rolereport.publish.depends.record import code_of
from rolereport.publish.layout import Layout

SOME = ("00", "05", "09", "10", "11")
CHAPTERS = [each for each in sorted(NOTEBOOKS.rglob("[0-9]*.ipynb")) if each.name[:2] in SOME]
# What neither runs a chapter nor writes a format: it decides whether to, copies, or looks on.
AROUND = (
    "__init__", "build", "runner", "processes", "preload", "staging", "verify", "figures",
    "layout", "writing", "depends", "batch", "site", "remembering", "course", "headstart",
    "exports", "undescribed",
)  # fmt: skip


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(Layout.of_project())


def modules_of(**sources: str) -> Modules:
    files = {f"rolereport/{name.replace('__', '/')}": text for name, text in sources.items()}
    named = {name if "." in name else f"{name}.py": text.encode() for name, text in files.items()}
    named |= {f"{Path(name).parent.as_posix()}/__init__.py": b"" for name in named}
    return Modules(named, lambda _, parsed: parsed())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import rolereport.a", ["rolereport.a"]),
        ("import os, rolereport.a.b as c", ["os", "rolereport.a.b"]),
        ("from rolereport import a", ["rolereport", "rolereport.a"]),
        ("def f():\n  try:\n    import a\n  except E:\n    import b", ["a", "b"]),
        ("with x:\n  import a\nelse_ = 1", ["a"]),
        ("match x:\n  case 1:\n    import a", ["a"]),
        ("if TYPE_CHECKING:\n  import a\nelse:\n  import b", ["b"]),
        ("if typing.TYPE_CHECKING:\n  import a", []),
        (
            "class C:\n  async def f():\n    for x in y:\n      pass\n    else:\n      import a",
            ["a"],
        ),
        ("x = importlib.import_module('a.b') or __import__('c')", ["a.b", "c"]),
        ("from . import a", ["p.q", "p.q.a"]),
        ("from ..r import a", ["p.r", "p.r.a"]),
    ],
)
def test_imports_are_found_wherever_they_stand(source: str, found: list[str]) -> None:
    assert [*imports(source, "p.q")] == found


def test_a_closure_holds_packages_and_what_lies_beside_modules() -> None:
    modules = modules_of(
        a__one="from rolereport.b import two",
        a__other="",
        b__two="import rolereport.c.three",
        c__three="import rolereport.a.one",
        d__four="",
    )
    found = modules.closure(["rolereport.a.one", "os"])
    assert [name for name in found if "__init__" not in name] == [
        "rolereport/a/one.py", "rolereport/b/two.py", "rolereport/c/three.py",
    ]  # fmt: skip
    assert "rolereport/b/__init__.py" in found and "rolereport/d/__init__.py" not in found


def named_anywhere(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield str(node.module)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_module_that_a_chapter_loads_is_missed(chapter: Path, project: Project) -> None:
    cells = json.loads(chapter.read_bytes())["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    names = [name for source in code for name in named_anywhere(source)]
    loaded = f"""
import sys
from contextlib import suppress
from importlib import import_module
for name in [*{names!r}, *{RUN!r}]:
    with suppress(ModuleNotFoundError):  # a name that is no module
        import_module(name)
print(*(m.__file__ for n, m in sys.modules.items() if n.split(".")[0] == "rolereport"))
"""
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    files = {project.name(Path(file)) for file in ran.stdout.split()}
    assert files <= {*code_of(chapter, project)}


def test_chapters_depend_on_no_module_of_the_command_line_or_of_intake(project: Project) -> None:
    for chapter in project.layout.chapters():
        used = code_of(chapter, project)
        outside = ("rolereport/cli/", "rolereport/data/compile/", "rolereport/data/intake/")
        assert not [name for name in used if name.startswith(outside)]


def test_every_module_of_publishing_counts_or_is_named_as_one_that_does_not(
    project: Project,
) -> None:
    counted = {*project.modules.closure([*RUN, *EXPORT])}
    own = [name for name in project.code if name.startswith("rolereport/publish/")]
    around = tuple(f"rolereport/publish/{name}" for name in AROUND)
    left = [name for name in own if name not in counted and not name.startswith(around)]
    assert left == []


def test_templates_and_styles_count(project: Project) -> None:
    written = project.modules.closure(EXPORT)
    assert "rolereport/publish/page/templates/report.css" in written
    assert "rolereport/publish/document/pdf/report.typ" in written
    assert not [name for name in written if name.startswith("rolereport/publish/site/")]
    drawn = code_of(project.layout.chapters()[0], project)
    assert "rolereport/display/house.mplstyle" in drawn


def test_the_lock_tells_what_a_build_needs_and_no_tool_of_developers() -> None:
    found = packages(PROJECT / "uv.lock")
    assert {"pandas", "matplotlib", "numpy", "typst", "pypdfium2", "jsonschema"} <= found.keys()
    assert not {"ruff", "mypy", "hypothesis", "rdata", "rolereport"} & found.keys()
    assert all(found.values())


@pytest.mark.parametrize("text", [None, "", "version = 1\n"])
def test_a_lock_that_names_no_package_tells_nothing(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "uv.lock").write_text(text)
    assert packages(tmp_path / "uv.lock") == {}
