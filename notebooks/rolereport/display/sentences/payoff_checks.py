"""The sentences of chapter 07 on its assumptions: what moves the answer, and how to change them.

Frames are those of `display.sentences.payoff`; `assumptions` is the table of assumptions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pandas as pd

from rolereport.analysis.assumptions import ALLOWED, DEFINITIONS
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import Column, words
from rolereport.display.sentences import payoff, salaries

LEAST_SWING = 1000
UNIT_WORDS = {
    "years": "{:g} years",
    "multiple": "{:g} times",
    "hours a week": "{:g} hours",
}
WAYS = {
    "work_while_training_hours_a_week": "a side job of {} a week during unpaid training",
    "varying_stage_share": "stages that some employers pay are paid, at {} of pay on entry",
    "cost_factor": "the price is {} of what is listed",
    "loan_share": "{} of the price is borrowed",
}
NEAR = 0.05  # medians closer than that, as a share, are called close
NOBODY_PAYS = "an employer or a grant pays the whole price"
INPUTS = {
    "length_of_pathway": ("Length of training, {pathway}", "shortest", "longest"),
    "length_of_baseline": ("Length of training, {baseline}", "shortest", "longest"),
    "split": ("Laboratory pay split as in May {split}", "blended", "split"),
}


def swing_rows(
    swings: pd.DataFrame,
    turning_points: pd.DataFrame,
    assumptions: pd.DataFrame,
    jobs: pd.DataFrame,
    tested: str,
    baseline: str,
) -> pd.DataFrame:
    """The swings with labels of the rows and of both their ends, and where the verdict flips.

    Left out are swings below the exactness of the model.

    Parameters
    ----------
    swings, turning_points
        As `payoff_sensitivity` returns them.
    assumptions
        assumption, title, unit, low, high.
    tested
        The pathway whose lead is tested.
    """
    flips_at = dict(zip(turning_points["assumption"], turning_points["flips_at"], strict=True))
    about = {row.assumption: row for row in rows_of(assumptions)}
    names = _names(jobs, tested, baseline)
    moved = swings[swings["swing"] >= LEAST_SWING].reset_index(drop=True)
    ends = [_ends(name, about, names) for name in moved["assumption"]]
    label, low, high = ([end[place] for end in ends] for place in range(3))
    rows = moved.assign(
        flips_at=[flips_at.get(name, math.nan) for name in moved["assumption"]],
        label=label,
        low_label=low,
        high_label=high,
    )
    return rows.assign(
        flips=[_flips(row, about) for row in rows_of(rows)],
        lead_of=payoff.lead_of(jobs, tested, baseline),
    )


def chance(apart: pd.DataFrame, lines: pd.DataFrame, place: str) -> list[str]:
    """Whose pay cannot be told from the baseline's, so that any lead may be an accident.

    Where no sampling error is held, that is said of medians that lie close together.

    Parameters
    ----------
    apart
        As `uncertainty.differences` returns, of one place and year.
    lines
        role, soc_code, plural and p50_annual of the same wage lines; two roles on one line are
        passed over.
    """
    about = lines.set_index("role")
    told = [
        _by_chance(about.loc[row.role], about.loc[row.baseline], row, place)
        for row in rows_of(apart)
    ]
    return [each for each in told if each]


def _by_chance(own: pd.Series, base: pd.Series, row: Row, place: str) -> str:
    pair = f"of {own['plural']} and of {base['plural']}"
    if own["soc_code"] == base["soc_code"]:
        return ""
    if row.apart == "no":
        return (
            f"Mean pay {pair} is {words.dollars(round(abs(row.difference), -1))} apart, which "
            "sampling error alone could explain: these figures cannot say which of the two leads."
        )
    share = abs(own["p50_annual"] / base["p50_annual"] - 1)
    if row.apart or not share < NEAR:
        return ""
    return (
        f"Median pay {pair} is only {words.percent(share, 1)} apart, and no sampling error is held "
        f"for {place}: whether chance makes the lead is not known."
    )


def swing_title(swings: pd.DataFrame) -> str:
    """The finding of the tornado: what moves the lead most, and whether anything turns it."""
    if swings.empty:
        return payoff.NOTHING
    top, turns = rows_of(swings)[0], int(swings["turns"].sum())
    most = f"“{top.label}” moves the lead most, from {payoff.range_of(top)}"
    other = "a lag" if top.outcome > 0 else "a lead"
    return f"{most}; {words.counted(turns, 'assumption')} can turn it into {other}"


def swing_subtitle(swings: pd.DataFrame, jobs: pd.DataFrame, horizon: float) -> str:
    """What the tornado plots."""
    if swings.empty:
        return "Lead in money added up, discounted to graduation"
    return (
        f"Lead of {swings['lead_of'].iloc[0]} {horizon:g} years after high school, discounted, "
        f"in {salaries.unit(jobs)}, as one assumption at a time goes to either end of its range "
        "(grey: the low end, blue: the high end)"
    )


def swing_caption(swings: pd.DataFrame) -> str:
    """How to read the tornado, and which bars it leaves out."""
    level = (
        " The dashed line is level: names in bold are those whose bar reaches across it."
        if swings["turns"].any()
        else ""
    )
    return (
        "The upright line is the lead as assumed. Grey bars run to the low end of an assumption, "
        f"blue ones to the high end.{level} What moves it by less than "
        f"{words.dollars(LEAST_SWING)} is left out, and so is how far one looks ahead, which is a "
        "choice and not a doubt."
    )


def swing_alt(swings: pd.DataFrame) -> str:
    """The tornado in words."""
    if swings.empty:
        return f"{payoff.NOTHING} No assumption can be tested."
    parts = [
        f"“{row.label}” {payoff.range_of(row)}{f' (level {row.flips})' if row.flips else ''}"
        for row in rows_of(swings)
    ]
    whose = swings["lead_of"].iloc[0]
    return f"Discounted lead of {whose} by assumption, widest range first: {'; '.join(parts)}."


def assumption_rows(assumptions: pd.DataFrame, swings: pd.DataFrame) -> pd.DataFrame:
    """`assumptions` as a reader needs them to change one.

    Adds taken (the value), tried (the range, "" if none), allowed (what may be put in) and flips
    (where the verdict on the tested lead turns, "" if it does not), units written out.

    Parameters
    ----------
    swings
        As `swing_rows` returns.
    """
    rows = rows_of(assumptions)
    flips = dict(zip(swings["assumption"], swings["flips"], strict=True))
    return assumptions.assign(
        taken=[value_of(row.value, row.unit) for row in rows],
        tried=["" if pd.isna(row.low) else _tried(row) for row in rows],
        allowed=[_allowed(row) for row in rows],
        flips=["not varied" if pd.isna(row.low) else flips.get(row.assumption, "") for row in rows],
    )


def departures(assumptions: pd.DataFrame, committed: pd.DataFrame) -> str:
    """Which values of the table are not the committed ones, as a sentence of a caption."""
    before = committed.set_index("assumption")["value"]
    told = [
        f"“{row.title}” at {value_of(row.value, row.unit)}"
        for row in rows_of(assumptions)
        if row.value != before[row.assumption]
    ]
    if not told:
        return "Every value is that of data/assumptions.csv."
    return f"Changed in this notebook: {words.join_words(told)}."


def scenario_rows(
    standing: pd.DataFrame,
    tried: Sequence[PayoffAssumptions],
    assumed: PayoffAssumptions,
    assumptions: pd.DataFrame,
) -> pd.DataFrame:
    """One row for each set of assumptions: what differs, and how each pathway stands, discounted.

    Parameters
    ----------
    standing
        As `payoff_pairs.under` returns.

    Returns
    -------
    DataFrame
        what, and a column for each pathway.
    """
    cells = standing.assign(cell=[_scenario_cell(row) for row in rows_of(standing)])
    wide = cells.pivot(index="scenario", columns="pathway", values="cell").reset_index(drop=True)
    return wide.assign(what=[way_to_pay(assumed, each, assumptions) for each in tried])


def way_to_pay(
    assumed: PayoffAssumptions, other: PayoffAssumptions, assumptions: pd.DataFrame
) -> str:
    """What is different under `other`, in the words of somebody who pays for training."""
    about = assumptions.set_index("assumption")
    told = []
    for name, value in _differing(assumed, other).items():
        unit = "share" if name == "cost_factor" else about["unit"][name]
        named = f"“{about['title'][name]}” at {{}}"
        words_for = NOBODY_PAYS if (name, value) == ("cost_factor", 0) else WAYS.get(name, named)
        told.append(words_for.format(value_of(value, unit)))
    return words.start(words.join_words(told)) or "As assumed"


def scenario_columns(jobs: pd.DataFrame, pathways: Sequence[str]) -> dict[str, Column]:
    """The columns of `scenario_rows`."""
    line = jobs.set_index("pathway")["line"]
    return {"what": Column("What is different"), **{way: Column(line[way]) for way in pathways}}


def value_of(value: float, unit: str) -> str:
    """A value with its unit, as a reader says it."""
    if unit.startswith("share"):
        digits = next((n for n in (0, 1) if math.isclose(round(100 * value, n), 100 * value)), 2)
        return words.percent(value, digits)
    if unit.startswith("dollars"):
        return words.dollars(value)
    if unit == "percentile":
        return f"{words.ordinal(round(value))} percentile"
    return UNIT_WORDS.get(unit, f"{{:g}} {unit}").format(float(f"{value:.3g}"))


def _differing(assumed: PayoffAssumptions, other: PayoffAssumptions) -> dict[str, float]:
    before = asdict(assumed)
    return {name: value for name, value in asdict(other).items() if value != before[name]}


def _names(jobs: pd.DataFrame, tested: str, baseline: str) -> dict[str, str]:
    plural = jobs.drop_duplicates("pathway").set_index("pathway")["plural"]
    split = jobs["split_year"].max()
    return {
        "pathway": str(plural.get(tested, "")),
        "baseline": str(plural.get(baseline, "")),
        "split": "" if pd.isna(split) else f"{split:.0f}",
    }


def _ends(name: str, about: Mapping[str, Row], names: dict[str, str]) -> tuple[str, str, str]:
    if name in INPUTS:
        label, low, high = INPUTS[name]
        return label.format(**names), low, high
    row = about[name]
    return row.title, value_of(row.low, row.unit), value_of(row.high, row.unit)


def _flips(row: Row, about: Mapping[str, Row]) -> str:
    """At what the verdict turns: the value where it is known, else the end that turns it."""
    if not row.turns:
        return ""
    if pd.notna(row.flips_at):
        return f"at {value_of(row.flips_at, about[row.assumption].unit)}"
    turned = (row.outcome_low > 0) != (row.outcome > 0)
    return f"before {row.low_label if turned else row.high_label}"


def _scenario_cell(row: Row) -> str:
    lead = row.lead_present_value
    told = payoff.when(row, "present_value")
    return told if pd.isna(lead) else f"{told} ({payoff.in_words(lead)})"


def _tried(row: Row) -> str:
    return f"{value_of(row.low, row.unit)} to {value_of(row.high, row.unit)}"


def _allowed(row: Row) -> str:
    if row.assumption in DEFINITIONS or row.unit not in ALLOWED:
        return ""
    least, most = ALLOWED[row.unit]
    return f"{least:g} to {most:g}"
