"""Sentences are matched with their other wording, and their words compared."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis.wording import Wording, word_changes, wordings

WORDS = st.lists(st.sampled_from(["pay", "rose", "fell", "by", "$5", "2%"]), max_size=8)
SENTENCES = st.lists(WORDS.map(" ".join), max_size=5)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_the_runs_make_both_wordings(old: str, new: str) -> None:
    runs = word_changes(old, new)
    assert "".join(text for kind, text in runs if kind != "new") == old
    assert "".join(text for kind, text in runs if kind != "old") == new
    assert all(one[0] != other[0] for one, other in pairwise(runs))


@given(SENTENCES, SENTENCES)
def test_no_sentence_is_lost_or_made_up(old: list[str], new: list[str]) -> None:
    told = wordings("04", old, new)
    assert [each.old for each in told if each.old] == [each for each in old if each]
    assert [each.new for each in told if each.new] == [each for each in new if each]


@given(SENTENCES)
def test_the_same_sentences_do_not_differ(lines: list[str]) -> None:
    assert not any(each.differs for each in wordings("04", lines, lines))


def test_a_sentence_keeps_its_pair_when_another_comes_before_it() -> None:
    old = ["Median pay in May 2024: $44,200 for medical assistants."]
    new = ["There is a break.", "Median pay in May 2025: $45,690 for medical assistants."]
    assert wordings("00", old, new) == [
        Wording("00", "", new[0]),
        Wording("00", old[0], new[1]),
    ]


def test_words_that_differ_are_marked_and_no_others() -> None:
    assert word_changes("pay in May 2024: $44,200 a year", "pay in May 2025: $45,690 a year") == [
        ("same", "pay in May "),
        ("old", "2024"),
        ("new", "2025"),
        ("same", ": "),
        ("old", "$44,200"),
        ("new", "$45,690"),
        ("same", " a year"),
    ]
