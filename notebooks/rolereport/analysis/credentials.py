"""Credentials, licences and state rules, arranged for the reader; unknown stays unknown."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from rolereport.analysis.rows import rows_of

IN_FORCE, ENDED, ABSENT = "licence in force", "ended or off the list", "no row in our sources"
UNLISTED = "no licence, by the list of others"
OTHERS = "OTHER"  # the row of all states that a source does not list
ELSEWHERE = "All other states"
SCHOOLS = "school|college"  # in a note: the hours are those of a school, not of the rule
STATUS = {
    "licence required": IN_FORCE,
    "registration required": IN_FORCE,
    "repealed": ENDED,
    "off the list": ENDED,
    "uncertain": "uncertain",
}


def held(credentials: pd.DataFrame, bodies: pd.DataFrame, jobs: list[str]) -> pd.DataFrame:
    """The credentials of `jobs`, in that order, with who awards them and a short label.

    Adds `body_name`, `body_kind` (certifier, regulator, association), `label` (the letters, with
    the state where a state awards them, or the name where there are no letters) and `fee_date`
    ("undated" for a fee without a date, "" where there is no fee).
    """
    by_body = {row.body: row for row in rows_of(bodies)}
    chosen = credentials[credentials["role"].isin(jobs)]
    rows = rows_of(chosen)
    labels = [_label(row.letters, row.name) for row in rows]
    named = chosen.assign(
        body_name=[by_body[row.body].name for row in rows],
        body_kind=[by_body[row.body].kind for row in rows],
        label=labels,
        fee_date=["" if np.isnan(row.fee_usd) else row.fee_as_of or "undated" for row in rows],
    )
    keys = [
        (jobs.index(row.role), row.status, label) for row, label in zip(rows, labels, strict=True)
    ]
    order = sorted(range(len(rows)), key=lambda place: keys[place])
    return named.iloc[order].reset_index(drop=True)


def renewing(held: pd.DataFrame) -> pd.DataFrame:
    """The credentials of `held` still awarded, job by job, shortest renewal cycle first."""
    rows, jobs = rows_of(held), list(dict.fromkeys(held["role"].tolist()))
    awarded = [place for place, row in enumerate(rows) if row.status == "awarded"]
    awarded.sort(
        key=lambda place: (jobs.index(rows[place].role), _last(rows[place].renewal_months))
    )
    return held.iloc[awarded].reset_index(drop=True)


def prices(held: pd.DataFrame, months: int) -> pd.DataFrame:
    """What it costs to get each credential and to keep it for `months`, in dollars as found.

    The fee is taken to cover the first term, so that a renewal falls due at the end of each, and
    none at the end of the time itself.

    Parameters
    ----------
    held
        fee_usd, renewal_usd (each time) and renewal_usd_months (between two payments).

    Returns
    -------
    DataFrame
        The rows of `held` with `payments` (renewals paid in the time), `keep_usd` (for all of
        them) and `total_usd`; NaN wherever a price that goes into it is not known.
    """
    payments = np.ceil(months / held["renewal_usd_months"]) - 1
    keep = held["renewal_usd"] * payments
    return held.assign(payments=payments, keep_usd=keep, total_usd=held["fee_usd"] + keep)


def firm(priced: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """Whether the fee and the price of renewal both rest on a source of grade A or B.

    Returns
    -------
    Series
        bool, by the index of `priced`; False where a price has no source.
    """
    sound = {row.source_id for row in rows_of(sources) if row.grade in ("A", "B")}
    both = zip(priced["fee_source_id"], priced["renewal_usd_source_id"], strict=True)
    return pd.Series([{*each} <= sound for each in both], index=priced.index, dtype=bool)


def eras(held: pd.DataFrame) -> pd.DataFrame:
    """The credentials that took another's place or were ended, each after those it replaced.

    Returns
    -------
    DataFrame
        The rows of `held` that have a successor, or are one, or are retired, the earliest change
        first; with `start` and `end` in years and fractions of a year (NaN where not found, or
        while still awarded), and `follows`, the labels of what each replaced, separated by "; ".
    """
    rows = rows_of(held)
    replaced: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.successor:
            replaced[row.successor].append(row.label)
    ends = [_in_years(row.last_awarded) for row in rows]
    dates = held.assign(
        start=[_in_years(row.first_awarded) for row in rows],
        end=ends,
        follows=["; ".join(replaced.get(row.credential, [])) for row in rows],
    )
    heirs = [row.successor or row.credential for row in rows]
    new = [row.credential in replaced for row in rows]
    shown = [at for at, row in enumerate(rows) if row.status == "retired" or new[at]]
    change: dict[str, float] = defaultdict(lambda: np.inf)
    for at in shown:
        change[heirs[at]] = min(change[heirs[at]], _last(ends[at]))
    shown.sort(key=lambda at: (change[heirs[at]], heirs[at], new[at], rows[at].label))
    return dates.iloc[shown].reset_index(drop=True)


def dated(licensure: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The rows of `licensure` with the state's name as `place`, by occupation and place."""
    names = areas.set_index("area")["title"]
    placed = licensure.assign(place=licensure["state"].map(names).fillna(ELSEWHERE))
    return placed.sort_values(["occupation", "place"], ignore_index=True)


