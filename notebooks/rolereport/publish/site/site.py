"""Makes the site, whole or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rolereport.publish.citation import Citation
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import Layout
from rolereport.publish.site import pages
from rolereport.publish.site.address import Address
from rolereport.publish.site.copies import copy_edition
from rolereport.publish.site.shelf import LeftOut, Shown, shelf
from rolereport.publish.staging import exclusive, staged

NAME = "site"
OURS = ("index.html", "404.html", "robots.txt", ".nojekyll")


@dataclass(frozen=True)
class Site:
    """What a site was made of."""

    folder: Path
    shown: list[Shown]
    left_out: list[LeftOut]


def make_site(layout: Layout, folder: Path | None = None, base_url: str | None = None) -> Site:
    """Make a site of all current editions, ready for any host of files.

    Parameters
    ----------
    folder
        Where to; `build/site` if not given.
    base_url
        Where it will be. Only with it are there a sitemap, canonical links and addresses of
        pictures, since all of these need whole addresses.

    Raises
    ------
    PublishError
        If there is no current edition, the folder holds something else, or an edition is being
        built; the site is as it was then.
    """
    folder = (folder or layout.build / NAME).resolve()
    address = Address.of(base_url) if base_url else None
    _require_ours(folder)
    with ExitStack() as locks:
        locks.enter_context(exclusive(folder))
        for edition in sorted(path.parent for path in layout.build.glob("[!.]*/manifest.json")):
            locks.enter_context(exclusive(edition))
        shown, left_out = shelf(layout)
        if not shown:
            raise PublishError(_nothing(left_out))
        with staged(folder) as new:
            _fill(new, shown, left_out, Citation.read(layout.citation), address)
    return Site(folder, shown, left_out)


def _fill(
    folder: Path,
    shown: list[Shown],
    left_out: list[LeftOut],
    citation: Citation,
    address: Address | None,
) -> None:
    for each in shown:
        copy_edition(each, folder, address)
    files = {
        "index.html": pages.index(shown, left_out, citation, address),
        "404.html": pages.not_found(citation, address),
        "robots.txt": pages.robots(address),
        ".nojekyll": "",
    }
    if address:
        files["sitemap.xml"] = pages.sitemap(shown, address)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _require_ours(folder: Path) -> None:
    """A site takes the place of all that is in its folder: of nothing but an earlier site."""
    if not folder.exists() or all((folder / name).is_file() for name in OURS):
        return
    if not folder.is_dir() or any(folder.iterdir()):
        raise PublishError(f"{folder} holds something other than a site; name a new folder")


def _nothing(left_out: list[LeftOut]) -> str:
    told = "".join(f"\n{each.slug}: {each.why}" for each in left_out)
    return f"there is no edition to show; run `rolereport build` first{told}"
