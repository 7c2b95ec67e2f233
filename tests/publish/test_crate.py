"""The crate is valid, says what the manifest says, and is the same at any time in any folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from crates import issues
from miniature import make_project

from rolereport.paths import PROJECT
from rolereport.publish.citation import Citation
from rolereport.publish.crate.crate import write_crate
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs, Manifest
from rolereport.publish.media import UNKNOWN, media_type

# What the profiles recommend and the project does not say.
UNSAID = {
    "process-run-crate-0.5_8.4": "when the run ended: equal inputs give equal bytes",
    "process-run-crate-0.5_3.2": "where the project is, which CITATION.cff leaves open",
    "process-run-crate-0.5_5.1": "the same, as an identifier",
    "ro-crate-1.1_31.2": "where its authors are",
}
FILES = ("report.html", "report.pdf", "figures/pay.svg", "tables/pay.csv", "notebooks/00-a.ipynb")


def described(layout: Layout, values: dict[str, Any]) -> Path:
    """An edition of a few files with its crate and its manifest."""
    edition = Edition.of(values, layout.build)
    for name in FILES:
        (edition.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (edition.folder / name).write_text(name)
    inputs = Inputs.gather(layout, edition.parameters)
    write_crate(edition, inputs, layout)
    Manifest(edition.slug, inputs, ["It depends."]).write(edition.folder)
    return edition.folder


def of_project(build: Path) -> Layout:
    project = Layout.of_project()
    return Layout(project.notebooks, project.data, build, project.figures)


def entities(folder: Path) -> dict[str, dict[str, Any]]:
    graph = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    assert len({each["@id"] for each in graph}) == len(graph)
    return {each["@id"]: each for each in graph}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return described(make_project(tmp_path_factory.mktemp("small")), {"area": "TX"})


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return described(of_project(tmp_path_factory.mktemp("real") / "build"), {"area": "WY"})


@pytest.fixture(params=["small", "real"])
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def test_crate_is_valid_and_lacks_only_what_is_left_unsaid(folder: Path, tmp_path: Path) -> None:
    assert issues(folder, tmp_path / "cache") == {}
    assert issues(folder, tmp_path / "cache", "RECOMMENDED").keys() <= UNSAID.keys()


def test_validator_sees_a_run_without_its_tool(small: Path, tmp_path: Path) -> None:
    damaged = json.loads((small / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    for entity in damaged["@graph"]:
        entity.pop("instrument", None)
    (tmp_path / "crate").mkdir()
    (tmp_path / "crate" / "ro-crate-metadata.json").write_text(json.dumps(damaged))
    found = issues(tmp_path / "crate", tmp_path / "cache")
    assert any("instrument" in message for message in found.values())


def test_crate_and_manifest_agree_on_outputs(folder: Path) -> None:
    outputs = json.loads((folder / "manifest.json").read_text())["outputs"]
    found = entities(folder)
    crate = outputs.pop("ro-crate-metadata.json")
    assert crate == hashlib.sha256((folder / "ro-crate-metadata.json").read_bytes()).hexdigest()
    assert set(outputs) == set(FILES)
    assert {part["@id"] for part in found["./"]["hasPart"]} == {*FILES, "manifest.json"}
    assert {each["@id"] for each in found["#build"]["result"]} == set(FILES)
    for name, digest in outputs.items():
        assert found[name]["sha256"] == digest
        assert found[name]["contentSize"] == str(len(name))
        assert found[name]["encodingFormat"] == media_type(name) != UNKNOWN
    assert "sha256" not in found["manifest.json"]


def test_crate_and_manifest_agree_on_inputs(folder: Path) -> None:
    inputs = json.loads((folder / "manifest.json").read_text())["inputs"]
    found = entities(folder)
    used = {each["@id"] for each in found["#build"]["object"]}
    alone = {path for path in inputs["files"] if not path.startswith("rolereport/")}
    assert {f"#{path}" for path in alone} <= used
    for path in alone:
        assert found[f"#{path}"]["sha256"] == inputs["files"][path]
        assert found[f"#{path}"]["encodingFormat"] != UNKNOWN
    values = inputs["parameters"] | {"code": inputs["code"]}
    for name, value in values.items():
        written = ",".join(value) if isinstance(value, list) else value
        assert found[f"#parameter-{name}"]["value"] == written
    assert used == {
        *(f"#{path}" for path in alone),
        *(f"#parameter-{name}" for name in values),
        *(name for name in found if name.startswith("#rolereport/")),
    }


def test_each_folder_of_the_package_has_one_sum_over_its_listing(folder: Path) -> None:
    files = json.loads((folder / "manifest.json").read_text())["inputs"]["files"]
    listings: dict[str, str] = {}
    for path in sorted(path for path in files if path.startswith("rolereport/")):
        place = f"#{path.rpartition('/')[0]}/"
        listings[place] = listings.get(place, "") + f"{files[path]}  {path}\n"
    found = entities(folder)
    sums = {name: found[name]["sha256"] for name in found if name.startswith("#rolereport/")}
    assert sums == {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in listings.items()
    }


def test_software_stands_with_the_version_in_the_manifest(folder: Path) -> None:
    software = json.loads((folder / "manifest.json").read_text())["inputs"]["software"]
    tools = [each for each in entities(folder).values() if each["@type"] == "SoftwareApplication"]
    assert {each["name"]: each["version"] for each in tools} == software


def test_nothing_is_referred_to_that_is_not_described(folder: Path) -> None:
    found = entities(folder)
    del found["ro-crate-metadata.json"]["conformsTo"]  # the specification itself

    def references(value: Any) -> set[str]:
        each = value if isinstance(value, list) else [value]
        return {one["@id"] for one in each if isinstance(one, dict)}

    values = [value for each in found.values() for value in each.values()]
    named = {name for value in values for name in references(value)}
    assert named <= found.keys()


def test_every_table_has_a_title_a_licence_and_its_sources_with_addresses(real: Path) -> None:
    found = entities(real)
    resources = json.loads((PROJECT / "data" / "datapackage.json").read_text())["resources"]
    assert len(resources) == len(list((PROJECT / "data").rglob("*.csv")))
    for resource in resources:
        table = found[f"#data/{resource['path']}"]
        assert table["alternateName"] == resource["title"] and table["license"]
        links = table.get("isBasedOn", [])
        links = {link["@id"] for link in (links if isinstance(links, list) else [links])}
        assert {source["path"] for source in resource["sources"]} <= links
        assert all(found[link]["url"] == link for link in links)


def test_a_vintage_names_the_release_it_was_read_from(real: Path) -> None:
    links = entities(real)["#data/oews/2025-05/national.csv"]["isBasedOn"]
    assert {"@id": "https://www.bls.gov/oes/special-requests/oesm25nat.zip"} in links


def test_equal_inputs_give_equal_bytes(small: Path, tmp_path: Path) -> None:
    again = described(make_project(tmp_path / "elsewhere"), {"area": "TX"})
    name = "ro-crate-metadata.json"
    assert (again / name).read_bytes() == (small / name).read_bytes()
    assert str(tmp_path) not in (again / name).read_text(encoding="utf-8")


def test_date_authors_and_licence_are_those_of_the_citation(small: Path) -> None:
    citation, found = Citation.read(PROJECT / "CITATION.cff"), entities(small)
    root = found["./"]
    assert root["datePublished"] == citation.released
    assert found[root["author"]["@id"]]["name"] == citation.authors[0].name
    assert {each["@id"] for each in root["license"]} == {
        "https://creativecommons.org/licenses/by/4.0/",
        f"https://spdx.org/licenses/{citation.licence}",
    }


def test_citation_tells_people_from_bodies(tmp_path: Path) -> None:
    text = (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    person = "  - given-names: Ada\n    family-names: Lovelace\nversion:"
    path = tmp_path / "CITATION.cff"
    path.write_text(text.replace("\nversion:", "\n" + person, 1) + "url: https://example.org/\n")
    citation = Citation.read(path)
    assert [each.is_person for each in citation.authors] == [False, True]
    assert citation.authors[1].name == "Ada Lovelace"
    assert citation.url == "https://example.org/"
