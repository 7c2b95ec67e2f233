"""The steps of all occupations from year to year: what an ordinary step is, and what is not one.

If a change of method moves figures, it moves those of all occupations. The occupations nobody
asked about are therefore the control: a role's step says something about the role only as far as
it stands out from theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rolereport.analysis.trends import BOUNDARIES

DETAILED = "detailed"
LAIN = {"p5": 0.05, "p25": 0.25, "middle": 0.5, "p75": 0.75, "p95": 0.95}
TWICE = 2.0
ALIKE = 3  # occupations with one and the same figure


Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Control:
    """The steps of all occupations, and what they make of each year.

    Attributes
    ----------
    steps, spreads
        What `yearly_steps` and `spread` return.
    broken
        Years with a break for every occupation, and the titles of these breaks.
    unsettled
        Later years whose spread is over twice the usual one without such a break.
    usual
        The usual spread.
    """

    steps: pd.DataFrame
    spreads: pd.DataFrame
    broken: dict[int, str]
    unsettled: list[int]
    usual: float

    @property
    def settled(self) -> list[int]:
        """The ordinary years: neither broken nor unsettled."""
        doubtful = {*self.broken, *self.unsettled}
        return [year for year in self.spreads["year"] if year not in doubtful]


def detailed(wages: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """The detailed occupations of `wages`, for who asks about their `measures` many times.

    Returns
    -------
    DataFrame
        soc_code and occupation_group, both as categories, which are told apart at once; year and
        the measures.
    """
    columns = ["soc_code", "occupation_group", "year", *measures]
    rows = wages.loc[wages["occupation_group"] == DETAILED, columns]
    return rows.astype({"soc_code": "category", "occupation_group": "category"})


def control(wages: pd.DataFrame, breaks: pd.DataFrame, measure: str = "p50_annual") -> Control:
    """Read every year by the steps of all occupations.

    Parameters
    ----------
    wages
        soc_code, occupation_group, year and the measure, of one area, in dollars of one year.
    breaks
        year, roles, kind.
    """
    for_all = (breaks["roles"] == "all") & (breaks["kind"] != BOUNDARIES)
    titles = breaks[for_all].sort_values("year").groupby("year")["title"].agg("; ".join)
    broken = {int(year): title for year, title in titles.items()}
    steps = yearly_steps(wages, measure)
    spreads = spread(steps)
    return Control(
        steps=steps,
        spreads=spreads,
        broken=broken,
        unsettled=unsettled(spreads, broken),
        usual=ordinary(spreads, broken),
    )


def yearly_steps(wages: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    """The change of every detailed occupation from each year to the next.

    Parameters
    ----------
    wages
        soc_code, occupation_group, year and the measure, of one area; an occupation is the same
        in two years if its code is.

    Returns
    -------
    DataFrame
        soc_code, year (the later), step (share); only occupations with a figure in both years.
    """
    wide = _by_year(wages, measure)
    figures, follows = wide.to_numpy().T, np.flatnonzero(np.diff(wide.columns) == 1)
    before, after = figures[follows], figures[follows + 1]
    year, code = np.nonzero(~np.isnan(before) & ~np.isnan(after))
    with np.errstate(divide="ignore", invalid="ignore"):  # an occupation may have had no jobs
        step = after[year, code] / before[year, code] - 1
    later = wide.columns[follows + 1][year]
    return pd.DataFrame({"soc_code": wide.index[code], "year": later, "step": step})


def spread(steps: pd.DataFrame) -> pd.DataFrame:
    """How the steps of each year lie.

    Returns
    -------
    DataFrame
        year, occupations (number), p5, p25, middle, p75, p95 (shares), spread: the median
        distance of a step from the middle one, a share; ascending by year.
    """
    wide = _wide(steps, "step")
    lain = wide.quantile(list(LAIN.values())).set_axis(list(LAIN)).T
    spread = (wide - lain["middle"]).abs().median()
    lain.insert(0, "occupations", wide.notna().sum())
    return lain.assign(spread=spread).rename_axis("year").reset_index()


def gathered(wages: pd.DataFrame, measure: str = "p50_annual") -> pd.Series:
    """The share of occupations whose figure is that of two or more others, to the dollar, by year.

    Parameters
    ----------
    wages
        occupation_group, year and the measure as published, of one area.
    """
    known = (wages["occupation_group"] == DETAILED) & wages[measure].notna()
    rows = wages.loc[known, ["year", measure]]
    alike = rows.groupby(["year", measure])[measure].transform("size") >= ALIKE
    return alike.groupby(rows["year"]).mean()


def ordinary(spreads: pd.DataFrame, broken: Collection[int]) -> float:
    """The middle spread of the years in which no break concerns all occupations."""
    return float(spreads.loc[~spreads["year"].isin(broken), "spread"].median())


def unsettled(spreads: pd.DataFrame, broken: Collection[int], times: float = TWICE) -> list[int]:
    """Years without a break of their own whose spread is over `times` the ordinary one."""
    usual = ordinary(spreads, broken)
    wide = spreads[(spreads["spread"] > times * usual) & ~spreads["year"].isin(broken)]
    return [int(year) for year in wide["year"]]


def undone(steps: pd.DataFrame) -> pd.DataFrame:
    """Whether a year's steps were taken back in the next: their rank correlation.

    Below zero, occupations that had stepped up more than others stepped up less a year later,
    which is what an error does that is made once. Near zero or above is usual.

    Returns
    -------
    DataFrame
        year (the later of the two steps), correlation (Spearman), occupations.
    """
    wide = _wide(steps, "step")
    years, figures = list(wide), wide.to_numpy()
    rows = []
    for place in np.flatnonzero(np.diff(years) == 1):
        pair = figures[:, place : place + 2]
        both = pd.DataFrame(pair[~np.isnan(pair).any(axis=1)])
        rows.append([years[place + 1], both.corr(method="spearman").iloc[0, 1], len(both)])
    return pd.DataFrame(rows, columns=["year", "correlation", "occupations"])


def standing(own: pd.DataFrame, steps: pd.DataFrame, usual: Collection[int]) -> pd.DataFrame:
    """How far each role's step stands from the middle step, and how rare that is.

    Parameters
    ----------
    own
        role, year and percent (share): steps of the roles.
    steps
        As `yearly_steps` gives them.
    usual
        The ordinary years to compare with.

    Returns
    -------
    DataFrame
        `own` with middle (the middle occupation's step that year), apart (the role's step less
        that), as_far_then and as_far_usually: the share of occupations whose step is at least as
        far from the middle one, that year and over all ordinary years. NaN where no step of
        others is known.
    """
    distances = steps.assign(
        apart=steps["step"] - steps.groupby("year")["step"].transform("median")
    )
    middle = own["year"].map(steps.groupby("year")["step"].median())
    apart = own["percent"] - middle
    then = [
        _as_far(distances[distances["year"] == year]["apart"], own_apart)
        for year, own_apart in zip(own["year"], apart, strict=True)
    ]
    elsewhere = distances[distances["year"].isin(usual)]["apart"]
    return own.assign(
        middle=middle,
        apart=apart,
        as_far_then=then,
        as_far_usually=[_as_far(elsewhere, each) for each in apart],
    )


def middle_change(wages: pd.DataFrame, spans: pd.DataFrame, measure: str) -> pd.DataFrame:
    """What the middle occupation did over the same years, and where a change ranks among all.

    Parameters
    ----------
    wages
        soc_code, occupation_group, year and the measure, in the dollars of the spans.
    spans
        first_year, last_year and percent (share).

    Returns
    -------
    DataFrame
        `spans` with middle (the median change, a share, of the detailed occupations with a figure
        in both years) and below (the share of them that changed less). NaN where there is none.
    """
    changes = _changes(_by_year(wages, measure), spans)
    middles = {span: np.median(of_all) for span, of_all in changes.items() if len(of_all)}
    below = [
        (changes[span] < own).mean() if span in middles else np.nan
        for span, own in zip(_years(spans), spans["percent"], strict=True)
    ]
    return spans.assign(middle=[middles.get(span, np.nan) for span in _years(spans)], below=below)


def middle_changes(wages: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """`middle_change` for spans of several measures, each by its own, sorted by index.

    Parameters
    ----------
    spans
        As for `middle_change`, with measure.
    """
    each = [middle_change(wages, rows, measure) for measure, rows in spans.groupby("measure")]
    none = spans.head(0).assign(middle=float("nan"), below=float("nan"))
    return pd.concat(each).sort_index() if each else none


def _changes(wide: pd.DataFrame, spans: pd.DataFrame) -> dict[tuple[int, int], Figures]:
    """The changes of all occupations with a figure in both years, by the two years."""
    figures = {year: wide[year].to_numpy() for span in _years(spans) for year in span}
    changes = {(start, end): figures[end] / figures[start] - 1 for start, end in _years(spans)}
    return {span: change[~np.isnan(change)] for span, change in changes.items()}


def _years(spans: pd.DataFrame) -> list[tuple[int, int]]:
    return list(zip(spans["first_year"], spans["last_year"], strict=True))


def _by_year(wages: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = wages["occupation_group"] == DETAILED
    return _wide(wages.loc[rows, ["soc_code", "year", measure]], measure)


def _wide(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """A line for each occupation and a column for each year, both ascending, NaN where unknown."""
    line, codes = pd.factorize(rows["soc_code"], sort=True)
    column, years = pd.factorize(rows["year"], sort=True)
    figures = np.full((len(codes), len(years)), np.nan)
    figures[line, column] = rows[measure]
    return pd.DataFrame(figures, codes, years)


def _as_far(apart: pd.Series, own: float) -> float:
    if apart.empty or pd.isna(own):
        return float("nan")
    return float((apart.abs() >= abs(own)).mean())
