"""Runs an edition's notebooks again and compares every output with the one that was published."""

from __future__ import annotations

import os
import subprocess
import sys

from rolereport.publish.edition import Edition
from rolereport.publish.errors import PublishError


def verify(edition: Edition) -> int:
    """Run nbval over the rendered notebooks; 0 if every cell gives what the report shows.

    nbval compares text, tables and SVG, and leaves PNG; its report goes to standard output.

    Raises
    ------
    PublishError
        If the edition has not been built.
    """
    executed = sorted(edition.notebooks.glob("*.ipynb"))
    if not executed:
        raise PublishError(f"edition {edition.slug} has not been built")
    return subprocess.run(
        [*_nbval(edition), *(str(path.resolve()) for path in executed)],
        cwd=edition.notebooks,
        env=_environment(),
        check=False,
    ).returncode


def _nbval(edition: Edition) -> list[str]:
    # No settings of a project around the folder, and no plugin but nbval's own.
    return [
        *(sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env"),
        *("-p", "nbval.plugin", "-p", "no:cacheprovider", "-c", os.devnull),
        f"--rootdir={edition.notebooks.resolve()}",
    ]


def _environment() -> dict[str, str]:
    hidden = ("ROLEREPORT_FIGURES", "PYTEST_ADDOPTS")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
