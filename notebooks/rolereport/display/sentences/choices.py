"""The sentences of chapter 00 on choosing: by time, money, patients and moving, and what changed.

Frames are those of `rolereport.display.sentences.answer`.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.answer import trains_on
from rolereport.analysis.rows import Row, Rows, rows_of
from rolereport.display import words
from rolereport.display.sentences.answer import (
    ASSISTANT,
    NURSING,
    about_the_question,
    by_median,
    inside_another,
    wage_lines,
)
from rolereport.display.sentences.sources import AREAS

AIDE = "medication-aide"
PUERTO_RICO = "PR"
CONTACT = ("Constant", "Some", "Limited", "Little")  # from most to least


def licence(role: str, licensed: pd.DataFrame, rules: pd.DataFrame, states: list[str]) -> str:
    """What one role needs by law, over the nation (`states` empty) or in `states`; "" if not held.

    `licensed` has role and area, a row for each licence in force; `rules` the medication-aide
    rules held.
    """
    rows = rules["state"] if role == AIDE else licensed.loc[licensed["role"] == role, "area"]
    if rows.empty:
        return ""
    if not states:
        return _aide_rules(rows) if role == AIDE else f"in {_count_states(rows)}"
    here = [state for state in states if state in set(rows)]
    if not here:
        return "none in our sources"
    needed = "by state rules" if role == AIDE else "needed"
    return needed if len(states) == 1 else f"{needed} in {words.join_words(here)}"


def advice(
    months: pd.DataFrame,
    pay: pd.DataFrame,
    national: pd.DataFrame,
    split: pd.DataFrame,
    roles: pd.DataFrame,
    law: tuple[pd.DataFrame, pd.DataFrame],
) -> list[str]:
    """Which job to choose by time, money, patients and moving, a paragraph each.

    Parameters
    ----------
    national
        As `pay`, of the nation.
    law
        Licences in force and the medication-aide rules held.
    """
    jobs = months["role"].tolist()
    held = roles.set_index("role").loc[jobs, "patient_contact"].ne("").any()
    rest = [by_contact(roles, jobs), by_mobility(*law, national)]
    told = rest if held or about_the_question(national) else [not_held(national)]
    return [text for text in [by_time(months), by_money(pay, split), *told] if text]


def not_held(national: pd.DataFrame) -> str:
    """What cannot be told of occupations outside the question, and how many jobs there are."""
    unheld = "contact with patients and licences are not held for these occupations."
    return f"**If patients or moving decide:** {unheld} {_jobs(national)}".strip()


def by_time(months: pd.DataFrame) -> str:
    """Which job to choose by time."""
    known = months.dropna(subset=["typical_months"]).sort_values("typical_months", kind="stable")
    if known.empty:
        return ""
    first = known["typical_months"] == known["typical_months"].min()
    soonest = words.join_words(known.loc[first, "plural"].tolist())
    rest = [
        f"{row.plural} after {words.months(row.typical_months)}" for row in rows_of(known[~first])
    ]
    return " ".join(
        [
            f"**If time decides:** {soonest}, by the usual way in paid "
            f"{_after(known['typical_months'].min())}.",
            *([f"{words.start(words.join_words(rest))} follow."] if rest else []),
            *_quickest(known),
            *_whole(known),
            *_undescribed(months),
        ]
    )


def by_money(pay: pd.DataFrame, split: pd.DataFrame) -> str:
    """Which job to choose by pay, where pay is the job's own and where it is a blend."""
    ranked = by_median(wage_lines(pay))
    if len(ranked) < 2:
        return "**If money decides:** too few medians are published here to say."
    top, last = ranked[0], ranked[-1]
    if top.p50_annual == last.p50_annual:
        return f"**If money decides:** the medians are equal, {words.dollars(top.p50_annual)}."
    gap = words.dollars(top.p50_annual - last.p50_annual)
    lead = (
        f"**If money decides:** {top.plural}, whose median of "
        f"{words.dollars(top.p50_annual)} is {gap} above that of {last.plural}."
    )
    apart = [_apart(split)] if top.relation == "combined" else []
    return " ".join([lead, *_counted_as(pay), *apart])


def by_contact(roles: pd.DataFrame, jobs: list[str]) -> str:
    """Which job to choose by contact with patients."""
    chosen = roles.set_index("role").loc[jobs]
    unknown = chosen.loc[chosen["patient_contact"] == "", "plural"].tolist()
    told = chosen[chosen["patient_contact"] != ""]
    missing = f"not held for {words.join_words(unknown)}"
    if told.empty:
        return f"**If patients decide:** contact with patients is {missing}."
    amount = told["patient_contact"].str.split(r"[:;,.]| but | while ", n=1, regex=True).str[0]
    parts = [
        f"{level.lower()} for {words.join_words(list(told.loc[amount == level, 'plural']))}"
        for level in [*CONTACT, *sorted(set(amount) - {*CONTACT})]
        if (amount == level).any()
    ]
    rest = f" It is {missing}." if unknown else ""
    return f"**If patients decide:** contact is {words.join_words(parts)}.{rest}"


