"""What a page tells machines of itself: schema.org in JSON-LD, and Open Graph.

Nothing is told that is not known: no address of the page, no day on which it was made.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rolereport.publish.citation import Author
from rolereport.publish.edition_words import LABELS
from rolereport.publish.media import media_type
from rolereport.publish.provenance import Provenance

LANGUAGE = "en"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TABLES = "report.xlsx"


@dataclass(frozen=True)
class Described:
    """What a page is about.

    Parameters
    ----------
    title
        The question that it asks.
    answer
        The sentences that answer it, as plain text.
    figures
        The names of its figures.
    files
        The files of other formats beside it.
    """

    title: str
    answer: list[str]
    provenance: Provenance
    figures: Collection[str] = ()
    files: Collection[str] = ()


def open_graph(described: Described) -> dict[str, str]:
    """What a page that links here may show: property to content."""
    return {
        "og:type": "article",
        "og:site_name": "Comparison report",
        "og:title": described.answer[0] if described.answer else described.title,
        "og:description": " ".join(described.answer) or described.title,
        "og:locale": "en_GB",
    }


def json_ld(described: Described) -> str:
    """The report and its data in the terms of schema.org, safe inside a `script` element."""
    record = {"@context": "https://schema.org"} | _report(described)
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _report(described: Described) -> dict[str, Any]:
    provenance = described.provenance
    return {
        "@type": "Report",
        "name": described.title,
        "headline": described.title,
        "description": " ".join(described.answer),
        "inLanguage": LANGUAGE,
        "license": LICENCE,
        **_made(provenance),
        "about": _jobs(provenance),
        "isBasedOn": [
            {"@type": "CreativeWork", "name": name, "url": url}
            for url, name in provenance.sources.items()
        ],
        "encoding": [_file("MediaObject", name) for name in described.files if name != TABLES],
        "hasPart": _dataset(described),
    }


def _made(provenance: Provenance) -> dict[str, Any]:
    told: dict[str, Any] = {"identifier": provenance.fingerprint}
    if provenance.work:
        told |= {
            "author": [_author(author) for author in provenance.work.authors],
            "version": provenance.work.version,
            "datePublished": provenance.work.released,
        }
    return told


def _dataset(described: Described) -> dict[str, Any]:
    provenance = described.provenance
    place = provenance.parameters.get(LABELS["area"])
    return {
        "@type": "Dataset",
        "name": f"Data of the report: {described.title}",
        "description": f"The data behind every figure and table. Pay: {provenance.wages}.",
        "license": LICENCE,
        **({"spatialCoverage": {"@type": "Place", "name": place}} if place else {}),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "unitText": unit}
            for name, unit in provenance.measures.items()
        ],
        "distribution": [_file("DataDownload", name) for name in _data_files(described)],
    }


def _data_files(described: Described) -> list[str]:
    tables = [name for name in described.files if name == TABLES]
    return [*tables, *(f"figures/{name}.csv" for name in described.figures)]


def _jobs(provenance: Provenance) -> list[dict[str, str]]:
    titles = provenance.parameters.get(LABELS["roles"], "")
    return [{"@type": "Occupation", "name": title} for title in titles.split("; ") if title]


def _author(author: Author) -> dict[str, str]:
    return {"@type": "Person" if author.is_person else "Organization", "name": author.name}


def _file(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "contentUrl": name, "encodingFormat": media_type(name)}
