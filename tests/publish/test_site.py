"""The site shows every current edition, says what it leaves out, and appears whole or not."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from miniature import ANSWER, code_cell, contents, make_project, shown_figure, write_chapter
from support.fake_editions import fake, sealed

from rolereport.publish.edition import Edition
from rolereport.publish.errors import EditionBusy, PublishError
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Manifest, changed_outputs
from rolereport.publish.page import card
from rolereport.publish.page.exporter import TEMPLATES
from rolereport.publish.site import pages, site
from rolereport.publish.site.copies import BANNER, CARD
from rolereport.publish.site.site import make_site
from rolereport.publish.staging import exclusive

BASE = "https://example.org/report"
SAID = "No. They are two jobs."
NURSES = {"roles": ["registered-nurse", "medical-assistant"], "year": 2024}
STATES = ["AL", "AK", "AZ", "CA", "CO", "FL", "GA", "NY", "OH", "TX"]


class Links(HTMLParser):
    """The links of a page, and the ids that they can lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids |= {str(told["id"])} if "id" in told else set()
        if tag == "a":
            self.hrefs.append(str(told["href"]))


def pay(place: str) -> list[str]:
    return [SAID, f"The median in {place} is $45,690."]


def nation(layout: Layout) -> Edition:
    edition = Edition.of({}, layout.build)
    drawn = code_cell("figure()", shown_figure(name="first"))
    write_chapter(edition.notebooks / "00-answer.ipynb", drawn)
    (edition.folder / "card.png").write_bytes(b"png")
    (edition.folder / "report.html").write_text("<title>us</title>", encoding="utf-8")
    return sealed(edition, layout, pay("the nation"))


@pytest.fixture
def many(project: Layout) -> Layout:
    nation(project)
    for state in STATES:
        fake(project, {"area": state}, pay(state))
    fake(project, {"area": "26420"}, pay("Houston"))
    fake(project, {"area": "WY", **NURSES}, ["A nurse & an <assistant>."], ("report.pdf",))
    return project


def text_of(layout: Layout, name: str = "index.html", **options: Any) -> str:
    return (make_site(layout, **options).folder / name).read_text(encoding="utf-8")


def test_the_question_and_the_answer_for_the_nation_come_first(many: Layout) -> None:
    html = text_of(many).partition("<main")[2]
    order = ["<h1>Is a med tech", SAID, "The median in the nation", "us/report.html", "Find your"]
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert html.count("The median in the nation") == 1


def test_its_first_figure_stands_beside_it_with_caption_and_source(many: Layout) -> None:
    html = text_of(many)
    assert '<svg role="img" aria-label="The median laboratory worker earns' in html
    assert "<p>Pay.</p>" in html and "Source: BLS" in html


def test_every_edition_is_listed_in_words_with_what_it_adds_to_the_answer(many: Layout) -> None:
    html = text_of(many)
    for place in ("Alabama", "New York", "Houston-Pasadena-The Woodlands, TX", "Wyoming, May 2024"):
        assert f">{place}</a></h3>" in html
    assert "OEWS, May 2024, state estimates" in html
    assert "The median in TX is $45,690." in html
    assert html.count(f"<p>{SAID}</p>") == 0  # the nation's answer has said it
    assert "A nurse &amp; an &lt;assistant&gt;." in html


def test_editions_are_grouped_by_jobs_then_by_nation_state_and_other_area(many: Layout) -> None:
    grouped = pages.groups(make_site(many).shown)
    assert [group.jobs for group in grouped] == [
        "laboratory staff, medication aides and medical assistants",
        "registered nurses and medical assistants",
    ]
    html = text_of(many)
    assert ">The same jobs, place by place</h2>" in html
    assert ">Registered nurses and medical assistants</h2>" in html
    slugs = [each.slug for each in grouped[0].editions]
    assert (slugs[0], slugs[1], slugs[-1]) == ("us", "al", "26420")


def test_every_link_leads_to_a_file_or_place_that_is_there(many: Layout) -> None:
    folder = make_site(many).folder
    links = Links((folder / "index.html").read_text(encoding="utf-8"))
    assert len(links.hrefs) > 4 * len(STATES)
    for href in links.hrefs:
        if href.startswith("#"):
            assert href[1:] in links.ids
        else:
            assert (folder / href).is_file(), href


