"""The page's script: downloads, sorting, folds; and what there is without it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from browsing import Visit
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

LINKS = "links => links.map(link => [link.getAttribute('href'), link.download])"
FILES = """async addresses => {
    const made = [];
    URL.createObjectURL = blob => { made.push(blob.text()); return "#"; };
    HTMLAnchorElement.prototype.click = () => {};
    const texts = [];
    for (const address of addresses) {
        document.querySelector(`a[href="${address}"]`)
            .dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
        for (let waits = 0; made.length === 0 && waits < 2000; waits += 1)
            await new Promise(done => setTimeout(done, 1));
        texts.push(await made.pop() ?? "nothing");
    }
    return texts;
}"""
SEEN_APART = 48  # of 255; where lines of one colour cross their edges may be a shade off
LEAST_SEEN = 0.0005
TABLE = "article-claims"


def addresses(page: Page, end: str) -> list[str]:
    """Where the page's downloads of a kind lead, each once."""
    found = page.eval_on_selector_all("a[href^=figures], a[href^=tables]", LINKS)
    assert all(address.endswith(f"/{name}") for address, name in found)
    return [address for address, _ in found if address.endswith(end)]


def downloaded(page: Page, end: str) -> dict[str, str]:
    kept = addresses(page, end)
    return dict(zip(kept, page.evaluate(FILES, kept), strict=True))


@pytest.fixture
def folder(built: Path) -> Path:
    return built / "us"


def test_every_csv_is_the_file_beside_the_page(visit: Visit, folder: Path) -> None:
    files = downloaded(visit(), ".csv")
    assert len(files) > 100
    for address, text in files.items():
        assert text == (folder / address).read_text(encoding="utf-8"), address


@pytest.mark.parametrize("end", [".csv", ".svg"])
def test_a_click_hands_out_the_file(visit: Visit, folder: Path, end: str) -> None:
    page = visit(accept_downloads=True)
    link = page.locator(f'a[download="answer-months-and-pay{end}"]')
    with page.expect_download() as caught:
        link.click()
    assert caught.value.suggested_filename == f"answer-months-and-pay{end}"
    assert caught.value.url.startswith("blob:")
    assert len(caught.value.path().read_bytes()) > 100


def test_data_stays_as_published_in_a_sorted_table(visit: Visit, folder: Path) -> None:
    page = visit()
    address = f"tables/{TABLE}.csv"
    page.evaluate(f"document.querySelector('#table-{TABLE} thead button').click()")
    (text,) = page.evaluate(FILES, [address])
    assert text == (folder / address).read_text(encoding="utf-8")


def test_every_drawing_is_the_file_beside_the_page(
    visit: Visit, folder: Path, chromium: Browser
) -> None:
    files = downloaded(visit(), ".svg")
    assert len(files) > 50
    canvas = chromium.new_page(viewport={"width": 600, "height": 800})
    for address, text in files.items():
        beside = drawn(canvas, (folder / address).read_text(encoding="utf-8"))
        own = drawn(canvas, text)
        assert own.size == beside.size, address
        assert share_apart(own, beside) < LEAST_SEEN, address
    canvas.close()


def test_a_dark_page_hands_out_the_same_drawings(visit: Visit) -> None:
    assert downloaded(visit(theme="dark"), ".svg") == downloaded(visit(), ".svg")


def share_apart(one: Image.Image, other: Image.Image) -> float:
    """Which share of the pictures' points is not of the same colour to the eye."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[SEEN_APART:]) / (one.width * one.height)


def drawn(canvas: Page, svg: str) -> Image.Image:
    """The drawing as a picture, loaded as a file of its own."""
    canvas.set_content('<body style="margin:0"><img style="display:block">')
    canvas.evaluate(
        """svg => new Promise((done, failed) => {
            const picture = document.querySelector("img");
            Object.assign(picture, {onload: done, onerror: () => failed(svg.slice(0, 300))});
            picture.src = "data:image/svg+xml," + encodeURIComponent(svg);
        })""",
        svg,
    )
    return Image.open(io.BytesIO(canvas.locator("img").screenshot())).convert("RGB")


def test_a_drawing_s_file_needs_no_style_sheet(visit: Visit) -> None:
    for address, svg in downloaded(visit(), ".svg").items():
        assert svg.startswith("<svg ") and "<title>" in svg, address
        assert "var(" not in svg and "class=" not in svg, address


def column(page: Page, name: str, at: int) -> list[str]:
    cells = f"#table-{name} tbody tr > :nth-child({at})"
    return list(page.eval_on_selector_all(cells, "cells => cells.map(each => each.textContent)"))


def sort(page: Page, name: str, at: int) -> str | None:
    header = f"#table-{name} thead th:nth-child({at})"
    page.evaluate(f"document.querySelector({header!r}).firstElementChild.click()")
    return page.get_attribute(header, "aria-sort")


def dollars(text: str) -> float:
    return float(text.lstrip("$").replace(",", ""))


def test_a_column_of_figures_sorts_by_value_and_what_is_missing_is_last(visit: Visit) -> None:
    page = visit()
    before = column(page, "places-states", 5)
    assert sort(page, "places-states", 5) == "ascending"
    up = column(page, "places-states", 5)
    held = [text for text in up if text.startswith("$")]
    assert held == sorted(held, key=dollars) and up[: len(held)] == held and len(held) > 40
    assert sort(page, "places-states", 5) == "descending"
    down = column(page, "places-states", 5)
    assert down[: len(held)] == sorted(held, key=dollars, reverse=True)
    assert down[len(held) :] == up[len(held) :] != []
    assert sort(page, "places-states", 5) is None
    assert column(page, "places-states", 5) == before


def test_text_sorts_by_letters_and_one_column_at_a_time(visit: Visit) -> None:
    page = visit()
    sort(page, "places-states", 2)
    assert sort(page, "places-states", 1) == "ascending"
    names = column(page, "places-states", 1)
    assert names == sorted(names)
    assert page.locator("#table-places-states [aria-sort]").count() == 1


def test_sorting_is_told_to_who_cannot_see_it(visit: Visit) -> None:
    page = visit()
    sort(page, "places-states", 1)
    told = page.locator("[role=status]").text_content() or ""
    assert told.startswith("Table ") and told.endswith(", ascending")


def test_a_link_into_a_fold_opens_it(visit: Visit) -> None:
    page = visit()
    fold = page.locator("details.long", has=page.locator(f"#table-{TABLE}"))
    assert fold.get_attribute("open") is None
    page.evaluate(f"location.hash = 'table-{TABLE}'")
    page.wait_for_function(f"document.querySelector('#table-{TABLE}').closest('details').open")
    assert page.locator(f"#table-{TABLE} caption").is_visible()


def test_without_the_script_links_lead_to_files(visit: Visit, folder: Path) -> None:
    page = visit(script=False)
    kept = addresses(page, ".csv") + addresses(page, ".svg")
    assert len(kept) > 150
    assert [address for address in kept if not (folder / address).is_file()] == []
    assert page.locator("thead button").count() == 0
