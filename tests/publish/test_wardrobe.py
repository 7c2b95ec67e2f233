"""A drawing's styles become classes; its house colours turn with the page and are kept beside."""

from __future__ import annotations

import re

import pytest

from rolereport.publish.page.exporter import TEMPLATES
from rolereport.publish.page.tokens import filled
from rolereport.publish.page.wardrobe import GROUND, LETTERS, TURNING, Suitcase, Wardrobe

CSS = (TEMPLATES / "report.css").read_text(encoding="utf-8")


def rule(tag: str, style: str) -> str:
    wardrobe = Wardrobe()
    assert wardrobe.dress(tag, style) == "A"
    return wardrobe.css().removeprefix(".A{").removesuffix("}\n")


@pytest.mark.parametrize(
    ("tag", "style", "said"),
    [
        ("path", "stroke: #1b1f24; fill: none", "fill:none;stroke:var(--ink,#1b1f24)"),
        ("path", "fill: #0a2f5c", "fill:var(--navy,#0a2f5c)"),
        ("text", "fill: #0a2f5c", "fill:var(--blue-letters,#0a2f5c)"),
        ("text", "fill: #b3261e", "fill:var(--red,#b3261e)"),
        ("text", "stroke: #0a2f5c; fill: #010101", "fill:#010101;stroke:var(--navy,#0a2f5c)"),
        ("use", "fill: #ffffff; stroke: #ffffff", "fill:var(--paper,#ffffff);stroke:#ffffff"),
        ("text", "fill: #ffffff", "fill:#ffffff"),
        ("text", "", "fill:var(--ink,#000000)"),
        ("path", "fill: #0a2f5d", "fill:#0a2f5d"),
        ("path", "stroke-dashoffset: 0; text-anchor: start; opacity: 0", "opacity:0"),
        ("path", "fill: url(#_1)", "fill:url(#_1)"),
    ],
)
def test_what_a_class_says(tag: str, style: str, said: str) -> None:
    assert rule(tag, style) == said


def test_equal_styles_share_a_class_in_whatever_order_they_say_it() -> None:
    wardrobe = Wardrobe()
    assert wardrobe.dress("path", "fill: none; opacity: 1") == "A"
    assert wardrobe.dress("path", "fill: red") == "B"
    assert wardrobe.dress("use", "opacity: 1;fill: none") == "A"
    assert wardrobe.dress("path", "") == ""


def test_classes_are_unique_and_none_of_the_page_s() -> None:
    wardrobe = Wardrobe()
    names = [wardrobe.dress("path", f"stroke-width: {width}") for width in range(4000)]
    assert len(set(names)) == 4000
    assert all(re.fullmatch("[A-Z][A-Za-z0-9]{0,2}", name) for name in names)
    assert not re.search(r"\.[A-Z]", CSS)


def test_opacity_is_not_passed_on() -> None:
    wardrobe = Wardrobe()
    blended, filled = (wardrobe.dress("path", each) for each in ("opacity: .5", "fill-opacity: .5"))
    assert not wardrobe.passes_on(blended)
    assert wardrobe.passes_on(filled)


def dark_colours() -> dict[str, str]:
    dark = "".join(re.findall(r"@media[^{]*dark\) \{(.*?)\n\}", CSS, re.DOTALL))
    return dict(re.findall(r"--([\w-]+): (#\w+);", dark))


def test_every_colour_that_turns_is_set_for_a_dark_screen() -> None:
    assert {*TURNING.values(), *GROUND.values(), *LETTERS.values()} <= dark_colours().keys()


def test_light_neutrals_are_the_drawings_own() -> None:
    light = dict(re.findall(r"--([\w-]+): (#\w+);", CSS.partition("@media")[0]))
    for colour, name in (TURNING | GROUND).items():
        assert light.get(name, colour) == colour


def test_what_chapters_pack_is_named_as_if_one_wardrobe_had_dressed_all() -> None:
    shared, page = Wardrobe(), Wardrobe()
    for chapter in (["m1", "own", "m2"], ["m2", "own", "m3"]):
        suitcase = Suitcase()
        named, packed = (_dressed(each, chapter) for each in (shared, suitcase))
        names = page.unpacked(suitcase.packed())
        assert [filled(token, names) for token in packed] == named
    assert page == shared


def _dressed(wardrobe: Wardrobe, chapter: list[str]) -> list[str]:
    ids = [wardrobe.identifier() if each == "own" else wardrobe.marker(each) for each in chapter]
    styles = ["fill: none", f"fill: url(#{ids[1]})", *(f"opacity: {each[1]}" for each in chapter)]
    return [*ids, *(wardrobe.dress("path", style) for style in styles)]
