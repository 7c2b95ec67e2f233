"""The sentences of chapter 06: pay over time, as published and real.

A series is everywhere one row a role and year, labelled by `trends.segments` and `with_labels`;
`changes` is what `trends.growth` returns across its breaks, with `plural`; a gap is what
`trends.gap_over_time` returns, with `role`, `plural` and `baseline_plural`. Steps, jobs and places
have modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words

COUNTED = " (counted as nursing assistants)"
PRICES = "U.S. Bureau of Labor Statistics, Consumer Price Index for All Urban Consumers, May"
WAGES = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics"
AUTUMN = 2002  # the last year whose survey was taken in autumn
NO_GAP = "No two roles with published pay to compare here, and so no gap"
NO_YEARS = "The roles compared here share no year with published pay."
DIRECTION = (
    "Figures on two sides of a break are not strictly comparable, so read this as a direction."
)
CUT = "Dashed uprights are breaks, and no line crosses one; a dot is a year alone between two."


def findings(
    settled: list[str],
    published: pd.DataFrame,
    real: pd.DataFrame,
    control: list[str],
    gap: pd.DataFrame,
) -> list[str]:
    """The chapter's answer: change that can be read as pay, the whole, the control, the gap.

    Parameters
    ----------
    settled
        What `steps.ordinary_years` says.
    published, real
        `changes` of pay as published and in dollars of the latest May, of the roles to speak of
        over the years that all of them have.
    control
        What `steps.control` says.
    gap
        Of one pair.
    """
    told = [*settled, *across(published, real)]
    return [*told, *control, *narrowed(gap)] if told else [NO_YEARS, *control]


def across(published: pd.DataFrame, real: pd.DataFrame) -> list[str]:
    """How far the lines moved from end to end, and that breaks make this a direction only."""
    if real.empty:
        return []
    nominal = published.set_index("role")["percent"]
    parts = [
        f"the median pay of {who(row)} {went(nominal[row.role])} as published and "
        f"{went(row.percent)} with prices taken out{_crossed(row.breaks_crossed)}"
        for row in rows_of(real)
    ]
    first, last = real["first_year"].min(), real["last_year"].max()
    told = f"From {first} to {last} {words.join_words(parts)}."
    return [f"{told} {DIRECTION}" if real["breaks_crossed"].any() else told]


def narrowed(gap: pd.DataFrame) -> list[str]:
    """How the ratio of one pair moved between the first and the last year that has both."""
    known = _known(gap, "ratio")
    if len(known) < 2 or _alone(gap):
        return []
    first, last = known[0], known[-1]
    cut = _cuts(known)
    careful = f", across {_breaks(cut)}, so this too is a direction" if cut else ""
    return [
        f"At the median {who(first)} were paid {words.ratio(first.ratio)} as much as "
        f"{first.baseline_plural} in {first.year} and {words.ratio(last.ratio)} as much in "
        f"{last.year}{careful}."
    ]


def scope(states: list[int], metros: list[int]) -> str:
    """Why the lines are national whatever the edition's area."""
    return (
        "The lines are those of the nation in every edition: state estimates are held for "
        f"{_mays(states)} only, which leaves no series between, and metropolitan ones for "
        f"{_mays(metros)}."
    )


def in_year(series: pd.DataFrame, year: int) -> str:
    """The national medians of one year, as published then."""
    rows = series[series["year"] == year].dropna(subset=["p50_annual"])
    if rows.empty:
        return f"No national median of these lines is held for May {year}."
    parts = [f"{words.dollars(row.p50_annual)} for {who(row)}" for row in rows_of(rows)]
    return f"The national medians of May {year} are {words.join_words(parts)}."


def unpriced(published: pd.DataFrame, latest: int) -> list[str]:
    """That real pay ends before pay as published does, where prices are not yet held."""
    last = int(published["year"].max())
    if last <= latest:
        return []
    return [f"Consumer prices of May {last} are not held, so real pay ends with May {latest}."]


def lines_title(changes: pd.DataFrame, what: str) -> str:
    """The finding of a chart of lines: how far each of the roles to speak of moved.

    Parameters
    ----------
    changes
        Over the same years for every role.
    what
        What moved, such as "real pay".
    """
    parts = [
        f"{who(row)} {went(row.percent)}{_crossed(row.breaks_crossed)}" for row in rows_of(changes)
    ]
    if not parts:
        return f"{words.start(what)}, as far as it is published"
    years = f"From {changes['first_year'].min()} to {changes['last_year'].max()}"
    return f"{years} {what} of {', that of '.join(parts)}"


