"""The formats of an edition, and who writes each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import InitVar, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolereport.publish.edition import Edition
from rolereport.publish.parts import Parts
from rolereport.publish.provenance import Provenance
from rolereport.publish.writing import writing

if TYPE_CHECKING:
    from rolereport.publish.document.model import Report
    from rolereport.publish.page.part import PagePart


@dataclass(frozen=True)
class Made:
    """An edition whose chapters have run, or will have, to be written in any format.

    Parameters
    ----------
    edition
        Its folder holds the figures already and takes the files.
    executed
        The executed chapters in reading order; the first answers the report's question.
    formats
        The formats that are written of them.
    read
        The chapters' parts, if they have been made.
    """

    edition: Edition
    executed: list[Path]
    provenance: Provenance
    formats: Collection[str] = ()
    read: InitVar[Parts | None] = None
    parts: Parts = field(init=False)

    def __post_init__(self, read: Parts | None) -> None:
        formats, provenance = self.formats or [*FORMATS], self.provenance
        anew = Parts(self.executed, formats, provenance.code, provenance.told)
        object.__setattr__(self, "parts", read or anew)

    @property
    def files(self) -> list[str]:
        """The files of the formats that are written, by name."""
        return [f"report.{name}" for name in FORMATS if name in self.formats]

    @property
    def answer(self) -> list[str]:
        """The first chapter's findings, as plain sentences."""
        return self.parts.of(self.executed[0]).answer

    @property
    def pages(self) -> list[PagePart]:
        """The chapters' parts of the page."""
        return [part.page for part in self.parts.in_order() if part.page]

    @property
    def report(self) -> Report:
        """The chapters as a document apart from any format."""
        from rolereport.publish.document.reader import bound

        chapters = [part.document for part in self.parts.in_order() if part.document]
        return bound(chapters, self.answer)


def write_html(made: Made) -> None:
    """Write `report.html`, its tables' data, and the card that stands for it where it is linked."""
    from rolereport.publish.page.card import NAME
    from rolereport.publish.page.page import bound
    from rolereport.publish.page.shrink import shrunk
    from rolereport.publish.tables import save_tables

    html = bound(made.pages, made.answer, made.provenance, made.files, shrunk)
    for part in made.parts.in_order():
        save_tables(part.tables, made.edition.tables)
    made.edition.report.write_text(html, encoding="utf-8", newline="\n")
    (made.edition.folder / NAME).write_bytes(made.parts.of(made.executed[0]).card)


def write_pdf(made: Made) -> None:
    """Write `report.pdf`, and `report-tables.pdf` beside it if it has tables too large for it."""
    from rolereport.publish.document.pdf.writer import write

    write(made.report, made.provenance, made.edition.folder)


def write_docx(made: Made) -> None:
    """Write `report.docx`, and a picture beside each figure's drawing that has none yet."""
    from rolereport.publish.document.pictures import write_pictures
    from rolereport.publish.document.word.writer import write

    report, figures = made.report, made.edition.figures
    drawings = {each.name: each.svg for each in report.figures()}
    held = {path.stem for path in figures.glob("*.png")}
    write_pictures({name: svg for name, svg in drawings.items() if name not in held}, figures)
    write(report, made.provenance, figures, made.edition.folder / "report.docx")


def write_xlsx(made: Made) -> None:
    """Write `report.xlsx`."""
    from rolereport.publish.document.workbook.writer import write

    write(made.report, made.provenance, made.edition.folder / "report.xlsx")


FORMATS: dict[str, Callable[[Made], None]] = {
    "html": write_html,
    "pdf": write_pdf,
    "docx": write_docx,
    "xlsx": write_xlsx,
}
LONGEST_FIRST = ("pdf", "docx", "html", "xlsx")


def write_formats(made: Made, at_a_time: int = 1) -> None:
    """Write the edition in each format that it is to be there in, so many `at_a_time`.

    Raises
    ------
    PublishError
        If one cannot be written; names it, or the first of several.
    """
    if len(made.formats) == 1 or at_a_time == 1:
        for name in FORMATS:
            if name in made.formats:
                _write(made, name)
    else:
        made.parts.in_order()  # once, for all
        failures = _written_side_by_side(made, at_a_time)
        for name in FORMATS:
            if name in failures:
                raise failures[name]


def _written_side_by_side(made: Made, at_a_time: int) -> dict[str, Exception]:
    from rolereport.publish.processes import Job, side_by_side

    asked = [name for name in LONGEST_FIRST if name in made.formats]
    told = side_by_side([Job(name, partial(_write, made, name)) for name in asked], at_a_time)
    return {each.job.name: each.value for each in told if each.kind == "raised"}


def _write(made: Made, name: str, tell: Callable[[Any], None] = lambda sign: None) -> None:
    with writing(f"report.{name}"):
        FORMATS[name](made)
