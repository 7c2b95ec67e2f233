"""What a PDF says to who cannot see it: its structure, and its text in that order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Pdf

SHOWN = {"Tj", "TJ"}
_CODES = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_WORD = re.compile(rb"<([0-9a-fA-F\s]*)>")


@dataclass
class Element:
    """An element of the structure, its children in reading order; a number is marked content."""

    kind: str
    entry: Dictionary
    children: list[Element | tuple[int, int]] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """The element and all below it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all()

    def below(self, *kinds: str) -> list[Element]:
        """All elements of these kinds."""
        return [element for element in self.all() if element.kind in kinds]


class Read:
    """A PDF opened to be checked."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = {page.obj.objgen[0]: number for number, page in enumerate(pdf.pages)}

    @cached_property
    def document(self) -> Element:
        """The root of the structure."""
        root = self.pdf.Root.StructTreeRoot.K
        return self._element(root[0] if isinstance(root, Array) else root, None)

    def text(self, element: Element) -> str:
        """The text of an element, in reading order."""
        return "".join(
            self.text(child) if isinstance(child, Element) else self._marked[child]
            for child in element.children
        )

    @cached_property
    def unmarked(self) -> list[int]:
        """The pages on which something is shown that is neither content nor an artefact."""
        return [number for number, page in enumerate(self.pdf.pages) if _has_unmarked(page)]

    def fonts(self) -> list[Dictionary]:
        """Every font of every page and drawing."""
        kinds = (each for each in self.pdf.objects if isinstance(each, Dictionary))
        return [each for each in kinds if each.get("/Type") == "/Font"]

    def _element(self, entry: Dictionary, page: int | None) -> Element:
        page = self.pages[entry.Pg.objgen[0]] if "/Pg" in entry else page
        made = Element(str(entry.S)[1:], entry)
        kids = entry.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                made.children.append(self._element(kid, page))
            elif not isinstance(kid, Dictionary):
                made.children.append((page or 0, int(kid)))
            elif kid.get("/Type") == "/MCR":
                where = self.pages[kid.Pg.objgen[0]] if "/Pg" in kid else page
                made.children.append((where or 0, int(kid.MCID)))
        return made

    @cached_property
    def _marked(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = defaultdict(str)
        for number, page in enumerate(self.pdf.pages):
            for mark, text in _marked(page):
                found[number, mark] += text
        return found


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    stack: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                told = operands[1] if len(operands) > 1 else None
                stack.append(int(told.MCID) if told is not None and "/MCID" in told else None)
            case "EMC":
                stack.pop()
            case "Tf":
                font = _codes(page.resources.Font[operands[0]])
            case "Tj" | "TJ":
                mark = next((mark for mark in reversed(stack) if mark is not None), None)
                if mark is not None:
                    yield mark, _decoded(operands[0], font)


def _decoded(shown: object, font: dict[int, str]) -> str:
    parts = shown if isinstance(shown, Array) else [shown]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = (raw[place : place + 2] for place in range(0, len(raw), 2))
    return "".join(font[int.from_bytes(pair, "big")] for pair in pairs)


def _codes(font: Dictionary) -> dict[int, str]:
    codes: dict[int, str] = {}
    for kind, body in _CODES.findall(font.ToUnicode.read_bytes()):
        words = [bytes.fromhex(word.decode()) for word in _WORD.findall(body)]
        step = 2 if kind == b"bfchar" else 3
        for place in range(0, len(words), step):
            first, last, text = words[place], words[place + step - 2], words[place + step - 1]
            base = text.decode("utf-16-be")
            for offset in range(int.from_bytes(last, "big") - int.from_bytes(first, "big") + 1):
                code = int.from_bytes(first, "big") + offset
                codes[code] = base[:-1] + chr(ord(base[-1]) + offset)
    return codes


def _has_unmarked(page: pikepdf.Page) -> bool:
    depth = 0
    for _, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        if depth == 0 and name in {"Tj", "TJ", "f", "S", "B", "f*", "Do", "sh", "s", "b"}:
            return True
    return False
