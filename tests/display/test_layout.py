"""Labels keep their distance from their marks without spaces, which a browser drops."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rolereport.display import charts
from rolereport.display.layout import beside
from rolereport.display.style import new_figure

MODULES = sorted(Path(charts.__file__).parent.glob("*.py"))
PADDED = re.compile(r"""(?:text|annotate|beside)\([^\n]*?["'] +[^"' ]""")


@pytest.mark.parametrize(("by", "side"), [(6, "left"), (-6, "right")])
def test_a_label_stands_beside_its_point(by: float, side: str) -> None:
    ax = new_figure(2, title="", subtitle="").add_subplot()
    beside(ax, "12 months", 3, 4, by=by)
    (label,) = ax.texts
    assert (label.get_text(), label.xy, label.xyann) == ("12 months", (3, 4), (by, 0))
    assert label.get_ha() == side


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_label_is_set_off_by_spaces(module: Path) -> None:
    assert not PADDED.findall(module.read_text(encoding="utf-8"))
