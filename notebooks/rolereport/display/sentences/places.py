"""The sentences of chapter 05: pay by place, as paid and at national prices.

`rows` is everywhere one role in many places, as `places.ranked` returns it, with `place` (the name
of the area) and the role's `plural`, `line` and `relation`; `gap` is what `places.gap_by_area`
returns, with `place`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.places import TWO_GROUPS_REASON
from rolereport.display import words
from rolereport.display.sentences import salaries

Row = Any
COUNTED = " (counted as nursing assistants)"
BLENDED = " (in the blended laboratory line)"
CANCEL = "Local prices are the same for both, so they cancel in the ratio."


def findings(first: pd.DataFrame, gap: pd.DataFrame, baseline: pd.DataFrame) -> list[str]:
    """The chapter's answer: where pay is highest, what prices change, and the gap."""
    lines = [paid(first), bought(first), gap_range(gap, first, baseline)]
    return [line for line in lines if line]


def paid(rows: pd.DataFrame) -> str:
    """The range of medians over the ranked places, and between which."""
    known = _ranked(rows)
    if known.empty:
        return f"{_nothing(rows)}."
    low, high = _ends(known, "nominal")
    return (
        f"In May {_year(rows)} the median pay of {who(rows)} ran from "
        f"{words.dollars(low.nominal)} in {low.place} to {words.dollars(high.nominal)} in "
        f"{high.place}, in {unit(rows)} a year, over the {len(known)} states ranked (the District "
        "of Columbia is one of them)."
    )


def bought(rows: pd.DataFrame) -> str:
    """What the same medians buy at national prices, and who moves furthest; empty if unknown."""
    known = _ranked(rows)
    if known.empty:
        return ""
    low, high = _ends(known, "adjusted")
    return (
        f"At national prices of {prices(rows)} the same pay is worth {words.dollars(low.adjusted)} "
        f"in {low.place}, the least, and {words.dollars(high.adjusted)} in {high.place}, the most. "
        f"{movers(rows)}"
    )


def movers(rows: pd.DataFrame) -> str:
    """Which place rises and which falls furthest once prices count."""
    known = _ranked(rows)
    falls, rises = known.nsmallest(1, "rank_change"), known.nlargest(1, "rank_change")
    parts = [
        f"{row.place} {verb} furthest, from {_place(row.nominal_rank)} to "
        f"{_place(row.adjusted_rank)}"
        for row, verb in ((_first(falls), "falls"), (_first(rises), "rises"))
        if row.rank_change
    ]
    return f"{'; '.join(parts)}." if parts else "No place changes its rank."


def gap_range(gap: pd.DataFrame, first: pd.DataFrame, baseline: pd.DataFrame) -> str:
    """In how many places the first role is paid more, and by how much; empty if it stands alone."""
    if _role(first) == _role(baseline):
        return ""
    known = gap.dropna(subset=["ratio"])
    if known.empty:
        return f"No state has both a median of {who(first)} and one of {who(baseline)}."
    low, high = _ends(known, "ratio")
    more = int((known["ratio"] > 1).sum())
    where = f"all {len(known)}" if more == len(known) else f"{words.number(more)} of {len(known)}"
    return (
        f"{words.start(who(first))} are paid more at the median than {who(baseline)} in {where} "
        f"states, from {words.ratio(low.ratio)} as much in {low.place} to "
        f"{words.ratio(high.ratio)} in {high.place}. {CANCEL}"
    )


def vintage(what: str, held: list[int], shown: int, asked: int) -> list[str]:
    """That another year than the one asked for is shown; nothing where it is the same.

    Parameters
    ----------
    what
        Whose estimates: State or Metropolitan.
    held
        Years that there are estimates for.
    """
    if shown == asked:
        return []
    years = words.join_words([str(year) for year in held])
    return [
        f"{what} estimates are held for May {years} only; those of {shown}, the nearest to "
        f"{asked}, are shown."
    ]


def instead(rows: pd.DataFrame, wanted: str) -> list[str]:
    """That another role than the one asked for first is shown; nothing where it is the same.

    Parameters
    ----------
    wanted
        Plural of the role asked for first.
    """
    if wanted in rows["plural"].tolist():
        return []
    return [f"No state median of {wanted} is held for May {_year(rows)}, so {who(rows)} are shown."]


def nation(pay: pd.DataFrame) -> str:
    """The national medians that the dashed lines of the charts stand for."""
    parts = [
        f"{words.dollars(row.p50_annual)} for {_who(row)}"
        for row in pay.dropna(subset=["p50_annual"]).itertuples()
    ]
    return (
        f"For comparison, the national median of May {int(pay['year'].max())} was "
        f"{words.join_words(parts)}, in {salaries.unit(pay)} a year."
    )


def here(rows: pd.DataFrame, areas: list[str], *, among: str = "states") -> list[str]:
    """Pay and rank of each of `areas`, one sentence each; none for the nation."""
    ranked = _ranked(rows).groupby("role").size()
    own = rows[rows["area"].isin(areas)]
    return [_standing(row, int(ranked.get(row.role, 0)), among) for row in own.itertuples()]


