"""A Disclosure as the JSON of the extraction contract: plain dicts and lists, in a fixed order of
keys.

A text has lines and no pages; of a PDF the contract prints pages instead (its lines are only those
of our rendering).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from budgetgraph.disclosure import (
    READ_BY_SUM,
    Amount,
    Cell,
    Department,
    Disclosure,
    Indicator,
    OfficialDocument,
    Performance,
    Project,
    Row,
    Statement,
    Table,
    UnclaimedTable,
    Unit,
)
from budgetgraph.disclosure.further import is_further
from budgetgraph.document import squeeze
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.values.target import Target

Json = dict[str, Any]


def to_json(disclosure: Disclosure) -> Json:
    """Give the contract's object for one disclosure.

    Amounts and targets are decimal strings, never floats; unknown is null or [].
    """
    source, department, division = disclosure.source, disclosure.department, disclosure.division
    return {
        "source": {"file": source.file, "sha256": source.sha256, "media_type": source.media_type}
        | _extent(disclosure),
        "kind": disclosure.kind,
        "department": _department(department),
        "division": {"name": division.name or None, "code": division.code},
        "fiscal_year": disclosure.fiscal_year,
        **_of_unit(disclosure),
        "units": list(map(_unit, disclosure.units)),
        "tables": list(map(_table, disclosure.tables)),
        "statements": _statements(disclosure, further=False),
        "projects": list(map(_project, disclosure.projects)),
        "documents": list(map(_document, disclosure.documents)),
        "performance": _performance(disclosure.performance),
        "further_statements": _statements(disclosure, further=True),
        "unclaimed": list(map(_unclaimed, disclosure.unclaimed)),
        "notes": list(map(_note, disclosure.notes)),
    }


def _of_unit(disclosure: Disclosure) -> Json:
    """Give the `unit` whose 单位预算 it is; a 部门预算 has none."""
    unit = disclosure.unit
    if unit is None:
        return {}
    return {"unit": {"code": unit.code, "name": unit.name}}


def _unclaimed(table: UnclaimedTable) -> Json:
    return {"rows": list(map(list, table.rows)), **_place(table.where)}


def _note(note: Note) -> Json:
    place = {"lines": None} if note.where is None else _place(note.where)
    return {"code": note.code, "message": note.message, **place}


def _extent(disclosure: Disclosure) -> Json:
    """Give the `lines` of the file that the disclosure is, where the file holds several."""
    return {"lines": list(disclosure.extent)} if disclosure.extent else {}


def _place(where: Where) -> Json:
    """Give `lines`; where the source has pages, `page` and no lines."""
    if where.page is None:
        return {"lines": where.lines}
    return {"lines": None, "page": where.page}


def _line(where: Where) -> Json:
    """Give `line`; where the source has pages, `page` and no line."""
    if where.page is None:
        return {"line": where.first or None}
    return {"line": None, "page": where.page}


def _unit(unit: Unit) -> Json:
    return {
        "name": unit.name,
        "code": unit.code,
        "nature": unit.nature,
        "rank": unit.rank,
        "funding": unit.funding,
    }


def _department(department: Department | None) -> Json | None:
    if department is None:
        return None
    return {
        "name": department.name,
        "code": department.code,
        "other_names": list(department.other_names),
    }


def _cell(cell: Cell) -> Json:
    printed = {} if cell.printed is None else {"printed": cell.printed}
    read = {"column": cell.column, "value": cell.value, **printed}
    return read | _readings(cell) | _on_picture(cell.where)


def _readings(cell: Cell) -> Json:
    """Give both readings of an amount that its sums decided: the first, and the one that won."""
    kept = cell.corrected
    if kept is None or kept.by != READ_BY_SUM:
        return {}
    return {"mark": READ_BY_SUM, "readings": [kept.read, kept.printed]}


def _on_picture(where: Where) -> Json:
    """Give the place on a picture that characters were recognised on, and how sure that is."""
    box = where.picture
    if box is None:
        return {}
    edges = [box.x0, box.top, box.x1, box.bottom]
    return {"confidence": str(box.confidence), "box": list(map(str, edges))}


def _table(table: Table) -> Json:
    return {
        "type": table.type,
        "title": table.title or None,
        "scale": table.scale,
        "empty": table.empty,
        "closes": table.closes,
        **_place(table.where),
        "rows": list(map(_row, table.rows)),
    }


def _row(row: Row) -> Json:
    cells = list(map(_cell, row.cells))
    return {**_line(row.where), "code": row.code, "item": row.item, "cells": cells}


def _statements(disclosure: Disclosure, further: bool) -> list[Json]:
    """Give the amounts of the contract's measures, or the further ones."""
    is_of_these = is_further(disclosure)
    more = ("subject", "code", "phase", "fund") if further else ("subject", "code", "phase")
    return [
        _statement(statement, more)
        for statement in disclosure.statements
        if is_of_these(statement) == further
    ]


