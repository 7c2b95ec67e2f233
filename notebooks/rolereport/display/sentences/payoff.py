"""The sentences of chapter 07: when longer training pulls ahead, and what that rests on.

`jobs` is everywhere one row a job, the baseline among them: `role`, `noun`, `plural`, `relation`,
`year`, `dollars_of`; `pathway` and `way` ("" where no pathway is described);
`typical_months`, `unpaid_months_typical`, `varying_months_typical`; `amount_usd`, `unknown`,
`assumed`; `start_pay`; `split_year`, `split_ratio` (at the median); and what
`payoff_cases.overtakes` returns. `baseline` is a pathway, `horizon` a number of years.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.display import words
from rolereport.display.sentences import salaries

Row = Any
THOUSAND = -3  # the model's dollars are no more exact than that
LEAST_SWING = 1000
NOTHING = "No pathway with published pay can be compared here."
UNIT_WORDS = {
    "percentile": "{:g}th percentile",
    "years": "{:g} years",
    "multiple": "{:g} times",
    "hours a week": "{:g} hours",
}
BASELINE = "compared with"
SHARES = ("share a year", "share of entry pay")
INPUTS = {
    "training_length": ("Length of training, both jobs", "shortest", "longest"),
    "programme_price_medical_assistant": ("Price of a medical assistant programme", "", ""),
    "split": ("Laboratory pay split as in {split}", "blended", "split"),
}


def findings(
    jobs: pd.DataFrame,
    apart: pd.DataFrame,
    swings: pd.DataFrame,
    baseline: str,
    assumed: PayoffAssumptions,
    age: float,
) -> list[str]:
    """The chapter's answer: when each job with pay of its own pulls ahead, and what decides it.

    `apart` is `jobs` reckoned with technologists and technicians as far apart as when last
    published; `swings` is what `swing_rows` returns, with `lead_of` as of that name; `age` that on
    leaving high school.
    """
    base, own = _of(jobs, baseline), _own(_others(jobs, baseline))
    told = [against(row, base, assumed, age) for row in own.itertuples()]
    opening = [] if base is None else [opening_told(base)]
    return [
        *([" ".join([*opening, *told[:1]])] if told else [NOTHING]),
        *told[1:],
        *blend(apart, baseline, assumed.horizon_years),
        *influence(swings, assumed.horizon_years),
    ]


def opening_told(base: Row) -> str:
    """What the others are compared with."""
    return f"{words.start(words.an(base.noun))} trains for {_unpaid(base)} at {price(base)}."


def against(row: Row, base: Row | None, assumed: PayoffAssumptions, age: float) -> str:
    """One job against the baseline: its training, when it pulls ahead, and by how much."""
    if not row.pathway:
        return f"No way to the job of {words.an(row.noun)} is described here, so none is reckoned."
    if base is None or pd.isna(row.lead_cumulative):
        return f"{words.start(row.plural)} cannot be compared: {_missing(row, base)}."
    return (
        f"{words.start(words.an(row.noun))} trains for {_unpaid(row)} at {price(row)}, and on the "
        f"{'blended ' if row.relation == 'combined' else ''}pay of May {row.year} "
        f"{_overtaking(row, assumed, age)}. After {assumed.horizon_years:g} years it is "
        f"{_lead(row.lead_cumulative)}, or {_lead(row.lead_present_value)} when discounted."
    )


def blend(apart: pd.DataFrame, baseline: str, horizon: float) -> list[str]:
    """What the blended laboratory line hides, and the what-if that takes it apart."""
    rows = _blended(apart, baseline)
    if rows.empty:
        return []
    told = words.join_words([f"{row.plural} {_would(row, horizon)}" for row in rows.itertuples()])
    return [
        "The blended laboratory line overstates technicians and understates technologists. If the "
        f"two still stood as far apart as in May {int(rows['split_year'].iloc[0])}, when they were "
        f"last published, {told}."
    ]


def influence(swings: pd.DataFrame, horizon: float) -> list[str]:
    """Which assumption moves the discounted lead most."""
    known = swings.dropna(subset=["swing"])
    if known.empty:
        return []
    top = known.iloc[0]
    return [
        f"The answer rests most on “{top['label']}”. That alone moves the discounted "
        f"lead of {top['lead_of']} after {horizon:g} years from {_range(top)}."
    ]


def standing(jobs: pd.DataFrame, baseline: str, horizon: float) -> pd.DataFrame:
    """`jobs` with what tables say: plain_when, discounted_when, and leads to the thousand.

    The row of `baseline` itself says so.
    """
    plain, discounted = (
        [_cell(row, measure, horizon) for row in jobs.itertuples()]
        for measure in ("cumulative", "present_value")
    )
    told = jobs.assign(
        plain_when=plain,
        discounted_when=discounted,
        plain_lead=jobs["lead_cumulative"].round(THOUSAND),
        discounted_lead=jobs["lead_present_value"].round(THOUSAND),
    )
    itself = (told["pathway"] == baseline) & (baseline != "")
    told.loc[itself, ["plain_when", "discounted_when"]] = BASELINE
    return told


def price(row: Row) -> str:
    """The price of a pathway in words: what is known, and whether more is not."""
    more = " or more" if row.unknown else ""
    return f"a price of {words.dollars(row.amount_usd)}{more}"


def price_note(row: Row) -> str:
    """What the price of a pathway rests on."""
    if not row.pathway:
        return "No way in described"
    notes = ["part of it assumed"] if row.assumed else []
    if row.unknown:
        items = words.join_words(words.quoted(row.unknown.split("; ")))
        notes.append(f"not counted, as not known: {items}")
    return words.start("; ".join(notes)) or "From listed prices"


def lines_title(jobs: pd.DataFrame, baseline: str, horizon: float) -> str:
    """The finding of the chart: when the job with the longest training pulls ahead."""
    base, others = _of(jobs, baseline), _others(jobs, baseline)
    known = _own(others).dropna(subset=["lead_cumulative"])
    if base is None or known.empty:
        return NOTHING
    row = next(known.sort_values("typical_months", ascending=False, kind="stable").itertuples())
    pay = "on blended pay, " if row.relation == "combined" else ""
    return words.start(f"{pay}{row.plural} {_verdict(row, base, horizon)}")


def apart_title(apart: pd.DataFrame, baseline: str, horizon: float) -> str:
    """The finding of the chart in which the blended line is taken apart."""
    rows = _blended(apart, baseline)
    if rows.empty:
        return "No blended line with published pay here: nothing to take apart"
    told = words.join_words([f"{row.plural} {_would(row, horizon)}" for row in rows.itertuples()])
    return f"As far apart as in {int(rows['split_year'].iloc[0])}, {told}"


def labelled_apart(apart: pd.DataFrame) -> pd.DataFrame:
    """`apart` with labels that say which lines are estimates."""
    estimate = apart["title"] + "\n(estimate, split of " + apart["split_year"].map("{:.0f}".format)
    blended = apart["relation"] == "combined"
    return apart.assign(label=apart["label"].mask(blended, estimate + ")"))


def lines_subtitle(jobs: pd.DataFrame, place: str) -> str:
    """What the chart plots, in what unit, for when."""
    return (
        f"Pay less price of training, added up from high school, {salaries.unit(jobs)}, not "
        f"discounted. {words.start(place)}, pay of May {jobs['year'].max()}; rings "
        "mark where a line overtakes"
    )


def lines_alt(jobs: pd.DataFrame, baseline: str, horizon: float, place: str) -> str:
    """The chart in words."""
    base = _of(jobs, baseline)
    against = "the baseline" if base is None else words.an(base.noun)
    parts = [
        f"{row.noun}: {_cell(row, 'cumulative', horizon)}"
        for row in _others(jobs, baseline).itertuples()
    ]
    listed = "; ".join(parts) or "no other job is drawn"
    return f"Money added up from high school in {place}, against {against}. {words.start(listed)}."


def apart_alt(apart: pd.DataFrame, baseline: str, horizon: float, place: str) -> str:
    """The chart in which the blended line is taken apart, in words."""
    return f"{apart_title(apart, baseline, horizon)}. {lines_alt(apart, baseline, horizon, place)}"


def lines_caption(jobs: pd.DataFrame) -> str:
    """How to read the chart, and what its lines measure."""
    dip = "A line below zero is training without pay; where it bends upward, the job begins."
    return " ".join([dip, *salaries.measured(jobs)])


def apart_caption(jobs: pd.DataFrame) -> str:
    """How the what-if was made."""
    rows = jobs[jobs["relation"] == "combined"]
    if rows.empty:
        return "Each job has its own published line here, so nothing was estimated."
    ratios = [f"{words.percent(row.split_ratio)} for {row.plural}" for row in rows.itertuples()]
    return (
        "An estimate, not a measurement: every blended percentile is multiplied by what the job's "
        f"own was of it in May {int(rows['split_year'].iloc[0])}, in the nation; at the median "
        f"{words.join_words(ratios)}."
    )


def swing_rows(
    swings: pd.DataFrame, inputs: pd.DataFrame, assumptions: pd.DataFrame, split_year: int
) -> pd.DataFrame:
    """All swings in one frame, the widest first, with labels of the rows and of both their ends.

    Left out are swings below the exactness of the model, and how far one looks ahead: a choice.

    Parameters
    ----------
    swings
        As `payoff.sensitivity` returns.
    inputs
        As `payoff_cases.input_swings` returns.
    assumptions
        assumption, title, unit, low, high.
    """
    both = pd.concat([swings, inputs], ignore_index=True)
    both = both[(both["swing"] >= LEAST_SWING) & (both["assumption"] != "horizon_years")]
    about = assumptions.set_index("assumption")
    ends = [_ends(name, about, split_year) for name in both["assumption"]]
    labels = pd.DataFrame(ends, columns=["label", "low_label", "high_label"], index=both.index)
    return pd.concat([both, labels], axis=1).sort_values(
        "swing", ascending=False, kind="stable", ignore_index=True
    )


def swing_title(swings: pd.DataFrame) -> str:
    """The finding of the tornado: what moves the lead most."""
    if swings.empty:
        return NOTHING
    top = swings.iloc[0]
    return f"What moves the lead most: “{top['label']}”, from {_range(top)}"


def lead_of(jobs: pd.DataFrame, pathway: str, baseline: str) -> str:
    """Whose lead over whom is tested; "" if it is nobody's."""
    row, base = _of(jobs, pathway), _of(jobs, baseline)
    return "" if row is None or base is None else f"{row.plural} over {base.plural}"


