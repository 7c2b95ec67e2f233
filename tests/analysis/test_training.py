from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import training
from rolereport.data import load

KNOWN = pd.read_csv(Path(__file__).parents[1] / "known_answers" / "pathway_totals.csv")
STAGES = load.table("stages")
PATHWAYS = load.table("pathways")
CASE_MONTHS = ["min_months", "typical_months", "max_months"]

# Typical months to paid work, worked out by hand from the stages.
FIRST_PAID = {
    "MLS-2+2": 48,
    "MLS-4+1": 60,
    "MLS-R2-BRIDGE": 24,
    "MLS-R4-EXPERIENCE": 48,
    "MLS-CA": 67.5,
    "MLT-MIL-68K": 0,
    "MLT-R4-EXPERIENCE": 24,
    "MA-APPRENTICE": 0,
    "MA-WA-CERTIFIED": 12,
    "MED-MD": 0.5,
    "MED-OK": 9.5,
}


@st.composite
def some_stages(draw: st.DrawFn) -> pd.DataFrame:
    """Up to four pathways of up to five stages, shuffled, each with a counted stage."""
    tenths = st.integers(0, 600)
    rows = []
    for pathway in "ABCD"[: draw(st.integers(1, 4))]:
        for order in range(1, draw(st.integers(1, 5)) + 1):
            months = sorted(draw(st.tuples(tenths, tenths, tenths)))
            rows.append(
                {
                    "pathway": pathway,
                    "stage_order": float(order),
                    "counted": "yes" if order == 1 else draw(st.sampled_from(["yes", "no"])),
                    "paid": draw(st.sampled_from(["yes", "no", "varies"])),
                    "basis": draw(st.sampled_from(["sourced", "derived", "assumed"])),
                    **dict(zip(CASE_MONTHS, (each / 10 for each in months), strict=True)),
                }
            )
    return pd.DataFrame(draw(st.permutations(rows)))


@pytest.mark.parametrize("known", KNOWN.to_dict("records"), ids=lambda row: row["pathway"])
def test_stages_add_up_to_the_known_total(known: dict[str, float]) -> None:
    totals = training.pathway_totals(STAGES).set_index("pathway").loc[known["pathway"]]
    assert totals[CASE_MONTHS].tolist() == [known[column] for column in CASE_MONTHS]


def test_every_pathway_has_a_known_total() -> None:
    assert KNOWN["pathway"].tolist() == training.pathway_totals(STAGES)["pathway"].tolist()
    assert len(KNOWN) == 27


def test_paid_and_unpaid_months_of_the_bridge() -> None:
    totals = training.pathway_totals(STAGES).set_index("pathway").loc["MLS-R2-BRIDGE"]
    # 24 of school; 1 of waiting and 24 of a degree beside work; 24 of work and its examination.
    assert totals["unpaid_months_typical"] == 24
    assert totals["varying_months_typical"] == 25
    assert totals["paid_months_typical"] == 25


def test_basis_shares_of_the_california_licence() -> None:
    totals = training.pathway_totals(STAGES).set_index("pathway").loc["MLS-CA"]
    shares = totals[["sourced_share", "derived_share", "assumed_share"]].tolist()
    assert shares == pytest.approx([14.5 / 67.5, 5 / 67.5, 48 / 67.5])


def test_no_months_have_no_basis() -> None:
    nothing = STAGES[STAGES["pathway"] == "MA-OJT"].assign(typical_months=0.0)
    totals = training.pathway_totals(nothing.assign(counted="yes"))
    assert totals["assumed_share"].isna().all()


@given(some_stages())
def test_parts_add_up_to_the_whole(stages: pd.DataFrame) -> None:
    totals = training.pathway_totals(stages)
    paid = totals.filter(regex="^(paid|varying|unpaid)_months_typical$")
    assert paid.shape[1] == 3
    assert paid.sum(axis=1).tolist() == pytest.approx(totals["typical_months"].tolist())
    shares = totals.filter(regex="_share$").sum(axis=1)
    assert shares[totals["typical_months"] > 0].to_numpy() == pytest.approx(1)


@given(some_stages(), st.sampled_from(training.CASES))
def test_spans_follow_one_another_to_the_total(stages: pd.DataFrame, case: training.Case) -> None:
    totals = training.pathway_totals(stages).set_index("pathway")[f"{case}_months"]
    spans = training.stage_spans(stages, case)
    assert set(spans["pathway"]) == set(totals.index)
    for pathway, group in spans.groupby("pathway"):
        assert group["start_month"].iloc[0] == 0
        assert group["start_month"].tolist()[1:] == group["end_month"].tolist()[:-1]
        assert group["end_month"].iloc[-1] == pytest.approx(totals[pathway])
        lengths = group["end_month"] - group["start_month"]
        assert lengths.tolist() == pytest.approx(group[f"{case}_months"].tolist())


