"""A chart that is drawn only if it was not drawn before."""

from __future__ import annotations

import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, cast

from rolereport import recall
from rolereport.display import style

if TYPE_CHECKING:
    from matplotlib import RcParams
    from matplotlib.figure import Figure

BACKEND = "backend"  # the setting that says what shows windows, and tells nothing of a drawing

P = ParamSpec("P")


@dataclass(frozen=True)
class Drawing:
    """A call of a chart's function, put off until it is known whether its drawing is there.

    Who works on the chart itself, such as `axes`, has it drawn, and `is_touched` from then on.

    Parameters
    ----------
    make
        The function.
    args, kwargs
        Its arguments, which nobody else may change.
    """

    make: Callable[..., Figure]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.drawn, name)

    @property
    def question(self) -> tuple[object, ...]:
        """All that the drawing depends on, but the code: the house style is a state, too."""
        state = *style.colours_now(), _other_settings()
        return self.make.__module__, self.make.__qualname__, self.args, self.kwargs, *state

    @property
    def is_touched(self) -> bool:
        """Whether it was drawn for somebody who may have changed it."""
        return "drawn" in vars(self)

    @cached_property
    def drawn(self) -> Figure:
        """The chart."""
        return self.make(*self.args, **self.kwargs)


def _other_settings() -> list[tuple[str, Any]] | None:
    """What matplotlib is set to; None where that is house style, in which it loads."""
    if "matplotlib" not in sys.modules:
        return None
    from matplotlib import rcParams

    now = _listed(rcParams)
    return now if now != _house_style() else None


@cache
def _house_style() -> list[tuple[str, Any]]:
    from matplotlib import rc_params_from_file

    return _listed(rc_params_from_file(style.STYLE))


def _listed(settings: RcParams) -> list[tuple[str, Any]]:
    # As they are held: asked for by name, the backend would load what shows windows.
    return sorted((name, held) for name, held in dict.items(settings) if name != BACKEND)


def chart(function: Callable[P, Figure]) -> Callable[P, Figure]:
    """Mark a function that draws; `figure` does not call it where its drawing is remembered."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Figure:
        if not recall.is_on():
            return function(*args, **kwargs)
        # What is drawn later must not see what happens to the arguments until then.
        return cast("Figure", Drawing(function, *deepcopy((args, kwargs))))

    return asked
