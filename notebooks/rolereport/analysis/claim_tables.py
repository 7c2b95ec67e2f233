"""Claims that the report's own tables decide, each put to its table by code.

A claim is here if one table answers it without judgement: who awards a certificate, how long a
programme takes, whether a duty is on a job's list, what pay was published. The rest is left to
graded evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from rolereport.analysis.claim_evidence import parts_listed
from rolereport.analysis.claims import HOURS_A_YEAR, judge_figures, rounding_tolerance
from rolereport.analysis.feasibility import top_tenth_bounds
from rolereport.analysis.rows import Row, rows_of
from rolereport.recall import recalled

Tables = dict[str, pd.DataFrame]
NEEDED = (
    "claims", "claim_duties", "projections", "licensure", "credentials", "acronyms", "pathways",
    "stages",
)  # fmt: skip
LABORATORY = ("laboratory-technologist", "laboratory-technician")
ASSISTANT = "medical-assistant"
OF_ASSISTANT = ("CL03", "CL19", "CL20")
OF_LABORATORY = (
    "CL07", "CL13", "CL14", "CL15", "CL16", "CL17", "CL29", "CL30", "CL31", "CL32",
)  # fmt: skip
MONTHS = 12
CENT = 0.005  # half a cent: pay by the hour is published to the cent


class Checked(NamedTuple):
    """One claim put to a table: what it needs to be true, what the table has, whether it holds."""

    claim: str
    table: str
    needs: str
    found: str
    holds: bool


@recalled
def checked(tables: Tables, pay: pd.DataFrame) -> pd.DataFrame:
    """Every claim that a table decides.

    Parameters
    ----------
    tables
        The tables `NEEDED`, by name.
    pay
        National wage lines, one row for each role and year, without those where a role is shown
        by a blend that has a row of its own.

    Returns
    -------
    DataFrame
        claim, table, needs, found (words) and holds; sorted by claim.
    """
    rows = [
        *_duties(tables["claim_duties"]),
        *_education(tables["projections"], tables["pathways"], tables["stages"]),
        *_licences(tables["licensure"]),
        *_certificates(tables["credentials"], tables["acronyms"]),
        *_pay(tables["claims"], pay),
    ]
    return pd.DataFrame(rows, columns=Checked._fields).sort_values("claim", ignore_index=True)


def disagreeing(found: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Claims whose recorded verdict is not what the tables say: supported if and only if it holds.

    `found` is what `checked` returns.
    """
    verdict = found["claim"].map(claims.set_index("claim")["verdict"])
    return found.assign(verdict=verdict)[found["holds"] != (verdict == "supported")]


def _duties(duties: pd.DataFrame) -> Iterator[Checked]:
    parts = parts_listed(duties)
    for claims, roles, whose in (
        (OF_ASSISTANT, (ASSISTANT,), "the assistant's list"),
        (OF_LABORATORY, LABORATORY, "one laboratory job's list"),
    ):
        for claim in claims:
            done = parts.get(claim, {})
            whole = len(set().union(*done.values()))
            listed = max(len(done.get(role, ())) for role in roles)
            found = f"{listed} of {whole}"
            yield Checked(claim, "duties", f"each duty on {whose}", found, listed == whole)


def _education(
    projections: pd.DataFrame, pathways: pd.DataFrame, stages: pd.DataFrame
) -> Iterator[Checked]:
    entry = _entry(projections, "laboratory-technologist")
    yield Checked("CL09", "projections", "a bachelor's degree as usual entry", entry,
                  entry == "Bachelor's degree")  # fmt: skip
    yield Checked("CL24", "projections", "an associate's degree as usual entry", entry,
                  entry == "Associate's degree")  # fmt: skip
    award = _entry(projections, ASSISTANT)
    yield Checked("CL33", "projections", "an award without a degree as usual entry", award,
                  award == "Postsecondary nondegree award")  # fmt: skip
    ways = {way.pathway: way for way in rows_of(pathways)}
    course = [
        (stage, ways[stage.pathway])
        for stage in rows_of(stages[stages["kind"] == "classroom"])
        if ways[stage.pathway].role == ASSISTANT
    ]
    shortest = min(stage.min_months for stage, _ in course)
    yield Checked("CL37", "stages", "no programme of less than 12 months",
                  f"{shortest:g} months at least", shortest >= MONTHS)  # fmt: skip
    usual = [
        stage.max_months for stage, way in course if way.usual_entry == "yes" and not way.state
    ]
    yield Checked("CL38", "stages", "a usual programme of 24 months or more",
                  f"{max(usual):g} months at most", min(usual) >= 2 * MONTHS)  # fmt: skip
    degree = ways["MLT-AAS"].role
    yield Checked("CL56", "pathways", "two college years that make a technologist",
                  degree.replace("-", " "), degree == LABORATORY[0])  # fmt: skip


