"""The Nu HTML checker finds no error in a page or its style sheet."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from pages import CODE_PAGES, PAGES

from rolereport.publish.page.exporter import TEMPLATES


def errors(nu_checker: list[str], *arguments: str | Path) -> list[str]:
    command = [*nu_checker, "--format", "json", "--stdout", "--exit-zero-always", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"line {each.get('lastLine')}: {each['message']} {each.get('extract', '')[:200]}"
        for each in json.loads(ran.stdout)["messages"]
        if each["type"] != "info"
    ]


@pytest.mark.parametrize("name", PAGES | CODE_PAGES)
def test_page_is_valid(nu_checker: list[str], built: Path, name: str) -> None:
    assert errors(nu_checker, built / (PAGES | CODE_PAGES)[name]) == []


def test_style_is_valid(nu_checker: list[str]) -> None:
    assert errors(nu_checker, "--css", TEMPLATES / "report.css") == []


def test_an_error_would_be_found(nu_checker: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><html lang=en><title>t</title><p id=a><p id=a>")
    assert len(errors(nu_checker, wrong)) == 1
