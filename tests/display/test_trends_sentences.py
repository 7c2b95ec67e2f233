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
WINDOWS = {"past": "2016-26", "next": "2024-34"}


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


@pytest.fixture(scope="module")
def steps(real: pd.DataFrame) -> pd.DataFrame:
    return named(trends.steps(real, load.table("breaks")))


def named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(load.table("roles")[["role", "plural"]], on="role")


def changes(series: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    shared = trends.common_window(series, PAIR, measure)
    called = load.table("roles").set_index("role")[["plural"]].loc[PAIR].reset_index()
    return called.merge(trends.growth(shared, measure, across_breaks=True), on="role")


def stretches(real: pd.DataFrame) -> pd.DataFrame:
    return named(trends.growth(trends.common_window(real, PAIR)))


def test_what_is_real_and_what_is_prices(
    published: pd.DataFrame, real: pd.DataFrame, gap: pd.DataFrame
) -> None:
    lines = said.findings(stretches(real), changes(published), changes(real), gap)
    assert sorted(lines[:2]) == [
        "Read between breaks, real median pay of laboratory staff rose 1.9% from 2012 to 2016, "
        "fell 0.1% from 2017 to 2020 and fell 8.8% from 2021 to 2025.",
        "Read between breaks, real median pay of medical assistants rose 9.4% from 2012 to 2020 "
        "and rose 2.9% from 2021 to 2025.",
    ]
    # 62,930 / (47,820 x 321.465 / 229.815) = 0.941; 45,690 / (29,370 x the same) = 1.112, by hand.
    assert lines[2] == (
        "From 2012 to 2025 the median pay of laboratory staff rose 31.6% as published and fell "
        "5.9% with prices taken out (across two breaks) and the median pay of medical assistants "
        f"rose 55.6% as published and rose 11.2% with prices taken out (across one break). "
        f"{said.DIRECTION}"
    )
    assert lines[3] == (
        "At the median laboratory staff were paid 1.63 times as much as medical assistants in 2012 "
        "and 1.38 times as much in 2025, across two breaks, so this too is a direction."
    )
    assert len(lines) == 4


def test_lines_without_breaks_are_no_mere_direction(real: pd.DataFrame, gap: pd.DataFrame) -> None:
    (told,) = said.across(changes(real), changes(real).assign(breaks_crossed=0))
    assert "break" not in told
    assert "break" not in said.narrowed(gap.assign(segment="2012-2025"))[0]


def test_roles_that_share_no_year_are_said(real: pd.DataFrame, gap: pd.DataFrame) -> None:
    none = changes(real).head(0)
    assert said.findings(none, none, none, gap.head(0)) == [said.NO_YEARS]


def test_the_largest_step_is_no_raise(steps: pd.DataFrame) -> None:
    assert (
        "From 2020 to 2021 real pay of medication aides (counted as nursing assistants) fell 6.4%"
        in said.largest_step(steps)
    )


def test_a_role_alone_has_no_gap(gap: pd.DataFrame) -> None:
    alone = gap.assign(plural="medical assistants")
    unknown = gap.assign(gap=float("nan"), ratio=float("nan"))
    for frame in (alone, unknown):
        assert said.narrowed(frame) == []
        assert said.gap_title(frame) == said.ratio_title(frame) == said.NO_GAP


def test_no_break_no_step(steps: pd.DataFrame) -> None:
    assert "No break" in said.largest_step(steps.head(0))


def test_titles_of_the_gap(gap: pd.DataFrame) -> None:
    assert said.gap_title(gap) == (
        "Laboratory staff earned $18,450 more than medical assistants in 2012, $17,240 more in "
        "2025 (across two breaks)"
    )
    assert said.gap_title(gap.assign(gap=-gap["gap"])).count("less") == 2
    assert said.ratio_title(gap) == (
        "Laboratory staff earned 1.63 times what medical assistants did in 2012, 1.38 times in "
        "2025 (across two breaks)"
    )
    assert "across" not in said.gap_title(gap.assign(segment="2012-2025"))


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
    assert said.in_year(pair, 1999) == "No median of these lines is published for May 1999."


def test_the_scope_names_the_years_held() -> None:
    told = said.scope([2015, 2024, 2025], [2025])
    assert "May 2015, 2024 and 2025 only" in told
    assert told.endswith("for May 2025.")


def test_the_start_matters_most_where_it_does(real: pd.DataFrame) -> None:
    started = real.groupby(["role", "segment"])["year"].transform("min")
    later = trends.growth(real[real["year"] > started])[["role", "last_year", "percent"]]
    keys = ["role", "last_year"]
    whole = named(trends.growth(real).merge(later, on=keys, how="left", suffixes=("", "_later")))
    pair = whole[whole["role"].isin(PAIR)]
    assert said.fragile(pair).endswith(
        "from 2021 to 2025 real pay of laboratory staff fell 8.8%, but counted from 2022 it fell "
        "0.3%."
    )
    assert "No segment" in said.fragile(pair.assign(percent_later=float("nan")))


def test_projections_and_what_became_of_them() -> None:
    tables = load.table("projections"), load.table("role_soc")
    frame = named(trends.forecasts(*tables, [ASSISTANT, "laboratory-technician"]))
    assert said.windows_of(tables[0]) == WINDOWS
    # Pale and dark change places on a dark page; thick and thin do not.
    assert "(thick bar)" in said.forecast_subtitle(WINDOWS)
    assert "pale" not in said.forecast_subtitle(WINDOWS)
    assert said.forecast_title(frame, WINDOWS) == (
        "Jobs of medical assistants were projected to rise 29.0% by 2026; by 2024 they had risen "
        "27.8%"
    )
    alt = said.forecast_alt(frame, WINDOWS)
    assert "+12.5% projected for 2024-34 and +27.8% counted from 2016 to 2024" in alt
    assert alt.endswith("laboratory technicians: +14.0% projected for 2016-26.")
    assert "No projection" in said.forecast_title(frame.tail(1), WINDOWS)


def test_a_role_without_projection_is_said() -> None:
    tables = load.table("projections"), load.table("role_soc")
    frame = trends.forecasts(*tables, ["nobody"]).assign(plural="nobodies")
    assert "Nobodies: no projection published" in said.forecast_alt(frame, WINDOWS)


def test_the_unit_is_that_of_the_dollars() -> None:
    assert said.unit(pd.DataFrame({"dollars_of": [2025, 2025]})) == "in dollars of May 2025"
    assert said.unit(pd.DataFrame({"dollars_of": [2024, 2025]})) == "in dollars of each year"


def test_the_source_names_prices_only_where_used() -> None:
    years = pd.Series([2002, 2025])
    assert "2002 to 2025" in said.source(years, real=False)
    assert "Consumer Price Index" not in said.source(years, real=False)
    assert "Consumer Price Index" in said.source(years, real=True)
