"""Points for each question, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rolereport.classroom.grading.cases import Case

FORM = "The checks could not use the answer: look whether each name in the question has a value."
WRONG = "The answer is not right yet."
NOT_ASKED = "The checks of this question did not come to an end."


class State(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "not right yet"
    UNANSWERED = "not answered"
    BY_HAND = "to be graded by hand"
    GRADED = "graded by hand"


@dataclass(frozen=True)
class Mark:
    """What became of one question.

    Parameters
    ----------
    score
        Points; None while a person has yet to give them.
    messages
        What the tests that failed have to say.
    trouble
        What stopped the cells of the question.
    written
        What the student wrote, where a person grades it.
    comment
        What that person says to it.
    """

    question: str
    label: str
    points: float
    score: float | None
    state: State
    messages: list[str] = field(default_factory=list)
    trouble: str = ""
    written: str = ""
    comment: str = ""

    @property
    def why(self) -> str:
        """In a line, for a table; nothing where all is right and ended well."""
        if self.state is State.RIGHT and not self.trouble:
            return ""
        told = [*self.messages, *([f"the cell stopped: {self.trouble}"] * bool(self.trouble))]
        told += [self.comment] * bool(self.comment)
        return f"{self.question} {self.state}" + (f": {' '.join(told)}" if told else "")


def unanswered(question: str, label: str, points: float, trouble: str = "") -> Mark:
    """A question in which nothing was written."""
    return Mark(question, label, points, 0, State.UNANSWERED, trouble=trouble)


def by_hand(question: str, label: str, points: float, written: str) -> Mark:
    """A question that waits for a person."""
    return Mark(question, label, points, None, State.BY_HAND, written=written)


def by_tests(
    question: str, label: str, cases: list[Case], results: list[dict[str, Any]], trouble: str
) -> Mark:
    """A question by what its tests say; where they did not end, by none."""
    points = sum(case.points for case in cases)
    if not results:
        return Mark(question, label, points, 0, State.WRONG, [NOT_ASKED], trouble)
    failed = [(c, r) for c, r in zip(cases, results, strict=True) if not r["passed"]]
    score = points - sum(case.points for case, _ in failed)
    state = _state(score, points, bool(failed))
    return Mark(question, label, points, score, state, _messages(failed), trouble)


def _state(score: float, points: float, has_failed: bool) -> State:
    if score == points and (points or not has_failed):
        return State.RIGHT
    return State.PARTLY if score else State.WRONG


def _messages(failed: list[tuple[Case, dict[str, Any]]]) -> list[str]:
    """What helps: where the form is wrong already, nothing of the truth."""
    of_form = [pair for pair in failed if not pair[0].hidden]
    return [*dict.fromkeys(_message(case, result["error"]) for case, result in of_form or failed)]


def _message(case: Case, error: str) -> str:
    asserted = error.removeprefix("AssertionError").removeprefix(":").strip()
    if error.startswith("AssertionError"):
        return case.message or asserted or WRONG
    return case.message or FORM
