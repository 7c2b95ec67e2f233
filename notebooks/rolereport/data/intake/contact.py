"""The e-mail address by which BLS can reach whoever fetches its files.

BLS reserves the right to block programs that do not say how to reach their owner
(https://www.bls.gov/bls/blsterms.htm), and told users to put their e-mail address in the
User-Agent (palewire/cpi, issue 96).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from rolereport.data.errors import DataError
from rolereport.paths import SETTINGS

VARIABLE = "ROLEREPORT_EMAIL"
POLICY = "https://www.bls.gov/bls/blsterms.htm"
LIKE_ADDRESS = re.compile(r"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
EXAMPLES = re.compile(r"@(.+\.)?example(\.(com|net|org))?$", re.IGNORECASE)
HOW = (
    f"add --email YOU@HOST to the command, or set the environment variable {VARIABLE}, or write "
    f'the two lines [fetch] and email = "YOU@HOST" to {SETTINGS.name} in the project\'s folder'
)


def email(
    given: str | None = None,
    environment: Mapping[str, str] = os.environ,
    settings: Path = SETTINGS,
) -> str:
    """The address `given` with the command, else of the environment, else of the settings.

    Raises
    ------
    DataError
        If there is none, or the one that counts cannot be an address of somebody.
    """
    for where, found in (
        ("--email", given),
        (VARIABLE, environment.get(VARIABLE)),
        (str(settings), _set(settings)),
    ):
        if found:
            return _required(found.strip(), where)
    raise DataError(
        file="e-mail address",
        problem=f"none is set, and BLS may block a program that names none ({POLICY})",
        fix=f"{HOW}; it is sent to BLS with each request and nowhere else",
    )


def _required(address: str, where: str) -> str:
    if not LIKE_ADDRESS.fullmatch(address) or EXAMPLES.search(address):
        raise DataError(
            file=where, value=address, problem="is no e-mail address that anybody reads", fix=HOW
        )
    return address


def _set(settings: Path) -> str | None:
    if not settings.exists():
        return None
    try:
        found = tomllib.loads(settings.read_text(encoding="utf-8")).get("fetch", {}).get("email")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError) as error:
        raise DataError(
            file=settings,
            problem=f"cannot be read as settings ({error})",
            fix='write the two lines [fetch] and email = "YOU@HOST"',
        ) from None
    return None if found is None else str(found)
