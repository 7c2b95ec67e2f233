"""Executed chapters as one document: the same headings, numbers and cuts as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import html as lxml_html
from nbformat import NotebookNode

from rolereport.publish import notebook as notebooks
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
from rolereport.publish.notebook import about
from rolereport.publish.page.exporter import Shelf, require_publishable, retitled, up_to_end
from rolereport.publish.page.markdown import Headings, with_headings


def read_report(executed: list[Path]) -> Report:
    """The report of these executed chapters, in reading order.

    Raises
    ------
    PublishError
        If a chapter shows what a reader cannot be shown; names it.
    """
    shelf = Shelf()
    chapters = tuple(_chapter(path, headings, shelf) for path, headings in with_headings(executed))
    answer = notebooks.short_answer(notebooks.read(executed[0]))
    return Report(chapters[0].title, tuple(answer), chapters)


def _chapter(path: Path, headings: Headings, shelf: Shelf) -> Chapter:
    notebook = notebooks.read(path)
    try:
        require_publishable(notebook)
        blocks = tuple(_blocks(up_to_end(retitled(notebook)), headings, shelf))
    except PublishError as error:
        raise PublishError(f"chapter {path.stem}: {error}") from None
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    if first is None:
        raise PublishError(f"chapter {path.stem} needs one # heading; it has none")
    return Chapter(path.stem[:2], headings.section, plain(first.text), blocks)


def _blocks(notebook: NotebookNode, headings: Headings, shelf: Shelf) -> Iterator[Block]:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from prose.blocks(cell.source, headings)
        for output in cell.get("outputs", []):
            yield from _output(output, headings, shelf)


def _output(output: NotebookNode, headings: Headings, shelf: Shelf) -> Iterator[Block]:
    told = about(output)
    match told.get("kind"):
        case "figure":
            yield _figure(output, shelf)
        case "table":
            yield _table(output, shelf)
        case kind if "text/markdown" in output.get("data", {}):
            text = output.data["text/markdown"]
            yield from prose.blocks(text, headings, findings=kind == "findings")
        case _:
            printed = output.get("text") or output.get("data", {}).get("text/plain", "")
            yield CodeBlock(str(printed).rstrip("\n"))


def _figure(output: NotebookNode, shelf: Shelf) -> Figure:
    told = about(output)
    return Figure(
        name=told["name"],
        number=shelf.number("figure", told["name"]),
        svg=output.data["image/svg+xml"],
        alt=told["alt"],
        caption=told["caption"],
        source=told["source"],
        csv=output.data["text/csv"],
        title=told.get("title", ""),
    )


def _table(output: NotebookNode, shelf: Shelf) -> Table:
    told = about(output)
    rows = [
        tuple(str(cell.text_content()).strip() for cell in row.iter("th", "td"))
        for row in lxml_html.fragment_fromstring(output.data["text/html"]).iter("tr")
    ]
    columns = (Column(each["header"], each["name"], each["kind"]) for each in told["columns"])
    return Table(
        name=told["name"],
        number=shelf.number("table", told["name"]),
        caption=told["caption"],
        source=told["source"],
        columns=tuple(columns),
        rows=tuple(rows[1:]),
        csv=output.data["text/csv"],
    )
