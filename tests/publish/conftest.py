"""Fixtures of the publishing tests: a project of two small chapters, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from miniature import make_project

from rolereport.publish.layout import Layout


@pytest.fixture
def project(tmp_path: Path) -> Layout:
    return make_project(tmp_path)
