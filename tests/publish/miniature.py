"""A project in miniature: two chapters that show what a chapter shows, without pandas to load."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import rolereport.publish.startup  # noqa: F401  # isort: skip
import nbformat
from nbformat import v4

from rolereport.publish.depends.memory import NAME as MEMORY
from rolereport.publish.layout import Layout
from rolereport.publish.remembering import NAME as RECALL

PARAMETERS = dedent("""\
    roles: list[str] = ["medical-assistant"]
    area: str = "US"
    year: int = 2025
    dollars: str = "nominal"
    baseline: str = "medical-assistant\"""")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 10 10"><metadata>x</metadata><title>t</title><defs><path id="m1" d="M 0 0"/>'
    '</defs><g id="g1"><use xlink:href="#m1" style="fill: #1b1f24"/></g></svg>'
)
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAACXBIWXMAABibAAAYmwFJdYOUAAAAFklEQVR4nGP8//8/"
    "AymAiSTVoxqIBACbcgMNip3OEQAAAABJRU5ErkJggg=="
)
ALT = "The median laboratory worker earns 62,930 dollars a year, the assistant 45,690."
FIGURE = {"kind": "figure", "name": "pay", "alt": ALT, "caption": "Pay.", "source": "BLS"}
COLUMNS = [{"name": "a", "header": "Pay, dollars", "kind": "dollars"}]
TABLE = {"kind": "table", "name": "pay", "caption": "Pay", "source": "BLS", "columns": COLUMNS}
HTML = (
    '<table id="table-{name}"><caption>Pay<br><span>Source: BLS</span></caption>'
    '<thead><tr><th scope="col">Pay, dollars</th></tr></thead>'
    "<tbody><tr><td>1</td></tr></tbody></table>"
)
ANSWER = ["In **{area}** the median is \\$45,690.", "A [lab](04-salaries.ipynb) pays `more`."]


def findings_cell(lines: list[str]) -> str:
    text = "\n".join(f"- {line}" for line in lines)
    return (
        "from IPython.display import display\n"
        f"text = {text!r}.replace('{{area}}', area)\n"
        "display({'text/markdown': text, 'text/plain': text}, raw=True,\n"
        "        metadata={'rolereport': {'kind': 'findings'}})"
    )


def figure_cell(name: str) -> str:
    about = FIGURE | {"name": name}
    return (
        "import os\n"
        f"svg, rows = {SVG!r}, f'area,pay\\n{{area}},45690\\n'\n"
        "folder = os.environ.get('ROLEREPORT_FIGURES')\n"
        f"if folder: open(os.path.join(folder, '{name}.svg'), 'w').write(svg)\n"
        "display({'image/svg+xml': svg, 'text/csv': rows, 'text/plain': 'pay'}, raw=True,\n"
        f"        metadata={{'rolereport': {about!r}}})"
    )


def markdown_cell(text: str) -> nbformat.NotebookNode:
    return v4.new_markdown_cell(text)


def code_cell(source: str, *outputs: Any, tags: list[str] | None = None) -> nbformat.NotebookNode:
    metadata = {"tags": tags} if tags else {}
    return v4.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def shown(data: dict[str, str], about: dict[str, Any] | None = None) -> nbformat.NotebookNode:
    metadata = {"rolereport": about} if about else {}
    return v4.new_output("display_data", data=data, metadata=metadata)


def shown_figure(**changed: Any) -> nbformat.NotebookNode:
    return shown({"image/svg+xml": SVG, "text/csv": "a\n1\n", "text/plain": ALT}, FIGURE | changed)


def shown_table(**changed: Any) -> nbformat.NotebookNode:
    about = TABLE | changed
    html = HTML.replace("{name}", str(about["name"]))
    return shown({"text/html": html, "text/csv": "a\n1\n", "text/plain": "1"}, about)


def write_chapter(path: Path, *cells: nbformat.NotebookNode) -> Path:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(v4.new_notebook(cells=list(cells)), path)
    return path


def working_chapter(path: Path, title: str, *more: nbformat.NotebookNode) -> Path:
    return write_chapter(
        path,
        markdown_cell(f"# {title}\n\nWho asks?"),
        code_cell(PARAMETERS, tags=["parameters"]),
        code_cell(findings_cell(ANSWER)),
        markdown_cell("## How much?"),
        code_cell(figure_cell(f"pay-{path.stem}")),
        *more,
    )


def make_project(root: Path) -> Layout:
    notebooks = root / "notebooks"
    working_chapter(notebooks / "00-answer.ipynb", "Is it the same?")
    working_chapter(notebooks / "04-salaries.ipynb", "What do they earn?")
    (root / "data" / "oews" / "2025-05").mkdir(parents=True)
    (root / "data" / "oews" / "2025-05" / "national.csv").write_text("area,pay\nUS,45690\n")
    (root / "package").mkdir()
    (root / "package" / "code.py").write_text("pay = 1\n")
    (root / "uv.lock").write_text("version = 1\n")
    return Layout(
        notebooks=notebooks,
        data=root / "data",
        build=root / "build",
        figures=root / "figures",
        package=root / "package",
        lock=root / "uv.lock",
    )


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder, but for what builds remember of each other's work."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {RECALL, MEMORY} & {*path.relative_to(folder).parts}
    }
