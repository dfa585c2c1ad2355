"""A form without rulings: the lines below its title → its rows, by what its labels and the places
of its words prove.

    项目名称      河道清淤工程                         a label, and its value beside it
    主管部门      石桥县水利局     实施单位   灌区所   two of them
    年度目标      目标1：清淤12公里；                  a value that goes on below itself,
                  目标2：改善水环境。                  right above the indicators
    一级指标      二级指标     三级指标   指标值       columns that hold over all rows below
    产出指标      数量指标     清淤长度   ≥12公里

Where a line fits neither, or words of two columns stand over each other, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from budgetgraph.document.centred import first_rows
from budgetgraph.document.list_marks import heads_part
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.marks import is_furniture
from budgetgraph.read.pages.page import Line, Word

_text, _segments, _x0 = attrgetter("text"), attrgetter("segments"), attrgetter("x0")
_cells = attrgetter("cells")
#: So many columns of indicators have a heading, at least.
_FEWEST = 3
#: Two lines begin at one place where they are no farther apart (heights).
_SAME_PLACE = 0.3
#: What every row of an indicator prints.
_NEEDED = frozenset({"level3", "target"})
#: What may go over several rows.
_LEVELS = frozenset({"level1", "level2"})


@dataclass(frozen=True, slots=True)
class FormRow:
    """The line of a row, its cells, and the lines below it in which its last cell goes on."""

    line: Line
    cells: tuple[str, ...]
    rest: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of a form, and how many lines they take; `columns` are the lines of its indicators,
    the heading first, which show where its columns are.
    """

    rows: tuple[FormRow, ...]
    length: int
    columns: tuple[Line, ...]


def form_below(lines: Sequence[Line], layouts: Layouts) -> Form | None:
    """Give the form that lines below its title are; None where its cells are not proven."""
    heading = _heading(lines, layouts)
    if heading is None:
        return None
    labelled = _labelled(lines[:heading], layouts)
    length = heading + 1 + _length_of_rows(lines[heading + 1 :], lines[heading], layouts)
    indicators = _indicators(lines[heading:length], layouts)
    if labelled is None or indicators is None:
        return None
    return Form((*labelled, *indicators), length, tuple(lines[heading:length]))


def form_beyond(lines: Sequence[Line], above: Form, layouts: Layouts) -> Form | None:
    """Give the rows of the next page of a form, with its heading again or without; None where their
    cells are not proven to be in the columns above.
    """
    length = length_beyond(lines, above, layouts)
    told = _indicators([*above.columns, *lines[:length]], layouts)
    before = _indicators(above.columns, layouts)
    if not length or told is None or before is None:
        return None
    if list(map(_cells, told[: len(before)])) != list(map(_cells, before)):
        return None
    return Form(tuple(told[len(before) :]), length, (*above.columns, *lines[:length]))


def length_beyond(lines: Sequence[Line], above: Form, layouts: Layouts) -> int:
    """Tell how many lines of a page may go on in a form above it: the first one prints as many
    words as a row has cells that are always filled.
    """
    length = _length_of_rows(lines, above.columns[0], layouts)
    is_row = bool(length) and len(lines[0].segments) >= len(_NEEDED)
    return length if is_row else 0


def _heading(lines: Sequence[Line], layouts: Layouts) -> int | None:
    """Tell which line heads the indicators; None where none does before the form ends."""
    for at, line in enumerate(lines):
        roles = [layouts.indicator_column(word.text) for word in line.segments]
        if _NEEDED.issubset(roles) and len(roles) >= _FEWEST and None not in roles[1:]:
            return at
        if _ends(line, layouts):
            return None
    return None


def _ends(line: Line, layouts: Layouts) -> bool:
    """Tell whether a line is of no form: a title, a page mark, a note, the head of a part."""
    text = line.text
    if is_furniture(line, layouts) or heads_part(text) or layouts.is_note(text):
        return True
    return layouts.is_title(text) or layouts.names_table(text)


# --- labels and values ----------------------------------------------------------------------------


def _labelled(lines: Sequence[Line], layouts: Layouts) -> list[FormRow] | None:
    """Give the rows above the indicators; None where a line is not told.

    A line begins with a label, and a value has a label before it. Lines without a label are the
    rest of a value only right above the indicators: elsewhere nobody knows whether a label stands
    beside the first line of its value, or in its middle.
    """
    labels = [layouts.is_label(line.segments[0].text) for line in lines]
    behind = len(lines)
    while behind > 0 and not labels[behind - 1]:
        behind -= 1
    if not behind or not all(labels[:behind]):
        return None
    last = lines[behind - 1].segments
    rest = tuple(lines[behind:])
    told = all(_alternates(line, layouts) for line in lines[:behind])
    goes_on = not rest or (len(last) > 1 and all(_is_below(line, last[-1]) for line in rest))
    if not told or not goes_on:
        return None
    rows = [FormRow(line, tuple(map(_text, line.segments))) for line in lines[:behind]]
    return [*rows[:-1], FormRow(rows[-1].line, rows[-1].cells, rest)]


