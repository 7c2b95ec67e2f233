"""Where a site will be: what depends on its address, and what holds without one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from rolereport.publish.errors import PublishError


@dataclass(frozen=True)
class Address:
    """The address of the site's first page, with a slash at its end."""

    url: str

    @classmethod
    def of(cls, written: str) -> Address:
        """The address as written, made whole.

        Raises
        ------
        PublishError
            If it is not an address of the web.
        """
        parts = urlsplit(written)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query:
            raise PublishError(
                f"{written!r} is no address of a site; write it as https://example.org/report/"
            )
        return cls(f"{written.rstrip('/')}/")

    @property
    def path(self) -> str:
        """The path of the first page on its host, such as `/report/`."""
        return urlsplit(self.url).path

    def of_file(self, name: str) -> str:
        """The address of a file of the site."""
        return f"{self.url}{quote(name)}"
