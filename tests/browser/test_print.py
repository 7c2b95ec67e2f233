"""On paper, A4 or Letter, nothing is cut off and nothing is left that only a screen can use."""

from __future__ import annotations

import pytest
from browsing import UNFOLD, Visit

MARGINS = 32
A4, LETTER = (210, 297), (216, 279)
PIXELS = 96 / 25.4
ACROSS = 12
"""Columns from which a table is printed on a page turned to its side."""
ALL = "const all = one => [...document.querySelectorAll(one)];"
WIDEST = f"""([within, beyond]) => {{ {ALL}
    const columns = each => each.tHead?.rows[0].cells.length ?? 0;
    return Math.max(0, ...all("figure, svg, pre, .tabled table")
        .filter(each => each.checkVisibility())
        .filter(each => columns(each) >= within && columns(each) < beyond)
        .map(each => each.getBoundingClientRect().width));
}}"""
SHOWN = f"one => {{ {ALL} return all(one).filter(each => each.checkVisibility()).length; }}"
STYLE = f"""([one, property]) => {{ {ALL}
    return [...new Set(all(one).map(each => getComputedStyle(each)[property]))];
}}"""
SCREEN = [".contents", ".back a", ".takeaway", ".downloads", ".skip", ".code", ".anchor"]


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["A4", "Letter"])
def test_nothing_is_wider_than_its_page(visit: Visit, paper: tuple[int, int]) -> None:
    short, long = (round((side - MARGINS) * PIXELS) for side in paper)
    page = visit(media="print", width=short)
    assert page.evaluate(WIDEST, [0, ACROSS]) <= short
    assert page.evaluate(WIDEST, [ACROSS, 99]) <= long


def test_what_only_a_screen_can_use_is_left_out(visit: Visit) -> None:
    page = visit(media="print")
    assert [selector for selector in SCREEN if page.evaluate(SHOWN, selector)] == []


def test_rows_and_figures_stay_whole_and_heads_are_repeated(visit: Visit) -> None:
    page = visit(media="print")
    assert page.evaluate(STYLE, ["figure, tr", "breakInside"]) == ["avoid"]
    assert page.evaluate(STYLE, ["tbody tr:first-child", "breakBefore"]) == ["avoid"]
    assert page.evaluate(STYLE, ["thead", "display"]) == ["table-header-group"]
    # A button that makes a box of its own keeps chromium from repeating the head.
    assert page.evaluate(STYLE, ["thead button", "display"]) == ["contents"]
    assert page.evaluate(STYLE, ["h1, h2, h3, h4, caption", "breakAfter"]) == ["avoid"]


def test_a_long_table_is_named_and_said_to_be_elsewhere(visit: Visit) -> None:
    page = visit(media="print")
    page.evaluate(UNFOLD)
    assert page.evaluate(SHOWN, ".long table") == 0
    assert page.evaluate(SHOWN, ".long > summary") == page.locator(".long").count() > 0
    told = page.evaluate(
        "() => getComputedStyle(document.querySelector('.long > summary'), '::after').content"
    )
    assert "not printed" in told


def test_paper_is_white_in_the_dark_too(visit: Visit) -> None:
    page = visit(media="print", theme="dark")
    assert page.evaluate(STYLE, ["html", "backgroundColor"]) == ["rgb(255, 255, 255)"]
    assert page.evaluate(STYLE, ["main p", "color"]) != ["rgb(232, 235, 238)"]
