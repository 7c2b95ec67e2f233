"""The tables that lessons read: cut from the project's data, small enough for any laptop.

A lesson runs where nothing of this project is installed, so its tables lie beside it as plain CSV.
`write` makes them; what it wrote is committed, and a test holds the two equal. Tables whose name
ends in `-answers` stay with the teacher.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from rolereport.classroom import jackson_state
from rolereport.data import load
from rolereport.paths import NOTEBOOKS

FOLDER = NOTEBOOKS / "classroom" / "data"
ANSWERS = "-answers"  # the end of the name of a table that students do not get
NATION = "US"
EARLIER = 2015  # the last year held in which states tell technologists from technicians
PERCENTILES = ("p10", "p25", "p50", "p75", "p90")
ANNUAL = [f"{point}_annual" for point in PERCENTILES]
HOURLY = [f"{point}_hourly" for point in PERCENTILES]
PAY = ["employment", "employment_rse", "mean_annual", "mean_rse", *ANNUAL, "mean_hourly", *HOURLY]
CLAIM_SHOWN = [
    "claim", "line", "section", "quote", "statement", "subject_as_named", "kind", "figure", "unit",
    "measure", "figure_year",
]  # fmt: skip
CLAIM_ANSWERED = [
    "claim", "roles_described", "verdict", "error", "finding", "correction", "figure_role",
    "source_ids",
]  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A table of the pack.

    Parameters
    ----------
    make
        Cuts it from the project's data.
    about
        What a row is, and what to keep in mind.
    origin
        Who published what it was cut from.
    """

    make: Callable[[], pd.DataFrame]
    about: str
    origin: str


def own_lines() -> pd.DataFrame:
    """The wage lines that measure one role and nothing else, with their first and last year."""
    lines = load.table("role_soc")
    return lines[lines["relation"] == "own"].reset_index(drop=True)


def wages() -> pd.DataFrame:
    """Pay of each measured role in each state and the nation, newest year."""
    year = load.years("states")[-1]
    return _by_area(year)


def wages_earlier() -> pd.DataFrame:
    """Pay of each measured role in each state and the nation in 2015, hourly pay included."""
    return _by_area(EARLIER)


def history() -> pd.DataFrame:
    """National pay of each wage line of our roles, every year since 2002."""
    lines = load.table("role_soc")
    pay = load.wages("national", codes={*lines["soc_code"]})
    pay["soc_title"] = pay["soc_title"].str.capitalize()
    pay["source_id"] = pay["year"].map(_survey)
    pay["month"] = pay["source_id"].str.removeprefix("OEWS-")
    columns = ["year", "month", "soc_code", "soc_title", *PAY, "source_id"]
    return pay[columns].sort_values(["soc_code", "year"])


def roles() -> pd.DataFrame:
    """The roles: names, what each is, and under which role its pay is published."""
    table = load.table("roles")
    table["pay_published_under"] = table["role"].map(_published_under())
    return table[
        ["role", "title", "noun", "plural", "kind", "family", "called_med_tech", "summary",
         "workplace", "supervision", "patient_contact", "entry_education", "measured",
         "measured_note", "pay_published_under"]
    ]  # fmt: skip


def licensing_lists() -> pd.DataFrame:
    """Four lists of states that license laboratory staff: a row for each list and state.

    Our notes on them are left out: they say what a lesson asks.
    """
    lists = load.table("licensing_lists")
    lists = lists[(lists["occupation"] == "laboratory") & (lists["areas"] != "")]
    lists = lists.assign(state=lists["areas"].str.split("; ")).explode("state")
    return lists[["list", "as_of", "stated_count", "state", "source_id", "grade"]]


def licensure() -> pd.DataFrame:
    """What the law of each state says, with the dates from and to which it held."""
    return load.table("licensure").drop(columns=["renewal_months"])


def claims() -> pd.DataFrame:
    """The article's statements, without what became of them."""
    return load.table("claims")[CLAIM_SHOWN]


def claims_answers() -> pd.DataFrame:
    """What became of the article's statements."""
    return load.table("claims")[CLAIM_ANSWERED]


def areas() -> pd.DataFrame:
    """The nation and the states that have wages, by postal code."""
    table = load.table("areas")
    return table[table["kind"].isin(["nation", "state"])][["area", "title"]]


def sources() -> pd.DataFrame:
    """Title, publisher, address and date of every source that another table names."""
    table = load.sources()
    named = {each for frame in _citing() for each in _ids(frame)}
    return table[table["source_id"].isin(named)][
        ["source_id", "title", "publisher", "url", "date", "grade"]
    ]


@cache
def names() -> tuple[dict[str, str], dict[str, str]]:
    """The names of areas by code, and of roles, in the plural, by slug."""
    places, jobs = areas(), load.table("roles")
    return (
        dict(zip(places["area"], places["title"], strict=True)),
        dict(zip(jobs["role"], jobs["plural"], strict=True)),
    )