def swing_subtitle(jobs: pd.DataFrame, pathway: str, baseline: str, horizon: float) -> str:
    """What the tornado plots."""
    whose = lead_of(jobs, pathway, baseline)
    if not whose:
        return "Lead in money added up, discounted to graduation"
    return (
        f"Lead of {whose} {horizon:g} years after high school, discounted, "
        f"in {salaries.unit(jobs)}, as one assumption at a time goes to either end of its range"
    )


def swing_caption() -> str:
    """How to read the tornado, and which bars it leaves out."""
    return (
        "The upright line is the lead as assumed. Grey bars run to the low end of an assumption, "
        f"blue ones to the high end. What moves it by less than {words.dollars(LEAST_SWING)} is "
        "left out."
    )


def swing_alt(swings: pd.DataFrame) -> str:
    """The tornado in words; `swings` has `lead_of` besides."""
    if swings.empty:
        return f"{NOTHING} No assumption can be tested."
    parts = [f"“{row['label']}” {_range(row)}" for _, row in swings.iterrows()]
    whose = swings["lead_of"].iloc[0]
    return f"Discounted lead of {whose} by assumption, widest range first: {'; '.join(parts)}."


def with_ranges(assumptions: pd.DataFrame) -> pd.DataFrame:
    """`assumptions` with taken (the value) and tried (the range, "" if none), units written out."""
    rows = list(assumptions.itertuples())
    return assumptions.assign(
        taken=[_value(row.value, row.unit) for row in rows],
        tried=["" if pd.isna(row.low) else _tried(row) for row in rows],
    )


