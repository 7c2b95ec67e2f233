"""What was read of a file besides its wages, for its owner to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Understood:
    """What was read of a file besides its wages.

    Parameters
    ----------
    rows
        Rows below the header, blank ones and notes left out.
    left_out
        Why rows were left out to how many.
    notes
        Text around the rows.
    """

    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def told(self) -> Iterator[str]:
        """How many rows were left out, and why, in words."""
        for why, rows in self.left_out.items():
            yield f"{rows:,} {why if rows > 1 else why.replace('rows', 'row', 1)}"

    def leave_out(self, why: str, rows: int = 1) -> None:
        """Count `rows` left out."""
        if rows:
            self.left_out[why] = self.left_out.get(why, 0) + rows
