"""The 18 sets by code: arithmetic by hand, answers against the recorded conflicts."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import contradictions
from rolereport.analysis.claims import contradiction_pairs
from rolereport.data import load


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return load.table("claims")


@pytest.fixture(scope="module")
def checked(claims: pd.DataFrame) -> pd.DataFrame:
    return contradictions.checked(
        claims, load.table("inconsistencies"), load.table("claim_answers")
    ).set_index("inconsistency")


def with_figure(claims: pd.DataFrame, **figures: float) -> pd.DataFrame:
    changed = claims.set_index("claim", drop=False)
    for claim, figure in figures.items():
        changed.loc[claim, "figure"] = figure
    return changed.reset_index(drop=True)


def test_every_set_is_judged_once(checked: pd.DataFrame) -> None:
    assert len(checked) == 18
    assert checked["method"].value_counts().to_dict() == {
        "answers": 13, "arithmetic": 4, "averages": 1,
    }  # fmt: skip


def test_seventeen_contradict_and_the_averages_are_possible(checked: pd.DataFrame) -> None:
    assert checked.index[~checked["contradicts"]].tolist() == ["I16"]


@pytest.mark.parametrize(
    ("name", "one", "other", "allowed"),
    [
        ("I1", 32_000, 63_000, 320 + 500),
        ("I2", 30_000, 31_540, 300 + 5),
        ("I3", 2_000, 31_460, 320 + 300 + 500 + 5),
        ("I15", 31_616, 31_540, 2_080 * 0.005 + 5),
    ],
)
def test_arithmetic_by_hand(
    checked: pd.DataFrame, name: str, one: float, other: float, allowed: float
) -> None:
    assert checked.loc[name, ["one", "other", "allowed"]].tolist() == pytest.approx(
        [one, other, allowed]
    )


def test_equal_figures_do_not_contradict(claims: pd.DataFrame) -> None:
    equal = contradictions.arithmetic(with_figure(claims, CL62=63_000.0, CL69=15.16))
    told = equal.set_index("inconsistency")["contradicts"]
    assert not told["I1"]
    assert not told["I15"]
    assert told["I2"]


def test_impossible_averages_are_seen(claims: pd.DataFrame) -> None:
    assert contradictions.averages_possible(claims)
    assert not contradictions.averages_possible(with_figure(claims, CL67=60_000.0))


def test_answers_that_differ_make_pairs() -> None:
    answers = pd.DataFrame(
        {"inconsistency": ["I1"] * 3, "claim": ["CL03", "CL01", "CL02"], "answer": ["y", "n", "n"]}
    )
    pairs = contradictions.answer_pairs(answers)
    assert pairs[["claim", "other"]].to_numpy().tolist() == [["CL01", "CL03"], ["CL02", "CL03"]]
    assert contradictions.answer_pairs(answers.assign(answer="y")).empty


def test_each_set_of_words_has_a_conflict_recorded_with_the_claims(claims: pd.DataFrame) -> None:
    recorded = contradiction_pairs(claims)
    held = set(zip(recorded["claim"], recorded["other"], strict=True))
    found = contradictions.answer_pairs(load.table("claim_answers"))
    for name, rows in found.groupby("inconsistency"):
        assert held & set(zip(rows["claim"], rows["other"], strict=True)), name


def test_the_bachelor_s_degree_is_most_at_odds(claims: pd.DataFrame) -> None:
    pairs = contradiction_pairs(claims)
    odds = contradictions.at_odds(pairs)
    assert odds.index[0] == "CL09"
    assert odds.sum() == 2 * len(pairs)
    both = (pairs["claim"] == "CL09") | (pairs["other"] == "CL09")
    assert odds["CL09"] == both.sum() == 8
