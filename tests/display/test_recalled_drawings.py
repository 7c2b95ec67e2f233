"""A chart whose drawing is remembered is not drawn again, and shows the same."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from rolereport.display import show, style
from rolereport.display.drawing import chart
from rolereport.recall import VARIABLE

drawn: list[str] = []
ROLE = "electricians"


@chart
def bar(data: pd.DataFrame, *, title: str) -> Figure:
    """One bar in the colour of a role."""
    drawn.append(title)
    fig = style.new_figure(1, title=title, subtitle="Dollars")
    fig.add_subplot().barh(["pay"], data["pay"], color=style.role_colour(ROLE))
    return fig


@pytest.fixture(autouse=True)
def forget() -> None:
    drawn.clear()
    style.tell_apart([])


@pytest.fixture
def plain() -> show.Shown:
    return shown()


@pytest.fixture
def remembered(plain: show.Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn.clear()
    monkeypatch.setenv(VARIABLE, str(tmp_path))


def shown(pay: float = 5, title: str = "Pay is five", name: str = "pay") -> show.Shown:
    data = pd.DataFrame({"pay": [pay]})
    alt = f"One bar tells what is paid, and that is {pay} dollars."
    return show.figure(
        bar(data, title=title), name=name, alt=alt, caption="Pay.", source="BLS", data=data
    )


def test_without_a_folder_it_is_drawn_each_time() -> None:
    assert shown() == shown() and len(drawn) == 2


@pytest.mark.usefixtures("remembered")
def test_a_remembered_drawing_is_the_same_with_its_heading(plain: show.Shown) -> None:
    first, again = shown(), shown()
    assert first == again == plain and len(drawn) == 1
    assert again.about["title"] == "Pay is five" and again.about["heading"] > 0


@pytest.mark.usefixtures("remembered")
def test_what_it_depends_on_draws_it_anew() -> None:
    shown(), shown(pay=6), shown(title="Pay is another"), shown(name="other")
    assert len(drawn) == 4


@pytest.mark.usefixtures("remembered")
def test_the_colours_of_an_edition_draw_it_anew() -> None:
    grey = shown()
    style.tell_apart([ROLE])
    assert shown() != grey and len(drawn) == 2


@pytest.mark.usefixtures("remembered")
def test_matplotlib_s_settings_draw_it_anew() -> None:
    usual = shown()
    with matplotlib.rc_context({"ytick.labelsize": 20}):
        assert shown() != usual
    assert len(drawn) == 2
