"""Each chapter's part is made of it alone; bound together they are the report."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from miniature import (
    code_cell,
    markdown_cell,
    shown_figure,
    shown_table,
    write_chapter,
)

from rolereport.publish.document import reader
from rolereport.publish.names import Names
from rolereport.publish.page.markdown import headings_of
from rolereport.publish.page.page import bound, page
from rolereport.publish.page.shrink import shrunk
from rolereport.publish.parts import Part, Parts
from rolereport.publish.provenance import Provenance
from rolereport.recall import VARIABLE

PROVENANCE = Provenance("us", {}, "OEWS", {}, "0123456789abcdef")


def chapters(folder: Path) -> list[Path]:
    return [
        write_chapter(
            folder / f"0{number}-{name}.ipynb",
            markdown_cell(f"# {name}\n\n## By place\n\n## By place"),
            code_cell("draw()", shown_figure(name=f"figure-{name}")),
            code_cell("tell()", shown_table(name=f"table-{name}")),
        )
        for number, name in enumerate(["answer", "pay", "pay-by-place"])
    ]


def test_the_order_in_which_parts_are_made_changes_nothing(tmp_path: Path) -> None:
    executed = chapters(tmp_path)
    parts = Parts(executed, ["html", "xlsx"], "reader", "Texas")
    for path in reversed(executed):
        parts.of(path)
    made = parts.in_order()
    small = bound([part.page for part in made if part.page], [], PROVENANCE, shrink=shrunk)
    assert small == shrunk(page(executed, PROVENANCE))
    report = reader.bound([part.document for part in made if part.document], [])
    assert report == reader.read_report(executed)
    assert [figure.number for figure in report.figures()] == [1, 2, 3]
    assert [each.tables for each in made][1] == {"table-pay": "a\n1\n"}


def test_only_what_the_formats_need_is_made(tmp_path: Path) -> None:
    executed = chapters(tmp_path)
    (first, *_) = Parts(executed, ["html"], "reader", "Texas").in_order()
    assert first.page and first.document is None
    (first, *_) = Parts(executed, ["pdf"], "reader", "Texas").in_order()
    assert first.document and first.page is None


def test_parts_can_be_sent_to_another_process(tmp_path: Path) -> None:
    parts = Parts(chapters(tmp_path), ["html", "pdf"], "reader", "Texas")
    made = parts.in_order()
    assert pickle.loads(pickle.dumps(parts)).in_order() == made


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The chapters whose parts were made, while what is recalled lies in a folder."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "recall"))
    made: list[str] = []
    make = Parts._make

    def told(parts: Parts, chapter: Path) -> Part:
        made.append(chapter.stem)
        return make(parts, chapter)

    monkeypatch.setattr(Parts, "_make", told)
    return made


def test_the_part_of_a_chapter_that_is_as_it_was_is_recalled(
    tmp_path: Path, made: list[str]
) -> None:
    executed = chapters(tmp_path / "before")
    before = Parts(executed, ["html", "pdf"], "reader", "Texas", recalled=True).in_order()
    again = chapters(tmp_path / "after")
    write_chapter(again[1], markdown_cell("# other"))
    made.clear()
    after = Parts(again, ["pdf", "html"], "reader", "Texas", recalled=True).in_order()
    assert made == ["01-pay"]
    assert after[::2] == before[::2] and after[1] != before[1]


@pytest.mark.parametrize(
    ("changed", "anew"),
    [
        ({"formats": ["html", "pdf"]}, 3),
        ({"code": "full"}, 3),
        ({"told": "Ohio"}, 1),
        ({"recalled": False}, 3),
        ({}, 0),
    ],
)
def test_a_part_is_made_anew_where_it_would_be_another(
    tmp_path: Path, made: list[str], changed: dict[str, Any], anew: int
) -> None:
    executed = chapters(tmp_path)
    how: dict[str, Any] = {"formats": ["html"], "code": "reader", "told": "Texas", "recalled": True}
    Parts(executed, **how).in_order()
    made.clear()
    Parts(executed, **how | changed).in_order()
    assert len(made) == anew


def test_a_part_is_made_anew_where_the_chapters_are_others(tmp_path: Path, made: list[str]) -> None:
    executed = chapters(tmp_path)
    how: dict[str, Any] = {"formats": ["html"], "code": "reader", "told": "", "recalled": True}
    Parts(executed, **how).in_order()
    made.clear()
    Parts(executed[:2], **how).in_order()
    assert made == ["00-answer", "01-pay"]


@pytest.mark.parametrize(
    ("chapter", "heading", "anchors"),
    [
        ("01-pay", "By place", ["pay--by-place", "pay--by-place-2"]),
        ("01-pay", "By place and more", ["pay--by-place-and-more", "pay--by-place-and-more-2"]),
        ("01-pay", "By placement", ["pay-by-placement", "pay-by-placement-2"]),
        ("02-pay-by-place", "2", ["pay-by-place-2", "pay-by-place-2-2"]),
    ],
)
def test_no_heading_has_an_id_that_another_chapter_may_give(
    chapter: str, heading: str, anchors: list[str]
) -> None:
    paths = [Path(f"{name}.ipynb") for name in ("00-answer", "01-pay", "02-pay-by-place")]
    headings = headings_of(Path(f"{chapter}.ipynb"), paths)
    assert [headings.add(heading, 2).anchor for _ in anchors] == anchors


def test_a_figure_and_a_table_may_share_a_name() -> None:
    names = Names()
    assert [names.add("figure", "pay"), names.add("table", "pay")] == [1, 1]
