"""What a shapes graph says of a shape in SHACL's vocabulary. What is not known exactly, misspelt or
said too often is Unsupported: the reference engine judges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import Graph, Literal
from rdflib.term import Node

from budgetgraph.shacl.result import SH, Unsupported

#: What is said of one node: local names of SHACL's properties with their values, sorted.
Said = Mapping[str, list[Node]]

TARGETS = frozenset(["targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"])
PROPERTY_SHAPES_ONLY = frozenset(
    """
    minCount maxCount uniqueLang lessThan lessThanOrEquals
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount
    """.split()
)
#: What people read, and no engine looks at.
_WORDS = frozenset(["name", "description", "order", "group", "defaultValue"])
_SEVERAL = frozenset(
    """
    class hasValue equals disjoint lessThan lessThanOrEquals
    property node not and or xone pattern sparql message
    """.split()
)
_KNOWN = (
    TARGETS
    | PROPERTY_SHAPES_ONLY
    | _WORDS
    | _SEVERAL
    | frozenset(
        """
        datatype nodeKind minExclusive minInclusive maxExclusive maxInclusive minLength maxLength
        languageIn in flags closed ignoredProperties path severity deactivated
        qualifiedValueShapesDisjoint
        """.split()
    )
)


def said_of(shapes: Graph, node: Node) -> Said:
    """Return what is said of a shape: `sh:minCount 1` → `{"minCount": [1]}`."""
    if isinstance(node, Literal):
        raise Unsupported("a shape that is a literal")
    said: dict[str, list[Node]] = {}
    for predicate, value in sorted(shapes.predicate_objects(node)):
        name = str(predicate)
        if name.startswith(SH):
            said.setdefault(name.removeprefix(SH), []).append(value)
    _refuse_unknown(said.keys())
    _refuse_repeated(said)
    return said


def first(said: Said, name: str) -> Node | None:
    """Return the first value of a property, None where nothing is said."""
    return next(iter(said.get(name, ())), None)


def _refuse_unknown(names: Iterable[str]) -> None:
    for name in names:
        if name not in _KNOWN:
            raise Unsupported(f"sh:{name}")


def _refuse_repeated(said: Said) -> None:
    for name, values in said.items():
        if len(values) > 1 and name not in _SEVERAL | TARGETS | _WORDS:
            raise Unsupported(f"sh:{name} more than once")
