"""What the page headers and footers of a document say.

It stands on every page, so it is the caption of every table that has none of its own.

450 某某局   单位：万元    in the page header → two captions above each table
第 1 页, a title that the body prints too → nothing more
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from budgetgraph.document import squeeze
from budgetgraph.document.numerals import with_digits
from budgetgraph.document.problems import Note
from budgetgraph.read.cells import Item, NativeCell, NativeTable, tidy
from budgetgraph.read.raised import plain

#: A caption and its value part here: 单位：万元.
_LABEL = re.compile(r"\A[^：:]{1,10}[：:]")
#: Blanks before the label of a caption: 部门编码：318　石桥县水务局 | 金额单位：元.
_BEFORE_LABEL = re.compile(r"(?<!\s)\s++(?=[^\s：:]{1,10}[：:])")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")
_PAGE_NUMBER = re.compile(r"[\s\d—–\-第页共/of.,，PpaAgGeE]*")
#: So many characters of a header that is not read are told in its note.
_MOST_QUOTED = 60


class PageHeaders:
    """The lines of all page headers and footers of a document that its body does not hold."""

    def __init__(
        self, items: Iterable[Item], body: Sequence[Item], is_caption: Callable[[str], bool]
    ) -> None:
        self.is_caption = is_caption
        self.printed = set(map(squeeze, _lines(body)))
        self.labels = set(filter(None, map(_label, self.printed)))
        self.captions: list[str] = []
        self.titles: list[str] = []
        self.others: list[str] = []
        for line in dict.fromkeys(_lines(items)):
            is_page_number = _PAGE_NUMBER.fullmatch(line) is not None
            if not is_page_number and not self._is_in_body(squeeze(line)):
                self._sort(line)

    def _is_in_body(self, line: str) -> bool:
        """Tell whether the body prints a line, or a caption with the same label: 单位：万元."""
        return line in self.printed or _label(line) in self.labels

    def _sort(self, line: str) -> None:
        """Put a line where it belongs; one of several captions may be known alone."""
        parts = _BEFORE_LABEL.split(line)
        if not self.is_caption(line) and any(map(self.is_caption, parts)):
            for part in parts:
                self._sort_part(part)
        else:
            self._sort_part(line)

    def _sort_part(self, line: str) -> None:
        if self.is_caption(line):
            self.captions.append(line)
        elif _YEAR.search(with_digits(line)):
            self.titles.append(line)
        else:
            self.others.append(line)

    def with_body(self, body: Sequence[Item]) -> Iterator[Item]:
        """Give the body with what the headers say in its place: titles first, captions above
        tables.
        """
        has_table = any(isinstance(item, NativeTable) for item in body)
        yield from self.titles if has_table else (*self.titles, *self.captions)
        for item in body:
            if isinstance(item, NativeTable):
                yield from self.captions
            yield item

    def notes(self) -> Iterator[Note]:
        """Note what of the headers has no place in the text."""
        for line in self.others:
            message = f"a page header or footer (页眉页脚) is not read: {line[:_MOST_QUOTED]}"
            yield Note("part-not-read", message)


def _label(line: str) -> str:
    """Give the label of a caption: 单位：万元 → 单位：; "" for a line without one."""
    match = _LABEL.match(line)
    return "" if match is None else match[0]


def _lines(items: Iterable[Item]) -> Iterator[str]:
    """Give the lines of paragraphs and cells, each for itself."""
    for item in items:
        if isinstance(item, str):
            yield from filter(None, plain(tidy(item)).split("\n"))
        else:
            for cell in _cells(item):
                yield from _lines(cell.items)


def _cells(table: NativeTable) -> Iterator[NativeCell]:
    for row in table.rows:
        yield from filter(None, row.cells)
