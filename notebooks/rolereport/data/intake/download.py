"""Gets one archive over HTTP, and goes on where a broken connection stopped."""

from __future__ import annotations

import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from tqdm import tqdm
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import Retry

from rolereport.data.errors import DataError
from rolereport.data.intake import guards, refusals
from rolereport.data.intake.part import Part
from rolereport.data.intake.refusals import Unfinished
from rolereport.data.intake.sources import PAGE

AT_A_TIME = 1 << 16
SMALLEST = 2_000  # bytes; BLS's smallest archive, the nation's, has some 200,000
BUSY = (429, 500, 502, 503, 504)
PUBLISHER = "bls.gov"


@dataclass(frozen=True)
class Patience:
    """How long to wait and how often to ask again.

    Parameters
    ----------
    connect, read, whole
        Seconds until there is a connection, until the next bytes, and for one file in all.
    tries
        How often more a server that fails is asked, and a file that broke off gone on with.
    pause, longest_pause
        Seconds between tries, doubled each time, and at most; the server may ask for more
        than the first, not than the second.
    """

    connect: float = 10
    read: float = 60
    whole: float = 3600
    tries: int = 3
    pause: float = 1
    longest_pause: int = 30


class OneSite(requests.Session):
    """A session that says who asks, asks again where that can help, and stays on one site."""

    def __init__(self, email: str, patience: Patience) -> None:
        super().__init__()
        self.headers["User-Agent"] = f"rolereport/{version('rolereport')} {email}"
        self.headers["Accept-Encoding"] = "identity"  # a range is one of the file's own bytes
        retry = Retry(
            total=patience.tries,
            status_forcelist=BUSY,
            backoff_factor=patience.pause,
            backoff_max=patience.longest_pause,
            retry_after_max=patience.longest_pause,
            raise_on_status=False,
        )
        for scheme in ("https://", "http://"):
            self.mount(scheme, HTTPAdapter(max_retries=retry))

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Where an answer sends on to; `DataError` if that is another site or less secure."""
        target: str | None = super().get_redirect_target(resp)
        if target is not None and not _same_site(resp.url, urljoin(resp.url, target)):
            raise refusals.elsewhere(resp.url, urljoin(resp.url, target))
        return target


class Download:
    """A downloader for pooch: called with an address, it leaves a sound archive or nothing.

    Parameters
    ----------
    part
        Where the bytes gather. It stays if the connection breaks, and goes if what the server
        gives is not the archive.
    session, patience
        How the server is asked.
    """

    def __init__(self, part: Part, session: requests.Session, patience: Patience) -> None:
        self.part = part
        self.session = session
        self.patience = patience

    def __call__(self, url: str, output_file: str, pooch: object) -> None:
        """Get the archive at `url` as `output_file`.

        Raises
        ------
        DataError
            If it does not come, is no sound archive, or cannot be written.
        """
        try:
            self._gather(url, time.monotonic() + self.patience.whole)
            require_archive(self.part.path, url)
            self.part.finish(Path(output_file))
        except Unfinished:
            raise
        except (DataError, OSError) as error:
            self.part.discard()
            if isinstance(error, OSError):
                raise refusals.writing(self.part.path.parent, error) from None
            raise

    def _gather(self, url: str, deadline: float) -> None:
        fruitless = 0
        while True:
            before = self.part.size
            try:
                with self._answer(url) as answer:
                    return self._take(url, answer, deadline)
            except _Broken as broken:
                fruitless = 0 if self.part.size > before else fruitless + 1
                if fruitless > self.patience.tries or time.monotonic() > deadline:
                    raise self._given_up(url, broken) from None
                time.sleep(self.patience.pause)

    def _given_up(self, url: str, broken: _Broken) -> Unfinished:
        held, resumes = self.part.size, bool(self.part.mark(url))
        if not resumes:
            self.part.discard()
        return refusals.broken(url, held, broken.whole, str(broken), resumes)

    @contextmanager
    def _answer(self, url: str) -> Iterator[requests.Response]:
        mark = self.part.mark(url)
        answer = self._ask(url, mark)
        follows = answer.status_code == 206 and self._follows(answer)
        if mark and answer.status_code in (206, 416) and not follows:
            answer.close()
            answer = self._ask(url, "")
        with answer:
            if answer.status_code != 200 and not (mark and follows):
                raise refusals.status(url, answer)
            if "html" in answer.headers.get("Content-Type", "").lower():
                raise refusals.page(url, _start(answer))
            yield answer

    def _ask(self, url: str, mark: str) -> requests.Response:
        resuming = {"Range": f"bytes={self.part.size}-", "If-Range": mark} if mark else {}
        wait = (self.patience.connect, self.patience.read)
        try:
            return self.session.get(url, headers=resuming, stream=True, timeout=wait)
        except requests.RequestException as error:
            raise refusals.connection(url, error) from None

    def _follows(self, answer: requests.Response) -> bool:
        given = answer.headers.get("Content-Range", "")
        return given.startswith(f"bytes {self.part.size}-")

    def _take(self, url: str, answer: requests.Response, deadline: float) -> None:
        if answer.status_code == 200:
            self.part.begin(url, answer.headers)
        start, whole = self.part.size, _whole(answer, self.part.size)
        _require_size(url, whole)
        with self.part.path.open("ab") as bytes_held, _bar(url, start, whole) as bar:
            for chunk in _chunks(answer, whole, deadline):
                bytes_held.write(chunk)
                bytes_held.flush()
                bar.update(len(chunk))
                _require_size(url, bytes_held.tell())
        if whole is not None and self.part.size != whole:
            raise _Broken("the connection ends", whole)


class _Broken(Exception):
    """The body of an answer that stopped before its end."""

    def __init__(self, why: str, whole: int | None) -> None:
        super().__init__(why)
        self.whole = whole


def require_archive(path: Path, name: str, fix: str = refusals.AGAIN) -> None:
    """Raise `DataError` unless the file at `path`, which `name` tells of, is a sound archive."""
    with path.open("rb") as content:
        start = content.read(AT_A_TIME)
    if start.lstrip().lower().startswith(PAGE):
        raise refusals.page(name, start)
    if len(start) < SMALLEST:
        raise refusals.size(name, len(start), "too few for a release", fix)
    try:
        with zipfile.ZipFile(path) as archive:
            guards.require_sound(archive, name)
            wrong = archive.testzip()
    # RuntimeError: it has a password. zlib's own error is no OSError.
    except (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error) as error:
        raise refusals.damaged(name, str(error), fix) from None
    if wrong is not None:
        raise refusals.damaged(name, f"{wrong} does not agree with its checksum", fix)


def _chunks(answer: requests.Response, whole: int | None, deadline: float) -> Iterator[bytes]:
    # read1 gives what has come; read would wait for a full chunk, however slow the server.
    try:
        while chunk := answer.raw.read1(AT_A_TIME, decode_content=False):
            yield chunk
            if time.monotonic() > deadline:
                raise _Broken("the file takes too long and is stopped", whole)
    except HTTPError as error:
        silent = isinstance(error, ReadTimeoutError)
        why = "the server falls silent" if silent else "the connection breaks"
        raise _Broken(why, whole) from None


def _start(answer: requests.Response) -> bytes:
    try:
        return answer.raw.read1(AT_A_TIME, decode_content=True) or b""
    except HTTPError:
        return b""


def _whole(answer: requests.Response, held: int) -> int | None:
    """Bytes of the file as the answer tells them, of which `held` are held."""
    length = answer.headers.get("Content-Length", "")
    return held + int(length) if length.isdecimal() else None


def _require_size(url: str, size: int | None) -> None:
    if size is not None and size > guards.LARGEST_FILE:
        raise refusals.size(url, size, f"more than the {guards.LARGEST_FILE:,} that are read")


def _same_site(url: str, target: str) -> bool:
    old, new = urlsplit(url), urlsplit(target)
    if old.scheme == "https" and new.scheme != "https":
        return False
    hosts = [old.hostname or "", new.hostname or ""]
    return hosts[0] == hosts[1] or all(f".{host}".endswith(f".{PUBLISHER}") for host in hosts)


def _bar(url: str, start: int, whole: int | None) -> tqdm[None]:
    name = urlsplit(url).path.rpartition("/")[2]
    return tqdm(
        initial=start,
        total=whole,
        desc=name,
        unit="B",
        unit_scale=True,
        ncols=79,
        disable=None,
        leave=False,
    )
