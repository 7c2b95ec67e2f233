"""Keeps slow modules from loading that a build has no use for.

Import this before nbformat, papermill or nbconvert.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

# jsonschema checks formats of text with these, such as a URI's, and does without where they are
# not installed; no notebook schema asks for them. The first builds a grammar on import, which
# costs every process 0.75 s with jupyterlab installed.
FORMATS_NOT_CHECKED = ("rfc3987_syntax", "rfc3986_validator", "isoduration")
# papermill takes the first to read notebooks over HTTP; nbconvert the second to clean HTML that it
# does not trust.
SELDOM_USED = ("requests", "bleach")


def _load_when_used(name: str) -> None:
    """Have a module of this name that loads the real one when something of it is asked for."""
    standing_in = ModuleType(name)

    def load(attribute: str) -> Any:
        if sys.modules.get(name) is standing_in:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    standing_in.__getattr__ = load  # type: ignore[method-assign]
    sys.modules.setdefault(name, standing_in)


for _name in FORMATS_NOT_CHECKED:
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
for _name in SELDOM_USED:
    _load_when_used(_name)


@contextmanager
def standing_in(modules: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """Have what is imported inside take from these `modules` what is given here instead of theirs.

    A module that is loaded already stays as it is; after the block all of them can be imported.
    """
    absent = {name: held for name, held in modules.items() if name not in sys.modules}
    for name, held in absent.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(held)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def called(module: str, *names: str) -> dict[str, Any]:
    """Functions that stand in for those of a module, or for its classes: called, they load it."""
    return {name: _loads_when_called(module, name) for name in names}


def _loads_when_called(module: str, name: str) -> Callable[..., Any]:
    return lambda *args, **kwargs: getattr(import_module(module), name)(*args, **kwargs)
