"""The site of the lessons, built once a session for all tests that look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from rolereport.classroom.site.site import make_site


@cache
def built() -> Path:
    """The folder of a site whose Python comes from the public server."""
    return make_site(Path(mkdtemp(prefix="lesson-site-")) / "site").folder
