"""How long every question takes on built folders of several sizes, and how that grows.

    python benchmarks/questions.py DIR [DIR ...] [--repeat 3] [--only NAME ...]

Each question is asked open and with each of its parameters; the values are taken from the graph
(the document that most projects cite, the department with most projects ...). They are asked as the
server does, in two steps. Times are processor time, the least of the repeats, rows read to the end.
Beside them stands the floor: what the store takes to hand over as many rows of one plain pattern.
With several folders, sorted by size, the last column is the exponent of the time in the number of
disclosures, from the first to the last folder (1 is linear, 0 does not grow).
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.query import questions
from budgetgraph.query.narrowed import answered
from budgetgraph.query.questions import Question
from budgetgraph.query.run_query import base_of
from budgetgraph.store import Store
from budgetgraph.store.generations import generation_of

_HEAD = """PREFIX bg: <{base}ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
#: What is asked for, by the name of the parameter: the first answer of a query, or a fixed value.
_VALUES = {
    "document": "SELECT ?n { ?d bg:documentNumber ?n ; bg:citingProjects ?c }"
    " ORDER BY DESC(?c) ?n LIMIT 1",
    "department": "SELECT (STR(?n) AS ?m) { ?d bg:department/skos:prefLabel ?n ;"
    " bg:projectCount ?c } ORDER BY DESC(?c) ?n LIMIT 1",
    "year": "SELECT (STR(?y) AS ?m) { ?d a bg:Disclosure ; bg:fiscalYear ?y }"
    " GROUP BY ?y ORDER BY DESC(COUNT(?d)) ?y LIMIT 1",
    "division": "SELECT (STR(?c) AS ?m) { ?d a bg:Disclosure ; bg:division/skos:notation ?c }"
    " ORDER BY ?c LIMIT 1",
    "resource": "SELECT (STR(?p) AS ?m) { ?p a bg:Project } ORDER BY ?p LIMIT 1",
    "name": "SELECT (STR(?l) AS ?m) { ?i a bg:PerformanceIndicator ; skos:prefLabel ?l }"
    " GROUP BY ?l ORDER BY DESC(COUNT(?i)) ?l LIMIT 1",
}
_FIXED = {
    "digits": "3",
    "rule": "title-with-two-documents",
    "severity": "warning",
    "measure": "reception",
    "project": "补助",
    "level2": "数量指标",
    "unit": "%",
    "at_least": "95",
    "older_than": "3",
    "departments": "2",
}
_FLOOR = "SELECT ?s ?o {{ ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?o }} LIMIT {rows}"


@dataclass(frozen=True)
class Folder:
    """A built folder, opened: how many disclosures it has, and what its questions are asked with."""

    store: Store
    base: str
    disclosures: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class Took:
    """Milliseconds and rows of one answer."""

    milliseconds: float
    rows: int


def opened(path: Path) -> Folder:
    folder = generation_of(path)
    base = base_of(folder)
    store = Store.open(folder / "store")
    head = _HEAD.format(base=base)
    values = dict(_FIXED)
    for name, query in _VALUES.items():
        values[name] = str(store.select(head + query).rows[0][0])
    counted = store.select(head + "SELECT (COUNT(?d) AS ?n) { ?d a bg:Disclosure }")
    return Folder(store, base, int(str(counted.rows[0][0])), values)


def asked_with(question: Question) -> Iterator[tuple[str, ...]]:
    """The sets of parameters that a question is asked with: none, and each one alone."""
    required = tuple(one.name for one in question.parameters if one.required)
    yield required
    for one in question.parameters:
        if not one.required:
            yield (*required, one.name)


def took(folder: Folder, query: str, repeat: int) -> Took:
    times: list[float] = []
    rows = 0
    for _ in range(repeat):
        begun = time.process_time()
        rows = len(answered(folder.store, query).rows)
        times.append((time.process_time() - begun) * 1000)
    return Took(min(times), rows)


def exponent(first: float, last: float, sizes: tuple[int, int]) -> str:
    """`1.02`; `-` where there is nothing to compare."""
    if sizes[0] == sizes[1]:
        return "-"
    return f"{math.log(last / first) / math.log(sizes[1] / sizes[0]):.2f}"


def measure(folders: list[Folder], question: Question, names: tuple[str, ...], repeat: int) -> str:
    """One line of the table."""
    cells = [question.name, " ".join(names) or "-"]
    milliseconds: list[float] = []
    for folder in folders:
        values = {name: folder.values[name] for name in names}
        answer = took(folder, questions.bind(question, values, folder.base), repeat)
        floor = took(folder, _FLOOR.format(rows=max(answer.rows, 1)), repeat)
        milliseconds.append(answer.milliseconds)
        cells += [f"{answer.rows}", f"{answer.milliseconds:.1f}", f"{floor.milliseconds:.1f}"]
    sizes = folders[0].disclosures, folders[-1].disclosures
    cells.append(exponent(milliseconds[0], milliseconds[-1], sizes))
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Time every question.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    given = parser.parse_args()
    folders = sorted(map(opened, given.folders), key=lambda one: one.disclosures)
    heading = ["question", "asked with"]
    for folder in folders:
        size = folder.disclosures
        heading += [f"rows, {size}", f"ms, {size}", f"floor, {size}"]
    print("| " + " | ".join([*heading, "exponent"]) + " |")
    print("|" + " --- |" * (len(heading) + 1))
    for name, question in questions.load().items():
        for names in asked_with(question) if not given.only or name in given.only else ():
            print(measure(folders, question, names, given.repeat), flush=True)


if __name__ == "__main__":
    main()
