"""Where the project keeps things, as absolute paths."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOKS = PROJECT / "notebooks"
DATA = PROJECT / "data"
FIGURES = PROJECT / "figures"
BUILD = PROJECT / "build"
DOWNLOADS = PROJECT / "downloads"
SETTINGS = PROJECT / "rolereport.toml"  # a user's own, not in git
