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
    cited = _cited(tables)
    found = cited["cited"].isin(sources["source_id"]) | cited["cited"].isin(sources["url"])
    return cited[~found].reset_index(drop=True)


def citation_check(tables: dict[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """One row: check (`cited`), compared (citations) and departing (those that lead nowhere)."""
    row = ("cited", len(_cited(tables)), len(unlisted(tables, sources)))
    return pd.DataFrame([row], columns=["check", "compared", "departing"])


def _cited(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    nothing = pd.DataFrame({"table": [], "row": [], "cited": []}).astype({"cited": "str"})
    found = [
        _citations_in(table, frame[column])
        for table, frame in tables.items()
        for column in frame
        if str(column).endswith(IDENTIFIERS) or column == ADDRESS
    ]
    return pd.concat([nothing, *found], ignore_index=True)


def _citations_in(table: str, column: pd.Series) -> pd.DataFrame:
    each = column.reset_index(drop=True).str.split("; ").explode()
    each = each[each != ""]
    return pd.DataFrame({"table": table, "row": each.index, "cited": each.to_numpy()})
