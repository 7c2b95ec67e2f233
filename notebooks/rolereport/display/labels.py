"""What a wage line is called on a chart, so that a blend is never taken for one role."""

from __future__ import annotations

import textwrap
from collections import Counter

import pandas as pd

from rolereport.display import words

BLENDED = ("laboratory-technologist", "laboratory-technician")
NAMES = {"title": "short_title", "noun": "noun", "plural": "plural"}
LABEL_WIDTH = 26  # letters in a line of a chart's label
QUALIFIED = {
    "own": "{title}",
    "combined": "{title}\n(blended laboratory line)",
    "contains": "{title}\n(as nursing assistant)",
}


def with_labels(rows: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Rows with what their role is called.

    Adds `title` (short, for tables), `noun` and `plural` (inside sentences), and, where `rows` has
    `relation`, `label` and `line`: the title qualified by what the wage line measures, in two lines
    for charts and in one for tables.

    Parameters
    ----------
    rows
        With `role`, and perhaps `relation`, as `of_roles` gives them.
    roles
        The roles table.
    """
    at = pd.Index(roles["role"]).get_indexer(rows["role"])
    named = rows.reset_index(drop=True).assign(
        **{name: roles[column].array.take(at, allow_fill=True) for name, column in NAMES.items()}
    )
    if "relation" not in named:
        return named
    titles = named["title"].fillna(named["role"])  # the total of all occupations is no role
    lines = zip(titles.tolist(), named["role"].tolist(), named["relation"].tolist(), strict=True)
    label = [line_label(*line) for line in lines]
    return named.assign(
        label=pd.array(label, dtype="str"),
        line=pd.array([each.replace("\n", " ") for each in label], dtype="str"),
    )


def line_label(title: str, role: str, relation: str) -> str:
    """The role's title, in lines that fit a chart, with what its wage line really measures."""
    qualified = relation if role in {"medication-aide", *BLENDED} else "own"
    return QUALIFIED[qualified].format(title=textwrap.fill(title, LABEL_WIDTH))


def with_source(
    rows: pd.DataFrame, sources: pd.DataFrame, key: str = "source_id", on: str = "source_id"
) -> pd.DataFrame:
    """Rows with `cited`: publisher, date and grade of the source that each rests on.

    Parameters
    ----------
    rows
        With the column `key`.
    sources
        The table of sources.
    on
        The column of `sources` that `key` holds: `source_id` or `url`. "" names no source, even
        where a source has no address.
    """
    by_key = _cited(sources, on) | {"": ""}
    cited = [by_key.get(each, "") for each in rows[key].tolist()]
    return rows.assign(cited=pd.Series(cited, rows.index, dtype="str"))


def cited_in_full(lists: pd.Series, sources: pd.DataFrame) -> pd.Series:
    """For each list of identifiers, separated by "; ", its sources as `with_source` cites them."""
    by_key = _cited(sources, "source_id")
    cited = [
        "; ".join(dict.fromkeys(by_key[each] for each in ids.split("; "))) for ids in lists.tolist()
    ]
    return pd.Series(cited, lists.index, dtype="str")


def read_on(sources: pd.DataFrame, where: str = "each row") -> str:
    """The source line of a table whose rows, or of a chart whose table, name their sources."""
    read = read_day(sources)
    grades = "A official, B professional or press, C commercial, D forum"
    return f"named in {where} with its date and grade ({grades}); read {read}."


def read_day(sources: pd.DataFrame) -> str:
    """The day on which most of these sources were read, in words; the latest of equal ones."""
    read = Counter(filter(None, sources["retrieved"].tolist()))
    return words.day(max(read, key=lambda day: (read[day], day)))


def _cited(sources: pd.DataFrame, on: str) -> dict[str, str]:
    """How the sources are cited, by the column `on`; the first of those that share an address."""
    columns = [sources[name].tolist() for name in (on, "publisher", "title", "date", "grade")]
    cited: dict[str, str] = {}
    for key, publisher, title, date, grade in zip(*columns, strict=True):
        cited.setdefault(key, f"{publisher or title}, {date} ({grade})")
    return cited
