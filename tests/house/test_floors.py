"""The house rules, read from the syntax trees: floors, circles, foreign engines, names and sizes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from house_figures import PACKAGE, nodes, trees

#: The floors of the house, lowest first. A place is a folder of the package or a file at its root,
#: and imports only from floors strictly below its own, wherever in the file the import stands.
FLOORS = (
    "assets document extras isolation",
    "values forms rdf",
    "read recognise disclosure shacl store",
    "parse mapping query",
    "validate export",
    "pipeline report publish",
    "cli",
)
FLOOR_OF = {place: floor for floor, row in enumerate(FLOORS) for place in row.split()}
#: The same within `publish/`, whose folders are many: what answers a request stands on what every
#: answer needs.
PUBLISH_FLOORS = (
    "names",
    "web",
    "machines operating",
    "pages",
    "sparql",
    "reconcile check",
    "refusals first_pages",
    "app",
    "following",
    "serving static_site agents",
)
PUBLISH_FLOOR_OF = {
    place: floor for floor, row in enumerate(PUBLISH_FLOORS) for place in row.split()
}
DOORS = ("__init__", "__main__")

#: Foreign engines and the only modules that may touch them.
ENGINES = {
    "docx": set(),
    "openpyxl": {"pipeline.annotate.workbook", "store.spreadsheet"},
    # Names the type of what it hands on; pandas itself is called in the other.
    "pandas": {"export.data_frames", "export.opened_graph"},
    "cv2": {
        "read.pictures.perspective",
        "read.pictures.recogniser",
        "read.pictures.rulings",
        "read.pictures.stamps",
    },
    "pdfplumber": {
        "read.pdf.document",
        "read.pdf.drawing.page",
        "read.pdf.page",
        "read.pdf.tables.edges",
    },
    "pyarrow": {"export.table_writers"},
    "pyoxigraph": {
        "store",
        "store.engine_answers",
        "store.loading",
        "store.loading.changing",
        "store.loading.union_change",
        "values.codes",
        "rdf.serialise",
        "shacl.terms",
        "shacl.setwise.plan",
        "shacl.setwise.queries_of_shapes",
    },
    "pypdfium2": {"read.pictures.image", "read.pictures.which_pages"},
    "pyshacl": {"shacl.reference"},
    "rapidocr": {"read.pictures.recogniser"},
    "xlrd": {"read.sheets.xls", "read.sheets.document"},
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


def tree(module: str) -> ast.Module:
    return trees()[sources()[module]]


def walk(module: str) -> tuple[ast.AST, ...]:
    return nodes(sources()[module])


def absolute(module: str, node: ast.ImportFrom) -> str:
    """The full name of the module that a `from … import` names, relative dots resolved."""
    if not node.level:
        return node.module or ""
    package = ["budgetgraph", *([] if module == "__init__" else module.split("."))]
    if sources()[module].name != "__init__.py":
        package = package[:-1]
    package = package[: len(package) - (node.level - 1)]
    return ".".join([*package, *([node.module] if node.module else [])])


@cache
def imported(module: str) -> tuple[tuple[str, int], ...]:
    """Full dotted names that `module` imports at any depth (late and typing-only ones too), with
    their lines.
    """
    return tuple(_imported(module))


def _imported(module: str) -> Iterator[tuple[str, int]]:
    for node in walk(module):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = absolute(module, node)
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield (inner if own(inner) in sources() else origin), node.lineno
        elif isinstance(node, ast.Call) and _is_import(node.func):
            target = node.args[0] if node.args else None
            yield (
                (
                    target.value
                    if isinstance(target, ast.Constant) and isinstance(target.value, str)
                    else "<computed>"
                ),
                node.lineno,
            )


def _is_import(function: ast.expr) -> bool:
    """Tell whether a call imports: `__import__`, `import_module`, `importlib.import_module`."""
    if isinstance(function, ast.Attribute):
        return function.attr == "import_module"
    return isinstance(function, ast.Name) and function.id in {"__import__", "import_module"}


def own(name: str) -> str | None:
    """The house's name of a dotted import, None for a foreign one."""
    if name == "budgetgraph":
        return "__init__"
    return name.removeprefix("budgetgraph.") if name.startswith("budgetgraph.") else None


def neighbours(module: str) -> set[str]:
    return {inner for name, _ in imported(module) if (inner := own(name)) is not None}


def functions(module: str) -> Iterator[tuple[str, int, int]]:
    """Every function with its name, line and length, decorators left out."""
    for node in walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{module}.{node.name}",
                node.lineno,
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )


def place(module: str) -> str:
    """The folder or root file that a module belongs to: `read.pdf` belongs to `read`."""
    return module.partition(".")[0]


def test_the_house_is_all_there() -> None:
    places = {place(module) for module in sources()} - set(DOORS)
    assert places == set(FLOOR_OF), "folders and root files, and those that FLOORS names"
    assert len(FLOORS) <= 7
    assert len(sources()) > 25, f"only {len(sources())} modules found under {PACKAGE}"


def imports_from_above(module: str) -> Iterator[str]:
    here = place(module)
    for name, line in dict.fromkeys(imported(module)):
        inner = own(name)
        if name == "<computed>":
            yield f"{module}:{line}: an import whose name is computed cannot be checked"
        elif inner is None or inner in DOORS or place(inner) == here:
            continue
        elif FLOOR_OF[place(inner)] >= FLOOR_OF[here]:
            yield f"{module}:{line}: {name} does not stand below {here}"


