"""Code is coloured in five kinds, and its text stays as it was."""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby
from pathlib import Path

import pytest
from pygments.lexers.python import PythonLexer

import rolereport
from rolereport.publish.page.exporter import TEMPLATES
from rolereport.publish.page.highlight import COLOURED, highlighted

PACKAGE = Path(rolereport.__file__).parent
HARD = """
match = [case for case in match]
match x:
    case {"a": [1.5, .5, x.sum]} | None:
        print(rb"x", F'{x:>{len(y)}} {z!r}', self.sum(sum(x)).print, in_, match.case)
    case _: pass
    'a line that is a text'
@property
@ x
async def __init__(self, *, π: int = 0xFF): yield from range(...)
def f():
    r'''says \\ "this" '''
    u = b""; x = y if u'a' "b" else not z; raise KeyError from None
class str(int, lazy=True): type = type(x) @ Ellipsis; __name__ != __slots__
lazy import a.b as c, len
"""

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


@pytest.mark.parametrize(
    "source", [HARD, *(path.read_text("utf-8") for path in sorted(PACKAGE.glob("publish/**/*.py")))]
)
def test_colours_are_those_that_pygments_finds(source: str) -> None:
    tokens = PythonLexer().get_tokens(source)
    runs = groupby(tokens, lambda token: next((e for k, e in COLOURED if token[0] in k), ""))
    expected = [(colour, "".join(text for _, text in run)) for colour, run in runs]
    pieces = re.findall(r"<(\w+)>(.*?)</\1>|([^<]+)", highlighted(source), re.DOTALL)
    found = [(colour, unescape(inside or plain)) for colour, inside, plain in pieces]
    assert [(colour, text.rstrip("\n")) for colour, text in found if colour] == [
        (colour, text.rstrip("\n")) for colour, text in expected if colour
    ]
    assert "".join(text for _, text in found) == "".join(text for _, text in expected).rstrip("\n")
