"""Performance targets (指标值): a printed target to an operator, a value or a range, and a unit, or to
text alone.

A target is read only where the whole text is one figure (or one range) with comparison words and a
unit that is known; dates, several figures, formulas and words stay qualitative, so that no number
is ever made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.values.money import decimal_or_none, plain

#: Comparison signs and words before a figure. `》` is what typists get for ≥; 达到 and 控制在 compare
#: nothing by themselves.
_BEFORE = {
    "≥": "≥ ≧ ⩾ ≽ 》 >= => ≥= 大于等于 大于或等于 不低于 不少于 不小于 不得低于 不得少于 至少 最少",
    "≤": "≤ ≦ ⩽ ≼ <= =< ≤= 小于等于 小于或等于 不超过 不高于 不多于 不大于 不得超过 不得高于 至多 最多",
    ">": "> 大于 高于 多于 超过",
    "<": "< 小于 低于 少于",
    "=": "= 等于",
    "": "达到 达 控制在",
}

#: Comparison words behind a figure.
_BEHIND = {"≥": "以上 及以上 (含)以上 或以上", "≤": "以下 及以下 (含)以下 以内 (含)以内 之内 内"}

#: What a figure is multiplied by, as a power of ten. 千 and 百 are left to the units (千米, 百分点) where
#: they begin one.
_SCALES = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2, "": 0}

#: Units that may stand alone or in a compound (元/人, 元/每人每次每天, 户/人.月). Longer ones win over their
#: beginnings.
_UNITS = [
    "%",
    "‰",
    "个百分点",
    "百分点",
    "倍",
    "成",
    "分",
    "元",
    "美元",
    "角",
    "人",
    "人次",
    "名",
    "位",
    "户",
    "户次",
    "户人",
    "人天",
    "人日",
    "人月",
    "人年",
    "对",
    "双",
    "队",
    "支",
    "组",
    "班",
    "群",
    "家",
    "家次",
    "个",
    "所",
    "处",
    "座",
    "间",
    "栋",
    "幢",
    "层",
    "村",
    "镇",
    "乡",
    "县",
    "市",
    "省",
    "区",
    "社区",
    "街道",
    "乡镇",
    "单位",
    "部门",
    "机构",
    "企业",
    "学校",
    "村庄",
    "行政村",
    "个村",
    "个镇",
    "个乡",
    "个县",
    "个市",
    "个区",
    "个社区",
    "个街道",
    "个乡镇",
    "个县区",
    "个行政村",
    "个单位",
    "个部门",
    "个机构",
    "个企业",
    "个学校",
    "个项目",
    "个床位",
    "个批次",
    "个品种",
    "个点",
    "个站点",
    "个标段",
    "份",
    "册",
    "本",
    "篇",
    "期",
    "条",
    "件",
    "件次",
    "项",
    "例",
    "起",
    "宗",
    "卷",
    "张",
    "幅",
    "块",
    "笔",
    "单",
    "票",
    "首",
    "集",
    "节",
    "段",
    "类",
    "种",
    "门",
    "套",
    "批",
    "批次",
    "次",
    "场",
    "场次",
    "轮",
    "遍",
    "回",
    "趟",
    "班次",
    "车次",
    "台次",
    "点次",
    "秒",
    "分钟",
    "小时",
    "天",
    "日",
    "周",
    "月",
    "年",
    "个月",
    "个周",
    "个季度",
    "个小时",
    "个工作日",
    "个自然日",
    "工作日",
    "自然日",
    "季度",
    "季",
    "学年",
    "学期",
    "学时",
    "课时",
    "个学时",
    "个课时",
    "床日",
    "台",
    "辆",
    "部",
    "架",
    "艘",
    "只",
    "头",
    "匹",
    "羽",
    "株",
    "棵",
    "盏",
    "口",
    "眼",
    "颗",
    "根",
    "面",
    "片",
    "包",
    "箱",
    "盒",
    "瓶",
    "袋",
    "罐",
    "桶",
    "床",
    "张床位",
    "床位",
    "毫米",
    "厘米",
    "米",
    "千米",
    "公里",
    "里",
    "km",
    "m",
    "平方米",
    "平方公里",
    "平方千米",
    "㎡",
    "m²",
    "m2",
    "亩",
    "亩次",
    "公顷",
    "立方米",
    "m³",
    "m3",
    "毫升",
    "升",
    "克",
    "千克",
    "公斤",
    "斤",
    "吨",
    "kg",
    "t",
    "千瓦",
    "千瓦时",
    "兆瓦",
    "度",
    "MB",
    "GB",
    "TB",
]

#: 2022年 is a date, not a span of time; 12月, 5月内 and 25日 are too, ≥12月 and 30日内 are not.
_CALENDAR_YEARS = range(1900, 2101)

_LATEX: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"\\(?:geqslant|geqq|geq|ge)(?![A-Za-z])"), "≥"),
    (re.compile(r"\\(?:leqslant|leqq|leq|le)(?![A-Za-z])"), "≤"),
    (re.compile(r"\\(?:gt)(?![A-Za-z])"), ">"),
    (re.compile(r"\\(?:lt)(?![A-Za-z])"), "<"),
    (re.compile(r"\\(?:sim)(?![A-Za-z])"), "~"),
    (re.compile(r"\\(?:text|mathrm|mathbf|rm)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\\(?=%)|\\[,;! ]|\$"), ""),
]
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("﹥"): ">",
    ord("﹤"): "<",
    ord("﹦"): "=",
    ord("﹪"): "%",
}


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _operators(table: dict[str, str]) -> dict[str, str]:
    return {word: operator for operator, words in table.items() for word in words.split()}


_BEFORE_WORDS, _BEHIND_WORDS = _operators(_BEFORE), _operators(_BEHIND)
_FIGURE = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SCALE = "万亿|亿|千万|百万|十万|万|千(?![克米瓦])|百(?!分)|"
_ONE_UNIT = f"(?:{_either(_UNITS)})"
_PART = rf"每?{_ONE_UNIT}"
_UNIT = (
    rf"{_ONE_UNIT}(?:\({_ONE_UNIT}\)|/\({_PART}(?:[、.·/]{_PART})*\)|[/、.·]{_PART}|每{_ONE_UNIT})*"
)
_SHUT_UNIT = rf"(?:{_UNIT}|\({_UNIT}\))"
_ONE = re.compile(
    rf"(?P<before>(?:{_either(list(_BEFORE_WORDS))}){{0,2}})(?P<figure>{_FIGURE})(?P<scale>{_SCALE})"
    rf"(?P<unit>{_SHUT_UNIT}?)(?P<behind>(?:{_either(list(_BEHIND_WORDS))})?)"
)
_RANGE = re.compile(
    rf"(?:控制在|达到|在)?(?P<low>{_FIGURE})(?P<low_scale>{_SCALE})(?P<low_unit>{_UNIT})?(?:--?|–|——?|―|~|〜|至|到)"
    rf"(?P<high>{_FIGURE})(?P<high_scale>{_SCALE})(?P<unit>{_SHUT_UNIT}?)(?:之间)?"
)
_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0?[1-9]|1[0-2])")
#: With its 万亿 multiplied out a longer figure would no longer fit the 28 digits that decimal
#: arithmetic keeps.
_MOST_DIGITS = 16
_FIRST_WORD = re.compile(_either(list(_BEFORE_WORDS)))


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed and what it says.

    `operator` is one of ≥ ≤ > < = and range, None where the target is qualitative.

    `value` is set for one figure, `low` and `high` for a range; 万 and 亿 are multiplied out (money
    is in 元), % is a unit.
    """

    text: str
    operator: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None


