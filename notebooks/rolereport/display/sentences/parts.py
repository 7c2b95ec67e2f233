"""The sentences of chapter 04 on the two laboratory jobs that are published as one.

`split` holds the two parts' and the group's lines in the last year that has all three; `now` is
what `parts_of_blend` returns, with `role`, `plural` and `title`; `own` and `others` are what
`error_sizes` returns for tests of the laboratory and of other groups.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.blend import BALANCED, METHODS
from rolereport.display import labels, words
from rolereport.display.scope import END
from rolereport.display.show import Shown, prose

TECHNOLOGIST, TECHNICIAN = labels.BLENDED
NOT_HERE = (
    "None of the roles compared is a laboratory job; what the survey no longer tells apart in the "
    "laboratory does not touch them."
)
NEAREST = -3  # an estimate is told in thousands of dollars
NEARER = -2  # and tabled in hundreds, so that its course over the years is seen


def only_for_laboratory(roles: list[str]) -> Shown | None:
    """Ends the chapter in the page unless one of `roles` is a laboratory job of the blend."""
    return None if {*roles} & {*labels.BLENDED, "laboratory-combined"} else prose(NOT_HERE, END)


def method(now: pd.DataFrame) -> str:
    """How the estimate is made, and what it assumes."""
    ranks = now.set_index("role")["held_rank"].round().astype(int).map(words.ordinal)
    return (
        f"In May {_split(now)} the median technologist stood at the "
        f"{ranks[TECHNOLOGIST]} percentile of all laboratory staff, the median "
        f"technician at the {ranks[TECHNICIAN]}. The estimate assumes that they still "
        "do, and reads the pay at those two places off the curve through the group's percentiles. "
        "Nothing published since can confirm that."
    )


def tested(own: pd.DataFrame, others: pd.DataFrame) -> str:
    """How well the method did where the answer is known."""
    distance = int(others["distance"].max())
    mine, other = own["largest"].max(), _at(others, distance)
    years = (
        f"{words.number(int(own['distance'].min()))} to {words.number(int(own['distance'].max()))}"
    )
    return (
        f"Tried on the laboratory itself, {years} years ahead, while its parts were still "
        f"published, the method was never off by more than {_up(mine)} "
        f"({words.number(int(own['tests'].sum()))} tests). That is a mild test: neighbouring years "
        "share most of their sample, and no test of the laboratory reaches across the new "
        f"estimation method. Over all {words.number(distance)} years, half of "
        f"{words.number(int(other['tests']))} comparable jobs were within "
        f"{_up(other['typical'])}, nine in ten within {_up(other['nine_in_ten'])}, and the worst "
        f"was off by {words.percent(other['largest'])}."
    )


def estimate(now: pd.DataFrame, margin: float) -> str:
    """The estimate in one sentence, with its margin."""
    median = now.set_index("role")["rank"].round(NEAREST)
    month = f"May {int(now['year'].max())}"
    return (
        f"Our estimate for the nation in {month}, give or take {_up(margin)}, is "
        f"{words.dollars(median[TECHNOLOGIST])} at the median for technologists and "
        f"{words.dollars(median[TECHNICIAN])} for technicians, in dollars of that month."
    )


def bounds(now: pd.DataFrame, ordered: pd.DataFrame) -> str:
    """What is certain without the estimate.

    `ordered` says of each year published whether technologists were paid more at all percentiles.
    """
    years, held = len(ordered), int(ordered["ahead"].sum())
    published = f"all {words.number(years)}" if held == years else f"{held} of {years}"
    rows = now.set_index("role")
    upper, lower = rows.loc[TECHNOLOGIST], rows.loc[TECHNICIAN]
    return (
        "Without any model, the group's percentiles and the share of jobs that each part held "
        f"leave the technologists' median between {words.dollars(upper['any_low'])} and "
        f"{words.dollars(upper['any_high'])}, the technicians' between "
        f"{words.dollars(lower['any_low'])} and {words.dollars(lower['any_high'])}. If "
        "technologists are still paid no worse, percentile by percentile, as in "
        f"{published} years published, the ranges shrink to {_range(upper)} "
        f"and {_range(lower)}."
    )


def methods_apart(now: pd.DataFrame) -> str:
    """How far the two methods differ in the year shown."""
    gaps = (now.set_index("role")["rank"] - now.set_index("role")["ratio"]).abs().round(NEARER)
    return (
        "A second method, holding each part's ratio to the group's median instead, differs by "
        f"{words.dollars(gaps[TECHNOLOGIST])} for technologists and "
        f"{words.dollars(gaps[TECHNICIAN])} for technicians."
    )


def estimate_title(now: pd.DataFrame) -> str:
    """The finding of the chart of the estimate: what is certain about who is ahead."""
    rows = now.set_index("role")
    upper, lower = rows.loc[TECHNOLOGIST], rows.loc[TECHNICIAN]
    if upper["any_low"] >= lower["any_high"]:
        return "Technologists surely still earn more at the median than technicians"
    gap = words.dollars(round(upper["rank"] - lower["rank"], -3))
    return (
        f"We put technologists about {gap} above technicians; the published figures alone do not "
        "settle it"
    )


def estimate_subtitle(now: pd.DataFrame) -> str:
    """What the chart of the estimate plots."""
    return (
        f"Median annual pay in dollars, the United States, May {int(now['year'].max())}: certain "
        "range (thin), range if technologists are still paid no worse (broad), estimate (dot)"
    )


def test_title(own: pd.DataFrame, others: pd.DataFrame) -> str:
    """The finding of the chart of test errors."""
    last = int(others["distance"].max())
    return (
        f"On the laboratory's own past the estimate misses by under {_up(own['largest'].max())}; "
        f"other jobs say to allow {_up(_at(others, last)['nine_in_ten'])}"
    )


def test_subtitle(from_year: int) -> str:
    """What the chart of test errors plots."""
    return (
        "Error of the estimated median, regardless of sign: laboratory jobs while published apart "
        f"(dots), and other groups of two jobs estimated from May {from_year} (lines)"
    )


def test_caption(others: pd.DataFrame, breaks: pd.DataFrame) -> str:
    """What the other groups are, and what the break does."""
    low, high = (words.percent(share) for share in BALANCED)
    method = breaks[breaks["kind"] == "method"].iloc[-1]
    groups = words.number(int(others["tests"].iloc[-1]) // 2)
    return (
        f"Other pairs: {groups} groups of two occupations that the survey publishes together and "
        f"apart, each part with {low} to {high} of the jobs and the same codes in both years. "
        f"{method['explanation']}"
    )


def estimate_ranges(now: pd.DataFrame, margin: float) -> pd.DataFrame:
    """`now` as `pay_ranges` draws it, the margin cut where the certain range ends."""
    point = now["rank"].round(NEAREST)
    names = {
        "any_low": "outer_low",
        "any_high": "outer_high",
        "ordered_low": "inner_low",
        "ordered_high": "inner_high",
    }
    low = (point * (1 - margin)).clip(lower=now["any_low"])
    high = (point * (1 + margin)).clip(upper=now["any_high"])
    drawn = now.rename(columns=names).assign(point=point, point_low=low, point_high=high)
    return drawn.assign(mark=float("nan"), label=drawn["title"])


def estimate_caption(now: pd.DataFrame, margin: float, ordered: pd.DataFrame, reach: int) -> str:
    """How to read the chart of the estimate, and how the two answers compare.

    `reach` is how many years ahead the tests looked from which the margin is taken.
    """
    ahead = int(now["year"].max()) - _split(now)
    beyond = (
        f" The tests look {words.number(int(reach))} years ahead, "
        f"the estimate {words.number(ahead)}."
    )
    return (
        f"{bounds(now, ordered)} The estimate's black line is its margin of {_up(margin)}, within "
        f"which nine in ten tests on other jobs stayed.{beyond if ahead > reach else ''} "
        f"{methods_apart(now)}"
    )


def told_years(estimates: pd.DataFrame, split: pd.DataFrame) -> pd.DataFrame:
    """`estimates_by_year` after the year of the last split, its published medians first.

    Estimates are to the nearest hundred dollars and `basis` says which figures are published.
    """
    whole, median = split[split["whole"]].iloc[0], split.set_index("role")["p50_annual"]
    published = {"year": whole["year"], "group": whole["p50_annual"], "basis": "published apart"}
    published |= {f"upper_{each}": median[TECHNOLOGIST] for each in METHODS}
    published |= {f"lower_{each}": median[TECHNICIAN] for each in METHODS}
    figures = [f"{part}_{each}" for part in ("upper", "lower") for each in METHODS]
    rounded = estimates.assign(**{name: estimates[name].round(NEARER) for name in figures})
    basis = [f"estimate, give or take {_up(each)}" for each in estimates["margin"]]
    return pd.concat([pd.DataFrame([published]), rounded.assign(basis=basis)], ignore_index=True)


def _split(now: pd.DataFrame) -> int:
    return int(now["from_year"].max())


def _up(share: float) -> str:
    """A share as percent, rounded up, so that it still holds."""
    return f"{words.hundredths(0, share)[1]}%"


def _at(sizes: pd.DataFrame, distance: int) -> pd.Series:
    return sizes.set_index("distance").loc[distance]


def _range(row: pd.Series) -> str:
    return f"{words.dollars(row['ordered_low'])} to {words.dollars(row['ordered_high'])}"


def tested_over(*tests: pd.DataFrame) -> str:
    """The first and the last month that `tests`, as `back_test` returns them, rest on."""
    first = min(int(each["from_year"].min()) for each in tests)
    return f"May {first} to May {max(int(each['to_year'].max()) for each in tests)}"
