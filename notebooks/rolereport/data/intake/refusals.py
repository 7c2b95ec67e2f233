"""Why a file did not come, in words that its user can act on."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import requests
from urllib3 import exceptions as urllib3

from rolereport.data.errors import DataError
from rolereport.data.oews.sidecar import TABLES

TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
BY_HAND = f"save the file with a browser from {TABLES} and give it to `rolereport wages add`"
AGAIN = f"run the command again; if it stays so, {BY_HAND}"
NOT_OUT = f"if the release is not out yet ({TABLES} lists those that are), wait for it"
LATER = "try again later; nothing needs to change"
STATUS = {
    401: ("asks for a password", "check the address given with --from"),
    403: (
        "refuses this program, as BLS does where it finds no e-mail address or too many requests",
        f"check that the e-mail address is yours and wait an hour, or {BY_HAND}",
    ),
    404: ("has no such file", f"{NOT_OUT}; else check the year, the level and --from"),
    410: ("has no such file any more", f"{NOT_OUT}; else check the year, the level and --from"),
    429: ("has had too many requests", "wait an hour, then run the command again"),
}
WHY = (
    (urllib3.NameResolutionError, "the server's name is not found", "check that you are online"),
    # A new connection that fails is also a kind of one that takes too long.
    (urllib3.NewConnectionError, "the server cannot be reached", "check --from and the network"),
    (urllib3.ConnectTimeoutError, "the server cannot be reached in time", LATER),
    (urllib3.ReadTimeoutError, "the server falls silent", LATER),
    (urllib3.SSLError, "the server cannot prove who it is", "check the network and its proxy"),
    (urllib3.ProxyError, "the proxy does not answer", "check the network and its proxy"),
)
FULL = (errno.ENOSPC, errno.EDQUOT)


class Unfinished(DataError):
    """A file that has not come whole for now; what came of it can be kept."""


def status(url: str, answer: requests.Response) -> DataError:
    """What an answer with a status other than 200 or 206 means."""
    code = f"{answer.status_code} {answer.reason or ''}".strip()
    if answer.status_code >= 500:
        return Unfinished(file=url, problem=f"the server has a fault ({code})", fix=LATER)
    why, fix = STATUS.get(answer.status_code, ("does not give the file", "check --from"))
    kind = Unfinished if answer.status_code == 429 else DataError
    return kind(file=url, problem=f"the server {why} ({code})", fix=fix)


def page(name: str, start: bytes) -> DataError:
    """What a web page in place of an archive means; `start` are its first bytes."""
    found = TITLE.search(start)
    words = " ".join(found[1].decode("utf-8", "replace").split())[:80] if found else ""
    named = f' named "{"".join(filter(str.isprintable, words))}"' if words else ""
    return DataError(
        file=name,
        problem=f"is a web page{named}, not an archive; BLS answers with one where it has no such "
        "file, and where it refuses a program",
        fix=f"{NOT_OUT}; else {BY_HAND}",
    )


def elsewhere(url: str, target: str) -> DataError:
    """An answer that leads to another site, to which no address is sent."""
    return DataError(
        file=url,
        problem=f"the server sends on to another site, {target}",
        fix=f"if that is right, give its address with --from; else {BY_HAND}",
    )


def size(name: str, found: int, why: str, fix: str = AGAIN) -> DataError:
    """A file of a size that no release has."""
    return DataError(file=name, problem=f"has {found:,} bytes, {why}", fix=fix)


def damaged(name: str, why: str, fix: str = AGAIN) -> DataError:
    """A file that cannot be unpacked."""
    return DataError(file=name, problem=f"is no sound zip archive ({why})", fix=fix)


def connection(url: str, error: Exception) -> DataError:
    """A connection that did not come about, or did not last until there was an answer."""
    reason = getattr(next(iter(error.args), None), "reason", None) or error
    if isinstance(error, ValueError):  # requests' own, of an address that is none
        return DataError(
            file=url, problem="is no address", fix="begin --from with https:// or http://"
        )
    for kind, why, fix in WHY:
        if isinstance(reason, kind):
            return Unfinished(file=url, problem=f"{why} ({reason})", fix=fix)
    return Unfinished(file=url, problem=f"the connection fails ({reason})", fix=LATER)


def broken(url: str, held: int, whole: int | None, why: str, resumes: bool) -> Unfinished:
    """A connection that ended within the file."""
    of = f" of {whole:,}" if whole else ""
    then = "it goes on from there" if resumes else "it starts anew"
    return Unfinished(
        file=url,
        problem=f"{why} after {held:,}{of} bytes",
        fix=f"run the command again; {then}",
    )


def writing(folder: Path, error: OSError) -> DataError:
    """A folder that does not take a file."""
    fix = "free some room on its disk" if error.errno in FULL else "make the folder writable"
    return DataError(
        file=folder,
        problem=f"cannot be written to ({error.strerror or error})",
        fix=f"{fix}, or name another with --to",
    )
