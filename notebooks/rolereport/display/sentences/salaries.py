"""The sentences of chapter 04: pay today and how far it overlaps.

`pay` is everywhere one row a role with `role`, `title`, `relation`, `year`, the wage columns, and
optional `dollars_of`, `from_hourly`, and, for percentiles at or above the top code, `codes` and
`ceiling_annual`; `overlap` is what `overlap_table` returns, with labels.
"""

from __future__ import annotations

import math
import textwrap
from itertools import pairwise
from typing import Any

import pandas as pd

from rolereport.analysis.distributions import HOURS_A_YEAR, Line, Unit, percentile_columns
from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.top_codes import coded_percentiles
from rolereport.data import load
from rolereport.data.wages import last_apart
from rolereport.display import labels, words
from rolereport.display.records import records

COUNTED = " (counted as nursing assistants)"
COUNTED_ONE = " (counted as a nursing assistant)"
AIDES = (
    "Medication aides have no wage line of their own. What is shown for them is the pay of nursing "
    "assistants, among whom they are counted."
)
LABORATORY, AIDE = "laboratory-combined", "medication-aide"
MEASURES = ("higher", "above_median", "baseline_above")
WRAP = 31  # letters of a label in the overlap chart
NO_PAIR = "No pair of roles has the percentiles that a comparison needs."


def findings(pay: pd.DataFrame, overlap: pd.DataFrame, place: str, estimate: str = "") -> list[str]:
    """The chapter's answer: medians, overlap, and what the lines really measure.

    `estimate` is said where the line of laboratory staff is shown.
    """
    own = overlap[~hidden(overlap)]
    said = [medians(pay, place), *chances(own, pay), *measured(pay)]
    if estimate and blended(pay).any():
        said[-1] = f"{said[-1]} {estimate}"
    return said


def medians(pay: pd.DataFrame, place: str) -> str:
    """The published medians, highest first, with place and month."""
    year = int(pay["year"].max()) if len(pay) else 0
    known = with_least_median(pay).dropna(subset=["median"])
    known = known.sort_values("median", ascending=False, kind="stable")
    if known.empty:
        return f"No median is published for these roles in {place}."
    parts = [
        f"{'at least ' * row.at_least}{words.dollars(row.median)} for "
        f"{row.plural}{COUNTED if aside else ''}"
        for row, aside in zip(rows_of(known), hidden(known), strict=True)
    ]
    listed = words.join_words(parts)
    return f"In {place}, median pay in May {year} was {listed}, in {unit(pay)} a year."


def with_least_median(pay: pd.DataFrame) -> pd.DataFrame:
    """`pay` with `median`, the ceiling where it is coded `#`, and `at_least`, whether it is."""
    coded = pd.Series([50 in coded_percentiles(row) for row in records(pay)], pay.index, bool)
    ceiling = pay.get("ceiling_annual", pd.Series(float("nan"), pay.index))
    return pay.assign(median=pay["p50_annual"].mask(coded, ceiling), at_least=coded)


