"""The contents say where a reader is on a wide screen, and are never far on a narrow one."""

from __future__ import annotations

import pytest
from browsing import Visit
from playwright.sync_api import Page

MARKED = "() => [...document.querySelectorAll('[aria-current]')].map(each => each.textContent)"
SHOWN = """() => [...document.querySelectorAll(".contents.beside > ol > li > ol")]
    .filter(each => each.checkVisibility()).length"""
TOP = "id => document.getElementById(id).getBoundingClientRect().top"
GO = "id => document.getElementById(id).scrollIntoView()"
WAIT = "words => document.querySelector('[aria-current]').textContent.startsWith(words)"


def scrolled_to(page: Page, section: str, words: str) -> list[str]:
    page.evaluate(GO, section)
    page.wait_for_function(WAIT, arg=words)
    return list(page.evaluate(MARKED))


def test_the_chapter_that_is_read_is_marked_and_open(visit: Visit) -> None:
    page = visit()
    assert page.evaluate(MARKED) == ["The short answer"]
    for section, words in [("salaries", "04 "), ("training", "02 "), ("cite-this", "Cite this")]:
        assert len(scrolled_to(page, section, words)) == 1
        assert page.evaluate(SHOWN) == (section != "cite-this")


def test_the_mark_stays_in_sight(visit: Visit) -> None:
    page = visit(height=300)
    scrolled_to(page, "how-this-was-made", "How this was made")
    marked = page.locator(".contents.beside [aria-current]").bounding_box()
    assert marked is not None
    page.evaluate(GO, "article-check")
    page.wait_for_function(WAIT, arg="08 ")
    box = page.locator(".contents.beside [aria-current]").bounding_box()
    assert box is not None and 0 <= box["y"] <= 300 - box["height"]


def test_without_the_script_all_contents_are_there(visit: Visit) -> None:
    page = visit(script=False)
    links = page.locator(".contents.beside a")
    assert all(link.is_visible() for link in links.all())


@pytest.mark.parametrize("width", [320, 360, 768])
def test_on_a_phone_contents_are_one_tap_away_and_close_again(visit: Visit, width: int) -> None:
    page = visit(width=width, height=740)
    page.evaluate(GO, "payoff")
    back = page.locator("#payoff .back a")
    box = back.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740 and box["height"] >= 24
    back.click()
    page.wait_for_function("() => document.getElementById('contents').open")
    page.locator("#contents a[href='#training']").click()
    page.wait_for_function("() => !document.getElementById('contents').open")
    assert 0 <= page.evaluate(TOP, "training") < 100


def test_the_first_screen_of_a_phone_holds_the_answer(visit: Visit) -> None:
    for width, height in [(360, 740), (768, 1024), (1280, 800)]:
        page = visit(width=width, height=height)
        box = page.locator(".answer > .findings").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, (width, height)