def test_only_formats_that_there_are_are_offered(many: Layout) -> None:
    wyoming = [h for h in Links(text_of(many)).hrefs if h.startswith("wy-")]
    assert {Path(href).name for href in wyoming} == {"report.pdf"}


def test_a_map_leads_to_the_states_if_there_are_enough(many: Layout, project: Layout) -> None:
    shown = make_site(many).shown
    tiles = {tile.code: tile.slug for tile in pages.tiles(shown)}
    assert tiles["TX"] == "tx"
    assert tiles["WY"] == "wy-roles-registered-nurse-and-medical-assistant-2024"
    assert tiles["VT"] is None
    assert len(tiles) >= 51
    assert pages.tiles(shown[:5]) == []


def test_the_policy_allows_the_one_script_and_nothing_else(many: Layout) -> None:
    html = text_of(many)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    assert f"default-src 'none'; {policy}; form-action 'none'; base-uri 'none'" in html


def test_one_edition_alone_needs_neither_search_nor_map(project: Layout) -> None:
    nation(project)
    html = text_of(project)
    assert "<script>" not in html and 'type="search"' not in html and "Find your state" not in html
    assert "rolereport build -p area=TX" in html


def test_without_the_nation_s_edition_the_others_still_have_their_page(project: Layout) -> None:
    fake(project, {"area": "TX"}, pay("TX"))
    html = text_of(project)
    assert "A parameterized, verified comparison" in html
    assert ">Laboratory staff, medication aides and medical assistants</h2>" in html
    assert f"<p>{SAID}</p>" in html


def test_stale_and_failed_editions_are_left_out_with_a_line(many: Layout) -> None:
    (many.build / "tx" / "report.html").write_text("damaged")
    (many.build / "pr" / "failed").mkdir(parents=True)
    (many.build / "notes").mkdir()
    made = make_site(many)
    assert [(each.slug, each.why) for each in made.left_out] == [
        ("pr", "its build failed, and there is no earlier one"),
        ("tx", "built from other chapters, code or data than the project now holds"),
    ]
    html = (made.folder / "index.html").read_text(encoding="utf-8")
    assert "<code>tx</code> (built from other" in html
    assert not (made.folder / "tx").exists() and not (made.folder / "notes").exists()


def test_an_edition_of_another_state_of_the_data_is_stale(many: Layout) -> None:
    (many.data / "new.csv").write_text("a\n")
    with pytest.raises(PublishError, match=r"no edition to show.*\n26420: built from other"):
        make_site(many)


def test_what_a_failed_build_kept_is_not_published(many: Layout) -> None:
    (many.build / "us" / "failed").mkdir()
    (many.build / "us" / "failed" / "00-answer.ipynb").write_text("traceback")
    assert not (make_site(many).folder / "us" / "failed").exists()


def test_each_edition_is_copied_as_its_manifest_lists_it(many: Layout) -> None:
    folder = make_site(many).folder
    assert contents(folder / "us") == contents(many.build / "us")


def test_a_report_leads_back_to_the_first_page(many: Layout) -> None:
    template = (TEMPLATES / "page.html.j2").read_text(encoding="utf-8")
    assert template.count(BANNER) == 1
    edition = Edition.of({"area": "TX"}, many.build)
    edition.report.write_text(f"<title>tx</title><p>{BANNER}", encoding="utf-8")
    sealed(edition, many, pay("TX"))
    folder = make_site(many).folder / "tx"
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert Links(html).hrefs == ["../index.html"]
    manifest = Manifest.read(folder)
    assert manifest is not None
    assert not [*changed_outputs(folder, manifest.outputs)]


def test_the_card_is_the_one_that_the_page_writes() -> None:
    assert CARD == card.NAME


def test_nothing_needs_an_address_and_nothing_has_one_without(many: Layout) -> None:
    folder = make_site(many).folder
    assert not (folder / "sitemap.xml").exists()
    assert (folder / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert (folder / ".nojekyll").read_bytes() == b""
    for name in ("index.html", "404.html", "us/report.html"):
        html = (folder / name).read_text(encoding="utf-8")
        assert "canonical" not in html and "og:image" not in html
    assert Links((folder / "404.html").read_text(encoding="utf-8")).hrefs == []


def test_with_an_address_every_page_says_where_it_is(many: Layout) -> None:
    folder = make_site(many, base_url=BASE).folder
    page = (folder / "us" / "report.html").read_text(encoding="utf-8")
    assert page.startswith(
        f'<title>us</title>\n<link rel="canonical" href="{BASE}/us/report.html">'
    )
    assert f'<meta property="og:image" content="{BASE}/us/card.png">' in page
    assert "og:image" not in (folder / "tx" / "report.html").read_text(encoding="utf-8")
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE}/">' in index
    assert f'content="{BASE}/us/card.png"' in index
    assert Links((folder / "404.html").read_text(encoding="utf-8")).hrefs == ["/report/"]


