"""Axes in house style, whose ticks cost little: their marks and grid are drawn at once.

Matplotlib builds five artists for each tick, and measures and draws them one by one. Here the
ticks of an axis share their lines, and only labels are their own. What a chart may ask of an axis
works as it does in matplotlib.
"""

# What matplotlib keeps to itself is not in its type hints.
# mypy: disable-error-code="attr-defined,misc,union-attr,override"

from __future__ import annotations

import copy
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis, Tick, XAxis, XTick, YAxis, YTick
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform, Transform

from rolereport.display.letters import RULER, Measuring, reach

NOWHERE = np.nan
IDENTITY = IdentityTransform()


class _Twin(Tick):
    """A tick whose lines are those of every other tick of its axis."""

    def twin(self) -> Tick:
        tick = copy.copy(self)
        tick.label1, tick.label2 = _twin_of(self.label1), _twin_of(self.label2)
        return tick


class _XTick(_Twin, XTick):
    def update_position(self, loc: float) -> None:
        self.label1.set_x(loc)
        self.label2.set_x(loc)
        self._loc = loc


class _YTick(_Twin, YTick):
    def update_position(self, loc: float) -> None:
        self.label1.set_y(loc)
        self.label2.set_y(loc)
        self._loc = loc


def _twin_of(label: Text) -> Text:
    twin = copy.copy(label)
    twin.set_fontproperties(label.get_fontproperties())  # which takes a copy
    return twin


class _QuickAxis(Axis):
    """An axis that makes its ticks from its first and draws their lines together."""

    def _get_tick(self, major: bool) -> Tick:
        ticks = self.__dict__.get("majorTicks")
        if major and ticks:
            return ticks[0].twin()
        tick = super()._get_tick(major)
        tick.set_clip_path(self.axes.patch)
        return tick

    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        """As matplotlib does, but makes no tick only to clip it."""
        Artist.set_clip_path(self, path, transform)
        for tick in self._made("major") + self._made("minor"):
            tick.set_clip_path(path, transform)

    def set_tick_params(self, which: str = "major", reset: bool = False, **kwargs: Any) -> None:
        """As matplotlib does, but makes no tick only to style it."""
        for kind in ("major", "minor") if which == "both" else (which,):
            if reset or self._made(kind):
                super().set_tick_params(kind, reset, **kwargs)
            else:
                getattr(self, f"_{kind}_tick_kw").update(self._translate_tick_params(kwargs))

    def _made(self, kind: str) -> list[Tick]:
        made: list[Tick] = self.__dict__.get(f"{kind}Ticks", [])
        return made

    def _copy_tick_props(self, src: Tick, dest: Tick) -> None:
        """A twin has the properties of the first tick already."""

    def draw(self, renderer: RendererBase) -> None:
        """Grid and marks, then labels."""
        if not self.get_visible():
            return
        renderer.open_group("axis", gid=self.get_gid())
        ticks = self._update_ticks()
        for kind in (True, False):
            self._draw_lines(renderer, [tick for tick in ticks if tick._major is kind])
        for tick in ticks:
            tick.label1.draw(renderer)
            tick.label2.draw(renderer)
        self._draw_label(renderer)
        self._draw_offset(renderer, ticks)
        renderer.close_group("axis")
        self.stale = False

    def _draw_lines(self, renderer: RendererBase, ticks: list[Tick]) -> None:
        """Grid and marks of ticks of one kind, which all look as those of the first."""
        if not ticks:
            return
        first, places = ticks[0], [tick.get_loc() for tick in ticks]
        if first.gridline.get_visible():
            along = np.repeat(places, 3)
            self._set_line(first.gridline, along, np.tile([0, 1, NOWHERE], len(places)))
            first.gridline.draw(renderer)
        for line, end in ((first.tick1line, 0), (first.tick2line, 1)):
            if line.get_visible() and line.get_markersize():
                self._set_line(line, places, [end] * len(places))
                line.draw(renderer)

    def _set_line(self, line: Any, along: Any, across: Any) -> None:
        line.set_data(*((along, across) if self.axis_name == "x" else (across, along)))

    def _draw_label(self, renderer: RendererBase) -> None:
        if self.label.get_text():
            self._update_label_position(renderer)
            self.label.draw(renderer)

    def _draw_offset(self, renderer: RendererBase, ticks: list[Tick]) -> None:
        self.offsetText.set_text(self.major.formatter.get_offset())
        if self.offsetText.get_text():
            boxes = self._get_ticklabel_bboxes(ticks, renderer)
            self._update_offset_text_position(*boxes)
            self.offsetText.draw(renderer)

    def get_tightbbox(
        self, renderer: RendererBase | None = None, *, for_layout_only: bool = False
    ) -> Bbox | None:
        """The box around the labels; a label of the axis itself counts across the axis only."""
        if not isinstance(renderer, Measuring):
            return super().get_tightbbox(renderer, for_layout_only=for_layout_only)
        if not self.get_visible():
            return None
        labels = [label for tick in self._update_ticks() for label in (tick.label1, tick.label2)]
        boxes = reach([label for label in labels if label.get_visible() and label.get_text()])
        if self.label.get_text():
            self._update_label_position(renderer)
            boxes = np.vstack([boxes, self._own_reach(for_layout_only)])
        return Bbox([boxes[:, :2].min(0), boxes[:, 2:].max(0)]) if len(boxes) else None

    def _own_reach(self, across_only: bool) -> Any:
        box = reach([self.label])
        if across_only:
            along = [0, 2] if self.axis_name == "x" else [1, 3]
            box[:, along] = box[:, along].mean()
        return box


