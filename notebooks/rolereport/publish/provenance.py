"""What a page says of its own making."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rolereport.publish.code_modes import READER
from rolereport.publish.edition import Edition, default_values
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs

COMMAND = "uv run rolereport build"


@dataclass(frozen=True)
class Provenance:
    """What the page says of its own making; no time of day, so that equal inputs are equal bytes.

    Parameters
    ----------
    edition
        The edition's slug.
    parameters
        Every parameter's value, as text.
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
    """

    edition: str
    parameters: dict[str, str]
    data: str
    software: dict[str, str]
    fingerprint: str
    code: str = READER
    command: str = COMMAND


def provenance(edition: Edition, layout: Layout, inputs: Inputs) -> Provenance:
    """The edition's parameters, data, software and fingerprint, in words."""
    return Provenance(
        edition=edition.slug,
        parameters={name: _written(value) for name, value in edition.parameters.items()},
        data=wage_data(layout),
        software=inputs.software,
        fingerprint=inputs.fingerprint,
        code=edition.code,
        command=command(edition.parameters),
    )


def command(parameters: Mapping[str, Any]) -> str:
    """The command that builds the edition of these parameters; what is a default is left out."""
    defaults = default_values()
    changed = {name: value for name, value in parameters.items() if value != defaults[name]}
    given = [f"-p {shlex.quote(f'{name}={_listed(value)}')}" for name, value in changed.items()]
    return " ".join([COMMAND, *given])


def wage_data(layout: Layout) -> str:
    """The wage vintages held, such as `OEWS, November 2002 to May 2025 (24 vintages)`."""
    vintages = sorted(path.name for path in (layout.data / "oews").glob("[0-9]*-[0-9][0-9]"))
    if not vintages:
        return "none"
    if len(vintages) == 1:
        return f"OEWS, {_month(vintages[0])}"
    return f"OEWS, {_month(vintages[0])} to {_month(vintages[-1])} ({len(vintages)} vintages)"


def _month(vintage: str) -> str:
    return date.fromisoformat(f"{vintage}-01").strftime("%B %Y")


def _listed(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
