"""The first page of the site: its lessons, how to use an own copy, and whether Python will run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2

from rolereport.classroom.site import runtime

TEMPLATES = Path(__file__).with_name("templates")
TITLE = "Is a med tech the same as a medical assistant? Lessons"
UNPROVED = "Looking whether Python can be loaded here. The lessons can be read in any case."
GOOD = "Python can be loaded here: the lessons run."
INSECURE = (
    "The lessons can be read here but not run: a browser runs Python only at an address that "
    "begins with https:// or with http://localhost. Tell your teacher."
)


@dataclass(frozen=True)
class Listed:
    """A lesson on the page: its file, title and minutes."""

    file: str
    title: str
    minutes: int


@dataclass(frozen=True)
class Runtime:
    """Where Python comes from.

    Parameters
    ----------
    probe
        The address of its first file, asked for when the page opens.
    source
        The same in a sentence.
    bad
        What a reader is told if it cannot be had.
    """

    probe: str
    source: str
    bad: str
    good: str = GOOD
    told: str = UNPROVED


def public() -> Runtime:
    """Python from the public server that JupyterLite names."""
    host = runtime.address().split("/")[2]
    return Runtime(
        f"{runtime.address()}/{runtime.ENTRY}",
        f"The lessons and tables come from this site; Python itself (Pyodide {runtime.version()}) "
        f"comes from {host} and has to be reachable when you open a lesson.",
        f"Python cannot be loaded here: {host} does not answer. The lessons can be read but not "
        "run; try another network, or work on a computer with Python.",
    )


def own(lite: str) -> Runtime:
    """Python from the site itself."""
    return Runtime(
        f"{lite}/static/pyodide/{runtime.ENTRY}",
        "Everything comes from this site, Python itself (Pyodide) too.",
        "Python cannot be loaded here: this site was not copied whole. Tell your teacher.",
    )


def index(lessons: list[Listed], lite: str, place: str, where: Runtime) -> str:
    """The page."""
    filled = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    return filled.get_template("index.html.j2").render(
        title=TITLE, lessons=lessons, lite=lite, place=place, runtime=where, insecure=INSECURE
    )
