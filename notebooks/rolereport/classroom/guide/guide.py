"""Writes the instructor's guide, and the same as a page to print."""

from __future__ import annotations

from pathlib import Path

import jinja2
import mistune

from rolereport.classroom.guide.example import marked
from rolereport.classroom.guide.lesson import shown, told
from rolereport.classroom.masters import FOLDER, masters

TEMPLATES = Path(__file__).with_name("templates")
GUIDE = FOLDER / "guide.md"


def text() -> str:
    """The guide in Markdown, as GitHub shows it."""
    lessons = [told(master) for master in masters()]
    return _environment().get_template("guide.md.j2").render(lessons=lessons, marked=marked())


def write(path: Path = GUIDE) -> Path:
    """Write the guide; return its file."""
    path.write_text(text(), encoding="utf-8", newline="\n")
    return path


def write_page(path: Path) -> Path:
    """Write the guide as one page of HTML that prints well, a lesson a sheet; return its file."""
    html = mistune.create_markdown(escape=False, plugins=["table"])(text())
    page = _environment().get_template("page.html.j2").render(body=html)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=False,  # Markdown, and HTML made of it: both are our own text
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"prose": _prose, "cell": _cell, "code": shown, "count": _count}
    environment.filters["unbroken"] = lambda name: name.replace(" ", "&nbsp;")
    return environment


def _prose(text: str) -> str:
    """Text in which GitHub takes no dollars for mathematics."""
    return text.replace("\\$", "$").replace("$", "\\$")


def _cell(text: str) -> str:
    """The same for a cell of a table."""
    return _prose(text).replace("|", "\\|")


def _count(points: float) -> str:
    """Points without a needless .0, such as 2, 0.5, 1 point."""
    return f"{points:g} {'point' if points == 1 else 'points'}"
