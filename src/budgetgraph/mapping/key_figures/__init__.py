"""Key figures: of every measure of a disclosure the one amount that is to be quoted and added up.

A total stands in several tables and in the prose. Which one counts is decided here, once, so that
all questions give the same answer; each key figure leads to the figures that it was taken from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from budgetgraph.disclosure import Amount, Disclosure, Statement
from budgetgraph.mapping.key_figures.catalogue import ALL, catalogue
from budgetgraph.mapping.key_figures.classes import class_figures
from budgetgraph.mapping.key_figures.of_prose import recalled, stated_wholes
from budgetgraph.mapping.key_figures.planned import planned_classes
from budgetgraph.mapping.key_figures.record import ClassFigure as ClassFigure
from budgetgraph.mapping.key_figures.record import KeyFigure as KeyFigure
from budgetgraph.mapping.key_figures.totals import totals
from budgetgraph.mapping.mapped_tables import MappedTable
from budgetgraph.mapping.phases import APPROVED, EXECUTED, phase_of
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.values import codes
from budgetgraph.values.money import in_yuan

_PROPERTIES = {"function": "bg:function", "economic": "bg:economicClass"}


def map_key_figures(
    out: SourcedQuads,
    owner: str,
    disclosure: Disclosure,
    tables: Sequence[MappedTable],
    statements: Mapping[int, str],
) -> None:
    """Write the key figures of the disclosure `owner`: its totals and its classes, in each phase
    that it prints; `statements` are the nodes of its statements by their positions.
    """
    own, year = phase_of(disclosure), disclosure.year
    stated = stated_wholes(disclosure, statements, own)
    phases = (APPROVED, EXECUTED) if own == EXECUTED else (own,)
    for phase in phases:
        for figure in totals(tables, stated, phase, year):
            _total(out, owner, figure, own)
        for of_class in class_figures(tables, phase, year):
            _class(out, owner, of_class, own)
    if own == EXECUTED:
        for of_class in _planned_in_prose(disclosure, tables):
            _class(out, owner, of_class, own)
    for figure in recalled(stated, year):
        _total(out, owner, figure, own)
    _scopes(out, disclosure, tables, statements)


def _scopes(
    out: SourcedQuads,
    disclosure: Disclosure,
    tables: Sequence[MappedTable],
    statements: Mapping[int, str],
) -> None:
    """Write what the amounts of each table cover, and each amount of the prose that is of the whole
    body: what a change or the amount of a class covers is not told.
    """
    for mapped in tables:
        out.text(mapped.iri, "bg:scope", catalogue().scope_of_table(mapped.table))
    for position, iri in statements.items():
        measure = disclosure.statements[position].measure
        if catalogue().is_whole(measure):
            out.text(iri, "bg:scope", catalogue().scope_of_statement(measure))


def _planned_in_prose(
    disclosure: Disclosure, tables: Sequence[MappedTable]
) -> Iterator[ClassFigure]:
    """Give the planned amounts of classes that the prose tells and no table prints."""
    printed = {one.code for one in class_figures(tables, APPROVED, disclosure.year)}
    for of_class in planned_classes(disclosure, tables, "general-public"):
        if of_class.code not in printed:
            yield of_class


def _total(out: SourcedQuads, owner: str, figure: KeyFigure, own_phase: str) -> None:
    """Write a total, under a name that tells its measure, and its year or phase where it is
    another.
    """
    key = out.iris.part(owner, "key-figure", figure.measure)
    key = out.fresh(_with_phase(key, figure, own_phase))
    out.link(owner, "bg:hasKeyFigure", key)
    _write(out, key, figure)


def _class(out: SourcedQuads, owner: str, of_class: ClassFigure, own_phase: str) -> None:
    """Write the amount of a class."""
    figure = of_class.figure
    key = f"{owner}/key-figure/{of_class.kind}/{of_class.code}/{figure.measure}"
    key = out.fresh(_with_phase(key, figure, own_phase))
    out.link(owner, "bg:hasClassFigure", key)
    _write(out, key, figure)
    concept = codes.concept_key(_kind(of_class.kind), of_class.code, figure.year) or of_class.code
    out.link(key, _PROPERTIES[of_class.kind], out.iris.concept(of_class.kind, concept))
    out.text(key, "bg:code", of_class.code)
    out.text(key, "bg:item", of_class.item)
    out.boolean(key, "bg:isLeaf", of_class.is_leaf)


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
        origin = out.iris.part(iri, "amount", "total")
        told: Amount | Statement | None = form.total
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
