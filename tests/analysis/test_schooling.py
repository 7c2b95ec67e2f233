"""What job holders say a new colleague needs, beside the level called typical for entry."""

from __future__ import annotations

from rolereport.analysis import schooling, typical_way
from rolereport.data import load

ANSWERS, PROJECTIONS = load.table("onet_education"), load.table("projections")
ROLES = ["laboratory-technician", "medication-aide", "laboratory-technologist"]
ASSIGNED = typical_way.assignments(PROJECTIONS, ROLES)
LEVELS = schooling.named_levels(ANSWERS, ASSIGNED, ROLES)


def test_roles_come_as_asked_and_levels_from_the_lowest() -> None:
    assert LEVELS["role"].unique().tolist() == ["laboratory-technician", "laboratory-technologist"]
    for _, rows in LEVELS.groupby("role"):
        assert rows["category"].is_monotonic_increasing
        assert (rows["share_percent"] >= schooling.LEAST).all()


def test_the_typical_level_is_marked_once_in_each_role() -> None:
    typical = LEVELS[LEVELS["typical"]].set_index("role")["level"]
    assert typical.to_dict() == {
        "laboratory-technician": "Associate's degree",
        "laboratory-technologist": "Bachelor's degree",
    }


def test_a_typical_level_that_nobody_names_is_kept() -> None:
    never = ANSWERS.assign(share_percent=ANSWERS["share_percent"].mask(ANSWERS["category"] == 5, 0))
    kept = schooling.named_levels(never, ASSIGNED, ROLES[:1])
    assert kept.loc[kept["typical"], "share_percent"].tolist() == [0]


def test_the_level_named_most_often() -> None:
    most = schooling.most_named(LEVELS).set_index("role")
    assert most["level"].to_dict() == dict.fromkeys(ROLES[::2], "Bachelor's degree")
    assert most["share_percent"].tolist() == [45.93, 59.36]


def test_every_level_of_the_projections_has_its_name_in_the_survey() -> None:
    used = set(PROJECTIONS["entry_education"]) - {""}
    assert used <= set(schooling.SAME_LEVEL)
    assert set(schooling.SAME_LEVEL.values()) <= set(ANSWERS["level"])


def test_roles_that_nobody_asked_have_no_levels() -> None:
    assert schooling.named_levels(ANSWERS, ASSIGNED, ["medication-aide"]).empty
