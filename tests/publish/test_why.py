"""An edition is built again when, and only when, something that it depends on changed.

Each change is told in words, and only the chapters run again that it concerns.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from dependent import ANSWER, SALARIES, append, built, edition_of, make, reasons, swap, write
from miniature import contents

from rolereport import reads
from rolereport.publish.depends import project as projects
from rolereport.publish.depends.plan import Plan
from rolereport.publish.depends.record import Record
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Manifest

BOTH = {ANSWER, SALARIES}
NATIONAL, STATES = ("data/oews/2025-05/national.csv", "data/oews/2025-05/states.csv")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = make(tmp_path_factory.mktemp("why") / "project")
    built(layout)
    return layout


@pytest.fixture
def project(first: Layout, tmp_path: Path) -> Iterator[Layout]:
    """The built project, put back as it was after each test: its chapters name its folder."""
    root, kept = first.notebooks.parent, tmp_path / "kept"
    shutil.copytree(root, kept)
    reads.forget()
    yield first
    shutil.rmtree(root)
    shutil.copytree(kept, root)


def at(layout: Layout, name: str) -> Path:
    return layout.notebooks.parent / name


def cell_edited(layout: Layout) -> None:
    path = layout.notebooks / f"{SALARIES}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[4].source += "\npass"
    nbformat.write(notebook, path)


def chapter_added(layout: Layout) -> None:
    path = layout.notebooks / f"{SALARIES}.ipynb"
    shutil.copy(path, path.with_name("05-more.ipynb"))


def vintage_added(layout: Layout) -> None:
    shutil.copytree(at(layout, "data/oews/2025-05"), at(layout, "data/oews/2026-05"))


def saved_again(layout: Layout) -> None:
    for path in at(layout, "").rglob("*"):
        os.utime(path, (1, 1))


def recorded(layout: Layout, change: Callable[[dict[str, Any]], None]) -> None:
    path = edition_of(layout).folder / "manifest.json"
    record = json.loads(path.read_text())
    change(record)
    path.write_text(json.dumps(record))


CHANGES: dict[str, tuple[Callable[[Layout], object], str, set[str]]] = {
    "a cell": (cell_edited, f"chapter {SALARIES}: its cell 5 changed", {SALARIES}),
    "a chapter more": (chapter_added, "chapter 05-more is new", {"05-more"}),
    "a chapter less": (
        lambda layout: (layout.notebooks / f"{SALARIES}.ipynb").unlink(),
        f"chapter {SALARIES} is no longer in it",
        set(),
    ),
    "a module": (
        lambda layout: append(layout.package / "analysis" / "means.py"),
        "rolereport/analysis/means.py changed, used by chapter 00",
        {ANSWER},
    ),
    "a module imported late": (
        lambda layout: append(layout.package / "analysis" / "spread.py"),
        "rolereport/analysis/spread.py changed, used by chapter 00",
        {ANSWER},
    ),
    "a package": (
        lambda layout: append(layout.package / "analysis" / "__init__.py"),
        "rolereport/analysis/__init__.py changed, used by chapters 00 and 04",
        BOTH,
    ),
    "a style": (
        lambda layout: append(layout.package / "display" / "house.mplstyle"),
        "rolereport/display/house.mplstyle changed, used by chapter 04",
        {SALARIES},
    ),
    "what runs chapters": (
        lambda layout: append(layout.package / "publish" / "execute.py"),
        "rolereport/publish/execute.py changed, used by chapters 00 and 04",
        BOTH,
    ),
    "a template": (
        lambda layout: append(layout.package / "publish" / "page" / "templates" / "page.html"),
        "rolereport/publish/page/templates/page.html changed",
        set(),
    ),
    "a module gone": (
        lambda layout: (layout.package / "analysis" / "spread.py").unlink(),
        "rolereport/analysis/spread.py is gone, used by chapter 00",
        {ANSWER},
    ),
    "a module in the way": (
        lambda layout: write(layout.package / "analysis" / "means" / "__init__.py", ""),
        f"rolereport/analysis/means/__init__.py is new, and chapter {ANSWER} imports it",
        {ANSWER},
    ),
    "a row that is read": (
        lambda layout: swap(at(layout, NATIONAL), "45690", "45691"),
        f"{NATIONAL}: rows read by chapter 00 changed",
        {ANSWER},
    ),
    "a row more": (
        lambda layout: append(at(layout, STATES), "TX,29-2010,5,60000,\n"),
        f"{STATES}: rows read by chapter 04 changed",
        {SALARIES},
    ),
    "a table gone": (
        lambda layout: at(layout, NATIONAL).unlink(),
        "which vintage counts for national, 2025, ",
        {ANSWER},
    ),
    "a vintage more": (
        vintage_added,
        "data/oews/2026-05/states.csv is new, where chapter 04 list what there is",
        {SALARIES},
    ),
    "the lock": (lambda layout: append(layout.lock), "uv.lock changed", BOTH),
    "the citation": (
        lambda layout: swap(layout.citation, "cff-version", "# cff\ncff-version"),
        "CITATION.cff changed",
        set(),
    ),
    "a page edited": (
        lambda layout: append(edition_of(layout).report),
        "report.html was changed by hand",
        set(),
    ),
    "a figure lost": (
        lambda layout: (edition_of(layout).figures / f"pay-{ANSWER}.svg").unlink(),
        f"figures/pay-{ANSWER}.svg was removed",
        {ANSWER},
    ),
    "an executed chapter damaged": (
        lambda layout: append(edition_of(layout).notebooks / f"{ANSWER}.ipynb"),
        f"notebooks/{ANSWER}.ipynb was changed by hand",
        {ANSWER},
    ),
    "other software": (
        lambda layout: recorded(
            layout, lambda each: each["inputs"]["software"].update(pandas="1.0")
        ),
        "installed: pandas: 1.0 -> ",
        BOTH,
    ),
    "another parameter": (
        lambda layout: recorded(layout, lambda each: each["inputs"]["parameters"].update(year=1)),
        "parameter year: 1 -> 2025",
        BOTH,
    ),
    "a parameter that no chapter takes": (
        lambda layout: recorded(
            layout, lambda each: each["inputs"]["parameters"].update(since="2024-05")
        ),
        "parameter since: 2024-05 -> none",
        set(),
    ),
    "no manifest": (
        lambda layout: (edition_of(layout).folder / "manifest.json").unlink(),
        "never built",
        BOTH,
    ),
    "a manifest of another kind": (
        lambda layout: recorded(layout, lambda each: each.update(version=1)),
        "its manifest cannot be read here",
        BOTH,
    ),
}  # fmt: skip
OUTSIDE: dict[str, Callable[[Layout], object]] = {
    "nothing": lambda layout: None,
    "times alone": saved_again,
    "the command line": lambda layout: append(layout.package / "cli" / "__init__.py"),
    "a module that is not used": lambda layout: append(layout.package / "analysis" / "apart.py"),
    "a new module": lambda layout: write(layout.package / "analysis" / "new.py", ""),
    "a row that is not read": lambda layout: swap(at(layout, NATIONAL), "62350", "62351"),
    "a row of another state": lambda layout: swap(at(layout, STATES), "41000", "41001"),
    "a table that is not read": lambda layout: write(at(layout, "data/new.csv"), "a\n"),
    "a row moved": lambda layout: swap(
        at(layout, NATIONAL),
        "US,31-9092,100,45690,\nUS,29-2010,200,62930,\nUS,47-2111,300,62350,\n",
        "US,47-2111,300,62350,\nUS,31-9092,100,45690,\nUS,29-2010,200,62930,\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "text", "chapters"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_told_and_its_chapters_run_again(
    project: Layout, change: Callable[[Layout], object], text: str, chapters: set[str]
) -> None:
    change(project)
    found = reasons(project)
    assert any(text in str(reason) for reason in found), [*map(str, found)]
    assert {name for reason in found for name in reason.chapters} == chapters


@pytest.mark.parametrize("change", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_what_an_edition_does_not_depend_on_changes_nothing(
    project: Layout, change: Callable[[Layout], object]
) -> None:
    change(project)
    assert reasons(project) == []


def test_a_format_more_runs_no_chapter(project: Layout) -> None:
    (reason,) = reasons(project, ("html", "xlsx"))
    assert (str(reason), reason.chapters) == ("report.xlsx has not been written", ())
    result = built(project, ("html", "xlsx"))
    assert (result.ran, result.taken_over) == ([], [ANSWER, SALARIES])
    assert (result.edition.folder / "report.xlsx").is_file()


REBUILT = {
    name: CHANGES[name]
    for name in ("a cell", "a row that is read", "a figure lost", "a template", "a chapter less")
}


@pytest.mark.parametrize(("change", "_", "chapters"), REBUILT.values(), ids=REBUILT.keys())
def test_only_those_chapters_run_and_the_edition_is_that_of_a_full_build(
    project: Layout, change: Callable[[Layout], object], _: str, chapters: set[str]
) -> None:
    change(project)
    result = built(project)
    assert {*result.ran} == chapters
    assert reasons(project) == []
    folder = result.edition.folder
    taken_over = contents(folder)
    shutil.rmtree(folder)
    assert {*built(project).ran} >= {ANSWER}
    assert contents(folder) == taken_over


@pytest.mark.parametrize("change", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_what_does_not_count_is_in_no_output(
    project: Layout, change: Callable[[Layout], object]
) -> None:
    folder = edition_of(project).folder
    before = contents(folder)
    change(project)
    shutil.rmtree(folder)
    built(project)
    after = contents(folder)
    # These two tell what the files were when the edition was built.
    for told in ("manifest.json", "ro-crate-metadata.json"):
        del before[told], after[told]
    assert after == before


def test_a_chapter_that_fails_leaves_the_last_good_edition(project: Layout) -> None:
    before = contents(edition_of(project).folder)
    swap(project.notebooks / f"{SALARIES}.ipynb", "areas=[", "regions=[")
    with pytest.raises(Exception, match="regions"):
        built(project)
    after = contents(edition_of(project).folder)
    assert {name: after[name] for name in before} == before
    swap(project.notebooks / f"{SALARIES}.ipynb", "regions=[", "areas=[")
    assert built(project).status == "unchanged"


def test_data_that_changes_while_chapters_run_is_not_taken_for_what_they_read(
    project: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell_edited(project)
    swap(at(project, NATIONAL), "45690", "45699")
    hold = projects.Project.hold

    def held(each: projects.Project) -> None:
        hold(each)
        swap(at(project, NATIONAL), "45699", "45698")

    monkeypatch.setattr(projects.Project, "hold", held)
    built(project)
    monkeypatch.undo()
    assert {name for reason in reasons(project) for name in reason.chapters} == {ANSWER}


def test_what_is_taken_over_and_edited_while_the_build_runs_is_made_again(
    project: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell_edited(project)
    take_over, name = Plan.take_over, f"notebooks/{ANSWER}.ipynb"

    def edited(plan: Plan, folder: Path) -> None:
        take_over(plan, folder)
        append(folder / name, "\n")

    monkeypatch.setattr(Plan, "take_over", edited)
    built(project)
    monkeypatch.undo()
    assert [str(reason) for reason in reasons(project)] == [f"{name} was changed by hand"]


def test_a_file_that_comes_before_a_chapter_is_noted_is_not_taken_for_one_it_saw(
    project: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(edition_of(project).folder)
    ran = Record.ran

    def noted(record: Record, chapter: Path, executed: Path) -> None:
        if chapter.stem == SALARIES:
            vintage_added(project)
        ran(record, chapter, executed)

    monkeypatch.setattr(Record, "ran", noted)
    built(project)
    monkeypatch.undo()
    assert SALARIES in {name for reason in reasons(project) for name in reason.chapters}


def test_wages_lent_to_a_build_count_though_none_were_before(
    project: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lent" / "2026-05"
    shutil.copytree(at(project, "data/oews/2025-05"), folder)
    monkeypatch.setenv(reads.OWN_VARIABLE, str(folder.parent))
    found = {str(reason) for reason in reasons(project)}
    assert any("own/2026-05/states.csv is new" in text for text in found)


def test_a_manifest_names_what_each_chapter_depends_on(project: Layout) -> None:
    manifest = Manifest.read(edition_of(project).folder)
    assert manifest is not None
    needs = manifest.chapters[ANSWER]
    assert "rolereport/analysis/spread.py" in needs.files
    assert "rolereport/cli/__init__.py" not in needs.files
    assert "since" not in needs.parameters and "area" in needs.parameters
    assert f"figures/pay-{ANSWER}.svg" in needs.outputs
    assert f"{NATIONAL} where soc_code in 29-2010,31-9092" in needs.reads
    assert NATIONAL in manifest.inputs.held and NATIONAL not in manifest.inputs.files


def test_the_fingerprint_is_that_of_what_counts(project: Layout) -> None:
    manifest = Manifest.read(edition_of(project).folder)
    assert manifest is not None
    inputs = manifest.inputs
    other = replace(inputs, held={NATIONAL: "0" * 64}, listing="")
    assert other.fingerprint == inputs.fingerprint
    assert replace(inputs, packages={"pandas": "1"}).fingerprint != inputs.fingerprint
