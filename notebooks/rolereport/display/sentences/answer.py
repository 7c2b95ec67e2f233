"""The sentences of chapter 00: the answer, and the numbers that carry it.

`pay` is one row a job with `role`, `soc_code`, `relation`, `noun`, `plural`, `year`, `dollars_of`
and the wage columns, `asked` the same of the roles that the edition names; `months` is what
`answer.time_needed` returns, with `plural`; `lead` what `answer.leader` returns for `asked`;
`roles` is the roles table.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.answer import trains_on
from rolereport.analysis.names import JOBS
from rolereport.analysis.rows import Row, Rows, rows_of
from rolereport.display import words
from rolereport.display.sentences import salaries

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth")
LABORATORY = "laboratory staff"
BLEND = f"{LABORATORY} (technologists and technicians in one figure)"
ASSISTANT = "medical-assistant"
NURSING = "nursing assistants"
NO_WAY = "No way into these jobs is described, so no time to a first paid day is known."


def findings(
    roles: pd.DataFrame,
    pay: pd.DataFrame,
    asked: pd.DataFrame,
    months: pd.DataFrame,
    lead: pd.DataFrame,
    place: str,
) -> list[str]:
    """The answer in short: the same job or not, pay, months, and any other occupation named."""
    if not about_the_question(pay):
        money = leads(lead, asked, place) if len(asked) > 1 else [paid(pay, place)]
        return [apart(asked), *money, timed(months)]
    others = asked[_others(asked)]
    named = [" ".join([another(others), *leads(lead, asked, place)])] if len(others) else []
    return [same(roles), paid(pay, place), timed(months), *named]


def behind(
    roles: pd.DataFrame, here: list[str], split: str, months: pd.DataFrame, article: str
) -> list[str]:
    """The answer again, with what stands behind it, a paragraph each.

    Parameters
    ----------
    here
        The sentences of the medians: those of the place, then perhaps those of the nation.
    """
    about = ASSISTANT in set(months["role"])
    question = [naming(roles), " ".join(here), split] if about else [" ".join(here)]
    return [*question, first_paid(months), *([article] if about else [])]


def about_the_question(pay: pd.DataFrame) -> bool:
    """Whether these jobs are those of the question, and not only others."""
    return ASSISTANT in set(pay["role"])


def same(roles: pd.DataFrame) -> str:
    """The answer in one sentence: the jobs behind the name, and the medical assistant apart."""
    focus = roles.set_index("role").loc[list(JOBS)]
    nouns = [words.an(noun) for noun in focus.loc[focus["called_med_tech"] == "yes", "noun"]]
    assistant = words.an(focus["noun"][ASSISTANT])
    return (
        f"No. “Med tech” means {words.join_words(nouns, 'or')}; {assistant} is a "
        f"{ORDINALS[len(nouns) + 1]} job."
    )


def naming(roles: pd.DataFrame) -> str:
    """The jobs behind the name, by their full titles."""
    focus = roles.set_index("role").loc[list(JOBS)]
    titles = focus.loc[focus["called_med_tech"] == "yes", "title"].map(words.lower_start)
    return f"“Med tech” names {words.number(len(titles))} jobs: the {'; the '.join(titles)}."


def apart(asked: pd.DataFrame) -> str:
    """Whether occupations outside the question are the same: each line of its own is one."""
    plurals = asked["plural"].tolist()
    own = (asked["relation"] == "own").all() and asked["soc_code"].is_unique
    if len(plurals) == 1:
        return (
            f"{words.start(plurals[0])} are one occupation{', with a wage line of its own' * own}."
        )
    count = words.counted(len(plurals), "occupation")
    each = ", each with a wage line of its own" if own else ""
    return f"No. {words.start(words.join_words(plurals))} are {count}{each}."


def another(others: pd.DataFrame) -> str:
    """That occupations named beside those of the question are others."""
    what = "another occupation" if len(others) == 1 else "other occupations"
    return f"{words.start(words.join_words(others['plural'].tolist()))} are {what}."


def leads(lead: pd.DataFrame, asked: pd.DataFrame, place: str) -> list[str]:
    """Who earns more at the median, and in how many pairs of jobs; none if too little is known."""
    if lead.empty:
        return [f"For {place} too few medians are published to say which pays more."]
    row, plural = lead.iloc[0], _plurals(asked)
    who, other = plural[row["role"]], plural[row["other"]]
    year = int(asked["year"].max())
    if row["gap"] == 0:
        return [f"In {place} both earn {words.dollars(row['pay'])} at the median (May {year})."]
    medians = f"{words.dollars(row['pay'])} against {words.dollars(row['other_pay'])}, May {year}"
    chance = "" if pd.isna(row["point"]) else f", and more in {_hundred(row)} of 100 random pairs"
    return [
        f"In {place}, {who} earn {words.dollars(row['gap'])} more at the median than {other} "
        f"({medians}){chance}."
    ]


def paid(pay: pd.DataFrame, place: str) -> str:
    """The medians of one place in short."""
    year, unit = int(pay["year"].max()), salaries.unit(pay)
    ranked = by_median(wage_lines(pay))
    if not ranked:
        return f"No median pay of these jobs is published for {place}, May {year}."
    parts = [f"{words.dollars(row.p50_annual)} for {row.plural}" for row in ranked]
    real = "" if unit == "dollars" else f", in {unit}"
    return f"Median pay in {place}, May {year}{real}: {words.join_words(parts)}."


def timed(months: pd.DataFrame) -> str:
    """Usual months to the first paid day in short, soonest first."""
    known = months.dropna(subset=["typical_months"]).sort_values("typical_months", kind="stable")
    if known.empty:
        return NO_WAY
    if (known["typical_months"] == 0).all():
        who = words.join_words(known["plural"].tolist())
        return f"By the usual way in, {who} are paid from the first day{_lasting(known)}."
    parts = [
        f"{_number(row.typical_months)} for {row.plural}{_trained(row)}" for row in rows_of(known)
    ]
    return f"Usual months from high school to first pay: {words.join_words(parts)}."


def medians(pay: pd.DataFrame, place: str) -> str:
    """The medians of one place, each wage line once, and what hides inside another line."""
    lines = wage_lines(pay)
    known = by_median(lines)
    year = int(pay["year"].max())
    if not known:
        return f"For {place}, no median of these jobs is published for May {year}."
    parts = [f"{words.dollars(row.p50_annual)} for {_in_full(row)}" for row in known]
    said = f"In {place}, median pay in May {year} was {words.join_words(parts)}"
    missing = [row.plural for row in lines if pd.isna(row.p50_annual)]
    unsaid = f" It is not published for {words.join_words(missing, 'or')}." if missing else ""
    return f"{said}, in {salaries.unit(pay)} a year.{unsaid}{_inside(pay)}"


def nationally(pay: pd.DataFrame, asked: int) -> str:
    """The nation's medians, as context for another place; whose year is told if not `asked`."""
    known = by_median(wage_lines(pay))
    parts = [f"{words.dollars(row.p50_annual)} for {row.plural}" for row in known]
    unsaid = [row for row in inside_another(pay) if pd.notna(row.p50_annual)]
    aside = [f"{words.dollars(row.p50_annual)} for {NURSING}" for row in unsaid]
    year = int(pay["year"].max())
    when = "" if year == asked else f" in May {year}, the nearest held"
    return f"In the United States it was {words.join_words([*parts, *aside])}{when}."


