"""What each training pathway costs, item by item, and how well each price is known.

No source prices a whole pathway, so a price is put together: years of school at the average
published price of its kind of college, a course or programme at a price that was found or is
assumed, an examination at its fee. What nobody prices stays in the list, its amount unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from statistics import mean
from typing import Any

import pandas as pd

from rolereport.analysis.rows import Row, rows_of

MONTHS_A_YEAR = 12
ACADEMIC_YEAR = r"^(\d{2})\d{2}-(\d{2})$"
SCHOOL = {"laboratory-technologist": "four_year", "laboratory-technician": "two_year"}
SCHOOL_OF_AWARD = {
    "associate degree": "two_year",
    "bachelor's degree": "four_year",
    "master's degree": None,  # no price of graduate school is held
    "doctoral or professional degree": None,
}
SCHOOL_NAMES = {"four_year": "public four-year college", "two_year": "public two-year college"}
PROGRAMME_PRICE = "programme_price_medical_assistant"
PROGRAMME_ROLE = "medical-assistant"
COURSE_AWARD = "course completion"
# The credential at the end of a stage, to the fee in the table of costs.
FEES = {
    "MLS(ASCP)": "ascp-mls-application",
    "MLT(ASCP)": "ascp-mlt-application",
    "MLT(AMT)": "amt-mlt-application",
    "CMA (AAMA)": "aama-cma-exam-members",
    "RMA (AMT)": "amt-rma-exam",
    "CCMA (NHA)": "nha-ccma-exam",
    "California clinical laboratory scientist licence": "california-licence-application",
    "Certified Medication Aide (Oklahoma)": "oklahoma-medication-aide-exam",
}
COLUMNS = [
    "pathway",
    "stage_order",
    "item",
    "amount_usd",
    "basis",
    "assumption",
    "as_of",
    "source_url",
]

STAGE = ["pathway", "stage_order", "stage", "kind", "typical_months", "paid", "credential"]

Item = dict[str, object]
Found = Mapping[Any, Mapping[Any, Any]]  # the rows of a table by name, each by column
Pricer = Callable[[Row], list[Item]]


def price_items(
    stages: pd.DataFrame, pathways: pd.DataFrame, costs: pd.DataFrame, assumptions: pd.DataFrame
) -> pd.DataFrame:
    """The price of each counted stage of each pathway.

    Paid stages cost their learner nothing, which is assumed. A clinical year of a technologist is
    priced as a college year; in other pathways clinical months belong to the programme before them.
    School of any other job is priced by its award: a degree at the college that gives it, what is
    below a degree at a two-year college, what is above a bachelor's degree not at all.

    Parameters
    ----------
    stages
        pathway, stage_order, stage, kind, typical_months, counted, paid, credential.
    pathways
        pathway, role.
    costs
        cost, pathway, kind, item, amount_usd, as_of, source_url.
    assumptions
        assumption, value, source_id: tuition and books a year at both kinds of college, and the
        price of a medical assistant programme.

    Returns
    -------
    DataFrame
        pathway, stage_order, item; amount_usd (dollars, NaN where no price was found); basis
        (sourced, derived from a sourced price, assumed, not known); assumption (whose value the
        amount is, "" if none's); as_of and source_url of the price; by pathway and stage. Each
        pathway has a row.
    """
    role = dict(zip(pathways["pathway"].tolist(), pathways["role"].tolist(), strict=True))
    counted = stages[(stages["counted"] == "yes") & stages["pathway"].isin(role)]
    ordered = counted[STAGE].sort_values(["pathway", "stage_order"])
    staged = rows_of(_with_months_before(ordered.assign(role=ordered["pathway"].map(role))))
    by_name = (costs.set_index("cost"), assumptions.set_index("assumption"))
    pricers = _pricers(*(table.to_dict("index") for table in by_name))
    rows = [
        {"pathway": stage.pathway, "stage_order": stage.stage_order, **item}
        for stage in staged
        for item in _stage_items(stage, pricers)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def listed_year(costs: pd.DataFrame) -> int:
    """The year in which the newest academic year of listed tuition ends.

    Parameters
    ----------
    costs
        kind, as_of (of tuition an academic year, such as 2024-25).
    """
    ends = costs.loc[costs["kind"] == "tuition", "as_of"].str.extract(ACADEMIC_YEAR)
    return int((ends[0] + ends[1]).max())


def priced_year(cpi: pd.DataFrame, year: int) -> int:
    """The last year to `year` whose May has a price index; the first of all where none has.

    Parameters
    ----------
    cpi
        year, may_index.
    """
    held = cpi.loc[cpi["may_index"].notna(), "year"]
    return int(held[held <= year].max() if (held <= year).any() else held.min())


def price_level(cpi: pd.DataFrame, listed: int, to_year: int) -> float:
    """Consumer prices in May of `to_year` against those in May of `listed`.

    Where the index of a May is not held, that of its `priced_year` stands in.

    Parameters
    ----------
    cpi
        year, may_index.
    """
    index = cpi.set_index("year")["may_index"]
    return float(index[priced_year(cpi, to_year)] / index[priced_year(cpi, listed)])


def at_level(items: pd.DataFrame, level: float) -> pd.DataFrame:
    """Prices at another price level, in whole dollars.

    Parameters
    ----------
    items
        amount_usd.
    level
        As `price_level` returns.
    """
    return items.assign(amount_usd=(items["amount_usd"] * level).round())


def at_end(
    items: pd.DataFrame, assumptions: pd.DataFrame, end: str, level: float = 1.0
) -> pd.DataFrame:
    """Items with each assumed price that has a range at its `low` or its `high` end.

    Parameters
    ----------
    items
        amount_usd (at the price level `level`), assumption.
    assumptions
        assumption, low, high.
    """
    ends = assumptions.dropna(subset=["low", "high"]).set_index("assumption")[end]
    amount = items["assumption"].map(ends) * level
    return items.assign(amount_usd=amount.fillna(items["amount_usd"]))


def pathway_prices(items: pd.DataFrame) -> pd.DataFrame:
    """The price of each pathway as far as it is known.

    Returns
    -------
    DataFrame
        pathway; amount_usd (dollars: the sum of the known items, 0 if none is); unknown (the items
        without a price, separated by "; "); assumed (True if an amount above 0 is assumed).
    """
    amounts = items.groupby("pathway")["amount_usd"].sum()
    unknown: dict[str, list[str]] = {way: [] for way in amounts.index}
    assumed = dict.fromkeys(amounts.index, False)
    columns = (items[name].tolist() for name in ("pathway", "item", "amount_usd", "basis"))
    for way, item, amount, basis in zip(*columns, strict=True):
        if math.isnan(amount):
            unknown[way].append(item)
        assumed[way] |= basis == "assumed" and amount > 0
    names = pd.array(["; ".join(each) for each in unknown.values()], dtype="str")
    return amounts.reset_index().assign(unknown=names, assumed=list(assumed.values()))


def _with_months_before(ordered: pd.DataFrame) -> pd.DataFrame:
    """Stages, which are in their order, with the months of school that come before each."""
    school = ordered["typical_months"].where(ordered["kind"].isin(["classroom", "clinical"]), 0.0)
    until = school.groupby(ordered["pathway"]).cumsum()
    return ordered.assign(months_before=until - school)


def _pricers(costs: Found, assumed: Found) -> dict[str, Pricer]:
    """How a stage of each kind is priced."""
    return {
        "classroom": lambda stage: _school(stage, costs, assumed),
        "clinical": lambda stage: _clinical(stage, costs, assumed),
        "work": lambda stage: [],
        "application": lambda stage: [_fee(stage, costs)],
        "exam": lambda stage: [_fee(stage, costs)],
        "licence": lambda stage: [_fee(stage, costs)],
    }


def _stage_items(stage: Row, pricers: dict[str, Pricer]) -> list[Item]:
    if stage.paid == "yes" and stage.kind in ("classroom", "clinical", "work"):
        return [_item(f"{stage.stage}: at work, no price", 0.0, "assumed")]
    return pricers[stage.kind](stage)


def _school(stage: Row, costs: Found, assumed: Found) -> list[Item]:
    if stage.role == "medication-aide":
        return [_course(stage, costs)]
    if stage.role == PROGRAMME_ROLE and stage.credential not in SCHOOL_OF_AWARD:
        programme = _item(stage.stage, assumed[PROGRAMME_PRICE]["value"], "assumed")
        return [{**programme, "assumption": PROGRAMME_PRICE}]
    by_role = SCHOOL.get(stage.role, "two_year")
    school = SCHOOL_OF_AWARD.get(stage.credential, by_role)
    return [_item(stage.stage)] if school is None else _college(stage, school, costs, assumed)


def _clinical(stage: Row, costs: Found, assumed: Found) -> list[Item]:
    if SCHOOL.get(stage.role) != "four_year":
        return []
    return _college(stage, "four_year", costs, assumed)


def _college(stage: Row, school: str, costs: Found, assumed: Found) -> list[Item]:
    years = stage.typical_months / MONTHS_A_YEAR
    length = f"{_years_of(stage)} at a {SCHOOL_NAMES[school]}"
    return [
        _college_item(f"{what}, {length}", years, f"{slug}_public_{school}", slug, costs, assumed)
        for what, slug in (("Tuition and fees", "tuition"), ("Books", "books"))
    ]


def _college_item(
    item: str, years: float, name: str, slug: str, costs: pd.DataFrame, assumed: pd.DataFrame
) -> Item:
    """Years at the price of one; a price that a reader has changed is no longer its source's."""
    amount = years * assumed[name]["value"]
    if not assumed[name]["source_id"]:
        return _item(item, amount, "assumed")
    cost = name.removeprefix(f"{slug}_").replace("_", "-")
    return _item(item, amount, "derived", costs[f"{cost}-{slug}"])


def _years_of(stage: Row) -> str:
    """Which years of school a stage takes: `year 4`, `years 1 to 2`."""
    first = int(stage.months_before // MONTHS_A_YEAR) + 1
    last = math.ceil((stage.months_before + stage.typical_months) / MONTHS_A_YEAR)
    return f"year {first}" if first == last else f"years {first} to {last}"


def _course(stage: Row, costs: Found) -> Item:
    """The pathway's own course; the mean of the courses that are priced where it has no price."""
    if stage.credential != COURSE_AWARD:
        return _item(stage.stage)
    courses = [cost for cost in costs.values() if cost["kind"] == "course"]
    own = next((course for course in courses if course["pathway"] == stage.pathway), None)
    if own is None:
        return _item(stage.stage, mean(course["amount_usd"] for course in courses), "assumed")
    return _item(own["item"], own["amount_usd"], "sourced", own)


def _fee(stage: Row, costs: Found) -> Item:
    """The fee of the first credential that the stage leads to."""
    slug = FEES.get(stage.credential.split("; ")[0])
    if slug is None:
        return _item(stage.stage)
    fee = costs[slug]
    return _item(fee["item"], fee["amount_usd"], "sourced", fee)


def _item(
    item: str,
    amount: float = float("nan"),
    basis: str = "not known",
    source: Mapping[Any, Any] | None = None,
) -> Item:
    found = {} if source is None else {key: source[key] for key in ("as_of", "source_url")}
    texts = dict.fromkeys(("assumption", "as_of", "source_url"), "")
    return {"item": item, "amount_usd": amount, "basis": basis, **texts, **found}
