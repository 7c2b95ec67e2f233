from __future__ import annotations

import math
from dataclasses import MISSING, asdict, fields, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from rolereport.analysis import payoff
from rolereport.analysis.payoff import PayoffAssumptions

LABORATORY, ASSISTANT = "laboratory-combined", "medical-assistant"
PAY = pd.DataFrame(
    {
        "role": [ASSISTANT] * 5 + [LABORATORY] * 5,
        "percentile": [10, 25, 50, 75, 90] * 2,
        "pay": [36050, 38470, 45690, 49180, 59310, 38910, 47650, 62930, 81450, 100990],
    }
)
SPANS = pd.DataFrame(
    [
        ["certificate", ASSISTANT, "classroom", 0.0, 12.0, "no"],
        ["certificate", ASSISTANT, "renewal", 12.0, 72.0, "no"],
        ["degree", LABORATORY, "classroom", 0.0, 48.0, "no"],
        ["ladder", LABORATORY, "classroom", 0.0, 24.0, "no"],
        ["ladder", LABORATORY, "work", 24.0, 48.0, "yes"],
    ],
    columns=["pathway", "role", "kind", "start_month", "end_month", "paid"],
)
COSTS = pd.DataFrame(
    {
        "pathway": ["certificate", "certificate", "degree", "ladder"],
        "amount_usd": [4_000.0, 125.0, 48_000.0, 12_000.0],
    }
)
CENTRAL = PayoffAssumptions(
    experience_start_percentile=25,
    experience_middle_years=5,
    experience_upper_percentile=75,
    experience_upper_years=15,
    paid_stage_share=0.8,
    varying_stage_share=0,
    work_while_training_hours_a_week=0,
    work_while_training_percentile=10,
    cost_factor=1,
    loan_share=0,
    loan_rate=0.06,
    loan_years=10,
    discount_rate=0.03,
    horizon_years=20,
)
UNDISCOUNTED = replace(CENTRAL, discount_rate=0.0)


def path(name: str, assumptions: PayoffAssumptions = UNDISCOUNTED) -> pd.DataFrame:
    chosen = SPANS[SPANS["pathway"] == name]
    return payoff.cumulative_pay(chosen, PAY, COSTS, assumptions).set_index("month")


def table(**changed: tuple[float, float, float]) -> pd.DataFrame:
    rows = [
        [name.replace("_", "-"), *changed.get(name, (value, np.nan, np.nan))]
        for name, value in asdict(CENTRAL).items()
    ]
    rows.append(["tuition-four-year", 11_610.0, np.nan, np.nan])
    return pd.DataFrame(rows, columns=["assumption", "value", "low", "high"])


class TestAssumptions:
    def test_nothing_is_assumed_by_default(self) -> None:
        assert {field.default for field in fields(PayoffAssumptions)} == {MISSING}

    def test_from_table_takes_each_value(self) -> None:
        assumed = PayoffAssumptions.from_table(table(discount_rate=(0.05, 0.0, 0.1)))
        assert assumed == replace(CENTRAL, discount_rate=0.05)

    def test_from_table_names_what_is_missing(self) -> None:
        short = table()[
            lambda rows: ~rows["assumption"].isin(["experience-upper-years", "cost-factor"])
        ]
        with pytest.raises(ValueError, match="lacks experience_upper_years, cost_factor"):
            PayoffAssumptions.from_table(short)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("experience_start_percentile", 5),
            ("work_while_training_percentile", 95),
            ("experience_middle_years", 15),
            ("discount_rate", -0.01),
            ("paid_stage_share", np.nan),
        ],
    )
    def test_refuses_what_the_model_cannot_mean(self, field: str, value: float) -> None:
        with pytest.raises(ValueError, match=f"{field} must"):
            replace(CENTRAL, **{field: value})


