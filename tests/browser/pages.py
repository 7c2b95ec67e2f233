"""The pages that a reader gets, made from the committed chapters, and the states they are read in.

To have a page checked by every test, make it in `make` and name it in `PAGES`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from rolereport.publish.edition import Edition
from rolereport.publish.formats import FORMATS, Made
from rolereport.publish.layout import CHAPTERS, Layout
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import provenance

PAGES = {
    "report": "us/report.html",
}
WIDTHS = (320, 360, 768, 1280, 1920, 3840)
"""From the narrowest phone that WCAG asks for to a 4K screen, in CSS pixels."""


def make(root: Path, source: Path | None = None) -> None:
    """Write every page of `PAGES` below `root`, in folders like those of a build.

    Parameters
    ----------
    source
        Folder of an edition whose executed chapters and figures to take; the committed ones if
        not given.
    """
    layout = Layout.of_project()
    edition = Edition.of({}, root)
    shutil.copytree(source / "figures" if source else layout.figures, edition.figures)
    executed = _copied(source / "notebooks" if source else layout.notebooks, edition.notebooks)
    inputs = Inputs.gather(layout, edition.parameters)
    FORMATS["html"](Made(edition, executed, provenance(edition, layout, inputs)))


def _copied(chapters: Path, folder: Path) -> list[Path]:
    folder.mkdir()
    return [
        Path(shutil.copyfile(chapter, folder / chapter.name))
        for chapter in sorted(chapters.glob(CHAPTERS))
    ]
