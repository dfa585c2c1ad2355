"""Read what a person filled into the form, and what was chosen with it.

A column has the key of its row: `show=year` shows it, `if.year=least` and `is.year=2024` ask for
it. A value without a condition asks for the first condition of its column's type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from budgetgraph.document.problems import QuestionError
from budgetgraph.publish.sparql.form.compose import (
    CONDITIONS,
    Condition,
    FormChoice,
    read_condition,
)
from budgetgraph.publish.sparql.form.kinds import FormColumn, FormKind


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form as it was filled in: the keys of the shown columns, and by column the condition and
    the value as they were typed.

    `is_sent` tells that the form was sent, so that there is an answer to show.
    """

    kind: FormKind
    shown: frozenset[str]
    tests: Mapping[str, str]
    values: Mapping[str, str]
    order: str
    is_descending: bool
    is_sent: bool


def filled_form(given: QueryParams, kinds: Mapping[str, FormKind]) -> FilledForm:
    """Read the parameters of a request; QuestionError for a kind that there is not.

    Before the form is sent, the usual columns are chosen.
    """
    name = given.get("kind") or next(iter(kinds))
    if name not in kinds:
        there = "、".join(kinds)
        raise QuestionError(
            f"没有 {name!r} 这一类，可用的有 {there}",
            f"there is no kind {name!r}; there are {there}",
        )
    kind = kinds[name]
    shown = frozenset(given.getlist("show"))
    if not shown:
        shown = frozenset(column.key for column in kind.columns if column.is_shown)
    keys = [column.key for column in kind.columns]
    return FilledForm(
        kind=kind,
        shown=shown,
        tests={key: given.get(f"if.{key}", "") for key in keys},
        values={key: given.get(f"is.{key}", "") for key in keys},
        order=given.get("order", ""),
        is_descending="desc" in given,
        is_sent="show" in given,
    )


def choice_of(filled: FilledForm) -> FormChoice:
    """Make the choice of a filled form; QuestionError for a condition that a column cannot have."""
    columns = filled.kind.columns
    shown = tuple(column for column in columns if column.key in filled.shown)
    if not shown:
        raise QuestionError("没有选中任何栏目", "no column is chosen")
    conditions = [_condition(filled, column) for column in columns]
    order = next((column for column in shown if column.key == filled.order), None)
    return FormChoice(
        kind=filled.kind,
        shown=shown,
        conditions=tuple(condition for condition in conditions if condition is not None),
        order=order,
        is_descending=filled.is_descending,
    )


def _condition(filled: FilledForm, column: FormColumn) -> Condition | None:
    """Read the condition of a column."""
    value = filled.values[column.key]
    test = filled.tests[column.key]
    if value.strip() and not test:
        test = CONDITIONS[column.type][0]
    return read_condition(column, test, value)


def without_blanks(given: QueryParams) -> str | None:
    """Write the parameters without what was left blank; None where nothing was.

    A form sends every field; an address that people share names only what was chosen.
    """
    pairs = given.multi_items()
    filled = [(name, text) for name, text in pairs if text.strip()]
    return None if len(filled) == len(pairs) else urlencode(filled)