class _XAxis(_QuickAxis, XAxis):
    _tick_class = _XTick


class _YAxis(_QuickAxis, YAxis):
    _tick_class = _YTick


class _Ground(Rectangle):
    """What lies under the axes; every artist asks it by what to be clipped."""

    def get_patch_transform(self) -> Transform:
        return IDENTITY


def _in_data(patch: Patch, ax: Axes) -> bool:
    return patch.get_data_transform() is ax.transData


class HouseAxes(Axes):
    """Axes as matplotlib has them, with ticks that cost little."""

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = _XAxis(self, clear=False), _YAxis(self, clear=False)
        for axis, sides in ((self.xaxis, ("bottom", "top")), (self.yaxis, ("left", "right"))):
            for side in sides:
                self.spines[side].register_axis(axis)

    def _gen_axes_patch(self) -> Patch:
        return _Ground((0.0, 0.0), 1.0, 1.0)

    def _update_patch_limits(self, patch: Patch) -> None:
        if isinstance(patch, Rectangle) and not patch.get_angle() and _in_data(patch, self):
            (x, y), width, height = patch.get_xy(), patch.get_width(), patch.get_height()
            if width or height:
                self.update_datalim([(x, y), (x + width, y + height)])
            return
        super()._update_patch_limits(patch)

    def _update_title_position(self, renderer: RendererBase) -> None:
        if isinstance(renderer, Measuring):
            self.place_titles()
        else:
            super()._update_title_position(renderer)

    def place_titles(self) -> None:
        """Move the titles above the tick labels, where these stand at the top."""
        titles = [title for title in self.titles if title.get_text()]
        top = self._top() if titles else 0.0
        for title in titles:
            title.set_y(1.0)
            if reach([title])[0, 1] < top:
                title.set_y(self.transAxes.inverted().transform((0, top))[1])

    @property
    def titles(self) -> tuple[Text, Text, Text]:
        """The title in the middle, at the left and at the right."""
        return self.title, self._left_title, self._right_title

    def _top(self) -> float:
        """Where the axes end, or the labels above them."""
        labels = self.xaxis.get_tightbbox(RULER) if self.axison else None
        return float(max(self.bbox.y1, labels.y1) if labels else self.bbox.y1)


class HouseFigure(Figure):
    """A figure whose axes are in house style."""

    def add_subplot(self, *args: Any, **kwargs: Any) -> Axes:
        """As matplotlib does, with `HouseAxes` unless another kind is asked for."""
        if not kwargs.keys() & {"projection", "polar", "axes_class"}:
            kwargs["axes_class"] = HouseAxes
        return super().add_subplot(*args, **kwargs)
