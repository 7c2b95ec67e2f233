"""An edition: one set of parameter values and a way to show code, its name and its folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolereport.parameters import default_values
from rolereport.publish.code_modes import READER

LONGEST_SLUG = 80


@dataclass(frozen=True)
class Edition:
    """What is rendered from one set of parameter values, its code shown in one way.

    Parameters
    ----------
    slug
        Readable and unique, such as `us`, `tx-2015` or `us-real`; the folder's name.
    parameters
        Every parameter's value, as the chapters receive it.
    folder
        Where the edition is kept: `build/<slug>`.
    code
        How much of the code is shown: one of `CODE_MODES`.
    own
        Names of the files with wages of a user's own that this build alone reads.
    """

    slug: str
    parameters: dict[str, Any]
    folder: Path
    code: str = READER
    own: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        parameters: Mapping[str, Any],
        build: Path,
        code: str = READER,
        own: Sequence[str] = (),
    ) -> Edition:
        """The edition of these `parameters`; those left out have their defaults."""
        values = {**default_values(parameters.get("area", "US")), **parameters}
        slug = slug_of(values, code, own)
        return cls(slug, values, build / slug, code, tuple(own))

    @property
    def is_default(self) -> bool:
        """Whether this is the edition whose notebooks and figures are committed."""
        usual = self.parameters == default_values() and self.code == READER
        return usual and not self.own

    @property
    def report(self) -> Path:
        """The rendered page."""
        return self.folder / "report.html"

    @property
    def notebooks(self) -> Path:
        """The executed chapters."""
        return self.folder / "notebooks"

    @property
    def figures(self) -> Path:
        """The figures and the data behind each."""
        return self.folder / "figures"

    @property
    def tables(self) -> Path:
        """The data behind each table that the page shows."""
        return self.folder / "tables"


def slug_of(values: Mapping[str, Any], code: str = READER, own: Sequence[str] = ()) -> str:
    """The area, each value that is not the default, how code is shown, own files; with hyphens."""
    defaults = default_values(values["area"])
    words = [
        _word(name, value)
        for name, value in values.items()
        if name != "area" and value != defaults[name]
    ]
    words += [code] if code != READER else []
    words += [f"with-{Path(file).stem}" for file in own]
    return _shortened(_plain("-".join([values["area"], *words])))


def _word(name: str, value: Any) -> str:
    match name, value:
        case (("year" | "dollars"), _):
            return str(value)
        case "baseline", _:
            return f"against-{value}"
        case _, list():
            return f"{name}-{'-and-'.join(map(str, value))}"
        case _:
            return f"{name}-{value}"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _shortened(slug: str) -> str:
    if len(slug) <= LONGEST_SLUG:
        return slug
    digest = hashlib.sha256(slug.encode()).hexdigest()[:8]
    return f"{slug[: LONGEST_SLUG - 9].rstrip('-')}-{digest}"
