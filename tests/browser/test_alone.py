"""The page is one file: it loads nothing else, from a disk or a server, and nothing complains."""

from __future__ import annotations

import pytest
from browsing import Visit
from pages import CODE_PAGES, PAGES
from playwright.sync_api import Page


@pytest.mark.parametrize("over", ["file", "http"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_page(visit: Visit, name: str, script: bool, over: str) -> None:
    _look_at(visit(name, over=over, script=script))


@pytest.mark.parametrize("name", CODE_PAGES)
def test_no_request_leaves_the_page_with_code_open(visit: Visit, name: str) -> None:
    _look_at(visit(name))


def _look_at(page: Page) -> None:
    page.mouse.wheel(0, 10_000)
    page.emulate_media(media="print")
    page.wait_for_load_state("networkidle")
    assert page.title()
