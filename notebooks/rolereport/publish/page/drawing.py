"""Makes a chart's SVG fit to stand inside a page that holds many."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import escape
from itertools import groupby

from rolereport.publish.page.merge import merged
from rolereport.publish.page.path import short_number, short_path
from rolereport.publish.page.tokens import filled
from rolereport.publish.page.wardrobe import Packed, Suitcase, Wardrobe
from rolereport.recall import recalled

DECIMALS = 2  # of a point; a drawing of 446 points is shown 736 pixels wide
FILE_PARTS = {"title", "metadata", "style", "defs"}
HEADING = {"title", "subtitle"}
NUMBERS = {"x", "y", "width", "height"}
_UPRIGHT = re.compile(r"rotate\(-?0(\.0+)?[ )].*")
_LONG_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)")
REFERRING = {"href", "clip-path", "fill", "style"}


def inline(svg: str, alt: str, wardrobe: Wardrobe, heading: float = 0) -> str:
    """The drawing as an `svg` element with a role, a name and ids found nowhere else.

    Parameters
    ----------
    svg
        A whole SVG file, as matplotlib writes it.
    alt
        What the drawing shows; becomes its accessible name.
    wardrobe
        Takes its styles and markers, which the page must hold; shared by all its drawings.
    heading
        How far down the title and subtitle reach, in points, if the page writes them itself: the
        drawing then holds them unseen, for who saves it as a file.
    """
    drawing, packed = _packed(svg, alt, heading)
    return filled(drawing, wardrobe.unpacked(packed))


def alone(svg: str, alt: str) -> str:
    """The drawing as `inline` has it, its styles and markers in it: for a page that holds one."""
    wardrobe = Wardrobe()
    start, end, rest = inline(svg, alt, wardrobe).partition(">")
    return f"{start}{end}<style>{wardrobe.css()}</style>{wardrobe.markers()}{rest}"


@recalled
def _packed(svg: str, alt: str, heading: float) -> tuple[str, Packed]:
    """The drawing with tokens for its styles and ids, and these."""
    root, wardrobe = ET.fromstring(svg), Suitcase()
    _forget_namespaces(root)
    unseen = _heading_taken_out(root) if heading else []
    _rename(root, wardrobe)
    for element in (*root.iter(), *unseen):
        _dress(element, wardrobe)
    drawing = ET.Element("svg", {"role": "img", "aria-label": alt})
    drawing.set("viewBox", _below(root.get("viewBox", ""), heading))
    defined = [each for found in root.iter("defs") for each in found if each.tag != "style"]
    if defined:
        ET.SubElement(drawing, "defs").extend(defined)
    drawing.extend(_clipped(_flat(root), wardrobe))
    if unseen:
        drawing.append(_group("class", "heading", _clipped(unseen, wardrobe)))
    for element in drawing.iter():
        _shorten(element)
    return _written(drawing), wardrobe.packed()


def _forget_namespaces(root: ET.Element) -> None:
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        if "}" in "".join(element.keys()):
            element.attrib = {name.rpartition("}")[2]: text for name, text in element.items()}


def _heading_taken_out(root: ET.Element) -> list[ET.Element]:
    found = [
        (parent, each) for parent in root.iter() for each in parent if each.get("id") in HEADING
    ]
    for parent, each in found:
        parent.remove(each)
    return [line for _, each in found for line in each.iter("text")]


def _below(view: str, heading: float) -> str:
    """The part of a `viewBox` under the heading."""
    if not heading:
        return view
    left, top, width, height = map(float, view.split())
    return f"{left:g} {top + heading:g} {width:g} {round(height - heading, DECIMALS):g}"


def _rename(root: ET.Element, wardrobe: Wardrobe) -> None:
    """Short ids for what is referred to, none for anything else; a marker is the page's."""
    names = _markers_taken_out(root, wardrobe)
    held = {name for element in root.iter() if (name := element.get("id"))}
    referring = [
        (element, name, text)
        for element in root.iter()
        for name, text in element.items()
        if name in REFERRING
    ]
    used = {name for said in {text for *_, text in referring} for name in _references(said)}
    names |= {name: wardrobe.identifier() for name in sorted(held & used)}
    renamed = cache(partial(_REFERENCE.sub, _to(names)))  # many are clipped by the same
    for element, name, text in referring:
        element.set(name, renamed(text))
    for element in root.iter():
        own = element.attrib.pop("id", "")
        if own in names:
            element.set("id", names[own])


