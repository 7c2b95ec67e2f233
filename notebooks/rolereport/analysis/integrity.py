"""Whether tables and vintages hold together: keys, references, codes, seals, drift, verdicts.

Every check gives rows like those of `consistency.wage_checks`: check, compared, departing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

CHECK = ["check", "compared", "departing"]
LARGE = 0.25  # a median that moves by more in a year is worth a look
FEW = 5000  # jobs; the survey's figures for fewer jump about
NOT_FIGURES = ("area", "soc_code", "soc_title", "occupation_group", "codes", "year")


def key_check(tables: Mapping[str, pd.DataFrame], keys: Mapping[str, list[str]]) -> pd.DataFrame:
    """Whether the key of each table names one row: `keys` holds its columns."""
    rows = sum(len(tables[name]) for name in keys)
    apart = sum(_distinct(tables[name], key) for name, key in keys.items())
    return _row("keys", rows, rows - apart)


def reference_check(tables: Mapping[str, pd.DataFrame], references: pd.DataFrame) -> pd.DataFrame:
    """Whether every cell that names an entry of another table names one that is there.

    Parameters
    ----------
    references
        table, column, target, target_column.
    """
    compared = departing = 0
    for row in references.itertuples():
        named = [cell for cell in tables[row.table][row.column].tolist() if cell != ""]
        held = {*tables[row.target][row.target_column].tolist()}
        compared += len(named)
        departing += sum(cell not in held for cell in named)
    return _row("references", compared, departing)


def seal_check(seals: pd.DataFrame) -> pd.DataFrame:
    """Whether every file is, byte for byte, the one described: `seals` has path and sealed."""
    return _row("sealed", len(seals), int((~seals["sealed"]).sum()))


def code_checks(levels: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Whether codes and missing figures go together.

    Parameters
    ----------
    levels
        Wages of one level each, year by year: figures, year, and codes such as
        `p90_hourly=#; p50_hourly=*`.

    Returns
    -------
    DataFrame
        `codes`: codes, none of which may stand beside a figure. `gaps`: figures missing from a
        column that the vintage has, each of which should have a code.
    """
    counts = np.array([_codes(wages) for wages in levels]).sum(axis=0)
    rows = [("codes", counts[0], counts[1]), ("gaps", counts[2], counts[3])]
    return pd.DataFrame(rows, columns=CHECK)


def drift(national: pd.DataFrame) -> pd.DataFrame:
    """How the median of every line moved from one year to the next.

    Parameters
    ----------
    national
        One row a line and year: soc_code, soc_title, year, employment, p50_annual.

    Returns
    -------
    DataFrame
        soc_code, soc_title, year, employment, before, p50_annual (dollars) and change (a share);
        the known pairs of neighbouring years, largest change first.
    """
    columns = ["soc_code", "soc_title", "year", "employment", "p50_annual"]
    ordered = national[columns].sort_values(["soc_code", "year"], ignore_index=True)
    former = ordered.shift()
    steps = ordered.assign(before=former["p50_annual"])
    steps["change"] = steps["p50_annual"] / steps["before"] - 1
    follows = (steps["soc_code"] == former["soc_code"]) & (steps["year"] - former["year"] == 1)
    known = steps[follows & steps["change"].notna()]
    order = np.argsort(-known["change"].abs().to_numpy(), kind="stable")
    columns = ["soc_code", "soc_title", "year", "employment", "before", "p50_annual", "change"]
    return known[columns].iloc[order].reset_index(drop=True)


def drift_check(steps: pd.DataFrame) -> pd.DataFrame:
    """How many of the steps that `drift` returns are larger than `LARGE`."""
    return _row("drift", len(steps), int((steps["change"].abs() > LARGE).sum()))


def verdict_check(checked: pd.DataFrame, disagreeing: pd.DataFrame) -> pd.DataFrame:
    """Whether claims that a table decides have the verdict that the table gives them.

    Parameters
    ----------
    checked, disagreeing
        A row a claim, as `claim_tables.checked` and `claim_tables.disagreeing` return.
    """
    return _row("verdicts", len(checked), len(disagreeing))


def described_check(fields: pd.DataFrame) -> pd.DataFrame:
    """Whether every column of every table is described: `fields` has description."""
    return _row("described", len(fields), int((fields["description"] == "").sum()))


def _distinct(table: pd.DataFrame, key: list[str]) -> int:
    return len({*zip(*(table[column].tolist() for column in key), strict=True)})


def _row(check: str, compared: int, departing: int) -> pd.DataFrame:
    return pd.DataFrame([(check, compared, departing)], columns=CHECK)


def _codes(wages: pd.DataFrame) -> tuple[int, int, int, int]:
    """Codes, codes beside a figure, missing figures, missing figures without a code."""
    figures = [column for column in wages if column not in NOT_FIGURES]
    changes = np.flatnonzero(np.diff(wages["year"])) + 1
    filled = [wages[figure].notna().to_numpy() for figure in figures]
    known = np.array([[part.sum() for part in np.split(each, changes)] for each in filled])
    marked = np.flatnonzero(wages["codes"].to_numpy() != "")
    coded = _coded(wages["codes"].iloc[marked], figures)
    beside = np.column_stack([each[marked] for each in filled])
    alone = np.split(coded & ~beside, np.searchsorted(marked, changes))
    explained = known + np.column_stack([part.sum(axis=0) for part in alone])
    rows = np.diff([0, *changes, len(wages)])
    expected = (explained > 0) * rows  # cells of the columns that a year has
    return (
        int(coded.sum()),
        int((coded & beside).sum()),
        int((expected - known).sum()),
        int((expected - explained).sum()),
    )


def _coded(codes: pd.Series, figures: list[str]) -> np.ndarray:
    """Which figures (columns) of which rows have a code."""
    of_row, written = pd.factorize(codes)  # a few sets of codes serve all rows
    coded = np.zeros((len(written), len(figures)), dtype=bool)
    for place, each in enumerate(written):
        for code in filter(None, each.split("; ")):
            coded[place, figures.index(code.partition("=")[0])] = True
    return coded[of_row]
