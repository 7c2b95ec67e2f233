"""`rolereport wages diff` in lines of text: the answer first, known answers, eighty columns."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from support import wage_sheets

from rolereport.analysis.wording import Wording
from rolereport.data.errors import DataError
from rolereport.display import release_table, release_text
from rolereport.display.sentences import release_change as said

NONE = [Wording("00", "Median pay: $1.", "Median pay: $1.")]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """The lines of a comparison, without the report's sentences, which take seconds."""
    monkeypatch.setattr(release_text, "wordings_between", lambda old, new: (NONE, ""))
    return lambda old, new, top=10: list(release_text.Changes.between(old, new).lines(top))


def one(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def national(folder: Path, name: str, **cells: object) -> str:
    row = wage_sheets.changed([*wage_sheets.NATION, *wage_sheets.ASSISTANTS], **cells)
    return str(wage_sheets.text(folder / name, wage_sheets.national(row)))


class TestMay2024To2025:
    def test_the_first_lines_are_the_answer(self, told: Callable[..., list[str]]) -> None:
        lines = told("2024", "2025")
        assert one(lines[:2]) == (
            "May 2025 against May 2024, the nation: all 853 lines in both moved; none added, one "
            "removed."
        )
        assert "Only May 2025 (2025) has wages of metropolitan and" in one(lines)
        assert all(len(line) <= release_text.WIDTH for line in lines)

    def test_the_jobs_of_the_report_come_first(self, told: Callable[..., list[str]]) -> None:
        text = one(told("2024", "2025"))
        assert (
            "Laboratory staff: $61,890 → $62,930 (+1.7%, −0.7% after prices); 10th +2.3%, 90th "
            "+3.1%; jobs −2.9% to 332,940; mean +3.1% ±0.7%, more than chance."
        ) in text
        assert "Medication aides (counted as nursing assistants): $39,530 → $42,260" in text
        assert text.index("THE JOBS OF THE REPORT") < text.index("WHAT THE REPORT SAYS")

    def test_the_rest(self, told: Callable[..., list[str]]) -> None:
        lines = told("2024", "2025", 2)
        text = one(lines)
        assert "1 Makeup Artists, Theatrical and… $50,280 $97,150 +93.2% +35.6% ±30.0%" in text
        assert "  3 Timing" not in "\n".join(lines)
        assert "but share four of six panels" in text
        assert "went: 11-1031 Legislators (no reason is held here)" in text
        assert "172 figures are printed now, once at or above the ceiling" in text
        assert "(#), 17 medians among them" in text
        assert "1 Pennsylvania: Lab staff, combined $61,520 $51,680 −16.0%" in text
        assert "print no standard error" in text
        assert "3 Massachusetts: Lab staff, combined" in one(told("2024", "2025"))
        assert "  4 " not in "\n".join(told("2024", "2025", 3))
        assert "BREAK" not in text


class TestBreaks:
    def test_the_laboratory_split_ends(self, told: Callable[..., list[str]]) -> None:
        text = one(told("2016", "2017"))
        assert "BREAK in 2017, technologists and technicians merged" in text
        assert (
            "went: 29-2011 Medical and Clinical Laboratory Technologists (technologists and "
            "technicians merged)"
        ) in text

    def test_the_method_changes(self, told: Callable[..., list[str]]) -> None:
        text = one(told("2020", "2021"))
        assert "BREAK in 2021, new estimation method" in text
        assert "72 occupations came and 30 occupations went." in text
        assert "(once within its group, 11-2030)" in text
        assert "and 98 more: --report writes them all" in text

    def test_backwards_the_same_break_is_met(self, told: Callable[..., list[str]]) -> None:
        text = one(told("2021", "2020"))
        assert text.startswith("May 2020 against May 2021")
        assert "BREAK in 2021, new estimation method" in text

    def test_a_role_of_another_line_is_not_compared(self, told: Callable[..., list[str]]) -> None:
        assert ("Medication aides are not compared: their line was 31-1014 and is 31-1131.") in one(
            told("2018", "2019")
        )

    def test_years_apart_the_samples_share_no_panel(self, told: Callable[..., list[str]]) -> None:
        assert "The two samples share no panel." in one(told("2012", "2016"))


class TestOneMonth:
    def test_nothing_changed(self, told: Callable[..., list[str]]) -> None:
        lines = told("2016", "2016-05")
        assert lines[0].startswith("Nothing changed from 2016 to 2016-05: May 2016")
        assert len(lines) <= 2

    def test_three_cells_revised(self, told: Callable[..., list[str]], tmp_path: Path) -> None:
        old = national(tmp_path, "national_M2025_dl.csv")
        new = national(
            tmp_path, "national_M2025_v2.csv", H_MEDIAN=22.12, A_MEDIAN=46010, TOT_EMP=817880
        )
        text = one(told(old, new))
        assert "of 853 lines in both, one was revised; none added, none removed." in text
        assert "has a part of the nation; 851 lines stay as they are held." in text
        assert "pay itself did not move" in text
        assert "Medical assistants: $45,690 → $46,010 (+0.7%);" in text
        assert "after prices" not in text and "chance" not in text
        path = tmp_path / "changes.csv"
        assert release_text.Changes.between(old, new).write(path) == 1
        with path.open(encoding="utf-8", newline="") as lines:
            (row,) = csv.DictReader(lines)
        assert row["Figures that differ"] == "3"
        assert [row[f"median, annual, {side}"] for side in ("before", "after")] == [
            "45690", "46010",
        ]  # fmt: skip

    def test_a_figure_that_is_withheld_now(
        self, told: Callable[..., list[str]], tmp_path: Path
    ) -> None:
        old = national(tmp_path, "national_M2025_dl.csv")
        new = national(tmp_path, "national_M2025_v2.csv", H_PCT90="#", A_PCT90="#")
        text = one(told(old, new))
        assert "Two figures are printed no more, now at or above the ceiling" in text


class TestTable:
    def test_no_cell_is_a_formula(self, tmp_path: Path) -> None:
        table = pd.DataFrame({"Occupation": ["=HYPERLINK(1)", "@job"], "jobs, before": [1.0, None]})
        release_table.write_changes([table], tmp_path / "changes.csv")
        text = (tmp_path / "changes.csv").read_text(encoding="utf-8")
        assert text == "Occupation,\"jobs, before\"\n'=HYPERLINK(1),1.0\n'@job,\n"

    def test_codes_stand_where_no_number_does(self) -> None:
        changes = release_text.Changes.between("2024", "2025")
        table = release_table.changed_lines("national", changes.pairs["national"], {})
        row = table.set_index("SOC code").loc["29-1243"]
        assert row["Occupation"] == "Pediatric Surgeons"
        assert row["median, annual, before"] == "#"
        assert float(row["median, annual, after"]) > 239_200
        assert len(table) == 854


def test_sides_without_a_common_level_are_refused(tmp_path: Path) -> None:
    row = [*wage_sheets.TEXAS, *wage_sheets.ASSISTANTS]
    path = wage_sheets.text(tmp_path / "state_M2025_dl.csv", [wage_sheets.HEADER, row])
    with pytest.raises(DataError, match=r"Only .* has wages of the nation"):
        release_text.Changes.between("2016", str(path))


class TestWords:
    def test_what_differs_is_marked(self) -> None:
        told = said.marked(Wording("00", "Pay was $1,200 in May.", "Pay is $1,300 in May, too."))
        assert told == "Pay [was $1,200 → is $1,300] in May[now: , too]."
        gone = said.marked(Wording("00", "It fell a little then.", "It fell then."))
        assert gone == "It fell [before: a little] then."

    def test_sentences_are_counted_and_the_first_shown(self) -> None:
        differing = [
            Wording("04, salaries", f"It paid {n} cents.", f"It pays {n} cents.") for n in range(9)
        ]
        lines = list(release_text.told([*differing, *NONE], every=False))
        assert lines[0].startswith("Nine of the report's ten headline sentences read differently.")
        assert lines[1] == "(04) It [paid → pays] 0 cents."
        assert lines[-1] == "5 more: show them with --sentences."
        assert len(list(release_text.told(differing, every=True))) == 10

    def test_none_differs(self) -> None:
        two = "None of the report's two headline sentences reads differently."
        assert said.how_many_differ([*NONE, *NONE]) == two
