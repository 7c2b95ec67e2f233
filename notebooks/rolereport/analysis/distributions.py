"""What five published percentiles say about pay, and what they leave open.

OEWS prints the 10th, 25th, 50th, 75th and 90th percentile of each occupation's pay. They cut its
jobs into six cells that hold 10, 15, 25, 25, 15 and 10 percent of them. Where in its cell a job is
paid is not published, so every statement here is a pair of sharp bounds, true of each distribution
that has those percentiles, with an interpolated point in between. Pay is taken to vary
continuously inside a cell: two jobs pay exactly the same only where percentiles coincide.

Frames named `wages` have the columns of the wages codebook plus `role` and `year`: one row for
each role, area and year, pay in dollars. A source may lack columns; they count as unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from rolereport.recall import recalled

Unit = Literal["annual", "hourly"]
Line: TypeAlias = Mapping[str, Any] | pd.Series  # a row of `wages`, by column

UNITS: tuple[Unit, ...] = ("annual", "hourly")
PERCENTILES = (10, 25, 50, 75, 90)
CELL_PERCENT = np.array([10, 15, 25, 25, 15, 10])
MEASURES = ("mean", *(f"p{percentile}" for percentile in PERCENTILES))
HOURS_A_YEAR = 2080  # the full-time year by which BLS turns hourly into annual pay
# Hourly pay is printed to the cent and annual pay to ten dollars: 2,080 half cents and half of ten.
HOURS_ROUNDING = 0.005 * HOURS_A_YEAR + 5 + 1e-6
KEYS = ["area", "role", "year"]

# Cell edges fall between these points, so each point belongs to one cell.
_MIDDLE = np.linspace(10, 90, 1600, endpoint=False) + 0.025
_BETWEEN = slice(1, -1)  # the four cells that are closed on both sides
_ABOVE_MEDIAN = PERCENTILES.index(50) + 1  # the cell whose least pay is the median


@dataclass(frozen=True)
class Bounds:
    """A share or probability (0 to 1) known to lie from `low` to `high`.

    `point` is a plausible value between them, NaN where too little is published for one.
    """

    low: float
    point: float
    high: float


UNKNOWN = Bounds(np.nan, np.nan, np.nan)


@dataclass(frozen=True)
class Cells:
    """The least and the greatest pay of each of the six cells, lowest cell first, in dollars.

    The lowest reaches down to nothing, the highest has no greatest pay (infinity).
    """

    least: NDArray[np.float64]
    greatest: NDArray[np.float64]


def percentile_columns(unit: Unit = "annual") -> list[str]:
    """Names of the five percentile columns, lowest first."""
    return [f"p{percentile}_{unit}" for percentile in PERCENTILES]


def published_percentiles(row: Line, unit: Unit = "annual") -> NDArray[np.float64]:
    """The five percentiles of one row of `wages`, in dollars, NaN where not published."""
    return np.array([row.get(name, np.nan) for name in percentile_columns(unit)], dtype=float)


def percentiles_long(wages: pd.DataFrame, unit: Unit = "annual") -> pd.DataFrame:
    """Percentiles as rows.

    Returns
    -------
    DataFrame
        area, role, year, percentile (10 to 90), pay (dollars a year or an hour; NaN where
        unknown); the rows of `wages` in their order, each from its lowest percentile up.
    """
    pay = wages.reindex(columns=percentile_columns(unit)).to_numpy(dtype=float)
    rows = wages[KEYS].take(np.repeat(np.arange(len(wages)), len(PERCENTILES)))
    return rows.reset_index(drop=True).assign(
        percentile=np.tile(PERCENTILES, len(wages)), pay=pay.ravel()
    )


def quantile_function(p: ArrayLike, pay: ArrayLike) -> Callable[[ArrayLike], NDArray[np.float64]]:
    """Pay as a monotone function of the percentile.

    Interpolates the logarithm of pay (PCHIP), which keeps the order of the percentiles and adds
    no hump between them. Unknown percentiles are passed over.

    Parameters
    ----------
    p
        Percentiles, from 0 to 100, ascending.
    pay
        Pay at each, in dollars.

    Returns
    -------
    callable
        Takes percentiles, gives dollars; NaN outside the lowest and highest known percentile, and
        everywhere if fewer than two are known.

    Raises
    ------
    ValueError
        If pay is not positive or falls as the percentile rises.
    """
    values = _checked(pay)
    known = ~np.isnan(values)
    if known.sum() < 2:
        return lambda percentile: np.full(np.shape(percentile), np.nan)
    return _curve(tuple(np.asarray(p, dtype=float)[known]), tuple(values[known]))


class Curves:
    """`quantile_function` of many rows of five percentiles, asked all at once.

    Parameters
    ----------
    pays
        A row of percentiles each, in dollars. One of which any is unknown has no curve.

    Raises
    ------
    ValueError
        As `quantile_function` does.
    """

    def __init__(self, pays: NDArray[np.float64]) -> None:
        self._starts = np.array(PERCENTILES[:-1], dtype=float)
        whole = np.isfinite(pays).all(axis=1)
        if (pays[whole] <= 0).any() or (np.diff(pays[whole]) < 0).any():
            raise ValueError("pay must be positive, and percentiles must not fall")
        logarithms = np.log(pays[whole])
        self._cubics = np.full((4, len(self._starts), len(pays)), np.nan)
        self._cubics[..., whole] = _cubics(PERCENTILES, logarithms)

    def __call__(
        self, rows: NDArray[np.intp], percentiles: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Pay of each of `rows`, a place among the pays, at its own percentile, from 10 to 90."""
        piece = np.searchsorted(self._starts[1:], percentiles, side="right")
        return np.exp(_height(self._cubics[:, piece, rows], percentiles - self._starts[piece]))