def first_paid(months: pd.DataFrame) -> str:
    """Typical months to the first paid day, soonest first, with the range over the ways in."""
    known = months.dropna(subset=["typical_months"]).sort_values("typical_months", kind="stable")
    parts = [
        f"{_number(row.typical_months)} for {row.plural} {_ways(row)}" for row in rows_of(known)
    ]
    if not parts:
        return NO_WAY
    zero = "Zero means that a way starts with paid work. " * bool(
        (known["fastest_months"] == 0).any()
    )
    return (
        "Typical months from high school to the first paid day, by the usual way in (in brackets, "
        f"the fastest case and the slowest): {words.join_words(parts)}. {zero}"
        "Chapter 02 tells which ways are counted."
    )


def article(judged: pd.DataFrame, counts: pd.DataFrame) -> str:
    """The article's 10th percentile against the published one, and how many claims hold.

    `judged` is what `judge_figures` returns, with `noun`; `counts` what `verdict_counts` returns.
    """
    row = judged[judged["measure"] == "p10"].iloc[0]
    held = counts.set_index("verdict")["claims"]
    return (
        f"The article that this report checks puts the 10th percentile of {row['noun']} pay in "
        f"May {row['year']:.0f} at {words.dollars(row['figure'])}; the published figure is "
        f"{words.dollars(row['published'])}. Of its {held.sum()} claims, {held['supported']} are "
        "supported."
    )


def schooling(assigned: pd.DataFrame) -> pd.Series:
    """Role to the schooling and training that the employment projections call typical for it.

    `assigned` is what `typical_way.assignments` returns.
    """
    education = assigned["entry_education"].str.replace(" or equivalent", "")
    trained = ~assigned["on_the_job_training"].isin(["", "None"])
    training = assigned["on_the_job_training"].str.replace(" on-the-job training", " training")
    told = education.where(~trained, education + ", then " + training.map(words.lower_start))
    return told.set_axis(assigned["role"])


def cards_title(cards: pd.DataFrame) -> str:
    """The finding of the chart: who is paid soonest, and who is paid the most."""
    timed = cards.dropna(subset=["typical_months"])
    soonest = timed[timed["typical_months"] == timed["typical_months"].min()]
    own = by_median(wage_lines(cards))
    highest = own[0].p50_annual if own else float("nan")
    top = [row.plural for row in own if row.p50_annual == highest] if len(own) > 1 else []
    most = f"the most ({words.dollars(highest)} at the median)"
    richest = words.join_words(top)
    if timed.empty:
        known = f"{words.start(richest)} are paid {most}"
        return known if top else "Time to first pay and median pay, as far as they are known"
    start = f"By the usual way in, {_soonest(soonest, len(timed))}"
    if not top:
        return start
    alone = len(timed) > 1 and top == soonest["plural"].tolist()
    return f"{start} and {most}" if alone else f"{start}, {richest} {most}"


