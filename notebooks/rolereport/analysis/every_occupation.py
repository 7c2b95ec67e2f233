"""The steps of all occupations from year to year: what an ordinary step is, and what is not one.

If a change of method moves figures, it moves those of all occupations. The occupations nobody
asked about are therefore the control: a role's step says something about the role only as far as
it stands out from theirs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from rolereport.analysis.trends import BOUNDARIES
from rolereport.recall import recalled

TWICE = 2.0
ALIKE = 3  # occupations with one and the same figure


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
    detailed = wages[wages["occupation_group"] == "detailed"]
    known = detailed.dropna(subset=[measure])[["soc_code", "year", measure]]
    before = known.assign(year=known["year"] + 1).rename(columns={measure: "before"})
    both = before.merge(known, on=["soc_code", "year"])
    both = both.assign(step=both[measure] / both["before"] - 1)
    return both[["soc_code", "year", "step"]].sort_values(["year", "soc_code"], ignore_index=True)


def spread(steps: pd.DataFrame) -> pd.DataFrame:
    """How the steps of each year lie.

    Returns
    -------
    DataFrame
        year, occupations (number), p5, p25, middle, p75, p95 (shares), spread: the median
        distance of a step from the middle one, a share; ascending by year.
    """
    by_year = steps.groupby("year")["step"]
    lain = by_year.quantile([0.05, 0.25, 0.5, 0.75, 0.95]).unstack()
    lain = lain.set_axis(["p5", "p25", "middle", "p75", "p95"], axis=1)
    distance = (steps["step"] - by_year.transform("median")).abs()
    lain.insert(0, "occupations", by_year.size())
    return lain.assign(spread=distance.groupby(steps["year"]).median()).reset_index()


def gathered(wages: pd.DataFrame, measure: str = "p50_annual") -> pd.Series:
    """The share of occupations whose figure is that of two or more others, to the dollar, by year.

    Parameters
    ----------
    wages
        occupation_group, year and the measure as published, of one area.
    """
    detailed = wages[wages["occupation_group"] == "detailed"].dropna(subset=[measure])
    alike = detailed.groupby(["year", measure])[measure].transform("size") >= ALIKE
    return alike.groupby(detailed["year"]).mean()


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
    wide = steps.pivot(index="soc_code", columns="year", values="step")
    rows = []
    for year in wide.columns[1:]:
        if year - 1 not in wide:
            continue
        both = wide[[year - 1, year]].dropna()
        rows.append([year, both.corr(method="spearman").iloc[0, 1], len(both)])
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
    detailed = wages[wages["occupation_group"] == "detailed"]
    wide = detailed.pivot(index="soc_code", columns="year", values=measure)
    years = list(zip(spans["first_year"], spans["last_year"], strict=True))
    changes = {
        (start, end): (wide[end] / wide[start] - 1).dropna() for start, end in dict.fromkeys(years)
    }
    middles = {span: of_all.median() for span, of_all in changes.items()}
    below = [
        (changes[span] < own).mean() if len(changes[span]) else float("nan")
        for span, own in zip(years, spans["percent"], strict=True)
    ]
    return spans.assign(middle=[middles[span] for span in years], below=below)


@recalled
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


def _as_far(apart: pd.Series, own: float) -> float:
    if apart.empty or pd.isna(own):
        return float("nan")
    return float((apart.abs() >= abs(own)).mean())
