"""Builds one edition, in whichever process and on whichever machine it is asked to."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rolereport.publish.batch.memory import hand_back
from rolereport.publish.batch.outcome import BUILT, FAILED, Order, Outcome
from rolereport.publish.batch.packed import pack
from rolereport.publish.batch.project import differing, parts
from rolereport.publish.build import build
from rolereport.publish.errors import ChapterFailed
from rolereport.publish.layout import Layout
from rolereport.publish.remembering import NAME as RECALL

# Editions are built side by side; threads below them would only contend.
POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def edition_job(order: Order, layout: Layout) -> Outcome:
    """Build the edition into its folder below `layout.build`, its chapters one after another.

    It never raises: what went wrong is in the outcome, so that no edition stops another.
    """
    started = time.perf_counter()
    for pool in POOLS:
        os.environ.setdefault(pool, "1")
    try:
        result = build(
            order.parameters,
            layout=layout,
            jobs=1,
            formats=order.formats,
            code=order.code,
            quiet=True,  # the batch tells of editions, not of chapters
        )
    except ChapterFailed as failure:
        why, _, _ = str(failure).partition("\n")
        notebook = failure.kept_at.relative_to(layout.build / order.slug).as_posix()
        return Outcome(order.slug, FAILED, _since(started), why, notebook)
    except Exception as error:
        return Outcome(order.slug, FAILED, _since(started), said(error))
    finally:
        hand_back()
    return Outcome(order.slug, result.status, _since(started))


def remote_job(order: Order, project: dict[str, str], layout: Layout | None = None) -> Outcome:
    """Build the edition in a folder of its own, and pack it for who asked.

    Parameters
    ----------
    project
        The parts of the project of who asks, as `project.parts` gives them.
    layout
        Where the project is on this machine; its own if not given.
    """
    layout = layout or Layout.of_project()
    if others := differing(project, parts(layout)):
        return Outcome(order.slug, FAILED, why=f"a worker's {others} are not those of this project")
    with TemporaryDirectory(prefix="rolereport-") as folder:
        recall = layout.recall or layout.build / RECALL
        outcome = edition_job(order, replace(layout, build=Path(folder), recall=recall))
        made = outcome.outcome == BUILT or outcome.notebook
        return replace(outcome, packed=pack(Path(folder) / order.slug)) if made else outcome


def said(error: BaseException) -> str:
    """An error in one line; the name of its kind, where it was not meant for a reader."""
    text = " ".join(str(error).split())
    ours = type(error).__module__.startswith("rolereport.")
    return text if ours and text else f"{type(error).__name__}: {text}".removesuffix(": ")


def _since(started: float) -> float:
    return time.perf_counter() - started
