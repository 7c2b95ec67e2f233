"""Writes `ro-crate-metadata.json`: an edition as a Process Run Crate (RO-Crate 1.1).

It is written when every format is there and before `manifest.json`, which lists it with its
SHA-256. The crate in turn names the manifest as a part without a SHA-256: neither can hold the
other's. What both say, they take from the same `Inputs`. Nothing here depends on the clock: the
date is that of the release, and the run has no time of day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rolereport.publish.crate.light_rocrate  # noqa: F401  # isort: skip
from rocrate.model.contextentity import ContextEntity
from rocrate.model.entity import Entity
from rocrate.model.file import File
from rocrate.rocrate import ROCrate

from rolereport.parameters import describe
from rolereport.publish import manifest as manifests
from rolereport.publish.citation import Author, Citation
from rolereport.publish.code_modes import CODE_MODES
from rolereport.publish.crate import NAME
from rolereport.publish.crate.inputs import compact, input_entities
from rolereport.publish.crate.tables import Table, every_table
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs
from rolereport.publish.media import media_type

VERSION = "1.1"
PROFILE = ("https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5")
TERMS = {"sha256": "http://schema.org/sha256"}  # which the context of 1.1 lacks
LICENCE = ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0")
SPDX = "https://spdx.org/licenses/{}"
PACKAGE_INDEX = "https://pypi.org/project/{}/{}/"
OWN = "#software-rolereport"
BUILD = "#build"
PYTHON = "https://www.python.org/downloads/release/python-{}/"
TOLD = {
    "report.html": "The report as a web page",
    "report.pdf": "The report as PDF",
    "report-tables.pdf": "The tables that are too large for the pages of the report, as PDF",
    "report.docx": "The report as a Word document",
    "report.xlsx": "The tables of the report as a workbook",
    "card.png": "The picture that stands for the report where it is linked to",
    manifests.NAME: "Parameters, inputs, software and outputs, each file with its SHA-256",
}
RUN = (
    "papermill ran every chapter with the parameters, and each format was written from the "
    "executed chapters. No time is recorded: equal inputs give equal files, byte for byte."
)


@dataclass(frozen=True)
class Crate:
    """What describes an edition: how it came to be, then the files that it consists of."""

    edition: Edition
    layout: Layout
    _crate: ROCrate = field(default_factory=lambda: ROCrate(version=VERSION))

    def tell_run(self, inputs: Inputs) -> None:
        """Tell how the edition comes to be, of these `inputs`; its files need not be there yet."""
        crate, citation = self._crate, Citation.read(self.layout.citation)
        crate.metadata.extra_terms.update(TERMS)
        people = [_author(crate, author) for author in citation.authors]
        tables = every_table(self.layout.data)
        _sources(crate, [tables[path] for path in sorted(tables)])
        run = crate.add_action(
            _instrument(crate, citation, inputs.software),
            BUILD,
            object=_inputs(crate, inputs, tables),
            properties={"name": f"Build of edition {self.edition.slug}", "description": RUN},
        )
        run["agent"] = people[0]
        _describe_root(crate, citation, self.edition, people, run)

    def write(self, known: Mapping[str, str] = manifests.NONE) -> dict[str, str]:
        """Tell of all that is in the edition's folder by now, and write the crate there.

        Parameters
        ----------
        known
            Path to SHA-256 of files in it that are as they were.

        Returns
        -------
        Path below the folder to SHA-256 of the files that it tells of.
        """
        folder = self.edition.folder
        written = [path for path in manifests.output_files(folder) if path.name != NAME]
        sums = manifests.digests(folder, written, known)
        self._crate.get(BUILD)["result"] = _outputs(self._crate, folder, sums)
        self._crate.metadata.write(folder)
        return sums


def write_crate(edition: Edition, inputs: Inputs, layout: Layout) -> None:
    """Describe all that is in the edition's folder by now, and how it came to be."""
    crate = Crate(edition, layout)
    crate.tell_run(inputs)
    crate.write()


