"""An edition can be cited: in three styles that agree with what cffconvert makes of the work."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import cffconvert
import pytest
import yaml

from rolereport.paths import DATA, PROJECT
from rolereport.publish.citation import Author, Citation
from rolereport.publish.cite import STYLES, Cited, apa, bibtex, csl_json
from rolereport.publish.errors import PublishError

CFF = PROJECT / "CITATION.cff"
WORK = Citation.read(CFF)
CITED = Cited(WORK, WORK.title, "tx", "Texas (TX)", "OEWS, May 2025, state estimates", "f" * 64)
PEOPLE = [Author("de la Cruz", "Ana María", True), Author("Smith", "J.", True)]


def theirs() -> cffconvert.Citation:
    return cffconvert.Citation(CFF.read_text(encoding="utf-8"))


def bibtex_fields(entry: str) -> dict[str, str]:
    found = re.findall(r"^\s*(\w+)\s*=\s*\{(.*)\},?$", entry, re.MULTILINE)
    return {name: value.strip("{}") for name, value in found}


def csl() -> dict[str, Any]:
    (item,) = json.loads(csl_json(CITED))
    return dict(item)


def test_the_citation_file_is_valid() -> None:
    theirs().validate()


def test_the_citation_file_agrees_with_the_project() -> None:
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert WORK.version == project["version"]


def test_references_are_sources_of_the_report() -> None:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as lines:
        held = {(row["title"], row["publisher"], row["url"]) for row in csv.DictReader(lines)}
    record = yaml.safe_load(CFF.read_text(encoding="utf-8"))
    cited = {
        (each["title"], each["authors"][0]["name"], each["url"]) for each in record["references"]
    }
    assert cited and cited <= held


def test_bibtex_has_the_fields_that_cffconvert_writes() -> None:
    expected, ours = bibtex_fields(theirs().as_bibtex()), bibtex_fields(bibtex(CITED))
    assert expected.keys() >= {"author", "title", "year", "month"}
    assert {name: ours[name] for name in expected} == expected


def test_apa_has_the_parts_that_cffconvert_writes() -> None:
    pattern = r"(.+?) \((\d{4})\)\. (.+?) \(version (.+?)\)\."
    ((author, year, title, version),) = re.findall(pattern, theirs().as_apalike())
    ours = apa(CITED)
    assert ours.startswith(f"{author}. ({year}, ")
    assert f"). {title} (Version {version}; " in ours


def test_csl_has_the_same_facts() -> None:
    item = csl()
    assert item["title"] == WORK.title
    assert item["author"] == [{"literal": WORK.authors[0].family}]
    assert item["issued"] == {"date-parts": [list(map(int, WORK.released.split("-")))]}
    assert item["version"] == WORK.version


@pytest.mark.parametrize("style", STYLES)
def test_every_style_names_the_edition_and_invents_nothing(style: str) -> None:
    text = STYLES[style].write(CITED)
    for told in ("tx; Texas (TX); OEWS, May 2025, state estimates; build ffffffffffff", WORK.title):
        assert told in text
    assert not re.search(r"doi|http|orcid|accessed|retrieved", text, re.IGNORECASE)
    assert set(re.findall(r"\b(?:19|20)\d\d\b", text)) == {WORK.released[:4], "2025"}


def test_people_are_named_by_family_and_given_name() -> None:
    cited = replace(CITED, work=replace(WORK, authors=PEOPLE))
    assert "author       = {de la Cruz, Ana María and Smith, J.}" in bibtex(cited)
    assert apa(cited).startswith("de la Cruz, A. M., & Smith, J. (")
    assert json.loads(csl_json(cited))[0]["author"] == [
        {"family": "de la Cruz", "given": "Ana María"},
        {"family": "Smith", "given": "J."},
    ]


def test_people_are_read_from_the_file(tmp_path: Path) -> None:
    person = "{family-names: Cruz, name-particle: de la, given-names: Ana}"
    (tmp_path / "CITATION.cff").write_text(
        "title: T\nabstract: A\nlicense: MIT\nversion: 2\ndate-released: 2026-01-02\n"
        f"authors: [{person}, {{name: A group}}]\n"
    )
    work = Citation.read(tmp_path / "CITATION.cff")
    assert work.authors == [Author("de la Cruz", "Ana", True), Author("A group")]
    assert [author.name for author in work.authors] == ["Ana de la Cruz", "A group"]
    assert (work.version, work.released) == ("2", "2026-01-02")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("abstract: a\n", "does not give 'title'; add it"),
        ("title: [\n", "cannot be read as a citation"),
        ("", "cannot be read as a citation"),
    ],
    ids=["lacks-title", "no-yaml", "empty"],
)
def test_a_damaged_file_is_named_with_what_it_lacks(
    tmp_path: Path, written: str, told: str
) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(written)
    with pytest.raises(PublishError, match=f"CITATION.cff {told}"):
        Citation.read(path)


def test_bibtex_keeps_every_character() -> None:
    entry = bibtex(replace(CITED, title=r"50% of {R&D} ~ a_b \ c^2 #1 $"))
    told = r"50\% of \{R\&D\} \textasciitilde{} a\_b \textbackslash{} c\textasciicircum{}2 \#1 \$"
    assert f"{{{{{told}}}}}" in entry


def test_the_place_may_be_unknown() -> None:
    assert replace(CITED, place="", data="").which == "edition tx; build ffffffffffff"
