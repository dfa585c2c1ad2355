"""The house rules, read from the syntax trees: floors, circles, foreign engines, names and sizes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "budgetgraph"

#: Every module of the house and its floor. A package's own `__init__` goes by the package's name.
#: A module may import only from floors strictly below its own, wherever in the file the import stands.
FLOORS = {
    floor: modules.split()
    for floor, modules in {
        0: "agency answers assets codetext forms graphless iris mistake money privacy publish publish.address"
        " publish.bundle publish.inside publish.negotiate publish.policy read.numbering read.page read.sheetformat shacl"
        " shacl.result where wording",
        1: "codes docnumber document gaps jsonld problems publish.render read.signs shacl.select shacl.words target",
        2: "bindings covers findings headings issuer messages model nquads parse.flow publish.site publish.worker"
        " read.container read.layout read.native read.text results shapes timelimit titles wrapped",
        3: "catalogue columns extraction findings_graph mapping.amounts mapping.concepts mapping.quality mapping.stated"
        " parse.citations parse.goals parse.statements publish.describe publish.licences publish.terms"
        " publish.vocabulary questions read.aligned read.excel read.html read.pdf read.word remote report.github"
        " report.junit report.rows rules searchindex serialise shacl.terms store",
        4: "ask graphfiles mapping.projects mapping.tables namedgraphs publish.accounts publish.canned publish.completion"
        " publish.findings publish.health publish.openapi publish.search publish.sparql read recognise report.sarif"
        " report.structured report.text shacl.reference shacl.triples",
        5: "baseline divide frames ledger mapping parse.header parse.performance parse.projects parse.tables passages"
        " publish.compare publish.pages push report.page shacl.paths shacl.values",
        6: "__init__ checks parse report shacl.findings shacl.shape tablefiles",
        7: "pipeline publish.dumps shacl.nodes",
        8: "publish.downloads shacl.compile",
        9: "publish.app shacl.setwise",
        10: "publish.freeze publish.serving shacl.engines",
        11: "export validate",
        12: "part",
        13: "built",
        14: "audit build",
        15: "cli",
        16: "__main__",
    }.items()
}
FLOOR_OF = {module: floor for floor, modules in FLOORS.items() for module in modules}

#: Foreign engines and the only modules that may touch them.
ENGINES = {
    "docx": {"read.word"},
    "openpyxl": {"results"},
    "pandas": {"frames"},
    "pdfplumber": {"read.pdf"},
    "pyarrow": {"tablefiles"},
    "pyoxigraph": {"store", "codes", "serialise", "shacl.setwise"},
    "pyshacl": {"shacl.reference"},
    "python_calamine": {"read.excel"},
}

FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "misc", "base", "manager", "api"}

FILE_LIMIT, FUNCTION_LIMIT = 300, 40
#: What is allowed to be longer, and how long exactly: a figure here only ever falls.
LONG_FILES: dict[str, int] = {}
LONG_FUNCTIONS: dict[str, int] = {}


def module_name(path: Path) -> str:
    """`read/text.py` is `read.text`, `read/__init__.py` is `read`, the root's own is `__init__`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


@cache
def sources() -> dict[str, Path]:
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(sources()[module].read_text(encoding="utf-8"), filename=str(sources()[module]))


def absolute(module: str, node: ast.ImportFrom) -> str:
    """The full name of the module that a `from … import` names, relative dots resolved."""
    if not node.level:
        return node.module or ""
    package = ["budgetgraph", *([] if module == "__init__" else module.split("."))]
    if sources()[module].name != "__init__.py":
        package = package[:-1]
    package = package[: len(package) - (node.level - 1)]
    return ".".join([*package, *([node.module] if node.module else [])])


def imported(module: str) -> Iterator[tuple[str, int]]:
    """Full dotted names that `module` imports at any depth (late and typing-only ones too), with their lines."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = absolute(module, node)
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield (inner if own(inner) in sources() else origin), node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"__import__", "import_module", "importlib.import_module"}:
            target = node.args[0] if node.args else None
            yield (target.value if isinstance(target, ast.Constant) and isinstance(target.value, str) else "<computed>"), node.lineno


def own(name: str) -> str | None:
    """The house's name of a dotted import, None for a foreign one."""
    if name == "budgetgraph":
        return "__init__"
    return name.removeprefix("budgetgraph.") if name.startswith("budgetgraph.") else None


def neighbours(module: str) -> set[str]:
    return {inner for name, _ in imported(module) if (inner := own(name)) is not None}


def functions(module: str) -> Iterator[tuple[str, int, int]]:
    """Every function with its name, line and length, decorators left out."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{module}.{node.name}", node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def lowest(module: str) -> int:
    """The lowest floor that the module's imports allow, by the floors that the others have."""
    return 1 + max((FLOOR_OF.get(other, 0) for other in neighbours(module) - {"__init__", module}), default=-1)


