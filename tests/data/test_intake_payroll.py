"""Salaries, one a row: jobs, units and places are understood, or told so as to be mended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter
from support.wage_sheets import national, text

from rolereport.data.errors import DataErrors
from rolereport.data.intake import own, telling_salaries
from rolereport.data.intake.group_pay import summary
from rolereport.data.intake.reading import read_files
from rolereport.data.intake.terms import Terms
from rolereport.data.intake.titles import UnknownTitle, role_of
from rolereport.parameters import ParameterError


def read(folder: Path, *rows: list[object]) -> pd.DataFrame:
    found = read_files([text(folder / "pay.csv", list(rows))]).payrolls
    return found["pay.csv"].people


def problems(folder: Path, *rows: list[object]) -> list[str]:
    with pytest.raises(DataErrors) as caught:
        read_files([text(folder / "pay.csv", list(rows))])
    return [str(error) for error in caught.value.errors]


def test_titles_units_and_places(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["Job Title", "Pay Rate", "Pay Basis", "Work State"],
        ["Medical Assistant II", "$22.50", "hourly", "Texas"],
        ["MLS", "80,000", "annual", "TX"],
        ["29-1141", 45, "", ""],
    )
    assert found.to_dict("list") == {
        "role": ["medical-assistant", "laboratory-technologist", "registered-nurse"],
        "area": ["TX", "TX", ""],
        "annual": [46800, 80000, 93600],
    }


@pytest.mark.parametrize(
    ("header", "pay", "annual"),
    [("Hourly Rate", 600, 1_248_000), ("Annual Salary", 30_000, 30_000), ("Base Pay", 21, 43_680)],
)
def test_the_header_says_the_unit_else_the_size_does(
    tmp_path: Path, header: str, pay: float, annual: float
) -> None:
    found = read(tmp_path, ["role", header], ["medical-assistant", pay])
    assert found["annual"].tolist() == [annual]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            ["Med Tech", 20, "hourly", "TX"],
            "names 3 jobs: laboratory-technician, laboratory-techno",
        ),
        (["CMA", 20, "hourly", "TX"], "names 2 jobs: medical-assistant, medication-aide"),
        (["Astronomer in chief", 20, "hourly", "TX"], "no job title that the report knows"),
        (["MLS", "abc", "hourly", "TX"], "row 2, column Pay, value 'abc': is no amount of pay"),
        (["MLS", "", "hourly", "TX"], "row 2, column Pay, value '': no pay is given"),
        (["MLS", 20, "weekly", "TX"], "would be $1,040 a year (weekly, as Unit says)"),
        (["MLS", 900, "bimonthly", "TX"], "value 'bimonthly': is no time that pay is given for"),
        (["MLS", "18-22", "hourly", "TX"], "value '18-22': is a range"),
        (["MLS", "$40k to $50k", "annual", "TX"], "is a range"),
        (["MLS", "-22", "hourly", "TX"], "is below zero"),
        (["MLS", "(22.50)", "hourly", "TX"], "is below zero"),
        (["MLS", "45.690,50", "annual", "TX"], "is written with a decimal comma"),
        (["MLS", "22,5", "hourly", "TX"], "is written with a decimal comma"),
        (["MLS", "€45000", "annual", "TX"], "is in another currency"),
        (["MLS", "#REF!", "annual", "TX"], "a formula failed here"),
        (["MLS", "2026-03-01", "annual", "TX"], "is a date"),
        (["MLS", "50000+", "annual", "TX"], "is no amount of pay"),
        (["MLS", 0, "annual", "TX"], "no pay is given"),
        (["MLS", 45, "annual", "TX"], "Annual pay in thousands"),
        (["MLS", 52000, "hourly", "TX"], "would be $108,160,000 a year"),
        (["MLS", 20, "hourly", "Tejas"], "column State, value 'Tejas': is no area"),
        (["", 20, "hourly", "TX"], "value '': no job is named"),
    ],
)
def test_what_cannot_be_understood_is_told(tmp_path: Path, row: list[object], told: str) -> None:
    found = problems(tmp_path, ["Title", "Pay", "Unit", "State"], row)
    assert any(told in message for message in found), found
    assert all("To mend it: " in message for message in found)


def test_an_owner_can_say_what_a_title_means() -> None:
    assert role_of("Med Tech II", {"med tech": "medication-aide"}) == "medication-aide"
    with pytest.raises(UnknownTitle, match="names 3 jobs"):
        role_of("Med Tech II")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("CMA (AAMA)", "medical-assistant"), ("RMA (AMT)", "medical-assistant"),
        ("M.A.", "medical-assistant"), ("MEDICAL ASST II", "medical-assistant"),
        ("Medical Assistant-Pediatrics", "medical-assistant"),
        ("Medical assistant, float pool", "medical-assistant"),
        ("MLS(ASCP)", "laboratory-technologist"), ("MT (ASCP)", "laboratory-technologist"),
        ("Clinical Lab Scientist", "laboratory-technologist"),
        ("Med Lab Technician - Nights", "laboratory-technician"),
        ("RN - ICU", "registered-nurse"), ("LVN", "licensed-practical-nurse"),
        ("Sr. Phlebotomist", "phlebotomist"), ("Pharmacy Tech", "pharmacy-technician"),
    ],
)  # fmt: skip
def test_titles_are_known_as_employers_write_them(title: str, role: str) -> None:
    assert role_of(title) == role


@pytest.mark.parametrize(
    "title", ["Medical Assistant - Instructor", "Medical assistant, supervisor", "Staff"]
)
def test_who_leads_or_teaches_a_job_does_not_hold_it(title: str) -> None:
    with pytest.raises(UnknownTitle):
        role_of(title)


def test_other_jobs_of_an_employer_are_left_out_and_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Job", "Hourly pay"], ["Front desk", 18], ["Front desk", "?"]]
    found = read_files([text(tmp_path / "pay.csv", [*rows, ["MLS", 30]])]).payrolls["pay.csv"]
    assert found.people["role"].tolist() == ["laboratory-technologist"]
    assert found.understood.others == {"Front desk": 2}
    (told,) = problems(tmp_path, rows[0], ["Medical asistant", 20], ["MLS", 30])
    assert "value 'Medical asistant': is no job title that the report knows" in told
    assert "no job title" in problems(tmp_path, *rows)[0]


def test_a_file_without_salaries_is_refused(tmp_path: Path) -> None:
    header = [name.replace("OCC_TITLE", "X") for name in map(str, national()[0])]
    for rows in ([["a", "b"], [1, 2]], [header]):
        with pytest.raises(DataErrors, match="To mend it: "):
            read_files([text(tmp_path / "wages.csv", rows)])


def annual(folder: Path, *rows: list[object]) -> list[float]:
    return [round(pay, 2) for pay in read(folder, *rows)["annual"]]


@pytest.mark.parametrize(
    ("cell", "dollars"),
    [
        ("45k", 45_000), ("$45.5K", 45_500), ("$22.50/hr", 46_800), ("22.50 per hour", 46_800),
        ("45,000/yr", 45_000), ("USD 45,000.00", 45_000),
        ("$3,900 a month", 46_800), ("1,800 biweekly", 46_800), ("$900/week", 46_800),
        (45_000, 45_000), (22.5, 46_800),
    ],
)  # fmt: skip
def test_pay_is_read_as_people_write_it(tmp_path: Path, cell: object, dollars: float) -> None:
    assert annual(tmp_path, ["job", "pay"], ["Medical assistant", cell]) == [dollars]


@pytest.mark.parametrize(
    ("heading", "pay", "dollars"),
    [
        ("Monthly salary", 3_900, 46_800), ("Bi-weekly pay", 1_800, 46_800),
        ("Semi-monthly pay", 1_950, 46_800), ("Weekly wage", 900, 46_800),
        ("Pay per day", 180, 46_800), ("Salary ($000)", 46.8, 46_800),
        ("Annual pay in thousands", 46.8, 46_800), ("Salary (thousands)", 46_800, 46_800),
        ("Salary", 46_800, 46_800), ("Rate ($/hr)", 22.5, 46_800), ("W-2 wages", 46_800, 46_800),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_figures_are(
    tmp_path: Path, heading: str, pay: float, dollars: float
) -> None:
    assert annual(tmp_path, ["job", heading], ["Medical assistant", pay]) == [dollars]


@pytest.mark.parametrize(
    ("unit", "pay"),
    [("Weekly", 900), ("Biweekly", 1_800), ("bi-weekly", 1_800), ("twice a month", 1_950),
     ("per month", 3_900), ("Hourly rate", 22.5), ("H", 22.5), ("Yr", 46_800)],
)  # fmt: skip
def test_a_column_says_what_each_figure_is(tmp_path: Path, unit: str, pay: float) -> None:
    rows = [["job", "pay", "pay basis"], ["Medical assistant", pay, unit]]
    assert annual(tmp_path, *rows) == [46_800]


@pytest.mark.parametrize("pay", [22.5, 1_800, 46_800])
def test_how_often_wages_are_paid_out_is_not_what_a_rate_is_for(tmp_path: Path, pay: float) -> None:
    rows = [["job", "pay", "Pay frequency"], ["Medical assistant", pay, "Biweekly"]]
    assert annual(tmp_path, *rows) == [46_800]


def test_of_several_columns_of_pay_the_straight_time_of_each_person_is_taken(
    tmp_path: Path,
) -> None:
    extra = ["Bonus", "Overtime pay", "Total pay", "Net pay"]
    rows: list[list[object]] = [
        ["Job", *extra, "Annual salary", "Hourly rate"],
        ["Medical assistant", 500, 900, 60_000, 31_000, "", 22.5],
        ["Medical assistant", 0, "", 61_000, 31_000, 47_000, 0],
    ]
    found = read_files([text(tmp_path / "pay.csv", rows)]).payrolls["pay.csv"]
    assert found.people["annual"].tolist() == [46_800, 47_000]
    assert set(found.understood.unread) == {*extra}
    assert {heading for _, _, heading in found.understood.units} == {"Hourly rate", "Annual salary"}


def test_pay_by_the_hour_goes_before_pay_that_hides_the_hours(tmp_path: Path) -> None:
    rows = [["Job", "Annual salary", "Hourly rate"], ["Medical assistant", 23_400, 22.5]]
    assert annual(tmp_path, *rows) == [46_800]


@pytest.mark.parametrize("heading", ["Hrly Rt", "Ann Sal", "Annual Rt", "Comp Rate", "Salary Amt"])
def test_headings_are_known_as_systems_shorten_them(tmp_path: Path, heading: str) -> None:
    pay = 22.5 if heading == "Hrly Rt" else 46_800
    assert annual(tmp_path, ["Job", heading], ["Medical assistant", pay]) == [46_800]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        (["Job Title", "Badge"], "has a column of jobs (Job Title) and none of pay"),
        (["Who", "Hourly rate"], "has a column of pay (Hourly rate) and none of jobs"),
        (["Job Title", "Min pay", "Max pay"], "has a column of jobs (Job Title) and none of pay"),
    ],
)
def test_a_file_that_lacks_half_of_it_is_told_which(
    tmp_path: Path, heading: list[object], told: str
) -> None:
    (message,) = problems(tmp_path, heading, ["MLS", 30, 30])
    assert told in message and "To mend it: head the column" in message


def test_a_compensation_report_is_read_as_its_system_writes_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Acme - Compensation Report", *[""] * 7],
        ["Run date: 03/01/2026", *[""] * 7],
        ["Payroll Name", "Job Title Description", "Pay Frequency", "Rate Type", "Rate Amount",
         "Annual Salary", "Work Location State", "Scheduled Hours"],
        ["Doe, Jane", "Medical Assistant I", "Biweekly", "Hourly", "22.50", "", "TX", 40],
        ["Moe, Al", "MLS - Nights", "Biweekly", "Salary", "3,100.00", "80,600.00", "TX", 40],
        ["Foe, Al", "MLS", "Biweekly", "Salary", "1,550.00", "40,300.00", "TX", 20],
        ["", "", "", "", "Total", "120,900.00", "", ""],
    ]  # fmt: skip
    path = text(tmp_path / "pay.csv", rows, delimiter=";")
    found = read_files([path]).payrolls["pay.csv"]
    assert found.people["annual"].tolist() == [46_800, 80_600, 80_600]
    assert found.understood.left_out == {"of totals or averages": 1}
    assert found.understood.unread == ("Annual Salary",)


def test_gross_pay_is_read_where_there_is_no_other(tmp_path: Path) -> None:
    rows = [["Job", "Gross pay", "Pay"], ["Medical assistant", 52_000, 46_800]]
    assert annual(tmp_path, *rows) == [46_800]
    assert annual(tmp_path, *[row[:2] for row in rows]) == [52_000]


def test_what_is_wrong_is_told_from_the_first_row_to_the_last(tmp_path: Path) -> None:
    rows = [["Job", "Pay", "State"], ["MLS", "?", "TX"], ["CMA", 30, "TX"], ["MLS", 30, "Tejas"]]
    assert [told.split(", ")[1] for told in problems(tmp_path, *rows)] == [
        "row 2", "row 3", "row 4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        "What is your annual salary (USD) before taxes?",
        "Annual base pay, not including bonus and overtime",
        "How much is your gross pay per year?",
    ],
)
def test_the_questions_of_a_survey_are_its_headings(tmp_path: Path, asked: str) -> None:
    rows = [
        ["Timestamp", "What is your current job title?", asked, "In which state do you work?",
         "How many hours per week do you work?"],
        ["3/1/2026 9:12:44", "Medical assistant", "$40,000", "Texas", 40],
        ["3/1/2026 9:14:02", "Medical assistant", "21k", "Texas", 20],
    ]  # fmt: skip
    found = read(tmp_path, *rows)
    assert found["annual"].tolist() == [40_000, 42_000]
    assert set(found["area"]) == {"TX"}


def test_the_pay_of_part_timers_is_brought_to_full_time(tmp_path: Path) -> None:
    share = [["job", "annual pay", "FTE"], ["MLS", 40_000, 0.5], ["MLS", 80_000, ""]]
    assert annual(tmp_path, *share) == [80_000, 80_000]
    percent = [["job", "annual pay", "FTE %"], ["MLS", 40_000, "50%"], ["MLS", 80_000, "100%"]]
    assert annual(tmp_path, *percent) == [80_000, 80_000]
    hours = [["job", "annual pay", "Hours per week"], ["MLS", 40_000, 20], ["MLS", 80_000, 40]]
    assert annual(tmp_path, *hours) == [80_000, 80_000]
    year = [["job", "annual pay", "hours"], ["MLS", 40_000, 1_040], ["MLS", 80_000, 2_080]]
    assert annual(tmp_path, *year) == [80_000, 80_000]
    hourly = [["job", "hourly pay", "FTE"], ["MLS", 20, 0.5], ["MLS", 20, 1]]
    assert annual(tmp_path, *hourly) == [41_600, 41_600]
    mixed = [["job", "pay", "FTE"], ["MLS", "20/hr", 0.5], ["MLS", "40,000/yr", 0.5]]
    assert annual(tmp_path, *mixed) == [41_600, 80_000]
    already = [["job", "Annualized salary", "FTE"], ["MLS", 80_000, 0.5]]
    assert annual(tmp_path, *already) == [80_000]


@pytest.mark.parametrize(
    "rows",
    [
        [["job", "annual pay", "Full/Part time"], ["MLS", 40_000, "PT"]],
        [["job", "annual pay"], ["MLS (part-time)", 40_000]],
        [["job", "annual pay", "FTE", "Status"], ["MLS", 40_000, "", "Part-time"]],
    ],
)
def test_part_time_pay_without_hours_is_refused(tmp_path: Path, rows: list[list[object]]) -> None:
    (told,) = problems(tmp_path, *rows)
    assert "is annual pay of a part-time job whose hours are not given" in told
    assert "FTE" in told
    hourly = [[rows[0][0], "hourly pay", *rows[0][2:]], [rows[1][0], 20, *rows[1][2:]]]
    assert annual(tmp_path, *hourly) == [41_600]


@pytest.mark.parametrize(
    ("extra", "why"),
    [
        (["Total", "", 92_000], "of totals or averages"),
        (["", "", 92_000], "of totals or averages"),
        (["Grand total:", "", "$92,000.00"], "of totals or averages"),
        (["Average", "", 46_000], "of totals or averages"),
        (["Prepared by A. Clerk, 3 March", "", ""], "of notes below the last salary"),
        (["Job", "Status", "Annual pay"], "that repeat the heading"),
        (["MLS", "Terminated", 44_000], "of people who have left"),
    ],
)
def test_rows_that_are_no_person_are_left_out_and_told(
    tmp_path: Path, extra: list[object], why: str
) -> None:
    rows = [["Job", "Status", "Annual pay"], *[["MLS", "Active", pay] for pay in (45_000, 47_000)]]
    found = read_files([text(tmp_path / "pay.csv", [*rows, extra])]).payrolls["pay.csv"]
    assert found.people["annual"].tolist() == [45_000, 47_000]
    assert found.understood.left_out == {why: 1}


def test_a_register_that_repeats_people_is_refused_without_naming_them(tmp_path: Path) -> None:
    rows = [["Employee ID", "Name", "Job", "Pay"], *[["E-77431", "Jane Doe", "MLS", 30]] * 2]
    (told,) = problems(tmp_path, *rows)
    assert "row 3, column Employee ID: names the same person as row 2" in told
    assert "77431" not in told and "Doe" not in told


def test_no_message_shows_a_cell_of_a_person_but_the_faulty_one(tmp_path: Path) -> None:
    heading = ["Employee ID", "Full name", "E-mail", "Title", "Pay", "Unit", "State", "Hire date"]
    person = ["E-77431", "Jane Doe", "jane@example.org"]
    rows = [
        [*person, "Wizard", "18-22", "fortnightly-ish", "Tejas", "2020-01-01"],
        [*person, "", "", "", "", ""],
        [*person, "MLS", 9, "", "TX", ""],
    ]
    for message in problems(tmp_path, heading, *rows):
        assert "Doe" not in message and "jane" not in message and "77431" not in message
    with pytest.raises(DataErrors) as caught:
        read_files([text(tmp_path / "bare.csv", [[*person, "MLS", "30"], *rows])])
    assert "Doe" not in str(caught.value) and "jane" not in str(caught.value)


def test_the_job_is_read_from_the_column_that_names_jobs(tmp_path: Path) -> None:
    rows = [
        ["Title", "Position", "Job Code", "Job description", "Hourly rate"],
        ["Ms", "10034", "77", "Medical assistant", 20],
        ["Mr", "10035", "78", "Phlebotomist", 20],
    ]
    assert read(tmp_path, *rows)["role"].tolist() == ["medical-assistant", "phlebotomist"]


def test_a_column_of_roles_settles_what_a_title_leaves_open(tmp_path: Path) -> None:
    rows = [
        ["Job title", "Role", "Hourly rate"],
        ["Med tech", "medication-aide", 18],
        ["Phlebotomist", "", 20],
    ]
    assert read(tmp_path, *rows)["role"].tolist() == ["medication-aide", "phlebotomist"]


def test_a_title_that_is_wrong_in_many_rows_is_told_once(tmp_path: Path) -> None:
    (told,) = problems(tmp_path, ["title", "hourly pay"], *[["CMA", 20]] * 9)
    assert "names 2 jobs" in told and "(in 9 rows)" in told


def test_places_are_states_buildings_and_what_the_owner_says(tmp_path: Path) -> None:
    def areas(heading: str, *cells: str, area: str = "") -> list[str]:
        rows = [["job", "hourly pay", heading], *[["MLS", 30, cell] for cell in cells]]
        file = text(tmp_path / "pay.csv", rows)
        found = read_files([file], terms=Terms.of(area=area)).payrolls["pay.csv"]
        return found.people["area"].tolist()

    assert areas("State", "Texas", "", "nm", "US", area="CO") == ["TX", "CO", "NM", ""]
    assert areas("Location", "Main campus", "East clinic") == ["", ""]
    assert areas("Location", "Main campus", "East clinic", area="TX") == ["TX", "TX"]
    assert areas("Location", "Austin, TX", "Taos, NM") == ["TX", "NM"]
    assert areas("Metro", "12420", "Austin-Round Rock-San Marcos, TX") == ["12420", "12420"]


def test_a_large_payroll_is_summarised_in_time(tmp_path: Path) -> None:
    rows = [
        ["job", "hourly pay"],
        *[["Medical assistant", 20 + n % 50 / 10] for n in range(20_000)],
    ]
    assert summary(read(tmp_path, *rows))["people"].tolist() == [20_000]


def test_of_several_sheets_of_salaries_one_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Job", "Pay", "Hired"], ["MLS", 30.5, "2020-01-01"], ["MLS", "$31.00", ""],
    ]  # fmt: skip
    path = tmp_path / "pay.xlsx"
    with xlsxwriter.Workbook(path) as book:
        pivot: list[list[object]] = [["Job", "Average pay", "Count"], ["MLS", 30.75, 2]]
        for name in ("Pivot", "January", "February"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(pivot if name == "Pivot" else rows):
                sheet.write_row(number + 2, 1, row)
    reading = read_files([path])
    (found,) = reading.payrolls.values()
    assert [*reading.payrolls] == ["pay.xlsx, sheet January"]
    assert (found.kind, found.people["annual"].tolist()) == ("workbook", [63_440, 64_480])
    assert list(found.people.index) == [4, 5]
    assert found.understood.sheets == ("pay.xlsx, sheet February",)


def test_a_date_in_a_cell_of_pay_is_told(tmp_path: Path) -> None:
    path = tmp_path / "pay.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Job", "Pay"])
        sheet.write(1, 0, "MLS")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 1, dt.datetime(2026, 3, 1), day)
    with pytest.raises(DataErrors, match=r"row 2, column Pay, value '2026-03-01.*is a date"):
        read_files([path])


def test_what_was_understood_is_told_line_by_line(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Job", "State", "FTE", "Annual pay", "Hourly rate", "Bonus"],
        *[["Medical assistant", "TX", 0.5, 22_000 + 10 * n, "", 100] for n in range(12)],
        *[["MLS", "TX", 1, "", 30 + n / 10, ""] for n in range(4)],
        ["Front desk", "TX", 1, "", 18, ""],
        ["Total", "", "", 999_999, "", ""],
    ]
    path = text(tmp_path / "pay day.csv", rows)
    terms = Terms(month="2026-03")
    reading = read_files([path], terms=terms)
    told = [*telling_salaries.understood(reading)]
    assert told == [
        "pay day.csv: salaries of 16 people",
        "  left out: 1 row of totals or averages",
        "  Medical assistant (12): taken for Medical assistant",
        "  MLS (4): taken for Medical laboratory technologist or scientist",
        "  left out, as the report knows no such job: Front desk (1)",
        "    (--title 'Clinic helper=medical-assistant' would say what a title means)",
        "  pay in Annual pay: 12 by the year, as the heading says",
        "  pay in Hourly rate: 4 by the hour, as the heading says",
        "  12 work part time: pay divided by the column FTE",
        "  areas: Texas 16 (column State)",
        "  not read: Bonus",
    ]
    summarised = own.summarised(reading, terms)
    assert summarised is not None
    groups = "\n".join(telling_salaries.groups(summarised, terms)).splitlines()
    assert "  Medical assistant, Texas: 12 people" in groups
    assert "    fewer than 10 people" in groups
    assert all(len(line) <= 80 for line in [*told, *groups])
    kept = telling_salaries.never_kept(reading, terms)
    assert f"rolereport build --wages '{path}'\n  with the same options as here" in kept


def test_a_salary_far_from_its_job_s_middle_is_told_and_not_refused(tmp_path: Path) -> None:
    people = [["medical-assistant", 40_000 + 100 * number] for number in range(12)]
    rows = [["role", "Annual Salary"], *people, ["medical-assistant", 450_000], ["RN", 160_500]]
    reading = read_files([text(tmp_path / "pay.csv", rows)])
    (doubt,) = reading.doubts
    assert (doubt.row, doubt.value) == (14, 450_000)
    assert "11 times what the middle of the job is paid" in str(doubt)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"titles": ["med tech=lab-technician"]}, "nearest: laboratory-technician"),
        ({"area": "Texass"}, "nearest: texas"),
        ({"month": "2099-12"}, "2099-12 is still to come"),
    ],
)
def test_terms_that_cannot_be_are_refused_with_what_is_near(said: Any, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        Terms.of(**said)
