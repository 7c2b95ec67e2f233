"""Colours that stand together are told apart by every eye, and in grey print."""

from __future__ import annotations

import re
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from support.vision import VISIONS, apart, lightness

from rolereport import display
from rolereport.display.charts import lead_parts, tornado
from rolereport.display.style import (
    ACCENT,
    DEEP,
    FAINT,
    INK,
    MUTED,
    NEIGHBOUR,
    OTHER_COLOURS,
    PAPER,
    RAMP,
    ROLE_COLOURS,
    TWO_SIDED_RAMP,
    VERDICT_COLOURS,
    WARNING,
    luminance,
)

APART = 11  # in CAM02-UCS: at a glance, and far from each other on the chart
IN_GREY = 7  # of L*
ROLES = tuple(ROLE_COLOURS.values())
TOGETHER = {
    "roles": ROLES,
    "other roles": OTHER_COLOURS,
    "verdicts": tuple(VERDICT_COLOURS.values()),
    "parts of a lead": tuple(colour for _, colour in lead_parts.PARTS.values()),
    "ends of a range": tuple(tornado.COLOURS.values()),
    "states on a map": (ACCENT, WARNING, NEIGHBOUR, PAPER),
    "figures given and published": (ACCENT, WARNING, MUTED),
    "words": (INK, MUTED, WARNING),
    "greys": (DEEP, NEIGHBOUR, FAINT, PAPER),
    "a line and its neighbours": (ACCENT, NEIGHBOUR),
}
# Charts that print in grey without another mark than the colour: no label, shape or pattern.
BY_COLOUR_ALONE = ("roles", "verdicts", "parts of a lead", "ends of a range", "greys")
SOURCES = sorted(Path(display.__path__[0]).rglob("*.py"))
TYPED = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:tab|xkcd|C\d):?\b|[\"'](?:black|gr[ae]y|red|blue)[\"']"
)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("used", TOGETHER)
def test_colours_used_together_are_apart_for_every_eye(used: str, vision: str) -> None:
    for one, other in combinations(TOGETHER[used], 2):
        assert apart(one, other, vision) >= APART, (one, other)


@pytest.mark.parametrize("vision", VISIONS)
def test_a_role_without_a_colour_of_its_own_is_apart_from_those_with_one(vision: str) -> None:
    for one, other in product(ROLES, OTHER_COLOURS):
        assert apart(one, other, vision) >= APART, (one, other)


@pytest.mark.parametrize("used", BY_COLOUR_ALONE)
def test_colours_that_nothing_else_tells_apart_are_so_in_grey(used: str) -> None:
    for one, other in pairwise(sorted(TOGETHER[used], key=lightness)):
        assert lightness(other) - lightness(one) >= IN_GREY, (one, other)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("ramp", [RAMP, TWO_SIDED_RAMP[2:], TWO_SIDED_RAMP[2::-1]])
def test_more_is_darker_on_a_ramp_for_every_eye(ramp: list[str], vision: str) -> None:
    for paler, darker in pairwise(ramp):
        assert lightness(paler, vision) - lightness(darker, vision) > 2 * IN_GREY


@pytest.mark.parametrize("vision", VISIONS)
def test_no_eye_takes_one_side_of_a_ramp_for_the_other(vision: str) -> None:
    below, above = TWO_SIDED_RAMP[:2], TWO_SIDED_RAMP[3:]
    for one, other in product(below, above):
        assert apart(one, other, vision) > 3 * APART


@pytest.mark.parametrize("colour", [*ROLES, *OTHER_COLOURS, ACCENT, WARNING, NEIGHBOUR])
def test_a_mark_stands_out_from_the_paper(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("colour", [INK, MUTED, WARNING, ACCENT])
def test_words_can_be_read_on_the_paper(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_only_the_house_style_names_colours(path: Path) -> None:
    if path.name != "style.py":
        assert TYPED.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_charts_ask_for_the_colour_of_a_role(path: Path) -> None:
    """What a chart looks up by itself would not know an edition's other roles."""
    if path.name != "style.py":
        assert not re.search(r"\b(ROLE|OTHER)_COLOURS\b", path.read_text(encoding="utf-8"))
