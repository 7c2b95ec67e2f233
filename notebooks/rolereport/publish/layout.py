"""Where a build reads and writes: the project's folders, or a test's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rolereport import paths
from rolereport.publish.errors import PublishError

CHAPTERS = "[0-9][0-9]-*.ipynb"
ON_REQUEST = "on-request"


@dataclass(frozen=True)
class Layout:
    """The folders of a project, and the code that its chapters import."""

    notebooks: Path
    data: Path
    build: Path
    figures: Path
    package: Path = Path(__file__).resolve().parents[1]
    lock: Path = paths.PROJECT / "uv.lock"
    citation: Path = paths.PROJECT / "CITATION.cff"
    recall: Path | None = None  # what was worked out before; beside the editions if none is named

    @classmethod
    def of_project(cls) -> Layout:
        """The layout of this project."""
        return cls(paths.NOTEBOOKS, paths.DATA, paths.BUILD, paths.FIGURES)

    def chapters(self) -> list[Path]:
        """The chapters' notebooks in reading order.

        Raises
        ------
        PublishError
            If there is none.
        """
        chapters = sorted(self.notebooks.glob(CHAPTERS))
        if not chapters:
            raise PublishError(f"no chapter ({CHAPTERS}) in {self.notebooks}")
        return chapters

    def on_request(self) -> dict[str, Path]:
        """The chapters that are in an edition only when there is cause, by name, in their order."""
        return {path.stem: path for path in sorted((self.notebooks / ON_REQUEST).glob(CHAPTERS))}
