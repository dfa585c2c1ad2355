"""The heading of a table that came out as a list of words: which words stand over which columns.

项目 · 2024年预算数        项目 | 2024年预算数 |
小计 · 其中：一般     →         | 小计         | 其中：一般
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document import GridRow, Passage, passage, squeeze
from budgetgraph.document.where import Where
from budgetgraph.forms import column_measure, forms

Words = Sequence[Passage]
_NOWHERE = Where(0, 0)


def headings(lines: Sequence[Words], width: int) -> Iterator[tuple[GridRow, ...]]:
    """The headings of `width` columns that one or two lines of words may be, the likelier first."""
    if len(lines) == 1:
        yield from _of_one_list(lines[0], width)
        return
    if len(lines) == 2:
        yield from _of_two_lines(lines[0], lines[1], width)
    yield from _scattered(lines, width)


def _of_one_list(words: Words, width: int) -> Iterator[tuple[GridRow, ...]]:
    """Words without lines: the last `width` are the leaves, those before them the parents."""
    if len(words) == width:
        yield (tuple(words),)
    elif len(words) > width:
        cut = len(words) - width
        yield from _over_blocks(words[:cut], words[cut:])
    for cut in range(1, len(words)):
        yield from _beside_leaves(words[:cut], words[cut:], width)


def _of_two_lines(upper: Words, lower: Words, width: int) -> Iterator[tuple[GridRow, ...]]:
    if len(lower) == width:
        yield from _over_blocks(upper, lower)
    yield from _beside_leaves(upper, lower, width)


def _over_blocks(parents: Words, leaves: Words) -> Iterator[tuple[GridRow, ...]]:
    """Parents over whole blocks: a block begins at its names (收入 | 支出), or the names are one and
    their values the other (功能分类科目 | 2025年预算数).
    """
    places = _starts(parents, leaves)
    if len(places) == len(parents):
        yield (_placed(parents, places, len(leaves)), tuple(leaves))


def _starts(parents: Words, leaves: Words) -> list[int]:
    """The columns that the parents begin at; an empty list where they cannot be told."""
    names = [index for index, leaf in enumerate(leaves) if is_name(leaf)]
    blocks = [index for index in names if index - 1 not in names]
    values = [index for index in range(len(leaves)) if index not in names]
    if len(blocks) == len(parents):
        return blocks
    if len(blocks) == 1:
        return [*blocks, *values[:1]]
    # 支出 spans its functions and, beside them, its uses
    return blocks[: len(parents)] if all(map(_is_side, parents)) else []


def _beside_leaves(upper: Words, lower: Words, width: int) -> Iterator[tuple[GridRow, ...]]:
    """One word of the upper line spans all of the lower one; the others are columns themselves."""
    if len(upper) - 1 + len(lower) != width or len(lower) < 2 or any(map(is_name, lower)):
        return
    for at in range(len(upper) - 1, -1, -1):
        if is_name(upper[at]):
            continue
        behind = range(at + len(lower), width)
        places = [*range(at + 1), *behind]
        below = list(range(at, at + len(lower)))
        yield (_placed(upper, places, width), _placed(lower, below, width))


def _scattered(lines: Sequence[Words], width: int) -> Iterator[tuple[GridRow, ...]]:
    """A heading whose cells stand at several heights, so that its lines are out of order.

    All its columns of amounts stand in one line; the other lines hold names, codes and known
    parents.

        项目 支出预算
        功能分类科目编码                          类 | 款 | 项 | 功能分类科目名称 | 合计 | 基本支出
        功能分类科目名称 合计 基本支出      →
        类 款 项
    """
    names = [word for line in lines for word in line if is_name(word)]
    for line in lines:
        values = [word for word in line if not is_name(word)]
        others = [word for other in lines if other is not line for word in other]
        is_whole = all(map(is_known, others)) and len(set(map(_text, values))) == len(values)
        before = _names_in_order(names, width - len(values)) if values and is_whole else None
        if before is not None:
            yield ((*before, *values),)


def _names_in_order(names: Words, count: int) -> list[Passage] | None:
    """The `count` columns in front of the amounts as tables order them: number, code or its parts,
    item. None where the words do not give them.
    """
    heading = forms().heading
    of_kind = {
        key: [word for word in names if _text(word) in heading[key]]
        for key in ("serial", "code", "code_parts", "item")
    }
    codes = of_kind["code_parts"] or of_kind["code"][-1:]
    items = [word for word in of_kind["item"] if word not in codes][-1:]
    found = [*of_kind["serial"][:1], *codes, *items]
    return found if len(found) == count and items else None


def _text(word: Passage) -> str:
    return squeeze(word.text)


def _placed(words: Words, places: Sequence[int], width: int) -> GridRow:
    blank = passage("", words[0].where)
    row = [blank] * width
    for word, place in zip(words, places, strict=True):
        row[place] = word
    return tuple(row)


def is_name(word: Passage) -> bool:
    """Whether a word heads a column of names, codes or numbers of rows."""
    heading, text = forms().heading, squeeze(word.text)
    return any(text in heading[key] for key in ("serial", "code", "item", "code_parts"))


def is_known(word: Passage) -> bool:
    """Whether the catalogue knows a word as one of a heading."""
    return _is_side(word) or is_name(word) or column_measure(squeeze(word.text)) is not None


def _is_side(word: Passage) -> bool:
    heading, text = forms().heading, squeeze(word.text)
    return text in heading["revenue_side"] or text in heading["expenditure_side"]


def words_of(text: str) -> list[str]:
    """The words of a line with one blank between them, words that are spaced out put together: `项 目
    预 算 数 合计` → 项目, 预算数, 合计.
    """
    words: list[str] = []
    run = ""
    for token in [*text.split(" "), ""]:
        if len(token) == 1 and "㐀" <= token <= "鿿":
            run += token
            continue
        words.extend(_spelled(run) if run else [])
        run = ""
        words.append(token)
    return words[:-1]


def _spelled(run: str) -> list[str]:
    """Known words that a run of single characters spells one after the other; else the run itself
    as one word.
    """
    found: list[str] = []
    rest = run
    while rest:
        ends = (end for end in range(len(rest), 0, -1) if _is_known_text(rest[:end]))
        end = next(ends, None)
        if end is None:
            return [run]
        found.append(rest[:end])
        rest = rest[end:]
    return found


def _is_known_text(text: str) -> bool:
    return is_known(passage(text, _NOWHERE))
