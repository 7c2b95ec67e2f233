"""The sentences of chapter 05 on metropolitan areas, and on town and country.

`metros` is what `places.ranked` returns for metropolitan areas, with `place`, `plural`, `relation`;
`asked` is the year of the edition: where the areas are of another, their pay is dated.
"""

from __future__ import annotations

import math
import re

import pandas as pd

from rolereport.analysis.rows import rows_of
from rolereport.display import words
from rolereport.display.sentences import place_gaps, places

LONGEST = 17  # letters of an area's name in a chart


def short_name(place: str) -> str:
    """The area's first city and first state where the whole name is long."""
    if len(place) <= LONGEST:
        return place
    cities, _, states = place.rpartition(", ")
    return f"{re.split('-|/', cities)[0]}, {states.split('-')[0]}"


def standing(area: str, kind: str, name: str, metros: pd.DataFrame, asked: int) -> list[str]:
    """Where the metropolitan area asked for stands, or why it stands nowhere."""
    if kind in ("nation", "state"):
        return []
    if kind == "nonmetro":
        return [f"{name} is no metropolitan area and is not ranked with them."]
    when = places.of_another_year(metros, asked) if len(metros) else ""
    found = places.here(metros, [area], among="metropolitan areas", when=when)
    return found or [f"No median of these roles is held for {name} in May {places.year(metros)}."]


def against_states(
    area: str, metros: pd.DataFrame, states: pd.DataFrame, here: list[str], asked: int
) -> list[str]:
    """The area's medians beside those of the states in which it lies; none for other editions."""
    own = metros[metros["area"] == area].set_index("role")["nominal"].dropna()
    theirs = states[states["area"].isin(here) & states["role"].isin(own.index)]
    told = []
    for rows in places.each_role(theirs.dropna(subset=["nominal"])):
        pay = own[places.role(rows)]
        then = places.of_another_year(rows, places.year(metros))
        parts = [
            f"{_more(pay / row.nominal - 1, ' than in', ' as in')} {row.place} "
            f"({words.dollars(row.nominal)}{then})"
            for row in rows
        ]
        start = _paying("the area", "pays", metros, asked)
        told.append(f"{start} {places.who(rows)} {words.join_words(parts)}.")
    return told


def none(called: pd.DataFrame, metros: pd.DataFrame) -> str:
    """Why no area is compared for the roles in `called`: no line is held, or none can be ranked."""
    why = "area can be ranked" if len(metros) else "line is held"
    return f"No metropolitan {why} for {words.join_words(called['plural'].tolist())}."


def title(metros: pd.DataFrame, scope: str, asked: int) -> str:
    """The finding of the ranked areas: which pays each role best at national prices."""
    told = [known for rows in places.each_role(metros) if (known := places.ranked(rows))]
    parts = places.best_for({places.short(rows): rows for rows in told[: places.IN_TITLES]})
    if not parts:
        return f"No metropolitan area {scope} can be ranked"
    pay = f"pay{places.of_another_year(metros, asked)}"
    return f"Of the metropolitan areas {scope}, {pay} buys most in {words.join_words(parts)}"


def subtitle(metros: pd.DataFrame) -> str:
    """What the chart of metropolitan areas plots."""
    return (
        f"Median annual pay, May {places.year(metros)}, {places.unit(metros)}: as paid (hollow) "
        f"and at national prices of {places.prices(metros)} (solid, figure at the right)"
    )


def alt(metros: pd.DataFrame) -> str:
    """The chart of metropolitan areas in words."""
    parts = [
        f"{words.start(places.who(rows))}, {len(known)} areas: first "
        f"{places.listed(known, 'adjusted')}; last "
        f"{places.listed(known, 'adjusted', least=True)}."
        for rows in places.each_role(metros)
        if (known := places.ranked(rows))
    ]
    start = "Metropolitan areas ranked by median pay at national prices."
    return " ".join([start, *(parts or ["No area can be ranked."])])


def panels(
    metros: pd.DataFrame, gap: pd.DataFrame, nation: pd.DataFrame, states: pd.DataFrame,
    here: list[str], baseline: str,
) -> list[tuple[str, pd.DataFrame, dict[str, float]]]:  # fmt: skip
    """The panels of the chart: name, rows and lines of each role, and of the gap if there is one.

    Parameters
    ----------
    gap
        What `places.gaps` returns for the areas and one role.
    nation
        role, plural and p50_annual.
    here
        The states looked at; where it is one, its median as paid is a line.
    """
    pay = nation.set_index("role")["p50_annual"]
    paid = states[states["area"].isin(here)].set_index(["role", "area"])["nominal"]
    told = [
        (str(rows["line"].iloc[0]), rows, _lines(pay[places.role(rows)], paid, places.role(rows)))
        for _, rows in metros.groupby("role", sort=False)
    ]
    for _, rows in gap.groupby("role", sort=False):
        own = pay[places.role(rows)] - pay[baseline]
        told.append((place_gaps.name(rows, nation, baseline), rows, {"nation": own}))
    return told


def _lines(national: float, paid: pd.Series, role: str) -> dict[str, float]:
    mine = paid[paid.index.get_level_values("role") == role].droplevel("role")
    return {"nation": national, **(mine.to_dict() if len(mine) == 1 else {})}


def lines_of(
    here: list[str], names: pd.Series, nation: pd.DataFrame, year: int, vintage: int, asked: int
) -> str:
    """What the vertical lines of the chart mean, dated where not all is of the year `asked` for.

    Parameters
    ----------
    year, vintage
        Of the metropolitan estimates drawn, and of those of the states.
    """
    of_nation = asked if year == places.year(nation) else year
    told = f"The dashed line is the {places.national(nation, of_nation)}"
    if len(here) != 1:
        return f"{told}."
    when = "" if vintage == year == asked else f" in May {vintage}"
    return f"{told}, the dotted one that of {names[here[0]]}{when}, as paid."


def scope(here: list[str], names: pd.Series) -> str:
    """Which areas are looked at: `of the nation`, or `of Texas`, wholly or in part."""
    if not here:
        return "of the nation"
    return f"of {words.join_words([str(names[area]) for area in here])}"


def town_and_country(sums: pd.DataFrame, metros: pd.DataFrame, asked: int) -> list[str]:
    """What metropolitan and other areas pay on average; nothing where one is unknown."""
    who = {places.role(rows): places.who(rows) for rows in places.each_role(metros)}
    parts = [
        f"{who[row.role]} {words.dollars(row.metro)} in "
        f"metropolitan areas and {words.dollars(row.nonmetro)} in the {row.nonmetro_areas} others "
        f"({_more(row.nonmetro / row.metro - 1)})"
        for row in rows_of(sums)
        if not math.isnan(row.metro + row.nonmetro)
    ]
    if not parts:
        return []
    start = _paying("town and country across the nation", "pay", metros, asked)
    return [
        f"{start} {words.join_words(parts)}.",
        "These are medians of areas averaged by jobs, as paid: no price index is held for the "
        "country. Such averages compare with each other, not with the median of all jobs, and both "
        "may lie above it.",
    ]


def _paying(whose: str, verb: str, metros: pd.DataFrame, asked: int) -> str:
    year = places.year(metros)
    return f"{words.start(whose)} {verb}" if year == asked else f"In May {year} {whose} paid"


def _more(share: float, than: str = "", alike: str = "") -> str:
    size = f"{abs(100 * share):.0f}"
    if size == "0":
        return f"the same{alike}"
    return f"{size} percent {'less' if share < 0 else 'more'}{than}"