def by_mobility(licensed: pd.DataFrame, rules: pd.DataFrame, national: pd.DataFrame) -> str:
    """Which job to choose by how easily it moves: licences by state, and jobs in the nation."""
    counted = _jobs(national)
    if not about_the_question(national):
        unheld = "where these occupations need a licence is not held."
        return f"**If moving decides:** {unheld} {counted}".strip()
    needed = {role: _count_states(areas) for role, areas in licensed.groupby("role")["area"]}
    return (
        "**If moving decides:** laboratory technologists need a licence in "
        f"{needed['laboratory-technologist']}, technicians in {needed['laboratory-technician']}, "
        f"medical assistants in {needed[ASSISTANT]}. Medication aides follow each state's own "
        f"rules, of which we found those of {rules['state'].nunique()} states. {counted}"
    )


def by_openings(national: pd.DataFrame, projections: pd.DataFrame) -> list[str]:
    """Which job to choose by openings: how many a year, and how the number of jobs would change.

    `projections` is the table of that name; the newest edition alone is told.
    """
    newest, expected = projections["edition"].max(), _newest_openings(projections)
    inside = [
        row._replace(plural=f"{NURSING}, {row.plural} among them")
        for row in inside_another(national)
    ]
    known = [
        (*expected[row.soc_code], row.plural)
        for row in [*wage_lines(national), *inside]
        if row.soc_code in expected
    ]
    if not known:
        return []
    parts = [
        f"{words.count(openings)} for {plural}, total jobs {_signed(change)} over the ten years"
        for openings, change, plural in sorted(known, key=lambda each: -each[0])
    ]
    return [
        f"**If openings decide:** the employment projections for {newest} expect in the United "
        f"States, a year: {'; '.join(parts)}. Most openings are jobs that people leave, not new "
        "ones."
    ]


