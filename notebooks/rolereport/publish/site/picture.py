"""The picture of the first page: the first figure of the edition's first chapter."""

from __future__ import annotations

from dataclasses import dataclass

from rolereport.publish import notebook as notebooks
from rolereport.publish.layout import CHAPTERS
from rolereport.publish.page.drawing import alone
from rolereport.publish.site.shelf import Shown

SVG = "image/svg+xml"


@dataclass(frozen=True)
class Picture:
    """A figure to stand inside a page."""

    drawing: str
    caption: str
    source: str


def picture_of(shown: Shown) -> Picture | None:
    """The edition's first figure; none if its first chapter has none."""
    chapters = sorted(shown.edition.notebooks.glob(CHAPTERS))
    for path in chapters[:1]:
        for _, output in notebooks.outputs(notebooks.read(path)):
            told = notebooks.about(output)
            if told.get("kind") == "figure":
                drawing = alone(output.data[SVG], told["alt"])
                return Picture(drawing, told["caption"], told["source"])
    return None
