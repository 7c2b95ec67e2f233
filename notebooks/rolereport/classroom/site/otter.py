"""The self-check of a lesson in the browser: there `import otter` finds this file.

Otter-grader itself brings some seventy packages with it, Sphinx among them, and wants an older
wrapt than Pyodide has. A copy needs one thing of it while it is worked on, `grader.check("q1")`;
this file does that, with the standard library alone. Grading is done on the teacher's machine.
"""

from __future__ import annotations

import doctest
import json
import sys
from pathlib import Path
from typing import Any

BROWSER = (
    "You are working in the browser, which keeps your work on this computer only.\n"
    'grader.check("q1") tells whether an answer has the right form, not whether it is right.\n'
    "To be graded: File, then Download, and hand in the .ipynb file as your teacher asked."
)


class Notebook:
    """Stands in for `otter.Notebook`: checks answers with the tests that the copy bears.

    Parameters
    ----------
    nb_path
        The file of the notebook. If it was renamed, another file beside it that bears the question
        will do.
    """

    def __init__(self, nb_path: str | None = None, *_: Any, **__: Any) -> None:
        self._path = nb_path or ""
        print(BROWSER)

    def check(self, question: str, global_env: dict[str, Any] | None = None) -> Checked:
        """What the open tests say of one answer."""
        names = sys._getframe(1).f_globals if global_env is None else global_env
        cases = _tests(self._path).get(question, [])
        return Checked(
            question, len(cases), [told for case in cases if (told := _run(case, names))]
        )

    def check_all(self) -> list[Checked]:
        """What the open tests say of every answer."""
        names = sys._getframe(1).f_globals
        return [self.check(question, names) for question in _tests(self._path)]

    def export(self, *_: Any, **__: Any) -> None:
        """Tell how to hand in; the browser itself saves the file."""
        print(BROWSER)


class Checked:
    """What became of a check: the question, how many tests it has, what the failed ones say."""

    def __init__(self, question: str, tests: int, failed: list[str]) -> None:
        self.question, self.tests, self.failed = question, tests, failed

    def __repr__(self) -> str:
        if not self.tests:
            return f"{self.question} has no check here; it is graded after you hand it in."
        if not self.failed:
            return f"{self.question}: the form is right. It is graded after you hand it in."
        return "\n".join([f"{self.question}: not yet.", *(f"- {told}" for told in self.failed)])


def _tests(path: str) -> dict[str, list[dict[str, Any]]]:
    """The open tests of each question, from the metadata of the notebook or of those beside it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in [Path(path), *sorted(Path().glob("*.ipynb"))]:
        if each.is_file() and (each == Path(path) or not Path(path).is_file()):
            metadata = json.loads(each.read_text(encoding="utf-8")).get("metadata", {})
            for name, test in metadata.get("otter", {}).get("tests", {}).items():
                found.setdefault(
                    name, [case for suite in test["suites"] for case in suite["cases"]]
                )
    return found


def _run(case: dict[str, Any], names: dict[str, Any]) -> str:
    """What a failed test says; nothing if it passes."""
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(case["code"], names, "check", None, None)
    failed = doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed
    last = "".join(said).strip().splitlines()[-1].strip() if said else ""
    return str(case.get("failure_message") or last) if failed else ""
