"""Monotone curves through a few points: piecewise cubics that rise and fall only as the points do.

This is PCHIP, with the slopes of Fritsch and Butland, as `scipy.interpolate.PchipInterpolator` has
it. Five points need no library that takes a quarter of a second to load.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def cubics(points: Numbers, values: Numbers) -> Numbers:
    """The coefficients of the cubic on each piece between two points, the highest power first.

    Parameters
    ----------
    points
        Two or more, ascending.
    values
        At each point, along the first axis; each place along further axes has a curve of its own.

    Returns
    -------
    ndarray
        One row a power, then one a piece, then the further axes of `values`.
    """
    wide = np.diff(points).reshape(-1, *[1] * (values.ndim - 1))
    rise = np.diff(values, axis=0) / wide
    slope = _slopes(wide, rise)
    bend = (slope[:-1] + slope[1:] - 2 * rise) / wide
    return np.stack([bend / wide, (rise - slope[:-1]) / wide - bend, slope[:-1], values[:-1]])


def height(cubic: Numbers, into: Numbers) -> Numbers:
    """The value of each cubic so far `into` its piece."""
    squared = into * into
    return cubic[3] + cubic[2] * into + cubic[1] * squared + cubic[0] * (squared * into)


def _slopes(wide: Numbers, rise: Numbers) -> Numbers:
    """The slope at each point: none where the curve turns, else a mean of those on both sides."""
    if len(rise) == 1:
        return np.concatenate([rise, rise])
    before, after = rise[:-1], rise[1:]
    more, less = 2 * wide[1:] + wide[:-1], wide[1:] + 2 * wide[:-1]
    turns = (np.sign(before) != np.sign(after)) | (before == 0) | (after == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = 1 / ((more / before + less / after) / (more + less))
    ends = _end(wide[:2], rise[:2]), _end(wide[:-3:-1], rise[:-3:-1])
    return np.concatenate([ends[0][None], np.where(turns, 0.0, mean), ends[1][None]])


def _end(wide: Numbers, rise: Numbers) -> Numbers:
    """The slope at an end, from the piece there and the next: a parabola's unless it overshoots."""
    slope = ((2 * wide[0] + wide[1]) * rise[0] - wide[0] * rise[1]) / (wide[0] + wide[1])
    steep = (np.sign(rise[0]) != np.sign(rise[1])) & (np.abs(slope) > 3 * np.abs(rise[0]))
    backwards = np.sign(slope) != np.sign(rise[0])
    return np.where(backwards, 0.0, np.where(steep, 3 * rise[0], slope))
