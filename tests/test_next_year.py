"""The release after the newest one held flows through to every chapter, with the right year.

Files of the Bureau's shape are made of the newest release: each figure times a factor of its own
occupation and place. They are lent to one run of all chapters, and what that run tells is set
beside the saved chapters, text by text. No sentence is known here in advance: whatever changed its
figures must have changed its year, or name none; and a figure must never stand beside the year of
the other release.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.next_release import NEW, OLD, national, states
from support.told import HEADING, Text, texts

from rolereport.choices import priced_years
from rolereport.cli.own import lent
from rolereport.data import load
from rolereport.data.wages import of_roles
from rolereport.display import words
from rolereport.parameters import Parameters
from rolereport.publish.chapters import WHAT_CHANGED
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import provenance
from rolereport.publish.runner import run_chapters

PLACES = "05-pay-by-place"
ARTICLE = "08-article-check"  # speaks of the years that the claims are about
OF_NO_YEAR = {"02-training", "03-credentials"}
OF_WAGES = {
    "00-answer", "01-which-med-tech", "04-salaries", PLACES, "06-pay-over-time",
    "07-payoff", ARTICLE, "09-sources-and-methods", WHAT_CHANGED,
}  # fmt: skip
SHOWN = ["p10", "p25", "p50", "p75", "p90", "mean"]
JOBS = 2


def chapters() -> list[Path]:
    """The chapters of an edition whose wages were added by hand."""
    layout = Layout.of_project()
    return [*layout.chapters(), layout.on_request()[WHAT_CHANGED]]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The next release, lent to this module: the nation, and the states for the larger jobs."""
    folder = tmp_path_factory.mktemp("release")
    largest = load.wages("national", OLD).nlargest(150, "employment")["soc_code"]
    carrying = load.role_soc(Parameters().compared)["soc_code"]
    with lent((national(folder), states(folder, {*largest, *carrying})), {}):
        yield


@pytest.fixture(scope="module")
def now(release: None, tmp_path_factory: pytest.TempPathFactory) -> list[Text]:
    """What the chapters tell of the next release."""
    folder, values = tmp_path_factory.mktemp("chapters"), Parameters().model_dump()
    assert values["year"] == NEW
    return texts(run_chapters(chapters(), folder, values, folder / "figures", JOBS))


@pytest.fixture(scope="module")
def before() -> list[Text]:
    """What the saved chapters tell of the newest release held."""
    return texts(chapters())


@pytest.fixture(scope="module")
def of_metros(now: list[Text]) -> list[Text]:
    """What is told of metropolitan areas, whose next estimates are not lent."""
    begun = {text.output for text in now if text.words.startswith("Metropolitan estimates are")}
    told = begun | {"places-metros"}
    return [text for text in now if text.chapter == PLACES and text.output in told]


@pytest.fixture(scope="module")
def changed(now: list[Text], before: list[Text], of_metros: list[Text]) -> list[Text]:
    """The texts of the next release that the saved chapters do not have."""
    held = {(text.chapter, text.kind, text.words) for text in (*before, *of_metros)}
    return [text for text in now if (text.chapter, text.kind, text.words) not in held]


@pytest.fixture(scope="module")
def dated(now: list[Text]) -> dict[tuple[str, str], set[int]]:
    """The years that the heading of each figure and table names."""
    found = defaultdict(set)
    for text in now:
        if text.kind in HEADING:
            found[text.chapter, text.output] |= text.years
    return found


def years_of(text: Text, dated: dict[tuple[str, str], set[int]]) -> set[int]:
    """The years that a text names, with those of its heading in a figure or a table."""
    return text.years | dated.get((text.chapter, text.output), set())


def pay_of(year: int) -> set[str]:
    """The nation's pay of the compared jobs in a year and in no other, as a reader sees it."""
    soc, roles = load.role_soc(Parameters().compared), Parameters().compared
    lines = of_roles(load.wages("national"), soc, roles)
    told = lines.melt("year", [f"{name}_annual" for name in SHOWN], value_name="pay").dropna()
    told["pay"] = told["pay"].map(words.dollars)
    elsewhere = set(told.loc[told["year"] != year, "pay"])
    return set(told.loc[told["year"] == year, "pay"]) - elsewhere


