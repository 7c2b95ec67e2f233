"""Keeps slow modules from loading that a build has no use for.

Import this before nbformat, papermill or nbconvert.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# jsonschema checks formats of text with these, such as a URI's, and does without where they are
# not installed; no notebook schema asks for them. The first builds a grammar on import, which
# costs every process 0.75 s with jupyterlab installed.
FORMATS_NOT_CHECKED = ("rfc3987_syntax", "rfc3986_validator", "isoduration")
# papermill takes this to read notebooks over HTTP; it loads certificates on import.
SELDOM_USED = "requests"


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
_load_when_used(SELDOM_USED)
