"""A chapter of curated facts says in one line which roles it has none for."""

from __future__ import annotations

from rolereport.data import load
from rolereport.display import question, scope, without_way
from rolereport.display.scope import END, TITLE


def said(*compared: str) -> tuple[str, str] | None:
    shown = scope(list(compared), load.roles(list(compared)), facts="names and duties")
    return shown and (shown.about["kind"], shown.data["text/plain"])


def test_roles_of_the_question_need_no_word() -> None:
    assert said("laboratory-combined", "medication-aide", "medical-assistant") is None


def test_a_chapter_goes_on_where_it_covers_one_role() -> None:
    assert said("medical-assistant", "47-2111", "phlebotomist") == (
        "sentences",
        "Names and duties are not held for electricians and phlebotomists; this chapter leaves "
        "them out.",
    )


def test_a_chapter_ends_where_it_covers_none() -> None:
    kind, line = said("47-2111", "47-2152") or ("", "")
    assert kind == END
    assert "electricians and plumbers (with pipefitters and steamfitters)" in line


def asked(*compared: str) -> tuple[str, str] | None:
    shown = question(list(compared), load.roles(list(compared)))
    return shown and (shown.about["kind"], shown.data["text/plain"])


def test_an_edition_outside_the_question_asks_its_own() -> None:
    assert asked("medical-assistant", "47-2111") is None
    assert asked("47-2111", "phlebotomist") == (
        TITLE,
        "Are electricians the same as phlebotomists?",
    )
    three = asked("47-2111", "phlebotomist", "pharmacy-technician")
    assert three == (
        TITLE,
        "Are electricians, phlebotomists and pharmacy technicians the same?",
    )
    assert asked("47-2111") == (TITLE, "What do electricians earn, and how does one become one?")


def test_roles_without_a_way_are_named_and_end_the_chapter_if_all_are() -> None:
    compared = ["11-3040", "47-2111"]
    roles = load.roles(compared)
    assert without_way(compared, roles, compared) is None
    some, none = without_way(compared, roles, ["47-2111"]), without_way(compared, roles, [])
    assert some and some.about["kind"] == "sentences"
    assert some.data["text/plain"] == (
        "No way in is held for human resources managers: the projections name no schooling for "
        "them; this chapter leaves them out."
    )
    assert none and none.about["kind"] == END
    assert none.data["text/plain"] == (
        "No way in is held for human resources managers and electricians: the projections name no "
        "schooling for them."
    )
