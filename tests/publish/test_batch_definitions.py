"""A file of editions: what it asks for, and all that is wrong with it told at once."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.parameters import ParameterError, default_values, parse
from rolereport.publish.batch.areas import areas_meant
from rolereport.publish.batch.definitions import FILE
from rolereport.publish.batch.faults import DefinitionError, places
from rolereport.publish.batch.plan import Plan, Planned, plan
from rolereport.publish.formats import FORMATS

WHOLE = """\
[defaults]
formats = ["html", "pdf"]
dollars = "real"

[roles]
blood = ["phlebotomist", "Medical assistant"]
nurses = ["registered-nurse", "licensed-practical-nurse"]

[groups.some]
areas = ["Texas", "nation"]
roles = ["usual", "blood"]
years = [2024, 2025]
dollars = ["nominal", "real"]

[groups."in class"]
areas = "WY"
roles = "nurses"
year-s = 1
code = "teach"
formats = "html"

[[editions]]
name = "one"
roles = ["47-2152", "electricians"]
dollars = "nominal"
"""


def made(tmp_path: Path, text: str) -> Plan:
    file = tmp_path / "editions.toml"
    file.write_text(text, encoding="utf-8")
    return plan(file)


def refused(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        made(tmp_path, text)
    file = tmp_path / "editions.toml"
    return [line.removeprefix(f"{file}, ") for line in str(caught.value).splitlines()]


def test_everything_that_a_file_may_say(tmp_path: Path) -> None:
    planned = made(tmp_path, WHOLE.replace("year-s = 1\n", ""))
    assert planned.groups == ["some", "in class", "editions"]
    some, (taught,), (one,) = (
        [each for each in planned.editions if each.group == group] for group in planned.groups
    )
    assert len(some) == 2 * 2 * 2 * 2
    assert [each.parameters["area"] for each in some[::8]] == ["TX", "US"]
    assert some[0].slug == "tx-2024" and some[1].slug == "tx-2024-real"
    assert some[4].parameters["roles"] == ["phlebotomist", "medical-assistant"]
    assert {each.formats for each in some} == {("html", "pdf")}
    # As on the command line, the last of roles without the usual baseline is the baseline.
    assert taught.parameters["baseline"] == "licensed-practical-nurse"
    assert (taught.code, taught.formats, taught.parameters["dollars"]) == (
        "teach",
        ("html",),
        "real",
    )
    assert taught.differing["code"] == "teach"
    assert next(iter(taught.differing)) == "area"
    assert one.handles == {one.slug, f"editions/{one.slug}", "one"}
    assert one.parameters["dollars"] == "nominal"
    assert one.parameters["roles"] == ["47-2152", "47-2111"]


def test_an_empty_file_asks_for_nothing(tmp_path: Path) -> None:
    assert made(tmp_path, "") == Plan()


def test_what_is_left_unsaid_has_the_defaults(tmp_path: Path) -> None:
    (edition,) = made(tmp_path, '[[editions]]\nname = "nation"\n').editions
    values = default_values()
    assert edition == Planned("us", "editions", values, tuple(FORMATS), name="nation")
    assert edition.differing == {}


def test_a_cell_that_the_wages_do_not_hold_is_left_out_and_told(tmp_path: Path) -> None:
    text = '[roles]\nlabs = ["laboratory-technician"]\n[groups.old]\nareas = ["US", "TX"]\n'
    planned = made(tmp_path, text + 'roles = ["usual", "labs"]\nyears = [2010, 2025]\n')
    told = [(each.values["area"], each.values["year"]) for each in planned.left_out]
    assert ("TX", "2010") in told
    assert all(each.why for each in planned.left_out)
    assert len(planned.editions) + len(planned.left_out) == 8
    left = next(each for each in planned.left_out if each.values["area"] == "TX")
    assert left.why.startswith("no wage data for TX in 2010; nearest: 2015")


FAULTS = {
    "[groups.a]\narea = 'TX'\n": [
        "line 1, groups.a.areas: this key is missing. To mend it: add a line areas = ….",
        "line 2, groups.a.area: there is no such key here. To mend it: write areas",
    ],
    "[default]\n": ["line 1, default: there is no such key here. To mend it: write defaults"],
    "[groups.a]\nareas = [\n  'TX',\n  \"TZ\",\n]\n": [
        "line 4, groups.a.areas[2], value 'TZ': no area 'TZ'. To mend it: nearest: VT, UT or TX."
    ],
    "[groups.a]\nareas = 'metros of TZ'\n": [
        "line 2, groups.a.areas[1], value 'metros of TZ': no area 'TZ'. To mend it: nearest: VT"
    ],
    "[groups.a]\nareas = 'metros of PR'\nroles = ['blod']\n[roles]\nblood = ['phlebotomist']\n": [
        "line 3, groups.a.roles[1], value 'blod': no set of roles is called 'blod'. To mend it: "
        "write blood"
    ],
    "[roles]\nblood = ['phlebotomists', 'nurse']\nusual = []\n": [
        "line 2, roles.blood[2], value 'nurse': no role 'nurse'. To mend it: nearest: ",
        "line 3, roles.usual, value 'usual': this is the name of the report's own roles. To ",
    ],
    "[defaults]\nformats = ['htm', 'pdf']\ncode = 'open'\ndollars = 'euro'\nyear = 'new'\n": [
        "line 2, defaults.formats[1], value 'htm': there is no format 'htm'. To mend it: choose of",
        "line 3, defaults.code, value 'open': there is no way to show code 'open'. To mend it: ",
        "line 4, defaults.dollars, value 'euro': not a choice. To mend it: choose 'nominal' or",
        "line 5, defaults.year, value 'new': not what belongs here. To mend it: write a year, such",
    ],
    "[groups.a]\nareas = []\n": ["line 2, groups.a.areas: the list is empty. To mend it: name"],
    "groups = 5\n": ["line 1, groups, value 5: not what belongs here. To mend it: write a table"],
    "[[editions]]\nname = 'a'\n\n[[editions]]\nname = 'b'\narea = 'TX'\nyear = 1999\n": [
        "line 4, editions[2]: no wage data for TX in 1999. To mend it: nearest: 2015"
    ],
    "[[editions]]\narea = 'TX'\nroles = 'blood'\nbaseline = 'nurse'\nname = 'x'\n": [
        "line 3, editions[1].roles, value 'blood': no set of roles is called 'blood'. To mend it: ",
        "line 4, editions[1].baseline, value 'nurse': no role 'nurse'. To mend it: nearest: ",
    ],
    "[groups.a]\nareas = ['states', 'Texas']\n": [
        "line 1, groups.a: its edition tx is in groups.a already. To mend it: leave it out of one"
    ],
    "[groups.a]\nareas = 'US'\n[[editions]]\nname = 'a'\n[[editions]]\nname='b'\narea='TX'\n"
    "[[editions]]\nname = 'c'\narea = 'TX'\n": [
        "line 3, editions[1]: its edition us is in groups.a already. To mend it: leave it",
        "line 8, editions[3]: its edition tx is in edition 2 already. To mend it: leave it",
    ],
    "[groups.a]\nareas = ['TX', 'WY']\nyears = 1999\n": [
        "line 1, groups.a: none of its editions can be built (area=TX year=1999: no wage data for "
    ],
}


@pytest.mark.parametrize("text", FAULTS, ids=lambda text: text[:40])
def test_what_is_wrong_is_told_by_line_key_value_and_fix(tmp_path: Path, text: str) -> None:
    told = refused(tmp_path, text)
    assert len(told) == len(FAULTS[text]), told
    for line, start in zip(told, FAULTS[text], strict=True):
        assert line.startswith(start)


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (told,) = refused(tmp_path, "[defaults]\nformats = html\n")
    assert "this is no TOML" in told and "line 2, column 11" in told


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="there is no such file"):
        plan(tmp_path / "none.toml")


def test_lines_of_keys_are_found() -> None:
    assert places(WHOLE) == {
        ("defaults",): 1,
        ("defaults", "formats"): 2,
        ("defaults", "dollars"): 3,
        ("roles",): 5,
        ("roles", "blood"): 6,
        ("roles", "nurses"): 7,
        ("groups", "some"): 9,
        ("groups", "some", "areas"): 10,
        ("groups", "some", "roles"): 11,
        ("groups", "some", "years"): 12,
        ("groups", "some", "dollars"): 13,
        ("groups", "in class"): 15,
        ("groups", "in class", "areas"): 16,
        ("groups", "in class", "roles"): 17,
        ("groups", "in class", "year-s"): 18,
        ("groups", "in class", "code"): 19,
        ("groups", "in class", "formats"): 20,
        ("editions", 0): 22,
        ("editions", 0, "name"): 23,
        ("editions", 0, "roles"): 24,
        ("editions", 0, "dollars"): 25,
    }


STATES = ["AK", "NY", "TX", "US", "WY", "PR", "19100"]
SETS = {
    "blood": ["phlebotomist", "medical-assistant"],
    "rn": ["registered-nurse", "medical-assistant"],
}


def asked(area: str, named: str, year: int | None, dollars: str) -> dict[str, object] | None:
    """What the command line makes of the same; None if it refuses."""
    words = [f"area={area}", f"dollars={dollars}", *([f"year={year}"] if year else [])]
    words += [f"roles={','.join(SETS[named])}"] if named in SETS else []
    try:
        return parse(words).model_dump()
    except ParameterError:
        return None


def some(values: list[object], least: int = 0) -> st.SearchStrategy[list[object]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least)


@given(
    areas=some([*STATES], least=1),
    roles=some(["usual", *SETS]),
    years=some([2023, 2024, 2025]),
    dollars=some(["nominal", "real"]),
)
def test_a_group_is_every_area_with_every_set_once_in_their_order(
    tmp_path_factory: pytest.TempPathFactory,
    areas: list[str],
    roles: list[str],
    years: list[int],
    dollars: list[str],
) -> None:
    axes = {"areas": areas, "roles": roles, "years": years, "dollars": dollars}
    lines = [f"{name} = {values!r}" for name, values in axes.items() if values]
    sets = [f"{name} = {members!r}" for name, members in SETS.items()]
    text = "\n".join(["[groups.all]", *lines, "[roles]", *sets])
    folder = tmp_path_factory.mktemp("all")
    cells = [*product(areas, roles or ["usual"], years or [None], dollars or ["nominal"])]
    served = [values for cell in cells if (values := asked(*cell)) is not None]
    if not served:
        assert "none of its editions can be built" in refused(folder, text)[0]
        return
    planned = made(folder, text)
    assert [each.parameters for each in planned.editions] == served
    assert len({each.slug for each in planned.editions}) == len(served)
    assert len(planned.left_out) == len(cells) - len(served)


@pytest.mark.parametrize(
    ("words", "count", "first"),
    [("states", 52, "AK"), ("nation", 1, "US"), ("Texas", 1, "TX"), ("Metros of Wyoming", 2, None)],
)
def test_words_mean_many_areas(words: str, count: int, first: str | None) -> None:
    found = areas_meant(words)
    assert len(found) == len({*found}) == count
    assert first is None or found[0] == first


def test_the_project_s_own_file_can_be_built() -> None:
    planned = plan(FILE)
    assert not planned.left_out
    sizes = {
        group: sum(each.group == group for each in planned.editions) for group in planned.groups
    }
    assert sizes["states"] == 52
    assert sizes["pairs"] >= 5 and sizes["classroom"] >= 8
    assert {each.parameters["area"] for each in planned.editions if each.group == "pairs"} == {"US"}
