"""Pictures (PNG) of drawings (SVG), for what cannot show a drawing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import typst
from PIL import Image

from rolereport.publish.document.palette import with_palette
from rolereport.publish.document.typeset import faces, typeset
from rolereport.publish.errors import PublishError
from rolereport.recall import keep, kept

PER_INCH = 160
INCH = 72  # points
# A page for each drawing, as large as it is.
TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for drawing in json(bytes(sys.inputs.drawings)) { page(image(bytes(drawing), format: "svg")) }
"""


def get_ready() -> None:
    """Load what makes pictures before there is a drawing; copies of this process have it."""
    import pypdfium2  # noqa: F401

    faces()
    Image.preinit()


def write_pictures(drawings: Mapping[str, str], folder: Path) -> None:
    """Write `<name>.png` for each drawing, on white; one made before is not made again.

    Parameters
    ----------
    drawings
        Name to SVG.

    Raises
    ------
    PublishError
        If one is no drawing; names it.
    """
    known = {name: kept(_named(svg)) for name, svg in drawings.items()}
    missing = {name: svg for name, svg in drawings.items() if known[name] is None}
    for name, picture in (known | _made(missing)).items():
        (folder / f"{name}.png").write_bytes(picture)


def write_pictures_of(executed: Path, folder: Path) -> None:
    """Write a picture of each figure that an executed chapter shows.

    Raises
    ------
    PublishError
        As `write_pictures` does.
    """
    cells = json.loads(executed.read_bytes())["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    told = [(output.get("metadata", {}).get("rolereport", {}), output) for output in outputs]
    drawings = {
        about["name"]: "".join(output["data"]["image/svg+xml"])
        for about, output in told
        if about.get("kind") == "figure"
    }
    write_pictures(drawings, folder)


def _made(drawings: Mapping[str, str]) -> dict[str, bytes]:
    """The pictures by name, all made at once, and remembered."""
    if not drawings:
        return {}
    try:
        pages = _set([*drawings.values()])
    except typst.TypstError as error:
        name = next((name for name, svg in drawings.items() if _fails(svg)), "")
        raise PublishError(f"figure {name!r} cannot be made a picture: {error.message}") from None
    made = dict(zip(drawings, map(_packed, _pictures(pages)), strict=True))
    for name, picture in made.items():
        keep(_named(drawings[name]), picture)
    return made


def _named(svg: str) -> str:
    return f"picture-{sha256(svg.encode()).hexdigest()}"


def _packed(picture: Image.Image) -> bytes:
    packed = io.BytesIO()
    dots = (PER_INCH, PER_INCH)
    with_palette(picture).save(packed, "PNG", dpi=dots, compress_level=1)
    return packed.getvalue()


def _set(drawings: list[str]) -> bytes:
    """A PDF with a page for each."""
    made = typeset(TEMPLATE, {"drawings": json.dumps(drawings)}, format="pdf", pdf_tags=False)
    assert isinstance(made, bytes)
    return made


def _pictures(pages: bytes) -> Iterator[Image.Image]:
    from pypdfium2 import PdfDocument  # typst makes pictures too, but PDFium is quicker at it

    with PdfDocument(pages) as document:
        for page in document:
            made = page.render(scale=PER_INCH / INCH, rev_byteorder=True, prefer_bgrx=True)
            yield made.to_pil().convert("RGB")


def _fails(svg: str) -> bool:
    try:
        _set([svg])
    except typst.TypstError:
        return True
    return False
