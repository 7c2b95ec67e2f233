"""The lessons in the browser: they are read, an own copy is brought, all without Python.

Python itself comes from a public server that a test may not ask. That cells run, and that the
self-check answers, was tried by hand with a copy of Pyodide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from browsing import server
from playwright.sync_api import Browser, Page, Route, expect
from support import lesson_site
from test_axe import violations
from test_valid import errors

from rolereport.classroom.site import page as first_page
from rolereport.classroom.site import runtime

PATIENCE = 120_000  # milliseconds
LISTED = ".jp-DirListing-item"
KERNEL = ".jp-Toolbar-kernelName"
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with server(lesson_site.built()) as served:
        yield served


@pytest.fixture
def opened(chromium: Browser, address: str) -> Iterator[Opened]:
    """Opens a page of the site; all other servers are out of reach, or answer with nothing."""
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    asked: set[str] = set()

    def visit(path: str, *, answers: bool = False) -> Page:
        def elsewhere(route: Route) -> None:
            asked.add(route.request.url)
            if answers:
                route.fulfill(status=200, headers={"Access-Control-Allow-Origin": "*"})
            else:
                route.abort()

        context.route(lambda url: not url.startswith((address, "blob:", "data:")), elsewhere)
        page = context.new_page()
        page.goto(f"{address}/{path}")
        return page

    yield visit
    context.close()
    assert {url for url in asked if not url.startswith(runtime.address())} == set()


def written(notebook: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """What stands in the cells, and how they are marked."""
    return [
        (each["cell_type"], "".join(each["source"]), each["metadata"].get("tags", []))
        for each in notebook["cells"]
    ]


@pytest.mark.parametrize("answers", [True, False])
def test_the_first_page_says_whether_python_can_be_loaded(opened: Opened, answers: bool) -> None:
    told = first_page.public()
    page = opened("index.html", answers=answers)
    expect(page.locator("#runtime")).to_have_text(told.good if answers else told.bad)


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_the_first_page_is_for_everybody(
    opened: Opened, axe: str, nu_checker: list[str], width: int, theme: str
) -> None:
    page = opened("index.html")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme)
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert errors(nu_checker, lesson_site.built() / "index.html") == []


def test_a_lesson_is_opened_from_the_first_page_and_read(opened: Opened) -> None:
    page = opened("index.html")
    link = page.locator(".lessons a").first
    title = link.inner_text()
    link.click()
    expect(page.locator(".jp-RenderedMarkdown h1").first).to_contain_text(title, timeout=PATIENCE)
    expect(page.locator(".jp-CodeCell").first).to_contain_text("import otter")
    expect(page.locator(KERNEL)).to_have_text("Python (Pyodide)", timeout=PATIENCE)


def test_dollars_stay_dollars(opened: Opened) -> None:
    page = opened("lite/notebooks/index.html?path=02-reading-a-pay-table.ipynb")
    page.set_viewport_size({"width": 1000, "height": 12_000})  # what is out of sight is not drawn
    expect(page.get_by_text("$32,000")).to_contain_text("$63,000", timeout=PATIENCE)
    expect(page.get_by_role("heading", name="What to keep")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(2000)  # formulas are set after the text has been drawn
    expect(page.locator("mjx-container")).to_have_count(0)


def test_an_own_copy_is_brought_opened_and_handed_in_whole(opened: Opened, tmp_path: Path) -> None:
    lesson = next((lesson_site.built() / "lite" / "files").glob("*.ipynb"))
    copy = json.loads(lesson.read_text(encoding="utf-8"))
    copy["metadata"].pop("language_info", None)  # then the kernel has to be found by its name
    copy["metadata"]["rolereport"] = {"student": "k7", "lesson": lesson.stem}
    copy["cells"].insert(0, nbformat.v4.new_code_cell("area = 'WY'  # mine", id="own"))
    (tmp_path / lesson.name).write_text(json.dumps(copy), encoding="utf-8")
    page = opened("lite/tree/index.html")
    expect(page.locator(LISTED, has_text=lesson.name)).to_be_visible(timeout=PATIENCE)
    with page.expect_file_chooser() as chooser:
        page.get_by_title("Upload").or_(page.get_by_text("Upload")).first.click()
    chooser.value.set_files(tmp_path / lesson.name)
    page.get_by_role("button", name="Overwrite Existing File").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_popup() as popup:
        page.locator(LISTED, has_text=lesson.name).dblclick()
    own = popup.value
    expect(own.locator(".jp-CodeCell").first).to_contain_text("# mine", timeout=PATIENCE)
    expect(own.locator(KERNEL)).to_have_text("Python (Pyodide)", timeout=PATIENCE)
    own.locator(".jp-CodeCell .cm-content").first.click()
    own.keyboard.press("Control+End")
    own.keyboard.type(" and answered")
    expect(own.locator(".jp-CodeCell").first).to_contain_text("and answered")
    for entry in ("File", "Save Notebook", "File"):
        own.get_by_text(entry, exact=True).first.click()
    with own.expect_download() as download:
        own.get_by_text("Download", exact=True).click()
    back = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert download.value.suggested_filename == lesson.name
    assert {key: back["metadata"][key] for key in ("rolereport", "otter")} == {
        key: copy["metadata"][key] for key in ("rolereport", "otter")
    }
    copy["cells"][0]["source"] += " and answered"
    assert written(back) == written(copy)
