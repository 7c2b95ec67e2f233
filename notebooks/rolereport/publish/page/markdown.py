"""Markdown to HTML as nbconvert does it, for one page made of many notebooks.

Differs from nbconvert's own filter in five things: headings get ids that are unique on the page
and recorded for the contents; a link to another chapter's notebook becomes a link to its section;
tables can be scrolled and read aloud; code can be scrolled by keyboard; and there is no
mathematics, so that two dollar signs in a sentence are two dollar signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import rolereport.publish.page.light_nbconvert  # noqa: F401  # isort: skip
import mistune
from nbconvert.filters.markdown_mistune import IPythonRenderer

from rolereport.publish.errors import PublishError

PLUGINS = ["strikethrough", "table", "url", "def_list"]
CHAPTER_LINK = re.compile(r"^(?:\./)?(\d\d-[\w-]+)\.ipynb(?:#.*)?$")


@dataclass(frozen=True)
class Heading:
    """A heading of the page."""

    anchor: str
    text: str
    level: int


@dataclass
class Headings:
    """The headings of one chapter, with ids that no other chapter's headings have.

    Parameters
    ----------
    section
        The id of its own section.
    shift
        Levels between a heading in the notebook and on the page.
    taken
        The ids of all sections; those of this chapter's headings are added.
    """

    section: str
    shift: int
    taken: set[str]
    found: list[Heading] = field(default_factory=list)
    sections: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.sections = frozenset(self.taken)

    def add(self, html: str, level: int) -> Heading:
        """Record a heading written at `level` in the notebook."""
        text = unescape(re.sub(r"<[^>]+>", "", html)).strip()
        heading = Heading(self._anchor(text), text, min(level + self.shift, 6))
        self.found.append(heading)
        return heading

    def _anchor(self, text: str) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        anchor = base = self._apart(f"{self.section}-{words or 'part'}")
        count = 1
        while anchor in self.taken:
            count += 1
            anchor = f"{base}-{count}"
        self.taken.add(anchor)
        return anchor

    def _apart(self, anchor: str) -> str:
        # "By place" in a chapter "pay" is not to be a heading of the chapter "pay-by-place".
        longer = (each for each in self.sections if each.startswith(f"{self.section}-"))
        meant = any(f"{anchor}-".startswith(f"{each}-") for each in longer)
        return anchor.replace(f"{self.section}-", f"{self.section}--", 1) if meant else anchor


class PageRenderer(IPythonRenderer):
    """Writes the HTML of one chapter's Markdown."""

    def __init__(self, headings: Headings) -> None:
        super().__init__(escape=False)
        self._headings = headings

    def block_code(self, code: str, info: str | None = None) -> str:
        """A block of code; a reader without a mouse can scroll it."""
        return str(super().block_code(code, info)).replace("<pre>", '<pre tabindex="0">', 1)

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        """A heading with an id, and a link to itself."""
        heading = self._headings.add(text, level)
        name = f"h{heading.level}"
        # For a mouse: in the heading's name it would be read out, and the contents lead there too.
        link = f'<a class="anchor" href="#{heading.anchor}" aria-hidden="true" tabindex="-1">#</a>'
        return f'<{name} id="{heading.anchor}">{text} {link}</{name}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link; to another chapter, within the page."""
        chapter = CHAPTER_LINK.match(url)
        return super().link(text, f"#{section_of(chapter[1])}" if chapter else url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Refused: pictures are figures with alternative text, caption and source."""
        raise PublishError(f"the Markdown picture {url!r} cannot be published; use figure()")

    def table(self, text: str) -> str:
        """A table in a region of its own that a keyboard can scroll."""
        region = '<div class="scroll" tabindex="0" role="group" aria-label="Table">'
        return f"{region}\n<table>\n{text}</table>\n</div>\n"

    def table_head(self, text: str) -> str:
        """The row of column headers."""
        return f"<thead>\n<tr>\n{text}</tr>\n</thead>\n"

    def table_body(self, text: str) -> str:
        """All other rows."""
        return f"<tbody>\n{text}</tbody>\n"

    def table_row(self, text: str) -> str:
        """One row."""
        return f"<tr>\n{text}</tr>\n"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        """One cell; a header says that it heads a column."""
        style = f' style="text-align: {align}"' if align else ""
        return f'<th scope="col"{style}>{text}</th>\n' if head else f"<td{style}>{text}</td>\n"


def renderer(headings: Headings) -> mistune.Markdown:
    """A function from Markdown to HTML that records the headings it meets."""
    return mistune.create_markdown(renderer=PageRenderer(headings), plugins=PLUGINS)


def section_of(chapter: str) -> str:
    """The id of a chapter's section: its name without the number."""
    return chapter.partition("-")[2]


def headings_of(chapter: Path, chapters: Sequence[Path]) -> Headings:
    """Headings to fill: those of the first chapter are the report's, the others' lie below it.

    A heading never takes the id of a section, whichever comes first.
    """
    taken = {section_of(path.stem) for path in chapters}
    return Headings(section_of(chapter.stem), int(chapter != chapters[0]), taken)
