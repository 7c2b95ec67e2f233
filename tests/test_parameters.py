"""Parameters are checked before anything runs, and name the nearest valid choices."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rolereport.choices import (
    area_kinds,
    has_lines,
    line_years,
    occupation_names,
    own_lines,
    role_choices,
)
from rolereport.parameters import ParameterError, Parameters, describe, parse
from rolereport.paths import NOTEBOOKS

CHAPTERS = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("yaer=2025", "no parameter 'yaer'; nearest: year"),
        ("area=TZ", "area: no area 'TZ'; nearest: VT, UT or TX"),
        ("area=06", "area: no area '06'; nearest: "),
        ("year=abc", "year: 'abc': Input should be a valid integer"),
        ("year=1999", "no wage data for US in 1999; nearest: 2002, 2003 or 2004"),
        ("roles=medical-asistant", "roles: no role 'medical-asistant'; nearest: medical-assistant"),
        ("roles=", "roles: name at least one role"),
        ("roles=medical-assistant,medical-assistant", "named once only"),
        ("baseline=nurse", "baseline: no role 'nurse'; nearest: "),
        ("dollars=reel", "dollars: 'reel' is not a choice; choose 'nominal' or 'real'"),
        ("area", "'area' is not of the form NAME=VALUE"),
    ],
)
def test_a_bad_value_is_refused_with_the_nearest_choices(assignment: str, message: str) -> None:
    with pytest.raises(ParameterError) as refused:
        parse([assignment])
    assert message in str(refused.value)


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(ParameterError, match="area is given twice"):
        parse(["area=TX", "area=WY"])


def test_a_year_without_data_for_the_area_is_refused() -> None:
    with pytest.raises(ParameterError, match="no wage data for TX in 2016; nearest: 2015, 2024"):
        parse(["area=TX", "year=2016"])


def test_real_dollars_are_refused_for_a_year_without_prices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rolereport.parameters.priced_years", lambda: [2023, 2024])
    with pytest.raises(ParameterError, match="no consumer price index is held for May 2025"):
        parse(["year=2025", "dollars=real"])
    assert parse(["year=2024", "dollars=real"]).dollars == "real"
    assert parse(["year=2025"]).year == 2025


def test_real_pay_is_in_dollars_of_the_last_may_that_has_wages_and_prices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Parameters(year=2015).latest_may == 2025  # prices of May 2026 are held, wages are not
    monkeypatch.setattr("rolereport.choices.priced_years", lambda: [2023, 2024])
    assert Parameters().latest_may == 2024


def test_a_year_before_the_role_had_a_line_is_refused() -> None:
    with pytest.raises(ParameterError, match="no wage line for laboratory-combined in 2005"):
        Parameters(year=2005)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ParameterError) as refused:
        parse(["area=TZ", "dollars=reel"])
    assert "area" in str(refused.value) and "dollars" in str(refused.value)


def test_values_are_typed_however_they_are_written() -> None:
    written = parse(["roles=registered-nurse, medical-assistant", "area=tx", "year=2024"])
    assert written == Parameters(
        roles=["registered-nurse", "medical-assistant"], area="TX", year=2024
    )
    assert Parameters(area=10180).area == "10180"


@given(st.sampled_from(sorted(area_kinds())), st.permutations(role_choices()))
def test_every_area_and_role_can_be_chosen(area: str, roles: list[str]) -> None:
    edition = Parameters(area=area, roles=roles)
    assert edition.level in {"national", "states", "metros"}
    assert edition.compared == roles


def test_the_baseline_is_always_compared() -> None:
    edition = Parameters(roles=["registered-nurse"], baseline="phlebotomist")
    assert edition.compared == ["registered-nurse", "phlebotomist"]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("47-2111", "47-2111"),
        ("Electricians", "47-2111"),
        ("electrician", "47-2111"),
        ("31-9092", "medical-assistant"),
        ("29-2010", "laboratory-combined"),
        ("29-2011", "laboratory-technologist"),
        ("31-1014", "nursing-assistant"),
        ("Phlebotomists", "phlebotomist"),
        ("medication aides", "medication-aide"),
        ("Plumbers, pipefitters, and steamfitters", "47-2152"),
    ],
)
def test_a_role_may_be_written_as_any_occupation(written: str, role: str) -> None:
    assert Parameters(roles=[written]).roles == [role]


def test_titles_with_commas_may_stand_in_a_list() -> None:
    listed = "electricians, Plumbers, pipefitters, and steamfitters,medical-assistant"
    assert parse([f"roles={listed}"]).roles == ["47-2111", "47-2152", "medical-assistant"]
    assert Parameters(baseline="Plumbers, pipefitters, and steamfitters").baseline == "47-2152"


@given(st.lists(st.sampled_from(sorted(occupation_names())), min_size=1, max_size=3))
def test_any_titles_in_a_list_are_told_apart(names: list[str]) -> None:
    roles = [occupation_names()[name] for name in names]
    years = [line_years(role) for role in roles]
    first, last = max(year for year, _ in years), min(year for _, year in years)
    assume(len(set(roles)) == len(roles) and first <= last)
    year = max(first, 2002)
    assume(all(has_lines(role, "national", year) for role in roles))
    separate = Parameters(roles=names, year=year, baseline=names[0])
    assert Parameters(roles=",".join(names), year=year, baseline=names[0]) == separate


@pytest.mark.parametrize(
    ("assignment", "nearest"),
    [
        ("roles=plumber", "47-2152 (Plumbers, pipefitters, and steamfitters) or 47-3015 ("),
        ("roles=nurse", "registered-nurse (Registered nurse)"),
        ("area=Houston", "26420 (Houston-Pasadena-The Woodlands, TX)"),
        ("area=Portland", "38860 (Portland-South Portland, ME) or 38900 (Portland-Vancouver"),
        ("area=", "US, AK or AL"),
    ],
)
def test_a_part_of_a_name_is_answered_with_those_that_hold_it(
    assignment: str, nearest: str
) -> None:
    with pytest.raises(ParameterError) as refused:
        parse([assignment])
    assert nearest in str(refused.value)


def test_a_title_that_had_another_code_in_the_year_is_told() -> None:
    with pytest.raises(ParameterError, match=r"first is \d+; in that year its title .* 11-3040"):
        Parameters(roles=["Human resources managers"], year=2003)


def test_a_code_and_its_role_are_one() -> None:
    with pytest.raises(ParameterError, match="named once only"):
        Parameters(roles=["31-9092", "medical-assistant"])


def test_an_occupation_whose_line_has_ended_is_refused_after_it() -> None:
    with pytest.raises(ParameterError, match="no wage line for 29-1111 in 2025; the last is 2011"):
        Parameters(roles=["29-1111"])
    assert Parameters(roles=["29-1111"], year=2011).roles == ["29-1111"]


def test_a_state_file_that_lacks_the_occupation_is_told_as_ours() -> None:
    """The state file of 2024 was to be had for health occupations only."""
    problem = "our state wages of 2024 hold no 47-2111; nearest: 2025 or 2015"
    with pytest.raises(ParameterError, match=problem):
        Parameters(area="TX", year=2024, roles=["47-2111"], baseline="47-2111")
    assert Parameters(area="TX", year=2024, roles=["registered-nurse"]).year == 2024
    assert Parameters(area="TX", year=2024, roles=["29-1021"], baseline="29-1021").year == 2024


def test_a_year_in_which_a_line_pauses_is_refused() -> None:
    with pytest.raises(ParameterError, match="our national wages of 2019 hold no 27-4099; nearest"):
        Parameters(year=2019, roles=["27-4099"], baseline="27-4099")


def test_an_unknown_code_is_answered_with_near_ones() -> None:
    with pytest.raises(ParameterError, match="no role '47-2110'; nearest: 47-2"):
        Parameters(roles=["47-2110"])


def test_roles_named_without_a_baseline_are_compared_with_the_last() -> None:
    assert parse(["roles=47-2111,47-2152"]).compared == ["47-2111", "47-2152"]
    assert parse(["roles=47-2111,medical-assistant"]).baseline == "medical-assistant"
    assert parse(["roles=47-2111"]).baseline == "medical-assistant"
    assert parse(["roles=47-2111,47-2152", "baseline=47-2111"]).baseline == "47-2111"


def test_an_area_may_be_written_by_its_name() -> None:
    assert Parameters(area="texas").area == "TX"
    assert Parameters(area="Abilene, TX").area == "10180"


@given(st.sampled_from(sorted(set(occupation_names().values()))))
def test_every_occupation_can_be_chosen_in_a_year_of_its_line(code: str) -> None:
    (role,) = Parameters(roles=[code], year=line_years(code)[0], baseline=code).roles
    assert role in (code, own_lines().get(code))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_chapter_declares_the_parameters_of_an_edition(chapter: object) -> None:
    cells = nbformat.read(chapter, as_version=4).cells
    (declared,) = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    values: dict[str, object] = {}
    exec(declared.source, values)
    expected = Parameters().model_dump()
    assert [name for name, _, _ in describe()] == list(expected)
    del expected["since"]  # the chapter that compares with it is one on request
    assert {name: values[name] for name in expected} == expected
    assert declared.source.count("\n") + 1 == len(expected)
