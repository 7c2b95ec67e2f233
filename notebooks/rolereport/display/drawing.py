"""A chart that is drawn only if it was not drawn before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, cast

import matplotlib
from matplotlib.figure import Figure

from rolereport import recall
from rolereport.display import style

P = ParamSpec("P")


@dataclass(frozen=True)
class Drawing:
    """A call of a chart's function, put off until it is known whether its drawing is there.

    Parameters
    ----------
    make
        The function.
    """

    make: Callable[..., Figure]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    @property
    def question(self) -> tuple[object, ...]:
        """All that the drawing depends on, but the code: the house style is a state, too."""
        state = style.given_colours(), [*matplotlib.rcParams.items()]
        return self.make.__module__, self.make.__qualname__, self.args, self.kwargs, *state

    def drawn(self) -> Figure:
        """The chart."""
        return self.make(*self.args, **self.kwargs)


def chart(function: Callable[P, Figure]) -> Callable[P, Figure]:
    """Mark a function that draws; `figure` does not call it where its drawing is remembered."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Figure:
        if not recall.is_on():
            return function(*args, **kwargs)
        return cast("Figure", Drawing(function, args, kwargs))

    return asked
