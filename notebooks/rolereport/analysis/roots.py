"""Where a function of one number crosses nothing."""

from __future__ import annotations

from collections.abc import Callable


def root(function: Callable[[float], float], low: float, high: float, within: float) -> float:
    """Where `function`, of different signs at `low` and `high`, is nothing.

    The line through both ends says where to look next. An end that stays counts less by as much as
    the other came nearer (Anderson and Björck), so that neither stays for good.

    Parameters
    ----------
    within
        How far from the place the answer may be.

    Raises
    ------
    ValueError
        If the signs are the same.
    """
    at_low, at_high = function(low), function(high)
    if at_low * at_high > 0:
        raise ValueError(f"no sign changes between {low} and {high}")
    while at_high and abs(high - low) > within:
        middle = high - at_high * (high - low) / (at_high - at_low)
        at_middle = function(middle)
        if at_middle * at_high < 0:
            low, at_low = high, at_high
        else:
            kept = 1 - at_middle / at_high
            at_low *= kept if kept > 0 else 0.5
        high, at_high = middle, at_middle
    return high
