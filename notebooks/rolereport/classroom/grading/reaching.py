"""Tells code that no lesson needs, by which a copy could reach into the grader.

The confined process keeps harm from the machine, not fraud from the points: whoever knows this
package can replace what runs the tests there. So a person is told to read such a copy.
"""

from __future__ import annotations

import re

from nbformat import NotebookNode

NEEDLESS = re.compile(
    r"(?<![.\w])(?:(?:sys|gc|inspect|ctypes|threading|_thread|asyncio|concurrent|multiprocessing"
    r"|importlib|builtins|rolereport)\b|(?:exec|eval|compile|globals|getattr|setattr)(?=\s*\())"
    r"|\b(?:_getframe|__(?:builtins|class|code|dict|globals|import|loader|main|spec|subclasses)__)"
)
COMMENT = re.compile(r"(?m)^\s*#.*$")


def reached_for(notebook: NotebookNode | None) -> list[str]:
    """The names in a copy's code that no lesson needs, in the order of their first use."""
    if notebook is None:
        return []
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return [*dict.fromkeys(NEEDLESS.findall(COMMENT.sub("", "\n".join(sources))))]
