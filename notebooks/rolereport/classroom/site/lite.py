"""Runs JupyterLite's builder on a folder of notebooks and tables."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from rolereport.classroom.site.wheels import rewheel

APPS = ("notebooks", "tree")
KERNEL = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"
# The kernel asks PyPI for this at every start, unless the site has it.
WHEELS = ("comm",)
# A copy names the kernel of a laptop, python3; the browser's has another name.
SETTINGS = {"@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True}}
LITE = {"jupyter-lite-schema-version": 0, "jupyter-config-data": {"appUrl": "./tree"}}


class LiteFailed(RuntimeError):
    """JupyterLite's builder stopped; the message is what it said."""


def build_lite(contents: Path, folder: Path, scratch: Path, runtime: Path | None = None) -> None:
    """Build a site that opens the notebooks in `contents` and runs them in the browser.

    Parameters
    ----------
    contents
        What a reader finds in the file list.
    folder
        Where to; made anew.
    scratch
        An empty folder for what the builder needs on the way.
    runtime
        A folder with Pyodide, copied into the site; without it browsers get Pyodide from a public
        server.

    Raises
    ------
    LiteFailed
        If the builder fails.
    """
    if runtime:
        shutil.copytree(runtime, scratch / "static" / "pyodide")
    (scratch / "wheels").mkdir()
    wheels = [rewheel(name, scratch / "wheels") for name in WHEELS]
    told = {
        "jupyter_lite_config": _config(contents, folder, scratch, wheels),
        "jupyter-lite": LITE,
        "overrides": SETTINGS,
    }
    for name, value in told.items():
        (scratch / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    _run(scratch)


def _config(contents: Path, folder: Path, scratch: Path, wheels: list[Path]) -> dict[str, object]:
    return {
        "LiteBuildConfig": {
            "apps": APPS,
            "cache_dir": str(scratch / "cache"),
            "contents": [str(contents)],
            # Of all that happens to be installed beside the package, the kernel alone.
            "federated_extensions": [str(_kernel())],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": str(folder),
        },
        "PipliteAddon": {"piplite_urls": [str(path) for path in wheels]},
    }


def _kernel() -> Path:
    found = Path(sys.prefix) / KERNEL
    if not found.is_dir():
        raise LiteFailed("JupyterLite is not installed; use `uv run --extra classroom rolereport`")
    return found


def _run(scratch: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(scratch)],
        cwd=scratch,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise LiteFailed(
            f"JupyterLite could not build the site:\n{(ran.stdout + ran.stderr)[-2000:]}"
        )
