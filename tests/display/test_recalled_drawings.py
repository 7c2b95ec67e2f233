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


def shown(pay: float = 5.0, title: str = "Pay is five", name: str = "pay") -> show.Shown:
    return shown_as(bar(pd.DataFrame({"pay": [pay]}), title=title), pay, name)


def shown_as(fig: Figure, pay: float = 5.0, name: str = "pay") -> show.Shown:
    data = pd.DataFrame({"pay": [pay]})
    alt = f"One bar tells what is paid, and that is {pay} dollars."
    return show.figure(fig, name=name, alt=alt, caption="Pay.", source="BLS", data=data)


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
def test_a_colour_that_a_chapter_changes_draws_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(style.ROLE_COLOURS, ROLE, "#14599d")
    shown()
    monkeypatch.setitem(style.ROLE_COLOURS, ROLE, "#00ff00")
    assert "#00ff00" in shown().data["image/svg+xml"]


@pytest.mark.usefixtures("remembered")
def test_it_is_drawn_of_the_data_as_they_were_when_it_was_called() -> None:
    data = pd.DataFrame({"pay": [5.0]})
    put_off = bar(data, title="Pay is five")
    data["pay"] = 900.0
    assert shown_as(put_off) == shown(pay=5.0)


@pytest.mark.usefixtures("remembered")
def test_whoever_works_on_the_chart_itself_has_it_shown_as_it_then_is() -> None:
    usual = shown()
    for label in ("Mine", "Another of mine"):
        fig = bar(pd.DataFrame({"pay": [5.0]}), title="Pay is five")
        fig.axes[0].set_xlabel(label)
        assert f">{label}<" in shown_as(fig).data["image/svg+xml"]
    assert shown() == usual


@pytest.mark.usefixtures("remembered")
def test_matplotlib_s_settings_draw_it_anew() -> None:
    usual = shown()
    with matplotlib.rc_context({"ytick.labelsize": 20}):
        assert shown() != usual
    assert len(drawn) == 2
