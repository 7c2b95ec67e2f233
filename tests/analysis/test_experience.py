"""The curve passes the published percentiles at its knots and is level beyond the last."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import experience
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.data import load

ASSUMED = PayoffAssumptions.from_table(load.table("assumptions"))
PAY = pd.DataFrame(
    {
        "role": ["a"] * 5 + ["b"] * 5,
        "percentile": [10, 25, 50, 75, 90] * 2,
        "pay": [30_000, 40_000, 50_000, 60_000, 70_000, *[np.nan] * 5],
    }
)


def test_curve_passes_the_percentiles() -> None:
    curve = experience.curve(PAY, ASSUMED, 20).set_index(["role", "experience"])["pay"]
    assert [curve["a", knot] for knot in experience.knots(ASSUMED)] == pytest.approx(
        [40_000, 50_000, 60_000]
    )
    assert curve["a", 20.0] == pytest.approx(60_000)
    assert (curve["a"].diff().dropna() >= -1e-9).all()
    assert curve["b"].isna().all()


def test_career_mean_by_another_sum() -> None:
    curves = experience.curve(PAY, ASSUMED, 40)
    means = experience.career_mean(curves).set_index("role")["career_mean"]
    monthly = curves.loc[curves["role"] == "a", "pay"].to_numpy()
    integral = np.trapezoid(monthly, dx=1 / 12) / 40
    assert means["a"] == pytest.approx(integral, rel=1e-3)
    assert np.isnan(means["b"])


def test_a_career_of_which_a_part_is_unknown_has_no_mean() -> None:
    curves = experience.curve(PAY, ASSUMED, 40)
    bare = curves.assign(pay=curves["pay"].where(curves["experience"] < 10))
    assert experience.career_mean(bare)["career_mean"].isna().all()