@given(some_stages(), st.randoms(use_true_random=False))
def test_order_of_the_rows_does_not_matter(stages: pd.DataFrame, random: object) -> None:
    order = list(range(len(stages)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = stages.iloc[order]
    for function in (training.pathway_totals, training.stage_spans):
        pd.testing.assert_frame_equal(function(shuffled), function(stages))


def test_spans_hold_only_counted_stages() -> None:
    spans = training.stage_spans(STAGES)
    assert not set(spans["kind"]) & {"prerequisite", "renewal"}
    assert len(spans) == (STAGES["counted"] == "yes").sum()


def test_unknown_case_is_refused() -> None:
    with pytest.raises(ValueError, match="median"):
        training.stage_spans(STAGES, "median")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [("typical_months", np.nan, "duration"), ("paid", "", "paid"), ("basis", "guess", "basis")],
)
def test_unusable_stage_is_named(column: str, value: object, what: str) -> None:
    broken = STAGES.copy()
    here = (broken["pathway"] == "MLT-AAS") & (broken["stage_order"] == 2)
    broken.loc[here, column] = value
    with pytest.raises(ValueError, match=f"stage 2 of MLT-AAS has no valid {what}"):
        training.pathway_totals(broken)


@pytest.mark.parametrize(("pathway", "months"), FIRST_PAID.items())
def test_first_paid_day(pathway: str, months: float) -> None:
    days = training.first_paid_day(STAGES, PATHWAYS).set_index("pathway")
    assert days.loc[pathway, "typical_months"] == months


def test_first_paid_day_is_never_after_the_end_of_training() -> None:
    days = training.first_paid_day(STAGES, PATHWAYS).set_index("pathway")
    totals = training.pathway_totals(STAGES).set_index("pathway")
    assert (days[CASE_MONTHS] <= totals[CASE_MONTHS]).all(axis=None)
    assert (days["min_months"] <= days["typical_months"]).all()
    assert (days["typical_months"] <= days["max_months"]).all()


def test_first_paid_day_ignores_the_order_of_pathways() -> None:
    backwards = training.first_paid_day(STAGES, PATHWAYS.iloc[::-1])
    pd.testing.assert_frame_equal(backwards, training.first_paid_day(STAGES, PATHWAYS))


def test_first_paid_stage_that_is_not_counted_is_refused() -> None:
    wrong = PATHWAYS.assign(first_paid_stage=1.0)
    with pytest.raises(ValueError, match="first paid stage of MA-AAMA-CAT4"):
        training.first_paid_day(STAGES, wrong)


@pytest.mark.parametrize(
    ("role", "scope", "pathways", "typical", "fastest", "least", "most"),
    [
        ("laboratory-technologist", "national", 4, 48, 48, 48, 60),
        ("laboratory-technician", "national", 5, 24, 0, 0, 24),
        ("laboratory-combined", "national", 10, 48, 0, 0, 60),
        ("medical-assistant", "national", 7, 10, 0, 0, 24),
        ("medication-aide", "state", 7, 6, 0.5, 0.1, 15),
    ],
)
def test_months_to_paid_work_in_each_role(
    role: str,
    scope: str,
    pathways: int,
    typical: float,
    fastest: float,
    least: float,
    most: float,
) -> None:
    days = training.first_paid_day(STAGES, PATHWAYS)
    row = training.role_first_paid(days).set_index("role").loc[role]
    assert (row["scope"], row["pathways"]) == (scope, pathways)
    assert row["typical_months"] == typical
    assert row["fastest_months"] == fastest
    assert (row["min_months"], row["max_months"]) == (least, most)


def test_without_a_usual_way_in_every_way_counts() -> None:
    days = training.first_paid_day(STAGES, PATHWAYS.assign(usual_entry="no"))
    row = training.role_first_paid(days, ["medical-assistant"]).iloc[0]
    assert (row["usual"], row["typical_months"]) == (0, 0)


def test_pathways_that_tie_for_fastest_are_all_named() -> None:
    days = training.first_paid_day(STAGES, PATHWAYS)
    row = training.role_first_paid(days, ["laboratory-technician"]).iloc[0]
    assert row["fastest_pathways"].split("; ") == [
        "Army laboratory course (68K)",
        "Military laboratory apprentice course",
    ]
    assert len(row["pathway_titles"].split("; ")) == row["pathways"]


def test_work_as_a_technician_is_not_yet_work_as_a_technologist() -> None:
    days = training.first_paid_day(STAGES, PATHWAYS)
    bridge = "Technician first, then bachelor's degree"
    titles = training.role_first_paid(days).set_index("role")["pathway_titles"]
    assert bridge not in titles["laboratory-technologist"]
    assert bridge not in titles["laboratory-technician"]
    assert bridge in titles["laboratory-combined"]


def test_a_role_without_pathways_is_unknown_not_zero() -> None:
    days = training.first_paid_day(STAGES, PATHWAYS)
    row = training.role_first_paid(days, ["phlebotomist"]).iloc[0]
    assert (row["scope"], row["pathways"], row["fastest_pathways"]) == ("", 0, "")
    assert np.isnan(row["typical_months"])


def test_roles_keep_the_order_asked_for() -> None:
    days = training.first_paid_day(STAGES, PATHWAYS)
    asked = ["medication-aide", "laboratory-combined"]
    assert training.role_first_paid(days, asked)["role"].tolist() == asked
    assert training.role_first_paid(days)["role"].tolist() == [
        "laboratory-technician",
        "laboratory-technologist",
        "medical-assistant",
        "medication-aide",
        "laboratory-combined",
    ]


def test_a_blend_becomes_its_parts_once() -> None:
    roles = ["laboratory-combined", "laboratory-technician", "medical-assistant"]
    assert training.jobs_of(roles) == [
        "laboratory-technologist",
        "laboratory-technician",
        "medical-assistant",
    ]


def test_renewals() -> None:
    cycles = training.renewals(STAGES.iloc[::-1])
    assert len(cycles) == 23
    associate = cycles[cycles["pathway"] == "MA-AAS"]
    assert associate["credential"].tolist() == ["CMA (AAMA)", "RMA (AMT)"]
    assert associate["renewal_months"].tolist() == [60, 36]
