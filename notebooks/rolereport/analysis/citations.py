"""Which source stands behind which table."""

from __future__ import annotations

import pandas as pd

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
    cited = _cited(tables)
    listed = sources[sources["url"] != ""].drop_duplicates("url", keep=False)
    at = cited["cited"].map(listed.set_index("url")["source_id"])
    known = cited.assign(source_id=at.fillna(cited["cited"]))
    known = known[known["source_id"].isin(sources["source_id"])].drop_duplicates(
        ["table", "row", "source_id"]
    )
    return known.groupby(["source_id", "table"]).size().rename("rows").reset_index()


def unlisted(tables: dict[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """Citations that lead to no source in the list: table, row (from 0), cited."""
    return _unlisted(_cited(tables), sources)


def citation_check(tables: dict[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """One row: check (`cited`), compared (citations) and departing (those that lead nowhere)."""
    cited = _cited(tables)
    row = ("cited", len(cited), len(_unlisted(cited, sources)))
    return pd.DataFrame([row], columns=["check", "compared", "departing"])


def _unlisted(cited: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    found = cited["cited"].isin(sources["source_id"]) | cited["cited"].isin(sources["url"])
    return cited[~found].reset_index(drop=True)


def _cited(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    found = [
        (table, row, cited)
        for table, frame in tables.items()
        for column in frame
        if str(column).endswith(IDENTIFIERS) or column == ADDRESS
        for row, cell in enumerate(frame[column].tolist())
        for cited in cell.split("; ")
        if cited
    ]
    types = {"table": "str", "row": "int64", "cited": "str"}
    return pd.DataFrame(found, columns=[*types]).astype(types)
