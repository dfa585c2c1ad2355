"""Every rule by its id, as a person reads about it: what it is called and what it says, from the
shapes and from the checks of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import RDFS, SH, SKOS, Graph
from rdflib.term import Node

from budgetgraph.document.problems import Severity
from budgetgraph.validate.shapes import load_shapes

_SEVERITIES = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, how serious it is, its name and its definition in Chinese and English."""

    id: str
    severity: Severity
    name_zh: str
    name_en: str
    text_zh: str
    text_en: str


#: What needs the page, not the graph (`checks.py`): the graph knows neither the heading of a plan
#: nor what was masked in the source.
PAGE_RULES = {
    rule.id: rule
    for rule in (
        Rule(
            "schedule-not-percent",
            Severity.WARNING,
            "资金支出计划（%）填的是金额",
            "a spending plan in % holds amounts",
            "资金支出计划标明为百分比（%）的，应填累计百分比，不应填金额：超过 100 的数、末项等于预算数的数、"
            "到十月底仍不足 50 而按金额已达预算数一半的数，都是金额。",
            "A spending plan headed （%） holds cumulative shares, not amounts: a figure above 100, a plan that ends with the budget"
            " itself, or one below 50 by the end of October that is half of the budget or more as an amount.",
        ),
        Rule(
            "calculation-wrong",
            Severity.WARNING,
            "文字中的算式有误",
            "a calculation in the text is wrong",
            "文字中写出的算式（如“人数×标准＝金额”）应成立；结果可按所写位数取整，也可用万为单位。",
            "A sum or product that the text works out (persons × rate = amount) holds; the result may be rounded to its printed digits and"
            " may be in 万.",
        ),
        Rule(
            "template-residue",
            Severity.INFO,
            "留有模板文字",
            "a hint of the template was left in",
            "公开文本不应留有模板的提示，如“目标内容1”“（按……填写）”“××县”。",
            "A published text holds no hints of the template that it was made from, such as 目标内容1, （按……填写） or ××县.",
        ),
        Rule(
            "page-not-read",
            Severity.WARNING,
            "有页面未能读取",
            "a page was not read",
            "有文字层的 PDF 中夹有只有图像的页面：其内容不在图谱之中，应先识别文字（OCR）再发布。",
            "A PDF with a text layer holds a page that is only a picture: what it says is not in the graph; recognise its text (OCR).",
        ),
        Rule(
            "personal-data",
            Severity.WARNING,
            "个人信息",
            "personal data",
            "公开的文件中含有个人姓名、电话、证件号、账号或电子邮箱；读取时已遮盖，公开前应删去。",
            "The paper holds a person's name, telephone, identity or account number, or mail address;"
            " it was masked when it was read, and should be taken out before publishing.",
        ),
    )
}
_STRUCTURE = Rule(
    "structure",
    Severity.VIOLATION,
    "图谱结构",
    "the structure of the graph",
    "每个事物必须具备的属性、个数和取值形式。",
    "What every thing in the graph must have: kinds, counts, forms of values.",
)


@cache
def rules() -> dict[str, Rule]:
    """All of our rules by id, in the order of their ids."""
    shapes = load_shapes()
    found = {_STRUCTURE.id: _STRUCTURE} | PAGE_RULES
    for graph in (shapes.graph, *([shapes.across.graph] if shapes.across else [])):
        for shape in graph.subjects(SH.sparql):
            rule = shapes.rules[shape]
            severity = _SEVERITIES.get(graph.value(shape, SH.severity), Severity.VIOLATION)  # type: ignore[call-overload]
            names, texts = _texts(graph, shape, RDFS.label), _texts(graph, shape, SKOS.definition)
            found[rule] = Rule(rule, severity, names["zh"], names["en"], texts["zh"], texts["en"])
    return dict(sorted(found.items()))


def _texts(graph: Graph, shape: Node, property: Node) -> dict[str, str]:
    return {
        str(getattr(text, "language", "")): str(text) for text in graph.objects(shape, property)
    }
