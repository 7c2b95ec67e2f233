"""What a screen reader and a deep link rely on: headings, ids, links, names."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from browsing import Visit
from pages import FIGURED, PAGES
from playwright.sync_api import Page

IDS = "() => [...document.querySelectorAll('[id]')].map(each => each.id)"
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .map(each => [Number(each.tagName[1]), each.textContent.trim()])"""
LOST = """() => [...document.querySelectorAll("a[href^='#']")]
    .map(each => decodeURIComponent(each.getAttribute("href").slice(1)))
    .filter(id => !document.getElementById(id))"""
UNSEEN = """() => {
    document.querySelectorAll("details").forEach(each => each.open = true);
    return [...document.querySelectorAll("a[href^='#']")]
        .filter(each => each.checkVisibility())
        .map(each => document.getElementById(decodeURIComponent(each.hash.slice(1))))
        .filter(each => !each.checkVisibility() || !each.getClientRects().length)
        .map(each => each.id);
}"""
NAMELESS = """() => [...document.querySelectorAll("a[href], button, summary")]
    .filter(each => !(each.ariaLabel || each.textContent).trim()).map(each => each.outerHTML)"""

SIGNS = "#↕↑↓+−"


def spoken(page: Page) -> str:
    """What a screen reader is given."""
    return page.locator("body").aria_snapshot()


@pytest.mark.parametrize("name", PAGES)
def test_headings_tell_the_outline(visit: Visit, name: str) -> None:
    page = visit(name)
    levels = [level for level, _ in page.evaluate(HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []
    assert [text for _, text in page.evaluate(HEADINGS) if not text] == []
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("name", PAGES)
def test_names_read_aloud_hold_no_signs(visit: Visit, name: str) -> None:
    assert re.findall(rf"(?:heading|button) .*?[{SIGNS}].*", spoken(visit(name))) == []


@pytest.mark.parametrize("name", FIGURED)
def test_tables_are_named_without_their_source(visit: Visit, name: str) -> None:
    names = re.findall(r"- '?table \"(.*)\"", spoken(visit(name)))
    assert [each for each in names if "Source: " in each] == []
    assert all(each.startswith("Table ") for each in names)


@pytest.mark.parametrize("name", FIGURED)
def test_figures_are_named_by_number(visit: Visit, name: str) -> None:
    page = visit(name)
    names = re.findall(r"- figure \"?(.*?)\"?:\n", spoken(page))
    assert names == [f"Figure {place}" for place in range(1, page.locator("figure").count() + 1)]


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique(visit: Visit, name: str) -> None:
    ids = visit(name).evaluate(IDS)
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_page_arrive_at_what_is_seen(visit: Visit, name: str, width: int) -> None:
    page = visit(name, width=width)
    assert page.evaluate(LOST) == []
    assert page.evaluate(UNSEEN) == []


@pytest.mark.parametrize("name", PAGES)
def test_links_and_buttons_have_names(visit: Visit, name: str) -> None:
    assert visit(name).evaluate(NAMELESS) == []
