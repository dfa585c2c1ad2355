"""Names of bodies: what may be one, whether two names are of one body, and what a name says of its
place and its own administration.
"""

from __future__ import annotations

import re

from budgetgraph.forms import fold
from budgetgraph.forms.titles import name_words

#: The unit that is the department's own administration carries its name with this word.
OWN_LEVEL = "本级"
#: The ranks that a short name begins with: 省法院, 县财政局.
_RANKS = frozenset("省市县区旗州盟镇乡")
#: A place in a full name: 云海省, 东川市.
_PLACE = re.compile(
    "(?:\\A|(?<=[省市县区州旗盟镇乡]))(?P<name>[^省市县区州旗盟镇乡]{2,8})(?P<rank>[省市县区州旗盟镇乡])"
)
#: A committee of the Party that has offices of its own: 石桥县委员会组织部.
_COMMITTEE = re.compile("(?<=[省市县区州旗盟镇乡])委员会(?=.)")
#: What stands before some of them: 自治区科协.
_AUTONOMOUS = "自治"
#: A short name has so many characters behind its rank, or it fits too many others (县局).
_SHORTEST = 2
#: A second name in brackets, which short names leave out: 市场监督管理局(知识产权局) → 市场监管局.
_SECOND_NAME = re.compile(r"(?<=.)\([^()]++\)$")
#: What has short names with its place: 石桥市城管局; 石桥县小学 is not 石桥县实验小学.
_OFFICE = re.compile("(?:[局委办厅]|检察院|法院)$")
#: What a short name leaves out at its end: 残疾人联合会 → 残联, 科学技术协会 → 科协, 纪律检查委员会 → 纪委.
_SHORT_ENDS = re.compile("(?:(联)合会|(协)会|(委)员会)$")


def is_body(name: str) -> bool:
    """Tell whether a text may be the name of a body: 石桥县公路段; not 本部门, 一般公共预算, 石桥县.

    The last word tells nothing: bodies are called by any noun. 局本级 is one's own administration, of
    which nothing is told.
    """
    words, text = name_words(), fold(name)
    are_told = len(text) in words.lengths and len(bare(text)) in words.lengths
    if not are_told or is_blank(text):
        return False
    return _is_name(text) and words.only_place.search(text) is None


def is_certain(name: str) -> bool:
    """Tell whether a text is the name of a body even where no other word of its line says so: it
    begins with a place (石桥县公路段) or ends as such names do (东岭林场).
    """
    if not is_body(name):
        return False
    words, text = name_words(), bare(name)
    place = words.place.match(text)
    has_place = place is not None and len(text) - place.end() >= _SHORTEST
    return has_place or words.ending.search(text) is not None


def is_named_body(name: str) -> bool:
    """Tell whether a text ends as names of bodies do: 东岭林场; not 石桥县河道清淤工程."""
    return is_body(name) and name_words().ending.search(bare(name)) is not None


def is_place(name: str) -> bool:
    """Tell whether a text is the name of a place alone: 石桥县."""
    text = fold(name)
    return _is_name(text) and name_words().only_place.search(text) is not None


def _is_name(text: str) -> bool:
    """Tell whether a text is a name and no other words.

    Places begin as other words do: 和县, 将乐县 and 无锡市 begin with no verb, 贵州省 does not mean
    `your province`.
    """
    words = name_words()
    if words.never.search(text) or words.purpose.search(text):
        return False
    return words.place_like_words.match(text) is not None or words.generic.search(text) is None


def begins_with_place(name: str) -> bool:
    """Tell whether a name begins with a place: 石桥县公路段."""
    return name_words().place.match(fold(name)) is not None


def begins_with_rank(name: str) -> bool:
    """Tell whether a name begins with the rank of its place (省法院), or with the place itself."""
    return fold(name).removeprefix(_AUTONOMOUS)[:1] in _RANKS or begins_with_place(name)


def is_blank(name: str) -> bool:
    """Tell whether a name is the blank of a template: XX局."""
    return name_words().blank.search(fold(name)) is not None


