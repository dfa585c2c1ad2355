"""Nothing is invented: every copied value stands in its lines, every derived one follows from
copied text; in the examples, and in documents that copying and page breaks have changed.

`python tests/parse/test_nothing_invented.py 2000` looks at so many changed documents;
`python tests/parse/test_nothing_invented.py FOLDER…` at every file of some folders.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from examples import EXAMPLES
from nothing_invented import inventions, kinds, mutated

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.pipeline.line import extract_all

#: So many changed documents of each example are looked at in the suite.
SEEDS_EACH = 6


def found_in(path: Path) -> Iterator[str]:
    for disclosure in extract_all(path):
        yield from inventions(disclosure)


def changed(folder: Path, example: Path, seed: int) -> Path:
    path = folder / f"{seed}{example.suffix}"
    text = mutated(example.read_text("utf-8"), Random(f"{example.name}/{seed}"))
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_invented_in_an_example(path: Path) -> None:
    assert list(found_in(path)) == []


@pytest.mark.parametrize("seed", range(SEEDS_EACH))
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_invented_in_a_changed_document(
    example: Path, seed: int, tmp_path: Path
) -> None:
    try:
        said = list(found_in(changed(tmp_path, example, seed)))
    except UnreadableInput:
        said = []
    assert said == []


def test_an_invented_value_is_found() -> None:
    (found, *_) = extract_all(EXAMPLES[0])
    table = next(table for table in found.tables if table.rows)
    row = table.rows[0]
    other = replace(table, rows=(replace(row, item="无中生有"),))
    assert [one for one in inventions(replace(found, tables=(other,))) if "无中生有" in one]


def run(count: int) -> None:
    """Look at many changed documents and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        paths = (
            changed(Path(folder), EXAMPLES[number % len(EXAMPLES)], number)
            for number in range(count)
        )
        look_at(paths)


def look_at(paths: Iterable[Path]) -> None:
    """Print what is invented in some files, and how many of each kind."""
    found: Counter[str] = Counter()
    count = refused = 0
    for path in paths:
        count += 1
        try:
            said = list(found_in(path))
        except UnreadableInput:
            refused += 1
            continue
        found.update(kinds(said))
        for one in said:
            print(f"{path.name} {one}")
    print(f"{count} documents, {refused} refused, {found.total()} inventions: {dict(found)}")


if __name__ == "__main__":
    if sys.argv[1].isdigit():
        run(int(sys.argv[1]))
    else:
        folders = map(Path, sys.argv[1:])
        look_at(path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
