"""The card is a picture of the right size that holds its words and is the same every time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rolereport.publish.page.card import ANSWER_SIZES, MARGIN, SIZE, WIDTH, card
from rolereport.recall import VARIABLE

QUESTION = "Is a med tech the same as a medical assistant?"
ANSWER = ["No. Med tech means three jobs, and a medical assistant is a fourth.", "It pays $45,690."]
LONG = "Are air conditioning mechanics and installers the same as power-line repairers? " * 3


def drawn(question: str, answer: list[str], foot: str = "Texas (TX), May 2025") -> np.ndarray:
    picture = Image.open(BytesIO(card(question, answer, foot)))
    assert (picture.format, picture.size) == ("PNG", SIZE)
    return np.asarray(picture.convert("L"))


def rows_with_ink(picture: np.ndarray) -> int:
    return int((picture[:, MARGIN:] < 128).any(axis=1).sum())


def test_the_same_words_give_the_same_bytes() -> None:
    assert card(QUESTION, ANSWER, "x") == card(QUESTION, ANSWER, "x")
    assert card(QUESTION, ANSWER, "x") != card(QUESTION, ANSWER, "y")


def test_a_card_of_the_same_words_is_recalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    made = card(QUESTION, ANSWER, "x")
    monkeypatch.delattr(Image, "new")
    assert card(QUESTION, [*ANSWER], "x") == made


def test_question_and_answer_are_shown() -> None:
    without, short = drawn(QUESTION, []), drawn(QUESTION, ANSWER[:1])
    assert rows_with_ink(without) < rows_with_ink(short) < rows_with_ink(drawn(QUESTION, ANSWER))


@pytest.mark.parametrize(
    ("question", "answer", "foot"),
    [(QUESTION, ANSWER, "x"), (LONG, [LONG, LONG], LONG), ("Q?", [LONG * 3], ""), (LONG, [], LONG)],
)
def test_no_word_leaves_the_card(question: str, answer: list[str], foot: str) -> None:
    picture = drawn(question, answer, foot)
    edges = [picture[:20, 30:], picture[-20:, 30:], picture[:, WIDTH - MARGIN + 4 :]]
    assert all((edge > 250).all() for edge in edges)


def test_a_sentence_that_does_not_fit_is_left_out() -> None:
    assert (drawn(QUESTION, [*ANSWER, LONG * 2]) == drawn(QUESTION, ANSWER)).all()


def test_at_a_quarter_of_its_width_letters_are_still_nine_pixels() -> None:
    assert min(ANSWER_SIZES) / 4 >= 9
