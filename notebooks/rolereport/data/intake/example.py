"""Made-up people, spread evenly over official pay: who stands in where no salaries are given."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.data import load
from rolereport.data.intake.group_pay import summary
from rolereport.data.oews.columns import ANNUAL_PERCENTILES, PERCENTILES
from rolereport.data.own import COLUMNS
from rolereport.data.wages import of_area

ROLE = "medical-assistant"
PEOPLE = 40
KIND = "made-up example"


def example(year: int) -> pd.DataFrame:
    """A group of medical assistants as `data.own.held` returns one, paid as the nation's are.

    Their pay lies at even steps between the 10th and the 90th official percentile of `year`, or
    of the year next to it that is held.

    Raises
    ------
    DataError
        As `load.wages` does.
    """
    held = load.nearest("national", year)
    line = of_area(load.wages("national", held), load.table("role_soc"), [ROLE], "US", held).iloc[0]
    steps = np.linspace(PERCENTILES[0], PERCENTILES[-1], PEOPLE)
    annual = np.interp(steps, PERCENTILES, line[list(ANNUAL_PERCENTILES)].astype(float))
    people = pd.DataFrame({"role": ROLE, "area": "", "annual": annual})
    return summary(people).assign(kind=KIND, month=f"{held}-05")[list(COLUMNS)]
