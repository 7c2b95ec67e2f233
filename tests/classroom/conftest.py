"""The small class that the tests of grading share."""

from __future__ import annotations

import pytest
import small_lesson


@pytest.fixture(scope="session")
def small_class(tmp_path_factory: pytest.TempPathFactory) -> small_lesson.Class:
    return small_lesson.small_class(tmp_path_factory.mktemp("small"))
