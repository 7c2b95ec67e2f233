"""Known answers on jobs, mix and places, and what is said where nothing is published."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from rolereport.analysis import every_occupation, forecasts, place_change, trends
from rolereport.data import load
from rolereport.data.wages import of_roles
from rolereport.display.sentences import jobs, local, mix

NAN = float("nan")
NEW_METHOD = pd.DataFrame({"year": [2012.0, 2021.0], "title": ["Old", "New method"]})
WINDOWS = {"past": "2016-26", "next": "2024-34"}
ASSISTANT, TECHNICIAN = "medical-assistant", "laboratory-technician"


def named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(load.table("roles")[["role", "plural"]], on="role", how="left")


def expected(*roles: str) -> pd.DataFrame:
    tables = load.table("projections"), load.table("role_soc")
    return named(forecasts.forecasts(*tables, list(roles)))


class TestJobs:
    def test_windows(self) -> None:
        assert jobs.windows_of(load.table("projections")) == WINDOWS

    def test_the_count_against_the_path(self) -> None:
        assert jobs.title(expected(ASSISTANT, "registered-nurse", TECHNICIAN), WINDOWS) == (
            "Against the path projected for 2016-26, jobs in 2024 were 3.8% above for medical "
            "assistants and 2.6% above for registered nurses"
        )
        on = expected(ASSISTANT).assign(miss=0.0001)
        assert jobs.title(on, WINDOWS).endswith("jobs in 2024 were on it for medical assistants")
        assert jobs.title(expected(TECHNICIAN), WINDOWS) == jobs.NO_COUNT

    def test_the_chart_in_words(self) -> None:
        alt = jobs.alt(expected(ASSISTANT, TECHNICIAN), WINDOWS, "Title", "Sub")
        assert "634,400 in 2016 projected to be 818,400 in 2026" in alt
        assert "the count of 2024 was 3.8% above" in alt
        assert alt.endswith(
            "laboratory technicians: 164,200 in 2016 projected to be 187,200 in 2026."
        )
        nobody = expected("nobody").assign(plural="nobodies")
        assert "Nobodies: no projection published" in jobs.alt(nobody, WINDOWS)

    def test_against_all_occupations(self) -> None:
        everyone = next(expected("all-occupations").itertuples())
        told = jobs.compared(expected(ASSISTANT), everyone, WINDOWS)
        assert told == (
            "For 2024-34 the projection is +12.5% for medical assistants, with 13.8 openings a "
            "year for every 100 jobs. For all occupations it is +3.1% and 11.1 openings."
        )
        assert jobs.compared(expected(TECHNICIAN), everyone, WINDOWS).startswith("No jobs")

    def test_how_good_the_projection_was(self) -> None:
        misses = pd.Series([0.01, -0.02, 0.1, -0.3])
        told = jobs.how_good(misses, expected(ASSISTANT), WINDOWS)
        assert told.startswith(
            "Of 4 occupations with one code in both editions, half were within 6.0%"
        )
        assert told.endswith("50% were further off than medical assistants.")
        assert jobs.how_good(misses, expected(TECHNICIAN), WINDOWS).endswith("path by 2024.")
        assert jobs.how_good(misses.head(0), expected(ASSISTANT), WINDOWS).startswith("No")

    def test_paths_are_named_by_their_end(self) -> None:
        labels = jobs.path_label(pd.DataFrame({"series": ["2016-26", "2024-34"]}))
        assert labels.tolist() == ["Projected for 2026", "Projected for 2034"]

    def test_counts_moved_apart_too(self) -> None:
        wages, breaks = load.wages("national"), load.table("breaks")
        control = every_occupation.control(wages, breaks, "employment")
        assert "in 2021 those of all occupations moved 2.0 times" in jobs.moved_apart(control)
        none = dataclasses.replace(control, broken={})
        assert jobs.moved_apart(none).startswith("No break")

    def test_the_source_names_the_survey_only_where_drawn(self) -> None:
        assert "Wage Statistics" not in jobs.source(WINDOWS)
        assert "2002 to 2025" in jobs.source(WINDOWS, pd.Series([2002, 2025]))


class TestMix:
    @pytest.fixture
    def lines(self) -> pd.DataFrame:
        roles = [*trends.PARTS, trends.WHOLE]
        rows = trends.apart(of_roles(load.wages("national"), load.table("role_soc"), roles))
        return trends.real(rows, load.table("cpi"), 2025)

    def test_pay_moved_it_and_mix_hardly(self, lines: pd.DataFrame) -> None:
        parts = lines[lines["role"].isin(trends.PARTS)]
        first, second = mix.mixed(parts, lines[lines["role"] == trends.WHOLE], ("A", "B"))
        assert (
            "rose $3,706, in dollars of May 2025: $3,553 of it by pay and $153 of it by mix"
            in first
        )
        assert "A went from 50.4% to 51.0%" in first
        assert "fell $2,606 from 2016 to 2025" in second
        assert "41.6% of the jobs by 2025 instead of 51.0%" in second

    def test_a_mean_that_no_mix_gives(self, lines: pd.DataFrame) -> None:
        parts, whole = lines[lines["role"].isin(trends.PARTS)], lines[lines["role"] == trends.WHOLE]
        high = whole.assign(mean_annual=1e6)
        assert "No mix of the two" in mix.mixed(parts, high, ("A", "B"))[1]
        assert len(mix.mixed(parts, whole[whole["year"] < 2017], ("A", "B"))) == 1

    def test_other_roles_are_no_blend(self, lines: pd.DataFrame) -> None:
        assert mix.mixed(lines.head(0), lines.head(0), ("A", "B")) == [mix.NO_BLEND]


class TestLocal:
    @pytest.fixture(scope="class")
    @staticmethod
    def changes() -> pd.DataFrame:
        held = of_roles(load.wages("states"), load.table("role_soc"), [ASSISTANT])
        real = trends.real(held, load.table("cpi"), 2025)
        return named(place_change.between(real, 2015, 2025))

    @pytest.fixture(scope="class")
    @staticmethod
    def marked(changes: pd.DataFrame) -> pd.DataFrame:
        texas = changes[changes["area"] == "TX"].assign(place="Texas", nation=False)
        nation = texas.assign(place="United States", nation=True, percent=0.105)
        return pd.concat([texas, nation])

    def test_how_many_states_rose(self, changes: pd.DataFrame, marked: pd.DataFrame) -> None:
        assert local.title(changes, marked[marked["nation"]], (2015, 2025), NEW_METHOD) == (
            "Real median pay from 2015 to 2025, across a break, rose in 49 of 51 states for "
            "medical assistants"
        )
        assert local.title(changes.head(0), marked, (2015, 2025), NEW_METHOD) == local.NO_CHANGE

    def test_a_place_is_set_against_the_nation(
        self, changes: pd.DataFrame, marked: pd.DataFrame
    ) -> None:
        told = local.title(changes, marked, (2015, 2025), NEW_METHOD)
        assert told == (
            "In Texas, from 2015 to 2025, across a break, real median pay of medical assistants "
            "rose 3.1% (nation: +10.5%)"
        )
        twice = local.title(changes, marked, (2011, 2025), NEW_METHOD)
        assert twice.startswith("In Texas, from 2011 to 2025, across breaks, real")
        alone = local.title(changes, marked[~marked["nation"]], (2015, 2025), NEW_METHOD.head(1))
        assert alone.startswith("In Texas, from 2015 to 2025, real median pay")
        assert "(nation: not known)" in alone
        alt = local.alt(changes, marked, told, "Sub")
        assert "Medical assistants −5.1% to +22.1% in 51 states, Texas +3.1%" in alt

    def test_the_breaks_between_are_named(self) -> None:
        told = local.caption(NEW_METHOD, (2015, 2025), ["laboratory staff"])
        assert "lie breaks: 2021 (new method)." in told
        assert "No comparable line for laboratory staff." in told
        assert "lie breaks" not in local.caption(NEW_METHOD.head(1), (2015, 2025), [])
