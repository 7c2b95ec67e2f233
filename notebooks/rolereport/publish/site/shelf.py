"""Which editions below build/ can be shown, and what a reader is told of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rolereport.choices import area_kinds, area_states, area_titles, plurals_of_roles
from rolereport.parameters import default_values
from rolereport.publish.build import FAILED
from rolereport.publish.code_modes import CODE_MODES, READER
from rolereport.publish.depends.why import Project, why
from rolereport.publish.edition import Edition
from rolereport.publish.edition_words import dollars_in_words, month_in_words, role_in_words
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import NAME, Manifest
from rolereport.publish.vintages import wages_used

FORMATS = {
    "report.html": "Web page",
    "report.pdf": "PDF",
    "report-tables.pdf": "Tables (PDF)",
    "report.docx": "Word",
    "report.xlsx": "Excel",
}
PRIVATE = "it holds wages of your own ({files}), which a site does not show"
STALE = "built from other chapters, code or data than the project now holds"
UNFINISHED = "its build failed, and there is no earlier one"
KINDS = ("nation", "state", "metro", "nonmetro")


@dataclass(frozen=True)
class Shown:
    """An edition that the site shows.

    Parameters
    ----------
    wages
        Which wage data its pay is read from, in words.
    """

    edition: Edition
    manifest: Manifest
    wages: str

    @property
    def slug(self) -> str:
        """The edition's folder in the site."""
        return self.edition.slug

    @property
    def answer(self) -> list[str]:
        """The report's first findings, as plain sentences."""
        return self.manifest.short_answer

    @property
    def formats(self) -> dict[str, str]:
        """File to the name of its format, for the files that there are."""
        return {file: name for file, name in FORMATS.items() if file in self.manifest.outputs}

    @property
    def area(self) -> str:
        """The code of the edition's area."""
        return str(self.edition.parameters["area"])

    @cached_property
    def title(self) -> str:
        """The place, and what else sets the edition apart from the usual one of its jobs."""
        return titled(self.edition)

    @property
    def jobs(self) -> str:
        """The jobs compared, such as `registered nurses and medical assistants`."""
        return joined([plurals_of_roles().get(role, role) for role in compared(self.edition)])

    @cached_property
    def order(self) -> tuple[int, str, str]:
        """Sorts the nation before the states before other areas, each by name."""
        return KINDS.index(area_kinds()[self.area]), self.title, self.slug

    @cached_property
    def also(self) -> str:
        """Further words that find the edition: codes, states of an area, titles of jobs."""
        states = [area_titles().get(code, "") for code in area_states()[self.area]]
        roles = [role_in_words(role) for role in compared(self.edition)]
        return " ".join([self.area, *area_states()[self.area], *states, *roles])


@dataclass(frozen=True)
class LeftOut:
    """An edition that the site does not show, and why."""

    slug: str
    why: str


def shelf(layout: Layout) -> tuple[list[Shown], list[LeftOut]]:
    """The editions below build/ that are current, and those that are not; both in their order."""
    project = Project(layout)
    shown, left_out = [], []
    for folder in _folders(layout.build):
        manifest = Manifest.read(folder)
        if manifest is None:
            left_out.append(LeftOut(folder.name, UNFINISHED))
        elif manifest.inputs.own:
            private = PRIVATE.format(files=", ".join(manifest.inputs.own))
            left_out.append(LeftOut(folder.name, private))
        elif why(_edition(folder, manifest), project):
            left_out.append(LeftOut(folder.name, STALE))
        else:
            shown.append(_shown(folder, manifest, layout))
    return sorted(shown, key=lambda each: each.order), left_out


def compared(edition: Edition) -> list[str]:
    """The edition's roles, with its baseline if that is not among them."""
    roles, baseline = edition.parameters["roles"], edition.parameters["baseline"]
    return [*roles] if baseline in roles else [*roles, baseline]


def titled(edition: Edition) -> str:
    """The edition's place, and what in it is not as usual."""
    values, usual = edition.parameters, default_values(edition.parameters["area"])
    extras = [
        f"May {values['year']}" if values["year"] != usual["year"] else "",
        dollars_in_words(values["dollars"]) if values["dollars"] != usual["dollars"] else "",
        f"with what changed since {month_in_words(values['since'])}" if values["since"] else "",
        CODE_MODES[edition.code] if edition.code != READER else "",
    ]
    return ", ".join([area_titles()[values["area"]], *filter(None, extras)])


def joined(words: list[str]) -> str:
    """The words as a list in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _folders(build: Path) -> Iterator[Path]:
    """What a build has left; anything else below build/, such as the site itself, has neither."""
    for folder in sorted(build.glob("[!.]*")):
        if (folder / NAME).is_file() or (folder / FAILED).is_dir():
            yield folder


def _edition(folder: Path, manifest: Manifest) -> Edition:
    inputs = manifest.inputs
    return Edition(manifest.edition, inputs.parameters, folder, inputs.code)


def _shown(folder: Path, manifest: Manifest, layout: Layout) -> Shown:
    values = manifest.inputs.parameters
    wages = wages_used(layout.data, values["area"], values["year"])
    return Shown(_edition(folder, manifest), manifest, wages)
