"""The headline sentences of a report that reads other wages than this process does.

What is read is read once a process, so another set of wages for the same year needs a process of
its own: `python -m rolereport.display.headline_views` takes the edition's parameters as JSON and
answers in JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from rolereport.analysis.wording import Wording
from rolereport.data.errors import DataError
from rolereport.data.intake.sides import Side, is_in_force, put_in_force
from rolereport.display.headlines import Headline, compared, headlines
from rolereport.parameters import ParameterError, Parameters


def headlines_with(side: Side, other: Side | None = None, **values: Any) -> list[Headline]:
    """The headline sentences of an edition in the year, and with the wages, of `side`.

    Parameters
    ----------
    other
        Wages that it is compared with: if they are from an earlier month and not held, they count
        as held as well, so that the latest change is counted from them.
    values
        Of the edition's other parameters.

    Raises
    ------
    ParameterError
        If these wages are none for the edition: of another level, or without one of its roles.
    DataError
        If they cannot be read.
    """
    wanted = {**values, "year": side.year}
    earlier = other is not None and other.reading is not None and other.month < side.month
    lent = [each for each in (other if earlier else None, side) if each and not is_in_force(each)]
    if not lent:
        return headlines(Parameters(**wanted))
    with put_in_force(*lent):
        return _asked(wanted)


def wordings_between(old: Side, new: Side, **values: Any) -> tuple[list[Wording], str]:
    """Every headline sentence of an edition with the wages of `old`, and with those of `new`.

    Returns
    -------
    The sentences, and why there are none: one of the two is no edition of the report, or does not
    hold what one needs. "" if they can be compared.
    """
    try:
        return compared(headlines_with(old, new, **values), headlines_with(new, old, **values)), ""
    except (ParameterError, DataError) as error:
        return [], f"The report's sentences cannot be compared: {str(error).removesuffix('.')}."


def _asked(wanted: dict[str, Any]) -> list[Headline]:
    ran = subprocess.run(
        [sys.executable, "-m", __name__],
        input=json.dumps(wanted), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if ran.returncode:
        last = ran.stderr.strip().splitlines()[-1:] or ["nothing was answered"]
        raise DataError(file=f"wages of {wanted['year']}", problem=f"the report stops ({last[0]})")
    answer = json.loads(ran.stdout)
    if "refused" in answer:
        raise ParameterError(answer["refused"])
    return [Headline(**told) for told in answer["headlines"]]


def _answer() -> dict[str, Any]:
    try:
        told = headlines(Parameters(**json.load(sys.stdin)))
    except ParameterError as error:
        return {"refused": str(error)}
    return {"headlines": [asdict(each) for each in told]}


if __name__ == "__main__":
    json.dump(_answer(), sys.stdout)
