"""What the owner of wages or salaries says of them, where their file does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rolereport.choices import (
    area_codes,
    area_kinds,
    near_roles,
    nearest,
    occupation_names,
    own_lines,
    role_names,
)
from rolereport.parameters import ParameterError

SMALLEST_GROUP = 10
LEAST_SMALLEST = 5  # below it a percentile would be the pay of one person
MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Terms:
    """What salaries mean, and what of wages is meant.

    Parameters
    ----------
    titles
        Job titles to the role that they name.
    smallest
        Groups of fewer people are not shown.
    area
        The code of the area of every row that names none; "" where not said.
    month
        The month of the pay, such as 2026-03; "" where not said.
    accepted
        Of `doubts.ACCEPTED`, in what published wages may be unlike those held.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    smallest: int = SMALLEST_GROUP
    area: str = ""
    month: str = ""
    accepted: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        titles: Iterable[str] = (),
        smallest: int = SMALLEST_GROUP,
        area: str = "",
        month: str = "",
        accepted: Iterable[str] = (),
    ) -> Terms:
        """The terms as words of the command line give them: `titles` as TITLE=ROLE.

        Raises
        ------
        ParameterError
            If one of them cannot be.
        """
        if month and not MONTH.fullmatch(month):
            raise ParameterError(f"--month: {month!r} is no month; write it as 2026-03")
        if month > dt.date.today().isoformat()[:7]:
            raise ParameterError(f"--month: {month} is still to come")
        return cls(dict(map(_meant, titles)), smallest, _area(area), month, frozenset(accepted))


def area_code(written: str) -> str | None:
    """The code of an area by its code or title; "" for the nation, None for no area."""
    code = area_codes().get(written.casefold(), written.upper())
    if code not in area_kinds():
        return "" if code in ("", "USA", "U.S.", "UNITED STATES") else None
    return "" if code == "US" else code


def _area(written: str) -> str:
    code = area_code(written.strip())
    if code is None:
        raise ParameterError(
            f"--area: {written!r} is no area; write a state's name or postal code, or a metro's "
            f"code or title; nearest: {', '.join(nearest(written, [*area_codes()]))}"
        )
    return code


def _meant(words: str) -> tuple[str, str]:
    title, equals, role = (word.strip() for word in words.rpartition("="))
    name = role.casefold()
    known = role_names().get(name) or occupation_names().get(name)
    if not (title and equals):
        raise ParameterError(f"--title: {words!r} is not of the form TITLE=ROLE")
    if known is None:
        near = ", ".join(near_roles(role))
        raise ParameterError(
            f"--title: {role!r} is no role or occupation that the report knows; nearest: {near}"
        )
    return title, own_lines().get(known, known)
