"""The site of the lessons holds what a student needs, and nothing that a student may not see."""

from __future__ import annotations

import json
import random
import re
import tarfile
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import lesson_site

from rolereport.classroom.site import content, lite, runtime, site
from rolereport.classroom.site.wheels import rewheel
from rolereport.cli.commands import commands
from rolereport.paths import NOTEBOOKS

LESSONS = sorted(path.name for path in (NOTEBOOKS / "classroom").glob("[0-9][0-9]-*.ipynb"))
NO_SUCH_WHEEL = {"PipliteAddon": {"piplite_urls": ["no-such.whl"]}}
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


@pytest.fixture(scope="module")
def built() -> Path:
    return lesson_site.built()


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(built))
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()


def got(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def settings(folder: Path) -> dict[str, Any]:
    told = json.loads((folder / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))
    return dict(told["jupyter-config-data"]["litePluginSettings"][KERNEL])


def copy_of_pyodide(folder: Path, python: str = "3.14.2") -> Path:
    """A folder that looks like Pyodide with the packages that lessons need, all empty."""
    needs = {"pandas": ["numpy", "python-dateutil"], "ipython": ["prompt_toolkit"]}
    names = [*runtime.NEEDED, "numpy", "python-dateutil", "prompt-toolkit"]
    packages = {
        name: {"file_name": f"{name}-1-py3-none-any.whl", "depends": needs.get(name, [])}
        for name in names
    }
    folder.mkdir(parents=True)
    for package in packages.values():
        (folder / str(package["file_name"])).touch()
    (folder / runtime.ENTRY).touch()
    lock = {"info": {"python": python}, "packages": packages}
    (folder / runtime.LOCK).write_text(json.dumps(lock), encoding="utf-8")
    return folder


def test_every_lesson_is_listed_and_served(served: str) -> None:
    page = got(f"{served}/index.html")
    listed = re.findall(r'href="lite/notebooks/index\.html\?path=([^"]+)"', page)
    assert listed == LESSONS
    for lesson in LESSONS:
        cells = json.loads(got(f"{served}/lite/files/{lesson}"))["cells"]
        title = next("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
        assert title.splitlines()[0].removeprefix("# ") in page


def test_the_file_list_of_the_browser_has_lessons_tables_and_the_check(served: str) -> None:
    top = json.loads(got(f"{served}/lite/api/contents/all.json"))["content"]
    assert {each["path"] for each in top} == {*LESSONS, "data", "otter.py"}
    tables = json.loads(got(f"{served}/lite/api/contents/data/all.json"))["content"]
    assert "wages.csv" in {each["name"] for each in tables}


def test_no_answer_goes_out(built: Path) -> None:
    files = [path for path in (built / "lite" / "files").rglob("*") if path.is_file()]
    assert not [path.name for path in files if "answers" in path.name]
    for path in (built / "lite" / "files").glob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert '"hidden": true' not in text
        assert "SOLUTION" not in text


def test_python_comes_from_the_public_server_and_the_page_says_so(built: Path) -> None:
    assert "pyodideUrl" not in settings(built)
    page = (built / "index.html").read_text(encoding="utf-8")
    assert "comes from cdn.jsdelivr.net" in page
    assert f'fetch("{runtime.address()}/pyodide.mjs"' in page


def test_pypi_is_not_asked_for_what_the_kernel_needs_at_every_start(built: Path) -> None:
    index = json.loads((built / "lite" / "pypi" / "all.json").read_text(encoding="utf-8"))
    assert [*index] == ["comm"]
    assert settings(built)["pipliteUrls"][0].startswith("./pypi/all.json")


def test_a_local_copy_of_python_goes_into_the_site(tmp_path: Path) -> None:
    given = copy_of_pyodide(tmp_path / "given" / "pyodide")
    archive = tmp_path / "pyodide-1.tar.bz2"
    with tarfile.open(archive, "w:bz2") as opened:
        opened.add(given, "pyodide")
    made = site.make_site(tmp_path / "site", archive)
    assert settings(made.folder)["pyodideUrl"] == "./static/pyodide/pyodide.mjs"
    assert (made.folder / "lite" / "static" / "pyodide" / "pandas-1-py3-none-any.whl").is_file()
    page = (made.folder / "index.html").read_text(encoding="utf-8")
    assert "jsdelivr" not in page
    assert 'fetch("lite/static/pyodide/pyodide.mjs"' in page


def test_a_copy_that_lacks_a_package_of_a_package_is_refused(tmp_path: Path) -> None:
    given = copy_of_pyodide(tmp_path / "pyodide")
    (given / "prompt-toolkit-1-py3-none-any.whl").unlink()
    told = r"lacks prompt-toolkit-1-py3-none-any\.whl; take the whole .*not pyodide-core"
    with pytest.raises(runtime.RuntimeUnfit, match=told):
        runtime.local_copy(given, tmp_path / "scratch")


def test_a_copy_of_another_python_is_refused(tmp_path: Path) -> None:
    given = copy_of_pyodide(tmp_path / "pyodide", python="3.13.1")
    with pytest.raises(runtime.RuntimeUnfit, match=r"is Python 3\.13\.1; take Pyodide 314\."):
        runtime.local_copy(given, tmp_path / "scratch")


def test_what_is_no_pyodide_is_refused_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "notes.tar.bz2").write_text("no archive", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for name, told in (("notes.tar.bz2", "cannot be unpacked"), ("empty", "holds no Pyodide")):
        words = ["classroom", "site", "-o", str(tmp_path / "site"), "--pyodide"]
        ran = CliRunner().invoke(commands, [*words, str(tmp_path / name)])
        assert ran.exit_code == 1
        assert told in ran.output
    assert not (tmp_path / "site").exists()


def test_an_archive_that_came_down_by_half_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "pyodide.tar.bz2"
    (tmp_path / "wheel").write_bytes(random.Random(1).randbytes(10**6))
    with tarfile.open(archive, "w:bz2") as packed:
        packed.add(tmp_path / "wheel", "wheel")
    archive.write_bytes(archive.read_bytes()[: 5 * 10**5])
    with pytest.raises(runtime.RuntimeUnfit, match="cannot be unpacked"):
        runtime.local_copy(archive, tmp_path / "scratch")


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(site.SiteRefused, match="holds something other than a site"):
        site.make_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("KERNEL", "share/no-such", "is not installed"),
        ("_config", lambda *_: NO_SUCH_WHEEL, "(?s)could not build the site:.*no-such.whl"),
    ],
)
def test_an_earlier_site_stays_if_the_builder_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object, told: str
) -> None:
    earlier = tmp_path / "site" / "lite" / "jupyter-lite.json"
    earlier.parent.mkdir(parents=True)
    earlier.touch()
    monkeypatch.setattr(lite, name, value)
    monkeypatch.setattr(content, "write", lambda folder, _: folder.mkdir())
    with pytest.raises(lite.LiteFailed, match=told):
        site.make_site(tmp_path / "site")
    assert earlier.is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_no_plain_python_is_not_made_a_wheel(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pandas is no plain Python"):
        rewheel("pandas", tmp_path)
