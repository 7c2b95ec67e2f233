"""The names of the figures and tables that a report shows, in order; each is there once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rolereport.publish.errors import PublishError

Shown = Literal["figure", "table"]


@dataclass
class Names:
    """Names of figures and names of tables; a place in its list, from 1, is a thing's number."""

    figure: list[str] = field(default_factory=list)
    table: list[str] = field(default_factory=list)

    def add(self, kind: Shown, name: str) -> int:
        """The number of a new figure or table.

        Raises
        ------
        PublishError
            If one of its kind has the name already.
        """
        held: list[str] = getattr(self, kind)
        if name in held:
            raise PublishError(f"two {kind}s of the report are named {name!r}; names are unique")
        held.append(name)
        return len(held)
