"""Chapter 03 says which certificates there are, what lapses and what it costs, as far as known."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import credentials
from rolereport.analysis.names import JOBS
from rolereport.data import load
from rolereport.display.sentences import credentials as said

NAN = float("nan")
PAGE = "commercial page alone."


@pytest.fixture
def held() -> pd.DataFrame:
    return credentials.held(load.table("credentials"), load.table("bodies"), list(JOBS))


@pytest.fixture
def priced(held: pd.DataFrame) -> pd.DataFrame:
    return credentials.prices(credentials.renewing(held), 120)


@pytest.fixture
def eras(held: pd.DataFrame) -> pd.DataFrame:
    return credentials.eras(held)


def test_certificates_of_private_bodies_are_counted(held: pd.DataFrame) -> None:
    assert said.awarded(held) == (
        "Ten certificates of private bodies can be earned for these jobs."
    )
    one = held[held["credential"] == "mls-ascp"]
    assert said.awarded(one).startswith("One certificate of a private body can be earned")
    states = held[held["body_kind"] == "regulator"]
    assert said.awarded(states).startswith("No private body is known to certify")


def test_retired_credentials_are_named_with_their_year(held: pd.DataFrame) -> None:
    assert said.retired(held) == ("No longer awarded: CLS(NCA) (2009) and MT(ASCP) (2009).")
    assert said.retired(held[held["status"] == "awarded"]) == ""


def test_renewal_names_the_span_and_what_is_unknown(held: pd.DataFrame) -> None:
    assert said.renewal(held) == (
        "Renewal comes round every 12 to 60 months; for six we found no cycle."
    )
    assert said.renewal(held.assign(renewal_months=36.0)) == "Renewal comes round every 36 months."
    assert said.renewal(held.assign(renewal_months=NAN)).startswith("None of our sources")


def test_prices_of_commercial_pages_carry_no_headline(priced: pd.DataFrame) -> None:
    sources = load.table("sources")
    firm = credentials.firm(priced, sources)
    assert said.price(priced[firm]) == (
        "Ten years of fee and renewals cost from $320 for RMA (Virginia) to $570 for RMA (AMT), by "
        "prices from official or professional sources."
    )
    assert said.price_caption(priced[~firm]).endswith(
        "leaves out MLS(ASCP), MLT(AMT), MLT(ASCP) and CCMA (NHA), for which a price comes from a "
        "commercial page."
    )
    assert said.price_caption(priced.head(0)).endswith("lost hours are not counted.")
    grade = sources.set_index("source_id")["grade"]
    cited = priced.loc[firm, ["fee_source_id", "renewal_usd_source_id"]].stack()
    assert set(grade[cited]) <= {"A", "B"}


def test_one_price_equal_prices_and_no_price(priced: pd.DataFrame) -> None:
    one = priced[priced["credential"] == "mls-ascp"]
    assert said.price(one) == "Ten years of fee and renewals cost $560 for MLS(ASCP)."
    equal = priced.assign(total_usd=500.0)
    assert said.price_title(equal).endswith("cost $500 for each of these credentials")
    unknown = priced.assign(total_usd=NAN, renewal_months=NAN)
    assert said.price_title(unknown).startswith("For no credential here")
    assert "Time between renewals: none known." in said.price_alt(unknown)


def test_the_chart_of_prices_in_words(priced: pd.DataFrame) -> None:
    alt = said.price_alt(priced)
    assert "CMA (AAMA) 60 months" in alt and "MLS(ASCP) $560" in alt
    assert alt.endswith("Of 20 credentials six lack a cycle and 13 a price.")


def test_eras_name_what_is_gone_and_what_took_its_place(eras: pd.DataFrame) -> None:
    assert said.eras_title(eras) == ("No longer awarded: CLS(NCA) and MT(ASCP) since 2009")
    assert said.eras_alt(eras).endswith(
        "MLS(ASCP) took the place of CLS(NCA) and MT(ASCP) in 2009; MLS(AMT) took the place of "
        "MT(AMT) in 2023."
    )
    assert said.eras_caption(eras).endswith("leaves out MT(AMT), whose end is known from a " + PAGE)
    assert said.eras_caption(eras.head(0)).endswith("was not found.")
    assert said.eras_title(eras.head(0)).startswith("None of these")
    assert said.eras_alt(eras.head(0)).endswith("No successor is known.")


def test_whose_credentials_are_shown_is_said() -> None:
    named = load.table("roles").set_index("role")
    assert said.covered(["medication-aide", "medical-assistant"], named) == (
        "Shown here: credentials of medication aides and medical assistants."
    )


def test_findings_are_two_to_four(held: pd.DataFrame, priced: pd.DataFrame) -> None:
    told = said.findings(held, priced, ["The law.", "The rules."])
    assert len(told) == 4
    assert told[1:3] == ["The law.", "The rules."]
