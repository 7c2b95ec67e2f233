"""Numbers and lists as a reader wants them in a sentence."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

UNKNOWN = "not known"
LONGEST = 200  # letters of a title
SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def dollars(amount: float) -> str:
    """45690 as `$45,690`; `not known` for NaN; cents only below $100 an hour and where they are."""
    if math.isnan(amount):
        return UNKNOWN
    sign = "−" if amount < 0 else ""
    size = abs(amount)
    cents = size < 100 and not float(size).is_integer()
    return f"{sign}${size:,.2f}" if cents else f"{sign}${size:,.0f}"


def more(amount: float) -> str:
    """1200 as `$1,200 more`, -1200 as `$1,200 less`."""
    return f"{dollars(abs(amount))} {'less' if amount < 0 else 'more'}"


def hourly(amount: float) -> str:
    """15 as `$15.00`: an hour's pay, cents always; `not known` for NaN."""
    return UNKNOWN if math.isnan(amount) else f"${amount:,.2f}"


def thousands(amount: float) -> str:
    """45690 as `$46k`, for where there is no room; `not known` for NaN."""
    return UNKNOWN if math.isnan(amount) else f"${amount / 1000:,.0f}k".replace("$-", "−$")


def count(number: float) -> str:
    """817870 as `817,870`."""
    return UNKNOWN if math.isnan(number) else f"{number:,.0f}"


def percent(share: float, digits: int = 0) -> str:
    """0.123 as `12%`."""
    return UNKNOWN if math.isnan(share) else f"{100 * share:z.{digits}f}%".replace("-", "−")


def percents(least: float, most: float) -> str:
    """0.6125 and 0.9125 as `61% to 92%`: rounded outwards, so that the range still holds."""
    low, high = hundredths(least, most)
    return UNKNOWN if math.isnan(least) else f"{low}% to {high}%"


def hundredths(least: float, most: float) -> tuple[int | float, int | float]:
    """0.6125 and 0.9125 as 61 and 92: rounded outwards, but for rounding errors; NaN stays."""
    if math.isnan(least) or math.isnan(most):
        return math.nan, math.nan
    return math.floor(round(100 * least, 6)), math.ceil(round(100 * most, 6))


def months(number: float) -> str:
    """25 as `25 months`, 1 as `1 month`, 4.2 as `4.2 months`."""
    if math.isnan(number):
        return UNKNOWN
    return f"{number:g} month" if number == 1 else f"{round(number, 1):g} months"


def ratio(number: float) -> str:
    """1.377 as `1.38 times`."""
    return UNKNOWN if math.isnan(number) else f"{number:.2f} times"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def as_many(start: str, parts: Sequence[str], apart: str, most: int = LONGEST) -> str:
    """`start` and as many of `parts` as a title of `most` letters holds, the first always."""
    return next(
        (
            title
            for kept in range(len(parts), 1, -1)
            if len(title := start + apart.join(parts[:kept])) <= most
        ),
        start + parts[0],
    )


def an(noun: str) -> str:
    """The noun with its indefinite article, by its first letter."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def dollars_of(pay_year: int, dollars_year: int) -> str:
    """The unit of pay: plain dollars, or whose dollars where prices were adjusted."""
    return "dollars" if pay_year == dollars_year else f"dollars of May {dollars_year}"


def number(count: int) -> str:
    """3 as `three`, 0 as `no`, 13 as `13`: a count before a noun."""
    return SMALL[count] if count < len(SMALL) else f"{count:,}"


def ordinal(place: int) -> str:
    """2 as `2nd`, 12 as `12th`."""
    teens = place % 100 in (11, 12, 13)
    return f"{place}{'th' if teens else ENDINGS.get(place % 10, 'th')}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """3 and `pathway` as `three pathways`, 1 as `one pathway`.

    `plural` is for nouns that take more than an s, and may bring the verb: `pathways pay`.
    """
    return f"{number(count)} {noun if count == 1 else plural or f'{noun}s'}"


def quoted(words: Sequence[str]) -> list[str]:
    """Each word in quotation marks, for names that are spoken of and not used."""
    return [f"“{word}”" for word in words]


def start(text: str) -> str:
    """The text with a capital at its start, as a sentence needs it."""
    return text[:1].upper() + text[1:]


def lower_start(text: str) -> str:
    """The text with a small letter at its start, as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def day(date: str) -> str:
    """2026-11-23 as `23 November 2026`."""
    parsed = datetime.date.fromisoformat(date)
    return f"{parsed.day} {parsed:%B %Y}"
