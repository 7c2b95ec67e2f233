"""The sentences of chapter 04 on how far its figures reach: means, sampling errors, codes.

`means` is what `means_table` returns and `apart` what `differences` returns, both with `title`,
`noun`, `plural` and `line`; `coded` is what `at_the_ceiling` returns.
"""

from __future__ import annotations

import math

import pandas as pd

from rolereport.analysis.distributions import PERCENTILES, Line
from rolereport.analysis.means import CAP
from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.top_codes import coded_percentiles
from rolereport.display import words
from rolereport.display.records import records

MEANINGS = {
    "*": "withheld, or the job is not paid in that unit",
    "**": "withheld numbers of jobs",
    "***": "coded without an explanation",
    "#": "at or above the top code",
    "?": "lost in the copy that could be had, and never taken for a bound",
}
PLACES = {
    "national": "the nation",
    "states": "the states",
    "metros": "metropolitan and other areas",
}
HALF = 3  # percentiles from the median up
ROWS = 10  # of the table of top-coded occupations


def means_title(means: pd.DataFrame) -> str:
    """The finding of the chart of means: the mean that lies furthest from its median."""
    known = means.dropna(subset=["above_median"])
    if known.empty:
        return "No mean is held here to compare with the median"
    row = known.loc[known["above_median"].abs().idxmax()]
    gap = row["mean"] - row["median"]
    if not gap:
        return f"The mean of {row['plural']} equals their median"
    side = "above" if gap > 0 else "below"
    return f"The mean of {row['plural']} lies {words.dollars(abs(gap))} {side} their median"


def means_subtitle(means: pd.DataFrame, unit: str, place: str) -> str:
    """What the chart of means plots."""
    return (
        f"Mean annual pay in {unit}, {place}, May {means['year'].max()}: as published (dot), the "
        f"means that the percentiles allow (bar), median (tick)"
    )


def with_means(narrowed: pd.DataFrame, overlap: pd.DataFrame, pay: pd.DataFrame) -> str:
    """Whether using the means too narrows the overlap; `narrowed` as `bounds_with_means` gives."""
    known = narrowed.dropna(subset=["low"]).merge(overlap, on="role", suffixes=("", "_plain"))
    if known.empty:
        return ""
    if not known["narrower"].any():
        return "Using the published means as well would not narrow a bar."
    plurals = pay.set_index("role")["plural"]
    parts = [
        f"{words.percents(row.low, row.high)} for {plurals[row.role]}"
        for row in rows_of(known)
        if words.percents(row.low, row.high) != words.percents(row.higher_low, row.higher_high)
    ]
    if not parts:
        return "Using the published means as well would narrow no bar by a whole percent."
    return (
        "Using the published means as well would narrow how often a random pair is led: "
        f"{words.join_words(parts)}."
    )


def mean_ranges(means: pd.DataFrame) -> pd.DataFrame:
    """`means` as `pay_ranges` draws them."""
    names = {"least": "outer_low", "most": "outer_high", "mean": "point", "median": "mark"}
    nothing = dict.fromkeys(["inner_low", "inner_high", "point_low", "point_high"], float("nan"))
    least, most = means["least"].map(_down_to_ten), means["most"].map(_up_to_ten)
    return means.assign(least=least, most=most).rename(columns=names).assign(**nothing)


def means_caption(means: pd.DataFrame) -> str:
    """How to read the chart of means, the cap that it needs, and what is left for the top."""
    return " ".join([_reading(), *tails(means)])


def _reading() -> str:
    return (
        "A bar begins where every job pays the least that its percentiles allow, the lowest tenth "
        "nothing. There is no greatest mean, for the best-paid tenth has no ceiling; the bar ends "
        f"where no job pays over {words.number(CAP)} times the 90th percentile, a cap of ours."
    )


def means_alt(means: pd.DataFrame, place: str) -> str:
    """The chart of means in words."""
    parts = [
        f"{row.plural} {words.dollars(row.mean)}, {_median(row.median)}, not below "
        f"{words.dollars(_down_to_ten(row.least))}"
        for row in rows_of(means.dropna(subset=["mean", "least"]))
    ]
    said = "; ".join(parts) or "none is held with its percentiles"
    return f"Mean annual pay in {place}, May {means['year'].max()}: {said}."


def tails(means: pd.DataFrame) -> list[str]:
    """What each mean says about the best-paid tenth."""
    if means["mean"].isna().all():
        return ["No mean is held here, so nothing follows for the best-paid tenth."]
    return [_tail(row) for row in rows_of(means)]


def errors(apart: pd.DataFrame, pay: pd.DataFrame, place: str) -> list[str]:
    """For each pair of roles, whether their means differ by more than sampling error."""
    known = apart[apart["apart"] != ""]
    if len(pay) < 2:
        return ["There is no second mean here to differ from."]
    if known.empty:
        return [f"No pair of means with standard errors is held for {place}."]
    plurals = pay.set_index("role")["plural"]
    told = known.assign(baseline_plural=known["baseline"].map(plurals))
    return [_difference(row) for row in rows_of(told)]


def own_codes(pay: pd.DataFrame) -> str:
    """Which of the roles' own annual percentiles are at or above the top code."""
    coded = {row["plural"]: (row, coded_percentiles(row)) for row in records(pay)}
    parts = [
        f"{words.counted(len(hidden), 'percentile')} of {plural} "
        f"({words.join_words([f'{each}th' for each in hidden])}) "
        f"{'is' if len(hidden) == 1 else 'are'} at least {words.dollars(row['ceiling_annual'])}"
        for plural, (row, hidden) in coded.items()
        if hidden
    ]
    if not parts:
        return "No percentile of the roles compared here is at or above the survey's top code."
    return f"{words.start('; '.join(parts))}. A bound is not a gap: it enters every range above."


