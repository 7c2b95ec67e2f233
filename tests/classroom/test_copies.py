"""A class is made: own copies for each student, and what the teacher keeps."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from rolereport.classroom import copies, masters, pack
from rolereport.classroom.index import INDEX, MARK, Copy, Index
from rolereport.cli.commands import commands
from rolereport.data.errors import DataError, DataErrors

ROSTER = "name,email\nAda Lovelace,ada@school.example\nBěla Žižková,bela@school.example\n"
LATER = ROSTER + "Grace Hopper,grace@school.example\n"
NAMES = ("lovelace", "běla", "bela", "žižková", "zizkova", "school.example")
RAW, PROSE, CODE = (
    nbformat.v4.new_raw_cell, nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell,
)  # fmt: skip

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
TWO_WAYS = '''# BEGIN SOLUTION NO PROMPT
rate = 2080
# END SOLUTION
""" # BEGIN PROMPT
rate = ...
"""  # END PROMPT

rate'''


def test_case(source: str, **config: object) -> nbformat.NotebookNode:
    told = "\n".join(f"{name}: {value}" for name, value in config.items())
    return CODE(f'""" # BEGIN TEST CONFIG\n{told}\n""" # END TEST CONFIG\n{source}')


test_case.__test__ = False  # type: ignore[attr-defined]


def master(folder: Path, name: str, parameters: str = "") -> Path:
    """A lesson with a question that is graded, one that a person grades, and old outputs."""
    ran = CODE("print(area)" if parameters else "print(1)", execution_count=7)
    ran.outputs = [nbformat.v4.new_output("stream", text="an old output")]
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": KERNEL},
        cells=[
            RAW("# ASSIGNMENT CONFIG\ntests:\n  files: false\nrun_tests: false\ninit_cell: true\n"
                "export_cell: false\ngenerate:\n  show_stdout: true"),
            PROSE("# What does it pay?"),
            *([CODE(parameters, metadata={"tags": ["parameters"]})] if parameters else []),
            ran,
            RAW("# BEGIN QUESTION\nname: q1"), PROSE("Which?"),
            RAW("# BEGIN SOLUTION"), CODE("answer = 'the truth' # SOLUTION\nanswer"),
            CODE(TWO_WAYS), RAW("# END SOLUTION"),
            RAW("# BEGIN TESTS"), test_case("assert isinstance(answer, str)", points=1),
            test_case("assert answer == 'the truth'", points=2, hidden="true"), RAW("# END TESTS"),
            RAW("# END QUESTION"),
            RAW("# BEGIN QUESTION\nname: q2\nmanual: true\npoints: 3"), PROSE("Write."),
            RAW("# BEGIN SOLUTION"), PROSE("A sentence."), RAW("# END SOLUTION"),
            RAW("# END QUESTION"),
        ],
    )  # fmt: skip
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("masters")
    named = 'area: str = "TX"  # a state\nrole: str = "laboratory-combined"\nbins = 3'
    return [master(folder, "01-letters"), master(folder, "02-pay", named)]


def roster(folder: Path, text: str = ROSTER) -> Path:
    path = folder / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def made(lessons: list[Path], tmp_path_factory: pytest.TempPathFactory) -> copies.Made:
    folder = tmp_path_factory.mktemp("class")
    return copies.make(roster(folder), folder / "7b", lessons)


def copy_of(made: copies.Made, lesson: str, student: int = 0) -> Copy:
    code = made.index.students[student].code
    return next(c for c in made.index.copies if (c.student, c.lesson) == (code, lesson))


def read(made: copies.Made, path: str) -> nbformat.NotebookNode:
    return nbformat.read(made.folder / path, as_version=4)


