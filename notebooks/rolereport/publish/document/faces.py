"""The faces that typst sets with: its own, and matplotlib's for figures; none of a system's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib
import typst


@cache
def faces() -> typst.Fonts:
    """The same faces on every machine; matplotlib's also have what typst's own lack."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
