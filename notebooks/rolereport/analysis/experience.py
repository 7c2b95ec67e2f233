"""The experience curve made visible, and held against what percentiles of jobs can say.

Percentiles rank jobs and say nothing of who holds them. What the curve takes for granted is
therefore shown, not tested: how the pay of one career compares with the mean of all jobs, and how
long workers would have to have been in the job for the curve to be all there is to pay.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.analysis.payoff import (
    MONTHS_A_YEAR,
    PayoffAssumptions,
    pay_curve,
    pay_of,
    percentile_after,
)


def curve(pay: pd.DataFrame, assumptions: PayoffAssumptions, years: float) -> pd.DataFrame:
    """Annual pay of each role along the curve, month by month.

    Parameters
    ----------
    pay
        role, percentile, pay (dollars a year).
    years
        How long a career to show.

    Returns
    -------
    DataFrame
        role, experience (years), percentile, pay (NaN where too little is published).
    """
    experience = np.arange(round(years * MONTHS_A_YEAR) + 1) / MONTHS_A_YEAR
    percentile = percentile_after(experience, assumptions)
    of = pay_of(pay)
    earned = [pay_curve(points)(percentile) for points in of.values()]
    return pd.DataFrame(
        {
            "role": pd.Index([*of], dtype="str").repeat(experience.size),
            "experience": np.tile(experience, len(of)),
            "percentile": np.tile(percentile, len(of)),
            "pay": np.concatenate([*earned, []]),
        }
    )


def knots(assumptions: PayoffAssumptions) -> list[float]:
    """Years of experience at which the curve bends: entry, median pay, upper pay."""
    return [0.0, assumptions.experience_middle_years, assumptions.experience_upper_years]


def career_mean(curves: pd.DataFrame) -> pd.DataFrame:
    """Mean pay of one career along the curve.

    Parameters
    ----------
    curves
        As `curve` returns.

    Returns
    -------
    DataFrame
        role, career_mean (dollars a year, NaN where the curve is unknown anywhere).
    """
    rows, pay = curves.groupby("role", sort=False).indices, curves["pay"].to_numpy()
    means = [(role, pay[rows[role]].mean()) for role in curves["role"].unique()]
    return pd.DataFrame(means, columns=["role", "career_mean"])
