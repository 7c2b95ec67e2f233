"""The page without a mouse: everything that can be used is reached, seen, and works by its keys."""

from __future__ import annotations

import pytest
from browsing import UNFOLD, Visit
from pages import PAGES

STEPS = 40
FOCUSED = """() => {
    const each = document.activeElement, box = each.getBoundingClientRect();
    return {
        name: each.outerHTML.slice(0, 120),
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        marked: getComputedStyle(each).outlineStyle !== "none",
    };
}"""
UNREACHED = """() => [...document.body.querySelectorAll("*")].filter(each => {
    const {overflowX, overflowY} = getComputedStyle(each);
    const scrolls = (wide, held, how) => wide > held + 1 && ["auto", "scroll"].includes(how);
    return (scrolls(each.scrollWidth, each.clientWidth, overflowX)
            || scrolls(each.scrollHeight, each.clientHeight, overflowY))
        && each.tabIndex < 0 && !each.querySelector("a[href], button, summary, [tabindex='0']");
}).map(each => each.outerHTML.slice(0, 120))"""

FOLDED = """() => {  // the first of each kind, by its place
    const folded = [...document.querySelectorAll("details")];
    const kinds = folded.map(each => each.className);
    return [...new Set(kinds)].map(kind => kinds.indexOf(kind))
        .filter(place => !folded[place].open && folded[place].checkVisibility());
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_first_key_leads_past_the_contents(visit: Visit, name: str, width: int) -> None:
    page = visit(name, width=width)
    if not page.locator("nav").count():
        return  # no contents to pass
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text().startswith("Skip")
    assert page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Enter")
    main = page.locator("main").bounding_box()
    assert main is not None
    assert main["y"] < 200
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_what_has_the_focus_is_seen_to_have_it(visit: Visit, name: str, width: int) -> None:
    page = visit(name, width=width)
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["name"].startswith("<body"):
            return  # past the last
        assert focused["seen"], focused
        assert focused["marked"], focused


@pytest.mark.parametrize("name", PAGES)
def test_what_scrolls_can_be_scrolled_by_keys(visit: Visit, name: str) -> None:
    page = visit(name, width=320)
    page.evaluate(UNFOLD)
    assert page.evaluate(UNREACHED) == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("name", PAGES)
def test_what_is_folded_opens_by_keys(visit: Visit, name: str, key: str) -> None:
    page = visit(name, width=360)
    for place in page.evaluate(FOLDED):
        folded = page.locator("details").nth(place)
        folded.locator("summary").first.focus()
        page.keyboard.press(key)
        assert folded.evaluate("each => each.open"), place
