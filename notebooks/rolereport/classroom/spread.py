"""Which state and pair of jobs each student gets: spread, so that neighbours differ.

One job of a pair is one that the article mixes up, the other any job with pay of its own. A state
and pair is given out only if all that lessons ask of it is published. The order in which a student
would take states and pairs follows from the student's code; the roster's order says who sits next
to whom. Nothing is drawn at random, so a roster spreads alike at any time.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import MappingProxyType

import pandas as pd

from rolereport.classroom import pack

MIXED_UP = ("medical-assistant", "laboratory-combined", "nursing-assistant")
SIDE_BY_SIDE = 5  # students to either side that are a student's neighbours
LABORATORY_EARLIER = ("laboratory-technologist", "laboratory-technician")

Pair = tuple[str, str]
Wish = Mapping[str, str]


@dataclass(frozen=True)
class Share:
    """What a student's copies are about: a postal code and the slugs of two roles."""

    area: str
    role: str
    other: str

    @property
    def pair(self) -> Pair:
        """The two roles."""
        return self.role, self.other


def spread(
    codes: Sequence[str],
    settled: Mapping[str, Share] = MappingProxyType({}),
    wishes: Mapping[str, Wish] = MappingProxyType({}),
) -> dict[str, Share]:
    """A share for each of `codes`, which are in the order of the roster.

    Parameters
    ----------
    codes
        The students' codes.
    settled
        Shares that are given already, by code; those of others than `codes` do not count.
    wishes
        What the roster asks for, by code: some or all of area, role and other.

    Raises
    ------
    ValueError
        If there is no such share as a wish asks for; it tells of what is missing.
    """
    given = {code: settled[code] for code in codes if code in settled}
    for code in sorted(codes, key=lambda code: code not in wishes):
        if code not in given:
            given[code] = _next(code, wished(wishes.get(code, {})), given, _beside(code, codes))
    return {code: given[code] for code in codes}


def wished(wish: Wish) -> Collection[Share]:
    """Every share that is as asked for; all of them for an empty wish.

    Raises
    ------
    ValueError
        If there is none.
    """
    if not wish:
        return shares()
    found = [s for s in shares() if all(getattr(s, name) == wish[name] for name in wish)]
    if not found:
        told = ", ".join(f"{name} {value}" for name, value in wish.items())
        raise ValueError(f"not all that lessons need is published for {told}")
    return found


@cache
def shares() -> frozenset[Share]:
    """Every share of which all that lessons ask for is published."""
    pay, earlier = pack.wages(), pack.wages_earlier()
    medians = pay.set_index(["area", "role"])["p50_annual"]
    complete = _complete(pay, ["employment", *pack.ANNUAL]) & _earlier(_complete(earlier, pack.PAY))
    states = sorted({area for area, _ in complete} - {pack.NATION})
    return frozenset(
        Share(area, *pair)
        for area, pair in product(states, pairs())
        if {(area, role) for role in pair} <= complete
        and medians[area, pair[0]] != medians[area, pair[1]]
    )


def pairs() -> list[Pair]:
    """Every pair of jobs that may be given out, the mixed-up job last."""
    measured = sorted({*pack.own_lines()["role"]} & {*pack.wages()["role"]})
    alone = [role for role in measured if role not in MIXED_UP]
    among = [
        (role, other) for place, other in enumerate(MIXED_UP) for role in MIXED_UP[place + 1 :]
    ]
    return among + [(role, other) for other in MIXED_UP for role in alone]


def _beside(code: str, codes: Sequence[str]) -> Sequence[str]:
    place = codes.index(code)
    return codes[max(0, place - SIDE_BY_SIDE) : place + SIDE_BY_SIDE + 1]


def _next(
    code: str, open_to: Collection[Share], given: Mapping[str, Share], beside: Sequence[str]
) -> Share:
    taken, near = Counter(given.values()), [given[each] for each in beside if each in given]
    area_first = _ranked(code, [s.area for s in given.values()], [s.area for s in near])
    pair_first = _ranked(code, [s.pair for s in given.values()], [s.pair for s in near])
    return min(open_to, key=lambda s: (taken[s], area_first(s.area), pair_first(s.pair)))


def _ranked(code: str, taken: list, near: list) -> Callable[[object], tuple[bool, int, str]]:
    """How early the student would take something: not a neighbour's, seldom given, by chance."""
    often, beside = Counter(taken), {*near}
    return cache(lambda each: (each in beside, often[each], _chance(code, each)))


def _chance(code: str, thing: object) -> str:
    return hashlib.sha256(f"{code} {thing}".encode()).hexdigest()


def _complete(pay: pd.DataFrame, columns: list[str]) -> set[Pair]:
    whole = pay[pay[columns].notna().all(axis=1)]
    return {*zip(whole["area"], whole["role"], strict=True)}


def _earlier(complete: set[Pair]) -> set[Pair]:
    """With laboratory staff where both halves, published apart in that year, are complete."""
    halves = [{area for area, role in complete if role == half} for half in LABORATORY_EARLIER]
    return complete | {(area, "laboratory-combined") for area in set.intersection(*halves)}
