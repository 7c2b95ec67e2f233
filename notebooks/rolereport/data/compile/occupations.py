"""Every occupation that the wage survey ever published, what it is called, and when it changed."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from rolereport.data import load
from rolereport.data.compile.occupation_names import name_occupation, sentence_case
from rolereport.data.compile.projections import read_titles
from rolereport.data.compile.tables import write


def compile_occupations(sources: Path, out: Path) -> None:
    """Write `occupations.csv` and `occupation_breaks.csv` from the compiled national wages.

    A title is written as the newest projections write it, in sentence case, or, for a code that
    they do not have, as the last wage file did.

    Parameters
    ----------
    sources
        Folder of the publishers' files.
    out
        The data folder; its wages are compiled already.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    """
    wages = load.wages("national", data=out)
    lines = wages[wages["occupation_group"] == "detailed"].sort_values(["soc_code", "year"])
    write(occupations(lines, read_titles(sources)), out / "occupations.csv", ["soc_code"])
    write(renamed(lines), out / "occupation_breaks.csv", ["soc_code", "year"])


def occupations(lines: pd.DataFrame, titles: dict[str, str]) -> pd.DataFrame:
    """One row a SOC code: its names, and the first and last year of its line.

    Parameters
    ----------
    lines
        soc_code, soc_title and year of detailed occupations, in the order of both.
    titles
        SOC code to title in sentence case.

    Returns
    -------
    DataFrame
        soc_code, title, short_title, noun, plural, first_year, last_year; the last is empty for a
        line in the newest of `lines`.
    """
    spans = lines.groupby("soc_code").agg(
        published=("soc_title", "last"), first_year=("year", "min"), last_year=("year", "max")
    )
    ended = spans["last_year"] < lines["year"].max()
    spans["last_year"] = spans["last_year"].where(ended).astype("Int64")
    names = [
        asdict(name_occupation(titles.get(code) or sentence_case(title)))
        for code, title in spans["published"].items()
    ]
    named = pd.DataFrame(names, index=spans.index)
    return named.join(spans[["first_year", "last_year"]]).reset_index()


def renamed(lines: pd.DataFrame) -> pd.DataFrame:
    """Years in which a line went on under another title: soc_code, year, before, after.

    Case, punctuation and a spelt-out "and" make no other title.
    """
    by_code = lines.groupby("soc_code")["soc_title"]
    before = by_code.shift()
    changed = before.notna() & (before.map(_words) != lines["soc_title"].map(_words))
    return lines.assign(before=before, after=lines["soc_title"])[changed][
        ["soc_code", "year", "before", "after"]
    ]


def _words(title: object) -> str:
    return re.sub(r"[^a-z]+", " ", str(title).lower().replace("&", "and")).strip()
