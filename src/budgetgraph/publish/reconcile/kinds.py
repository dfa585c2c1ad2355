"""What can be matched, and by which properties a match can be narrowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgetgraph.rdf.iris import Iris


@dataclass(frozen=True, slots=True)
class MatchedKind:
    """A kind of things: its part of an IRI (`id/<kind>/…`), the IRI of its type, its names."""

    key: str
    type: str
    zh: str
    en: str

    def as_json(self) -> dict[str, str]:
        return {"id": self.type, "name": f"{self.zh} / {self.en}"}


#: Key of each kind, the class or the code list that is its type, and its names.
_KINDS = (
    ("department", "ontology#Department", "部门", "department"),
    ("unit", "ontology#BudgetUnit", "单位", "unit"),
    ("document", "ontology#OfficialDocument", "文件", "document"),
    ("project", "ontology#Project", "项目", "project"),
    ("division", "ontology#Division", "行政区划", "division"),
    ("function", "id/scheme/functions", "功能分类科目", "functional class"),
    ("economic", "id/scheme/economic", "经济分类科目", "economic class"),
)

PROPERTIES = {
    "division": "行政区划（名称或代码）/ division, by name or code",
    "department": "部门 / department",
    "year": "年度 / fiscal year",
    "code": "代码 / code",
}
"""Properties that narrow a match, with their names."""


@dataclass(frozen=True, slots=True)
class FetchedProperty:
    """A property whose values a client may fetch for what it has matched.

    `path` leads from a thing to its values; `form` is what a value is: a `str`, an `int`, a
    `float`, or a thing of the kind that `form` names.
    """

    key: str
    name: str
    kinds: frozenset[str]
    form: str
    path: str


def _fetched(key: str, name: str, of: str, form: str, path: str) -> FetchedProperty:
    return FetchedProperty(key, name, frozenset(of.split()), form, path)


FETCHED = {
    fetched.key: fetched
    for fetched in (
        _fetched(
            *("division", "行政区划 / division", "department unit document project", "division"),
            "bg:division|bg:disclosure/bg:division|bg:knownIn",
        ),
        _fetched(
            *("department", "部门，文件为发文机关 / department; of a document its issuer"),
            *("unit document project", "department"),
            "bg:disclosure/bg:department|org:subOrganizationOf|bg:issuer",
        ),
        _fetched(
            *("year", "年度 / year", "document project", "int"),
            "bg:year|bg:disclosure/bg:fiscalYear",
        ),
        _fetched(
            *("code", "代码 / code", "unit project division function economic", "str"),
            "skos:notation|org:identifier|bg:projectCode",
        ),
        _fetched("number", "发文字号 / document number", "document", "str", "bg:documentNumber"),
        _fetched("title", "文件名称 / title", "document", "str", "dcterms:title"),
        _fetched("level", "级次 / level of government", "document division", "str", "bg:level"),
        _fetched(
            "amount",
            "预算数（元）/ amount in yuan",
            "project",
            "float",
            "bg:hasKeyFigure/bg:amount",
        ),
        _fetched(
            "same",
            "其他数据中的同一事物 / the same elsewhere",
            "division",
            "str",
            "skos:exactMatch",
        ),
    )
}
"""Properties that can be fetched, by key."""


def kinds(iris: Iris) -> dict[str, MatchedKind]:
    """List the kinds by key."""
    return {key: MatchedKind(key, iris.base + path, zh, en) for key, path, zh, en in _KINDS}


def kind_of(iris: Iris, iri: str) -> str:
    """Give the key of a thing's kind: `…/id/department/130532/平乡县医疗保障局` → `department`.

    A project without a code is named below its disclosure: `…/id/disclosure/…/project/3`.
    """
    parts = iri.removeprefix(iris.base).removeprefix("id/").split("/")
    return "project" if parts[-2:-1] == ["project"] else parts[0]


def begins(text: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names has a word that begins with a typed text."""
    typed = text.strip().casefold()
    return any(typed in name.casefold() for name in names)
