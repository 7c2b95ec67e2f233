"""Student's distribution for whole degrees of freedom, whose area is a short sum."""

from __future__ import annotations

import math
from functools import cache

from rolereport.analysis.roots import root

WITHIN = 1e-13  # radians


@cache
def quantile(probability: float, freedom: int) -> float:
    """What a variable with Student's distribution stays below so often.

    Parameters
    ----------
    probability
        Between 0 and 1.
    freedom
        Degrees of freedom, one or more.
    """
    between = abs(2 * probability - 1)
    angle = root(lambda at: _inside(at, freedom) - between, 0.0, math.pi / 2, within=WITHIN)
    return math.copysign(math.sqrt(freedom) * math.tan(angle), probability - 0.5)


def _inside(angle: float, freedom: int) -> float:
    """How often it lies between -t and t, where t is the root of `freedom` times `angle`'s tangent.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    sine, cosine, odd = math.sin(angle), math.cos(angle), freedom % 2
    term, total = (cosine if odd else 1.0), 0.0
    for power in range(2 + odd, freedom + 1, 2):
        total += term
        term *= cosine**2 * (power - 1) / power
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
