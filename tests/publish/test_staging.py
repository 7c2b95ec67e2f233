"""A report is there whole, the last good one or the new one, whatever stopped the build."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from rolereport.publish import staging
from rolereport.publish.errors import EditionBusy, PublishError


@pytest.fixture
def good(tmp_path: Path) -> Path:
    folder = tmp_path / "us"
    folder.mkdir()
    (folder / "report.html").write_text("good")
    return folder


def report(folder: Path) -> str:
    return (folder / "report.html").read_text()


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.glob(".us.*") if path.name != ".us.lock")


def test_new_edition_replaces_the_old_whole(good: Path) -> None:
    (good / "stale").write_text("of the old")
    with staging.staged(good) as new:
        (new / "report.html").write_text("better")
        assert report(good) == "good"
    assert report(good) == "better"
    assert not (good / "stale").exists()
    assert hidden(good) == []


def test_failure_leaves_the_old_edition(good: Path) -> None:
    with pytest.raises(ZeroDivisionError), staging.staged(good) as new:
        (new / "report.html").write_text("half")
        raise ZeroDivisionError
    assert report(good) == "good"
    assert hidden(good) == []


def test_crash_between_the_renames_is_mended(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def crash(path: Path, target: Path) -> Path:
        if path.name == ".us.new":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", crash)
    with pytest.raises(KeyboardInterrupt), staging.staged(good) as new:
        (new / "report.html").write_text("better")
    assert not good.exists()
    monkeypatch.undo()
    with staging.exclusive(good):
        assert report(good) == "good"
    assert hidden(good) == []


@pytest.mark.parametrize("refused", [".us.new", "us"])
def test_refused_rename_leaves_the_old_edition_in_its_place(
    good: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == refused:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    refusal = pytest.raises(PublishError, match="make the folder writable")
    with refusal, staging.staged(good) as new:
        (new / "report.html").write_text("better")
    assert report(good) == "good"
    assert hidden(good) == []


@pytest.mark.parametrize("refused", [".us.lock", ".us.new"])
def test_closed_folder_is_named_with_the_fix(
    good: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    # Who runs tests as root may write anywhere, so the system cannot be asked.
    def refuse(path: Path, *_: object, **__: object) -> None:
        if path.name == refused:
            raise OSError(errno.EROFS, "Read-only file system", str(path))

    locks = refused == ".us.lock"
    monkeypatch.setattr(Path, "open" if locks else "mkdir", refuse)
    told = rf"us cannot be written: Read-only file system: .*{refused}; make the folder writable"
    begun = staging.exclusive(good) if locks else staging.staged(good)
    with pytest.raises(PublishError, match=told), begun:
        pass
    monkeypatch.undo()
    assert report(good) == "good"


def test_crash_before_the_old_was_deleted_is_mended(good: Path) -> None:
    (good.parent / ".us.old").mkdir()
    (good.parent / ".us.new").mkdir()
    with staging.exclusive(good):
        assert report(good) == "good"
        assert hidden(good) == []


def test_one_build_of_an_edition_at_a_time(good: Path) -> None:
    with staging.exclusive(good):
        with pytest.raises(EditionBusy, match="us"), staging.exclusive(good):
            pass
        with staging.exclusive(good.with_name("tx")):
            pass
    with staging.exclusive(good):
        pass
