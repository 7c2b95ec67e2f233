"""An edition whose chapters have run, to be written in any format."""

from __future__ import annotations

from pathlib import Path

from miniature import code_cell, markdown_cell, shown, shown_figure, write_chapter

from rolereport.publish.edition import Edition
from rolereport.publish.edition_words import in_words
from rolereport.publish.formats import FORMATS, Made
from rolereport.publish.provenance import Provenance

PARAMETERS = in_words(Edition.of({}, Path()).parameters)
PROVENANCE = Provenance("us", PARAMETERS, "OEWS", {}, "0123456789abcdef")
FINDINGS = {"text/markdown": "- From 45,690.", "text/plain": "x"}


def made(folder: Path, *asked: str) -> Made:
    """Two chapters that have run."""
    edition = Edition.of({}, folder)
    edition.figures.mkdir(parents=True)
    told = code_cell("", shown(FINDINGS, {"kind": "findings"}))
    executed = [
        write_chapter(edition.notebooks / "00-answer.ipynb", markdown_cell("# Same?"), told),
        write_chapter(
            edition.notebooks / "04-salaries.ipynb",
            markdown_cell("# How much?"),
            code_cell("", shown_figure()),
        ),
    ]
    return Made(edition, executed, PROVENANCE, asked or tuple(FORMATS))
