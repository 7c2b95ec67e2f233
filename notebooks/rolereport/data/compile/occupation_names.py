"""What an occupation is called inside a sentence, made from its title in the classification."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

import inflect

LONGEST_SHORT_TITLE = 44
# Parts after a comma that narrow a title instead of adding another job to it.
NARROWING = ("all other", "except ", "including ")
# An earlier word of a list is a job of its own if it ends like one: "janitors and cleaners", but
# not "sales and related workers".
JOB_ENDINGS = (
    "ers|ors|ists|ians|ants|ents|ysts|erts|egals|tives|retaries|rks|ides|aids|nics|hosts|chefs|"
    "masons|smiths|ards|ates|ains|ees|eons|ites|dges|oks|lots"
)
EARLIER_JOB = re.compile(rf"\b\w+(?:{JOB_ENDINGS})(?=,| and )")
NEVER_A_JOB = {"gas"}  # a word that only looks like a plural
PROPER = {"English"}
IRREGULAR = {
    "clergy": "member of the clergy",
    "transit and railroad police": "transit or railroad police officer",
}
_ENGLISH = inflect.engine()


@dataclass(frozen=True)
class OccupationName:
    """How one occupation is written.

    Parameters
    ----------
    title
        As in the classification, in sentence case.
    short_title
        For charts and tables: the singular, cut at a word when long.
    noun, plural
        For use inside a sentence: "electrician", "electricians".
    """

    title: str
    short_title: str
    noun: str
    plural: str


def name_occupation(title: str) -> OccupationName:
    """The ways of writing the occupation titled `title`, in sentence case."""
    head, tail = _split(_inside(title).replace("helpers--", "helpers of "))
    first, *others = _listed(head)
    beside = f"with {_ENGLISH.join(others, final_sep='')}" if others else ""
    narrowed = "; ".join(filter(None, [beside, tail]))
    added = f" ({narrowed})" if narrowed else ""
    noun = _singular(first) + added
    return OccupationName(title, _short(noun), noun, _plural(first) + added)


def sentence_case(title: str) -> str:
    """A title of the wage files, whose words are all capitalised, with its first one so only."""
    words = title.split(" ")
    return " ".join([words[0], *(_lowered(word) for word in words[1:])])


def _lowered(word: str) -> str:
    return word if word in PROPER or re.search(r"[A-Z]{2}|-[A-Z]\b", word) else word.lower()


def _inside(title: str) -> str:
    first, _, rest = title.partition(" ")
    return f"{_lowered(first)} {rest}".strip()


def _split(title: str) -> tuple[str, str]:
    """The jobs that a title names, and what narrows them: "cooks" and "fast food"."""
    parts = title.split(", ")
    last = max((place for place, part in enumerate(parts) if _names_a_job(part)), default=0)
    return ", ".join(parts[: last + 1]), ", ".join(parts[last + 1 :])


def _listed(head: str) -> list[str]:
    """A head of three jobs or more, job by job: named in a row they would blur any sentence."""
    if re.search(r"\b(?:of|including|except)\b", head):
        return [head]
    parts = [part.removeprefix("and ") for part in head.split(", ")]
    jobs = len(parts) > 2 and all(EARLIER_JOB.match(f"{part.split(' ')[-1]},") for part in parts)
    return parts if jobs else [head]


def _names_a_job(part: str) -> bool:
    word = _last_word(part)
    return (
        not part.startswith(NARROWING)
        and word not in NEVER_A_JOB
        and bool(_ENGLISH.singular_noun(word))
    )


def _last_word(part: str) -> str:
    return re.split(r" (?:of|in|for|to) ", part)[0].rsplit(" ", 1)[-1]


def _singular(head: str) -> str:
    if head in IRREGULAR:
        return IRREGULAR[head]
    if head.endswith(" occupations"):
        return f"worker in {head}"
    subject, of, rest = head.partition(" of ")
    several = EARLIER_JOB.sub(lambda job: str(_ENGLISH.singular_noun(job[0]) or job[0]), subject)
    if several != subject:
        several = " or ".join(several.rsplit(" and ", 1))
    *before, last = several.split(" ")
    return " ".join([*before, str(_ENGLISH.singular_noun(last) or last)]) + of + rest


def _plural(head: str) -> str:
    return f"workers in {head}" if head.endswith(" occupations") else head


def _short(noun: str) -> str:
    title = noun[0].upper() + noun[1:]
    if len(title) <= LONGEST_SHORT_TITLE:
        return title
    bare = title.partition(" (")[0]
    return f"{textwrap.shorten(bare, LONGEST_SHORT_TITLE, placeholder='')} …"
