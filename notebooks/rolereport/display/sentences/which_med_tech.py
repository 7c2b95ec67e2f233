"""The sentences of chapter 01: which jobs a name stands for, and what those jobs do.

`used` is what `names.uses` returns; `named` is the table of roles by slug; `counts` and `pairs`
are what `duties.by_kind` and `duties.shared_work` return.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.duties import of_pair
from rolereport.analysis.names import JOBS
from rolereport.analysis.rows import rows_of
from rolereport.display import words
from rolereport.display.labels import read_day
from rolereport.display.sentences.likeness import nearest_by

MED_TECH, ASSISTANT = "Med Tech", "medical-assistant"
RELATION = {
    "own": "this job",
    "combined": "technologists and technicians together",
    "contains": "a larger occupation with this job inside it",
}


def findings(
    used: pd.DataFrame,
    titles: pd.DataFrame,
    pairs: pd.DataFrame,
    near: pd.DataFrame,
    lines: pd.DataFrame,
    named: pd.DataFrame,
) -> list[str]:
    """The chapter's answer: the jobs, the letters, the wage lines, the work and the skills."""
    return [
        f"{jobs_called(used, named)} {nearest(titles)}",
        letters(used, named),
        measured(lines, named),
        f"{likeness(pairs, named)} {skills(near, named)}",
    ]


def jobs_called(used: pd.DataFrame, named: pd.DataFrame) -> str:
    """The jobs that are called med tech, counted and named, and the one that is not."""
    called = _jobs(used, MED_TECH)
    nouns = words.join_words([f"the {named['noun'][role]}" for role in called])
    count = words.number(len(called))
    others = [f"the {named['noun'][role]}" for role in JOBS if role not in called]
    return (
        f"“{MED_TECH.capitalize()}” is used for {count} jobs: {nouns}. "
        f"No list, law or certifier that we read gives it to {words.join_words(others, 'or')}."
    )


def nearest(titles: pd.DataFrame) -> str:
    """How near the official titles of the medical assistant come to the name."""
    near = titles[(titles["role"] == ASSISTANT) & (titles["says_med_tech"] == "yes")]
    if near.empty:
        return "No title that is listed for the medical assistant has those words."
    listed = words.join_words(words.quoted(sorted(near["title"].unique())))
    verb = "is" if near["title"].nunique() == 1 else "are"
    return f"The closest on a list of medical assistants' titles {verb} {listed}."


def letters(used: pd.DataFrame, named: pd.DataFrame) -> str:
    """The acronyms of two jobs, and how many of them set an assistant beside an aide."""
    shared = used[used["letters"] & used["shared"]]
    between = shared.groupby("name")["role"].agg(frozenset)
    mixed = int((between == frozenset({"medication-aide", ASSISTANT})).sum())
    listed, whole = words.join_words(list(between.index)), words.number(len(between))
    share = words.counted(mixed, f"of the {whole} is shared", f"of the {whole} are shared")
    return (
        f"Letters after a name do not settle it: {listed} each stand for more than one job. "
        f"{words.start(share) if mixed else f'None of the {whole} is shared'} by "
        f"{named['plural'][ASSISTANT]} and {named['plural']['medication-aide']}."
    )


def full_titles(used: pd.DataFrame) -> str:
    """The titles, written out, that more than one job shares."""
    shared = used[used["shared"] & ~used["letters"]]
    listed = words.join_words(words.quoted(sorted(shared["name"].unique())))
    return f"Titles written out collide as well: {listed} each stand for more than one job."


def measured(lines: pd.DataFrame, named: pd.DataFrame) -> str:
    """What the wage survey of the edition's year can tell apart.

    `lines` has one row for each of the four jobs: `role`, `relation`, `year`.
    """
    jobs = lines[lines["role"].isin(JOBS)]
    held = {relation: _plurals(jobs, relation, named) for relation in RELATION}
    parts = []
    if held["combined"]:
        parts.append(f"puts {held['combined']} into one line")
    if held["contains"]:
        parts.append(f"counts {held['contains']} among nursing assistants")
    said = words.join_words(parts)
    year = jobs["year"].max()
    return f"The wage survey of May {year} {said}; only {held['own']} have a line of their own."


def likeness(pairs: pd.DataFrame, named: pd.DataFrame) -> str:
    """Which of the jobs does work most like the medical assistant's, and which least."""
    shares = {role: of_pair(pairs, role, ASSISTANT)["overlap"] for role in JOBS[:-1]}
    most, least = max(shares, key=lambda role: shares[role]), min(shares, key=lambda r: shares[r])
    return (
        f"By kind of work the {named['noun'][ASSISTANT]} is nearest to the {named['noun'][most]} "
        f"({words.percent(shares[most])} of their listed duties fall alike) and furthest from the "
        f"{named['noun'][least]} ({words.percent(shares[least])})."
    )


def skills(near: pd.DataFrame, named: pd.DataFrame) -> str:
    """How near the assistant and the technician are to the technologist by O*NET's ratings.

    `near` is what `nearness.pairs` returns.
    """
    beside = near[(near["first"] == JOBS[0]) & near["second"].isin([JOBS[1], ASSISTANT])]
    places = beside.set_index("second")["place"]
    return (
        f"Of the {beside['others'].iloc[0]} other occupations that O*NET rates by skills and "
        f"knowledge, the {named['noun'][JOBS[1]]} is the {nearest_by(places[JOBS[1]])} to the "
        f"{named['noun'][JOBS[0]]}, the {named['noun'][ASSISTANT]} the "
        f"{nearest_by(places[ASSISTANT])}."
    )


