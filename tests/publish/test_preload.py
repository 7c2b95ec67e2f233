"""What is loaded before processes are copied, and that it leaves the process as it was."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from miniature import code_cell, write_chapter

from rolereport.publish import course, preload, undescribed


def chapter(folder: Path, name: str, source: str) -> Path:
    return write_chapter(folder / f"{name}.ipynb", code_cell(source))


def test_a_chapter_s_imports_are_found_and_loaded_and_what_fails_is_left(tmp_path: Path) -> None:
    (tmp_path / "loaded_before.py").write_text("")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "inside.py").write_text("")
    sources = [
        "import loaded_before",
        "from package import nothing, inside",
        "import no_such_module",
        "%magic line",
        "import json",
    ]
    paths = [chapter(tmp_path, str(place), source) for place, source in enumerate(sources)]
    told = f"""
import sys
from pathlib import Path
from rolereport.publish.preload import preload
sys.path.append({str(tmp_path)!r})
preload([Path(word) for word in {[str(path) for path in paths]!r}])
print("loaded_before" in sys.modules, "package.inside" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout == "True True\n"


ENOUGH = """
import sys
from pathlib import Path
from rolereport.publish.preload import preload
sys.path.append(sys.argv[1])
chapters = [*map(Path, sys.argv[2:])]
preload(chapters, enough=lambda: "of_two" in sys.modules)
print("of_two" in sys.modules, "of_one" in sys.modules)
preload(chapters[:1])
print("of_one" in sys.modules)
"""


def test_what_most_chapters_import_is_loaded_first_and_no_more_than_is_enough(
    tmp_path: Path,
) -> None:
    for name in ("of_one", "of_two"):
        (tmp_path / f"{name}.py").write_text("")
    sources = ["import of_one, of_two", "import of_two"]
    chapters = [chapter(tmp_path, str(place), source) for place, source in enumerate(sources)]
    command = [sys.executable, "-c", ENOUGH, str(tmp_path), *map(str, chapters)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "True False\nTrue\n"


@pytest.mark.parametrize(("count", "warmed"), [(preload.SEVERAL - 1, 0), (preload.SEVERAL, 1)])
def test_data_is_read_once_for_several_chapters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, warmed: int
) -> None:
    calls: list[int] = []
    monkeypatch.setitem(sys.modules, preload.DATA, SimpleNamespace(warm=lambda: calls.append(1)))
    preload.warm([chapter(tmp_path, str(place), "1") for place in range(count)])
    assert len(calls) == warmed


LOADED = """
import sys
from rolereport.publish.layout import Layout
from rolereport.publish.preload import CALLED_FOR, preload, warm
chapters = Layout.of_project().chapters()[: int(sys.argv[1])]
preload(chapters)
warm(chapters)
print(sum(name in sys.modules for name in CALLED_FOR))
"""


@pytest.mark.parametrize(("count", "loaded"), [(preload.SEVERAL - 1, 0), (10, 3)])
def test_what_is_long_to_load_is_loaded_once_for_several_and_else_when_called_for(
    count: int, loaded: int
) -> None:
    command = [sys.executable, "-c", LOADED, str(count)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == f"{loaded}\n"


def test_a_shell_made_ready_leaves_no_trace(capsys: pytest.CaptureFixture[str]) -> None:
    from rolereport.publish import in_process

    main, names, hook = sys.modules["__main__"], set(vars(builtins)), sys.displayhook
    in_process.get_ready.cache_clear()
    in_process.get_ready()
    assert sys.modules["__main__"] is main
    assert set(vars(builtins)) == names
    assert sys.displayhook is hook
    assert not in_process._ShellAsOfZmq.initialized()
    assert capsys.readouterr() == ("", "")


def test_a_chapter_without_wages_begins_before_the_rest_is_made_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_wages = "from rolereport.data.wages import code"
    sources = {"05-a": reads_wages, "02-b": "import json", "03-c": "1", "00-d": reads_wages}
    chapters = [chapter(tmp_path, name, source) for name, source in sources.items()]
    order: list[str] = []
    monkeypatch.setattr(preload, "warm", lambda found: order.append(f"warm {len(found)}"))
    for each in course._warmed(chapters):
        order.append(each.stem)
    assert order == ["02-b", "warm 4", "05-a", "03-c", "00-d"]


SOLID = """
import sys, warnings
from pathlib import Path
warnings.simplefilter("error")
from rolereport.publish.preload import preload
preload([Path(sys.argv[1])])
import matplotlib.projections
names = matplotlib.projections.get_projection_names()
from mpl_toolkits.mplot3d import Axes3D
print("3d" in names, Axes3D.name)
"""


@pytest.mark.parametrize("source", ["import matplotlib.figure", "import matplotlib.figure  # 3d"])
def test_axes_of_three_dimensions_are_there_for_a_chapter_that_names_them(
    tmp_path: Path, source: str
) -> None:
    command = [sys.executable, "-c", SOLID, str(chapter(tmp_path, "00-a", source))]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == f"{'3d' in source} 3d\n"


UNDESCRIBED = """
import sys
from pathlib import Path
from rolereport.publish.preload import preload
preload([Path(sys.argv[1])])
print("matplotlib" in sys.modules)
from matplotlib import artist, lines
word = "markersize"
print(word in lines.Line2D.set.__doc__, word in artist.kwdoc(lines.Line2D))
"""


@pytest.mark.parametrize(
    ("source", "told"), [("import matplotlib.figure", "True\nFalse"), ("1", "False\nTrue")]
)
def test_matplotlib_is_not_described_when_it_is_loaded_for_chapters_that_draw(
    tmp_path: Path, source: str, told: str
) -> None:
    command = [sys.executable, "-c", UNDESCRIBED, str(chapter(tmp_path, "00-a", source))]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == f"{told} True\n"


SCIPY = """
import sys
from rolereport.publish import undescribed
if sys.argv[1] == "left":
    undescribed.leave_help_of_scipy()
from scipy.optimize import brentq
from scipy.stats import mannwhitneyu
print(*mannwhitneyu([[1, 2], [3, 4]], [[2, 1], [1, 0]], axis=1), brentq(lambda x: x - 2, 0, 5))
print(mannwhitneyu.__doc__.splitlines()[0])
print("Array API" in mannwhitneyu.__doc__ or "Array API" in brentq.__doc__)
"""


def test_what_scipy_adds_to_its_help_changes_nothing_else() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", SCIPY, help_is], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for help_is in ("left", "added to")
    ]
    assert told[0][:-1] == told[1][:-1]
    assert [each[-1] for each in told] == ["False", "True"]


def test_a_scipy_that_writes_its_help_elsewhere_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(undescribed, "SCIPY_HELP", "scipy._lib._no_such")
    undescribed.leave_help_of_scipy()


def test_help_of_scipy_is_left_where_several_chapters_will_want_it() -> None:
    asked = LOADED + "from scipy import stats; print(stats.mannwhitneyu.__doc__)"
    command = [sys.executable, "-c", asked, "10"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Mann-Whitney" in ran.stdout and "Array API" not in ran.stdout
