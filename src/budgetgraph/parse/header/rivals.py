"""The title of a paper and the captions of its tables name two bodies: which of them it is of.

平泉县水务局2024年部门预算 above tables with `部门：平泉县农业农村局`: a workbook that was copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.disclosure import Department
from budgetgraph.document.problems import Note
from budgetgraph.forms.bodies import bare, same_body
from budgetgraph.forms.prose import prose
from budgetgraph.parse.header.named import Named, Sure


def surer(captioned: Named, names: Sequence[Named]) -> Named:
    """Give the name of the captions; that of the title above them where both are of different
    bodies and no more kinds of places (titles, forms, prose) name that of the captions.

    The tables of a school under the title of its bureau are the school's.
    """
    titled = _title(names)
    if titled is None or titled.where.first >= captioned.where.first:
        return captioned
    if is_akin(titled.name, captioned.name) or _is_of_a_unit(captioned, titled):
        return captioned
    of_title, of_captions = _kinds(titled, names), _kinds(captioned, names)
    return titled if len(of_title) >= len(of_captions) else captioned


def other_titles(names: Sequence[Named], department: Department | None) -> Iterator[Note]:
    """Say that the title names another body than the one whose paper it is taken for."""
    titled = _title(names)
    if department is None or titled is None:
        return
    known = (department.name, *department.other_names)
    if not any(is_akin(titled.name, name) for name in known):
        message = f"the paper is titled as one of {titled.name}, and taken for {department.name}"
        yield Note("another-department", message, titled.where)


def _title(names: Sequence[Named]) -> Named | None:
    """Give the name in the first title of the paper."""
    return next((named for named in names if named.sure is Sure.TITLE), None)


def is_akin(name: str, other: str) -> bool:
    """Tell whether two names may be of one body: 水务局 is 石桥县水务局(本级), 石桥县林业局 is not."""
    if name in other or other in name:
        return True
    return same_body(bare(name), bare(other))


def _is_of_a_unit(captioned: Named, titled: Named) -> bool:
    """Tell whether a department stands in the title and a unit of its kind above the tables."""
    is_unit = prose().unit_of_department.search(captioned.name) is not None
    return is_unit and prose().department_name.search(titled.name) is not None


def _kinds(of: Named, names: Sequence[Named]) -> set[Sure]:
    """Give the kinds of places that name a body."""
    return {named.sure for named in names if is_akin(named.name, of.name)}
