"""How to cite an edition, in three styles: what `CITATION.cff` says, and which edition it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rolereport.publish.citation import Author, Citation

GENRE = "Report"
BUILD = 12  # letters of the fingerprint that tell builds apart
_SPECIAL = re.compile(r"[&%$#_{}]")
_NAMED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Cited:
    """One edition of the work, as it is cited.

    Parameters
    ----------
    work
        What `CITATION.cff` says of all editions.
    title
        What the edition asks; the work's own title unless it is about other jobs.
    slug
        The edition's name.
    place
        Its area, in words.
    data
        Which wage data it reads, in words.
    fingerprint
        SHA-256 over all that it was made from.
    """

    work: Citation
    title: str
    slug: str
    place: str
    data: str
    fingerprint: str

    @property
    def key(self) -> str:
        """A name for the entry, the same for the same edition and release."""
        return f"rolereport-{self.released.year}-{self.slug}"

    @property
    def released(self) -> date:
        """The day of the release."""
        return date.fromisoformat(self.work.released)

    @property
    def which(self) -> str:
        """What tells this edition from others."""
        parts = [self.place, self.data, f"build {self.fingerprint[:BUILD]}"]
        return "; ".join(filter(None, [f"edition {self.slug}", *parts]))


def bibtex(cited: Cited) -> str:
    """The edition as a BibTeX entry."""
    work = cited.work
    fields = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "title": f"{{{_escaped(cited.title)}}}",
        "year": str(cited.released.year),
        "month": str(cited.released.month),
        "howpublished": GENRE,
        "version": work.version,
        "note": _escaped(cited.which[0].upper() + cited.which[1:]),
    }
    lines = [f"  {name:<12} = {{{value}}}" for name, value in fields.items()]
    return "\n".join([f"@misc{{{cited.key},", ",\n".join(lines), "}"]) + "\n"


def apa(cited: Cited) -> str:
    """The edition as an entry in the style of the American Psychological Association."""
    work = cited.work
    names = [_apa_name(author) for author in work.authors]
    authors = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    day = f"{cited.released.year}, {cited.released:%B} {cited.released.day}"
    stop = "" if authors.endswith(".") else "."
    return (
        f"{authors}{stop} ({day}). {cited.title} "
        f"(Version {work.version}; {cited.which}) [{GENRE}].\n"
    )


def csl_json(cited: Cited) -> str:
    """The edition as Citation Style Language JSON, which reference managers read."""
    released = cited.released
    item = {
        "id": cited.key,
        "type": "report",
        "genre": GENRE,
        "title": cited.title,
        "author": [_csl_name(author) for author in cited.work.authors],
        "issued": {"date-parts": [[released.year, released.month, released.day]]},
        "version": cited.work.version,
        "note": cited.which,
        "language": "en",
    }
    lines = [
        f'    "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in item.items()
    ]
    return "[\n  {\n" + ",\n".join(lines) + "\n  }\n]\n"


@dataclass(frozen=True)
class Style:
    """A way to write a citation, and the file that holds it."""

    title: str
    write: Callable[[Cited], str]
    file: str
    media_type: str


STYLES = {
    "apa": Style("APA", apa, "citation.txt", "text/plain"),
    "bibtex": Style("BibTeX", bibtex, "citation.bib", "text/x-bibtex"),
    "csl": Style("CSL-JSON", csl_json, "citation.json", "application/vnd.citationstyles.csl+json"),
}


def _bibtex_name(author: Author) -> str:
    if not author.is_person:
        return f"{{{_escaped(author.family)}}}"
    return ", ".join(_escaped(name) for name in (author.family, author.given) if name)


def _apa_name(author: Author) -> str:
    initials = " ".join(f"{name[0]}." for name in author.given.split())
    return f"{author.family}, {initials}" if initials else author.family


def _csl_name(author: Author) -> dict[str, Any]:
    if not author.is_person:
        return {"literal": author.family}
    return {"family": author.family} | ({"given": author.given} if author.given else {})


def _escaped(text: str) -> str:
    named = re.sub(r"[\\~^]", lambda match: "\0" + match[0], text)
    escaped = _SPECIAL.sub(lambda match: "\\" + match[0], named)
    return re.sub("\0(.)", lambda match: _NAMED[match[1]], escaped)
