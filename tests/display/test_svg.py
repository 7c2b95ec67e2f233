"""What is written once for marks that look alike is what matplotlib writes for each."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.patches import Rectangle

from rolereport.display.axes import HouseFigure
from rolereport.display.svg import HouseSVG, drawn

PLAIN: dict[str, Any] = {"facecolor": "#123456", "edgecolor": "#654321", "linewidth": 2}
OTHERS: list[dict[str, Any]] = [
    {}, {"facecolor": "#123457"}, {"facecolor": "none"}, {"edgecolor": "#654322"},
    {"linewidth": 3}, {"linewidth": 0}, {"alpha": 0.5}, {"linestyle": (0, (3, 2))},
    {"linestyle": (0, (3, 1))}, {"linestyle": (2, (3, 2))}, {"capstyle": "round"},
    {"joinstyle": "bevel"}, {"hatch": "//"}, {"facecolor": (0.1, 0.2, 0.3, 0.4)},
]  # fmt: skip


def written(*looks: dict[str, Any]) -> str:
    fig = HouseFigure((3, 2))
    ax = fig.add_subplot()
    for place, look in enumerate(looks):
        ax.add_patch(Rectangle((place / 9, 0), 0.1, 1, **PLAIN | look))
    return drawn(fig, "patches", "Rectangles that differ in how they look.")


@pytest.mark.parametrize("other", OTHERS, ids=str)
@pytest.mark.parametrize("before", [{}, {"linestyle": (0, (3, 2)), "alpha": 0.5}], ids=str)
def test_every_mark_has_its_own_look(
    monkeypatch: pytest.MonkeyPatch, before: dict[str, Any], other: dict[str, Any]
) -> None:
    looks = before, before | other, before
    told = written(*looks)
    monkeypatch.delattr(HouseSVG, "_get_style")
    assert told == written(*looks)


def test_the_look_of_equal_marks_is_written_down_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    plain = HouseSVG._get_style_dict
    monkeypatch.setattr(
        HouseSVG, "_get_style_dict", lambda self, *look: asked.append(look) or plain(self, *look)
    )
    written({}, {})
    once = len(asked)
    written({}, {}, {}, {})
    assert len(asked) == 2 * once
