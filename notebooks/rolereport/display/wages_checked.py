"""What checking every wage finds: results and sentences, which few changes of the wages alter.

All that is held is read for it. What was found stands in place of what was read, so that an
edition depends on it and not on every row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from rolereport.analysis import consistency, integrity
from rolereport.data import load
from rolereport.display.sentences import sources as say
from rolereport.reads import conclude


@dataclass(frozen=True)
class Found:
    """What checks of all wages found.

    Parameters
    ----------
    checks
        check, compared, departing, as `consistency.wage_checks`: what must hold of wages by
        themselves, and between levels and years.
    hours, sums, drift
        A sentence each: on pairs of hourly and annual pay, on the states set against the nation,
        and on medians that moved far in a year.
    """

    checks: pd.DataFrame
    hours: str
    sums: str
    drift: str


def found(codes: list[str]) -> Found:
    """Check all wages held; `codes` are the lines of the edition's roles."""
    told = _found(",".join(codes))
    rows = pd.DataFrame(told.pop("checks"), columns=integrity.CHECK)
    return Found(checks=rows, **told)


@conclude
def _found(codes: str) -> dict[str, Any]:
    national, states, _ = levels = [load.wages(level) for level in load.LEVELS]
    sums, steps = consistency.states_against_nation(states, national), integrity.drift(national)
    checks = [
        consistency.wage_checks(levels),
        integrity.code_checks(levels),
        consistency.sum_check(sums),
        integrity.drift_check(steps),
    ]
    rows = pd.concat(checks).itertuples(index=False)
    return {
        "checks": [[row.check, int(row.compared), int(row.departing)] for row in rows],
        "hours": say.hours(consistency.hours_departing(levels)),
        "sums": say.summed(sums),
        "drift": say.drifted(steps, codes.split(",")),
    }
