"""Has typst set the values: fonts, standards, date and so bytes pinned."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from rolereport.publish.document import typeset
from rolereport.publish.document.pdf.blocks import Value

FOLDER = str(Path(__file__).parent)
DOCUMENT = '#import "report.typ"\n#report.{}(json(bytes(sys.inputs.told)))'
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
# Control characters, halves of pairs and private use: no font has them, or PDF/A refuses them.
_UNWRITTEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)


def settable(values: Value) -> str:
    """The values as JSON, of characters that can be set."""
    return json.dumps(_settable(values), ensure_ascii=False)


def set_by_typst(kind: Literal["report", "tables"], told: str, dated: date) -> bytes:
    """The PDF, tagged (PDF/UA-1) and made to last (PDF/A-2a).

    Parameters
    ----------
    kind
        The function of `report.typ` that sets it.
    told
        The values for that function, as `settable` gives them.
    dated
        When the document says that it was made.

    Raises
    ------
    typst.TypstError
        If typst refuses it.
    """
    midnight = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    made = typeset.typeset(
        DOCUMENT.format(kind).encode(),
        {"told": told},
        root=FOLDER,
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=midnight,
    )
    assert isinstance(made, bytes)
    return made


def _settable(value: Any) -> Any:
    match value:
        case str():
            return _UNWRITTEN.sub("\N{REPLACEMENT CHARACTER}", value)
        case dict():
            return {name: _settable(each) for name, each in value.items()}
        case list() | tuple():
            return [_settable(each) for each in value]
    return value
