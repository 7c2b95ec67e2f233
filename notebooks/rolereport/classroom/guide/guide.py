"""Writes the instructor's guide, and the same as a page to print."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import jinja2
import mistune
from mistune.toc import add_toc_hook

from rolereport.classroom.guide.example import marked
from rolereport.classroom.guide.lesson import shown, told
from rolereport.classroom.masters import FOLDER, masters

TEMPLATES = Path(__file__).with_name("templates")
GUIDE = FOLDER / "guide.md"
LINK = re.compile(r'href="((?!#|\w+:)[^"]+)"')  # to a file of the project


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
    markdown = mistune.create_markdown(escape=False, plugins=["table"])
    add_toc_hook(markdown, max_level=2, heading_id=_anchor)
    html = str(markdown(text()))
    body = LINK.sub(lambda link: f'href="{_seen_from(path.parent, link[1])}"', html)
    page = _environment().get_template("page.html.j2").render(body=body)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def _anchor(heading: dict[str, Any], _: int) -> str:
    """The name by which GitHub links to a heading."""
    return re.sub(r"[^\w -]", "", heading["text"]).lower().replace(" ", "-")


def _seen_from(folder: Path, target: str) -> str:
    """A link of the guide as it has to be in a page that lies in `folder`."""
    try:
        return Path(os.path.relpath(GUIDE.parent / target, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return (GUIDE.parent / target).resolve().as_uri()


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
