"""The validator of RO-Crates without a network: its own profiles, and a context that a library has.

The validator asks the web for the JSON-LD context of RO-Crate 1.1. Here it gets that of 1.3, which
the rocrate library ships and which holds every term of 1.1.
"""

from __future__ import annotations

import json
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

CONTEXT = "https://w3id.org/ro/crate/1.1/context"


class Answer:
    """As much of an answer from the web as the validator looks at."""

    status_code = 200
    headers = {"Content-Type": "application/ld+json"}  # noqa: RUF012

    def __init__(self) -> None:
        self.text = (files("rocrate") / "data" / "ro-crate.jsonld").read_text(encoding="utf-8")

    def json(self) -> Any:
        return json.loads(self.text)


@contextmanager
def no_network() -> Iterator[None]:
    """Refuse every connection."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was tried")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


def issues(folder: Path, cache: Path, severity: str = "REQUIRED") -> dict[str, str]:
    """What the validator finds wrong with the crate in `folder` under its profile of runs."""
    from rocrate_validator import services
    from rocrate_validator.models import ValidationSettings
    from rocrate_validator.utils.http import HttpRequester

    def get(_: Any, url: str, **__: Any) -> Answer:
        assert url == CONTEXT, f"the validator asks for {url}"
        return Answer()

    with no_network(), pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the validator's library warns of its own past
        patch.setattr(HttpRequester, "get", get, raising=False)
        settings = ValidationSettings(
            rocrate_uri=str(folder),
            profile_identifier="process-run-crate",
            requirement_severity=severity,
            cache_path=cache,
            offline=True,
        )
        found = services.validate(settings).get_issues()
    return {issue.check.identifier: str(issue.message) for issue in found}
