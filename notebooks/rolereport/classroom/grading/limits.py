"""What a student's copy may use while it is graded."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024**2


@dataclass(frozen=True)
class Limits:
    """What one copy may use; generous for a lesson, small for a laptop.

    Parameters
    ----------
    cell_seconds
        For one cell, and for the checks of one question.
    copy_seconds
        For the whole copy, reruns included; what is not reached by then counts as not run.
    memory
        Bytes beyond what the grader's own libraries take.
    file_size
        Bytes of the largest file that the copy may write.
    disk
        Bytes of all its files; looked at while a cell runs.
    files
        How often it may open a file to write, or make a folder.
    deaths
        How many cells may bring the process down; after that the rest counts as not run.
    """

    cell_seconds: float = 15
    copy_seconds: float = 120
    memory: int = 1024 * MEBIBYTE
    file_size: int = 32 * MEBIBYTE
    disk: int = 128 * MEBIBYTE
    files: int = 500
    deaths: int = 5
