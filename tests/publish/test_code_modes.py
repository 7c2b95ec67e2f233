"""A page shows its code folded, open step by step, or cell by cell: editions apart."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from miniature import PARAMETERS, code_cell, make_project, markdown_cell, shown_figure, shown_table
from nbformat import NotebookNode, v4
from test_page import PROVENANCE, Page, chapters

from rolereport.publish.build import build
from rolereport.publish.code_modes import CODE_MODES
from rolereport.publish.edition import Edition
from rolereport.publish.manifest import Inputs
from rolereport.publish.page.code import ARRANGEMENTS
from rolereport.publish.page.exporter import LONG_TABLE
from rolereport.publish.page.page import page
from rolereport.publish.provenance import command

FOLD = re.compile(r"<details class=\"code\">.*?</details>", re.DOTALL)
SUMMARY = re.compile(r"<summary>([^<]*)</summary>")


def cells() -> list[NotebookNode]:
    printed = v4.new_output("stream", name="stdout", text="a line printed")
    made = [
        code_cell(PARAMETERS, tags=["parameters"]),
        code_cell("area = 'TX'", tags=["injected-parameters"]),
        code_cell("import pandas\nfrom x import y"),
        code_cell("# Choose\nchosen = 1"),
        code_cell("print(chosen)", printed),
        code_cell("draw(chosen)", shown_figure()),
        markdown_cell("## And then?"),
        code_cell("left = 2"),
    ]
    for count, cell in enumerate([cell for cell in made if cell.cell_type == "code"], 1):
        cell["execution_count"] = count
    return made


def shown_in(mode: str, folder: Path, *given: NotebookNode) -> str:
    html = page(chapters(folder, *(given or cells())), replace(PROVENANCE, code=mode))
    Page(html)
    return html[html.index('id="salaries"') : html.index("</main>")]


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_every_mode_has_an_arrangement() -> None:
    assert list(ARRANGEMENTS) == list(CODE_MODES)


def test_a_reader_finds_code_folded_under_what_it_shows(tmp_path: Path) -> None:
    html = shown_in("reader", tmp_path)
    assert SUMMARY.findall(html) == ["Show code"] * 3
    assert "chosen" not in text_of(FOLD.sub("", html))


def test_a_class_reads_each_step_open_above_what_it_shows(tmp_path: Path) -> None:
    html = shown_in("teach", tmp_path)
    (setup,) = FOLD.findall(html)
    assert SUMMARY.findall(setup) == ["Show set-up"]
    for prepares in ('area: str = "US"', "area = 'TX'", "import pandas"):
        assert prepares in text_of(setup)
    open_code = text_of(FOLD.sub("", html))
    order = ["# Choose\nchosen = 1", "print(chosen)", "a line printed", "draw(chosen)", "Figure 2"]
    places = [open_code.index(each) for each in order]
    assert places == sorted(places)
    assert html.index("And then?") < html.index("left")


def test_in_full_every_cell_has_its_number_and_nothing_is_folded(tmp_path: Path) -> None:
    html = shown_in("full", tmp_path)
    assert "<details" not in html
    numbers = re.findall(r'<p class="cell">([^<]*)</p>', html)
    assert numbers == [
        "Cell [1]: default parameters",
        "Cell [2]: parameters of this edition, put in by papermill",
        *(f"Cell [{number}]" for number in range(3, 8)),
    ]
    words = text_of(html)
    for source in (cell.source for cell in cells() if cell.cell_type == "code"):
        assert source in words
    assert "a line printed" in words


def test_in_full_a_long_table_is_not_folded(tmp_path: Path) -> None:
    table = shown_table()
    row = "<tr><td>1</td></tr>"
    table.data["text/html"] = table.data["text/html"].replace(row, row * (LONG_TABLE + 2))
    assert "<details" not in shown_in("full", tmp_path, code_cell("tell()", table))


@pytest.mark.parametrize("mode", CODE_MODES)
def test_a_page_says_how_to_get_the_others(tmp_path: Path, mode: str) -> None:
    told = replace(PROVENANCE, code=mode, command=command({"area": "TX", "year": 2025}))
    html = page(chapters(tmp_path), told)
    assert f"In this edition, {CODE_MODES[mode]}." in html
    for other in CODE_MODES.keys() - {mode}:
        line = (
            f"{CODE_MODES[other]}: <code>uv run rolereport build -p area=TX --code {other}</code>"
        )
        assert line in html
    assert (f"--code {mode}" in html) == (mode != "reader")  # how this one is made again


def test_a_command_can_be_typed_as_it_stands() -> None:
    roles = ["registered-nurse", "medical-assistant"]
    assert command({"roles": roles, "area": "US"}).endswith(f"-p roles={','.join(roles)}")
    assert command({"roles": ["a b"], "area": "US"}).endswith("-p 'roles=a b'")


@pytest.mark.parametrize("mode", CODE_MODES)
def test_an_empty_cell_leaves_no_trace(tmp_path: Path, mode: str) -> None:
    html = shown_in(mode, tmp_path, code_cell(""), code_cell("draw()", shown_figure()))
    assert html.count("<pre") == 1


def test_a_mode_is_an_edition_of_its_own(tmp_path: Path) -> None:
    slugs = {mode: Edition.of({}, tmp_path, mode).slug for mode in CODE_MODES}
    assert slugs == {"reader": "us", "teach": "us-teach", "full": "us-full"}
    assert [Edition.of({}, tmp_path, mode).is_default for mode in CODE_MODES] == [
        True,
        False,
        False,
    ]


def test_a_mode_is_part_of_the_fingerprint(tmp_path: Path) -> None:
    layout = make_project(tmp_path)
    assert len({Inputs.gather(layout, {}, mode).fingerprint for mode in CODE_MODES}) == 3


def test_a_build_keeps_the_modes_apart(tmp_path: Path) -> None:
    layout = make_project(tmp_path)
    taught = build({}, layout=layout, jobs=1, formats=["html"], code="teach")
    assert taught.reports[0] == layout.build / "us-teach" / "report.html"
    html = taught.reports[0].read_text(encoding="utf-8")
    assert "Show set-up" in html and "Show code" not in html
    assert f"In this edition, {CODE_MODES['teach']}." in html
    again = build({}, layout=layout, jobs=1, formats=["html"], code="teach")
    assert again.status == "unchanged"