def _licences(licensure: pd.DataFrame) -> Iterator[Checked]:
    asked = licensure[licensure["status"] == "licence required"]
    free = licensure[(licensure["state"] == "OTHER") & (licensure["status"] == "no licence")]
    laboratory = asked.loc[asked["occupation"] == "laboratory", "state"]
    assistants = asked.loc[asked["occupation"] == ASSISTANT, "state"]
    states = ", ".join(assistants)
    yield Checked("CL11", "licensure", "a licence everywhere", f"in {len(laboratory)} places",
                  "laboratory" not in set(free["occupation"]))  # fmt: skip
    yield Checked("CL40", "licensure", "a licence nowhere", f"required in {states}",
                  assistants.empty)  # fmt: skip
    yield Checked("CL57", "licensure", "a certificate everywhere", f"required in {states}",
                  ASSISTANT not in set(free["occupation"]))  # fmt: skip


def _certificates(credentials: pd.DataFrame, acronyms: pd.DataFrame) -> Iterator[Checked]:
    awarded = [row for row in rows_of(credentials) if row.status == "awarded"]
    by_ascp = [
        row.letters for row in awarded if row.body.startswith("ascp") and row.role in LABORATORY
    ]
    yield Checked("CL12", "credentials", "laboratory certificates of ASCP",
                  ", ".join(by_ascp), bool(by_ascp))  # fmt: skip
    of = {row.credential: row for row in awarded}
    for claim, credential, body in (("CL43", "cma-aama", "aama"), ("CL46", "rma-amt", "nha")):
        given = of[credential].body
        yield Checked(claim, "credentials", f"awarded by {body.upper()}", given.upper(),
                      given == body)  # fmt: skip
    months = of["cma-aama"].renewal_months
    yield Checked("CL45", "credentials", "renewed after 60 months", f"{months:g} months",
                  months == 60)  # fmt: skip
    technologist = sum(letters.startswith("MT(") for letters in credentials["letters"])
    still = sum(row.letters.startswith("MT(") for row in awarded)
    yield Checked("CL52", "credentials", "an MT that is still awarded",
                  f"{still} of {technologist}", bool(still))  # fmt: skip
    registry = sum(row.body == "ascp-bor" for row in awarded)
    yield Checked("CL55", "credentials", "certificates of the Board of Registry",
                  f"{registry} still awarded", bool(registry))  # fmt: skip
    yield from _assistants([row for row in awarded if row.role == ASSISTANT])
    meaning = acronyms.loc[acronyms["letters"] == "MLT", "meaning"].tolist()
    yield Checked("CL53", "acronyms", "MLT for a technologist", "; ".join(meaning),
                  any("Technologist" in each for each in meaning))  # fmt: skip


def _assistants(awarded: list[Row]) -> Iterator[Checked]:
    private = [row for row in awarded if not row.body.endswith("doh")]
    bodies = len({row.body for row in private})
    yield Checked("CL58", "credentials", "several bodies", f"{bodies} bodies", bodies > 1)
    months = [row.renewal_months for row in private if not math.isnan(row.renewal_months)]
    span = f"after {min(months, default=0):g} to {max(months, default=0):g} months"
    yield Checked("CL61", "credentials", "certificates that run out", span, bool(months))


def _pay(claims: pd.DataFrame, pay: pd.DataFrame) -> Iterator[Checked]:
    judged = judge_figures(claims, pay).set_index("claim")
    for claim in ("CL68", "CL70", "CL71"):
        row = judged.loc[claim]
        found = f"${row['published']:,.0f}, {row['verdict']}"
        yield Checked(claim, "wages", f"${row['figure']:,.0f} as published", found,
                      row["verdict"] == "exact")  # fmt: skip
    figure = claims.set_index("claim")["figure"]
    year = figure["CL69"] * HOURS_A_YEAR
    near = abs(year - figure["CL68"]) <= HOURS_A_YEAR * CENT + rounding_tolerance(figure["CL68"])
    yield Checked("CL69", "wages", f"2,080 hours that make ${figure['CL68']:,.0f}",
                  f"${year:,.0f}", bool(near))  # fmt: skip
    yield from _latest_pay(figure, pay)


def _latest_pay(figure: pd.Series, pay: pd.DataFrame) -> Iterator[Checked]:
    year = int(pay["year"].max())
    latest = pay[pay["year"] == year].set_index("role")
    median: Any = latest.at[ASSISTANT, "p50_annual"]
    near = abs(median - figure["CL63"]) <= rounding_tolerance(figure["CL63"])
    yield Checked("CL63", "wages", f"a median of about ${figure['CL63']:,.0f} today",
                  f"${median:,.0f} in May {year}", bool(near))  # fmt: skip
    low, high = top_tenth_bounds(latest.loc["laboratory-combined"])
    yield Checked("CL67", "wages", f"a best-paid tenth that can average ${figure['CL67']:,.0f}",
                  f"${low:,.0f} or more in May {year}", low <= figure["CL67"] <= high)  # fmt: skip


def _entry(projections: pd.DataFrame, role: str) -> str:
    rows = projections[projections["role"] == role]
    by_edition = dict(zip(rows["edition"], rows["entry_education"], strict=True))
    return str(by_edition[max(by_edition)])
