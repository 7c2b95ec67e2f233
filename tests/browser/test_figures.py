"""Figures as the browser draws them: named, whole, legible, found by the search of the browser."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from browsing import UNFOLD, Visit
from pages import FIGURED
from PIL import Image
from playwright.sync_api import CDPSession, Page

from rolereport.display.style import luminance

ALT_LENGTH = 40
CONTRAST = 4.5
SHARE = 0.25  # of a text's box: a colour that fills more is the ground that the text stands on
TALL = 2000  # of a window that every figure fits in
SMALLEST = {360: 7, 1280: 11}
FIGURES = """() => [...document.querySelectorAll("figure")].map(figure => {
    const svg = figure.querySelector("svg");
    const frame = svg.getBoundingClientRect();
    const seen = text => text.textContent && text.getClientRects().length;
    const texts = [...svg.querySelectorAll("text")].filter(seen).map(text => {
        const box = text.getBoundingClientRect(), style = getComputedStyle(text);
        const scale = text.getScreenCTM();
        return {
            text: text.textContent,
            box: [box.left - frame.left, box.top - frame.top,
                  box.right - frame.left, box.bottom - frame.top],
            size: parseFloat(style.fontSize) * Math.hypot(scale.a, scale.b),
            fill: style.fill,
        };
    });
    const above = [...figure.querySelectorAll(".finding, .plotted")];
    return {id: figure.id, alt: svg.ariaLabel, width: frame.width, height: frame.height, texts,
            heading: above.map(line => line.textContent).join(" "),
            caption: figure.querySelector("figcaption p").textContent};
})"""
SHOW = """id => {
    const svg = document.querySelector(`#${id} svg`);
    svg.scrollIntoView({behavior: "instant"});
    const {x, y, width, height} = svg.getBoundingClientRect();
    return {x: x + scrollX, y: y + scrollY, width, height};
}"""
FIND = """([id, text]) => {
    const figure = document.getElementById(id);
    getSelection().collapse(figure, 0);
    return window.find(text, true) && figure.contains(getSelection().anchorNode);
}"""


def figures(page: Page) -> list[dict[str, Any]]:
    page.evaluate(UNFOLD)
    found = list(page.evaluate(FIGURES))
    assert found
    return found


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}|\d[\d,.]*\d|\d", text.lower()))


@pytest.mark.parametrize("name", FIGURED)
def test_alternative_text_says_what_the_figure_shows(visit: Visit, name: str) -> None:
    shown = figures(visit(name))
    for each in shown:
        alt, drawn = each["alt"], {text["text"] for text in each["texts"]}
        assert len(alt) > ALT_LENGTH, each["id"]
        assert alt not in each["caption"], each["id"]
        assert each["caption"] not in alt, each["id"]
        named = words(alt) & words(" ".join([each["heading"], *drawn]))
        assert re.search(r"\d", alt) or len(named) > 1, each["id"]
        assert named, each["id"]
    alts = [each["alt"] for each in shown]
    assert len(set(alts)) == len(alts)


@pytest.mark.parametrize("width", SMALLEST)
@pytest.mark.parametrize("name", FIGURED)
def test_no_label_is_cut_or_too_small(visit: Visit, name: str, width: int) -> None:
    cut, small = [], []
    for each in figures(visit(name, width=width)):
        for text in each["texts"]:
            left, top, right, bottom = text["box"]
            whole = left > -1 and top > -1 and right < each["width"] + 1
            if not (whole and bottom < each["height"] + 1):
                cut.append(f"{each['id']}: {text['text']}")
            if text["size"] < SMALLEST[width]:
                small.append(f"{each['id']}: {text['text']} {text['size']:.1f}")
    assert cut == []
    assert small == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", FIGURED)
def test_labels_stand_out_from_their_ground(visit: Visit, name: str, theme: str) -> None:
    page = visit(name, theme=theme, height=TALL)
    shown = figures(page)
    page.add_style_tag(content="svg text { visibility: hidden }")
    shots = page.context.new_cdp_session(page)
    faint = []
    for each in shown:
        drawn = picture(shots, page.evaluate(SHOW, each["id"]))
        for text in each["texts"]:
            fill = [int(part) for part in re.findall(r"\d+", text["fill"])[:3]]
            worst = min(contrast(fill, ground) for ground in grounds(drawn, text["box"]))
            if worst < CONTRAST:
                faint.append(f"{each['id']}: {text['text']} {text['fill']} {worst:.2f}")
    assert faint == []


def picture(shots: CDPSession, frame: dict[str, float]) -> np.ndarray:
    """The pixels of a part of the page that is in the window."""
    shot = shots.send("Page.captureScreenshot", {"clip": frame | {"scale": 1}})
    return np.asarray(Image.open(io.BytesIO(b64decode(shot["data"]))).convert("RGB"))


def grounds(picture: np.ndarray, box: list[float]) -> np.ndarray:
    """The colours that fill a good part of the box; at least the most frequent."""
    left, top, right, bottom = (max(round(edge), 0) for edge in box)
    pixels = picture[top:bottom, left:right].reshape(-1, 3)
    colours, counts = np.unique(pixels, axis=0, return_counts=True)
    return colours[counts >= min(SHARE * len(pixels), counts.max())]


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    """The contrast of two colours as WCAG defines it."""
    dark, light = sorted(luminance([part / 255 for part in colour]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", FIGURED)
def test_the_browser_s_search_finds_the_labels(visit: Visit, name: str) -> None:
    page = visit(name)
    lost = [
        f"{each['id']}: {text}"
        for each in figures(page)
        for text in {each["texts"][0]["text"], each["texts"][-1]["text"]}
        if not page.evaluate(FIND, [each["id"], text])
    ]
    assert lost == []
