"""Builds make use of what earlier ones worked out, and of nothing that another code did."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from dependent import PACKAGE, make, write

from rolereport.paths import NOTEBOOKS
from rolereport.publish import remembering as module
from rolereport.publish.depends.project import Project
from rolereport.publish.engines import IN_PROCESS, KERNEL
from rolereport.publish.layout import Layout
from rolereport.publish.remembering import NAME, remembering
from rolereport.publish.runner import run_chapters
from rolereport.recall import VARIABLE, recall

CODE = next(name for name in PACKAGE if name.startswith("analysis/") and name.endswith("s.py"))
CHAPTERS = [NOTEBOOKS / "04-salaries.ipynb", NOTEBOOKS / "05-pay-by-place.ipynb"]


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return make(tmp_path / "project")


@pytest.fixture(autouse=True)
def unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits the package while tests run fails none of these."""
    begin(monkeypatch, later=True)


def begin(monkeypatch: pytest.MonkeyPatch, *, later: bool) -> None:
    """As if this process had begun later than our files changed, or before all of them."""
    monkeypatch.setattr(module, "BEGUN", time.time_ns() + 10**12 if later else 0)


def ask(layout: Layout, engine: str = IN_PROCESS, question: str = "pay") -> list[str]:
    """What is worked out in a build that asks."""
    worked_out: list[str] = []
    with remembering(Project(layout), engine):
        recall(question, lambda: worked_out.append(question))
    return worked_out


def test_a_build_recalls_what_one_before_it_worked_out(layout: Layout) -> None:
    assert ask(layout) == ["pay"]
    assert ask(layout) == []
    assert ask(layout, question="other") == ["other"]
    assert VARIABLE not in os.environ


def test_kernels_work_everything_out(layout: Layout) -> None:
    ask(layout)
    assert ask(layout, KERNEL) == ["pay"]


def test_kernels_are_told_of_no_folder(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(layout.build / "mine"))
    assert ask(layout, KERNEL) == ask(layout, KERNEL) == ["pay"]
    assert os.environ[VARIABLE] == str(layout.build / "mine")


@pytest.mark.parametrize("when", ["before", "during"])
def test_what_runs_is_not_remembered_under_the_name_of_a_newer_code(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """A process that loaded the code goes on with it, whatever is saved since."""
    if when == "before":
        begin(monkeypatch, later=False)
    with remembering(Project(layout), IN_PROCESS):
        begin(monkeypatch, later=False)
        assert recall("pay", lambda: "of the old") == "of the old"
    begin(monkeypatch, later=True)
    with remembering(Project(layout), IN_PROCESS):
        assert recall("pay", lambda: "of the new") == "of the new"


def test_code_is_the_same_as_long_as_no_file_of_it_is_newer_than_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OURS", tmp_path)
    write(tmp_path / "analysis/pay.py", "PAY = 1\n")
    assert not module._has_changed()
    began = module.BEGUN + 1
    os.utime(tmp_path / "analysis/pay.py", ns=(began, began))
    assert module._has_changed()


@pytest.mark.parametrize("what", [CODE, "display/house.mplstyle", "the lock", "the software"])
def test_another_state_of_the_code_recalls_nothing_and_clears_up(
    layout: Layout, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(layout)
    if what == "the software":
        monkeypatch.setattr("rolereport.publish.depends.project.software_versions", lambda: {})
    else:
        path = layout.lock if what == "the lock" else layout.package / what
        write(path, f"{path.read_text(encoding='utf-8')}\n# other\n")
    assert ask(layout) == ["pay"]
    assert len([*(layout.build / NAME).iterdir()]) == 1


def test_a_change_of_data_or_of_a_chapter_throws_nothing_away(layout: Layout) -> None:
    ask(layout)
    for path in (next(layout.data.rglob("*.csv")), layout.chapters()[0]):
        write(path, path.read_text(encoding="utf-8") + "\n")
    assert ask(layout) == []


def test_the_answers_that_were_of_no_use_longest_go_first(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    for question in "abcd":
        ask(layout, question=question)
    (state,) = (layout.build / NAME).iterdir()
    kept = sorted(state.iterdir())
    for age, path in enumerate(kept):
        os.utime(path, (age, age))
    monkeypatch.setattr(module, "MOST", sum(path.stat().st_size for path in kept) - 1)
    with remembering(Project(layout), IN_PROCESS):
        assert sorted(state.iterdir()) == kept[3:] or sorted(state.iterdir()) == kept[2:]


def test_one_folder_can_serve_builds_elsewhere(layout: Layout, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    for place in "ab":
        worked_out = ask(replace(layout, build=tmp_path / place, recall=shared))
    assert worked_out == [] and shared.is_dir()


def run(folder: Path, area: str) -> dict[str, bytes]:
    executed = run_chapters(CHAPTERS, folder, {"area": area}, folder / "figures", 1, quiet=True)
    figures = (folder / "figures").iterdir()
    return {path.name: path.read_bytes() for path in [*executed, *figures]}


def test_real_chapters_recall_what_they_would_have_worked_out(
    layout: Layout, tmp_path: Path
) -> None:
    plain = run(tmp_path / "plain", "AL")
    with remembering(Project(layout), IN_PROCESS):
        run(tmp_path / "before", "AK")
        first = len([*Path(os.environ[VARIABLE]).iterdir()])
        assert run(tmp_path / "after", "AL") == plain
        second = len([*Path(os.environ[VARIABLE]).iterdir()])
        assert run(tmp_path / "again", "AL") == plain
    assert first < second < 2 * first  # some is the state's own, and some the nation's