def is_own_level(name: str) -> bool:
    """Tell whether a name is that of a department's own administration: 石桥县水务局(本级)."""
    return name_words().own_level.search(fold(name)) is not None


def bare(name: str) -> str:
    """Give the name of the department in a printed name: 石桥县水务局(本级) → 石桥县水务局."""
    words = name_words()
    whole = words.whole.sub("", fold(name))
    # 石桥县水务局部门本级: the own administration stands behind the word for the whole.
    bare_name = words.whole.sub("", words.own_level.sub("", whole))
    return bare_name or whole


def first_name(name: str) -> str:
    """Give a name without the second one in brackets: 市场监督管理局(知识产权局) → 市场监督管理局."""
    return _SECOND_NAME.sub("", fold(name))


def same_body(name: str, other: str) -> bool:
    """Tell whether two printed names are of one body.

    They are alike, or one is the other without the place that it begins with (教育局, 平乡县教育局), or one
    is short for the other behind its rank (省法院, 青禾省高级人民法院) or its place (石桥市城管局, 石桥检察院).
    本级 names another one.
    """
    if is_own_level(name) != is_own_level(other):
        return False
    mine, its = sorted((_of_party(bare(name)), _of_party(bare(other))), key=len)
    its_names = (its, first_name(its))
    ways = (str.endswith, _is_short_by_rank, _is_short_by_place)
    return any(is_alike(one, mine) for one in its_names for is_alike in ways)


def _of_party(name: str) -> str:
    """Give the name of a body of the Party as it is mostly printed: 中国共产党石桥县委员会组织部 → 中共石桥县委组织部."""
    return _COMMITTEE.sub("委", name.replace("中国共产党", "中共"))


def _is_short_by_place(full: str, short: str) -> bool:
    """Tell whether `short` begins with the place of `full`, its rank or not, and goes on with
    characters of what stands behind it.

    Words that are shortened themselves tell it (城管局 is 城市管理局), and what a name took in (农业农村局); 卫生局
    may well have a 卫生监督局.
    """
    if _OFFICE.search(short) is None:
        return False
    for place in _PLACE.finditer(full):
        named = place["name"]
        if not short.startswith(named):
            continue
        rest = short.removeprefix(named).removeprefix(place["rank"])
        behind = full[place.end() :]
        if len(rest) >= _SHORTEST and _is_shortened(rest, behind) and _in_order(rest, behind):
            return True
    return False


def _is_shortened(short: str, full: str) -> bool:
    """Tell whether words of a name are shortened in another one, or the full one grew since: 交通局,
    交通运输局.
    """
    stem = short[:-1]
    if not full.startswith(stem):
        return True
    return name_words().grown.fullmatch(full[len(stem) : -1]) is not None


def _is_short_by_rank(full: str, short: str) -> bool:
    """Tell whether `short` begins with a rank of `full` and goes on with characters of what stands
    behind it, in their order. What is left out holds no further place: 市教育局 is not 石桥市青山区教育局.
    """
    ranked = short.removeprefix(_AUTONOMOUS)
    rank, rest = ranked[:1], ranked[1:]
    if rank not in _RANKS or len(rest) < _SHORTEST:
        return False
    ranks = [at for at, character in enumerate(full) if character == rank and at > 0]
    return any(_in_order(rest, full[at + 1 :]) for at in ranks)


def _in_order(short: str, full: str) -> bool:
    """Tell whether all characters of `short` come in `full` in their order and both end alike; 联,
    协 and 委 are the ends of 联合会, 协会 and 委员会.
    """
    full = _SHORT_ENDS.sub(r"\1\2\3", full) if short[-1] in "联协委" else full
    if not full.endswith(short[-1]):
        return False
    in_words: set[int] = set()
    for word in name_words().no_place.finditer(full):
        in_words.update(range(*word.span()))
    wanted = list(short[:-1])
    for at, character in enumerate(full[:-1]):
        if wanted and character == wanted[0]:
            del wanted[0]
        elif character in _RANKS and at not in in_words:
            return False
    return not wanted
