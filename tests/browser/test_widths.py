"""Nothing is wider than the screen: at any width, zoomed, with larger or looser text."""

from __future__ import annotations

import pytest
from browsing import UNFOLD, Visit
from pages import PAGES, WIDTHS
from playwright.sync_api import Page

LARGER = ":root { font-size: 200% }"
LOOSER = (  # WCAG 1.4.12
    "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
)
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const held = each => each.parentElement.closest(".scroll, svg, pre, table");
    return [...document.body.querySelectorAll("*")]
        .filter(each => !held(each) && each.getBoundingClientRect().right > room + 1)
        .map(each => `${each.tagName} ${each.id} ${each.className}`).slice(0, 5)
        .concat(`${document.documentElement.scrollWidth} > ${room}`);
}"""
CUT = """() => [...document.body.querySelectorAll("*:not(svg *)")]
    .filter(each => {
        const {overflowX, overflowY} = getComputedStyle(each);
        return each.checkVisibility() && each.textContent.trim() && each.clientWidth > 1
            && (overflowX === "hidden" && each.scrollWidth > each.clientWidth + 1
                || overflowY === "hidden" && each.scrollHeight > each.clientHeight + 1);
    })
    .map(each => `${each.tagName} ${each.id} ${each.className}`)
"""


def too_wide(page: Page) -> list[str]:
    """The first elements that stick out to the right; none if the page does not scroll sideways."""
    folded = page.evaluate(TOO_WIDE)
    page.evaluate(UNFOLD)
    return list(folded or page.evaluate(TOO_WIDE))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page_does_not_scroll_sideways(visit: Visit, name: str, width: int) -> None:
    assert too_wide(visit(name, width=width)) == []


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_at_200_percent_zoom(visit: Visit, name: str) -> None:
    assert too_wide(visit(name, width=1280 // 2, device_scale_factor=2)) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("style", [LARGER, LOOSER], ids=["larger", "looser"])
@pytest.mark.parametrize("name", PAGES)
def test_page_holds_with_text_of_the_reader(
    visit: Visit, name: str, style: str, width: int
) -> None:
    page = visit(name, width=width)
    page.add_style_tag(content=style)
    assert too_wide(page) == []
    assert page.evaluate(CUT) == []


def test_drawings_keep_their_letters_together(visit: Visit) -> None:
    page = visit()
    page.add_style_tag(content=LOOSER)
    spacing = "each => getComputedStyle(each).letterSpacing"
    assert page.locator(".drawing text").first.evaluate(spacing) in ("0px", "normal")
