"""Editions of a build folder that no chapter ran for: pages of a line, with a true manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from rolereport.publish.crate.crate import write_crate
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs, Manifest

PAGE = "<!DOCTYPE html><html lang=en><title>{slug}</title><p>The report."
FILES = ("report.html", "report.pdf", "report.docx", "report.xlsx")


@cache
def inputs_of(layout: Layout) -> Inputs:
    return Inputs.gather(layout, {})


def sealed(edition: Edition, layout: Layout, answer: list[str]) -> Edition:
    """The edition with a crate and a manifest of what is in its folder."""
    inputs = replace(inputs_of(layout), parameters=edition.parameters, code=edition.code)
    write_crate(edition, inputs, layout)
    Manifest(edition.slug, inputs, answer, ["html"]).write(edition.folder)
    return edition


def fake(
    layout: Layout,
    values: Mapping[str, Any],
    answer: list[str],
    files: tuple[str, ...] = FILES,
    code: str = "reader",
) -> Edition:
    """An edition of these parameters below the layout's build folder."""
    edition = Edition.of(values, layout.build, code)
    for name in files:
        path: Path = edition.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(slug=edition.slug), encoding="utf-8")
    return sealed(edition, layout, answer)
