"""What CITATION.cff says: how to name the project, its authors, its date and its licence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rolereport.publish.errors import PublishError


@dataclass(frozen=True)
class Author:
    """A person by family and given name, or a body by its one name."""

    family: str
    given: str = ""
    is_person: bool = False

    @property
    def name(self) -> str:
        """The whole name in its natural order."""
        return " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True)
class Citation:
    """The project as it asks to be cited.

    Parameters
    ----------
    released
        Day of the release, such as `2026-11-23`.
    licence
        SPDX identifier of the code's licence.
    url
        Where the project is, or empty if it does not say.
    """

    title: str
    abstract: str
    authors: list[Author]
    version: str
    released: str
    licence: str
    url: str
    keywords: list[str]

    @classmethod
    def read(cls, path: Path) -> Citation:
        """The citation in the file at `path`.

        Raises
        ------
        PublishError
            If it is not as the Citation File Format has it.
        """
        import yaml  # here, so that an unchanged build does not load it

        try:
            return cls._of(yaml.safe_load(path.read_text(encoding="utf-8")))
        except KeyError as error:
            raise PublishError(f"{path} does not give {error}; add it") from None
        except (yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
            raise PublishError(f"{path} cannot be read as a citation: {error}") from None

    @classmethod
    def _of(cls, record: dict[str, Any]) -> Citation:
        return cls(
            title=record["title"],
            abstract=record["abstract"].strip(),
            authors=[_author(each) for each in record["authors"]],
            version=str(record["version"]),
            released=date.fromisoformat(str(record["date-released"])).isoformat(),
            licence=record["license"],
            url=record.get("repository-code") or record.get("url") or "",
            keywords=record.get("keywords", []),
        )


def _author(record: dict[str, Any]) -> Author:
    if "name" in record:
        return Author(record["name"])
    family = [record.get(part, "") for part in ("name-particle", "family-names")]
    family_name = " ".join(part for part in family if part)
    return Author(family_name, record.get("given-names", ""), is_person=True)
