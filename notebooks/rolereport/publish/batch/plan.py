"""From a file of editions to each edition's values: groups spread out, what cannot be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from rolereport.parameters import ParameterError, default_values, parse
from rolereport.publish.batch.areas import areas_meant
from rolereport.publish.batch.definitions import FILE, Definitions, Group, Single, read
from rolereport.publish.batch.faults import DefinitionError, Fault, Keys
from rolereport.publish.code_modes import READER
from rolereport.publish.edition import slug_of
from rolereport.publish.formats import FORMATS

SINGLE = "editions"  # what those that are in no group are listed under


@dataclass(frozen=True)
class Planned:
    """An edition that the file asks for.

    Parameters
    ----------
    group
        The group that it came from; `SINGLE` if it was named by itself.
    name
        What it is called in the file, if it is.
    """

    slug: str
    group: str
    parameters: dict[str, Any]
    formats: tuple[str, ...] = tuple(FORMATS)
    code: str = READER
    name: str = ""

    @property
    def handles(self) -> set[str]:
        """What it may be called on the command line."""
        return {self.slug, f"{self.group}/{self.slug}"} | ({self.name} if self.name else set())

    @property
    def differing(self) -> dict[str, str]:
        """The parameters that are not the default, and how code is shown, as they are written."""
        usual = default_values(self.parameters["area"])
        ordered = {"area": "", **self.parameters}  # the place first, as a reader would say it
        values = {name: value for name, value in ordered.items() if value != usual[name]}
        code = {"code": self.code} if self.code != READER else {}
        return {name: written(value) for name, value in values.items()} | code


@dataclass(frozen=True)
class LeftOut:
    """A cell of a group that the data cannot serve, and why."""

    group: str
    values: dict[str, str]
    why: str


@dataclass(frozen=True)
class Plan:
    """All editions of a file, in its order."""

    editions: list[Planned] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def groups(self) -> list[str]:
        """The groups that have editions or cells left out."""
        groups = [each.group for each in self.editions] + [each.group for each in self.left_out]
        return [*dict.fromkeys(groups)]


def plan(file: Path = FILE) -> Plan:
    """What `file` asks for.

    Raises
    ------
    DefinitionError
        With all that is wrong with it.
    """
    definitions, text = read(file)
    made, faults = Plan(), list[Fault]()
    origins: dict[str, Keys] = {}
    for keys, found in _found(definitions, made.left_out, faults):
        if found.slug in origins:
            faults.append(_twice(keys, found, origins[found.slug]))
        else:
            origins[found.slug] = keys
            made.editions.append(found)
    if faults:
        raise DefinitionError(file, faults, text)
    return made


def _found(
    file: Definitions, left_out: list[LeftOut], faults: list[Fault]
) -> Iterator[tuple[Keys, Planned]]:
    for name, group in file.groups.items():
        cells = [*_cells(group, file)]
        refused = list[LeftOut]()
        for values in cells:
            try:
                yield ("groups", name), _planned(values, group, file, name)
            except ParameterError as error:
                refused.append(LeftOut(name, _in_writing(values), str(error)))
        if len(refused) == len(cells):
            faults.append(_nothing(("groups", name), refused[0]))
        left_out += refused
    for number, single in enumerate(file.editions):
        try:
            yield ("editions", number), _planned(_values(single, file), single, file, SINGLE)
        except ParameterError as error:
            faults.append(Fault.of(("editions", number), error))


def _cells(group: Group, file: Definitions) -> Iterator[dict[str, Any]]:
    """The values of each edition of a group: by area, then roles, then years, then dollars."""
    usual = file.defaults
    areas = [area for each in group.areas for area in areas_meant(each)]
    sets: Sequence[str | list[str] | None] = group.roles or [usual.roles]
    roles = [file.roles_of(named) for named in sets]
    years: Sequence[int | None] = group.years or [usual.year]
    dollars: Sequence[str | None] = group.dollars or [usual.dollars]
    for values in product(areas, roles, years, dollars):
        yield dict(zip(("area", "roles", "year", "dollars"), values, strict=True))


def _values(single: Single, file: Definitions) -> dict[str, Any]:
    usual = file.defaults
    return {
        "area": single.area,
        "roles": file.roles_of(single.roles or usual.roles),
        "year": single.year or usual.year,
        "dollars": single.dollars or usual.dollars,
    }


def _planned(
    values: dict[str, Any], table: Group | Single, file: Definitions, group: str
) -> Planned:
    usual = file.defaults
    baseline, since = table.baseline or usual.baseline, table.since or usual.since
    asked = _in_writing({**values, "baseline": baseline, "since": since})
    parameters = parse([f"{name}={value}" for name, value in asked.items()]).model_dump()
    code = table.code or usual.code or READER
    formats = table.formats or usual.formats or [*FORMATS]
    name = table.name if isinstance(table, Single) else ""
    return Planned(slug_of(parameters, code), group, parameters, tuple(formats), code, name)


def _in_writing(values: dict[str, Any]) -> dict[str, str]:
    return {name: written(value) for name, value in values.items() if value is not None}


def written(value: Any) -> str:
    """A parameter's value as the command line takes it."""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _twice(keys: Keys, found: Planned, first: Keys) -> Fault:
    where = ".".join(map(str, first)) if first[0] == "groups" else f"edition {int(first[1]) + 1}"
    return Fault(
        keys, f"its edition {found.slug} is in {where} already", "leave it out of one of them"
    )


def _nothing(keys: Keys, first: LeftOut) -> Fault:
    cell = told(first.values)
    return Fault(
        keys, f"none of its editions can be built ({cell}: {first.why})", "change its values"
    )


def told(values: dict[str, str]) -> str:
    """Values as a user writes them, such as `area=TX year=2024`."""
    return " ".join(f"{name}={value}" for name, value in values.items())


def counted(editions: Iterable[Any]) -> str:
    """How many editions, in words."""
    count = len([*editions])
    return f"{count:,} {'edition' if count == 1 else 'editions'}"
