"""What chapter 09 says of each assumption's effect on what the report says.

`swings` is what `effects.moved` returns, or None where nothing can be compared; `places` what
`effects.ranked_places` returns for the role called `role`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.payoff_sensitivity import HORIZON, Case
from rolereport.analysis.rows import Row
from rolereport.display import words

EXACT = 500  # dollars; the model is no more exact than that
UNKNOWN = "cannot be told for this edition"
PRICES = "part of the price of training, which is tried as a whole"
DEFINED = {
    "age_at_start": "none but on the ages shown",
    "hours_a_year": "none: the Bureau's own figure, by which its hourly and annual pay agree",
    "tuition_public_four_year": PRICES,
    "tuition_public_two_year": PRICES,
    "books_public_four_year": PRICES,
    "books_public_two_year": PRICES,
}


def told(
    assumptions: pd.DataFrame,
    swings: pd.DataFrame | None,
    places: pd.DataFrame,
    role: str,
    titles: pd.Series,
    widths: dict[float, float],
    longest_course: float,
) -> pd.Series:
    """Assumption to its effect in words; an assumption that nothing is known of is left out.

    Parameters
    ----------
    role
        Plural of the role whose places are ranked and whose mean has the interval.
    titles
        Area to its title.
    widths
        Confidence level to dollars on either side of the mean.
    longest_course
        Hours of the longest course that is turned into months.
    """
    value = assumptions.set_index("assumption")["value"]
    found = DEFINED | _swings(assumptions, swings) | _loan(value)
    found["small_cell_minimum_employment"] = _places(places, role, titles)
    found["rse_interval_level"] = _interval(widths, role)
    months = longest_course / value["hours_per_month"]
    found["hours_per_month"] = f"a course of {longest_course:g} hours counts as {months:.1f} months"
    if "age_at_end" in value:
        years = value["age_at_end"] - value["age_at_start"]
        found["age_at_end"] = f"lifetime sums cover {years:g} years"
    return pd.Series(found, dtype="str")


def lead_of(case: Case | None, ways: tuple[pd.DataFrame, pd.DataFrame], roles: pd.DataFrame) -> str:
    """Whose lead over whom a case reckons, and when; "" without a case."""
    if case is None:
        return ""
    role = ways[1].set_index("pathway")["role"]
    plural = roles.set_index("role")["plural"]
    who, other = plural[role[case.pathway]], plural[role[case.baseline]]
    years = f"{case.assumed.horizon_years:g} years after high school"
    return f"the lead of {who} over {other} {years}, discounted"


def headline(swings: pd.DataFrame | None, assumptions: pd.DataFrame, lead: str) -> str:
    """What moves the lead of chapter 07 most, and how many assumptions can turn it.

    `lead` says whose lead over whom.
    """
    if swings is None or swings["outcome"].isna().all():
        return "No lead can be reckoned for this edition, so no assumption of chapter 07 is tried."
    tried = swings[swings["assumption"] != HORIZON].dropna(subset=["swing"])
    top, title = tried.iloc[0], assumptions.set_index("assumption")["title"]
    turning = int(tried["turns"].sum())
    verb = "turns" if turning == 1 else "turn"
    turns = (
        f"{words.number(turning)} of the {len(tried)} tried {verb} it"
        if turning
        else "none turns it"
    )
    return (
        f"The headline that rests on assumptions is {lead}: {_money(top['outcome'])} as assumed. "
        f"“{title[top['assumption']]}” moves it most, from {_span(top)}; {turns} into its opposite."
    )


def _swings(assumptions: pd.DataFrame, swings: pd.DataFrame | None) -> dict[str, str]:
    varied = assumptions[assumptions["used_in"].str.contains("07-payoff")]
    varied = varied.dropna(subset=["low", "high"])["assumption"]
    unknown = dict.fromkeys(varied, UNKNOWN)
    if swings is None:
        return unknown
    return unknown | {row.assumption: _effect(row) for row in swings.itertuples()}


def _effect(row: Row) -> str:
    if pd.isna(row.swing):
        return UNKNOWN
    if row.swing < EXACT:
        return f"moves the lead by less than {words.dollars(EXACT)}"
    turned = "; the sign turns" if row.turns else ""
    return f"lead from {_span(row._asdict())}{turned}"


def _span(row: Any) -> str:
    return f"{_money(row['outcome_low'])} to {_money(row['outcome_high'])}"


def _money(amount: float) -> str:
    return words.dollars(round(amount, -3))


def _loan(value: pd.Series) -> dict[str, str]:
    names = [name for name in ("loan_rate", "loan_years") if name in value]
    borrowed = value.get("loan_share", 0) > 0
    return dict.fromkeys(
        names, "on what is borrowed" if borrowed else "none while nothing is borrowed"
    )


def _places(places: pd.DataFrame, role: str, titles: pd.Series) -> str:
    if places.empty or not places["ranked"].any():
        return UNKNOWN
    counts = [f"{row.ranked} with {row.least:g}" for row in places.itertuples()]
    best = places.loc[places["best"] != "", "best"].drop_duplicates()
    leaders = words.join_words([str(titles[area]) for area in best], "or")
    return f"states ranked for {role}: {words.join_words(counts)}; best paid {leaders}"


def _interval(widths: dict[float, float], role: str) -> str:
    if not widths or any(pd.isna(width) for width in widths.values()):
        return UNKNOWN
    parts = [f"{words.dollars(width)} at {words.percent(level)}" for level, width in widths.items()]
    return f"mean of {role} give or take {words.join_words(parts, 'or')}"
