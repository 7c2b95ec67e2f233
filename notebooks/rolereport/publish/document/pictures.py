"""Pictures (PNG) of drawings (SVG), for what cannot show a drawing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path

import typst

from rolereport.publish.document.typeset import faces, typeset
from rolereport.publish.errors import PublishError

PER_INCH = 160
INCH = 0.0254  # metres
# A page for each drawing, as large as it is.
TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for drawing in json(bytes(sys.inputs.drawings)) { page(image(bytes(drawing), format: "svg")) }
"""
_HEAD = 33  # bytes, to the end of a picture's first chunk, which tells its size


def get_ready() -> None:
    """Find the faces before there is a drawing; copies of this process have them."""
    faces()


def write_pictures(drawings: Mapping[str, str], folder: Path) -> None:
    """Write `<name>.png` for each drawing, on white.

    Parameters
    ----------
    drawings
        Name to SVG.

    Raises
    ------
    PublishError
        If one is no drawing; names it.
    """
    if not drawings:
        return
    try:
        made = _pictures([*drawings.values()])
    except typst.TypstError as error:
        name = next((name for name, svg in drawings.items() if _fails(svg)), "")
        raise PublishError(f"figure {name!r} cannot be made a picture: {error.message}") from None
    for name, picture in zip(drawings, made, strict=True):
        (folder / f"{name}.png").write_bytes(_sized(picture))


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


def _pictures(drawings: list[str]) -> list[bytes]:
    inputs = {"drawings": json.dumps(drawings)}
    made = typeset(TEMPLATE, inputs, format="png", ppi=PER_INCH)
    return made if isinstance(made, list) else [made]


def _fails(svg: str) -> bool:
    try:
        _pictures([svg])
    except typst.TypstError:
        return True
    return False


def _sized(picture: bytes) -> bytes:
    # typst does not say how large a picture is on paper; programs then take it for twice as large.
    a_metre = round(PER_INCH / INCH).to_bytes(4, "big")
    chunk = b"pHYs" + a_metre + a_metre + b"\1"
    told = (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    return picture[:_HEAD] + told + picture[_HEAD:]
