"""A build that cannot write a file says which and what to do; the last good report stays."""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from miniature import contents, make_project

from rolereport.publish import runner
from rolereport.publish.build import build
from rolereport.publish.document import pictures
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import Layout

FILES = {
    "report.html": "report.html",
    "card.png": "report.html",  # the page's own picture
    "report.pdf": "report.pdf",
    "report.docx": "report.docx",
    "report.xlsx": "report.xlsx",
    "ro-crate-metadata.json": "ro-crate-metadata.json",
    "manifest.json": "manifest.json",
}
"""What the disk has no room for, to what the message names."""


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = make_project(tmp_path_factory.mktemp("full"))
    build({}, layout=layout)
    layout.lock.write_text("version = 2\n")  # no longer current
    return layout


@pytest.fixture
def executed_before(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chapters need not run again."""

    def copied(_: Any, folder: Path, __: Any, figures: Path, **how: Any) -> list[Path]:
        shutil.copytree(layout.build / "us" / "notebooks", folder)
        shutil.copytree(layout.build / "us" / "figures", figures)
        return sorted(folder.iterdir())

    monkeypatch.setattr(runner, "run_chapters", copied)


def fill_disk_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    opened = builtins.open

    def full(file: Any, mode: str = "r", *more: Any, **options: Any) -> Any:
        named = not isinstance(file, int) and Path(os.fsdecode(file)).name == name
        if named and set(mode) & set("wx"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(file, mode, *more, **options)

    monkeypatch.setattr(io, "open", full)
    monkeypatch.setattr(builtins, "open", full)


@pytest.mark.usefixtures("executed_before")
@pytest.mark.parametrize("name", FILES)
def test_full_disk_is_told_and_leaves_the_last_good_report(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    good = contents(layout.build)
    fill_disk_at(monkeypatch, name)
    told = rf"^{FILES[name]} cannot be written: No space left on device; free some room"
    with pytest.raises(PublishError, match=told):
        build({}, layout=layout)
    assert contents(layout.build) == good


@pytest.mark.usefixtures("executed_before")
@pytest.mark.parametrize("png", [None, b"", b"\x89PNG\r\n\x1a\n\0\0"], ids=["none", "empty", "cut"])
def test_figure_without_a_picture_is_named_and_leaves_the_last_good_report(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, png: bytes | None
) -> None:
    good = contents(layout.build)
    before = pictures.write_pictures

    def damaged(drawings: Any, folder: Path) -> None:
        before(drawings, folder)
        (folder / "pay-00-answer.png").unlink()
        if png is not None:
            (folder / "pay-00-answer.png").write_bytes(png)

    monkeypatch.setattr(pictures, "write_pictures", damaged)
    with pytest.raises(PublishError, match=r"'pay-00-answer'.* pay-00-answer\.png"):
        build({}, layout=layout)
    assert contents(layout.build) == good
