"""The names of bodies in running text: at the beginning of a sentence, where a section on duties
says what somebody is, and as a line of their own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from budgetgraph.document import Passage
from budgetgraph.document.numerals import with_digits
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import bare, begins_with_place, is_certain
from budgetgraph.forms.title_lines import read_title
from budgetgraph.forms.titles import name_words, title_words, words
from budgetgraph.parse.header.named import Named, Sure, certain_name
from budgetgraph.parse.header.titles import COVER_LINES, LONGEST_TITLE
from budgetgraph.recognise import Recognised

#: Of a line so much is looked at.
_LONGEST = 120
#: So many lines above a sentence its heading may stand, and so long it may be.
_NEAR, _HEADING = 3, 30
#: The day below a signature.
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
#: Behind every line.
_NOWHERE = Where(sys.maxsize, sys.maxsize)


def in_prose(running: Iterable[Passage]) -> Iterator[Named]:
    """Give the body that a sentence begins with.

    `石桥县水务局2024年度收入总计…`, `石桥县水务局的主要职责` → 石桥县水务局.
    """
    for passage in running:
        text = with_digits(fold(passage.text[:_LONGEST]))
        title = read_title(text) if len(text) >= LONGEST_TITLE else None
        if title is not None and title.name is not None:
            yield Named(bare(title.name), None, passage.where, Sure.SENTENCE)
            continue
        name = certain_name(_sentence_begin(text), text)
        if name is not None:
            yield Named(bare(name), None, passage.where, Sure.PROSE)


def _sentence_begin(text: str) -> re.Pattern[str]:
    """Give the pattern that a sentence begins by: one that states amounts, else one on duties."""
    return _states() if _states().match(text) else _before("heads")


def defined(running: Sequence[Passage]) -> Iterator[Named]:
    """Give the one body of which a section on duties says what it is.

    `一、部门职责` / `石桥乡卫生院是一所公立医院。` → 石桥乡卫生院; nobody where two bodies are told so. Its name
    begins with its place: 人民检察院是国家的法律监督机关 is said of all of them.
    """
    found: list[Named] = []
    for at, passage in enumerate(running):
        # The headings are looked at first: to look for a name takes longer.
        if not _stands_below_duties(running[max(0, at - _NEAR) : at]):
            continue
        name = certain_name(_before("defines"), with_digits(fold(passage.text[:_LONGEST])))
        if name is not None and begins_with_place(name):
            found.append(Named(bare(name), None, passage.where, Sure.DUTIES))
    if len({named.name for named in found}) == 1:
        yield from found


def signed(recognised: Recognised) -> Iterator[Named]:
    """Give the body that signs a paper: its name in a line of its own, and below it the day."""
    for above, below in pairwise(recognised.prose):
        name = _only_name(above.text)
        is_dated = _DAY.fullmatch(with_digits(fold(below.text))) is not None
        if is_dated and name is not None:
            yield Named(bare(name), None, above.where, Sure.SIGNED)


def short_names(recognised: Recognised) -> Iterator[frozenset[str]]:
    """Give the names that a sentence says are of one body.

    `中国民主促进会石桥市委员会（简称民进石桥市委）是…` → both of them.
    """
    for paragraph in recognised.prose:
        match = _called_for_short().match(fold(paragraph.text[:_LONGEST]))
        if match is not None:
            yield frozenset({match["name"], match["short"]})


def _stands_below_duties(above: Sequence[Passage]) -> bool:
    """Tell whether one of the lines right above is a heading on duties: （一）主要职能."""
    headings = (fold(passage.text) for passage in above)
    duties = words("running", "duties")
    return any(len(text) <= _HEADING and re.search(duties, text) for text in headings)


def alone(recognised: Recognised) -> Iterator[Named]:
    """Give a line that is a name and nothing else, such as the name of a sheet: above the first
    table, or among the first lines of a paper without one.
    """
    above = [claim.title.where for claim in recognised.tables]
    above += [claim.title.where for claim in recognised.forms]
    behind = [paragraph.where for paragraph in recognised.prose[COVER_LINES:]]
    first = min(above or behind, default=_NOWHERE)
    for paragraph in recognised.prose:
        name = _only_name(paragraph.text)
        if paragraph.where < first and name is not None:
            yield Named(bare(name), None, paragraph.where, Sure.PROSE)


def _only_name(text: str) -> str | None:
    """Give the body with its place that a text names and nothing else: 石桥县水务局; of two that sign
    side by side (石桥县水务局  石桥县财政局) the first.
    """
    signers = list(filter(_is_name_with_place, map(fold, text.split())))
    return next(filter(_is_name_with_place, (*signers[:-1], fold(text))), None)


def _is_name_with_place(text: str) -> bool:
    """Tell whether a text is the name of a body with its place and nothing else."""
    return text.isalpha() and is_certain(text) and begins_with_place(text)


@cache
def _states() -> re.Pattern[str]:
    """`石桥县水务局2024年度收入总计…`."""
    title = title_words()
    name = f"(?P<name>{name_words().name})"
    return re.compile(rf"\A{title.before}{name}{title.year}{words('running', 'states')}")


@cache
def _called_for_short() -> re.Pattern[str]:
    """`石桥市科学技术协会（以下简称市科协）`."""
    name = f"(?P<name>{name_words().name})"
    return re.compile(rf"\A{title_words().before}{name}{words('running', 'short')}")


@cache
def _before(kind: str) -> re.Pattern[str]:
    """Give the pattern of a name before words of the kind `heads` (石桥县水务局的主要职责) or `defines`
    (石桥县水务局是县政府工作部门).
    """
    name = f"(?P<name>{name_words().name})"
    return re.compile(rf"\A{title_words().before}{name}{words('running', kind)}")
