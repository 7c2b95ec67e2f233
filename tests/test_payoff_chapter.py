"""Chapter 07's one cell of changes: what a reader writes there reaches every sum, or is refused."""

from __future__ import annotations

import ast
from typing import Any

import nbformat
import pytest

from rolereport.display.show import Shown
from rolereport.paths import NOTEBOOKS

CELLS = [
    cell.source
    for cell in nbformat.read(NOTEBOOKS / "07-payoff.ipynb", as_version=4).cells
    if cell.cell_type == "code"
]
UNCHANGED = "changes = {}\n"


def run(changes: str) -> dict[str, Shown]:
    """What the chapter shows, by name, with `changes` written into its cell."""
    names: dict[str, Any] = {}
    shown: dict[str, Shown] = {}
    for source in CELLS:
        body = ast.parse(source.replace(UNCHANGED, f"changes = {changes}\n")).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            out = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            if isinstance(out, Shown):
                shown[out.about.get("name", out.about["kind"])] = out
    return shown


def test_there_is_one_cell_of_changes() -> None:
    assert sum(UNCHANGED in source for source in CELLS) == 1


def test_a_change_reaches_findings_charts_and_tables() -> None:
    shown = run('{"discount_rate": 0.0, "tuition_public_four_year": 20000}')
    assert "discounted at 0% a year" in shown["findings"].data["text/plain"]
    assert "$40,000" in shown["payoff-prices"].data["text/plain"]
    rows = shown["payoff-overtaking"].data["text/plain"].splitlines()
    technologist = rows[1].split("\t")
    assert technologist[1] == technologist[5] and technologist[3] == technologist[6]
    caption = shown["payoff-assumptions"].about["caption"]
    assert "Changed in this notebook: “Discount rate” at 0% and “Tuition" in caption
    assert caption.endswith("in state” at $20,000.")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ('{"discount_rate": 5}', r"discount_rate \(Discount rate\) cannot be 5: a number from 0"),
        ('{"dicount_rate": 0.05}', "no assumption 'dicount_rate' can be changed here; nearest"),
        ('{"experience_middle_years": 16}', "experience_middle_years must lie above 0 and below"),
        ('{"age_at_end": 30}', r"age_at_end \(30\) lies 12 years after age_at_start"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(changes: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        run(changes)
