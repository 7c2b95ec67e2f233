"""Options and fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: a first import of scipy takes longer than one. Derandomized: a red run can be rerun.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--sources",
        type=Path,
        help="folder of the official files behind data/; tests that read it skip without",
    )
    parser.addoption(
        "--edition",
        type=Path,
        help="a built edition to look at in the browser, not the committed chapters",
    )


@pytest.fixture(scope="session")
def sources(request: pytest.FixtureRequest) -> Path:
    folder: Path | None = request.config.getoption("--sources")
    if folder is None:
        pytest.skip("compares with the official files: give their folder with --sources")
    return folder
