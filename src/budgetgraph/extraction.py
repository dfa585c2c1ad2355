"""A Disclosure as the JSON of the extraction contract: plain dicts and lists, in a fixed order of keys."""

from __future__ import annotations

from typing import Any

from budgetgraph.document import squeeze
from budgetgraph.model import Amount, Disclosure, Indicator, OfficialDocument, Project, Statement, Table, Unit
from budgetgraph.where import Where

Json = dict[str, Any]


def to_json(disclosure: Disclosure) -> Json:
    """The contract's object for one disclosure. Amounts and targets are decimal strings, never floats; unknown is null or []."""
    source, department, division = disclosure.source, disclosure.department, disclosure.division
    return {
        "source": {"file": source.file, "sha256": source.sha256, "media_type": source.media_type},
        "department": {"name": department.name, "code": department.code},
        "division": {"name": division.name or None, "code": division.code},
        "fiscal_year": disclosure.fiscal_year,
        "units": [_unit(unit) for unit in disclosure.units],
        "tables": [_table(table) for table in disclosure.tables],
        "statements": [_statement(statement) for statement in disclosure.statements],
        "projects": [_project(project) for project in disclosure.projects],
        "documents": [_document(document) for document in disclosure.documents],
        "notes": [
            {"code": note.code, "message": note.message, "lines": note.where.lines if note.where else None} for note in disclosure.notes
        ],
    }


def _place(where: Where) -> Json:
    """`lines`, and `page` where the source has pages."""
    return {"lines": where.lines} | ({"page": where.page} if where.page is not None else {})


def _unit(unit: Unit) -> Json:
    return {"name": unit.name, "code": unit.code, "nature": unit.nature, "rank": unit.rank, "funding": unit.funding}


def _table(table: Table) -> Json:
    rows = [
        {
            "line": row.where.first or None,
            "code": row.code,
            "item": row.item,
            "cells": [{"column": cell.column, "value": cell.value} for cell in row.cells],
        }
        for row in table.rows
    ]
    return {"type": table.type, "title": table.title, "scale": table.scale, "empty": table.empty, **_place(table.where), "rows": rows}


def _statement(statement: Statement) -> Json:
    found: Json = {
        "measure": statement.measure,
        "value": statement.value,
        "unit": statement.unit,
        "year": statement.year,
        "line": statement.where.first or None,
    }
    return found | ({"subject": statement.subject} if statement.subject else {})


def _project(project: Project) -> Json:
    def amount(one: Amount | None) -> str | None:
        return one.value if one else None

    unit = project.unit
    return {
        "number": project.number,
        "name": project.name,
        "code": project.code,
        "unit": {"code": unit.code, "name": unit.name} if unit else None,
        "amounts": {"total": amount(project.total), "fiscal": amount(project.fiscal), "other": amount(project.other)},
        "purpose": project.purpose,
        "schedule": [{"by": entry.by, "value": entry.value} for entry in project.schedule],
        "goals": [goal.text for goal in project.goals],
        "funding_documents": [str(number) for number in project.funding_documents],
        "basis_documents": [str(number) for number in project.basis_documents],
        "indicators": [_indicator(indicator) for indicator in project.indicators],
        **_place(project.where),
    }


def _indicator(indicator: Indicator) -> Json:
    target = indicator.target
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "description": indicator.description,
        "target": None
        if target is None
        else {
            "text": target.text,
            "operator": target.operator,
            **{
                key: None if value is None else format(value, "f")
                for key, value in (("value", target.value), ("low", target.low), ("high", target.high))
            },
            "unit": target.unit,
        },
        "basis": {"text": indicator.basis, "documents": [str(number) for number in indicator.documents]},
        **_place(indicator.where),
    }


def _document(document: OfficialDocument) -> Json:
    number = document.number
    return {
        "number": str(number),
        "agency": number.agency,
        "year": number.year,
        "serial": number.serial,
        "titles": [squeeze(title) for title in document.titles],
        "lines": [mention.where.lines for mention in document.mentions],
    }
