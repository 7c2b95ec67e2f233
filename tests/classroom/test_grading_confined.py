"""Whatever a copy does, it harms nothing, and costs its author that question alone."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from small_lesson import LIMITS, RIGHT, Class, scores, task, with_cell

from rolereport.classroom.grading import confine, sitting
from rolereport.classroom.grading import graded as graded_module
from rolereport.classroom.grading.graded import Graded, grade
from rolereport.classroom.grading.limits import MEBIBYTE, Limits
from rolereport.classroom.grading.sitting import Cell, Exam

QUICK = replace(LIMITS, cell_seconds=2)
FULL = {"q1": 1, "q2": 3, "q3": None, "q4": 1}
# What a copy may do to the machine or to the grader: code, and a word of what is said of it, or
# nothing where the copy itself hides it.
DEADLY = {
    "waits for an answer": ("name = input('Your name? ')", "Error"),
    "ends Python": ("import os\nos._exit(0)", "ended Python itself"),
    "exits": ("exit()\nraise SystemExit", ""),
    "crashes": ("import faulthandler\nfaulthandler._sigsegv()", "ended Python itself"),
    "takes all memory": ("held = []\nwhile True: held.append(bytearray(10**8))", "MemoryError"),
    "takes it at once": ("import numpy\nnumpy.ones(10**11)", "MemoryError"),
    "prints a gigabyte": ("for _ in range(1000): print('x' * 10**6)", ""),
    "prints it past Python": ("import os\nfor _ in range(1000): os.write(1, b'x' * 10**6)", ""),
    "writes a gigabyte": ("open('large', 'wb').write(bytes(2 * 10**8))", "Error"),
    "writes a million files": ("for n in range(10**6): open(f'f{n}', 'w')", "more than 500 files"),
    "makes folders": ("import os\nfor n in range(10**6): os.mkdir(f'd{n}')", "more than 500 files"),
    "forks for ever": ("import os\nwhile True: os.fork()", "another program or process"),
    "forks by a library": (
        "import multiprocessing as m\nwhile True: m.get_context('fork').Process().start()",
        "another program or process",
    ),
    "runs a program": ("import subprocess\nsubprocess.run(['true'])", "another program"),
    "runs one by the shell": ("import os\nos.system('true')", "another program"),
    "becomes one": ("import os\nos.execv('/bin/true', ['true'])", "another program"),
    "kills the grader": ("import os\nos.kill(os.getppid(), 9)", "os.kill is not allowed"),
    "asks the network": (
        "import socket\nsocket.create_connection(('127.0.0.1', 9))", "network is not allowed",
    ),
    "loads a library of the system": ("import ctypes\nctypes.CDLL(None)", "not allowed"),
    "shuts the grader out": ("import os\nos.closerange(3, 99)", "ended Python itself"),
    "talks to the grader": (
        "import os\nfor n in range(3, 99):\n    try: os.write(n, b'\\0\\0\\0\\x02{}')\n"
        "    except OSError: pass",
        "meddled",
    ),
    "tells the grader a riddle": (
        "import os, struct\nsaid = struct.pack('!i', 99999) + b'[' * 99999\n"
        "for n in range(3, 99):\n    try: os.write(n, said)\n    except OSError: pass",
        "meddled",
    ),
    "fails with half a character": ("raise ValueError(chr(0xd800) + chr(0) * 9**7)", "ValueError"),
    "breaks Python": ("import builtins\nfor n in dir(builtins): delattr(builtins, n)", ""),
    "changes its folder": ("import os\nos.chdir('/')", ""),
    "empties its own folder": (
        "import os, shutil\nfor each in os.listdir():\n    shutil.rmtree(each, ignore_errors=True)",
        "",
    ),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _no_process_is_left() -> Iterator[None]:
    before = psutil.Process().children(recursive=True)
    yield
    left = {*psutil.Process().children(recursive=True)} - {*before}
    assert [each for each in left if "resource_tracker" not in str(each.cmdline())] == []


def graded(made: Class, source: str, limits: Limits = LIMITS) -> Graded:
    return grade(replace(task(made, with_cell(made.answered(), source)), limits=limits))


def test_a_right_copy_gets_all_points(small_class: Class) -> None:
    assert scores(grade(task(small_class, small_class.answered()))) == FULL


@pytest.mark.parametrize(("source", "told"), DEADLY.values(), ids=DEADLY)
def test_a_deadly_cell_costs_no_other_point(small_class: Class, source: str, told: str) -> None:
    came = graded(small_class, source)
    assert scores(came) == FULL
    trouble = next(each.trouble for each in came.marks if each.question == "q2")
    assert told in trouble
    assert bool(trouble) >= bool(told)


def test_a_gigabyte_of_print_costs_its_own_answer_nothing(small_class: Class) -> None:
    flood = "for _ in range(1024): print('x' * 2**20)"
    copy = small_class.answered(q2=f"{RIGHT['q2']}\n{flood}")
    came = grade(task(small_class, copy))
    assert scores(came) == FULL
    assert not [each.trouble for each in came.marks if each.trouble]


LOOPS = {
    "for ever": "while True: pass",
    "in the middle of a word to the grader": (
        "import os, time\nfor n in range(3, 99):\n"
        "    try: os.write(n, b'\\0\\0\\0\\x09{')\n    except OSError: pass\n"
        "while True:\n    try:\n        time.sleep(9)\n    except BaseException: pass"
    ),
    "whatever happens": (
        "import time\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException: pass"
    ),
}


@pytest.mark.parametrize("source", LOOPS.values(), ids=LOOPS)
def test_a_cell_that_loops_costs_no_other_point(
    small_class: Class, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(sitting, "GRACE_SECONDS", 1)
    came = graded(small_class, source, QUICK)
    assert scores(came) == FULL
    told = ("ran for more than 2 seconds", "shut the grader out")
    assert any(words in came.marks[1].trouble for words in told)


def test_a_question_whose_cell_is_deadly_is_lost_and_no_other(small_class: Class) -> None:
    copy = small_class.answered(q2="import os\nos._exit(1)\nmedian = 1")
    assert scores(grade(task(small_class, copy))) == FULL | {"q2": 0}


def test_what_a_cell_made_before_it_looped_counts(small_class: Class) -> None:
    copy = small_class.answered(q2='median = own["p50_annual"]\nwhile True: pass')
    assert scores(grade(replace(task(small_class, copy), limits=QUICK))) == FULL


def test_many_deadly_cells_end_in_time(small_class: Class) -> None:
    copy = small_class.answered()
    for _ in range(LIMITS.deaths + 2):
        with_cell(copy, "import os\nos._exit(0)", before="q4")
    came = grade(task(small_class, copy))
    assert scores(came) == FULL | {"q4": 0}


def test_a_copy_that_takes_too_long_as_a_whole_keeps_what_it_has(
    small_class: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0, 1, 2, LIMITS.copy_seconds + 1])  # the begin, and before each cell
    monkeypatch.setattr(sitting.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sitting, "_room", lambda *_: nullcontext(FakeRoom()))
    asked = [Cell("one", ["q1"]), Cell("two"), Cell("three", ["q2"])]
    sat = sitting.sit(asked, {"q1": ["x"], "q2": ["y"]}, {}, tmp_path, Exam(tmp_path), LIMITS)
    assert sat.errors == {2: "the copy as a whole took too long"}
    assert {*sat.results} == {"q1"}


class FakeRoom:
    def run(self, source: str) -> str:
        return ""

    def ask(self, question: str, tests: list[str], parameters: dict[str, str]) -> list[object]:
        return [question]


WAYS_TO_DELETE = {
    "rmtree": "import shutil\nshutil.rmtree({path!r}, ignore_errors=True)",
    "unlink": "from pathlib import Path\nPath({file!r}).unlink()",
    "write": "open({file!r}, 'w')",
    "append": "open({file!r}, 'a').write('more')",
    "low": "import os\nos.close(os.open({file!r}, os.O_WRONLY | os.O_TRUNC))",
    "rename": "import os\nos.rename({file!r}, 'mine')",
    "replace": "import os\nopen('mine', 'w')\nos.replace('mine', {file!r})",
    "truncate": "import os\nos.truncate({file!r}, 0)",
    "mode": "import os\nos.chmod({file!r}, 0)",
    "link": "import os\nos.symlink({path!r}, 'in')\nos.remove('in/file')",
    "handle": "import os\nat = os.open({path!r}, os.O_RDONLY)\nos.unlink('file', dir_fd=at)",
    "new": "open({path!r} + '/new', 'w')",
    "database": "import sqlite3\nsqlite3.connect({path!r} + '/new').execute('create table t (a)')",
    "pandas": "import pandas\npandas.DataFrame([1]).to_csv({file!r})",
    "up": "import os\nos.remove(os.path.relpath({file!r}))",
}


@pytest.fixture(params=["both", "guard", "kernel"])
def guarded_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What shuts copies off: the guard in Python, Landlock in the kernel, or both."""
    if request.param == "guard":
        monkeypatch.setattr(confine, "landlocked", lambda: False)
    if request.param == "kernel":
        if not confine.landlocked():
            pytest.skip("this kernel has no Landlock")
        monkeypatch.setattr(confine.Guard, "stand", lambda self: None)
    return str(request.param)


