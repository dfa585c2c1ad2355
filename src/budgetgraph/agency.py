"""Agency codes (机关代字, the 冀财社 of 冀财社〔2023〕208号): where one begins in the text before a bracketed year.

No list of codes is published; usage makes them of an area, a body or more, a section and a kind. The tables below are that grammar.
A code is read backwards from the bracket, so that names glued before it (市税务局秦税发) are cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: One character for a province (兵 = 新疆兵团). 台, 港 and 澳 are left out: they would cut 邢台市财社 in its middle.
_PROVINCES = "京津冀晋内蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵云滇藏陕甘陇青宁新兵"
#: The cities of Hebei, and others that are met often.
_CITIES = "石唐秦邯邢保张承沧廊衡深穗杭济郑汉长锡徐盐湖温甬哈沈厦榕筑昆"
#: A county goes by its first character as a rule; these have been met.
_COUNTIES = "临平卢元普楚武"
_AREAS = frozenset(_PROVINCES + _CITIES + _COUNTIES)
#: State Council and Party centre stand where others have their area, and nothing stands before them.
_CENTRE = frozenset("国中")
#: What may follow an area: 临州财社, 黑市医保发.
_RANKS = frozenset("州市县区盟旗")
#: Function words and characters that close a title, a name or a phrase: glued before a code they are never its area.
_NEVER = frozenset(
    "部局厅委署院会室府社司处科所站队组门团党心办家厂校省市县区州盟旗乡镇村居人共公"
    "的了和与及或等在据照由按以依为是见对从将把给向经自至到于因如若则并且但而其该此本我各全两每某附含即亦均凡"
    "知法案定划要准决函复文件号年月日章条款项表册书例程制示报告意细题纲度第"
    "印下转颁签补拨分达行落实执根关有用之上前后增请求目金费资发展工作支持提供一二三四五六七八九十"
)
#: The body that issues: 政 government, 办 general office, 委 party committee, and the departments by their short names.
_BODIES = (
    "财 财税 财会 财企 政 府 办 委 民 民政 人社 人社厅 人社部 医保 医保办 医保中心 医改 医改办 社 社险 社保 税 税总 国税 地税 "
    "卫 卫健 卫健委 卫计 卫生 卫医 卫办 疾控 药监 食药监 教 教育 发改 发改委 科 科技 科发 工信 工信部 工信厅 经信 公安 公通 司 司法 "
    "自然资 自然资源 国土 环 环保 生态 住 住建 建 建住 交 交通 交运 水 水利 农 农业 农计 林 林草 商 商务 文 文旅 文广 旅 体 体育 "
    "退役 退役军人 应急 安监 审 审计 市监 市监办 市场监管 质监 统 机关 机管 编 编办 组 组通 宣 纪 监 人大 人常 政协 残 残联 妇 妇联 "
    "团 工会 总工 扶贫 扶贫办 扶办 乡振 信访 档 金融 金管 银 银保监 保监 证监 国资 国资委 供销 粮 粮储 气象 高检 高法 厅 中编 关税 "
    "综治 政法 减灾 人防 民宗 侨 外 公积金 房 城管 行审 审批 数 知 地震 老干 文明办"
).split()
#: Sections, most of them of finance departments: 冀财社 is the social security section of the provincial 财政厅.
_SECTIONS = (
    "社 社保 教 行 农 建 预 库 综 资环 资 绩 绩效 监 采 购 金 会 债 企 产业 税 法 评 科 文 外 政 办 规划 基层 医 医改 妇幼 价格 社会 投资 "
    "就业 养老 基金 中心 稽核 经办 产权 部 厅"
).split()
#: The kind of paper. A code may end without one (冀财社, 邢民), and may be an area and a kind alone (国发, 卢联).
_KINDS = "发 函 字 规 通 办 令 复 联 传 电 明电 发电 释 办发 办字 办函 规字 便函 党组".split()
#: One-character bodies that make a code with an area that is not known; other bodies need something behind them for that.
_STRONG = frozenset("财政府民税卫")
#: Codes of another build, whole: the courts and the procuratorate.
_WHOLE = frozenset("法释 法发 法办 法函 高检发释字 高检发办字 税委会".split())
#: Words that the grammar would read as a code without an area; they name a thing, not an issuer.
_WORDS = frozenset(
    "财政 政府 民政 教育 卫生 公安 司法 农业 水利 交通 环保 体育 商务 审计 地震 气象 医保 社保 金融 文教 农林 科教 文体".split()
)
#: Names of organisations are not part of a code, so a short run that holds one of these is not a code as a whole.
_IN_NAMES = frozenset("部局厅委署院会室市县省区州的关于共家及和")

_LONGEST, _SHORT_RUN = 14, 6
_CORE = re.compile("(?:{}){{1,5}}(?:{}){{0,2}}(?:{}){{0,2}}".format(*("|".join(words) for words in (_BODIES, _SECTIONS, _KINDS))))
_KIND = re.compile("|".join(_KINDS))


def is_han(character: str) -> bool:
    """Whether it is a Chinese character (CJK unified ideographs and extension A)."""
    return "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"


def code_start(text: str, end: int, free: Callable[[int], bool]) -> int | None:
    """Where the agency code that ends at `end` begins; None where there is none. `text` has no white space.

    `free(i)` says whether a word may begin at `i`, as nothing Chinese stands directly before it. The longest code with a known area
    wins, or with an unknown one of up to two characters that begins freely; failing these, a short free run that begins and ends
    like a code (国卫基层发); failing that, the longest body with one unknown character for its area. The last is the only guess.
    """
    low = end
    while low > max(0, end - _LONGEST) and is_han(text[low - 1]):
        low -= 1
    for start in range(low, end):
        if text[start:end] in _WHOLE:
            return start
    cores = [start for start in range(low, end) if _CORE.fullmatch(text, start, end)]
    certain = [start for core in cores for start in _certain(text, low, core, end, free)]
    certain += _area_and_kind(text, low, end, free)
    if certain:
        return min(certain)
    runs = [start for start in range(max(low, end - _SHORT_RUN), end - 2) if free(start) and _is_short_run(text[start:end])]
    if runs:
        return min(runs)
    return min((start for core in cores for start in _guessed(text, low, core, end)), default=None)


def _certain(text: str, low: int, core: int, end: int, free: Callable[[int], bool]) -> Iterator[int]:
    """Beginnings of a code whose body begins at `core`, where its area is known or begins freely."""
    first, second = core - 1, core - 2
    if free(core) and text[core:end] not in _WORDS and end - core > 1:
        yield core
    if first < low:
        return
    if text[first] in _CENTRE or text[first] in _AREAS:
        yield first
    if text[first] in _RANKS and free(first):
        yield first
    if text[first] in _RANKS and second >= low and (text[second] in _AREAS or (free(second) and text[second] not in _NEVER)):
        yield second
    if end - core == 1 and text[core] not in _STRONG:
        return
    for start in range(max(low, core - 3), core):
        known = text[start] in _AREAS
        if free(start) and (known or core - start < 3) and not any(sign in _NEVER or sign in _CENTRE for sign in text[start:core]):
            yield start


def _area_and_kind(text: str, low: int, end: int, free: Callable[[int], bool]) -> Iterator[int]:
    for start in range(low, end - 1):
        known = text[start] in _AREAS or text[start] in _CENTRE
        if known and _KIND.fullmatch(text, start + 1, end) and (free(start) or text[start - 1] in _NEVER):
            yield start


def _is_short_run(run: str) -> bool:
    begins = run[0] in _AREAS or run[0] in _CENTRE or any(_CORE.fullmatch(run, 0, length) for length in (1, 2))
    return begins and any(run.endswith(kind) for kind in _KINDS) and not _IN_NAMES.intersection(run)


def _guessed(text: str, low: int, core: int, end: int) -> Iterator[int]:
    single = end - core == 1
    if core > low and text[core - 1] not in _NEVER and (not single or text[core] in _STRONG):
        yield core - 1
    elif not single and text[core:end] not in _WORDS:
        yield core
