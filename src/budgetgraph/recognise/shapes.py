"""What the words in the rows of a grid say that it is: captions, a list of units, a form, a heading
of indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile
from operator import attrgetter

from budgetgraph.document import GridRow, Paragraph, Passage, filled
from budgetgraph.forms import column_measure, forms, is_caption, role
from budgetgraph.forms.indicator_headings import heads_indicators
from budgetgraph.recognise.first_place import first_place
from budgetgraph.recognise.headings import filled_texts, texts
from budgetgraph.recognise.labels import UNKNOWN, label_of, labelled_cells

#: The labels of a form stand in its first columns.
_COLUMNS_OF_LABELS = 4
#: What a list of units says beside their names; any other table may have one of the last three.
_OF_UNITS = (("nature",), ("rank", "funding"), ("staff", "funding"))
#: What a list of projects says of each beside its name, at least one of them.
_OF_PROJECTS = frozenset({"total", "total_of_year", "goals"})
#: The key of a word that names projects where no other heading does.
_NAME_ALONE = "name_alone"


def row_passage(row: GridRow) -> Passage:
    """Give the first filled cell of a row; the first cell where all are blank."""
    return next(iter(filled(row)), row[0])


def is_unit_heading(row: GridRow) -> bool:
    """Tell whether a row heads the list of budget units: `单位名称 | 单位性质`.

    Names beside nothing but ordinals and remarks are a list of units too: `序号 | 单位名称 | 备注`.
    """
    roles = {role(forms().unit, cell) for cell in filled_texts(row)}
    is_bare = roles == {"name", "aside"}
    return is_bare or any(roles >= {"name", *others} for others in _OF_UNITS)


def is_form(rows: tuple[GridRow, ...]) -> bool:
    """Tell whether one of the rows is of a project's form."""
    return any(map(_is_of_form, rows))


def _is_of_form(row: GridRow) -> bool:
    """Tell whether a row names a project or its goals, or heads its indicators."""
    return names_project((row,)) or is_indicator_heading(row) or _has_label(row, "goals")


def speaks_of_form(row: GridRow) -> bool:
    """Tell whether a row has a label, a heading or the name of a level that forms know."""
    keys = {cell.key for cell in labelled_cells(row)} - {None, UNKNOWN}
    return bool(keys) or any(role(forms().indicator, text) for text in filled_texts(row))


def names_project(rows: tuple[GridRow, ...]) -> bool:
    """Tell whether one of the rows names a project: `项目名称 | 河道清淤`."""
    return any(map(_names_project, rows))


def heads_page_again(rows: tuple[GridRow, ...], pages: Sequence[tuple[GridRow, ...]]) -> bool:
    """Tell whether rows begin as the next page of a form does that prints its head again: they name
    the same project, say nothing above their indicators that its first page does not say, and go on
    with the levels of its last page.

    项目名称 | 河道清淤
    一级指标 | 二级指标 | 三级指标 | 指标值
    """
    head = tuple(takewhile(_is_no_indicator_heading, rows))
    said = set(map(_words, pages[0]))
    is_same = names_project(head) and all(_words(row) in said for row in head)
    return is_same and not _begins_levels_anew(rows, chain.from_iterable(pages))


def _begins_levels_anew(rows: Iterable[GridRow], above: Iterable[GridRow]) -> bool:
    """Tell whether rows begin with a first level that stands above, and another one below it: 产出指标
    behind 产出指标, 满意度指标. The next page of a form goes on with the last one, or with a new one.
    """
    own, before = _first_levels(rows), _first_levels(above)
    return bool(own) and own[0] in before and own[0] != before[-1]


def _first_levels(rows: Iterable[GridRow]) -> list[str]:
    """Give the names in the column of the first level, from top to bottom."""
    names: list[str] = []
    column: int | None = None
    for row in rows:
        words = texts(row)
        if is_indicator_heading(row):
            column = first_place(words, _heads_first_level)
        elif column is not None and words[column:]:
            names += filter(_is_first_level, words[column : column + 1])
    return names


def _heads_first_level(word: str) -> bool:
    return role(forms().indicator, word) == "level1"


def _is_first_level(word: str) -> bool:
    return word in forms().indicator["level1_names"]


def _is_no_indicator_heading(row: GridRow) -> bool:
    return not is_indicator_heading(row)


def _words(row: GridRow) -> tuple[str, ...]:
    return tuple(filter(None, texts(row)))


def _names_project(row: GridRow) -> bool:
    """Tell whether a row has the label of a project and is no heading: not `项目名称 | 金额`."""
    is_labelled = _has_label(row, "name") or _has_label(row, "code")
    return is_labelled and not any(map(column_measure, texts(row)))


def _has_label(row: GridRow, name: str) -> bool:
    """Tell whether a label stands in the first columns of a row, alone or before its value in one
    cell.
    """
    cells = labelled_cells(row[:_COLUMNS_OF_LABELS])
    return forms().label[name].in_any(cell.passage.text.strip() for cell in cells)


def labelled_line(paragraph: Paragraph) -> GridRow:
    """Give a line that is a row of a form as its cells; no cells for another line.

    `项目名称：河道清淤 项目编码：51092…` → 项目名称： | 河道清淤 | 项目编码： | 51092…

    A sentence is one only where a colon stands behind its label: `绩效目标：清淤五公里。`, not
    `项目单位 负责清淤。`
    """
    if is_caption(paragraph.text):
        return ()
    cells = labelled_cells((paragraph.passage,))
    keys = list(map(attrgetter("key"), cells[:2]))
    is_row = len(keys) > 1 and keys[0] not in {None, UNKNOWN} and keys[1] is None
    if not is_row:
        return ()
    if _is_sentence(paragraph.text) and not _ends_in_colon(cells[0].passage.text):
        return ()
    return tuple(cell.passage.stripped() for cell in cells)


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith("。")


def _ends_in_colon(label: str) -> bool:
    return label.rstrip().endswith((":", "："))


def is_indicator_heading(row: GridRow) -> bool:
    """Tell whether a row is the heading of an indicator table: it names two of the three levels, or
    the indicators and their targets.
    """
    return heads_indicators(texts(row))


def is_project_list(row: GridRow) -> bool:
    """Tell whether a row heads a list of projects: 项目名称 beside the levels of indicators.

    `项目名称 | 资金总额 | 一级指标 | 二级指标 | 三级指标 | 指标值`
    """
    names_projects = forms().label["name"].in_any(filled_texts(row))
    return names_projects and is_indicator_heading(row)


def heads_projects(row: GridRow) -> bool:
    """Tell whether a row of nothing but known words heads a list of projects without indicators.

    `序号 | 项目名称 | 预算金额 | 绩效目标`; so does `单位 | 项目 | 金额`.
    """
    words = filled_texts(row)
    keys = set(map(_key, words))
    names = keys & {"name", _NAME_ALONE}
    is_of_projects = len(names) == 1 and not keys.isdisjoint(_OF_PROJECTS)
    return is_of_projects and None not in keys and len(words) > 2


def _key(word: str) -> str | None:
    """Give the key of a label or of a heading of indicators; None for an unknown word."""
    known = label_of(word) or role(forms().indicator, word)
    return known or (_NAME_ALONE if names_projects(word) else None)


def names_projects(word: str) -> bool:
    """Tell whether a word names projects where no other heading does: 项目 of `单位 | 项目 | 金额`."""
    return role(forms().listed, word) == "name"
