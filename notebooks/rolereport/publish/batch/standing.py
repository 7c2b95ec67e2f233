"""Which of many editions are current, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from rolereport.publish.batch.plan import Planned
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs, Manifest

NOT_BUILT = "not built"
CHANGED = "built from other chapters, code or data than the project now holds"
DAMAGED = "its files are not those that were built"


def standings(editions: Sequence[Planned], layout: Layout) -> list[str]:
    """Of each edition why it is not current; empty if it is."""
    now = Inputs.gather(layout, {})
    with ThreadPoolExecutor() as pool:  # hashing lets go of Python's lock
        return [*pool.map(lambda each: _standing(each, layout, now), editions)]


def _standing(edition: Planned, layout: Layout, now: Inputs) -> str:
    folder = layout.build / edition.slug
    manifest = Manifest.read(folder)
    if manifest is None:
        return NOT_BUILT
    inputs = replace(now, parameters=edition.parameters, code=edition.code)
    if manifest.is_current(folder, inputs, edition.formats):
        return ""
    if inputs.fingerprint != manifest.inputs.fingerprint:
        return CHANGED
    missing = [name for name in edition.formats if name not in manifest.formats]
    return f"not yet there as {', '.join(missing)}" if missing else DAMAGED
