"""The formats of an edition, and who writes each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rolereport.publish.edition import Edition
from rolereport.publish.provenance import Provenance
from rolereport.publish.writing import writing

if TYPE_CHECKING:
    from rolereport.publish.document.model import Report


@dataclass(frozen=True)
class Made:
    """An edition whose chapters have run, to be written in any format.

    Parameters
    ----------
    edition
        Its folder holds the figures already and takes the files.
    executed
        The executed chapters in reading order; the first answers the report's question.
    formats
        The formats that are written of them.
    """

    edition: Edition
    executed: list[Path]
    provenance: Provenance
    formats: Collection[str] = ()

    @property
    def files(self) -> list[str]:
        """The files of the formats that are written, by name."""
        return [f"report.{name}" for name in FORMATS if name in self.formats]

    @cached_property
    def report(self) -> Report:
        """The chapters as a document apart from any format."""
        from rolereport.publish.document.reader import read_report

        return read_report(self.executed)


def write_html(made: Made) -> None:
    """Write `report.html`, its tables' data, and the card that stands for it where it is linked."""
    from rolereport.publish.page.card import NAME, card
    from rolereport.publish.page.page import page
    from rolereport.publish.page.shrink import shrunk
    from rolereport.publish.tables import write_tables

    html = shrunk(page(made.executed, made.provenance, made.files))
    write_tables(made.executed, made.edition.tables)
    made.edition.report.write_text(html, encoding="utf-8", newline="\n")
    picture = card(
        made.report.title, made.report.answer, f"Comparison report: {made.provenance.told}"
    )
    (made.edition.folder / NAME).write_bytes(picture)


def write_pdf(made: Made) -> None:
    """Write `report.pdf`."""
    from rolereport.publish.document.pdf.writer import pdf

    path = made.edition.folder / "report.pdf"
    path.write_bytes(pdf(made.report, made.provenance))


def write_docx(made: Made) -> None:
    """Write `report.docx`, and a picture beside each figure's drawing."""
    from rolereport.publish.document.pictures import write_pictures
    from rolereport.publish.document.word.writer import write

    edition = made.edition
    held = {path.stem for path in edition.figures.glob("*.png")}  # of chapters taken over
    drawn = [each for each in made.report.figures() if each.name not in held]
    write_pictures({each.name: each.svg for each in drawn}, edition.figures)
    write(made.report, made.provenance, edition.figures, edition.folder / "report.docx")


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


def write_formats(made: Made) -> None:
    """Write the edition in each format that it is to be there in.

    Raises
    ------
    PublishError
        If one cannot be written; names it.
    """
    for name, write in FORMATS.items():
        if name in made.formats:
            with writing(f"report.{name}"):
                write(made)
