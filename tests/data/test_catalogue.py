"""The catalogue tells what lies in data/, no more and no less."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from rolereport.data import catalogue, load
from rolereport.data.errors import DataError
from rolereport.paths import DATA


def test_every_table_has_a_line_with_its_size() -> None:
    contents = catalogue.contents().set_index("table")
    assert set(contents.index) == {path.stem for path in DATA.glob("*.csv")}
    assert contents.loc["claims", "rows"] == 71
    assert (contents["description"] != "").all()


def test_every_vintage_and_level_has_a_line() -> None:
    held = catalogue.vintages()
    assert len(held) == len(list((DATA / "oews").glob("*/*.csv")))
    assert held["year"].is_monotonic_increasing
    newest = held[held["year"] == 2025].set_index("level")
    assert newest["areas"].to_dict() == {"national": 1, "states": 52, "metros": 530}
    assert newest.loc["states", "rows"] == len(load.wages("states", 2025))
    assert held.loc[0, ["month", "source_id"]].tolist() == ["2002-11", "OEWS-2002-11"]


def test_every_vintage_names_a_file_with_a_hash() -> None:
    files, held = catalogue.files_read(), catalogue.vintages()
    key = ["year", "level"]
    assert set(map(tuple, files[key].to_numpy())) == set(map(tuple, held[key].to_numpy()))
    digits = 2 * hashlib.sha256().digest_size
    assert files["sha256"].str.fullmatch(rf"[0-9a-f]{{{digits}}}").all()
    assert (files["bytes"] > 0).all()


def test_caveats_are_those_of_the_sidecar() -> None:
    told = catalogue.caveats()
    for year in (2024, 2025):
        assert set(told.loc[told["year"] == year, "caveat"]) == set(load.sidecar(year)["caveats"])
    assert not told.duplicated().any()


def test_the_article_is_the_origin_of_the_claims() -> None:
    assert "ARTICLE" in set(catalogue.origins()["claims"]["source_id"])


def test_every_column_of_every_table_is_in_the_codebook_s_list() -> None:
    fields = catalogue.fields()
    listed = fields.groupby("table")["column"].agg(list)
    for name, frame in catalogue.tables().items():
        assert listed[name] == list(frame.columns)
    assert (fields["description"] != "").all()
    assert "p50_annual" in listed["wages"]


def test_keys_and_references_are_those_of_the_schemas() -> None:
    assert catalogue.keys()["licensure"] == ["state", "occupation"]
    refer = catalogue.references()
    of_fees = refer[(refer["table"] == "credentials") & (refer["column"] == "fee_source_id")]
    assert of_fees[["target", "target_column"]].to_numpy().tolist() == [["sources", "source_id"]]
    assert set(refer["target"]) <= set(catalogue.tables())


def test_a_changed_file_is_not_sealed(tmp_path: Path) -> None:
    assert catalogue.seals()["sealed"].all()
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("oews"))
    path = tmp_path / "data" / "roles.csv"
    path.write_text(path.read_text("utf-8").replace("assistant", "Assistant", 1), "utf-8")
    broken = catalogue.seals(tmp_path / "data").set_index("path")["sealed"]
    assert broken[~broken].index.tolist() == ["roles.csv"]


def test_a_citation_file_that_is_missing_or_broken_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"CITATION\.cff"):
        catalogue.citation(tmp_path)
    (tmp_path / "CITATION.cff").write_text("title: [", "utf-8")
    with pytest.raises(DataError, match="cannot be read"):
        catalogue.citation(tmp_path)
