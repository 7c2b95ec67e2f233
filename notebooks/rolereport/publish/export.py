"""Writes an edition's formats in a process of their own, which begins while the chapters run.

What it takes to write them is loaded there while here is loaded what the chapters need, and each
chapter is read as soon as it has run.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rolereport.publish import processes
from rolereport.publish.edition import Edition
from rolereport.publish.edition_words import in_words
from rolereport.publish.errors import PublishError
from rolereport.publish.formats import Made, write_formats
from rolereport.publish.parts import Parts, get_ready
from rolereport.publish.processes import Job, ProcessHung, ProcessLost, Tell
from rolereport.publish.provenance import Provenance, told

PATIENCE = 600  # seconds


@dataclass(frozen=True)
class Export:
    """The process that writes the formats."""

    _sender: Connection
    _result: Callable[[float], Any]

    def add(self, chapter: Path) -> None:
        """Tell it of an executed chapter, in any order."""
        with suppress(OSError):  # if it has ended, `finish` tells why
            self._sender.send(chapter)

    def finish(
        self, provenance: Provenance, meanwhile: Callable[[], object] = lambda: None
    ) -> list[str]:
        """Wait until all is written; the report's answer, as plain sentences.

        Parameters
        ----------
        provenance
            What the formats say of their own making.
        meanwhile
            Called while they are written.

        Raises
        ------
        PublishError
            If a format cannot be written, or the process was killed or hangs.
        """
        with suppress(OSError):
            self._sender.send(provenance)
        meanwhile()
        try:
            answer: list[str] = self._result(PATIENCE)
        except ProcessLost:
            raise PublishError("the process that wrote the report was killed") from None
        except ProcessHung:
            told = f"the writing of the report did nothing for {PATIENCE} seconds and was stopped"
            raise PublishError(told) from None
        return answer


@contextmanager
def exporting(
    edition: Edition,
    executed: list[Path],
    formats: Collection[str],
    sources: Sequence[Path] = (),
) -> Iterator[Export]:
    """A process that writes the `edition` in these `formats`; it ends with the block.

    Parameters
    ----------
    executed
        The files of the executed chapters, in reading order; they need not be there yet.
    sources
        The chapters that run, as they are before; what can be is made of them ahead.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    parts = parts_of(edition, executed, formats)
    job = Job("export", partial(_export, edition, parts, [*sources], receiver))
    with processes.beside(job) as result, sender:
        receiver.close()
        yield Export(sender, result)


def parts_of(
    edition: Edition, executed: list[Path], formats: Collection[str], *, recalled: bool = True
) -> Parts:
    """The parts of an edition's chapters, none of them made yet."""
    words = told(in_words(edition.parameters), edition.slug)
    return Parts(executed, [*formats], edition.code, words, recalled=recalled)


def _export(
    edition: Edition,
    parts: Parts,
    sources: list[Path],
    receiver: Connection,
    tell: Tell,
) -> list[str]:
    get_ready(parts.formats, edition.code, sources)
    return write(edition, parts, receiver)


def write(edition: Edition, parts: Parts, receiver: Connection) -> list[str]:
    """Write the formats of chapters as `Export` tells that they have run; the report's answer."""
    while isinstance(heard := receiver.recv(), Path):
        parts.of(heard)
    if heard is None:  # the edition was given up
        return []
    made = Made(edition, [*parts.chapters], heard, parts.formats, parts)
    write_formats(made, os.cpu_count() or 1)
    return made.answer
