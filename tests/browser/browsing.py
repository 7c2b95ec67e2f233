"""Opens pages in the browser, and records what they ask for and complain of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import pytest
from playwright.sync_api import BrowserContext, Page

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
REQUIRED = "ROLEREPORT_BROWSER"
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
Found = TypeVar("Found", str, Path)
Visit = Callable[..., Page]


def needed(found: Found | None, what: str) -> Found:
    """What was found; without it the test is skipped, or fails where it may not be skipped."""
    if found is None or not Path(found).exists():
        stop = pytest.fail if os.environ.get(REQUIRED) == "required" else pytest.skip
        stop(f"needs {what}; `bash .ci/run`, as root on Debian, installs it")
    return found


@dataclass
class Record:
    """What a page asked for besides itself, and what the browser complained of."""

    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._asked(request.url))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("console", lambda message: self._said(message.type, message.text))

    def _asked(self, url: str) -> None:
        if url.partition("#")[0] != self.address and not url.startswith(("data:", "blob:")):
            self.requests.append(url)

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address under which the folder is served on this machine."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()
