"""The report as one page that needs nothing but itself: chapters, contents, style, provenance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from rolereport.publish import notebook as notebooks
from rolereport.publish.cite import STYLES, Cited
from rolereport.publish.code_modes import CODE_MODES
from rolereport.publish.errors import PublishError
from rolereport.publish.page.exporter import TEMPLATES, ChapterExporter, Shelf, data_uri, fragment
from rolereport.publish.page.markdown import Heading, Headings, with_headings
from rolereport.publish.page.metadata import LANGUAGE, Described, json_ld, open_graph
from rolereport.publish.page.parcel import packed
from rolereport.publish.provenance import Provenance
from rolereport.publish.templating import environment

BESIDE = {
    "report.pdf": ("PDF", "the report to print, with page numbers"),
    "report.docx": ("Word", "the report to edit (DOCX)"),
    "report.xlsx": ("Excel", "every table with its notes (XLSX)"),
}
DEFAULT_PHRASE = "No description has been provided"
_LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|link)\b[^>]*?"
    r"\b(?:src|srcset|data|href)\s*=\s*[\"']?(?:https?:)?//[^>]*",
    re.IGNORECASE,
)
_ID = re.compile(r'<[^>]*?\sid="([^"]+)"')


@dataclass(frozen=True)
class Chapter:
    """A chapter's part of the page and of its contents."""

    number: str
    section: str
    title: str
    body: str
    parts: list[Heading]


def page(executed: list[Path], provenance: Provenance, files: Collection[str] = ()) -> str:
    """The whole report as HTML.

    Parameters
    ----------
    executed
        The executed chapters in reading order; the first answers the report's question.
    files
        The files of all formats written, this page's among them or not, that it may link to.

    Raises
    ------
    PublishError
        If a chapter shows what a reader cannot be shown, or the page would load anything.
    """
    shelf = Shelf()
    chapters = _chapters(executed, provenance.code, shelf)
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8").strip()
    answer = notebooks.short_answer(notebooks.read(executed[0]))
    beside = {name: told for name, told in BESIDE.items() if name in files}
    about = Described(chapters[0].title, answer, provenance, shelf.names["figure"], [*beside])
    html = (
        environment(TEMPLATES)
        .get_template("page.html.j2")
        .render(
            chapters=chapters,
            provenance=provenance,
            code_modes=CODE_MODES,
            about=about,
            graph=open_graph(about),
            linked_data=json_ld(about),
            beside=beside,
            citations=_citations(provenance.cited(about.title)),
            language=LANGUAGE,
            style=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
            wardrobe=shelf.wardrobe,
            script=script,
            rows=packed(shelf.rows),
        )
    )
    require_sound(html)
    return html


def require_sound(html: str) -> None:
    """Refuse a page that loads something, repeats an id, or describes a picture by a stopgap.

    Raises
    ------
    PublishError
        Naming the first such place.
    """
    if DEFAULT_PHRASE in html:
        raise PublishError("a picture of the page has no alternative text")
    loads = _LOADED.search(html)
    if loads:
        raise PublishError(f"the page would load something from elsewhere: {loads[0]}")
    repeated = [name for name, times in Counter(_ID.findall(html)).items() if times > 1]
    if repeated:
        raise PublishError(f"ids used twice on the page: {', '.join(repeated)}")


def _citations(cited: Cited | None) -> list[dict[str, str]]:
    if cited is None:
        return []
    written = [(name, style, style.write(cited)) for name, style in STYLES.items()]
    return [
        {
            "name": name,
            "title": style.title,
            "text": text.rstrip("\n"),
            "file": style.file,
            "address": data_uri(style.media_type, text),
        }
        for name, style, text in written
    ]


def _chapters(executed: list[Path], mode: str, shelf: Shelf) -> list[Chapter]:
    return [
        _chapter(path, ChapterExporter(headings, shelf, mode), headings)
        for path, headings in with_headings(executed)
    ]


def _chapter(path: Path, exporter: ChapterExporter, headings: Headings) -> Chapter:
    notebook = notebooks.read(path)
    try:
        body = fragment(notebook, exporter)
    except PublishError as error:
        raise PublishError(f"chapter {path.stem}: {error}") from None
    top = 1 + headings.shift
    titles = [heading for heading in headings.found if heading.level == top]
    if len(titles) != 1:
        raise PublishError(f"chapter {path.stem} needs one # heading; it has {len(titles)}")
    parts = [heading for heading in headings.found if heading.level == top + 1]
    return Chapter(path.stem[:2], headings.section, titles[0].text, body, parts)