def _newest_openings(projections: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Openings a year and the change of all jobs, as a share, by SOC code; where both are known."""
    told = projections[projections["edition"] == projections["edition"].max()]
    columns = ["soc_code", "openings_thousand_a_year", "change_percent"]
    known = told[columns].drop_duplicates("soc_code").dropna()
    rows = zip(*(known[name].tolist() for name in columns), strict=True)
    return {code: (1000 * openings, change / 100) for code, openings, change in rows}


def changed(
    moved: pd.DataFrame, before: int | None, level: str, breaks: pd.DataFrame, prices: float
) -> list[str]:
    """What changed since the year before, whether it changes the answer, and what may be chance.

    `moved` is what `changes` returns, with `plural`; `breaks` those that touch the jobs; `prices`
    the rise of consumer prices in between, as a share.
    """
    if before is None:
        return [f"No earlier year of {AREAS[level]} is held, so change cannot be told."]
    lines = change_lines(moved)
    if not lines:
        told = "no median of these jobs can be compared"
        return [f"Between May {before} and the year chosen {told}."]
    parts = [f"{_signed(row.change)} for {row.plural}" for row in lines]
    year = max(row.year for row in lines)
    by = "; how consumer prices moved is not held"
    if prices == prices:
        went = "fell" if prices < 0 else "rose"
        by = f"; consumer prices {went} by {words.percent(abs(prices), 1)}"
    first = (
        f"From May {before} to May {year} the median moved by {words.join_words(parts)}{by}."
        f"{_broken(breaks, level, before, year)}"
    )
    return [first, " ".join([*headline(wage_lines(moved)), chance(lines)])]


def change_lines(moved: pd.DataFrame) -> list[Row]:
    """Each line of `moved` once, largest change first; the one of other jobs says so."""
    rows = rows_of(moved)
    aides = [
        row._replace(plural=f"{NURSING} ({row.plural} among them)") for row in inside_another(rows)
    ]
    return sorted([*aides, *wage_lines(rows)], key=lambda row: -row.change)


def change_rows(moved: pd.DataFrame, prices: float) -> pd.DataFrame:
    """Every job's change for the table, with `real` (after prices) and `verdict` on chance."""
    told = {True: "yes", False: "no"}
    return moved.assign(
        real=(1 + moved["change"]) / (1 + prices) - 1,
        verdict=[told.get(each, "not known") for each in moved["beyond"]],
    )


def headline(lines: Rows) -> list[str]:
    """Whether the order of the jobs by median pay is that of the year before, and the gap."""
    rows = rows_of(lines)
    if len(rows) < 2:
        return []
    now = sorted(rows, key=lambda row: -row.p50_annual)
    then = sorted(rows, key=lambda row: -row.before_pay)
    if [row.role for row in now] == [row.role for row in then]:
        gap = words.dollars(now[0].p50_annual - now[-1].p50_annual)
        was = words.dollars(then[0].before_pay - then[-1].before_pay)
        ends = f"{now[0].plural} and {now[-1].plural}"
        went = f"stayed at {gap}" if gap == was else f"went from {was} to {gap}"
        return [f"The order by median pay is unchanged; the gap between {ends} {went}."]
    orders = [", then ".join(row.plural for row in ranked) for ranked in (now, then)]
    return [f"The order by median pay has changed: now {orders[0]}; before, {orders[1]}."]


def chance(lines: Rows) -> str:
    """Which changes are larger than sampling error alone would make, judged by the means."""
    known = [row for row in rows_of(lines) if pd.notna(row.beyond)]
    if not known:
        return "Sampling errors are not held for both years, so chance cannot be told from change."
    sure = [row.plural for row in known if row.beyond]
    noise = [row.plural for row in known if not row.beyond]
    parts = []
    if sure:
        parts.append(f"more than sampling error explains for {words.join_words(sure)}")
    if noise:
        parts.append(f"no more than chance may for {words.join_words(noise, 'or')}")
    return f"By their means, the change is {words.join_words(parts)}."


def _jobs(national: pd.DataFrame) -> str:
    rows = rows_of(national)
    own = [row for row in wage_lines(rows) if pd.notna(row.employment)]
    ranked = sorted(own, key=lambda row: -row.employment)
    jobs = [f"{words.count(row.employment)} of {row.plural}" for row in ranked]
    jobs += [
        f"{words.count(row.employment)} of {NURSING}, {row.plural} among them"
        for row in inside_another(rows)
        if pd.notna(row.employment)
    ]
    when = f"in May {int(national['year'].max())}"
    return f"Jobs in the United States {when}: {words.join_words(jobs)}." if jobs else ""


def _apart(split: pd.DataFrame) -> str:
    median = split.set_index("role")["p50_annual"]
    gap = median["laboratory-technologist"] - median["laboratory-technician"]
    return (
        "When technologists and technicians were last published apart, in the nation's figures "
        f"of May {split['year'].max()}, technologists earned {words.dollars(gap)} more."
    )


def _counted_as(pay: pd.DataFrame) -> list[str]:
    return [
        f"{words.start(row.plural)} have no figure of their own: {words.dollars(row.p50_annual)}, "
        f"as {NURSING}."
        for row in inside_another(pay)
        if pd.notna(row.p50_annual)
    ]


def _aide_rules(rows: pd.Series) -> str:
    return f"by each state's rules; we found those of {rows.nunique()}"


def _count_states(areas: pd.Series) -> str:
    states = sorted(set(areas) - {PUERTO_RICO})
    counted = words.counted(len(states), "state")
    if len(states) == 1:
        counted += f" ({states[0]})"
    return f"{counted} and Puerto Rico" if PUERTO_RICO in set(areas) else counted


def _quickest(known: pd.DataFrame) -> list[str]:
    """The quickest ways of all, unless each job has but the one way that is usual."""
    if (known["pathways"] == 1).all():
        return []
    least = known["fastest_months"].min()
    ways = [
        f"{row.plural} ({words.join_words(words.quoted(row.fastest_pathways.split('; ')), 'or')})"
        for row in rows_of(known[known["fastest_months"] == least])
    ]
    return [f"The quickest ways of all are paid {_after(least)}: {words.join_words(ways)}."]


def _whole(known: pd.DataFrame) -> list[str]:
    """How long training lasts for those who are paid from its first day, longest first."""
    paid = known[trains_on(known)]
    if paid.empty:
        return []
    groups = paid.groupby("whole_months")["plural"].agg(list).sort_index(ascending=False)
    parts = [f"{words.months(m)} for {words.join_words(who)}" for m, who in groups.items()]
    return [f"Paid training then goes on: about {words.join_words(parts)}."]


def _undescribed(months: pd.DataFrame) -> list[str]:
    unknown = list(months.loc[months["typical_months"].isna(), "plural"])
    return [f"No way in is described here for {words.join_words(unknown)}."] if unknown else []


def _broken(breaks: pd.DataFrame, level: str, before: int, year: int) -> str:
    between = breaks[breaks["year"].between(before + 1, year)]
    if level != "metros":
        between = between[between["kind"] != "delineation"]
    if between.empty:
        return ""
    titles = words.join_words([words.lower_start(title) for title in between["title"]])
    return f" The series breaks in between ({titles}), so part of that is not a change in pay."


def _after(months: float) -> str:
    return "from the first day" if months == 0 else f"after {words.months(months)}"


def _signed(change: float) -> str:
    return f"{'+' if change >= 0 else ''}{words.percent(change, 1)}"
