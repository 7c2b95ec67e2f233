"""Any SOC code is a role: named, with the years of its line and the breaks in it."""

from __future__ import annotations

import pytest

from rolereport.data import load
from rolereport.data.wages import of_area, of_roles

ELECTRICIANS, GAMBLING = "47-2111", "39-3011"


def test_a_code_is_a_role_of_which_only_the_names_are_known() -> None:
    row = load.roles([ELECTRICIANS, "medical-assistant"]).set_index("role").loc[ELECTRICIANS]
    assert (row["noun"], row["plural"], row["kind"]) == (
        "electrician",
        "electricians",
        "occupation",
    )
    assert (
        row[["summary", "workplace", "supervision", "patient_contact", "source_ids"]].eq("").all()
    )


def test_slugs_add_no_row() -> None:
    assert load.roles(["medical-assistant"]).equals(load.table("roles"))
    assert load.role_soc(["medical-assistant"]).equals(load.table("role_soc"))


def test_a_code_that_never_had_a_line_is_refused() -> None:
    with pytest.raises(KeyError, match="99-9999"):
        load.roles(["99-9999"])


def test_pay_of_a_code_is_read_like_that_of_a_role() -> None:
    """Median pay of electricians, May 2025 and May 2005: as the Bureau's workbooks print it."""
    lines = load.role_soc([ELECTRICIANS])
    here = of_area(load.wages("national", 2025), lines, [ELECTRICIANS], "US", 2025)
    assert here["soc_code"].tolist() == [ELECTRICIANS]
    assert here["relation"].tolist() == ["own"]
    series = of_roles(load.wages("national"), lines, [ELECTRICIANS]).set_index("year")
    assert series.index.tolist() == list(range(2002, 2026))
    assert series.loc[2005, "p50_annual"] == 42790


def test_a_renamed_line_breaks() -> None:
    breaks = load.breaks([GAMBLING])
    (renamed,) = breaks[breaks["roles"] == GAMBLING].to_dict("records")
    assert renamed["year"] == 2019
    assert "“Gaming Dealers” before" in renamed["explanation"]
    assert {"model-based-2021", "survey-month-2003"} <= set(breaks["break"])
    assert load.breaks([ELECTRICIANS])["roles"].eq("all").all()
    assert renamed["source_id"] in set(load.table("sources")["source_id"])


def test_breaks_of_our_roles_are_those_of_the_table() -> None:
    breaks = load.breaks(["medication-aide"])
    named = load.table("breaks")["roles"].str.contains("medication-aide|all")
    assert set(breaks["break"]) == set(load.table("breaks").loc[named, "break"])
    assert breaks["year"].is_monotonic_increasing
