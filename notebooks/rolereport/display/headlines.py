"""The headline sentences of an edition: what chapters 00 and 04 to 06 say before all else.

They are made here as the chapters make them (a test compares the two), so that two editions can be
compared sentence by sentence without a build. The edition's year is taken as the newest one held:
so its report read when these wages were new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from rolereport.analysis import (
    answer,
    blend,
    change_parts,
    distributions,
    every_occupation,
    licence_pay,
    names,
    places,
    top_codes,
    trends,
    typical_way,
)
from rolereport.analysis.credentials import states_of
from rolereport.analysis.dollars import in_dollars
from rolereport.analysis.wording import Wording, wordings
from rolereport.choices import priced_years
from rolereport.data import load
from rolereport.data.load import Level
from rolereport.data.wages import last_apart, of_area, of_roles
from rolereport.display.labels import BLENDED, with_labels
from rolereport.display.sentences import answer as said_of_answer
from rolereport.display.sentences import choices, parts, salaries, steps
from rolereport.display.sentences import licence_pay as said_of_licences
from rolereport.display.sentences import place_gaps as said_of_gaps
from rolereport.display.sentences import places as said_of_places
from rolereport.display.sentences import trends as said_of_trends
from rolereport.parameters import Parameters

ANSWER, SALARIES, PLACES, TIME = (
    "00, the answer", "04, salaries", "05, pay by place", "06, pay over time",
)  # fmt: skip
FEWEST_YEARS = 2  # of the nation: no change over time can be told from one
# Behind a full stop that ends no abbreviation, such as that of St. Louis.
SENTENCE_ENDS = re.compile(r"(?<=[a-z0-9%)]{2}\.) (?=[A-Z“])")


@dataclass(frozen=True)
class Headline:
    """A sentence, and the chapter that prints it."""

    where: str
    sentence: str


def headlines(edition: Parameters) -> list[Headline]:
    """The headline sentences of `edition`, in the order of the chapters.

    Raises
    ------
    DataError
        If no wages of the edition's year are held.
    """
    chapters = {
        ANSWER: [*_answer(edition), *_last_change(edition)],
        SALARIES: _salaries(edition),
        PLACES: _places(edition),
        TIME: _over_time(edition),
    }
    return [
        Headline(where, sentence)
        for where, lines in chapters.items()
        for line in lines
        for sentence in SENTENCE_ENDS.split(line)
        if sentence
    ]


def compared(old: Sequence[Headline], new: Sequence[Headline]) -> list[Wording]:
    """Every headline sentence of two editions in both its wordings, chapter by chapter."""
    chapters = dict.fromkeys(each.where for each in [*old, *new])
    return [
        wording
        for where in chapters
        for wording in wordings(
            where, *([each.sentence for each in side if each.where == where] for side in (old, new))
        )
    ]


def _level(edition: Parameters) -> Level:
    return cast(Level, edition.level)


def _years(level: Level, edition: Parameters) -> list[int]:
    held = load.years(level)
    fewest = FEWEST_YEARS if level == "national" else 1
    return held[: max(fewest, sum(year <= edition.year for year in held))]


def _wages(level: Level, edition: Parameters) -> pd.DataFrame:
    wages = load.wages(level)
    return wages[wages["year"].isin(_years(level, edition))].reset_index(drop=True)


def _priced(wages: pd.DataFrame, edition: Parameters) -> pd.DataFrame:
    return in_dollars(wages, edition.dollars, load.table("cpi"), _latest_may(edition))


def _latest_may(edition: Parameters) -> int:
    return max({*_years("national", edition)} & {*priced_years()})


def _here(edition: Parameters, roles: list[str]) -> pd.DataFrame:
    """The lines that carry `roles` in the edition's area and year, bounds in place of top codes."""
    soc, wages = load.role_soc(edition.compared), load.wages(_level(edition), edition.year)
    tops = top_codes.ceilings(wages, load.sidecar(edition.year))
    lines = of_area(wages, soc, roles, edition.area, edition.year)
    lines = top_codes.with_ceilings(lines, tops)
    return with_labels(_priced(lines, edition), load.roles(edition.compared))


def _answer(edition: Parameters) -> list[str]:
    described = load.roles(edition.compared)
    jobs = names.with_neighbours(edition.compared, described)
    pay, asked = _here(edition, jobs), _here(edition, edition.compared)
    states = states_of(load.table("areas"), edition.area)
    tables = {name: load.table(name) for name in typical_way.TABLES}
    stages, pathways = typical_way.with_typical(**tables, wanted=jobs)
    months = with_labels(answer.time_needed(stages, pathways, states, jobs), described)
    lead = answer.leader(asked[~salaries.hidden(asked)])
    return said_of_answer.findings(described, pay, asked, months, lead, edition.place)


def _last_change(edition: Parameters) -> list[str]:
    described, soc = load.roles(edition.compared), load.role_soc(edition.compared)
    jobs = names.with_neighbours(edition.compared, described)
    earlier = [year for year in load.years(_level(edition)) if year < edition.year]
    before = max(earlier, default=None)
    here = load.wages(_level(edition), edition.year)
    previous = load.wages(_level(edition), before) if earlier else here.head(0)
    previous = of_roles(previous, soc, jobs)
    published = of_area(here, soc, jobs, edition.area, edition.year)
    moved = answer.changes(published, previous[previous["area"] == edition.area])
    prices = answer.price_change(load.table("cpi"), before or edition.year, edition.year)
    breaks = load.breaks(jobs)
    return choices.changed(with_labels(moved, described), before, edition.level, breaks, prices)


