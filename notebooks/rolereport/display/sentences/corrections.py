"""What went wrong in the article, what it should have said, and what has changed since.

`claims` is the table of claims; `pay` the national wage lines of the jobs, one row a role and
year; `everyone` the latest row of all occupations.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words

KINDS = {
    "role swap": "give one job what is true of another",
    "overstated": "tell a part as the whole",
    "no source": "rest on nothing that could be checked",
    "stale": "were true once",
    "wrong body or letters": "name the wrong body or letters",
    "slip in a figure": "have a figure that slipped",
    "wrong statistic": "call a figure what it cannot be",
}
LABORATORY, AIDE, ASSISTANT = "laboratory-combined", "medication-aide", "medical-assistant"


def errors(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that are not supported."""
    return claims[claims["error"] != ""].reset_index(drop=True)


def errors_title(wrong: pd.DataFrame) -> str:
    """The finding of the chart of errors: the most frequent kind."""
    counts = wrong["error"].value_counts(sort=False).sort_values(ascending=False)
    return (
        f"{counts.iloc[0]} of the {len(wrong)} claims that are not supported "
        f"{KINDS[str(counts.index[0])]}"
    )


def errors_subtitle() -> str:
    """How to read the chart of errors."""
    return "Number of the claim, in the colour of its verdict, by what went wrong"


def errors_alt(wrong: pd.DataFrame) -> str:
    """The chart of errors in words."""
    kinds: dict[str, list[str]] = {}
    for claim, kind in zip(wrong["claim"], wrong["error"], strict=True):
        kinds.setdefault(kind, []).append(claim)
    most_first = sorted(kinds, key=lambda kind: (-len(kinds[kind]), kind))
    told = [f"{kind}: {', '.join(kinds[kind])}" for kind in most_first]
    return f"{errors_title(wrong)}. {words.start('; '.join(told))}."


def errors_by_section(wrong: pd.DataFrame, claims: pd.DataFrame) -> str:
    """Where in the article they stand: the sections with the greatest share."""
    counts = wrong["section"].value_counts(sort=False)
    size = claims["section"].value_counts()[counts.index]
    most = counts[counts == counts.max()].index
    named = words.join_words([f"“{name}” ({counts[name]} of {size[name]} claims)" for name in most])
    clean = [f"“{name}”" for name in claims["section"].unique() if name not in counts.index]
    free = f" Free of error: {words.join_words(clean)}." if clean else ""
    return f"Most stand under {named}.{free}"


def with_corrections(wrong: pd.DataFrame, pay: dict[str, str]) -> pd.DataFrame:
    """Claims with `patch`: the sentence in the claim's place, for pay the one made from wages."""
    made = wrong["claim"].map(pay)
    return wrong.assign(patch=made.fillna(wrong["correction"]))


def pay_corrections(pay: pd.DataFrame, judged: pd.DataFrame, everyone: pd.Series) -> dict[str, str]:
    """Claim to what it should have said of pay, from the latest published wages.

    `judged` is what `claims.judge_figures` returns.
    """
    latest = pay[pay["year"] == pay["year"].max()].set_index("role")
    month = f"May {everyone['year']:.0f}"
    published = judged.set_index("claim")
    return {
        "CL62": _medians(latest, month),
        "CL63": f"The median of medical assistants was {_pay(latest, ASSISTANT)} in {month}.",
        "CL64": _above(latest, everyone, month),
        "CL65": (
            "Laboratory technologists and technicians together earned "
            f"{_pay(latest, LABORATORY, 'mean')} on average in {month}."
        ),
        "CL66": _medians(latest, month),
        "CL67": (
            f"A tenth of laboratory jobs paid more than {_pay(latest, LABORATORY, 'p90')} in "
            f"{month}; what they averaged is not published."
        ),
        "CL69": _as_published(published.loc["CL69"], "median", " an hour"),
        "CL70": _as_published(published.loc["CL70"], "10th percentile", ""),
    }


def changed(claims: pd.DataFrame, fitting: pd.DataFrame, last: int, newest: int) -> list[str]:
    """Which verdicts were others when the wages of `last` were the newest, and which figures fit.

    `fitting` is what `claim_evidence.fitting_years` returns; `newest` the newest year of its wages.
    """
    moved = claims[claims["verdict"] != claims["verdict_then"]]
    told = [
        f"- {row.claim}: {row.verdict_then} then, {row.verdict} now. {row.then_note}"
        for row in rows_of(moved)
    ]
    count = words.counted(len(moved), "verdict was different", "verdicts were different")
    first = f"When the wages of May {last} were the newest, {count}."
    return [
        "\n".join([first, "", *told]).strip(),
        *[_fit(row, newest) for row in rows_of(fitting) if row.fits_then != row.fits_now],
    ]


def _fit(row: Row, newest: int) -> str:
    then = "fitted" if row.fits_then else "did not fit"
    now = "it does now" if row.fits_now else "it does not now"
    if row.fits_now and row.year_now != newest:
        now = "it has fitted one since"
    return (
        f"{words.dollars(row.figure)} ({row.claim}) {then} any {_MEASURE[row.measure]} published "
        f"for the job until then; {now}, to within rounding: "
        f"{words.dollars(row.nearest_now)} for May {row.year_now:.0f}."
    )


_MEASURE = {
    "median": "median",
    "mean": "mean",
    "p10": "10th percentile",
    "p90": "90th percentile",
    "mean of top decile": "90th percentile",
}


def _medians(latest: pd.DataFrame, month: str) -> str:
    return (
        f"In {month} the median of laboratory technologists and technicians together was "
        f"{_pay(latest, LABORATORY)}; that of nursing assistants, among whom medication aides are "
        f"counted, {_pay(latest, AIDE)}."
    )


def _above(latest: pd.DataFrame, everyone: pd.Series, month: str) -> str:
    own, all_jobs = latest.loc[LABORATORY], everyone
    side = {
        key: "above" if own[f"{key}_annual"] > all_jobs[f"{key}_annual"] else "below"
        for key in ("p50", "mean")
    }
    return (
        f"In {month} the median of laboratory staff, {words.dollars(own['p50_annual'])}, was "
        f"{side['p50']} that of all occupations, {words.dollars(all_jobs['p50_annual'])}; their "
        f"mean, {words.dollars(own['mean_annual'])}, was {side['mean']} "
        f"{words.dollars(all_jobs['mean_annual'])}."
    )


def _as_published(row: pd.Series, what: str, period: str) -> str:
    return (
        f"The {what} of medical assistants in May {row['year']:.0f} was "
        f"{words.dollars(row['published'])}{period}."
    )


def _pay(latest: pd.DataFrame, role: str, statistic: str = "p50") -> str:
    return words.dollars(float(latest.at[role, f"{statistic}_annual"]))
