"""Which occupations came and went, and why."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis import occupation_changes as occupations
from rolereport.analysis.occupation_changes import Why
from rolereport.data import load

NO_BREAKS = pd.DataFrame(columns=["break", "year", "roles", "kind", "title"]).astype("str")
NO_ROLES = pd.DataFrame({"role": ["x"], "soc_code": ["99-9999"]})


def wages(**titles: str) -> pd.DataFrame:
    codes = [code.removeprefix("_").replace("_", "-") for code in titles]
    return pd.DataFrame({"area": "US", "soc_code": codes, "soc_title": titles.values()})


def whys(old: pd.DataFrame, new: pd.DataFrame, breaks: pd.DataFrame = NO_BREAKS) -> dict[str, Why]:
    found = occupations.appeared_or_vanished(old, new)
    told = occupations.explained(found, old, new, breaks, NO_ROLES)
    return dict(zip(found["soc_code"], told, strict=True))


def between(before: int, year: int) -> tuple[pd.DataFrame, dict[str, Why]]:
    old, new = load.wages("national", before), load.wages("national", year)
    breaks = load.table("breaks")
    met = breaks[breaks["year"].between(before + 1, year)]
    found = occupations.appeared_or_vanished(old, new)
    told = occupations.explained(found, old, new, met, load.table("role_soc"))
    return found, dict(zip(found["soc_code"], told, strict=True))


def test_the_same_title_under_another_code_is_told() -> None:
    told = whys(wages(_31_1014="Nursing Assistants"), wages(_31_1131="Nursing assistants"))
    assert told == {
        "31-1131": Why("renumbered", ("31-1014",)),
        "31-1014": Why("renumbered", ("31-1131",)),
    }


def test_a_group_takes_the_place_of_its_members_and_they_of_it() -> None:
    parts, group = wages(_29_2041="Technicians", _29_2043="Paramedics"), wages(_29_2040="Both")
    merged = whys(parts, group)
    assert merged["29-2041"] == Why("merged", ("29-2040",))
    assert merged["29-2040"] == Why("split", ("29-2041", "29-2043"))
    assert whys(group, parts)["29-2041"] == merged["29-2041"]


def test_where_nothing_is_held_nothing_is_told() -> None:
    assert whys(wages(_11_1031="Legislators"), wages(_11_1011="Chiefs"))["11-1031"] == Why()


def test_the_laboratory_split_ends_in_2017() -> None:
    found, told = between(2016, 2017)
    assert {"29-2011", "29-2012"} <= set(found.loc[found["change"] == "removed", "soc_code"])
    # The group was published beside its parts already, so it does not appear.
    assert "29-2010" not in set(found["soc_code"])
    merged = Why("break", title="Technologists and technicians merged")
    assert told["29-2011"] == told["29-2012"] == merged
    assert told["13-1020"] == Why("split", ("13-1021", "13-1022", "13-1023"))
    assert told["51-2092"] == Why()


def test_the_classification_of_2018_renumbers_nursing_assistants() -> None:
    _, told = between(2018, 2019)
    assert told["31-1014"] == Why("renumbered", ("31-1131",))
    assert told["53-3041"] == Why("classification", title="Two job classifications mixed")


def test_one_occupation_goes_in_2025() -> None:
    found, told = between(2024, 2025)
    assert found["soc_title"].tolist() == ["Legislators"]
    assert told == {"11-1031": Why()}


def test_renamed_lines_are_those_of_the_table() -> None:
    found = occupations.renamed(load.wages("national", 2018), load.wages("national", 2019))
    table = load.table("occupation_breaks")
    assert set(found["soc_code"]) >= set(table.loc[table["year"] == 2019, "soc_code"])
    assert found["before"].map(str.casefold).ne(found["after"].map(str.casefold)).all()