def test_the_house_is_all_there() -> None:
    unknown = sorted(set(sources()) - set(FLOOR_OF))
    assert not unknown, f"modules without a row in FLOORS, and the lowest floor each can have: { {name: lowest(name) for name in unknown} }"
    missing = sorted(set(FLOOR_OF) - set(sources()))
    assert not missing, f"modules in FLOORS that do not exist: {missing}"
    assert len(sources()) > 25, f"only {len(sources())} modules found under {PACKAGE}"
    assert len(FLOOR_OF) == sum(map(len, FLOORS.values())), "a module stands on two floors"


@pytest.mark.parametrize("module", sorted(sources()))
def test_imports_come_from_lower_floors(module: str) -> None:
    floor = FLOOR_OF.get(module, 0)
    faults = []
    for name, line in dict.fromkeys(imported(module)):
        inner = own(name)
        if name == "<computed>":
            faults.append(f"line {line}: an import whose name is computed cannot be checked")
        elif inner is not None and inner not in FLOOR_OF:
            faults.append(f"line {line}: {name} is no known module")
        elif inner is not None and inner != "__init__" and FLOOR_OF[inner] >= floor:
            faults.append(f"line {line}: {name} stands on floor {FLOOR_OF[inner]}, {module} on {floor}")
    assert not faults, f"{module}: " + "; ".join(faults)


def test_no_circles() -> None:
    state: dict[str, str] = {}

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert state.get(module) != "open", f"circle: {' -> '.join([*trail, module])}"
        if module in state or module not in sources():
            return
        state[module] = "open"
        for other in sorted(neighbours(module) - {module, "__init__"}):
            visit(other, (*trail, module))
        state[module] = "done"

    for module in sources():
        visit(module, ())
    assert len(state) == len(sources())


def test_the_door_gives_the_house_its_version_only() -> None:
    """`__init__` offers the package to others and so stands above most of the house; what the house takes from it needs no import."""
    taken: dict[str, set[str]] = {}
    for module in sorted(set(sources()) - {"__init__"}):
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ImportFrom) and absolute(module, node) == "budgetgraph":
                taken.setdefault(module, set()).update(alias.name for alias in node.names if alias.name not in sources())
    assert set().union(*taken.values()) == {"__version__"}, taken


def test_the_checks_see_what_they_should() -> None:
    """A fault in the reader of imports would make every test above pass on nothing."""
    assert {"where", "problems"} <= neighbours("model") | neighbours("document")
    assert "cli" in neighbours("__main__")
    assert sum(1 for module in sources() for _ in imported(module)) > 4 * len(sources()) // 2
    assert sum(1 for module in sources() for _ in functions(module)) > 2 * len(sources())


@pytest.mark.parametrize("module", sorted(sources()))
def test_engines_stay_in_their_modules(module: str) -> None:
    roots = {name.partition(".")[0] for name, _ in imported(module)}
    strangers = sorted(engine for engine in roots & set(ENGINES) if module not in ENGINES[engine])
    assert not strangers, f"{module} imports {strangers}; only these may: { {name: sorted(ENGINES[name]) for name in strangers} }"


def test_no_stdlib_or_foreign_name_is_shadowed() -> None:
    shadowing = sorted(module for module in sources() if "." not in module and module in sys.stdlib_module_names)
    assert not shadowing, f"modules named like the standard library's: {shadowing}"


def test_no_forbidden_names() -> None:
    found = sorted(name for name in sources() if FORBIDDEN_NAMES & set(name.split(".")))
    assert not found, f"names that say nothing: {found}"


def test_files_stay_small() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in sources().items()}
    too_long = {name: length for name, length in lengths.items() if length > LONG_FILES.get(name, FILE_LIMIT)}
    assert not too_long, f"files over {FILE_LIMIT} lines: {too_long}"
    stale = sorted(name for name in LONG_FILES if lengths.get(name, 0) <= FILE_LIMIT)
    assert not stale, f"no longer long, take out of LONG_FILES: {stale}"


def test_functions_stay_small() -> None:
    lengths = {name: (length, line) for module in sources() for name, line, length in functions(module)}
    too_long = {
        f"{name} (line {line})": length for name, (length, line) in lengths.items() if length > LONG_FUNCTIONS.get(name, FUNCTION_LIMIT)
    }
    assert not too_long, f"functions over {FUNCTION_LIMIT} lines: {too_long}"
    stale = sorted(name for name in LONG_FUNCTIONS if lengths.get(name, (0, 0))[0] <= FUNCTION_LIMIT)
    assert not stale, f"no longer long, take out of LONG_FUNCTIONS: {stale}"


@pytest.mark.parametrize("module", sorted(sources()))
def test_modules_say_what_they_are(module: str) -> None:
    docstring = ast.get_docstring(tree(module))
    assert docstring, f"{module} has no docstring"
