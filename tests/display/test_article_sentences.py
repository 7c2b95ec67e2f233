"""What chapter 08 says of the article, held to the claims and to published pay."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import claim_evidence, contradictions
from rolereport.analysis import claims as audit
from rolereport.data import load, wages
from rolereport.display import audit as rows
from rolereport.display.labels import with_labels
from rolereport.display.sentences import article

TECHNOLOGIST = "laboratory-technologist"


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return load.table("claims")


@pytest.fixture(scope="module")
def titles() -> pd.DataFrame:
    return load.table("roles")


@pytest.fixture(scope="module")
def pay(titles: pd.DataFrame) -> pd.DataFrame:
    jobs = list(titles.loc[titles["kind"] != "neighbour", "role"])
    carried = wages.of_roles(load.wages("national"), load.table("role_soc"), jobs)
    return carried[carried["relation"] != "combined"]


@pytest.fixture(scope="module")
def judged(claims: pd.DataFrame, pay: pd.DataFrame) -> pd.DataFrame:
    told = claims[["claim", "subject_as_named", "roles_described"]]
    return claim_evidence.with_published_range(audit.judge_figures(claims, pay).merge(told), pay)


@pytest.fixture(scope="module")
def near(pay: pd.DataFrame, titles: pd.DataFrame) -> pd.DataFrame:
    found = [audit.fits(figure, pay).assign(figure=figure) for figure in (32_000.0, 63_000.0)]
    return rows.fit_rows(pd.concat(found), pay, titles)


@pytest.fixture(scope="module")
def given(judged: pd.DataFrame) -> pd.Series:
    return claim_evidence.undated_figures(judged, TECHNOLOGIST)


@pytest.fixture(scope="module")
def tenth(pay: pd.DataFrame, titles: pd.DataFrame) -> pd.DataFrame:
    breaks = pd.DataFrame({"year": [2017.0, 2021.0]})
    given = pd.Series({"mean of top decile": 78_000.0})
    return article.tenth_rows(laboratory_lines(pay), breaks, given, titles)


def laboratory_lines(pay: pd.DataFrame) -> pd.DataFrame:
    return pay[pay["role"].isin([TECHNOLOGIST, "laboratory-combined"])]


class TestFindings:
    def test_verdicts_are_counted(self, claims: pd.DataFrame) -> None:
        assert article.tally(audit.verdict_counts(claims)) == (
            "Of 71 claims that can be checked, the sources support 30, or 42%. The others are "
            "17 contradicted, 9 ambiguous, 5 outdated, 5 internally inconsistent and 5 unverified."
        )

    def test_the_lowest_tenth_is_1010_dollars_low_and_a_slip(self, judged: pd.DataFrame) -> None:
        slips = pd.Series({"p25_annual": 26_860.0})
        assert article.misprints(judged, slips) == [
            "The article's 10th percentile of $21,860 for May 2016 is wrong: $22,870 was "
            "published, $1,010 more. The 25th percentile of that month is $26,860, one digit away, "
            "so a typing slip is likely."
        ]

    def test_no_slip_is_claimed_without_one(self, judged: pd.DataFrame) -> None:
        said = article.misprints(judged, pd.Series(dtype=float))
        assert len(said) == 1
        assert said[0].endswith("$1,010 more.")

    def test_two_medians_lie_near_two_jobs(self, near: pd.DataFrame) -> None:
        assert article.nearest(near) == (
            "Both $32,000 and $63,000 are given as a med tech's median pay. $32,000 is nearest to "
            "the mean of nursing assistants, among whom medication aides are counted, in May 2020 "
            "($32,050); $63,000 is nearest to the median of laboratory staff in May 2025 "
            "($62,930). These are different jobs."
        )

    def test_one_job_is_not_called_two(self, near: pd.DataFrame) -> None:
        assert "different" not in article.nearest(near.assign(role="medical-assistant"))

    def test_a_figure_without_fits_is_no_pair(self, near: pd.DataFrame) -> None:
        assert article.nearest(near[near["figure"] == 32_000]) == ""

    def test_there_are_up_to_four(
        self, claims: pd.DataFrame, judged: pd.DataFrame, near: pd.DataFrame
    ) -> None:
        counts, slips = audit.verdict_counts(claims), pd.Series(dtype=float)
        said = article.findings(counts, judged, slips, near, "As one job, few hold.")
        assert len(said) == 4
        assert said[1] == "As one job, few hold."
        assert len(article.findings(counts, judged, slips, near.head(0), "Few.")) == 3


class TestSentences:
    def test_a_place_is_named_only_where_there_is_one(self) -> None:
        assert "Texas" in article.edition_note("Texas")
        assert "not those of" not in article.edition_note("the United States")

    def test_the_tenth_and_the_median_never_went_together(
        self, tenth: pd.DataFrame, given: pd.Series
    ) -> None:
        assert article.tenth_title(tenth, given) == (
            "When the best-paid tenth could average $78,000, the median was $56,130 at most, "
            "not $63,000"
        )
        together = tenth.assign(p50_annual=63_000.0)
        assert article.tenth_title(together, given).endswith("went together once")
        never = tenth.assign(possible=False)
        assert article.tenth_title(never, given).startswith("No published laboratory line")

    def test_no_segment_crosses_a_break(self, tenth: pd.DataFrame) -> None:
        years = tenth.groupby("segment")["year"].agg(["min", "max"])
        assert years.to_numpy().tolist() == [[2002, 2016], [2017, 2020], [2021, 2025]]

    def test_lines_rule_the_mean_out_from_their_year_on(
        self, tenth: pd.DataFrame, given: pd.Series, pay: pd.DataFrame, titles: pd.DataFrame
    ) -> None:
        said = article.tenth_caption(tenth, given, laboratory_lines(pay), titles)
        assert "laboratory technologists from May 2011 on" in said
        assert "laboratory staff from May 2016 on" in said

    @pytest.mark.parametrize(
        ("possible", "said"), [(True, "to May 2016."), (False, "from May 2002 on")]
    )
    def test_a_mean_always_or_never_possible(
        self,
        tenth: pd.DataFrame,
        given: pd.Series,
        pay: pd.DataFrame,
        titles: pd.DataFrame,
        possible: bool,
        said: str,
    ) -> None:
        own = tenth[tenth["role"] == TECHNOLOGIST].assign(possible=possible)
        assert said in article.tenth_caption(own, given, laboratory_lines(pay), titles)

    def test_lower_half(self, pay: pd.DataFrame, titles: pd.DataFrame, given: pd.Series) -> None:
        own = with_labels(pay[pay["role"] == TECHNOLOGIST], titles).iloc[-1]
        said = article.lower_half((54_000, 63_000), given, own)
        assert "between $54,000 and $63,000" in said
        assert "in May 2016" in said
        assert "$41,550 and a quarter less than $51,370" in said

    def test_evidence(self, claims: pd.DataFrame) -> None:
        graded = claim_evidence.best_grades(claims, load.table("sources"))
        said = article.evidence(graded, claim_evidence.meant_for_another(claims))
        assert said.startswith("58 of the 71 verdicts")
        assert "Six claims about a med tech" in said
        assert said.endswith("CL26, CL27, CL28, CL30, CL31 and CL32.")

    def test_what_a_program_decides(self, claims: pd.DataFrame) -> None:
        checked = pd.DataFrame({"claim": ["CL01", "CL02", "CL03"], "holds": [True, False, True]})
        said = article.by_code(checked, checked.head(0), claims)
        assert said.startswith("A program decides 3 of the 71 claims by looking them up: 2 hold,")
        assert "no claim has a different verdict here" in said
        assert "The other 68 rest" in said
        assert "CL02 has a different verdict here" in article.by_code(
            checked, checked.iloc[[1]], claims
        )

    def test_weak_evidence_is_named(self, claims: pd.DataFrame) -> None:
        graded = claim_evidence.best_grades(claims, load.table("sources"))
        weak = claim_evidence.resting_on_weak(graded)
        assert article.weak(weak) == (
            "CL41 has only commercial pages or forums behind it, and is left unverified."
        )
        assert article.weak(weak.assign(verdict="supported")).endswith("and is marked here.")
        assert article.weak(weak.head(0)).startswith("No verdict rests on")

    def test_tolerance(self, judged: pd.DataFrame) -> None:
        said = article.tolerance(judged)
        assert "no more than 1% of itself: $0.05 for $15.20 and $5 for $31,540." in said
        assert "Only four of the nine pay figures name a year" in said

    def test_hourly(self, judged: pd.DataFrame, claims: pd.DataFrame) -> None:
        said = article.hourly(judged, claims)
        assert "CL69 is contradicted" in said
        assert "published $15.17" in said
        assert "2,080 hours at it make $31,616" in said
        assert said.endswith("it is $31,540.")

    def test_chance(self, near: pd.DataFrame) -> None:
        searched = pd.DataFrame({"figure": [1.0, 2.0, 3.0], "fits": [True, False, True]})
        said = article.chance(near, searched, 0.02)
        assert "Within 2% the search finds twelve figures near $32,000 and ten" in said
        assert "of the 3 whole thousands of dollars in the range searched, 2 have" in said

    def test_medians_only(self, near: pd.DataFrame) -> None:
        said = article.medians_only(near)
        assert "near $32,000 $31,700 (laboratory technicians, May 2005)" in said
        assert "near $63,000 $62,930 (laboratory staff, May 2025)" in said
        assert "no published median" in article.medians_only(near[near["statistic"] == "x"])

    def test_contradictions(self, claims: pd.DataFrame) -> None:
        pairs = audit.contradiction_pairs(claims)
        said = article.contradictions(load.table("inconsistencies"), pairs, claims)
        assert "in 18 matters" in said
        assert "45 of its 71 claims" in said
        assert f"{len(pairs)} pairs" in said

    def test_tiles(self, claims: pd.DataFrame) -> None:
        title = article.tiles_title(audit.verdict_counts(claims))
        assert title == "30 of 71 claims are supported, 17 contradicted"
        alt = article.tiles_alt(audit.verdicts_by_section(claims))
        assert "Duties of a Med Tech: 10 supported, 1 contradicted and 1 outdated" in alt

    def test_dots(self, judged: pd.DataFrame, pay: pd.DataFrame, titles: pd.DataFrame) -> None:
        assert article.dots_title(judged) == (
            "Three of the article's four dated pay figures hold; "
            "its 10th percentile is $1,010 too low"
        )
        alt = article.dots_alt(rows.dot_rows(judged, titles))
        assert "$21,860 in the article, $22,870 published ($1,010 too low)" in alt
        assert "2002 to 2025" in article.dots_subtitle(pay["year"])

    def test_a_figure_that_holds_for_a_claim_that_does_not_is_explained(
        self, judged: pd.DataFrame, claims: pd.DataFrame
    ) -> None:
        assert article.dots_caption(judged, claims).endswith(
            "CL69 holds as a figure, rounded to the dime, but its claim is held to the cent and is "
            "contradicted."
        )

    def test_dots_without_a_wrong_figure(self, judged: pd.DataFrame) -> None:
        right = judged[judged["verdict"] != "wrong"]
        assert article.dots_title(right) == "Three of the article's three dated pay figures hold"


class TestRows:
    def test_audit_rows_tell_who_decides_and_on_what(
        self, claims: pd.DataFrame, titles: pd.DataFrame
    ) -> None:
        checked = pd.DataFrame(
            [["CL46", "credentials", "awarded by NHA", "AMT", False]],
            columns=["claim", "table", "needs", "found", "holds"],
        )
        told = rows.audit_rows(claims, titles, load.table("sources"), checked).set_index("claim")
        assert told.loc["CL46", "by"] == "credentials: awarded by NHA? AMT"
        assert told.loc["CL01", "by"] == "graded evidence"
        assert told.loc["CL46", "words"] == "“The National Healthcareer Association offers”"
        assert told.loc["CL07", "cited"].startswith("W01 (A, ")

    def test_sets_tell_what_each_claim_answers(self, claims: pd.DataFrame) -> None:
        sets, answers = load.table("inconsistencies"), load.table("claim_answers")
        told = rows.set_rows(sets, contradictions.checked(claims, sets, answers), answers)
        by_set = told.set_index("inconsistency")
        assert by_set.loc["I6", "said"] == "CL11: yes; CL28: no"
        assert by_set.loc["I6", "result"] == "two answers; one pair of claims differs"
        assert by_set.loc["I16", "result"] == "possible on paper"
        assert by_set.loc["I15", "result"] == (
            "$31,616 against $31,540: $76 apart, more than rounding allows ($15.40)"
        )

    def test_claims_name_the_jobs_they_fit(
        self, claims: pd.DataFrame, titles: pd.DataFrame
    ) -> None:
        described = rows.claim_rows(claims, titles).set_index("claim")["described"]
        assert described["CL02"] == "Medical assistant"
        assert described["CL04"] == "Equipment technician"
        assert (described != "").all()

    def test_dots_are_dollars_a_year(self, judged: pd.DataFrame, titles: pd.DataFrame) -> None:
        dots = rows.dot_rows(judged, titles).set_index("claim")
        assert dots.loc["CL69", "given"] == pytest.approx(31_616)
        assert dots.loc["CL69", "given_text"] == "$15.20 an hour"
        assert dots.loc["CL70", ["given", "published"]].tolist() == [21_860, 22_870]
        assert dots.index[dots["wrong"]].tolist() == ["CL70"]
        assert dots.index[dots["low"].notna()].tolist() == ["CL62", "CL63", "CL65", "CL66", "CL67"]

    def test_dots_of_nothing_published_have_no_mark(
        self, judged: pd.DataFrame, titles: pd.DataFrame
    ) -> None:
        bare = judged.assign(published=np.nan, nearest=np.nan, low=np.nan, high=np.nan)
        bare = bare.assign(nearest_role="", nearest_relation="")
        dots = rows.dot_rows(bare, titles)
        assert dots["published"].isna().all()
        assert (dots["published_text"] == "").all()
        assert "none published" in article.dots_alt(dots)

    def test_the_nearest_says_what_and_whose_it_is(
        self, judged: pd.DataFrame, titles: pd.DataFrame
    ) -> None:
        text = rows.dot_rows(judged, titles).set_index("claim")["published_text"]
        assert text["CL67"] == "nearest 90th percentile $78,160: lab technologist, May 2011"
        assert text["CL62"] == "nearest $30,850: medication aide (as nursing assistant), May 2020"

    def test_fits_have_names(self, near: pd.DataFrame) -> None:
        first = near.iloc[0]
        assert first[["line", "kind", "off"]].tolist() == [
            "Medication aide (as nursing assistant)", "mean", "0.2%",
        ]  # fmt: skip
        assert near[["line", "kind"]].notna().all(axis=None)