def chances(overlap: pd.DataFrame, pay: pd.DataFrame) -> list[str]:
    """For each role, in how many of 100 random pairs its job pays more than the baseline's."""
    known = overlap.dropna(subset=["higher_low"])
    return [
        f"Draw the job of one {row.noun}{COUNTED_ONE if aside else ''} and of one "
        f"{noun_of(pay, row.baseline)} at random: the first pays more in {_in_hundred(row)} of 100 "
        "such pairs."
        for row, aside in zip(rows_of(known), hidden(known), strict=True)
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


def is_hidden(row: Row) -> bool:
    """What `hidden` says of one row."""
    return bool(row.role == AIDE and row.relation == "contains")


def blended(pay: pd.DataFrame) -> pd.Series:
    """Whether each row is the one line of laboratory technologists and technicians."""
    return (pay["relation"] == "combined") | (pay["role"] == LABORATORY)


def is_blended(row: Row) -> bool:
    """What `blended` says of one row."""
    return bool(row.relation == "combined" or row.role == LABORATORY)


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
    own. One line alone is told by its middle half.
    """
    known = with_least_median(pay).dropna(subset=["median"]).sort_values("median", kind="stable")
    own = known[~hidden(known)]
    known = own if len(own) > 1 else known
    if len(known) < 2:
        return _alone(known)
    low, high = known.iloc[0], known.iloc[-1]
    if low["at_least"]:
        plurals = words.join_words(known["plural"].tolist())
        return f"Median pay of {plurals} is at or above what the survey prints"
    if low["median"] == high["median"]:
        shared = words.dollars(low["median"])
        return f"{words.start(low['plural'])} and {high['plural']} have one median, {shared}"
    gap = words.dollars(high["median"] - low["median"])
    least = "at least " if high["at_least"] else ""
    return (
        f"{words.start(high['plural'])} earn {least}{gap} more at the median than {low['plural']}"
    )


def bars_subtitle(pay: pd.DataFrame, place: str) -> str:
    """What is plotted, in what unit, for when."""
    return (
        f"Annual pay in {unit(pay)}, {place}, May {pay['year'].max()}: 10th to 90th percentile "
        "(pale), middle half (solid), median (mark)"
    )


def bars_alt(pay: pd.DataFrame, place: str) -> str:
    """The percentile chart in words."""
    parts = [_range_words(row) for row in records(pay)]
    when = f"May {pay['year'].max()}"
    return f"Pay ranges in {place}, {when}: {'; '.join(parts)}."


def bars_caption(pay: pd.DataFrame) -> str:
    """How to read the percentile chart, and what its lines measure."""
    ends = "One in ten jobs pays less than the left end of a bar, one in ten more than the right."
    arrow = "An arrow leads on from the most that the survey prints." if _any_coded(pay) else ""
    return " ".join(filter(None, [ends, arrow, worked_out(pay), *measured(pay)]))


def worked_out(pay: pd.DataFrame) -> str:
    """That annual pay was worked out from hourly pay, where it was; else nothing."""
    if not ("from_hourly" in pay and pay["from_hourly"].any()):
        return ""
    return (
        "Where the copy of the survey held here lacks a figure by the year, it is the one by the "
        f"hour times {words.count(HOURS_A_YEAR)}, as the Bureau itself reckons."
    )


def both_units(pay: pd.DataFrame) -> pd.DataFrame:
    """A row a role by the year and one by the hour: line, per, p10 ... p90 and mean, as written.

    Where a source holds no hourly pay at all, it is worked out from the year.
    """
    rows = [_written(row, unit) for row in records(pay) for unit in ("annual", "hourly")]
    return pd.DataFrame(rows)


def quantiles_title(pay: pd.DataFrame) -> str:
    """The finding of the quantile chart: whose pay is least settled by its five points."""
    spans = _widest_boxes(pay)
    if spans.empty:
        return "Too little is published to draw pay between the percentiles"
    row = spans.loc[spans["span"].idxmax()]
    return (
        f"Between two published points the pay of {row['plural']} is known only to within "
        f"{words.dollars(row['span'])}"
    )


def quantiles_subtitle(pay: pd.DataFrame, place: str) -> str:
    """What the quantile chart plots."""
    return (
        f"Annual pay by percentile in {unit(pay)}, {place}, May {pay['year'].max()}: dots as "
        "published; boxes hold the pay in between; lines are our interpolation"
    )


def quantiles_alt(pay: pd.DataFrame, place: str) -> str:
    """The quantile chart in words: the widest box of each role."""
    parts = [
        f"{row.plural} widest between the {_nth(row.start)} percentile, "
        f"{words.dollars(row.low)}, and the {_nth(row.end)}, {words.dollars(row.high)}"
        for row in rows_of(_widest_boxes(pay))
    ]
    said = "; ".join(parts) or "too little is published to draw one"
    return f"Pay by percentile in {place}, May {pay['year'].max()}: {said}."


def comparisons(overlap: pd.DataFrame, pay: pd.DataFrame) -> pd.DataFrame:
    """`overlap` with a row for each measure, told in words.

    Returns
    -------
    DataFrame
        role (whose colour), label (wrapped), line, measure, share_low, share_point, share_high;
        the three measures of a pair together.
    """
    names = pay.set_index("role")[["line", "plural"]]
    rows = [
        _comparison(row, measure, names)
        for row in overlap.to_dict("records")
        for measure in MEASURES
    ]
    columns = ["role", "label", "line", "measure", "share_low", "share_point", "share_high"]
    return pd.DataFrame(rows, columns=columns)


def overlap_title(overlap: pd.DataFrame, pay: pd.DataFrame) -> str:
    """The finding of the overlap chart, for the pair that the percentiles settle best."""
    known = overlap.dropna(subset=["higher_low"])
    own = known[~hidden(known)]
    known = known if own.empty else own
    if known.empty:
        return "Too little is published to compare these jobs pair by pair"
    settled = pd.concat([known["higher_low"] - 0.5, 0.5 - known["higher_high"]], axis=1).max(axis=1)
    top = known.loc[settled.idxmax()]
    baseline = noun_of(pay, top["baseline"])
    low, high = words.hundredths(top["higher_low"], top["higher_high"])
    if top["higher_low"] > 0.5:
        who = f"{words.an(top['noun'])} is paid more than {words.an(baseline)}"
        return words.start(f"in at least {low} of 100 random pairs, {who}")
    if top["higher_high"] < 0.5:
        who = f"{words.an(top['noun'])} is paid more than {words.an(baseline)}"
        return words.start(f"in at most {high} of 100 random pairs, {who}")
    pair = f"{words.an(top['noun'])} or {words.an(baseline)}"
    return f"Five percentiles do not settle who is paid more in most random pairs, {pair}"


def overlap_subtitle(pay: pd.DataFrame, place: str) -> str:
    """What the overlap chart plots."""
    return (
        f"Share of random pairs, and of jobs, {place}, May {pay['year'].max()}: range that the "
        "published percentiles allow (bar) and interpolated point (dot)"
    )


def overlap_alt(overlap: pd.DataFrame, pay: pd.DataFrame, place: str) -> str:
    """The overlap chart in words."""
    said = chances(overlap, pay) or [NO_PAIR]
    crossed = [_crossed(row, pay) for row in rows_of(overlap.dropna(subset=["higher_low"]))]
    return f"Pairs of jobs in {place}. {' '.join([*said, *crossed])}"


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


def _alone(known: pd.DataFrame) -> str:
    half = known.dropna(subset=["p25_annual", "p75_annual"])
    if half.empty:
        return "Pay by role, as far as it is published"
    row = half.iloc[0]
    low, high = words.dollars(row["p25_annual"]), words.dollars(row["p75_annual"])
    return f"The middle half of the jobs of {row['plural']} pay between {low} and {high}"


def _written(row: Line, unit: Unit) -> dict[str, str]:
    """The figures of one unit; empty where not published."""
    names, coded = [*percentile_columns(unit), f"mean_{unit}"], coded_percentiles(row, unit)
    figures = {name: float(row.get(name, math.nan)) for name in names}
    per = {"annual": "year", "hourly": "hour"}[unit]
    if unit == "annual" and row.get("from_hourly", False):
        per = "year, from the hour"
    if (
        unit == "hourly"
        and all(map(math.isnan, figures.values()))
        and "_hourly=" not in row["codes"]
    ):
        annual = {name: row.get(name.replace("hourly", "annual"), math.nan) for name in names}
        figures = {name: float(pay) / HOURS_A_YEAR for name, pay in annual.items()}
        per = "hour, from the year"
    write = words.hourly if unit == "hourly" else words.dollars
    written = {
        name.partition("_")[0]: "" if math.isnan(figure) else write(figure)
        for name, figure in figures.items()
    }
    least = f"at least {write(row.get(f'ceiling_{unit}', float('nan')))}"
    return {"line": row["line"], "per": per} | written | {f"p{each}": least for each in coded}


def _any_coded(pay: pd.DataFrame) -> bool:
    return any(coded_percentiles(row) for row in records(pay))


def _range_words(row: Line) -> str:
    coded = coded_percentiles(row)
    if coded and not pd.isna(row["ceiling_annual"]):
        return _up_to_ceiling(row, coded)
    if pd.isna(row["p50_annual"]):
        return f"{row['plural']} not published"
    if pd.isna(row["p10_annual"]) or pd.isna(row["p90_annual"]):
        median = words.dollars(row["p50_annual"])
        return f"{row['plural']} {median} at the median, no more published"
    return (
        f"{row['plural']} from {words.dollars(row['p10_annual'])} at the 10th percentile over "
        f"{words.dollars(row['p50_annual'])} at the median "
        f"to {words.dollars(row['p90_annual'])} at the 90th"
    )


def _up_to_ceiling(row: Line, coded: list[int]) -> str:
    ceiling = words.dollars(row["ceiling_annual"])
    start = (
        "" if 10 in coded else f"from {words.dollars(row['p10_annual'])} at the 10th percentile "
    )
    return f"{row['plural']} {start}to {ceiling} or more from the {_nth(coded[0])} percentile up"


def _widest_boxes(pay: pd.DataFrame) -> pd.DataFrame:
    """For each role, the widest step between two neighbouring published percentiles."""
    rows = []
    for row in records(pay):
        figures = ((name, row.get(name, math.nan)) for name in percentile_columns())
        known = [(name, pay) for name, pay in figures if not math.isnan(pay)]
        steps = [(*one, *next_) for one, next_ in pairwise(known)]
        if steps:
            start, low, end, high = max(steps, key=lambda step: step[3] - step[1])
            rows.append((row["plural"], start, end, low, high, high - low))
    return pd.DataFrame(rows, columns=["plural", "start", "end", "low", "high", "span"])


def _nth(percentile: str | int) -> str:
    return f"{int(str(percentile).removeprefix('p').partition('_')[0])}th"


def _comparison(row: dict[Any, Any], measure: str, names: pd.DataFrame) -> list[Any]:
    role, baseline = (names.loc[row[each]] for each in ("role", "baseline"))
    label = {
        "higher": f"{role['line']} paid more in a random pair",
        "above_median": f"{role['line']} above median of {baseline['plural']}",
        "baseline_above": f"{baseline['line']} above median of {role['plural']}",
    }[measure]
    whose = row["baseline"] if measure == "baseline_above" else row["role"]
    ends = [row[f"{measure}_{end}"] for end in ("low", "point", "high")]
    return [whose, textwrap.fill(label, WRAP), label, measure, *ends]


def _crossed(row: Row, pay: pd.DataFrame) -> str:
    baseline = pay.set_index("role")["plural"][row.baseline]
    above = words.percents(row.above_median_low, row.above_median_high)
    back = words.percents(row.baseline_above_low, row.baseline_above_high)
    return (
        f"Of the jobs of {row.plural} {above} pay more than the median of {baseline}, and {back} "
        f"the other way round."
    )


def _in_hundred(row: Row) -> str:
    low, high = words.hundredths(row.higher_low, row.higher_high)
    return f"between {low} and {high}"