def read_target(text: str) -> Target:
    """The target that `text` (one table cell) states; qualitative unless all of it is one figure or
    one range.
    """
    folded = _fold(text)
    if folded is not None:
        for target in (_one(text, folded), _range(text, folded)):
            if target is not None:
                return target
    return Target(text, None, None, None, None, None)


def _fold(text: str) -> str | None:
    """The text without LaTeX, full-width forms and white space; None where a blank parts two
    digits, which may be two figures.
    """
    folded = text.translate(_FULL_WIDTH)
    for pattern, plain_form in _LATEX:
        folded = pattern.sub(plain_form, folded)
    if re.search(r"[0-9]\s+[0-9]", folded):
        return None
    return "".join(folded.split()).rstrip("。;；,，、.").removesuffix("(含)")


def _one(text: str, folded: str) -> Target | None:
    found = _ONE.fullmatch(folded)
    if not found or _MONTH.fullmatch(folded):
        return None
    before = {_BEFORE_WORDS[word] for word in _FIRST_WORD.findall(found["before"])} - {""}
    operators = before | {_BEHIND_WORDS[word] for word in [found["behind"]] if word}
    value, unit = _number(found["figure"], _SCALES[found["scale"]]), _unit(found["unit"])
    if len(operators) > 1 or value is None:
        return None
    if _is_year(value, unit) or (unit == "月" and not before) or (unit == "日" and not operators):
        return None
    return Target(text, operators.pop() if operators else "=", value, None, None, unit)


def _range(text: str, folded: str) -> Target | None:
    found = _RANGE.fullmatch(folded)
    if not found:
        return None
    unit = _unit(found["unit"])
    high = _number(found["high"], _SCALES[found["high_scale"]])
    low = _number(found["low"], _SCALES[found["low_scale"] or found["high_scale"]])
    if low is not None and high is not None and low > high and not found["low_scale"]:
        low = _number(found["low"], 0)
    if (
        low is None
        or high is None
        or low > high
        or (found["low_unit"] or unit) != unit
        or unit in ("月", "日")
    ):
        return None
    if _is_year(low, unit or "年") or _is_year(high, unit):
        return None
    return Target(text, "range", None, low, high, unit)


def _unit(printed: str) -> str | None:
    return (printed[1:-1] if printed.startswith("(") else printed) or None


def _is_year(value: Decimal, unit: str | None) -> bool:
    return unit == "年" and int(value) in _CALENDAR_YEARS


def _number(figure: str, power: int) -> Decimal | None:
    number = decimal_or_none(figure) if sum(map(str.isdigit, figure)) <= _MOST_DIGITS else None
    return None if number is None else plain(number.scaleb(power))
