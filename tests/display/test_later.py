"""A chart that loads when it is drawn is the chart, and matplotlib loads no sooner."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rolereport.display import later
from rolereport.publish.preload import SEVERAL

PUT_OFF = """
import sys
from importlib import import_module
from rolereport.display import figure, later, style
if sys.argv[1] == "put off":
    later.put_off(["rolereport.display.charts.tornado", "rolereport.display.words"], import_module)
from rolereport.display.charts.tornado import tornado
import pandas as pd
from math import nan
rows = pd.DataFrame({name: [nan] for name in ("outcome_low", "outcome", "outcome_high")})
loaded = ["matplotlib" in sys.modules]
style.tell_apart(["electricians"])
chart = tornado(rows, nothing="Nothing.", title="Nothing turns it", subtitle="None")
told = "Whatever is assumed, nothing turns the lead of either job."
shown = figure(chart, name="turns", alt=told, caption=".", source=".", data=rows)
loaded.append("matplotlib" in sys.modules)
print(loaded, hash(tuple(shown.data.values())))
"""


def run(script: str, *args: str, **environment: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", script, *args],
        capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "0", **environment},
    )  # fmt: skip
    return told.stdout


def test_a_chart_put_off_is_drawn_as_it_is_and_matplotlib_loads_if_it_must(tmp_path: Path) -> None:
    usual = run(PUT_OFF, "at once")
    loaded, drawn = usual.split("] ")
    assert loaded == "[True, True"
    assert run(PUT_OFF, "put off") == f"[False, True] {drawn}"
    recall = {"ROLEREPORT_RECALL": str(tmp_path)}
    assert run(PUT_OFF, "at once", **recall) == usual  # which remembers
    assert run(PUT_OFF, "put off", **recall) == f"[False, False] {drawn}"


ASKED = """
import sys
from importlib import import_module
from rolereport.display import later
names = ["rolereport.display.charts.range_dots", "rolereport.display.charts.tornado"]
later.put_off(names, import_module)
from rolereport.display.charts import range_dots
real = range_dots.INK
print(real, later.let_in(), *(hasattr(sys.modules[name], "__file__") for name in names[:1]))
"""


def test_whoever_asks_for_anything_else_has_the_real_module_and_all_are_let_in() -> None:
    assert run(ASKED) == "#1b1f24 [] True\n"


LET_IN = """
import sys
from rolereport.publish.layout import Layout
from rolereport.publish.preload import load_charts, preload
chapters = Layout.of_project().chapters()
preload(chapters)
print("matplotlib" in sys.modules)
load_charts(chapters[: int(sys.argv[1])])
names = [name for name in sys.modules if name.startswith("rolereport.display.charts.")]
print("matplotlib" in sys.modules, {hasattr(sys.modules[name], "__file__") for name in names})
"""


@pytest.mark.parametrize(("count", "real"), [(SEVERAL - 1, False), (SEVERAL, True)])
def test_what_chapters_import_loads_matplotlib_for_several_alone(count: int, real: bool) -> None:
    assert run(LET_IN, str(count)) == f"False\n{real} {{{real}}}\n"


STYLED = """
import os, sys
from rolereport.publish.preload import preload
if sys.argv[1] == "before":
    import matplotlib
from rolereport.display import style
if sys.argv[1] == "in another environment":
    os.environ.clear()
    preload([])
import matplotlib
print(matplotlib.rcParams["text.color"], matplotlib.rcParams["legend.frameon"])
"""


@pytest.mark.parametrize("loaded", ["before", "after", "in another environment"])
def test_whenever_matplotlib_loads_it_is_in_house_style(loaded: str) -> None:
    assert run(STYLED, loaded) == "#1b1f24 False\n"


def test_every_chart_of_a_chapter_is_found_in_its_module() -> None:
    files = [file for file in later.FOLDER.glob("*.py") if "@chart" in file.read_text("utf-8")]
    assert len(files) > 30
    for file in files:
        text = file.read_text("utf-8")
        assert len(later._charts_in(later.CHARTS + file.stem)) == text.count("@chart")
