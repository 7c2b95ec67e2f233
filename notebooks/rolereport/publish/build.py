"""From parameters to a published edition: nothing if nothing changed, all of it or none.

papermill and nbconvert load only when there is something to do.
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rolereport.publish.code_modes import READER
from rolereport.publish.crate import NAME as CRATE
from rolereport.publish.depends.ahead import reading_ahead
from rolereport.publish.depends.plan import Plan
from rolereport.publish.depends.record import Record
from rolereport.publish.depends.why import Project, why
from rolereport.publish.edition import Edition
from rolereport.publish.engines import IN_PROCESS
from rolereport.publish.errors import ChapterFailed
from rolereport.publish.formats import FORMATS
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import NAME as MANIFEST
from rolereport.publish.manifest import Manifest
from rolereport.publish.remembering import remembering
from rolereport.publish.staging import exclusive, staged
from rolereport.publish.writing import writing

if TYPE_CHECKING:
    from rolereport.publish.crate.crate import Crate
    from rolereport.publish.export import Export
    from rolereport.publish.headstart import Runner

FAILED = "failed"
LEFT = 3  # chapters; one processor makes their pictures while another sets the PDF


@dataclass(frozen=True)
class BuildResult:
    """What a build did.

    Parameters
    ----------
    status
        `unchanged` if the report was current already.
    short_answer
        The report's first findings, as plain sentences.
    formats
        The formats that the edition is there in.
    seconds
        Wall time.
    ran
        The chapters that ran.
    taken_over
        The chapters taken over from the last good edition, because nothing changed for them.
    """

    status: Literal["built", "unchanged"]
    edition: Edition
    short_answer: list[str]
    formats: list[str]
    seconds: float
    ran: list[str] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)

    @property
    def reports(self) -> list[Path]:
        """The report in each of its formats, the page first."""
        names = [name for name in FORMATS if name in self.formats]
        return [self.edition.folder / f"report.{name}" for name in names]


def build(
    parameters: Mapping[str, Any],
    *,
    layout: Layout | None = None,
    jobs: int | None = None,
    formats: Collection[str] = tuple(FORMATS),
    code: str = READER,
    own: Sequence[str] = (),
    engine: str = IN_PROCESS,
    preflight: Callable[[], None] = lambda: None,
    quiet: bool = False,
    runner: Runner | None = None,
) -> BuildResult:
    """Render the edition of these `parameters`, unless it is current.

    Parameters
    ----------
    parameters
        Typed values; those left out have their defaults.
    jobs
        Chapters run at a time; one a processor, at most four, if not given.
    formats
        Which of `FORMATS` to write; a current edition that lacks one is rendered again.
    code
        How much of the code the page shows: one of `CODE_MODES`.
    own
        Names of the files whose wages `vintages.own_folder` holds for this build alone.
    engine
        What runs the chapters: one of `ENGINES`; the report is the same.
    preflight
        Called when the first chapters run, before any is done; raises if the data cannot be used.
    quiet
        Whether nothing is told of how far the chapters are.
    runner
        The process that runs the chapters, if one has begun; else each is a copy of this one.

    Raises
    ------
    ChapterFailed
        The last good report is left as it was; the failed notebook is kept in `failed`.
    PublishError
        If the chapters' outputs cannot be published, or the edition is being built already.
    """
    started = time.perf_counter()
    layout = layout or Layout.of_project()
    edition = Edition.of(parameters, layout.build, code, own)
    with exclusive(edition.folder), _uncollected():
        project = Project(layout)
        reasons = why(edition, project, formats)
        if not reasons:
            shutil.rmtree(edition.folder / FAILED, ignore_errors=True)
            manifest = Manifest.read(edition.folder)
            assert manifest is not None
            return _result("unchanged", edition, manifest, started)
        plan = Plan.of(edition, project, reasons)
        how = {"jobs": jobs, "engine": engine, "quiet": quiet, "runner": runner}
        manifest = _render(plan, formats, preflight, **how)
    return _result("built", edition, manifest, started, plan)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: most of what a build loads and makes stays until it is done."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _result(
    status: Literal["built", "unchanged"],
    edition: Edition,
    manifest: Manifest,
    started: float,
    plan: Plan | None = None,
) -> BuildResult:
    ran = [path.stem for path in plan.run] if plan else []
    taken = [path.stem for path in plan.taken_over] if plan else [*manifest.chapters]
    seconds = time.perf_counter() - started
    answer, formats = manifest.short_answer, manifest.formats
    return BuildResult(status, edition, answer, formats, seconds, ran, taken)


def _render(
    plan: Plan, formats: Collection[str], preflight: Callable[[], None], **how: Any
) -> Manifest:
    with staged(plan.edition.folder) as folder, remembering(plan.project, how["engine"]):
        made = replace(plan.edition, folder=folder)
        record, answer, crate = _write(plan, made, formats, preflight, **how)
        with writing(CRATE):
            told = crate.write(plan.sums())
        with writing(MANIFEST):
            manifest = Manifest(made.slug, record.inputs, answer, sorted(formats))
            manifest = replace(manifest, chapters=record.with_outputs(folder), export=record.export)
            manifest.write(folder, told)
    return manifest


def _write(
    plan: Plan,
    made: Edition,
    formats: Collection[str],
    preflight: Callable[[], None],
    **how: Any,
) -> tuple[Record, list[str], Crate]:
    """Have the chapters run and the formats written.

    Returns
    -------
    What they depend on, the report's answer, and the crate that tells all but what was written.
    """
    from rolereport.publish.export import exporting
    from rolereport.publish.exports import exporting_again

    executed = [made.notebooks / path.name for path in plan.chapters]
    # One chapter at a time is the way of a batch, which makes more editions after this one.
    begun_export = exporting_again if how["jobs"] == 1 else exporting
    record = plan.record()
    # Both processes do what they can while here is loaded what the chapters need.
    with (
        begun_export(made, executed, formats, plan.run) as export,
        reading_ahead(plan.project, plan.chapters) as read,
    ):

        def begun() -> None:
            preflight()
            read()
            _load_crate()

        pictures = _pictured(len(plan.run), formats)
        _chapters(plan, made, export, record, begun, pictures=pictures, **how)
        told = plan.finish(record)
        crate = _load_crate()(made, plan.project.layout)
        answer = export.finish(told, meanwhile=partial(crate.tell_run, record.inputs))
        return record, answer, crate


def _pictured(chapters: int, formats: Collection[str]) -> int:
    """How many chapters make their own pictures; who writes the DOCX makes all that are missing."""
    if "docx" not in formats:
        return 0
    return max(chapters - LEFT, 0) if "pdf" in formats else chapters


def _load_crate() -> type[Crate]:
    import yaml  # noqa: F401  (which reads what the crate and the formats cite)

    from rolereport.publish.crate.crate import Crate

    return Crate


def _chapters(
    plan: Plan,
    made: Edition,
    export: Export,
    record: Record,
    begun: Callable[[], None],
    **how: Any,
) -> None:
    """Have every chapter executed in the folder of `made`, run now or taken over.

    Parameters
    ----------
    begun
        Called when the first chapters run, before what any depends on is recorded.
    """
    plan.take_over(made.folder)
    taken_over = [made.notebooks / path.name for path in plan.taken_over]
    for chapter in taken_over:
        export.add(chapter)

    def note(chapters: Iterable[Path]) -> None:
        for chapter in chapters:
            plan.note(record, chapter)

    def meanwhile() -> None:
        begun()
        note(taken_over)

    def done(chapter: Path) -> None:
        export.add(chapter)
        note([chapter])  # while others run

    if not plan.run:
        meanwhile()
        return
    from rolereport.publish.runner import run_chapters

    how |= {"on_done": done, "meanwhile": meanwhile}
    try:
        run_chapters(plan.run, made.notebooks, made.parameters, made.figures, **how)
    except ChapterFailed as failure:
        raise _kept(failure, plan.edition) from None


def _kept(failure: ChapterFailed, edition: Edition) -> ChapterFailed:
    folder = edition.folder / FAILED
    shutil.rmtree(folder, ignore_errors=True)
    kept_at = folder / failure.kept_at.name
    with suppress(OSError):  # the chapter's failure is what has to be told
        folder.mkdir(parents=True)
        shutil.copyfile(failure.kept_at, kept_at)
    return failure.moved_to(kept_at)