def _statement(statement: Statement, more: Sequence[str]) -> Json:
    printed: Json = {
        "measure": statement.measure,
        "value": statement.value,
        "unit": statement.unit,
        "year": statement.year,
        **_line(statement.where),
    }
    for key in more:
        if (text := getattr(statement, key)) is not None:
            printed[key] = text
    return printed


def _project(project: Project) -> Json:
    def amount(value: Amount | None) -> str | None:
        return value.value if value else None

    unit = project.unit
    return {
        "number": project.number,
        "name": project.name,
        "code": project.code,
        "unit": {"code": unit.code, "name": unit.name} if unit else None,
        "amounts": {
            "total": amount(project.total),
            "fiscal": amount(project.fiscal),
            "other": amount(project.other),
            **({"spent": amount(project.spent)} if project.spent else {}),
            "unit": _money_unit(project),
        },
        "purpose": project.purpose,
        **({"overview": project.overview} if project.overview else {}),
        "schedule": [{"by": entry.by, "value": entry.value} for entry in project.schedule],
        "goals": [goal.text for goal in project.goals],
        "funding_documents": list(map(str, project.funding_documents)),
        "basis_documents": list(map(str, project.basis_documents)),
        "indicators": list(map(_indicator, project.indicators)),
        **_place(project.where),
    }


def _money_unit(project: Project) -> str | None:
    """Give the unit of a project's amounts where it is not the usual 万元."""
    amounts = filter(None, (project.total, project.fiscal, project.other, project.spent))
    return next((amount.unit for amount in amounts if amount.unit != "万元"), None)


def _evaluation(indicator: Indicator) -> Json:
    """Tell what only some forms print: columns that are not known, and a self-evaluation's
    results.
    """
    told: Json = {"other": dict(indicator.other)} if indicator.other else {}
    for key in ("achieved", "score", "reason"):
        if (text := getattr(indicator, key)) is not None:
            told[key] = text
    return told


def _performance(performance: Performance | None) -> Json | None:
    """Give the form of the whole department, where there is one."""
    if performance is None:
        return None
    goals = [goal.text for goal in performance.goals]
    return {"goals": goals, "indicators": list(map(_indicator, performance.indicators))}


def _indicator(indicator: Indicator) -> Json:
    target = indicator.target
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "description": indicator.description,
        "target": None if target is None else _target(target),
        "basis": {
            "text": indicator.basis,
            "documents": list(map(str, indicator.documents)),
        },
        **_evaluation(indicator),
        **_place(indicator.where),
    }


def _target(target: Target) -> Json:
    return {
        "text": target.text,
        "operator": target.operator,
        "value": _plain(target.value),
        "low": _plain(target.low),
        "high": _plain(target.high),
        "unit": target.unit,
    }


def _plain(value: Decimal | None) -> str | None:
    """Give a number as its digits, without an exponent: 1E+2 → 100."""
    return None if value is None else format(value, "f")


def _document(document: OfficialDocument) -> Json:
    number = document.number
    return {
        "number": str(number),
        "agency": number.agency,
        "year": number.year,
        "serial": number.serial,
        "titles": list(map(squeeze, document.titles)),
        **_places([mention.where for mention in document.mentions]),
    }


def _places(places: Sequence[Where]) -> Json:
    """Give the lines of every place; where the source has pages, the first one as `page` and all of
    them as `pages`.
    """
    pages = sorted({place.page for place in places if place.page is not None})
    if pages:
        return {"lines": None, "page": pages[0], "pages": pages}
    return {"lines": [place.lines for place in places]}
