"""What kind of paper a document is: a budget, final accounts (决算), forms of performance alone; or
one that is no disclosure of a department, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter, itemgetter

from budgetgraph.disclosure import BUDGET, FINAL_ACCOUNTS, PERFORMANCE, Disclosure
from budgetgraph.document import Passage
from budgetgraph.document.numerals import with_digits
from budgetgraph.document.problems import Note
from budgetgraph.forms import captioned_body, fold
from budgetgraph.forms.bodies import is_blank, is_place
from budgetgraph.forms.prose import prose
from budgetgraph.forms.title_lines import read_title
from budgetgraph.forms.titles import of_whole_place
from budgetgraph.parse.header import Header
from budgetgraph.parse.header.titles import COVER_LINES, LONGEST_TITLE
from budgetgraph.parse.wording.cutting import first_amount
from budgetgraph.recognise import Recognised, TableClaim
from budgetgraph.recognise.headings import texts
from budgetgraph.values.amount import decimal_or_none

_ACCOUNTS, _BUDGET_WORD = "决算", "预算"
#: A title of a law or a rule.
_LAW = re.compile("《[^《》]*》|预算法")
_CLAUSE = re.compile("[,。;:]")
#: So many of the first lines may be the title of a paper.
_FIRST = 8
_IN_DOUBT = (
    "it says neither 预算 nor 决算, so nothing tells whether its amounts are planned or were spent; "
    "it is read as a budget"
)
_LONGEST = 60


def parse_kind(recognised: Recognised, header: Header, *, states: bool) -> str:
    """Give the kind: as the cover or the first title says, else as most titles of the tables do.

    A paper without tables and amounts in its prose (`states`) is one of forms alone. The word 决算 in
    a sentence says nothing: a budget tells last year's accounts too.
    """
    if recognised.forms and not (recognised.tables or states):
        return PERFORMANCE
    of_cover = None if header.cover is None else header.cover.kind
    told = of_cover or _titled_kind(header)
    kind = told or _kind_of_first_lines(recognised) or _kind_of_parts(recognised, header.year)
    is_of_accounts = not recognised.tables and _speaks_of_accounts_alone(recognised)
    return FINAL_ACCOUNTS if is_of_accounts else kind


def _titled_kind(header: Header) -> str | None:
    """Give the kind of the first title of a whole paper: 石桥县水务局2025年部门决算 → final accounts.

    That of a form of performance says nothing of the paper, nor does 石桥镇2024年三公经费情况说明.
    """
    kinds = (at.title.told_kind for at in header.titles if at.title.is_whole)
    return next((kind for kind in kinds if kind not in {None, PERFORMANCE}), None)


def _kind_of_first_lines(recognised: Recognised) -> str | None:
    """Give the kind by a title that the first lines begin with, though more stands behind it in its
    line: 石桥县水务局2024年度决算公开说明（目录）第一部分：… → final accounts. A sentence with an amount is none:
    2024年水务局三公经费预算9万元，….
    """
    for paragraph in recognised.prose[:COVER_LINES]:
        is_sentence = first_amount(paragraph.text) < LONGEST_TITLE
        is_long = len(paragraph.text) >= LONGEST_TITLE
        title = read_title(paragraph.text) if is_long and not is_sentence else None
        if title is not None and title.name is not None and title.year is not None:
            return title.kind
    return None


def _kind_of_parts(recognised: Recognised, year: int | None) -> str:
    """Give the kind that more than half of the titles of the tables name, else a budget; without
    tables the kind that more sections name, or that the amounts of the paper's `year` are of.

    收入决算表, 支出决算表 and 项目绩效目标表 are of final accounts, and so are tables with such a mark: 财决01表.
    """
    if not recognised.tables:
        return _kind_of_sections(recognised, year)
    if any(map(prose().mark_of_accounts.search, _lines(recognised))):
        return FINAL_ACCOUNTS
    kinds = list(filter(None, map(_kind_of_table, recognised.tables)))
    return FINAL_ACCOUNTS if 2 * kinds.count(FINAL_ACCOUNTS) > len(kinds) else BUDGET


def _kind_of_table(claim: TableClaim) -> str | None:
    """Tell what a table is of by its title, without one by its heading; None where that is open.

    项目 | 决算数 → final accounts; 项目 | 预算数 | 决算数 and 项目 | 数量 say nothing.
    """
    if claim.titled:
        return FINAL_ACCOUNTS if _ACCOUNTS in fold(claim.title.text) else BUDGET
    rows = chain.from_iterable(fragment.heading for fragment in claim.fragments)
    heading = fold("".join(chain.from_iterable(map(texts, rows))))
    if (_ACCOUNTS in heading) == (_BUDGET_WORD in heading):
        return None
    return FINAL_ACCOUNTS if _ACCOUNTS in heading else BUDGET


def _kind_of_sections(recognised: Recognised, year: int | None) -> str:
    """Give the kind that more sections of the prose name: 支出决算情况说明, 一般公共预算支出决算情况 → final
    accounts.
    """
    lines = _lines(recognised)
    sections = [prose().fund_name.sub("", section) for section in _sections(lines)]
    of_accounts = sum(map(_is_of_accounts, sections))
    of_budget = sum(map(_is_of_budget, sections))
    if of_accounts == of_budget:
        return _kind_of_amounts(lines, year)
    return FINAL_ACCOUNTS if of_accounts > of_budget else BUDGET


def _lines(recognised: Recognised) -> list[str]:
    """Give the lines of the prose, folded."""
    return [fold(paragraph.text) for paragraph in recognised.prose]


def _kind_of_amounts(lines: Sequence[str], year: int | None) -> str:
    """Give the kind of a paper without any section: accounts where amounts were spent and none was
    planned, or where they were spent in the paper's own year, which no budget can tell; or where
    nothing is planned, and compared with the accounts of the year before.

    三公经费支出决算总额为5万元，比预算减少1万元 → final accounts; 支出决算5万元，支出预算6万元 → budget;
    2024年支出预算6万元，2024年决算5万元 in the paper of 2024 → final accounts;
    2024年度总支出5万元，较2023年度决算数增加1万元 → final accounts.
    """
    phases = _found(prose().phase_of_amount, "phase", lines)
    spent = _found(prose().accounts_of_year, "year", lines)
    compared = _found(prose().accounts_compared, "year", lines)
    is_spent = phases == {_ACCOUNTS} or str(year) in spent
    is_compared = not phases and year is not None and str(year - 1) in compared
    return FINAL_ACCOUNTS if is_spent or is_compared else BUDGET


def _found(pattern: re.Pattern[str], name: str, lines: Sequence[str]) -> set[str]:
    """Give what one group of a pattern holds in the lines: the years of 2024年决算5万元."""
    matches = chain.from_iterable(map(pattern.finditer, lines))
    return set(map(itemgetter(name), matches))


def _sections(lines: Sequence[str]) -> Iterator[str]:
    """Give the short lines, and of the others the last clause before a colon, which announces what
    follows: 按照…要求,现将石桥县水利局2024年度三公经费决算情况公布如下:
    """
    for line in lines:
        if len(line) <= _LONGEST:
            yield line
        elif line.endswith(":"):
            yield _CLAUSE.split(line.rstrip(":"))[-1]


def _speaks_of_accounts_alone(recognised: Recognised) -> bool:
    """Tell whether a paper never says 预算, laws and funds aside, but 决算 or what was spent.

    石桥镇2015年三公经费支出说明 / 公务接待费9万元，较2014年决算数下降5% → it was spent.
    """
    text = _without_laws(recognised)
    is_spent = _ACCOUNTS in text or prose().actually_spent.search(text) is not None
    return is_spent and _BUDGET_WORD not in text


def kind_in_doubt(recognised: Recognised, disclosure: Disclosure) -> Iterator[Note]:
    """Say of a paper without tables that nothing tells whether its amounts are planned or spent.

    石桥镇2015年三公经费情况 / 公务接待费9万元，比上年下降5% → taken for a budget
    """
    if disclosure.kind != BUDGET or recognised.tables or not disclosure.statements:
        return
    text = _without_laws(recognised)
    is_told = _ACCOUNTS in text or _BUDGET_WORD in text
    if not is_told:
        yield Note("kind-in-doubt", _IN_DOUBT, disclosure.statements[0].where)


def _without_laws(recognised: Recognised) -> str:
    """Give the titles and the prose of a paper folded, without names of laws and of funds."""
    passages = [*recognised.titles, *map(attrgetter("passage"), recognised.prose)]
    text = fold("".join(map(attrgetter("text"), passages)))
    return prose().fund_name.sub("", _LAW.sub("", text))


def _is_of_accounts(line: str) -> bool:
    return prose().section_of_accounts.search(line) is not None


def _is_of_budget(line: str) -> bool:
    return prose().section_of_budget.search(line) is not None


# --- what is none ---------------------------------------------------------------------------------
def whole_place(recognised: Recognised) -> tuple[str, str] | None:
    """Give the words of the title and `government` (政府预算) or `transfers` (转移支付) where the paper is
    that of a government; None for every other paper.
    """
    for passage in _first_lines(recognised):
        text = with_digits(fold(passage.text))
        kind = _kind_of_whole_place(text) if len(text) <= _LONGEST else None
        if kind is not None:
            return text, kind
    return None


def _kind_of_whole_place(text: str) -> str | None:
    """`transfers` or `government` for such a title of a place: 石桥县2025年政府预算 → government."""
    for kind in ("transfers", "government"):
        match = of_whole_place(kind).match(text)
        if match is not None and is_place(match["place"]):
            return kind
    return None


def _first_lines(recognised: Recognised) -> Iterator[Passage]:
    """Give the lines that may be the title of a paper: the first ones of the prose and of the
    titles.
    """
    for paragraph in recognised.prose[:_FIRST]:
        yield paragraph.passage
    yield from recognised.titles[:_FIRST]


def blank_name(recognised: Recognised) -> str | None:
    """Give the blank that a template prints for the body: `部门：XX局`, `XX局2024年部门预算`."""
    for caption in recognised.captions:
        body = captioned_body(caption.text)
        if body is not None and is_blank(body.name):
            return body.name
    first = (fold(passage.text) for passage in _first_lines(recognised))
    return next(filter(_is_blank_title, first), None)


def _is_blank_title(text: str) -> bool:
    """Tell whether a line is the title of a paper with a blank for the body: XX局2024年部门预算."""
    if len(text) > _LONGEST or not is_blank(text):
        return False
    return "预算" in text or _ACCOUNTS in text


def is_all_zero(disclosure: Disclosure) -> bool:
    """Tell whether no amount of a disclosure is more or less than nothing."""
    amounts = set(map(decimal_or_none, _printed_values(disclosure)))
    return amounts <= {None, Decimal(0)}


def _printed_values(disclosure: Disclosure) -> Iterator[str]:
    """Give every value of the tables and the prose."""
    for table in disclosure.tables:
        for row in table.rows:
            yield from map(attrgetter("value"), row.cells)
    yield from map(attrgetter("value"), disclosure.statements)
