"""Running text put together again: paragraphs that a line or page end cut in two are joined, white
space is out, every character keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from budgetgraph.document import Paragraph, Passage, Piece, squeeze
from budgetgraph.document.list_marks import entry_mark, opens_paragraph
from budgetgraph.forms import forms
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.forms.prose import Kind, prose
from budgetgraph.forms.title_lines import read_title
from budgetgraph.forms.told import told_part
from budgetgraph.parse.wording.cutting import words
from budgetgraph.parse.wording.words import folded

_COMMAS = ("，", ",", "、")
_CLOSING = ("。", "！", "？", "；", "：", ":", ";")
#: A heading is short; a line cut by the page is long.
_SHORT = 20
_YEAR = re.compile(r"20\d\d年")
_SENTENCE = re.compile("[，。；：,;:0-9]")
_PUNCTUATION = re.compile("[，。；：,;:]")
#: What no line end parts: an amount and its unit (2,557.89 / 万元) or its label (采购预算总额： / 8万元), a
#: document number (石民 / 〔2023〕 / 15号), each as the end of one line and the beginning of the next.
_PARTED = (
    (re.compile("[㐀-鿿)）][：:]$"), re.compile(r"\d[\d,，.]{0,20}[万亿]?元")),
    (re.compile(r"[\d.,，][万亿]?$"), re.compile("[万亿]?元|万|亿")),
    (re.compile("[㐀-鿿]$"), re.compile(r"[〔﹝［【\[]20\d\d[〕﹞］】\]]")),
    (re.compile(r"[〔﹝［【\[]20\d\d[〕﹞］】\]]$"), re.compile(r"第?\d{1,5}号")),
    (re.compile(r"[〔﹝［【\[]20\d\d[〕﹞］】\]]第?\d{1,5}$"), re.compile(r"\d{0,4}号")),
    (re.compile(r"[（(][㐀-鿿]{1,6}$"), re.compile(r"[㐀-鿿]{1,6}[〔﹝［【\[]20\d\d[〕﹞］】\]]")),
)
#: A sentence that no full stop ends may still be whole behind these.
_WHOLE = re.compile(r"[元%）)\d]$")


def flow(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    """Whole paragraphs in order, each without white space."""
    pieces: list[Piece] = []
    before = ""
    cut = False
    for paragraph in paragraphs:
        text = squeeze(paragraph.text)
        goes_on = (cut or _is_parted(before, text)) and not _begins_statement(before, text)
        if pieces and (not goes_on or _begins(paragraph.text)):
            yield Passage(tuple(pieces))
            pieces = []
        cut = _is_cut(paragraph, text, first=not pieces)
        pieces.extend(map(_squeezed, paragraph.passage.pieces))
        before = text
    if pieces:
        yield Passage(tuple(pieces))


def _squeezed(piece: Piece) -> Piece:
    """Give a piece of text without its white space, at its place."""
    return replace(piece, text=squeeze(piece.text))


def _begins(text: str) -> bool:
    """Tell whether a line begins a paragraph for certain.

    By its number (（二）公务接待费), as the title of a part, or by a label of a project's description
    (预算安排规模：81.50万元).
    """
    is_of_project = told_part(text) is not None
    return opens_paragraph(text) or text in forms().form["part"] or is_of_project


def _is_parted(before: str, text: str) -> bool:
    """Tell whether an amount and its unit or its label, or a document number, stand in two lines:
    they are never left apart.
    """
    return any(end.search(before) and begin.match(text) for end, begin in _PARTED)


def _begins_statement(before: str, text: str) -> bool:
    """Tell whether a line begins with what its amount is of, behind one that an amount ends, or
    with a year behind an item that is a name and nothing else.

    No sign stands between the two, so they are no sentence:

    公务用车购置费0万元，与上年持平 / 公务用车运行维护费8万元
    2.石桥县高新技术产业开发区企业服务中心 / 2025年收入预算8万元
    三、财政拨款“三公”经费、会议费和培训费 / 2025年“三公”经费预算8万元
    """
    if _YEAR.match(text) is not None and _is_an_item(before):
        return True
    if prose().whole_line.search(before) is None:
        return False
    first = words(folded(text[:_SHORT]))[:1]
    return list(map(attrgetter("kind"), first)) == [Kind.measure]


def _is_an_item(line: str) -> bool:
    """Tell whether a line is an item that names a body, or expenses, and nothing else."""
    mark = entry_mark(line)
    if mark is None:
        return False
    name = line[mark.end :]
    return is_named_body(name) or _names_expenses(name)


def _names_expenses(text: str) -> bool:
    """Tell whether a text ends with the name of an expense and holds no sentence: 会议费和培训费."""
    if _SENTENCE.search(text) is not None:
        return False
    last = words(folded(text))[-1:]
    return list(map(attrgetter("kind"), last)) == [Kind.measure]


def _is_cut(paragraph: Paragraph, text: str, first: bool) -> bool:
    """Tell whether the paragraph goes on in the next line.

    A short line and a title are whole, a line that the reader saw run on is cut. A sentence that
    ends in the middle is cut even where a page ends behind it, and so is one in an open 《.
    """
    if text.endswith(_CLOSING):
        return False
    if text.endswith(_COMMAS):
        return True
    is_long = len(text) >= _SHORT
    if paragraph.ends:
        is_open = text.count("《") > text.count("》")
        return is_long and (is_open or ("，" in text and _WHOLE.search(text) is None))
    if first and _is_title(text):
        return False
    return is_long


def _is_title(text: str) -> bool:
    """Tell whether a line is a title for certain: 机关运行经费安排情况说明."""
    named = text.removesuffix("》")
    if _PUNCTUATION.search(named) is not None:
        return False
    title = read_title(named)
    return prose().title.search(named) is not None or (title is not None and title.is_whole)
