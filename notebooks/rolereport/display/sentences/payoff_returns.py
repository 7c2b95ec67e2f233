"""The sentences of chapter 07 on careers and returns: the curve, parts of a lead, break-even pay.

Frames are those of `display.sentences.payoff`.
"""

from __future__ import annotations

import math

import pandas as pd

from rolereport.analysis import experience
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words
from rolereport.display.labels import BLENDED
from rolereport.display.sentences import payoff, salaries
from rolereport.display.sentences.payoff_checks import value_of

NO_CURVE = "Too little pay is published here for an experience curve"
PARTS_CAPTION = (
    "Three pieces add up to each lead: what training costs more, what is earned while one of the "
    "two is still in training, and what is earned once both work."
)
BREAK_EVEN_CAPTION = (
    "Where the line runs above its dotted mate, the job pays too little to be level by then. All "
    "percentiles of its pay are moved together, and the pay compared with stays. The longer one "
    "looks ahead, the less the years of training weigh."
)
CURVE = ("soc_code", "role", "relation", "flat", "mean_annual", "start_pay")
MEASURES = {"cumulative": "as paid", "present_value": "discounted"}


def curve_rows(jobs: pd.DataFrame, means: pd.DataFrame) -> pd.DataFrame:
    """One row a wage line, with the mean of a career on it; jobs that share a line share a row.

    Parameters
    ----------
    jobs
        Also `soc_code`, `label`, `mean_annual`, `flat`.
    means
        As `experience.career_mean` returns.

    Returns
    -------
    DataFrame
        role (the first of those that share the line), drawn_as (the role whose colour it has),
        label, plural, relation, flat, mean_annual, career_mean, start_pay; in the order of `jobs`.
    """
    mean = dict(zip(means["role"], means["career_mean"], strict=True))
    lines: dict[str, list[Row]] = {}
    for row in rows_of(jobs):
        lines.setdefault(row.soc_code, []).append(row)
    return pd.DataFrame(
        [
            {
                **{name: getattr(sharing[0], name) for name in CURVE},
                "career_mean": mean.get(sharing[0].role, math.nan),
                "label": _shared_label([row.label for row in sharing]),
                "drawn_as": _shared_role([row.role for row in sharing]),
                "plural": words.join_words([row.plural for row in sharing]),
            }
            for sharing in lines.values()
        ]
    )


def curve_title(curves: pd.DataFrame, rows: pd.DataFrame, assumed: PayoffAssumptions) -> str:
    """The finding of the curve: by how much pay is taken to rise."""
    ends = curves.dropna().groupby("role")["pay"].agg(["first", "last"])
    named = rows[~salaries.hidden(rows)]
    named = rows if named.empty else named
    growth = (ends["last"] / ends["first"] - 1).reindex(named["role"]).dropna()
    if growth.empty:
        return NO_CURVE
    plural = rows.set_index("role")["plural"]
    most, least = growth.idxmax(), growth.idxmin()
    if (growth == 0).all():
        return "Only medians are held here, so pay is taken to stay level"
    opening = f"In {assumed.experience_upper_years:g} years pay is taken to rise by"
    top = words.percent(growth[most])
    if len(growth) == 1 or top == words.percent(growth[least]):
        return f"{opening} {top}"
    return (
        f"{opening} {top} for {plural[most]}, by {words.percent(growth[least])} for {plural[least]}"
    )


def curve_subtitle(jobs: pd.DataFrame, place: str, assumed: PayoffAssumptions) -> str:
    """What the curve plots."""
    start, upper = (
        value_of(each, "percentile").removesuffix(" percentile")
        for each in (assumed.experience_start_percentile, assumed.experience_upper_percentile)
    )
    means = "; thick strokes: mean of all jobs" if jobs["mean_annual"].notna().any() else ""
    return (
        f"Annual pay in {salaries.unit(jobs)} by years in the job, {place}, May "
        f"{jobs['year'].max()}. Dots: {start}, 50th and {upper} percentile{means}"
    )


