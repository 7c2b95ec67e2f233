"""Wages of a user's own, added or lent to one build, and the chapters that they call for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from miniature import make_project, shown, working_chapter

from rolereport.cli.own import lent, told_by
from rolereport.data import load
from rolereport.data.intake import one_off
from rolereport.parameters import ParameterError, Parameters, default_values, parse
from rolereport.publish import notebook as notebooks
from rolereport.publish.build import build
from rolereport.publish.chapters import WHAT_CHANGED, YOUR_PAY, chapters_of
from rolereport.publish.edition import Edition
from rolereport.publish.figures import save_on_request
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import provenance
from rolereport.publish.site.shelf import shelf
from rolereport.vintages import OWN_PAY, OWN_VARIABLE, before, holding, named, own_folder

NEXT = "2026-05"


@pytest.fixture
def project(tmp_path: Path) -> Layout:
    layout = make_project(tmp_path)
    for name in (WHAT_CHANGED, YOUR_PAY):
        working_chapter(layout.notebooks / "on-request" / f"{name}.ipynb", "What changed?")
    return layout


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    """A file as BLS would publish it next: every figure of May 2025, a tenth higher."""
    wages = load.wages("national", 2025)
    columns = {"soc_code": "OCC_CODE", "employment": "TOT_EMP", "p50_annual": "A_MEDIAN"}
    frame = wages[[*columns]].rename(columns=columns).assign(AREA="99").dropna()
    frame["A_MEDIAN"] = (frame["A_MEDIAN"] * 1.1).round(-1)
    path = tmp_path / "national_M2026_dl.csv"
    frame.to_csv(path, index=False)
    return path


def lend(folder: Path, level: str, name: str = NEXT) -> None:
    source = load.wage_files(level)[2025]
    (folder / name).mkdir()
    (folder / name / f"{level}.csv").write_bytes(source.read_bytes())
    (folder / name / "source.toml").write_bytes((source.parent / "source.toml").read_bytes())


def asked(layout: Layout, **values: object) -> list[str]:
    edition = Edition.of(values, layout.build)
    return [path.stem for path in chapters_of(edition, layout)[2:]]


def test_the_newest_year_is_the_default_one_level_by_level() -> None:
    assert Parameters().year == Parameters(area="TX").year == 2025
    with one_off.lent() as folder:
        lend(folder, "states")
        assert Parameters().year == 2025
        assert Parameters(area="TX").year == default_values("TX")["year"] == 2026
        assert Edition.of({"area": "TX"}, folder).slug == "tx"
        assert Edition.of({"area": "TX", "year": 2025}, folder).slug == "tx-2025"
        assert load.wages("states", 2026)["p50_annual"].notna().any()
    assert Parameters(area="TX").year == 2025


def test_wages_of_one_state_are_newest_for_that_state_alone() -> None:
    with one_off.lent() as folder:
        lend(folder, "states")
        path = folder / NEXT / "states.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([lines[0], *(each for each in lines if each.startswith("TX,"))]))
        assert (Parameters(area="TX").year, Parameters(area="WY").year) == (2026, 2025)


def test_what_is_lent_ends_with_the_loan_and_restores_an_outer_one() -> None:
    assert own_folder() is None
    with one_off.lent() as outer, one_off.lent() as inner:
        assert own_folder() == inner
        os.environ[OWN_VARIABLE] = str(inner)
        inner_held = inner
    assert own_folder() is None and not outer.exists() and not inner_held.exists()


def test_vintages_follow_and_revise_one_another() -> None:
    with one_off.lent() as folder:
        lend(folder, "national", "2025-05-national-2")
        lend(folder, "national")
        names = [path.name for path in holding("national")[-3:]]
        assert names == ["2025-05", "2025-05-national-2", NEXT]
        newest, revised = folder / NEXT, folder / "2025-05-national-2"
        assert before(newest, "national") == revised
        assert before(revised, "national") == load.DATA / "oews" / "2025-05"
        assert named("2025", "national") == named("2025-05-national-2", "national") == revised
        assert before(holding("national")[0], "national") is None


@pytest.mark.parametrize(
    ("since", "vintage"),
    [("2024", "2024-05"), ("2024-05", "2024-05"), ("", ""), ("2002", "2002-11")],
)
def test_since_names_a_vintage(since: str, vintage: str) -> None:
    assert parse([f"since={since}"]).since == vintage


def test_since_is_refused_where_nothing_is_held() -> None:
    with pytest.raises(ParameterError, match="no state wages of '2016' are held; the newest are"):
        parse(["area=TX", "since=2016"])
    with pytest.raises(ParameterError) as refused:
        parse(["area=TZ", "since=2024"])
    assert str(refused.value).count(";") == 1  # the nearest areas, and nothing of the year


def test_chapters_on_request_have_a_cause(project: Layout) -> None:
    committed = replace(project, data=load.DATA)
    assert asked(committed) == []
    assert asked(committed, since="2024-05") == [WHAT_CHANGED]
    with one_off.lent() as folder:
        lend(folder, "national")
        assert asked(committed) == [WHAT_CHANGED]
        assert asked(committed, year=2025) == asked(committed, area="TX") == []
        (folder / OWN_PAY).write_text("role\n")
        assert asked(committed, area="TX") == [YOUR_PAY]
        assert asked(committed) == [WHAT_CHANGED, YOUR_PAY]


def test_wages_of_one_s_own_are_an_edition_of_their_own(project: Layout) -> None:
    with one_off.lent() as folder:
        lend(folder, "national")
        layout = replace(project, data=load.DATA)
        edition = Edition.of({}, layout.build, own=["national M2026.xlsx"])
        assert edition.slug == "us-with-national-m2026" and not edition.is_default
        inputs = Inputs.gather(layout, edition.parameters, own=edition.own)
        told = provenance(edition, layout, inputs)
        assert f"own/{NEXT}/national.csv" in inputs.files
        assert told.command.endswith("--wages 'national M2026.xlsx'")
        assert told.wages == "OEWS, May 2026, national estimates"
        assert "national M2026.xlsx" in told.parameters.values()
        lend(folder, "states", f"{NEXT}-states")
        again = Inputs.gather(layout, edition.parameters, own=edition.own)
        assert again.fingerprint != inputs.fingerprint


def test_a_build_runs_the_chapters_asked_for_and_a_site_leaves_it_out(project: Layout) -> None:
    with one_off.lent() as folder:
        (folder / OWN_PAY).write_text("role\n")
        result = build({"area": "US"}, layout=project, own=["pay.csv"], formats=["html"], jobs=1)
        names = sorted(path.stem for path in result.edition.notebooks.glob("*.ipynb"))
        assert YOUR_PAY in names
        assert build({}, layout=project, own=["pay.csv"], formats=["html"]).status == "unchanged"
    shown, left_out = shelf(project)
    assert not shown
    assert [(each.slug, "pay.csv" in each.why) for each in left_out] == [("us-with-pay", True)]


def test_a_file_lent_makes_its_year_the_edition_s(
    next_year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with lent((next_year,), {}) as own:
        assert parse(told_by(own, [])) == Parameters(area="US", year=2026)
        assert parse(told_by(own, ["year=2024"])).year == 2024
        assert parse(told_by(own, ["area=TX"])).year == 2025
        held = load.wages("national", 2026).set_index("soc_code")["p50_annual"]
        before_it = load.wages("national", 2025).set_index("soc_code")["p50_annual"]
        assert held["31-9092"] == round(before_it["31-9092"] * 1.1, -1)
    told = capsys.readouterr().out
    assert "May 2026, national: for this report alone" in told
    assert 2026 not in load.years("national")


def reading(**areas: list[str]) -> SimpleNamespace:
    """What was read: wages of May 2014 by level, or people, each of these areas."""
    frames = {name: pd.DataFrame({"area": codes}) for name, codes in areas.items()}
    people = frames.pop("people", None)
    wages = [
        SimpleNamespace(month="2014-05", level=level, frame=each) for level, each in frames.items()
    ]
    payrolls = {} if people is None else {"pay.csv": SimpleNamespace(people=people)}
    return SimpleNamespace(wages=wages, payrolls=payrolls)


@pytest.mark.parametrize(
    ("own", "asked", "told"),
    [
        (None, ["area=TX"], []),
        (reading(national=["US"]), [], ["area=US", "year=2014"]),
        (reading(states=["TX", "TX"]), [], ["area=TX", "year=2014"]),
        (reading(states=["TX", "WY"]), [], []),
        (reading(states=["TX", "WY"]), ["area=WY"], ["year=2014"]),
        (reading(states=["TX"]), ["area=US"], []),
        (reading(people=["TX", "TX"]), [], ["area=TX"]),
        (reading(people=["TX", ""]), [], []),
        (reading(people=["TX"]), [" area =WY"], []),
        (reading(states=["TX"]), ["year=2015"], ["area=TX"]),
    ],
)
def test_what_a_file_answers_is_not_asked(own: Any, asked: list[str], told: list[str]) -> None:
    assert told_by(own, asked) == [*asked, *told]


def test_newer_wages_change_the_year_that_saved_chapters_ask_for(project: Layout) -> None:
    chapter = notebooks.read(project.notebooks / "00-answer.ipynb")
    changed = notebooks.of_year(chapter, 2026)
    sources = [cell.source for cell in changed.cells]
    assert "year: int = 2026" in sources[1]
    assert sources[1].replace("2026", "2025") == chapter.cells[1].source
    assert sources[2:] == [cell.source for cell in chapter.cells[2:]]


def test_chapters_on_request_are_run_again_where_they_are_kept_with_outputs(
    project: Layout,
) -> None:
    changed, pay = project.on_request().values()
    before = {path: notebooks.read(path) for path in (changed, pay)}
    before[changed].cells[2].outputs = [shown({"text/plain": "old"})]
    notebooks.write(before[changed], changed)
    assert save_on_request(project, 2026) == [changed]
    after = notebooks.read(changed)
    assert "year: int = 2026" in after.cells[1].source
    assert "old" not in str(after.cells[2].outputs) and after.cells[2].outputs
    assert [cell.execution_count for cell in after.cells if cell.cell_type == "code"] == [1, 2, 3]
    assert notebooks.read(pay) == before[pay]
