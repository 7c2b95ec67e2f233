"""Known answers on pay over time, from the published data, and what is said where there is none."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import trends
from rolereport.data import load
from rolereport.data.wages import of_roles
from rolereport.display import words
from rolereport.display.labels import with_labels
from rolereport.display.sentences import trends as said

LABORATORY, ASSISTANT = "laboratory-combined", "medical-assistant"
PAIR = [LABORATORY, ASSISTANT]
OWN = ["Ordinary years only, staff lost $1."]
CONTROL = ["The step is no guide."]


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    roles = trends.lines_to_follow([LABORATORY, "medication-aide", ASSISTANT])
    lines = trends.apart(of_roles(load.wages("national"), load.table("role_soc"), roles))
    met = trends.breaks_met(lines, load.table("breaks"))
    return trends.segments(with_labels(lines, load.table("roles")), met)


@pytest.fixture(scope="module")
def real(published: pd.DataFrame) -> pd.DataFrame:
    return trends.real(published, load.table("cpi"), 2025)


@pytest.fixture(scope="module")
def gap(published: pd.DataFrame) -> pd.DataFrame:
    met = trends.breaks_met(published, load.table("breaks"))
    frame = trends.gap_over_time(published, LABORATORY, ASSISTANT, met)
    return frame.assign(
        role=LABORATORY, plural="laboratory staff", baseline_plural="medical assistants"
    )


def named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(load.table("roles")[["role", "plural"]], on="role")


def changes(series: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    shared = trends.common_window(series, PAIR, measure)
    called = load.table("roles").set_index("role")[["plural"]].loc[PAIR].reset_index()
    return called.merge(trends.growth(shared, measure, across_breaks=True), on="role")


def test_what_is_real_and_what_is_prices(
    published: pd.DataFrame, real: pd.DataFrame, gap: pd.DataFrame
) -> None:
    lines = said.findings(OWN, changes(published), changes(real), CONTROL, gap)
    # 62,930 / (47,820 x 321.465 / 229.815) = 0.941; 45,690 / (29,370 x the same) = 1.112, by hand.
    assert lines == [
        *OWN,
        "From 2012 to 2025 the median pay of laboratory staff rose 31.6% as published and fell "
        "5.9% with prices taken out (across two breaks) and the median pay of medical assistants "
        f"rose 55.6% as published and rose 11.2% with prices taken out (across one break). "
        f"{said.DIRECTION}",
        *CONTROL,
        "At the median laboratory staff were paid 1.63 times as much as medical assistants in 2012 "
        "and 1.38 times as much in 2025, across two breaks, so this too is a direction.",
    ]


def test_lines_without_breaks_are_no_mere_direction(real: pd.DataFrame, gap: pd.DataFrame) -> None:
    (told,) = said.across(changes(real), changes(real).assign(breaks_crossed=0))
    assert "break" not in told
    assert "break" not in said.narrowed(gap.assign(segment="2012-2025"))[0]


def test_roles_that_share_no_year_are_said(real: pd.DataFrame, gap: pd.DataFrame) -> None:
    none = changes(real).head(0)
    told = said.findings([], none, none, CONTROL, gap.head(0))
    assert told == [said.NO_YEARS, *CONTROL]


def test_a_role_alone_has_no_gap(gap: pd.DataFrame) -> None:
    alone = gap.assign(plural="medical assistants")
    unknown = gap.assign(gap=float("nan"), ratio=float("nan"))
    for frame in (alone, unknown):
        assert said.narrowed(frame) == []
        assert said.gap_title(frame) == said.ratio_title(frame) == said.NO_GAP


def test_a_chart_without_a_line_says_no_more_than_its_heading() -> None:
    none = pd.DataFrame(columns=["role", "year", "gap", "segment"])
    breaks = pd.DataFrame(columns=["year", "title"])
    assert said.lines_alt(none, "gap", breaks, str, "No gap", "Pay") == "No gap. Pay."


def test_titles_of_the_gap(gap: pd.DataFrame) -> None:
    assert said.gap_title(gap) == (
        "Laboratory staff earned $18,450 more than medical assistants in 2012, $17,240 more in "
        "2025 (across two breaks)"
    )
    assert said.gap_title(gap.assign(gap=-gap["gap"])).count("less") == 2
    last = gap[gap["year"] == gap["year"].max()]
    assert said.gap_title(last).count("2025") == said.ratio_title(last).count("2025") == 1
    assert said.ratio_title(gap) == (
        "Laboratory staff earned 1.63 times what medical assistants did in 2012, 1.38 times in "
        "2025 (across two breaks)"
    )
    assert "across" not in said.gap_title(gap.assign(segment="2012-2025"))


def test_autumn_is_named_only_where_drawn() -> None:
    early, late = (said.lines_subtitle("Pay", "in dollars", pd.Series(y)) for y in ([2002], [2003]))
    assert early == "Pay, the United States, May of each year (2002: autumn), in dollars"
    assert "autumn" not in late


def test_titles_of_lines(real: pd.DataFrame, published: pd.DataFrame) -> None:
    assert said.lines_title(changes(real), "real pay") == (
        "From 2012 to 2025 real pay of laboratory staff fell 5.9% (across two breaks), that of "
        "medical assistants rose 11.2% (across one break)"
    )
    jobs = said.lines_title(changes(published, "employment"), "the number of jobs")
    assert jobs.endswith("that of medical assistants rose 47.9% (across one break)")
    assert said.lines_title(changes(real).head(0), "real pay").endswith("as far as it is published")


def test_the_alternative_text_names_both_ends_and_each_break(real: pd.DataFrame) -> None:
    met = trends.breaks_met(real, load.table("breaks"))
    alt = said.lines_alt(real, "p50_annual", met, words.dollars, "Real pay fell", "In dollars")
    assert alt.startswith("Real pay fell. In dollars. ")
    assert "aboratory technologists $76,719 in 2002, $81,721 in 2016" in alt
    for year in met["year"]:
        assert f"{year:.0f} (" in alt
    assert "Cut at" not in said.lines_alt(real, "p50_annual", met.head(0), words.dollars)


def test_one_year_as_published(published: pd.DataFrame) -> None:
    pair = published[published["role"].isin(PAIR)]
    told = said.in_year(pair, 2015)
    assert told == (
        "The national medians of May 2015 are $50,550 for laboratory staff and $30,590 for medical "
        "assistants."
    )
    assert said.in_year(pair, 1999) == ("No national median of these lines is held for May 1999.")


def test_the_scope_names_the_years_held() -> None:
    told = said.scope([2015, 2024, 2025], [2025])
    assert "May 2015, 2024 and 2025 only" in told
    assert told.endswith("for May 2025.")


def test_the_unit_is_that_of_the_dollars() -> None:
    assert said.unit(pd.DataFrame({"dollars_of": [2025, 2025]})) == "in dollars of May 2025"
    assert said.unit(pd.DataFrame({"dollars_of": [2024, 2025]})) == "in dollars of each year"


def test_the_source_names_prices_only_where_used() -> None:
    years = pd.Series([2002, 2025])
    assert "2002 to 2025" in said.source(years, real=False)
    assert "Consumer Price Index" not in said.source(years, real=False)
    assert "Consumer Price Index" in said.source(years, real=True)


def test_years_before_2003_are_of_autumn() -> None:
    assert said.mays(pd.Series([2002, 2025])) == "May of each year (2002: autumn)"
    assert said.mays(pd.Series([1999, 2025])) == "May of each year (to 2002: autumn)"
    assert said.mays(pd.Series([2003, 2025])) == "May of each year"


def test_real_pay_that_ends_early_says_so() -> None:
    published = pd.DataFrame({"year": [2025, 2027]})
    assert said.unpriced(published, 2027) == []
    (told,) = said.unpriced(published, 2026)
    assert told == "Consumer prices of May 2027 are not held, so real pay ends with May 2026."
