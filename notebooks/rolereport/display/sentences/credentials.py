"""The sentences of chapter 03 on certificates: who awards them, what lapses, what it costs.

`held` is what `credentials.held` returns, `priced` what `credentials.prices` returns, `eras` what
`credentials.eras` returns.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.rows import rows_of
from rolereport.display import words


def findings(held: pd.DataFrame, priced: pd.DataFrame, law: list[str]) -> list[str]:
    """The chapter's answer: certificates, what the law asks, renewal and its price.

    Parameters
    ----------
    law
        The sentences on licences and rules.
    """
    return [f"{awarded(held)} {retired(held)}".strip(), *law, f"{renewal(held)} {price(priced)}"]


def awarded(held: pd.DataFrame) -> str:
    """How many certificates of private bodies can still be earned.

    An examination that states use for their own (MACE) is no certificate of the body that sets it.
    """
    current = held[(held["status"] == "awarded") & (held["body_kind"] == "certifier")]
    if current.empty:
        return "No private body is known to certify these jobs; states award their own credentials."
    count = words.counted(
        len(current), "certificate of a private body", "certificates of private bodies"
    )
    return f"{words.start(count)} can be earned for these jobs."


def retired(held: pd.DataFrame) -> str:
    """The credentials that are no longer awarded, with when they ended; empty if there are none.

    Those whose end is known from a commercial page alone are left to the table.
    """
    gone = sorted((row.last_awarded, row.label) for row in rows_of(_ended(held)))
    if not gone:
        return ""
    parts = [f"{label} ({date[:4]})" for date, label in gone]
    return f"No longer awarded: {words.join_words(parts)}."


def renewal(held: pd.DataFrame) -> str:
    """The shortest and the longest renewal cycle, and how many are not known."""
    current = held[held["status"] == "awarded"]
    known = current["renewal_months"].dropna()
    if known.empty:
        return "None of our sources gives a renewal cycle for these credentials."
    span = (
        f"every {words.months(known.min())}"
        if known.min() == known.max()
        else f"every {known.min():g} to {words.months(known.max())}"
    )
    missing = len(current) - len(known)
    unknown = f"; for {words.number(missing)} we found no cycle" if missing else ""
    return f"Renewal comes round {span}{unknown}."


def price(priced: pd.DataFrame) -> str:
    """What getting a credential and keeping it for ten years costs, where both are known."""
    return f"{price_title(priced)}."


def price_title(priced: pd.DataFrame) -> str:
    """The finding of the chart of renewals and prices, from the rows of firm sources."""
    known = priced.dropna(subset=["total_usd"])
    if known.empty:
        return (
            "For no credential here do official or professional sources give both the fee and the "
            "price of renewal"
        )
    least, most = known.loc[known["total_usd"].idxmin()], known.loc[known["total_usd"].idxmax()]
    low, high = words.dollars(least["total_usd"]), words.dollars(most["total_usd"])
    if low == high:
        return f"Ten years of fee and renewals cost {low} for {_named(known)}"
    return (
        f"Ten years of fee and renewals cost from {low} for {least['label']} to {high} for "
        f"{most['label']}, by prices from official or professional sources"
    )


def price_caption(weak: pd.DataFrame) -> str:
    """How prices are counted, and which totals are too weakly sourced for the title."""
    totals = weak.dropna(subset=["total_usd"])["label"].tolist()
    aside = (
        f" The title leaves out {words.join_words(totals)}, for which a price comes from a "
        "commercial page."
    )
    return (
        "The fee is taken to cover the first term; a renewal is counted at the end of each term "
        "within ten years. Courses, study material and lost hours are not counted."
        f"{aside if totals else ''}"
    )


def price_subtitle() -> str:
    """What the chart of renewals and prices plots."""
    return (
        "Credentials still awarded. Left: months from one renewal to the next. Right: the fee "
        "(dark) and ten years of renewals (pale), in dollars of the dates in the table"
    )


def price_alt(priced: pd.DataFrame) -> str:
    """The chart of renewals and prices in words."""
    cycles = priced.dropna(subset=["renewal_months"])
    parts = [f"{row.label} {words.months(row.renewal_months)}" for row in rows_of(cycles)]
    known = priced.dropna(subset=["total_usd"])
    costs = [f"{row.label} {words.dollars(row.total_usd)}" for row in rows_of(known)]
    return (
        f"Time between renewals: {'; '.join(parts) or 'none known'}. Fee and ten years of "
        f"renewals: {'; '.join(costs) or 'none known'}. Of {len(priced)} credentials "
        f"{words.number(len(priced) - len(cycles))} lack a cycle and "
        f"{words.number(len(priced) - len(known))} a price."
    )


def eras_title(eras: pd.DataFrame) -> str:
    """The finding of the chart of retired credentials: which letters are gone, since when."""
    gone = _ended(eras)
    if gone.empty:
        return "None of these credentials is known to have been retired"
    by_year: dict[str, list[str]] = {}
    for row in rows_of(gone):
        by_year.setdefault(row.last_awarded[:4], []).append(row.label)
    since = [f"{words.join_words(by_year[year])} since {year}" for year in sorted(by_year)]
    return f"No longer awarded: {words.join_words(since)}"


def eras_caption(eras: pd.DataFrame) -> str:
    """How to read the chart of retired credentials, and what its title leaves out."""
    weak = eras[
        (eras["status"] == "retired") & ~eras["credential"].isin(_ended(eras)["credential"])
    ]
    named = words.join_words(weak["label"].tolist())
    aside = f" The title leaves out {named}, whose end is known from a commercial page alone."
    return (
        "An arrowhead on the left stands where the year of the first award was not found."
        f"{aside if named else ''}"
    )


def eras_alt(eras: pd.DataFrame) -> str:
    """The chart of retired credentials in words."""
    heirs = eras[eras["follows"] != ""]
    parts = [
        f"{row.label} took the place of {words.join_words(row.follows.split('; '))} in "
        f"{row.first_awarded[:4]}"
        for row in rows_of(heirs)
    ]
    return f"{eras_title(eras)}. {words.start('; '.join(parts) or 'no successor is known')}."


def covered(jobs: list[str], named: pd.DataFrame) -> str:
    """Whose credentials the chapter shows in this edition."""
    return f"Shown here: credentials of {words.join_words([named['plural'][job] for job in jobs])}."


def _ended(held: pd.DataFrame) -> pd.DataFrame:
    return held[(held["status"] == "retired") & held["grade"].isin(["A", "B"])]


def _named(known: pd.DataFrame) -> str:
    return "each of these credentials" if len(known) > 1 else str(known["label"].iloc[0])
