"""Figures of the package's code, read from its syntax trees."""

from __future__ import annotations

import ast
import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from places import ROOT

PACKAGE = ROOT / "src" / "budgetgraph"
_BRANCHES = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension,
)  # fmt: skip
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Figures:
    """What the functions of some files hold: lines, branches and comprehensions."""

    lines: int = 0
    branches: int = 0
    comprehensions: int = 0

    def add(self, function: ast.AST) -> None:
        """Count in a function, and what stands inside it."""
        self.lines += length(function)
        for node in ast.walk(function):
            self.branches += isinstance(node, _BRANCHES)
            self.comprehensions += isinstance(node, _COMPREHENSIONS)
            if isinstance(node, ast.BoolOp):
                self.branches += len(node.values) - 1

    @property
    def branches_a_line(self) -> float:
        return self.branches / max(self.lines, 1)

    @property
    def comprehensions_a_line(self) -> float:
        return self.comprehensions / max(self.lines, 1)


def length(function: ast.AST) -> int:
    """Return the number of lines of a function, its docstring among them."""
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    return (function.end_lineno or function.lineno) - function.lineno + 1


@cache
def trees() -> dict[Path, ast.Module]:
    """Return the syntax tree of every file.

    They are a million objects that stay: the collector of garbage is told not to look at them.
    """
    gc.disable()
    try:
        return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    finally:
        gc.freeze()
        gc.enable()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a file's tree."""
    return tuple(ast.walk(trees()[path]))


def functions(path: Path) -> Iterator[ast.AST]:
    """Yield every function of a file; one inside another is counted with both."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def folder(path: Path) -> str:
    """Return the folder right below the package that a file belongs to, or the file's own name."""
    return path.relative_to(PACKAGE).parts[0]


@cache
def figures() -> dict[str, Figures]:
    """Return the figures of each folder."""
    found: dict[str, Figures] = defaultdict(Figures)
    for path in trees():
        for function in functions(path):
            found[folder(path)].add(function)
    return found


def total(of: dict[str, Figures]) -> Figures:
    """Return the figures of all folders together."""
    whole = Figures()
    for figure in of.values():
        whole.lines += figure.lines
        whole.branches += figure.branches
        whole.comprehensions += figure.comprehensions
    return whole


def public_classes() -> dict[str, list[str]]:
    """Return the files that define each public class at their top."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(place(path))
    return found


def long_lines(most: int) -> Iterator[str]:
    """Yield the places of lines of more characters than that."""
    for path in trees():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if len(line) > most:
                yield f"{place(path)}:{number} ({len(line)})"


def long_lines_of_patterns(folders: Iterable[str], most: int) -> Iterator[str]:
    """Yield the places of such lines in the data files of some folders of the package."""
    for folder in folders:
        files = sorted((PACKAGE / folder).glob("*.toml"))
        assert files, folder
        for path in files:
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                if len(line) > most:
                    yield f"{place(path)}:{number} ({len(line)})"


def long_comprehensions(most: int) -> Iterator[str]:
    """Yield the places of comprehensions of more clauses (`for` and `if`) than that."""
    for path in trees():
        for node in nodes(path):
            if isinstance(node, _COMPREHENSIONS):
                clauses = sum(1 + len(part.ifs) for part in node.generators)
                if clauses > most:
                    yield f"{place(path)}:{node.lineno} ({clauses})"


def conditions_in_arguments() -> Iterator[str]:
    """Yield the calls that have an argument like `a if b else c`."""
    for path in trees():
        for node in nodes(path):
            if isinstance(node, ast.Call):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                if any(isinstance(argument, ast.IfExp) for argument in given):
                    yield f"{place(path)}:{node.lineno}"


def place(path: Path) -> str:
    return str(path.relative_to(PACKAGE))
