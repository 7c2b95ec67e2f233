"""Which of the report's roles a job title from a payroll or a survey names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from rolereport.choices import occupation_names, own_lines, role_names
from rolereport.data import load
from rolereport.reads import remember

# What payrolls add to a title: grade, seniority, hours, place in the rota.
ADDED = re.compile(
    r"\([^)]*\)|\b(?:senior|sr|junior|jr|lead|entry level|experienced|per diem|prn|"
    r"part time|full time|pt|ft|temp|temporary|casual|float|on call|i{1,3}|iv|v|[1-5])\b\.?",
    re.IGNORECASE,
)
SHORT = {
    "asst": "assistant", "assist": "assistant", "cert": "certified", "lab": "laboratory",
    "med": "medical", "reg": "registered", "tech": "technician", "rn": "registered nurse",
    "lpn": "licensed practical nurse", "lvn": "licensed practical nurse",
    "cna": "nursing assistant",
}  # fmt: skip
# Before these words a job is named, behind them a ward or a shift; but not where another job is.
APART = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|[,:;|]|(?<=[a-z])-(?=[A-Z])")
ANOTHER_JOB = re.compile(
    r"\b(?:supervisor|manager|director|coordinator|instructor|teacher|trainee|student|intern|"
    r"extern|educator|trainer|chief|head)\b",
    re.IGNORECASE,
)
LIKELY = 0.9  # of a spelling, from which a title is a known one misspelt


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
    roles = jobs_of(title, given)
    if len(roles) == 1:
        return next(iter(roles))
    if roles:
        raise UnknownTitle(
            f"names {len(roles)} jobs: {', '.join(sorted(roles))}",
            "say which in a column `role`, or by --title with the title and the role",
        )
    near = difflib.get_close_matches(plain(title), _named(), n=3)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    raise UnknownTitle(
        f"is no job title that the report knows{hint}",
        "write the role or its SOC code, or map the title by --title",
    )


def jobs_of(title: str, given: Mapping[str, str] | None = None) -> frozenset[str]:
    """The roles that a title may name; none if it is not known."""
    meant = {plain(key): role for key, role in (given or {}).items()}
    for spelt in _spellings(title):
        if spelt in meant:
            return frozenset({meant[spelt]})
        if spelt in _named():
            return _named()[spelt]
    return frozenset()


def misspelt(title: str) -> bool:
    """Whether a title that is not known is very like one that is."""
    return bool(difflib.get_close_matches(plain(title), _named(), n=1, cutoff=LIKELY))


def plain(title: str) -> str:
    """The title in lower case, its words one space apart, initials without their points."""
    title = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", title.casefold())
    return re.sub(r"[\s\-_/,.()]+", " ", title).strip()


def _spellings(title: str) -> list[str]:
    """How a title may be listed: as written, without what is added, spelt out, up to a dash."""
    written = [title, ADDED.sub(" ", title)]
    head, *tail = APART.split(title, maxsplit=1)
    if tail and not ANOTHER_JOB.search(tail[0]):
        written += [head, ADDED.sub(" ", head)]
    spelt = [plain(each) for each in written]
    spelt += [_singular(each) for each in spelt]
    spelt += [_in_full(each) for each in spelt]
    return [each for each in dict.fromkeys(spelt) if each]


def _in_full(title: str) -> str:
    return " ".join(SHORT.get(word, word) for word in title.split())


def _singular(title: str) -> str:
    return title[:-1] if title.endswith("s") and not title.endswith("ss") else title


@remember
def _named() -> dict[str, frozenset[str]]:
    """Every title and every set of letters of a credential, plainly spelt, to the roles named."""
    acronyms = load.table("acronyms")
    rows = [(title, role) for title, role in role_names().items()]
    rows += [*load.table("role_titles")[["title", "role"]].itertuples(index=False, name=None)]
    rows += [*acronyms[["letters", "role"]].itertuples(index=False, name=None)]
    for letters, role, issuers in zip(
        acronyms["letters"], acronyms["role"], acronyms["issuer"], strict=True
    ):
        rows += [(f"{letters} {issuer}", role) for issuer in _initials(issuers)]
    named: dict[str, set[str]] = {}
    for title, role in rows:
        named.setdefault(plain(title), set()).add(role)
    ours = {title: frozenset(roles - {""}) for title, roles in named.items()}
    others = {
        plain(title): frozenset({own_lines().get(code, code)})
        for title, code in occupation_names().items()
    }
    return others | {title: roles for title, roles in ours.items() if roles}


def _initials(issuers: str) -> Iterator[str]:
    """How the bodies that issue a credential are written behind its letters: CMA (AAMA)."""
    for issuer in filter(None, issuers.split("; ")):
        first = issuer.split()[0]
        capitals = "".join(word[0] for word in issuer.split() if word[0].isupper())
        yield first if first.isupper() and len(first) > 1 else capitals
