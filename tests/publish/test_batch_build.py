"""Many editions by one command: what is built, what fails, what is told and recorded."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from batches import FAIL, make_batch_project, planned, run, runs, write_file
from miniature import contents

from rolereport.publish.batch.batch import build_editions
from rolereport.publish.batch.record import Row, failed
from rolereport.publish.errors import EditionBusy
from rolereport.publish.layout import Layout
from rolereport.publish.staging import exclusive


class Refused(Exception):
    pass


def refuse() -> None:
    raise Refused


def built(layout: Layout, *areas: str, jobs: int = 1, keep_going: bool = True) -> dict[str, Row]:
    rows: list[Row] = []
    build_editions(planned(*areas), layout, jobs=jobs, keep_going=keep_going, tell=rows.append)
    return {row.edition: row for row in rows}


def outcomes(rows: dict[str, Row]) -> dict[str, str]:
    return {slug: row.outcome for slug, row in rows.items()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failed_edition_stops_no_other_and_keeps_its_last_report(
    tmp_path: Path, jobs: int, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = make_batch_project(tmp_path, FAIL, areas=["WY"])
    (tmp_path / "mended").touch()
    assert outcomes(built(layout, "WY")) == {"wy": "built"}
    (tmp_path / "mended").unlink()
    good = contents(layout.build / "wy")
    chapter = layout.notebooks / "04-salaries.ipynb"
    chapter.write_text(chapter.read_text().replace("Who asks?", "Who wants to know?"))
    capsys.readouterr()
    rows = built(layout, "TX", "WY", "CA", jobs=jobs)
    assert outcomes(rows) == {"tx": "built", "wy": "failed", "ca": "built"}
    assert rows["wy"].why == "chapter 04-salaries failed at cell 7: KeyError: 'p50'"
    kept = layout.build / rows["wy"].notebook
    assert "KeyError" in kept.read_text()
    after = contents(layout.build / "wy")
    after.pop("failed/04-salaries.ipynb")
    assert after == good
    lines = capsys.readouterr().err.splitlines()
    assert sorted(line.split()[0] for line in lines) == ["ca", "tx", "wy"]
    assert "3 of 3, 00:00 left" in lines[-1]
    assert failed(layout) == {"wy"}


def test_stopping_begins_no_more(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path, FAIL, areas=["WY"])
    rows = built(layout, "TX", "WY", "CA", keep_going=False)
    assert outcomes(rows) == {"tx": "built", "wy": "failed"}
    assert runs(layout) == ["TX", "WY"]
    more = built(layout, "WY", "AK", "AL", "AR", "AZ", "CO", "CT", "DC", jobs=2, keep_going=False)
    assert more["wy"].outcome == "failed"
    assert len(more) < 6  # what was begun by then is finished


def test_what_is_current_is_not_touched_and_no_data_is_checked(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path)
    built(layout, "TX", "CA")
    before = contents(layout.build / "tx")
    (layout.build / "ca" / "failed").mkdir()
    rows: list[Row] = []
    build_editions(planned("TX", "CA"), layout, preflight=refuse, tell=rows.append)
    assert [row.outcome for row in rows] == ["unchanged", "unchanged"]
    assert contents(layout.build / "tx") == before
    assert not (layout.build / "ca" / "failed").exists()
    with pytest.raises(Refused):
        build_editions(planned("TX", "WY"), layout, preflight=refuse)


def test_another_format_or_a_damaged_file_is_reason_to_build_again(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path)
    built(layout, "TX")
    (layout.build / "tx" / "report.html").write_text("cut")
    assert outcomes(built(layout, "TX")) == {"tx": "built"}
    rows: list[Row] = []
    build_editions(planned("TX", formats=("html", "pdf")), layout, jobs=1, tell=rows.append)
    assert [row.outcome for row in rows] == ["built"]
    assert (layout.build / "tx" / "report.pdf").is_file()


def test_two_batches_at_once_are_refused(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path)
    with exclusive(layout.build / "editions"), pytest.raises(EditionBusy):
        build_editions(planned("TX"), layout)


def test_an_edition_that_another_build_holds_fails_alone(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path)
    with exclusive(layout.build / "tx"):
        rows = built(layout, "TX", "CA")
    assert outcomes(rows) == {"tx": "failed", "ca": "built"}
    assert rows["tx"].why == "another process is building tx"


def test_the_command_tells_and_records_what_became_of_each(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path, FAIL, areas=["WY"])
    file = str(write_file(tmp_path, "TX", "WY", "CA"))
    first = run(layout, "editions", "build", "--file", file, "-j", "1")
    assert first.returncode == 1
    assert "wy       failed" in first.stdout and "2 built, 1 failed." in first.stdout
    assert "KeyError: 'p50' (build/wy/failed/04-salaries.ipynb)" in first.stdout
    assert "Traceback" not in first.stdout + first.stderr
    records = json.loads((layout.build / "editions.json").read_text())["editions"]
    assert [(each["edition"], each["outcome"]) for each in records] == [
        ("tx", "built"),
        ("wy", "failed"),
        ("ca", "built"),
    ]
    with (layout.build / "editions.csv").open() as lines:
        table = [*csv.DictReader(lines)]
    assert [row["notebook"] for row in table] == ["", "wy/failed/04-salaries.ipynb", ""]
    listed = run(layout, "editions", "list", "--file", file)
    assert "few: 3 editions" in listed.stdout and "wy  area=WY  never built" in listed.stdout
    tried = run(layout, "editions", "build", "--file", file, "--failed", "--dry-run")
    assert tried.returncode == 0 and "1 edition, of which 1 to be built." in tried.stdout
    (tmp_path / "mended").touch()
    again = run(layout, "editions", "build", "--file", file, "--failed", "-j", "1")
    assert again.returncode == 0 and "\n1 built." in again.stdout
    assert runs(layout) == ["CA", "TX", "WY", "WY"]
    assert failed(layout) == set()


def test_a_file_that_is_wrong_is_told_before_anything_runs(tmp_path: Path) -> None:
    layout = make_batch_project(tmp_path)
    refused = run(layout, "editions", "build", "--file", str(write_file(tmp_path, "TZ")))
    assert refused.returncode == 2
    assert "groups.few.areas[1], value 'TZ': no area 'TZ'. To mend it: nearest" in refused.stderr
    nothing = run(layout, "editions", "--only", "tx")
    assert nothing.returncode == 2
    assert not layout.build.exists()
