"""The sentences of the chapter on a user's own pay.

`rows` is everywhere what `analysis.own_pay.compared` returns, named by `called`; `groups` the
summary of all groups, those that are not shown included.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from rolereport.analysis.distributions import HOURS_A_YEAR
from rolereport.analysis.own_pay import CONFIDENCE
from rolereport.analysis.rows import Row
from rolereport.display import words
from rolereport.display.labels import BLENDED, with_labels
from rolereport.display.layout import wrapped
from rolereport.display.sentences import salaries
from rolereport.display.show import Shown, prose

NATION = "US"
EVERYWHERE = "all areas"
MOST_DRAWN, MOST_TOLD = 10, 3
MANY = 10  # intervals, of which one is expected to miss
SURE = ("above", "below")
TITLES = {
    "above": "paid above the official median",
    "below": "paid below the official median",
    "same": "paid about the official median",
    "open": "within chance of the official median",
    "": "without an official median",
}
OF_ANOTHER = {"combined": "of laboratory staff", "contains": "of nursing assistants"}
WHY = {
    "few": "of too few people",
    "rest": "that would tell of people in a place that is not shown",
    "alike": "in which nearly all are paid the same",
}
STANDS_IN = (
    "**No salaries are given**, so made-up medical assistants stand in, their pay spread evenly "
    "over the official one. `rolereport build --wages FILE`, with one salary a row, puts your "
    "people here."
)
GIVES_AWAY = (
    "Figures are rounded as published wages are. A percentile is shown where enough people stand "
    "on either side of it, and pay over all areas where it does not give away the people of a "
    "place that is too small to show."
)


def called(rows: pd.DataFrame, names: pd.DataFrame, places: Mapping[str, str]) -> pd.DataFrame:
    """The rows with what their group is called.

    Adds `title`, `noun`, `plural`, `line` (for tables), `label` (for charts), `where` (such as "in
    Texas"; "" for all areas) and `against` (where the official pay is paid, such as "in Texas").

    Parameters
    ----------
    names
        The roles table, with a row for each SOC code among the roles.
    places
        Area to title.
    """
    named = with_labels(rows, names)
    town = named["area"].map(lambda area: places[area] if area else EVERYWHERE)
    people = named["people"].map(lambda count: f", {words.count(count)} people")
    below = (town + people).map(wrapped)
    return named.assign(
        line=named["line"] + ", " + town,
        label=named["label"] + "\n" + below,
        where=named["area"].map(lambda area: f"in {places[area]}" if area else ""),
        against=named["official_area"].map(
            lambda area: "in the United States" if area == NATION else f"in {places[area]}"
        ),
    )


def findings(rows: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """The chapter's answer: each group's verdict where they are few, else how many have which."""
    told = rows if len(rows) <= MOST_TOLD else _farthest(rows)
    counts = [] if len(rows) <= MOST_TOLD else [f"{title(rows)}."]
    said = [*counts, *(standing(row) for row in told.itertuples()), not_shown(groups)]
    return [each for each in said if each]


def standing(row: Row) -> str:
    """A group's median beside the official one, and what may be said of the difference."""
    people = f"Your {words.count(row.people)} {_who(row)} are paid {_median(row)}"
    if row.verdict == "":
        return f"{people}; {no_median(row)}."
    official = f"the official {words.dollars(row.official_p50)} {_there(row)}"
    if row.verdict in SURE:
        return f"{people}: {row.verdict} {official}, by between {' and '.join(_ends(row))}."
    if row.verdict == "same":
        return f"{people}: about the same as {official} ({either_way(row)})."
    if pd.isna(row.difference_low):
        return f"{people}, against {official}: too few to say how far chance alone moved it."
    return f"{people}, against {official}: too few to say which is more ({either_way(row)})."


def title(rows: pd.DataFrame) -> str:
    """The finding: the one group's verdict, or how many groups have which."""
    if len(rows) == 1:
        return _one_title(next(rows.itertuples()))
    counts = rows["verdict"].value_counts()
    if len(counts) == 1:
        every = "Both" if len(rows) == 2 else f"All {words.number(len(rows))}"
        return f"{every} groups of your people are {TITLES[rows['verdict'].iloc[0]]}"
    parts = [
        f"{words.number(counts[verdict])} {'is' if counts[verdict] == 1 else 'are'} {said}"
        for verdict, said in TITLES.items()
        if verdict in counts
    ]
    first, *others = parts
    later = [part.replace("the official median", "it") for part in others]
    return (
        f"Of {words.number(len(rows))} groups of your people, {words.join_words([first, *later])}"
    )


def subtitle(rows: pd.DataFrame) -> str:
    """What is plotted, in what unit, for when."""
    unit = f"dollars of {mays(rows)}" if rows["factor"].ne(1).any() else "dollars"
    return (
        f"Annual full-time pay in {unit}. Coloured: official, {mays(rows)}, 10th to 90th "
        "percentile, middle half, median. Below it yours: middle half (grey), median (dot) and its "
        "90 percent interval (line)"
    )


def alt(rows: pd.DataFrame) -> str:
    """The chart in words: each group's median and interval beside the official percentiles."""
    return " ".join(_alt(row) for row in rows.itertuples())


def caption(rows: pd.DataFrame) -> str:
    """How to read the chart, and what its lines measure."""
    most = (
        f"The {MOST_DRAWN} groups of most people are drawn, of {len(rows)}; the table has all."
        if len(rows) > MOST_DRAWN
        else ""
    )
    coded = (
        "An arrow leads on from the most that the survey prints."
        if rows["ceiling"].notna().any()
        else ""
    )
    hours = (
        f"Both are pay for a year of {words.count(HOURS_A_YEAR)} hours; of overtime and bonuses "
        "yours is free as far as your file tells them apart."
    )
    return " ".join(filter(None, [most, hours, coded, elsewhere(rows), *salaries.measured(rows)]))


def source(rows: pd.DataFrame) -> str:
    """What the own pay was read from, and the official publisher, series and date."""
    kinds = dict.fromkeys(kind for kinds in rows["kind"] for kind in kinds.split(" and "))
    official = [salaries.source(int(year)) for year in sorted(rows["year"].unique())]
    read = words.join_words([words.an(kind) for kind in kinds])
    own = f"Yours: {read} of salaries, given for this report alone and not kept. Official:"
    return " ".join([own, *official])


def when(rows: pd.DataFrame) -> str:
    """Of when the pay is on either side, and whether prices were adjusted."""
    months = [month for month in rows["month"].unique() if month]
    if not months:
        return (
            f"Official pay is that of {mays(rows)}. Of which month yours is was not said "
            "(`--month` does); a rise in between counts as a difference here."
        )
    month = words.day(f"{months[0]}-01").partition(" ")[2]
    if rows["in_may"].all():
        return (
            f"Your pay of {month} is given in dollars of {mays(rows)}, by the consumer price "
            "index, taken to rise steadily from one May to the next. Prices are not wages: these "
            "may have risen more or less."
        )
    return (
        f"Your pay is that of {month} and official pay that of {mays(rows)}; no prices are held "
        "that would bring the one to the other."
    )


def chance(rows: pd.DataFrame) -> str:
    """What is in the interval of a difference, and how many of them chance alone makes miss."""
    missed = round(len(rows) * (1 - CONFIDENCE))
    miss = f"about {words.number(missed)} {'misses' if missed == 1 else 'miss'} it"
    many = f" Of {words.number(len(rows))} such intervals {miss}."
    return _in_interval(rows) + many * (len(rows) >= MANY)


def _in_interval(rows: pd.DataFrame) -> str:
    start = "Nine times in ten an interval made this way holds the difference. It has in it what "
    own = "chance does to the median of as few people as yours (a bootstrap)"
    without = rows.loc[~rows["error_known"], "against"].unique()
    if len(without) == rows["against"].nunique():
        return f"{start}{own}; no sampling error of the official pay is held."
    end = (
        "and the sampling error of the official pay, where that of the mean stands in: none is "
        "published for medians."
    )
    none = f" It is not held for pay {words.join_words(list(without))}." if len(without) else ""
    return f"{start}{own} {end}{none}"


def elsewhere(rows: pd.DataFrame) -> str:
    """Which groups are compared with the pay of a wider area, as none is printed for theirs."""
    moved = rows[(rows["where"] != "") & (rows["where"] != rows["against"])]
    parts = [f"{row.plural} {row.where} with those {row.against}" for row in moved.itertuples()]
    start = "Where no official median is printed, that of the next wider area stands in"
    return f"{start}: {words.join_words(parts)}." if parts else ""


def not_shown(groups: pd.DataFrame) -> str:
    """How many groups are not shown, and why; nothing where all are."""
    counts = groups.loc[groups["hidden"] != "", "hidden"].value_counts()
    parts = [
        f"{words.counted(int(counts[why]), 'group')} {said}"
        for why, said in WHY.items()
        if why in counts
    ]
    return f"Not shown: {words.join_words(parts)}." if parts else ""


def nothing(groups: pd.DataFrame) -> str:
    """What is said in place of the chart where no group may be shown."""
    return (
        "No group of your people can be shown without telling what single people are paid. "
        f"{not_shown(groups)} `--smallest` sets how few people a group may have."
    )


def ended(rows: pd.DataFrame, groups: pd.DataFrame) -> Shown | None:
    """What ends the chapter where no group may be shown; None where one may."""
    return prose(nothing(groups), "end") if rows.empty else None


def drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that the chart has room for: those of most people, in their order."""
    if len(rows) <= MOST_DRAWN:
        return rows
    return rows.loc[rows["people"].nlargest(MOST_DRAWN).index.sort_values()]


def either_way(row: Row) -> str:
    """An interval of a difference that holds nothing."""
    less, more = -row.difference_low, row.difference_high
    least = f"{words.dollars(less)} less" if less else "nothing"
    most = f"{words.dollars(more)} more" if more else "nothing"
    return f"between {least} and {most}"


def no_median(row: Row) -> str:
    """Why there is no official median to compare with."""
    if not pd.isna(row.ceiling):
        return f"the official median is {words.dollars(row.ceiling)} or more"
    return "no official median is published"


def tens(pay: float) -> str:
    """Pay as published wages are rounded; it is broken only where prices were adjusted."""
    return words.dollars(pay if pd.isna(pay) else round(pay, -1))


def mays(rows: pd.DataFrame) -> str:
    """The months of the official pay."""
    return f"May {words.join_words([f'{year:.0f}' for year in sorted(rows['year'].unique())])}"


def _farthest(rows: pd.DataFrame) -> pd.DataFrame:
    sure = rows[rows["verdict"].isin(SURE)]
    far = (sure["difference"] / sure["official_p50"]).abs().nlargest(MOST_TOLD - 1)
    return sure.loc[far.index]


def _one_title(row: Row) -> str:
    match row.verdict:
        case "above" | "below":
            more = "more" if row.verdict == "above" else "less"
            said = f"are paid {' to '.join(_ends(row))} {more} than the official median"
        case "same":
            said = "are paid about the official median"
        case "open":
            start = f"Too few of your {_who(row)} to say"
            return f"{start} whether they are paid above the official median"
        case _:
            said = f"are paid {tens(row.p50)} at the median; {no_median(row)}"
    return f"Your {_who(row)} {said}"


def _median(row: Row) -> str:
    """The median as it is in the user's file, and in whose dollars it is compared."""
    if round(row.p50 / row.factor, -1) == round(row.p50, -1):
        return f"{tens(row.p50)} at the median"
    paid = f"{tens(row.p50 / row.factor)} at the median"
    return f"{paid}, or {tens(row.p50)} in dollars of May {row.year:.0f}"


def _ends(row: Row) -> list[str]:
    ends = sorted([abs(row.difference_low), abs(row.difference_high)])
    return [words.dollars(each) for each in ends]


def _who(row: Row) -> str:
    return f"{row.plural} {row.where}".strip()


def _there(row: Row) -> str:
    place = "there" if row.where == row.against else row.against
    return f"{_of_whom(row)} {place}".strip()


def _of_whom(row: Row) -> str:
    """Whose the official pay is, where it is not that of the group's own job alone."""
    return OF_ANOTHER.get(row.relation, "") if row.role in {salaries.AIDE, *BLENDED} else ""


def _alt(row: Row) -> str:
    interval = "" if pd.isna(row.p50_low) else f" ({tens(row.p50_low)} to {tens(row.p50_high)})"
    own = f"your {words.count(row.people)} people {tens(row.p50)} at the median{interval}"
    if row.verdict == "":
        return f"{words.start(_who(row))}: {own}; {no_median(row)}."
    ends = [words.dollars(pay) for pay in (row.official_p10, row.official_p90)]
    tails = f", from {ends[0]} at the 10th percentile to {ends[1]} at the 90th"
    spread = "" if words.UNKNOWN in ends else tails
    official = f"official median {words.dollars(row.official_p50)} {_there(row)}{spread}"
    return f"{words.start(_who(row))}: {own}; {official}."
