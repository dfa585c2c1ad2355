"""Agency codes (机关代字, the 冀财社 of 冀财社〔2023〕208号): where one begins in the text before a bracketed
year.

No list of codes is published; usage makes them of an area, a body or more, a section and a kind.
The tables below are that grammar. A code is read backwards from the bracket, so that names glued
before it (市税务局秦税发) are cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: One character for a province (兵 = 新疆兵团). 台, 港 and 澳 are left out: they would cut 邢台市财社 in its
#: middle.
_PROVINCES = "京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵云滇藏陕甘陇青宁新兵"
#: The cities of Hebei, and others that are met often.
_CITIES = "石唐秦邯邢保张承沧廊衡深穗杭济郑汉长锡徐盐湖温甬哈沈厦榕筑昆"
#: A county goes by its first character as a rule; these have been met.
_COUNTIES = "临平卢元普楚武"
_AREAS = frozenset(_PROVINCES + _CITIES + _COUNTIES)
#: State Council and Party centre stand where others have their area, and nothing stands before
#: them.
_CENTRE = frozenset("国中")
#: What may follow an area: 临州财社, 黑市医保发.
_RANKS = frozenset("州市县区盟旗")
#: Characters of the next group that are areas where nothing at all stands before them (定州, 金华, 资阳
#: …).
_AREAS_AT_THE_START = frozenset("定行文章金达资上镇项会全")
#: Function words and characters that close a title, a name or a phrase: glued before a code they
#: are never its area.
_NEVER = frozenset(
    "部局厅委署院会室府社司处科所站队组门团党心办家厂校省市县区州盟旗乡镇村居人共公"
    "的了和与及或等在据照由按以依为是见对从将把给向经自至到于因如若则并且但而其该此本我各全两每某附含即亦均凡"
    "知法案定划要准决函复文件号年月日章条款项表册书例程制示报告意细题纲度第"
    "印下转颁签补拨分达行落实执根关有用之上前后增请求目金费资发展工作支持提供一二三四五六七八九十"
)
#: The body that issues: 政 government, 办 general office, 委 party committee, and the departments by
#: their short names.
_BODIES = [
    "财",
    "财税",
    "财会",
    "财企",
    "财法",
    "政",
    "府",
    "办",
    "委",
    "民",
    "民政",
    "人社",
    "人社厅",
    "人社部",
    "医保",
    "医保办",
    "医保中心",
    "医管",
    "医改",
    "医改办",
    "社",
    "社险",
    "社保",
    "税",
    "税总",
    "国税",
    "地税",
    "卫",
    "卫健",
    "卫健委",
    "卫计",
    "卫生",
    "卫医",
    "卫办",
    "体改",
    "疾控",
    "药监",
    "食药监",
    "教",
    "教育",
    "发改",
    "发改委",
    "科",
    "科技",
    "科发",
    "工信",
    "工信部",
    "工信厅",
    "经信",
    "公安",
    "公通",
    "司",
    "司法",
    "自然资",
    "自然资源",
    "国土",
    "环",
    "环保",
    "生态",
    "住",
    "住建",
    "建",
    "建住",
    "交",
    "交通",
    "交运",
    "水",
    "水利",
    "农",
    "农业",
    "农计",
    "林",
    "林草",
    "商",
    "商务",
    "文",
    "文旅",
    "文广",
    "旅",
    "体",
    "体育",
    "退役",
    "退役军人",
    "退役军人部",
    "应急",
    "安监",
    "审",
    "审计",
    "市监",
    "市监办",
    "市场监管",
    "质监",
    "统",
    "机关",
    "机管",
    "国管",
    "编",
    "编办",
    "组",
    "组通",
    "人才",
    "宣",
    "纪",
    "监",
    "人大",
    "人常",
    "政协",
    "残",
    "残联",
    "妇",
    "妇联",
    "团",
    "工会",
    "总工",
    "扶贫",
    "扶贫办",
    "扶办",
    "乡振",
    "信访",
    "档",
    "金融",
    "金管",
    "银",
    "银保监",
    "保监",
    "证监",
    "国资",
    "国资委",
    "供销",
    "粮",
    "粮储",
    "气",
    "气象",
    "高检",
    "高法",
    "中编",
    "关税",
    "综治",
    "政法",
    "减灾",
    "人防",
    "民宗",
    "侨",
    "外",
    "公积金",
    "房",
    "价",
    "巩固脱贫",
    "移民",
    "城管",
    "行审",
    "审批",
    "数",
    "国知",
    "地震",
    "老干",
    "文明办",
]
#: Sections, most of them of finance departments: 冀财社 is the social security section of the
#: provincial 财政厅.
_SECTIONS = [
    "社",
    "社保",
    "教",
    "行",
    "农",
    "建",
    "预",
    "库",
    "综",
    "资环",
    "资",
    "绩",
    "绩效",
    "监",
    "采",
    "购",
    "金",
    "债",
    "企",
    "产业",
    "税",
    "评",
    "科",
    "文",
    "外",
    "政",
    "办",
    "财",
    "财务",
    "规划",
    "基层",
    "医",
    "医改",
    "妇幼",
    "价格",
    "社会",
    "投",
    "投资",
    "就业",
    "养老",
    "基金",
    "中心",
    "稽核",
    "经办",
    "产权",
    "村",
    "城",
    "质",
    "计",
    "移",
    "体艺",
    "督",
    "基",
    "职成",
    "行费",
    "公共",
]
#: The kind of paper. A code may end without one (冀财社, 邢民), and may be an area and a kind alone (国发,
#: 卢联).
_KINDS = [
    "发",
    "函",
    "字",
    "规",
    "规范",
    "通",
    "办",
    "令",
    "复",
    "联",
    "传",
    "电",
    "指",
    "明电",
    "发电",
    "发明电",
    "办发明电",
    "释",
    "办发",
    "办字",
    "办函",
    "规字",
    "便函",
    "党组",
]
#: One-character bodies that make a code with an area that is not known; other bodies need something
#: behind them for that.
_STRONG = frozenset("财政府民税卫")
#: One-character bodies that may begin a code without an area right behind other words; any longer
#: body may.
_CENTRAL = frozenset("财民教税银卫审建农水林商科交体")
#: Codes of another build, whole.
_WHOLE = frozenset(["法释", "法发", "法办", "法函", "高检发释字", "高检发办字", "厅字", "税委会"])
#: Words that the grammar would read as a code without an area; they name a thing, not an issuer.
_WORDS = frozenset(
    [
        "财政",
        "政府",
        "民政",
        "教育",
        "卫生",
        "公安",
        "司法",
        "农业",
        "水利",
        "交通",
        "环保",
        "体育",
        "商务",
        "审计",
        "地震",
        "气象",
        "医保",
        "社保",
        "金融",
        "文教",
        "农林",
        "科教",
        "体改",
        "人才",
        "国资",
    ]
)
_RANK_WORDS = "省市县区州我本"
#: Names of organisations are not part of a code, so a short run that holds one of these is not a
#: code as a whole.
_IN_NAMES = frozenset("部局厅委署院会室市县省区州的关于共家及和")

_LONGEST, _SHORT_RUN = 14, 6
_CORE = re.compile(f"(?:{'|'.join(_BODIES)}){{1,5}}(?:{'|'.join(_SECTIONS + _KINDS)}){{0,3}}")
_LONG_BODY = re.compile("|".join(body for body in _BODIES if len(body) > 1))
_KIND = re.compile("|".join(_KINDS))


def is_han(character: str) -> bool:
    """Whether it is a Chinese character (CJK unified ideographs and extension A)."""
    return "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"


def code_start(text: str, end: int, gap: Callable[[int], str]) -> int | None:
    """Where the agency code that ends at `end` begins; None where there is none.

    `text` has no white space; `gap(i)` is the white space that stood before its character `i`. The
    longest code with a known area wins, or with an unknown area of one or two characters before
    which nothing Chinese stands; failing these, a short run with nothing Chinese before it that
    begins and ends like a code (国卫基层发); failing that, the longest body, with one unknown character
    before it for its area. Only the last is a guess.
    """
    low = end
    while low > max(0, end - _LONGEST) and is_han(text[low - 1]):
        low -= 1
    whole = [start for start in range(low, end) if text[start:end] in _WHOLE]
    cores = [start for start in range(low, end) if _CORE.fullmatch(text, start, end)]
    certain = [core for core in cores if end - core > 1 and _free(text, core, gap)]
    certain += _with_area(text, low, cores[0], end, gap) if cores else []
    certain += [
        start for start in _area_and_kind(text, low, end, gap) if not cores or start < cores[0]
    ]
    runs = (
        start
        for start in range(max(low, end - _SHORT_RUN), end - 2)
        if _free(text, start, gap) and _is_short_run(text[start:end])
    )
    guessed = (start for core in cores for start in _guessed(text, low, core, end))
    for candidates in (whole, certain, runs, guessed):
        if starts := [
            start for start in candidates if text[start:end].lstrip(_RANK_WORDS) not in _WORDS
        ]:
            return min(starts)
    return None


def _free(text: str, index: int, gap: Callable[[int], str]) -> bool:
    return _first(text, index) or bool(gap(index))


def _first(text: str, index: int) -> bool:
    return index == 0 or not is_han(text[index - 1])


def _with_area(
    text: str, low: int, core: int, end: int, gap: Callable[[int], str]
) -> Iterator[int]:
    """Beginnings of a code whose body begins at `core`, where its area is known or nothing Chinese
    stands before it.
    """
    near, far = core - 1, core - 2
    if near < low:
        return
    if (
        text[near] in _CENTRE
        or text[near] in _AREAS
        or (text[near] in _AREAS_AT_THE_START and _first(text, near))
    ):
        yield near
    if text[near] in _RANKS and _free(text, near, gap):
        yield near
    if (
        text[near] in _RANKS
        and far >= low
        and (text[far] in _AREAS or (_free(text, far, gap) and text[far] not in _NEVER))
    ):
        yield far
    if end - core > 1 or text[core] in _STRONG:
        yield from (
            start for start in range(max(low, core - 3), core) if _is_area(text, start, core, gap)
        )


def _is_area(text: str, start: int, core: int, gap: Callable[[int], str]) -> bool:
    """Whether an unknown area of one or two characters, or a known one with two behind it (深龙华府办规),
    begins here.

    A line that is wrapped in the middle of a word does not lengthen an area that is known.
    """
    signs = text[start:core]
    if (len(signs) == 3 and signs[0] not in _AREAS) or any(
        sign in _NEVER or sign in _CENTRE for sign in signs
    ):
        return False
    wrapped = "\n" in gap(start) and signs[-1] in _AREAS and len(signs) > 1
    return _first(text, start) or (bool(gap(start)) and not wrapped)


def _area_and_kind(text: str, low: int, end: int, gap: Callable[[int], str]) -> Iterator[int]:
    for start in range(low, end - 1):
        known = text[start] in _AREAS or text[start] in _CENTRE
        if (
            known
            and _KIND.fullmatch(text, start + 1, end)
            and (_free(text, start, gap) or text[start - 1] in _NEVER)
        ):
            yield start


def _is_short_run(run: str) -> bool:
    begins = (
        run[0] in _AREAS
        or run[0] in _CENTRE
        or any(_CORE.fullmatch(run, 0, length) for length in (1, 2))
    )
    return begins and any(run.endswith(kind) for kind in _KINDS) and not _IN_NAMES.intersection(run)


def _guessed(text: str, low: int, core: int, end: int) -> Iterator[int]:
    """The body with one unknown character before it; the body alone where that character cannot be
    an area.
    """
    single = end - core == 1
    if core > low and text[core - 1] not in _NEVER and (not single or text[core] in _STRONG):
        yield core - 1
    elif not single and (text[core] in _CENTRAL or _LONG_BODY.match(text, core, end)):
        yield core
