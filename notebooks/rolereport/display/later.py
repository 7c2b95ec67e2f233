"""Charts that are loaded when they are drawn: matplotlib takes long to load.

Where drawings are remembered, a chapter that changed a little may draw none of its charts anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from rolereport.display import style
from rolereport.display.drawing import chart

CHARTS = "rolereport.display.charts."
FOLDER = Path(__file__).parent / "charts"
MARKED = re.compile(r"^@chart\ndef (\w+)", re.MULTILINE)

Load = Callable[[str], ModuleType]
_put_off: dict[str, ModuleType] = {}


def put_off(modules: Iterable[str], load: Load) -> None:
    """Have modules stand in for those of charts among `modules` that are not loaded yet.

    Whoever draws one of their charts, or asks them for anything else, has the real one loaded.

    Parameters
    ----------
    load
        Imports a module.
    """
    style.settle()
    for name in modules:
        if name not in sys.modules and (charts := _charts_in(name)):
            sys.modules[name] = _put_off[name] = _standing_in(name, charts, load)


def let_in() -> list[str]:
    """Let the real modules be imported again; the names of those that were put off."""
    names = [name for name, module in _put_off.items() if sys.modules.get(name) is module]
    for name in names:
        del sys.modules[name]
    _put_off.clear()
    return names


def _charts_in(module: str) -> list[str]:
    file = FOLDER / f"{module.removeprefix(CHARTS)}.py"
    is_one = module.startswith(CHARTS) and file.is_file()
    return MARKED.findall(file.read_text(encoding="utf-8")) if is_one else []


def _standing_in(name: str, charts: list[str], load: Load) -> ModuleType:
    def real(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        let_in()
        return getattr(load(name), attribute)

    module = ModuleType(name)
    vars(module).update({each: _chart(name, each, real) for each in charts})
    module.__getattr__ = real  # type: ignore[method-assign]
    return module


def _chart(module: str, name: str, real: Callable[[str], Any]) -> Callable[..., Any]:
    def make(*args: Any, **kwargs: Any) -> Any:
        return real(name).__wrapped__(*args, **kwargs)

    make.__module__, make.__qualname__ = module, name
    return chart(make)
