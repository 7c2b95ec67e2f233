"""What was made for whom: `teacher/index.json` of a class, which grading reads.

The folder of a class, `build/classroom/<name>/`:

    students/<folder>/NN-slug.ipynb     a student's own copies, hidden tests and solutions left out
    students/<folder>/data/             the tables that they read, and what these are
    students/<folder>/set-up.html       how to set up a computer
    students/<folder>.zip               the same in one file, to hand out
    teacher/index.json                  this index
    teacher/roster.csv                  who got what, for a person to read
    teacher/data/                       all tables, those of answers too, to grade with
    teacher/solutions/<folder>/         as students/<folder>/, with the solutions
    teacher/autograder/NN-slug.zip      the tests of a lesson

Paths in the index are relative to the folder of the class, with `/`. A notebook of a student bears
in its metadata `{"rolereport": {"class": ..., "student": ..., "lesson": ...}}`, by which it is
known again whatever its file is called; `student` is the code of the index, never a name.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

VERSION = 1
MARK = "rolereport"  # the key in the metadata of a copy
STUDENTS, TEACHER = "students", "teacher"
INDEX, DATA = f"{TEACHER}/index.json", f"{TEACHER}/data"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Student(_Record):
    """A student.

    Parameters
    ----------
    code
        Stands for the student in notebooks and file names that leave the teacher; no name can be
        read from it.
    name
        As the roster has it, given name first.
    email, login, number
        As the roster has them; "" where it has none.
    folder
        The student's folder below `students/`.
    area, role, other
        The student's own parameters: a postal code and the slugs of two roles.
    """

    code: str
    name: str
    email: str = ""
    login: str = ""
    number: str = ""
    folder: str
    area: str
    role: str
    other: str


class Question(_Record):
    """A question of a lesson, its points, and whether a person has to grade it."""

    name: str
    points: float
    manual: bool = False


class Lesson(_Record):
    """A lesson: `name` is the stem of its files, such as `01-which-job`."""

    name: str
    title: str
    questions: tuple[Question, ...]


class Copy(_Record):
    """One student's copy of one lesson.

    Parameters
    ----------
    student, lesson
        The code and the name of these.
    parameters
        What the copy was made for; only the parameters that the lesson takes.
    notebook, solution, autograder
        The student's notebook, the same with solutions, and the zip file with all tests, which
        is the same for all copies of a lesson: a test takes the parameters from the copy.
    sha256
        Of the student's notebook as it was handed out.
    """

    student: str
    lesson: str
    parameters: dict[str, str]
    notebook: str
    solution: str
    autograder: str
    sha256: str


class Index(_Record):
    """All copies of a class, students in the order of the roster, lessons in that of the course."""

    version: int = VERSION
    name: str
    data: str = DATA
    lessons: tuple[Lesson, ...]
    students: tuple[Student, ...]
    copies: tuple[Copy, ...]

    @classmethod
    def read(cls, folder: Path) -> Index:
        """The index of the class whose folder is `folder`.

        Raises
        ------
        FileNotFoundError
            If nothing was made there.
        ValueError
            If it is no index, or one of another version of this package.
        """
        index = cls.model_validate_json((folder / INDEX).read_text(encoding="utf-8"))
        if index.version != VERSION:
            raise ValueError(f"{folder / INDEX} is of version {index.version}, not {VERSION}")
        return index

    def write(self, folder: Path) -> Path:
        """Write the index to the folder of the class; return its file."""
        path = folder / INDEX
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")
        return path
