"""One lettered tile a claim, in the colour of its verdict."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from support.canvas import assert_all_text_on_canvas

from rolereport.analysis.claims import VERDICTS, verdict_counts
from rolereport.data import load
from rolereport.display.charts.verdict_tiles import verdict_tiles
from rolereport.display.style import VERDICT_COLOURS, ink_on, luminance

HEAD = {"title": "31 of 71 claims are supported", "subtitle": "A tile is a claim"}


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return load.table("claims")


@pytest.fixture(scope="module")
def fig(claims: pd.DataFrame) -> Figure:
    return verdict_tiles(claims, verdict_counts(claims), **HEAD)


def tiles(fig: Figure) -> list[Rectangle]:
    return [patch for patch in fig.axes[0].patches if isinstance(patch, Rectangle)]


def letters(fig: Figure) -> dict[tuple[float, float], str]:
    single = [text for text in fig.axes[0].texts if len(text.get_text()) == 1]
    return {text.get_position(): text.get_text() for text in single}


def test_each_claim_has_its_tile_and_letter(fig: Figure, claims: pd.DataFrame) -> None:
    written, rows = letters(fig), list(claims["section"].unique())
    for section, of_section in claims.groupby("section"):
        row = rows.index(str(section))
        said = "".join(written[across, row] for across in range(len(of_section)))
        assert said == "".join(of_section["verdict"].str[0].str.upper())
    assert len(written) == len(claims) + len(VERDICTS)


def test_tiles_have_the_colour_of_their_letter(fig: Figure) -> None:
    initials = {verdict[0].upper(): colour for verdict, colour in VERDICT_COLOURS.items()}
    by_middle = {
        (round(t.get_x() + t.get_width() / 2, 6), round(t.get_y() + t.get_height() / 2, 6)): t
        for t in tiles(fig)
    }
    for (across, down), letter in letters(fig).items():
        tile = by_middle[round(across, 6), round(down, 6)]
        assert to_hex(tile.get_facecolor()) == initials[letter]


def test_the_key_counts(fig: Figure) -> None:
    key = [text.get_text() for text in fig.axes[0].texts if ":" in text.get_text()]
    assert key[0] == "supported: 30"
    assert key[-1] == "unverified: 5"


def test_rows_name_section_and_claims(fig: Figure) -> None:
    labels = [label.get_text().replace("\n", " ") for label in fig.axes[0].get_yticklabels()]
    plain = [label.replace("\N{NO-BREAK SPACE}", " ") for label in labels]
    assert plain[:2] == ["Title (1)", "Job Description (2 to 5)"]
    assert plain[-1] == "Salary for a Medical Assistant (68 to 71)"


def test_no_text_leaves_the_canvas(fig: Figure) -> None:
    assert_all_text_on_canvas(fig)


def test_every_verdict_has_a_colour_and_an_initial_of_its_own() -> None:
    assert list(VERDICT_COLOURS) == VERDICTS
    assert len({verdict[0] for verdict in VERDICTS}) == len(VERDICTS)


@pytest.mark.parametrize("colour", VERDICT_COLOURS.values())
def test_letters_can_be_read(colour: str) -> None:
    lighter, darker = sorted([luminance(colour), luminance(ink_on(colour))], reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
