"""Loads what the chapters need, once, before processes are copied from this one."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib import import_module
from io import StringIO
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from warnings import catch_warnings, filterwarnings

from rolereport.publish.depends.code import imports
from rolereport.publish.undescribed import leave_help_of_scipy, undescribed

DATA, WAGES, ANALYSIS = "rolereport.data.load", "rolereport.data.wages", "rolereport.analysis"
CHARTS, LATER, LETTERS, STYLE = (
    f"rolereport.display.{name}" for name in ("charts", "later", "letters", "style")
)
DRAWING = ("matplotlib", CHARTS)
SOLID = "mpl_toolkits.mplot3d"
# What functions of the analysis import only when they are called.
CALLED_FOR = ("scipy.interpolate", "scipy.optimize", "scipy.spatial.distance")
SEVERAL = 3  # chapters; one or two draw and read what they need, and no more


def preload(chapters: Sequence[Path], enough: Callable[[], bool] = lambda: False) -> None:
    """Import the modules that `chapters` import, those first that most of them do.

    Charts are loaded only when they are drawn, unless `load_charts` says otherwise. What fails is
    left for the chapter to tell. Called again, it has little left to do.

    Parameters
    ----------
    enough
        Asked before each import; the rest is left once it says so.
    """
    codes = [_code_of(chapter) for chapter in chapters]
    imported = (name for code in codes for name in dict.fromkeys(_imports_in(code)))
    names = [name for name, _ in Counter(imported).most_common()]
    load = partial(_loaded, codes)
    others = (name for name in names if not name.startswith(CHARTS))
    _import(takewhile(lambda name: not enough(), others), load)
    if STYLE in sys.modules:
        import_module(LATER).put_off(names, load)


def load_charts(chapters: Sequence[Path]) -> None:
    """Load the charts of several `chapters`, of which some are likely to be drawn."""
    if len(chapters) >= SEVERAL and LATER in sys.modules:
        load = partial(_loaded, [*map(_code_of, chapters)])
        _import(import_module(LATER).let_in(), load)


def _loaded(codes: Iterable[Iterable[str]], name: str) -> ModuleType:
    if not name.startswith(DRAWING):
        return import_module(name)
    with _flat(codes), undescribed():
        return import_module(name)


def warm(chapters: Sequence[Path]) -> None:
    """Have ready what most of several `chapters` use: fonts, tables, all that is called for."""
    if len(chapters) < SEVERAL:
        return
    if ANALYSIS in sys.modules:
        leave_help_of_scipy()
        _import(CALLED_FOR)
    if "matplotlib" in sys.modules:
        _draw()
    for name in (LETTERS, DATA):
        if name in sys.modules:
            sys.modules[name].warm()


def is_warm_enough(chapter: Path) -> bool:
    """Whether a chapter has little use for what `warm` makes ready: it reads no wages."""
    return WAGES not in imports_of(chapter)


@contextmanager
def _flat(codes: Iterable[Iterable[str]]) -> Iterator[None]:
    """Matplotlib does not load its axes of three dimensions here, if no chapter names them."""
    if SOLID in sys.modules or any("3d" in source for code in codes for source in code):
        yield
        return
    sys.modules[SOLID] = None  # type: ignore[assignment]
    try:
        with catch_warnings():
            filterwarnings("ignore", "Unable to import Axes3D")
            yield
    finally:
        del sys.modules[SOLID]


def _import(names: Iterable[str], load: Callable[[str], ModuleType] = import_module) -> None:
    for name in names:
        with suppress(Exception):
            load(name)


def imports_of(chapter: Path) -> Iterator[str]:
    """Modules that a notebook's code may import; a name imported from one may be one itself."""
    yield from _imports_in(_code_of(chapter))


def _imports_in(code: Iterable[str]) -> Iterator[str]:
    for source in code:
        with suppress(SyntaxError):  # lines of IPython's own
            yield from _imported(source) if "import" in source else ()


def _code_of(chapter: Path) -> list[str]:
    cells = json.loads(chapter.read_bytes())["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@cache
def _imported(source: str) -> list[str]:
    return list(dict.fromkeys(imports(source)))


@cache
def _draw() -> None:
    """Find the fonts, and all else that matplotlib looks for when it first draws."""
    from matplotlib.figure import Figure

    fig = Figure(layout="constrained")
    axes = fig.subplots()
    axes.plot([1, 2], [1, 2])
    axes.set_title("Pay", weight="bold")
    fig.savefig(StringIO(), format="svg")
