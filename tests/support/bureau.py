"""A server on loopback that publishes archives as BLS does, and fails as it is told to."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REFUSAL = b"<!DOCTYPE html><html><head><title>Access Denied</title></head><body>No.</body></html>"
Answer = Callable[["Desk"], None]


class Bureau(ThreadingHTTPServer):
    """What it publishes, what it was asked, and how it answers next.

    `published` maps a name to its bytes; `asked` lists the path and the headers of each request;
    `then` holds the answers to the next requests, after which it serves what is published.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.published: dict[str, bytes] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.then: list[Answer] = []

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is none."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/special-requests/"

    @property
    def names(self) -> list[str]:
        return [path.rpartition("/")[2] for path, _ in self.asked]

    @property
    def ranges(self) -> list[str | None]:
        return [headers.get("Range") for _, headers in self.asked]


class Desk(BaseHTTPRequestHandler):
    server: Bureau
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.then.pop(0) if self.server.then else serve
        answer(self)

    def log_message(self, *_: object) -> None:
        pass

    @property
    def content(self) -> bytes:
        return self.server.published[self.path.rpartition("/")[2]]

    def send(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        if length is not None:
            self.close_connection = True


def serve(desk: Desk) -> None:
    """The file, or the rest of it if that is asked of the version there is."""
    if desk.path.rpartition("/")[2] not in desk.server.published:
        return page(404)(desk)
    tag, start = etag(desk.content), 0
    asked = desk.headers.get("Range", "")
    if asked and desk.headers.get("If-Range") == tag:
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
    rest = desk.content[start:]
    where = {"Content_Range": f"bytes {start}-{len(desk.content) - 1}/{len(desk.content)}"}
    return desk.send(206 if start else 200, rest, ETag=tag, **(where if start else {}))


def etag(content: bytes) -> str:
    return f'"{hashlib.md5(content).hexdigest()}"'


def page(status: int, **headers: str) -> Answer:
    """The web page that BLS answers with in place of a file."""
    return lambda desk: desk.send(status, REFUSAL, Content_Type="text/html", **headers)


def cut(share: float, **headers: str) -> Answer:
    """The first part of the file, after which the connection ends."""

    def answer(desk: Desk) -> None:
        kept = desk.content[: int(share * len(desk.content))]
        desk.send(200, kept, len(desk.content), **({"ETag": etag(desk.content)} | headers))

    return answer


def cut_rest(desk: Desk) -> None:
    """Nothing of the rest that is asked for."""
    start = int(desk.headers["Range"].removeprefix("bytes=").removesuffix("-"))
    where = f"bytes {start}-{len(desk.content) - 1}/{len(desk.content)}"
    desk.send(206, b"", len(desk.content) - start, Content_Range=where)


def whole(desk: Desk) -> None:
    """The whole file, whatever part of it is asked for."""
    desk.send(200, desk.content, ETag=etag(desk.content))


def body(content: bytes, **headers: str) -> Answer:
    return lambda desk: desk.send(200, content, **headers)


def unmeasured(desk: Desk) -> None:
    """The file without a word on its length; it ends with the connection."""
    desk.send_response(200)
    desk.send_header("Connection", "close")
    desk.end_headers()
    desk.wfile.write(desk.content)
    desk.close_connection = True


def to(place: str) -> Answer:
    return lambda desk: desk.send(302, b"", Location=place)


def slow(seconds: float) -> Answer:
    """Half of the file, then silence."""

    def answer(desk: Desk) -> None:
        half = len(desk.content) // 2
        desk.send_response(200)
        desk.send_header("Content-Length", str(len(desk.content)))
        desk.send_header("ETag", etag(desk.content))
        desk.end_headers()
        desk.wfile.write(desk.content[:half])
        desk.wfile.flush()
        time.sleep(seconds)
        desk.close_connection = True

    return answer


def trickle(pause: float) -> Answer:
    """One byte after the other, for ever so long."""

    def answer(desk: Desk) -> None:
        desk.send_response(200)
        desk.send_header("Content-Length", str(len(desk.content)))
        desk.end_headers()
        try:
            for place in range(len(desk.content)):
                desk.wfile.write(desk.content[place : place + 1])
                desk.wfile.flush()
                time.sleep(pause)
        except OSError:
            desk.close_connection = True

    return answer


def silent(seconds: float) -> Answer:
    """No answer at all."""

    def answer(desk: Desk) -> None:
        time.sleep(seconds)
        desk.close_connection = True

    return answer


@contextmanager
def open_bureau() -> Iterator[Bureau]:
    with Bureau() as bureau:
        threading.Thread(target=bureau.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield bureau
        finally:
            bureau.shutdown()
