"""Change the grammars of values and the geometry of pages one place at a time, and look whether a
test notices.

    python benchmarks/mutants.py [NAME …] [--seconds 3600] [--tally build/mutants/tally.json]

A mutant is a module with one comparison turned, one number one more, one `and` an `or`, one `not`
left out, or one `return` of a value that gives None. Its tests run in a process of their own, over a
copy of the package. It goes on where the last run stopped, and names those that no test noticed. A
module that changed since is looked at anew.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "budgetgraph"
#: Pages of words and rulings, without a document that is drawn and read for each mutant.
_OF_PAGES = [
    f"tests/read/test_{name}.py"
    for name in (
        "thresholds",
        "ruled_tables",
        "torn_rows",
        "cut_rows",
        "cut_tables",
        "side_sheets",
        "centred_cells",
        "walk_of_pages",
        "unruled_tables",
        "laid_out",
    )
]
#: The modules, and the tests that are to notice.
TESTS = {
    "values/amount.py": ["tests/values/test_amount.py"],
    "values/money.py": ["tests/values/test_money.py"],
    "values/document_number.py": ["tests/values/test_document_number.py"],
    "values/target.py": ["tests/values/test_target.py"],
    "values/target_words.py": ["tests/values/test_target.py"],
    "values/code_notation.py": ["tests/values/test_code_notation.py"],
    "read/pages/ruled_table.py": _OF_PAGES,
    "read/pages/layout.py": _OF_PAGES,
    "read/pages/torn_rows.py": _OF_PAGES,
}
_TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_KINDS = ("turn", "return", "number", "not")
_CHANGED = (ast.Compare, ast.BoolOp, ast.BinOp, ast.Return, ast.Constant, ast.UnaryOp)
_LONGEST = 120


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Every mutant of a module: what was changed (`12: Lt → LtE`), and its text."""
    for number, node in enumerate(ast.walk(ast.parse(source))):
        # The module is parsed anew for each mutant, which takes its time: not for other nodes.
        for kind in _KINDS if isinstance(node, _CHANGED) else ():
            tree = ast.parse(source)
            same = next(one for at, one in enumerate(ast.walk(tree)) if at == number)
            told = _change(same, kind)
            if told is not None:
                yield f"{getattr(node, 'lineno', 0)}.{number}: {told}", ast.unparse(tree)


def _change(node: ast.AST, kind: str) -> str | None:
    """Change a node in its place, and say how; None where there is nothing of that kind."""
    if kind == "turn":
        return _turn(node)
    if kind == "return" and isinstance(node, ast.Return) and node.value is not None:
        if isinstance(node.value, ast.Constant) and node.value.value is None:
            return None
        told = f"return {ast.unparse(node.value)} → None"
        node.value = ast.Constant(None)
        return told
    if kind == "number" and isinstance(node, ast.Constant) and type(node.value) in (int, float):
        node.value += 1
        return f"{node.value - 1} → {node.value}"
    if kind == "not" and isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        told = f"{ast.unparse(node)} without not"
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
        return told
    return None


def _turn(node: ast.AST) -> str | None:
    """Turn a comparison, an operator, or an `and`."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
        told = ast.unparse(node)
        node.ops[0] = _TURNED[type(node.ops[0])]()
        return f"{told} → {ast.unparse(node)}"
    if isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in _TURNED:
        told = ast.unparse(node)
        if "|" in told:
            return None
        node.op = _TURNED[type(node.op)]()
        return f"{told} → {ast.unparse(node)}"
    return None


def noticed(tests: list[str], copy: Path) -> bool:
    """Whether a test fails over this copy of the package; one that hangs notices too."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def look(
    name: str, copy: Path, found: dict[str, bool], until: float, save: Callable[[], None]
) -> None:
    """Try the mutants of one module that were not tried yet."""
    path = copy / "src" / "budgetgraph" / name
    source = path.read_text("utf-8")
    if noticed(TESTS[name], copy):
        raise SystemExit(f"{name}: its tests fail as it is")
    try:
        for told, text in mutants(source):
            if time.monotonic() > until:
                break
            if told not in found:
                path.write_text(text, "utf-8")
                found[told] = noticed(TESTS[name], copy)
                save()
    finally:
        path.write_text(source, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("names", nargs="*", default=list(TESTS), help="modules below the package")
    parser.add_argument("--seconds", type=float, default=3600, help="of this run")
    parser.add_argument("--tally", type=Path, default=Path("build/mutants/tally.json"))
    options = parser.parse_args()
    tally: dict[str, dict[str, dict[str, bool]]] = {}
    if options.tally.is_file():
        tally = json.loads(options.tally.read_text("utf-8"))
    options.tally.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + options.seconds

    def save() -> None:
        options.tally.write_text(json.dumps(tally, ensure_ascii=False, indent=1), "utf-8")

    with tempfile.TemporaryDirectory(prefix="budgetgraph-mutants-") as folder:
        copy = Path(folder)
        for part in ("src", "tests", "ontology", "examples", "shapes", "docs", "pyproject.toml"):
            here = ROOT / part
            if here.is_dir():
                shutil.copytree(here, copy / part, symlinks=True)
            elif here.is_file():
                shutil.copy(here, copy / part)
        for name in options.names:
            mark = sha256((PACKAGE / name).read_bytes()).hexdigest()[:12]
            tally[name] = {mark: tally.get(name, {}).get(mark, {})}
            look(name, copy, tally[name][mark], until, save)
            found = tally[name][mark]
            print(f"{name}: {len(found)} mutants, {sum(found.values())} noticed", flush=True)
            for told, was_noticed in found.items():
                if not was_noticed:
                    print(f"  {told[:150]}", flush=True)


if __name__ == "__main__":
    main()
