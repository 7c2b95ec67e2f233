"""Code is read ahead in a process of its own, once, and what that read is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from rolereport.publish import processes
from rolereport.publish.depends import ahead, chapter, code, project
from rolereport.publish.depends.ahead import reading_ahead
from rolereport.publish.depends.chapter import Chapter
from rolereport.publish.depends.facts import EXPORT
from rolereport.publish.depends.project import Project
from rolereport.publish.depends.record import code_of
from rolereport.publish.layout import Layout

pytestmark = pytest.mark.skipif(not processes.FORKS, reason="processes are started anew here")


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(project, "_FILES", {})
    return Project(replace(Layout.of_project(), build=tmp_path))


def read_again(*_: object) -> NoReturn:
    raise AssertionError("read again")


def needed(ours: Project, chapters: Sequence[Path]) -> list[list[str]]:
    return [ours.modules.closure(EXPORT), *(code_of(each, ours) for each in chapters)]


def test_what_was_read_ahead_is_not_read_again(
    ours: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = ours.layout.chapters()[:2]
    expected = needed(Project(replace(ours.layout, build=tmp_path / "apart")), chapters)
    with reading_ahead(ours, chapters) as read:
        read()
    monkeypatch.setattr(code, "imports", read_again)
    monkeypatch.setattr(chapter, "imports", read_again)
    assert needed(ours, chapters) == expected


def test_nothing_is_read_ahead_where_an_earlier_build_remembers(
    ours: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.modules.closure(["rolereport.recall"])
    ours.memory.save()
    monkeypatch.setattr(processes, "beside", read_again)
    with reading_ahead(ours, []) as read:
        read()


def test_a_chapter_that_changes_while_it_is_read_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = replace(Layout.of_project(), build=tmp_path / "build", notebooks=tmp_path)
    (tmp_path / "build").mkdir()
    before, after = (each.read_bytes() for each in Layout.of_project().chapters()[:2])
    path = tmp_path / "00-answer.ipynb"
    path.write_bytes(before)
    expected = Chapter.read(path)

    def read_late(path: Path) -> Chapter:
        path.write_bytes(after)
        return read(path)

    read = Chapter.read
    monkeypatch.setattr(Chapter, "read", read_late)
    late = Project(layout)
    assert late.chapter(path) != expected
    late.memory.save()
    monkeypatch.undo()
    path.write_bytes(before)
    assert Project(layout).chapter(path) == expected


def test_what_a_chapter_consists_of_is_remembered_for_the_next_build(
    ours: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ours.layout.chapters()[0]
    expected = ours.chapter(path)
    ours.memory.save()
    monkeypatch.setattr(project, "_MEMORIES", {})
    monkeypatch.setattr(project, "_FILES", {})
    monkeypatch.setattr(Chapter, "read", read_again)
    monkeypatch.setattr(project, "cells_digest", read_again)
    assert Project(ours.layout).chapter(path) == expected


def test_a_killed_reader_is_done_without(ours: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "code_of", lambda *_: __import__("os")._exit(9))
    chapters = ours.layout.chapters()[:1]
    with reading_ahead(ours, chapters) as read:
        read()
    assert not ours.memory.is_kept
    assert code_of(chapters[0], ours)
