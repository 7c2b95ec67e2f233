"""What a page says of its own making."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rolereport.parameters import default_values
from rolereport.publish.citation import Citation
from rolereport.publish.cite import BUILD, Cited
from rolereport.publish.code_modes import READER
from rolereport.publish.codebook import measures, sources
from rolereport.publish.edition import Edition
from rolereport.publish.edition_words import LABELS, in_words, own_in_words
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs
from rolereport.publish.vintages import newest, wages_held, wages_used

COMMAND = "uv run rolereport build"


@dataclass(frozen=True)
class Provenance:
    """What the page says of its own making; no time of day, so that equal inputs are equal bytes.

    Parameters
    ----------
    edition
        The edition's slug.
    parameters
        What each parameter is called, to what its value means.
    data
        Which wage data is held, in words.
    software
        Name to version.
    fingerprint
        SHA-256 over all inputs.
    code
        How much of the code the page shows: one of `CODE_MODES`.
    command
        What builds this edition, its code shown as a reader finds it.
    wages
        Which wage data the edition's pay is read from, in words.
    newest
        What other data is held, to the date of its newest figure.
    work
        What `CITATION.cff` says of the work, if there is one.
    sources
        Address to name of what the data came from.
    measures
        What the wage files measure, to its unit.
    """

    edition: str
    parameters: dict[str, str]
    data: str
    software: dict[str, str]
    fingerprint: str
    code: str = READER
    command: str = COMMAND
    wages: str = ""
    newest: dict[str, str] = field(default_factory=dict)
    work: Citation | None = None
    sources: dict[str, str] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)

    @property
    def build(self) -> str:
        """The start of the fingerprint, by which readers tell builds apart."""
        return self.fingerprint[:BUILD]

    @property
    def told(self) -> str:
        """Which edition it is, such as `Texas (TX), May 2025`."""
        return told(self.parameters, self.edition)

    def cited(self, title: str) -> Cited | None:
        """The edition, which asks `title`, as it is cited; None where there is no work to cite."""
        place = self.parameters.get(LABELS["area"], "")
        if self.work is None:
            return None
        return Cited(self.work, title, self.edition, place, self.wages, self.fingerprint)


def provenance(edition: Edition, layout: Layout, inputs: Inputs) -> Provenance:
    """The edition's parameters, data, software and fingerprint, in words."""
    area, year = edition.parameters["area"], edition.parameters["year"]
    return Provenance(
        edition=edition.slug,
        parameters=in_words(edition.parameters) | own_in_words(edition.own),
        data=wages_held(layout.data),
        software=inputs.software,
        fingerprint=inputs.fingerprint,
        code=edition.code,
        command=command(edition.parameters, edition.own),
        wages=wages_used(layout.data, area, year),
        newest=newest(layout.data),
        work=Citation.read(layout.citation) if layout.citation.is_file() else None,
        sources=sources(layout.data, area, year),
        measures=measures(layout.data),
    )


def told(parameters: Mapping[str, str], edition: str) -> str:
    """Which edition has these `parameters`, in words, or else what it is called."""
    labels = [LABELS["area"], LABELS["year"]]
    return ", ".join(parameters[label] for label in labels if label in parameters) or edition


def command(parameters: Mapping[str, Any], own: Iterable[str] = ()) -> str:
    """The command that builds the edition of these parameters; what is a default is left out."""
    defaults = default_values(parameters["area"])
    changed = {name: value for name, value in parameters.items() if value != defaults[name]}
    given = [f"-p {shlex.quote(f'{name}={_listed(value)}')}" for name, value in changed.items()]
    given += [f"--wages {shlex.quote(file)}" for file in own]
    return " ".join([COMMAND, *given])


def _listed(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
