"""Citations are found by identifier and by address, and a loose end is seen."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from rolereport.analysis import citations
from rolereport.data import catalogue

SOURCES = pd.DataFrame(
    {
        "source_id": ["A1", "A2", "A3", "A4"],
        "url": ["https://one.example", "https://shared.example", "https://shared.example", ""],
    }
)
TABLES = {
    "claims": pd.DataFrame({"claim": ["x", "y"], "source_ids": ["A1; A2", "A1"]}),
    "stages": pd.DataFrame({"source_url": ["https://one.example", ""]}),
    "fees": pd.DataFrame({"fee_source_id": ["A4", ""], "source_id": ["A4", "A3"]}),
    "plain": pd.DataFrame({"source": ["A3"]}),
}


def test_each_source_has_the_tables_and_rows_that_cite_it() -> None:
    found = citations.citations(TABLES, SOURCES)
    assert found.to_numpy().tolist() == [
        ["A1", "claims", 2], ["A1", "stages", 1], ["A2", "claims", 1], ["A3", "fees", 1],
        ["A4", "fees", 1],
    ]  # fmt: skip


def test_an_address_that_two_sources_share_names_neither() -> None:
    tables = {"stages": pd.DataFrame({"source_url": ["https://shared.example"]})}
    assert citations.citations(tables, SOURCES).empty
    assert citations.unlisted(tables, SOURCES).empty


@pytest.mark.parametrize("column", ["source_id", "source_url"])
def test_a_citation_that_leads_nowhere_is_told(column: str) -> None:
    tables = {**TABLES, "costs": pd.DataFrame({column: ["", "https://nowhere.example"]})}
    found = citations.unlisted(tables, SOURCES)
    assert found.to_numpy().tolist() == [["costs", 1, "https://nowhere.example"]]
    assert citations.citation_check(tables, SOURCES)["departing"].tolist() == [1]


def test_every_citation_in_the_data_is_listed() -> None:
    tables = catalogue.tables()
    assert citations.unlisted(tables, tables.pop("sources")).empty


def test_no_table_no_citation() -> None:
    assert citations.citations({}, SOURCES).empty


def test_citations_of_the_tables_are_those_of_every_cell_looked_at() -> None:
    tables = catalogue.tables()
    found = [
        column.str.split("; ").explode().loc[lambda cells: cells != ""].to_list()
        for frame in tables.values()
        for name, column in frame.items()
        if str(name).endswith(("source_id", "source_ids")) or name == "source_url"
    ]
    cited = citations._cited(tables)
    assert [each for *_, each in cited] == [*itertools.chain(*found)]
    nothing = citations.unlisted({}, SOURCES)
    assert nothing.dtypes.astype(str).to_list() == ["str", "int64", "str"]
