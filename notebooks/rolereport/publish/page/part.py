"""A chapter's part of the page: made of it alone, so that it can be made before the others are run.

What depends on the other chapters is left open in it (`tokens`) and filled by `Binding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from rolereport.publish.errors import PublishError
from rolereport.publish.names import Names
from rolereport.publish.page.exporter import ChapterExporter, Shelf, fragment
from rolereport.publish.page.markdown import Heading, headings_of
from rolereport.publish.page.parcel import Column
from rolereport.publish.page.tokens import Kind, filled
from rolereport.publish.page.wardrobe import Packed, Wardrobe


@dataclass(frozen=True)
class PagePart:
    """What one chapter gives the page.

    Parameters
    ----------
    body
        HTML with tokens.
    parts
        The headings that the contents list.
    rows
        The data behind its figures and tables, by address.
    """

    number: str
    section: str
    title: str
    body: str
    parts: list[Heading]
    names: Names
    rows: dict[str, list[Column] | str]
    packed: Packed


def page_part(
    notebook: NotebookNode, chapter: Path, chapters: Sequence[Path], exporter: ChapterExporter
) -> PagePart:
    """The part of `chapter`, executed as `notebook`, among `chapters`; uses the notebook up.

    Raises
    ------
    PublishError
        If it shows what a reader cannot be shown; names the chapter.
    """
    headings, shelf = headings_of(chapter, chapters), Shelf()
    exporter.begin(headings, shelf)
    try:
        body = fragment(notebook, exporter)
    except PublishError as error:
        raise PublishError(f"chapter {chapter.stem}: {error}") from None
    top = 1 + headings.shift
    titles = [heading for heading in headings.found if heading.level == top]
    if len(titles) != 1:
        raise PublishError(f"chapter {chapter.stem} needs one # heading; it has {len(titles)}")
    return PagePart(
        number=chapter.stem[:2],
        section=headings.section,
        title=titles[0].text,
        body=body,
        parts=[heading for heading in headings.found if heading.level == top + 1],
        names=shelf.names,
        rows=shelf.rows,
        packed=shelf.wardrobe.packed(),
    )


@dataclass
class Binding:
    """Fills the parts, added in reading order, and keeps what they share."""

    names: Names = field(default_factory=Names)
    rows: dict[str, list[Column] | str] = field(default_factory=dict)
    wardrobe: Wardrobe = field(default_factory=Wardrobe)

    def body(self, part: PagePart) -> str:
        """The part's HTML as it stands on the page.

        Raises
        ------
        PublishError
            If a figure or table has the name of an earlier one.
        """
        self.rows |= part.rows
        own: dict[Kind, list[str]] = {
            "figure": [str(self.names.add("figure", name)) for name in part.names.figure],
            "table": [str(self.names.add("table", name)) for name in part.names.table],
        }
        return filled(part.body, own | self.wardrobe.unpacked(part.packed))
