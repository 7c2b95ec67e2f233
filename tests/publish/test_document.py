"""The document says what the page says: the same words, numbers, anchors and cuts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from miniature import (
    ALT,
    SVG,
    code_cell,
    markdown_cell,
    shown,
    shown_figure,
    shown_table,
    write_chapter,
)
from nbformat import NotebookNode, v4

from rolereport.publish.document import prose
from rolereport.publish.document.model import (
    Block,
    Bullets,
    CodeBlock,
    Column,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Quote,
    Report,
    Rule,
    Span,
    Table,
    plain,
)
from rolereport.publish.document.reader import read_report
from rolereport.publish.errors import PublishError
from rolereport.publish.page.markdown import Headings

FINDINGS = {"text/markdown": "- From <span>&#36;</span>45,690.\n- Twice.", "text/plain": "x"}


def report(folder: Path, *cells: NotebookNode) -> Report:
    first = write_chapter(
        folder / "00-answer.ipynb",
        markdown_cell("# Is it *the same*?\n\nWho asks?"),
        code_cell("", shown(FINDINGS, {"kind": "findings"})),
        code_cell("draw()", shown_figure(name="answer")),
    )
    second = write_chapter(
        folder / "04-salaries.ipynb", markdown_cell("# What do they earn?\n\n## How much?"), *cells
    )
    return read_report([first, second])


def read(markdown: str, *, findings: bool = False) -> list[Block]:
    return list(prose.blocks(markdown, Headings("pay", 1, set()), findings=findings))


def words(markdown: str) -> tuple[Span, ...]:
    (paragraph,) = read(markdown)
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def test_title_answer_and_chapters(tmp_path: Path) -> None:
    told = report(tmp_path)
    assert told.title == "Is it the same?"
    assert told.answer == ("From $45,690.", "Twice.")
    assert [(each.number, each.section, each.title) for each in told.chapters] == [
        ("00", "answer", "Is it the same?"),
        ("04", "salaries", "What do they earn?"),
    ]


def test_headings_have_the_page_s_levels_and_anchors(tmp_path: Path) -> None:
    headings = [
        (block.level, block.anchor)
        for chapter in report(tmp_path).chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    ]
    assert headings == [
        (1, "answer-is-it-the-same"),
        (2, "salaries-what-do-they-earn"),
        (3, "salaries-how-much"),
    ]


def test_findings_are_known_from_other_lists(tmp_path: Path) -> None:
    found = report(tmp_path).chapters[0].blocks[2]
    assert found == Bullets(((Span("From $45,690."),), (Span("Twice."),)), findings=True)
    assert read("1. a\n2. b") == [Bullets(((Span("a"),), (Span("b"),)), ordered=True)]


def test_figures_are_numbered_through_the_chapters(tmp_path: Path) -> None:
    figures = list(report(tmp_path, code_cell("", shown_figure())).figures())
    assert figures == [
        Figure("answer", 1, SVG, ALT, "Pay.", "BLS", "a\n1\n"),
        Figure("pay", 2, SVG, ALT, "Pay.", "BLS", "a\n1\n"),
    ]
    assert [figure.anchor for figure in figures] == ["figure-answer", "figure-pay"]


def test_a_table_keeps_rows_as_read_and_values_as_published(tmp_path: Path) -> None:
    (table,) = report(tmp_path, code_cell("", shown_table())).tables()
    column = Column("Pay, dollars", "a", "dollars")
    assert table == Table("pay", 1, "Pay", "BLS", (column,), (("1",),), "a\n1\n")
    assert column.numeric and not Column("Job", "role", "text").numeric


def test_what_follows_the_end_of_a_chapter_is_left_out(tmp_path: Path) -> None:
    end = shown({"text/markdown": "Nothing is held.", "text/plain": "x"}, {"kind": "end"})
    told = report(tmp_path, code_cell("", end), markdown_cell("## More"))
    assert told.chapters[1].blocks[-1] == Paragraph((Span("Nothing is held."),))


def test_printed_text_keeps_its_lines(tmp_path: Path) -> None:
    stream = v4.new_output("stream", name="stdout", text="a\nb\n")
    told = report(tmp_path, code_cell("print()", stream))
    assert told.chapters[1].blocks[-1] == CodeBlock("a\nb")


def test_styles_of_a_line() -> None:
    assert words("a **b *c*** `d`") == (
        Span("a "),
        Span("b ", strong=True),
        Span("c", strong=True, emphasis=True),
        Span(" "),
        Span("d", code=True),
    )


def test_old_and_new_wording_are_told_apart() -> None:
    assert words("It <del>fell **far**</del> <ins>rose</ins>.") == (
        Span("It "),
        Span("fell ", deleted=True),
        Span("far", strong=True, deleted=True),
        Span(" "),
        Span("rose", inserted=True),
        Span("."),
    )


def test_links_to_chapters_arrive_in_the_document() -> None:
    assert words("[pay](04-salaries.ipynb#x)") == (Span("pay", link="#salaries"),)
    assert words("<https://www.bls.gov>")[0].link == "https://www.bls.gov"


def test_soft_breaks_are_spaces_and_dollars_are_dollars() -> None:
    assert words("from <span>&#36;</span>1\nto 2 &amp; more") == (Span("from $1 to 2 & more"),)


@pytest.mark.parametrize(
    ("markdown", "block"),
    [
        ("    a = 1\n    b = 2\n", CodeBlock("a = 1\nb = 2")),
        ("> said\n>\n> so", Quote(((Span("said"),), (Span("so"),)))),
        (
            "|a|b|\n|-|-:|\n|1|2|",
            Grid((((Span("a"),), (Span("b"),)), ((Span("1"),), (Span("2"),)))),
        ),
        ("---", Rule()),
    ],
)
def test_other_blocks(markdown: str, block: Block) -> None:
    assert read(markdown) == [block]


@pytest.mark.parametrize("markdown", ["<div>x</div>", "see <img src='a.png'>", "![x](a.png)"])
def test_what_has_no_place_is_refused(markdown: str) -> None:
    with pytest.raises(PublishError, match="has no place"):
        read(markdown)


def test_a_chapter_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"chapter 04-salaries: cell 2: .*no source"):
        report(tmp_path, code_cell("", shown_table(source="")))


@given(st.lists(st.text("abc 123.,;%&€–é", min_size=1), min_size=1, max_size=4))
def test_no_word_of_plain_prose_is_lost(lines: list[str]) -> None:
    text = "x" + "x\n\nx".join(lines) + "x"
    told = " ".join(plain(block.text) for block in read(text) if isinstance(block, Paragraph))
    assert re.sub(r"\s", "", told) == re.sub(r"\s", "", text)