def curve_alt(curves: pd.DataFrame, rows: pd.DataFrame, assumed: PayoffAssumptions) -> str:
    """The curve in words: pay at each of its bends."""
    at = curves.pivot(index="role", columns="experience", values="pay")
    bends = [bend for bend in experience.knots(assumed) if bend in at]
    parts = [
        f"{row.plural} "
        + words.join_words([f"{words.dollars(round(at[bend][row.role], -2))}" for bend in bends])
        for row in rows_of(rows)
        if row.role in at.index and at.loc[row.role].notna().all()
    ]
    years = words.join_words([f"{bend:g}" for bend in bends])
    listed = "; ".join(parts) or "not published"
    return f"Assumed pay after {years} years in the job: {listed}."


def curve_caption(rows: pd.DataFrame, assumed: PayoffAssumptions) -> str:
    """What the curve takes for granted, held against what the percentiles can say."""
    if rows["flat"].any():
        return payoff.FLAT
    start, upper = (
        words.percent(share / 100)
        for share in (
            assumed.experience_start_percentile,
            100 - assumed.experience_upper_percentile,
        )
    )
    claim = (
        "Percentiles rank jobs by pay, not workers by experience. If experience alone set pay, the "
        f"curve would say that {start} of jobs pay less than a newcomer gets, that half are held "
        f"by people with under {assumed.experience_middle_years:g} years in the job, and "
        f"{upper} by people with over {assumed.experience_upper_years:g}."
    )
    return " ".join([claim, *career_against_mean(rows)])


def career_against_mean(rows: pd.DataFrame) -> list[str]:
    """How the mean pay of one whole career on the curve compares with the mean of all jobs."""
    known = rows.dropna(subset=["career_mean", "mean_annual"])
    if known.empty:
        return []
    told = [
        f"{words.dollars(round(row.career_mean, -2))} for {row.plural}, "
        f"{_against(row.career_mean / row.mean_annual - 1)} the mean of all such jobs"
        for row in rows_of(known)
    ]
    return [f"A whole career on the curve averages {'; '.join(told)}."]


def part_rows(parts: pd.DataFrame, jobs: pd.DataFrame) -> pd.DataFrame:
    """`parts` with the labels of their rows, in the order of `jobs`."""
    names = jobs.drop_duplicates("pathway")[["pathway", "title", "plural"]]
    rows = parts.merge(names, on="pathway", how="left")
    return rows.assign(label=rows["title"] + "\n" + rows["measure"].map(MEASURES))


def parts_title(rows: pd.DataFrame, horizon: float) -> str:
    """The finding of the parts: what the longer training costs most in, before it pays."""
    if rows.empty:
        return payoff.NOTHING
    row = rows_of(rows)[0]
    price, missed = (round(-each, payoff.THOUSAND) for each in (row.price, row.pay_before))
    whose = f"{words.start(row.plural)}"
    if price > 0 and missed > 0:
        return (
            f"{whose} give up {words.dollars(missed)} of pay while training, "
            f"{'more' if missed > price else 'less' if missed < price else 'as much'} "
            f"{'as' if missed == price else 'than'} the {words.dollars(price)} that it costs extra"
        )
    later = round(row.pay_after, payoff.THOUSAND)
    if later == 0:
        return f"{whose} earn as much as those compared with, once both work"
    more = "more" if later > 0 else "less"
    return f"{whose} earn {words.dollars(abs(later))} {more} over {horizon:g} years, once both work"


def parts_subtitle(jobs: pd.DataFrame, baseline: str, horizon: float) -> str:
    """What the parts plot."""
    whose = jobs.loc[jobs["pathway"] == baseline, "plural"]
    over = f" over {whose.iloc[0]}" if len(whose) else ""
    return (
        f"Lead{over} {horizon:g} years after high school, {salaries.unit(jobs)}: what speaks "
        "against a job to the left, what speaks for it to the right"
    )


def parts_alt(rows: pd.DataFrame) -> str:
    """The parts in words."""
    told = [
        f"{row.plural} {MEASURES[row.measure]}: price {_thousand(row.price)}, pay until both work "
        f"{_thousand(row.pay_before)}, pay from then on {_thousand(row.pay_after)}, together "
        f"{_thousand(row.lead)}"
        for row in rows_of(rows)
    ]
    made = words.start("; ".join(told) + ".") if told else payoff.NOTHING
    return f"What each lead is made of. {made}"


