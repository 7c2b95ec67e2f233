"""The default edition's page is light enough for a phone, and whole."""

from __future__ import annotations

import base64
import json
import re
import zlib

import pytest

from rolereport.publish import notebook as notebooks
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import CHAPTERS, Layout
from rolereport.publish.page.page import bound, page, require_sound
from rolereport.publish.page.shrink import shrunk
from rolereport.publish.parts import Parts
from rolereport.publish.provenance import Provenance

MOST = 1_500_000  # bytes
CHAPTERS_RUN = sorted(Layout.of_project().notebooks.glob(CHAPTERS))
PROVENANCE = Provenance("us", {"Area": "the United States"}, "OEWS", {"papermill": "2"}, "0" * 64)


@pytest.fixture(scope="module")
def html() -> str:
    return shrunk(page(CHAPTERS_RUN, PROVENANCE))


def test_it_is_small(html: str) -> None:
    assert len(html.encode()) < MOST


def test_shrinking_keeps_it_sound(html: str) -> None:
    require_sound(html)
    with pytest.raises(PublishError, match="ids used twice on the page: answer"):
        require_sound(html + "<p id=answer>")


def test_its_chapters_are_as_small_if_each_is_made_small_by_itself(html: str) -> None:
    parts = Parts(CHAPTERS_RUN, ["html"], PROVENANCE.code, PROVENANCE.told).in_order()
    pages = [part.page for part in parts if part.page]
    assert bound(pages, parts[0].answer, PROVENANCE, shrink=shrunk) == html


def test_every_figure_and_table_has_its_data_in_the_page(html: str) -> None:
    (parcel,) = re.findall(r"<script [^>]*octet-stream[^>]*>([^<]*)</script>", html)
    kept = json.loads(zlib.decompress(base64.b64decode(parcel)))
    shown = [
        notebooks.about(output)
        for path in CHAPTERS_RUN
        for _, output in notebooks.outputs(notebooks.read(path))
    ]
    kinds = ("figure", "table")
    wanted = [f"{told['kind']}s/{told['name']}.csv" for told in shown if told.get("kind") in kinds]
    assert list(kept) == wanted
