"""The report as one page that needs nothing but itself: chapters, contents, style, provenance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from rolereport.publish import notebook as notebooks
from rolereport.publish.cite import STYLES, Cited
from rolereport.publish.code_modes import CODE_MODES
from rolereport.publish.errors import PublishError
from rolereport.publish.page.exporter import TEMPLATES, ChapterExporter, data_uri
from rolereport.publish.page.markdown import Heading
from rolereport.publish.page.metadata import LANGUAGE, Described, json_ld, open_graph
from rolereport.publish.page.parcel import packed
from rolereport.publish.page.part import Binding, PagePart, page_part
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
_ID = re.compile(r'<[^>]*?\sid="?([^"\s>]+)')
_PLACE = re.compile(r"<hr data-chapter=(\d+)>")  # where a chapter will stand


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
    exporter = ChapterExporter(provenance.code)
    answer = notebooks.short_answer(notebooks.read(executed[0]))
    parts = [page_part(notebooks.read(path), path, executed, exporter) for path in executed]
    return bound(parts, answer, provenance, files)


def bound(
    parts: Sequence[PagePart],
    answer: list[str],
    provenance: Provenance,
    files: Collection[str] = (),
    shrink: Callable[[str], str] = str,
) -> str:
    """The page of these parts, in reading order.

    Parameters
    ----------
    shrink
        Makes smaller what stands around the parts, which may be made smaller already.

    Raises
    ------
    PublishError
        If two figures or tables have one name, or the page would load anything.
    """
    binding = Binding()
    bodies = [binding.body(part) for part in parts]
    chapters = [
        Chapter(part.number, part.section, part.title, f"<hr data-chapter={place}>", part.parts)
        for place, part in enumerate(parts)
    ]
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8").strip()
    beside = {name: told for name, told in BESIDE.items() if name in files}
    about = Described(chapters[0].title, answer, provenance, binding.names.figure, [*beside])
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
            wardrobe=binding.wardrobe,
            script=script,
            rows=packed(binding.rows),
        )
    )
    html = _PLACE.sub(lambda found: bodies[int(found[1])], shrink(html))
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
