"""The catalogue tells what lies in data/, no more and no less."""

from __future__ import annotations

import hashlib

from rolereport.data import catalogue, load
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
    assert told.loc[told["year"] == 2024, "caveat"].tolist() == load.sidecar(2024)["caveats"]


def test_the_article_is_the_origin_of_the_claims() -> None:
    assert "ARTICLE" in set(catalogue.origins()["claims"]["source_id"])
