"""From parameters to a report: built, recognised as unchanged, or refused with nothing lost."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from miniature import code_cell, contents, make_project, working_chapter

from rolereport.publish.build import BuildResult, _pictured, build
from rolereport.publish.errors import ChapterFailed, PublishError
from rolereport.publish.layout import Layout

TEXAS = {"area": "TX"}


class Refused(Exception):
    pass


def refuse() -> None:
    raise Refused


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Layout, BuildResult]:
    layout = make_project(tmp_path_factory.mktemp("first"))
    return layout, build(TEXAS, layout=layout)


@pytest.fixture
def broken(first: tuple[Layout, BuildResult]) -> Any:
    path = first[0].notebooks / "04-salaries.ipynb"
    before = path.read_bytes()
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(code_cell("{}['p50']"))
    nbformat.write(notebook, path)
    yield path
    path.write_bytes(before)


def test_everything_of_the_edition_is_there(first: tuple[Layout, BuildResult]) -> None:
    layout, result = first
    assert result.status == "built"
    assert result.reports[0] == layout.build / "tx" / "report.html"
    assert set(contents(layout.build / "tx")) == {
        "report.html",
        "card.png",
        "report.pdf",
        "report.docx",
        "report.xlsx",
        "manifest.json",
        "ro-crate-metadata.json",
        "notebooks/00-answer.ipynb",
        "notebooks/04-salaries.ipynb",
        "figures/pay-00-answer.png",
        "figures/pay-00-answer.svg",
        "figures/pay-04-salaries.png",
        "figures/pay-04-salaries.svg",
    }
    assert not [
        path
        for path in layout.build.iterdir()
        if path.name not in ("tx", ".tx.lock", ".depends.json", ".recall")
    ]


def test_parameters_reach_the_page_and_the_answer(first: tuple[Layout, BuildResult]) -> None:
    _, result = first
    assert result.short_answer == ["In TX the median is $45,690.", "A lab pays more."]
    assert "In <strong>TX</strong> the median is $45,690." in result.reports[0].read_text()


def test_nothing_is_done_twice(first: tuple[Layout, BuildResult]) -> None:
    layout, before = first
    bytes_before = contents(layout.build)
    again = build(TEXAS, layout=layout, preflight=refuse)
    assert again.status == "unchanged"
    assert again.short_answer == before.short_answer
    assert again.seconds < 1
    assert contents(layout.build) == bytes_before


def test_preflight_stops_the_build_before_any_kernel(project: Layout) -> None:
    with pytest.raises(Refused):
        build(TEXAS, layout=project, preflight=refuse)
    assert not (project.build / "tx").exists()


def test_failed_chapter_leaves_the_last_good_report(
    first: tuple[Layout, BuildResult], broken: Path
) -> None:
    layout, result = first
    folder = result.edition.folder
    good = contents(folder)
    with pytest.raises(ChapterFailed, match="04-salaries failed at cell 6: KeyError"):
        build(TEXAS, layout=layout)
    kept = folder / "failed" / "04-salaries.ipynb"
    assert "KeyError" in kept.read_text()
    after = contents(folder)
    assert after.pop("failed/04-salaries.ipynb") == kept.read_bytes()
    assert after == good


def test_undoing_the_mistake_makes_the_last_report_current(
    first: tuple[Layout, BuildResult],
) -> None:
    layout, result = first
    (result.edition.folder / "failed").mkdir(exist_ok=True)
    assert build(TEXAS, layout=layout).status == "unchanged"
    assert not (result.edition.folder / "failed").exists()


def test_first_build_that_fails_leaves_only_the_failed_notebook(
    first: tuple[Layout, BuildResult], broken: Path
) -> None:
    layout, _ = first
    with pytest.raises(ChapterFailed) as caught:
        build({"area": "WY"}, layout=layout)
    assert set(contents(layout.build / "wy")) == {"failed/04-salaries.ipynb"}
    assert caught.value.kept_at == layout.build / "wy" / "failed" / "04-salaries.ipynb"


def test_output_that_cannot_be_published_names_chapter_and_cell(project: Layout) -> None:
    bare = "from IPython.display import display\ndisplay({'text/html': '<b>1</b>'}, raw=True)"
    working_chapter(project.notebooks / "05-bare.ipynb", "Bare?", code_cell(bare))
    for name in ("00-answer", "04-salaries"):
        (project.notebooks / f"{name}.ipynb").unlink()
    with pytest.raises(PublishError, match=r"chapter 05-bare: cell 7: shows bare text/html"):
        build({}, layout=project)
    assert not (project.build / "us").exists()


def test_a_file_that_is_no_notebook_is_named(project: Layout) -> None:
    (project.notebooks / "04-salaries.ipynb").write_text("{")
    with pytest.raises(PublishError, match="04-salaries"):
        build({}, layout=project)


def test_no_chapters_is_said(project: Layout) -> None:
    for path in project.notebooks.iterdir():
        path.unlink()
    with pytest.raises(PublishError, match="no chapter"):
        build({}, layout=project)


@pytest.mark.parametrize(
    ("formats", "chapters", "pictured"),
    [("html pdf", 10, 0), ("docx html", 10, 10), ("docx pdf", 10, 7), ("docx pdf", 2, 0)],
)
def test_the_last_chapters_leave_their_pictures_until_the_pdf_is_set(
    formats: str, chapters: int, pictured: int
) -> None:
    assert _pictured(chapters, formats.split()) == pictured


def test_editions_can_be_built_in_a_thread_one_after_another(project: Layout) -> None:
    with ThreadPoolExecutor(1) as pool:
        built = [
            pool.submit(build, {"area": area}, layout=project, jobs=1, quiet=True).result()
            for area in ("TX", "CA")
        ]
    assert [each.status for each in built] == ["built", "built"]
    whole = build({"area": "CA", "year": 2024}, layout=project, jobs=2)
    assert whole.short_answer == built[1].short_answer


def test_a_build_does_not_look_for_garbage_and_whoever_asked_does_again(tmp_path: Path) -> None:
    layout, seen = make_project(tmp_path), list[bool]()

    def look() -> None:
        seen.append(gc.isenabled())
        refuse()

    for switch in (gc.enable, gc.disable):
        switch()
        try:
            with pytest.raises(Refused):
                build(TEXAS, layout=layout, preflight=look)
            seen.append(gc.isenabled())
        finally:
            gc.enable()
    assert seen == [False, True, False, False]
