"""Numbers and codes part cleanly, and nothing else passes."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.data.errors import DataError
from rolereport.data.oews.codes import NOT_KEPT, PRINTED, separate
from rolereport.data.oews.columns import NUMBERS, PAY

FILE = Path("release.xlsx")
PADDING = st.text(alphabet=" \t", max_size=4)
NUMBER = st.floats(min_value=0.01, max_value=2e8, allow_nan=False).map(lambda x: round(x, 3))


def one(**cells: object) -> pd.Series:
    return separate(pd.DataFrame([cells], dtype="object"), FILE).iloc[0]


@given(number=NUMBER, before=PADDING, after=PADDING, column=st.sampled_from(NUMBERS))
def test_a_number_is_read_exactly_whatever_pads_it(
    number: float, before: str, after: str, column: str
) -> None:
    row = one(**{column: f"{before}{number!r}{after}"})
    assert row[column] == number
    assert row["codes"] == ""


def test_the_codes_of_every_release_are_known() -> None:
    assert set(PRINTED) == {"*", "**", "***", "#", "~"}


@given(code=st.sampled_from(PRINTED), padding=PADDING, column=st.sampled_from(NUMBERS))
def test_a_code_leaves_the_number_empty_and_is_told(code: str, padding: str, column: str) -> None:
    row = one(**{column: padding + code})
    assert pd.isna(row[column])
    assert row["codes"] == f"{column}={code}"


@given(
    text=st.text(min_size=1).filter(
        lambda text: text.strip() not in ("", *PRINTED) and not text.strip()[-1].isdecimal()
    )
)
def test_anything_else_is_refused_by_file_row_column_and_value(text: str) -> None:
    with pytest.raises(DataError) as caught:
        separate(pd.DataFrame({"p10_hourly": ["1", text]}, dtype="object"), FILE)
    assert (caught.value.file, caught.value.row) == ("release.xlsx", 3)
    assert (caught.value.column, caught.value.value) == ("p10_hourly", text.strip())


@pytest.mark.parametrize("text", ["-1", "1,234", "1e400", "inf", "nan", "1 2", "$5", "?", "****"])
def test_lookalikes_of_numbers_and_codes_are_refused(text: str) -> None:
    with pytest.raises(DataError):
        one(employment=text)


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA])
def test_what_a_conversion_lost_is_marked(nothing: object) -> None:
    row = one(employment="5", p90_hourly=nothing, p90_annual="#")
    assert pd.isna(row["p90_hourly"])
    assert row["codes"] == f"p90_hourly={NOT_KEPT}; p90_annual=#"


@pytest.mark.parametrize("column", NUMBERS)
def test_zero_is_a_figure_but_never_pay(column: str) -> None:
    row = one(**{column: "0"})
    assert pd.isna(row[column]) == (column in PAY)
    assert row["codes"] == (f"{column}={NOT_KEPT}" if column in PAY else "")


def test_an_empty_text_is_a_figure_that_the_release_does_not_hold() -> None:
    row = one(jobs_per_1000="", employment="5")
    assert pd.isna(row["jobs_per_1000"])
    assert row["codes"] == ""


def test_long_decimals_of_a_spreadsheet_are_the_number_that_was_meant() -> None:
    assert one(jobs_per_1000="36.880000000000003")["jobs_per_1000"] == 36.88
    assert one(jobs_per_1000="4.0000000000000001E-3")["jobs_per_1000"] == 0.004


def test_a_row_is_named_by_its_place_in_the_file() -> None:
    cells = pd.DataFrame({"employment": ["x"]}, index=[41], dtype="object")
    with pytest.raises(DataError, match="row 43, column employment, value 'x'"):
        separate(cells, FILE)
