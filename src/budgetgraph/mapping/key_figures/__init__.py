"""Key figures: of every measure of a disclosure the one amount that is to be quoted and added up.

A total stands in several tables and in the prose. Which one counts is decided here, once, so that
all questions give the same answer; each key figure leads to the figures that it was taken from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budgetgraph.disclosure import Amount, Disclosure, Project, Statement
from budgetgraph.mapping.key_figures.catalogue import ALL, catalogue
from budgetgraph.mapping.key_figures.classes import class_figures
from budgetgraph.mapping.key_figures.of_prose import recalled, stated_wholes
from budgetgraph.mapping.key_figures.planned import planned_classes
from budgetgraph.mapping.key_figures.record import ClassFigure as ClassFigure
from budgetgraph.mapping.key_figures.record import KeyFigure as KeyFigure
from budgetgraph.mapping.key_figures.totals import totals
from budgetgraph.mapping.mapped_tables import MappedTable
from budgetgraph.mapping.phases import APPROVED, EXECUTED, phase_of
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.values import codes
from budgetgraph.values.money import in_yuan

CLASS_PROPERTIES = {"function": "bg:function", "economic": "bg:economicClass"}
"""The property that leads to the class of an amount, by the kind of the class."""


@dataclass(frozen=True, slots=True)
class WrittenFigures:
    """The key figures of a disclosure, each with its IRI, in the order of writing."""

    totals: list[tuple[str, KeyFigure]] = field(default_factory=list)
    classes: list[tuple[str, ClassFigure]] = field(default_factory=list)


def map_key_figures(
    out: SourcedQuads,
    owner: str,
    disclosure: Disclosure,
    tables: Sequence[MappedTable],
    statements: Mapping[int, str],
) -> WrittenFigures:
    """Write the key figures of the disclosure `owner`: its totals and its classes, in each phase
    that it prints; `statements` are the nodes of its statements by their positions.
    """
    written = WrittenFigures()
    own, year = phase_of(disclosure), disclosure.year
    stated = stated_wholes(disclosure, statements, own)
    phases = (APPROVED, EXECUTED) if own == EXECUTED else (own,)
    for phase in phases:
        for figure in totals(tables, stated, phase, year):
            written.totals.append((_total(out, owner, figure, own), figure))
        for of_class in class_figures(tables, phase, year):
            written.classes.append((_class(out, owner, of_class, own), of_class))
    if own == EXECUTED:
        for of_class in _planned_in_prose(disclosure, tables):
            written.classes.append((_class(out, owner, of_class, own), of_class))
    for figure in recalled(stated, year):
        written.totals.append((_total(out, owner, figure, own), figure))
    _scopes(out, disclosure, tables, statements)
    return written


def _scopes(
    out: SourcedQuads,
    disclosure: Disclosure,
    tables: Sequence[MappedTable],
    statements: Mapping[int, str],
) -> None:
    """Write what the amounts of each table cover, and each amount of the prose that is of the whole
    body: what a change or the amount of a class covers is not told. Where the prose states two
    amounts of one measure, scope and year, both are said to be doubtful.
    """
    for mapped in tables:
        out.text(mapped.iri, "bg:scope", catalogue().scope_of_table(mapped.table))
    amounts: dict[_Stated, set[Decimal]] = {}
    whole: dict[str, Statement] = {}
    for position, iri in statements.items():
        said = disclosure.statements[position]
        amount = in_yuan(said.value, said.unit)
        if amount is not None:
            amounts.setdefault(_stated(said, disclosure), set()).add(amount)
        if catalogue().is_whole(said.measure):
            whole[iri] = said
    for iri, said in whole.items():
        out.text(iri, "bg:scope", catalogue().scope_of_statement(said))
        if len(amounts.get(_stated(said, disclosure), ())) > 1:
            out.text(iri, "bg:certainty", "doubtful")


#: A measure, what its amount covers, and the year that it is for.
_Stated = tuple[str, str, int]


def _stated(said: Statement, disclosure: Disclosure) -> _Stated:
    """Tell of what a statement states an amount."""
    scope = catalogue().scope_of_statement(said)
    return said.measure, scope, said.year or disclosure.year


def _planned_in_prose(
    disclosure: Disclosure, tables: Sequence[MappedTable]
) -> Iterator[ClassFigure]:
    """Give the planned amounts of classes that the prose tells and no table prints."""
    printed = {
        class_figure.code for class_figure in class_figures(tables, APPROVED, disclosure.year)
    }
    for of_class in planned_classes(disclosure, tables, "general-public"):
        if of_class.code not in printed:
            yield of_class


def _total(out: SourcedQuads, owner: str, figure: KeyFigure, own_phase: str) -> str:
    """Write a total, under a name that tells its measure, and its year or phase where it is
    another. Its IRI is given back.
    """
    key = out.iris.part(owner, "key-figure", figure.measure)
    key = out.fresh(_with_phase(key, figure, own_phase))
    out.link(owner, "bg:hasKeyFigure", key)
    _write(out, key, figure)
    return key


def _class(out: SourcedQuads, owner: str, of_class: ClassFigure, own_phase: str) -> str:
    """Write the amount of a class; its IRI is given back."""
    figure = of_class.figure
    key = f"{owner}/key-figure/{of_class.kind}/{of_class.code}/{figure.measure}"
    key = out.fresh(_with_phase(key, figure, own_phase))
    out.link(owner, "bg:hasClassFigure", key)
    _write(out, key, figure)
    out.link(key, CLASS_PROPERTIES[of_class.kind], concept_of(out.iris, of_class))
    out.text(key, "bg:code", of_class.code)
    out.text(key, "bg:item", of_class.item)
    out.boolean(key, "bg:isLeaf", of_class.is_leaf)
    return key


def concept_of(iris: Iris, of_class: ClassFigure) -> str:
    """Give the concept of a class in the code list, as it was in force in the year."""
    kind, code = of_class.kind, of_class.code
    concept = codes.concept_key(_kind(kind), code, of_class.figure.year) or code
    return iris.concept(kind, concept)


def _kind(name: str) -> codes.Kind:
    return "function" if name == "function" else "economic"


def _with_phase(key: str, figure: KeyFigure, own_phase: str) -> str:
    return key if figure.phase == own_phase else f"{key}/{figure.phase}"


def _write(out: SourcedQuads, key: str, figure: KeyFigure) -> None:
    out.a(key, "bg:KeyFigure")
    out.link(key, "bg:measure", out.iris.concept("measure", figure.measure))
    out.decimal(key, "bg:amount", figure.amount)
    out.text(key, "bg:scope", figure.scope)
    certainty = "sure" if figure.certain else "doubtful"
    out.text(key, "bg:certainty", certainty)
    out.link(key, "bg:phase", out.iris.concept("phase", figure.phase))
    out.year(key, "bg:forYear", figure.year)
    for origin in figure.origins:
        out.link(key, "bg:takenFrom", origin)
    out.cite(key, figure.where)


def map_project_figures(
    out: SourcedQuads,
    disclosure: Disclosure,
    projects: Sequence[str],
    stated: Mapping[int, tuple[str, Statement]],
) -> None:
    """Write the amount of each project that is to be quoted: of its form, else of the prose.

    `projects` are the IRIs of the projects, `stated` the statements by the positions of the
    projects that they give an amount.
    """
    phase, year = phase_of(disclosure), disclosure.year
    for position, (iri, form) in enumerate(zip(projects, disclosure.projects, strict=True)):
        # Of final accounts the amount that was spent, where the form prints it beside the budget.
        part, told = _quoted_amount(form, phase)
        origin = out.iris.part(iri, "amount", part)
        amount = None if told is None else in_yuan(told.value, told.unit)
        if amount is None and position in stated:
            origin, told = stated[position]
            amount = in_yuan(told.value, told.unit)
        if told is None or amount is None:
            continue
        is_certain = told.where.picture is None
        figure = KeyFigure("project_total", amount, (origin,), ALL, phase, year, is_certain)
        key = f"{iri}/key-figure"
        out.link(iri, "bg:hasKeyFigure", key)
        out.link(key, "bg:project", iri)
        _write(out, key, figure)


def _quoted_amount(form: Project, phase: str) -> tuple[str, Amount | Statement | None]:
    """Give the amount of a form that is of the paper's phase, with the name of its part: in final
    accounts what was spent, where the form prints it, else the total.
    """
    if phase == EXECUTED and form.spent is not None:
        return "spent", form.spent
    return "total", form.total
