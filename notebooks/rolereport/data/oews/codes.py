"""Parts the numbers of an OEWS release from the codes that stand in place of some."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from rolereport.data.oews.figures import NOT_KEPT, PRINTED, part

__all__ = ["NOT_KEPT", "PRINTED", "separate"]


def separate(cells: pd.DataFrame, file: Path) -> pd.DataFrame:
    """`cells` with float columns and one text column `codes`, such as `p90_hourly=#`.

    The index of `cells` counts the rows of the file from 0, below its header. A missing value
    (None, NaN) becomes the code `?`: a conversion had a cell there and lost what it said. An empty
    text is a figure that the release does not hold: no number and no code.

    Raises
    ------
    DataError
        The first, if a cell holds neither a number from 0 up nor a code that BLS uses.
    """
    numbered = cells.set_axis(cells.index + 2)
    parted, errors = part(numbered, file, missing=NOT_KEPT, spelt=False)
    if errors:
        raise errors[0]
    return parted.set_axis(cells.index)