def _alternates(line: Line, layouts: Layouts) -> bool:
    """Tell whether no two values stand beside each other in a line: one may be cut in two."""
    are_labels = [layouts.is_label(word.text) for word in line.segments]
    return all(map(_either, are_labels, are_labels[1:]))


def _either(left: bool, right: bool) -> bool:
    return left or right


def _is_below(line: Line, value: Word) -> bool:
    """Tell whether a line is one piece that begins where a value begins."""
    first, *others = line.segments
    return not others and _is_at(first, value)


def _is_at(word: Word, other: Word) -> bool:
    return abs(word.x0 - other.x0) <= _SAME_PLACE * other.height


# --- indicators -----------------------------------------------------------------------------------


def _length_of_rows(lines: Sequence[Line], heading: Line, layouts: Layouts) -> int:
    """Tell how many lines below the heading of the indicators are of the form: up to a line that
    ends it, begins with a label, or goes over several columns.
    """
    for at, line in enumerate(lines):
        first, *others = line.segments
        is_label = layouts.is_label(first.text) and not _is_beside(first, others, heading)
        is_wide = not others and sum(map(first.stands_over, heading.segments)) > 1
        if is_label or is_wide or _ends(line, layouts):
            return at
    return len(lines)


def _is_beside(label: Word, others: Sequence[Word], heading: Line) -> bool:
    """Tell whether a label stands at the side of the whole table, in the middle of its rows.

    It is left of the heading, alone or before words below the headings:

                  一级指标   二级指标   三级指标   指标值
        绩效指标  产出指标   数量指标   清淤长度   ≥12公里
    """
    is_left = label.x1 <= heading.segments[0].x0
    return is_left and all(any(map(word.stands_over, heading.segments)) for word in others)


def _indicators(lines: Sequence[Line], layouts: Layouts) -> list[FormRow] | None:
    """Give the heading of the indicators and their rows, a cell in each column; None where their
    words fall into no columns, or a line is no whole row.
    """
    spans = _spans(lines)
    heading, *rows = (_placed(line, spans) for line in lines)
    if not rows or heading is None or not _heads_all(heading):
        return None
    roles = [layouts.indicator_column(text) or "" for text in heading]
    told: list[FormRow] = [FormRow(lines[0], heading)]
    for line, cells in zip(lines[1:], rows, strict=True):
        if cells is None:
            return None
        told.append(FormRow(line, cells))
    return told if _are_rows(list(map(_cells, told[1:])), roles) else None


def _are_rows(rows: Sequence[tuple[str, ...]], roles: Sequence[str]) -> bool:
    """Tell whether each row names an indicator and its target, but for rows of nothing but levels
    that stand in the middle of the rows that they go over.
    """
    needed = [at for at, name in enumerate(roles) if name in _NEEDED]
    whole = [all(map(cells.__getitem__, needed)) for cells in rows]
    if all(whole):
        return True
    places = list(_places(whole))
    for column, name in enumerate(roles):
        own = [place for place, cells in zip(places, rows, strict=True) if cells[column]]
        if name and not _goes_over_rows(name, own, sum(whole)):
            return False
    return True


def _places(whole: Iterable[bool]) -> Iterator[int]:
    """Give twice the number of each whole row, and odd numbers for what stands between two.

    whole, between, whole → 0, 1, 2
    """
    count = 0
    for is_whole in whole:
        yield 2 * count - (not is_whole)
        count += is_whole


def _goes_over_rows(name: str, places: Sequence[int], count: int) -> bool:
    """Tell whether the cells of a column stand as those of its kind may: a level in the middle of
    its rows, all others beside one.
    """
    if name in _LEVELS:
        return first_rows(places, count) is not None
    return not any(place % 2 for place in places)


def _heads_all(heading: Sequence[str]) -> bool:
    """Tell whether every column has a heading, but for words at the side of the table."""
    return len(heading) >= _FEWEST and all(heading[1:])


def _spans(lines: Iterable[Line]) -> list[Word]:
    """Give the columns that words fall into: words that stand over each other are in one.

    Each column is a word from its leftmost to its rightmost end.
    """
    words = sorted(chain.from_iterable(map(_segments, lines)), key=_x0)
    spans: list[Word] = []
    for word in words:
        if spans and word.stands_over(spans[-1]):
            right = max(word.x1, spans[-1].x1)
            spans[-1] = Word("", spans[-1].x0, right, word.top, word.bottom)
        else:
            spans.append(word)
    return spans


def _placed(line: Line, spans: Sequence[Word]) -> tuple[str, ...] | None:
    """Give the cells of a line; None where two words of it stand in one column."""
    cells = [list(_inside(line, span)) for span in spans]
    if any(len(words) > 1 for words in cells):
        return None
    return tuple("".join(words) for words in cells)


def _inside(line: Line, span: Word) -> Iterator[str]:
    """Give the texts of the words of a line that stand in a column."""
    return (word.text for word in line.segments if word.stands_over(span))
