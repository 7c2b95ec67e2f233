"""Which editions are meant by slugs, names, patterns, groups, failures and a limit."""

from __future__ import annotations

from typing import Any

import pytest
from batches import planned

from rolereport.parameters import ParameterError
from rolereport.publish.batch.plan import Plan, Planned
from rolereport.publish.batch.selection import Selection

NAMED = Planned("us-real", "editions", {"area": "US"}, name="in-real-terms")
PLAN = Plan([*planned("TX", "TN", "WY"), NAMED])
FAILED = {"tn", "us-real"}


@pytest.mark.parametrize(
    ("picked", "slugs"),
    [
        ({}, ["tx", "tn", "wy", "us-real"]),
        ({"only": ("wy", "tx")}, ["tx", "wy"]),
        ({"only": ("t?",)}, ["tx", "tn"]),
        ({"only": ("states/*",)}, ["tx", "tn", "wy"]),
        ({"only": ("in-real-terms",)}, ["us-real"]),
        ({"groups": ("editions",)}, ["us-real"]),
        ({"groups": ("states",), "only": ("*n*", "us*")}, ["tn"]),
        ({"failed": True}, ["tn", "us-real"]),
        ({"failed": True, "groups": ("states",)}, ["tn"]),
        ({"limit": 2}, ["tx", "tn"]),
        ({"failed": True, "limit": 1}, ["tn"]),
    ],
)
def test_selection(picked: dict[str, Any], slugs: list[str]) -> None:
    assert [each.slug for each in Selection(**picked).of(PLAN, FAILED)] == slugs


@pytest.mark.parametrize(
    ("picked", "message"),
    [
        ({"groups": ("state",)}, "no group 'state'; nearest: states"),
        ({"only": ("tz",)}, "no edition is called 'tz'; nearest: tx"),
        ({"only": ("tx", "q*")}, "no edition is called 'q\\*'"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(picked: dict[str, Any], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        Selection(**picked).of(PLAN)
