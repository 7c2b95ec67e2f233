"""What every page of ours is filled in with, and how its policy names the script that it runs."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

import jinja2


@cache
def environment(templates: Path) -> jinja2.Environment:
    """Fills in the templates of a folder: all text escaped, and no name that is not given."""
    filled = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    filled.filters["policy_hash"] = policy_hash
    filled.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    return filled


def policy_hash(script: str) -> str:
    """How a Content-Security-Policy names the one script that it lets run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
