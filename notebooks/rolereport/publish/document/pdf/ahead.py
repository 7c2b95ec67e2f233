"""Sets the PDF as the last build did while chapters still run, so that little of it is left to set.

typst remembers, as long as its process lives, what it set: of a report that is much like the last
one it then sets what differs. So a process of its own sets the last one, and waits for the new one.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rolereport.publish import processes
from rolereport.publish.document.model import Report
from rolereport.publish.document.pdf import setter, writer
from rolereport.publish.processes import Job, Tell
from rolereport.publish.provenance import Provenance
from rolereport.publish.writing import writing

PATIENCE = 600  # seconds


@dataclass(frozen=True)
class Ahead:
    """The process that sets the PDF."""

    _sender: Connection
    _result: Callable[[float], Any]

    def write(self, report: Report, provenance: Provenance, path: Path) -> None:
        """Have it set the report, now that all chapters are there, and write it to `path`."""
        with suppress(OSError):  # if it has ended, `finish` tells why
            self._sender.send((report, provenance, path))

    def finish(self) -> None:
        """Wait until that is done.

        Raises
        ------
        PublishError
            If typst refuses the report, or it cannot be written.
        """
        self._result(PATIENCE)


@contextmanager
def setting_ahead(edition: str) -> Iterator[Ahead | None]:
    """A process that sets what was kept of the `edition`, if it was; it ends with the block."""
    document = writer.kept(edition)
    if document is None:
        yield None
        return
    receiver, sender = multiprocessing.Pipe(duplex=False)
    with processes.beside(Job("pdf", partial(_set, document, receiver))) as result, sender:
        receiver.close()
        yield Ahead(sender, result)


def _set(document: bytes, receiver: Connection, tell: Tell) -> None:
    with ThreadPoolExecutor(1) as listening:  # whoever sends more than a pipe holds need not wait
        heard = listening.submit(receiver.recv)
        with suppress(Exception):  # it only spares work; what is wrong is told of the report itself
            setter.rehearse(document)
    report, provenance, path = heard.result()
    with writing("report.pdf"):
        path.write_bytes(writer.pdf(report, provenance))
