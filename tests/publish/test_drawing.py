"""A chart's SVG inside a page keeps its marks and gives up what would clash or be said twice."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import StringIO
from pathlib import Path

import matplotlib
import pytest
from matplotlib.figure import Figure
from miniature import ALT, SVG

from rolereport.display.lean import lean
from rolereport.publish.page.drawing import alone, inline
from rolereport.publish.page.wardrobe import Wardrobe
from rolereport.recall import VARIABLE

MARKS = {"path", "use", "text", "rect"}
CLIP = '<clipPath id="c"><rect x="0" y="0" width="5" height="5"/></clipPath>'


def chart() -> str:
    figure = Figure(figsize=(3, 2))
    axes = figure.subplots()
    axes.plot([1, 2], [2, 1], color="#1b1f24", marker="o")
    axes.text(1, 1, "label", rotation=30)
    axes.bar([1], [2], hatch="/", color="white")
    text = StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        figure.savefig(text, format="svg", metadata={"Date": None, "Title": "t"})
    return lean(text.getvalue())


def svg(*parts: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{"".join(parts)}</svg>'


def drawn(*parts: str) -> str:
    return re.sub("^<svg[^>]*>|</svg>$", "", inline(svg(*parts), ALT, Wardrobe()))


def marks(text: str) -> list[str]:
    names = [element.tag.rpartition("}")[2] for element in ET.fromstring(text).iter()]
    return sorted(name for name in names if name in MARKS)


def moves(text: str) -> int:
    """How many outlines begin, in however many paths."""
    return len(re.findall("[Mm]", "".join(re.findall(r' d="([^"]*)"', text))))


def test_matplotlib_s_drawing_keeps_every_mark_and_loses_its_file_parts() -> None:
    wardrobe = Wardrobe()
    drawing = inline(chart(), ALT, wardrobe)
    files, kept = marks(chart()), marks(drawing)
    assert [name for name in kept if name != "path"] == [name for name in files if name != "path"]
    assert moves(drawing + wardrobe.markers()) == moves(chart())
    assert drawing.startswith(f'<svg role="img" aria-label="{ALT}" viewBox="0 0 216 144">')
    for gone in ("<?xml", "<!DOCTYPE", "<metadata", "<title", "<style", "Arial", "xmlns", "style="):
        assert gone not in drawing
    assert "rotate(-30)" in drawing and "rotate(-0 " not in drawing


def test_every_reference_arrives() -> None:
    wardrobe = Wardrobe()
    drawing = inline(chart(), ALT, wardrobe)
    told = drawing + wardrobe.css() + wardrobe.markers()
    ids = set(re.findall(r' id="([^"]+)"', told))
    assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', told)) == ids
    assert len(ids) > 3


def test_charts_share_markers_and_no_other_id() -> None:
    wardrobe = Wardrobe()
    drawings = [inline(each, ALT, wardrobe) for each in (chart(), chart())]
    ids = re.findall(r' id="([^"]+)"', "".join([*drawings, wardrobe.markers()]))
    assert ids and len(ids) == len(set(ids))
    uses = [re.findall(r'<use href="([^"]+)"', drawing) for drawing in drawings]
    assert uses[0] == uses[1] and len(uses[0]) > 2


def test_a_chart_that_is_as_it_was_is_recalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    drawing = chart()
    made = inline(drawing, ALT, Wardrobe())
    monkeypatch.delattr(ET, "fromstring")
    assert inline(drawing, ALT, Wardrobe()) == made


def test_a_reference_is_to_what_it_was() -> None:
    wardrobe = Wardrobe()
    assert '<use href="#_1" class="A"/>' in inline(SVG, ALT, wardrobe)
    assert wardrobe.markers() == '<defs><path id="_1" d="M0 0"/></defs>'


def test_a_drawing_alone_brings_its_styles_and_markers() -> None:
    drawing = alone(SVG, "a > b")
    assert ET.fromstring(drawing).get("aria-label") == "a > b"
    assert "<style>.A{fill:var(--ink,#1b1f24)}\n</style><defs><path id=" in drawing


def test_groups_that_say_nothing_are_gone_and_neighbours_share_their_class() -> None:
    path = '<g id="x"><g><path d="M 0 0 L 0 1" style="fill: none"/></g></g>'
    text = '<g><text style="fill: red">a</text></g>'
    assert drawn(text, text) == '<g class="A"><text>a</text><text>a</text></g>'
    assert drawn(path, text) == '<path d="M0 0v1" class="A"/><text class="B">a</text>'
    assert drawn(path, path) == '<path d="M0 0v1M0 0v1" class="A"/>'


def test_opacity_is_of_each_mark_and_not_of_a_group() -> None:
    path = '<path d="M 0 0 L 0 1" style="opacity: 0.5"/>'
    assert drawn(path, path) == '<path d="M0 0v1" class="A"/>' * 2


def test_a_clip_of_a_group_is_of_all_in_it() -> None:
    group = f'<g clip-path="url(#c)"><path d="M 0 0"/><path d="M 1 1"/></g><defs>{CLIP}</defs>'
    group = group.replace("M 1 1", "M 9 9")
    kept = '<path d="M0 0M9 9" clip-path="url(#_1)"/>'
    assert drawn(group).endswith(kept)


def test_a_clip_stays_apart_from_a_use_which_would_move_it() -> None:
    use = '<defs><path id="m" d="M 0 0"/></defs><g clip-path="url(#c)"><use href="#m" x="1"/></g>'
    assert '<g clip-path="url(#_2)"><use href="#_1" x="1"/></g>' in drawn(
        use, f"<defs>{CLIP}</defs>"
    )


def test_a_group_that_moves_what_is_in_it_stays() -> None:
    group = '<g transform="translate(1 2)"><path d="M 0 0"/></g>'
    assert drawn(group) == '<g transform="translate(1 2)"><path d="M0 0"/></g>'


@pytest.mark.parametrize("text", ["a &lt; b &amp; c", "5% “é”"])
def test_text_is_text(text: str) -> None:
    assert f'x="1.23">{text}</text>' in drawn(f'<text x="1.2345">{text}</text>').replace(
        ' class="A"', ""
    )


def test_the_name_of_a_drawing_cannot_break_out_of_it() -> None:
    name = 'a "quoted" <b>&amp; name'
    assert ET.fromstring(inline(SVG, name, Wardrobe())).get("aria-label") == name


def test_a_heading_that_the_page_writes_is_kept_unseen() -> None:
    title = '<g id="title"><text y="2">A</text><text y="3">finding</text></g>'
    told = svg(title, '<path d="M 0 5 L 1 5"/>')
    drawing = inline(told, ALT, Wardrobe(), heading=4)
    assert 'viewBox="0 4 10 6"' in drawing
    assert re.search('<g class="heading">.*>A</text>.*>finding</text>(</g>)+</svg>$', drawing)
    whole = inline(told, ALT, Wardrobe())
    assert 'viewBox="0 0 10 10"' in whole and "heading" not in whole
