"""The typed parameters of an edition: names, types, help, and why a value is refused.

The command line and the first cells of every chapter build the same `Parameters`, so that a bad
value is refused in the same words wherever it is given.
"""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from rolereport.choices import (
    LEVELS,
    area_codes,
    area_kinds,
    area_titles,
    has_lines,
    latest_may,
    line_years,
    listed,
    namesakes,
    near_areas,
    near_roles,
    nearest,
    newest_year,
    occupation_names,
    own_lines,
    priced_years,
    role_choices,
    role_names,
    year_choices,
)
from rolereport.vintages import holding, named

FILES = {"national": "national wages", "states": "state wages", "metros": "metropolitan wages"}

FOLLOWS = {"default_factory_not_called"}  # the year has no default where the area is wrong


class ParameterError(ValueError):
    """A parameter has an unknown name or a value that the report has no data for."""


class Parameters(BaseModel):
    """What one edition of the report is about; creating it checks every value.

    Raises
    ------
    ParameterError
        Naming each bad parameter, its value and the nearest valid choices.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    roles: list[str] = Field(
        default=["laboratory-combined", "medication-aide", "medical-assistant"],
        description="the roles compared: slugs in data/roles.csv, or occupations by code or title",
    )
    area: str = Field(default="US", description="US, a state's postal code, or a metro's CBSA code")
    year: int = Field(
        default_factory=lambda given: newest_year(given["area"]),
        description="the year of the May wage estimates",
    )
    dollars: Literal["nominal", "real"] = Field(
        default="nominal", description="nominal: as published; real: in dollars of the latest May"
    )
    baseline: str = Field(
        default="medical-assistant", description="the role that the others are compared with"
    )
    since: str = Field(
        default="",
        description="earlier estimates held, such as 2024, that a chapter more compares these with",
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            told = [each for each in error.errors() if each["type"] not in FOLLOWS]
            raise ParameterError("; ".join(map(_message, told))) from None

    @field_validator("roles", mode="before")
    @classmethod
    def _split(cls, roles: object) -> object:
        return listed(roles) if isinstance(roles, str) else roles

    @field_validator("area", mode="before")
    @classmethod
    def _as_code(cls, area: object) -> str:
        return _area_code(str(area))

    @field_validator("roles")
    @classmethod
    def _known_roles(cls, roles: list[str]) -> list[str]:
        if not roles:
            raise ValueError(f"name at least one role: {', '.join(role_choices())}")
        known = [known_role(role) for role in roles]
        if len(set(known)) < len(known):
            raise ValueError("each role may be named once only")
        return known

    @field_validator("baseline")
    @classmethod
    def _known_baseline(cls, baseline: str) -> str:
        return known_role(baseline)

    @field_validator("area")
    @classmethod
    def _known_area(cls, area: str) -> str:
        return known_area(area)

    @field_validator("since", mode="before")
    @classmethod
    def _as_written(cls, since: object) -> str:
        return str(since)  # papermill reads 2024 as a number

    @field_validator("since")
    @classmethod
    def _known_since(cls, since: str, given: ValidationInfo) -> str:
        if not since or "area" not in given.data:
            return since
        level = LEVELS[area_kinds()[given.data["area"]]]
        vintage = named(since.strip(), level)
        if vintage is None:
            held = ", ".join(path.name for path in holding(level)[-3:])
            raise ValueError(f"no {FILES[level]} of {since!r} are held; the newest are {held}")
        return vintage.name

    @model_validator(mode="after")
    def _prices_for_year(self) -> Self:
        if self.dollars == "real" and self.year not in priced_years():
            raise ValueError(
                f"no consumer price index is held for May {self.year}, so its pay cannot be told "
                f"in other dollars: choose dollars=nominal, or a year to {max(priced_years())}"
            )
        return self

    @model_validator(mode="after")
    def _data_for_year(self) -> Self:
        held = year_choices(self.area)
        if self.year not in held:
            raise ValueError(
                f"no wage data for {self.area} in {self.year}; nearest: {self._nearest(held)}"
            )
        for role in {*self.roles, self.baseline}:
            first, last = line_years(role)
            if not first <= self.year <= last:
                bound = f"the first is {first}" if self.year < first else f"the last is {last}"
                codes = [
                    f"; in that year its title had the code {code}"
                    for code in namesakes(role, self.year)
                ]
                missing = f"no wage line for {role} in {self.year}; {bound}"
                raise ValueError("".join([missing, *codes]))
            self._require_lines(role, held)
        return self

    def _require_lines(self, role: str, held: list[int]) -> None:
        # Some lines pause, and some state files hold health occupations only.
        if role in role_choices() or has_lines(role, self.level, self.year):
            return
        years = [year for year in held if has_lines(role, self.level, year)]
        instead = f"nearest: {self._nearest(years)}" if years else "nor does any other year"
        raise ValueError(f"our {FILES[self.level]} of {self.year} hold no {role}; {instead}")

    def _nearest(self, years: list[int]) -> str:
        near = sorted(years, key=lambda year: (abs(year - self.year), year))[:3]
        return _either([str(year) for year in near])

    @property
    def level(self) -> str:
        """Which wage files hold this area: national, states or metros."""
        return LEVELS[area_kinds()[self.area]]

    @property
    def latest_may(self) -> int:
        """The year whose dollars real pay is in: the latest with national wages and prices."""
        return latest_may()

    @property
    def place(self) -> str:
        """The area's name as it stands in a sentence."""
        return "the United States" if self.area == "US" else area_titles()[self.area]

    @property
    def compared(self) -> list[str]:
        """The roles asked for, with the baseline added if it is not among them."""
        return self.roles if self.baseline in self.roles else [*self.roles, self.baseline]


