"""The heading of a table that came out as a list of words: which words stand over which columns.

项目 · 2024年预算数        项目 | 2024年预算数 |
小计 · 其中：一般     →         | 小计         | 其中：一般
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, filterfalse, takewhile
from operator import eq

from budgetgraph.document import GridRow, Passage, passage
from budgetgraph.document.where import Where
from budgetgraph.forms import column_measure, forms, is_one_of
from budgetgraph.recognise.headings import heads_names
from budgetgraph.values.sums import is_total

Words = Sequence[Passage]
Rows = tuple[GridRow, ...]
_NOWHERE = Where(0, 0)
#: A heading that is out of order has one word over all its columns of amounts.
_MOST_PARENTS = 1
#: Of more words in two lines there are too many ways in which they may stand over each other.
_MOST_WORDS = 16
_SIDES = ("revenue_side", "expenditure_side")


def headings(lines: Sequence[Words], width: int) -> Iterator[Rows]:
    """Give the headings of `width` columns that one or two lines of words may be, the likelier
    first.
    """
    if len(lines) == 1:
        yield from _of_one_list(lines[0], width)
        return
    if len(lines) == 2:
        yield from _of_two_lines(lines[0], lines[1], width)
    yield from _scattered(lines, width)


def _of_one_list(words: Words, width: int) -> Iterator[Rows]:
    """Read words without lines: the last `width` are the leaves, those before them the parents."""
    cut = len(words) - width
    if cut == 0:
        yield (tuple(words),)
    if cut > 0:
        yield from _over_blocks(words[:cut], words[cut:])
    for count in range(1, len(words)):
        yield from _beside_leaves(words[:count], words[count:], width)


def _of_two_lines(upper: Words, lower: Words, width: int) -> Iterator[Rows]:
    """Read a line of parents and a line of leaves."""
    if len(lower) == width:
        yield from _over_blocks(upper, lower)
    yield from _beside_leaves(upper, lower, width)


def _over_blocks(parents: Words, leaves: Words) -> Iterator[Rows]:
    """Put parents over whole blocks: a block begins at its names (收入 | 支出), or the names are one
    and their values the other (功能分类科目 | 2025年预算数).
    """
    places = _starts(parents, leaves)
    if len(places) == len(parents):
        yield (_placed(parents, places, len(leaves)), tuple(leaves))


def _starts(parents: Words, leaves: Words) -> list[int]:
    """Give the columns that the parents begin at; an empty list where they cannot be told."""
    blocks: list[int] = []
    values: list[int] = []
    is_behind_name = False
    for at, leaf in enumerate(leaves):
        heads_names = is_name(leaf)
        if not heads_names:
            values.append(at)
        elif not is_behind_name:
            blocks.append(at)
        is_behind_name = heads_names
    if len(blocks) == len(parents):
        return blocks
    if len(blocks) == 1:
        return [*blocks, *values[:1]]
    # 支出 spans its functions and, beside them, its uses
    are_sides = all(map(_is_side, parents))
    return blocks[: len(parents)] if are_sides else []


def _beside_leaves(upper: Words, lower: Words, width: int) -> Iterator[Rows]:
    """Let one word of the upper line span all of the lower one; the others are columns themselves.

    项目 2024年预算数          项目 | 2024年预算数 |
    小计 其中：一般      →          | 小计         | 其中：一般
    """
    is_whole = len(upper) - 1 + len(lower) == width
    if not is_whole or len(lower) < 2 or any(map(is_name, lower)):
        return
    at = _parent(upper, lower)
    if at is not None:
        below = range(at, at + len(lower))
        places = [*range(at + 1), *range(below.stop, width)]
        yield (_placed(upper, places, width), _placed(lower, below, width))


def _parent(upper: Words, lower: Words) -> int | None:
    """Give the place of the one word that may span the lower line; None where several may.

    The likeliest is the one that the lower words begin like: 用车购置费, 用车运行费 stand below 用车购置及运行费
    and not below the 接待费 behind it. Columns in another order would add up as well.
    """
    heading_amounts = [at for at, word in enumerate(upper) if _heads_amounts(word)]
    may_span = [at for at in heading_amounts if not is_total(_text(upper[at]))]
    alike = [_likeness(_text(upper[at]), lower) for at in may_span]
    most = max(alike, default=0)
    likeliest = [at for at, length in zip(may_span, alike, strict=True) if length == most]
    return likeliest[0] if len(likeliest) == 1 else None


def _likeness(parent: str, lower: Words) -> int:
    """Count the characters that words begin with as a parent does."""
    texts = map(_text, lower)
    return sum(length_of_same_beginning(parent, text) for text in texts)


def length_of_same_beginning(parent: str, text: str) -> int:
    """Count the characters that two texts begin with alike: 用车购置及运行费, 用车运行费 → 2."""
    return sum(takewhile(bool, map(eq, parent, text)))


def over_spans(upper: Words, lower: Words, width: int) -> Iterator[Rows]:
    """Let each word of the upper line span some of the lower one, or head a column by itself.

    科目 合计 其中                        科目 |      | 合计 | 其中     |
    编码 名称 基本支出 项目支出      →    编码 | 名称 |      | 基本支出 | 项目支出
    """
    if len(upper) + len(lower) > _MOST_WORDS or not all(map(is_known, lower)):
        return
    for spans in _ways_to_span(upper, lower):
        if len(lower) + spans.count(0) != width:
            continue
        taken = [max(span, 1) for span in spans]
        places = [sum(taken[:at]) for at in range(len(taken))]
        own = {place for place, span in zip(places, spans, strict=True) if not span}
        below = [place for place in range(width) if place not in own]
        yield (_placed(upper, places, width), _placed(lower, below, width))


def _ways_to_span(upper: Words, lower: Words) -> Iterator[tuple[int, ...]]:
    """Give the ways to part the lower words among the upper ones: none, or several, for each.

    Names stand over names, a total (合计) over nothing, and a word that is not known over several.
    """
    if not upper:
        yield from [()] if not lower else []
        return
    first, *others = upper
    most = 0 if is_total(_text(first)) else len(lower)
    fewest = [0] if is_known(first) else []
    for count in (*fewest, *range(2, most + 1)):
        if any(is_name(word) is not is_name(first) for word in lower[:count]):
            break
        for rest in _ways_to_span(others, lower[count:]):
            yield (count, *rest)


def _scattered(lines: Sequence[Words], width: int) -> Iterator[Rows]:
    """Read a heading whose cells stand at several heights, so that its lines are out of order.

    All its columns of amounts stand in one line; the other lines hold names, codes and one known
    parent. Of several nobody knows which columns each is over, or that it is over none.

        项目 支出预算
        功能分类科目编码                          类 | 款 | 项 | 功能分类科目名称 | 合计 | 基本支出
        功能分类科目名称 合计 基本支出      →
        类 款 项
    """
    names = list(filter(is_name, chain.from_iterable(lines)))
    for at, line in enumerate(lines):
        values = list(filterfalse(is_name, line))
        others = list(chain.from_iterable([*lines[:at], *lines[at + 1 :]]))
        if not values or not _all_differ(values):
            continue
        if not all(map(is_known, others)) or sum(map(_heads_amounts, others)) > _MOST_PARENTS:
            continue
        before = _names_in_order(names, width - len(values))
        if before:
            yield ((*before, *values),)


def _heads_amounts(word: Passage) -> bool:
    """Tell whether a word heads amounts, and is neither a name nor a side: 合计, 财政拨款."""
    return not is_name(word) and not _is_side(word)


def _all_differ(words: Words) -> bool:
    """Tell whether no word is printed twice."""
    return len(set(map(_text, words))) == len(words)


def _names_in_order(names: Words, count: int) -> list[Passage]:
    """Give the `count` columns in front of the amounts as tables order them: number, code or its
    parts, item. An empty list where the words do not give them.
    """
    codes = _of_kind(names, "code_parts") or _of_kind(names, "code")[-1:]
    items = [word for word in _of_kind(names, "item") if word not in codes][-1:]
    ordered = [*_of_kind(names, "serial")[:1], *codes, *items]
    return ordered if len(ordered) == count and items else []


def _of_kind(names: Words, kind: str) -> list[Passage]:
    """Give the words that head columns of one kind: `code` → 科目编码."""
    known = forms().heading[kind]
    return [word for word in names if _text(word) in known]


def _text(word: Passage) -> str:
    return word.squeezed


def _placed(words: Words, places: Sequence[int], width: int) -> GridRow:
    """Put words at their places in a row of `width` cells, the others of which are blank."""
    row = [passage("", words[0].where)] * width
    for word, place in zip(words, places, strict=True):
        row[place] = word
    return tuple(row)


def is_name(word: Passage) -> bool:
    """Tell whether a word heads a column of names, codes or numbers of rows."""
    return heads_names(_text(word))


def is_known(word: Passage) -> bool:
    """Tell whether the catalogue knows a word as one of a heading."""
    text = _text(word)
    heads_amounts = column_measure(text) is not None or text in forms().heading["group"]
    return heads_amounts or _is_side(word) or is_name(word)


def _is_side(word: Passage) -> bool:
    """Tell whether a word heads the revenue or the expenditure: 收入, 支出."""
    return is_one_of(forms().heading, _SIDES, _text(word))


# --- words that are spaced out --------------------------------------------------------------------
def words_of(text: str) -> list[str]:
    """Give the words of a line with one blank between them, words that are spaced out put together:
    `项 目 预 算 数 合计` → 项目, 预算数, 合计.
    """
    words: list[str] = []
    run = ""
    for token in text.split(" "):
        if _is_character(token):
            run += token
            continue
        words += [*_spelled(run), token]
        run = ""
    return words + _spelled(run)


def _is_character(token: str) -> bool:
    """Tell whether a word is a single Chinese character, which may be one of a word spaced out."""
    return len(token) == 1 and "㐀" <= token <= "鿿"


def _spelled(run: str) -> list[str]:
    """Give known words that a run of single characters spells one after the other; else the run
    itself as one word.
    """
    words: list[str] = []
    rest = run
    while rest:
        word = _longest_known(rest)
        if not word:
            return [run]
        words.append(word)
        rest = rest.removeprefix(word)
    return words


def _longest_known(text: str) -> str:
    """Give the longest known word that a text begins with: 项目预算数 → 项目; "" where there is none."""
    for end in range(len(text), 0, -1):
        if is_known(passage(text[:end], _NOWHERE)):
            return text[:end]
    return ""
