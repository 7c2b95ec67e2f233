"""An edition from another machine comes in whole and as it was, or not at all."""

from __future__ import annotations

import io
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from batches import FAIL, make_batch_project, planned
from miniature import contents, make_project

from rolereport.publish.batch.arrival import arrived
from rolereport.publish.batch.job import remote_job
from rolereport.publish.batch.outcome import Order, Outcome
from rolereport.publish.batch.packed import Packed, pack, unpack
from rolereport.publish.batch.project import differing, parts
from rolereport.publish.build import build
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import Layout

(TX,) = planned("TX")
ORDER = Order(TX.slug, TX.parameters, TX.formats, TX.code)


def sent(layout: Layout) -> Outcome:
    outcome = remote_job(ORDER, parts(layout), layout)
    made: Outcome = pickle.loads(pickle.dumps(outcome))
    return made


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return make_project(tmp_path_factory.mktemp("there"))


@pytest.fixture(scope="module")
def outcome(there: Layout) -> Outcome:
    return sent(there)


def test_it_is_the_same_as_if_built_here(there: Layout, outcome: Outcome, tmp_path: Path) -> None:
    assert not [*there.build.glob("[!.]*")]
    here = make_project(tmp_path)
    came = arrived(outcome, here)
    assert (came.outcome, came.packed) == ("built", None)
    folder = here.build / "tx"
    files = contents(folder)
    assert build(TX.parameters, layout=here, formats=["html"]).status == "unchanged"
    assert contents(folder) == files
    assert not [path for path in here.build.iterdir() if path.name not in ("tx", ".tx.lock")]


@pytest.mark.parametrize(
    "damage",
    [
        lambda files: files | {"report.html": b"<p>other</p>"},
        lambda files: {name: files[name] for name in files if name != "manifest.json"},
        lambda files: files | {"more.html": b""},
    ],
    ids=["changed", "missing", "added"],
)
def test_what_is_not_as_it_was_sent_is_refused(
    outcome: Outcome, damage: object, tmp_path: Path
) -> None:
    here = make_project(tmp_path)
    arrived(outcome, here)
    good = contents(here.build)
    assert outcome.packed is not None
    with zipfile.ZipFile(io.BytesIO(outcome.packed.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    damaged = replace(outcome.packed, content=zipped(damage(files)))  # type: ignore[operator]
    came = arrived(replace(outcome, packed=damaged), here)
    assert came.outcome == "failed"
    assert "what a worker sent is not what it built" in came.why
    assert contents(here.build) == good


def test_an_archive_that_is_cut_is_refused(outcome: Outcome, tmp_path: Path) -> None:
    assert outcome.packed is not None
    cut = replace(outcome.packed, content=outcome.packed.content[:1000])
    with pytest.raises(PublishError, match="checksums differ"):
        unpack(cut, tmp_path)


@pytest.mark.parametrize("name", ["../outside", "/outside"])
def test_no_file_comes_to_a_place_outside(tmp_path: Path, name: str) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "outside").write_bytes(b"1")
    digest = pack(tmp_path / "sent").digests["outside"]
    with pytest.raises(PublishError, match="outside its edition"):
        unpack(Packed(zipped({name: b"1"}), {name: digest}), tmp_path / "here")
    assert not (tmp_path / "here").exists() and not (tmp_path / "outside").exists()


def test_a_failed_edition_brings_its_notebook_and_leaves_the_last_report(
    outcome: Outcome, tmp_path: Path
) -> None:
    broken = make_batch_project(tmp_path / "there", FAIL, areas=["TX"])
    here = make_project(tmp_path / "here")
    arrived(outcome, here)
    good = contents(here.build / "tx")
    came = arrived(sent(broken), here)
    assert came.outcome == "failed" and "KeyError" in came.why
    after = contents(here.build / "tx")
    assert b"KeyError" in after.pop(came.notebook)
    assert after == good


@pytest.mark.parametrize(
    ("file", "part"),
    [("package/code.py", "code"), ("data/cpi.csv", "data"), ("uv.lock", "lock file and citation")],
)
def test_a_worker_of_another_project_refuses(tmp_path: Path, file: str, part: str) -> None:
    layout = make_project(tmp_path)
    asked = parts(layout)
    (tmp_path / file).write_text("other\n")
    assert differing(asked, parts(layout)) == part
    refused = remote_job(ORDER, asked, layout)
    assert refused.why == f"a worker's {part} are not those of this project"
    assert (refused.outcome, refused.packed) == ("failed", None)
