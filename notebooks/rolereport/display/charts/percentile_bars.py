"""Pay distributions drawn as what OEWS publishes: five percentiles a role, nothing between."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW = 0.62


def percentile_bars(
    pay: pd.DataFrame, *, title: str, subtitle: str, unit: str = "annual"
) -> Figure:
    """One bar a role: pale from p10 to p90, solid from p25 to p75, a mark at the median.

    Parameters
    ----------
    pay
        One row a bar, top to bottom, with `role`, `label` and `p10_<unit>` ... `p90_<unit>` in
        dollars; a bar with no published percentiles is drawn as the words "not published".
    unit
        annual or hourly.
    """
    fig = new_figure(ROW * len(pay) + 0.55, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for place, row in enumerate(pay.to_dict("records")):
        _bar(ax, place, {key: row[f"{key}_{unit}"] for key in KEYS}, role_colour(row["role"]))
    ax.set_yticks(range(len(pay)), pay["label"])
    ax.set_ylim(len(pay) - 0.45, -0.6)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.set_xlim(left=0)
    ax.locator_params(axis="x", nbins=6)
    return fig


KEYS = ("p10", "p25", "p50", "p75", "p90")


def _bar(ax: Axes, place: int, pay: dict[str, float], colour: str) -> None:
    if pd.isna(pay["p50"]):
        ax.text(0, place, "  not published", va="center", color=MUTED, style="italic")
        return
    ax.plot([pay["p10"], pay["p90"]], [place, place], color=colour, alpha=0.35, lw=4)
    ax.plot([pay["p25"], pay["p75"]], [place, place], color=colour, lw=11, solid_capstyle="butt")
    ax.plot([pay["p50"]] * 2, [place - 0.2, place + 0.2], color="white", lw=2.4)
    ax.text(
        pay["p50"], place - 0.24, words.dollars(pay["p50"]), ha="center", va="bottom",
        size=9.5, weight="bold", color=INK,
    )  # fmt: skip
    for end, side in (("p10", "right"), ("p90", "left")):
        gap = "  "
        label = words.dollars(pay[end])
        ax.text(
            pay[end], place, f"{label}{gap}" if side == "right" else f"{gap}{label}",
            ha=side, va="center", size=8.5, color=MUTED,
        )  # fmt: skip
