"""A release comes whole or not at all, once, and from a server that is told who asks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import bureau as answers
from support.bureau import Bureau, open_bureau
from support.wage_sheets import ASSISTANTS, TEXAS, archive, national, workbook

from rolereport.cli.wages import wages
from rolereport.data.errors import DataError
from rolereport.data.intake import archives, contact, download, guards, vintage
from rolereport.data.intake import fetch as fetching
from rolereport.data.intake.download import Patience
from rolereport.data.intake.fetch import Fetched, fetch
from rolereport.data.intake.reading import Reading

EMAIL = "analyst@clinic.test"
QUICK = Patience(connect=5, read=5, whole=60, tries=1, pause=0.01, longest_pause=1)
NAME = "oesm25nat.zip"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def bureau(tmp_path: Path) -> Iterator[Bureau]:
    """A server that publishes the national and the state archive of May 2025."""
    nation = workbook(tmp_path / "national_M2025_dl.xlsx", national())
    states = [national()[0], [*TEXAS, *ASSISTANTS]]
    state = workbook(tmp_path / "state_M2025_dl.xlsx", states)
    with open_bureau() as server:
        for name, member in ((NAME, nation), ("oesm25st.zip", state)):
            server.published[name] = archive(tmp_path / name, member).read_bytes()
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


def get(
    bureau: Bureau,
    folder: Path,
    patience: Patience = QUICK,
    levels: tuple[str, ...] = ("national",),
) -> list[Fetched]:
    return list(fetch(2025, levels, EMAIL, folder, bureau.address, patience))


def refused(bureau: Bureau, folder: Path, patience: Patience = QUICK) -> str:
    with pytest.raises(DataError) as error:
        get(bureau, folder, patience)
    return str(error.value)


def files(folder: Path) -> set[str]:
    """What lies in the folder, the lock aside."""
    return {path.name for path in folder.iterdir()} - {".lock"}


def test_an_archive_comes_whole_and_is_listed(bureau: Bureau, folder: Path) -> None:
    (entry,) = get(bureau, folder)
    content = bureau.published[NAME]
    assert (entry.path, entry.status) == (folder / NAME, "fetched")
    assert entry.path.read_bytes() == content
    assert files(folder) == {NAME, "registry.txt"}
    listed = (folder / "registry.txt").read_text(encoding="utf-8").splitlines()[1]
    assert listed == f"{NAME} {sha256(content).hexdigest()} {bureau.address}{NAME}"
    assert f"({len(content):,} bytes, SHA-256 {sha256(content).hexdigest()[:12]}…)" in str(entry)


def test_the_server_is_told_whom_to_write_to(bureau: Bureau, folder: Path) -> None:
    get(bureau, folder)
    ((path, headers),) = bureau.asked
    assert path == f"/special-requests/{NAME}"
    assert headers["User-Agent"].startswith("rolereport/")
    assert headers["User-Agent"].endswith(f" {EMAIL}")
    assert headers["Accept-Encoding"] == "identity"


def test_the_second_time_the_server_is_not_asked(bureau: Bureau, folder: Path) -> None:
    get(bureau, folder, levels=("national", "states"))
    assert bureau.names == [NAME, "oesm25st.zip"]
    again = get(bureau, folder, levels=("national", "states"))
    assert [entry.status for entry in again] == ["held", "held"]
    assert len(bureau.asked) == 2


def test_a_file_changed_since_is_noticed_and_left(bureau: Bureau, folder: Path) -> None:
    get(bureau, folder)
    (folder / NAME).write_bytes(b"mine")
    told = refused(bureau, folder)
    assert "has been changed since it was fetched" in told and "delete it" in told
    assert (folder / NAME).read_bytes() == b"mine"
    assert len(bureau.asked) == 1


def test_an_archive_that_lies_there_already_is_kept(bureau: Bureau, folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(bureau.published[NAME])
    assert [get(bureau, folder)[0].status for _ in range(2)] == ["found", "held"]
    assert bureau.asked == []


def test_a_page_saved_under_the_archive_s_name_is_refused(bureau: Bureau, folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(answers.REFUSAL)
    told = refused(bureau, folder)
    assert f'{NAME}: is a web page named "Access Denied"' in told
    assert bureau.asked == []


def test_a_file_that_is_another_than_before_is_refused(bureau: Bureau, folder: Path) -> None:
    get(bureau, folder)
    (folder / NAME).unlink()
    bureau.published[NAME] = bureau.published["oesm25st.zip"]
    told = refused(bureau, folder)
    assert "another file than was fetched from there before" in told and "registry.txt" in told
    assert files(folder) == {"registry.txt"}


@pytest.mark.parametrize(
    ("answer", "why", "fix"),
    [
        (answers.page(403), "refuses this program", "the e-mail address is yours"),
        (answers.page(404), "has no such file (404", "oes/tables.htm lists those that are"),
        (answers.page(410), "has no such file any more (410", "check the year"),
        (answers.page(401), "asks for a password (401", "--from"),
        (answers.page(418), "does not give the file (418", "--from"),
        (answers.page(200), 'is a web page named "Access Denied"', "if the release is not out"),
        (
            answers.body(b"<!-- --><title>\n Sorry\t</title>", Content_Type="text/html"),
            'is a web page named "Sorry"',
            "if the release is not out",
        ),
        (answers.body(answers.REFUSAL), 'is a web page named "Access Denied"', "a browser"),
        (answers.body(b"PK\x03\x04 too short"), "has 14 bytes, too few", "run the command again"),
        (answers.body(b"PK\x03\x04" * 999), "is no sound zip archive", "run the command again"),
    ],
)
def test_what_is_no_archive_is_refused_and_nothing_stays(
    bureau: Bureau, folder: Path, answer: answers.Answer, why: str, fix: str
) -> None:
    bureau.then = [answer]
    told = refused(bureau, folder)
    assert told.startswith(f"{bureau.address}{NAME}: ")
    assert why in told and fix in told.partition("To mend it: ")[2]
    assert files(folder) == set()
    assert len(bureau.asked) == 1


def test_an_archive_with_a_damaged_member_is_refused(bureau: Bureau, folder: Path) -> None:
    content = bytearray(bureau.published[NAME])
    content[len(content) // 2] ^= 0xFF
    bureau.published[NAME] = bytes(content)
    told = refused(bureau, folder)
    assert "is no sound zip archive" in told
    assert files(folder) == set()


def test_an_archive_that_would_unpack_to_too_much_is_refused(
    bureau: Bureau, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "LARGEST_UNPACKED", 1000)
    assert "would unpack from" in refused(bureau, folder)
    assert files(folder) == set()


@pytest.mark.parametrize("answer", [answers.slow(0), answers.unmeasured])
def test_a_file_that_is_too_large_is_not_waited_for(
    bureau: Bureau, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: answers.Answer
) -> None:
    monkeypatch.setattr(guards, "LARGEST_FILE", 3000)
    bureau.then = [answer]
    assert "more than the 3,000 that are read" in refused(bureau, folder)
    assert files(folder) == set()
    assert len(bureau.asked) == 1


def test_a_file_of_untold_length_is_taken(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.unmeasured]
    assert get(bureau, folder)[0].path.read_bytes() == bureau.published[NAME]


def test_a_fault_of_the_server_is_waited_out(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.page(503, Retry_After="1")]
    started = time.monotonic()
    assert get(bureau, folder)[0].status == "fetched"
    assert time.monotonic() - started > 0.9
    assert len(bureau.asked) == 2


def test_a_fault_without_a_word_on_when_it_ends_is_tried_again(
    bureau: Bureau, folder: Path
) -> None:
    bureau.then = [answers.page(502)]
    assert get(bureau, folder)[0].status == "fetched"


def test_a_fault_that_lasts_is_told(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.page(503, Retry_After="86400")] * 2
    patience = Patience(tries=1, pause=0, longest_pause=0)
    told = refused(bureau, folder, patience)
    assert "the server has a fault (503 Service Unavailable)" in told and "try again later" in told
    assert files(folder) == set()


def test_a_broken_connection_is_gone_on_with_at_once(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.cut(0.5)]
    (entry,) = get(bureau, folder)
    half = len(bureau.published[NAME]) // 2
    assert bureau.ranges == [None, f"bytes={half}-"]
    assert bureau.asked[1][1]["If-Range"] == answers.etag(bureau.published[NAME])
    assert entry.path.read_bytes() == bureau.published[NAME]
    assert files(folder) == {NAME, "registry.txt"}


def test_a_broken_download_is_gone_on_with_by_the_next_command(
    bureau: Bureau, folder: Path
) -> None:
    size = len(bureau.published[NAME])
    bureau.then = [answers.cut(0.5), answers.cut_rest, answers.cut_rest]
    told = refused(bureau, folder)
    assert f"the connection breaks after {size // 2:,} of {size:,} bytes" in told
    assert "run the command again; it goes on from there" in told
    assert files(folder) == {f"{NAME}.part", f"{NAME}.part.json"}
    get(bureau, folder)
    assert bureau.ranges[-1] == f"bytes={size // 2}-"
    assert (folder / NAME).read_bytes() == bureau.published[NAME]
    assert files(folder) == {NAME, "registry.txt"}


def test_bytes_from_elsewhere_are_not_gone_on_with(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.cut(0.5), answers.cut_rest, answers.cut_rest]
    refused(bureau, folder)
    list(fetch(2025, ["national"], EMAIL, folder, f"{bureau.address}mirror", QUICK))
    assert bureau.asked[-1][0] == f"/special-requests/mirror/{NAME}"
    assert bureau.ranges[-1] is None


@pytest.mark.parametrize("changed", [True, False])
def test_a_file_that_changed_or_comes_whole_is_begun_anew(
    bureau: Bureau, folder: Path, changed: bool
) -> None:
    bureau.then = [answers.cut(0.5), answers.cut_rest, answers.cut_rest]
    refused(bureau, folder)
    if changed:
        bureau.published[NAME] = bureau.published["oesm25st.zip"]
    else:
        bureau.then = [answers.whole]
    get(bureau, folder)
    assert (folder / NAME).read_bytes() == bureau.published[NAME]


def test_bytes_of_a_version_without_a_mark_are_not_gone_on_with(
    bureau: Bureau, folder: Path
) -> None:
    bureau.then = [answers.cut(0.5, ETag='W/"weak"')] * 3
    assert "it starts anew" in refused(bureau, folder)
    assert files(folder) == set()
    get(bureau, folder)
    assert bureau.ranges == [None] * 4


def test_the_day_of_a_version_marks_it_where_no_tag_does(bureau: Bureau, folder: Path) -> None:
    day = "Fri, 15 May 2026 14:00:00 GMT"
    bureau.then = [answers.cut(0.5, ETag='W/"weak"', Last_Modified=day)]
    get(bureau, folder)
    assert bureau.asked[1][1]["If-Range"] == day


def test_the_wrong_part_is_not_put_together(bureau: Bureau, folder: Path) -> None:
    bureau.then = [
        answers.cut(0.5),
        lambda desk: desk.send(206, b"other", Content_Range="bytes 7-11/12"),
    ]
    assert get(bureau, folder)[0].path.read_bytes() == bureau.published[NAME]
    assert bureau.ranges[-1] is None


def test_a_refusal_drops_what_had_come(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.cut(0.5), answers.page(403)]
    assert "refuses this program" in refused(bureau, folder)
    assert files(folder) == set()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (answers.silent(30), "the server falls silent (HTTPConnectionPool"),
        (answers.slow(30), "the server falls silent after"),
        (answers.trickle(0.05), "the file takes too long and is stopped after"),
    ],
    ids=["no answer", "no more", "byte by byte"],
)
def test_a_slow_server_is_not_waited_for_without_end(
    bureau: Bureau, folder: Path, answer: answers.Answer, why: str
) -> None:
    bureau.then = [answer] * 3
    started = time.monotonic()
    told = refused(bureau, folder, Patience(read=0.2, whole=0.5, tries=1, pause=0.01))
    assert time.monotonic() - started < 10
    assert why in told and "To mend it: " in told
    assert NAME not in files(folder)


def test_a_server_that_is_not_there_is_told(bureau: Bureau, folder: Path) -> None:
    for base, why in (
        ("http://127.0.0.1:9/", r"the server cannot be reached \("),
        ("ftp://127.0.0.1/", "is no address"),
        ("127.0.0.1/", "is no address"),
        ("http://no-such-host.invalid/", "the server's name is not found"),
    ):
        with pytest.raises(DataError, match=why) as error:
            next(fetch(2025, ["national"], EMAIL, folder, base, QUICK))
        assert f"{base}{NAME}" in str(error.value)
    assert files(folder) == set()


def test_an_answer_may_send_on_within_the_site_only(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.to(f"/moved/{NAME}")]
    assert get(bureau, folder)[0].status == "fetched"
    (folder / NAME).unlink()
    there = bureau.address.replace("127.0.0.1", "localhost")
    bureau.then = [answers.to(f"{there}{NAME}")]
    told = refused(bureau, folder)
    assert f"the server sends on to another site, {there}{NAME}" in told
    assert len(bureau.asked) == 3


@pytest.mark.parametrize(
    ("url", "target", "same"),
    [
        ("https://www.bls.gov/a", "https://download.bls.gov/b", True),
        ("https://www.bls.gov/a", "http://www.bls.gov/a", False),
        ("https://www.bls.gov/a", "https://www.notbls.gov/a", False),
        ("http://mirror.test/a", "https://mirror.test/b", True),
    ],
)
def test_the_hosts_of_the_bureau_are_one_site(url: str, target: str, same: bool) -> None:
    assert download._same_site(url, target) is same


def test_a_full_disk_leaves_nothing_behind(
    bureau: Bureau, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(download, "_bar", full)
    told = refused(bureau, folder)
    assert "cannot be written to (No space left on device)" in told and "free some room" in told
    assert files(folder) == set()


def test_a_folder_that_cannot_be_is_told(bureau: Bureau, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    told = refused(bureau, tmp_path / "file" / "downloads")
    assert "cannot be written to" in told and "--to" in told
    assert bureau.asked == []


def test_a_damaged_list_of_what_was_fetched_is_told(bureau: Bureau, folder: Path) -> None:
    get(bureau, folder)
    (folder / "registry.txt").write_text("one two three four five\n")
    assert "registry.txt: cannot be read" in refused(bureau, folder)


def test_two_at_once_fetch_each_archive_once(bureau: Bureau, folder: Path) -> None:
    bureau.then = [answers.slow(0.05)]
    got: list[str] = []
    runs = [
        threading.Thread(target=lambda: got.extend(entry.status for entry in get(bureau, folder)))
        for _ in range(3)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert sorted(got) == ["fetched", "held", "held"]
    assert bureau.names == [NAME] * 2  # the first broke off and was gone on with
    assert (folder / NAME).read_bytes() == bureau.published[NAME]


def test_who_waits_for_another_is_told(
    bureau: Bureau, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = threading.Thread(target=get, args=(bureau, folder))
    told, latest = "", time.monotonic() + 10
    with fetching._locked(folder, QUICK):
        run.start()
        while "waiting for it" not in told and time.monotonic() < latest:
            told += capsys.readouterr().err
        assert f"Another command fetches into {folder}" in told
        assert bureau.asked == []
    run.join()
    assert (folder / NAME).exists()


def test_another_that_does_not_end_is_told(bureau: Bureau, folder: Path) -> None:
    with fetching._locked(folder, QUICK):
        assert "does not end" in refused(bureau, folder, Patience(whole=0.1))


def test_a_stop_by_hand_leaves_no_archive_and_can_be_gone_on_with(
    bureau: Bureau, folder: Path
) -> None:
    bureau.then = [answers.slow(30)]
    words = ["fetch", "2025", "--level", "national", "--email", EMAIL, "--to", str(folder)]
    # A shell's background jobs inherit that interrupts are ignored.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code = f"{heard}from rolereport.cli import main; import sys; sys.argv[0] = 'rolereport'; main()"
    run = subprocess.Popen(
        [sys.executable, "-c", code, "wages", *words, "--from", bureau.address],
        stderr=subprocess.PIPE,
    )
    part, half = folder / f"{NAME}.part", len(bureau.published[NAME]) // 2
    latest = time.monotonic() + 10
    while not (part.exists() and part.stat().st_size) and time.monotonic() < latest:
        time.sleep(0.02)
    assert part.stat().st_size == half
    os.kill(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=10)
    assert run.returncode == 130
    assert b"Traceback" not in told
    assert NAME not in files(folder)
    get(bureau, folder)
    assert bureau.ranges == [None, f"bytes={half}-"]
    assert (folder / NAME).read_bytes() == bureau.published[NAME]


@pytest.mark.parametrize(
    ("year", "levels", "names"),
    [
        (2025, (), ["oesm25nat.zip", "oesm25st.zip", "oesm25ma.zip"]),
        (2003, ("states",), ["oesm03st.zip"]),
        (2002, ("metros", "metros"), ["oes02ma.zip"]),
        (1997, ("national",), ["oes97nat.zip"]),
        (2011, ("national", "all"), ["oesm11all.zip"]),
    ],
)
def test_archives_are_named_as_published(
    year: int, levels: tuple[str, ...], names: list[str]
) -> None:
    assert archives.names(year, levels) == names


@pytest.mark.parametrize(
    ("year", "levels", "why"),
    [
        (1996, (), "no wages of that year can have been published"),
        (2999, (), "no wages of that year can have been published"),
        (2010, ("all",), "is published from 2011 on"),
    ],
)
def test_other_years_are_refused_unasked(
    bureau: Bureau, folder: Path, year: int, levels: tuple[str, ...], why: str
) -> None:
    with pytest.raises(DataError, match=why):
        list(fetch(year, levels, EMAIL, folder, bureau.address, QUICK))
    assert bureau.asked == [] and not folder.exists()


def test_the_address_given_counts_before_the_set_ones(tmp_path: Path) -> None:
    settings, environment = tmp_path / "rolereport.toml", {contact.VARIABLE: "env@clinic.test"}
    settings.write_text('[fetch]\nemail = "toml@clinic.test"\n')
    assert contact.email("given@clinic.test", environment, settings) == "given@clinic.test"
    assert contact.email(None, environment, settings) == "env@clinic.test"
    assert contact.email(None, {}, settings) == "toml@clinic.test"


def test_without_an_address_it_is_told_why_and_how(tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        contact.email(None, {}, tmp_path / "rolereport.toml")
    for said in ("BLS may block", "--email", contact.VARIABLE, "[fetch]", "rolereport.toml"):
        assert said in str(error.value)


@pytest.mark.parametrize(
    "address",
    ["me", "a b@clinic.test", "a@clinic.test\nX: y", "you@example.org", "a@host", "é@b.c"],
)
def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(DataError, match="is no e-mail address"):
        contact.email(address, {}, tmp_path / "none.toml")


@pytest.mark.parametrize("content", ["[fetch", 'fetch = "me"', "\xff"])
def test_settings_that_cannot_be_read_are_told(tmp_path: Path, content: str) -> None:
    settings = tmp_path / "rolereport.toml"
    settings.write_bytes(content.encode("latin-1"))
    with pytest.raises(DataError, match=r"rolereport\.toml: cannot be read as settings"):
        contact.email(None, {}, settings)


def run(*words: str) -> str:
    ran = CliRunner().invoke(wages, ["fetch", "2025", "--email", EMAIL, *words])
    assert ran.exit_code == 0, ran.exception
    return ran.output


def test_the_command_says_what_follows(bureau: Bureau, folder: Path) -> None:
    levels = ("--level", "national", "--level", "states")
    told = run(*levels, "--to", str(folder), "--from", bureau.address)
    assert f"Next: rolereport wages add {folder / NAME} {folder / 'oesm25st.zip'}\n" in told


def test_the_command_can_add_at_once(
    bureau: Bureau, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Reading] = []
    monkeypatch.setattr(vintage, "alone", nullcontext)
    monkeypatch.setattr(vintage, "keep", lambda reading: kept.append(reading) or [])
    told = run("--level", "national", "--to", str(folder), "--from", bureau.address, "--add")
    assert "May 2025, national: 2 lines" in told and "Next:" not in told
    assert [source.file for source in kept[0].sources] == [NAME]
