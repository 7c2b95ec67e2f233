"""Chapter 10 in words: who moved most, old and new wording, what came and went."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from rolereport.analysis import occupation_changes, release_change
from rolereport.analysis.wording import Wording
from rolereport.data import load
from rolereport.data.intake import sides
from rolereport.data.wages import of_area
from rolereport.display.labels import with_labels
from rolereport.display.sentences import what_changed as said

ROLES = ["laboratory-combined", "medication-aide", "medical-assistant"]
NAN = float("nan")
NO_BREAK = load.table("breaks").head(0)


@pytest.fixture(scope="module")
def both() -> tuple[sides.Side, sides.Side]:
    new = sides.in_force(2025, "national")
    old = sides.before(new, "national")
    assert old is not None
    return old, new


@pytest.fixture(scope="module")
def moved(both: tuple[sides.Side, sides.Side]) -> pd.DataFrame:
    soc, named = load.role_soc(ROLES), load.roles(ROLES)
    then, now = (
        with_labels(of_area(side.wages["national"], soc, ROLES, "US", side.year), named)
        for side in both
    )
    return release_change.role_moves(now, then)


class TestRoles:
    def test_findings_name_the_furthest_and_no_break(
        self, moved: pd.DataFrame, both: tuple[sides.Side, sides.Side]
    ) -> None:
        assert said.findings(moved, [], NO_BREAK, both, 0.0236) == [
            "The median of medication aides (counted as nursing assistants) moved by +6.9% (+4.4% "
            "after prices), the furthest of the jobs compared.",
            "No break of method or classification that is held here lies between the two.",
        ]

    def test_a_break_is_told(self) -> None:
        met = load.table("breaks").query("year == 2021 and roles == 'all'")
        assert said.broken_by(met) == (
            "The series breaks in between (new estimation method), so part of that is not a change "
            "in pay."
        )

    def test_a_revision_is_not_called_a_move_nor_freed_of_prices(self, moved: pd.DataFrame) -> None:
        told = said.most(moved, 0.0236, same=True)
        assert "was revised by +6.9%" in told and "prices" not in told

    def test_prices_taken_out_already_are_not_taken_out_again(self, moved: pd.DataFrame) -> None:
        assert "prices" not in said.most(moved, 0.0, same=False)
        assert "prices" not in said.most(moved, NAN, same=False)

    def test_rows_hold_four_points_a_role_and_the_mean_its_margin(
        self, moved: pd.DataFrame
    ) -> None:
        rows = said.role_rows(moved)
        assert rows["label"].tolist() == list(said.POINTS.values()) * 3
        means = rows[rows["label"] == "Mean"]
        assert ((means["high"] - means["low"]) / 2).to_numpy() == pytest.approx(moved["margin"])
        assert rows.loc[rows["label"] != "Mean", "low"].isna().all()

    def test_title_and_alternative_text(
        self, moved: pd.DataFrame, both: tuple[sides.Side, sides.Side]
    ) -> None:
        title = said.roles_title(moved, *both)
        assert title == (
            "Median pay, May 2025 against May 2024: laboratory staff +1.7%, medication aides "
            "+6.9%, medical assistants +3.4%"
        )
        assert "Laboratory staff: 10th percentile +2.3%, median +1.7%" in said.roles_alt(
            moved, *both
        )
        assert said.roles_title(moved.head(0), *both).startswith("No median")

    def test_nothing_before_ends_the_chapter(self) -> None:
        ended = said.alone(None)
        assert ended is not None and ended.about["kind"] == "end"
        assert said.alone(sides.in_force(2025, "national")) is None


class TestWording:
    DIFFERS = Wording("04, salaries", "Pay < $5 & *in* May 2024 | here.", "Pay in May 2025.")

    def test_old_and_new_stand_side_by_side_with_words_marked(self) -> None:
        told = said.side_by_side([Wording("00, a", "It fell by 2%.", "It fell by 3%.")])
        assert told == [
            "**Chapter 00, a**",
            "| Before | Now |\n|:--|:--|\n"
            "| It fell by <del>2%</del>. | It fell by <ins>3%</ins>. |",
        ]

    def test_what_a_sentence_holds_is_no_markup(self) -> None:
        _, table = said.side_by_side([self.DIFFERS])
        row = table.splitlines()[-1]
        assert "&lt;" in row and "&amp;" in row
        assert len(re.findall(r"(?<!\\)\|", row)) == 3

    def test_a_sentence_on_one_side_only(self) -> None:
        _, table = said.side_by_side([Wording("00", "", "It is new.")])
        assert table.splitlines()[-1] == "| *not said* | <ins>It is new.</ins> |"

    def test_what_is_the_same_is_only_counted(self) -> None:
        same = Wording("00", "No.", "No.")
        told = said.sentences_told([same, same], "")
        assert told == ["None of the report's two headline sentences reads differently."]
        assert said.sentences_told([], "They cannot be compared.") == ["They cannot be compared."]


class TestMoves:
    @pytest.fixture
    def every(self, both: tuple[sides.Side, sides.Side]) -> pd.DataFrame:
        return said.named(release_change.moves(*(each.wages["national"] for each in both), 100))

    def test_the_title_counts_what_is_more_than_chance(self, every: pd.DataFrame) -> None:
        top = every.head(10)
        assert said.moves_title(top) == (
            "Of the ten largest moves, six are more than chance explains, judged by the mean"
        )
        assert int(top["beyond"].sum()) == 6
        assert said.verdicts(top)[:3] == ["yes", "yes", "no"]

    def test_one_move_is_named_and_none_beyond_chance_is_said(self, every: pd.DataFrame) -> None:
        assert said.moves_title(every.head(1)).endswith("theatrical and performance: +93.2%")
        within = every[~every["beyond"].fillna(True).astype(bool)].head(3)
        assert said.moves_title(within) == (
            "None of the three largest moves is more than chance explains, judged by the mean"
        )

    def test_without_errors_none_is_judged(self, every: pd.DataFrame) -> None:
        bare = every.head(3).assign(margin=NAN, beyond=pd.NA)
        assert said.moves_title(bare) == (
            "Furthest moved the median of makeup artists, theatrical and performance: +93.2%"
        )
        assert said.verdicts(bare) == ["not known"] * 3

    def test_the_caption_says_what_the_samples_share(
        self, every: pd.DataFrame, both: tuple[sides.Side, sides.Side]
    ) -> None:
        caption = said.moves_caption(every, 100, *both)
        assert caption.startswith("Of 808 medians of lines with 100 jobs or more, the middle one")
        assert "share four of six panels: the true margin is narrower" in caption

    def test_an_occupation_that_the_report_does_not_know_keeps_its_title(self) -> None:
        rows = pd.DataFrame({"soc_code": ["29-2010", "99-9999"], "soc_title": ["X", "Y"]})
        assert said.named(rows)["name"].tolist() == [
            "Clinical laboratory technologists and technicians", "Y",
        ]  # fmt: skip


class TestOccupations:
    def test_each_has_what_happened_and_why(self) -> None:
        old, new = load.wages("national", 2016), load.wages("national", 2017)
        found = said.named(occupation_changes.appeared_or_vanished(old, new))
        breaks = release_change.breaks_between(load.table("breaks"), 2016, 2017)
        whys = occupation_changes.explained(found, old, new, breaks, load.table("role_soc"))
        rows = said.occupation_rows(found, whys).set_index("soc_code")
        assert tuple(rows.loc["29-2011", ["what", "why"]]) == (
            "gone", "technologists and technicians merged",
        )  # fmt: skip
        assert tuple(rows.loc["13-1021", ["what", "why"]]) == (
            "gone", "now within its group, 13-1020",
        )  # fmt: skip
        assert rows.loc["13-1020", "why"] == "once apart, as 13-1021, 13-1022 and 13-1023"

    def test_renamed_lines_are_counted_and_the_first_named(self) -> None:
        rows = pd.DataFrame({"soc_code": ["x"] * 7, "before": ["A"] * 7, "after": ["B"] * 7})
        (told,) = said.renamed(rows)
        assert told.startswith("Seven lines have another title: x is now “B”, once “A”; ")
        assert told.endswith("; and two more.")
        assert said.renamed(rows.head(0)) == []


def test_a_revision_is_no_way_from_a_month_to_itself(both: tuple[sides.Side, sides.Side]) -> None:
    old, new = both
    assert said.both(old, new) == f"{old.title} and {new.title}"
    assert said.between(old, new) == f"from {old.title} to {new.title}"
    revised = replace(new, name="2025-05-national-2")
    assert said.both(new, revised) == f"{new.title} as held before and as revised"
    assert said.between(new, revised) == f"in the revision of {new.title}"
    assert said.moves_subtitle(new, revised, "Texas").startswith(
        f"Change of the published median in the revision of {new.title}, Texas (dot)"
    )


def test_caveats_of_one_side_are_told(both: tuple[sides.Side, sides.Side]) -> None:
    rows = said.caveat_rows(*both, "national")
    assert rows["estimates"].tolist() == ["May 2025"]
    assert "no figure is top-coded" in rows["caveat"].iloc[0]
