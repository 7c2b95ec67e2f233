"""What a row of a frame is where rows are taken one by one."""

from __future__ import annotations

from typing import Any

Row = Any  # of `DataFrame.itertuples`: a column is an attribute, and pandas does not say which
