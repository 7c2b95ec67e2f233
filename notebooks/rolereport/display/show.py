"""`figure()` and `findings()`: how a chart or a sentence enters the report."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from rolereport.display.drawing import Drawing
from rolereport.display.lean import lean
from rolereport.display.style import POINTS, SUBTITLE, TITLE
from rolereport.recall import recall

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FIGURES_VARIABLE = "ROLEREPORT_FIGURES"
DIGITS = "%.7g"
SHORTEST_ALT = 40
BELOW_HEADING = 3  # points
DOLLAR = "<span>&#36;</span>"


@dataclass(frozen=True)
class Shown:
    """Something displayed: its MIME bundle and what the publisher must know about it."""

    data: dict[str, str]
    about: dict[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        return self.data, {"rolereport": self.about}


def figure(
    fig: Figure, *, name: str, alt: str, caption: str, source: str, data: pd.DataFrame
) -> Shown:
    """Show a chart as SVG, with the data behind it.

    When the environment variable ROLEREPORT_FIGURES names a folder, the chart is also written
    there as `<name>.svg`, and its data as `<name>.csv`.

    Parameters
    ----------
    name
        Slug, unique in the report; also the file name.
    alt
        What the chart shows, as a finding, for who cannot see it; over 40 characters.
    caption
        What to read from it and what not; differs from `alt`.
    source
        Publisher, series and date of every figure drawn.
    data
        The values drawn, one row a mark.

    Raises
    ------
    ValueError
        If `alt` is too short to say a finding, or repeats the caption.
    """
    if len(alt) < SHORTEST_ALT or alt == caption:
        raise ValueError(f"figure {name}: the alternative text must say the finding: {alt!r}")
    (svg, words), rows = _drawn(fig, name, alt), csv_text(data)
    folder = os.environ.get(FIGURES_VARIABLE)
    if folder:
        _save(Path(folder), name, svg, rows)
    about: dict[str, Any] = {
        "kind": "figure",
        "name": name,
        "alt": alt,
        "caption": caption,
        "source": source,
    }
    about |= words
    return Shown({"image/svg+xml": svg, "text/csv": rows, "text/plain": alt}, about)


def _drawn(fig: Figure, name: str, alt: str) -> tuple[str, dict[str, Any]]:
    """The figure's SVG and its heading."""
    if isinstance(fig, Drawing):
        if fig.is_touched:
            return _drawn(fig.drawn, name, alt)
        return recall((fig.question, name, alt), lambda: _drawn(fig.drawn, name, alt))
    return svg_text(fig, name, alt), heading(fig)


def heading(fig: Figure) -> dict[str, Any]:
    """The title and subtitle written in the chart, and how far down they reach, in points.

    A page writes them as text above the drawing, where they break into lines as its width asks.
    Empty for a chart that is not in house style.
    """
    from rolereport.display.fitting import at_points
    from rolereport.display.letters import reach

    written = {text.get_gid(): text for text in fig.texts if text.get_gid() in (TITLE, SUBTITLE)}
    if TITLE not in written:
        return {}
    with at_points(fig):
        lowest = reach([text for text in written.values() if text.get_text()])[:, 1].min()
    depth = fig.get_figheight() * POINTS - lowest
    words = {name: _one_line(text.get_text()) for name, text in written.items()}
    return words | {"heading": round(depth + BELOW_HEADING, 1)}


def _one_line(text: str) -> str:
    # A line may have been broken behind the hyphen of a word.
    return re.sub(r"(?<=\w-)\n", "", text).replace("\n", " ")


def findings(lines: list[str]) -> Shown:
    """The chapter's answer in two to four computed sentences, as a list."""
    return prose("\n".join(f"- {line}" for line in lines), "findings")


def sentences(*lines: str) -> Shown:
    """Computed prose: each argument is a paragraph of Markdown."""
    return prose("\n\n".join(lines), "sentences")


def prose(text: str, kind: str) -> Shown:
    """Markdown, with what kind of prose it is for the publisher."""
    # Two asterisks would be emphasis, and two dollar signs mathematics: JupyterLab undoes a
    # backslash before it looks for mathematics, but does not look across an element.
    markdown = re.sub(r"(?<=\w)\*(?=\w)", r"\\*", text).replace("$", DOLLAR)
    return Shown({"text/markdown": markdown, "text/plain": text}, {"kind": kind})


def svg_text(fig: Figure, name: str, alt: str) -> str:
    """The figure as SVG with equal bytes on every run: no date, ids salted with `name`."""
    from rolereport.display.layout import settled
    from rolereport.display.svg import drawn

    text = drawn(settled(fig), name, alt)
    return lean(text[text.index("<svg") :])


def csv_text(frame: pd.DataFrame) -> str:
    """The frame as CSV, numbers to seven significant digits."""
    return frame.to_csv(index=False, float_format=DIGITS, lineterminator="\n")


def _save(folder: Path, name: str, svg: str, rows: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
