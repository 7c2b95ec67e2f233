"""An edition's name is readable, and no two sets of parameters share one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolereport.parameters import default_values
from rolereport.publish.edition import LONGEST_SLUG, Edition, slug_of

BUILD = Path("build")


@pytest.mark.parametrize(
    ("parameters", "slug"),
    [
        ({}, "us"),
        ({"area": "TX"}, "tx"),
        ({"area": "TX", "year": 2015}, "tx-2015"),
        ({"dollars": "real"}, "us-real"),
        ({"area": "19100", "year": 2024}, "19100-2024"),
        ({"baseline": "phlebotomist"}, "us-against-phlebotomist"),
        (
            {"roles": ["phlebotomist", "registered-nurse"]},
            "us-roles-phlebotomist-and-registered-nurse",
        ),
    ],
)
def test_slug(parameters: dict[str, Any], slug: str) -> None:
    edition = Edition.of(parameters, BUILD)
    assert edition.slug == slug
    assert edition.folder == BUILD / slug


def test_values_left_out_are_the_defaults() -> None:
    edition = Edition.of({"area": "TX"}, BUILD)
    assert edition.parameters == default_values() | {"area": "TX"}


def test_only_the_default_edition_is_the_default_one() -> None:
    assert Edition.of({}, BUILD).is_default
    assert Edition.of({"area": "US", "year": 2025}, BUILD).is_default
    assert not Edition.of({"year": 2024}, BUILD).is_default


def test_order_of_roles_makes_another_edition() -> None:
    roles = ["phlebotomist", "registered-nurse"]
    assert slug_of(default_values() | {"roles": roles}) != slug_of(
        default_values() | {"roles": roles[::-1]}
    )


def test_long_slugs_fit_a_file_name_and_stay_apart() -> None:
    many = [f"some-role-of-many-{number}" for number in range(12)]
    slugs = {slug_of(default_values() | {"roles": [*many, last]}) for last in ("a", "b")}
    assert len(slugs) == 2
    assert all(len(slug) <= LONGEST_SLUG for slug in slugs)
