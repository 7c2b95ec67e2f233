"""The sentences of chapter 08: what the article gets right, and what it does not.

`claims` is the table of claims; `counts` and `sections` what `verdict_counts` and
`verdicts_by_section` return; `judged` what `judge_figures` returns; `near` what `fit_rows`
returns; `tenth` what `tenth_rows` returns; `given` what `undated_figures` returns.
"""

from __future__ import annotations

import math
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd

from rolereport.analysis.claims import (
    HOURS_A_YEAR,
    ROUNDING_LIMIT,
    VERDICTS,
    bottom_half_mean_bounds,
)
from rolereport.analysis.feasibility import top_tenth_by_year
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words
from rolereport.display.audit import MEASURES, STATISTICS, off_by
from rolereport.display.labels import with_labels

FIGURE = attrgetter("figure")
TOP = "mean of top decile"
VERDICTS_OURS = "our verdicts; the sources of each are named in the table of all claims."
WAGES = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, national"


def findings(
    counts: pd.DataFrame, judged: pd.DataFrame, slips: pd.Series, near: pd.DataFrame, one_job: str
) -> list[str]:
    """The chapter's answer: the verdicts, the reading as one job, and the figures that tell most.

    `one_job` is the sentence of `readings.in_brief`.
    """
    said = [tally(counts), one_job, *misprints(judged, slips), nearest(near)]
    return [each for each in said if each]


def by_code(checked: pd.DataFrame, disagreeing: pd.DataFrame, claims: pd.DataFrame) -> str:
    """How many claims a table decides without judgement, and whether the verdicts agree.

    `checked` is what `claim_tables.checked` returns, `disagreeing` what the function of that name
    returns.
    """
    named = words.join_words(list(disagreeing["claim"])) or "no claim"
    verb = "have" if len(disagreeing) > 1 else "has"
    return (
        f"A program decides {len(checked)} of the {len(claims)} claims by looking them up: "
        f"{checked['holds'].sum()} hold, and {named} {verb} a different verdict here. The other "
        f"{len(claims) - len(checked)} rest on graded evidence."
    )


def weak(resting: pd.DataFrame) -> str:
    """The claims whose evidence is too weak to decide, and what became of them.

    `resting` is what `claim_evidence.resting_on_weak` returns.
    """
    if resting.empty:
        return "No verdict rests on commercial pages or forums alone."
    named = words.join_words(list(resting["claim"]))
    verb = "has" if len(resting) == 1 else "have"
    settled = resting[~resting["verdict"].isin(["unverified", "internally inconsistent"])]
    stand = "is" if len(resting) == 1 else "are"
    rest = f"and {stand} {'left unverified' if settled.empty else 'marked here'}"
    behind = "it" if len(resting) == 1 else "them"
    return f"{named} {verb} only commercial pages or forums behind {behind}, {rest}."


def edition_note(place: str) -> str:
    """What of this chapter depends on the edition: nothing."""
    kept = "" if place == "the United States" else f", and not those of {place}"
    return (
        "This audit is the same in every edition: the article speaks of the nation, so its figures "
        f"stand beside national ones{kept}, in dollars of the month they were published for."
    )


def tally(counts: pd.DataFrame) -> str:
    """How many claims there are, and how many earned each verdict."""
    number = counts.set_index("verdict")["claims"]
    total, held = number.sum(), number["supported"]
    rest = words.join_words([f"{each} {name}" for name, each in number.iloc[1:].items()])
    return (
        f"Of {total} claims that can be checked, the sources support {held}, or "
        f"{words.percent(held / max(total, 1))}. The others are {rest}."
    )


def misprints(judged: pd.DataFrame, slips: pd.Series) -> list[str]:
    """Each dated figure that is wrong, and which published one is a digit away from it.

    `slips` maps statistic to dollars, as `one_digit_slips` returns them.
    """
    wrong = judged[judged["verdict"] == "wrong"]
    return [f"{_beside(row)}{_slip(slips)}" for row in rows_of(wrong)]


