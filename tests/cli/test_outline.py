"""What `show` prints can be read: a line for each thing, and nothing that is empty."""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.cli.talk.outline import outline
from budgetgraph.document import Document, Grid, Paragraph, Passage, Piece, Source
from budgetgraph.document.where import Where


def passage(text: str, line: int) -> Passage:
    return Passage((Piece(text, Where(line, line)),))


@dataclass(frozen=True)
class Part:
    name: str
    amount: int | None = None
    row: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Whole:
    year: int
    document: Document
    first: Part
    parts: tuple[Part, ...]
    words: tuple[str, ...] = ()


SOURCE = Source(file="a.md", sha256="ab" * 32, media_type="text/markdown", lines=("甲局",))
DOCUMENT = Document(
    SOURCE,
    (
        Paragraph(passage("甲局2025年部门预算", 1)),
        Grid(((passage("合计", 3), passage("1.00", 3)),)),
    ),
)


def test_a_document_is_its_passages_and_rows() -> None:
    assert outline(DOCUMENT).splitlines() == [
        "Document:",
        "  source: file a.md, media_type text/markdown",
        "  blocks:",
        "    - Paragraph: passage 甲局2025年部门预算 (line 1), ends True",
        "    - Grid:",
        "        合计 | 1.00  (line 3)",
    ]


def test_records_stand_below_their_field_without_what_is_empty() -> None:
    cells = (passage("213", 9), passage("", 9))
    whole = Whole(2025, DOCUMENT, Part("甲"), (Part("乙", 3), Part("丙", row=cells)), ("x", "y"))
    assert outline(whole).splitlines() == [
        "Whole: year 2025, words x; y",
        "  first: name 甲",
        "  parts:",
        "    - Part: name 乙, amount 3",
        "    - Part: name 丙",
        "        row:",
        "          - 213 (line 9)",
        "          -  (line 9)",
    ]
