"""Figures: the drawing for Word to draw sharply, and a picture for programs that cannot."""

from __future__ import annotations

from pathlib import Path

from docx.image.exceptions import UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart
from docx.parts.image import ImagePart

from rolereport.publish.document.characters import legal
from rolereport.publish.document.model import Figure
from rolereport.publish.document.word.captions import caption, source
from rolereport.publish.document.word.links import Links
from rolereport.publish.document.word.markup import attribute, paragraph
from rolereport.publish.errors import PublishError

POINT, MILLIMETRE = 12700, 36000  # in EMU, Word's unit of length
ROOM = 160 * MILLIMETRE
HIGHEST = 205 * MILLIMETRE  # leaves a page room for the caption
# Word does not bring the font of the drawings, but its systems all have one as wide.
OURS, AS_WIDE = "'DejaVu Sans'", "Verdana, 'DejaVu Sans'"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def figure(shown: Figure, folder: Path, part: DocumentPart, links: Links) -> str:
    """The figure over its caption and source.

    Parameters
    ----------
    folder
        Holds its picture, `<name>.png`.

    Raises
    ------
    PublishError
        If it does not, or what it holds is no picture.
    """
    path = folder / f"{shown.name}.png"
    picture, image = _picture(path, shown, part)
    drawing = part.relate_to(_drawing(shown, part), RELATIONSHIP_TYPE.IMAGE)
    size = fitted(int(image.width), int(image.height))
    return (
        paragraph("Figure", f"<w:r>{_placed(shown, picture, drawing, *size)}</w:r>")
        + caption("Figure", shown.number, shown.caption, shown.anchor, links)
        + source(shown.source)
    )


def fitted(width: int, height: int) -> tuple[int, int]:
    """The size, in proportion, at which it fits the page beside its caption; never larger."""
    scale = min(1.0, ROOM / width, HIGHEST / height)
    return round(width * scale), round(height * scale)


def _picture(path: Path, shown: Figure, part: DocumentPart) -> tuple[str, Image]:
    if not path.is_file():
        raise PublishError(
            f"figure {shown.name!r} has no picture {path.name} for the document; "
            "show it through figure()"
        )
    try:
        image = Image.from_file(str(path))
    except (UnrecognizedImageError, UnexpectedEndOfFileError):
        raise PublishError(
            f"figure {shown.name!r}: {path.name} is no picture that can be read; build again"
        ) from None
    # The library would look for a picture like it among all others.
    name = PackURI(f"/word/media/image{shown.number}.{image.ext}")
    return part.relate_to(ImagePart.from_image(image, name), RELATIONSHIP_TYPE.IMAGE), image


def _drawing(shown: Figure, part: DocumentPart) -> Part:
    name = PackURI(f"/word/media/drawing{shown.number}.svg")
    svg = legal(shown.svg).replace(OURS, AS_WIDE).encode("utf-8")
    return Part(name, "image/svg+xml", svg, part.package)


def _placed(shown: Figure, picture: str, drawing: str, width: int, height: int) -> str:
    number, alt = shown.number, attribute(shown.alt)
    return f"""<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">\
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>\
<wp:docPr id="{number}" name="Figure {number}" descr={alt} title="Figure {number}"/>\
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name={attribute(f"{shown.name}.png")}/>\
<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture}"><a:extLst>\
<a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip r:embed="{drawing}"/></a:ext></a:extLst></a:blip>\
<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>\
<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>\
</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"""
