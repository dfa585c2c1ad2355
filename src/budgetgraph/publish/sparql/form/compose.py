"""Put a query together from what was chosen in the form.

The query is written to be read: one pattern a column, in the order of the columns, and a comment
where a pattern needs one. A typed value becomes one SPARQL term and never a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document.problems import QuestionError
from budgetgraph.publish.sparql.form.kinds import ColumnType, FormColumn, FormKind
from budgetgraph.query.parameters import TYPES, literal
from budgetgraph.rdf.iris import Iris
from budgetgraph.values import document_number

MOST_ROWS = 100_000
"""The rows of an answer at most; the query says so itself."""

#: The conditions that a column of a type can have, in the order of the form.
CONDITIONS = {
    ColumnType.TEXT: ("contains", "is", "given", "missing"),
    ColumnType.THING: ("contains", "is", "given", "missing"),
    ColumnType.NUMBER: ("least", "most", "is", "given", "missing"),
    ColumnType.YEAR: ("is", "least", "most", "given", "missing"),
}
#: Conditions that need no value.
WITHOUT_VALUE = frozenset({"given", "missing"})

_SIGNS = {"is": "=", "least": ">=", "most": "<="}
_PREFIX = re.compile(r"(?<![\w<:])([a-z]+):(?=\w)")
_WAN = 10_000


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column has to be: `least 2024`, `contains 冀财社`, `missing`."""

    column: FormColumn
    test: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class FormChoice:
    """What was chosen in the form: columns, conditions, and which column orders the rows."""

    kind: FormKind
    shown: tuple[FormColumn, ...]
    conditions: tuple[Condition, ...] = ()
    order: FormColumn | None = None
    is_descending: bool = False


def compose(choice: FormChoice, iris: Iris, lang: str) -> str:
    """Write the query of a choice.

    QuestionError where a value is of the wrong type, such as a year that is no number.
    """
    return _Composer(choice, lang).query(iris)


def label_variable(column: FormColumn) -> str:
    """Give the variable that holds what people read of a column: a thing's name, else the value."""
    return f"{column.key}_name" if column.type is ColumnType.THING else column.key


class _Composer:
    """Writes the query of one choice in one language."""

    def __init__(self, choice: FormChoice, lang: str) -> None:
        self.choice, self.lang = choice, lang
        self.kind = choice.kind
        self.thing = f"?{choice.kind.key}"

    def query(self, iris: Iris) -> str:
        """Write the whole query, with the prefixes that it uses."""
        lines = [f"SELECT DISTINCT {' '.join(self._variables())}", "WHERE {"]
        lines += [f"  {line}" for line in self._patterns()]
        lines += ["}", f"ORDER BY {' '.join(self._order())}", f"LIMIT {MOST_ROWS}"]
        body = "\n".join(lines) + "\n"
        used = sorted(set(_PREFIX.findall(body)) & iris.prefixes.keys())
        prefixes = [f"PREFIX {name}: <{iris.prefixes[name]}>\n" for name in used]
        return "".join(prefixes) + "\n" + body

    def _variables(self) -> Iterator[str]:
        """List what is selected: the thing, each column, and the place in the paper."""
        yield self.thing
        for column in self.choice.shown:
            yield f"?{column.key}"
            if column.type is ColumnType.THING:
                yield f"?{label_variable(column)}"
        if self.kind.source:
            yield "?source"

    def _order(self) -> Iterator[str]:
        """List what orders the rows: the chosen column, then all others, so that no two tie."""
        first = self.choice.order
        if first is not None:
            variable = f"?{label_variable(first)}"
            yield f"DESC({variable})" if self.choice.is_descending else variable
        for column in self.choice.shown:
            if column is not first:
                yield f"?{label_variable(column)}"
        yield self.thing

    def _patterns(self) -> Iterator[str]:
        """Write the patterns: what the kind is, the conditions, then the other columns."""
        yield f"{self.thing} a {self.kind.term} ."
        yield from self.kind.only
        asked = {condition.column.key for condition in self.choice.conditions}
        for condition in self.choice.conditions:
            yield from self._condition(condition)
        for column in self.choice.shown:
            if column.key not in asked:
                yield from _optional(self._column(column))
        if self.kind.source:
            yield f"OPTIONAL {{ {self.thing} {self.kind.source} ?source }}"

    def _condition(self, condition: Condition) -> Iterator[str]:
        """Write a condition, and the column that it is about."""
        column = condition.column
        if condition.test == "missing":
            yield f"FILTER NOT EXISTS {{ {self.thing} {column.path} ?no_{column.key} }}"
            return
        yield from self._column(column)
        if condition.test == "given":
            return
        if column.type is ColumnType.THING:
            # A thing is found by its name in any language.
            asked = f"?{column.key}_asked"
            yield f"?{column.key} skos:prefLabel {asked} ."
            yield _text_filter(asked, condition)
        elif column.type is ColumnType.TEXT:
            yield _text_filter(f"?{column.key}", condition)
        else:
            yield from _number_filter(condition)

    def _column(self, column: FormColumn) -> Iterator[str]:
        """Write the pattern of a column's value, and of its name where it is a thing."""
        variable = f"?{column.key}"
        yield f"{self.thing} {column.path} {variable} ."
        if column.is_said:
            yield f'FILTER(LANG({variable}) = "{self.lang}")'
        if column.type is ColumnType.THING:
            yield from self._name(variable)

    def _name(self, variable: str) -> Iterator[str]:
        """Write how a thing is called: in the page's language, where it has a name in it."""
        if self.lang == "zh":
            yield from _optional(_named(variable, f"{variable}_name", "zh"))
            return
        yield from _optional(_named(variable, f"{variable}_en", "en"))
        yield from _optional(_named(variable, f"{variable}_zh", "zh"))
        yield f"BIND(COALESCE({variable}_en, {variable}_zh) AS {variable}_name)"


