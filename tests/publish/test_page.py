"""The page stands alone, can be linked to, read aloud and read without the code."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from miniature import (
    ALT,
    PARAMETERS,
    SVG,
    code_cell,
    markdown_cell,
    shown,
    shown_figure,
    shown_table,
    write_chapter,
)
from nbformat import NotebookNode, v4

from rolereport.publish.errors import PublishError
from rolereport.publish.page.exporter import (
    LONG_TABLE,
    LONG_TEXT,
    TEMPLATES,
    aligned_by_class,
    data_uri,
    worded_by_class,
)
from rolereport.publish.page.page import page, require_sound
from rolereport.publish.page.shrink import shrunk
from rolereport.publish.provenance import Provenance

PROVENANCE = Provenance(
    edition="us",
    parameters={"area": "US", "year": "2025"},
    data="OEWS, May 2025",
    software={"papermill": "2.7.0"},
    fingerprint="0123456789abcdef",
)
FINDINGS = {"text/markdown": "- From $45,690 to **$62,930**.", "text/plain": "x"}
VOID = {"meta", "link", "br", "hr", "img", "input"}
LOADS = {"src", "srcset", "data", "poster"}


class Page(HTMLParser):
    """What the tests ask of a page: its elements, and that each is closed where it was opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str, **having: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and having.items() <= attributes.items()
        ]

    def values(self, attribute: str) -> list[str]:
        found = (attributes.get(attribute) for _, attributes in self.elements)
        return [value for value in found if value is not None]


def chapters(folder: Path, *cells: NotebookNode) -> list[Path]:
    return [
        write_chapter(
            folder / "00-answer.ipynb",
            markdown_cell("# Is a <em>med tech</em> the same?\n\nWho asks?"),
            code_cell("", shown(FINDINGS, {"kind": "findings"})),
            markdown_cell("## How much?\n\nSee [pay](04-salaries.ipynb#how-much)."),
            code_cell("draw()", shown_figure(name="answer")),
        ),
        write_chapter(
            folder / "04-salaries.ipynb",
            markdown_cell("# What do they earn?"),
            *(cells or (code_cell("draw()", shown_figure()), code_cell("tell()", shown_table()))),
            markdown_cell("## How much?"),
            markdown_cell("## How much?"),
        ),
    ]


def refusal(tmp_path: Path, *cells: NotebookNode) -> str:
    with pytest.raises(PublishError) as caught:
        page(chapters(tmp_path, *cells), PROVENANCE)
    return str(caught.value)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(chapters(tmp_path_factory.mktemp("page")), PROVENANCE)


@pytest.fixture(scope="module")
def parsed(html: str) -> Page:
    return Page(html)


def test_nothing_is_loaded(parsed: Page) -> None:
    assert not parsed.all("img") and not parsed.all("iframe")
    assert all("src" not in script for script in parsed.all("script"))
    for tag, attributes in parsed.elements:
        assert not LOADS & attributes.keys(), tag
        if tag == "link":
            assert str(attributes["href"]).startswith("data:")
    (policy,) = parsed.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert str(policy["content"]).startswith("default-src 'none'")


def test_style_sheet_loads_nothing() -> None:
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|//", style)


def test_ids_are_unique_and_every_link_inside_arrives(parsed: Page) -> None:
    ids = Counter(parsed.values("id"))
    assert max(ids.values()) == 1
    targets = {href[1:] for href in parsed.values("href") if href.startswith("#")}
    targets |= {href[1:] for href in parsed.values("xlink:href")}
    assert targets <= set(ids)


def test_headings_have_stable_anchors(parsed: Page) -> None:
    assert [attributes["id"] for attributes in parsed.all("h1")] == [
        "answer-is-a-med-tech-the-same"
    ]
    assert [attributes["id"] for attributes in parsed.all("h3")] == [
        "salaries-how-much",
        "salaries-how-much-2",
    ]
    assert {"answer", "salaries", "answer-how-much"} <= set(parsed.values("id"))


