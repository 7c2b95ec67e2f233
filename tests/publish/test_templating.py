"""Templates are compiled once, and again when they change."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from rolereport import recall
from rolereport.publish.templating import Remembered, environment


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(recall.VARIABLE, str(tmp_path / "recall"))
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates" / "page.j2"
    template.write_text("Dear {{ name }},", encoding="utf-8")
    return template


def filled(template: Path) -> str:
    environment.cache_clear()  # as in the next build
    return environment(template.parent).get_template(template.name).render(name="<you>")


def never(*_: object, **__: object) -> None:
    pytest.fail("it was compiled")


def test_a_template_is_compiled_for_the_first_build_only(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = filled(template)
    monkeypatch.setattr(jinja2.Environment, "compile", never)
    assert filled(template) == first == "Dear &lt;you&gt;,"


def test_a_template_that_changed_is_compiled_again(template: Path) -> None:
    filled(template)
    template.write_text("Hello {{ name }},", encoding="utf-8")
    assert filled(template) == "Hello &lt;you&gt;,"


@pytest.mark.parametrize("damage", [b"", b"damaged", recall.pickle.dumps(b"damaged")])
def test_what_was_kept_and_is_damaged_is_not_used(template: Path, damage: bytes) -> None:
    filled(template)
    kept = [*(template.parents[1] / "recall").glob("template-*")]
    assert len(kept) == 1
    kept[0].write_bytes(damage)
    assert filled(template) == "Dear &lt;you&gt;,"


def test_without_a_folder_to_remember_in_templates_are_compiled(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(recall.VARIABLE)
    assert filled(template) == filled(template) == "Dear &lt;you&gt;,"
    assert isinstance(environment(template.parent).bytecode_cache, Remembered)