def prices_dated(jobs: pd.DataFrame, listed: int) -> str:
    """What prices are, and how those listed meet the pay of another year."""
    year = int(jobs["dollars_of"].max())
    what = "before any grant or loan; those of colleges are national averages in every edition"
    if year == listed:
        return f"Prices are as listed, {what}."
    return (
        f"Prices are those of about {listed}, brought to dollars of May {year} by consumer prices: "
        f"tuition of that time is not held. They are {what}."
    )


def changed(assumed: PayoffAssumptions, other: PayoffAssumptions, assumptions: pd.DataFrame) -> str:
    """The assumptions in which `other` differs, by name and value.

    Parameters
    ----------
    assumptions
        assumption, title, unit.
    """
    about = assumptions.set_index("assumption")
    told = [
        f"“{about['title'][name]}” at {_value(value, about['unit'][name])}"
        for name, value in asdict(other).items()
        if value != getattr(assumed, name)
    ]
    return words.join_words(told) or "nothing changed"


def _others(jobs: pd.DataFrame, baseline: str) -> pd.DataFrame:
    return jobs[(jobs["pathway"] != baseline) | (jobs["pathway"] == "")]


def _of(jobs: pd.DataFrame, pathway: str) -> Row | None:
    return next(jobs[(jobs["pathway"] == pathway) & (pathway != "")].itertuples(), None)


def _missing(row: Row, base: Row | None) -> str:
    if base is None:
        return "no way into the job to compare with is described"
    without = [each.plural for each in (row, base) if pd.isna(each.start_pay)]
    return f"too little pay is published for {words.join_words(without)}"


