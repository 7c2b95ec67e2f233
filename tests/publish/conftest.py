"""Fixtures of the publishing tests: a project of two small chapters, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from miniature import make_project

from rolereport.publish import exports, processes
from rolereport.publish.layout import Layout


@pytest.fixture
def project(tmp_path: Path) -> Layout:
    return make_project(tmp_path)


@pytest.fixture(params=[True, False], ids=["forked", "started anew"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways in which a process begins."""
    if request.param and not processes.FORKS:
        pytest.skip("this system does not fork safely")
    monkeypatch.setattr(processes, "FORKS", request.param)


@pytest.fixture(autouse=True)
def no_writer_kept() -> Iterator[None]:
    """What a test changes of this process, a process that was begun before would not know."""
    yield
    exports.dismiss()
