"""What chapter 09 says of sources, vintages and checks, with known and with broken data."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import citations, consistency, integrity
from rolereport.data import catalogue, load
from rolereport.display import evidence
from rolereport.display.sentences import sources as say

SOURCES = pd.DataFrame(
    {
        "source_id": ["A1", "B1", "A2"],
        "grade": ["A", "B", "A"],
        "title": ["Law", "Page", "Survey"],
    }
)
CHECKS = pd.DataFrame(
    {"check": ["order", "hours"], "compared": [1000, 234], "departing": [0, 3]}
)  # fmt: skip


def test_sources_are_counted_by_grade() -> None:
    assert say.graded(SOURCES) == (
        "The report lists 3 sources: 2 of grade A and 1 of grade B. Grade A, 67% of them, is an "
        "official release, a statute or agency, or the body that certifies."
    )


def test_every_source_in_the_data_has_a_grade_that_is_explained() -> None:
    sources = load.table("sources")
    lines = evidence.grade_lines(sources)
    assert lines["sources"].sum() == len(sources)
    assert say.graded(sources).startswith(f"The report lists {len(sources)} sources: ")


def test_vintages_are_dated_without_hiding_gaps() -> None:
    assert say.dated(catalogue.vintages()) == (
        "Pay comes from 24 vintages of the nation (2002 to 2025), 3 vintages of the states (2015, "
        "2024 to 2025) and 1 vintage of metropolitan areas (2025): 275,405 rows in all."
    )


def test_claims_with_and_without_a_source() -> None:
    told = pd.DataFrame({"source_ids": ["A1", "A1; B1"], "verdict": "supported"})
    assert "; each names the sources that it rests on." in say.judged(told)
    told.loc[0, "source_ids"] = ""
    assert say.judged(told) == (
        "All 2 claims of the article have a verdict; one of them names the sources that it rests "
        "on."
    )


def test_claims_without_a_verdict_are_not_called_judged() -> None:
    told = pd.DataFrame({"source_ids": "A1", "verdict": ["supported", "", "unverified"]})
    assert say.judged(told).startswith(
        "Of the 3 claims of the article, two have a verdict, for one of them that nothing found "
    )
    assert say.judged(load.table("claims")).startswith(
        "All 71 claims of the article have a verdict, for five of them that nothing found settles "
        "the matter"
    )


def test_checks_tell_what_they_found() -> None:
    assert say.checked(CHECKS) == (
        "Of 2 checks on 1,234 comparisons, run for this report, one found nothing amiss; the other "
        "found three departures, described below."
    )
    one = CHECKS.assign(departing=[0, 1])
    assert say.checked(one).endswith("the other found one departure, described below.")
    both = CHECKS.assign(departing=[1, 3])
    assert say.checked(both).endswith(
        "for this report, all found four departures, described below."
    )
    clean = CHECKS.assign(departing=0)
    assert say.checked(clean).endswith("run for this report, found nothing amiss.")


def test_check_lines_have_words_for_every_check() -> None:
    states, national = (load.wages(level, 2024) for level in ("states", "national"))
    nothing = pd.DataFrame(columns=["table", "column", "target", "target_column"])
    checks = pd.concat(
        [
            consistency.wage_checks([national]),
            consistency.sum_check(consistency.states_against_nation(states, national)),
            citations.citation_check({}, SOURCES.assign(url="")),
            integrity.code_checks([national]),
            integrity.drift_check(integrity.drift(national)),
            integrity.verdict_check(*[pd.DataFrame({"claim": []})] * 2),
            integrity.reference_check({}, nothing),
            integrity.key_check({}, {}),
            integrity.described_check(catalogue.fields()),
            integrity.seal_check(catalogue.seals()),
        ]
    )
    lines = evidence.check_lines(checks)
    assert set(lines["check"]) == set(evidence.CHECKS)
    assert lines[["title", "of"]].notna().all(axis=None)
    departing = lines.loc[lines["result"] != "all agree"].set_index("check")["result"]
    assert departing.to_dict() == {"sum": "4 depart"}


def test_missing_codes_are_told() -> None:
    found = pd.DataFrame({"check": ["gaps"], "departing": [7902]})
    assert say.gaps(found).startswith("7,902 figures are missing without a code")
    assert say.gaps(found.assign(departing=0)) == "Every missing figure has its code."


def test_large_steps_are_told_with_the_edition_s_own() -> None:
    steps = pd.DataFrame(
        {
            "soc_code": ["39-5091", "31-9092"],
            "soc_title": ["Makeup Artists", "Medical Assistants"],
            "year": [2025, 2024],
            "employment": [2340.0, 800000.0],
            "change": [0.93, -0.3],
        }
    )
    said = say.drifted(steps, ["31-9092"])
    assert said.startswith(
        "Two of 2 medians moved by more than 25% in a year, one of them of occupations with fewer "
        "than 5,000 jobs. The largest step is that of “Makeup Artists” in 2025 (+93%)."
    )
    assert said.endswith("Of this edition's roles: “Medical Assistants” in 2024 (−30%).")
    assert say.drifted(steps, []).endswith("No line of this edition's roles is among them.")
    assert say.drifted(steps.assign(change=0.1), []).startswith("No median of the nation moved")


def test_how_to_cite_comes_from_the_citation_file() -> None:
    about = catalogue.citation()
    apa, entry = say.cite(about, "Texas, May 2025")
    year = about["date-released"][:4]
    assert apa == (
        f"To cite: The rolereport authors ({year}). *{about['title']}* (Version "
        f"{about['version']}; Texas, May 2025) [Computer software]."
    )
    assert f"  title = {{{about['title']}}},\n  year = {{{year}}}," in entry
    assert entry.startswith("```bibtex\n@software{") and entry.endswith("\n}\n```")
    assert entry.count("{") == entry.count("}")


def test_people_are_cited_by_their_names() -> None:
    people = [{"given-names": "Ann", "family-names": "Lee"}, {"name": "The lab"}]
    about = {"authors": people, "title": "Pay", "version": "1", "license": "MIT"}
    apa, _ = say.cite({**about, "date-released": "2030-01-02"}, "x")
    assert apa.startswith("To cite: Ann Lee and The lab (2030). *Pay*. (Version 1; x)")


def test_sums_of_the_states() -> None:
    sums = consistency.states_against_nation(load.wages("states"), load.wages("national"))
    assert say.summed(sums) == (
        "In 495 cases, each an occupation in a year, every state has a figure and the sum can be "
        "set beside the nation's. In 491 of them rounding explains the difference; the widest is "
        "0.28% of the nation's figure."
    )
    assert "no sum can be compared" in say.summed(sums.head(0))


def test_hours_that_rounding_does_not_explain() -> None:
    departing = pd.DataFrame({"difference": [-15.6, 14.0]})
    assert "In 2 pairs the year's pay and 2,080 hours' pay are up to $15.60 apart" in (
        say.hours(departing)
    )
    assert say.hours(departing.head(0)).startswith("Every year's pay is 2,080 hours' pay")


@pytest.mark.parametrize(
    ("years", "said"),
    [([], ""), ([2015], "2015"), ([2003, 2002, 2004, 2006], "2002 to 2004, 2006")],
)
def test_spans_of_years(years: list[int], said: str) -> None:
    assert evidence.year_spans(years) == said


def test_the_vintage_chart_in_words() -> None:
    held = catalogue.vintages()
    breaks = load.breaks(["medical-assistant"])
    assert say.matrix_title(held) == (
        "Pay is held for 24 years of the nation, 3 of the states and 1 of metropolitan areas"
    )
    assert "2021, new estimation method" in say.matrix_alt(held, breaks)
    assert "orderlies" not in say.matrix_alt(held, breaks)
    assert "the states, May 2015" in say.matrix_subtitle(2015, "states")


def test_vintage_lines_shorten_every_hash() -> None:
    lines = evidence.vintage_lines(catalogue.vintages(), catalogue.files_read())
    newest = lines[(lines["year"] == 2025) & (lines["level"] == "Nation")].iloc[0]
    assert newest["file"] == "national_M2025_dl.xlsx"
    assert newest["sha256"] == "852250997cef"
    assert lines["sha256"].str.fullmatch(r"[0-9a-f]{12}(; [0-9a-f]{12})*").all()


def test_a_caveat_of_many_vintages_is_told_once() -> None:
    told = pd.DataFrame({"year": [2002, 2003, 2005], "caveat": ["a", "b", "a"]})
    assert evidence.caveat_lines(told).to_numpy().tolist() == [["a", "2002, 2005"], ["b", "2003"]]


def test_every_source_is_listed_and_the_uncited_counted() -> None:
    cited = pd.DataFrame({"source_id": ["B1", "A2", "A2"], "table": ["fees", "roles", "fees"]})
    used = evidence.source_lines(SOURCES, cited)
    assert used[["source_id", "tables"]].to_numpy().tolist() == [
        ["A1", ""], ["A2", "fees, roles"], ["B1", "fees"],
    ]  # fmt: skip
    assert say.listed(used) == "All 3 sources, 1 of them for context only, best grade first"
    assert say.listed(used.tail(2)) == "All 2 sources, best grade first"


def test_assumptions_keep_small_values_and_ranges() -> None:
    told = pd.Series({"discount_rate": "moves it"})
    lines = evidence.assumption_lines(load.table("assumptions"), told).set_index("assumption")
    assert lines.loc["discount_rate", ["chosen", "tried", "effect"]].tolist() == [
        "3% a year", "0% to 5%", "moves it",
    ]  # fmt: skip
    assert lines.loc["cost_factor", ["chosen", "tried", "effect"]].tolist() == [
        "1 times", "0.5 to 2", "",
    ]  # fmt: skip
    assert lines.loc["experience_start_percentile", "chosen"] == "25th percentile"
    assert lines.loc["books_public_four_year", "chosen"] == "$1,290 a year"
    assert lines.loc["hours_a_year", ["chosen", "used_in"]].tolist() == [
        "2,080 hours", "chapters 04 and 07",
    ]  # fmt: skip
    assert lines.loc["age_at_start", "tried"] == ""
    assert say.assumed(load.table("assumptions")).startswith(f"{len(lines)} figures are chosen")


def test_the_log_runs_from_the_newest_day() -> None:
    lines = evidence.log_lines(load.table("methodology_log"))
    assert lines["date"].is_monotonic_decreasing
    assert lines["where"].str.startswith("chapter").all()


def test_the_codebook_speaks_plainly() -> None:
    lines = evidence.field_lines(catalogue.fields())
    assert not lines["kind"].isin(["string", "integer"]).any()
    assert len(lines) == len(catalogue.fields())


def test_onet_is_credited_and_public_domain_thanked() -> None:
    credit, thanks = say.credits(load.table("sources"))
    assert "the O*NET 30.2 database, by the U.S. Department of Labor" in credit
    assert "CC BY 4.0" in credit
    assert "has not approved, endorsed or tested" in credit
    assert "the U.S. Bureau of Economic Analysis and the U.S. Bureau of Labor Statistics" in thanks


def test_the_edition_s_own_vintage_is_named() -> None:
    assert "for Texas, are read from the May 2015 estimates of the states" in (
        say.edition_note("Texas", "states", 2015)
    )