def nearest(near: pd.DataFrame) -> str:
    """What each searched figure lies nearest to, and whether that is one job or two."""
    first: dict[float, Row] = {}
    for row in sorted(rows_of(near), key=attrgetter("figure", "distance")):
        first.setdefault(row.figure, row)
    if len(first) < 2:
        return ""
    figures = words.join_words([words.dollars(figure) for figure in first])
    fits = [f"{words.dollars(row.figure)} is nearest to {_fit(row)}" for row in first.values()]
    roles = {row.role for row in first.values()}
    jobs = " These are different jobs." if len(roles) == len(first) else ""
    return f"Both {figures} are given as a med tech's median pay. {'; '.join(fits)}.{jobs}"


def tenth_rows(
    laboratory: pd.DataFrame, breaks: pd.DataFrame, given: pd.Series, roles: pd.DataFrame
) -> pd.DataFrame:
    """What the best-paid tenth can have averaged, year by year, in segments that cross no break.

    Parameters
    ----------
    laboratory
        Wage lines, one row for each role and year.
    breaks
        `year` of each break.
    """
    bands = with_labels(top_tenth_by_year(laboratory), roles)
    claimed = given[TOP]
    return bands.assign(
        segment=np.searchsorted(np.sort(breaks["year"]), bands["year"], side="right"),
        possible=(bands["low"] <= claimed) & (claimed <= bands["high"]),
    )


def tenth_levels(given: pd.Series) -> dict[str, float]:
    """The article's two figures that are drawn across the chart, by name."""
    return {"best-paid tenth": given[TOP], "median": given["median"]}


def tenth_title(tenth: pd.DataFrame, given: pd.Series) -> str:
    """The finding: whether a line that allows the mean ever had the median as well."""
    mean, median = words.dollars(given[TOP]), words.dollars(given["median"])
    highest = tenth.loc[tenth["possible"], "p50_annual"].max()
    if pd.isna(highest):
        return f"No published laboratory line lets the best-paid tenth average {mean}"
    if highest >= given["median"]:
        return f"A best-paid tenth at {mean} and a median of {median} went together once"
    return (
        f"When the best-paid tenth could average {mean}, the median was {words.dollars(highest)} "
        f"at most, not {median}"
    )


def tenth_subtitle() -> str:
    """How to read the chart of the best-paid tenth."""
    return (
        "Dollars a year. Solid: 90th percentile, the least that the best-paid tenth can average; "
        "dotted: median. Red: the article's two figures"
    )


def tenth_alt(tenth: pd.DataFrame, given: pd.Series) -> str:
    """The chart of the best-paid tenth in words."""
    last = tenth.sort_values("year").groupby("plural", sort=False).tail(1)
    told = [
        f"{row.plural} in May {row.year}: 90th percentile {words.dollars(row.p90_annual)}, median "
        f"{words.dollars(row.p50_annual)}"
        for row in rows_of(last)
    ]
    return f"{tenth_title(tenth, given)}. {words.start('; '.join(told))}."


def tenth_caption(
    tenth: pd.DataFrame, given: pd.Series, laboratory: pd.DataFrame, roles: pd.DataFrame
) -> str:
    """Since when each line rules the mean out, and what the article's averages leave."""
    bounds = bottom_half_mean_bounds(given["mean"], given["median"], given[TOP])
    own = laboratory[laboratory["role"] == "laboratory-technologist"].tail(1)
    return f"{_since(tenth, given)} {lower_half(bounds, given, with_labels(own, roles).iloc[0])}"


def _since(tenth: pd.DataFrame, given: pd.Series) -> str:
    since = [f"{plural} from May {first} on" for plural, first in _ruled_out(tenth).items()]
    mean = words.dollars(given[TOP])
    if not since:
        return f"No line has ruled out a mean of {mean} to May {tenth['year'].max()}."
    return f"A mean of {mean} is ruled out for {words.join_words(since)}."


def lower_half(bounds: tuple[float, float], given: pd.Series, pay: pd.Series) -> str:
    """What three averages leave for the lower-paid half, beside published percentiles.

    Parameters
    ----------
    bounds
        Least and greatest mean of the lower half, dollars.
    pay
        The last published year of one role: year, plural, p10_annual and p25_annual.
    """
    low, high = (words.dollars(bound) for bound in bounds)
    return (
        f"With a mean of {words.dollars(given['mean'])} of all, the article's averages would leave "
        f"the lower-paid half between {low} and {high}; in May {pay['year']}, the last month with "
        f"a line of their own, a tenth of the jobs of {pay['plural']} paid less than "
        f"{words.dollars(pay['p10_annual'])} and a quarter less than "
        f"{words.dollars(pay['p25_annual'])}."
    )