def lines_subtitle(what: str, unit: str, years: pd.Series) -> str:
    """What a chart of lines plots, where, when and in what unit."""
    return f"{what}, the United States, {mays(years)}, {unit}"


def mays(years: pd.Series) -> str:
    """When the estimates are of: May, but for the first survey."""
    before = "" if years.min() == AUTUMN else "to "
    autumn = f" ({before}{AUTUMN}: autumn)" if years.min() <= AUTUMN else ""
    return f"May of each year{autumn}"


def lines_alt(
    series: pd.DataFrame,
    measure: str,
    breaks: pd.DataFrame,
    write: Callable[[float], str],
    *heading: str,
) -> str:
    """A chart of lines in words: both ends of each line, and the breaks drawn.

    Parameters
    ----------
    heading
        Title and subtitle of the chart, which say what is measured.
    """
    lines: dict[str, list[Row]] = {}
    for row in _known(series, measure):
        lines.setdefault(row.role, []).append(row)
    parts = []
    for first, last in ((line[0], line[-1]) for line in lines.values()):
        start, end = (write(getattr(row, measure)) for row in (first, last))
        parts.append(f"{who(first)} {start} in {first.year}, {end} in {last.year}")
    cuts = [f"{row.year:.0f} ({words.lower_start(row.title)})" for row in rows_of(breaks)]
    drawn = [f"Cut at {words.join_words(cuts)}"] if cuts else []
    told = [words.start("; ".join(parts))] if parts else []
    return f"{'. '.join([*heading, *told, *drawn])}."


def gap_title(gap: pd.DataFrame) -> str:
    """The finding of the chart of gaps in dollars, for one pair."""
    known = _known(gap, "gap")
    if not known or _alone(gap):
        return NO_GAP
    first, last = known[0], known[-1]
    start = f"{words.start(who(first))} earned {words.more(first.gap)} than"
    start = f"{start} {first.baseline_plural} in {first.year}"
    if first.year == last.year:
        return start
    return f"{start}, {words.more(last.gap)} in {last.year}{_crossed(_cuts(known))}"


def ratio_title(gap: pd.DataFrame) -> str:
    """The finding of the chart of ratios, for one pair."""
    known = _known(gap, "ratio")
    if not known or _alone(gap):
        return NO_GAP
    first, last = known[0], known[-1]
    start = f"{words.start(who(first))} earned {words.ratio(first.ratio)} what"
    start = f"{start} {first.baseline_plural} did in {first.year}"
    if first.year == last.year:
        return start
    return f"{start}, {words.ratio(last.ratio)} in {last.year}{_crossed(_cuts(known))}"


def source(years: pd.Series, *, real: bool) -> str:
    """Publisher, series and dates of the wages, and of the prices where they were used."""
    wages = f"{WAGES}, {int(years.min())} to {int(years.max())}."
    return f"{wages} {PRICES}." if real else wages


def unit(series: pd.DataFrame) -> str:
    """Whose dollars the pay is in: those of each year, or of one."""
    whose = series["dollars_of"].unique()
    return f"in dollars of May {whose[0]}" if len(whose) == 1 else "in dollars of each year"


def who(row: Row) -> str:
    """The role's workers, with what they are counted as where they have no line of their own."""
    return f"{row.plural}{COUNTED if row.role == 'medication-aide' else ''}"


def _known(series: pd.DataFrame, measure: str) -> list[Row]:
    """The rows with a figure, by year."""
    rows = [row for row in rows_of(series) if pd.notna(getattr(row, measure))]
    return sorted(rows, key=lambda row: row.year)


def _alone(gap: pd.DataFrame) -> bool:
    return bool((gap["plural"] == gap["baseline_plural"]).all())


def went(share: float, up: str = "rose", down: str = "fell") -> str:
    """The share as a movement: `rose 1.9%`, `fell 0.3%`, `stood still`."""
    if round(100 * abs(share), 1) == 0:
        return "stood still"
    return f"{down if share < 0 else up} {words.percent(abs(share), 1)}"


def _cuts(known: list[Row]) -> int:
    return len({row.segment for row in known}) - 1


def _crossed(breaks: float) -> str:
    return f" (across {_breaks(breaks)})" if breaks else ""


def _breaks(number: float) -> str:
    return words.counted(int(number), "break")


def _mays(years: list[int]) -> str:
    return f"May {words.join_words([str(year) for year in years])}"
