"""What the guide says of one lesson: from its master, and from the notes beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

import nbformat

from rolereport.classroom.index import Question
from rolereport.classroom.masters import press
from rolereport.classroom.notes import Criterion, Notes, Section, Wrong

GOALS = re.compile(r"\*\*After this lesson you can\*\*\n\n((?:- .*\n?(?:  .*\n?)*)+)")
KIND = re.compile(r"\*\*Question (\d+) \((.+?)\)\.?\*\*")
FOR_WHOM = re.compile(r"^\*\d+ minutes\. (.+)\*$", re.M)
LONGEST = 70  # characters of an answer that is shown as it is


@dataclass(frozen=True)
class Slot:
    """A section and the minutes of the lesson that it takes, such as 4 to 13."""

    begins: int
    ends: int
    section: Section


@dataclass(frozen=True)
class Mistaken:
    """A question, its kind (such as "debug"), and the wrong answers that are typical of it."""

    question: Question
    number: str
    kind: str
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True)
class Told:
    """A lesson as the guide tells it.

    Parameters
    ----------
    number, name, title
        Such as 4, `04-why-the-line-stops` and its question.
    for_whom
        What it asks of students, in a sentence of the lesson's.
    goals
        What a student can do afterwards; each begins with a verb.
    """

    number: int
    name: str
    title: str
    for_whom: str
    goals: tuple[str, ...]
    notes: Notes
    questions: tuple[Question, ...]
    kinds: dict[str, str]

    @property
    def points(self) -> float:
        """All points that can be had, those given by hand included."""
        return sum(each.points for each in self.questions)

    @property
    def by_hand(self) -> float:
        """The points that a person gives."""
        return sum(each.points for each in self.questions if each.manual)

    @property
    def slots(self) -> list[Slot]:
        """The sections with the minutes at which they begin and end."""
        ends = [*accumulate(each.minutes for each in self.notes.sections)]
        begins = [0, *ends]
        return [Slot(*each) for each in zip(begins, ends, self.notes.sections, strict=False)]

    @property
    def mistaken(self) -> list[Mistaken]:
        """The questions that have typical wrong answers, in order."""
        held = {each.name: each for each in self.questions}
        grouped = groupby(self.notes.wrong, key=lambda each: each.question)
        return [
            Mistaken(held[name], name.removeprefix("q"), self.kinds.get(name, ""), tuple(wrong))
            for name, wrong in grouped
        ]

    @property
    def rubric(self) -> tuple[Criterion, ...]:
        """The lines by which a person grades."""
        return self.notes.rubric


def told(master: Path) -> Told:
    """What the guide says of the lesson in `master`.

    Raises
    ------
    ValueError
        If the lesson does not say what one can do after it, or for whom it is.
    """
    text = _prose(master)
    goals, for_whom = GOALS.search(text), FOR_WHOM.search(text)
    if not goals or not for_whom:
        raise ValueError(f"{master}: does not say for whom it is, or what one can do after it")
    lesson = press(master).lesson
    return Told(
        number=int(master.stem[:2]),
        name=master.stem,
        title=lesson.title,
        for_whom=for_whom[1],
        goals=tuple(_items(goals[1])),
        notes=Notes.read(master.with_suffix(".toml")),
        questions=lesson.questions,
        kinds={f"q{number}": kind for number, kind in KIND.findall(text)},
    )


def shown(answer: str) -> str:
    """An answer of one line as code; nothing if it is longer, since what it means says enough."""
    line = answer.strip()
    return f"`{line}`" if "\n" not in line and len(line) <= LONGEST else ""


def _prose(master: Path) -> str:
    cells = nbformat.read(master, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def _items(block: str) -> Iterator[str]:
    for item in re.split(r"^- ", block.strip(), flags=re.M)[1:]:
        yield " ".join(item.split()).rstrip(",.;")
