"""Colours that a dark page gives its drawings: apart for every eye, and off the page's ground."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from support.vision import VISIONS, apart

from rolereport.display.charts import lead_parts, tornado
from rolereport.display.style import (
    FILL_INK,
    INK,
    MUTED,
    OTHER_COLOURS,
    ROLE_COLOURS,
    WARNING,
    ink_on,
    luminance,
)
from rolereport.publish.page.page import TEMPLATES
from rolereport.publish.page.wardrobe import LETTERS, TURNING

CSS = (TEMPLATES / "report.css").read_text(encoding="utf-8")
DARK = dict(
    re.findall(
        r"--([\w-]+): (#\w{6});",
        "".join(re.findall(r"@media[^{]*dark\) \{(.*?)\n\}", CSS, re.DOTALL)),
    )
)
APART = 10  # in CAM02-UCS; less than on white: whatever carries white letters cannot be light
TOGETHER = {
    "roles": (*ROLE_COLOURS.values(), *OTHER_COLOURS),
    "parts of a lead": tuple(colour for _, colour in lead_parts.PARTS.values()),
    "ends of a range": tuple(tornado.COLOURS.values()),
}
MARKS = sorted({*TOGETHER["roles"], *TOGETHER["parts of a lead"], WARNING})


def turned(colour: str) -> str:
    return DARK[TURNING[colour]] if colour in TURNING else colour


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("used", TOGETHER)
def test_colours_used_together_stay_apart_for_every_eye(used: str, vision: str) -> None:
    for one, other in combinations(TOGETHER[used], 2):
        assert apart(turned(one), turned(other), vision) >= APART, (one, other)


@pytest.mark.parametrize("colour", MARKS)
def test_a_mark_stands_out_from_the_dark_ground(colour: str) -> None:
    assert contrast(turned(colour), DARK["paper"]) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("colour", [*TOGETHER["roles"], *TOGETHER["parts of a lead"]])
def test_letters_on_a_mark_can_still_be_read(colour: str) -> None:
    """They stay as they are, white or black, when the mark under them is lifted."""
    letters = FILL_INK if ink_on(colour) == FILL_INK else "#ffffff"
    assert contrast(turned(colour), letters) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("colour", [*TOGETHER["roles"], INK, MUTED, WARNING])
def test_letters_in_a_colour_can_be_read_on_the_dark_ground(colour: str) -> None:
    letters = DARK[(TURNING | LETTERS)[colour]]
    assert contrast(letters, DARK["paper"]) >= 4.5


@pytest.mark.parametrize("name", ["gone", "come"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marked_words_are_read_on_any_ground(name: str, scheme: str) -> None:
    light = dict(re.findall(r"--([\w-]+): (#\w{6});", CSS[: CSS.index("dark) {")]))
    colours = DARK if scheme == "dark" else light
    for ground in ("paper", "wash"):
        shades = sorted([luminance(colours[name]) + 0.05, luminance(colours[ground]) + 0.05])
        assert shades[1] / shades[0] >= 4.5
