"""The sentences of chapter 04: pay today and how far it overlaps.

`pay` is everywhere one row a role with `role`, `title`, `relation`, `year`, `dollars_of` (optional)
and the wage columns; `overlap` is what `overlap_table` returns, with labels.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.data import load
from rolereport.data.wages import last_apart
from rolereport.display import labels, words

Row = Any
COUNTED = " (counted as nursing assistants)"
AIDES = (
    "Medication aides have no wage line of their own. What is shown for them is the pay of nursing "
    "assistants, among whom they are counted."
)
LABORATORY, AIDE = "laboratory-combined", "medication-aide"


def findings(pay: pd.DataFrame, overlap: pd.DataFrame, place: str) -> list[str]:
    """The chapter's answer: medians, overlap, and what the lines really measure."""
    own = overlap[~hidden(overlap)]
    return [medians(pay, place), *chances(own, pay), *measured(pay)]


def medians(pay: pd.DataFrame, place: str) -> str:
    """The published medians, highest first, with place and month."""
    year = int(pay["year"].max()) if len(pay) else 0
    known = pay.dropna(subset=["p50_annual"]).sort_values("p50_annual", ascending=False)
    if known.empty:
        return f"No median is published for these roles in {place}."
    parts = [
        f"{words.dollars(row.p50_annual)} for {row.plural}{COUNTED if aside else ''}"
        for row, aside in zip(known.itertuples(), hidden(known), strict=True)
    ]
    listed = words.join_words(parts)
    return f"In {place}, median pay in May {year} was {listed}, in {unit(pay)} a year."


def chances(overlap: pd.DataFrame, pay: pd.DataFrame) -> list[str]:
    """For each role, in how many of 100 random pairs its job pays more than the baseline's."""
    return [
        f"Draw the job of one {row.noun} and of one {noun_of(pay, row.baseline)} at random: the "
        f"first pays more in {_in_hundred(row)} of 100 such pairs."
        for row in overlap.dropna(subset=["higher_low"]).itertuples()
    ]


def measured(pay: pd.DataFrame) -> list[str]:
    """What is blended or hidden in the lines shown."""
    notes = []
    if hidden(pay).any():
        notes.append(AIDES)
    if blended(pay).any():
        notes.append(one_figure(load.table("role_soc")))
    return notes


def hidden(pay: pd.DataFrame) -> pd.Series:
    """Whether each row's pay is that of another job, in whose line the role is counted.

    Other roles of the relation `contains` are the larger part of their line, as registered nurses
    were when advanced-practice nurses were counted with them.
    """
    return (pay["role"] == AIDE) & (pay["relation"] == "contains")


def blended(pay: pd.DataFrame) -> pd.Series:
    """Whether each row is the one line of laboratory technologists and technicians."""
    return (pay["relation"] == "combined") | (pay["role"] == LABORATORY)


def one_figure(role_soc: pd.DataFrame) -> str:
    """What the laboratory line is made of, and since when nothing finer is published."""
    year = last_apart(role_soc, list(labels.BLENDED))
    return (
        "Laboratory staff are technologists and technicians in one figure: the wage survey has "
        f"not told them apart since May {year}."
    )


def bars_title(pay: pd.DataFrame) -> str:
    """The finding of the percentile chart: the widest gap between medians, and who is ahead.

    A role hidden in the line of another is left out where two others remain: that pay is not its
    own.
    """
    known = pay.dropna(subset=["p50_annual"]).sort_values("p50_annual")
    own = known[~hidden(known)]
    known = own if len(own) > 1 else known
    if len(known) < 2:
        return "Pay by role, as far as it is published"
    low, high = known.iloc[0], known.iloc[-1]
    gap = words.dollars(high["p50_annual"] - low["p50_annual"])
    return f"{words.start(high['plural'])} earn {gap} more at the median than {low['plural']}"


