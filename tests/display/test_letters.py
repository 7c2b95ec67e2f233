"""Text is measured once, and takes the room that matplotlib's own SVG gives it."""

from __future__ import annotations

import io
import os
from itertools import product
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from rolereport.display import letters
from rolereport.display.axes import HouseFigure
from rolereport.display.letters import reach, size_of

LOOKS: list[dict[str, Any]] = [
    {}, {"weight": "bold", "size": 12.5}, {"style": "italic"}, {"ha": "right", "va": "top"},
    {"ha": "center", "va": "center", "linespacing": 1.4}, {"rotation": 48},
    {"rotation": 45, "rotation_mode": "anchor", "ha": "right"}, {"va": "center_baseline"},
]  # fmt: skip
CHANGES: list[dict[str, Any]] = [
    {"weight": "bold"}, {"size": 9}, {"ha": "right"}, {"va": "top"}, {"linespacing": 1.4},
    {"rotation": 48}, {"text": "other"}, {"multialignment": "right"},
]  # fmt: skip


@pytest.fixture
def fig() -> Figure:
    return HouseFigure((6, 4), dpi=72)


@pytest.mark.parametrize("line", ["Lab staff", "−$1,234", "fi Åg", ""])
@pytest.mark.parametrize("look", [{}, {"weight": "bold"}, {"style": "italic", "size": 8.5}])
def test_a_line_is_as_wide_as_its_outline(line: str, look: dict[str, Any]) -> None:
    font = FontProperties(family="DejaVu Sans", **{"size": 10.5} | look)
    outline = text_to_path.get_text_width_height_descent(line, font, False)
    assert size_of(line, font) == pytest.approx(outline)


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("words", ["one line", "two lines\nof text"])
def test_reach_is_the_extent_in_an_svg(fig: Figure, look: dict[str, Any], words: str) -> None:
    svg = RendererSVG(432, 288, io.StringIO())
    ax = fig.add_subplot()
    ax.set(xlim=(0, 4), ylim=(9, 0))
    over = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points"}
    texts = [
        ax.text(1, 2, words, **look),
        ax.text(0.2, 0.3, words, transform=ax.transAxes, **look),
        ax.annotate(words, (3, 4), (5, -7), textcoords="offset points", **look),
        ax.annotate(words, (1, 4), (5, 0), **over, **look),
        ax.annotate(words, (0.1, 0.2), xycoords="figure fraction", **look),
    ]
    told = np.array([text.get_window_extent(svg).extents for text in texts])
    assert reach(texts) == pytest.approx(told, abs=1e-6)


def test_no_text_reaches_nowhere() -> None:
    assert reach([]).shape == (0, 4)


def test_what_is_measured_once_is_not_measured_again(
    fig: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fig.text(0.1, 0.2, "the same words")
    reach([first])
    monkeypatch.setattr(letters, "_laid_out", None)
    elsewhere = fig.text(0.6, 0.7, "the same words")
    assert reach([elsewhere])[0, 0] - reach([first])[0, 0] == pytest.approx(0.5 * 432)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_another_look_is_measured_anew(fig: Figure, change: dict[str, Any]) -> None:
    text = fig.text(0.5, 0.5, "wide\nand wider")
    before = text._get_layout(letters.RULER)
    text.set(**change)
    assert text._get_layout(letters.RULER)[1] != before[1]


def test_a_student_s_own_picture_is_measured_by_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Text] = []
    plain = letters._laid_out
    monkeypatch.setattr(
        letters, "_laid_out", lambda text, by: asked.append(text) or plain(text, by)
    )
    fig = Figure()
    text = fig.text(0, 0, "x")
    for _ in range(2):
        FigureCanvasAgg(fig).draw()
    assert asked == [text, text]


@pytest.mark.parametrize(
    "line",
    ["Lab staff, combined", "“Med Tech” names three jobs in Vermont", "$1,234 to $5,678",
     "first office difference", "AVATAR To Te P. LT", "−12.5% – W.A.", "ÅÉç naïve", "ab", " "],
)  # fmt: skip
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_letters_add_up_to_the_line(line: str, weight: str) -> None:
    look = (("DejaVu Sans",), "normal", weight)
    assert letters._outline(line, *look) == pytest.approx(letters._shaped(line, *look), abs=0.1)


@pytest.mark.parametrize("drawn_as_one", letters.LIGATURES)
@pytest.mark.parametrize("look", [("normal", "normal"), ("normal", "bold"), ("italic", "normal")])
def test_letters_drawn_as_one_are_kerned_as_one(drawn_as_one: str, look: tuple[str, str]) -> None:
    for before, behind in product(["", "A", "o", "f", " "], ["", "y", ".", "-", "i"]):
        told = f"{before}{drawn_as_one}{behind}", ("DejaVu Sans",), *look
        assert letters._outline(*told) == letters._shaped(*told)


def test_a_line_of_letters_that_are_known_is_not_shaped() -> None:
    letters.warm()
    look = letters._look(FontProperties())
    known = letters._shaped.cache_info().misses
    letters._outline("fifty-five difficult affairs of office staff in flats", *look)
    assert letters._shaped.cache_info().misses == known


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system copies no processes")
def test_a_copied_process_opens_its_fonts_itself() -> None:
    """One whose file is shared would read wherever the other had left off."""
    letters.warm()
    assert letters._face.cache_info().currsize
    child = os.fork()
    if not child:
        os._exit(letters._face.cache_info().currsize)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
