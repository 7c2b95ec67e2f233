"""An edition's parameters as a reader would say them: titles of areas and roles, not codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rolereport.choices import area_titles, latest_may, titles_of_roles

LABELS = {
    "roles": "Jobs compared",
    "area": "Area",
    "year": "Wage estimates of",
    "dollars": "Dollars",
    "baseline": "Compared with",
    "since": "What changed since",
}
DOLLARS = {
    "nominal": "as published, not adjusted for prices",
    "real": "adjusted to the prices of May {latest}",
}


def in_words(parameters: Mapping[str, Any]) -> dict[str, str]:
    """What each parameter is called, to what its value means; one that asks nothing is left out."""
    told = {name: value for name, value in parameters.items() if value != ""}
    return {LABELS[name]: _meaning(name, value) for name, value in told.items()}


def own_in_words(files: Iterable[str]) -> dict[str, str]:
    """The same of the files with wages of a user's own; empty without any."""
    named = ", ".join(files)
    return {"Read for this edition alone": named} if named else {}


def dollars_in_words(dollars: str) -> str:
    """Whose dollars pay is in: those of its own year, or of the latest May that can be told."""
    return DOLLARS[dollars].format(latest=latest_may())


def area_in_words(area: str) -> str:
    """An area's title with its code, such as `Texas (TX)`."""
    return f"{area_titles()[area]} ({area})"


def role_in_words(role: str) -> str:
    """A role's title, an occupation's with its SOC code."""
    title = titles_of_roles().get(role, role)
    return f"{title} (SOC {role})" if role[0].isdigit() else title


def day_in_words(day: date) -> str:
    """A day such as `3 May 2025`."""
    return f"{day.day} {day:%B %Y}"


def month_in_words(vintage: str) -> str:
    """The month of a vintage, such as `May 2024`, and which revision it is."""
    written = date.fromisoformat(f"{vintage[:7]}-01").strftime("%B %Y")
    return written if len(vintage) == len("2024-05") else f"{written} ({vintage})"


def _meaning(name: str, value: Any) -> str:
    match name:
        case "roles":
            return "; ".join(map(role_in_words, value))
        case "area":
            return area_in_words(value)
        case "year":
            return f"May {value}"
        case "dollars":
            return dollars_in_words(value)
        case "since":
            return month_in_words(value)
        case _:
            return role_in_words(value)
