"""The first page of a site finds an edition by what is typed, and is whole without its script."""

from __future__ import annotations

import pytest
from browsing import Visit
from playwright.sync_api import Page

SEEN = ".edition:not([hidden]) h3"


def found(page: Page, words: str) -> list[str]:
    page.get_by_role("searchbox", name="State, metropolitan area or job").fill(words)
    return [title for title in page.locator(SEEN).all_inner_texts() if title]


def test_without_script_every_edition_is_there_and_no_box_that_does_nothing(visit: Visit) -> None:
    page = visit("site", script=False)
    assert page.locator(SEEN).count() > 50
    assert not page.get_by_role("searchbox").is_visible()


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("montana", ["Montana"]),
        ("  NEW   mex ", ["New Mexico"]),
        ("houston", ["Houston-Pasadena-The Woodlands, TX"]),
        ("texas houston", ["Houston-Pasadena-The Woodlands, TX"]),
        ("registered nurse wyoming", ["Wyoming, May 2024"]),
        ("nowhere", []),
    ],
)
def test_typing_leaves_the_editions_that_hold_the_words(
    visit: Visit, words: str, titles: list[str]
) -> None:
    assert found(visit("site"), words) == titles


def test_what_is_found_is_told_to_a_screen_reader(visit: Visit) -> None:
    page = visit("site")
    status = page.get_by_role("status")
    assert status.inner_text() == ""
    found(page, "montana")
    assert status.inner_text() == "1 report"
    found(page, "nowhere")
    assert status.inner_text() == "No report here holds these words."
    assert len(found(page, "")) > 50


def test_a_group_of_which_nothing_is_found_goes_with_its_heading(visit: Visit) -> None:
    page = visit("site")
    heading = page.get_by_role("heading", name="Registered nurses and medical assistants")
    assert heading.is_visible()
    found(page, "montana")
    assert not heading.is_visible()


def test_a_tile_of_the_map_leads_to_its_state(visit: Visit) -> None:
    page = visit("site")
    page.get_by_role("link", name="MT Montana").click()
    assert page.url.endswith("#mt")
    assert page.locator("#mt").get_by_role("heading").inner_text() == "Montana"
    assert page.locator("#mt").evaluate("each => each.matches(':target')")


def test_a_tile_leads_there_though_a_search_has_hidden_its_state(visit: Visit) -> None:
    page = visit("site")
    found(page, "wyoming")
    page.get_by_role("link", name="MT Montana").click()
    assert page.locator("#mt").is_visible()