def evidence(claims: pd.DataFrame, another: pd.DataFrame) -> str:
    """What the verdicts rest on, and which claims belong to the other job.

    `claims` has `best_grade`; `another` is what `meant_for_another` returns.
    """
    official = int((claims["best_grade"] == "A").sum())
    moved = words.join_words(list(another["claim"]))
    return (
        f"{official} of the {len(claims)} verdicts rest on at least one official source, grade A. "
        f"{words.start(words.number(len(another)))} claims about a med tech describe the medical "
        f"assistant instead: {moved}."
    )


def tolerance(judged: pd.DataFrame) -> str:
    """What counts as rounded, with the article's own dated figures as examples."""
    dated = [row for row in rows_of(judged) if not math.isnan(row.published)]
    first = {row.tolerance: row.figure for row in reversed(dated)}
    parts = [f"{words.dollars(each)} for {words.dollars(first[each])}" for each in sorted(first)]
    return (
        "A figure passes as rounded if it is off by no more than half a unit of its last digit "
        f"that is not zero, and by no more than {words.percent(ROUNDING_LIMIT)} of itself: "
        f"{words.join_words(parts)}. {_dated(judged)}"
    )


def hourly(judged: pd.DataFrame, claims: pd.DataFrame) -> str:
    """Why an hourly figure can pass as rounded and its claim still fail."""
    by_hour = _by_hour(judged)
    annual = next(
        row.figure
        for row in rows_of(judged)
        if (row.measure, row.year, row.unit) == ("median", by_hour.year, "usd-a-year")
    )
    return (
        "One figure passes while its claim does not: "
        f"{by_hour.claim} is {_verdict(claims, by_hour.claim)}. "
        f"{words.dollars(by_hour.figure)} an hour is the published "
        f"{words.dollars(by_hour.published)} to the nearest dime, but {HOURS_A_YEAR:,} hours at "
        f"it make {words.dollars(by_hour.figure * HOURS_A_YEAR)}, and the article says that it "
        f"is {words.dollars(annual)}."
    )


def dots_caption(judged: pd.DataFrame, claims: pd.DataFrame) -> str:
    """How to read the chart of figures, and why one of them holds while its claim does not."""
    by_hour = _by_hour(judged)
    return (
        "Hourly pay is drawn as a full-time year. Med techs are held against technologists and the "
        "blended laboratory line, or, where the article settles no role, against the job that its "
        "words fit; for a mean of the best-paid tenth the 90th percentile stands in, below which "
        f"it cannot lie. {by_hour.claim} holds as a figure, rounded to the dime, but its claim "
        f"is held to the cent and is {_verdict(claims, by_hour.claim)}."
    )


def chance(near: pd.DataFrame, searched: pd.DataFrame, tolerance: float) -> str:
    """How many fits were found, and how easily a round figure finds one by chance.

    `searched` is what `chance_fits` returns.
    """
    found = near.groupby("figure").size()
    parts = [
        f"{words.counted(count, 'figure')} near {words.dollars(float(str(figure)))}"
        for figure, count in found.items()
    ]
    return (
        f"Within {words.percent(tolerance)} the search finds {words.join_words(parts)}. That "
        f"proves little alone: of the {len(searched)} whole thousands of dollars in the range "
        f"searched, {searched['fits'].sum()} have a fit as near."
    )


def medians_only(near: pd.DataFrame) -> str:
    """The fits that are medians, as the article says its figures are."""
    medians = [row for row in rows_of(near) if row.statistic == "p50_annual"]
    if not medians:
        return "The article calls both figures medians, but no published median is near either."
    near_each = [
        f"near {words.dollars(figure)} {words.join_words([_month(row) for row in rows])}"
        for figure, rows in groupby(sorted(medians, key=FIGURE), FIGURE)
    ]
    return f"The article calls both figures medians. Published medians: {'; '.join(near_each)}."


def contradictions(sets: pd.DataFrame, pairs: pd.DataFrame, claims: pd.DataFrame) -> str:
    """In how many matters the article contradicts itself, and how many claims take part."""
    involved = set(sets["claims"].str.split("; ").explode())
    return (
        f"The article contradicts itself in {len(sets)} matters. {len(involved)} of its "
        f"{len(claims)} claims take part, and {len(pairs)} pairs of claims cannot both stand."
    )