class TestCumulativePay:
    def test_columns_and_horizon(self) -> None:
        paths = payoff.cumulative_pay(SPANS, PAY, COSTS, UNDISCOUNTED)
        assert paths.dtypes.astype(str).tolist() == ["str", "str", "int64", *["float64"] * 6]
        assert list(paths) == (
            [
                "pathway",
                "role",
                "month",
                "year",
                "pay",
                "cost",
                "net",
                "cumulative",
                "present_value",
            ]
        )
        assert (
            paths.groupby("pathway")["month"].agg(["min", "max"]).to_numpy().tolist()
            == [[0, 240]] * 3
        )
        assert paths["pathway"].unique().tolist() == ["certificate", "degree", "ladder"]

    def test_training_is_unpaid_and_costs_are_spread(self) -> None:
        certificate = path("certificate")
        assert (certificate.loc[:12, "pay"] == 0).all()
        assert certificate.loc[1:12, "cost"].tolist() == pytest.approx([4_125 / 12] * 12)
        assert certificate["cost"].sum() == pytest.approx(4_125)
        assert certificate.loc[12, "cumulative"] == pytest.approx(-4_125)

    def test_cost_factor_scales_the_costs(self) -> None:
        assert path("degree", replace(UNDISCOUNTED, cost_factor=1.5))["cost"].sum() == (
            pytest.approx(72_000)
        )

    def test_career_climbs_the_percentiles(self) -> None:
        annual = path("certificate")["pay"] * 12
        assert annual[13] == pytest.approx(38_470, rel=0.005)
        assert annual[[72, 73]].mean() == pytest.approx(45_690, rel=1e-3)
        assert annual[[192, 193]].mean() == pytest.approx(49_180, rel=1e-3)
        assert annual[240] == pytest.approx(49_180)
        assert (annual.loc[13:].diff().dropna() >= -1e-9).all()

    def test_renewals_do_not_delay_the_career(self) -> None:
        assert path("certificate").loc[13, "pay"] > 0

    def test_paid_stage_earns_the_stated_share_of_starting_pay(self) -> None:
        ladder = path("ladder")
        assert (ladder.loc[:24, "pay"] == 0).all()
        assert ladder.loc[25:48, "pay"].tolist() == pytest.approx([0.8 * 47_650 / 12] * 24)
        assert ladder.loc[49, "pay"] == pytest.approx(47_650 / 12, rel=0.005)

    def test_work_in_another_occupation_is_paid_as_any_job_is(self) -> None:
        every_job = PAY.head(5).assign(role="all-occupations")
        pay = pd.concat([PAY, every_job])
        ladder = SPANS[SPANS["pathway"] == "ladder"]
        elsewhere = ladder.assign(elsewhere=[False, True])
        other = payoff.cumulative_pay(elsewhere, pay, COSTS, UNDISCOUNTED).set_index("month")
        assistant = path("certificate").loc[13:36, "pay"].tolist()
        assert other.loc[25:48, "pay"].tolist() == pytest.approx(assistant)
        plain = path("ladder")
        assert other.loc[49:, "pay"].tolist() == plain.loc[49:, "pay"].tolist()
        assert other["cost"].tolist() == plain["cost"].tolist()
        richer = pay.assign(pay=pay["pay"] * (1 + (pay["role"] == LABORATORY)))
        again = payoff.cumulative_pay(elsewhere, richer, COSTS, UNDISCOUNTED).set_index("month")
        assert again.loc[:48, "pay"].tolist() == other.loc[:48, "pay"].tolist()

    def test_work_in_another_occupation_needs_its_pay(self) -> None:
        elsewhere = SPANS[SPANS["pathway"] == "ladder"].assign(elsewhere=[False, True])
        with pytest.raises(ValueError, match="no pay for the role all-occupations"):
            payoff.cumulative_pay(elsewhere, PAY, COSTS, UNDISCOUNTED)

    def test_costs_fall_on_unpaid_months(self) -> None:
        cost = path("ladder")["cost"]
        assert cost.loc[1:24].tolist() == pytest.approx([500] * 24)
        assert cost.loc[25:].sum() == 0

    def test_stage_that_pays_some_is_an_assumption(self) -> None:
        varies = SPANS[SPANS["pathway"] == "ladder"].replace({"paid": {"yes": "varies"}})
        unpaid = payoff.cumulative_pay(varies, PAY, COSTS, UNDISCOUNTED).set_index("month")
        assert unpaid.loc[30, "pay"] == 0
        assumed = replace(UNDISCOUNTED, varying_stage_share=0.5)
        half = payoff.cumulative_pay(varies, PAY, COSTS, assumed).set_index("month")
        assert half.loc[30, "pay"] == pytest.approx(0.5 * 47_650 / 12)

    def test_other_work_fills_the_unpaid_months_only(self) -> None:
        every_job = PAY.head(5).assign(role="all-occupations")
        assumed = replace(UNDISCOUNTED, work_while_training_hours_a_week=20)
        working = payoff.cumulative_pay(
            SPANS[SPANS["pathway"] == "ladder"], pd.concat([PAY, every_job]), COSTS, assumed
        ).set_index("month")
        plain = path("ladder")
        assert working.loc[1:24, "pay"].tolist() == pytest.approx([36_050 / 2 / 12] * 24)
        assert working.loc[25:, "pay"].tolist() == plain.loc[25:, "pay"].tolist()
        assert working["cost"].tolist() == plain["cost"].tolist()

    def test_other_work_needs_its_pay(self) -> None:
        with pytest.raises(ValueError, match="no pay for the role all-occupations"):
            path("ladder", replace(UNDISCOUNTED, work_while_training_hours_a_week=20))

    def test_fully_paid_training_spreads_its_cost_over_all_of_it(self) -> None:
        paid = SPANS.head(1).assign(paid="yes")
        cost = payoff.cumulative_pay(paid, PAY, COSTS, UNDISCOUNTED).set_index("month")["cost"]
        assert cost.loc[1:12].tolist() == pytest.approx([4_125 / 12] * 12)

    def test_parts_of_a_month_count_in_part(self) -> None:
        short = SPANS.head(1).assign(end_month=2.5)
        pay = payoff.cumulative_pay(short, PAY, COSTS, UNDISCOUNTED).set_index("month")["pay"]
        assert pay[2] == 0
        assert pay[3] == pytest.approx(38_470 / 24, rel=0.005)

    def test_no_training_costs_at_graduation(self) -> None:
        none = SPANS.head(1).assign(end_month=0.0)
        path = payoff.cumulative_pay(none, PAY, COSTS, UNDISCOUNTED).set_index("month")
        assert path.loc[0, "cumulative"] == pytest.approx(-4_125)
        assert path.loc[1, "pay"] > 0

    def test_present_value_discounts_to_graduation(self) -> None:
        assumed = replace(CENTRAL, discount_rate=0.05)
        degree = path("degree", assumed)
        expected = (degree["net"] / 1.05 ** degree["year"]).sum()
        assert degree["present_value"].iloc[-1] == pytest.approx(expected)
        assert degree["cumulative"].iloc[-1] == pytest.approx(degree["net"].sum())

    def test_no_stages_give_no_rows_but_every_column(self) -> None:
        none = payoff.cumulative_pay(SPANS.head(0), PAY, COSTS, UNDISCOUNTED)
        assert none.empty
        assert list(none) == list(payoff.cumulative_pay(SPANS, PAY, COSTS, UNDISCOUNTED))

    def test_unknown_pay_stays_unknown(self) -> None:
        bare = PAY.assign(pay=np.nan)
        degree = payoff.cumulative_pay(SPANS.iloc[[2]], bare, COSTS, UNDISCOUNTED)
        assert np.isnan(degree["cumulative"].iloc[-1])

    @pytest.mark.parametrize(
        ("spans", "costs", "message"),
        [
            (SPANS, COSTS.head(2), "the cost of degree is unknown"),
            (SPANS, COSTS.assign(amount_usd=np.nan), "the cost of certificate is unknown"),
            (SPANS.assign(role="nurse"), COSTS, "no pay for the role nurse"),
            (SPANS.assign(pathway="degree"), COSTS, "degree leads to several roles"),
            (SPANS.assign(end_month=np.nan), COSTS, "a stage of unknown length"),
        ],
    )
    def test_refuses_to_guess(self, spans: pd.DataFrame, costs: pd.DataFrame, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            payoff.cumulative_pay(spans, PAY, costs, UNDISCOUNTED)

    def test_training_past_the_horizon_is_cut_off_there(self) -> None:
        long = SPANS.iloc[[2]].assign(end_month=480.0)
        cut = payoff.cumulative_pay(long, PAY, COSTS, UNDISCOUNTED)
        assert cut["month"].max() == 240
        assert (cut["pay"] == 0).all()
        assert cut["cost"].sum() == pytest.approx(48_000 / 2)

    @settings(max_examples=25)
    @given(st.floats(1, 3), st.sampled_from(["certificate", "degree", "ladder"]))
    def test_more_pay_is_never_worth_less(self, factor: float, name: str) -> None:
        more = PAY.assign(pay=PAY["pay"] * factor)
        chosen = SPANS[SPANS["pathway"] == name]
        rich = payoff.cumulative_pay(chosen, more, COSTS, CENTRAL)
        poor = payoff.cumulative_pay(chosen, PAY, COSTS, CENTRAL)
        assert (rich["present_value"] - poor["present_value"] >= -1e-6).all()

    @settings(max_examples=25)
    @given(st.floats(0.1, 10))
    def test_money_of_another_unit_scales_everything(self, unit: float) -> None:
        pay, costs = (
            PAY.assign(pay=PAY["pay"] * unit),
            COSTS.assign(amount_usd=COSTS["amount_usd"] * unit),
        )
        scaled = payoff.cumulative_pay(SPANS, pay, costs, CENTRAL)
        plain = payoff.cumulative_pay(SPANS, PAY, COSTS, CENTRAL)
        assert np.allclose(scaled["present_value"], unit * plain["present_value"])

    @settings(max_examples=25)
    @given(st.floats(0, 0.2), st.floats(0, 3), st.floats(0, 3))
    def test_dearer_training_never_pays_more(self, rate: float, factor: float, more: float) -> None:
        cheap = replace(CENTRAL, discount_rate=rate, cost_factor=factor)
        dear = replace(cheap, cost_factor=factor + more)
        lead = path("degree", cheap)["present_value"] - path("degree", dear)["present_value"]
        assert (lead >= -1e-6).all()


class TestLoan:
    LOAN = replace(UNDISCOUNTED, loan_share=1.0)

    def test_borrowing_moves_the_price_behind_training(self) -> None:
        cost = path("certificate", self.LOAN)["cost"]
        assert cost.loc[:12].abs().sum() == pytest.approx(0)
        assert (cost.loc[13:132] > 0).all() and (cost.loc[133:] == 0).all()
        assert cost.loc[13:132].nunique() == 1

    def test_the_payment_is_that_of_an_annuity(self) -> None:
        """By hand: twelve deposits of 343.75 growing at half a percent, then 120 payments."""
        month, owed = 4_125 / 12, 0.0
        for _ in range(12):
            owed = owed * 1.005 + month
        payment = owed * 0.005 / (1 - 1.005**-120)
        assert path("certificate", self.LOAN)["cost"].loc[50] == pytest.approx(payment)

    def test_without_interest_as_much_is_paid_as_was_borrowed(self) -> None:
        free = path("degree", replace(self.LOAN, loan_rate=0.0))["cost"]
        assert free.sum() == pytest.approx(48_000)
        half = path("degree", replace(self.LOAN, loan_rate=0.0, loan_share=0.5))["cost"]
        assert half.loc[1:48].sum() == pytest.approx(24_000)

    @settings(max_examples=25)
    @given(st.floats(0, 0.15), st.floats(0, 1), st.floats(1, 12))
    def test_whoever_discounts_at_the_loan_s_rate_does_not_mind(
        self, rate: float, share: float, years: float
    ) -> None:
        same = replace(
            CENTRAL, discount_rate=(1 + rate / 12) ** 12 - 1, loan_rate=rate, loan_years=years
        )
        borrowed = path("degree", replace(same, loan_share=share))["present_value"].iloc[-1]
        paid = path("degree", same)["present_value"].iloc[-1]
        assert borrowed == pytest.approx(paid, abs=0.01)


class TestCurve:
    def test_knots_and_between(self) -> None:
        at = payoff.percentile_after([0, 2.5, 5, 10, 15, 40], CENTRAL)
        assert at.tolist() == [25, 37.5, 50, 62.5, 75, 75]


def line(values: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"month": range(len(values)), "present_value": values})