def share_above(
    percentiles: Sequence[float] | NDArray[np.float64],
    threshold: float,
    top_code: float | None = None,
) -> Bounds:
    """Share of jobs that pay more than `threshold` dollars.

    Parameters
    ----------
    percentiles
        The five published percentiles in dollars, NaN where unknown.
    threshold
        Dollars, in the unit of the percentiles.
    top_code
        The ceiling that percentiles missing at the upper end are known to reach (BLS code `#`);
        None if they are merely unknown.

    Returns
    -------
    Bounds
        The point is interpolated between the 10th and 90th percentile, the middle of the bounds
        beyond them, and NaN unless all five are known.

    Raises
    ------
    ValueError
        If percentiles are not five, not positive or not in order.
    """
    cells = cells_of(percentiles, top_code)
    if cells is None or np.isnan(threshold):
        return UNKNOWN
    reach = cells.greatest > threshold
    low = _share(reach & (cells.least >= threshold))
    high = _share(reach)
    return _bounds(low, _point_above(percentiles, threshold, (low + high) / 2), high)


def probability_higher(
    percentiles_a: Sequence[float] | NDArray[np.float64],
    percentiles_b: Sequence[float] | NDArray[np.float64],
    top_code_a: float | None = None,
    top_code_b: float | None = None,
) -> Bounds:
    """Chance that a job drawn at random from A pays more than one drawn from B.

    The draws are independent and a tie counts half, so that the chance of A over B and the chance
    of B over A make 1. A cell of A surely outranks a cell of B if its least pay is no less
    than the other's greatest; it can outrank it if its greatest pay exceeds the other's least.
    The point interpolates where both jobs lie from the 10th to the 90th percentile (64 percent of
    pairs) and takes the middle of the bounds for pairs with a job in a tail.

    Parameters
    ----------
    percentiles_a, percentiles_b
        The five published percentiles in dollars of one unit, NaN where unknown.
    top_code_a, top_code_b
        As for `share_above`.

    Returns
    -------
    Bounds
        The point is NaN unless all ten percentiles are known.

    Raises
    ------
    ValueError
        If percentiles are not five, not positive or not in order.
    """
    a, b = cells_of(percentiles_a, top_code_a), cells_of(percentiles_b, top_code_b)
    if a is None or b is None:
        return UNKNOWN
    sure, possible = _outranks(a, b)
    middle = (sure + possible) / 2
    middle[_BETWEEN, _BETWEEN] = _interpolated_chance(percentiles_a, percentiles_b)
    return _bounds(_chance(sure), _chance(middle), _chance(possible))


