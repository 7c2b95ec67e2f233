"""Why an edition has to be built again, without building it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rolereport.publish.depends.reasons import Reason
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs, Manifest, changed_outputs

NEVER = "never built"


class Project:
    """The project's files as they are now, read once for all the editions of a run."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._now = Inputs.gather(layout, {})

    def inputs(self, edition: Edition) -> Inputs:
        """What `edition` would be built from now."""
        now = self._now
        return Inputs(edition.parameters, now.software, now.files, edition.code, [*edition.own])


def why(edition: Edition, project: Project, formats: Collection[str] = ()) -> list[Reason]:
    """What changed since `edition` was built in these `formats`; empty if it is current.

    Parameters
    ----------
    project
        One for all the editions that are asked about: what they share is then read once.
    """
    manifest = Manifest.read(edition.folder)
    if manifest is None:
        return [Reason(NEVER, _all(project))]
    return [
        *(
            Reason(text, _all(project))
            for text in _inputs(manifest.inputs, project.inputs(edition))
        ),
        *(
            Reason(f"report.{name} is not there")
            for name in formats
            if name not in manifest.formats
        ),
        *(Reason(text) for text in changed_outputs(edition.folder, manifest.outputs)),
    ]


def _all(project: Project) -> tuple[str, ...]:
    return tuple(path.stem for path in project.layout.chapters())


def _inputs(old: Inputs, new: Inputs) -> Iterator[str]:
    yield from _differing("parameter {}", old.parameters, new.parameters)
    yield from _differing("{}", old.software, new.software)
    yield from _differing("code", {"": old.code}, {"": new.code})
    yield from _differing("own wages", {"": old.own}, {"": new.own})
    for name in sorted({*old.files} | {*new.files}):
        match old.files.get(name), new.files.get(name):
            case None, _:
                yield f"{name} is new"
            case _, None:
                yield f"{name} is gone"
            case before, now if before != now:
                yield f"{name} changed"


def _differing(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    for key in sorted({*old} | {*new}):
        if old.get(key) != new.get(key):
            yield f"{name.format(key)}: {old.get(key)} -> {new.get(key)}"