def _markers_taken_out(root: ET.Element, wardrobe: Wardrobe) -> dict[str, str]:
    names: dict[str, str] = {}
    for defined in root.iter("defs"):
        for path in defined.findall("path"):
            if path.attrib.keys() == {"id", "d"}:
                names[path.attrib["id"]] = wardrobe.marker(short_path(path.attrib["d"], DECIMALS))
                defined.remove(path)
    return names


def _references(text: str) -> Iterator[str]:
    for match in _REFERENCE.finditer(text):
        yield match[1] or match[2]


def _to(names: dict[str, str]) -> Callable[[re.Match[str]], str]:
    def renamed(match: re.Match[str]) -> str:
        old = match[1] or match[2]
        return match[0].replace(old, names.get(old, old))

    return renamed


def _shorten(element: ET.Element) -> None:
    """Numbers to `DECIMALS`, outlines in relative steps, no turn by nothing."""
    if _UPRIGHT.fullmatch(element.get("transform", "")):
        del element.attrib["transform"]
    for name, text in element.items():
        if name == "d":
            element.set(name, short_path(text, DECIMALS))
        elif name in NUMBERS and _LONG_NUMBER.fullmatch(text):
            element.set(name, short_number(text, DECIMALS))
        elif name == "transform":
            element.set(name, _LONG_NUMBER.sub(_rounded, text))


def _rounded(match: re.Match[str]) -> str:
    return short_number(match[0], DECIMALS)


def _dress(element: ET.Element, wardrobe: Wardrobe) -> None:
    """A class instead of a style; a white rectangle is the ground that a pattern is drawn on."""
    style = element.attrib.pop("style", "")
    if element.tag == "rect" and "fill" in element.attrib:
        style += f";fill:{element.attrib.pop('fill')}"
    dress = wardrobe.dress(element.tag, style)
    if dress:
        element.set("class", dress)


def _flat(parent: ET.Element, clip: str = "") -> Iterator[ET.Element]:
    """What is drawn, without groups that say nothing or only by what their parts are clipped."""
    for element in parent:
        if element.tag in FILE_PARTS:
            continue
        if clip and "clip-path" not in element.attrib:
            element.set("clip-path", clip)
        if element.tag == "g" and element.attrib.keys() <= {"clip-path"}:
            yield from _flat(element, element.get("clip-path", ""))
        else:
            yield element


def _clipped(elements: Iterable[ET.Element], wardrobe: Wardrobe) -> list[ET.Element]:
    """The elements, neighbours that are clipped by the same in one group."""
    found: list[ET.Element] = []
    for clip, run in groupby(elements, key=lambda element: element.attrib.pop("clip-path", "")):
        held = _alike(run, wardrobe)
        # A `use` moves its clip along with itself: only a group can clip it.
        if clip and (len(held) > 1 or held[0].tag in ("use", "g")):
            held = [_group("clip-path", clip, held)]
        elif clip:
            held[0].set("clip-path", clip)
        found += held
    return found


def _alike(elements: Iterable[ET.Element], wardrobe: Wardrobe) -> list[ET.Element]:
    """The elements, neighbours of one style in one path or one group."""
    found: list[ET.Element] = []
    for dress, run in groupby(elements, key=lambda element: element.attrib.pop("class", "")):
        held = merged(run, wardrobe.style(dress))
        if dress and len(held) > 1 and wardrobe.passes_on(dress):
            held = [_group("class", dress, held)]
        elif dress:
            for element in held:
                element.set("class", dress)
        found += held
    return found


def _group(name: str, value: str, elements: Iterable[ET.Element]) -> ET.Element:
    group = ET.Element("g", {name: value})
    group.extend(elements)
    return group


def _written(element: ET.Element) -> str:
    attributes = "".join(f' {name}="{escape(text)}"' for name, text in element.items())
    text = escape((element.text or "").strip(), quote=False)
    inside = text + "".join(map(_written, element))
    end = f">{inside}</{element.tag}>" if inside else "/>"
    return f"<{element.tag}{attributes}{end}"
