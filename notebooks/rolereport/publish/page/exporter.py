"""The nbconvert exporter of one chapter: a fragment of the page, by the template `chapter`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import rolereport.publish.page.light_nbconvert  # noqa: F401  # isort: skip
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode, from_dict
from traitlets.config import Config

from rolereport.publish.code_modes import FULL, READER
from rolereport.publish.errors import PublishError
from rolereport.publish.names import Names, Shown
from rolereport.publish.notebook import about, outputs
from rolereport.publish.page import drawing, markdown
from rolereport.publish.page.code import arranged
from rolereport.publish.page.highlight import highlighted
from rolereport.publish.page.parcel import Column, cells_by_column, columns_of
from rolereport.publish.page.tokens import token
from rolereport.publish.page.wardrobe import Suitcase
from rolereport.publish.templating import Remembered, environment

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = ["image/svg+xml", "text/html", "text/markdown", "text/plain"]
END = "end"  # the kind of output after which a chapter has nothing for its edition
TITLE = "title"  # the kind of output that says what the edition asks instead of the report
PLAIN = "!$'()*+,-./:;=?@_~"  # in an address; shorter than base64, and a server compresses it
LONG_TEXT = 40  # characters; a column of longer texts is not squeezed
LONG_TABLE = 24  # rows; a longer table is folded under its caption
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_HEADER = re.compile(r"<th scope=\"col\"([^>]*)>")
_TAG = re.compile(r"<[^>]+>")
_ALIGNED = re.compile(r' style="text-align: (?:left|right)"')


@dataclass
class Shelf:
    """Counts what a chapter shows, and keeps what its drawings share.

    Parameters
    ----------
    rows
        The data behind every figure and table, by the address of its file beside the page.
    """

    names: Names = field(default_factory=Names)
    rows: dict[str, list[Column] | str] = field(default_factory=dict)
    wardrobe: Suitcase = field(default_factory=Suitcase)

    def number(self, kind: Shown, name: str) -> str:
        """What stands for the number of a new figure or table."""
        return token(kind, self.names.add(kind, name) - 1)

    def put(self, address: str, data: Mapping[str, str]) -> str:
        """Keep the rows of a figure or table; their address."""
        self.rows[address] = columns_of(data["text/csv"], data.get("text/html", ""))
        return address


class ChapterExporter(TemplateExporter):
    """Exports chapters, one after the other: `begin` each with what it fills.

    How much of the code is shown, `mode` says: one of `CODE_MODES`.
    """

    output_mimetype = "text/html"

    def __init__(self, mode: str = READER) -> None:
        self.mode = mode
        self._shelf = Shelf()
        self._to_html: Callable[[str], Any] = str
        super().__init__(
            config=Config(NbConvertBase={"display_data_priority": SHOWN}),
            default_preprocessors=[],
            file_extension=".html",
            template_name="chapter",
            extra_template_basedirs=[str(TEMPLATES)],
        )
        self.environment.bytecode_cache = Remembered()

    def get_ready(self) -> None:
        """Read the templates before there is a chapter."""
        # Made by hand: nbformat would prepare to check it.
        empty = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
        self.from_notebook_node(from_dict(empty))
        environment(TEMPLATES).get_template("page.html.j2")

    def begin(self, headings: markdown.Headings, shelf: Shelf) -> None:
        """Take the `headings` and the `shelf` of the next chapter."""
        self._to_html = markdown.renderer(headings)
        self._shelf = shelf

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """The filters of nbconvert, with ours for what a chapter shows."""
        yield from super().default_filters()
        yield "markdown2html", lambda text: self._to_html(text)
        yield "highlight", highlighted
        yield "about", about
        yield "figure", self._figure
        yield "table", self._table

    def _figure(self, output: NotebookNode) -> dict[str, Any]:
        told = about(output)
        name, svg = told["name"], output.data["image/svg+xml"]
        return told | {
            "number": self._shelf.number("figure", name),
            "drawing": drawing.inline(
                svg, told["alt"], self._shelf.wardrobe, told.get("heading", 0)
            ),
            "csv": self._shelf.put(f"figures/{name}.csv", output.data),
            "svg": f"figures/{name}.svg",
        }

    def _table(self, output: NotebookNode) -> dict[str, Any]:
        told = about(output)
        name = told["name"]
        number = self._shelf.number("table", name)
        html = worded_by_class(aligned_by_class(output.data["text/html"]))
        html = captioned(html, escape(name), number)
        rows = html.count("<tr") - 1  # less the head
        return told | {
            "number": number,
            "rows": rows,
            "long": rows > LONG_TABLE and self.mode != FULL,
            "html": html,
            "csv": self._shelf.put(f"tables/{name}.csv", output.data),
        }


def aligned_by_class(table: str) -> str:
    """The table, its columns of figures named once (`r2 r3`) instead of a style in every cell.

    A notebook's own HTML has the styles: JupyterLab has no style sheet of ours.
    """
    headers = enumerate(_HEADER.findall(table), start=1)
    right = [f"r{place}" for place, said in headers if "right" in said]
    html = _ALIGNED.sub("", table).replace(" tex2jax_ignore mathjax_ignore", "", 1)
    return html.replace('class="rolereport', " ".join(['class="rolereport', *right]), 1)


def worded_by_class(table: str) -> str:
    """The table, its columns of long texts named (`w3`): a narrow screen gives them room."""
    columns = enumerate(cells_by_column(table), start=1)
    long = [f"w{place}" for place, cells in columns if any(map(_is_long, cells))]
    return table.replace('class="rolereport', " ".join(['class="rolereport', *long]), 1)


def captioned(table: str, name: str, number: str) -> str:
    """The table, its number before its caption; named aloud by both, without the source."""

    def numbered(match: re.Match[str]) -> str:
        title, end, source = match[1].partition("<br>")
        link = f'<a class="number" href="#table-{name}">Table {number}</a>'
        return f'<caption><span id="caption-{name}">{link} {title}</span>{end}{source}</caption>'

    named = table.replace("<table ", f'<table aria-labelledby="caption-{name}" ', 1)
    return _CAPTION.sub(numbered, named, count=1)


def fragment(notebook: NotebookNode, exporter: ChapterExporter) -> str:
    """The chapter as HTML.

    Raises
    ------
    PublishError
        If an output is one that a reader cannot be shown; says which cell.
    """
    require_publishable(notebook)
    shown = arranged(up_to_end(retitled(notebook)), exporter.mode)
    return str(exporter.from_notebook_node(shown)[0])


def require_publishable(notebook: NotebookNode) -> None:
    """Refuse a picture without alternative text, a table without caption, anything else bare.

    Raises
    ------
    PublishError
        Naming the cell and what it lacks.
    """
    for number, output in outputs(notebook):
        lack = _lack(output)
        if lack:
            raise PublishError(f"cell {number}: {lack}")


def retitled(notebook: NotebookNode) -> NotebookNode:
    """The notebook, its first cell replaced by the title that one of its outputs gives, if any."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if about(output).get("kind") == TITLE:
                notebook.cells[0].source = f"# {output.data['text/markdown']}"
                cell.outputs.remove(output)
                return notebook
    return notebook


