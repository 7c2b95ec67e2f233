"""axe-core finds nothing against WCAG 2.2 AA, whatever the width, the theme and what is folded."""

from __future__ import annotations

import pytest
from browsing import UNFOLD, Visit
from pages import CODE_PAGES, PAGES
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
    const {violations} = await axe.run({
        runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    return violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    return list(page.evaluate(RUN, TAGS))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation(visit: Visit, axe: str, name: str, width: int, theme: str) -> None:
    page = visit(name, width=width, theme=theme)
    page.evaluate(UNFOLD)
    assert violations(page, axe) == []


# What is seen folded is seen unfolded too, in the same colours: only its distances differ.
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation_while_folded(visit: Visit, axe: str, name: str, width: int) -> None:
    assert violations(visit(name, width=width), axe) == []


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", CODE_PAGES)
def test_no_violation_with_code_open(
    visit: Visit, axe: str, name: str, width: int, theme: str
) -> None:
    page = visit(name, width=width, theme=theme)
    page.evaluate(UNFOLD)
    assert violations(page, axe) == []


def test_a_violation_would_be_found(visit: Visit, axe: str) -> None:
    page = visit()
    page.set_content("<html lang=en><title>t</title><main><h1>h</h1><img src='data:,'></main>")
    assert violations(page, axe) == ['image-alt: <img src="data:,">']