def tiles_title(counts: pd.DataFrame) -> str:
    """The finding of the tiles."""
    number = counts.set_index("verdict")["claims"]
    return (
        f"{number['supported']} of {number.sum()} claims are supported, "
        f"{number['contradicted']} contradicted"
    )


def tiles_subtitle() -> str:
    """How to read the tiles."""
    return (
        "A tile is a claim, in the order of the article; its letter is the initial of the verdict. "
        "Bar at its foot: decided by a program. Claim numbers in brackets"
    )


def tiles_alt(sections: pd.DataFrame) -> str:
    """The tiles in words, section by section."""
    told = [f"{row['section']}: {_section(row)}" for row in sections.to_dict("records")]
    return f"Verdicts on {sections['claims'].sum()} claims by section. {'; '.join(told)}."


def dots_title(judged: pd.DataFrame) -> str:
    """The finding of the chart of figures."""
    dated = judged[judged["published"].notna()]
    wrong = dated[dated["verdict"] == "wrong"]
    match = words.start(words.number(len(dated) - len(wrong)))
    off = [f"; its {MEASURES[row.measure]} is {off_by(row)}" for row in rows_of(wrong)]
    return (
        f"{match} of the article's {words.number(len(dated))} dated pay figures hold{''.join(off)}"
    )


def dots_subtitle(years: pd.Series) -> str:
    """How to read the chart of figures."""
    return (
        "Dollars a year. Upper mark: the article's figure; lower mark: the published one, or the "
        f"nearest where no year is given. Grey bar: range of {years.min()} to {years.max()}"
    )


def dots_alt(rows: pd.DataFrame) -> str:
    """The chart of figures in words."""
    told = [
        f"{row.label}: {row.given_text} in the article, {row.published_text or 'none published'} "
        f"({row.result})"
        for row in rows_of(rows)
    ]
    return f"{'; '.join(told)}."


def source(years: pd.Series) -> str:
    """Publisher, series and span of the wages that figures are held against."""
    return f"{WAGES}, {years.min()} to {years.max()}."


def _by_hour(judged: pd.DataFrame) -> Row:
    return next(row for row in rows_of(judged) if row.unit == "usd-an-hour")


def _verdict(claims: pd.DataFrame, claim: str) -> str:
    return str(claims.loc[claims["claim"] == claim, "verdict"].iloc[0])


def _beside(row: Row) -> str:
    more = "more" if row.difference < 0 else "less"
    return (
        f"The article's {MEASURES[row.measure]} of {words.dollars(row.figure)} for May "
        f"{row.year:.0f} is wrong: {words.dollars(row.published)} was published, "
        f"{words.dollars(abs(row.difference))} {more}."
    )


def _slip(slips: pd.Series) -> str:
    if slips.empty:
        return ""
    statistic, pay = next(iter(slips.items()))
    return (
        f" The {STATISTICS[str(statistic)]} of that month is {words.dollars(pay)}, one digit away, "
        "so a typing slip is likely."
    )


def _fit(row: Row) -> str:
    inside = f"nursing assistants, among whom {row.plural} are counted,"
    workers = inside if row.relation == "contains" else row.plural
    return f"the {row.kind} of {workers} in May {row.year} ({words.dollars(row.published)})"


def _month(row: Row) -> str:
    return f"{words.dollars(row.published)} ({row.plural}, May {row.year})"


def _ruled_out(tenth: pd.DataFrame) -> dict[str, int]:
    lines = list(zip(tenth["plural"], tenth["year"], tenth["possible"], strict=True))
    last = {plural: year for plural, year, possible in sorted(lines) if possible}
    later = [(plural, year) for plural, year, _ in lines if year > last.get(plural, 0)]
    return {
        plural: min(year for of, year in later if of == plural)
        for plural in dict.fromkeys(plural for plural, _ in later)
    }


def _section(row: dict[str, Any]) -> str:
    return words.join_words([f"{row[verdict]} {verdict}" for verdict in VERDICTS if row[verdict]])


def _dated(judged: pd.DataFrame) -> str:
    dated = int(judged["published"].notna().sum())
    return (
        f"Only {words.number(dated)} of the {words.number(len(judged))} pay figures name a year, "
        "so only they can be right or wrong."
    )
