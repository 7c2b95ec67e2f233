"""A class hands in what classes hand in; everyone gets a row, a page and a reason."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat import NotebookNode
from small_lesson import (
    FORM,
    LESSON,
    LETTER,
    LETTER_A,
    LIMITS,
    MEDIAN,
    RIGHT,
    SENTENCE,
    Class,
    with_cell,
)  # fmt: skip

from rolereport.classroom.grading import graded as graded_module
from rolereport.classroom.grading import tasks
from rolereport.classroom.grading.graded import Graded, Task
from rolereport.classroom.grading.handed_in import find
from rolereport.classroom.grading.whole_class import Outcome, grade_class
from rolereport.classroom.grading.whose import Owned, Owners
from rolereport.classroom.sheets import write_sheet
from rolereport.cli.commands import commands
from rolereport.data.errors import DataError, DataErrors

Rows = dict[str, dict[str, str]]
NAMES = ("lovelace", "žižková", "hopper", "school.example")


@pytest.fixture
def made(small_class: Class, tmp_path: Path) -> Class:
    """The small class in a folder of the test's own."""
    folder = shutil.copytree(small_class.made.folder, tmp_path / "7b")
    return Class(replace(small_class.made, folder=folder))


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "handed in"
    folder.mkdir()
    return folder


def put(notebook: NotebookNode, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def graded(made: Class, handed_in: Path, jobs: int = 1) -> Outcome:
    return grade_class(handed_in, made.made.folder, made.made.folder.parent, LIMITS, jobs)


def rows(outcome: Outcome, name: str = "grades.csv") -> list[dict[str, str]]:
    content = (outcome.folder / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8"
    return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


def scores(row: dict[str, str]) -> list[str]:
    return [row["score"], *(row[f"question {at}"] for at in range(1, 5))]


def page(outcome: Outcome, code: str) -> str:
    return (outcome.folder / "feedback" / f"{code}.html").read_text("utf-8")


def test_a_class_is_graded(made: Class, handed_in: Path) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    half = made.answered(1, q1='letter = "a"', q2="median = ...", q3="-1 point of +2", q4="x = 1")
    put(half, handed_in / "other" / f"{LESSON}.ipynb")
    outcome = graded(made, handed_in, jobs=2)
    ada, bela, grace = rows(outcome)
    assert [ada["name"], bela["name"]] == ["Ada Lovelace", "'=Běla Žižková"]
    assert (ada["number"], ada["code"], ada["out of"]) == ("1001", made.codes[0], "7")
    assert scores(ada) == ["5", "1", "3", "", "1"]
    assert ada["why"] == "q3 to be graded by hand"
    assert scores(bela) == ["0", "0", "0", "", "0"]
    assert f"q1 not right yet: {LETTER} {LETTER_A} | q2 not answered" in bela["why"]
    assert scores(grace) == [""] * 5
    assert grace["why"] == "not handed in"


def test_feedback_says_what_was_right_and_what_helps(made: Class, handed_in: Path) -> None:
    answers = {
        "q1": "letter = 7",
        "q2": "median = 1\n1 / 0",
        "q3": "<b>Half</b>",
        "q4": "double = ...",
    }
    put(made.answered(0, **answers), handed_in / f"{LESSON}.ipynb")
    told = page(graded(made, handed_in), made.codes[0])
    assert "Question 2 (read)" in told
    assert FORM in told
    assert LETTER not in told, "where the form is wrong, nothing is said of the truth"
    assert MEDIAN in told
    assert "ZeroDivisionError: division by zero" in told
    assert "&lt;b&gt;Half&lt;/b&gt;" in told
    assert "not answered" in told
    assert "1 of 7 points, with 2 still to be given by your teacher" in told


def test_feedback_begins_with_what_is_right(made: Class, handed_in: Path) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    some = {"q1": "letter = ...", "q2": "median = 1", "q3": "...", "q4": "double = ..."}
    put(made.answered(1, **some), handed_in / "b" / f"{LESSON}.ipynb")
    outcome = graded(made, handed_in)
    assert "All that is graded so far is right" in page(outcome, made.codes[0])
    assert "Some of it is right already" in page(outcome, made.codes[1])


def test_feedback_says_nothing_of_trouble_that_cost_nothing(made: Class, handed_in: Path) -> None:
    put(with_cell(made.answered(0), "1 / 0"), handed_in / f"{LESSON}.ipynb")
    outcome = graded(made, handed_in)
    assert scores(rows(outcome)[0])[0] == "5"
    assert "ZeroDivisionError" not in page(outcome, made.codes[0])


def test_feedback_shows_no_test_and_no_name(made: Class, handed_in: Path) -> None:
    wrong = made.answered(0, q1='letter = "a"', q2="median = 1", q4="double = 1")
    put(wrong, handed_in / "Lovelace, Ada" / f"{LESSON}.ipynb")
    outcome = graded(made, handed_in)
    for path in (outcome.folder / "feedback").iterdir():
        text = f"{path.name}\n{path.read_text('utf-8')}".lower()
        assert not [name for name in (*NAMES, "assert", "p50_annual'] ==") if name in text]
    assert {path.stem for path in (outcome.folder / "feedback").iterdir()} == {*made.codes}


def test_names_are_in_the_grades_alone(made: Class, handed_in: Path) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    outcome = graded(made, handed_in)
    for path in (p for p in outcome.folder.rglob("*") if p.is_file() and p.name != "grades.csv"):
        assert not [name for name in NAMES if name in path.read_text("utf-8-sig").lower()]


def test_a_blank_copy_scores_nothing_and_is_told_to_begin(made: Class, handed_in: Path) -> None:
    put(made.blank(0), handed_in / f"{LESSON}.ipynb")
    outcome = graded(made, handed_in)
    ada = rows(outcome)[0]
    assert scores(ada) == ["0"] * 5
    assert ada["why"] == "nothing answered"
    assert "No question is answered yet" in page(outcome, made.codes[0])


def test_an_answer_below_its_cell_or_without_the_check_counts(made: Class, handed_in: Path) -> None:
    copy = made.blank(0)
    check = next(c for c in copy.cells if 'check("q1")' in c.source)
    check.source = RIGHT["q1"]
    cell = made.answer_cells(copy)[1]
    at = copy.cells.index(cell)
    copy.cells.insert(at + 1, nbformat.v4.new_code_cell(RIGHT["q2"]))
    put(copy, handed_in / f"{LESSON}.ipynb")
    assert scores(rows(graded(made, handed_in))[0]) == ["4", "1", "3", "0", "0"]


FRAUD = """
import sys
room = sys.modules["rolereport.classroom.grading.room"]
room._sit = None
# eval(1), and what a lesson may well use:
import re
re.compile("a"), pay.eval("p50_annual"), print("exec, sys")
"""


def test_code_that_reaches_into_the_grader_is_told_to_the_teacher_alone(
    made: Class, handed_in: Path
) -> None:
    """Whoever replaces the grader's own functions may get any points; a person has to look."""
    put(made.answered(0, q1=f'letter = "b"\n{FRAUD}'), handed_in / f"{LESSON}.ipynb")
    put(made.answered(1), handed_in / f"bela/{LESSON}.ipynb")
    outcome = graded(made, handed_in)
    ada, bela, _ = rows(outcome)
    assert "(its code uses sys, rolereport, which no lesson needs: read it" in ada["why"]
    assert "its code uses" not in bela["why"]
    assert "no lesson needs" not in page(outcome, made.codes[0])


PLATFORMS = {
    "Canvas": "lovelaceada_LATE_48211_90331_{name}.ipynb",
    "Canvas again": "lovelaceada_48211_90331_{name}-2.ipynb",
    "Moodle": "Ada Lovelace_48211_assignsubmission_file/{name}.ipynb",
    "Google Classroom": "{name} - Ada Lovelace.ipynb",
    "a browser": "ada.l/{name} (1).ipynb.txt",
    "by number": "1001/{name}.ipynb",
    "by code": "{code}/{name}.ipynb",
    "a folder": "ada-lovelace/7b/{name}.ipynb",
}


@pytest.mark.parametrize("path", PLATFORMS.values(), ids=PLATFORMS)
@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_platforms_may_name_files_as_they_like(
    small_class: Class, handed_in: Path, path: str, marked: bool
) -> None:
    copy, code = small_class.blank(0), small_class.codes[0]
    if not marked:
        del copy.metadata["rolereport"]
    put(copy, handed_in / path.format(name=LESSON, code=code))
    (file,) = find(handed_in)
    owned = Owners(small_class.made.index).owned(file)
    assert owned == Owned(file, code, LESSON, marked=marked)


def test_a_path_that_may_mean_two_students_means_neither(
    small_class: Class, handed_in: Path
) -> None:
    copy = small_class.blank(0)
    put(copy, handed_in / "Ada Lovelace and Grace Hopper" / "x.ipynb")
    (file,) = find(handed_in)
    owners = Owners(small_class.made.index)
    assert owners.owned(file) == Owned(file, small_class.codes[0], LESSON)
    del copy.metadata["rolereport"]
    put(copy, handed_in / "Ada Lovelace and Grace Hopper" / "x.ipynb")
    (file,) = find(handed_in)
    assert owners.owned(file) is None


def test_copies_come_in_zip_files_too(made: Class, tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr(f"7b/{LESSON}.ipynb", nbformat.writes(made.answered(0)))
        packed.writestr("7b/data/wages.csv", "area\n")
    outer = tmp_path / "submissions.zip"
    with zipfile.ZipFile(outer, "w") as packed:
        packed.writestr("lovelaceada_1_2_work.zip", inner.getvalue())
        packed.writestr("__MACOSX/x.ipynb", "{}")
    assert scores(rows(graded(made, outer))[0])[0] == "5"


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda content: content[: len(content) // 2],
    "empty": lambda content: b"",
    "no JSON": lambda content: b"<html>Sign in</html>",
    "no notebook": lambda content: b"[]",
    "no source": lambda content: content.replace(b'"source"', b'"sauce"'),
    "tags of another form": lambda content: content.replace(b'"tags": [', b'"tags": 1, "t": ['),
    "binary": lambda content: bytes(range(256)),
    "deep": lambda content: b"[" * 100_000,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_damaged_file_is_told_to_its_owner(
    made: Class, handed_in: Path, broken: Callable[[bytes], bytes]
) -> None:
    path = put(made.blank(0), handed_in / f"Ada Lovelace_1_file/{LESSON}.ipynb")
    path.write_bytes(broken(path.read_bytes()))
    outcome = graded(made, handed_in)
    ada = rows(outcome)[0]
    assert scores(ada)[0] == "0"
    assert "the file is damaged" in ada["why"].lower()
    told = page(outcome, made.codes[0])
    assert "hand it in again" in told
    assert "Question 2" not in told, "nothing was read, so nothing is said of answers"


@pytest.mark.parametrize("suffix", [".pdf", ".HTML", ".docx", ".7z"])
@pytest.mark.parametrize("packed", [False, True], ids=["loose", "packed"])
def test_what_is_no_notebook_is_told_to_its_owner(
    made: Class, handed_in: Path, suffix: str, packed: bool
) -> None:
    put(made.answered(1), handed_in / f"{LESSON}.ipynb")
    name = f"lovelaceada_1_2_{LESSON}{suffix}"
    if packed:
        with zipfile.ZipFile(handed_in / "all.zip", "w") as parcel:
            parcel.writestr(name, "%PDF")
    else:
        (handed_in / name).write_text("%PDF")
    outcome = graded(made, handed_in)
    told = f"A {suffix.lower()} file is no notebook: hand in the .ipynb file itself."
    assert rows(outcome)[0]["why"] == told
    assert told in page(outcome, made.codes[0])


def test_what_lies_beside_a_notebook_is_passed_over(made: Class, handed_in: Path) -> None:
    put(made.blank(0), handed_in / "ada" / f"{LESSON}.ipynb")
    for name in ("data/page.html", "set-up.html", "notes.txt", "wages.csv"):
        (handed_in / "ada" / name).parent.mkdir(exist_ok=True)
        (handed_in / "ada" / name).write_text("hello")
    assert graded(made, handed_in).unknown == []


def test_a_file_full_of_output_is_not_read(
    made: Class, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolereport.classroom.grading.handed_in.LARGEST", 1000)
    put(made.blank(0), handed_in / f"Ada Lovelace_1_file/{LESSON}.ipynb")
    assert "far too large" in rows(graded(made, handed_in))[0]["why"]


def test_another_student_s_copy_is_not_graded(made: Class, handed_in: Path) -> None:
    put(made.answered(1), handed_in / f"lovelaceada_1_2_{LESSON}.ipynb")
    outcome = graded(made, handed_in)
    ada, bela, _ = rows(outcome)
    assert scores(ada) == ["0"] * 5
    assert ada["why"] == f"{tasks.NOT_OWN} (made for {made.codes[1]})"
    assert bela["why"] == "not handed in"
    assert "not handed in" not in page(outcome, made.codes[1]), "said once, as a sentence"
    told = page(outcome, made.codes[0])
    assert tasks.NOT_OWN in told
    assert made.codes[1] not in told


def test_the_newest_of_several_is_graded(made: Class, handed_in: Path) -> None:
    old = put(made.blank(0), handed_in / f"b/{LESSON}.ipynb")
    new = put(made.answered(0), handed_in / f"a/{LESSON}.ipynb")
    os.utime(old, (1, 1_000_000))
    os.utime(new, (1, 2_000_000))
    ada = rows(graded(made, handed_in))[0]
    assert scores(ada)[0] == "5"
    assert "2 files were handed in" in ada["why"]


@pytest.mark.parametrize("again", ["{name}-1.ipynb", "{name} (2).ipynb"])
def test_of_two_of_one_time_the_numbered_one_is_newer(
    made: Class, handed_in: Path, again: str
) -> None:
    files = [
        put(made.blank(0), handed_in / f"{LESSON}.ipynb"),
        put(made.answered(0), handed_in / again.format(name=LESSON)),
    ]
    for each in files:
        os.utime(each, (1, 1_000_000))
    assert scores(rows(graded(made, handed_in))[0])[0] == "5"


def test_a_damaged_or_another_s_copy_stands_in_for_no_good_one(
    made: Class, handed_in: Path
) -> None:
    good = put(made.answered(0), handed_in / f"lovelaceada_1_2_{LESSON}.ipynb")
    os.utime(good, (1, 1_000_000))
    put(made.answered(1), handed_in / f"lovelaceada_1_3_{LESSON}.ipynb")
    (handed_in / f"lovelaceada_1_4_{LESSON}.ipynb").write_text("{")
    (handed_in / f"lovelaceada_1_5_{LESSON}.pdf").write_text("%PDF")
    assert scores(rows(graded(made, handed_in))[0])[0] == "5"
    good.unlink()
    assert scores(rows(graded(made, handed_in))[0])[0] == "5", "nor of one graded earlier"


def test_a_file_of_nobody_is_told_and_stops_nothing(made: Class, handed_in: Path) -> None:
    put(made.blank(0), handed_in / f"{LESSON}.ipynb")
    stranger = made.blank(0)
    stranger.metadata["rolereport"]["student"] = "../../etc"
    put(stranger, handed_in / "stranger.ipynb")
    (handed_in / "notes.txt").write_text("hello")
    (handed_in / "broken.zip").write_text("hello")
    outcome = graded(made, handed_in)
    told = {str(each.path): each.problem for each in outcome.unknown}
    assert told == {
        "stranger.ipynb": "",
        "broken.zip": "The zip file is damaged: hand it in again.",
    }


def test_a_class_that_worked_in_its_own_folders_is_graded_there(made: Class) -> None:
    put(made.answered(0), made.made.folder / made.copy(0).notebook)
    folder = made.made.folder
    outcome = grade_class(folder, None, folder.parent, LIMITS)
    ada, bela, _ = rows(outcome)
    assert scores(ada) == ["5", "1", "3", "", "1"]
    assert bela["why"] == "nothing answered"


def test_the_class_is_found_by_what_the_copies_say(made: Class, handed_in: Path) -> None:
    put(made.blank(0), handed_in / f"{LESSON}.ipynb")
    outcome = grade_class(handed_in, None, made.made.folder.parent, LIMITS)
    assert outcome.folder == made.made.folder / "grades"


def test_what_cannot_be_graded_is_told(made: Class, handed_in: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no notebook that can be read"):
        grade_class(handed_in, None, tmp_path, LIMITS)
    put(made.blank(0), tmp_path / "strange" / "x.ipynb")
    with pytest.raises(DataError, match=r"say by --class which folder"):
        grade_class(tmp_path / "strange", None, handed_in, LIMITS)
    with pytest.raises(DataError, match="is no folder of a class"):
        grade_class(handed_in, tmp_path, tmp_path, LIMITS)
    with pytest.raises(DataError, match="holds no copy of a lesson of the class 7b"):
        graded(made, handed_in)


def given(outcome: Outcome, change: Callable[[str], str], encoding: str = "utf-8-sig") -> None:
    path = outcome.folder / "by-hand.csv"
    path.write_bytes(change(path.read_text("utf-8-sig")).encode(encoding))


def by_hand(made: Class, points: str, comment: str = "") -> Callable[[str], str]:
    row = f"{SENTENCE},2,"
    code = made.codes[0]
    return lambda text: re.sub(f"(?m)^({code}.*{row}),", rf"\g<1>{points},{comment}", text)


def test_points_given_by_hand_are_read_the_next_time(made: Class, handed_in: Path) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    given(graded(made, handed_in), by_hand(made, "1.5", "Name the year."))
    outcome = graded(made, handed_in)
    ada = rows(outcome)[0]
    assert scores(ada) == ["6.5", "1", "3", "1.5", "1"]
    assert ada["why"] == "q3 graded by hand: Name the year."
    told = page(outcome, made.codes[0])
    assert "graded by hand, 1.5 of 2" in told
    assert "Your teacher says: Name the year." in told
    assert graded(made, handed_in).graded == outcome.graded


def test_a_spreadsheet_may_save_it_its_own_way(made: Class, handed_in: Path) -> None:
    put(made.answered(0, q3="Für Löhne"), handed_in / f"{LESSON}.ipynb")

    def saved(text: str) -> str:
        lines = [";".join(each) for each in csv.reader(io.StringIO(text))]
        return "\r\n".join(line.replace(";2;;", ";2;1,5;") for line in lines)

    given(graded(made, handed_in), saved, "cp1252")
    assert scores(rows(graded(made, handed_in))[0])[0] == "6.5"


@pytest.mark.parametrize(("letter", "saved"), [("ł", "?"), ("→", "?"), ("💉", "??")])
def test_a_letter_that_a_spreadsheet_lost_costs_no_points(
    made: Class, handed_in: Path, letter: str, saved: str
) -> None:
    put(made.answered(0, q3=f"In Texas {letter} so."), handed_in / f"{LESSON}.ipynb")
    given(
        graded(made, handed_in),
        lambda text: text.replace(f"{letter} so.,2,,", f"{saved} so.,2,1,"),
        "cp1252",
    )
    outcome = graded(made, handed_in)
    assert scores(rows(outcome)[0])[3] == "1"
    assert letter in rows(outcome, "by-hand.csv")[0]["answer"]


def test_a_table_that_is_open_in_a_spreadsheet_is_told(
    made: Class, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    put_in_place = Path.replace

    def locked(path: Path, target: Path) -> Path:
        if target.name == "grades.csv":
            raise PermissionError
        return put_in_place(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", locked)
        with pytest.raises(DataError, match="is open elsewhere"):
            graded(made, handed_in)
    again = graded(made, handed_in)
    assert (again.count, again.same) == (0, 1), "nothing has to be graded twice"
    assert scores(rows(again)[0])[0] == "5"


def test_a_full_disk_leaves_an_earlier_table_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the points that a person gave would be gone."""
    path = write_sheet(tmp_path / "by-hand.csv", ["points"], [[2]])
    before, write_bytes = path.read_bytes(), Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        write_bytes(path, content[:5])
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_sheet(path, ["points"], [[2], [1]])
    assert path.read_bytes() == before


def test_points_in_a_workbook_are_not_lost_in_silence(made: Class, handed_in: Path) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    sheet = graded(made, handed_in).folder / "by-hand.csv"
    book = sheet.with_suffix(".xlsx")
    book.write_text("PK")
    os.utime(book, (1, sheet.stat().st_mtime + 1))
    with pytest.raises(DataError, match="is a workbook, which is not read"):
        graded(made, handed_in)
    os.utime(book, (1, sheet.stat().st_mtime - 1))
    graded(made, handed_in)


def test_whoever_marks_by_hand_is_told_the_figures(made: Class, handed_in: Path) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    ada = made.made.index.students[0]
    with (made.made.folder / made.made.index.data / "wages.csv").open(encoding="utf-8") as lines:
        paid = {(row["area"], row["role"]): row["p50_annual"] for row in csv.DictReader(lines)}
    about = rows(graded(made, handed_in), "by-hand.csv")[0]["about"]
    for job in (ada.role, ada.other):
        assert f"${int(paid[ada.area, job]):,}" in about


def test_points_are_for_the_answer_that_they_were_given_for(made: Class, handed_in: Path) -> None:
    path = put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    given(graded(made, handed_in), by_hand(made, "2"))
    put(made.answered(0, q3="Another."), path)
    outcome = graded(made, handed_in)
    assert scores(rows(outcome)[0])[3] == ""
    row = rows(outcome, "by-hand.csv")[0]
    assert (row["points"], row["comment"]) == ("", "was given 2 for an earlier answer")


def test_points_of_who_is_not_graded_now_are_kept(made: Class, handed_in: Path) -> None:
    path = put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    put(made.answered(1), handed_in / f"b/{LESSON}.ipynb")
    given(graded(made, handed_in), by_hand(made, "2"))
    path.unlink()
    given(graded(made, handed_in), lambda text: f"{text},,,,,,,\r\n")  # as spreadsheets leave it
    kept = {row["code"]: row["points"] for row in rows(graded(made, handed_in), "by-hand.csv")}
    assert kept == {made.codes[0]: "2", made.codes[1]: ""}


@pytest.mark.parametrize(
    ("points", "problem"),
    [("3", "there are 0 to 2 points"), ("-1", "0 to"), ("good", "no number"), ("NaN", "no number")],
)
def test_points_that_cannot_be_are_told(
    made: Class, handed_in: Path, points: str, problem: str
) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    given(graded(made, handed_in), by_hand(made, points))
    with pytest.raises(DataErrors, match=f"row 2, column points.*{problem}"):
        graded(made, handed_in)


def test_the_command_grades_and_names_nobody(made: Class, handed_in: Path) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    stranger = made.blank(1)
    stranger.metadata["rolereport"]["student"] = "?"
    put(stranger, handed_in / "x.ipynb")
    command = ["classroom", "grade", str(handed_in), "--class", str(made.made.folder)]
    done = CliRunner().invoke(commands, [*command, "--jobs", "1"], catch_exceptions=False)
    assert done.exit_code == 0
    assert "1 copy graded" in done.output
    assert "2 not handed in" in done.output
    assert "nobody's, so not graded: x.ipynb" in done.output
    assert "1 answer to read" in done.output
    assert not [name for name in NAMES if name in done.output.lower()]


def test_a_later_lesson_or_a_late_copy_joins_what_was_graded(
    made: Class, handed_in: Path, tmp_path: Path
) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    given(graded(made, handed_in), by_hand(made, "2"))
    put(made.answered(1, q1='letter = "a"'), tmp_path / "late" / f"{LESSON}.ipynb")
    outcome = graded(made, tmp_path / "late")
    assert [scores(row)[0] for row in rows(outcome)] == ["7", "4", ""]
    assert outcome.count == 1
    put(made.answered(1), tmp_path / "late" / f"{LESSON}.ipynb")
    outcome = graded(made, tmp_path / "late")
    assert [scores(row)[0] for row in rows(outcome)] == ["7", "5", ""]


def test_a_copy_that_is_as_it_was_is_not_run_again(
    made: Class, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    put(made.answered(1), handed_in / f"b/{LESSON}.ipynb")
    first = graded(made, handed_in)
    assert (first.count, first.same) == (2, 0)
    same = graded(made, handed_in)
    assert (same.count, same.same) == (0, 2)
    assert same.graded == first.graded
    put(made.answered(0, q1='letter = "a"'), path)
    assert (graded(made, handed_in).count, rows(same)[0]["question 1"]) == (1, "0")
    for changed in ("_code", "_tables"):
        monkeypatch.setattr(tasks, changed, lambda *_: "changed")
        assert graded(made, handed_in).count == 2
    folder = made.made.folder
    assert grade_class(handed_in, folder, folder.parent, LIMITS, again=True).count == 2
    assert graded(made, handed_in).count == 0


def test_a_damaged_record_is_told(made: Class, handed_in: Path) -> None:
    put(made.blank(0), handed_in / f"{LESSON}.ipynb")
    record = graded(made, handed_in).folder / "graded.json"
    record.write_text("[{}]")
    with pytest.raises(DataError, match=r"graded\.json: cannot be read .*To mend it: delete it"):
        graded(made, handed_in)


def test_text_that_no_file_can_hold_is_mended(made: Class, handed_in: Path) -> None:
    path = put(made.answered(0, q3="Half of @ them"), handed_in / f"{LESSON}.ipynb")
    path.write_text(path.read_text("utf-8").replace("@", r"\ud800\u0000"), "utf-8")
    outcome = graded(made, handed_in)
    assert "Half of \ufffd\ufffd them" in page(outcome, made.codes[0])
    assert graded(made, handed_in).graded == outcome.graded


def test_a_copy_on_which_the_grader_fails_costs_no_other(
    made: Class, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(made.answered(0), handed_in / f"{LESSON}.ipynb")
    put(made.answered(1), handed_in / f"b/{LESSON}.ipynb")
    really = graded_module.grade

    def grade(task: Task) -> Graded:
        if task.student == made.codes[0]:
            raise KeyError("x")
        return really(task)

    monkeypatch.setattr(graded_module, "grade", grade)
    outcome = graded(made, handed_in)
    ada, bela, _ = rows(outcome)
    assert (scores(ada), scores(bela)[0]) == ([""] * 5, "5")
    assert ada["why"] == f"{graded_module.BY_A_PERSON} (the grader failed: KeyError: 'x')"
    assert graded_module.BY_A_PERSON in page(outcome, made.codes[0])


def test_what_a_right_copy_tried_is_told_to_the_teacher(made: Class, handed_in: Path) -> None:
    copy = made.answered(0, q2=f"{RIGHT['q2']}\nopen('/elsewhere', 'w')")
    first = next(cell for cell in copy.cells if cell.cell_type == "code")
    first.source = "%pip install otter-grader\n" + first.source
    put(copy, handed_in / f"{LESSON}.ipynb")
    ada = rows(graded(made, handed_in))[0]
    assert scores(ada)[0] == "5"
    tried = "the cell stopped: Refused: a copy may not write to '/elsewhere'"
    assert ada["why"] == f"q2 right: {tried} | q3 to be graded by hand"


def test_dots_that_were_left_are_explained(made: Class, handed_in: Path) -> None:
    put(made.answered(0, q2="median = ... + 1"), handed_in / f"{LESSON}.ipynb")
    assert "three dots still stand" in page(graded(made, handed_in), made.codes[0])
