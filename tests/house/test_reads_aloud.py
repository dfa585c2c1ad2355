"""Code that reads aloud: one thought a line, short functions, one meaning a name.

The limits are of the whole package; a message names the places, or the folders that are above.
"""

from __future__ import annotations

import subprocess
import sys

from house_figures import (
    PACKAGE,
    Figures,
    conditions_in_arguments,
    figures,
    functions,
    long_comprehensions,
    long_lines,
    long_lines_of_patterns,
    public_classes,
    total,
    trees,
)

MOST_BRANCHES = 0.28
MOST_COMPREHENSIONS = 0.045
LONGEST_LINE = 100
MOST_CLAUSES = 2
MOST_COMPLEX = 8


def test_there_is_something_to_measure() -> None:
    """A fault in the reading would make every test below pass on nothing."""
    found = figures()
    assert len(trees()) > 250
    assert sum(1 for path in trees() for _ in functions(path)) > 1500
    assert {"read", "parse", "shacl", "publish"} <= set(found)
    assert total(found).lines > 10_000
    assert len(public_classes()) > 200
    assert any(True for _ in long_lines(90))
    assert any(True for _ in long_comprehensions(1))


def test_branches_are_few() -> None:
    """Conditions, loops, handlers, comprehensions and boolean operators, a line of function."""
    found = figures()
    share = round(total(found).branches_a_line, 3)
    assert share <= MOST_BRANCHES, above(
        found, {name: one.branches_a_line for name, one in found.items()}, share, MOST_BRANCHES
    )


def test_comprehensions_are_few() -> None:
    found = figures()
    share = round(total(found).comprehensions_a_line, 3)
    shares = {name: one.comprehensions_a_line for name, one in found.items()}
    assert share <= MOST_COMPREHENSIONS, above(found, shares, share, MOST_COMPREHENSIONS)


def above(found: dict[str, Figures], shares: dict[str, float], share: float, most: float) -> str:
    """Name the folders above the limit, those of most lines first."""
    names = [name for name in found if shares[name] > most]
    names.sort(key=lambda name: -found[name].lines)
    listed = ", ".join(f"{name} {shares[name]:.3f}" for name in names)
    return f"{share:.3f} a line, wanted at most {most}; above are {listed}"


def test_lines_are_short() -> None:
    assert list(long_lines(LONGEST_LINE)) == []
    patterns = ("forms", "validate/wording", "document/personal_data")
    assert list(long_lines_of_patterns(patterns, LONGEST_LINE)) == []


def test_comprehensions_are_short() -> None:
    """`for` and one `if`, or two `for`; a longer one is a loop, or two named steps."""
    assert list(long_comprehensions(MOST_CLAUSES)) == []


def test_no_argument_is_a_condition() -> None:
    """What a call is given under a condition has a name of its own."""
    assert list(conditions_in_arguments()) == []


def test_a_class_has_a_name_of_its_own() -> None:
    twice = {name: files for name, files in public_classes().items() if len(files) > 1}
    assert twice == {}


def test_functions_are_simple() -> None:
    """The cyclomatic complexity, as ruff counts it."""
    setting = f"lint.mccabe.max-complexity = {MOST_COMPLEX}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "C901"]
    done = subprocess.run(
        [*command, "--config", setting, "--output-format", "concise", "--quiet", str(PACKAGE)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr
