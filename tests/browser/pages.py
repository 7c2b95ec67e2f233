"""The pages that a reader gets, made from the committed chapters, and the states they are read in.

To have a page checked by every test, make it in `make` and name it in `PAGES`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from rolereport.publish.edition import Edition
from rolereport.publish.formats import FORMATS, Made
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import provenance

PAGES = {
    "report": "us/report.html",
}
WIDTHS = (320, 360, 768, 1280, 1920, 3840)
"""From the narrowest phone that WCAG asks for to a 4K screen, in CSS pixels."""


def make(root: Path) -> None:
    """Write every page of `PAGES` below `root`, in folders like those of a build."""
    layout = Layout.of_project()
    edition = Edition.of({}, root)
    shutil.copytree(layout.figures, edition.figures)
    executed = [_copied(chapter, edition.notebooks) for chapter in layout.chapters()]
    inputs = Inputs.gather(layout, edition.parameters)
    FORMATS["html"](Made(edition, executed, provenance(edition, layout, inputs)))


def _copied(chapter: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return shutil.copyfile(chapter, folder / chapter.name)
