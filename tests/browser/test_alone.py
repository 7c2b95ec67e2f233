"""The page is one file: it loads nothing else, from a disk or a server, and nothing complains."""

from __future__ import annotations

import pytest
from browsing import Visit
from pages import PAGES


@pytest.mark.parametrize("over", ["file", "http"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_page(visit: Visit, name: str, script: bool, over: str) -> None:
    page = visit(name, over=over, script=script)
    page.mouse.wheel(0, 10_000)
    page.emulate_media(media="print")
    page.wait_for_load_state("networkidle")
    assert page.title()
