"""typst sets what it is given, also in a process copied from one in which it has threads."""

from __future__ import annotations

import pytest
import typst

from rolereport.publish import processes
from rolereport.publish.document.typeset import typeset
from rolereport.publish.processes import Job, Tell, side_by_side

TEMPLATE = (
    b"#set page(width: 20pt, height: 20pt)\n#sys.inputs.first\n#pagebreak()\n#sys.inputs.second"
)
INPUTS = {"first": "a", "second": "b"}


def pages(tell: Tell) -> bytes | list[bytes]:
    return typeset(TEMPLATE, INPUTS, format="png")


def refused(tell: Tell) -> str:
    try:
        typeset(b"#sys.inputs.missing", {}, format="png")
    except typst.TypstError as error:
        return error.message
    return ""


@pytest.mark.skipif(not processes.FORKS, reason="this system does not fork safely")
@pytest.mark.parametrize("work", [pages, refused])
def test_a_copied_process_does_not_wait_for_threads_it_has_not(work: object) -> None:
    expected = work(print)  # typst has its threads from here on
    (told,) = side_by_side([Job("copied", work)], 1, patience=60)
    assert (told.kind, told.value) == ("done", expected)
