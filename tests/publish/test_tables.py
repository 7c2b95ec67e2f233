"""Each table's data is a file beside the page."""

from __future__ import annotations

from pathlib import Path

from miniature import (
    code_cell,
    contents,
    markdown_cell,
    shown,
    shown_figure,
    shown_table,
    write_chapter,
)

from rolereport.publish.tables import write_tables


def test_each_table_and_no_figure_is_written(tmp_path: Path) -> None:
    chapter = write_chapter(
        tmp_path / "00-a.ipynb",
        markdown_cell("# A"),
        code_cell("", shown_table(), shown_figure(), shown_table(name="other")),
    )
    written = write_tables([chapter], tmp_path / "tables")
    assert [path.name for path in written] == ["pay.csv", "other.csv"]
    assert contents(tmp_path / "tables") == {"pay.csv": b"a\n1\n", "other.csv": b"a\n1\n"}


def test_a_table_that_the_edition_does_not_show_is_not_written(tmp_path: Path) -> None:
    end = shown({"text/markdown": "Nothing is held."}, {"kind": "end"})
    cells = [markdown_cell("# A"), code_cell("", end), code_cell("", shown_table())]
    assert write_tables([write_chapter(tmp_path / "00-a.ipynb", *cells)], tmp_path / "tables") == []