def metro(area: str, kind: str, name: str, rows: pd.DataFrame, year: int) -> list[str]:
    """Where the metropolitan area asked for stands, or why it stands nowhere."""
    if kind in ("nation", "state"):
        return []
    if kind == "nonmetro":
        return [f"{name} is no metropolitan area and is not ranked with them."]
    found = here(rows, [area], among="metropolitan areas")
    return found or [f"No median of these roles is held for {name} in May {year}."]


def state_of(areas: list[str], names: pd.Series, level: str) -> list[str]:
    """Which state's figures stand for a metropolitan area; none for other editions."""
    if level != "metros":
        return []
    listed = words.join_words([str(names[area]) for area in areas])
    return [f"The maps and the charts of states mark {listed}, where this area lies."]


def two_groups(lines: pd.DataFrame) -> list[str]:
    """Why a place whose pay seems split in two is left out, from its own percentiles.

    Parameters
    ----------
    lines
        What `places.set_aside` returns, with `place` and `plural`.
    """
    return [
        f"{row.place} has {words.count(row.employment)} {row.plural}, and what they are paid lies "
        f"far apart: 25 in 100 jobs pay up to {words.dollars(row.p25_annual)}, and 15 in 100 lie "
        f"between {words.dollars(row.p75_annual)} and {words.dollars(row.p90_annual)} (the 75th "
        "and the 90th percentile). That looks as if two groups of jobs were mixed, though no "
        f"source says so; the median of {words.dollars(row.p50_annual)} may then describe neither."
        for row in lines[lines["left_out"] == TWO_GROUPS_REASON].itertuples()
    ]


def left_out(rows: pd.DataFrame, among: str) -> str:
    """How many places are ranked, and how many are not for which reason."""
    counts = rows.loc[rows["left_out"] != "", "left_out"].value_counts()
    ranked = len(_ranked(rows))
    said = f"Of {len(rows)} {among} with a line for {who(rows)}, {ranked} are ranked"
    if counts.empty:
        return f"{said}."
    (most, number), *fewer = counts.items()
    verb = "is" if number == 1 else "are"
    reasons = [f"{words.number(int(number))} {verb} left out ({most})"]
    reasons += [f"{words.number(int(number))} ({reason})" for reason, number in fewer]
    return f"{said}. {words.start(words.join_words(reasons))}."


def moved(change: float) -> str:
    """Places gained or lost once prices count, in words that need no sign; empty if unknown."""
    if pd.isna(change):
        return ""
    return f"{'down' if change < 0 else 'up'} {abs(change):.0f}" if change else "stays"


def paid_title(rows: pd.DataFrame) -> str:
    """The finding of the map of pay as paid."""
    leaders = _leaders(rows, "nominal")
    return f"{words.start(who(rows))} are paid best in {leaders}" if leaders else _nothing(rows)


def bought_title(rows: pd.DataFrame) -> str:
    """The finding of the map of pay at national prices."""
    leaders = _leaders(rows, "adjusted")
    return f"The pay of {who(rows)} buys most in {leaders}" if leaders else _nothing(rows)


def map_subtitle(rows: pd.DataFrame, column: str) -> str:
    """What a map of pay plots, in what unit, for when."""
    what = f"Median annual pay of {who(rows)}, May {_year(rows)}, thousand {unit(rows)}"
    return what if column == "nominal" else f"{what}, at national prices of {prices(rows)}"


def map_alt(rows: pd.DataFrame, column: str) -> str:
    """A map of pay in words."""
    known = _ranked(rows).sort_values(column)
    at = "as paid" if column == "nominal" else "at national prices"
    if known.empty:
        return f"Tile map of the states without shading. {_nothing(rows)}."
    return (
        f"Tile map of the median pay of {who(rows)} by state, {at}, May {_year(rows)}. Highest: "
        f"{_listed(known.iloc[:-4:-1], column)}. Lowest of the states ranked: "
        f"{_listed(known.head(3), column)}."
    )


def gap_title(gap: pd.DataFrame, first: pd.DataFrame, baseline: pd.DataFrame) -> str:
    """The finding of the map of ratios."""
    known = gap.dropna(subset=["ratio"])
    if _role(first) == _role(baseline):
        return "There is one role here, and so no gap to map"
    if known.empty:
        return "No state has a median of both roles"
    low, high = _ends(known, "ratio")
    return (
        f"{words.start(who(first))} earn {low.ratio:.2f} times what {who(baseline)} earn in "
        f"{low.place}, {high.ratio:.2f} times in {high.place}"
    )


def gap_subtitle(gap: pd.DataFrame, first: pd.DataFrame, baseline: pd.DataFrame) -> str:
    """What the map of ratios plots."""
    return (
        f"Median pay of {who(first)}, as a multiple of that of {who(baseline)}, May "
        f"{int(gap['year'].max())}; above 1 the first are paid more"
    )


