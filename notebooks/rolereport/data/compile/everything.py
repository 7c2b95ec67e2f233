"""Compiles every table that comes from official files, and seals the codebook."""

from __future__ import annotations

from pathlib import Path

from rolereport.data import codebook, load, package
from rolereport.data.compile.areas import compile_areas
from rolereport.data.compile.occupations import compile_occupations
from rolereport.data.compile.onet import compile_onet
from rolereport.data.compile.onet_ratings import compile_onet_ratings
from rolereport.data.compile.paired_groups import compile_paired_groups
from rolereport.data.compile.prices import compile_prices
from rolereport.data.compile.projections import compile_projections
from rolereport.data.compile.wages import compile_wages
from rolereport.paths import DATA


def compile_everything(sources: Path, out: Path = DATA) -> list[Path]:
    """Write every compiled table below `out`, then `datapackage.json`; returns all tables.

    Tables written by hand (roles, pathways, claims and their like) stay as they are.

    Parameters
    ----------
    sources
        Folder of official files, described by the `SOURCES.csv` in it.
    out
        The data folder, with its schemas and `role_soc.csv`.

    Raises
    ------
    DataError
        If a source is missing, altered or unreadable.
    """
    compile_wages(sources, out, load.table("role_soc", out)["soc_code"].unique())
    for compile_table in (
        compile_areas,
        compile_prices,
        compile_occupations,
        compile_projections,
        compile_onet,
        compile_paired_groups,
        compile_onet_ratings,
    ):
        compile_table(sources, out)
    return [*codebook.tables(out), package.seal(out)]
