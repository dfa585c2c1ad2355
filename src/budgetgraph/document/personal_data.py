"""Personal data masked: names behind 联系人 and the like, and telephone numbers.

The source text is masked before anything quotes it, so neither graph nor pages can hold what the
line held.
"""

from __future__ import annotations

import re

MASK = "█"
_GAP = r"[\s:：|（(]*"
#: A name stands apart from its label; what follows at once is a word (联系人制度).
_APART = r"[\s:：|（(]+"
_WORDS = [
    "联系人",
    "填报人",
    "填表人",
    "制表人",
    "经办人",
    "审核人",
    "复核人",
    "负责人",
    "签字人",
    "法定代表人",
    "单位领导",
    "分管领导",
]
#: Forms spread the letters of a label: 填 报 人.
_LABELS = "|".join("[ 　]*".join(word) for word in _WORDS)
#: The word before a name: 填报人：张三, 项目联系人<tab>张三, 审核人（签字）：…
_NAMES = re.compile(
    rf"((?:{_LABELS})(?:姓名|签字|签名|签章|[(（]签[字章][)）])*{_APART})"
    r"([一-鿿·]{2,4})(?![一-鿿]*[:：])(?=$|[\s|(（)）,，;；。、/]|\d)"
)
_LABELLED_NUMBER = re.compile(
    rf"((?:电话|手机|联系方式|传真)(?:号码)?{_GAP})(\d[\d\s\-－—转]{{3,}}\d)"
)
_MOBILE = re.compile(r"(?<![\dA-Za-z.])1[3-9]\d{9}(?![\dA-Za-z.])")
_LANDLINE = re.compile(r"(?<![\dA-Za-z.-])(?:0\d{2,3}[-－—]\d{7,8})(?![\dA-Za-z.])")
#: A line of nothing but seven or eight digits is a torn-off telephone number: amounts have a point,
#: counts are shorter.
_TORN = re.compile(r"^\s*\d{7,8}\s*$")
#: Labels are words too: 联系人<tab>联系电话 names nobody.
_NO_NAMES = frozenset(
    {"联系电话", "电话", "职务", "签字", "签章", "意见", "审核", "日期", "时间", "财务", "单位"}
)


def mask(line: str) -> str:
    """The line with personal data replaced, character by character, by a block; a line without any
    is returned as it is.
    """
    if _TORN.match(line):
        return re.sub(r"\d", MASK, line)
    line = _NAMES.sub(
        lambda found: (
            found.group(0)
            if found.group(2) in _NO_NAMES
            else found.group(1) + MASK * len(found.group(2))
        ),
        line,
    )
    line = _LABELLED_NUMBER.sub(
        lambda found: found.group(1) + re.sub(r"\d", MASK, found.group(2)), line
    )
    for pattern in (_MOBILE, _LANDLINE):
        line = pattern.sub(lambda found: re.sub(r"\d", MASK, found.group(0)), line)
    return line
