"""Which breaks a chart with years across must draw, and which it draws."""

from __future__ import annotations

import re

import pandas as pd

from rolereport.analysis.trends import BOUNDARIES, break_years

DRAWN = re.compile(r'id="break-(\d{4})-')
YEAR = re.compile(r">\s*((?:19|20)\d\d)\s*</text>")
MEASURE = re.compile(r"_(annual|hourly)$|^(pay|real|gap|ratio|employment|middle)$|_pay$")
AXIS = 3  # years named under a chart that make it one of years


def drawn(svg: str) -> set[int]:
    """Years of the breaks whose uprights the drawing holds."""
    return {int(year) for year in DRAWN.findall(svg)}


def has_years_across(svg: str) -> bool:
    """Whether the drawing names several bare years, as an axis of years does."""
    return len(set(YEAR.findall(svg))) >= AXIS


def measures(data: pd.DataFrame) -> list[str]:
    """Columns of `data` that hold pay or jobs of the wage survey."""
    return [column for column in data if MEASURE.search(str(column))]


def crossed(data: pd.DataFrame, breaks: pd.DataFrame) -> set[int]:
    """Years of the breaks that a line in `data` (role, year) has years on both sides of.

    New metropolitan boundaries concern neither the nation nor a state.
    """
    if not {"role", "year"} <= set(data):
        return set()
    named = breaks[breaks["kind"] != BOUNDARIES]
    found: set[int] = set()
    for role, years in data.dropna(subset=["role"]).groupby("role")["year"]:
        cuts = break_years(named, str(role))
        found |= {int(cut) for cut in cuts if years.min() < cut <= years.max()}
    return found


def joined(data: pd.DataFrame, breaks: pd.DataFrame) -> list[str]:
    """Segments in `data` (role, segment) that run over a break of their role."""
    if not {"role", "segment", "year"} <= set(data):
        return []
    return [
        f"{role} {segment}"
        for (role, segment), rows in data.groupby(["role", "segment"])
        if crossed(rows, breaks)
    ]