def _salaries(edition: Parameters) -> list[str]:
    wages = load.wages(_level(edition), edition.year)
    soc = load.role_soc(edition.compared)
    lines = of_area(wages, soc, edition.compared, edition.area, edition.year)
    lines = distributions.annual_from_hourly(lines)
    tops = top_codes.ceilings(wages, load.sidecar(edition.year))
    lines = top_codes.with_ceilings(lines, tops)
    pay = with_labels(_priced(lines, edition), load.roles(edition.compared))
    shown = pay[["role", "title", "noun", "plural", "relation", "label", "line"]]
    overlap = distributions.overlap_table(pay, edition.baseline).merge(shown, on="role")
    return salaries.findings(pay, overlap, edition.place, _parts(edition))


def _parts(edition: Parameters) -> str:
    """What chapter 04 estimates for technologists and technicians apart."""
    soc, national = load.table("role_soc"), _wages("national", edition)
    split_year = last_apart(soc, list(BLENDED))
    laboratory = blend.lines_of(national, soc, list(BLENDED))
    if max(laboratory["year"]) <= split_year:
        return ""
    after = blend.year_of_blend(laboratory, max(_years("national", edition)))
    now = blend.parts_of_blend(laboratory, BLENDED[0], after)
    pairs = blend.paired_lines(load.table("paired_groups"), national)
    tests = blend.back_test(pairs[pairs["year"] >= split_year], split_year)
    others = blend.error_sizes(blend.like_it(tests, laboratory["group"].iloc[0]))
    named = with_labels(now, load.table("roles"))
    return parts.estimate(named, blend.margin(others, after - split_year))


def _places(edition: Parameters) -> list[str]:
    areas, soc = load.table("areas"), load.role_soc(edition.compared)
    prices = load.table("regional_price_parities")
    held = of_roles(_wages("states", edition), soc, edition.compared)
    vintage = places.year_to_show(held, _years("states", edition), edition.year)
    fewest = load.table("assumptions").set_index("assumption")["value"][
        "small_cell_minimum_employment"
    ]
    every = places.every_state(held[held["year"] == vintage], areas, edition.compared, vintage)
    lines = places.set_aside(_priced(every, edition), fewest)
    named = areas[["area", "title"]].rename(columns={"title": "place"})
    called = _called(edition, vintage)
    states = places.ranked(lines, prices).merge(named, on="area").merge(called, on="role")
    gaps = places.gaps(states, edition.baseline)
    role = places.featured(lines, edition.roles, edition.baseline)
    first, base = (states[states["role"] == each] for each in (role, edition.baseline))
    told = [said_of_places.paid(first), said_of_places.bought(first)]
    return [*told, said_of_gaps.lead(gaps, first, base), _licences(edition, states, vintage)]


def _called(edition: Parameters, vintage: int) -> pd.DataFrame:
    soc, near = load.role_soc(edition.compared), load.nearest("national", vintage)
    nation = of_area(load.wages("national", near), soc, edition.compared, "US", near)
    named = with_labels(nation, load.roles(edition.compared))
    return named[["role", "noun", "plural", "line", "relation"]]


def _licences(edition: Parameters, states: pd.DataFrame, vintage: int) -> str:
    areas, licensure = load.table("areas"), load.table("licensure")
    licensed = {
        role: licence_pay.licensed_states(areas, licensure, role, vintage)
        for role in edition.compared
    }
    studied = licence_pay.studied(states, licensed)
    others = [edition.baseline, *edition.compared]
    other = licence_pay.placebo(others, studied) if studied else None
    beside = licence_pay.studied_beside(states, studied)
    comparison = licence_pay.compare(beside, licensed.get(studied, []) if studied else [])
    return said_of_licences.finding(states, comparison, studied, other)


def _over_time(edition: Parameters) -> list[str]:
    cpi, latest = load.table("cpi"), _latest_may(edition)
    followed = trends.lines_to_follow(edition.compared)
    named, soc, breaks = load.roles(followed), load.role_soc(followed), load.breaks(followed)
    national = _wages("national", edition)
    lines = trends.apart(of_roles(national, soc, followed))
    met = trends.breaks_met(lines, breaks)
    published = trends.segments(with_labels(lines, named), met)
    real, everyone = trends.real(published, cpi, latest), trends.real(national, cpi, latest)
    control = every_occupation.control(everyone, breaks)
    first = [*(role for role in edition.roles if role != edition.baseline), edition.baseline][0]
    spoken_of = list(dict.fromkeys([first, edition.baseline]))
    called = named.set_index("role")[["plural"]].loc[spoken_of].reset_index()
    own = change_parts.told_apart(
        trends.common_window(real, spoken_of), everyone, control.unsettled
    )
    change, real_change = (
        called.merge(
            trends.growth(trends.common_window(series, spoken_of), across_breaks=True), on="role"
        )
        for series in (published[published["year"] <= latest], real)
    )
    priced = trends.segments(_priced(published, edition), met)
    gap = trends.gap_over_time(priced, first, edition.baseline, met).assign(role=first)
    gap = gap.dropna(subset=["gap"]).merge(
        published.drop_duplicates("role")[["role", "title", "plural", "label", "line"]], on="role"
    )
    gap = gap.assign(baseline_plural=called["plural"].iloc[-1])
    return said_of_trends.findings(
        steps.own_growth(called.merge(own, on="role"), latest),
        change,
        real_change,
        steps.control(control),
        gap,
    )
