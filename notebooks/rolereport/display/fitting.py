"""Where the panels of a figure stand: as far apart as their labels need.

Matplotlib's constrained layout puts panels in the same places, but measures every artist of every
panel several times over and solves a system of equations for what is a sum along each row and
column.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text
from matplotlib.transforms import Bbox, BboxBase

from rolereport.display.axes import HouseAxes
from rolereport.display.letters import RULER, reach

POINTS = 72  # to the inch, of an SVG
DIGITS = 6  # of the figure's width; far below a pixel
PASSES = 2  # what labels stick out depends on how wide the panel is


class HouseLayout(ConstrainedLayoutEngine):
    """Constrained layout for panels in one grid, each in a cell of its own; positions rounded."""

    def execute(self, fig: Figure) -> None:
        """Place the panels."""
        panels = [ax for ax in fig.axes if isinstance(ax, HouseAxes)]
        if len(panels) < len(fig.axes) or not _in_one_grid(panels):
            super().execute(fig)
            return
        with at_points(fig):
            for _ in range(PASSES if panels else 0):
                self._place(fig, panels)

    def _place(self, fig: Figure, panels: list[HouseAxes]) -> None:
        grid, rect = _grid(panels), self.get()["rect"]
        (x_gaps, y_gaps), (x_margins, y_margins) = self._gaps(fig, grid), _margins(fig, panels)
        x = _spans(rect[0], rect[2], x_margins + x_gaps, grid.get_width_ratios())
        top = 1 - rect[1] - rect[3]
        y = 1 - _spans(top, rect[3], y_margins + y_gaps, grid.get_height_ratios())
        if (x[1] <= x[0]).any() or (y[0] <= y[1]).any():
            return  # no room for any panel: they stay where they are
        for ax in panels:
            row, column = _cell(ax)
            box = np.round([x[0, column], y[1, row], x[1, column], y[0, row]], DIGITS)
            ax.set_position(Bbox.from_extents(*box), which="original")
            ax.set_in_layout(True)  # which a position that is set takes away

    def _gaps(self, fig: Figure, grid: GridSpec) -> list[np.ndarray]:
        """What is left free before and behind the panel of each column, and of each row."""
        pads, (rows, columns) = self.get(), grid.get_geometry()
        ways = [
            (pads["w_pad"] / fig.get_figwidth(), grid.wspace, pads["wspace"], columns),
            (pads["h_pad"] / fig.get_figheight(), grid.hspace, pads["hspace"], rows),
        ]
        return [
            _free(pad, (usual if own is None else own) / 2 / count, count)
            for pad, own, usual, count in ways
        ]


def _free(pad: float, between: float, count: int) -> np.ndarray:
    free = np.full((2, count), max(pad, between))
    free[0, 0] = free[1, -1] = pad
    return free


def _in_one_grid(panels: list[HouseAxes]) -> bool:
    specs = [ax.get_subplotspec() for ax in panels]
    grids = {id(spec.get_gridspec()) for spec in specs if spec}
    alone = [spec is not None and len(spec.rowspan) == len(spec.colspan) == 1 for spec in specs]
    return len(grids) <= 1 and all(alone)


def _grid(panels: list[HouseAxes]) -> GridSpec:
    grid = panels[0].get_gridspec()
    assert grid is not None  # `_in_one_grid`
    return grid


def _cell(ax: HouseAxes) -> tuple[int, int]:
    spec = ax.get_subplotspec()
    assert spec is not None  # `_in_one_grid`
    return spec.rowspan.start, spec.colspan.start


def _margins(fig: Figure, panels: list[HouseAxes]) -> tuple[np.ndarray, np.ndarray]:
    """What labels need before and behind the panels of each column, and of each row."""
    rows, columns = _grid(panels).get_geometry()
    x, y = np.zeros((2, columns)), np.zeros((2, rows))
    for ax in panels:
        row, column = _cell(ax)
        left, bottom, right, top = _out_of(fig, ax)
        x[:, column] = np.maximum(x[:, column], (left, right))
        y[:, row] = np.maximum(y[:, row], (top, bottom))
    return x, y


def _spans(start: float, length: float, margins: np.ndarray, ratios: Any) -> np.ndarray:
    """Where each panel starts and ends along one way."""
    shares = np.ones(margins.shape[1]) if ratios is None else np.asarray(ratios, dtype=float)
    before, behind = margins
    inner = (length - margins.sum()) * shares / shares.sum()
    ends = start + np.cumsum(before + inner + behind) - behind
    return np.array([ends - inner, ends])


@contextmanager
def at_points(fig: Figure) -> Iterator[None]:
    """The figure with as many pixels to the inch as an SVG has points."""
    before = fig.dpi
    fig.dpi = POINTS
    try:
        yield
    finally:
        if before != POINTS:
            fig.dpi = before


def _out_of(fig: Figure, ax: HouseAxes) -> np.ndarray:
    """How far its labels stand out of the panel, as shares of the figure: left, bottom, ..."""
    ax.apply_aspect()
    panel = _ends(ax.get_position(original=True))[0] * np.tile(fig.bbox.size, 2)
    boxes = np.vstack([box for box in _boxes(ax) if len(box)] or [panel[None]])
    low = panel[:2] - boxes[:, :2].min(0)
    high = boxes[:, 2:].max(0) - panel[2:]
    return np.maximum(np.hstack([low, high]) / np.tile(fig.bbox.size, 2), 0.0)


def _boxes(ax: HouseAxes) -> Iterator[np.ndarray]:
    if ax.axison:
        for axis in (ax.xaxis, ax.yaxis):
            box = axis.get_tightbbox(RULER, for_layout_only=True)
            if box is not None:
                yield _ends(box)
    ax.place_titles()
    titles = reach([title for title in ax.titles if title.get_text()])
    titles[:, [0, 2]] = titles[:, [0, 2]].mean(axis=1, keepdims=True)  # they may run on
    yield titles
    yield from _boxes_inside(ax)


def _boxes_inside(ax: HouseAxes) -> Iterator[np.ndarray]:
    yield reach([text for text in ax.texts if text.get_in_layout() and text.get_text()])
    for artist in _unclipped(ax):
        box = artist.get_tightbbox(RULER)
        if box is not None and np.isfinite(_ends(box)).all():
            yield _ends(box)


def _ends(box: BboxBase) -> np.ndarray:
    return np.array([[box.x0, box.y0, box.x1, box.y1]])


def _unclipped(ax: HouseAxes) -> list[Artist]:
    """What may be drawn outside the panel, apart from text."""
    known = {ax.patch, ax.xaxis, ax.yaxis, *ax.spines.values()}
    return [
        each
        for each in ax.get_children()
        if not isinstance(each, Text) and each not in known and each.get_in_layout()
        if each.get_visible() and not _clipped(each)
    ]


def _clipped(artist: Artist) -> bool:
    held = artist.get_clip_box() is not None or artist.get_clip_path() is not None
    return artist.get_clip_on() and held
