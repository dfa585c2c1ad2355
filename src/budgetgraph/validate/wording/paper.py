"""A disclosure as the checks of its wording see it: its paragraphs, and how to make a finding that
names the things and places of the graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetgraph.disclosure import Amount, Disclosure, Statement, Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import without_mark
from budgetgraph.document.where import Where
from budgetgraph.mapping import key_of
from budgetgraph.mapping.projects import map_projects
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import SourcedQuads, escape
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.validate.rules import rules
from budgetgraph.validate.shown_amounts import with_separators
from budgetgraph.validate.tables.unknown import unknown_tables
from budgetgraph.validate.wording.known import pattern
from budgetgraph.values.codes import concepts
from budgetgraph.values.money import in_yuan

#: Where the words that name a paragraph end: at its first mark or amount.
_END = pattern("said", "end_of_head")
_LONGEST = 40
_MEASURES = "measures"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: the value at fault, the message in both languages, the places to look at
    and, where figures were compared, their difference in 元.
    """

    rule: str
    value: str
    zh: str
    en: str
    places: Sequence[Where]
    gap: Decimal | None = None
    focus: str | None = None
    figures: Sequence[str] = ()


def fault_of_words(
    rule: str,
    passage: Passage,
    span: tuple[int, int],
    words: str,
    told: tuple[str, str],
    gap: Decimal | None = None,
    name: str = "",
) -> Fault:
    """Give the fault that words of a paragraph are, told behind a name, or behind its first words,
    in both languages.

    `下降100.00%` in `“三公”经费情况。…` → `“三公”经费情况：写为“下降100.00%”，…`.
    """
    name = name or head(passage.text)
    zh, en = told
    places = (passage.place(*span), passage.where)
    return Fault(rule, f"{name} {words}", f"{name}：{zh}", f"{name}: {en}", places, gap=gap)


class CheckedPaper:
    """A disclosure with the IRIs of its parts and the places of its source, as the graph names
    them. `right` counts what was compared and holds, `unsure` what could not be compared.
    """

    def __init__(self, disclosure: Disclosure, base: str = BASE) -> None:
        self.disclosure = disclosure
        iris = Iris(base)
        key = key_of(disclosure)
        self._out = SourcedQuads(iris, iris.graph(key), disclosure.source)
        self.owner = iris.disclosure(key)
        self.projects = [mapped.iri for mapped in map_projects(self._out, self.owner, disclosure)]
        self.right: Counter[str] = Counter()
        self.unsure: Counter[str] = Counter()

    @property
    def prose(self) -> tuple[Passage, ...]:
        """The paragraphs of the running text."""
        return self.disclosure.prose

    @cached_property
    def tabled(self) -> tuple[Decimal, ...]:
        """The amounts that the cells of the tables print, in 元, but those of nothing."""
        amounts: list[Decimal] = []
        for table in self.disclosure.tables:
            for row in table.rows:
                in_row = (in_yuan(cell.value, table.scale) for cell in row.cells)
                amounts.extend(filter(None, in_row))
        return tuple(amounts)

    @cached_property
    def unknown_tables(self) -> tuple[Table, ...]:
        """The tables that no form claims and whose cells are drawn."""
        return tuple(unknown_tables(self.disclosure))

    def stated(self, measure: str) -> Statement | None:
        """Give the one amount that the prose tells of a measure for the paper's own year."""
        told: list[Statement] = []
        amounts: set[Decimal | None] = set()
        for statement in self.disclosure.of_own_year:
            if statement.measure == measure:
                told.append(statement)
                amounts.add(in_yuan(statement.value, statement.unit))
        if len(amounts) != 1 or None in amounts:
            return None
        return told[0]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the source, those of other disclosures in the same file blank."""
        lines = self.disclosure.source.lines
        first, last = self.disclosure.extent or (1, len(lines))
        return tuple(
            line if first <= number <= last else "" for number, line in enumerate(lines, start=1)
        )

    def line(self, where: Where) -> str:
        """The first line of a place."""
        return self.disclosure.source.lines[where.first - 1]

    def finding(self, fault: Fault) -> Finding:
        """Give the finding that a fault is; it is about the whole paper where nothing else is
        named.
        """
        return Finding(
            rule=fault.rule,
            severity=rules()[fault.rule].severity,
            focus=fault.focus or self.owner,
            path=None,
            value=f'"{escape(fault.value)}"',
            gap=fault.gap,
            message_zh=with_separators(fault.zh),
            message_en=with_separators(fault.en),
            component="",
            shape="",
            figures=tuple(fault.figures),
            disclosure=self.owner,
            department=self.disclosure.owner.name,
            fiscal_year=self.disclosure.year,
            passages=self._passages(fault.places),
        )

    def _passages(self, places: Iterable[Where]) -> tuple[QuotedPassage, ...]:
        """Give each place once, as the passage that a finding quotes."""
        return tuple(dict.fromkeys(map(self._passage, places)))

    def _passage(self, where: Where) -> QuotedPassage:
        """Give a place as a passage: its lines and their text, its page, the table around it."""
        source = self.disclosure.source
        first, last = (where.first, where.last) if where.first else (None, None)
        quote = "\n".join(source.lines[where.first - 1 : where.last]) if where.first else None
        span, table = self._out.span(where), self._table(where)
        return QuotedPassage(span, source.file, first, last, where.page, quote, table)

    def _table(self, where: Where) -> str | None:
        """Give the title of the table that holds all lines of a place, None outside of tables."""
        for table in self.disclosure.tables:
            inside = table.where.first <= where.first and where.last <= table.where.last
            if where.first and inside:
                return table.title
        return None


def measure_names(measure: str) -> tuple[str, str]:
    """Give what a measure is called: reception → 公务接待费, Official receptions."""
    concept = concepts(_MEASURES)[measure]
    zh = concept.first("prefLabel") or measure
    return zh, concept.first("prefLabel@en") or zh


def yuan(told: Statement | Amount) -> Decimal:
    """Give a stated amount, or one of a project, in 元: 3.20 万元 → 32000; nothing for what is no
    amount of money.
    """
    return in_yuan(told.value, told.unit) or Decimal(0)


def head(text: str) -> str:
    """Give the words before the first amount or mark: `13、…购房补贴（03项）207万元。…` → `…购房补贴（03项）`."""
    bare = without_mark(text)
    match = _END.search(fold_in_place(bare), 1)
    words = bare[: match.start()] if match else bare
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
