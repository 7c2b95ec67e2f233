"""What is said of a user's own pay follows from its figures, and never oversteps them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.own_groups import group, groups, line, lines

from rolereport.analysis.own_pay import compared
from rolereport.choices import area_titles
from rolereport.data import load
from rolereport.display.sentences import own_pay as said
from rolereport.display.sentences import own_pay_tables as told

NAN = float("nan")


def rows_of(own: pd.DataFrame, official: pd.DataFrame) -> pd.DataFrame:
    names = load.roles(list(own["role"].unique()))
    return said.called(compared(own, official), names, area_titles())


def one(
    median: float = 46_000, own: dict[str, object] | None = None, **official: object
) -> pd.DataFrame:
    return rows_of(groups(group(median=median) | (own or {})), lines(line(45_000, **official)))


def standing(rows: pd.DataFrame) -> str:
    return said.standing(next(rows.itertuples()))


@pytest.mark.parametrize(
    ("median", "sentence", "title"),
    [
        (
            48_000,
            "are paid $48,000 at the median: above the official $45,000 there, by between $1,700 "
            "and $4,300.",
            "Your medical assistants in Texas are paid $1,700 to $4,300 more than the official "
            "median",
        ),
        (
            42_000,
            "below the official $45,000 there, by between $1,700 and $4,300.",
            "Your medical assistants in Texas are paid $1,700 to $4,300 less than the official "
            "median",
        ),
        (
            45_500,
            "about the same as the official $45,000 there (between $800 less and $1,800 more).",
            "Your medical assistants in Texas are paid about the official median",
        ),
        (
            46_100,
            "against the official $45,000 there: too few to say which is more (between $200 less "
            "and $2,400 more).",
            "Too few of your medical assistants in Texas to say whether they are paid above the "
            "official median",
        ),
    ],
)
def test_a_group_is_told_by_its_verdict(median: float, sentence: str, title: str) -> None:
    rows = one(median)
    assert sentence in standing(rows)
    assert standing(rows).startswith("Your 60 medical assistants in Texas are paid ")
    assert said.title(rows) == title


def test_without_an_interval_nothing_is_said_of_the_difference() -> None:
    rows = one(own={"p50_low": NAN, "p50_high": NAN})
    assert standing(rows).endswith("too few to say how far chance alone moved it.")
    assert told.differences(rows).iloc[0].tolist()[3:] == [
        "", "about the 56th percentile", "too few to say",
    ]  # fmt: skip


def test_a_median_that_is_not_printed_is_told_as_such() -> None:
    missing = {f"p{each}_annual": NAN for each in (10, 25, 50, 75, 90)}
    assert standing(one(**missing)).endswith("median; no official median is published.")
    coded = {"codes": "p50_annual=#; p75_annual=#; p90_annual=#", "ceiling_annual": 239_200.0}
    rows = one(**missing, **coded)
    assert standing(rows).endswith("the official median is $239,200 or more.")
    assert told.percentiles(rows)["p90"].tolist() == ["$59,800", "at least $239,200"]


def test_pay_of_a_blended_line_is_told_as_that() -> None:
    own = groups(group("laboratory-technician"), group("medication-aide"))
    official = lines(line(relation="combined"), line(relation="contains"))
    first, second = rows_of(own, official).itertuples()
    assert "the official $45,000 of laboratory staff there" in said.standing(first)
    assert "the official $45,000 of nursing assistants there" in said.standing(second)


def test_a_wider_area_is_named_where_it_stands_in() -> None:
    rows = rows_of(groups(group(area="12420")), lines(line(45_000, "TX")))
    assert "the official $45,000 in Texas" in standing(rows)
    assert said.elsewhere(rows).endswith(
        "medical assistants in Austin-Round Rock-San Marcos, TX with those in Texas."
    )
    assert told.percentiles(rows)["whose"].tolist() == ["yours", "official in Texas"]
    assert told.percentiles(one())["whose"].tolist() == ["yours", "official"]
    assert said.elsewhere(one()) == ""


@pytest.mark.parametrize(
    ("medians", "title"),
    [
        ([48_000, 48_000], "Both groups of your people are paid above the official median"),
        ([48_000] * 3, "All three groups of your people are paid above the official median"),
        (
            [48_000, 42_000, 45_500, 46_100, 46_100],
            "Of five groups of your people, one is paid above the official median, one is paid "
            "below it, one is paid about it and two are within chance of it",
        ),
    ],
)
def test_the_title_counts_the_verdicts(medians: list[float], title: str) -> None:
    areas = ["TX", "CA", "NM", "NY", ""]
    own = groups(
        *[group(area=area, median=each) for area, each in zip(areas, medians, strict=False)]
    )
    assert said.title(rows_of(own, lines(*[line()] * len(medians)))) == title


def test_of_many_groups_the_two_farthest_are_told() -> None:
    medians = [48_000, 60_000, 29_000, 45_500]
    own = groups(*[group(area=area, median=each)
                   for area, each in zip(["TX", "CA", "NM", "NY"], medians, strict=True)],
                 group(area="WY", hidden="few"), group(area="ID", hidden="few"))  # fmt: skip
    found = said.findings(rows_of(own, lines(*[line()] * 6)), own)
    assert len(found) == 4
    assert "in New Mexico" in found[1] and "in California" in found[2]
    assert found[3] == "Not shown: two groups of too few people."


def test_where_no_group_can_be_shown_that_is_all() -> None:
    own = groups(group(hidden="few"), group(area="", hidden="rest"))
    ended = said.ended(rows_of(own, lines(line(), line())), own)
    assert ended is not None and ended.about == {"kind": "end"}
    assert ended.data["text/plain"].startswith("No group of your people can be shown")
    assert "`--smallest`" in ended.data["text/plain"]
    assert said.ended(one(), groups()) is None


def test_pay_in_other_dollars_is_told_beside_what_the_file_says() -> None:
    rows = one(48_000).assign(factor=0.96)
    assert "are paid $50,000 at the median, or $48,000 in dollars of May 2025: above" in standing(
        rows
    )


def test_of_when_the_pay_is_is_said() -> None:
    assert "Of which month yours is was not said" in said.when(one())
    rows = one().assign(month="2026-03", in_may=True)
    assert said.when(rows).startswith("Your pay of March 2026 is given in dollars of May 2025")
    assert "no prices are held" in said.when(rows.assign(in_may=False))


def test_what_chance_is_in_the_interval_is_said() -> None:
    assert said.chance(one()).endswith("none is published for medians.")
    without = one(mean_rse=NAN)
    assert said.chance(without).endswith("no sampling error of the official pay is held.")
    both = rows_of(groups(group(), group(area="CA")), lines(line(mean_rse=NAN), line(area="CA")))
    assert said.chance(both).endswith("It is not held for pay in Texas.")


def test_of_many_intervals_some_miss() -> None:
    many = rows_of(groups(*[group()] * 10), lines(*[line()] * 10))
    assert said.chance(many).endswith(" Of ten such intervals about one misses it.")
    assert "such intervals" not in said.chance(one())


def test_the_source_names_the_kind_of_file_and_the_survey() -> None:
    own = [group() | {"kind": "workbook and text file"}]
    rows = rows_of(groups(*own), lines())
    assert said.source(rows).startswith("Yours: a workbook and a text file of salaries")
    assert "Occupational Employment and Wage Statistics, May 2025." in said.source(rows)


def test_figures_are_written_as_published_wages_are() -> None:
    rows = one(own={"p50": 46_003.2, "p50_low": 45_001.7})
    assert told.percentiles(rows).iloc[0]["p50"] == "$46,000"
    assert told.differences(rows).iloc[0]["median"] == "$45,000 to $47,000"
    assert told.percentiles(rows).iloc[1][["people", "p10"]].tolist() == ["1,000", "$36,000"]


def test_shares_are_told_with_what_is_left_open() -> None:
    shares = told.shares(one()).iloc[0]
    assert shares["p50"].startswith("45% (17% to")
    few = told.shares(one(own={"p10": NAN, "p25": NAN, "p75": NAN, "p90": NAN})).iloc[0]
    assert few["p10"] == "0% to 61%"


@pytest.mark.parametrize(
    ("low", "point", "high", "rank"),
    [
        (0.5, 0.549, 0.75, "about the 55th percentile"),
        (0.0, NAN, 0.1, "below the 10th percentile"),
        (0.9, NAN, 1.0, "above the 90th percentile"),
        (0.25, NAN, 0.5, "between the 25th and 50th percentile"),
        (0.0, NAN, 1.0, ""),
        (NAN, NAN, NAN, ""),
    ],
)
def test_a_rank_is_as_exact_as_the_percentiles(
    low: float, point: float, high: float, rank: str
) -> None:
    row = one().assign(rank_low=low, rank_point=point, rank_high=high)
    assert told.rank(next(row.itertuples())) == rank


def test_nothing_unknown_is_printed() -> None:
    rows = rows_of(
        groups(group(points=("p50",)), group(area="", points=("p25", "p50", "p75"))),
        lines(line(p10_annual=NAN, mean_rse=NAN), line(employment=NAN)),
    )
    text = " ".join([said.alt(rows), said.caption(rows), said.subtitle(rows), said.title(rows)])
    assert "nan" not in text and "None" not in text
    for frame in (told.percentiles(rows), told.differences(rows), told.shares(rows)):
        assert not frame.isna().any(axis=None)
        assert not np.any(frame.astype("str").map(lambda cell: "nan" in cell))
