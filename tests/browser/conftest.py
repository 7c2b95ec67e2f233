"""The built pages in Debian's chromium, and the judges of `package.json`.

Where one of them is missing the tests skip and say what installs it; `.ci/run` sets
`ROLEREPORT_BROWSER=required`, and then they fail instead.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pages
import pytest
from browsing import AXE, VNU, Record, Visit, needed, server
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PATIENCE = 120_000  # milliseconds; a busy machine draws a long page slowly
QUIET = ["--no-sandbox", "--disable-quic", "--disable-component-update", "--disable-sync"]


# Of a module, not the session: playwright's event loop would stand in the way of nbval's.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = needed(shutil.which("chromium"), "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return needed(AXE, "axe-core").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def nu_checker() -> list[str]:
    """The command of the Nu HTML checker."""
    java = needed(shutil.which("java"), "a Java runtime")
    return [java, "-jar", str(needed(VNU, "the Nu HTML checker"))]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of all pages; `--edition build/us` looks at a build that is not committed yet."""
    root = tmp_path_factory.mktemp("built")
    pages.make(root, request.config.getoption("--edition"))
    return root


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[str]:
    """The address of the folder of all pages."""
    with server(built) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, built: Path, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens a page; the test fails if the page asks for anything or complains.

    Any name of `PAGES` or `CODE_PAGES` will do:
    `visit("report", width=360, theme="dark", media="print", script=False, over="http")`; other
    options are those of playwright's `new_context`.
    """
    contexts: list[BrowserContext] = []
    records: list[Record] = []

    def opened(
        name: str = "report",
        *,
        width: int = 1280,
        height: int = 800,
        theme: str = "light",
        media: str = "screen",
        script: bool = True,
        over: str = "file",
        **options: Any,
    ) -> Page:
        root = built.as_uri() if over == "file" else request.getfixturevalue("served")
        record = Record(f"{root}/{(pages.PAGES | pages.CODE_PAGES)[name]}")
        options |= {"viewport": {"width": width, "height": height}, "color_scheme": theme}
        options |= {"reduced_motion": "reduce"}  # no smooth scrolling to wait for
        context = chromium.new_context(java_script_enabled=script, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        records.append(record)
        record.watch(context)
        page = context.new_page()
        page.emulate_media(media=media)
        page.goto(record.address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [record.requests for record in records] == [[]] * len(records), "requests left the page"
    assert [record.complaints for record in records] == [[]] * len(records)
