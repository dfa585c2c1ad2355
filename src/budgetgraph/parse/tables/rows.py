"""The rows of a budget table: which cell is the code, which the item, and which are values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter, itemgetter

from budgetgraph.disclosure import Row
from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.document.list_marks import is_entry
from budgetgraph.forms import forms
from budgetgraph.parse.tables.cell_values import printed_cell
from budgetgraph.parse.tables.stacked_rows import holds_several_codes
from budgetgraph.recognise.columns import Column
from budgetgraph.recognise.headings import is_amount
from budgetgraph.values.code_notation import code_of_column, join_code, split_code
from budgetgraph.values.sums import is_total

_NO_TEXT = Passage(())
_NAMES = frozenset({"item", "item_more"})
_CODES = frozenset({"code", "code_part"})
#: Where the word of a total may begin.
_BEFORE_NAMES = frozenset({"serial", "code_aside"})
_VALUES = frozenset({"value", "code_aside"})

#: Where the name of a row goes on.
_FURTHER_NAMES = frozenset({"item_more"})
_CHINESE = re.compile("[㐀-鿿]")
#: What a part of the item above begins with.
_PART = "其中"

#: A cell with its column.
PlacedCell = tuple[Passage, Column]
Part = list[PlacedCell]
Block = tuple[str | None, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table and its lists of names side by side: (side, number on its side)."""

    columns: Sequence[Column]
    blocks: tuple[Block, ...]

    @property
    def is_sided(self) -> bool:
        """Whether lists of names stand side by side: 收入 beside 支出."""
        return len(self.blocks) > 1

    @property
    def is_numbered(self) -> bool:
        """Whether a column numbers the rows: 序号."""
        return any(column.role == "serial" for column in self.columns)


def layout_of(columns: Sequence[Column]) -> Layout:
    """Give the columns with their blocks; one block without a side where the table has no sides."""
    sided = list(filter(attrgetter("side"), columns))
    blocks = dict.fromkeys((column.side, column.block) for column in sided or columns)
    return Layout(columns, tuple(blocks) or ((None, 0),))


def rows_of_line(cells: GridRow, layout: Layout) -> list[tuple[Row, Block]]:
    """Give the rows that one line of the table holds, each with its block: each list of names that
    names an item is a row of its own.

        一、拨款 | 5.00 | 一、教育支出 | 5.00    → 一、拨款 (收入), 一、教育支出 (支出)
    """
    rows: list[tuple[Row, Block]] = []
    for part, block in zip(parts(cells, layout), layout.blocks, strict=True):
        row = _row(part, cells, layout.is_sided)
        if row is not None:
            rows.append((row, block))
    return rows


def parts(cells: GridRow, layout: Layout) -> list[Part]:
    """Give the cells of each block.

    Values whose own block names nothing belong to the name on their left, which is merged over
    them.
    """
    by_block: dict[Block, Part] = {block: [] for block in layout.blocks}
    for cell, column in zip(cells, layout.columns, strict=False):
        block = (column.side, column.block) if layout.is_sided else layout.blocks[0]
        if block in by_block:
            by_block[block].append((cell, column))
    for side, number in layout.blocks[1:]:
        part = by_block[side, number]
        if number and not any(map(_names, part)):
            by_block[side, number - 1].extend(filter(_is_filled, part))
            part.clear()
    return list(by_block.values())


def _is_filled(placed: PlacedCell) -> bool:
    """Tell whether a cell holds anything."""
    return bool(placed[0])


def _names(placed: PlacedCell) -> bool:
    """Tell whether a cell names its row: an item, or the words of a total merged over the codes."""
    cell, column = placed
    is_merged_total = column.role in _CODES and not _has_digit(cell.text)
    return bool(cell) and (is_merged_total or column.role in _NAMES)


def _row(part: Part, cells: GridRow, sided: bool) -> Row | None:
    """Give the row that a part of a line is; None where it names nothing and holds nothing.

    213 | 农林水支出 | 5.00    → code 213, item 农林水支出, one value
    2 | 农林水支出 | 5.00      → item 农林水支出, where 2 stands under the heading of the names
    """
    code, item = _code_and_item(part)
    total = _NO_TEXT if item else _total(part)
    further = _further_name(part, total)
    is_numbered = bool(further) and is_amount(item)
    name = further if is_numbered else f"{item or total.squeezed}{further}"
    named_by = _item(part)[0] if item else total
    values = tuple(printed_cell(of, cell) for cell, of in _values(part, named_by))
    is_nothing = sided or not (values or code)
    if is_nothing and not name:
        return None
    return Row(code, name, values, row_where(cells))


def _code_and_item(part: Part) -> tuple[str | None, str]:
    """Give the code and the name of a row, from columns of their own or from one cell."""
    item, column = _item(part)
    name = item.squeezed
    code, rest = _code(part)
    if code is None and column is not None and column.coded:
        code, name = _split(name)
    return code, name or rest or _merged_over_serial(part)


def _values(part: Part, named_by: Passage) -> Iterator[PlacedCell]:
    """Give the filled cells of a row that hold values, but for the one that names the row."""
    for cell, column in part:
        is_word_of_total = column.role == "code_aside" and not _has_digit(cell.text)
        if cell and cell is not named_by and _is_value(column) and not is_word_of_total:
            yield cell, column


