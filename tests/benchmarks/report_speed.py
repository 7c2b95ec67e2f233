"""How fast reports are built, against plain papermill and nbconvert and against a bare script.

Run it by `uv run python tests/benchmarks/report_speed.py`; `--works page,unchanged` measures some
works alone. All of it takes about an hour on two cores, most of it `many`. Everything runs on a
copy of the project in a temporary folder, so that nothing is cached and no report of yours is
touched. Two peers are measured beside it, in the same run:

- plain: `papermill` and `jupyter nbconvert --to html`, one chapter after another;
- bare: the same cells in one Python process, without any notebook (`bare.py`).

Of 52 areas, plain runs for a few (`--plain-areas`), and counts as often as there are areas. What is
printed are seconds on the clock and, as ratios, how much of each peer's clock that is. Other work
on the machine changes the seconds and, less, the ratios. It asserts nothing.
"""

from __future__ import annotations

import argparse
import compileall
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from measure import Cost, cost

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
ROLEREPORT = "import sys; from rolereport.cli import main; sys.argv[0] = 'rolereport'; main()"
CHANGED = ("01-which-med-tech", "04-salaries", "05-pay-by-place", "07-payoff")
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Line:
    """A line of the table: a work, what it took, and the peers that it is held against."""

    work: str
    cost: Cost
    against: dict[str, Cost] = field(default_factory=dict)

    def told(self) -> str:
        """The line in Markdown."""
        ratios = "; ".join(
            f"{self.cost.clock / other.clock:.3f} of {name}" for name, other in self.against.items()
        )
        seconds = f"{self.cost.clock:,.1f} s | {self.cost.processor:,.1f} s"
        memory = f"{self.cost.memory / MEBIBYTE:,.0f} MiB"
        return f"| {self.work} | {seconds} | {memory} | {ratios} |"


class Bench:
    """A copy of the project, what is measured on it, and the peers, each measured once."""

    def __init__(self, folder: Path, plain_areas: list[str], many: int) -> None:
        self.project = folder / "project"
        self.plain_areas, self.many_editions = plain_areas, many
        self._scratch = folder / "plain"
        self._environment = {"PYTHONPATH": str(self.project / "notebooks")}
        _copy(self.project)

    def run(self, *command: str | Path) -> Cost:
        """What a command takes in the copy."""
        return cost([*command], self.project, self._environment)

    def rolereport(self, *arguments: str) -> Cost:
        """What the command line takes in the copy."""
        return self.run(sys.executable, "-c", ROLEREPORT, *arguments)

    def anew(self, *arguments: str) -> Cost:
        """The same with nothing built and nothing cached."""
        shutil.rmtree(self.project / "build", ignore_errors=True)
        return self.rolereport(*arguments)

    @cached_property
    def areas(self) -> list[str]:
        """The codes of the states, DC and Puerto Rico."""
        listed = (PROJECT / "data" / "areas.csv").read_text(encoding="utf-8").splitlines()
        return [line.split(",")[0] for line in listed if ",state," in line]

    def plain(self, area: str) -> Cost:
        """Papermill, then nbconvert, chapter by chapter."""
        folder = self._scratch / area
        folder.mkdir(parents=True, exist_ok=True)
        return sum(chain.from_iterable(self._plain(area, folder)), Cost(0, 0, 0))

    def _plain(self, area: str, folder: Path) -> Iterator[Iterator[Cost]]:
        for chapter in sorted((self.project / "notebooks").glob("[0-9][0-9]-*.ipynb")):
            yield self._plain_chapter(area, chapter, folder / chapter.name)

    def _plain_chapter(self, area: str, chapter: Path, target: Path) -> Iterator[Cost]:
        python = [sys.executable, "-m"]
        values = ["--cwd", chapter.parent, "-p", "area", area]
        yield self.run(*python, "papermill", *values, chapter, target)
        yield self.run(*python, "nbconvert", "--to", "html", target)

    @cached_property
    def plain_one(self) -> Cost:
        """Plain for the nation."""
        return self.plain("US")

    @cached_property
    def plain_states(self) -> Cost:
        """Plain for the areas, one after another."""
        return self._times([self.plain(area) for area in self.plain_areas])

    @cached_property
    def plain_states_two(self) -> Cost:
        """Plain for the areas, two at a time."""
        with ThreadPoolExecutor(2) as pool:
            both = [*pool.map(self.plain, self.plain_areas)]
        each = self._times(both)
        return Cost(each.processor, each.clock / 2, each.memory)

    def _times(self, measured: list[Cost]) -> Cost:
        return sum(measured, Cost(0, 0, 0)) * (len(self.areas) / len(measured))

    def bare(self, *areas: str) -> Cost:
        """The bare script."""
        return self.run(sys.executable, HERE / "bare.py", *areas)

    @cached_property
    def bare_one(self) -> Cost:
        """The bare script for the nation."""
        return self.bare("US")

    @cached_property
    def full(self) -> Cost:
        """A build in all formats with nothing cached."""
        return self.anew("build")