def _unpaid(row: Row) -> str:
    unpaid = words.months(row.unpaid_months_typical)
    some = f" ({words.months(row.varying_months_typical)} more that some employers pay)"
    return f"{unpaid} without pay{some if row.varying_months_typical > 1 else ''}"


def _own(jobs: pd.DataFrame) -> pd.DataFrame:
    """Jobs whose pay is not that of a larger occupation."""
    return jobs[jobs["relation"] != "contains"]


def _blended(apart: pd.DataFrame, baseline: str) -> pd.DataFrame:
    rows = _others(apart, baseline)
    return rows[(rows["relation"] == "combined") & rows["lead_cumulative"].notna()]


def _overtaking(row: Row, assumed: PayoffAssumptions, age: float) -> str:
    if row.lead_cumulative <= 0:
        fall = f"is ahead at first and falls behind after {row.behind_cumulative:.1f} years"
        return fall if _falls(row) else "does not catch up"
    if row.ahead_cumulative == 0:
        return "is ahead from the start"
    rate = words.percent(assumed.discount_rate)
    later = row.ahead_present_value
    discounted = "not at all" if row.lead_present_value <= 0 else f"after {later:.1f}"
    return (
        f"pulls ahead {row.ahead_cumulative:.1f} years after high school, at about age "
        f"{age + row.ahead_cumulative:.0f} (with later dollars discounted at {rate} a year, "
        f"{discounted})"
    )


def _verdict(row: Row, base: Row, horizon: float) -> str:
    if row.lead_cumulative <= 0 and _falls(row):
        return f"fall behind {base.plural} after {row.behind_cumulative:.0f} years"
    if row.lead_cumulative <= 0:
        return f"do not catch up with {base.plural} in {horizon:g} years"
    if row.ahead_cumulative == 0:
        return f"are ahead of {base.plural} from the start"
    return f"need {row.ahead_cumulative:.0f} years from high school to pull ahead of {base.plural}"


def _would(row: Row, horizon: float) -> str:
    if row.lead_cumulative <= 0 and _falls(row):
        return f"would fall behind after {row.behind_cumulative:.1f} years"
    if row.lead_cumulative <= 0:
        return f"would not catch up in {horizon:g} years"
    if row.ahead_cumulative == 0:
        return "would be ahead from the start"
    return f"would pull ahead after {row.ahead_cumulative:.1f} years"


def _cell(row: Row, measure: str, horizon: float) -> str:
    lead, ahead, behind = (
        getattr(row, f"{what}_{measure}") for what in ("lead", "ahead", "behind")
    )
    if not row.pathway:
        return "no way in described"
    if not row.baseline:
        return "no baseline described"
    if pd.isna(lead):
        return "not published"
    if _is_level(lead):
        return "level"
    if lead > 0:
        return "ahead throughout" if ahead == 0 else f"ahead after {ahead:.1f} years"
    if pd.isna(behind) or behind == 0:
        return f"behind throughout {horizon:g} years"
    return f"falls behind after {behind:.1f} years"


def _is_level(lead: float) -> bool:
    return round(lead, THOUSAND) == 0


def _lead(amount: float) -> str:
    if _is_level(amount):
        return "level"
    return f"{words.dollars(abs(round(amount, THOUSAND)))} {'ahead' if amount > 0 else 'behind'}"


def _falls(row: Row) -> bool:
    """Whether a pathway that ends behind was ahead for a year or more."""
    return bool(row.behind_cumulative >= 1)


def _range(row: pd.Series) -> str:
    ends = row[["outcome_low", "outcome", "outcome_high"]].astype(float).round(THOUSAND)
    return f"{words.dollars(ends.min())} to {words.dollars(ends.max())}"


def _ends(name: str, about: pd.DataFrame, split_year: int) -> tuple[str, str, str]:
    label, low, high = INPUTS.get(name, ("", "", ""))
    if name in about.index:
        row = about.loc[name]
        label, unit = row["title"], row["unit"]
        low, high = _value(row["low"], unit), _value(row["high"], unit)
    return label.format(split=f"May {split_year}"), low, high


def _value(value: float, unit: str) -> str:
    if unit in SHARES:
        return words.percent(value)
    if unit.startswith("dollars"):
        return words.dollars(value)
    return UNIT_WORDS.get(unit, f"{{:g}} {unit}").format(value)


def _tried(row: Row) -> str:
    return f"{_value(row.low, row.unit)} to {_value(row.high, row.unit)}"
