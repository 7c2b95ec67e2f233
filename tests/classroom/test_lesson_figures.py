"""What lessons tell in words is what their tables hold."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import pandas as pd
import pytest

from rolereport.classroom.masters import FOLDER, masters

ALONE = r"<span>\$</span>"  # where another price stands beside it
TECHNOLOGISTS, TECHNICIANS, BOTH = "29-2011", "29-2012", "29-2010"
LABORATORY = [TECHNOLOGISTS, TECHNICIANS, BOTH]


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / "data" / f"{name}.csv")


def figure(code: str, year: int, column: str = "p50_annual") -> int:
    rows = table("history").set_index(["soc_code", "year"])
    return int(rows[column][code, year])


def last_month() -> str:
    return f"May {table('wages')['year'].max()}"


def dollars(amount: float) -> str:
    return rf"\${amount:,.2f}".removesuffix(".00")


def why_the_line_stops() -> list[str]:
    alone, both = figure(TECHNOLOGISTS, 2016), figure(BOTH, 2017)
    jobs = [figure(code, 2016, "employment") for code in (TECHNOLOGISTS, TECHNICIANS)]
    step = both - figure(BOTH, 2016)
    apart = [figure(code, 2016) for code in (TECHNOLOGISTS, TECHNICIANS)]
    return [
        *(f"{count:,} |" for count in jobs),
        f"all {sum(jobs):,} jobs",
        *(dollars(pay) for pay in apart),
        f"**d** {dollars(sum(apart))}",
        f"{dollars(alone)} in May 2016 and {dollars(both)} in May 2017",
        f"{dollars(alone - both)}, or {(alone - both) / alone * 100:.0f} percent, less",
        f"from {dollars(both - step)} to {dollars(both)}",
        f"laboratory pay rose by {dollars(step)}",
    ]


def until_the_first_pay() -> list[str]:
    sheet = table("jackson-state-costs").groupby("line")["amount_usd"].sum()
    parts = table("jackson-state-costs").pivot_table("amount_usd", "term", "line", "sum")
    right = (parts["item"] - parts["term total"]).abs() < 0.005
    assert right.sum() == 1
    assert sheet["term total"] < sheet["programme total"]
    missouri = table("stages").query("pathway == 'MED-MO' and kind != 'prerequisite'")
    return [
        f"holds {len(table('pathways'))} ways",
        f"**a** The programme costs {dollars(sheet['programme total'])}",
        f"{dollars(sheet['item'])}, the sum of all items",
        f"states {dollars(sheet['programme total'])}; the totals of its seven parts add up to less",
        *(
            f"| {row.stage} | {row.typical_months:g} | {row.paid} |"
            for row in missouri[missouri["counted"] == "yes"].itertuples()
        ),
    ]


def four_lists_of_states() -> list[str]:
    lists = table("licensing-lists").groupby("list")["stated_count"].first()
    ended = pd.Timestamp(table("licensure").set_index("state")["valid_to"]["RI"])
    assert list(lists[["minnesota-2017", "ioils-2023"]]) == [12, 11]
    assert list(lists[["ascls-earlier", "ascls-present"]]) == [11, 10]
    return [
        f"ended on {ended.day} {ended:%B %Y}",
        "ten, eleven, eleven and twelve",
        "| June 2017 | 12 states |",
        "| 11 states and Puerto Rico |",
        "| 10 states and Puerto Rico |",
    ]


def what_percentiles_allow() -> list[str]:
    points = [figure(TECHNOLOGISTS, 2016, f"p{point}_annual") for point in (10, 25, 50, 75, 90)]
    history = table("history").query("soc_code in @LABORATORY")
    least = (15 * points[0] + 25 * points[1]) / 50
    said = table("claims").set_index("claim")["figure"]
    mean, median, top = (int(said[claim]) for claim in ("CL65", "CL66", "CL67"))
    assert ((100 * mean - 10 * top - 40 * top) / 50, least) == (54000, 38150)
    return [
        *map(dollars, points),
        *map(dollars, (mean, median, top)),
        f"15 × {points[0]:,} + 25 × {points[1]:,}",
        f"tenth of med techs averages {dollars(figure(BOTH, 2025, 'p90_annual'))}",
        f"from {history['year'].min()} to {history['year'].max()}",
        f"in your own state, for {last_month()}",
    ]


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("04-why-the-line-stops", why_the_line_stops),
        ("05-until-the-first-pay", until_the_first_pay),
        ("06-four-lists-of-states", four_lists_of_states),
        ("07-what-percentiles-allow", what_percentiles_allow),
    ],
)
def test_figures_in_prose_are_those_of_the_tables(slug: str, told: Callable[[], list[str]]) -> None:
    master = next(path for path in masters() if path.stem == slug)
    cells = nbformat.read(master, as_version=4).cells
    prose = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    prose = " ".join(prose.split()).replace(ALONE, r"\$")
    assert [text for text in told() if text not in prose] == []