def _copy(target: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        to = target / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, to)  # the time of change with it
    compileall.compile_dir(target / "notebooks" / "rolereport", quiet=2)  # as installing does


def page(bench: Bench) -> Iterator[Line]:
    """Ten chapters to report.html."""
    peers = {"plain": bench.plain_one, "bare": bench.bare_one}
    yield Line("ten chapters to `report.html`", bench.anew("build", "-f", "html"), peers)


def formats(bench: Bench) -> Iterator[Line]:
    """Ten chapters to all formats."""
    peers = {"plain": bench.plain_one, "bare": bench.bare_one}
    yield Line("the same with PDF, DOCX, workbook, manifest", bench.full, peers)


def unchanged(bench: Bench) -> Iterator[Line]:
    """A build when nothing has changed."""
    full = bench.full
    interpreter = bench.run(sys.executable, "-c", "import click, pydantic")
    peers = {"a full build": full, "Python with click and pydantic": interpreter}
    yield Line("nothing changed", bench.rolereport("build"), peers)


def one_changed(bench: Bench) -> Iterator[Line]:
    """A rebuild after a change in a chapter that shows: of the page alone, and of all formats."""
    fulls = {"html": bench.anew("build", "-f", "html"), "all": bench.full}
    for formats, full in fulls.items():
        asked = ["build", *(["-f", formats] if formats != "all" else [])]
        bench.anew(*asked)
        for name in CHANGED:
            _change(bench.project / "notebooks" / f"{name}.ipynb")
            told = f"one chapter changed: {name}, {formats}"
            yield Line(told, bench.rolereport(*asked), {"a full build": full})


def _change(chapter: Path) -> None:
    """Change the code of a chapter's last cell, and what its last words say."""
    notebook = json.loads(chapter.read_bytes())
    last = {cell["cell_type"]: cell for cell in notebook["cells"]}
    last["code"]["source"] = ["# changed\n", *last["code"]["source"]]
    last["markdown"]["source"] = [*last["markdown"]["source"], "\n\nThis was changed."]
    chapter.write_text(json.dumps(notebook), encoding="utf-8")


def states(bench: Bench) -> Iterator[Line]:
    """The page for each state, DC and Puerto Rico."""
    built = bench.anew("editions", "build", "--group", "states", "-f", "html", "--jobs", "2")
    peers = {
        "plain": bench.plain_states,
        "plain, two at a time": bench.plain_states_two,
        "bare": bench.bare(*bench.areas),
    }
    yield Line(f"{len(bench.areas)} areas, a page each", built, peers)


def many(bench: Bench) -> Iterator[Line]:
    """Hundreds of editions: whether the last hundred cost more than the first."""
    count = bench.many_editions
    file = bench.project / "many.toml"
    file.write_text('[groups.many]\nareas = ["states", "metros", "nonmetros"]\n', encoding="utf-8")
    asked = ["--file", str(file), "--limit", str(count), "-f", "html", "--jobs", "2"]
    built = bench.anew("editions", "build", *asked)
    yield Line(f"{count} editions, a page each", built, {})
    ended = sorted(path.stat().st_mtime for path in bench.project.glob("build/*/manifest.json"))
    fifth = len(ended) // 5
    first, last = ended[fifth] - ended[0], ended[-1] - ended[-1 - fifth]
    print(f"first fifth {first:.1f} s, last fifth {last:.1f} s, ratio {last / first:.2f}")


WORKS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "page": page,
    "formats": formats,
    "unchanged": unchanged,
    "one-changed": one_changed,
    "states": states,
    "many": many,
}


def main() -> None:
    """Measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--works", default=",".join(WORKS), help="of " + ", ".join(WORKS))
    asked.add_argument(
        "--plain-areas", default="TX,WY", help="areas that plain is measured for, an even number"
    )
    asked.add_argument("--many", type=int, default=500, help="how many editions are many")
    chosen = asked.parse_args()
    print("| work | clock | processor | largest process | ratio of clocks |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="rolereport-") as folder:
        bench = Bench(Path(folder), chosen.plain_areas.split(","), chosen.many)
        for name in chosen.works.split(","):
            for line in WORKS[name](bench):
                print(line.told(), flush=True)


if __name__ == "__main__":
    main()