class TestOvertaking:
    def test_between_two_months(self) -> None:
        assert payoff.overtaking_year(line([0, -2, -1, 3]), line([0] * 4)) == pytest.approx(
            2.25 / 12
        )

    def test_only_the_last_time_counts(self) -> None:
        assert payoff.overtaking_year(line([0, 5, -1, 1]), line([0] * 4)) == pytest.approx(2.5 / 12)

    def test_ahead_from_the_start(self) -> None:
        assert payoff.overtaking_year(line([0, 1, 2]), line([0, 0, 0])) == 0

    def test_ahead_at_graduation_already(self) -> None:
        assert payoff.overtaking_year(line([1, 2, 3]), line([0, 0, 0])) == 0

    @pytest.mark.parametrize("values", [[0, 1, -1], [0, 0, 0], [0, np.nan, 1]])
    def test_never_or_unknown(self, values: list[float]) -> None:
        assert np.isnan(payoff.overtaking_year(line(values), line([0, 0, 0])))

    def test_refuses_different_months(self) -> None:
        with pytest.raises(ValueError, match="same months"):
            payoff.overtaking_year(line([0, 1]), line([0, 1, 2]))


def month_by_month(
    stages: list[dict[str, Any]], pay: pd.DataFrame, price: float, assumed: PayoffAssumptions
) -> list[list[float]]:
    """The model as its words have it, one month after another: pay, cost, present value."""
    curves = {
        role: PchipInterpolator(rows["percentile"], np.log(rows["pay"]))
        for role, rows in pay.groupby("role")
    }
    start = max(stage["end_month"] for stage in stages)
    months = range(max(round(assumed.horizon_years * 12), math.ceil(start)) + 1)
    rates = {"yes": assumed.paid_stage_share, "varies": assumed.varying_stage_share}

    def covered(month: int, begin: float, end: float) -> float:
        return min(max(min(month, end) - max(month - 1, begin), 0), 1)

    def career(month: int, role: str, begin: float, end: float) -> float:
        years = max(month - 0.5 - begin, 0) / 12
        middle, upper = assumed.experience_middle_years, assumed.experience_upper_years
        low, high = assumed.experience_start_percentile, assumed.experience_upper_percentile
        if years <= middle:
            rank = low + (50 - low) * years / middle
        else:
            rank = 50 + (high - 50) * min((years - middle) / (upper - middle), 1)
        return covered(month, begin, end) * float(np.exp(curves[role](rank)))

    beside = float(np.exp(curves[payoff.EVERY_JOB](assumed.work_while_training_percentile)))
    beside *= assumed.work_while_training_hours_a_week * 52 / 2080
    first = float(np.exp(curves[stages[0]["role"]](assumed.experience_start_percentile)))
    earned, unpaid = [], []
    for month in months:
        here = [
            (stage, covered(month, stage["start_month"], stage["end_month"])) for stage in stages
        ]
        share = max(rates.get(s["paid"], 0) * part for s, part in here if not s["elsewhere"])
        other = sum(
            career(month, payoff.EVERY_JOB, s["start_month"], s["end_month"])
            for s, _ in here
            if s["elsewhere"]
        )
        unpaid.append(0.0 if share > 0 or other else covered(month, 0, start))
        own = career(month, stages[0]["role"], start, math.inf)
        earned.append((share * first + other + unpaid[-1] * beside + own) / 12)
    spread = next(
        each
        for each in (unpaid, [covered(m, 0, start) for m in months], [1.0, *[0.0] * len(months)])
        if any(each)
    )
    owed, interest, rows, value = 0.0, assumed.loan_rate / 12, [], 0.0
    left = max(round(assumed.loan_years * 12), 1)
    for month in months:
        due = assumed.cost_factor * price * spread[month] / sum(spread)
        paid = due * (1 - assumed.loan_share)
        if month > math.ceil(start):
            payment = (
                owed if left == 1 else owed / sum((1 + interest) ** -n for n in range(1, left + 1))
            )
            payment = owed * (1 + interest) if left == 1 else payment
            owed, left = owed * (1 + interest) - payment, max(left - 1, 1)
            paid += payment
        else:
            owed = owed * (1 + interest) + due * assumed.loan_share
        value += (earned[month] - paid) / (1 + assumed.discount_rate) ** (month / 12)
        rows.append([earned[month], paid, value])
    return rows[: round(assumed.horizon_years * 12) + 1]


