"""What executed chapters tell a reader, text by text, and the figures and years in each."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat

YEAR = re.compile(r"(?<![\d,.$#-])(?:19|20)\d\d(?!\d|[,.]\d|-\d)")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
DOLLARS = re.compile(r"\$\d[\d,]*(?:\.\d+)?")
SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z“\"*$])")
HEADING = ("title", "subtitle", "caption", "source", "alt")
DRAWN = re.compile(r"<text[^>]*>(.*?)</text>", re.S)


class Text(NamedTuple):
    """One text: where it stands, what it is (a heading's part, prose, label, row) and its words."""

    chapter: str
    output: str
    kind: str
    words: str

    @property
    def years(self) -> set[int]:
        """The years that it names."""
        return {int(year) for year in YEAR.findall(self.words)}

    @property
    def dollars(self) -> set[str]:
        """The amounts in dollars that it names."""
        return {each.rstrip(".,") for each in DOLLARS.findall(self.words)}

    @property
    def pattern(self) -> tuple[str, str, str]:
        """Where it stands and its words with every number taken out."""
        return self.chapter, self.kind, NUMBER.sub("#", self.words)


def texts(chapters: Iterable[Path]) -> list[Text]:
    """Every text of the outputs of executed `chapters`, in their order."""
    return [text for chapter in chapters for text in _of(chapter)]


def _of(chapter: Path) -> Iterator[Text]:
    outputs = [
        output
        for cell in nbformat.read(chapter, as_version=4).cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]
    for number, output in enumerate(outputs):
        about = output.metadata.get("rolereport", {})
        name = about.get("name", f"output {number}")
        for kind, words in _parts(output, about):
            if words.strip():
                yield Text(chapter.stem, name, kind, words.strip())


def _parts(output: nbformat.NotebookNode, about: dict[str, str]) -> Iterator[tuple[str, str]]:
    for kind in HEADING:
        yield from ((kind, words) for words in SENTENCE.split(about.get(kind, "")))
    for label in DRAWN.findall(output.data.get("image/svg+xml", "")):
        yield "label", html.unescape(re.sub(r"<[^>]+>", " ", label))
    if about.get("kind") in ("figure", "table"):
        if "text/html" in output.data:
            yield from (("row", row) for row in output.data["text/plain"].splitlines())
    else:
        for line in output.data.get("text/plain", "").splitlines():
            yield from (("prose", words) for words in SENTENCE.split(line))
