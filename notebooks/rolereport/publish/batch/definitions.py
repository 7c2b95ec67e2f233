"""What a file of editions may say, as types; reading it tells all that is wrong at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    ValidationInfo,
)

from rolereport import paths
from rolereport.choices import nearest
from rolereport.parameters import known_role
from rolereport.publish.batch.areas import areas_meant
from rolereport.publish.batch.faults import DefinitionError, Fault, Keys
from rolereport.publish.code_modes import CODE_MODES
from rolereport.publish.formats import FORMATS

FILE = paths.NOTEBOOKS / "editions.toml"
USUAL = "usual"  # the set of the roles that a report compares when none are named
KINDS = {
    "int": "a year, such as 2025",
    "string": 'text in quotes, such as "TX"',
    "list": 'a list, such as ["html", "pdf"]',
    "model": "a table, with a line for each key",
    "dict": "a table, with a line for each key",
}


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _one_of(kind: str, choices: Mapping[str, Any]) -> AfterValidator:
    def check(name: str) -> str:
        if name not in choices:
            raise ValueError(f"there is no {kind} {name!r}; choose of {', '.join(choices)}")
        return name

    return AfterValidator(check)


def _area(written: str) -> str:
    areas_meant(written)
    return written


def _set(name: str, info: ValidationInfo) -> str:
    sets = [USUAL, *(info.context or [])]
    if name not in sets:
        near = " or ".join(nearest(name, sets))
        raise ValueError(f"no set of roles is called {name!r}; write {near}, or add it to [roles]")
    return name


def _new_set(name: str) -> str:
    if name == USUAL:
        raise ValueError("this is the name of the report's own roles; give this set another")
    return name


Dollars = Literal["nominal", "real"]
Area = Annotated[str, AfterValidator(_area)]
Role = Annotated[str, AfterValidator(known_role)]
Set = Annotated[str, AfterValidator(_set)]
Format = Annotated[str, _one_of("format", FORMATS)]
CodeMode = Annotated[str, _one_of("way to show code", CODE_MODES)]
Text = Annotated[str, BeforeValidator(str)]
SetOrRoles = Annotated[
    Annotated[Set, Tag("<set>")] | Annotated[list[Role], Tag("<roles>")],
    Discriminator(lambda value: "<set>" if isinstance(value, str) else "<roles>"),
]
SEVERAL = BeforeValidator(_several)
NOT_EMPTY: Any = Field(default=None, min_length=1)


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Common(_Table):
    """What any edition may have; what is None is left to the table above it."""

    baseline: Role | None = None
    since: Text | None = None
    formats: Annotated[list[Format], SEVERAL] | None = NOT_EMPTY
    code: CodeMode | None = None


class Defaults(Common):
    """What holds for every edition that says nothing else."""

    roles: SetOrRoles | None = None
    year: int | None = None
    dollars: Dollars | None = None


class Group(Common):
    """Every area with every set of roles, year and kind of dollars."""

    areas: Annotated[list[Area], SEVERAL] = Field(min_length=1)
    roles: Annotated[list[Set], SEVERAL] | None = NOT_EMPTY
    years: Annotated[list[int], SEVERAL] | None = NOT_EMPTY
    dollars: Annotated[list[Dollars], SEVERAL] | None = NOT_EMPTY


class Single(Defaults):
    """One edition with a name."""

    name: str
    area: Area = "US"


class Definitions(_Table):
    """A file of editions."""

    defaults: Defaults = Defaults()
    roles: dict[Annotated[str, AfterValidator(_new_set)], list[Role]] = {}
    groups: dict[str, Group] = {}
    editions: list[Single] = []

    def roles_of(self, named: str | list[str] | None) -> list[str] | None:
        """The roles of a set, or those named; None for the report's own."""
        if named is None or named == USUAL:
            return None
        return self.roles[named] if isinstance(named, str) else named


TABLES: dict[str, type[_Table]] = {"defaults": Defaults, "groups": Group, "editions": Single}


def read(file: Path = FILE) -> tuple[Definitions, str]:
    """The definitions in `file`, every area and role of them known, and its text.

    Raises
    ------
    DefinitionError
        With all that is wrong.
    """
    text, raw = _parsed(file)
    sets = raw.get("roles")
    try:
        return Definitions.model_validate(
            raw, context=[*sets] if isinstance(sets, dict) else []
        ), text
    except ValidationError as error:
        raise DefinitionError(file, map(_fault, error.errors()), text) from None


def _parsed(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except FileNotFoundError:
        fault = Fault((), "there is no such file", "name another with --file")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Fault((), f"this is no TOML: {error}", "see https://toml.io for what it looks like")
    raise DefinitionError(file, [fault])


def _fault(error: Any) -> Fault:
    # What pydantic adds to the keys: which of two types it was, or that a key is wrong itself.
    keys: Keys = tuple(key for key in error["loc"] if not str(key).startswith(("<", "[")))
    kind, value = error["type"], error["input"]
    match kind:
        case "extra_forbidden":
            near = nearest(str(keys[-1]), [*_table(keys).model_fields])
            return Fault(keys, "there is no such key here", f"write {' or '.join(near)}")
        case "missing":
            return Fault(keys, "this key is missing", f"add a line {keys[-1]} = …")
        case "too_short":
            return Fault(keys, "the list is empty", "name at least one, or leave the line out")
        case "literal_error":
            return Fault(keys, "not a choice", f"choose {error['ctx']['expected']}", value)
        case "value_error":
            return Fault.of(keys, error["ctx"]["error"], value)
    wanted = KINDS.get(kind.partition("_")[0], error["msg"])
    return Fault(keys, "not what belongs here", f"write {wanted}", value)


def _table(keys: Keys) -> type[_Table]:
    return Definitions if len(keys) == 1 else TABLES.get(str(keys[0]), Definitions)