def up_to_end(notebook: NotebookNode) -> NotebookNode:
    """The notebook without the cells after one that ends its chapter."""
    ends = [
        place
        for place, cell in enumerate(notebook.cells, 1)
        if any(about(output).get("kind") == END for output in cell.get("outputs", []))
    ]
    notebook.cells = notebook.cells[: ends[0]] if ends else notebook.cells
    return notebook


def data_uri(kind: str, text: str) -> str:
    """The text as a `data:` address."""
    return f"data:{kind};charset=utf-8,{quote(text, safe=PLAIN)}"


def _is_long(cell: str) -> bool:
    return len(unescape(_TAG.sub("", cell))) > LONG_TEXT


def _lack(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return ""
    if output.output_type == "error":
        return f"ends in {output.ename}"
    told, data = about(output), output.data
    match told.get("kind"):
        case "figure":
            return _figure_lack(told, data)
        case "table":
            return _table_lack(told, data)
    bare = [kind for kind in data if kind.startswith("image/") or kind == "text/html"]
    return f"shows bare {bare[0]}; show it through figure() or table()" if bare else ""


def _figure_lack(told: dict[str, Any], data: dict[str, str]) -> str:
    missing = [key for key in ("name", "alt", "caption", "source") if not told.get(key)]
    missing += [kind for kind in ("image/svg+xml", "text/csv") if kind not in data]
    words = {"alt": "alternative text"}
    lacks = ", ".join(words.get(each, each) for each in missing)
    return f"figure {told.get('name', '')!r} has no {lacks}" if missing else ""


def _table_lack(told: dict[str, Any], data: dict[str, str]) -> str:
    missing = [key for key in ("name", "caption", "source", "columns") if not told.get(key)]
    missing += [kind for kind in ("text/html", "text/csv") if kind not in data]
    if not missing and not _CAPTION.search(data["text/html"]):
        missing = ["<caption>"]
    return f"table {told.get('name', '')!r} has no {', '.join(missing)}" if missing else ""