def pasted_title(told: pd.DataFrame) -> str:
    """The finding of the grid of statements: how many duties no laboratory job has.

    `told` is what `duties.statements` returns.
    """
    pasted, sections = told[told["pasted"]], told.loc[told["pasted"], "section"].unique()
    where = f", all under “{sections[0]}”" if len(sections) == 1 else ""
    count = words.start(words.number(len(pasted)))
    return (
        f"{count} of the {len(told)} duties that the article gives a med tech are on no laboratory "
        f"job's list{where}"
    )


def pasted_subtitle() -> str:
    """How to read the grid of statements."""
    return (
        "What the article says a med tech does, by its own headings, and the jobs that have the "
        "duty on their list. Red: no laboratory job has it"
    )


def pasted_alt(told: pd.DataFrame, named: pd.DataFrame) -> str:
    """The grid of statements in words."""
    parts = []
    for row in told.to_dict("records"):
        jobs = words.join_words([named["plural"][job] for job in JOBS if row[job]])
        parts.append(f"{row['claim']} {row['part']}: {jobs}")
    return f"{pasted_title(told)}. Whose each duty is: {'; '.join(parts)}."


def map_title(used: pd.DataFrame) -> str:
    """The finding of the names-to-jobs map."""
    jobs = len(_jobs(used, MED_TECH))
    shared = used.loc[used["shared"], "name"].nunique()
    return (
        f"“{MED_TECH}” names {words.number(jobs)} jobs, and it is one of {words.number(shared)} "
        "names that more than one job shares"
    )


def map_subtitle() -> str:
    """How to read the names-to-jobs map."""
    return (
        "Names in bold lead to more than one job; in grey, letters that lead to one. "
        "Dashed: everyday speech only"
    )


def map_alt(used: pd.DataFrame, named: pd.DataFrame) -> str:
    """The names-to-jobs map in words."""
    shared: dict[str, list[str]] = {}
    for use in rows_of(used[used["shared"]]):
        shared.setdefault(use.name, []).append(use.role)
    plural = named["plural"].to_dict()
    parts = [
        f"{name} for {words.join_words([plural[role] for role in _ordered(shared[name])])}"
        for name in sorted(shared)
    ]
    return f"{map_title(used)}. Shared are {'; '.join(parts)}."


def matrix_title(counts: pd.DataFrame, named: pd.DataFrame) -> str:
    """The finding of the duty matrix: the kind of work that heads each side's list."""
    bench, clinic = counts[list(JOBS[:2])].sum(axis=1).idxmax(), counts[ASSISTANT].idxmax()
    return (
        f"{words.start(str(bench))} heads the work of the two laboratory jobs, {clinic} that of "
        f"{named['plural'][ASSISTANT]}"
    )


def matrix_subtitle() -> str:
    """What the duty matrix plots."""
    return "Number of listed duties by kind of work and job; area of the dot in proportion"


def matrix_alt(counts: pd.DataFrame, named: pd.DataFrame) -> str:
    """The duty matrix in words: each job's kinds of work, most frequent first."""
    return f"Listed duties by kind of work. {' '.join(_profile(counts[r], named) for r in counts)}"


def alike(pairs: pd.DataFrame, named: pd.DataFrame) -> str:
    """How much the two laboratory jobs share, against the medical assistant and each of them."""
    within = of_pair(pairs, JOBS[0], JOBS[1])
    first, second = (of_pair(pairs, role, ASSISTANT)["overlap"] for role in JOBS[:2])
    return (
        f"{words.start(named['plural'][JOBS[0]])} and {named['plural'][JOBS[1]]} have "
        f"{words.number(within['shared'])} of {words.number(within['either'])} kinds of work in "
        f"common, and {words.percent(within['overlap'])} of their duties fall alike. "
        f"{words.start(named['plural'][JOBS[0]])} share {words.percent(first)} with "
        f"{named['plural'][ASSISTANT]}, {named['plural'][JOBS[1]]} {words.percent(second)}."
    )


def compared(roles: list[str], named: pd.DataFrame) -> str:
    """Which other occupations stand beside the four jobs in this edition."""
    beside = [named["plural"][role] for role in roles if role not in JOBS]
    if not beside:
        return "The names, jobs and duties are the same for every place and year."
    return (
        "The names, jobs and duties are the same for every place and year. This edition sets "
        f"{words.join_words(beside)} beside the four jobs."
    )


def source(sources: pd.DataFrame, ids: list[str]) -> str:
    """The titles of the sources named by `ids`, each with its date."""
    found = {row.source_id: row for row in rows_of(sources)}
    parts = [f"{found[each].publisher}, {found[each].title} ({found[each].date})" for each in ids]
    return f"{'; '.join(parts)}."


def roles_source(sources: pd.DataFrame) -> str:
    """What the table of jobs rests on; its many sources are listed in chapter 09."""
    day = read_day(sources)
    return f"federal occupation data, state rules and certifiers, listed in chapter 09; read {day}."


def _jobs(used: pd.DataFrame, name: str) -> list[str]:
    return _ordered(used.loc[used["name"] == name, "role"].tolist())


def _ordered(roles: list[str]) -> list[str]:
    return [job for job in JOBS if job in roles]


def _plurals(lines: pd.DataFrame, relation: str, named: pd.DataFrame) -> str:
    roles = _ordered(lines.loc[lines["relation"] == relation, "role"].tolist())
    return words.join_words([named["plural"][role] for role in roles])


def _profile(counts: pd.Series, named: pd.DataFrame) -> str:
    done = counts[counts > 0].sort_values(ascending=False, kind="stable")
    listed = words.join_words([f"{kind} {number}" for kind, number in done.items()])
    return f"{words.start(named['plural'][counts.name])}: {listed}."
