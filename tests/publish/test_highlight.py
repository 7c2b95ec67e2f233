"""Code is coloured in five kinds, and its text stays as it was."""

from __future__ import annotations

import re
from html import unescape

import pytest

from rolereport.publish.page.exporter import TEMPLATES
from rolereport.publish.page.highlight import COLOURED, highlighted

SOURCE = '''from a.b import c  # why
@d
def f(x: int = 1_000) -> str:
    """Say & <tell>."""
    return f"{x!r}\\n" if x is not None and len("é") < 3 else r'\\d'
'''


def test_text_is_kept() -> None:
    assert unescape(re.sub(r"</?\w+>", "", highlighted(SOURCE))) == SOURCE.rstrip("\n")


@pytest.mark.parametrize(
    "piece",
    [
        "<b>from</b> <var>a.b</var> <b>import</b> c  <small># why</small>",
        "<b>def</b> <var>f</var>(x: <var>int</var> = <u>1_000</u>)",
        '<i>"""Say &amp; &lt;tell&gt;."""</i>',
        "x <b>is</b> <b>not</b> <b>None</b> <b>and</b> <var>len</var>(",
        r"<b>else</b> <i>r'\d'</i>",
    ],
)
def test_kinds_have_their_elements(piece: str) -> None:
    assert piece in highlighted(SOURCE)


def test_the_style_sheet_colours_each() -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    for _, element in COLOURED:
        assert re.search(rf"pre {element} \{{ color:", css)