def bars_subtitle(pay: pd.DataFrame, place: str) -> str:
    """What is plotted, in what unit, for when."""
    return (
        f"Annual pay in {unit(pay)}, {place}, May {pay['year'].max()}: 10th to 90th percentile "
        "(pale), middle half (solid), median (mark)"
    )


def bars_alt(pay: pd.DataFrame, place: str) -> str:
    """The percentile chart in words."""
    parts = [_range_words(row) for row in pay.itertuples()]
    when = f"May {pay['year'].max()}"
    return f"Pay ranges in {place}, {when}: {'; '.join(parts)}."


def bars_caption(pay: pd.DataFrame) -> str:
    """How to read the percentile chart, and what its lines measure."""
    ends = "One in ten jobs pays less than the left end of a bar, one in ten more than the right."
    return " ".join([ends, *measured(pay)])


def overlap_title(overlap: pd.DataFrame, pay: pd.DataFrame) -> str:
    """The finding of the overlap chart, for the role that outranks the baseline most often."""
    known = overlap.dropna(subset=["higher_low"])
    if known.empty:
        return "Too little is published to compare these jobs pair by pair"
    top = known.loc[known["higher_low"].idxmax()]
    baseline = noun_of(pay, top["baseline"])
    pairs = words.start(_in_hundred(top))
    return f"{pairs} times in 100, a {top['noun']} job pays more than a {baseline} job"


def overlap_subtitle(overlap: pd.DataFrame, place: str) -> str:
    """What the overlap chart plots."""
    return (
        f"Chance that a random job pays more than a random job of the baseline role, {place}, "
        f"May {overlap['year'].max()}: certain range and interpolated point"
    )


def overlap_alt(overlap: pd.DataFrame, pay: pd.DataFrame, place: str) -> str:
    """The overlap chart in words."""
    said = chances(overlap, pay) or [
        "No pair of roles has the percentiles that a comparison needs."
    ]
    return f"Pairs of jobs in {place}. {' '.join(said)}"


def blend(split: pd.DataFrame, latest: int) -> str:
    """What is known of technologists and technicians apart: the last published medians.

    `split` holds the two roles' own lines in the last year that has them.
    """
    median = split.set_index("role")["p50_annual"]
    year = int(split["year"].max())
    return (
        f"May {year} is the last month for which technologists "
        f"({words.dollars(median['laboratory-technologist'])} at the median) and technicians "
        f"({words.dollars(median['laboratory-technician'])}) were published apart. Every "
        f"laboratory figure since, including that of May {latest}, is a blend of the two."
    )


def split_title(split: pd.DataFrame) -> str:
    """The finding of the chart of the last split."""
    median = split.set_index("role")["p50_annual"]
    gap = median["laboratory-technologist"] - median["laboratory-technician"]
    year = int(split["year"].max())
    return (
        f"In {year} technologists earned {words.dollars(gap)} more at the median than technicians"
    )


def source(year: int) -> str:
    """Publisher, series and date of one wage vintage."""
    return (
        f"U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May {year}."
    )


def unit(pay: pd.DataFrame) -> str:
    """Whose dollars the pay is in."""
    if "dollars_of" not in pay or pay.empty:
        return "dollars"
    return words.dollars_of(int(pay["year"].max()), int(pay["dollars_of"].max()))


def noun_of(pay: pd.DataFrame, role: str) -> str:
    """What one worker of the role is called inside a sentence."""
    return str(pay.set_index("role")["noun"][role])


def _range_words(row: Row) -> str:
    if pd.isna(row.p50_annual):
        return f"{row.plural} not published"
    if pd.isna(row.p10_annual) or pd.isna(row.p90_annual):
        return f"{row.plural} {words.dollars(row.p50_annual)} at the median, no more published"
    return (
        f"{row.plural} from {words.dollars(row.p10_annual)} at the 10th percentile over "
        f"{words.dollars(row.p50_annual)} at the median "
        f"to {words.dollars(row.p90_annual)} at the 90th"
    )


def _in_hundred(row: Row) -> str:
    return f"between {round(100 * row.higher_low)} and {round(100 * row.higher_high)}"