def overlap_table(wages: pd.DataFrame, baseline: str, unit: Unit = "annual") -> pd.DataFrame:
    """How far the pay of each role overlaps that of `baseline`, in the same area and year.

    Parameters
    ----------
    wages
        Roles, areas and years; areas and years without the baseline are left out. The column
        `ceiling_<unit>` (dollars) is read in rows whose `codes` mark a percentile `#`.
    baseline
        The role to compare with.
    unit
        Which percentiles to read.

    Returns
    -------
    DataFrame
        area, year, role, baseline, and three columns (low, point, high) of each measure:
        `higher`, the chance that the role's job pays more; `above_median`, the share of the
        role's jobs that pay more than the baseline's median; `baseline_above`, the share of the
        baseline's jobs that pay more than the role's median. Shares are 0 to 1, NaN where
        unknown. A median that is not published is bounded by its neighbours and the top code.

    Raises
    ------
    ValueError
        If `wages` has no row of the baseline.
    """
    bases = {
        (row["area"], row["year"]): row for row in _rows_of(wages, baseline).to_dict("records")
    }
    rows = [
        _overlap(row, bases[row["area"], row["year"]], unit)
        for row in wages[wages["role"] != baseline].to_dict("records")
        if (row["area"], row["year"]) in bases
    ]
    return pd.DataFrame(rows, columns=_OVERLAP_COLUMNS)


def annual_from_hourly(wages: pd.DataFrame) -> pd.DataFrame:
    """`wages` with annual pay that a source lacks worked out from its hourly pay.

    BLS makes a year of 2,080 hours and prints it to ten dollars, which the figures here miss by
    half a cent an hour at most. A figure with a code in its place stays unknown.

    Returns
    -------
    DataFrame
        With the boolean column `from_hourly`: whether any figure of the row was worked out.
    """
    worked = wages.assign(from_hourly=False)
    for name in ("mean", *(f"p{percentile}" for percentile in PERCENTILES)):
        annual, hourly = (wages.get(f"{name}_{unit}") for unit in UNITS)
        if annual is None or hourly is None:
            continue
        coded = wages["codes"].str.contains(f"{name}_annual=", regex=False, na=False)
        fills = annual.isna() & hourly.notna() & ~coded
        worked[f"{name}_annual"] = annual.mask(fills, (hourly * HOURS_A_YEAR).round(-1))
        worked["from_hourly"] |= fills
    return worked


def pay_gap(
    wages: pd.DataFrame, role: str, baseline: str, measure: str = "p50_annual"
) -> pd.DataFrame:
    """Pay of two roles side by side in each area and year.

    Returns
    -------
    DataFrame
        area, year, role_pay, baseline_pay (dollars), gap (role less baseline, dollars), ratio
        (role over baseline); sorted by area and year, NaN where either is unknown.

    Raises
    ------
    ValueError
        If `wages` has no row of either role, or two for one area and year.
    """
    lines = wages[[*KEYS, measure]]
    ours, theirs = (_by_place(_rows_of(lines, each), measure) for each in (role, baseline))
    rows = [
        (*place, ours.get(place, np.nan), theirs.get(place, np.nan))
        for place in sorted({*ours, *theirs})
    ]
    both = pd.DataFrame(rows, columns=["area", "year", "role_pay", "baseline_pay"])
    return both.assign(
        gap=both["role_pay"] - both["baseline_pay"],
        ratio=both["role_pay"] / both["baseline_pay"],
    )