def cards_subtitle(cards: pd.DataFrame, place: str) -> str:
    """What the chart plots."""
    pay = cards
    training = ", paid training (dots)" if trains_on(cards).any() else ""
    return (
        f"Months from high school: usual way in (dot), fastest to slowest case (line){training}. "
        "Pay in "
        f"{salaries.unit(pay)}, {place}, May {pay['year'].max()}: 10th to 90th percentile, "
        "middle half, median"
    )


def cards_alt(months: pd.DataFrame, pay: pd.DataFrame, place: str) -> str:
    """The chart in words."""
    return f"{first_paid(months)} {salaries.bars_alt(pay, place)}"


def cards_caption(pay: pd.DataFrame) -> str:
    """How to read the chart, and what its pay lines measure."""
    dot = (
        "The dot is the usual way in, with the education that the employment projections call "
        "typical; the line runs from the fastest case of any way counted to the slowest, and from "
        "zero where one starts with paid work. Where two jobs share one wage line, it is drawn "
        "once for both."
    )
    return " ".join([dot, *salaries.measured(pay)])


def wage_lines(pay: Rows) -> list[Row]:
    """Each wage line once: the blended laboratory line under one name, no line of other jobs."""
    lines: dict[str, Row] = {}
    for row in rows_of(pay):
        if not salaries.is_hidden(row):
            named = row._replace(plural=LABORATORY) if salaries.is_blended(row) else row
            lines.setdefault(row.soc_code, named)
    return list(lines.values())


def by_median(lines: list[Row]) -> list[Row]:
    """Those with a median, the highest first."""
    known = [row for row in lines if pd.notna(row.p50_annual)]
    return sorted(known, key=lambda row: -row.p50_annual)


def inside_another(pay: Rows) -> list[Row]:
    """The rows whose pay is that of nursing assistants, unless these have a row of their own."""
    rows = rows_of(pay)
    own = {row.soc_code for row in wage_lines(rows)}
    return [row for row in rows if salaries.is_hidden(row) and row.soc_code not in own]


def _inside(pay: pd.DataFrame) -> str:
    inside = [row for row in rows_of(pay) if salaries.is_hidden(row)]
    if not inside:
        return ""
    row = inside[0]
    known = not pd.isna(row.p50_annual)
    median = f"was {words.dollars(row.p50_annual)}" if known else "is not published here"
    aides = words.start(row.plural)
    return f" {aides} are counted only inside {NURSING}, whose median {median}."


def _ways(row: Row) -> str:
    one = row.pathways == 1
    count = "one way in" if one else f"over {row.pathways} ways in"
    if row.scope == "state":
        count += ", set by one state" if one else ", each set by one state"
    low, high = _number(row.min_months), _number(row.max_months)
    return f"({count})" if low == high else f"({low} to {high}, {count})"


def _others(asked: pd.DataFrame) -> pd.Series:
    return ~asked["role"].isin([*JOBS, salaries.LABORATORY])


def _plurals(asked: pd.DataFrame) -> dict[str, str]:
    plural = asked["plural"].mask(salaries.blended(asked), LABORATORY)
    return dict(zip(asked["role"], plural, strict=True))


def _hundred(row: pd.Series) -> str:
    low, high = round(100 * row["low"]), round(100 * row["high"])
    return str(low) if low == high else f"{low} to {high}"


def _trained(row: Row) -> str:
    """How long the training goes on for a job that pays from its first day."""
    if row.typical_months or not row.whole_months > 0:
        return ""
    return f" (paid while training for {words.months(row.whole_months)})"


def _lasting(known: pd.DataFrame) -> str:
    """How long training goes on for people who are paid from its first day."""
    whole = known[known["whole_months"] > 0]
    if whole.empty:
        return ""
    groups = whole.groupby("whole_months")["plural"].agg(list)
    if len(groups) == 1 and len(whole) == len(known):
        return f", while training for {words.months(groups.index[0])}"
    parts = [f"{words.months(m)} for {words.join_words(who)}" for m, who in groups.items()]
    return f", while training: {words.join_words(parts)}"


def _soonest(soonest: pd.DataFrame, of: int) -> str:
    """Who is paid first and when; all of them together where none is before another."""
    months = soonest["typical_months"].iloc[0]
    when = "from the first day" if months == 0 else f"after {words.months(months)}"
    who = words.join_words(soonest["plural"].tolist())
    if len(soonest) < of:
        return f"{who} are paid soonest ({when.removeprefix('after ')})"
    return f"{'both' if of == 2 else 'all' if of > 2 else who} are paid {when}"


def _in_full(row: Row) -> str:
    return BLEND if row.plural == LABORATORY else str(row.plural)


def _number(months: float) -> str:
    return f"{round(months, 1):g}"
