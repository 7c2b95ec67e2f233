"""Keeps the default edition's figures and executed notebooks in the project itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from rolereport.publish import notebook as notebooks
from rolereport.publish.depends.why import Project, why
from rolereport.publish.document.pictures import write_pictures
from rolereport.publish.edition import Edition
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import ON_REQUEST, Layout
from rolereport.publish.manifest import Manifest
from rolereport.publish.runner import run_chapters
from rolereport.publish.staging import exclusive

NOT_BUILT = "edition {slug} has not been built"
STALE = (
    "edition {slug} was built from other chapters, code or data than the project now holds, or its "
    "last build failed; run `rolereport build` first"
)
KINDS = (".svg", ".png", ".csv")


def refresh(layout: Layout) -> tuple[list[Path], list[Path]]:
    """Put the default edition's outputs and figures, as last built, into the project.

    Returns
    -------
    The notebooks and the figures saved.

    Raises
    ------
    PublishError
        If the edition has not been built, or not from what the project now holds, or is being
        built; nothing is written then.
    """
    edition = Edition.of({}, layout.build)
    with exclusive(edition.folder):
        manifest = Manifest.read(edition.folder)
        if manifest is None:
            raise PublishError(NOT_BUILT.format(slug=edition.slug))
        if why(edition, Project(layout)):
            raise PublishError(STALE.format(slug=edition.slug))
        saved = save_notebooks(edition, layout.notebooks)
        saved += save_on_request(layout, edition.parameters["year"])
        return saved, export_figures(edition.figures, layout.figures)


def export_figures(from_dir: Path, to_dir: Path) -> list[Path]:
    """Make the figures in `to_dir` those in `from_dir`; files of other kinds are left.

    An edition without a document has no pictures: they are made of its drawings.

    Returns
    -------
    The figures now in `to_dir`, sorted.
    """
    to_dir.mkdir(parents=True, exist_ok=True)
    fresh = _figures(from_dir)
    missing = _drawings_alone(from_dir)
    names = fresh.keys() | {f"{name}.png" for name in missing}
    for stale in _figures(to_dir).keys() - names:
        (to_dir / stale).unlink()
    for name, figure in fresh.items():
        shutil.copyfile(figure, to_dir / name)
    write_pictures(missing, to_dir)
    return sorted(to_dir / name for name in names)


def save_notebooks(edition: Edition, to_dir: Path) -> list[Path]:
    """Write the edition's executed chapters over those in `to_dir`; one on request is not saved.

    The cell that papermill injected is left out, and the chapters' outputs are those of the
    default parameters: what nbval then compares with. Where newer wages have made another year
    the default, the chapters' own parameters ask for that year.

    Raises
    ------
    PublishError
        If this is not the default edition, or it has not been built.
    """
    if not edition.is_default:
        raise PublishError(f"only the default edition is committed, not {edition.slug}")
    executed = sorted(edition.notebooks.glob("*.ipynb"))
    if not executed:
        raise PublishError(NOT_BUILT.format(slug=edition.slug))
    on_request = {path.name for path in (to_dir / ON_REQUEST).glob("*.ipynb")}
    executed = [path for path in executed if path.name not in on_request]
    for path in executed:
        own = notebooks.without_injected(notebooks.read(path))
        saved = notebooks.of_year(own, edition.parameters["year"])
        notebooks.write(saved, to_dir / path.name)
    return [to_dir / path.name for path in executed]


def save_on_request(layout: Layout, year: int) -> list[Path]:
    """Run the chapters on request that are kept with outputs, as they stand, and save them.

    One that needs what the project does not hold, such as a payroll, is kept without.

    Raises
    ------
    ChapterFailed
        As `run_chapters` does.
    """
    sources = {path: notebooks.read(path) for path in layout.on_request().values()}
    kept = [path for path, source in sources.items() if any(notebooks.outputs(source))]
    with TemporaryDirectory() as name:
        folder = Path(name)
        copies = [folder / path.name for path in kept]
        for path, copy in zip(kept, copies, strict=True):
            notebooks.write(notebooks.of_year(sources[path], year), copy)
        executed = run_chapters(copies, folder / "run", {}, folder / "figures") if kept else []
        for path, run in zip(kept, executed, strict=True):
            notebooks.write(notebooks.without_injected(notebooks.read(run)), path)
    return kept


def _drawings_alone(folder: Path) -> dict[str, str]:
    paths = sorted(folder.glob("*.svg"))
    alone = [path for path in paths if not path.with_suffix(".png").exists()]
    return {path.stem: path.read_text(encoding="utf-8") for path in alone}


def _figures(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.glob("*")) if path.suffix in KINDS}