def write(folder: Path = FOLDER) -> list[Path]:
    """Write every table of the pack, and what they are, to `folder`; return the files.

    Raises
    ------
    DataError
        If a table that they are cut from is damaged.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        text = _whole(table.make()).to_csv(index=False, lineterminator="\n")
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    (folder / "README.md").write_text(_readme(), encoding="utf-8", newline="\n")
    return [*(folder / f"{name}.csv" for name in TABLES), folder / "README.md"]


def _by_area(year: int) -> pd.DataFrame:
    lines = _lines_of(year)
    codes = {*lines["soc_code"]}
    levels = [load.wages(level, year, codes=codes) for level in ("national", "states")]
    pay = pd.concat(levels, ignore_index=True).merge(lines, on="soc_code")
    named = pay.merge(areas().rename(columns={"title": "area_name"}), on="area")
    named["source_id"] = _survey(year)
    columns = ["year", "area", "area_name", "role", "role_name", "soc_code", *PAY, "source_id"]
    ordered = named.assign(first=named["area"] != NATION).sort_values(["first", "area", "role"])
    return ordered[columns]


def _lines_of(year: int) -> pd.DataFrame:
    lines = own_lines()
    runs = (lines["first_year"] <= year) & ~(lines["last_year"] < year)
    names = load.table("roles").set_index("role")["plural"]
    roles_alone = lines[runs & lines["role"].isin(names.index)]
    return roles_alone.assign(role_name=roles_alone["role"].map(names))[
        ["role", "role_name", "soc_code"]
    ]


def _published_under() -> dict[str, str]:
    lines = load.table("role_soc")
    current = lines[lines["last_year"].isna()]
    own = current[current["relation"] == "own"].set_index("soc_code")["role"]
    return dict(zip(current["role"], current["soc_code"].map(own), strict=True))


def _survey(year: int) -> str:
    return f"OEWS-{load.sidecar(year)['reference_month']}"


def _citing() -> list[pd.DataFrame]:
    return [table.make() for name, table in TABLES.items() if name != "sources"]


def _ids(frame: pd.DataFrame) -> set[str]:
    cited = [frame[column] for column in ("source_id", "source_ids") if column in frame]
    return {each for column in cited for cell in column.unique() for each in cell.split("; ")}


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Whole numbers as such, so that no count is written 332940.0."""
    return frame.convert_dtypes()


def _readme() -> str:
    rows = [f"| `{name}.csv` | {table.about} | {table.origin} |" for name, table in TABLES.items()]
    return "\n".join([README, *rows, "", README_END])


BLS = "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics"
GATHERED = "gathered from the pages named in each row; our own words"
TABLES = {
    "wages": Table(
        wages,
        "Jobs and pay of one role in one area in the newest year. States have annual percentiles "
        "and jobs alone; the nation has means, hourly pay and standard errors too.",
        BLS,
    ),
    "wages-2015": Table(
        wages_earlier,
        "The same for May 2015, with hourly pay and standard errors for every state. Technologists "
        "and technicians still stand apart; Puerto Rico is missing.",
        BLS,
    ),
    "history": Table(
        history,
        "National jobs and pay of one wage line in one year since 2002. Lines end and begin where "
        "the classification changed: see breaks.csv.",
        BLS,
    ),
    "breaks": Table(lambda: load.table("breaks"), "A year in which a line changes meaning.", BLS),
    "roles": Table(
        roles,
        "A job as this report tells them apart; pay_published_under names the role whose wage line "
        "holds it today.",
        "our own words, from the sources of the report",
    ),
    "duties": Table(
        lambda: load.table("duties"),
        "A duty of a job, from the federal list of tasks or a state's rule.",
        GATHERED,
    ),
    "titles": Table(
        lambda: load.table("role_titles"), "A title under which a role goes, and where.", GATHERED
    ),
    "acronyms": Table(
        lambda: load.table("acronyms"), "One thing that letters stand for.", GATHERED
    ),
    "claims": Table(claims, "A statement of the article.", "the article, and our paraphrase"),
    "claims-answers": Table(
        claims_answers,
        "What became of that statement. Students do not get this table.",
        "the report, from the sources named in source_ids",
    ),
    "pathways": Table(lambda: load.table("pathways"), "A way into a job.", GATHERED),
    "stages": Table(
        lambda: load.table("stages"),
        "A stage of a pathway, its months at least, typically and at most. A stage that is not "
        "counted lies before the job or after its first pay.",
        GATHERED,
    ),
    "costs": Table(lambda: load.table("costs"), "A price, with its date.", GATHERED),
    "jackson-state-costs": Table(
        jackson_state.sheet,
        "A line of one college's cost sheet for laboratory technicians, its amounts and totals as "
        "the college states them; empty where the copy that was read shows no amount.",
        "Jackson State Community College",
    ),
    "licensing-lists": Table(
        licensing_lists,
        "A state on one of four lists of states that license laboratory staff. as_of is empty "
        "where the list bears no date.",
        GATHERED,
    ),
    "licensure": Table(
        licensure,
        "What the law of a state says, from when and to when it held, and when that was read.",
        GATHERED,
    ),
    "areas": Table(areas, "The nation or a state.", "postal codes and names"),
    "sources": Table(sources, "A source that another table names.", "the pages themselves"),
}
README = """# Tables of the lessons

Made by `rolereport classroom pack` from the project's `data/`, and not edited by hand. Money is in
dollars of the year of the row. An empty cell is a figure that was not published, which is not zero.
A percentile such as `p10_annual` is the pay below which 10 of 100 jobs lie. `employment_rse` and
`mean_rse` are relative standard errors in percent.

| table | a row is | published by |
|---|---|---|"""
README_END = """`source_id` and `source_ids` are resolved in `sources.csv`. Text and tables
CC BY 4.0; wages are a work of the US Government in the public domain.
"""
