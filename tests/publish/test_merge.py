"""Shapes of one style become one path where that draws the same, and only there."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from rolereport.publish.page.merge import merged

LINE = {"fill": "none", "stroke": "red"}
FILLED = {"fill": "red"}
BOX, FAR, NEAR = "M0 0L4 0L4 4z", "M9 0L9 4L8 4z", "M5 0L9 0L9 4z"


def outlines(style: dict[str, str], *paths: str) -> list[str]:
    elements = [ET.Element("path", {"d": path}) for path in paths]
    return [element.attrib["d"] for element in merged(elements, style)]


@pytest.mark.parametrize(
    ("style", "other", "one"),
    [
        (LINE, BOX, True),
        (LINE | {"stroke-opacity": ".5"}, BOX, False),
        (LINE | {"opacity": ".5"}, BOX, False),
        (FILLED, BOX, False),
        (FILLED, NEAR, False),
        (FILLED, FAR, True),
        (FILLED | {"stroke": "red", "stroke-width": "3px"}, FAR, False),
        (FILLED | {"opacity": ".5"}, FAR, True),
        (LINE, "M0 0A5 5 0 0 1 2 2", False),
    ],
)
def test_when_two_are_one(style: dict[str, str], other: str, one: bool) -> None:
    assert outlines(style, BOX, other) == ([BOX + other] if one else [BOX, other])


def test_a_shape_must_be_apart_from_all_that_it_would_join() -> None:
    assert outlines(FILLED, BOX, FAR, BOX) == [BOX + FAR, BOX]


def test_what_is_no_path_parts_its_neighbours() -> None:
    elements = [ET.Element("path", {"d": BOX}), ET.Element("use"), ET.Element("path", {"d": BOX})]
    assert merged(elements, LINE) == elements


def test_a_path_that_is_moved_stays_apart() -> None:
    moved = ET.Element("path", {"d": BOX, "transform": "translate(1 1)"})
    assert len(merged([ET.Element("path", {"d": BOX}), moved], LINE)) == 2
