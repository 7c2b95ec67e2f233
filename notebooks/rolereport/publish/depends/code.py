"""Which files of the package some code depends on: what it imports, and what that imports.

Only what is written in the code is followed, imports inside functions included; those that only a
type checker makes are not. A module brings with it the files beside it that are no modules, such
as templates.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

PACKAGE = "rolereport"
_BY_NAME = {"import_module", "__import__"}
_BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")  # where statements stand

Ask = Callable[[str, Callable[[], list[str]]], list[str]]


class Modules:
    """The package's files by name, and which of them each module imports.

    Parameters
    ----------
    sources
        Name of each file, such as `rolereport/data/load.py`, to its bytes, read when needed.
    ask
        Called with a file's name and what works out the names that it imports; may know them.
    """

    def __init__(self, sources: Mapping[str, bytes], ask: Ask) -> None:
        self._sources, self._ask = sources, ask
        self._beside = _resources(sources)
        self._imported: dict[str, frozenset[str]] = {}

    def closure(self, modules: Iterable[str]) -> list[str]:
        """The files that importing these `modules` can run or read, sorted."""
        found: set[str] = set()
        waiting = {file for name in modules for file in self.files_of(name)}
        while waiting:
            file = waiting.pop()
            found.add(file)
            waiting |= self._imports(file) - found
        folders = {str(PurePosixPath(file).parent) for file in found}
        return sorted(found.union(*(self._beside.get(folder, ()) for folder in folders)))

    def files_of(self, module: str) -> list[str]:
        """The module's file and those of the packages around it; none if it is not ours."""
        parts = module.split(".")
        if parts[0] != PACKAGE:
            return []
        paths = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
        names = [name for path in paths for name in (f"{path}.py", f"{path}/__init__.py")]
        return [name for name in names if name in self._sources]

    def _imports(self, file: str) -> frozenset[str]:
        if file not in self._imported:
            found = (each for name in self._names_in(file) for each in self.files_of(name))
            self._imported[file] = frozenset(found)
        return self._imported[file]

    def _names_in(self, file: str) -> list[str]:
        return self._ask(file, lambda: self._parsed(file))

    def _parsed(self, file: str) -> list[str]:
        source = self._sources[file].decode("utf-8")
        return list(dict.fromkeys(imports(source, _package_of(file))))


def imports(source: str, package: str = "") -> Iterator[str]:
    """Names of all that may be a module among what code inside `package` imports.

    Raises
    ------
    SyntaxError
        If it is no Python.
    """
    tree = ast.parse(source)
    yield from _imported(tree.body, package)
    if any(name in source for name in _BY_NAME):
        yield from filter(None, map(_named, ast.walk(tree)))


def _imported(lines: Iterable[ast.AST], package: str) -> Iterator[str]:
    for line in lines:
        match line:
            case ast.Import():
                yield from (alias.name for alias in line.names)
            case ast.ImportFrom():
                module = _absolute(line, package)
                yield module
                yield from (f"{module}.{alias.name}" for alias in line.names)
            case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
                yield from _imported(line.orelse, package)
            case _:
                for block in _BLOCKS:
                    yield from _imported(getattr(line, block, ()), package)


def _named(node: ast.AST) -> str | None:
    match node:
        case ast.Call(
            func=ast.Name(id=name) | ast.Attribute(attr=name),
            args=[ast.Constant(value=str(module)), *_],
        ) if name in _BY_NAME:
            return module
        case _:
            return None


def _absolute(node: ast.ImportFrom, package: str) -> str:
    outer = package.split(".")[: 1 - node.level or None] if node.level else []
    return ".".join([*outer, *([node.module] if node.module else [])])


def _package_of(file: str) -> str:
    return ".".join(PurePosixPath(file).parent.parts)


def _resources(names: Iterable[str]) -> dict[str, list[str]]:
    """Folder with modules to the files in or below it that are none, unless nearer to another."""
    every = sorted(names)
    folders = {str(PurePosixPath(name).parent) for name in every if name.endswith(".py")}
    found: dict[str, list[str]] = {}
    for name in every:
        if not name.endswith(".py"):
            around = [str(folder) for folder in PurePosixPath(name).parents]
            nearest = next((folder for folder in around if folder in folders), "")
            found.setdefault(nearest, []).append(name)
    return found
