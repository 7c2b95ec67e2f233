"""Makes the site of the lessons, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rolereport.classroom.masters import Pressing, masters, press
from rolereport.classroom.notes import Notes
from rolereport.classroom.site import content, page
from rolereport.classroom.site.lite import build_lite
from rolereport.classroom.site.runtime import local_copy
from rolereport.paths import BUILD

FOLDER = BUILD / "lessons"  # not beside the classes, whose folders hold names
LITE = "lite"  # JupyterLite's folder within the site
PLACE = "Texas"  # for which the masters stand as they are


class SiteRefused(ValueError):
    """A site that cannot be made as asked."""


@dataclass(frozen=True)
class LessonSite:
    """A site that was made, its size in bytes, and where its Python comes from, in words."""

    folder: Path
    lessons: int
    size: int
    source: str


def make_site(folder: Path = FOLDER, pyodide: Path | None = None) -> LessonSite:
    """Make a site in which all lessons can be read and run in the browser.

    Parameters
    ----------
    folder
        Where to: a new folder, or an earlier site, which is replaced.
    pyodide
        A copy of Pyodide, folder or archive, to go into the site; without it browsers get Python
        from a public server.

    Raises
    ------
    SiteRefused
        If the folder holds something else.
    RuntimeUnfit
        If the lessons would not run with the copy of Pyodide.
    LiteFailed
        If JupyterLite fails; an earlier site stays as it was.
    """
    _require_ours(folder)
    lessons = masters()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as given:
        scratch = Path(given)
        where = _fill(scratch, lessons, pyodide)
        if folder.exists():
            folder.rename(scratch / "old")
        (scratch / "site").rename(folder)
    return LessonSite(folder, len(lessons), _size(folder), where.source)


def _fill(scratch: Path, lessons: list[Path], pyodide: Path | None) -> page.Runtime:
    for name in ("lite", "unpacked"):
        (scratch / name).mkdir()
    runtime = local_copy(pyodide.resolve(), scratch / "unpacked") if pyodide else None
    pressings = [press(lesson) for lesson in lessons]
    content.write(scratch / "content", pressings)
    site = scratch / "site"
    site.mkdir()
    build_lite(scratch / "content", site / LITE, scratch / "lite", runtime)
    where = page.own(LITE) if runtime else page.public()
    listed = [_listed(*each) for each in zip(lessons, pressings, strict=True)]
    text = page.index(listed, LITE, PLACE, where)
    (site / "index.html").write_text(text, encoding="utf-8", newline="\n")
    (site / ".nojekyll").touch()
    return where


def _listed(master: Path, pressing: Pressing) -> page.Listed:
    minutes = Notes.read(master.with_suffix(".toml")).minutes
    return page.Listed(master.name, pressing.lesson.title, minutes)


def _require_ours(folder: Path) -> None:
    """A site takes the place of all that is in its folder: of nothing but an earlier site."""
    if not folder.exists() or (folder / LITE / "jupyter-lite.json").is_file():
        return
    if not folder.is_dir() or any(folder.iterdir()):
        raise SiteRefused(f"{folder} holds something other than a site; name a new folder")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
