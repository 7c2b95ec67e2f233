"""What a newcomer and the continuous integration rely on."""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import sys
import tomllib
from importlib.util import cache_from_source
from pathlib import Path
from types import ModuleType

import pytest

from rolereport.parameters import Parameters
from rolereport.paths import NOTEBOOKS, PROJECT

TOP_LEVEL = re.compile(
    r"\..*|README\.md|pyproject\.toml|uv\.lock|LICENSE|CITATION\.cff|notebooks|data|figures|tests"
)
CHAPTERS = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
LONGEST_CHAPTER = 30


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


def cells(chapter: Path) -> list[dict[str, object]]:
    return list(json.loads(chapter.read_text(encoding="utf-8"))["cells"])


def code(chapter: Path) -> list[str]:
    return ["".join(each["source"]) for each in cells(chapter) if each["cell_type"] == "code"]  # type: ignore[arg-type]


def names_in(source: str) -> tuple[set[str], set[str]]:
    """Names that the source loads, and names that it stores."""
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    return loaded, {node.id for node in names if isinstance(node.ctx, ast.Store)}


def test_the_top_level_holds_nothing_else() -> None:
    strangers = {name for path in tracked() if not TOP_LEVEL.fullmatch(name := path.split("/")[0])}
    assert strangers == set()


def test_readme_begins_with_the_build_and_the_test_command() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    build, test = re.findall(r"^```sh\n(.*?)\n```$", readme, re.S | re.M)[:2]
    assert build.endswith("rolereport build")
    assert "pytest" in test
    assert all("python3 -m venv .uv" in command for command in (build, test))


def test_whoever_installs_to_edit_has_the_package_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interface = ModuleType("interface")
    interface.BuildHookInterface = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "hatchling.builders.hooks.plugin.interface", interface)
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    package = tmp_path / wheel["packages"][0]
    (package / "inside").mkdir(parents=True)
    good, bad = package / "inside" / "good.py", package / "bad.py"
    good.write_text("GOOD = True\n", encoding="utf-8")
    bad.write_text("no Python\n", encoding="utf-8")
    hook = runpy.run_path(str(PROJECT / wheel["hooks"]["custom"]["path"]))["Bytecode"]()
    hook.root = str(tmp_path)
    hook.initialize("editable", {})
    assert Path(cache_from_source(str(good))).is_file()
    assert not Path(cache_from_source(str(bad))).exists()


def test_there_are_ten_chapters() -> None:
    assert [path.stem[:2] for path in CHAPTERS] == [f"{number:02}" for number in range(10)]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_is_executed_top_to_bottom(chapter: Path) -> None:
    counts = [each["execution_count"] for each in cells(chapter) if each["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert '"output_type": "error"' not in chapter.read_text(encoding="utf-8")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_reads_like_an_essay(chapter: Path) -> None:
    assert len(cells(chapter)) <= LONGEST_CHAPTER
    assert "".join(cells(chapter)[0]["source"]).startswith("# ")  # type: ignore[arg-type]
    assert "?" in "".join(cells(chapter)[0]["source"]).splitlines()[0]  # type: ignore[arg-type]
    for source in code(chapter):
        for node in ast.walk(ast.parse(source)):
            assert not isinstance(node, ast.FunctionDef | ast.Try | ast.ClassDef), source


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_takes_checked_parameters_only(chapter: Path) -> None:
    names = [names_in(source) for source in code(chapter)]
    checked = next(number for number, (_, stored) in enumerate(names) if "edition" in stored)
    declared = set.union(*(stored for _, stored in names[:checked])) & {*Parameters.model_fields}
    assert declared
    for loaded, _ in names[checked + 1 :]:
        assert not loaded & declared


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_s_prose_types_no_survey_month(chapter: Path) -> None:
    prose = [each for each in cells(chapter) if each["cell_type"] == "markdown"]
    text = " ".join("".join(each["source"]) for each in prose)  # type: ignore[arg-type]
    assert not re.search(r"\bMay\s+\d{4}\b", text)


def typed_figures(prose: str) -> list[str]:
    """Words with a digit that are neither a year, a chapter's number, nor a percentile's name."""
    named = r"\bchapters? \d\d(?:(?:,? and|,| to) \d\d)*|\b\d\dth percentiles?"
    referred = re.sub(named, "", prose, flags=re.I)
    words = re.findall(r"\S*\d\S*", referred)
    return [word for word in words if not re.fullmatch(r"\W*(?:19|20)\d\d\W*", word)]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_s_prose_types_no_figure(chapter: Path) -> None:
    prose = [each for each in cells(chapter) if each["cell_type"] == "markdown"]
    assert [typed_figures("".join(each["source"])) for each in prose] == [[]] * len(prose)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("prose", "figures"),
    [
        ("since 2002, as chapters 01 to 03 and Chapter 07 say", []),
        ("below the 90th percentile, at the 10th", ["10th"]),
        ("pays $45,690 in 2025", ["$45,690"]),
        ("the top 10% of 71 claims", ["10%", "71"]),
    ],
)
def test_typed_figures_are_found(prose: str, figures: list[str]) -> None:
    assert typed_figures(prose) == figures


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_names_the_keys_of_a_merge(chapter: Path) -> None:
    for source in code(chapter):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "merge":
                assert {"on", "left_on"} & {each.arg for each in node.keywords}, ast.unparse(node)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_has_a_figure_a_table_and_findings(chapter: Path) -> None:
    shown = {
        output.get("metadata", {}).get("rolereport", {}).get("kind")
        for cell in cells(chapter)
        for output in cell.get("outputs", [])  # type: ignore[attr-defined]
    }
    assert {"figure", "table", "findings"} <= shown
