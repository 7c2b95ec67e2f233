"""The plots of jobs counted and jobs projected, one a role, for `break_lines`."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from rolereport.analysis.trends import breaks_met
from rolereport.display import words
from rolereport.display.plots import Panel

HEIGHT = 1.7


def job_paths(
    counts: pd.DataFrame,
    paths: pd.DataFrame,
    breaks: pd.DataFrame,
    titles: pd.Series,
    projected: Collection[str],
) -> list[Panel]:
    """One plot for each role of `titles`: its counts as a line, its projections dotted.

    Parameters
    ----------
    counts, paths
        role, series, label, year, segment, employment: as counted, and as projected.
    breaks
        As `trends.breaks_met` takes them; each plot is cut by those that its counts meet.
    titles
        Role to what stands above its plot, in the order of the plots.
    projected
        The values of `series` that are projections.
    """
    return [
        Panel(
            pd.concat([counted := counts[counts["role"] == role], paths[paths["role"] == role]]),
            "employment",
            words.count,
            breaks_met(counted, breaks),
            title,
            by="series",
            dotted=frozenset(projected),
            aside=True,
            height=HEIGHT,
        )
        for role, title in titles.items()
    ]
