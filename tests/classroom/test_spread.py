"""States and pairs of jobs are spread over a class: neighbours differ, and it can be repeated."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from rolereport.classroom import pack
from rolereport.classroom.spread import SIDE_BY_SIDE, Share, pairs, shares, spread

CLASS = [f"student {number}" for number in range(40)]
TEXAS = Share("TX", "laboratory-combined", "medical-assistant")


def neighbours(given: dict[str, Share]) -> list[tuple[Share, Share]]:
    row = [*given.values()]
    steps = range(1, SIDE_BY_SIDE + 1)
    return [pair for step in steps for pair in zip(row, row[step:], strict=False)]


@pytest.mark.parametrize("students", [1, 2, 40, 200])
def test_neighbours_have_neither_the_state_nor_the_pair_in_common(students: int) -> None:
    given = spread([f"student {number}" for number in range(students)])
    for one, other in neighbours(given):
        assert one.area != other.area
        assert one.pair != other.pair


def test_states_and_pairs_are_used_evenly_and_no_share_twice() -> None:
    given = spread([f"student {number}" for number in range(200)])
    for used in (Counter(s.area for s in given.values()), Counter(s.pair for s in given.values())):
        assert max(used.values()) - min(used.values()) <= 2
    assert len({*given.values()}) == 200


def test_the_same_class_is_spread_alike_at_any_time() -> None:
    given = spread(CLASS)
    assert spread(CLASS) == given
    assert given["student 0"] == Share("MT", "licensed-practical-nurse", "nursing-assistant")


def test_a_student_who_joins_last_changes_nothing_for_the_others() -> None:
    assert {**spread(CLASS)}.items() <= spread([*CLASS, "late"]).items()


def test_a_student_who_joins_in_between_changes_nothing_that_is_settled() -> None:
    given = spread(CLASS)
    joined = spread([*CLASS[:7], "late", *CLASS[7:]], settled=given)
    assert given.items() <= joined.items()
    near = [joined[code] for code in CLASS[2:12]]
    assert joined["late"].area not in {share.area for share in near}
    assert joined["late"].pair not in {share.pair for share in near}


def test_the_roster_s_wishes_come_first() -> None:
    whole = {"area": "TX", "role": "laboratory-combined", "other": "medical-assistant"}
    taken = spread(CLASS)["student 7"].area
    given = spread(CLASS, wishes={"student 3": whole, "student 9": {"area": taken}})
    assert given["student 3"] == TEXAS
    assert given["student 9"].area == taken
    assert all(one.area != other.area for one, other in neighbours(given))


@pytest.mark.parametrize(
    "wish", [{"area": "PR"}, {"area": "Texas"}, {"role": "barber"}, {"role": "medical-assistant"}]
)
def test_a_wish_that_cannot_be_met_is_told(wish: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not all that lessons need is published"):
        spread(CLASS, wishes={"student 3": wish})


def test_a_share_has_all_that_lessons_ask_for() -> None:
    jobs = pd.DataFrame([(s.area, role) for s in shares() for role in s.pair])
    jobs.columns = ["area", "role"]
    now = jobs.merge(pack.wages(), on=["area", "role"])
    then = jobs.merge(pack.wages_earlier(), on=["area", "role"])
    assert len(now) == len(jobs)
    assert now[["employment", *pack.ANNUAL]].notna().all(axis=None)
    assert len(then) == (jobs["role"] != "laboratory-combined").sum()
    assert then[pack.PAY].notna().all(axis=None)
    assert TEXAS in shares()
    assert len({share.area for share in shares()}) == 51


def test_no_pair_is_paid_alike() -> None:
    median = pack.wages().set_index(["area", "role"])["p50_annual"].to_dict()
    assert all(median[s.area, s.role] != median[s.area, s.other] for s in shares())


def test_a_pair_that_is_paid_alike_would_not_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    alike = pack.wages()
    alike.loc[alike["area"] == "TX", "p50_annual"] = 50_000
    monkeypatch.setattr(pack, "wages", lambda: alike)
    areas = {share.area for share in shares.__wrapped__()}
    assert "OK" in areas
    assert "TX" not in areas


def test_a_pair_has_a_job_that_the_article_mixes_up() -> None:
    assert len({frozenset(pair) for pair in pairs()}) == len(pairs()) == 21
    assert {*pack.wages()["role"]} == {role for pair in pairs() for role in pair}
