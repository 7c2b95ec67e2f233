"""The cost sheet of one college's programme for laboratory technicians, as the college printed it.

Kept line by line, because its sums do not add up and a lesson audits them; `data/costs.csv` keeps
the stated total with a warning.
"""

from __future__ import annotations

import pandas as pd

URL = (
    "https://www.jscc.edu/academics/divisions/allied-health/medical-laboratory-technician/"
    "estimated-costs.html"
)
TUITION, BOOKS, SUPPLIES, UNIFORMS = "Registration", "Textbooks", "Paper and supplies", "Uniforms"
INSURANCE, NATIONAL, LOCAL = "Liability insurance", "National memberships", "Local membership"
SKIN_TEST = "Tuberculosis skin test"
# Term: its printed lines, then the total that the sheet states for it.
TERMS: dict[str, tuple[dict[str, float | None], float]] = {
    "Fall 2022": (
        {
            TUITION: 3084, INSURANCE: 9.95, "Hepatitis B vaccine": 135, BOOKS: 355, UNIFORMS: 100,
            NATIONAL: 37, "Background check": 29.5, "Drug screen": 38.75, LOCAL: 10, SUPPLIES: 75,
            "Safety glasses": 10, SKIN_TEST: 15,
        },
        4149.20,
    ),
    "Spring 2023": (
        {TUITION: 3084, BOOKS: 250, SUPPLIES: 50, "Hepatitis antibody titre": 45},
        3629,
    ),
    "Summer 2023": (
        {TUITION: 1840, INSURANCE: 9.95, BOOKS: 120, UNIFORMS: 225, SUPPLIES: 40},
        3089.95,
    ),
    "Fall 2023": (
        {TUITION: 3084, BOOKS: 150, SUPPLIES: 50, NATIONAL: 37, LOCAL: 10, SKIN_TEST: 15},
        3636,
    ),
    "Spring 2024": ({TUITION: 3084, BOOKS: 120, SUPPLIES: 50, UNIFORMS: 150}, 3704),
    "Summer 2024": ({TUITION: None, BOOKS: 120, SUPPLIES: 30}, 654),
    "After graduation": (
        {"State licence": 60, "Background check for the licence": 58, "National examination": 215},
        333,
    ),
}  # fmt: skip
PROGRAMME = 19355.15
NOTE = (
    "Not necessary for most students with college credits earned earlier, says the sheet; the copy "
    "that was read shows no amount for registration."
)


def sheet() -> pd.DataFrame:
    """The sheet, a row a printed line: term, item, line, amount_usd, as_of, source_url, note.

    `line` is item, term total or programme total. `amount_usd` is empty where the copy that was
    read shows no amount.
    """
    rows = [row for term in TERMS for row in _term(term)]
    rows.append(("Whole programme", "Programme total", "programme total", PROGRAMME))
    table = pd.DataFrame(rows, columns=["term", "item", "line", "amount_usd"])
    table["as_of"], table["source_url"] = "2022-24", URL
    table["note"] = table["term"].map({"Summer 2024": NOTE}).fillna("")
    return table


def _term(term: str) -> list[tuple[str, str, str, float | None]]:
    items, total = TERMS[term]
    lines = [(term, item, "item", amount) for item, amount in items.items()]
    return [*lines, (term, "Term total", "term total", total)]
