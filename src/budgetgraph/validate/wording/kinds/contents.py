"""A table that the contents call otherwise than its own title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document.folding import fold
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_ENTRY, _NO_MATTER = pattern("contents", "entry"), pattern("contents", "no_matter")
_OF_ALL = pattern("contents", "of_all")
#: Where so many entries are the titles of tables word for word, the contents name them all so.
_FEWEST = 4

#: A title as it is compared, as it is printed, and where it stands.
_Titled = tuple[str, str, Where]


def named_otherwise_in_contents(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the one entry of the contents that is no title of a table, where all others are, and one
    table alone at its place has a title that is no entry.

    `5.2026年一般公共预算支出经济分类预算表` among eight others, and 2026年一般公共预算支出功能分类预算表 as fifth table.
    """
    entries = list(_entries(paper))
    titles = list(_titles(paper))
    told, printed = {entry for entry, _, _ in entries}, {title for title, _, _ in titles}
    strange = [at for at, (entry, _, _) in enumerate(entries) if entry not in printed]
    untold = [at for at, (title, _, _) in enumerate(titles) if title not in told]
    paper.right["titles in the contents"] += len(told & printed)
    if len(untold) != 1 or len(told & printed) < _FEWEST:
        return
    [place] = untold
    for at in strange:
        entry, title = entries[at], titles[place]
        is_there = _stands_at(entries, at, titles, place)
        if is_there and not _is_shortened(*sorted((entry[0], title[0]), key=len)):
            yield _fault(entry, title)


def _entries(paper: CheckedPaper) -> Iterator[_Titled]:
    """Give the entries before the first table that are called 表, but the heading above all of
    them: 第二部分 石桥县水务局2025年度部门决算表.
    """
    tables = paper.disclosure.tables
    first = min((table.where.first for table in tables), default=0)
    for passage in paper.prose:
        if passage.where.first >= first:
            return
        text = fold(passage.text)
        match = None if _OF_ALL.fullmatch(text) else _ENTRY.fullmatch(text)
        if match is not None:
            yield _bare(match["title"]), match["title"], passage.where


def _titles(paper: CheckedPaper) -> Iterator[_Titled]:
    """Give the titles of all tables in the order of the paper."""
    for table in paper.disclosure.tables:
        yield _bare(table.title), table.title, table.where


def _bare(title: str) -> str:
    """Give a title without its years and marks, by which two are told apart elsewhere."""
    return _NO_MATTER.sub("", fold(title))


def _stands_at(entries: Sequence[_Titled], at: int, titles: Sequence[_Titled], place: int) -> bool:
    """Tell whether an entry has the neighbours of a table; the first and the last table have one,
    beside which the contents may name a heading.
    """
    pairs = [(at + step, place + step) for step in (-1, 1) if 0 <= place + step < len(titles)]
    for entry, title in pairs:
        if not 0 <= entry < len(entries) or entries[entry][0] != titles[title][0]:
            return False
    return True


def _is_shortened(short: str, long: str) -> bool:
    """Tell whether a name has the characters of another in its order, and no others.

    部门预算支出表 of 部门一般公共预算支出表.
    """
    rest = iter(long)
    return all(character in rest for character in short)


def _fault(entry: _Titled, title: _Titled) -> Fault:
    """Say what the contents call a table, and what its title is."""
    return Fault(
        _RULE,
        f"{entry[1]} {title[1]}",
        f"目录写为“{entry[1]}”，表题为“{title[1]}”。",
        f"the contents name “{entry[1]}”, the table is titled “{title[1]}”.",
        [entry[2], title[2]],
    )
