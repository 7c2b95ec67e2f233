"""A lean drawing shows what the full one shows, in fewer bytes."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET

from matplotlib.figure import Figure

from rolereport.display.lean import lean
from rolereport.display.style import FILL_INK, INK, new_figure

DRAWN = {"path", "use", "text", "rect"}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def drawn() -> Figure:
    fig = new_figure(1.5, title="A finding of 0.12345 points", subtitle="What is plotted")
    ax = fig.add_subplot()
    ax.plot([0, 1.23456, 2], [1, 2, 1], "o-", color=INK, gid="break-2017-0")
    ax.text(1, 1, "  aslant & <kept>", rotation=30, weight="bold", color=FILL_INK)
    ax.bar([0.3], [1.7], hatch="//", color="none", edgecolor="#14599d")
    return fig


def full() -> str:
    buffer = io.StringIO()
    drawn().savefig(buffer, format="svg", metadata={"Date": None, "Title": "t"})
    return buffer.getvalue()[buffer.getvalue().index("<svg") :]


def shapes(svg: str) -> list[tuple[str, list[float], str | None]]:
    """Kind, numbers of place and course, and text of all that is drawn."""
    found = []
    for element in ET.fromstring(svg).iter():
        kind = element.tag.rpartition("}")[2]
        course = " ".join(element.get(each, "") for each in ("d", "x", "y", "width"))
        if kind in DRAWN:
            found.append((kind, [float(each) for each in NUMBER.findall(course)], element.text))
    return found


def test_every_mark_stays_within_a_hundredth_of_a_point() -> None:
    before, after = shapes(full()), shapes(lean(full()))
    assert len(before) == len(after) > 10
    for old, new in zip(before, after, strict=True):
        assert old[0] == new[0] and old[2] == new[2] and len(old[1]) == len(new[1])
        assert all(abs(a - b) <= 0.00501 for a, b in zip(old[1], new[1], strict=True))


def test_text_is_never_rounded() -> None:
    assert ">A finding of 0.12345 points</text>" in lean(full())


def test_ids_that_are_referred_to_or_given_stay_and_counted_ones_go() -> None:
    svg = lean(full())
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    assert set(re.findall(r'(?:url\(|href=")#([\w-]+)', svg)) <= ids
    assert "break-2017-0" in ids
    assert not [each for each in ids if re.fullmatch(r"[a-z.]+\d?\w*_\d+", each)]


def test_a_third_of_the_bytes_goes() -> None:
    assert len(lean(full())) < 0.75 * len(full())


def test_the_font_is_named_once_with_one_to_fall_back_on() -> None:
    svg = lean(full())
    assert svg.count("font-family") == 1
    assert "<svg font-family=\"'DejaVu Sans', sans-serif\"" in svg


def test_a_marker_takes_its_colour_from_its_use() -> None:
    # What stands in <defs> is out of reach of a page's style sheet for a dark screen.
    markers = re.findall(r'<path id="m[^>]*>', lean(full()))
    assert markers and not [marker for marker in markers if "style" in marker]
    assert re.search(rf"<use [^>]*stroke: {INK}", lean(full()))


def test_ink_on_a_fill_is_written_into_the_drawing() -> None:
    # A text without a colour of its own would turn light with the page.
    assert re.search(rf"<text [^>]*fill: {FILL_INK}", lean(full()))
