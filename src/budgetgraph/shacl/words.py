"""What a core constraint says where its shape brings no message of its own, in both languages."""

from __future__ import annotations

from rdflib import Literal

from budgetgraph.shacl.result import SH

_WORDS = {
    "Class": ("取值不属于所要求的类。", "the value is no instance of the class that is asked for"),
    "Datatype": (
        "取值的数据类型不符或写法有误。",
        "the value is not of the datatype that is asked for, or is ill-formed",
    ),
    "NodeKind": (
        "取值的种类（IRI、空节点、字面量）不符。",
        "the value is not of the node kind that is asked for",
    ),
    "MinCount": ("取值个数少于要求。", "there are fewer values than asked for"),
    "MaxCount": ("取值个数多于允许。", "there are more values than allowed"),
    "MinExclusive": ("取值应大于下限。", "the value is not above the limit"),
    "MinInclusive": ("取值小于下限。", "the value is below the limit"),
    "MaxExclusive": ("取值应小于上限。", "the value is not below the limit"),
    "MaxInclusive": ("取值大于上限。", "the value is above the limit"),
    "MinLength": ("文字过短。", "the text is shorter than asked for"),
    "MaxLength": ("文字过长。", "the text is longer than allowed"),
    "Pattern": ("文字不符合所要求的格式。", "the text does not match the pattern"),
    "LanguageIn": ("语言标签不在允许之列。", "the language is none of those allowed"),
    "UniqueLang": ("同一语言有多个取值。", "two values have the same language"),
    "Equals": ("取值与所对照的属性不一致。", "the value is not shared with the other property"),
    "Disjoint": ("取值与所对照的属性重复。", "the value is shared with the other property"),
    "LessThan": (
        "取值不小于所对照的属性。",
        "the value is not less than that of the other property",
    ),
    "LessThanOrEquals": (
        "取值大于所对照的属性。",
        "the value is greater than that of the other property",
    ),
    "Not": (
        "取值符合了不应符合的形状。",
        "the value conforms to a shape that it must not conform to",
    ),
    "And": ("取值未同时符合所有形状。", "the value does not conform to all of the shapes"),
    "Or": ("取值不符合任何一个形状。", "the value conforms to none of the shapes"),
    "Xone": ("取值应恰好符合一个形状。", "the value does not conform to exactly one of the shapes"),
    "Node": (
        "取值不符合所要求的形状。",
        "the value does not conform to the shape that is asked for",
    ),
    "QualifiedMinCount": (
        "符合形状的取值少于要求。",
        "fewer values conform to the shape than asked for",
    ),
    "QualifiedMaxCount": (
        "符合形状的取值多于允许。",
        "more values conform to the shape than allowed",
    ),
    "Closed": ("封闭形状不允许该属性。", "the shape is closed and does not allow the property"),
    "HasValue": ("缺少所要求的取值。", "the value that is asked for is not there"),
    "In": ("取值不在允许之列。", "the value is none of those allowed"),
    "SPARQL": ("查询发现不符。", "the query of the constraint found a fault"),
}


def words(component: str) -> list[Literal]:
    """Return the Chinese and the English words for a component's IRI.

    Empty for a component that is not SHACL's.
    """
    told = _WORDS.get(component.removeprefix(SH).removesuffix("ConstraintComponent"))
    if told is None:
        return []
    zh, en = told
    return [Literal(zh, lang="zh"), Literal(en, lang="en")]
