"""What is kept of the salaries that were read: a summary by group, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

from rolereport.data.intake.reading import Reading
from rolereport.data.intake.terms import Terms
from rolereport.data.own import COLUMNS
from rolereport.vintages import OWN_PAY


def summarised(reading: Reading, terms: Terms) -> pd.DataFrame | None:
    """The groups of all salaries read together, as `data.own.COLUMNS` says; None without any."""
    if not reading.payrolls:
        return None
    from rolereport.data.intake.group_pay import summary  # a second of scipy, for salaries alone

    people = pd.concat([payroll.people for payroll in reading.payrolls.values()], ignore_index=True)
    kinds = dict.fromkeys(payroll.kind for payroll in reading.payrolls.values())
    groups = summary(people, terms.smallest)
    groups = groups.assign(kind=" and ".join(kinds), month=terms.month)
    return groups[list(COLUMNS)]


def write(reading: Reading, folder: Path, terms: Terms) -> Path | None:
    """Write the summary of the salaries read as `own_pay.csv` into `folder`; None without any.

    The file is brought in by one rename: it is there whole or not at all.
    """
    groups = summarised(reading, terms)
    if groups is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        new = Path(aside) / OWN_PAY
        groups.to_csv(new, index=False, lineterminator="\n", encoding="utf-8", float_format="%.0f")
        new.replace(folder / OWN_PAY)
    return folder / OWN_PAY
