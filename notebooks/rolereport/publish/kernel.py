"""The kernel a chapter runs in: this very interpreter, on sockets and settings of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from traitlets import Dict
from traitlets.config import Config

# The system's limit for a Unix socket's path is 107 characters on Linux, 103 on macOS.
LONGEST_SOCKET = 100


class ChapterKernel(AsyncKernelManager):
    """Starts the interpreter that runs the build, whatever `python3` kernel is installed."""

    environment: Dict[str, str] = Dict(help="added to the kernel's environment").tag(config=True)

    @property
    def kernel_spec(self) -> KernelSpec:
        """A specification that names this interpreter and keeps no history."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(
            argv=[*command, "--HistoryManager.enabled=False"],
            display_name="Python 3",
            language="python",
            env=dict(self.environment),
        )


@contextmanager
def kernel_settings(environment: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Keyword arguments that make an nbclient run in a `ChapterKernel` of its own.

    Sockets are files in a folder made for this run: kernels on TCP ports chosen in parallel
    collide now and then. IPython's settings are an empty folder, so that a user's own start-up
    files change no chapter.
    """
    with TemporaryDirectory(prefix="rolereport-") as folder:
        environment = {**environment, "IPYTHONDIR": str(Path(folder, "ipython"))}
        settings = {"environment": environment, **_transport(Path(folder))}
        yield {"kernel_manager_class": ChapterKernel, "config": Config(ChapterKernel=settings)}


def _transport(folder: Path) -> dict[str, str]:
    socket = folder / "kernel"
    if os.name == "nt" or len(f"{socket}-5") > LONGEST_SOCKET:
        return {}
    return {"transport": "ipc", "ip": str(socket)}
