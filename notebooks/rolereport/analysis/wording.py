"""Which sentences of two texts belong together, and which of their words differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ALIKE = 0.4  # of the words: sentences less alike are not two wordings of one
# Spaces, figures with their sign and unit, words, and any other mark by itself.
TOKEN = re.compile(r"\s+|[-+−]?\$?\d[\d,]*(?:\.\d+)?%?(?<!,)|\w+|[^\w\s]")

Kind = Literal["same", "old", "new"]


@dataclass(frozen=True)
class Wording:
    """One sentence in its old and its new wording; "" on the side that has none.

    Parameters
    ----------
    where
        What both stand in, such as a chapter.
    """

    where: str
    old: str
    new: str

    @property
    def differs(self) -> bool:
        """Whether the sentence reads differently."""
        return self.old != self.new


def wordings(where: str, old: Sequence[str], new: Sequence[str]) -> list[Wording]:
    """Every sentence of one place in both its wordings, in their order.

    The two sentences most alike are one, then those before and those behind them, as long as enough
    of their words agree. What is left has no other wording.
    """
    pair = _most_alike(old, new)
    if pair is None:
        return [Wording(where, each, "") for each in old] + [
            Wording(where, "", each) for each in new
        ]
    first, second = pair
    return [
        *wordings(where, old[:first], new[:second]),
        Wording(where, old[first], new[second]),
        *wordings(where, old[first + 1 :], new[second + 1 :]),
    ]


def word_changes(old: str, new: str) -> list[tuple[Kind, str]]:
    """The text in runs of words that both wordings have, or only the old, or only the new one.

    The runs that are not `new` make the old wording, those that are not `old` the new one. Spaces
    between two changed words belong to them, so that a run is not cut into single words.
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    runs: list[tuple[Kind, str]] = []
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        if what == "equal":
            runs.append(("same", gone))
        else:
            runs += [run for run in (("old", gone), ("new", come)) if run[1]]
    return _joined(runs)


def _most_alike(old: Sequence[str], new: Sequence[str]) -> tuple[int, int] | None:
    """Places of the two sentences most alike; None if no two are."""
    alike = [
        (SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio(), -i, -j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
    ]
    best = max(alike, default=(0.0, 0, 0))
    return (-best[1], -best[2]) if best[0] >= ALIKE else None


def _joined(runs: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """The runs with changed ones put together where only a space lies between them."""
    joined: list[tuple[Kind, str]] = []
    waiting = {"old": "", "new": ""}
    for place, (kind, text) in enumerate(runs):
        if kind != "same":
            waiting[kind] += text
        elif text.isspace() and any(waiting.values()) and place < len(runs) - 1:
            waiting = {side: told + text for side, told in waiting.items()}
        else:
            joined += _changed(waiting)
            joined.append((kind, text))
            waiting = {"old": "", "new": ""}
    return [*joined, *_changed(waiting)]


def _changed(waiting: dict[str, str]) -> list[tuple[Kind, str]]:
    return [(side, text) for side, text in waiting.items() if text]  # type: ignore[misc]
