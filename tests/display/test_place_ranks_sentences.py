"""What is said of ranks: known answers of May 2025 and May 2015, and words that fit any edition."""

from __future__ import annotations

import pandas as pd
import pytest
from support import places_2025 as held
from support.places_2025 import ASSISTANT, LABORATORY, ROLES

from rolereport.analysis import place_ranks
from rolereport.data import load
from rolereport.data.wages import of_own_lines
from rolereport.display.labels import with_labels
from rolereport.display.sentences import place_ranks as said

NO_BREAKS = pd.DataFrame({"year": [2021], "kind": ["classification"], "title": ["Another"]})


@pytest.fixture(scope="module")
def sampled() -> pd.DataFrame:
    wages = of_own_lines(load.wages("states", 2015), load.table("role_soc"), ROLES)
    return with_labels(wages, load.table("roles"))


def test_the_title_tells_who_moves_furthest() -> None:
    assert said.slopes_title(held.states()) == (
        "Prices move Hawaii down 24 places and West Virginia up 14 for laboratory staff"
    )
    still = held.states().assign(rank_change=0.0)
    assert said.slopes_title(still) == "Prices change no rank for laboratory staff"
    assert said.slopes_title(held.nothing()) == "No state can be ranked for May 2025"


def test_how_far_the_orders_agree() -> None:
    (told,) = said.order(held.states(), place_ranks.agreement(held.states()))
    assert "0.84 for laboratory staff (the middle state moves 6 places)" in told
    assert "0.73 for medical assistants (the middle state moves 5 places)" in told
    assert said.order(held.states(), place_ranks.agreement(held.nothing())) == []
    alt = said.slopes_alt(held.states(), place_ranks.agreement(held.states()))
    assert "Hawaii falls furthest, from place 16 to place 40" in alt
    assert told in alt


@pytest.mark.parametrize(
    ("low", "slope", "high", "keeps"),
    [
        (1.03, 1.43, 1.83, "more than keeps up"),
        (0.9, 1.14, 1.39, "cannot be told from just keeping up"),
        (0.2, 0.5, 0.8, "does not keep up"),
    ],
)
def test_a_slope_in_words(low: float, slope: float, high: float, keeps: str) -> None:
    line = {"role": ASSISTANT, "places": 51, "slope": slope, "slope_low": low, "slope_high": high}
    (told,) = said.response(held.states(), pd.DataFrame([{**line, "r_squared": 0.424}]))
    assert f"pays {100 * (1.1**slope - 1):.0f} percent more" in told
    assert f"{100 * (1.1**low - 1):.1f} to {100 * (1.1**high - 1):.1f} percent" in told
    assert f"pay {keeps}. Prices account for 42% of the variation between the 51 states" in told


def test_the_slopes_of_may_2025() -> None:
    lines = place_ranks.price_response(held.states())
    assert said.response_title(held.states(), lines) == (
        "Where prices are 10 percent higher, states pay laboratory staff 15 percent more, "
        "medication aides 13 percent more and medical assistants 11 percent more"
    )
    unknown = place_ranks.price_response(held.nothing())
    assert said.response_title(held.nothing(), unknown) == "No state can be ranked for May 2025"
    assert said.response(held.nothing(), unknown) == []
    falling = lines.assign(slope=-1.0)
    assert "laboratory staff 9 percent less" in said.response_title(held.states(), falling)


def test_what_may_2015_leaves_open(sampled: pd.DataFrame) -> None:
    certainty = place_ranks.certainty(place_ranks.mean_ranks(sampled))
    told = said.sure(certainty, sampled, held.names())
    assert told[-1] == (
        "Medical assistants: of 51 states, six states may rank first; District of Columbia, first "
        "by the published mean, may rank as low as 6; no state has one possible rank only."
    )
    assert "25 ranks for medical assistants" in said.ranges_title(certainty, sampled)
    assert said.ranges_title(certainty.head(0), sampled).startswith("No standard error is held")
    assert "No standard error" in said.ranges_alt(certainty.head(0), sampled, held.names())
    assert told[0] in said.ranges_alt(certainty, sampled, held.names())


def test_whose_errors_are_shown_is_told() -> None:
    told = said.errors(2025, 2015, [2015, 2024, 2025], [2015])
    assert told.startswith("The state files of 2024 and 2025 that are held here print no standard")
    assert "those of May 2015, the one vintage held with" in told
    assert "The estimates of May 2015 come with" in said.errors(2015, 2015, [2015, 2025], [2015])


def test_a_newer_vintage_with_errors_is_said_to_be_the_nearest() -> None:
    told = said.errors(2025, 2026, [2015, 2025, 2026], [2015, 2026])
    assert told.startswith("The state file of 2025 that is held here prints no standard error")
    assert "those of May 2026, the nearest vintage held with" in told


def test_moves_between_two_vintages() -> None:
    moves = pd.DataFrame(
        {"role": LABORATORY, "area": ["PA", "TX", "CA"], "earlier_rank": [27.0, 2, 3],
         "later_rank": [45.0, 3, 2], "rank_change": [-18.0, -1, 1]},
    )  # fmt: skip
    told = said.over_years(moves, held.states(), held.names(), [2024, 2025], NO_BREAKS)
    assert told == [
        "From May 2024 to May 2025 the middle state moved 1 place for laboratory staff "
        "(Pennsylvania furthest, from 27 to 45).",
        said.OVERLAP,
    ]
    tied = moves.assign(rank_change=[1.0, -1, 0])
    told = said.over_years(tied, held.states(), held.names(), [2015, 2025], load.table("breaks"))
    assert told == [
        "From May 2015 to May 2025 the middle state moved 1 place for laboratory staff.",
        "A break lies between: new estimation method.",
    ]
    assert said.over_years(moves.head(0), held.states(), held.names(), [1, 2], NO_BREAKS) == []
