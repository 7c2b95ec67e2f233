"""The sentences of chapter 07: when longer training pulls ahead, and what that rests on.

`jobs` is everywhere one row a job, the baseline among them: `role`, `noun`, `plural`, `relation`,
`year`, `dollars_of`; `pathway` and `way` ("" where no pathway is described);
`typical_months`, `unpaid_months_typical`, `varying_months_typical`; `amount_usd`, `unknown`,
`assumed`; `start_pay`; `flat` (all pay taken at the median); `split_year`, `split_ratio` (at the
median); and what `payoff_pairs.overtakes` returns. `baseline` is a pathway, `horizon` a number of
years, `ages` those between which a working life lies.
"""

from __future__ import annotations

import math

import pandas as pd

from rolereport.analysis.pathway_prices import priced_year
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.analysis.payoff_cases import Ages
from rolereport.analysis.rows import Row, Rows, rows_of
from rolereport.display import words
from rolereport.display.sentences import salaries

THOUSAND = -3  # the model's dollars are no more exact than that
NOTHING = "No pathway with published pay can be compared here."
ALONE = "No other job is asked for, so nothing is compared."
BASELINE = "compared with"
FLAT = (
    "For some of these jobs only the median is held here, so each is taken to pay its median "
    "from the first year to the last."
)
NO_TRAINING = "no training before the job"


def findings(
    jobs: pd.DataFrame,
    apart: pd.DataFrame,
    swings: pd.DataFrame,
    baseline: str,
    assumed: PayoffAssumptions,
    ages: Ages,
) -> list[str]:
    """The chapter's answer: when each job with pay of its own pulls ahead, and what decides it.

    `jobs` has what `length_range` and `returns` tell besides; `apart` is `jobs` reckoned with
    technologists and technicians as far apart as when last published; `swings` is what
    `swing_rows` returns, with `lead_of` as of that name.
    """
    base, others = _of(jobs, baseline), _others(jobs, baseline)
    if not others:
        return [" ".join([ALONE, *alone(base, assumed)])]
    told = [against(row, base, assumed, ages) for row in _own(others)]
    opening = [] if base is None else [f"{words.start(words.an(base.noun))} {training(base)}."]
    return [
        " ".join([*opening, told[0]]),
        *told[1:],
        *([FLAT] if jobs["flat"].any() else []),
        *blend(apart, baseline, ages),
        *influence(swings, assumed.horizon_years),
    ]


def alone(base: Row | None, assumed: PayoffAssumptions) -> list[str]:
    """What one job brings by itself."""
    if base is None:
        return []
    opening = f"{words.start(words.an(base.noun))} {training(base)}."
    if pd.isna(base.own_cumulative):
        return [opening, f"Too little pay is published for {base.plural} to add it up."]
    plain, discounted = (
        words.dollars(round(amount, THOUSAND))
        for amount in (base.own_cumulative, base.own_present_value)
    )
    return [
        opening,
        f"After {assumed.horizon_years:g} years pay less that price adds up to {plain}, or "
        f"{discounted} with later dollars discounted at "
        f"{words.percent(assumed.discount_rate)} a year.",
    ]


def against(row: Row, base: Row | None, assumed: PayoffAssumptions, ages: Ages) -> str:
    """One job against the baseline: its training, when it pulls ahead, by how much."""
    if not row.pathway:
        return f"No way to the job of {words.an(row.noun)} is described here, so none is reckoned."
    if base is None or pd.isna(row.lead_cumulative):
        return f"{words.start(row.plural)} cannot be compared: {_missing(row, base)}."
    blended = "blended " if row.relation == "combined" else ""
    lead, life = (
        _both(plain, discounted)
        for plain, discounted in (
            (row.lead_cumulative, row.lead_present_value),
            (row.life_cumulative, row.life_present_value),
        )
    )
    return (
        f"{words.start(words.an(row.noun))} {training(row)}. On the {blended}pay of May {row.year} "
        f"it {_overtaking(row, assumed, ages)}. After {assumed.horizon_years:g} years it is "
        f"{lead}, at age {ages.end:g} {life}{_return(row)}."
    )


def training(row: Row) -> str:
    """How long a job's training is, how much of it unpaid, and its price, after the job's noun."""
    if not row.pathway:
        return "has no way in that is described here"
    if row.typical_months == 0:
        return f"needs {NO_TRAINING}"
    return f"trains for {_unpaid(row)} at {price(row)}"


def blend(apart: pd.DataFrame, baseline: str, ages: Ages) -> list[str]:
    """What the blended laboratory line hides, and the what-if that takes it apart."""
    rows = _blended(apart, baseline)
    if not rows:
        return []
    told = words.join_words([f"{row.plural} {_would(row, ages)}" for row in rows])
    return [
        "The blended laboratory line overstates technicians and understates technologists. If in "
        f"May {max(row.year for row in rows)} the two had still stood as far apart as in May "
        f"{int(rows[0].split_year)}, when they were last published, {told}."
    ]


