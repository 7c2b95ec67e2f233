"""The one door: what it writes, what it refuses, and that equal input gives equal bytes."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from rolereport.display import Column, figure, findings, table
from rolereport.display.show import Shown, _one_line, heading
from rolereport.display.style import new_figure

ALT = "Medical assistants earn less at the median than laboratory staff do."
DATA = pd.DataFrame({"role": ["a", "b"], "pay": [45690.123456789, float("nan")]})


def drawn(height: float = 1.0) -> Figure:
    fig = new_figure(height, title="A finding", subtitle="What is plotted")
    fig.add_subplot().plot([0, 1], [height, 2])
    return fig


def shown(fig: Figure | None = None, **changes: str) -> Shown:
    given = {"name": "pay", "alt": ALT, "caption": "How to read it.", "source": "BLS"} | changes
    return figure(fig or drawn(), data=DATA, **given)


def test_a_figure_carries_svg_data_and_alt() -> None:
    data, metadata = shown()._repr_mimebundle_()
    assert data["image/svg+xml"].startswith("<svg")
    assert f"<title>{ALT}</title>" in data["image/svg+xml"]
    assert data["text/csv"] == "role,pay\na,45690.12\nb,\n"
    assert data["text/plain"] == ALT
    assert metadata["rolereport"]["kind"] == "figure"


def test_a_figure_says_its_heading_and_how_far_down_it_reaches() -> None:
    long = "A finding that is told in so many words that one line of the drawing cannot hold it all"
    fig = new_figure(2, title=f"{long}, in full-time pay", subtitle="What is plotted")
    told = shown(fig).about
    assert told["title"] == f"{long}, in full-time pay"
    assert told["subtitle"] == "What is plotted"
    assert 30 < told["heading"] < (fig.get_figheight() - 2) * 72
    below = fig.text(0.5, 0.1, "note").get_window_extent()
    assert below.y1 < (1 - told["heading"] / 72 / fig.get_figheight()) * fig.bbox.height


def test_a_heading_broken_behind_a_hyphen_is_put_together() -> None:
    assert _one_line("a full-\ntime job\n- and no more") == "a full-time job - and no more"


def test_a_chart_of_another_style_has_no_heading() -> None:
    assert heading(Figure()) == {}


def test_text_stays_text() -> None:
    assert ">A finding</text>" in shown().data["image/svg+xml"]


def test_equal_figures_have_equal_bytes_and_changed_ones_have_not() -> None:
    assert shown().data == shown().data
    assert shown(drawn(1.5)).data["image/svg+xml"] != shown().data["image/svg+xml"]


@pytest.mark.parametrize("alt", ["", "Too short to be a finding."])
def test_alt_text_must_say_something(alt: str) -> None:
    with pytest.raises(ValueError, match="figure pay"):
        shown(alt=alt)


def test_alt_text_must_differ_from_the_caption() -> None:
    with pytest.raises(ValueError, match="must say the finding"):
        shown(caption=ALT)


def test_the_build_gets_svg_and_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEREPORT_FIGURES", str(tmp_path))
    displayed = shown()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pay.csv", "pay.svg"]
    assert (tmp_path / "pay.svg").read_text(encoding="utf-8") == displayed.data["image/svg+xml"]


def test_nothing_is_written_outside_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROLEREPORT_FIGURES", raising=False)
    monkeypatch.chdir(tmp_path)
    shown()
    assert list(tmp_path.iterdir()) == []


def test_a_table_has_caption_scopes_and_units() -> None:
    columns = {"role": Column("Role"), "pay": Column("Median, dollars a year", "dollars")}
    html = table(DATA, name="t", caption="Pay <2025>", source="BLS", columns=columns).data[
        "text/html"
    ]
    assert "<caption>Pay &lt;2025&gt;" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert "$45,690" in html
    assert "not published" in html
    assert "NaN" not in html and "nan" not in html


def test_a_rate_keeps_its_first_decimal() -> None:
    assert Column("A year", "rate").write(-0.0123) == "−1.2%"
    assert Column("A year", "percent").write(-0.0123) == "−1%"


def test_a_table_refuses_a_column_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="median"):
        table(DATA, name="t", caption="c", source="s", columns={"median": Column("Median")})


def test_findings_are_a_marked_list() -> None:
    data, metadata = findings(["One.", "Two."])._repr_mimebundle_()
    assert data["text/markdown"] == "- One.\n- Two."
    assert metadata["rolereport"]["kind"] == "findings"


def test_dollar_signs_are_not_taken_for_mathematics() -> None:
    data = findings(["From $22,870 to $31,540."]).data
    assert "$" not in data["text/markdown"]
    assert unescape(re.sub(r"</?span>", "", data["text/markdown"])) == data["text/plain"]
    assert data["text/plain"] == "- From $22,870 to $31,540."
    columns = {"role": Column("Role"), "pay": Column("Median", "dollars")}
    html = table(DATA, name="t", caption="c", source="s", columns=columns).data["text/html"]
    assert "mathjax_ignore" in html


def test_the_asterisk_of_a_name_is_not_taken_for_emphasis() -> None:
    data = findings(["**O*NET** and O*NET."]).data
    assert data["text/markdown"] == r"- **O\*NET** and O\*NET."


def test_a_chapter_s_import_cell_runs_twice_in_one_kernel() -> None:
    # The subpackage of sentences has the function's name; a student who runs the cell again
    # must not get the one for the other.
    twice = """
for time in range(2):
    from rolereport.display import sentences
    from rolereport.display.sentences import salaries
    sentences("A sentence.")
"""
    subprocess.run([sys.executable, "-c", twice], check=True)