def code_of(notebook: nbformat.NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def everything(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_every_student_has_every_lesson(made: copies.Made) -> None:
    pairs = [(copy.student, copy.lesson) for copy in made.index.copies]
    codes = [student.code for student in made.index.students]
    assert pairs == [(code, lesson) for code in codes for lesson in ("01-letters", "02-pay")]
    for copy in made.index.copies:
        for path in (copy.notebook, copy.solution, copy.autograder):
            assert (made.folder / path).is_file()


def test_the_index_is_what_was_made(made: copies.Made) -> None:
    assert Index.read(made.folder) == made.index
    for copy in made.index.copies:
        content = (made.folder / copy.notebook).read_bytes()
        assert hashlib.sha256(content).hexdigest() == copy.sha256


def test_the_index_tells_questions_and_points(made: copies.Made) -> None:
    lesson = made.index.lessons[1]
    assert (lesson.name, lesson.title) == ("02-pay", "What does it pay?")
    asked = [(question.name, question.points, question.manual) for question in lesson.questions]
    assert asked == [("q1", 3, False), ("q2", 3, True)]


def test_a_copy_has_the_student_s_own_parameters_in_one_cell(made: copies.Made) -> None:
    for number, student in enumerate(made.index.students):
        copy = copy_of(made, "02-pay", number)
        assert copy.parameters == {"area": student.area, "role": student.role}
        source = code_of(read(made, copy.notebook))
        assert source.count("area = ") == 1
        assert "area: str" not in source
        assert f'area = "{student.area}"\nrole = "{student.role}"' in source
        assert source.count("bins = 3") == 1
        areas, _ = pack.names()
        assert f"# Your own copy {student.code}: {areas[student.area]}, " in source
    assert copy_of(made, "01-letters").parameters == {}


def test_nobody_changes_the_parameters_by_mistake(made: copies.Made) -> None:
    cells = read(made, copy_of(made, "02-pay").notebook).cells
    own = next(cell for cell in cells if "area =" in cell.source)
    assert own.metadata.editable is False
    assert "parameters" in own.metadata.tags


def test_a_student_gets_neither_solutions_nor_hidden_tests_nor_old_outputs(
    made: copies.Made,
) -> None:
    for copy in made.index.copies:
        text = (made.folder / copy.notebook).read_text("utf-8")
        for kept in ("the truth", "A sentence.", "an old output", "SOLUTION", 'hidden": true'):
            assert kept not in text
        solved = (made.folder / copy.solution).read_text("utf-8")
        assert "answer = 'the truth'" in solved
        assert "A sentence." in solved
        assert "an old output" not in solved


def test_a_solution_reads_as_a_student_would_write_it(made: copies.Made) -> None:
    for number in (0, 1):
        solved = code_of(read(made, copy_of(made, "02-pay", number).solution))
        assert "answer = 'the truth'\nanswer" in solved
        assert "rate = 2080\n\nrate" in solved
        assert not re.search("SOLUTION|PROMPT|rate = [.]", solved)


def test_the_teacher_s_tests_hold_the_hidden_ones(made: copies.Made) -> None:
    with zipfile.ZipFile(made.folder / copy_of(made, "02-pay").autograder) as tests:
        assert "the truth" in tests.read("tests/q1.py").decode()


def test_no_name_leaves_in_what_students_get(made: copies.Made) -> None:
    for copy in made.index.copies:
        text = (made.folder / copy.notebook).read_text("utf-8").lower()
        assert not [name for name in NAMES if name in text]
    for parcel in (made.folder / "students").glob("*.zip"):
        with zipfile.ZipFile(parcel) as files:
            assert not [name for name in files.namelist() if any(n in name for n in NAMES)]


def test_a_copy_is_known_again_by_its_mark(made: copies.Made) -> None:
    for copy in made.index.copies:
        mark = read(made, copy.notebook).metadata[MARK]
        assert mark == {"class": "7b", "student": copy.student, "lesson": copy.lesson}


def test_a_parcel_holds_what_the_folder_does(made: copies.Made) -> None:
    for student in made.index.students:
        folder = made.folder / "students" / student.folder
        with zipfile.ZipFile(folder.with_suffix(".zip")) as parcel:
            held = {name.removeprefix("7b/"): parcel.read(name) for name in parcel.namelist()}
        assert held == everything(folder)


def test_students_get_every_table_but_those_of_answers(made: copies.Made) -> None:
    tables = {path.name for path in pack.FOLDER.iterdir()}
    assert "README.md" in tables
    answers = {name for name in tables if pack.ANSWERS in name}
    assert answers
    folder = made.index.students[0].folder
    given = made.folder / "students" / folder / "data"
    assert {path.name for path in given.iterdir()} == tables - answers
    assert {path.name for path in (made.folder / made.index.data).iterdir()} == tables


def test_students_get_a_set_up_page_that_opens_without_a_network(made: copies.Made) -> None:
    page = made.folder / "students" / made.index.students[0].folder / "set-up.html"
    text = page.read_text("utf-8")
    assert "<title>Set-up, in five minutes</title>" in text
    assert "<table>" in text
    assert not re.findall(r"<(?:link|script|img|iframe)|@import|url\(", text)


def test_the_teacher_s_roster_says_who_got_what_and_is_a_roster_itself(
    made: copies.Made, lessons: list[Path], tmp_path: Path
) -> None:
    again = copies.make(made.folder / copies.ROSTER, tmp_path / "7b", lessons)
    assert again.index == made.index


def test_a_class_made_twice_is_the_same_to_the_byte(
    made: copies.Made, lessons: list[Path], tmp_path: Path
) -> None:
    copies.make(roster(tmp_path), tmp_path / "7b", lessons)
    assert everything(tmp_path / "7b") == everything(made.folder)


def test_who_joins_later_changes_nothing_for_the_others(
    made: copies.Made, lessons: list[Path], tmp_path: Path
) -> None:
    folder = tmp_path / "7b"
    copies.make(roster(tmp_path), folder, lessons)
    lines = LATER.splitlines()
    joined = copies.make(roster(tmp_path, "\n".join([lines[0], *lines[:0:-1]])), folder, lessons)
    assert {*made.index.students} < {*joined.index.students}
    assert all(copy in joined.index.copies for copy in made.index.copies)
    assert len(joined.index.copies) == len(made.index.copies) + len(lessons)
    assert joined.joined == tuple(
        each.code for each in joined.index.students if each not in made.index.students
    )
    assert made.joined == ()


def test_who_left_is_told_and_left_alone(lessons: list[Path], tmp_path: Path) -> None:
    copies.make(roster(tmp_path, LATER), tmp_path / "7b", lessons)
    made = copies.make(roster(tmp_path), tmp_path / "7b", lessons)
    assert made.gone == ("grace-hopper",)
    assert (tmp_path / "7b/students/grace-hopper/02-pay.ipynb").is_file()
    assert len(made.index.students) == 2


def test_a_lesson_that_changed_is_told(lessons: list[Path], tmp_path: Path) -> None:
    assert copies.make(roster(tmp_path), tmp_path / "7b", lessons).renewed == ()
    assert copies.make(roster(tmp_path, LATER), tmp_path / "7b", lessons).renewed == ()
    changed = master(tmp_path, "01-letters")
    changed.write_text(changed.read_text("utf-8").replace("Which?", "Which one?"), "utf-8")
    made = copies.make(roster(tmp_path), tmp_path / "7b", [changed, lessons[1]])
    assert made.renewed == ("01-letters",)
    assert "Which one?" in (made.folder / copy_of(made, "01-letters").notebook).read_text("utf-8")


def worked_in(made: copies.Made) -> Path:
    path = made.folder / copy_of(made, "02-pay").notebook
    path.write_text(path.read_text("utf-8").replace("answer = ...", "answer = 'mine'"), "utf-8")
    return path


def test_a_copy_that_was_worked_in_is_kept(lessons: list[Path], tmp_path: Path) -> None:
    path = worked_in(copies.make(roster(tmp_path), tmp_path / "7b", lessons))
    copies.make(roster(tmp_path, LATER), tmp_path / "7b", lessons)
    assert "answer = 'mine'" in path.read_text("utf-8")


def test_a_copy_that_was_worked_in_is_never_made_another(
    lessons: list[Path], tmp_path: Path
) -> None:
    path = worked_in(copies.make(roster(tmp_path), tmp_path / "7b", lessons))
    before = everything(tmp_path / "7b")
    wish = (
        ROSTER.replace("\n", ",,\n")
        .replace("email,,", "email,area,role")
        .replace("ada@school.example,,", "ada@school.example,WY,phlebotomist")
    )
    with pytest.raises(DataErrors, match=f"{path.name}: was worked in, and would now be another"):
        copies.make(roster(tmp_path, wish), tmp_path / "7b", lessons)
    assert everything(tmp_path / "7b") == before


def test_the_roster_may_ask_for_a_state(lessons: list[Path], tmp_path: Path) -> None:
    text = "name,area\nAda Lovelace,AK\nBěla Žižková,\n"
    made = copies.make(roster(tmp_path, text), tmp_path / "7b", lessons)
    assert made.index.students[0].area == "AK"
    assert made.index.students[1].area not in ("", "AK")


def test_every_wish_that_cannot_be_met_is_told_at_once(lessons: list[Path], tmp_path: Path) -> None:
    text = "name,area\nAda Lovelace,Alaska\nBěla Žižková,PR\n"
    with pytest.raises(DataErrors, match=r"(?s)row 2: .*area Alaska.*row 3: .*area PR"):
        copies.make(roster(tmp_path, text), tmp_path / "7b", lessons)
    assert not (tmp_path / "7b").exists()


def test_a_damaged_index_is_told(lessons: list[Path], tmp_path: Path) -> None:
    made = copies.make(roster(tmp_path), tmp_path / "7b", lessons)
    (made.folder / INDEX).write_text("{", "utf-8")
    with pytest.raises(DataError, match=r"index\.json: cannot be read"):
        copies.make(roster(tmp_path), tmp_path / "7b", lessons)
    index = json.loads(made.index.model_dump_json()) | {"version": 99}
    (made.folder / INDEX).write_text(json.dumps(index), "utf-8")
    with pytest.raises(ValueError, match="is of version 99, not 1"):
        Index.read(made.folder)


def test_a_formula_in_a_name_does_not_run_in_the_teacher_s_roster(
    lessons: list[Path], tmp_path: Path
) -> None:
    made = copies.make(roster(tmp_path, "name\n=1+1\n"), tmp_path / "7b", lessons)
    assert b"\n'=1+1," in (made.folder / copies.ROSTER).read_bytes()
    assert copies.make(made.folder / copies.ROSTER, tmp_path / "7b", lessons).index == made.index


def test_the_command_makes_a_class_of_all_lessons(
    lessons: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "masters", lambda: lessons)
    path = roster(tmp_path, 'Student,ID\n    Points Possible,\n"Lovelace, Ada",1\n')
    command = ["classroom", "make", "--roster", str(path), "--name", "Biology 7b"]
    done = CliRunner().invoke(commands, [*command, "-o", str(tmp_path)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "passed over: row 2: Points Possible is no student" in done.output
    assert f"1 student, 2 lessons: 2 copies in {tmp_path / 'biology-7b'}" in done.output
    assert (tmp_path / "biology-7b/students/ada-lovelace/01-letters.ipynb").is_file()


def test_the_command_names_nobody(
    lessons: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "masters", lambda: lessons)
    command = ["classroom", "make", "-o", str(tmp_path), "--name", "7b", "--roster"]
    run = CliRunner().invoke
    run(commands, [*command, str(roster(tmp_path, LATER))], catch_exceptions=False)
    twice = ROSTER + "A. L.,ada@school.example\n"
    done = run(commands, [*command, str(roster(tmp_path, twice))], catch_exceptions=False)
    assert "passed over: row 4: as in an earlier row" in done.output
    assert "1 student is no longer on the roster" in done.output
    back = run(commands, [*command, str(roster(tmp_path, LATER))], catch_exceptions=False)
    assert "1 student is new, in teacher/roster.csv under " in back.output
    told = (done.output + back.output).lower()
    assert not [name for name in (*NAMES, "hopper") if name in told]


def test_what_an_interruption_left_is_made_whole(
    made: copies.Made, lessons: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_bytes

    def cut_short(path: Path, content: bytes) -> int:
        if "02-pay" in path.name:
            written(path, content[:100])
            raise KeyboardInterrupt
        return written(path, content)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Path, "write_bytes", cut_short)
        copies.make(roster(tmp_path), tmp_path / "7b", lessons)
    copies.make(roster(tmp_path), tmp_path / "7b", lessons)
    assert everything(tmp_path / "7b") == everything(made.folder)


def test_without_otter_the_command_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["rolereport.cli.needs"]
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    done = CliRunner().invoke(commands, ["classroom", "make", "--roster", str(roster(tmp_path))])
    assert done.exit_code == 1
    assert "uv run --extra classroom rolereport classroom" in done.output


def test_parameters_before_otter_give_the_same_copies(tmp_path: Path) -> None:
    """`own` puts them in afterwards, to ask Otter once a lesson."""
    real = masters.masters()[-1]
    values = {"area": "VT", "role": "phlebotomist", "other": "nursing-assistant"}
    pressing = masters.press(real)
    before = masters.own(nbformat.read(real, as_version=4), values, "Own", {})
    nbformat.write(before, tmp_path / real.name)
    again = masters.press(tmp_path / real.name)
    for one, other in ((pressing.student, again.student), (pressing.solution, again.solution)):
        after = masters.own(one, values, "Own", {})
        assert [cell.source for cell in after.cells] == [cell.source for cell in other.cells]
        assert after.metadata.otter == other.metadata.otter
    assert again.autograder == pressing.autograder


def test_a_real_lesson_is_pressed_alike_every_time() -> None:
    first = masters.masters()[0]
    one, other = masters.press(first), masters.press(first)
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one.autograder)) as tests:
        assert {member.date_time[0] for member in tests.infolist()} == {1980}
