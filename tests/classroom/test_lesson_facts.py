"""What lessons 1, 2, 3 and 8 take for granted is so in the project's data, for every student."""

from __future__ import annotations

import ast
import contextlib
from functools import cache
from typing import Any

import nbformat
import pandas as pd
import pytest

from rolereport.classroom import pack
from rolereport.classroom.masters import FOLDER, masters
from rolereport.classroom.spread import Share, shares
from rolereport.data import load

JOBS = {
    "a": {"laboratory-technologist"},
    "b": {"laboratory-technician"},
    "d": {"medical-assistant"},
    "e": {"laboratory-technologist", "laboratory-technician"},
}
AIDE, ROUNDED = "medication-aide", 0.005 * 2080 + 5
SOME = sorted(shares(), key=str)[::5]  # one student in five that there may be


def lesson(number: str) -> list[str]:
    master = next(path for path in masters() if path.name.startswith(number))
    return [cell.source for cell in nbformat.read(master, as_version=4).cells]


@cache
def code_of(number: str, beginning: str) -> Any:
    source = next(each for each in lesson(number) if each.startswith(beginning))
    return compile(source, beginning, "exec")


def given(number: str, name: str) -> Any:
    """What a solution of the lesson gives a name, where that is written out."""
    source = next(each for each in lesson(number) if f"\n{name} = {{" in each)
    return next(
        ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name
    )


def drawn(share: Share, cells: list[str], names: dict[str, Any] | None = None) -> dict[str, Any]:
    """The names that the folded cells define for a student."""
    names = {"area": share.area, "role": share.role, "other": share.other} | (names or {})
    with contextlib.chdir(FOLDER):
        for number, beginning in (each.split(" ", 1) for each in cells):
            exec(code_of(number, beginning), names)
    return names


def test_each_quote_has_the_letter_of_the_jobs_that_it_describes() -> None:
    described = load.table("claims").set_index("claim")["roles_described"]
    for claim, letter in given("01", "KEY").items():
        told = {*described[claim].split("; ")}
        laboratory = told & JOBS["e"]
        assert JOBS[letter] <= told, claim
        assert laboratory == JOBS[letter] & JOBS["e"], claim


def test_every_student_sorts_two_quotes_of_each_kind() -> None:
    key, orders = given("01", "KEY"), set()
    for share in SOME:
        quotes = drawn(share, ["01 # Folded: prepares", "01 # Folded: shows your eight"])["drawn"]
        assert sorted(key[each] for each in quotes) == ["a", "a", "b", "b", "d", "d", "e", "e"]
        orders.add((*quotes,))
    assert len(orders) > 0.9 * len(SOME)


@pytest.mark.parametrize(
    ("letters", "job"),
    [
        ("CMA", "medical-assistant"),
        ("RMA", "medical-assistant"),
        ("MT", "laboratory-technologist"),
        ("MA-C", "medical-assistant"),
    ],
)
def test_letters_of_the_adverts_stand_for_two_jobs(letters: str, job: str) -> None:
    acronyms = load.table("acronyms")
    assert {*acronyms.loc[acronyms["letters"] == letters, "role"]} == {job, AIDE}


def test_med_tech_is_on_one_official_list() -> None:
    titles = load.table("role_titles")
    listed = titles[(titles["title"] == "Med Tech") & (titles["kind"] == "official alternate")]
    assert listed["role"].tolist() == [AIDE]


def test_published_pay_by_the_hour_and_the_year_agree_within_their_rounding() -> None:
    history = pd.read_csv(pack.FOLDER / "history.csv")
    checked = history[history["year"].isin([2016, 2025])]
    for hourly, annual in zip(pack.HOURLY, pack.ANNUAL, strict=True):
        assert ((checked[hourly] * 2080 - checked[annual]).abs() <= ROUNDED).all()


def test_the_article_s_figures_are_those_of_the_lesson() -> None:
    figures = load.table("claims").set_index("claim")["figure"]
    assert figures[["CL70", "CL68", "CL71"]].tolist() == [21860, 31540, 45310]
    assert figures[["CL69", "CL62", "CL66"]].tolist() == [15.2, 32000, 63000]
    text = "\n".join(lesson("03"))
    assert "[21860, 31540, 45310]" in text


def test_only_the_year_before_tells_the_digit_error() -> None:
    history = pd.read_csv(pack.FOLDER / "history.csv")
    assistants = history[history["soc_code"] == "31-9092"].set_index("year")
    line = assistants.loc[2016, pack.ANNUAL].tolist()
    assert [21860, *line[1:]] == sorted([21860, *line[1:]])
    change = [now / then for now, then in zip(line, assistants.loc[2015, pack.ANNUAL], strict=True)]
    assert assistants.loc[2015, "p10_annual"] > 21860 and min(change[1:]) > 1.02


def test_every_student_finds_one_digit_changed() -> None:
    wages = pd.read_csv(pack.FOLDER / "wages.csv")
    found = {True: 0, False: 0}
    for share in SOME:
        names = drawn(
            share, ["03 # Folded: shows what"], {"wages": wages, "points": [*pack.ANNUAL]}
        )
        typed, published = names["typed"], names["published"]
        [(row, column)] = (typed != published).stack()[lambda changed: changed].index
        pair = str(typed.loc[row, column]), str(published.loc[row, column])
        assert sum(one != two for one, two in zip(*pair, strict=True)) == 1
        found[typed.loc[row].is_monotonic_increasing] += 1
    assert min(found.values()) > 0.2 * len(SOME)


def test_laboratory_pay_near_32000_is_the_technicians_of_2005_alone() -> None:
    history = pd.read_csv(pack.FOLDER / "history.csv")
    near = history[(history["p50_annual"] - 32000).abs() <= 0.02 * history["p50_annual"]]
    laboratory = near[near["soc_code"].str.startswith("29-201")]
    assert laboratory[["soc_code", "year"]].to_numpy().tolist() == [["29-2012", 2005]]
    assert near["soc_code"].nunique() > 5


def test_lines_that_mix_jobs_are_the_two_that_carry_a_remark() -> None:
    lines = load.table("role_soc")
    current = lines[lines["last_year"].isna() & (lines["relation"] != "own")]
    mixed = set(current["soc_code"])
    wages = pd.read_csv(pack.FOLDER / "wages.csv").drop_duplicates("role").set_index("role")
    assert {*wages.index[wages["soc_code"].isin(mixed)]} == set(given("08", "remarks"))
