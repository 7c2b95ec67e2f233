"""The sentences of chapter 00 on choosing: by time, money, patients and moving, and what changed.

Frames are those of `rolereport.display.sentences.answer`.
"""

from __future__ import annotations

import pandas as pd

from rolereport.display import words
from rolereport.display.sentences.answer import ASSISTANT, NURSING, inside_another, wage_lines
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


def by_time(months: pd.DataFrame) -> str:
    """Which job to choose by time."""
    known = months.dropna(subset=["typical_months"]).sort_values("typical_months", kind="stable")
    if known.empty:
        return ""
    soonest, *rest = known.to_dict("records")
    parts = [f"{row['plural']} after {words.months(row['typical_months'])}" for row in rest]
    return " ".join(
        [
            f"**If time decides:** {soonest['plural']}, by the usual way in paid "
            f"{_after(soonest['typical_months'])}.",
            *([f"{words.start(words.join_words(parts))} follow."] if parts else []),
            _quickest(known),
            *_undescribed(months),
        ]
    )


def by_money(pay: pd.DataFrame, split: pd.DataFrame) -> str:
    """Which job to choose by pay, where pay is the job's own and where it is a blend."""
    own = wage_lines(pay).dropna(subset=["p50_annual"])
    ranked = own.sort_values("p50_annual", ascending=False)
    if len(ranked) < 2:
        return "**If money decides:** too few medians are published here to say."
    top, last = ranked.iloc[0], ranked.iloc[-1]
    gap = words.dollars(top["p50_annual"] - last["p50_annual"])
    lead = (
        f"**If money decides:** {top['plural']}, whose median of "
        f"{words.dollars(top['p50_annual'])} is {gap} above that of {last['plural']}."
    )
    apart = [_apart(split)] if top["relation"] == "combined" else []
    return " ".join([lead, *_counted_as(pay), *apart])


def by_contact(roles: pd.DataFrame, jobs: list[str]) -> str:
    """Which job to choose by contact with patients."""
    chosen = roles.set_index("role").loc[jobs]
    amount = chosen["patient_contact"].str.split(r"[:;,.]| but | while ", n=1, regex=True).str[0]
    parts = [
        f"{level.lower()} for {words.join_words(list(chosen.loc[amount == level, 'plural']))}"
        for level in [*CONTACT, *sorted(set(amount) - {*CONTACT})]
        if (amount == level).any()
    ]
    return f"**If patients decide:** contact is {words.join_words(parts)}."


def by_mobility(licensed: pd.DataFrame, rules: pd.DataFrame, national: pd.DataFrame) -> str:
    """Which job to choose by how easily it moves: licences by state, and jobs in the nation."""
    jobs = [
        f"{words.count(row.employment)} of {row.plural}"
        for row in wage_lines(national)
        .dropna(subset=["employment"])
        .sort_values("employment", ascending=False)
        .itertuples()
    ]
    jobs += [
        f"{words.count(row.employment)} of {NURSING}, {row.plural} among them"
        for row in inside_another(national).dropna(subset=["employment"]).itertuples()
    ]
    needed = {role: _count_states(areas) for role, areas in licensed.groupby("role")["area"]}
    return (
        "**If moving decides:** laboratory technologists need a licence in "
        f"{needed['laboratory-technologist']}, technicians in {needed['laboratory-technician']}, "
        f"medical assistants in {needed[ASSISTANT]}. Medication aides follow each state's own "
        f"rules, of which we found those of {rules['state'].nunique()} states. Jobs in the "
        f"United States: {words.join_words(jobs)}."
    )


def changed(moved: pd.DataFrame, before: int | None, level: str, breaks: pd.DataFrame) -> str:
    """What changed since the year before: medians, and the breaks that fall between.

    `moved` is what `changes` returns, with `plural`; `breaks` those that touch the jobs.
    """
    if before is None:
        return f"No earlier year of {AREAS[level]} is held, so change cannot be told."
    aides = inside_another(moved)
    aides = aides.assign(plural=f"{NURSING}, among whom " + aides["plural"] + " are counted")
    lines = pd.concat([aides, wage_lines(moved)]).sort_values("change", ascending=False)
    if lines.empty:
        return f"Between May {before} and the year chosen no median of these jobs can be compared."
    parts = [f"{_signed(row.change)} for {row.plural}" for row in lines.itertuples()]
    year = int(lines["year"].max())
    return (
        f"From May {before} to May {year} the median moved by {words.join_words(parts)}, before "
        f"any adjustment for prices.{_broken(breaks, level, before, year)}"
    )


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
        for row in inside_another(pay).dropna(subset=["p50_annual"]).itertuples()
    ]


def _aide_rules(rows: pd.Series) -> str:
    return f"by each state's rules; we found those of {rows.nunique()}"


def _count_states(areas: pd.Series) -> str:
    states = sorted(set(areas) - {PUERTO_RICO})
    counted = words.counted(len(states), "state")
    return f"{counted} and Puerto Rico" if PUERTO_RICO in set(areas) else counted


def _quickest(known: pd.DataFrame) -> str:
    least = known["fastest_months"].min()
    ways = [
        f"{row.plural} ({words.join_words(words.quoted(row.fastest_pathways.split('; ')), 'or')})"
        for row in known[known["fastest_months"] == least].itertuples()
    ]
    return f"The quickest ways of all are paid {_after(least)}: {words.join_words(ways)}."


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
