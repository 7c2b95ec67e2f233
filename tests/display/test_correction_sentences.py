"""What the chapters say of errors, readings, contradictions, likeness and adverts."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import advert, claim_evidence, contradictions, duties, names, nearness
from rolereport.analysis import claims as audit
from rolereport.data import load, wages
from rolereport.display.sentences import adverts, corrections, likeness, whose_figure
from rolereport.display.sentences import contradictions as at_odds
from rolereport.display.sentences import readings as one_job

TECHNOLOGIST, TECHNICIAN, AIDE, ASSISTANT = names.JOBS


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return load.table("claims")


@pytest.fixture(scope="module")
def named() -> pd.DataFrame:
    return load.table("roles").set_index("role")


@pytest.fixture(scope="module")
def pay() -> pd.DataFrame:
    jobs = [*names.JOBS, "laboratory-combined"]
    lines = wages.of_roles(load.wages("national"), load.table("role_soc"), jobs)
    return lines[lines["relation"] != "combined"]


@pytest.fixture(scope="module")
def judged(claims: pd.DataFrame, pay: pd.DataFrame) -> pd.DataFrame:
    told = claims[["claim", "subject_as_named", "roles_described"]]
    return audit.judge_figures(claims, pay).merge(told, on="claim")


class TestErrors:
    def test_the_most_frequent_kind_is_the_finding(self, claims: pd.DataFrame) -> None:
        wrong = corrections.errors(claims)
        assert corrections.errors_title(wrong) == (
            "17 of the 41 claims that are not supported give one job what is true of another"
        )
        assert "slip in a figure: CL69, CL70" in corrections.errors_alt(wrong)

    def test_every_kind_has_its_words(self, claims: pd.DataFrame) -> None:
        assert set(claims["error"]) - {""} == set(corrections.KINDS)

    def test_sections_with_most_and_without(self, claims: pd.DataFrame) -> None:
        said = corrections.errors_by_section(corrections.errors(claims), claims)
        assert "“Education and Training for a Medical Assistant” (9 of 15 claims)" in said
        assert said.endswith("Free of error: “Duties of a Medical Assistant”.")

    def test_every_error_is_patched(
        self, claims: pd.DataFrame, pay: pd.DataFrame, judged: pd.DataFrame
    ) -> None:
        everyone = pd.Series({"year": 2025, "p50_annual": 50_980.0, "mean_annual": 69_770.0})
        paid = corrections.pay_corrections(pay, judged, everyone)
        told = corrections.with_corrections(corrections.errors(claims), paid).set_index("claim")
        assert (told["patch"].str.len() > 20).all()
        assert told.loc["CL46", "patch"].startswith("The RMA credential is that of American")
        assert told.loc["CL70", "patch"] == (
            "The 10th percentile of medical assistants in May 2016 was $22,870."
        )
        assert told.loc["CL69", "patch"].endswith("was $15.17 an hour.")
        assert told.loc["CL63", "patch"] == (
            "The median of medical assistants was $45,690 in May 2025."
        )
        assert "$62,930, was above that of all occupations, $50,980" in told.loc["CL64", "patch"]
        assert "$67,350, was below $69,770" in told.loc["CL64", "patch"]

    def test_what_has_changed(
        self, claims: pd.DataFrame, pay: pd.DataFrame, judged: pd.DataFrame
    ) -> None:
        fitting = claim_evidence.fitting_years(judged, pay, 2016)
        said = corrections.changed(claims, fitting, 2016, 2025)
        assert said[0].startswith("When the wages of May 2016 were the newest, three verdicts")
        assert "- CL52: supported then, outdated now." in said[0]
        assert said[1:] == [
            "$63,000 (CL66) did not fit any median published for the job until then; it does now, "
            "to within rounding: $62,930 for May 2025."
        ]

    def test_a_fit_of_an_earlier_year_than_the_newest_is_not_told_of_now(
        self, claims: pd.DataFrame, pay: pd.DataFrame, judged: pd.DataFrame
    ) -> None:
        fitting = claim_evidence.fitting_years(judged, pay, 2016)
        assert corrections.changed(claims, fitting, 2016, 2026)[1:] == [
            "$63,000 (CL66) did not fit any median published for the job until then; it has fitted "
            "one since, to within rounding: $62,930 for May 2025."
        ]

    def test_nothing_changed(self, claims: pd.DataFrame) -> None:
        same = claims.assign(verdict_then=claims["verdict"])
        fitting = pd.DataFrame(columns=["fits_then", "fits_now"])
        assert corrections.changed(same, fitting, 2016, 2025) == [
            "When the wages of May 2016 were the newest, no verdicts were different."
        ]

    def test_the_praise_of_may_2016_is_computed(self, claims: pd.DataFrame) -> None:
        national = load.wages("national", 2016).set_index("soc_code")
        own, everyone = national.loc["29-2011"], national.loc["00-0000"]
        then = claims.set_index("claim").loc["CL64", "verdict_then"]
        above = all(own[key] > everyone[key] for key in ("p50_annual", "mean_annual"))
        assert above == (then == "supported")


class TestReadings:
    TALLY = pd.DataFrame(
        {
            "role": [TECHNOLOGIST, AIDE], "yes": [3, 5], "in part": [1, 0], "no": [4, 3],
            "not known": [0, 0], "claims": [8, 8],
        }
    )  # fmt: skip

    def test_the_best_reading_comes_first(self, named: pd.DataFrame) -> None:
        some = pd.Series([True] * 6 + [False] * 2)
        assert one_job.in_brief(self.TALLY, some, named) == (
            "If “med tech” meant one job throughout, at most 5 of the 8 claims about it would "
            "hold: 5 as a medication aide and 3 as a laboratory technologist. Taking each claim "
            "for the job that suits it best, 6 do."
        )
        assert one_job.grid_title(self.TALLY).endswith("at most 5 of 8 claims hold")

    def test_the_alternative_text_counts(self, named: pd.DataFrame) -> None:
        assert "read as a laboratory technologist, 3 yes, 1 in part and 4 no" in one_job.grid_alt(
            self.TALLY, named
        ).replace("Read", "read")

    def test_claims_that_hold_for_nobody_are_named(self) -> None:
        found = pd.DataFrame(
            {"claim": ["CL01", "CL02"], "holds": ["no", "yes"], "by": ["pay", "duties"]}
        )
        said = one_job.grid_caption(found, 2016)
        assert "False of all three: CL01. Since May 2017 technologists and" in said
        assert said.startswith(
            "Of the 2 claims, 1 are judged by the lists of duties, 1 by published"
        )

    def test_every_section_has_a_heading(self, claims: pd.DataFrame) -> None:
        assert claims["section"].map(one_job.HEADINGS).notna().all()
        about = claims[claims["subject_as_named"] != "medical assistant"]
        assert about["section"].map(one_job.GROUPS).notna().all()


class TestContradictions:
    def test_arcs(self, claims: pd.DataFrame) -> None:
        pairs = audit.contradiction_pairs(claims)
        odds = contradictions.at_odds(pairs)
        assert at_odds.arcs_title(odds, pairs) == (
            "66 pairs of claims cannot both stand; CL09 conflicts with eight others"
        )
        assert "CL09 with 8" in at_odds.arcs_alt(pairs, odds)
        tie = pd.Series({"CL01": 2, "CL02": 2, "CL03": 1})
        assert at_odds.arcs_title(tie, pairs).endswith(
            "CL01 and CL02 conflict with two others each"
        )

    def test_what_a_program_confirms(self, claims: pd.DataFrame) -> None:
        checked = contradictions.checked(
            claims, load.table("inconsistencies"), load.table("claim_answers")
        )
        said = at_odds.confirmed(checked)
        assert said.startswith("A program confirms 17 of the 18 sets, judging 4 by arithmetic, 13")
        assert "(I16)" in said
        assert "Not a" not in at_odds.confirmed(checked.assign(contradicts=True))


class TestWhoseFigure:
    NEAR = pd.DataFrame(
        {
            "figure": [32_000.0, 32_000.0, 63_000.0],
            "role": [ASSISTANT, TECHNICIAN, TECHNOLOGIST],
            "plural": ["medical assistants", "laboratory technicians", "laboratory technologists"],
            "year": [2016, 2005, 2015],
            "statistic": ["p50_annual", "mean_annual", "mean_annual"],
        }
    )

    def test_medians_only_count_for_the_title(self, named: pd.DataFrame) -> None:
        assert whose_figure.title(self.NEAR, "p50_annual", named) == (
            "$32,000 fits a median of medical assistants; $63,000 fits a median of no job"
        )
        assert "$63,000 has one fit, no median among them" in whose_figure.alt(
            self.NEAR, "p50_annual"
        )

    def test_surprise_is_told_for_each_figure(self, pay: pd.DataFrame) -> None:
        odds = claim_evidence.surprise([32_000.0, 63_000.0], pay, ["p50_annual"])
        said = whose_figure.surprising(odds)
        assert "of the 43 whole thousands" in said
        assert "84% lie as near to some median as $32,000 does" in said
        assert "16% lie as near to some median as $63,000 does" in said


class TestLikeness:
    @pytest.fixture
    def near(self) -> pd.DataFrame:
        ratings = load.table("onet_ratings")
        known = load.table("onet_job_zones").set_index("role")["onet_soc_code"]
        return nearness.pairs(ratings, nearness.rated_codes(list(names.JOBS), known, ratings))

    @pytest.fixture
    def both(self, near: pd.DataFrame) -> pd.DataFrame:
        counts = duties.by_kind(load.table("duties"), list(names.JOBS))
        pairs = duties.with_range(duties.shared_work(counts), counts)
        return pairs.merge(near, on=["first", "second"])

    def test_the_measures_agree_in_order_as_far_as_they_do(
        self, both: pd.DataFrame, named: pd.DataFrame
    ) -> None:
        assert likeness.both_title(both, named) == (
            "Duties and skills put the pairs in much the same order: laboratory technologists and "
            "laboratory technicians are nearest"
        )
        turned = both.assign(overlap=-both["overlap"])
        assert "do not agree" in likeness.both_title(turned, named)
        same = both.assign(overlap=both["farther"])
        assert "agree on the order" in likeness.both_title(same, named)

    def test_places_and_ordinals(self, near: pd.DataFrame, named: pd.DataFrame) -> None:
        said = likeness.places(near, named)
        assert "laboratory technicians are the nearest to laboratory technologists" in said
        assert "medical assistants are the 134th nearest to laboratory technologists" in said
        assert "medical assistants are the 193rd nearest to laboratory technicians" in said
        assert "medication aides are the 521st nearest to laboratory technicians" in said

    @pytest.mark.parametrize(
        ("place", "said"), [(2, "2nd"), (11, "11th"), (112, "112th"), (3, "3rd")]
    )
    def test_ordinals(self, near: pd.DataFrame, named: pd.DataFrame, place: int, said: str) -> None:
        assert f"are the {said} nearest" in likeness.places(near.head(1).assign(place=place), named)

    def test_roles_of_an_edition(self, near: pd.DataFrame, named: pd.DataFrame) -> None:
        said = likeness.compared(near, [AIDE, ASSISTANT], named)
        assert "medical assistants are the 67th nearest to medication aides" in said
        assert said.endswith("medication aides are rated as nursing assistants.")
        assert likeness.compared(near, [ASSISTANT], named) == ""

    def test_one_duty_moved(self, both: pd.DataFrame) -> None:
        said = likeness.sorting(both)
        assert "by at most 8 percentage points, and the nearest pair stays the nearest." in said
        assert "could change" in likeness.sorting(both.assign(low=0.0))

    def test_related_occupations(self, named: pd.DataFrame) -> None:
        table = load.table("onet_related")
        ends = {TECHNOLOGIST: "29-2011.00", ASSISTANT: "31-9092.00"}
        assert "neither is on the other's list" in likeness.related(table, ends, named)
        alike = {TECHNOLOGIST: "29-2011.00", TECHNICIAN: "29-2012.00"}
        assert "the list of the laboratory technologist" in likeness.related(table, alike, named)

    def test_what_sets_two_jobs_apart(self, named: pd.DataFrame) -> None:
        gaps = pd.Series({"knowledge_chemistry": 2.0, "skill_speaking": -1.0})
        assert likeness.apart(gaps, TECHNOLOGIST, ASSISTANT, named) == (
            "What O*NET rates higher for the laboratory technologist than for the medical "
            "assistant, widest gap first: “Chemistry”; the other way round: “Speaking”."
        )


class TestAdverts:
    @pytest.fixture
    def told(self) -> pd.DataFrame:
        return advert.clues(load.table("roles"))

    @pytest.fixture
    def left(self, told: pd.DataFrame) -> pd.DataFrame:
        return advert.narrowed(names.uses(load.table("role_titles"), load.table("acronyms")), told)

    def test_settled_cases_are_counted(self, left: pd.DataFrame) -> None:
        sizes = left["jobs"].map(len)
        assert adverts.title(left) == (
            f"One clue beside the name settles which job an ad means in {(sizes == 1).sum()} "
            f"of {(sizes > 0).sum()} cases"
        )

    def test_clues_that_settle_it_whatever_the_name(
        self, told: pd.DataFrame, named: pd.DataFrame
    ) -> None:
        said = adverts.decisive(told, named)
        assert "bachelor's degree to the laboratory technologist" in said
        assert "a nursing home, assisted living, nurse or state medication course to" in said
        assert "a hospital" not in said

    def test_alternative_text(self, left: pd.DataFrame, named: pd.DataFrame) -> None:
        assert "CMA, MA-C and RMA, with a nursing home, assisted living" in adverts.alt(left, named)
        assert "LS laboratory technologist" in adverts.subtitle(named)

    def test_offices_are_no_proof(self) -> None:
        none = pd.DataFrame(columns=["role"])
        assert "none known" in adverts.offices_caption(none, "Wyoming", ["WY"])
        assert "other states" in adverts.offices_caption(none, "the United States", [])


def test_breaks_on_the_map_of_fits_are_named() -> None:
    breaks = pd.DataFrame({"year": [2003.0, 2021.0], "title": ["From autumn to May", "New method"]})
    assert whose_figure.cut(breaks).startswith(
        "Dashed lines mark where lines change their meaning: 2003 (from autumn to May) and 2021 "
        "(new method)."
    )
