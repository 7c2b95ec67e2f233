"""What a page's drawings share: styles, each one short class, its colours variables; markers."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from functools import cache

from rolereport.publish.page.tokens import Kind, filled, token

FIRST = string.ascii_uppercase  # no class of the page begins with a capital
LATER = string.ascii_letters + string.digits
# Colours that turn with the page, as variables that report.css holds for a dark screen. What a
# drawing says itself stands beside each (`var(--navy,#0a2f5c)`): it holds wherever they are unset.
TURNING = {
    "#1b1f24": "ink",
    "#59636e": "muted",
    "#d8dee4": "rule",
    "#0a2f5c": "navy",
    "#14599d": "blue",
    "#589ad4": "sky",
    "#a54c76": "plum",
    "#c96100": "orange",
    "#7e5afc": "violet",
    "#48845a": "green",
    "#969654": "gold",
    "#3c1e00": "brown",
    "#2b333c": "slate",
    "#b3261e": "red",
}
GROUND = {"#ffffff": "paper"}  # as a fill only: a white line stays, it parts what it crosses
LETTERS = {
    "#0a2f5c": "blue-letters",
    "#14599d": "blue-letters",
    "#a54c76": "plum-letters",
    "#3c1e00": "brown-letters",
}
_INITIAL = {"text-anchor": "start", "stroke-dashoffset": "0", "font-weight": "400"}
_BLACK = "#000000"  # what matplotlib leaves out, and an SVG draws


@dataclass
class Wardrobe:
    """Every style and marker of the page's drawings, in the order first used; ids likewise."""

    _markers: dict[str, str] = field(default_factory=dict)
    _classes: dict[str, str] = field(default_factory=dict)
    _styles: dict[str, str] = field(default_factory=dict)
    _ids: int = 0

    def dress(self, tag: str, style: str) -> str:
        """The class for an element of this kind and `style`; none if nothing is to be said."""
        rule = _rule(tag, style)
        return self._class_of(rule) if rule else ""

    def style(self, dress: str) -> dict[str, str]:
        """What the class says."""
        return dict(_pair(part) for part in self._styles.get(dress, "").split(";") if part)

    def passes_on(self, dress: str) -> bool:
        """Whether a group may wear the class for all in it: opacity would blend it as one."""
        return "opacity" not in self.style(dress)

    def marker(self, outline: str) -> str:
        """The id of the marker with this outline."""
        if outline not in self._markers:
            self._markers[outline] = self.identifier()
        return self._markers[outline]

    def markers(self) -> str:
        """The definitions of all markers."""
        paths = (f'<path id="{name}" d="{outline}"/>' for outline, name in self._markers.items())
        return f"<defs>{''.join(paths)}</defs>"

    def identifier(self) -> str:
        """An id that no other element of the page has."""
        self._ids += 1
        return self._id_name(self._ids)

    def unpacked(self, packed: Packed) -> dict[Kind, list[str]]:
        """What is in a suitcase, as it is named here; by the counts of its tokens."""
        ids = [self._id_of(outline) for outline in packed.outlines]
        rules = (filled(rule, {"id": ids}) for rule in packed.rules)  # one may name a pattern
        return {"dress": [self._class_of(rule) for rule in rules], "id": ids}

    def css(self) -> str:
        """The style sheet of all classes."""
        return "".join(f".{name}{{{rule}}}\n" for name, rule in self._styles.items())

    def _class_of(self, rule: str) -> str:
        if rule not in self._classes:
            name = self._class_name(len(self._classes))
            self._classes[rule], self._styles[name] = name, rule
        return self._classes[rule]

    def _id_of(self, outline: str | None) -> str:
        return self.identifier() if outline is None else self.marker(outline)

    def _class_name(self, count: int) -> str:
        return _short_name(count)

    def _id_name(self, count: int) -> str:
        return f"_{count}"


@dataclass(frozen=True)
class Packed:
    """What is in a suitcase, without names.

    Parameters
    ----------
    rules
        Its styles, in the order first used.
    outlines
        Its ids, in order: the outline of a marker, None for any other.
    """

    rules: list[str]
    outlines: list[str | None]


class Suitcase(Wardrobe):
    """The wardrobe of a drawing or a chapter on its way to a page: for every name a token."""

    def packed(self) -> Packed:
        """All that is in it."""
        outlines = {name: outline for outline, name in self._markers.items()}
        ids = map(self._id_name, range(1, self._ids + 1))
        return Packed([*self._classes], [outlines.get(name) for name in ids])

    def _class_name(self, count: int) -> str:
        return token("dress", count)

    def _id_name(self, count: int) -> str:
        return token("id", count - 1)


@cache
def _rule(tag: str, style: str) -> str:
    return ";".join(f"{name}:{value}" for name, value in _declarations(tag, style).items())


def _declarations(tag: str, style: str) -> dict[str, str]:
    told = dict(_pair(part) for part in style.split(";") if ":" in part)
    if told.get("font-family", "").startswith("'DejaVu Sans'"):
        del told["font-family"]  # the page's rule for all drawings says it
    if tag == "text":
        told.setdefault("fill", _BLACK)
    kept = {name: value for name, value in told.items() if _INITIAL.get(name) != value}
    return {name: _coloured(tag, name, value) for name, value in sorted(kept.items())}


def _pair(declaration: str) -> tuple[str, str]:
    name, _, value = declaration.partition(":")
    return name.strip(), value.strip()


def _coloured(tag: str, name: str, value: str) -> str:
    if name not in ("fill", "stroke"):
        return value
    turning = TURNING | ({} if name == "stroke" else LETTERS if tag == "text" else GROUND)
    if tag == "text" and name == "fill" and value == _BLACK:
        return f"var(--ink,{_BLACK})"
    return f"var(--{turning[value]},{value})" if value in turning else value


def _short_name(number: int) -> str:
    name, number = FIRST[number % len(FIRST)], number // len(FIRST)
    while number:
        number, digit = divmod(number - 1, len(LATER))
        name += LATER[digit]
    return name
