"""The pages that a reader gets, made from the committed chapters, and the states they are read in.

To have a page checked by every test, make it in `make` and name it in `PAGES`.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from support.fake_editions import fake, sealed

from rolereport.choices import area_kinds, area_titles
from rolereport.publish.code_modes import FULL, TEACH
from rolereport.publish.edition import Edition
from rolereport.publish.formats import FORMATS, Made
from rolereport.publish.layout import CHAPTERS, Layout
from rolereport.publish.manifest import Inputs
from rolereport.publish.notebook import read, short_answer
from rolereport.publish.provenance import provenance
from rolereport.publish.site.site import make_site

PAGES = {
    "report": "us/report.html",
    "site": "site/index.html",
    "missing": "site/404.html",
}
CODE_PAGES = {mode: f"us-{mode}/report.html" for mode in (TEACH, FULL)}
"""The report with its code open; where only what folds or code can differ, `PAGES` will do."""
NURSES = {"area": "WY", "roles": ["registered-nurse", "medical-assistant"], "year": 2024}
FIGURED = ["report"]
"""Those of them that show figures."""
WIDTHS = (320, 360, 768, 1280, 1920, 3840)
"""From the narrowest phone that WCAG asks for to a 4K screen, in CSS pixels."""


def make(root: Path, source: Path | None = None) -> None:
    """Write every page of `PAGES` and `CODE_PAGES` below `root`, in folders like those of a build.

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
    made = Made(edition, executed, provenance(edition, layout, inputs), list(FORMATS))
    FORMATS["html"](made)
    for mode in CODE_PAGES:
        _make_page(replace(edition, slug=f"us-{mode}", folder=root / f"us-{mode}", code=mode), made)
    _make_site(edition, replace(layout, build=root), short_answer(read(executed[0])))


def _make_page(edition: Edition, shown: Made) -> None:
    edition.folder.mkdir()
    told = replace(shown.provenance, edition=edition.slug, code=edition.code)
    FORMATS["html"](replace(shown, edition=edition, provenance=told))


def _make_site(nation: Edition, layout: Layout, answer: list[str]) -> None:
    """A site of the nation's edition and many that are of one line each."""
    sealed(nation, layout, answer)
    states = [area for area, kind in area_kinds().items() if kind == "state"]
    for values in [*({"area": area} for area in states[1:]), {"area": "26420"}, NURSES]:
        fake(layout, values, [*answer[:1], f"{area_titles()[values['area']]}: {answer[1]}"])
    make_site(layout, base_url="https://example.org/report/")


def _copied(chapters: Path, folder: Path) -> list[Path]:
    folder.mkdir()
    return [
        Path(shutil.copyfile(chapter, folder / chapter.name))
        for chapter in sorted(chapters.glob(CHAPTERS))
    ]
