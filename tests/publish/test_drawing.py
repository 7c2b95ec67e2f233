"""A chart's SVG inside a page keeps its marks and gives up what would clash."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from io import StringIO

import matplotlib
from matplotlib.figure import Figure
from miniature import ALT, SVG

from rolereport.publish.page.drawing import inline

MARKS = {"path", "use", "text", "rect"}


def chart() -> str:
    figure = Figure(figsize=(3, 2))
    axes = figure.subplots()
    axes.plot([1, 2], [2, 1], color="#1b1f24")
    axes.text(1, 1, "label", rotation=30)
    text = StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        figure.savefig(text, format="svg", metadata={"Date": None, "Title": "t"})
    return text.getvalue()


def marks(svg: str) -> list[tuple[str, str | None]]:
    found = [
        (element.tag.rpartition("}")[2], element.get("d")) for element in ET.fromstring(svg).iter()
    ]
    return [mark for mark in found if mark[0] in MARKS]


def test_matplotlib_s_drawing_keeps_every_mark_and_loses_its_file_parts() -> None:
    svg = inline(chart(), "pay", ALT)
    assert [mark[0] for mark in marks(svg)] == [mark[0] for mark in marks(chart())]
    assert svg.startswith(f'<svg role="img" aria-label="{ALT}"')
    for gone in ("<?xml", "<!DOCTYPE", "<metadata", "<title", "<style", "Arial"):
        assert gone not in svg
    assert "rotate(-30)" in svg and "rotate(-0 " not in svg


def test_every_reference_arrives() -> None:
    svg = inline(chart(), "pay", ALT)
    ids = {element.get("id") for element in ET.fromstring(svg).iter()} - {None}
    references = {part.partition('"')[0].partition(")")[0] for part in svg.split("#pay-")[1:]}
    assert {f"pay-{reference}" for reference in references} == ids
    assert ids


def test_one_chart_twice_has_no_id_in_common() -> None:
    first, second = (inline(SVG, name, ALT) for name in ("a", "b"))
    assert 'id="a-m1"' in first and 'href="#a-m1"' in first
    assert "a-m1" not in second and 'href="#b-m1"' in second
