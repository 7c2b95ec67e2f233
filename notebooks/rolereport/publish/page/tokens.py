"""Places in a chapter's part that are filled when the page is put together.

Which number a figure has, which class a style and which id a marker, only the page knows, which
has all chapters. A part holds a token there: its kind and a count of its own, between two
characters that no text has (they are for private use).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

Kind = Literal["figure", "table", "dress", "id"]
LETTERS: dict[str, Kind] = {"F": "figure", "T": "table", "D": "dress", "I": "id"}
_LETTER_OF = {kind: letter for letter, kind in LETTERS.items()}
_TOKEN = re.compile("\ue000([FTDI])(\\d+)\ue001")


def token(kind: Kind, place: int) -> str:
    """What stands for the part's `place`-th (from 0) of this kind."""
    return f"\ue000{_LETTER_OF[kind]}{place}\ue001"


def filled(text: str, values: Mapping[Kind, Sequence[str]]) -> str:
    """The text with the page's own in the place of each token."""
    by_letter = {_LETTER_OF[kind]: own for kind, own in values.items()}
    return _TOKEN.sub(lambda found: by_letter[found[1]][int(found[2])], text)
