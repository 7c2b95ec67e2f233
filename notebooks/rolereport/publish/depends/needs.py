"""What one part of an edition depends on, as its manifest keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Needs:
    """What a chapter, or the writing of the formats, depends on.

    Parameters
    ----------
    files
        Files of which all counts: the chapter, the code that it can run, data read as a whole.
    reads
        What else was read of the data; `Inputs.reads` has each by this name.
    parameters
        The parameters that reach it.
    cells
        The start of the SHA-256 of each cell, outputs apart.
    outputs
        The files that are its own, below the edition's folder.
    """

    files: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