def test_imports_come_from_lower_floors() -> None:
    modules = sorted(set(sources()) - set(DOORS))
    assert [fault for module in modules for fault in imports_from_above(module)] == []


def test_imports_within_publish_come_from_lower_floors() -> None:
    modules = sorted(name for name in sources() if name.startswith("publish."))
    assert len(modules) > 50
    faults = []
    for module in modules:
        here = module.split(".")[1]
        inner = {name for name in neighbours(module) if name.startswith("publish.")}
        for other in sorted({name.split(".")[1] for name in inner} - {here}):
            if PUBLISH_FLOOR_OF[other] >= PUBLISH_FLOOR_OF[here]:
                faults.append(f"{module} imports from {other}, which does not stand below {here}")
    assert faults == []


def test_readers_know_no_layout() -> None:
    """Readers know geometry and formats; of layouts, what they are told (`read/layouts.py`)."""
    strangers = {
        module: sorted(inner for inner in neighbours(module) if place(inner) == "forms")
        for module in sources()
        if place(module) == "read"
    }
    assert len(strangers) > 50
    assert not any(strangers.values()), strangers


def test_publishing_reads_no_source() -> None:
    """The server runs from a built folder alone."""
    readers = {"read", "recognise", "parse", "mapping", "pipeline"}
    strangers = {
        module: sorted(readers & {place(inner) for inner in neighbours(module)})
        for module in sources()
        if place(module) == "publish"
    }
    assert not any(strangers.values()), strangers


def test_shacl_knows_nothing_of_budgets() -> None:
    """The two SHACL engines are a package of their own inside this one: they serve any graph."""
    strangers = {
        module: sorted(inner for inner in neighbours(module) if place(inner) != "shacl")
        for module in sources()
        if place(module) == "shacl"
    }
    assert len(strangers) > 10
    assert not any(strangers.values()), strangers


def test_folders_stay_small() -> None:
    """A newcomer takes in a folder at a glance; the root holds doors and little else."""
    sizes: dict[Path, int] = {}
    for path in sources().values():
        if path.stem not in DOORS:
            sizes[path.parent] = sizes.get(path.parent, 0) + 1
    assert sizes[PACKAGE] <= 4
    assert max(sizes.values()) <= 16, sizes


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
    """`__init__` offers the package to others and so stands above most of the house; what the house
    takes from it needs no import.
    """
    taken: dict[str, set[str]] = {}
    for module in sorted(set(sources()) - {"__init__"}):
        for node in walk(module):
            if isinstance(node, ast.ImportFrom) and absolute(module, node) == "budgetgraph":
                taken.setdefault(module, set()).update(
                    alias.name for alias in node.names if alias.name not in sources()
                )
    assert set().union(*taken.values()) == {"__version__"}, taken


def test_the_checks_see_what_they_should() -> None:
    """A fault in the reader of imports would make every test above pass on nothing."""
    assert {"document.where", "document.problems"} <= neighbours("disclosure")
    assert "cli" in neighbours("__main__")
    assert sum(1 for module in sources() for _ in imported(module)) > 4 * len(sources()) // 2
    assert sum(1 for module in sources() for _ in functions(module)) > 2 * len(sources())


def test_engines_stay_in_their_modules() -> None:
    strangers = []
    for module in sorted(sources()):
        roots = {name.partition(".")[0] for name, _ in imported(module)}
        for engine in sorted(roots & set(ENGINES)):
            if module not in ENGINES[engine]:
                strangers.append(f"{module}: {engine}; only {sorted(ENGINES[engine])} may")
    assert strangers == []


def test_no_stdlib_or_foreign_name_is_shadowed() -> None:
    shadowing = sorted(
        module for module in sources() if "." not in module and module in sys.stdlib_module_names
    )
    assert not shadowing, f"modules named like the standard library's: {shadowing}"


def test_no_forbidden_names() -> None:
    found = sorted(name for name in sources() if FORBIDDEN_NAMES & set(name.split(".")))
    assert not found, f"names that say nothing: {found}"


def test_files_stay_small() -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in sources().items()
    }
    too_long = {
        name: length
        for name, length in lengths.items()
        if length > LONG_FILES.get(name, FILE_LIMIT)
    }
    assert not too_long, f"files over {FILE_LIMIT} lines: {too_long}"
    stale = sorted(name for name in LONG_FILES if lengths.get(name, 0) <= FILE_LIMIT)
    assert not stale, f"no longer long, take out of LONG_FILES: {stale}"


def test_functions_stay_small() -> None:
    lengths = {
        name: (length, line) for module in sources() for name, line, length in functions(module)
    }
    too_long = {
        f"{name} (line {line})": length
        for name, (length, line) in lengths.items()
        if length > LONG_FUNCTIONS.get(name, FUNCTION_LIMIT)
    }
    assert not too_long, f"functions over {FUNCTION_LIMIT} lines: {too_long}"
    stale = sorted(
        name for name in LONG_FUNCTIONS if lengths.get(name, (0, 0))[0] <= FUNCTION_LIMIT
    )
    assert not stale, f"no longer long, take out of LONG_FUNCTIONS: {stale}"


def test_modules_say_what_they_are() -> None:
    assert [module for module in sorted(sources()) if not ast.get_docstring(tree(module))] == []
