"""The department and the unit whose disclosure a document is, chosen among all names in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from budgetgraph.disclosure import Department, ProjectUnit, Told
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms import CaptionedBody, captioned_body, fold
from budgetgraph.forms.bodies import (
    bare,
    begins_with_rank,
    first_name,
    is_own_level,
    same_body,
)
from budgetgraph.parse.header.bodies_in_prose import short_names
from budgetgraph.parse.header.named import Named, Sure
from budgetgraph.parse.header.named_bodies import code_in_tables
from budgetgraph.parse.header.rivals import is_akin, surer
from budgetgraph.recognise import Recognised
from budgetgraph.recognise.covers import Cover

_UNIT_LEVEL = "单位"
#: So many characters begin a name, and do not stand in it again: 石桥县.
_BEGINNING = 3
#: A name is no shorter: 省厅; 局 in 即局本级 is none.
_SHORTEST = 2
_NOBODY = (
    "no department is named in it (looked for captions, titles, lists of units, forms and "
    "prose); give it with --department, or for a build in the file of --sources"
)
_DOUBT = "a sentence on its duties alone tells that this is the paper of {}"
_SIGNED = "its signature alone tells that this is the paper of {}"


# --- the unit -------------------------------------------------------------------------------------
def parse_unit(recognised: Recognised, cover: Cover | None) -> ProjectUnit | None:
    """Give the unit whose own budget (单位预算) this is: nobody else stands above the tables, or the
    cover says so. None where it is a department's (部门预算).
    """
    bodies = _bodies_above_tables(recognised)
    if bodies and all(map(_is_of_a_unit, bodies)):
        return _most_frequent_unit(bodies)
    if cover is None or not _is_cover_of_a_unit(cover):
        return None
    return ProjectUnit(None, cover.name)


def _bodies_above_tables(recognised: Recognised) -> list[CaptionedBody]:
    """Give the body of every caption above a table, as often as it stands there.

    `部门：石桥县水务局` and `单位：万元` above a table → 石桥县水务局.
    """
    bodies: list[CaptionedBody] = []
    for claim in recognised.tables:
        for caption in claim.captions:
            body = captioned_body(caption.text)
            if body is not None:
                bodies.append(body)
    return bodies


def _is_of_a_unit(body: CaptionedBody) -> bool:
    """Tell whether a caption names a unit: `单位：石桥县水库管理所`, `部门：石桥县水务局(本级)`."""
    return not body.is_department or is_own_level(body.name)


def _is_cover_of_a_unit(cover: Cover) -> bool:
    """Tell whether a cover is that of a unit: 石桥县水库管理所2025年单位预算, 石桥县水务局(本级)2025年部门预算."""
    return cover.level == _UNIT_LEVEL or is_own_level(cover.name)


def _most_frequent_unit(bodies: Sequence[CaptionedBody]) -> ProjectUnit:
    """Take the body that stands above most tables; the code of a department is not its unit's."""
    body = Counter(bodies).most_common(1)[0][0]
    code = None if body.is_department else body.code
    return ProjectUnit(code, body.name)


# --- the department -------------------------------------------------------------------------------
def chosen_department(
    names: Sequence[Named], unit: ProjectUnit | None, recognised: Recognised
) -> Department | None:
    """Give the department by the surest names, with its fullest name; its other names beside it.

    A caption 省检察院 under the title 江苏省人民检察院2017年部门预算 → 江苏省人民检察院, also 省检察院.
    """
    chosen = _chosen(names, unit)
    if chosen is None:
        return None
    told = set(short_names(recognised))
    same = [named for named in names if _is_same(named, chosen, told)]
    full = _fullest(same, chosen)
    code = _first_code([chosen, *same]) or code_in_tables(recognised, full.name)
    return Department(full.name, code, full.where, _other_names(same, full))


def _is_same(named: Named, chosen: Named, told: set[frozenset[str]]) -> bool:
    """Tell whether two names are of one body, by themselves or because a sentence says so."""
    is_told = frozenset({fold(named.name), fold(chosen.name)}) in told
    return is_told or same_body(named.name, chosen.name)


def _first_code(same: Sequence[Named]) -> str | None:
    """Take the first code that is printed beside one of the names of a body."""
    for named in same:
        if named.code is not None:
            return named.code
    return None


def _fullest(same: Sequence[Named], chosen: Named) -> Named:
    """Take the longest name that is sure; of two as long the one of the kind that was chosen.

    省检察院, 江苏省人民检察院 → 江苏省人民检察院.
    """
    sure = list(filter(_may_be_fuller, same))
    return max(sure or [chosen], key=lambda named: (len(named.name), named.sure == chosen.sure))


