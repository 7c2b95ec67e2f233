"""What a command needs that not everyone has installed."""

from __future__ import annotations

from importlib.util import find_spec

import click


def need_otter() -> None:
    """Refuse where the autograder is missing, and say how to get it."""
    if find_spec("otter") is None:
        raise click.ClickException(
            "Lessons are made and graded with otter-grader, which is not installed: write "
            "`uv run --extra classroom rolereport classroom ...`."
        )
