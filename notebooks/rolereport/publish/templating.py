"""What every page of ours is filled in with, and how its policy names the script that it runs."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from rolereport.recall import keep, kept


class Remembered(jinja2.BytecodeCache):
    """Templates as jinja2 compiled them, from build to build."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept of the template, if it has not changed since."""
        bucket.bytecode_from_string(kept(_named(bucket)) or b"")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template."""
        keep(_named(bucket), bucket.bytecode_to_string())


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
        bytecode_cache=Remembered(),
    )
    filled.filters["policy_hash"] = policy_hash
    filled.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    return filled


def _named(bucket: Bucket) -> str:
    return f"template-{bucket.key}"


def policy_hash(script: str) -> str:
    """How a Content-Security-Policy names the one script that it lets run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