def _describe_root(
    crate: ROCrate, citation: Citation, edition: Edition, people: list[Entity], run: Entity
) -> None:
    profile, name, version = PROFILE
    root: Entity = crate.root_dataset
    root["name"] = f"{citation.title} Edition {edition.slug}"
    root["description"] = citation.abstract
    root["datePublished"] = citation.released
    root["version"] = citation.version
    root["keywords"] = ", ".join(citation.keywords)
    root["author"] = compact(people)
    root["license"] = [
        _work(crate, *LICENCE),
        _work(crate, SPDX.format(citation.licence), citation.licence),
    ]
    root["mentions"] = run
    root["conformsTo"] = _work(crate, profile, name, version=version)
    bodies = [each for each in people if each.type == "Organization"]
    if bodies:
        root["publisher"] = bodies[0]


def _outputs(crate: ROCrate, folder: Path, sums: dict[str, str]) -> list[Entity]:
    files = [_file(crate, folder, name, sums[name]) for name in sums]
    crate.add(File(crate, dest_path=manifests.NAME, properties=_told(manifests.NAME)))
    return files


def _file(crate: ROCrate, folder: Path, name: str, digest: str) -> Entity:
    sums = {"contentSize": str((folder / name).stat().st_size), "sha256": digest}
    return crate.add(File(crate, dest_path=name, properties=_told(name) | sums))


def _told(name: str) -> dict[str, str]:
    words = {"description": TOLD[name]} if name in TOLD else {}
    return {"name": name, "encodingFormat": media_type(name)} | words


def _author(crate: ROCrate, author: Author) -> Entity:
    kind = "Person" if author.is_person else "Organization"
    identifier = f"#{author.name.replace(' ', '-')}"
    return _add(crate, identifier, {"@type": kind, "name": author.name})


def _instrument(crate: ROCrate, citation: Citation, software: dict[str, str]) -> Entity:
    own = _application("rolereport", software["rolereport"], citation.url)
    others = [_tool(crate, name, software[name]) for name in sorted(software)]
    return _add(crate, OWN, own | {"softwareRequirements": [each for each in others if each]})


def _tool(crate: ROCrate, name: str, version: str) -> Entity | None:
    if name == "rolereport":
        return None
    is_python = name == "python"
    home = PYTHON.format(version.replace(".", "")) if is_python else PACKAGE_INDEX
    address = home.format(name, version)
    return _add(crate, address, _application(name, version, address))


def _application(name: str, version: str, url: str) -> dict[str, Any]:
    where = {"url": url} if url else {}
    return {"@type": "SoftwareApplication", "name": name, "version": version} | where


def _inputs(crate: ROCrate, inputs: Inputs, tables: dict[str, Table]) -> list[Entity]:
    help_of = {name: text for name, _, text in describe()}
    parameters = [
        _add(crate, f"#parameter-{name}", _parameter(name, value, help_of[name]))
        for name, value in sorted(inputs.parameters.items())
    ]
    code = _parameter("code", inputs.code, CODE_MODES[inputs.code])
    parameters.append(_add(crate, "#parameter-code", code))
    files = [_add(crate, each["@id"], each) for each in input_entities(inputs.all_files, tables)]
    return [*parameters, *files]


def _parameter(name: str, value: Any, text: str) -> dict[str, Any]:
    written = ",".join(value) if isinstance(value, list) else value
    return {"@type": "PropertyValue", "name": name, "value": written, "description": text}


def _sources(crate: ROCrate, tables: Iterable[Table]) -> None:
    """The licences and sources of all tables, each address once, under all of its names."""
    names: dict[str, set[str]] = {}
    for table in tables:
        for address, name in (*table.licences.items(), *table.sources.items()):
            names.setdefault(address, set()).add(name)
    for address in sorted(names):
        _work(crate, address, "; ".join(sorted(names[address])), url=address)


def _work(crate: ROCrate, address: str, name: str, **more: str) -> Entity:
    known = crate.get(address)
    return known or _add(crate, address, {"@type": "CreativeWork", "name": name} | more)


def _add(crate: ROCrate, identifier: str, properties: dict[str, Any]) -> Entity:
    return crate.add(ContextEntity(crate, identifier, properties))
