"""An OWL reasoner finds no contradiction in the vocabulary with a graph of the examples, and finds
those that are put there.

It is HermiT, which comes with owlready2 and needs Java. OWL 2 has no xsd:gYear, and HermiT stops at
it with an exception unless it is told to pass over datatypes that it does not know. It takes the
published files with that option; so that two different years contradict each other, years are given
to it as integers.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from places import ROOT
from rdflib import OWL, RDF, Graph

from budgetgraph.assets import asset
from budgetgraph.mapping import code_quads, nquads
from budgetgraph.mapping.vocabulary import vocabulary_quads
from budgetgraph.pipeline.line import extract_all
from budgetgraph.rdf.iris import BASE, PREFIXES

BG = PREFIXES["bg"]
THING = f"<{BASE}id/x>"
TYPE = f"<{RDF.type}>"
XSD = "http://www.w3.org/2001/XMLSchema#"
REASON = """
import sys
import owlready2
world = owlready2.World()
loaded = world.get_ontology("file://" + sys.argv[1]).load()
passing = {"ignore_unsupported_datatypes": sys.argv[2:] == ["pass over"]}
try:
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0, **passing)
    print("unsatisfiable:", len(list(world.inconsistent_classes())))
except owlready2.OwlReadyInconsistentOntologyError:
    print("inconsistent")
"""


@cache
def example() -> tuple[str, ...]:
    """The triples of one example with the codes it names."""
    (paper,) = extract_all(ROOT / "examples" / "临西县医疗保障局2021.txt")
    graph = nquads(paper)
    lines = [*graph.decode().split("\n"), *code_quads([graph]).decode().split("\n")]
    return tuple(line.rpartition(" <")[0] + " ." for line in lines if line)


def reasoned(tmp_path: Path, *more: str) -> str:
    """What the reasoner says of vocabulary and example with more triples, the years as integers."""
    text = "\n".join([*terms(), *example(), *more])
    done = hermit(tmp_path, text.replace(f"{XSD}gYear", f"{XSD}integer"))
    assert done.returncode == 0, done.stderr
    return last_line(done)


def terms() -> list[str]:
    """The triples of the vocabulary and its alignments."""
    lines = vocabulary_quads().decode().split("\n")
    return [line.rpartition(" <")[0] + " ." for line in lines if line]


def hermit(tmp_path: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the reasoner over N-Triples."""
    if importlib.util.find_spec("owlready2") is None:
        pytest.skip("owlready2 is not installed: pip install owlready2")
    if shutil.which("java") is None:
        pytest.skip("there is no Java on this machine, which the reasoner needs")
    path = tmp_path / "all.nt"
    path.write_text(text + "\n", "utf-8")
    run = [sys.executable, "-c", REASON, str(path), *options]
    return subprocess.run(run, capture_output=True, text=True, timeout=240, check=False)


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout.strip().split("\n")[-1]


@pytest.mark.long
def test_the_published_vocabulary_is_read_where_unknown_datatypes_are_passed_over(
    tmp_path: Path,
) -> None:
    """Only the years stand in the way: with the option, all is taken as it is."""
    published = "\n".join([*terms(), *example()])
    stopped = hermit(tmp_path, published)
    assert stopped.returncode != 0
    assert f"The datatype '{XSD}gYear' is not part" in stopped.stderr
    done = hermit(tmp_path, published, "pass over")
    assert last_line(done) == "unsatisfiable: 0", done.stderr


@pytest.mark.slow
def test_vocabulary_and_data_are_consistent(tmp_path: Path) -> None:
    assert len(example()) > 1000
    assert reasoned(tmp_path) == "unsatisfiable: 0"


CONTRADICTIONS = {
    "of two classes": (
        f"{THING} {TYPE} <{BG}Table> .",
        f"{THING} {TYPE} <{BG}Project> .",
    ),
    "of two years": (
        f'{THING} <{BG}fiscalYear> "2024"^^<{XSD}integer> .',
        f'{THING} <{BG}fiscalYear> "2025"^^<{XSD}integer> .',
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", ["of two years", pytest.param("of two classes", marks=pytest.mark.long)]
)
def test_a_contradiction_is_found(tmp_path: Path, case: str) -> None:
    assert reasoned(tmp_path, *CONTRADICTIONS[case]) == "inconsistent"


def test_functional_properties_have_one_value_and_disjoint_classes_no_common_thing() -> None:
    """The same without a reasoner, so that it holds on every machine."""
    vocabulary = Graph().parse(asset("ontology/budget.ttl"))
    functional = {str(one) for one in vocabulary.subjects(RDF.type, OWL.FunctionalProperty)}
    disjoint = {(str(a), str(b)) for a, b in vocabulary.subject_objects(OWL.disjointWith)}
    assert len(functional) == 50
    assert len(disjoint) == 120
    values: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for line in example():
        match = re.match(r"<([^>]*)> <([^>]*)> (.*) \.$", line)
        assert match is not None, line
        values[match[1], match[2]].add(match[3])
    several = {
        key: found for key, found in values.items() if key[1] in functional and len(found) > 1
    }
    assert not several
    for (_, name), found in values.items():
        if name == str(RDF.type):
            kinds = {kind.strip("<>") for kind in found}
            assert not [pair for pair in disjoint if set(pair) <= kinds]
