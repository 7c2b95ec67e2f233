"""Pay and mix of a blend: against the blend as published, by hand, and by another formula."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import mix, trends
from rolereport.data import load
from rolereport.data.wages import of_roles


def rows(values: dict[tuple[str, int], tuple[float, float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [[*key, *value] for key, value in values.items()],
        columns=["role", "year", "employment", "mean_annual"],
    )


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    roles = [*trends.PARTS, trends.WHOLE]
    return trends.apart(of_roles(load.wages("national"), load.table("role_soc"), roles))


def test_the_blend_of_the_parts_is_the_line_that_was_published(published: pd.DataFrame) -> None:
    parts = published[published["role"].isin(trends.PARTS)]
    made = mix.blended(parts).set_index("year")
    whole = published[published["role"] == trends.WHOLE].set_index("year")
    shared = sorted(set(made.index) & set(whole.index))
    assert shared == [2012, 2013, 2014, 2015, 2016]
    # Means are published to ten dollars, and so are those of the parts.
    assert (made["mean_annual"] - whole["mean_annual"])[shared].abs().max() <= 10
    assert (made["employment"] - whole["employment"])[shared].abs().max() <= 10
    assert made.loc[2016, "first_share"] == pytest.approx(166_730 / 326_920)


def test_by_hand() -> None:
    first = {("a", 2002): (50.0, 100.0), ("b", 2002): (50.0, 60.0)}
    parts = rows({**first, ("a", 2016): (75.0, 110.0), ("b", 2016): (25.0, 60.0)})
    # From 80 to 97.5: pay 0.625 x 10; mix 0.25 x (105 - 60).
    assert mix.shift_share(parts, 2002, 2016) == pytest.approx(
        {"change": 17.5, "pay": 6.25, "mix": 11.25}
    )


Amount = tuple[float, float]
AMOUNTS = st.tuples(st.floats(1, 1e6), st.floats(1e3, 2e5))


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_pay_and_mix_are_the_whole_change(a0: Amount, b0: Amount, a1: Amount, b1: Amount) -> None:
    parts = rows({("a", 1): a0, ("b", 1): b0, ("a", 2): a1, ("b", 2): b1})
    taken = mix.shift_share(parts, 1, 2)
    before, after = (
        np.average([a[1], b[1]], weights=[a[0], b[0]]) for a, b in ((a0, b0), (a1, b1))
    )
    assert taken["pay"] + taken["mix"] == pytest.approx(after - before, abs=1e-6 * before)
    assert taken["change"] == pytest.approx(after - before, abs=1e-6 * before)


@given(AMOUNTS, AMOUNTS, st.floats(0.5, 2))
def test_without_a_change_of_shares_nothing_is_mix(
    a: tuple[float, float], b: tuple[float, float], grown: float
) -> None:
    later = {("a", 2): (grown * a[0], 2 * a[1]), ("b", 2): (grown * b[0], b[1])}
    parts = rows({("a", 1): a, ("b", 1): b, **later})
    assert mix.shift_share(parts, 1, 2)["mix"] == pytest.approx(0, abs=1e-6 * max(a[1], b[1]))


@given(st.floats(0, 1), st.floats(2e4, 5e4), st.floats(1e3, 5e4))
def test_the_share_needed_gives_the_mean(share: float, lower: float, apart: float) -> None:
    higher = lower + apart
    mean = share * higher + (1 - share) * lower
    assert mix.share_needed(mean, higher, lower) == pytest.approx(share, abs=1e-6)


def test_a_year_with_one_part_is_no_blend() -> None:
    parts = rows({("a", 1): (1, 1), ("b", 1): (1, 3), ("a", 2): (1, 1)})
    made = mix.blended(parts)
    assert made["year"].tolist() == [1]
    assert made["mean_annual"].tolist() == [2]
