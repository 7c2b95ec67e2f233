"""What differs from run to run is dropped, and what the chapter answers is found."""

from __future__ import annotations

from pathlib import Path

from miniature import PARAMETERS, code_cell, markdown_cell, shown, write_chapter
from nbformat import NotebookNode, v4

from rolereport.publish import notebook as notebooks

FINDINGS = "- **Pay** is \\$45,690, not `$32,000`.\n* A [lab](04-salaries.ipynb) pays 2 * 3 more."


def executed(stamp: str) -> NotebookNode:
    injected = code_cell("area = 'TX'", tags=["injected-parameters"])
    result = v4.new_output("execute_result", data={"text/plain": "1"}, execution_count=3)
    cells = [code_cell(PARAMETERS, tags=["parameters"]), injected, code_cell("1", result)]
    for count, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{count}"
        cell.execution_count = count
        cell.metadata["papermill"] = {"start_time": stamp}
        cell.metadata["execution"] = {"iopub.execute_input": stamp}
        cell.metadata.setdefault("tags", [])
    injected["id"] = stamp
    metadata = {
        "papermill": {"output_path": stamp},
        "language_info": {"name": "python", "version": stamp},
    }
    return v4.new_notebook(cells=cells, metadata=metadata)


def test_normalised_runs_are_equal() -> None:
    first, second = (notebooks.normalise(executed(stamp)) for stamp in ("one", "two"))
    assert first == second
    assert "papermill" not in first.metadata
    assert first.cells[0].metadata == {"tags": ["parameters"]}
    assert first.cells[2].metadata == {}


def test_normalising_leaves_the_original_alone() -> None:
    notebook = executed("one")
    notebooks.normalise(notebook)
    assert notebook == executed("one")


def test_without_the_injected_cell_counts_close_up() -> None:
    clean = notebooks.without_injected(executed("one"))
    assert [cell.execution_count for cell in clean.cells] == [1, 2]
    assert clean.cells[1].outputs[0].execution_count == 2


def test_short_answer_is_the_first_findings_as_plain_text() -> None:
    cells = [
        markdown_cell("# ?"),
        code_cell("", shown({"text/markdown": "- no"}, {"kind": "sentences"})),
        code_cell("", shown({"text/markdown": FINDINGS}, {"kind": "findings"})),
        code_cell("", shown({"text/markdown": "- later"}, {"kind": "findings"})),
    ]
    assert notebooks.short_answer(v4.new_notebook(cells=cells)) == [
        "Pay is $45,690, not $32,000.",
        "A lab pays 2 * 3 more.",
    ]
    assert notebooks.short_answer(v4.new_notebook(cells=cells[:2])) == []


def test_written_notebooks_end_in_one_line_end(tmp_path: Path) -> None:
    path = write_chapter(tmp_path / "00-a.ipynb", markdown_cell("# ?"))
    notebooks.write(notebooks.read(path), path)
    text = path.read_bytes()
    assert text.endswith(b"}\n") and b"\r" not in text
