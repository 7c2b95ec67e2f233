"""Executed chapters as one document: the same headings, numbers and cuts as on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import html as lxml_html

from rolereport.publish import notebook as notebooks  # isort: skip
from nbformat import NotebookNode

from rolereport.publish.document import prose
from rolereport.publish.document.model import (
    Block,
    Chapter,
    CodeBlock,
    Column,
    Figure,
    Heading,
    Report,
    Table,
    plain,
)
from rolereport.publish.errors import PublishError
from rolereport.publish.names import Names
from rolereport.publish.notebook import about
from rolereport.publish.page.exporter import require_publishable, retitled, up_to_end
from rolereport.publish.page.markdown import Headings, headings_of


def read_report(executed: list[Path]) -> Report:
    """The report of these executed chapters, in reading order.

    Raises
    ------
    PublishError
        If a chapter shows what a reader cannot be shown; names it.
    """
    answer = notebooks.short_answer(notebooks.read(executed[0]))
    chapters = (read_chapter(notebooks.read(path), path, executed) for path in executed)
    return bound(chapters, answer)


def bound(chapters: Iterable[Chapter], answer: Sequence[str]) -> Report:
    """The report of these chapters, in reading order, its figures and tables numbered through.

    Raises
    ------
    PublishError
        If two of them have one name.
    """
    names = Names()
    numbered = tuple(
        replace(chapter, blocks=tuple(_numbered(block, names) for block in chapter.blocks))
        for chapter in chapters
    )
    return Report(numbered[0].title, tuple(answer), numbered)


def _numbered(block: Block, names: Names) -> Block:
    match block:
        case Figure():
            return replace(block, number=names.add("figure", block.name))
        case Table():
            return replace(block, number=names.add("table", block.name))
    return block


def read_chapter(notebook: NotebookNode, chapter: Path, chapters: Sequence[Path]) -> Chapter:
    """The `chapter`, executed as `notebook`, among `chapters`; nothing in it is numbered yet.

    Raises
    ------
    PublishError
        If it shows what a reader cannot be shown; names the chapter.
    """
    headings = headings_of(chapter, chapters)
    try:
        require_publishable(notebook)
        blocks = tuple(_blocks(up_to_end(retitled(notebook)), headings))
    except PublishError as error:
        raise PublishError(f"chapter {chapter.stem}: {error}") from None
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    if first is None:
        raise PublishError(f"chapter {chapter.stem} needs one # heading; it has none")
    return Chapter(chapter.stem[:2], headings.section, plain(first.text), blocks)


def _blocks(notebook: NotebookNode, headings: Headings) -> Iterator[Block]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from prose.blocks(cell.source, headings)
        for output in cell.get("outputs", []):
            yield from _output(output, headings)


def _output(output: NotebookNode, headings: Headings) -> Iterator[Block]:
    told = about(output)
    match told.get("kind"):
        case "figure":
            yield _figure(output)
        case "table":
            yield _table(output)
        case kind if "text/markdown" in output.get("data", {}):
            text = output.data["text/markdown"]
            yield from prose.blocks(text, headings, findings=kind == "findings")
        case _:
            printed = output.get("text") or output.get("data", {}).get("text/plain", "")
            yield CodeBlock(str(printed).rstrip("\n"))


def _figure(output: NotebookNode) -> Figure:
    told = about(output)
    return Figure(
        name=told["name"],
        number=0,
        svg=output.data["image/svg+xml"],
        alt=told["alt"],
        caption=told["caption"],
        source=told["source"],
        csv=output.data["text/csv"],
        title=told.get("title", ""),
    )


def _table(output: NotebookNode) -> Table:
    told = about(output)
    rows = [
        tuple(str(cell.text_content()).strip() for cell in row.iter("th", "td"))
        for row in lxml_html.fragment_fromstring(output.data["text/html"]).iter("tr")
    ]
    columns = (Column(each["header"], each["name"], each["kind"]) for each in told["columns"])
    return Table(
        name=told["name"],
        number=0,
        caption=told["caption"],
        source=told["source"],
        columns=tuple(columns),
        rows=tuple(rows[1:]),
        csv=output.data["text/csv"],
    )