def hourly_check(wages: pd.DataFrame) -> pd.DataFrame:
    """Whether hourly pay times 2,080 hours gives the annual pay, within BLS's rounding.

    BLS rounds hours to the cent and years to ten dollars, each from the unrounded figure, so the
    two may lie up to half a cent times 2,080 plus five dollars apart.

    Returns
    -------
    DataFrame
        area, role, year, measure (mean, p10 ... p90), hourly, annual, difference (annual less
        2,080 hours, dollars), consistent (boolean, missing where either is unknown).
    """
    checks = pd.concat([_hourly_and_annual(wages, name) for name in MEASURES], ignore_index=True)
    difference = checks["annual"] - checks["hourly"] * HOURS_A_YEAR
    consistent = (difference.abs() <= HOURS_ROUNDING).astype("boolean").mask(difference.isna())
    return checks.assign(difference=difference, consistent=consistent)


_OVERLAP_COLUMNS = [
    "area",
    "year",
    "role",
    "baseline",
    *(
        f"{what}_{end}"
        for what in ("higher", "above_median", "baseline_above")
        for end in ("low", "point", "high")
    ),
]


def _overlap(row: Line, baseline: Line, unit: Unit) -> list[Any]:
    (pay, top), (base, base_top) = (
        (published_percentiles(each, unit), ceiling_of(each, unit)) for each in (row, baseline)
    )
    measures = (
        probability_higher(pay, base, top, base_top),
        _above_median(pay, top, base, base_top),
        _above_median(base, base_top, pay, top),
    )
    ends = [each for bounds in measures for each in (bounds.low, bounds.point, bounds.high)]
    return [row["area"], row["year"], row["role"], baseline["role"], *ends]


def _above_median(
    percentiles: NDArray[np.float64],
    top_code: float | None,
    other: NDArray[np.float64],
    other_top_code: float | None,
) -> Bounds:
    """Share of jobs above the other's median, which itself may only be bounded."""
    cells = cells_of(other, other_top_code)
    if cells is None:
        return UNKNOWN
    least, greatest = cells.least[_ABOVE_MEDIAN], cells.greatest[_ABOVE_MEDIAN - 1]
    lower, upper = (share_above(percentiles, each, top_code) for each in (greatest, least))
    return Bounds(lower.low, lower.point if least == greatest else np.nan, upper.high)


def ceiling_of(row: Line, unit: Unit = "annual") -> float | None:
    """The top code of one row of `wages` with `ceiling_<unit>`; None unless `codes` hold a `#`."""
    coded = any(f"{name}=#" in row.get("codes", "") for name in percentile_columns(unit))
    ceiling = row.get(f"ceiling_{unit}", np.nan)
    return float(ceiling) if coded and not pd.isna(ceiling) else None


def _rows_of(wages: pd.DataFrame, role: str) -> pd.DataFrame:
    rows = wages[wages["role"] == role]
    if rows.empty:
        known = ", ".join(sorted(wages["role"].unique()))
        raise ValueError(f"no wages of the role {role}; there are {known}")
    return rows


def _by_place(rows: pd.DataFrame, measure: str) -> dict[tuple[str, int], float]:
    places = list(zip(rows["area"], rows["year"], strict=True))
    if len({*places}) < len(places):
        raise ValueError("two rows of one role for one area and year")
    return dict(zip(places, rows[measure], strict=True))


def _hourly_and_annual(wages: pd.DataFrame, name: str) -> pd.DataFrame:
    pay = wages.reindex(columns=[*KEYS, f"{name}_hourly", f"{name}_annual"])
    pay.insert(len(KEYS), "measure", name)
    return pay.set_axis([*KEYS, "measure", "hourly", "annual"], axis=1)


@lru_cache(maxsize=256)  # one wage line is asked about in many ways
def _curve(
    p: tuple[float, ...], pay: tuple[float, ...]
) -> Callable[[ArrayLike], NDArray[np.float64]]:
    points = np.array(p)
    pieces = _cubics(p, np.log(pay))

    def dollars(percentile: ArrayLike) -> NDArray[np.float64]:
        at = np.asarray(percentile, dtype=float)
        piece = np.searchsorted(points[1:-1], at, side="right")
        inside = (at >= points[0]) & (at <= points[-1])
        pay_at = np.exp(_height(pieces[:, piece], at - points[piece]))
        return np.where(inside, pay_at, np.nan)[()]

    return dollars


