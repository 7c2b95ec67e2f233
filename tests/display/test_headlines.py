"""The headline sentences are those that the chapters print, and change with the data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import wage_sheets

from rolereport.data.errors import DataError
from rolereport.data.intake import sides
from rolereport.display import headline_views
from rolereport.display import headlines as headline
from rolereport.display.show import DOLLAR
from rolereport.parameters import Parameters
from rolereport.paths import NOTEBOOKS

CHAPTERS = {
    headline.ANSWER: "00-answer",
    headline.SALARIES: "04-salaries",
    headline.PLACES: "05-pay-by-place",
    headline.TIME: "06-pay-over-time",
}


def printed(chapter: str) -> str:
    """All prose that the saved chapter computed, on one line."""
    cells = json.loads((NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    prose = ["".join(output.get("data", {}).get("text/markdown", "")) for output in outputs]
    return re.sub(r"\s+", " ", " ".join(prose)).replace(DOLLAR, "$").replace("\\*", "*")


def findings(chapter: str) -> list[str]:
    cells = json.loads((NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        for output in cell.get("outputs", []):
            if output["metadata"].get("rolereport", {}).get("kind") == "findings":
                text = "".join(output["data"]["text/plain"])
                return [line.removeprefix("- ") for line in text.splitlines()]
    raise AssertionError(chapter)


@pytest.fixture(scope="module")
def default() -> list[headline.Headline]:
    return headline.headlines(Parameters(year=2025))


@pytest.mark.parametrize("where", CHAPTERS)
def test_every_finding_of_the_saved_chapter_is_there(
    default: list[headline.Headline], where: str
) -> None:
    told = " ".join(each.sentence for each in default if each.where == where)
    assert [line for line in findings(CHAPTERS[where]) if line not in told] == []


def test_no_sentence_is_there_that_its_chapter_does_not_print(
    default: list[headline.Headline],
) -> None:
    prose = {where: printed(chapter) for where, chapter in CHAPTERS.items()}
    assert [each for each in default if each.sentence not in prose[each.where]] == []


def test_an_earlier_year_reads_as_if_it_were_the_newest() -> None:
    told = " ".join(each.sentence for each in headline.headlines(Parameters(year=2023)))
    assert "From 2012 to 2023 the median pay" in told
    assert "2024" not in told and "2025" not in told


def test_a_state_of_which_little_is_published_has_headlines_too() -> None:
    told = headline.headlines(Parameters(area="PR", year=2025))
    assert {each.where for each in told} == set(CHAPTERS)


def test_a_sentence_does_not_end_at_a_saint() -> None:
    parts = headline.SENTENCE_ENDS.split("Pay in St. Louis rose by 2%. That is so. “No.” It fell.")
    assert parts == ["Pay in St. Louis rose by 2%.", "That is so.", "“No.” It fell."]


def test_two_files_are_read_as_two_years_in_turn(tmp_path: Path) -> None:
    """A file of next May counts from the file of this May that it is compared with."""
    files = {}
    for year, median in ((2026, 46_010), (2027, 46_430)):
        row = wage_sheets.changed(
            [*wage_sheets.NATION, *wage_sheets.ASSISTANTS],
            H_MEDIAN=round(median / 2080, 2), A_MEDIAN=median,
        )  # fmt: skip
        path = tmp_path / f"national_M{year}_dl.csv"
        files[year] = sides.side(str(wage_sheets.text(path, wage_sheets.national(row))))
    roles = {"roles": ["medical-assistant"], "area": "US"}
    wordings, why_none = headline_views.wordings_between(files[2026], files[2027], **roles)
    assert why_none == ""
    moved = [each for each in wordings if "the median moved by" in each.old]
    assert [(each.old[:28], each.new[:28]) for each in moved] == [
        ("From May 2025 to May 2026 th", "From May 2026 to May 2027 th"),
    ]


def test_wages_that_a_sentence_cannot_be_made_of_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(side: sides.Side, *_: object) -> None:
        raise DataError(file="wages of 2026", problem="the report stops")

    monkeypatch.setattr(headline_views, "headlines_with", stop)
    held = sides.in_force(2016, "national")
    assert headline_views.wordings_between(held, held) == (
        [],
        "The report's sentences cannot be compared: wages of 2026: the report stops.",
    )