def ceiling_title(coded: pd.DataFrame, year: int) -> str:
    """The caption of the table of top-coded occupations."""
    if coded.empty:
        return f"No percentile of a national wage of May {year} is top-coded"
    ceiling = words.dollars(coded["ceiling_annual"].max())
    return (
        f"Occupations with most percentiles at or above the top code of {ceiling} a year, the "
        f"United States, May {year}"
    )


def ceiling_found(coded: pd.DataFrame, year: int, latest: int, revealed: pd.DataFrame) -> str:
    """Where the top code bites, and what a later release printed in its place."""
    if coded.empty:
        return f"In May {year} no percentile was top-coded."
    half = int((coded["hidden"] >= HALF).sum())
    most = coded.iloc[0]
    said = (
        f"In May {year} the code stood in {words.counted(len(coded), 'occupation')}, and in "
        f"{words.number(half)} of them hid the median. It bit deepest for "
        f"{str(most['soc_title']).lower()}: at least {words.percent(most['share_low'])} of "
        f"their jobs paid {words.dollars(most['ceiling_annual'])} or more."
    )
    both = revealed[revealed["hidden"] >= HALF].dropna(subset=["p50_annual_later"])
    if both.empty:
        return said
    above = int((both["p50_annual_later"] >= both["ceiling_annual"]).sum())
    many = "all of them" if above == len(both) else f"{words.number(above)} of them"
    return (
        f"{said} The release of May {latest} prints {words.counted(len(both), 'median')} that were "
        f"hidden, {many} at or above the old ceiling: the code had told the truth."
    )


def told_ceilings(coded: pd.DataFrame, revealed: pd.DataFrame) -> pd.DataFrame:
    """The occupations that the top code hides most, their figures written out.

    Returns
    -------
    DataFrame
        soc_title, p10 ... p90 and share (of jobs at or above the ceiling) as text,
        p50_annual_later (dollars).
    """
    later = revealed.set_index("soc_code")["p50_annual_later"]
    rows = [
        {
            "soc_title": words.start(str(row["soc_title"]).lower()),
            "p50_annual_later": later.get(row["soc_code"]),
        }
        | {f"p{each}": _or_more(row, each) for each in PERCENTILES}
        | {"share": words.percents(row["share_low"], row["share_high"])}
        for row in records(coded.head(ROWS))
    ]
    columns = ["soc_title", *(f"p{each}" for each in PERCENTILES), "share", "p50_annual_later"]
    return pd.DataFrame(rows, columns=columns)


def codes_here(found: pd.DataFrame, level: str, year: int) -> str:
    """How many pay figures of the vintage in use have a code in their place."""
    pay = found[found["kind"] != "jobs"].groupby("code")["figures"].sum()
    where = f"Of the pay figures of May {year} for {PLACES[level]}"
    if pay.empty:
        return f"{where}, as held here, none has a code in its place."
    parts = [f"{count:,} are {MEANINGS[str(code)]} ({code})" for code, count in pay.items()]
    return f"{where}, as held here, {words.join_words(parts)}."


def _or_more(row: Line, percentile: int) -> str:
    pay = row[f"p{percentile}_annual"]
    if percentile in coded_percentiles(row):
        return f"at least {words.dollars(row['ceiling_annual'])}"
    return "" if pd.isna(pay) else words.dollars(pay)


def _tail(row: Row) -> str:
    if row.consistent is False:
        return (
            f"The published mean of {row.plural} lies below the least that their percentiles "
            f"allow, {words.dollars(row.least)}: one of the figures is wrong."
        )
    if pd.isna(row.top_most):
        return f"For {row.plural} no mean is held with percentiles beside it."
    said = (
        f"For {row.plural} the mean leaves the best-paid tenth an average between "
        f"{words.dollars(row.top_least)} and {words.dollars(_up_to_ten(row.top_most))}"
    )
    if pd.isna(row.top_curve_least):
        return f"{said}."
    return (
        f"{said}; if the middle follows our curve, between "
        f"{words.dollars(_down_to_ten(row.top_curve_least))} and "
        f"{words.dollars(_up_to_ten(row.top_curve_most))}."
    )


def _median(median: float) -> str:
    return "no median printed" if pd.isna(median) else f"median {words.dollars(median)}"


def _down_to_ten(amount: float) -> float:
    return math.floor(amount / 10) * 10 if math.isfinite(amount) else amount


def _up_to_ten(amount: float) -> float:
    return math.ceil(amount / 10) * 10 if math.isfinite(amount) else amount


def _difference(row: Row) -> str:
    size, margin = words.dollars(abs(row.difference)), words.dollars(round(row.margin, -1))
    more = "more" if row.difference >= 0 else "less"
    said = f"{words.start(row.plural)} average {size} {more} than {row.baseline_plural}"
    if row.apart == "surely":
        widest = words.dollars(round(row.widest, -1))
        return (
            f"{said}, give or take {margin}: more than sampling error explains, even if the two "
            f"errors add up in full ({widest})."
        )
    if row.apart == "if independent":
        return (
            f"{said}, give or take {margin} if the two samples are independent; since they share "
            "employers, sampling error cannot be ruled out."
        )
    return f"{said}, give or take {margin}: sampling error alone could explain it."
