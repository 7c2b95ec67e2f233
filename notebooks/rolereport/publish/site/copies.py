"""Copies an edition into the site and tells the page where it is."""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path

from rolereport.publish.crate import NAME as CRATE
from rolereport.publish.errors import PublishError
from rolereport.publish.manifest import NAME as MANIFEST
from rolereport.publish.manifest import Manifest, sha256
from rolereport.publish.site.address import Address
from rolereport.publish.site.shelf import Shown

PAGE = "report.html"
CARD = "card.png"
BANNER = "<strong>Comparison report</strong>"  # as it stands at the top of the page
_END_OF_TITLE = "</title>"


def copy_edition(shown: Shown, site: Path, address: Address | None) -> None:
    """Copy what the edition's manifest lists, and the manifest, into the folder of its name.

    The page gets a link back to the first page and, with an address, a canonical link and the
    address of its card; manifest and crate then tell the sum of the page as it stands in the site.
    """
    target = site / shown.slug
    for name in [*shown.manifest.outputs, MANIFEST]:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shown.edition.folder / name, target / name)
    page = target / PAGE
    if page.is_file():
        html = page.read_text(encoding="utf-8")
        placed = _located(_linked(html), target, address)
        if placed != html:
            page.write_text(placed, encoding="utf-8", newline="\n")
            _renew_sums(target)


def tags(address: Address, page: str, card: str | None) -> str:
    """What the head of a page says of its own address and of the picture that stands for it."""
    url = escape(address.of_file(page), quote=True)
    lines = [f'<link rel="canonical" href="{url}">', f'<meta property="og:url" content="{url}">']
    if card:
        picture = escape(address.of_file(card), quote=True)
        lines += [
            f'<meta property="og:image" content="{picture}">',
            '<meta name="twitter:card" content="summary_large_image">',
        ]
    return "\n".join(lines)


def _linked(html: str) -> str:
    return html.replace(BANNER, f'<a href="../index.html">{BANNER}</a>', 1)


def _located(html: str, folder: Path, address: Address | None) -> str:
    if address is None:
        return html
    if _END_OF_TITLE not in html:
        raise PublishError(f"{folder.name}/{PAGE} has no title, after which to say where it is")
    card = f"{folder.name}/{CARD}" if (folder / CARD).is_file() else None
    told = f"{_END_OF_TITLE}\n{tags(address, f'{folder.name}/{PAGE}', card)}"
    return html.replace(_END_OF_TITLE, told, 1)


def _renew_sums(folder: Path) -> None:
    crate = folder / CRATE
    if crate.is_file():
        content = (folder / PAGE).read_bytes()
        record = json.loads(crate.read_text(encoding="utf-8"))
        for entity in record["@graph"]:
            if entity["@id"] == PAGE:
                entity["contentSize"] = str(len(content))
                entity["sha256"] = sha256(content)
        text = json.dumps(record, indent=4, sort_keys=True, ensure_ascii=False)
        crate.write_text(text, encoding="utf-8", newline="\n")
    manifest = Manifest.read(folder)
    assert manifest is not None
    manifest.write(folder)
