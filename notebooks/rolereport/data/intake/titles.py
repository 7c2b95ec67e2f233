"""Which of the report's roles a job title from a payroll or a survey names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache

from rolereport.choices import occupation_names, own_lines, role_names
from rolereport.data import load

# What payrolls add to a title: grade, seniority, hours, place in the rota.
ADDED = re.compile(
    r"\((?!aama\)|amt\))[^)]*\)|\b(?:senior|sr|junior|jr|lead|entry level|experienced|per diem|prn|"
    r"part time|full time|pt|ft|temp|temporary|casual|float|on call|i{1,3}|iv|v|[1-5])\b\.?",
    re.IGNORECASE,
)


class UnknownTitle(LookupError):
    """A title that names none of the report's roles, or more than one."""

    def __init__(self, problem: str, fix: str) -> None:
        self.problem, self.fix = problem, fix
        super().__init__(problem)


def role_of(title: str, given: Mapping[str, str] | None = None) -> str:
    """The role, or the SOC code, that a title names.

    Parameters
    ----------
    given
        Titles to the role that their owner says they are; taken first.

    Raises
    ------
    UnknownTitle
        If it names none, or several: "med tech" is at least three jobs.
    """
    meant = {plain(key): role for key, role in (given or {}).items()}
    for spelt in _spellings(title):
        if spelt in meant:
            return meant[spelt]
        roles = _named().get(spelt, frozenset())
        if len(roles) == 1:
            return next(iter(roles))
        if roles:
            jobs = ", ".join(sorted(roles))
            raise UnknownTitle(
                f"names {len(roles)} jobs: {jobs}",
                "say which in a column `role`, or by --title with the title and the role",
            )
    names = dict.fromkeys([*_named(), *occupation_names()])
    near = difflib.get_close_matches(plain(title), names, n=3)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    raise UnknownTitle(
        f"is no job title that the report knows{hint}",
        "write the role or its SOC code, or map the title by --title",
    )


def _spellings(title: str) -> list[str]:
    whole, bare = plain(title), plain(ADDED.sub(" ", title))
    return list(dict.fromkeys([whole, bare, _singular(bare)]))


def plain(title: str) -> str:
    """The title in lower case, its words one space apart."""
    return re.sub(r"[\s\-_/,.]+", " ", title.casefold()).strip()


def _singular(title: str) -> str:
    return title[:-1] if title.endswith("s") and not title.endswith("ss") else title


@cache
def _named() -> dict[str, frozenset[str]]:
    """Every title and every set of letters of a credential, plainly spelt, to the roles named."""
    rows = [(title, role) for title, role in role_names().items()]
    rows += [*load.table("role_titles")[["title", "role"]].itertuples(index=False, name=None)]
    rows += [*load.table("acronyms")[["letters", "role"]].itertuples(index=False, name=None)]
    named: dict[str, set[str]] = {}
    for title, role in rows:
        named.setdefault(plain(title), set()).add(role)
    ours = {title: frozenset(roles - {""}) for title, roles in named.items()}
    others = {
        plain(title): frozenset({own_lines().get(code, code)})
        for title, code in occupation_names().items()
    }
    return others | {title: roles for title, roles in ours.items() if roles}