def _total(part: Part) -> Passage:
    """Give the words of a total in another column in front of the amounts: 合计 under 项目类别."""
    first, _ = next(filter(_is_filled, part), (_NO_TEXT, None))
    return first if is_total(first.text) else _NO_TEXT


def _item(part: Part) -> tuple[Passage, Column | None]:
    """Give the cell that names the row: the preferred one, else the first filled one."""
    items = [placed for placed in part if placed[1].role == "item" and placed[0]]
    preferred = (item for item in items if item[1].preferred)
    return next(chain(preferred, items), (_NO_TEXT, None))


def _is_value(column: Column) -> bool:
    """Tell whether a column holds values: amounts, codes of units, or names beside the one that
    names the row.
    """
    return column.role in _VALUES or (column.role == "item" and column.further)


def _further_name(part: Part, total: Passage) -> str:
    """Give the rest of a name that goes on in columns without a heading; an amount is no name.

    一般公共预算资金 | 小计 | 43.00 → 小计; 工资奖金津补贴 | 221.61 → nothing.
    河道清淤 | 2130305 | 水利工程建设 → nothing: what stands behind a code is the name of its class.
    """
    texts = (cell for cell, _ in _beside_names(part) if cell is not total)
    return "".join(cell.squeezed for cell in texts if not is_amount(cell.text))


def _beside_names(part: Part) -> Iterator[PlacedCell]:
    """Give the cells of the columns without a heading that stand right behind names; in a part
    without names all of them.
    """
    roles = [column.role for _, column in part]
    before = "" if "item" in roles else "item"
    for cell, column in part:
        if column.role in _FURTHER_NAMES:
            yield from [(cell, column)] if before == "item" else []
        elif "item" in roles:
            before = column.role


def _merged_over_serial(part: Part) -> str:
    """Give the words of a total that begin in the column of serial numbers."""
    texts = (cell.squeezed for cell, column in part if column.role in _BEFORE_NAMES)
    return "".join(text for text in texts if not text[:1].isdigit())


# --- codes ----------------------------------------------------------------------------------------


def _code(part: Part) -> tuple[str | None, str]:
    """Give the code as printed in one cell (213.03.01 without its points), or joined from the
    columns 类, 款, 项, and the words in these cells. Of two codes side by side that of the preferred
    name.
    """
    words, coded = "", []
    for cell, column in part:
        text = cell.squeezed
        if holds_several_codes(cell.text):
            continue
        if column.role in _CODES and _has_digit(text):
            coded.append((text, column))
        elif column.role in _CODES:
            words += text
    whole = [placed for placed in coded if placed[1].role == "code"]
    if whole and len(whole) == len(coded):
        code, name = _split(_preferred_text(whole))
        whole_code = _one_code(code) if code else None
        return whole_code, words + name
    levels = [*map(itemgetter(0), whole), *_levels(part)]
    return join_code(*levels), words


def _preferred_text(whole: Sequence[tuple[str, Column]]) -> str:
    """Give the code of the preferred name, else the first one."""
    preferred = (text for text, column in whole if column.preferred)
    return next(preferred, whole[0][0])


def _levels(part: Part) -> list[str]:
    """Give the parts of a code in the columns 类, 款 and 项; an empty one counts, words do not.

    Of two codes side by side (部门, 政府) those in front of the name that names the row.
    """
    name, _ = _item(part)
    own: list[str] = []
    for is_of_code, run in groupby(part, _is_of_level):
        cells = [cell for cell, _ in run]
        if is_of_code:
            own = list(filter(_may_be_level, (cell.squeezed for cell in cells)))
            continue
        is_name_of_row = bool(name) and any(cell is name for cell in cells)
        if is_name_of_row and own:
            break
    return own


def _is_of_level(placed: PlacedCell) -> bool:
    """Tell whether a cell stands in a column of one part of a code: 类, 款, 项."""
    return placed[1].role == "code_part"


def _may_be_level(text: str) -> bool:
    """Tell whether a text is a part of a code, or blank: words are none."""
    return not text or _has_digit(text)


def _one_code(text: str) -> str:
    """Give a code without the signs that part its levels or thousands: 213.03.01 → 2130301."""
    return code_of_column(text) or text


def _split(text: str) -> tuple[str | None, str]:
    """Give a code and the name behind it in one cell: `[213]农林水支出` → 213, 农林水支出.

    A text without a code that the classification could hold is a name as it stands; one without a
    name is a code.
    """
    code_and_name = split_code(text)
    if code_and_name is not None:
        return code_and_name
    is_code = _has_digit(text) and _CHINESE.search(text) is None
    return (text, "") if is_code else (None, text)


def _has_digit(text: str) -> bool:
    """Tell whether a text holds a digit: 213, 第2款."""
    return any(map(str.isdigit, text))


# --- names of items -------------------------------------------------------------------------------
def begins_item(text: str) -> bool:
    """Tell whether a name begins an item of its own: `一、收入`, `其中：工资`."""
    return is_entry(text) or text.startswith(_PART)


def is_item(text: str) -> bool:
    """Tell whether a name is an item by itself: it begins as one does, or is one of those of
    summaries that have no ordinal.

    一、收入, 上年结转资金, 支出合计 → yes     款收入 → no
    """
    return begins_item(text) or text in forms().heading["unmarked"]
