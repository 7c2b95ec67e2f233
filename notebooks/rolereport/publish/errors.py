"""What can go wrong between parameters and a published report, said for who has to mend it."""

from __future__ import annotations

from pathlib import Path


class PublishError(Exception):
    """The edition cannot be published; the message says why and what to do."""


class EditionBusy(PublishError):
    """Another process is building the same edition."""


class ChapterFailed(PublishError):
    """A chapter stopped half-way.

    Parameters
    ----------
    chapter
        Its name, such as `04-salaries`.
    cell_number
        Position among the chapter's own cells, from 1; 0 if no cell had started.
    error_name, error_message
        What was raised in the cell, such as `KeyError` and its text.
    kept_at
        The executed notebook up to the failure, with its traceback.
    """

    def __init__(
        self, chapter: str, cell_number: int, error_name: str, error_message: str, kept_at: Path
    ) -> None:
        super().__init__(chapter, cell_number, error_name, error_message, kept_at)
        self.chapter = chapter
        self.cell_number = cell_number
        self.error_name = error_name
        self.error_message = error_message
        self.kept_at = kept_at

    def __str__(self) -> str:
        where = f"cell {self.cell_number}" if self.cell_number else "before its first cell"
        return (
            f"chapter {self.chapter} failed at {where}: {self.error_name}: {self.error_message}\n"
            f"The notebook up to there, with its traceback: {self.kept_at}"
        )

    def moved_to(self, kept_at: Path) -> ChapterFailed:
        """The same failure, its notebook now at `kept_at`."""
        return ChapterFailed(
            self.chapter, self.cell_number, self.error_name, self.error_message, kept_at
        )
