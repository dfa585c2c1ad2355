"""What the rows of a form or of a list have said of one project → the project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from budgetgraph.disclosure import Project, ProjectUnit
from budgetgraph.document import Passage
from budgetgraph.document.where import Where, span
from budgetgraph.forms import captioned_body, fold, forms
from budgetgraph.parse.goals import goals_of
from budgetgraph.parse.project_forms.indicator_table.indicators import indicators
from budgetgraph.parse.project_forms.printed import numbers_in, numbers_of, text_of, unit_named
from budgetgraph.parse.project_forms.project_list.listed import ListedProject
from budgetgraph.parse.project_forms.said import Said
from budgetgraph.recognise import FormClaim
from budgetgraph.recognise.labels import value_text

#: A project's code in front of its name: 51092324T000010263357-河道清淤工程.
_CODE_AND_NAME = re.compile(r"(?P<code>\d{6}[0-9A-Z]{10,18})\s?[-—_－]\s?(?P<name>\S.*)", re.DOTALL)
#: Two names are of one project where so much of the shorter one stands in the other: the title of a
#: form may leave words out.
_ALIKE = 0.6


def project_of_form(claim: FormClaim, said: Said) -> Project | None:
    """Give the project of a form for one; None where the form names no project."""
    printed = text_of(said.passages.get("name"))
    name = _name(claim, printed)
    if not name:
        return None
    unit = _unit(said.passages) or _captioned_unit(claim.captions)
    title = claim.title.where
    return _project(said, name, unit, title, span([title, *said.places]), claim.number)


def project_of_list(listed: ListedProject) -> Project:
    """Give a project of a list."""
    said = listed.said
    name = value_text(listed.name)
    return _project(said, name, _unit(said.passages), listed.name.where, span(said.places))


def _project(
    said: Said,
    printed: str,
    unit: ProjectUnit | None,
    title: Where,
    where: Where,
    number: int | None = None,
) -> Project:
    """Give the project with the name as it is `printed`, its code before it or not."""
    code, name = _code_and_name(said.passages.get("code"), printed)
    return Project(
        number=number,
        name=name,
        code=code,
        unit=unit,
        total=said.money.total,
        fiscal=said.money.fiscal,
        other=said.money.other,
        further=said.money.further,
        spent=said.money.spent,
        purpose=text_of(said.passages.get("purpose")),
        schedule=tuple(said.schedule),
        goals=goals_of(said.goals),
        funding_documents=numbers_in(name),
        basis_documents=numbers_of(said.basis),
        indicators=tuple(indicators(said.rows)),
        overview=text_of(said.passages.get("overview")),
        title=title,
        where=where,
    )


def _code_and_name(cell: Passage | None, printed: str) -> tuple[str | None, str]:
    """Give the code and the name of a project; a cell of its own for the code counts more.

    `51092324T000010263357-河道清淤` → 51092324T000010263357, 河道清淤
    """
    match = _CODE_AND_NAME.fullmatch(printed)
    code = cell.squeezed if cell else None
    if match is None:
        return code, printed
    return code or match["code"], match["name"]


def _name(claim: FormClaim, printed: str | None) -> str | None:
    """Give the name in the title, unless a cell prints quite another one: the title is then
    general. Over a self-evaluation the cell counts more.

    封山育林绩效目标表 over `项目名称 | 封山育林项目` → 封山育林
    专项业务经费绩效目标表 over `项目名称 | 退耕还林` → 退耕还林
    1、河道清淤项目绩效自评表 over `项目名称 | 河道清淤` → 河道清淤
    """
    titled = claim.name
    if titled is None or printed is None:
        return titled or printed
    if claim.title.text in forms().form["self_evaluation"]:
        return printed
    return titled if _is_alike(fold(titled), fold(printed)) else printed


def _is_alike(title: str, cell: str) -> bool:
    """Tell whether two names are of one project: 河道治理 and 河道综合治理工程, not 专项业务经费 and 退耕还林."""
    return title in cell or cell in title or _share(title, cell) >= _ALIKE


def _share(name: str, other: str) -> float:
    """Tell how many of the characters of the shorter text the other one has, from 0 to 1."""
    common = sum((Counter(name) & Counter(other)).values())
    return common / max(min(len(name), len(other)), 1)


def _unit(passages: Mapping[str, Passage]) -> ProjectUnit | None:
    """Give the unit that a form names: who carries the project out, else the body above it.

    `120 石桥县农业农村局` gives code and name.
    """
    passage = passages.get("unit") or passages.get("unit_above")
    if passage is None:
        return None
    text = value_text(passage)
    code = passages.get("unit_code")
    if code is not None:
        return ProjectUnit(code.squeezed, text)
    return unit_named(text)


def _captioned_unit(captions: Sequence[Passage]) -> ProjectUnit | None:
    """Give the budget unit printed above the form (`473002 元氏县医疗保障局`, `项目申报单位：…`)."""
    for caption in captions:
        named = forms().caption["unit"].match(caption.text)
        if named:
            return ProjectUnit(None, named["name"])
        body = captioned_body(caption.text)
        if body is not None and not body.is_department:
            return ProjectUnit(body.code, body.name)
    return None
