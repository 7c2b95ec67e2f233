"""The lessons' tables are what the package cuts from the project's data, and hold together."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from rolereport.classroom import jackson_state, pack
from rolereport.data import load


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(pack.FOLDER / f"{name}.csv")


def test_the_committed_tables_are_what_the_package_writes(tmp_path: Path) -> None:
    written = {path.name: path.read_bytes() for path in pack.write(tmp_path)}
    committed = {path.name: path.read_bytes() for path in pack.FOLDER.iterdir()}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_every_measured_role_has_all_percentiles_in_every_state_and_the_nation() -> None:
    wages = read("wages")
    assert wages.groupby("role")["area"].nunique().eq(53).all()
    assert wages[["employment", *pack.ANNUAL]].notna().all(axis=None)
    assert wages.loc[wages["area"] == "US", pack.PAY].notna().all(axis=None)


def test_wages_are_the_survey_s() -> None:
    wages = read("wages").set_index(["area", "role"])
    known = load.wages("states", 2025, areas=["TX"], codes=["31-9092"]).iloc[0]
    cells = ["employment", *pack.ANNUAL]
    assert wages.loc[("TX", "medical-assistant"), cells].tolist() == known[cells].tolist()


def test_no_role_is_paid_under_another_s_line() -> None:
    roles = read("roles").set_index("role")
    measured = {*roles.index[roles["measured"] == "own"]}
    assert {*read("wages")["role"]} == measured
    assert roles.loc[[*measured], "pay_published_under"].tolist() == [*measured]
    assert roles.loc["laboratory-technologist", "pay_published_under"] == "laboratory-combined"
    assert roles.loc["medication-aide", "pay_published_under"] == "nursing-assistant"


def test_technologists_and_technicians_end_with_2016() -> None:
    last = read("history").groupby("soc_code")["year"].max()
    assert last[["29-2011", "29-2012", "29-2010"]].tolist() == [2016, 2016, 2025]


def test_the_earlier_table_is_of_the_last_year_held_that_tells_states_halves_apart() -> None:
    halves = {"29-2011", "29-2012"}
    apart = [y for y in load.years("states") if halves <= {*load.wages("states", y)["soc_code"]}]
    assert apart[-1] == pack.EARLIER


def test_the_table_of_claims_tells_no_answer() -> None:
    shown, answers = read("claims"), read("claims-answers")
    assert {*shown.columns} & {*answers.columns} == {"claim"}
    assert shown["claim"].tolist() == answers["claim"].tolist()


@pytest.mark.parametrize("name", [name for name in pack.TABLES if name != "sources"])
def test_cited_sources_are_listed(name: str) -> None:
    frame = pack.TABLES[name].make()
    cited = pd.concat([frame[each] for each in ("source_id", "source_ids") if each in frame] or
                      [pd.Series(dtype=str)])  # fmt: skip
    ids = {each for cell in cited for each in cell.split("; ")} - {""}
    assert ids <= {*read("sources")["source_id"]}


def test_the_cost_sheet_has_the_gaps_that_the_report_warns_of() -> None:
    sheet = read("jackson-state-costs")
    items = sheet[sheet["line"] == "item"].groupby("term")["amount_usd"].sum()
    totals = sheet[sheet["line"] == "term total"].set_index("term")["amount_usd"]
    short = (totals - items).round(2)
    first_five = [*jackson_state.TERMS][:5]
    assert short[first_five].tolist() == [250, 200, 855, 290, 300]
    costs = load.table("costs").set_index("cost")
    stated = costs.loc["jackson-state-mlt-programme"]
    assert stated["amount_usd"] == jackson_state.PROGRAMME
    assert f"${totals.sum():,.2f}" in stated["note"]
    assert short["After graduation"] == 0
    assert stated["source_url"] == jackson_state.URL
