"""Words that mean many areas at once: `states`, `metros of TX`."""

from __future__ import annotations

import re

from rolereport.choices import area_kinds, area_states
from rolereport.parameters import known_area

KINDS = {"nation": "nation", "states": "state", "metros": "metro", "nonmetros": "nonmetro"}
WORDS = re.compile(rf"({'|'.join(KINDS)})(?: of (.+))?", re.IGNORECASE)


def areas_meant(written: str) -> list[str]:
    """The codes of the areas that are meant, in the order of `data/areas.csv`.

    Parameters
    ----------
    written
        An area's code or title, or `nation`, `states`, `metros` or `nonmetros`; the last two may
        be those of a state, such as `metros of TX`.

    Raises
    ------
    ValueError
        If there is no such area; names the nearest.
    """
    words = WORDS.fullmatch(written.strip())
    if words is None:
        return [known_area(written)]
    found = [area for area, kind in area_kinds().items() if kind == KINDS[words[1].lower()]]
    if not words[2]:
        return found
    state = known_area(words[2])
    inside = [area for area in found if state in area_states()[area]]
    if not inside:
        raise ValueError(f"{state} has no {words[1]} of its own; write one of its areas or a state")
    return inside
