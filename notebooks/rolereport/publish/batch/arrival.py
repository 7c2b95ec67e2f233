"""Brings an edition that was built elsewhere into build/, whole or not at all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from rolereport.publish.batch.outcome import BUILT, FAILED, Outcome
from rolereport.publish.batch.packed import Packed, unpack
from rolereport.publish.build import FAILED as FAILED_FOLDER
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import Layout
from rolereport.publish.staging import exclusive, staged


def arrived(outcome: Outcome, layout: Layout) -> Outcome:
    """The outcome, its files taken out of it and into the edition's folder.

    A report takes the place of the last one by one rename; of an edition that failed only the
    notebook comes, beside the last good report. What is not as it was sent is a failure.
    """
    if outcome.packed is None:
        return outcome
    folder = layout.build / outcome.slug
    try:
        with exclusive(folder):
            if outcome.outcome == BUILT:
                with staged(folder) as new:
                    unpack(outcome.packed, new)
            else:
                _replace_failed(outcome.packed, folder)
    except PublishError as error:
        why = f"{outcome.why}; {error}" if outcome.why else str(error)
        return replace(outcome, outcome=FAILED, why=why, notebook="", packed=None)
    return replace(outcome, packed=None)


def _replace_failed(packed: Packed, folder: Path) -> None:
    shutil.rmtree(folder / FAILED_FOLDER, ignore_errors=True)
    unpack(packed, folder)
