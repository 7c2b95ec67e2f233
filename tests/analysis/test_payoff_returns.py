"""Rates, break-even pay and parts of a lead against closed forms and hand sums."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import payoff_returns as returns


def path(net: list[float], *, every: int = 12) -> pd.DataFrame:
    """A path that is paid `net` once every so many months, from the first of them on."""
    month = np.arange(len(net) * every + 1)
    paid = np.zeros(len(month))
    paid[every::every] = net
    return pd.DataFrame(
        {
            "month": month,
            "pay": np.maximum(paid, 0),
            "cost": np.maximum(-paid, 0),
            "net": paid,
            "cumulative": np.cumsum(paid),
            "present_value": np.cumsum(paid * 1.03 ** (-month / 12)),
        }
    )


NOTHING = path([0.0] * 5)


class TestRate:
    def test_one_payment(self) -> None:
        """100 laid out after a year and 110 back a year later are ten percent."""
        rate = returns.rate_of_return(path([-100, 110, 0, 0, 0]), NOTHING)
        assert rate == pytest.approx(0.10, abs=1e-8)

    def test_an_annuity(self) -> None:
        """Its price at seven percent, by the closed form, returns seven percent."""
        price = 1000 * (1 - 1.07**-4) / 0.07
        rate = returns.rate_of_return(path([-price, *[1000.0] * 4]), NOTHING)
        assert rate == pytest.approx(0.07, abs=1e-8)

    @given(st.lists(st.floats(1, 1000), min_size=4, max_size=4), st.floats(1, 900))
    def test_the_root_of_a_polynomial(self, gains: list[float], outlay: float) -> None:
        """By another method: the roots of the polynomial in 1 / (1 + rate)."""
        rate = returns.rate_of_return(path([-outlay, *gains]), NOTHING)
        roots = np.polynomial.Polynomial([-outlay, *gains]).roots()
        real = roots[np.isreal(roots) & (roots.real > 0)].real
        expected = 1 / real.max() - 1  # outlay first: there is one positive root
        if sum(gains) <= outlay:
            assert rate == -np.inf
        elif expected > returns.MOST:
            assert rate == np.inf
        else:
            assert rate == pytest.approx(expected, abs=1e-6)

    def test_what_lays_nothing_out_is_ahead_at_any_rate(self) -> None:
        assert returns.rate_of_return(path([1, 1, 1, 1, 1]), NOTHING) == np.inf

    def test_what_ends_behind_does_not_pay_back(self) -> None:
        assert returns.rate_of_return(path([-9, 1, 1, 1, 1]), NOTHING) == -np.inf
        assert returns.rate_of_return(NOTHING, NOTHING) == -np.inf

    def test_unknown_stays_unknown(self) -> None:
        bare = path([-9, 10, 1, 1, 1]).assign(net=np.nan)
        assert np.isnan(returns.rate_of_return(bare, NOTHING))

    @given(st.floats(1, 500), st.floats(0, 500))
    def test_a_dearer_training_returns_no_more(self, outlay: float, more: float) -> None:
        gains = [300.0] * 4
        cheap = returns.rate_of_return(path([-outlay, *gains]), NOTHING)
        dear = returns.rate_of_return(path([-outlay - more, *gains]), NOTHING)
        assert dear <= cheap + 1e-9


class TestBreakEven:
    def test_by_hand(self) -> None:
        """Costs 100 first, then earns 50 a year; the other earns 30 a year throughout."""
        a, twice = path([-100, 50, 50, 50, 50]), path([-100, 100, 100, 100, 100])
        b = path([30, 30, 30, 30, 30])
        factor = returns.break_even_factor(a, twice, b, "cumulative")
        assert factor[12] == np.inf
        assert factor[24] == pytest.approx((100 + 60) / 50)
        assert factor[60] == pytest.approx((100 + 150) / 200)

    def test_at_that_factor_the_lead_is_nothing(self) -> None:
        a, twice = path([-100, 50, 50, 50, 50]), path([-100, 100, 100, 100, 100])
        b = path([30, 30, 30, 30, 30])
        factor = returns.break_even_factor(a, twice, b)[60]
        scaled = path([-100, *[50 * factor] * 4])
        assert scaled["present_value"].iloc[-1] == pytest.approx(b["present_value"].iloc[-1])

    def test_unknown_stays_unknown(self) -> None:
        a = path([-100, 50, 50, 50, 50]).assign(present_value=np.nan)
        assert np.isnan(returns.break_even_factor(a, a, NOTHING)).all()


class TestParts:
    A, B = path([-100, 50, 50, 50, 50]), path([-10, 30, 30, 30, 30])

    def test_by_hand(self) -> None:
        parts = returns.lead_parts(self.A, self.B, until=24, rate=0.0)
        assert parts == {"price": -90.0, "pay_before": 20.0, "pay_after": 60.0}

    @given(st.floats(0, 60), st.floats(0, 0.2))
    def test_they_add_up_to_the_lead(self, until: float, rate: float) -> None:
        parts = returns.lead_parts(self.A, self.B, until, rate)
        gap = (self.A["net"] - self.B["net"]) * (1 + rate) ** (-self.A["month"] / 12)
        assert sum(parts.values()) == pytest.approx(gap.sum())
