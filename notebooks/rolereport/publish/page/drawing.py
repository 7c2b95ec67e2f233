"""Makes a chart's SVG fit to stand inside a page that holds many."""

from __future__ import annotations

import re
from html import escape

_BEFORE_ROOT = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_PRIVATE = re.compile(
    r"<metadata>.*?</metadata>\s*|<title>.*?</title>\s*"
    r"|<defs>\s*<style\b[^>]*>.*?</style>\s*</defs>\s*|<!--.*?-->\s*",
    re.DOTALL,
)
_IDLE = re.compile(r' transform="rotate\(-?0 [^"]*\)"| version="1\.1"|(?<=\n) +')
_FALLBACK_FONTS = re.compile(r"font-family: 'DejaVu Sans'[^;\"]*")
_ID = re.compile(r'(\s)id="([^"]+)"')
_REFERENCE = re.compile(r'(url\(#|href="#)([^")]+)')
_USED = re.compile(r'(?:url\(#|href="#)([^")]+)')


def inline(svg: str, name: str, alt: str) -> str:
    """The drawing as an `svg` element with a role, a name and ids found nowhere else.

    Parameters
    ----------
    svg
        A whole SVG file, as matplotlib writes it.
    name
        The figure's slug; put before every id.
    alt
        What the drawing shows; becomes its accessible name.
    """
    drawing = _PRIVATE.sub("", _BEFORE_ROOT.sub("", svg, count=1)).strip()
    drawing = _FALLBACK_FONTS.sub("font-family: 'DejaVu Sans', sans-serif", drawing)
    drawing = _with_own_ids(_IDLE.sub("", drawing), name)
    label = escape(alt, quote=True)
    return drawing.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)


def _with_own_ids(drawing: str, name: str) -> str:
    used = set(_USED.findall(drawing))

    def own(match: re.Match[str]) -> str:
        space, identifier = match.groups()
        return f'{space}id="{name}-{identifier}"' if identifier in used else ""

    # Most of matplotlib's ids are never referred to: without them the page is smaller.
    return _REFERENCE.sub(rf"\g<1>{name}-\g<2>", _ID.sub(own, drawing))
