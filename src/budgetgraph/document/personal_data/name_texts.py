"""Tell whether a few characters are the name of a person: 甲某某, 阿卜杜拉·某某."""

from __future__ import annotations

import re

from budgetgraph.document.personal_data.words import words

HAN = "㐀-䶿一-鿿"
POINTS = "·•・．‧∙"
_HAS_POINT = re.compile(rf"[{POINTS}]")


def name_alone(run: str) -> str:
    """Cut a run of characters where the name ends.

    张某某同志出席 → 张某某. 张某联系电话 → 张某. 张某某财务负责人 → 张某某.
    """
    label = words().number.search(run)
    if label is not None and label.start() > 1:
        run = run[: label.start()]
    lengths = (length for length in (2, 3, 4) if _ends_at(run, length))
    return run[: next(lengths, len(run))]


def _ends_at(run: str, length: int) -> bool:
    """Tell whether a name of so many characters ends here: a title follows, or a word that can only
    follow a name.
    """
    name, rest = run[:length], run[length:]
    if rest.startswith(words().titles):
        return True
    if not rest or not is_glued_name(name, ""):
        return False
    if words().behind.match(rest):
        return True
    return _joins_another_name(length, rest)


def _joins_another_name(length: int, rest: str) -> bool:
    """Tell whether the rest of a run joins another name: 和乙某某.

    Of that one only the first character may stand in this line: 甲某某和乙.
    """
    if not rest.startswith(words().joining):
        return False
    other = rest[1:]
    if length == 3 and len(other) == 1:
        return other in words().surnames
    return is_glued_name(name_alone(other), "")


def is_name_behind(text: str, label: str) -> bool:
    """Tell whether a text that stands apart behind its label is a name.

    Behind a label that asks for a person (联系人, 分管领导) any short text is one that is no known word
    and no office; behind other labels it has to begin with a family name.
    """
    if _HAS_POINT.search(text):
        return True
    if _is_known_word(text) or is_office(text):
        return False
    if _has_surname(text):
        is_short = len(text) <= 3
        return is_short or not text.startswith(words().no_names)
    if is_transcribed(text):
        return True
    if label in words().apart_only or not label.endswith(words().asks_person):
        return False
    return len(text) in (2, 3) or _has_two_surnames(text)


def _is_known_word(text: str) -> bool:
    """Tell whether a text is a word that stands behind labels, or names a thing: 待定, 预算数, 见公告."""
    if text[:1] in words().no_first:
        return True
    return text in words().known or text.endswith(words().things)


def is_glued_name(text: str, label: str) -> bool:
    """Tell whether a text that nothing parts from other words is a name: 张某某 is, 培训 is not."""
    if _HAS_POINT.search(text):
        return True
    if label and text[:1] in words().seldom_surnames:
        return False
    if len(text) > 2 and is_transcribed(text):
        return True
    if words().no_name.search(text) or is_office(text):
        return False
    return _has_surname(text)


def is_transcribed(text: str) -> bool:
    """Tell whether a text is a name in Chinese letters from another language: 扎西达瓦."""
    if text in words().transcribed_names:
        return True
    return 3 <= len(text) <= 10 and words().transcribed.issuperset(text)


def _has_surname(text: str) -> bool:
    """Tell whether a text is as long as a name and begins with a family name: 欧阳某某, 张某."""
    of_family = 2 if text[:2] in words().double_surnames else 1
    given = len(text) - of_family
    return text[:of_family] in words().family_names and given in (1, 2)


def _has_two_surnames(text: str) -> bool:
    """Tell whether a name of four characters begins with the family names of both parents."""
    if len(text) != 4 or text.startswith(words().no_names):
        return False
    return words().surnames.issuperset(text[:2])


def is_office(text: str) -> bool:
    """Tell whether a text names an office: 预算股, 市财政局; but 张某会 may be a name."""
    if not is_place(text):
        return False
    if len(text) > 3 or text.startswith(words().no_names):
        return True
    if len(text) == 3 and text.endswith(words().sure_offices):
        return True
    return text[:1] not in words().surnames


def is_place(text: str) -> bool:
    """Tell whether a text ends as an office or a place does, whatever it begins with: 马头镇."""
    return text.endswith(words().offices)


def is_sure_name(text: str) -> bool:
    """Tell whether a text is a name and surely no office, place or thing: 张某某, but not 石渣路."""
    if is_place(text) or text in words().known or text[-1] in words().no_last:
        return False
    return is_glued_name(text, "sure")