def parse(assignments: list[str]) -> Parameters:
    """Parameters from `NAME=VALUE` words, as the command line takes them.

    Where `roles` names two or more, and neither the default baseline nor another, the last of
    them is the baseline: the words ask for those roles to be compared with one another.
    """
    values: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise ParameterError(f"{assignment!r} is not of the form NAME=VALUE")
        if name.strip() in values:
            raise ParameterError(f"{name.strip()} is given twice; give it once")
        values[name.strip()] = value.strip()
    given = Parameters(**values)
    if "baseline" in values or len(given.roles) < 2 or given.baseline in given.roles:
        return given
    return Parameters(**{**values, "baseline": given.roles[-1]})


def default_values(area: str = "US") -> dict[str, Any]:
    """Every parameter's default in an edition of `area`."""
    return {
        name: field.get_default(call_default_factory=True, validated_data={"area": area})
        for name, field in Parameters.model_fields.items()
    }


def describe() -> list[tuple[str, str, str]]:
    """Name, default and help text of every parameter."""
    return [
        (name, _written(value), Parameters.model_fields[name].description or "")
        for name, value in default_values().items()
    ]


def known_area(written: str) -> str:
    """The code of an area given by code or title; raises `ValueError` with the nearest."""
    area = _area_code(written)
    if area not in area_kinds():
        raise ValueError(f"no area {area!r}; nearest: {_either(near_areas(area))}")
    return area


def _area_code(written: str) -> str:
    area = written.strip()
    return area_codes().get(area.casefold(), area.upper())


def known_role(written: str) -> str:
    """The slug of a role, or the SOC code of an occupation that is none of ours.

    Raises `ValueError` with the nearest where there is none.
    """
    role = written.strip()
    name = role.casefold()
    if name in role_names():
        return role_names()[name]
    code = occupation_names().get(name)
    if code is None:
        raise ValueError(f"no role {role!r}; nearest: {_either(near_roles(role))}")
    slug = own_lines().get(code, code)
    return slug if slug in role_choices() else code


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _message(error: Any) -> str:
    name = ".".join(str(part) for part in error["loc"])
    match error["type"]:
        case "value_error":
            problem = str(error["ctx"]["error"])
        case "extra_forbidden":
            near = _either(nearest(name, list(Parameters.model_fields)))
            return f"no parameter {name!r}; nearest: {near}"
        case "literal_error":
            problem = f"{error['input']!r} is not a choice; choose {error['ctx']['expected']}"
        case _:
            problem = f"{error['input']!r}: {error['msg']}"
    return f"{name}: {problem}" if name else problem


def _written(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)
