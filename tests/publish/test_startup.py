"""What is kept from loading is there all the same for whoever uses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

PAPERMILL = """
import rolereport.publish.startup
import sys
import papermill
print("urllib3" in sys.modules)
"""
WAYS = {
    "attribute": "import requests; print(requests.get.__module__)",
    "name": "from requests import get; print(get.__module__)",
    "module": "import requests.api; print(requests.api.__name__)",
    "again": "seen = papermill.iorw.requests; seen.get; import requests as now; seen.put; "
    "import requests; print(requests.get.__module__ if now is requests else 'loaded twice')",
}


def printed(code: str) -> str:
    """What a process of its own prints that runs the code."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("way", WAYS)
def test_requests_is_loaded_by_whoever_uses_it_and_not_by_papermill(way: str) -> None:
    assert printed(PAPERMILL + WAYS[way]) == "False\nrequests.api\n"


def test_a_notebook_is_validated_without_what_checks_formats() -> None:
    code = (
        "import rolereport.publish.startup, sys, nbformat.v4 as v4; from nbformat import validate\n"
        "validate(v4.new_notebook(cells=[v4.new_code_cell('1')]))\n"
        "print([name for name in rolereport.publish.startup.FORMATS_NOT_CHECKED"
        " if sys.modules[name]])"
    )
    assert printed(code) == "[]\n"


LIGHT = {
    "rolereport.publish.execute": ["papermill", "entrypoints", "tenacity", "nbclient"],
    "rolereport.publish.page.exporter": [
        "nbconvert",
        "bleach.linkifier",
        "bs4",
        "nbclient",
        "tornado",
    ],
    "rolereport.publish.crate.crate": [
        "rocrate",
        "dateutil.parser",
        "jinja2",
        "urllib.request",
        "urllib3",
    ],
}


@pytest.mark.parametrize("module", LIGHT)
def test_what_a_build_does_not_call_is_not_loaded_and_can_be_imported_whole(module: str) -> None:
    used, *spared = LIGHT[module]
    code = (
        f"import sys, {module}\n"
        f"print({used!r} in sys.modules, *[name for name in {spared!r} if name in sys.modules])\n"
        "from bs4 import BeautifulSoup\n"
        "from papermill.clientwrap import PapermillNotebookClient\n"
        "from nbclient.exceptions import CellExecutionError\n"
        "print(*map(isinstance, [BeautifulSoup, PapermillNotebookClient, CellExecutionError], "
        "[type] * 3))"
    )
    assert printed(code) == "True\nTrue True True\n"


def test_html_that_is_not_trusted_is_cleaned_as_ever() -> None:
    code = (
        "import rolereport.publish.page.exporter\n"
        "from nbconvert.filters import clean_html\n"
        "from nbconvert.preprocessors.sanitize import SanitizeHTML\n"
        "print(clean_html('<b>1</b><script>2</script>'), isinstance(SanitizeHTML, type))"
    )
    assert printed(code) == "<b>1</b>&lt;script&gt;2&lt;/script&gt; True\n"


def test_what_stands_in_is_called_as_what_it_stands_for() -> None:
    code = (
        "from rolereport.publish.startup import called, standing_in\n"
        "with standing_in({'fractions': called('fractions', 'Fraction')}):\n"
        "    from fractions import Fraction\n"
        "print(isinstance(Fraction, type), Fraction(2, 4))\n"
        "import fractions\n"
        "with standing_in({'fractions': called('fractions', 'Fraction')}):\n"
        "    from fractions import Fraction\n"
        "print(Fraction is fractions.Fraction)"
    )
    assert printed(code) == "False 1/2\nTrue\n"