def short(found: list[Text]) -> list[Text]:
    return [text._replace(words=text.words[:300]) for text in found]


def test_whatever_changed_its_figures_names_the_new_year_or_none(
    changed: list[Text], dated: dict[tuple[str, str], set[int]]
) -> None:
    stale = [text for text in changed if NEW not in years_of(text, dated) != set()]
    assert short(stale) == []


def test_nothing_that_changed_is_still_headed_by_the_old_year(
    now: list[Text], changed: list[Text]
) -> None:
    touched = {(text.chapter, text.output) for text in changed if text.chapter != ARTICLE}
    stale = [
        text
        for text in now
        if (text.chapter, text.output) in touched
        and text.kind != "row"
        and f"May {OLD}" in text.words
        and NEW not in text.years
    ]
    assert short(stale) == []


def test_pay_in_metropolitan_areas_is_dated_where_its_estimates_are_older(
    of_metros: list[Text],
) -> None:
    pay = [text for text in of_metros if text.kind == "prose" and text.dollars]
    heads = [text for text in of_metros if text.kind == "title" or "dashed line" in text.words]
    assert pay and len(heads) >= 2
    own = max(load.years("metros"))
    assert short([text for text in (*pay, *heads) if own not in text.years]) == []


def test_a_figure_of_the_nation_stands_beside_its_own_year(
    release: None, now: list[Text], dated: dict[tuple[str, str], set[int]]
) -> None:
    for year in (OLD, NEW):
        pay = pay_of(year)
        assert len(pay) > 10
        shown = [text for text in now if text.dollars & pay]
        assert len(shown) >= 3
        undated = [text for text in shown if year not in years_of(text, dated)]
        # A sentence without a year speaks of the edition's.
        wrong = [text for text in undated if year == OLD or years_of(text, dated)]
        assert short(wrong) == []


def test_the_new_year_reaches_every_chapter_of_wages_and_no_other(changed: list[Text]) -> None:
    assert {text.chapter for text in changed if NEW in text.years} == OF_WAGES
    assert {text.chapter for text in changed} & OF_NO_YEAR == set()


def test_the_edition_is_dated_and_sourced(release: None, tmp_path: Path) -> None:
    layout = Layout.of_project()
    edition = Edition.of(Parameters().model_dump(), tmp_path, own=[f"oesm{NEW % 100}nat.zip"])
    told = provenance(edition, layout, Inputs({}, {}, {}))
    assert told.told == f"United States (US), May {NEW}"
    assert told.wages == f"OEWS, May {NEW}, national estimates"
    assert f"to May {NEW}" in told.data
    producer = "U.S. Bureau of Labor Statistics: Occupational Employment and Wage Statistics"
    linked = [title for title in told.sources.values() if title.startswith(producer)]
    assert linked == [f"{producer}, May {NEW}"]


def test_a_year_whose_prices_are_not_held_is_told_in_dollars_that_are(tmp_path: Path) -> None:
    priced = max(priced_years())
    last, year = min(OLD, priced), priced + 1
    with lent((national(tmp_path, year),), {}):
        assert Parameters().latest_may == last
        values, layout = Parameters().model_dump(), Layout.of_project()
        asked = [path for path in layout.chapters() if path.stem[:2] in ("06", "07")]
        told = texts(run_chapters(asked, tmp_path / "out", values, tmp_path / "figures", JOBS))
    prose = [text.words for text in told if text.kind != "row"]
    assert f"Consumer prices of May {year} are not held, so real pay ends with May {last}." in prose
    assert any(f"brought to dollars of May {priced} by consumer prices" in each for each in prose)
    real = {year for each in prose for year in re.findall(r"dollars of May (\d{4})", each)}
    assert real <= {str(last), str(priced)}
    both = next(each for each in prose if "as published and" in each and "taken out" in each)
    assert f" to {last} the median pay" in both
    risen = load.wages("national", last).set_index("soc_code").at["31-9092", "p50_annual"]
    base = load.wages("national", 2012).set_index("soc_code").at["31-9092", "p50_annual"]
    assert f"rose {words.percent(risen / base - 1, 1)} as published" in both
