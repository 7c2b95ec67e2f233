"""Order of the tables written by hand; `check_all` and Frictionless hold types and references."""

from __future__ import annotations

import pytest

from rolereport.data import codebook, load

# fmt: off
BY_KEY = [
    "acronyms", "bodies", "costs", "credentials", "duties", "licensing_lists", "licensure",
    "medication_aide_rules", "methodology_log", "mobility", "pathways", "permissions", "role_soc",
    "role_titles", "roles", "stages", "testing_levels",
]
# fmt: on


@pytest.mark.parametrize("name", BY_KEY)
def test_rows_are_sorted_by_key(name: str) -> None:
    keys = load.table(name)[codebook.schema(name)["primaryKey"]].apply(tuple, axis=1).tolist()
    assert keys == sorted(keys)