def _may_be_fuller(named: Named) -> bool:
    """Tell whether a name is sure and one name, not the pieces of two cells: 石桥县水石桥县水务局."""
    begins_again = named.name[:_BEGINNING] in first_name(named.name)[_BEGINNING:]
    return named.sure <= Sure.SENTENCE and not begins_again


def _other_names(same: Sequence[Named], full: Named) -> tuple[str, ...]:
    """Give the names of a body beside its fullest one, each once: 省检察院 beside 江苏省人民检察院."""
    others: dict[str, None] = {}
    for named in same:
        if _is_other_name(named, full):
            others[named.name] = None
    return tuple(others)


def _is_other_name(named: Named, full: Named) -> bool:
    """Tell whether a name is another one of the body; a bare noun of the prose (人民法院) is none."""
    if fold(named.name) == fold(full.name) or len(named.name) < _SHORTEST:
        return False
    return named.sure < Sure.SENTENCE or begins_with_rank(named.name)


def _chosen(names: Sequence[Named], unit: ProjectUnit | None) -> Named | None:
    """Give the name of the surest kind: of captions and prose the most frequent one, else the
    first.

    Where only a unit's name stands above the tables, it is that name without 本级.
    """
    captioned = [named for named in names if named.sure is Sure.CAPTION]
    if captioned:
        with_code = [named for named in captioned if named.code is not None]
        return surer(_most_frequent(with_code or captioned), names)
    if unit is not None:
        return _of_unit(unit, names)
    if not names:
        return None
    surest = [named for named in names if named.sure == names[0].sure]
    if names[0].sure >= Sure.PAIR:
        return _most_frequent(surest)
    return surest[0]


def _of_unit(unit: ProjectUnit, names: Sequence[Named]) -> Named:
    """Give the department of a unit's own budget, where the page prints its name."""
    name = bare(unit.name)
    printed = (named for named in names if fold(named.name) == fold(name))
    where = next(map(attrgetter("where"), [*printed, *names]), Where(1, 1))
    return Named(name, None, where, Sure.CAPTION)


def _most_frequent(names: Sequence[Named]) -> Named:
    """Take the name that stands most often, at its first place: 甲局, 乙局, 乙局 → 乙局."""
    (name, _), _ = Counter((named.name, named.code) for named in names).most_common(1)[0]
    return next(named for named in names if named.name == name)


def doubts(department: Department | None, names: Sequence[Named]) -> tuple[Note, ...]:
    """Say where nothing but a sentence on somebody's duties tells the department, which may be that
    of a unit below it, or nothing but the signature, which may be that of the bureau of finance.
    """
    if department is None:
        return ()
    told = [named.sure for named in names if named.name == department.name]
    surest = min(told, default=Sure.CAPTION)
    if surest < Sure.DUTIES:
        return ()
    reason = _DOUBT if surest is Sure.DUTIES else _SIGNED
    return (Note("department-in-doubt", reason.format(department.name), department.where),)


def told_department(
    read: Department | None, told: Told
) -> tuple[Department | None, tuple[Note, ...]]:
    """Give the department, with a note where it is only told or where nobody tells it."""
    if told.department is None:
        missing = Note("department-not-told", _NOBODY)
        return read, () if read is not None else (missing,)
    if read is not None and fold(read.name) == fold(told.department):
        return read, ()
    said = "nobody" if read is None else read.name
    message = f"{told.department} was told by the caller; the file names {said}"
    return Department(told.department, None, None), (Note("department-told", message),)


# --- other departments ----------------------------------------------------------------------------
def other_departments(recognised: Recognised, department: Department | None) -> Iterator[Note]:
    """Give the departments that the captions name besides the one whose disclosure this is: their
    tables stand among its own.
    """
    if department is None:
        return
    for name, where in _captioned_departments(recognised).items():
        if not _is_akin(name, department):
            message = f"tables of {name} stand in the disclosure of {department.name}"
            yield Note("another-department", message, where)


def _captioned_departments(recognised: Recognised) -> dict[str, Where]:
    """Give every department that a caption names, with its first place: `部门：石桥县水务局`."""
    places: dict[str, Where] = {}
    for caption in recognised.captions:
        body = captioned_body(caption.text)
        if body is not None and body.is_department:
            places.setdefault(body.name, caption.where)
    return places


def _is_akin(name: str, department: Department) -> bool:
    """Tell whether a name is one of the department's, or of its own administration.

    Of 石桥县水务局 are 水务局 and 石桥县水务局(本级), but not 石桥县林业局.
    """
    known = (department.name, *department.other_names)
    return any(is_akin(name, known_name) for known_name in known)