STAGES = st.lists(
    st.tuples(st.floats(0, 40), st.sampled_from(["yes", "no", "varies"]), st.booleans()),
    min_size=1,
    max_size=4,
)
TRIED = st.builds(
    lambda **values: replace(CENTRAL, **values),
    paid_stage_share=st.floats(0.1, 1),
    varying_stage_share=st.floats(0, 1),
    work_while_training_hours_a_week=st.sampled_from([0, 20]),
    loan_share=st.sampled_from([0, 0.5, 1]),
    loan_rate=st.sampled_from([0, 0.06]),
    discount_rate=st.floats(0, 0.1),
    horizon_years=st.sampled_from([1, 5, 20]),
)


@settings(max_examples=60)
@given(STAGES, TRIED)
def test_sums_are_those_of_one_month_after_another(
    stages: list[tuple[float, str, bool]], assumed: PayoffAssumptions
) -> None:
    stages = [(0.0, "no", False), *stages]  # one that is not spent elsewhere
    ends = np.cumsum([length for length, _, _ in stages])
    spans = pd.DataFrame(stages, columns=["length", "paid", "elsewhere"]).assign(
        pathway="way", role=LABORATORY, kind="work", start_month=[0, *ends[:-1]], end_month=ends
    )
    pay = pd.concat([PAY, PAY.head(5).assign(role=payoff.EVERY_JOB)])
    costs = pd.DataFrame({"pathway": ["way"], "amount_usd": [10_000.0]})
    path = payoff.one_path(payoff.Inputs.of(spans, pay, costs), assumed, "way")
    assert path is not None
    expected = np.array(month_by_month(spans.to_dict("records"), pay, 10_000.0, assumed))
    for place, found in enumerate((path.pay, path.cost, path.present_value)):
        np.testing.assert_allclose(found, expected[:, place], rtol=1e-9, atol=1e-6)
