"""Which source stands behind which table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

Citation = tuple[str, int, str]  # table, row (from 0), what is cited
IDENTIFIERS = ("source_id", "source_ids")
ADDRESS = "source_url"


def citations(tables: dict[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """Every source that a table cites, by identifier or by address.

    Parameters
    ----------
    tables
        Name to table. Columns whose names end in `source_id` or `source_ids` hold identifiers,
        separated by "; " where there are several; `source_url` holds an address.
    sources
        source_id and url.

    Returns
    -------
    DataFrame
        source_id, table, rows (how many of its rows cite the source); sorted by both. An address
        that no source has is left out (`unlisted` finds it), and so is one that several share.
    """
    identifiers, urls = sources["source_id"].tolist(), sources["url"].tolist()
    at, shared, known = dict(zip(urls, identifiers, strict=True)), Counter(urls), {*identifiers}
    cited = {
        (source, table, row)
        for table, row, named in _cited(tables)
        for source in [at[named] if shared[named] == 1 else named]
        if source in known
    }
    counts = Counter((source, table) for source, table, _ in cited)
    rows = [(*each, counts[each]) for each in sorted(counts)]
    return _frame(rows, {"source_id": "str", "table": "str", "rows": "int64"})


def unlisted(tables: dict[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """Citations that lead to no source in the list: table, row (from 0), cited."""
    lost = _unlisted(_cited(tables), sources)
    return _frame(lost, {"table": "str", "row": "int64", "cited": "str"})


def citation_check(tables: dict[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """One row: check (`cited`), compared (citations) and departing (those that lead nowhere)."""
    cited = _cited(tables)
    row = ("cited", len(cited), len(_unlisted(cited, sources)))
    return pd.DataFrame([row], columns=["check", "compared", "departing"])


def _unlisted(cited: list[Citation], sources: pd.DataFrame) -> list[Citation]:
    listed = {*sources["source_id"].tolist(), *sources["url"].tolist()}
    return [each for each in cited if each[-1] not in listed]


def _cited(tables: dict[str, pd.DataFrame]) -> list[Citation]:
    return [
        (table, row, cited)
        for table, frame in tables.items()
        for column in frame
        if str(column).endswith(IDENTIFIERS) or column == ADDRESS
        for row, cell in enumerate(frame[column].tolist())
        for cited in cell.split("; ")
        if cited
    ]


def _frame(rows: Sequence[tuple[object, ...]], types: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*types]).astype(types)