def states(areas: pd.DataFrame) -> pd.DataFrame:
    """The areas that have a square on the tile map: states, District of Columbia, Puerto Rico."""
    return areas[areas["kind"] == "state"].reset_index(drop=True)


def states_of(areas: pd.DataFrame, area: str) -> list[str]:
    """Postal codes of the states in which `area` lies; none for the nation."""
    listed = str(areas.set_index("area")["states"][area])
    return listed.split("; ") if listed else []


def licence_status(areas: pd.DataFrame, licensure: pd.DataFrame, occupation: str) -> pd.DataFrame:
    """The status of an occupation's licence in each state, one row a state.

    Returns
    -------
    DataFrame
        The columns of `areas`, with `status` (licence in force; ended or off the list; uncertain;
        no licence, by the list of others; no row in our sources), `as_of` and `ended`, the year
        in which it ended ("" otherwise). A state without a row of its own has what the row of all
        other states says, or no row.
    """
    own = {row.state: row for row in rows_of(licensure) if row.occupation == occupation}
    others_free = OTHERS in own and own[OTHERS].status == "no licence"
    otherwise = UNLISTED if others_free else ABSENT
    placed = states(areas)
    found = [own.get(area) for area in placed["area"].tolist()]
    return placed.assign(
        status=[STATUS.get(row.status, otherwise) if row else otherwise for row in found],
        as_of=[row.as_of if row else "" for row in found],
        ended=[row.valid_to[:4] if row else "" for row in found],
    )


def training_hours(rules: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The medication-aide rules, longest training first, those without hours last.

    Adds `title` (the state's name), `label` (with the setting where a rule has one) and `sure`,
    false where the row rests on a third party or on an outdated page.
    """
    named = rules.merge(areas[["area", "title"]], left_on="state", right_on="area", how="left")
    setting = named["setting"].where(named["setting"] != "unknown", "")
    plain = named["title"]
    labelled = named.assign(
        label=plain.where(setting == "", plain + ", " + setting),
        sure=named["confidence"] != "low",
    )
    return labelled.sort_values(
        ["training_hours_max", "label"], ascending=[False, True], ignore_index=True
    ).drop(columns="area")


def firm_hours(aides: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """Whether the hours of each rule rest on a source of grade A or B, and not on a school's page.

    Parameters
    ----------
    aides
        As `training_hours` returns; its notes tell where hours are a school's.
    """
    grade = aides["source_url"].map(sources.drop_duplicates("url").set_index("url")["grade"])
    schools = aides["training_note"].str.contains(SCHOOLS)
    return aides["training_hours_min"].notna() & grade.isin(["A", "B"]) & ~schools


def _in_years(date: str) -> float:
    """2009-10 as 2009.75, the start of that month; a year alone is its start."""
    if not date:
        return np.nan
    year, _, rest = date.partition("-")
    return int(year) + ((int(rest[:2]) - 1) / 12 if rest else 0)


def _last(number: float) -> float:
    """A number to sort by, one that is not known behind all others."""
    return np.inf if np.isnan(number) else number


def _label(letters: str, name: str) -> str:
    plain, comma, state = name.rpartition(", ")
    if not comma:
        return letters or name
    return f"{letters or plain.partition(' (')[0]} ({state})"