@recalled
def _cubics(points: tuple[float, ...], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The cubic on each piece between two points: its coefficients, the highest power first."""
    from scipy.interpolate import PchipInterpolator  # takes as long as pandas to import

    return PchipInterpolator(points, values, axis=-1).c


def _height(cubic: NDArray[np.float64], into: NDArray[np.float64]) -> NDArray[np.float64]:
    """The value of each cubic so far `into` its piece."""
    squared = into * into
    return cubic[3] + cubic[2] * into + cubic[1] * squared + cubic[0] * (squared * into)


def _checked(pay: ArrayLike) -> NDArray[np.float64]:
    values = np.asarray(pay, dtype=float)
    known = values[~np.isnan(values)]
    if (known <= 0).any():
        raise ValueError(f"pay must be positive: {known.tolist()}")
    if (np.diff(known) < 0).any():
        raise ValueError(f"percentiles must not fall: {known.tolist()}")
    return values


def cells_of(percentiles: ArrayLike, top_code: float | None) -> Cells | None:
    """The six cells, each widened over unknown neighbours; None if nothing is known."""
    values = _checked(percentiles)
    if values.size != len(PERCENTILES):
        raise ValueError(f"expected {len(PERCENTILES)} percentiles, not {values.size}")
    known = ~np.isnan(values)
    if not known.any() and top_code is None:
        return None
    floors = values.copy()
    if top_code is not None:
        floors[known.nonzero()[0].max(initial=-1) + 1 :] = top_code
    least = np.fmax.accumulate(np.r_[0.0, floors])
    greatest = np.fmin.accumulate(np.r_[values, np.inf][::-1])[::-1]
    return Cells(least, greatest)


def _outranks(a: Cells, b: Cells) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each cell of A (rows) and B: the least and greatest chance that A's job pays more."""
    a_least, a_greatest = a.least[:, None], a.greatest[:, None]
    tie = (a_least == a_greatest) & (b.least == b.greatest) & (a_least == b.least)
    sure = np.where(tie, 0.5, a_least >= b.greatest)
    possible = np.where(tie, 0.5, a_greatest > b.least)
    return sure, possible


def _interpolated_chance(percentiles_a: ArrayLike, percentiles_b: ArrayLike) -> float:
    """Chance that A's job pays more when both lie from the 10th to the 90th percentile."""
    a, b = middle_jobs(percentiles_a), middle_jobs(percentiles_b)
    if np.isnan([a, b]).any():
        return np.nan
    lower, not_higher = (np.searchsorted(b, a, side=side) for side in ("left", "right"))
    return float((lower + not_higher).mean() / (2 * b.size))


def _point_above(percentiles: ArrayLike, threshold: float, in_tail: float) -> float:
    values = np.asarray(percentiles, dtype=float)
    if np.isnan(values).any():
        return np.nan
    if not values[0] <= threshold <= values[-1]:
        return in_tail
    return 0.1 + 0.8 * float((middle_jobs(values) > threshold).mean())


def middle_jobs(percentiles: ArrayLike) -> NDArray[np.float64]:
    """Pay of 1,600 evenly ranked jobs from the 10th to the 90th percentile, ascending."""
    values = np.asarray(percentiles, dtype=float)
    if np.isnan(values).any():
        return np.full(_MIDDLE.shape, np.nan)
    return quantile_function(PERCENTILES, values)(_MIDDLE)


def _share(cells: NDArray[np.bool_]) -> float:
    return float(CELL_PERCENT @ cells) / 100


def _chance(pairs: NDArray[np.float64]) -> float:
    return float(CELL_PERCENT @ pairs @ CELL_PERCENT) / 10_000


def _bounds(low: float, point: float, high: float) -> Bounds:
    """Bounds whose point rounding error has not carried outside."""
    return Bounds(low, point if np.isnan(point) else min(max(point, low), high), high)