def _named(variable: str, name: str, lang: str) -> tuple[str, str]:
    """Write the pattern of a thing's name in a language."""
    return f"{variable} skos:prefLabel {name} .", f'FILTER(LANG({name}) = "{lang}")'


def _optional(lines: Iterable[str]) -> list[str]:
    """Put patterns into OPTIONAL."""
    return ["OPTIONAL {", *(f"  {line}" for line in lines), "}"]


def _text_filter(variable: str, condition: Condition) -> str:
    """Write the filter of a text, without regard to upper and lower case."""
    typed = condition.value.strip()
    if condition.column.is_number:
        typed = _as_number(typed)
    wanted = literal(typed.lower())
    if condition.test == "is":
        return f"FILTER(LCASE(STR({variable})) = {wanted})"
    return f"FILTER(CONTAINS(LCASE(STR({variable})), {wanted}))"


def _as_number(typed: str) -> str:
    """Write a document number as the graph has it; another text stays as it is.

    `冀财社[2023]208号` → `冀财社〔2023〕208号`.
    """
    number = document_number.parse(typed)
    return typed if number is None else str(number)


def _number_filter(condition: Condition) -> Iterator[str]:
    """Write the filter of a number or a year; amounts are typed in 万元 and compared in 元."""
    column, sign = condition.column, _SIGNS[condition.test]
    variable = f"?{column.key}"
    if column.type is ColumnType.YEAR:
        year = TYPES["year"](condition.value, "")
        yield f"FILTER(xsd:integer(STR({variable})) {sign} {year})"
        return
    typed = condition.value.strip().replace(",", "").replace("，", "")
    if not column.is_money:
        yield f"FILTER({variable} {sign} {TYPES['number'](typed, '')})"
        return
    wan = Decimal(TYPES["number"](typed.removesuffix("万元").strip(), ""))
    yield f"# {wan:f} 万元"
    yield f"FILTER({variable} {sign} {wan * _WAN:f})"


def read_condition(column: FormColumn, test: str, value: str) -> Condition | None:
    """Read a condition of the form; None where nothing was asked.

    QuestionError for a test that a column of this type cannot have.
    """
    typed = value.strip()
    if not test or (not typed and test not in WITHOUT_VALUE):
        return None
    if test not in CONDITIONS[column.type]:
        there = "、".join(CONDITIONS[column.type])
        raise QuestionError(
            f"{column.labels['zh']}：没有 {test!r} 这种条件，可用的有 {there}",
            f"{column.labels['en']}: there is no condition {test!r}; there are {there}",
        )
    return Condition(column, test, typed)