def test_a_heading_s_link_to_itself_is_no_part_of_its_name(parsed: Page) -> None:
    anchors = parsed.all("a", **{"class": "anchor"})
    assert anchors
    assert {(link["aria-hidden"], link["tabindex"]) for link in anchors} == {("true", "-1")}


def test_language_landmarks_and_skip_link(parsed: Page) -> None:
    assert parsed.all("html") == [{"lang": "en"}]
    for landmark in ("header", "main", "footer"):
        assert len(parsed.all(landmark)) == 1
    assert all(nav["aria-label"] == "Contents" for nav in parsed.all("nav"))
    body = [name for name, _ in parsed.elements].index("body")
    assert parsed.elements[body + 1] == ("a", {"class": "skip", "href": "#answer"})


def test_contents_name_every_chapter(html: str) -> None:
    assert '<a href="#answer">The short answer</a>' in html
    assert '<a href="#salaries">04 What do they earn?</a>' in html
    assert '<a href="#salaries-how-much-2">How much?</a>' in html


def test_dollars_are_dollars_and_not_mathematics(html: str) -> None:
    assert "From $45,690 to <strong>$62,930</strong>." in html


def test_link_to_a_chapter_stays_on_the_page(html: str) -> None:
    assert '<a href="#salaries">pay</a>' in html


def test_figure_says_what_it_shows(parsed: Page, html: str) -> None:
    drawings = parsed.all("svg", role="img")
    assert [drawing["aria-label"] for drawing in drawings] == [ALT, ALT]
    assert {"figure-answer", "figure-pay"} <= set(parsed.values("id"))
    assert "Figure 1</a> Pay." in html and "Figure 2</a> Pay." in html
    assert "Source: BLS" in html
    assert "<metadata>" not in html and "No description has been provided" not in html


def test_downloads_lead_to_files_beside_the_page(parsed: Page) -> None:
    links = {link["download"]: link["href"] for link in parsed.all("a") if "download" in link}
    files = [link["href"] for link in parsed.all("a") if "download" in link]
    assert files == [
        "figures/answer.csv",
        "figures/answer.svg",
        "figures/pay.csv",
        "figures/pay.svg",
        "tables/pay.csv",
    ]
    assert set(links) == {"answer.csv", "answer.svg", "pay.csv", "pay.svg"}


def test_the_script_and_no_other_may_run(html: str, parsed: Page) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert scripts == [(TEMPLATES / "report.js").read_text(encoding="utf-8").strip()]
    assert f"<script>{scripts[0]}</script>" in shrunk(html)
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    (policy,) = parsed.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert f"script-src 'sha256-{digest}';" in str(policy["content"])


def test_columns_of_figures_are_named_once() -> None:
    right, left = ' style="text-align: right"', ' style="text-align: left"'
    table = (
        '<table id="table-pay" class="rolereport tex2jax_ignore mathjax_ignore">'
        f'<tr><th scope="col">a</th><th scope="col"{right}>b</th><th scope="col"{right}>c</th></tr>'
        f'<tr><th scope="row"{left}>1</th><td{right}>2</td><td{right}>3</td></tr></table>'
    )
    assert aligned_by_class(table) == (
        '<table id="table-pay" class="rolereport r2 r3">'
        '<tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr>'
        '<tr><th scope="row">1</th><td>2</td><td>3</td></tr></table>'
    )


def test_columns_of_long_texts_are_named() -> None:
    fits, link, long = "x" * LONG_TEXT, f'<a href="{"x" * LONG_TEXT}">x &amp;</a>', "x &amp; " * 20
    rows = f"<tr><th>{fits}</th><td>{long}</td><td>{link}</td><td>{long}</td></tr>"
    table = f'<table class="rolereport r3"><tbody>{rows}</tbody></table>'
    assert worded_by_class(table).startswith('<table class="rolereport w2 w4 r3">')
    assert worded_by_class('<table class="rolereport"><tbody></tbody></table>')


@pytest.mark.parametrize("text", ['<a href="#b">&amp; 5% — “é”</a>\n\n', "a,b\n'1',\"2\"\n"])
def test_an_address_holds_every_character(text: str) -> None:
    address = data_uri("text/csv", text)
    assert not set(address) & set('<>"#&\n')
    assert unquote(address.partition(",")[2]) == text


