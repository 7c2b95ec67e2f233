"""The option for formats, which a build of one edition and of many have alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from rolereport.publish.formats import FORMATS


def formats_option(otherwise: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`-f`, repeatable; `otherwise` says which are written if it is not given."""
    return click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(tuple(FORMATS)),
        help=f"A format to write, of several; {otherwise} if not given.",
    )