def break_even_rows(
    jobs: pd.DataFrame, needed: pd.DataFrame, returns: pd.DataFrame, years: list[float]
) -> pd.DataFrame:
    """One row a job: rate of return and its range, median needed after each of `years`, and paid.

    Parameters
    ----------
    needed, returns
        As `payoff_pairs.break_even` and `payoff_pairs.returns` return.

    Returns
    -------
    DataFrame
        The rows of `jobs` that are not the baseline, with return_rate and return_range in words,
        median (dollars) and needed_<place> for each place in `years`.
    """
    rows = jobs[jobs["pathway"].isin(returns["pathway"])].drop(
        columns=[*returns.columns.drop("pathway")], errors="ignore"
    )
    rows = rows.merge(returns, on="pathway")
    columns = (needed[name].tolist() for name in ("pathway", "year", "needed_median", "median"))
    lines = [*zip(*columns, strict=True)]
    at = {(way, round(year * 12)): must for way, year, must, _ in lines}
    median = {way: pays for way, _, _, pays in lines}
    for place, year in enumerate(years):
        must = [at.get((way, round(year * 12)), math.nan) for way in rows["pathway"]]
        rows[f"needed_{place}"] = must
    return rows.assign(
        median=[median.get(way, math.nan) for way in rows["pathway"]],
        return_rate=[rate(each) for each in rows["rate"]],
        return_range=[_rate_range(row) for row in rows_of(rows)],
    )


def break_even_title(needed: pd.DataFrame, jobs: pd.DataFrame, tested: str, horizon: float) -> str:
    """The finding of the break-even chart: what the tested job must pay, and what it pays."""
    line = needed[(needed["pathway"] == tested) & (needed["year"] == horizon)]
    if line.empty:
        return payoff.NOTHING
    must, pays = line["needed_median"].iloc[0], line["median"].iloc[0]
    plural = jobs.set_index("pathway")["plural"][tested]
    return (
        f"To be level after {horizon:g} years, {plural} need a median of "
        f"{words.dollars(round(must, -2))}; it is {words.dollars(pays)}"
    )


def break_even_subtitle(jobs: pd.DataFrame, baseline: str) -> str:
    """What the break-even chart plots."""
    whose = jobs.loc[jobs["pathway"] == baseline, "plural"]
    over = whose.iloc[0] if len(whose) else "the baseline"
    return (
        f"Median annual pay at which a job is level with {over}, discounted, {salaries.unit(jobs)} "
        "(line), and its published median (dotted); a ring where they meet"
    )


def break_even_alt(rows: pd.DataFrame, years: list[float]) -> str:
    """The break-even chart in words."""
    told = [
        f"{row.plural} need "
        + words.join_words(
            [
                f"{words.dollars(round(getattr(row, f'needed_{place}'), -2))} by year {year:g}"
                for place, year in enumerate(years)
            ]
        )
        + f" and have {words.dollars(row.median)}"
        for row in rows_of(rows)
        if pd.notna(row.median)
    ]
    return f"Median pay needed to be level with the baseline: {'; '.join(told) or 'not known'}."


def rate(value: float) -> str:
    """A rate of return in words."""
    if math.isinf(value):
        return "ahead at any rate" if value > 0 else "does not pay back"
    return words.percent(value, 1)


def _rate_range(row: Row) -> str:
    ends = dict.fromkeys(rate(each) for each in (row.rate_low, row.rate_high))
    return " to ".join(ends)


def _shared_label(labels: list[str]) -> str:
    """One label for jobs on one line: what each is called, then what the line is."""
    titles, *line = zip(*(label.split("\n") for label in labels), strict=True)
    names = [titles[0], *(words.lower_start(title) for title in titles[1:])]
    return "\n".join([" and\n".join(names), *(each[0] for each in line)])


def _shared_role(roles: list[str]) -> str:
    """Whose colour a line has: the laboratory's where its jobs share one, else the first job's."""
    return salaries.LABORATORY if len(roles) > 1 and set(roles) <= {*BLENDED} else roles[0]


def _against(share: float) -> str:
    if round(share, 2) == 0:
        return "the same as"
    return f"{words.percent(abs(share))} {'above' if share > 0 else 'below'}"


def _thousand(amount: float) -> str:
    return words.dollars(round(amount, payoff.THOUSAND))