def test_code_in_prose_can_be_scrolled_by_keyboard(tmp_path: Path) -> None:
    block = markdown_cell("    cite = me\n")
    blocks = re.findall(
        "<pre[^>]*>(?=<code>cite = me)", page(chapters(tmp_path, block), PROVENANCE)
    )
    assert blocks == ['<pre tabindex="0">']


def test_tables_are_numbered_and_can_be_scrolled_by_keyboard(parsed: Page, html: str) -> None:
    name = '<span id="caption-pay"><a class="number" href="#table-pay">Table 1</a> Pay</span>'
    assert f"<caption>{name}<br>" in html
    assert parsed.all("table", **{"aria-labelledby": "caption-pay"})
    regions = parsed.all("div", role="group")
    assert [region["aria-label"] for region in regions] == [
        "Drawing of figure 1",
        "Drawing of figure 2",
        "Table 1",
    ]
    assert [figure["aria-label"] for figure in parsed.all("figure")] == ["Figure 1", "Figure 2"]
    assert all(region["tabindex"] == "0" for region in regions)


@pytest.mark.parametrize(("rows", "folded"), [(LONG_TABLE, False), (LONG_TABLE + 1, True)])
def test_a_long_table_is_folded_under_its_length(tmp_path: Path, rows: int, folded: bool) -> None:
    table = shown_table()
    row = "<tr><td>1</td></tr>"
    table.data["text/html"] = table.data["text/html"].replace(row, row * rows)
    html = page(chapters(tmp_path, code_cell("tell()", table)), PROVENANCE)
    assert (f"Show the {rows} rows of table 1: Pay</summary>" in html) == folded


def test_code_is_folded_after_what_it_shows(html: str) -> None:
    folds = re.findall(r'<details class="code">.*?</details>', html, re.DOTALL)
    assert len(folds) == 3
    assert html.index("</figure>") < html.index(folds[0])
    assert "draw</span>" not in re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)


def test_silent_code_is_folded_with_what_follows(tmp_path: Path) -> None:
    cells = [
        code_cell(PARAMETERS, tags=["parameters"]),
        code_cell("area = 'TX'", tags=["injected-parameters"]),
        code_cell(""),
        markdown_cell("A sentence."),
        code_cell("draw()", shown_figure()),
        code_cell("left = 1"),
    ]
    html = page(chapters(tmp_path, *cells), PROVENANCE)
    folds = re.findall(r'<details class="code">.*?</details>', html, re.DOTALL)
    assert [fold.count("<pre") for fold in folds] == [1, 3, 1]
    assert "left" in folds[2]


def test_edition_and_making_are_told(html: str) -> None:
    for told in ("<dt>area</dt><dd>US</dd>", "OEWS, May 2025", "0123456789ab", "papermill 2.7.0"):
        assert told in html


def test_markdown_tables_have_heads_that_head(tmp_path: Path) -> None:
    html = page(chapters(tmp_path, markdown_cell("|a|b|\n|-|-:|\n|1|2|")), PROVENANCE)
    assert '<th scope="col">a</th>' in html
    assert '<td style="text-align: right">2</td>' in html
    Page(html)


def test_printed_text_is_text(tmp_path: Path) -> None:
    stream = v4.new_output("stream", name="stdout", text="a < b & \x1b[1mbold\x1b[0m")
    html = page(chapters(tmp_path, code_cell("print()", stream)), PROVENANCE)
    assert '<pre class="printed" tabindex="0">a &lt; b &amp; ' in html
    Page(html)


