"""What changed between two sets of wages, as lines for a terminal of eighty columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from rolereport.analysis import answer, occupation_changes
from rolereport.analysis import release_change as change
from rolereport.analysis.rows import Row
from rolereport.analysis.wording import Wording
from rolereport.choices import area_titles, titles_of_roles
from rolereport.data import load
from rolereport.data.errors import DataError
from rolereport.data.intake.sides import Side, side
from rolereport.data.wages import of_area, of_roles
from rolereport.display import words
from rolereport.display.headline_views import wordings_between
from rolereport.display.labels import with_labels
from rolereport.display.release_table import changed_lines, write_changes
from rolereport.display.sentences import release_change as said
from rolereport.display.sentences.steps import signed
from rolereport.parameters import default_values

WIDTH = 80
OCCUPATIONS_SHOWN = 4
SENTENCES_SHOWN = 4
PLACES_SHOWN = 3  # moves of a level below the nation's
LABEL = 36
NATION = "US"


@dataclass(frozen=True)
class Changes:
    """What changed from one set of wages to another.

    Parameters
    ----------
    pairs
        Level to what `release_change.paired` returns, of the levels that both sides have.
    """

    old: Side
    new: Side
    pairs: dict[str, pd.DataFrame]

    @classmethod
    def between(cls, old: str, new: str, year: int | None = None) -> Changes:
        """The changes from one file or vintage to another, as `sides.side` reads them.

        Raises
        ------
        DataError, DataErrors
            As `sides.side` does, or if the two have no level in common.
        """
        sides = side(old, year), side(new, year)
        shared = [level for level in sides[1].wages if level in sides[0].wages]
        if not shared:
            raise DataError(
                file=f"{old} and {new}",
                problem="; ".join(said.one_only(*sides)).removesuffix("."),
                fix="compare wages of the same level",
            )
        wages = [each.wages for each in sides]
        return cls(
            *sides, {level: change.paired(*(each[level] for each in wages)) for level in shared}
        )

    @property
    def any(self) -> bool:
        """Whether any line differs."""
        return any(len(change.changed(rows)) for rows in self.pairs.values())

    def lines(self, top: int, *, every_sentence: bool = False) -> Iterator[str]:
        """The comparison as text, the answer first.

        Parameters
        ----------
        top
            How many of the largest moves are listed.
        every_sentence
            List every headline sentence that reads differently, not the first few.
        """
        if not self.any:
            lines = {level: len(rows) for level, rows in self.pairs.items()}
            for each in [
                said.nothing(self.old, self.new, lines),
                *said.one_only(self.old, self.new),
            ]:
                yield from _wrapped(each)
            return
        yield from self._answer()
        if "national" in self.pairs:
            yield from _section(
                "The jobs of the report: median, percentiles, jobs, mean",
                _roles(self.old, self.new),
            )
        yield from _section("What the report says", self._sentences(every_sentence))
        for level, rows in self.pairs.items():
            if len(change.changed(rows)):
                yield from _level(self.old, self.new, level, rows, top)

    def write(self, path: Path) -> int:
        """Write every line that differs to a CSV file; returns how many there are."""
        titles = titles_of_roles()
        tables = [changed_lines(level, rows, titles) for level, rows in self.pairs.items()]
        return write_changes(tables, path)

    def _answer(self) -> Iterator[str]:
        old, new = self.old, self.new
        for level, rows in self.pairs.items():
            counted = said.rows(change.counts(rows), old.month == new.month)
            yield from _wrapped(f"{said.apart(old, new)}, {said.LEVELS[level]}: {counted}")
        told = [*said.revised(old, new), *said.filled(old, new), *said.one_only(old, new)]
        for each in [*told, *_breaks(old, new, list(self.pairs))]:
            yield from _wrapped(each)

    def _sentences(self, every: bool) -> list[str]:
        wordings, why_none = wordings_between(self.old, self.new)
        return [why_none] if why_none else list(told(wordings, every))


def told(wordings: Sequence[Wording], every: bool) -> Iterator[str]:
    """Lines about the headline sentences: how many differ, and the first of these, or all."""
    differing = [each for each in wordings if each.differs]
    how_to_read = " Here (chapter) and [before → now]:" if differing else ""
    yield f"{said.how_many_differ(wordings)}{how_to_read}"
    shown = differing if every else differing[:SENTENCES_SHOWN]
    for each in shown:
        yield f"({each.where[:2]}) {said.marked(each)}"
    if len(differing) > len(shown):
        yield f"{len(differing) - len(shown)} more: show them with --sentences."


def _level(old: Side, new: Side, level: str, pairs: pd.DataFrame, top: int) -> Iterator[str]:
    only = change.in_one_only(old.wages[level], new.wages[level])
    hidden = said.codes(change.codes_moved(pairs)) + said.figures_in_one_only(old, new, only)
    here = said.LEVELS[level]
    parts = {
        f"Largest moves of the median, {here}: before, now, change, mean ±": _moves(
            old, new, level, top
        ),
        f"Came and went, {here}": _lines_of(old, new, level),
        f"Withheld and not held, {here}": hidden,
    }
    if level != "national":
        parts = {f"{here}, largest moves first": [each for told in parts.values() for each in told]}
    for title, told in parts.items():
        if told:
            yield from _section(title, told)


def _roles(old: Side, new: Side) -> list[str]:
    roles = default_values()["roles"]
    soc, described = load.role_soc(roles), load.roles(roles)
    now, then = (
        of_area(side.wages["national"], soc, roles, NATION, side.year) for side in (new, old)
    )
    moved = with_labels(change.role_moves(now, then), described)
    prices = answer.price_change(load.table("cpi"), old.year, new.year)
    unlike = said.not_compared(with_labels(now, described), then, moved)
    return [*said.role_changes(moved, prices, old.month == new.month), *unlike]


def _moves(old: Side, new: Side, level: str, top: int) -> list[str]:
    values = load.table("assumptions").set_index("assumption")["value"]
    least = values["small_cell_minimum_employment"]
    ranked, shown = change.moves(old.wages[level], new.wages[level], least), top
    names = titles_of_roles()
    if level != "national":
        names = _names_of_lines(new, level)
        ranked, shown = ranked[ranked["soc_code"].isin(names)], min(top, PLACES_SHOWN)
    moved = ranked[ranked["change"] != 0]
    if moved.empty:
        return ["No median that is printed on both sides moved."]
    same = old.month == new.month
    listed = [
        _move(place, row, names, same)
        for place, row in enumerate(moved.head(shown).itertuples(), start=1)
    ]
    if same:
        return listed
    chance = (
        said.no_errors(level) if moved["margin"].isna().all() else said.chance(old.year, new.year)
    )
    return [*listed, said.spread(ranked, least), chance]


def _move(place: int, row: Row, names: dict[str, str], same: bool) -> str:
    name = (
        row.soc_title if isinstance(row.soc_title, str) else names.get(row.soc_code, row.soc_code)
    )
    where = "" if row.area == NATION else f"{area_titles().get(row.area, row.area)}: "
    label = textwrap.shorten(f"{where}{name}", LABEL, placeholder="…")
    mean = "" if pd.isna(row.mean_change) else f"{signed(row.mean_change):>7}"
    margin = "" if same or pd.isna(row.margin) else f" ±{words.percent(row.margin, 1)}"
    pay = f"{words.dollars(row.before_pay):>8} {words.dollars(row.p50_annual):>8}"
    return f"{place:>3} {label:<{LABEL}} {pay} {signed(row.change):>7}{mean}{margin}"


def _lines_of(old: Side, new: Side, level: str) -> list[str]:
    before, after = old.wages[level], new.wages[level]
    extent = said.extent(old, new, level)
    areas = said.areas_moved(*change.areas(before, after), area_titles())
    if extent:
        return [extent, *areas]
    found = occupation_changes.appeared_or_vanished(before, after)
    titles = titles_of_roles()
    named = found.assign(
        soc_title=found["soc_title"].where(found["soc_title"] != "", found["soc_code"].map(titles))
    ).fillna({"soc_title": ""})
    met, soc = (
        change.breaks_between(load.table("breaks"), old.year, new.year),
        load.table("role_soc"),
    )
    whys = occupation_changes.explained(named, before, after, met, soc)
    named["why"] = [said.why(each, kind) for each, kind in zip(whys, named["change"], strict=True)]
    ours = named["soc_code"].isin(soc["soc_code"])
    ordered = pd.concat([named[ours], named[~ours]])
    verbs = {change.ADDED: "came", change.REMOVED: "went"}
    listed = [
        f"{verbs[row.change]}: {row.soc_code} {row.soc_title} ({row.why})"
        for row in ordered.head(OCCUPATIONS_SHOWN).itertuples()
    ]
    rest = len(ordered) - len(listed)
    more = [f"and {rest:,} more: --report writes them all"] if rest > 0 else []
    summed = said.came_and_went(found) if more or not listed else ""
    return [*([summed] if summed else []), *listed, *more, *areas]


def _breaks(old: Side, new: Side, levels: Sequence[str]) -> list[str]:
    met = change.breaks_between(load.table("breaks"), old.year, new.year)
    roles = set(default_values()["roles"])
    named = met["roles"].map(lambda text: text == "all" or bool(roles & set(text.split("; "))))
    kept = met[named & ((met["kind"] != "delineation") | ("metros" in levels))]
    return said.method_breaks(kept)


def _names_of_lines(side: Side, level: str) -> dict[str, str]:
    """SOC code to short title, of the lines that carry a role of the report."""
    roles = default_values()["roles"]
    carried = of_roles(side.wages[level], load.role_soc(roles), roles)
    titles = load.roles(roles).set_index("role")["short_title"]
    return dict(zip(carried["soc_code"], carried["role"].map(titles), strict=True))


def _section(title: str, told: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title.upper()
    for each in told:
        yield from _wrapped(each)


def _wrapped(text: str) -> list[str]:
    if len(text) <= WIDTH:
        return [text]
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
