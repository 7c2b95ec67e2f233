"""The default edition's notebooks and figures go back into the project; nbval runs them again."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from miniature import code_cell, contents, make_project

from rolereport.publish.build import build
from rolereport.publish.edition import Edition
from rolereport.publish.errors import ChapterFailed, PublishError
from rolereport.publish.figures import export_figures, refresh, save_notebooks
from rolereport.publish.layout import Layout
from rolereport.publish.verify import verify


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Layout, Edition]:
    layout = make_project(tmp_path_factory.mktemp("default"))
    return layout, build({}, layout=layout).edition


def test_saved_notebooks_hold_outputs_and_no_injected_cell(
    built: tuple[Layout, Edition], tmp_path: Path
) -> None:
    layout, edition = built
    saved = save_notebooks(edition, tmp_path)
    assert [path.name for path in saved] == ["00-answer.ipynb", "04-salaries.ipynb"]
    for path in saved:
        notebook = nbformat.read(path, as_version=4)
        source = nbformat.read(layout.notebooks / path.name, as_version=4)
        assert [cell.source for cell in notebook.cells] == [cell.source for cell in source.cells]
        counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
        assert counts == [1, 2, 3]
        assert notebook.cells[-1].outputs


def test_saving_does_not_make_the_edition_stale(built: tuple[Layout, Edition]) -> None:
    layout, edition = built
    save_notebooks(edition, layout.notebooks)
    first = contents(layout.notebooks)
    assert build({}, layout=layout).status == "unchanged"
    save_notebooks(edition, layout.notebooks)
    assert contents(layout.notebooks) == first


def test_only_a_built_default_edition_is_saved(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="only the default edition"):
        save_notebooks(Edition.of({"area": "TX"}, tmp_path), tmp_path)
    with pytest.raises(PublishError, match="has not been built"):
        save_notebooks(Edition.of({}, tmp_path), tmp_path)


def test_exported_figures_are_those_of_the_edition_and_no_others(
    built: tuple[Layout, Edition], tmp_path: Path
) -> None:
    (tmp_path / "stale.svg").write_text("old")
    (tmp_path / "notes.md").write_text("kept")
    exported = export_figures(built[1].figures, tmp_path)
    assert [path.name for path in exported] == [
        f"pay-{chapter}.{kind}"
        for chapter in ("00-answer", "04-salaries")
        for kind in ("png", "svg")
    ]
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in exported} | {
        "notes.md"
    }
    assert exported[0].read_bytes() == (built[1].figures / exported[0].name).read_bytes()


def test_pictures_that_an_edition_lacks_are_made_of_its_drawings(
    built: tuple[Layout, Edition], tmp_path: Path
) -> None:
    shutil.copytree(built[1].figures, tmp_path / "edition")
    (tmp_path / "edition" / "pay-00-answer.png").unlink()
    exported = export_figures(tmp_path / "edition", tmp_path / "figures")
    assert contents(tmp_path / "figures") == contents(built[1].figures)
    assert {path.name for path in exported} == {*contents(built[1].figures)}


def test_verify_passes_what_was_built_and_fails_what_was_changed(
    built: tuple[Layout, Edition], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copy = Edition(built[1].slug, built[1].parameters, tmp_path / "us")
    shutil.copytree(built[1].folder, copy.folder)
    (copy.notebooks / "00-answer.ipynb").unlink()
    assert verify(copy) == 0
    assert "4 passed" in capfd.readouterr().out
    path = copy.notebooks / "04-salaries.ipynb"
    path.write_text(path.read_text().replace("US,45690", "US,45691"))
    assert verify(copy) != 0
    assert "Cell 3" in capfd.readouterr().out


def test_verify_needs_a_built_edition(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="has not been built"):
        verify(Edition.of({}, tmp_path))


def test_only_an_edition_that_is_current_is_saved_into_the_project(project: Layout) -> None:
    with pytest.raises(PublishError, match="has not been built"):
        refresh(project)
    build({}, layout=project)
    notebooks, figures = refresh(project)
    assert (len(notebooks), len(figures)) == (2, 4)
    chapter = project.notebooks / "04-salaries.ipynb"
    broken = nbformat.read(chapter, as_version=4)
    broken.cells.append(code_cell("{}['p50']"))
    nbformat.write(broken, chapter)
    with pytest.raises(ChapterFailed):
        build({}, layout=project)
    before = contents(project.notebooks), contents(project.figures)
    with pytest.raises(PublishError, match="its last build failed"):
        refresh(project)
    assert (contents(project.notebooks), contents(project.figures)) == before
    assert (project.build / "us" / "report.html").exists()