def test_words_of_a_chapter_cannot_break_the_page(tmp_path: Path) -> None:
    nasty = 'a "quoted" <b>&amp; caption'
    figure = code_cell("draw()", shown_figure(caption=nasty, alt=nasty, source=nasty))
    parsed = Page(page(chapters(tmp_path, figure), PROVENANCE))
    assert parsed.all("svg", role="img")[1]["aria-label"] == nasty
    assert not parsed.all("b")


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (shown_figure(alt=""), "figure 'pay' has no alternative text"),
        (shown_figure(caption="", source=""), "figure 'pay' has no caption, source"),
        (shown({"image/svg+xml": SVG}, {"kind": "figure"}), "has no name, alternative text"),
        (shown_table(source=""), "table 'pay' has no source"),
        (
            shown(
                {"text/html": "<table></table>", "text/csv": ""},
                dict(shown_table().metadata.rolereport),
            ),
            "table 'pay' has no <caption>",
        ),
        (shown({"image/png": "iVBO", "text/plain": "<Figure>"}), "shows bare image/png"),
        (shown({"text/html": "<b>1</b>"}), "shows bare text/html"),
        (v4.new_output("error", ename="KeyError", evalue="x", traceback=[]), "ends in KeyError"),
    ],
)
def test_what_a_reader_cannot_be_shown_is_refused(
    tmp_path: Path, output: NotebookNode, told: str
) -> None:
    message = refusal(tmp_path, code_cell("show()", output))
    assert told in message
    assert message.startswith("chapter 04-salaries: cell 2: ")


def test_one_name_one_figure(tmp_path: Path) -> None:
    cells = [code_cell("", shown_figure(name="answer"))]
    assert "two figures of the report are named 'answer'" in refusal(tmp_path, *cells)


def test_markdown_picture_is_refused(tmp_path: Path) -> None:
    assert "use figure()" in refusal(tmp_path, markdown_cell("![x](https://example.org/x.png)"))


def test_chapter_without_title_is_refused(tmp_path: Path) -> None:
    assert "needs one # heading; it has 2" in refusal(tmp_path, markdown_cell("# Another?"))


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<img src="https://example.org/x.png">', "load something"),
        ("<script defer src='//example.org/x.js'></script>", "load something"),
        ('<link rel="stylesheet" href="http://example.org/x.css">', "load something"),
        ('<p id="a"></p><p class="x" id="a"></p>', "ids used twice on the page: a"),
        ("No description has been provided for this image", "no alternative text"),
    ],
)
def test_unsound_page_is_refused(html: str, told: str) -> None:
    with pytest.raises(PublishError, match=told):
        require_sound(html)


def test_sound_page_passes() -> None:
    require_sound('<a href="https://www.bls.gov/oes/">BLS</a><p id="a"></p><p id="b"></p>')


def test_picture_written_as_html_is_refused(tmp_path: Path) -> None:
    picture = markdown_cell('See <img alt="x" src="https://example.org/x.png">.')
    assert "load something from elsewhere" in refusal(tmp_path, picture)


def test_headings_and_parameters_are_written_as_text(tmp_path: Path) -> None:
    told = replace(PROVENANCE, parameters={"area": "<i>US</i>"})
    html = page(chapters(tmp_path, markdown_cell("## Is 1 < 2 & *so on*?")), told)
    assert '<a href="#salaries-is-1-2-so-on">Is 1 &lt; 2 &amp; so on?</a>' in html
    assert "<dd>&lt;i&gt;US&lt;/i&gt;</dd>" in html


def test_a_chapter_ends_after_the_line_that_says_it_has_nothing(tmp_path: Path) -> None:
    end = shown({"text/markdown": "Nothing is held.", "text/plain": "x"}, {"kind": "end"})
    cells = [code_cell("", end), markdown_cell("## Never read"), code_cell("", shown_table())]
    html = page(chapters(tmp_path, *cells), PROVENANCE)
    assert "Nothing is held." in html
    assert "Never read" not in html
    assert Page(html).all("table") == []


def test_an_edition_may_ask_another_question(tmp_path: Path) -> None:
    asked = "How do bakers compare with cooks?"
    title = shown({"text/markdown": asked, "text/plain": "x"}, {"kind": "title"})
    first = write_chapter(
        tmp_path / "00-answer.ipynb",
        markdown_cell("# Is a <em>med tech</em> the same?\n\nWho asks?"),
        code_cell("", title),
        code_cell("", shown(FINDINGS, {"kind": "findings"})),
    )
    html = page([first], PROVENANCE)
    assert f"<title>{asked}" in html
    assert html.count("<h1") == 1
    assert "Who asks?" not in html and "med tech" not in html
