"""The pages and files of the site itself: the first page, that for a wrong address, the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from rolereport.choices import area_kinds, area_titles, state_tiles
from rolereport.parameters import default_values
from rolereport.publish.citation import Citation
from rolereport.publish.page import exporter
from rolereport.publish.page.page import LANGUAGE
from rolereport.publish.site.address import Address
from rolereport.publish.site.copies import CARD, PAGE, tags
from rolereport.publish.site.picture import picture_of
from rolereport.publish.site.shelf import LeftOut, Shown, compared
from rolereport.publish.templating import environment

TEMPLATES = Path(__file__).parent / "templates"
ENOUGH_FOR_A_MAP = 10
ENOUGH_FOR_A_SEARCH = 6


@dataclass(frozen=True)
class Group:
    """The editions that compare the same jobs.

    Parameters
    ----------
    is_own
        Whether they are the jobs of the report's own question.
    """

    jobs: str
    is_own: bool
    anchor: str
    editions: list[Shown]


@dataclass(frozen=True)
class Tile:
    """A state in the map: its place, and where its edition stands on the page if there is one."""

    code: str
    name: str
    column: int
    row: int
    slug: str | None


def index(
    shown: list[Shown], left_out: list[LeftOut], citation: Citation, address: Address | None
) -> str:
    """The site's first page: the question, the answer for the nation, and every edition."""
    main = next((each for each in shown if each.edition.is_default), None)
    rest = [each for each in shown if each is not main]
    said = set(main.answer) if main else set()
    return _render(
        "index.html.j2",
        main=main,
        picture=picture_of(main) if main else None,
        search=len(rest) >= ENOUGH_FOR_A_SEARCH,
        groups=groups(rest),
        tiles=tiles(rest),
        left_out=left_out,
        citation=citation,
        news={each.slug: [line for line in each.answer if line not in said] for each in rest},
        head=tags(address, "", _card(main)) if address else "",
        script=(TEMPLATES / "search.js").read_text(encoding="utf-8"),
    )


def not_found(citation: Citation, address: Address | None) -> str:
    """The page for a wrong address; it works at any depth, so it links by whole paths or not."""
    return _render("404.html.j2", citation=citation, home=address.path if address else None)


def sitemap(shown: Iterable[Shown], address: Address) -> str:
    """The addresses of all pages, as sitemaps.org has it."""
    names = ["", *(f"{each.slug}/{PAGE}" for each in shown if PAGE in each.formats)]
    lines = [f"<url><loc>{escape(address.of_file(name))}</loc></url>" for name in names]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>\n",
        ]
    )


def robots(address: Address | None) -> str:
    """All may be read; with an address, where the sitemap is."""
    where = f"\nSitemap: {address.of_file('sitemap.xml')}\n" if address else ""
    return f"User-agent: *\nAllow: /\n{where}"


def groups(shown: list[Shown]) -> list[Group]:
    """The editions by jobs compared: those of the report's own question first."""
    own = [*default_values()["roles"]]

    def key(each: Shown) -> tuple[bool, str]:
        return compared(each.edition) != own, each.jobs  # False sorts first

    ordered = sorted(shown, key=lambda each: (key(each), each.order))
    return [
        Group(jobs, not other, f"jobs-{number}", [*editions])
        for number, ((other, jobs), editions) in enumerate(groupby(ordered, key), 1)
    ]


def tiles(shown: list[Shown]) -> list[Tile]:
    """The map of the states; none if too few of them have an edition."""
    first: dict[str, str] = {}
    for each in (each for group in groups(shown) for each in group.editions):
        if area_kinds()[each.area] == "state":
            first.setdefault(each.area, each.slug)
    if len(first) < ENOUGH_FOR_A_MAP:
        return []
    return [
        Tile(code, area_titles()[code], column, row, first.get(code))
        for code, (column, row) in sorted(
            state_tiles().items(), key=lambda item: area_titles()[item[0]]
        )
    ]


def _card(main: Shown | None) -> str | None:
    return f"{main.slug}/{CARD}" if main and CARD in main.manifest.outputs else None


def _render(template: str, **values: Any) -> str:
    styles = (exporter.TEMPLATES / "report.css", TEMPLATES / "site.css")
    style = "\n".join(path.read_text(encoding="utf-8") for path in styles)
    return (
        environment(TEMPLATES)
        .get_template(template)
        .render(language=LANGUAGE, style=style, **values)
    )