def test_sitemap_lists_every_page(many: Layout) -> None:
    folder = make_site(many, base_url=BASE).folder
    sitemap = (folder / "sitemap.xml").read_text(encoding="utf-8")
    found = re.findall("<loc>(.*?)</loc>", sitemap)
    expected = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/report.html"))
    assert sorted(found) == sorted([f"{BASE}/", *(f"{BASE}/{name}" for name in expected)])
    assert f"Sitemap: {BASE}/sitemap.xml" in (folder / "robots.txt").read_text()


def test_a_copied_edition_still_agrees_with_its_manifest_and_crate(many: Layout) -> None:
    folder = make_site(many, base_url=BASE).folder / "us"
    manifest = Manifest.read(folder)
    assert manifest is not None
    assert not [*changed_outputs(folder, manifest.outputs)]
    crate = (folder / "ro-crate-metadata.json").read_text(encoding="utf-8")
    assert manifest.outputs["report.html"] in crate
    before = (many.build / "us" / "ro-crate-metadata.json").read_text(encoding="utf-8")
    changed = set(crate.splitlines()) ^ set(before.splitlines())
    assert {line.split(":")[0].strip() for line in changed} == {'"contentSize"', '"sha256"'}


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://", "/report/", "http://a/?q"]
)
def test_an_address_that_is_none_is_refused(many: Layout, url: str) -> None:
    with pytest.raises(PublishError, match="no address of a site"):
        make_site(many, base_url=url)


def test_equal_editions_give_equal_bytes_in_another_folder(many: Layout, tmp_path: Path) -> None:
    first = make_site(many, tmp_path / "one", BASE)
    again = make_site(many, tmp_path / "two", BASE)
    assert contents(first.folder) == contents(again.folder)
    assert str(tmp_path).encode() not in b"".join(contents(first.folder).values())


def test_a_failure_leaves_the_last_site(many: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_site(many).folder
    before = contents(folder)
    fake(many, {"area": "VT"}, pay("VT"))

    def fail(*_: Any) -> str:
        raise PublishError("no")

    monkeypatch.setattr(site.pages, "robots", fail)
    with pytest.raises(PublishError):
        make_site(many)
    assert contents(folder) == before
    assert not list(many.build.glob(".site.new"))


def test_a_new_site_takes_the_place_of_the_old_whole(many: Layout) -> None:
    folder = make_site(many, base_url=BASE).folder
    (many.build / "tx" / "report.html").write_text("damaged")
    assert make_site(many).folder == folder
    assert not (folder / "sitemap.xml").exists() and not (folder / "tx").exists()


def test_a_folder_that_holds_something_else_is_left_alone(many: Layout, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="something other than a site"):
        make_site(many, many.data)
    (tmp_path / "empty").mkdir()
    assert make_site(many, tmp_path / "empty").shown


def test_an_edition_that_is_being_built_is_waited_for_by_nobody(many: Layout) -> None:
    with exclusive(many.build / "tx"), pytest.raises(EditionBusy, match="tx"):
        make_site(many)


def test_words_that_find_an_edition_hold_codes_states_and_titles(many: Layout) -> None:
    houston = next(each for each in make_site(many).shown if each.slug == "26420")
    for words in ("26420", "TX", "Texas", "Medical assistant"):
        assert words in houston.also


def test_what_sets_an_edition_apart_stands_in_its_title(project: Layout) -> None:
    fake(project, {"area": "TX", "dollars": "real"}, pay("TX"))
    fake(project, {"area": "TX"}, pay("TX"), code="teach")
    titles = [each.title for each in make_site(project).shown]
    assert len(set(titles)) == 2
    assert all(title.startswith("Texas, ") for title in titles)


def test_the_answer_of_the_miniature_is_shown_as_words(tmp_path: Path) -> None:
    layout = make_project(tmp_path)
    fake(layout, {}, [line.replace("**", "") for line in ANSWER])
    assert "{area}" in text_of(layout)