def influence(swings: pd.DataFrame, horizon: float) -> list[str]:
    """Which assumption moves the discounted lead most, and which of them turn the verdict."""
    known = [row for row in rows_of(swings) if pd.notna(row.swing)]
    if not known:
        return []
    top = known[0]
    return [
        f"The answer rests most on “{top.label}”. That alone moves the discounted "
        f"lead of {top.lead_of} after {horizon:g} years from {range_of(top)}. {turning(known)}"
    ]


def turning(swings: Rows) -> str:
    """Which assumptions, each by itself and within its range, turn a lead into a lag."""
    names = words.quoted([row.label for row in rows_of(swings) if row.turns])
    if not names:
        return "No single assumption turns the verdict within the range tried."
    return f"By itself, within the range tried, the verdict turns on {words.join_words(names)}."


def standing(jobs: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """`jobs` with what tables say: plain_when, discounted_when, and leads to the thousand.

    `by_length` says how many years overtaking takes with training at its shortest and its longest,
    where `jobs` has what `length_range` returns. The row of `baseline` itself says so.
    """
    rows = rows_of(jobs)
    itself = [bool(row.pathway == baseline and baseline) for row in rows]
    words_for = {
        "plain_when": [when(row, "cumulative") for row in rows],
        "discounted_when": [when(row, "present_value") for row in rows],
        "by_length": [_by_length(row) for row in rows],
    }
    said = {
        name: [BASELINE if own else each for own, each in zip(itself, told, strict=True)]
        for name, told in words_for.items()
    }
    return jobs.assign(
        **said,
        plain_lead=jobs["lead_cumulative"].round(THOUSAND),
        discounted_lead=jobs["lead_present_value"].round(THOUSAND),
        plain_life=jobs["life_cumulative"].round(THOUSAND),
        discounted_life=jobs["life_present_value"].round(THOUSAND),
    )


def price(row: Row) -> str:
    """The price of a pathway in words: what is known, and whether more is not."""
    if row.unknown:
        known = f"a price of {words.dollars(row.amount_usd)} or more"
        return known if row.amount_usd > 0 else "a price that is not known"
    return f"a price of {words.dollars(row.amount_usd)}" if row.amount_usd > 0 else "no price"


def price_note(row: Row) -> str:
    """What the price of a pathway rests on."""
    if not row.pathway:
        return "No way in described"
    if row.amount_usd == 0 and not row.unknown:
        return "Nothing to pay: training is at work"
    notes = ["part of it assumed"] if row.assumed else []
    if row.unknown:
        items = words.join_words(words.quoted(row.unknown.split("; ")))
        notes.append(f"not counted, as not known: {items}")
    return words.start("; ".join(notes)) or "From listed prices"


def lines_title(jobs: pd.DataFrame, baseline: str, ages: Ages) -> str:
    """The finding of the chart: when the job with the longest training pulls ahead."""
    base, others = _of(jobs, baseline), _others(jobs, baseline)
    known = [row for row in _own(others) if pd.notna(row.life_cumulative)]
    if not others and base is not None and pd.notna(base.own_cumulative):
        return f"Pay of {base.plural} less the price of training, added up from high school"
    if base is None or not known:
        return NOTHING
    row = max(known, key=lambda row: row.typical_months)
    pay = "on blended pay, " if row.relation == "combined" else ""
    return words.start(f"{pay}{row.plural} {_verdict(row, base, ages)}")


def nothing_apart(apart: pd.DataFrame, baseline: str) -> str:
    """Why no blended line is taken apart; empty where one is."""
    if _blended(apart, baseline):
        return ""
    return (
        "None of the jobs set against the baseline shares one line of published pay with another: "
        "there is nothing to take apart."
    )


def apart_title(apart: pd.DataFrame, baseline: str, ages: Ages) -> str:
    """The finding of the chart in which the blended line is taken apart."""
    rows = _blended(apart, baseline)
    told = words.join_words([f"{row.plural} {_would(row, ages)}" for row in rows])
    return f"As far apart as in {int(rows[0].split_year)}, {told}"


def labelled_apart(apart: pd.DataFrame) -> pd.DataFrame:
    """`apart` with labels that say which lines are estimates."""
    estimate = apart["title"] + "\n(estimate, split of " + apart["split_year"].map("{:.0f}".format)
    blended = apart["relation"] == "combined"
    return apart.assign(label=apart["label"].mask(blended, estimate + ")"))


def lines_subtitle(jobs: pd.DataFrame, place: str) -> str:
    """What the chart plots, in what unit, for when."""
    return (
        f"Pay less price of training, added up from high school, {salaries.unit(jobs)}. "
        f"{words.start(place)}, pay of May {jobs['year'].max()}; rings mark where a line overtakes"
    )


def panels(assumed: PayoffAssumptions) -> dict[str, str]:
    """The two panels of the chart: which sums, and what stands above them."""
    rate = words.percent(assumed.discount_rate)
    return {
        "cumulative": "As paid: every dollar counts alike",
        "present_value": f"Discounted: a dollar a year later counts {rate} less",
    }


def lines_alt(jobs: pd.DataFrame, baseline: str, place: str) -> str:
    """The chart in words, plain and discounted."""
    base = _of(jobs, baseline)
    against = "the baseline" if base is None else words.an(base.noun)
    parts = [
        f"{row.noun}: {when(row, 'cumulative')}, discounted {when(row, 'present_value')}"
        for row in _others(jobs, baseline)
    ]
    listed = "; ".join(parts) or "no other job is drawn"
    return f"Money added up from high school in {place}, against {against}. {words.start(listed)}."


def apart_alt(apart: pd.DataFrame, baseline: str, ages: Ages, place: str) -> str:
    """The chart in which the blended line is taken apart, in words."""
    return f"{apart_title(apart, baseline, ages)}. {lines_alt(apart, baseline, place)}"


def lines_caption(jobs: pd.DataFrame) -> str:
    """How to read the chart, what its lines measure, and which stand too high."""
    how = (
        "A line below zero is training without pay; where it bends upward, the job begins. Shaded: "
        "training as short and as long as the sources allow."
    )
    flat = [FLAT] if jobs["flat"].any() else []
    return " ".join([how, *flat, *price_unknown(jobs), *salaries.measured(jobs)])


def price_unknown(jobs: pd.DataFrame) -> list[str]:
    """Whose price is not wholly known, and what that does to the sums."""
    rows = jobs[jobs["unknown"] != ""]
    if rows.empty:
        return []
    whose = words.join_words(list(dict.fromkeys(rows["plural"])))
    return [
        f"Part of the price of training is not known for {whose}: it is left out, so their sums "
        "stand too high by it."
    ]


def apart_caption(jobs: pd.DataFrame) -> str:
    """How the what-if was made."""
    rows = jobs[jobs["relation"] == "combined"]
    ratios = [f"{words.percent(row.split_ratio)} for {row.plural}" for row in rows_of(rows)]
    return (
        "An estimate, not a measurement: every blended percentile is multiplied by what the job's "
        f"own was of it in May {int(rows['split_year'].iloc[0])}, in the nation; at the median "
        f"{words.join_words(ratios)}."
    )


def prices_dated(jobs: pd.DataFrame, listed: int, cpi: pd.DataFrame) -> str:
    """What prices are, and how those listed meet the pay of another year."""
    year = priced_year(cpi, int(jobs["dollars_of"].max()))
    what = "before any grant or loan; those of colleges are national averages in every edition"
    if year == listed:
        return f"Prices are as listed, {what}."
    return (
        f"Prices are those of about {listed}, brought to dollars of May {year} by consumer prices: "
        f"tuition of that time is not held. They are {what}."
    )


def when(row: Row, measure: str) -> str:
    """How a job stands to the baseline over a working life, in a few words."""
    life, ahead, behind = (
        getattr(row, f"{what}_{measure}") for what in ("life", "ahead", "behind")
    )
    if not row.pathway:
        return "no way in described"
    if not row.baseline:
        return "no baseline described"
    if pd.isna(life):
        return "not published"
    if _is_level(life):
        return "level"
    if life > 0:
        return "ahead throughout" if ahead == 0 else f"ahead after {ahead:.1f} years"
    if pd.isna(behind) or behind == 0:
        return "behind throughout"
    return f"falls behind after {behind:.1f} years"


def in_words(amount: float) -> str:
    """A lead to the nearest thousand: dollars ahead or behind, or level."""
    if _is_level(amount):
        return "level"
    return f"{words.dollars(abs(round(amount, THOUSAND)))} {'ahead' if amount > 0 else 'behind'}"


def range_of(row: Row) -> str:
    """From the least to the greatest of the outcomes tried."""
    three = (row.outcome_low, row.outcome, row.outcome_high)
    least, most = (round(end, THOUSAND) for end in (min(three), max(three)))
    return f"{words.dollars(least)} to {words.dollars(most)}"


def lead_of(jobs: pd.DataFrame, pathway: str, baseline: str) -> str:
    """Whose lead over whom is tested; "" if it is nobody's."""
    row, base = _of(jobs, pathway), _of(jobs, baseline)
    return "" if row is None or base is None else f"{row.plural} over {base.plural}"


def _others(jobs: Rows, baseline: str) -> list[Row]:
    return [row for row in rows_of(jobs) if row.pathway != baseline or not row.pathway]


def _of(jobs: Rows, pathway: str) -> Row | None:
    found = [row for row in rows_of(jobs) if row.pathway == pathway and pathway]
    return found[0] if found else None


def _missing(row: Row, base: Row | None) -> str:
    if base is None:
        return "no way into the job to compare with is described"
    without = [each.plural for each in (row, base) if pd.isna(each.start_pay)]
    return f"too little pay is published for {words.join_words(without)}"


def _unpaid(row: Row) -> str:
    if row.unpaid_months_typical == 0 and row.varying_months_typical == 0:
        return f"{words.months(row.typical_months)} with pay"
    unpaid = f"{words.months(row.unpaid_months_typical)} without pay"
    paid = row.typical_months - row.unpaid_months_typical - row.varying_months_typical
    some = f" ({words.months(row.varying_months_typical)} more that some employers pay)"
    return (
        f"{unpaid}{some if row.varying_months_typical > 1 else ''}"
        f"{f' and {words.months(paid)} with pay' if paid > 1 else ''}"
    )


def _own(jobs: list[Row]) -> list[Row]:
    """Jobs whose pay is not that of a larger occupation; all of them if there are none such."""
    return [row for row in jobs if not salaries.is_hidden(row)] or jobs


def _blended(apart: Rows, baseline: str) -> list[Row]:
    return [
        row
        for row in _others(apart, baseline)
        if row.relation == "combined" and pd.notna(row.lead_cumulative)
    ]


def _overtaking(row: Row, assumed: PayoffAssumptions, ages: Ages) -> str:
    if _is_level(row.life_cumulative):
        return "comes out level"
    if row.life_cumulative <= 0:
        fall = f"is ahead at first and falls behind after {row.behind_cumulative:.1f} years"
        return fall if _falls(row) else "stays behind"
    if row.ahead_cumulative == 0:
        return "is ahead from the start"
    rate = words.percent(assumed.discount_rate)
    later = row.ahead_present_value
    discounted = "not at all" if row.life_present_value <= 0 else f"after {later:.1f}"
    return (
        f"pulls ahead {row.ahead_cumulative:.1f} years after high school, at about age "
        f"{ages.start + row.ahead_cumulative:.0f}{_between(row)}, or {discounted} with later "
        f"dollars discounted at {rate} a year"
    )


def _both(plain: float, discounted: float) -> str:
    """A lead in plain and in discounted dollars; which way it goes is said once if it is one."""
    way, other = in_words(plain), in_words(discounted)
    if way.split()[-1] == other.split()[-1] and not _is_level(plain):
        other = other.split()[0]
    return f"{way} ({other} discounted)"


def _between(row: Row) -> str:
    """Years of overtaking with training at its shortest and its longest, in brackets."""
    span = _by_length(row)
    return f" ({span} as training is short or long)" if " to " in span else ""


def _by_length(row: Row) -> str:
    if not hasattr(row, "ahead_cumulative_best") or pd.isna(row.life_cumulative_best):
        return ""
    ends = [
        "never" if math.isnan(ahead) else "at once" if ahead == 0 else f"{ahead:.1f}"
        for ahead in (row.ahead_cumulative_best, row.ahead_cumulative_worst)
    ]
    return " to ".join(dict.fromkeys(ends))


def _return(row: Row) -> str:
    """The rate of return, as the end of a sentence; "" where nothing is laid out or earned."""
    rate = getattr(row, "rate", math.nan)
    if not math.isfinite(rate):
        return ""
    return f": a return of {words.percent(rate, 1)} a year on what it costs and misses early"


def _verdict(row: Row, base: Row, ages: Ages) -> str:
    if _is_level(row.life_cumulative):
        return f"come out level with {base.plural}"
    if row.life_cumulative <= 0 and _falls(row):
        return f"fall behind {base.plural} after {row.behind_cumulative:.0f} years"
    if row.life_cumulative <= 0:
        return f"stay behind {base.plural} to age {ages.end:g}"
    if row.ahead_cumulative == 0:
        return f"are ahead of {base.plural} from the start"
    return f"need {row.ahead_cumulative:.0f} years from high school to pull ahead of {base.plural}"


def _would(row: Row, ages: Ages) -> str:
    if row.life_cumulative <= 0 and _falls(row):
        return f"would fall behind after {row.behind_cumulative:.1f} years"
    if row.life_cumulative <= 0:
        return f"would stay behind to age {ages.end:g}"
    if row.ahead_cumulative == 0:
        return "would be ahead from the start"
    return f"would pull ahead after {row.ahead_cumulative:.1f} years"


def _is_level(lead: float) -> bool:
    return round(lead, THOUSAND) == 0


def _falls(row: Row) -> bool:
    """Whether a pathway that ends behind was ahead for a year or more."""
    return bool(row.behind_cumulative >= 1)
