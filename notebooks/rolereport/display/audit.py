"""Claims, figures and fits of the article check, laid out as the rows that a reader sees."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.analysis.claim_evidence import FLOOR_OF, in_a_year
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words
from rolereport.display.labels import line_label, with_labels
from rolereport.display.sentences.contradictions import result

STATISTICS = {
    "mean_annual": "mean",
    "p10_annual": "10th percentile",
    "p25_annual": "25th percentile",
    "p50_annual": "median",
    "p75_annual": "75th percentile",
    "p90_annual": "90th percentile",
}
MEASURES = {
    "median": "median",
    "mean": "mean",
    "p10": "10th percentile",
    "p90": "90th percentile",
    "mean of top decile": "mean of the best-paid tenth",
}
NO_ROLES = {"equipment-technician": "equipment technician"}  # named in claims, not in the report


def claim_rows(claims: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Claims with `described`: the titles of the roles that the words fit."""
    titles = roles.set_index("role")["title"].str.lower().to_dict() | NO_ROLES
    described = [
        words.start("; ".join(titles[slug] for slug in slugs.split("; ")))
        for slugs in claims["roles_described"]
    ]
    return claims.assign(described=described)


def audit_rows(
    claims: pd.DataFrame, roles: pd.DataFrame, sources: pd.DataFrame, checked: pd.DataFrame
) -> pd.DataFrame:
    """Every claim as a row of the audit: what is said, of whom, the verdict and its evidence.

    Parameters
    ----------
    claims
        The table of claims.
    roles, sources
        The tables of these names.
    checked
        What `claim_tables.checked` returns.

    Returns
    -------
    DataFrame
        Adds to `claims` described (the titles of the roles that the words fit), words (the
        article's own, quoted), place (its line), by (the table that decides, with what it holds,
        or "graded evidence") and cited (each source with its grade and date).
    """
    decided = {row.claim: f"{row.table}: {row.needs}? {row.found}" for row in rows_of(checked)}
    about = zip(sources["source_id"], sources["grade"], sources["date"], strict=True)
    graded = {source: f"{source} ({grade}, {date})" for source, grade, date in about}
    return claim_rows(claims, roles).assign(
        words=[f"“{quote}”" for quote in claims["quote"]],
        place=claims["line"],
        by=[decided.get(claim, "graded evidence") for claim in claims["claim"]],
        cited=["; ".join(graded[each] for each in ids.split("; ")) for ids in claims["source_ids"]],
    )


def set_rows(sets: pd.DataFrame, checked: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """The contradictions for the table: what each claim answers, and what the program finds.

    Parameters
    ----------
    sets, answers
        The tables inconsistencies and claim_answers.
    checked
        What `contradictions.checked` returns.
    """
    told: dict[str, list[str]] = {}
    for answer in rows_of(answers):
        told.setdefault(answer.inconsistency, []).append(f"{answer.claim}: {answer.answer}")
    results = {row.inconsistency: result(row) for row in rows_of(checked)}
    named = list(zip(sets["inconsistency"], sets["claims"], strict=True))
    return sets.assign(
        said=["; ".join(told.get(name, [claims])) for name, claims in named],
        result=[results[name] for name, _ in named],
    )


def dot_rows(judged: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Judged figures for the chart: a mark for the article's, one for the published figure.

    Where the article gives no year, the published figure is the nearest of any year, and low and
    high span all years. Pay by the hour is drawn as 2,080 hours of it.
    """
    undated = judged["published"].isna()
    told = rows_of(judged.assign(nearest_line=_nearest_lines(judged, roles)))
    rows = judged.assign(
        published=judged["published"].fillna(judged["nearest"]),
        low=judged["low"].where(undated),
        high=judged["high"].where(undated),
        wrong=judged["verdict"] == "wrong",
        result=[_result(row) for row in told],
        label=[_dot_label(row) for row in told],
        given_text=[_pay(row.figure, row.unit) for row in told],
        published_text=[_published_text(row) for row in told],
    )
    for column, pay in {"given": "figure", "published": "published"}.items():
        rows[column] = [in_a_year(*each) for each in zip(rows[pay], rows["unit"], strict=True)]
    return rows


def fit_rows(found: pd.DataFrame, lines: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Near fits for the table: the line by name, the statistic and the distance in words.

    Parameters
    ----------
    found
        What `claims.fits` returns, with `figure`.
    lines
        The wage rows searched, with role, year and relation.
    """
    relation = {(line.role, line.year): line.relation for line in rows_of(lines)}
    line = zip(found["role"], found["year"], strict=True)
    named = with_labels(found.assign(relation=[relation[each] for each in line]), roles)
    off = [words.percent(distance, 1) for distance in named["distance"]]
    return named.assign(kind=named["statistic"].map(STATISTICS), off=off)


def off_by(row: Row) -> str:
    """By how much a judged figure is too low or too high."""
    side = "low" if row.difference < 0 else "high"
    return f"{words.dollars(abs(row.difference))} too {side}"


def _nearest_lines(judged: pd.DataFrame, roles: pd.DataFrame) -> list[str]:
    """The wage line of the nearest figure, by name; "" where there is none."""
    titles = roles.set_index("role")["short_title"]
    lines = zip(judged["nearest_role"], judged["nearest_relation"], strict=True)
    return [
        line_label(titles[role], role, relation).replace("\n", " ") if role else ""
        for role, relation in lines
    ]


def _result(row: Row) -> str:
    if row.verdict == "wrong":
        return off_by(row)
    if row.verdict == "rounded":
        return "right to within rounding"
    return "exact" if row.verdict == "exact" else "no year given"


def _dot_label(row: Row) -> str:
    month = "" if np.isnan(row.year) else f", May {row.year:.0f}"
    return f"{row.claim} {words.start(row.subject_as_named)}, {MEASURES[row.measure]}{month}"


def _published_text(row: Row) -> str:
    if not np.isnan(row.published):
        return f"{_pay(row.published, row.unit)} published"
    if np.isnan(row.nearest):
        return ""
    what = f"{MEASURES[FLOOR_OF[row.measure]]} " if row.measure in FLOOR_OF else ""
    line = f"{words.lower_start(row.nearest_line)}, May {row.nearest_year:.0f}"
    return f"nearest {what}{_pay(row.nearest, row.unit)}: {line}"


def _pay(amount: float, unit: str) -> str:
    hour = " an hour" if unit == "usd-an-hour" else ""
    return f"{words.dollars(amount)}{hour}"