def errors(made: Class, sources: list[str]) -> list[str]:
    """Why each of the cells stopped, all run in one process."""
    with graded_module.box(made.made.folder / made.made.index.data) as (work, exam):
        cells = [Cell(each) for each in sources]
        sat = sitting.sit(cells, {}, {}, work, exam, LIMITS)
    return [sat.errors.get(at, "") for at in range(len(sources))]


def test_nothing_outside_its_folder_changes(
    small_class: Class, tmp_path: Path, guarded_by: str
) -> None:
    file = tmp_path / "file"
    file.write_text("precious")
    mode = file.stat().st_mode
    known = {} if guarded_by != "kernel" else {"mode"}  # Landlock lets the mode of files change
    ways = {name: way for name, way in WAYS_TO_DELETE.items() if name not in known}
    stopped = errors(
        small_class, [way.format(path=str(tmp_path), file=str(file)) for way in ways.values()]
    )
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert (file.read_text(), file.stat().st_mode) == ("precious", mode)
    let_through = [name for name, why in zip(ways, stopped, strict=True) if not why]
    assert let_through == ["rmtree"], "only what hides its own errors ends well"


def test_nothing_goes_to_the_network(small_class: Class, guarded_by: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        source = f"import socket\nsocket.create_connection(('127.0.0.1', {port}))"
        (why,) = errors(small_class, [source])
        assert "not allowed" in why or "Permission denied" in why
        with pytest.raises(BlockingIOError):
            server.accept()


def test_home_is_the_copy_s_own_folder(small_class: Class) -> None:
    came = graded(small_class, "from pathlib import Path\nassert Path.home() == Path.cwd()")
    assert not came.marks[1].trouble


def test_the_teacher_s_environment_is_not_there(
    small_class: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEREPORT_EMAIL", "teacher@school.example")
    came = graded(small_class, "import os\nassert 'teacher@' not in str(os.environ)")
    assert not came.marks[1].trouble


HIDDEN = {
    "tests": "import zipfile\nzipfile.ZipFile({made!r} + '/teacher/autograder/{lesson}.zip')",
    "solutions": "import os\nos.listdir({made!r} + '/teacher/solutions')",
    "answers": "open({made!r} + '/teacher/data/claims-answers.csv')",
    "masters": "open({made!r} + '/../{lesson}.ipynb')",
    "others": "open({made!r} + '/teacher/index.json')",
    "grader": "open('/proc/%d/environ' % __import__('os').getppid())",
}


def test_a_copy_cannot_read_what_is_hidden(small_class: Class, guarded_by: str) -> None:
    made, lesson = str(small_class.made.folder), small_class.copy().lesson
    told = errors(small_class, [each.format(made=made, lesson=lesson) for each in HIDDEN.values()])
    for why in told:
        assert "may not read" in why or "Permission denied" in why


CHEATS = {
    "claims equality": "class Yes:\n    def __eq__(self, other): return True\n"
    "    def __float__(self): return 1.0\n    __hash__ = None\nmedian = Yes()",
    "claims it in a list": "class Yes(float):\n    def __eq__(self, other): return True\n"
    "median = [Yes()]",
    "replaces the check": "grader.check = lambda *_: True\nmedian = 1",
    "replaces otter's": "import otter\notter.Notebook.check = lambda *_: True\nmedian = 1",
    "replaces built-ins": "import builtins\nbuiltins.float = lambda x: 1\n"
    "builtins.AssertionError = ValueError\nmedian = 1",
    "replaces the runner": "import doctest\ndoctest.DocTestRunner.run = lambda *_, **__: None\n"
    "doctest.DocTestRunner.summarize = lambda *_, **__: doctest.TestResults(0, 0)\n"
    "median = 1",
    "replaces what reads tables": "import pandas\nmine = pandas.DataFrame(\n"
    "    {'area': [area], 'role': [role], 'p50_annual': [1]})\n"
    "pandas.read_csv = lambda *_: mine\nmedian = 1",
    "replaces the tables": "import pandas as pd\nmine = pd.read_csv('data/wages.csv')\n"
    "mine['p50_annual'] = 1\nmine.to_csv('data/wages.csv')\nmedian = 1",
    "waits for the tests": "import threading, os, time\ndef look():\n    while True:\n"
    "        for at, _, names in os.walk('..'):\n"
    "            if 'q2.py' in names: globals()['seen'] = 1\n"
    "threading.Thread(target=look, daemon=True).start()\nmedian = 1",
}


@pytest.mark.parametrize("source", CHEATS.values(), ids=CHEATS)
def test_a_claim_is_no_answer(small_class: Class, source: str) -> None:
    came = grade(task(small_class, small_class.answered(q2=source, q4="double = 1")))
    assert scores(came)["q2"] in (0, 1)  # a number is a number, however it was come by
    assert scores(came)["q1"] == 1
    assert scores(came)["q4"] == 0


def test_tests_in_the_notebook_are_not_asked(small_class: Class) -> None:
    copy = small_class.answered(q2="median = 1")
    for spec in copy.metadata.otter.tests.values():
        for each in spec["suites"][0]["cases"]:
            each["code"] = ">>> assert True\n"
    copy.metadata.otter.tests["q2"]["points"] = 100
    assert scores(grade(task(small_class, copy))) == FULL | {"q2": 1}


def test_the_parameters_are_the_student_s_whatever_the_copy_says(small_class: Class) -> None:
    copy = small_class.answered()
    parameters = next(c for c in copy.cells if "parameters" in c.metadata.get("tags", []))
    parameters.source = 'area = "US"\nrole = "registered-nurse"'
    with_cell(copy, 'area = "US"', before="q4")
    assert scores(grade(task(small_class, copy))) == FULL


def test_the_tests_leave_nothing_behind_for_later_cells(small_class: Class) -> None:
    looks = "import gc, sys\nassert not [n for n in globals() if 'test' in n.lower()]"
    copy = with_cell(small_class.answered(), looks, before="q4")
    assert not grade(task(small_class, copy)).marks[3].trouble


def test_without_forking_it_comes_to_the_same(
    small_class: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitting, "METHOD", "spawn")
    copy = small_class.answered(q4="double = 1")
    came = grade(task(small_class, copy))
    assert scores(came) == FULL | {"q4": 0}


def test_a_process_that_outgrows_its_memory_is_ended_where_the_system_does_not_care(
    small_class: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confine, "_limits", lambda limits: None)
    small = replace(LIMITS, memory=64 * MEBIBYTE)
    source = "held = bytearray(2 * 10**8)\nimport time\ntime.sleep(9)"
    copy = with_cell(small_class.answered(), source)
    came = grade(replace(task(small_class, copy), limits=small))
    assert came.marks[1].trouble == "it used too much memory"
    assert scores(came) == FULL


def test_a_copy_that_fills_the_disk_is_ended(small_class: Class) -> None:
    source = "import time\nfor n in range(9):\n    open(f'f{n}', 'wb').write(bytes(10**6))\n"
    copy = with_cell(small_class.answered(), f"{source}time.sleep(9)")
    small = replace(LIMITS, disk=5 * MEBIBYTE)
    came = grade(replace(task(small_class, copy), limits=small))
    assert came.marks[1].trouble == "it wrote too much to the disk"
    assert scores(came) == FULL


SLEEPER = """
import os, time
with open("own", "w") as file:
    file.write(str(os.getpid()))
os.rename("own", "pid")
while True:
    try:
        time.sleep(9)
    except BaseException:
        pass
"""
GRADER = """
import sys
from pathlib import Path
from rolereport.classroom.grading.limits import Limits
from rolereport.classroom.grading.sitting import Cell, Exam, sit
work, source = Path(sys.argv[1]), sys.argv[2]
sit([Cell(source)], {}, {}, work, Exam(work), Limits())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_copy_does_not_outlive_a_grader_that_is_killed(tmp_path: Path) -> None:
    grader = subprocess.Popen([sys.executable, "-c", GRADER, str(tmp_path), SLEEPER])
    while not (told := tmp_path / "pid").exists():
        assert grader.poll() is None
        time.sleep(0.05)
    copy = psutil.Process(int(told.read_text()))
    grader.kill()
    grader.wait()
    psutil.wait_procs([copy], timeout=20)
    assert not copy.is_running()
