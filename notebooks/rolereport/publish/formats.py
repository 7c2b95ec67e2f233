"""The formats of an edition, and who writes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rolereport.publish.edition import Edition
from rolereport.publish.provenance import Provenance

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
    """

    edition: Edition
    executed: list[Path]
    provenance: Provenance

    @cached_property
    def report(self) -> Report:
        """The chapters as a document apart from any format."""
        from rolereport.publish.document.reader import read_report

        return read_report(self.executed)


def write_html(made: Made) -> None:
    """Write `report.html`."""
    from rolereport.publish.page.page import page

    html = page(made.executed, made.provenance)
    made.edition.report.write_text(html, encoding="utf-8", newline="\n")


FORMATS: dict[str, Callable[[Made], None]] = {"html": write_html}
