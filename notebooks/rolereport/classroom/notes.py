"""What a teacher needs to know of a lesson beyond its notebook: `NN-slug.toml` beside the master.

    minutes = 45
    cut = ["The stretch, then exercise 4."]
    discussion = ["Why would a website mix up two jobs?"]

    [[sections]]
    title = "Warm-up: two groups, one middle"
    minutes = 5
    note = "Let everybody write down a letter before anybody speaks."

    [[wrong]]
    question = "q2"
    answer = "possible = True"
    fails = ["q2 - 2"]
    means = "Took the 75th percentile for the 90th."

    [[rubric]]
    question = "q5"
    points = 1
    criterion = "Names both jobs, each by a title that means one job."

The instructor's guide is made of these, and tests run every wrong answer.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Section(_Part):
    """A section of a lesson, by its heading, the minutes that it takes, and how to lead it."""

    title: str
    minutes: int = Field(gt=0)
    note: str = ""


class Wrong(_Part):
    """A typical wrong answer.

    Parameters
    ----------
    question
        The name of the question.
    answer
        Code that takes the place of the student's answer.
    fails
        Names of the test cases that must fail; all others of the question pass.
    means
        What the student believed.
    """

    question: str
    answer: str
    fails: tuple[str, ...] = Field(min_length=1)
    means: str


class Criterion(_Part):
    """A line of the rubric of a question that a person grades."""

    question: str
    points: float = Field(gt=0)
    criterion: str


class Notes(_Part):
    """What a teacher needs to know of one lesson; `minutes` is what the sections add up to."""

    minutes: int
    sections: tuple[Section, ...]
    cut: tuple[str, ...]
    discussion: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    rubric: tuple[Criterion, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Notes:
        total = sum(each.minutes for each in self.sections)
        if total != self.minutes:
            raise ValueError(f"the sections take {total} minutes, the lesson {self.minutes}")
        return self

    @classmethod
    def read(cls, path: Path) -> Notes:
        """The notes in a file.

        Raises
        ------
        ValueError
            If it is not TOML, or not as this module says; the message names the file.
        """
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (ValidationError, tomllib.TOMLDecodeError) as error:
            raise ValueError(f"{path}: {error}") from error
