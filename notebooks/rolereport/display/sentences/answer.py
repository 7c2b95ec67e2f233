"""The sentences of chapter 00: the answer, and the numbers that carry it.

`pay` is one row a job with `role`, `soc_code`, `relation`, `plural`, `year`, `dollars_of` and the
wage columns; `months` is what `role_first_paid` returns, with `plural`; `roles` is the roles table.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.names import JOBS
from rolereport.display import words
from rolereport.display.sentences import salaries

Row = Any
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth")
LABORATORY = "laboratory staff"
BLEND = f"{LABORATORY} (technologists and technicians in one figure)"
ASSISTANT = "medical-assistant"
NURSING = "nursing assistants"


def findings(
    roles: pd.DataFrame,
    here: list[str],
    split: str,
    months: pd.DataFrame,
    article: str,
) -> list[str]:
    """The answer, the medians, the last split, the months and the article, a sentence or two each.

    Parameters
    ----------
    here
        The sentences of the medians: those of the place, then perhaps those of the nation.
    """
    return [naming(roles), " ".join(here), split, first_paid(months), article]


def naming(roles: pd.DataFrame) -> str:
    """The answer in one sentence: the jobs behind the name, and the medical assistant apart."""
    focus = roles.set_index("role").loc[list(JOBS)]
    titles = focus.loc[focus["called_med_tech"] == "yes", "title"].map(words.lower_start)
    assistant = words.lower_start(focus["title"][ASSISTANT])
    return (
        f"No. “Med tech” names {words.number(len(titles))} jobs (the {'; the '.join(titles)}), and "
        f"{words.an(assistant)} is a {ORDINALS[len(titles) + 1]}."
    )


def medians(pay: pd.DataFrame, place: str) -> str:
    """The medians of one place, each wage line once, and what hides inside another line."""
    lines = wage_lines(pay)
    known = lines.dropna(subset=["p50_annual"]).sort_values("p50_annual", ascending=False)
    year = int(pay["year"].max())
    if known.empty:
        return f"For {place}, no median of these jobs is published for May {year}."
    parts = [f"{words.dollars(row.p50_annual)} for {_in_full(row)}" for row in known.itertuples()]
    said = f"In {place}, median pay in May {year} was {words.join_words(parts)}"
    missing = [row.plural for row in lines[lines["p50_annual"].isna()].itertuples()]
    unsaid = f" It is not published for {words.join_words(missing, 'or')}." if missing else ""
    return f"{said}, in {salaries.unit(pay)} a year.{unsaid}{_inside(pay)}"


def nationally(pay: pd.DataFrame) -> str:
    """The nation's medians, as context for another place."""
    known = wage_lines(pay).dropna(subset=["p50_annual"]).sort_values("p50_annual", ascending=False)
    parts = [f"{words.dollars(row.p50_annual)} for {row.plural}" for row in known.itertuples()]
    unsaid = inside_another(pay).dropna(subset=["p50_annual"])
    aside = [f"{words.dollars(row.p50_annual)} for {NURSING}" for row in _rows(unsaid)]
    return f"In the United States it was {words.join_words([*parts, *aside])}."


def first_paid(months: pd.DataFrame) -> str:
    """Typical months to the first paid day, soonest first, with the range over the ways in."""
    known = months.dropna(subset=["typical_months"]).sort_values("typical_months", kind="stable")
    parts = [f"{_number(row.typical_months)} for {row.plural} {_ways(row)}" for row in _rows(known)]
    if not parts:
        return "No way into these jobs is described, so no time to a first paid day is known."
    zero = (
        " Zero means that a way starts with paid work."
        if (known["fastest_months"] == 0).any()
        else ""
    )
    return (
        "Typical months from high school to the first paid day, by the usual way in (in brackets, "
        f"the fastest case and the slowest): {words.join_words(parts)}.{zero}"
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


def cards_title(cards: pd.DataFrame) -> str:
    """The finding of the chart: who is paid soonest, and who is paid the most."""
    timed = cards.dropna(subset=["typical_months"])
    if timed.empty:
        return "Time to first pay and median pay, as far as they are known"
    soonest = timed.loc[timed["typical_months"].idxmin()]
    after = words.months(soonest["typical_months"])
    start = f"By the usual way in, {soonest['plural']} are paid soonest ({after})"
    paid = wage_lines(cards).dropna(subset=["p50_annual"])
    if len(paid) < 2:
        return start
    top = paid.loc[paid["p50_annual"].idxmax()]
    who = " and" if top["plural"] == soonest["plural"] else f", {top['plural']}"
    return f"{start}{who} the most ({words.dollars(top['p50_annual'])} at the median)"


def cards_subtitle(pay: pd.DataFrame, place: str) -> str:
    """What the chart plots."""
    return (
        "Months from high school: usual way in (dot), fastest to slowest case (line). Pay in "
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


def wage_lines(pay: pd.DataFrame) -> pd.DataFrame:
    """Each wage line once: the blended laboratory line under one name, no line of other jobs."""
    own = pay[~salaries.hidden(pay)]
    plural = own["plural"].mask(salaries.blended(own), LABORATORY)
    return own.assign(plural=plural).drop_duplicates("soc_code").reset_index(drop=True)


def inside_another(pay: pd.DataFrame) -> pd.DataFrame:
    """The rows whose pay is that of nursing assistants, unless these have a row of their own."""
    inside = pay[salaries.hidden(pay)]
    return inside[~inside["soc_code"].isin(wage_lines(pay)["soc_code"])]


def _inside(pay: pd.DataFrame) -> str:
    inside = pay[salaries.hidden(pay)]
    if inside.empty:
        return ""
    row = inside.iloc[0]
    known = not pd.isna(row["p50_annual"])
    median = f"was {words.dollars(row['p50_annual'])}" if known else "is not published here"
    aides = words.start(row["plural"])
    return f" {aides} are counted only inside {NURSING}, whose median {median}."


def _ways(row: Row) -> str:
    one = row.pathways == 1
    count = f"{row.pathways} way{'' if one else 's'} in"
    if row.scope == "state":
        count += ", set by one state" if one else ", each set by one state"
    else:
        count = f"the {count} that no single state sets"
    low, high = _number(row.min_months), _number(row.max_months)
    span = low if low == high else f"{low} to {high}"
    return f"({span}, over {count})"


def _in_full(row: Row) -> str:
    return BLEND if row.plural == LABORATORY else str(row.plural)


def _number(months: float) -> str:
    return f"{round(months, 1):g}"


def _rows(frame: pd.DataFrame) -> Any:
    return frame.itertuples()
