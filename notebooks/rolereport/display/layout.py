"""Keeps the layout of a chart with several panels the same on every run."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

DIGITS = 6  # of the figure's width; far below a pixel


def settled(fig: Figure) -> Figure:
    """The figure with its panels fixed where constrained layout puts them, positions rounded.

    The layout solver visits the edges of several panels in no fixed order, so that equal charts
    differ in a last binary digit. Matplotlib hashes positions into the ids of clip paths: unless
    they are rounded, equal figures give different SVG.
    """
    fig.draw_without_rendering()
    fig.set_layout_engine("none")
    for ax in fig.axes:
        ax.set_position(Bbox(np.round(ax.get_position().get_points(), DIGITS)))
    return fig
