"""What one cell of pay says: an amount, perhaps its unit, or why it is neither."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

from rolereport.data.intake.titles import plain
from rolereport.data.meaning import HOURS_A_YEAR

# Unit of pay to how many of them make the full-time year of the wage survey.
PERIODS = {
    "hourly": HOURS_A_YEAR,
    "daily": HOURS_A_YEAR / 8,
    "weekly": HOURS_A_YEAR / 40,
    "biweekly": HOURS_A_YEAR / 80,
    "semimonthly": 24,
    "monthly": 12,
    "annual": 1,
}
SPELT = {
    "hourly": "h hr hrs hour hourly hrly",
    "daily": "d day daily",
    "weekly": "w wk week weekly",
    "biweekly": "biweekly fortnight fortnightly",
    "semimonthly": "semimonthly",
    "monthly": "m mo month monthly",
    "annual": "a y yr year yearly ann annual annually annum pa annualized annualised",
}
UNITS = {word: unit for unit, words in SPELT.items() for word in words.split()} | {
    "bi weekly": "biweekly",
    "every two weeks": "biweekly",
    "every 2 weeks": "biweekly",
    "semi monthly": "semimonthly",
    "twice a month": "semimonthly",
}
LEADING = re.compile(r"^(?:per|an?|each|by the|p)\s+|\s+(?:rate|pay|basis)$")
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+"
AMOUNT = re.compile(
    rf"(?:usd?)?\s*\$?\s*({NUMBER})\s*(k)?\s*(?:usd|dollars)?\s*(.*)", re.IGNORECASE
)
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}/\d{1,2}/\d{2,4}.*")
RANGE = re.compile(rf"\$?\s*(?:{NUMBER})\s*k?\s*(?:-|–|—|to)\s*\$?\s*(?:{NUMBER})\s*k?\b.*", re.I)
DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d+,\d{1,2}")
RETYPE = "format the column as numbers and type the amount again"
ALONE = "write what the person is paid, one amount in digits"


@dataclass(frozen=True)
class Amount:
    """Dollars (NaN where there are none), the unit that the cell names, and what is wrong."""

    dollars: float
    unit: str = ""
    problem: str = ""
    fix: str = ""


NOTHING = Amount(math.nan)


def amount(cell: object) -> Amount:
    """What a cell of pay says; `NOTHING` if it is empty or zero."""
    if isinstance(cell, bool | dt.date | dt.timedelta | dt.time):
        return _wrong(
            "is a date, a time or a yes", "format the column as numbers and type it again"
        )
    if isinstance(cell, int | float):
        return _number(float(cell))
    written = str(cell or "").replace("\xa0", " ").strip()
    return _spelt(written) if written not in ("", "-", "–", "—") else NOTHING


def unit_of(written: str) -> str | None:
    """The unit that words name, "" for none at all, None if they name no unit."""
    words = plain(written)
    bare = LEADING.sub("", words)
    return UNITS.get(words, UNITS.get(bare)) if words else ""


def _number(value: float) -> Amount:
    if math.isnan(value) or value == 0:
        return NOTHING
    if value < 0 or math.isinf(value):
        return _wrong("is below zero" if value < 0 else "is no amount", ALONE)
    return Amount(value)


def _spelt(written: str) -> Amount:
    found = AMOUNT.fullmatch(written)
    unit = unit_of(found[3].lstrip("/ ")) if found else None
    if found is None or unit is None or DECIMAL_COMMA.fullmatch(written):
        return _told(written)
    dollars = float(found[1].replace(",", "")) * (1_000 if found[2] else 1)
    return Amount(dollars, unit) if dollars else NOTHING


def _told(written: str) -> Amount:
    if DATE.fullmatch(written):
        return _wrong("is a date", RETYPE)
    if RANGE.fullmatch(written):
        return _wrong("is a range, in which the pay may stand anywhere", ALONE)
    if written.startswith(("-", "−", "(")):
        return _wrong("is below zero", ALONE)
    if written.startswith("#") and written.endswith(("!", "?", "/A", "/a")):
        return _wrong(
            "a formula failed here", "open the file in Excel, mend the formula, save the values"
        )
    if re.search("[€£¥]", written):
        return _wrong("is in another currency", "write dollars")
    if DECIMAL_COMMA.fullmatch(written):
        return _wrong("is written with a decimal comma", "write 22.50, with a point")
    return _wrong("is no amount of pay", f"{ALONE}, or remove the row")


def _wrong(problem: str, fix: str) -> Amount:
    return Amount(math.nan, "", problem, fix)
