"""What stands around the chapters: downloads, the edition, how to cite it, what machines read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from test_page import PROVENANCE, Page, chapters

from rolereport.paths import DATA, PROJECT
from rolereport.publish.citation import Citation
from rolereport.publish.cite import STYLES
from rolereport.publish.codebook import measures, sources
from rolereport.publish.edition_words import in_words
from rolereport.publish.page.page import BESIDE, page

WORK = Citation.read(PROJECT / "CITATION.cff")
TOLD = replace(
    PROVENANCE,
    edition="tx",
    parameters=in_words({"area": "TX", "year": 2025, "roles": ["medical-assistant"]}),
    wages="OEWS, May 2025, state estimates",
    work=WORK,
    sources=sources(DATA, "TX", 2025),
    measures=measures(DATA),
)
FILES = ["report.html", "report.pdf", "report.xlsx"]
ANSWER = "From $45,690 to $62,930."


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(chapters(tmp_path_factory.mktemp("about")), TOLD, FILES)


@pytest.fixture(scope="module")
def parsed(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def linked(html: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return dict(json.loads(text))


def test_only_the_formats_written_are_offered(parsed: Page) -> None:
    files = [href for href in parsed.values("href") if href in BESIDE]
    assert files == ["report.pdf", "report.xlsx"] * 2  # at the top, and where the making is told
    assert {"manifest.json", "ro-crate-metadata.json"} <= set(parsed.values("href"))


def test_a_page_alone_offers_no_other_format(tmp_path: Path) -> None:
    assert not set(BESIDE) & set(Page(page(chapters(tmp_path), TOLD)).values("href"))


def test_the_edition_is_named_at_the_top_and_in_the_title(html: str) -> None:
    assert '<a href="#this-edition">Texas (TX), May 2025</a>' in html
    assert "<title>Is a med tech the same? · Texas (TX), May 2025</title>" in html


@pytest.mark.parametrize("style", STYLES)
def test_every_citation_can_be_selected_and_downloaded(parsed: Page, html: str, style: str) -> None:
    cited = TOLD.cited("Is a med tech the same?")
    assert cited is not None
    text = STYLES[style].write(cited)
    (shown,) = parsed.all("pre", **{"aria-labelledby": f"cite-{style}"})
    assert shown["tabindex"] == "0"
    assert f'id="cite-{style}">{STYLES[style].title}</h3>' in html
    (link,) = parsed.all("a", download=STYLES[style].file)
    assert unquote(str(link["href"]).partition(",")[2]) == text


def test_without_a_work_nothing_is_cited(tmp_path: Path) -> None:
    html = page(chapters(tmp_path), replace(TOLD, work=None))
    assert "Cite this" not in html and "cite-this" not in html


def test_a_link_to_the_page_shows_its_finding(parsed: Page) -> None:
    graph = {meta["property"]: meta["content"] for meta in parsed.all("meta") if "property" in meta}
    assert graph["og:type"] == "article"
    assert graph["og:title"] == ANSWER
    assert graph["og:description"] == ANSWER
    assert not {"og:image", "og:url"} & graph.keys()  # they need an address, which a site has


def test_machines_read_what_people_read(linked: dict[str, Any]) -> None:
    assert linked["@type"] == "Report"
    assert linked["name"] == "Is a med tech the same?"
    assert linked["description"] == ANSWER
    assert linked["inLanguage"] == "en"
    assert linked["author"] == [{"@type": "Organization", "name": WORK.authors[0].name}]
    assert linked["datePublished"] == WORK.released
    assert "dateModified" not in linked and "url" not in linked
    assert linked["about"] == [{"@type": "Occupation", "name": "Medical assistant"}]


def test_machines_find_the_sources_and_the_files(linked: dict[str, Any]) -> None:
    addresses = [each["url"] for each in linked["isBasedOn"]]
    assert len(addresses) == len(set(addresses)) > 20
    assert "https://apps.bea.gov/regional/zip/SARPP.zip" in addresses
    assert [each["contentUrl"] for each in linked["encoding"]] == ["report.pdf"]
    data = linked["hasPart"]
    assert data["spatialCoverage"]["name"] == "Texas (TX)"
    assert "Median pay, annual" in [each["name"] for each in data["variableMeasured"]]
    files = [each["contentUrl"] for each in data["distribution"]]
    assert files == ["report.xlsx", "figures/answer.csv", "figures/pay.csv"]


def test_of_the_wage_vintages_only_the_one_read_is_a_source() -> None:
    names = sources(DATA, "US", 2024).values()
    assert any("May 2024" in name for name in names)
    assert not any("May 2023" in name for name in names)


def test_words_cannot_end_the_data_that_machines_read(tmp_path: Path) -> None:
    told = replace(TOLD, wages="</script><b>x</b>")
    assert not Page(page(chapters(tmp_path), told)).all("b")


def test_without_a_codebook_there_are_no_sources(tmp_path: Path) -> None:
    assert sources(tmp_path, "US", 2025) == {}
    assert measures(tmp_path) == {}


def test_every_chapter_leads_back_to_the_contents(parsed: Page) -> None:
    assert parsed.all("details", id="contents")
    assert len(parsed.all("a", href="#contents")) == 1  # of two chapters, the first is the top
