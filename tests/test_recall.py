"""What was made of equal arguments is made once, and nothing else is taken for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.paths import PROJECT
from rolereport.recall import VARIABLE, _spelt_out, keep, kept, recall, recalled

calls: list[object] = []


@recalled
def doubled(frame: pd.DataFrame, *, column: str = "pay") -> pd.DataFrame:
    """The frame with a column doubled."""
    calls.append(column)
    return frame.assign(**{column: frame[column] * 2})


@recalled
def constant(_: object) -> object:
    """What cannot be pickled."""
    calls.append(1)
    return lambda: 1


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    calls.clear()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "recall"))
    yield tmp_path / "recall"


def pay(*values: float, name: str = "pay") -> pd.DataFrame:
    return pd.DataFrame({"role": [f"role {place}" for place, _ in enumerate(values)], name: values})


def test_equal_arguments_are_worked_out_once() -> None:
    first, second = doubled(pay(1, 2)), doubled(pay(1, 2))
    pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(first, pay(2, 4))
    assert len(calls) == 1


@pytest.mark.parametrize(
    "other",
    [
        pay(1, 3),
        pay(1, 2)[["pay", "role"]],
        pay(1, 2).astype({"pay": float}),
        pay(1, 2).set_axis([1, 2]),
        pay(1, 2).rename_axis("place"),
        pay(1, 2, 3),
        pay(1, np.nan),
    ],
    ids=["value", "order", "dtype", "index", "name", "length", "missing"],
)
def test_other_arguments_are_worked_out_anew(other: pd.DataFrame) -> None:
    doubled(pay(1, 2))
    pd.testing.assert_frame_equal(doubled(other), other.assign(pay=other["pay"] * 2))
    assert len(calls) == 2


def test_another_function_and_another_keyword_are_other_questions() -> None:
    frame = pay(1).assign(more=2.0)
    assert doubled(frame, column="more")["more"].item() == 4
    assert doubled(frame)["pay"].item() == 2
    constant(frame)
    assert len(calls) == 3


def test_whoever_changes_an_answer_changes_no_later_one() -> None:
    for _ in range(3):
        answer = doubled(pay(1, 2))
        assert answer["pay"].tolist() == [2, 4]
        answer["pay"] = 0


def test_nothing_is_remembered_where_no_folder_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    doubled(pay(1)), doubled(pay(1))
    assert len(calls) == 2 and not folder.exists()


@pytest.mark.parametrize(
    "content", [b"", b"\x80\x05cut short", b"cno_such_module\nname\n.", b"\x80\xff."]
)
def test_a_damaged_answer_is_worked_out_anew_and_mended(folder: Path, content: bytes) -> None:
    doubled(pay(1))
    (kept,) = folder.iterdir()
    kept.write_bytes(content)
    assert doubled(pay(1))["pay"].item() == 2
    doubled(pay(1))
    assert len(calls) == 2


def test_what_cannot_be_pickled_is_worked_out_each_time() -> None:
    assert recall((lambda: 1,), lambda: 5) == 5
    itself: list[object] = []
    itself.append(itself)
    assert recall(itself, lambda: 6) == 6
    assert callable(constant(1)) and callable(constant(1))
    assert calls == [1, 1]


def test_what_is_kept_under_a_name_is_the_last_that_was(folder: Path) -> None:
    assert kept("pdf") is None
    keep("pdf", ("us", b"first"))
    keep("pdf", ("tx", b"second"))
    assert kept("pdf") == ("tx", b"second")
    (place,) = folder.iterdir()
    place.write_bytes(b"damaged")
    assert kept("pdf") is None


def test_nothing_is_kept_where_no_folder_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    keep("pdf", 1)
    assert kept("pdf") is None and not folder.exists()


NOTEBOOK = """
def helper(): ...
class Own: ...
"""


@pytest.mark.parametrize("asked", ["helper", "Own", "Own()"])
def test_a_notebook_s_own_function_or_class_is_asked_each_time(asked: str) -> None:
    """It would be known by its name alone, and may be another one the next time."""
    main = vars(sys.modules["__main__"])
    before = dict(main)
    try:
        exec(NOTEBOOK, main)
        for answer in ("one", "another"):
            assert recall((eval(asked, main), 1), lambda answer=answer: answer) == answer
    finally:
        main.clear()
        main.update(before)


def test_a_folder_that_cannot_be_written_spares_no_work_and_fails_nothing(
    folder: Path,
) -> None:
    folder.write_text("in the way")
    assert doubled(pay(1))["pay"].item() == doubled(pay(1))["pay"].item() == 2
    assert len(calls) == 2


def test_what_the_work_raises_is_raised_and_not_remembered() -> None:
    for _ in range(2):
        with pytest.raises(KeyError, match="no such"):
            doubled(pay(1), column="no such")
    assert len(calls) == 2


@given(st.lists(st.text(max_size=5), min_size=1, max_size=9), st.integers(0, 8))
def test_equal_content_is_one_question_whichever_parts_are_one_object(
    words: list[str], at: int
) -> None:
    place = at % len(words)
    apart = [word.encode().decode() for word in words] + [words[place].encode().decode()]
    together = [*words, words[place]]
    frames = [pd.DataFrame({"word": pd.Series(each, dtype="str")}) for each in (apart, together)]
    assert _spelt_out(frames[0]) == _spelt_out(frames[1])


ASK = """
import pandas as pd
from rolereport.recall import recall
frame = pd.DataFrame({"a": ["x", "y"], "b": [1.5, None]}).set_index("a")
print(recall((frame, {"k": (1, "z")}), lambda: "worked out"), recall(1, lambda: 1))
"""


def test_another_process_finds_the_answer(folder: Path) -> None:
    for _ in range(2):
        subprocess.run([sys.executable, "-c", ASK], cwd=PROJECT, check=True, capture_output=True)
    assert len([*folder.iterdir()]) == 2
