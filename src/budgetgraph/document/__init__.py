"""What any reader yields, before meaning: the lines of a source, its paragraphs and its grids of
cells, each with its place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import attrgetter

from budgetgraph.document.folding import squeeze as squeeze
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where, span
from budgetgraph.document.worked_out import worked_out

_WHERE = attrgetter("where")
#: What a label ends with: 部门：.
_COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read.

    `sha256` is the identity of its bytes; `lines` is its text rendering, without line ends;
    `issued` and `modified` are the days of its publication and last change (`2024-02-05`), None
    where the file does not say them. `sheets` are the names of a workbook's sheets, hidden ones
    too, in their order; places tell a sheet by its number. `pictured` are the places of its lines
    on pictures of pages, one for each cell of a row: those of what was recognised.
    """

    file: str
    sha256: str
    media_type: str
    lines: tuple[str, ...]
    issued: str | None = None
    modified: str | None = None
    sheets: tuple[str, ...] = ()
    pictured: tuple[Where, ...] = ()

    @property
    def has_cells(self) -> bool:
        """Whether its lines are made from paragraphs and rows, which its reader sees without
        them: a workbook, a Word document, a web page.
        """
        return bool(self.sheets) or "word" in self.media_type or "html" in self.media_type


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stands in one place.

    `raised` marks a run that stands above the line, a mark of a note: the ① or ¹ of 1200.00①. It is
    printed, and is no part of the text.
    """

    text: str
    where: Where
    raised: bool = False


@dataclass(frozen=True)
class Passage:
    """Text put together from pieces, which still knows where each of its characters stands."""

    pieces: tuple[Piece, ...]

    @worked_out
    def text(self) -> str:
        """The text without raised marks; places count its characters."""
        if len(self.pieces) == 1:
            piece = self.pieces[0]
            return "" if piece.raised else piece.text
        return "".join(piece.text for piece in self._plain)

    @worked_out
    def squeezed(self) -> str:
        """The text without any white space, as cells are compared."""
        return squeeze(self.text)

    @worked_out
    def printed(self) -> str:
        """All characters of the page, raised marks included."""
        return "".join(piece.text for piece in self.pieces)

    @worked_out
    def _plain(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if not piece.raised)

    @worked_out
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(piece.text) for piece in self._plain)][:-1]

    @property
    def where(self) -> Where:
        """The place of the whole passage; ValueError for an empty one."""
        if len(self.pieces) == 1:
            return self.pieces[0].where
        return span(map(_WHERE, self.pieces))

    def place(self, start: int, end: int) -> Where:
        """Give the place of the characters from `start` up to `end`."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, max(end - 1, start)) - 1, first)
        return span(map(_WHERE, self._plain[first : last + 1]))

    def part(self, start: int, end: int | None = None) -> Passage:
        """Give the characters from `start` up to `end`, each still with its place; no raised
        marks.
        """
        last = len(self.text) if end is None else end
        pieces = []
        for begin, piece in zip(self._starts, self._plain, strict=True):
            text = piece.text[max(start - begin, 0) : max(last - begin, 0)]
            if text:
                pieces.append(Piece(text, piece.where))
        return Passage(tuple(pieces))

    def stripped(self) -> Passage:
        """Give the passage without white space around its text."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.part(start, max(len(text.rstrip()), start))

    def joined(self, other: Passage) -> Passage:
        """This passage with `other` behind it, nothing in between."""
        return Passage(self.pieces + other.pieces)

    def __bool__(self) -> bool:
        return bool(self.squeezed)


def passage(text: str, where: Where) -> Passage:
    """Give a passage of one piece."""
    return Passage((Piece(text, where),))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text: prose, a heading, a caption, a note.

    `ends` is False where the text visibly runs on.
    """

    passage: Passage
    ends: bool = True

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def where(self) -> Where:
        return self.passage.where


GridRow = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells as they stand in the source; rows may differ in width, blank cells are empty
    passages with a place.

    `guessed` says that nothing in the source draws its cells, no line, tag, tab or bar, nor ends
    them by a rule: the width of blanks, or what the words are, tell where they end.
    """

    rows: tuple[GridRow, ...]
    guessed: bool = False

    @property
    def where(self) -> Where:
        return span(map(_WHERE, chain.from_iterable(self.rows)))


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """One source, or the lines `extent` (first and last) of it, as blocks in reading order.

    `plain` says that its tables are only text with blanks between the columns; `pictures` are the
    pages that hold a picture and no text.
    """

    source: Source
    blocks: tuple[Block, ...]
    plain: bool = False
    extent: tuple[int, int] | None = None
    pictures: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


def filled(row: Iterable[Passage]) -> list[Passage]:
    """Give the cells of a row that are not blank: `合计 |  | 43.00` → 合计, 43.00."""
    return [cell for cell in row if cell.squeezed]


def lines_of_cells(row: Iterable[Passage]) -> list[Passage]:
    """Give the filled cells of a row, a cell that ends with a colon joined with the value behind
    it.

        部门： | 石桥县水务局 | 单位：元    → 部门：石桥县水务局, 单位：元
        填表人： | 联系电话：             → as they stand, for another label is no value
    """
    lines: list[Passage] = []
    for cell in filled(row):
        is_value = bool(lines) and _is_value_of(lines[-1], cell)
        line = lines.pop().joined(cell) if is_value else cell
        lines.append(line)
    return lines


def _is_value_of(label: Passage, cell: Passage) -> bool:
    """Tell whether a cell is the value of the label before it, which ends with a colon."""
    holds_label = any(colon in cell.text for colon in _COLONS)
    return label.squeezed.endswith(_COLONS) and not holds_label


def row_where(row: GridRow) -> Where:
    """Return the place of a row: of its non-empty cells, else of all its cells."""
    return span(map(_WHERE, filled(row) or row))


def join(passages: Iterable[Passage]) -> Passage:
    """Give all passages as one."""
    return Passage(tuple(piece for part in passages for piece in part.pieces))