def gap_alt(gap: pd.DataFrame, first: pd.DataFrame, baseline: pd.DataFrame) -> str:
    """The map of ratios in words."""
    if _role(first) == _role(baseline):
        return f"Tile map with the same figure in every state: {who(first)} are the only role here."
    known = gap.dropna(subset=["ratio"]).sort_values("ratio")
    most = _listed(known.iloc[:-4:-1], "ratio", words.ratio)
    least = _listed(known.head(3), "ratio", words.ratio)
    ends = f"Widest: {most}. Narrowest: {least}." if len(known) else "No state has both."
    return f"Tile map of the pay of {who(first)} over that of {who(baseline)} by state. {ends}"


def dots_title(rows: pd.DataFrame) -> str:
    """The finding of the chart of ranked states: who moves furthest once prices count."""
    known = _ranked(rows)
    if known.empty:
        return _nothing(rows)
    fall = _first(known.nsmallest(1, "rank_change"))
    rise = _first(known.nlargest(1, "rank_change"))
    return (
        f"Prices move {fall.place} down {_steps(fall)} and {rise.place} up {_steps(rise)} for "
        f"{who(rows)}"
    )


def dots_subtitle(rows: pd.DataFrame) -> str:
    """What the chart of ranked states plots."""
    return (
        f"Median annual pay, May {_year(rows)}, {unit(rows)}: as paid (hollow) and at national "
        f"prices of {prices(rows)} (solid, figure at the right); states in order of the solid dots"
    )


def dots_alt(rows: pd.DataFrame) -> str:
    """The chart of ranked states in words."""
    known = _ranked(rows).sort_values("adjusted")
    if known.empty:
        return f"Chart of the states without dots. {_nothing(rows)}."
    return (
        f"Pay of {who(rows)} in {len(known)} states, as paid and at national prices. At national "
        f"prices the first are {_listed(known.iloc[:-4:-1], 'adjusted')}; the last "
        f"{_listed(known.head(3), 'adjusted')}. {movers(rows)}"
    )


def source(rows: pd.DataFrame) -> str:
    """Publishers, series and dates of the wages and of the prices."""
    wages = salaries.source(_year(rows))
    parities = f"U.S. Bureau of Economic Analysis, Regional Price Parities, {prices(rows)}."
    return wages if rows["price_year"].isna().all() else f"{wages} {parities}"


def prices(rows: pd.DataFrame) -> str:
    """The year of the price index used."""
    years = rows["price_year"].dropna()
    return "a year not published" if years.empty else f"{years.max():.0f}"


def unit(rows: pd.DataFrame) -> str:
    """Whose dollars the pay is in."""
    return words.dollars_of(_year(rows), int(rows["dollars_of"].max()))


def who(rows: pd.DataFrame) -> str:
    """The role's workers, with what they are counted as where they have no line of their own."""
    return _who(_first(rows))


def _who(row: Row) -> str:
    if row.relation == "combined":
        return f"{row.plural}{BLENDED}"
    return f"{row.plural}{COUNTED if row.role == 'medication-aide' else ''}"


def _standing(row: Row, ranked: int, among: str) -> str:
    if pd.isna(row.nominal):
        return f"No median of {_who(row)} is held for {row.place}."
    start = f"In {row.place}, {_who(row)} earn {words.dollars(row.nominal)} at the median"
    if row.left_out:
        return f"{start}; the place is not ranked ({row.left_out})."
    return (
        f"{start}, {_place(row.nominal_rank)} of {ranked} {among}; at national prices that is "
        f"{words.dollars(row.adjusted)}, {_place(row.adjusted_rank)}."
    )


def _nothing(rows: pd.DataFrame) -> str:
    return f"No state medians of {who(rows)} are held for May {_year(rows)}"


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.dropna(subset=["adjusted_rank"])


def _ends(rows: pd.DataFrame, column: str) -> tuple[Row, Row]:
    ordered = rows.sort_values(column, kind="stable")
    return _first(ordered.head(1)), _first(ordered.tail(1))


def _first(rows: pd.DataFrame) -> Row:
    return next(rows.itertuples())


def _leaders(rows: pd.DataFrame, column: str) -> str:
    return words.join_words(_ranked(rows).nlargest(3, column)["place"].tolist())


def _listed(rows: pd.DataFrame, column: str, write: Any = words.dollars) -> str:
    pairs = zip(rows["place"], rows[column], strict=True)
    return words.join_words([f"{place} ({write(value)})" for place, value in pairs])


def _place(rank: float) -> str:
    return f"place {rank:.0f}"


def _steps(row: Row) -> str:
    moved = abs(int(row.rank_change))
    return f"{words.number(moved)} place{'' if moved == 1 else 's'}"


def _role(rows: pd.DataFrame) -> str:
    return str(rows["role"].iloc[0])


def _year(rows: pd.DataFrame) -> int:
    return int(rows["year"].max())
