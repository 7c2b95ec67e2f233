"""Groups of two occupations whose wages OEWS publishes together and apart.

They show what the wages of a group can and cannot tell of its two parts, which is all that is left
of laboratory technologists and technicians since they are published as one.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from rolereport.data.compile.tables import write
from rolereport.data.oews.releases import read_releases

FIRST_YEAR = 2012  # broad groups are published from then on
PARTS = 2
GROUP = 6  # letters of a SOC code that the parts of a broad group share
PERCENTILES = [f"p{percentile}_annual" for percentile in (10, 25, 50, 75, 90)]
COLUMNS = ["soc_code", "year", "soc_title", "employment", *PERCENTILES]


def compile_paired_groups(sources: Path, out: Path) -> None:
    """Write `paired_groups.csv`: annual percentiles of each group, by year, in dollars.

    Parameters
    ----------
    sources
        Folder of the publishers' files.
    out
        Folder that receives the table.

    Raises
    ------
    DataError
        If a release is missing or unreadable, or a group stands twice in a year.
    """
    groups = [
        paired_groups(release.wages).assign(year=release.year)
        for release in read_releases(sources / "bls_oews")
        if release.level == "national" and release.year >= FIRST_YEAR
    ]
    table = pd.concat(groups)[COLUMNS]
    figures = ["employment", *PERCENTILES]
    whole = table[figures].map("{:.15g}".format)
    write(table.assign(**whole), out / "paired_groups.csv", ["soc_code", "year"])


def paired_groups(wages: pd.DataFrame) -> pd.DataFrame:
    """Broad groups of `wages` with exactly two detailed occupations, all percentiles printed."""
    kind = wages["occupation_group"]
    parts = wages.loc[kind == "detailed", "soc_code"].str[:GROUP].value_counts()
    paired = wages["soc_code"].str[:GROUP].isin(parts[parts == PARTS].index)
    return wages[(kind == "broad") & paired].dropna(subset=["employment", *PERCENTILES])
