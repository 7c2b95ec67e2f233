"""What an economist would still ask of these wages, and the short answer, with its source."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.consistency import TERRITORIES
from rolereport.analysis.distributions import HOURS_A_YEAR
from rolereport.display import words

SCOPE, TERMS, PANELS = "NM-OES-TERMS", "DOL-OES-WAGES", "BLS-SOC-2018"


def answers(states: pd.DataFrame, plural: str, year: int) -> pd.DataFrame:
    """Question, answer and `source_id` of each.

    Parameters
    ----------
    states
        Wages of one role, one row a state, with `area`, `title` (of the state) and `p50_annual`;
        territories are left out.
    plural
        What workers of that role are called.
    year
        The vintage of `states`.
    """
    rows = [
        ("Overtime, night and weekend premiums?", _premiums(), TERMS),
        ("Bonuses, benefits?", _benefits(), TERMS),
        ("Part-time work?", _part_time(), SCOPE),
        ("The self-employed?", "Not counted.", SCOPE),
        ("Experience?", _experience(states, plural, year), f"OEWS-{year}-05"),
        ("A certificate or licence?", _credential(), SCOPE),
        ("How fresh are the figures?", _panels(), PANELS),
    ]
    return pd.DataFrame(rows, columns=["question", "answer", "source_id"])


def _premiums() -> str:
    return (
        "Not counted: the survey asks for straight-time pay and leaves out overtime and shift "
        "differentials, so whoever works nights may be paid more than these figures show. How much "
        "more is not published."
    )


def _benefits() -> str:
    return (
        "Production bonuses, tips and on-call pay are counted; year-end bonuses, severance pay and "
        "tuition refunds are not, and the list of what counts names no insurance or pension."
    )


def _part_time() -> str:
    return (
        "A part-time job counts as one job. A year is its hourly rate times "
        f"{words.count(HOURS_A_YEAR)} hours, whether or not anyone works them: a full-time rate, "
        "not what people take home."
    )


def _experience(states: pd.DataFrame, plural: str, year: int) -> str:
    said = (
        "A percentile is a place in the ranking of jobs, not a step of a career: no figure here "
        "links pay to years of service."
    )
    inside = states[~states["area"].isin(TERRITORIES)].dropna(subset=["p50_annual"])
    known = inside.sort_values("p50_annual", kind="stable")
    if len(known) < 2:
        return said
    low, high = known.iloc[0], known.iloc[-1]
    return (
        f"{said} Place alone moves it far: in May {year} medians of {plural} ran from "
        f"{words.dollars(low['p50_annual'])} in {low['title']} to "
        f"{words.dollars(high['p50_annual'])} in {high['title']}."
    )


def _credential() -> str:
    return (
        "Workers are counted by what they do, whatever papers they hold, so no difference between "
        "two rows is the worth of a certificate."
    )


def _panels() -> str:
    return (
        "Each release pools six half-yearly samples taken over three years, so neighbouring years "
        "share most of their sample and a jump in the market shows late."
    )
