"""The rows of a budget table: which cell is the code, which the item, and which are values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.disclosure import Row
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.forms import forms
from budgetgraph.parse.tables.cell_values import printed_cell
from budgetgraph.recognise.columns import Column
from budgetgraph.values.code_notation import join_code, printed_code, split_code

_NO_TEXT = Passage(())
_NAMES = frozenset({"item", "item_more"})
_CODES = frozenset({"code", "code_part"})

Part = list[tuple[Passage, Column]]
Block = tuple[str | None, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table and its lists of names side by side, each (side, number on its side)."""

    columns: Sequence[Column]
    blocks: tuple[Block, ...]

    @property
    def is_sided(self) -> bool:
        return len(self.blocks) > 1

    @property
    def is_numbered(self) -> bool:
        return any(column.role == "serial" for column in self.columns)


def layout_of(columns: Sequence[Column]) -> Layout:
    """The columns with their blocks; one block without a side where the table has no sides."""
    sided = any(column.side for column in columns)
    blocks = dict.fromkeys(
        (column.side, column.block) for column in columns if column.side or not sided
    )
    return Layout(columns, tuple(blocks) or ((None, 0),))


def rows_of_line(cells: GridRow, layout: Layout) -> list[tuple[Row, Block]]:
    """The rows that one line of the table holds, each with its block: each list of names that names
    an item is a row of its own.

        一、拨款 | 5.00 | 一、教育支出 | 5.00    → 一、拨款 (收入), 一、教育支出 (支出)
    """
    of_blocks = zip(parts(cells, layout), layout.blocks, strict=True)
    rows = ((_row(part, cells, layout.is_sided), block) for part, block in of_blocks)
    return [(row, block) for row, block in rows if row is not None]


def parts(cells: GridRow, layout: Layout) -> list[Part]:
    """The cells of each block.

    Values whose own block names nothing belong to the name on their left, which is merged over
    them.
    """
    found: dict[Block, Part] = {block: [] for block in layout.blocks}
    for cell, column in zip(cells, layout.columns, strict=False):
        block = (column.side, column.block) if layout.is_sided else layout.blocks[0]
        if block in found:
            found[block].append((cell, column))
    for side, number in layout.blocks[1:]:
        part = found[side, number]
        if number and not any(map(_names, part)):
            found[side, number - 1].extend(one for one in part if one[0])
            part.clear()
    return list(found.values())


def _names(one: tuple[Passage, Column]) -> bool:
    """Whether a cell names its row: an item, or the words of a total merged over the codes."""
    cell, column = one
    is_merged_total = column.role in _CODES and not _has_digit(cell.text)
    return bool(cell) and (column.role in _NAMES or is_merged_total)


def _row(part: Part, cells: GridRow, sided: bool) -> Row | None:
    item, column = _item(part)
    code, rest = _code(part)
    name = squeeze(item.text)
    if code is None and column is not None and column.coded:
        code, name = _code_and_name(name)
    name = name or rest or _merged_over_serial(part)
    if not name:
        item = _total(part)
        name = squeeze(item.text)
    name += _texts(part, "item_more")
    values = tuple(
        printed_cell(of.name, cell)
        for cell, of in part
        if cell and cell is not item and _is_value(of)
    )
    if not name and (sided or not (values or code)):
        return None
    return Row(code, name, values, row_where(cells))


def _total(part: Part) -> Passage:
    """The words of a total that stand in another column in front of the amounts: 合计 under 项目类别."""
    first = next((cell for cell, _ in part if cell), _NO_TEXT)
    return first if first.text in forms().heading["total_words"] else _NO_TEXT


def _item(part: Part) -> tuple[Passage, Column | None]:
    """The cell that names the row: the preferred one, else the first filled one."""
    items = [(cell, column) for cell, column in part if column.role == "item" and cell]
    preferred = [one for one in items if one[1].preferred]
    return next(iter([*preferred, *items]), (_NO_TEXT, None))


def _is_value(column: Column) -> bool:
    return column.role == "value" or (column.role == "item" and column.further)


def _texts(part: Part, role: str) -> str:
    return "".join(squeeze(cell.text) for cell, column in part if column.role == role)


def _merged_over_serial(part: Part) -> str:
    """The words of a total that begin in the column of serial numbers."""
    texts = [squeeze(cell.text) for cell, column in part if column.role == "serial"]
    return "".join(text for text in texts if text and not text[0].isdigit())


def _code(part: Part) -> tuple[str | None, str]:
    """The code as printed in one cell (213.03.01 without its points), or joined from the columns 类,
    款, 项, and the words in these cells. Of two codes side by side that of the preferred name.
    """
    texts = [(squeeze(cell.text), column) for cell, column in part if column.role in _CODES]
    words = "".join(text for text, _ in texts if not _has_digit(text))
    coded = [(text, column) for text, column in texts if _has_digit(text)]
    whole = [text for text, column in coded if column.role == "code"]
    if whole and len(whole) == len(coded):
        preferred = [text for text, column in coded if column.preferred]
        code, name = _code_and_name((preferred or whole)[0])
        return (_one_code(code) if code else None), words + name
    levels = [
        text
        for text, column in texts
        if column.role == "code_part" and (not text or _has_digit(text))
    ]
    return join_code(*whole, *levels), words


def _one_code(text: str) -> str:
    return printed_code(text) or text


def _code_and_name(text: str) -> tuple[str | None, str]:
    """A code and the name behind it in one cell: `[213]农林水支出` → 213, 农林水支出.

    A text without a code that the classification could hold is a name as it stands; one without a
    name is a code.
    """
    found = split_code(text)
    if found is not None:
        return found
    if text and _has_digit(text) and not any("㐀" <= character <= "鿿" for character in text):
        return text, ""
    return None, text


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
