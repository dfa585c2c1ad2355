"""Tell whether a few characters are the name of a person: 甲某某, 阿卜杜拉·某某."""

from __future__ import annotations

import re

from budgetgraph.document.personal_data.words import words

HAN = "㐀-䶿一-鿿"
POINTS = "·•・．‧∙"
_HAS_POINT = re.compile(rf"[{POINTS}]")


def name_alone(run: str) -> str:
    """Cut a run of characters where the name ends: 张某某同志出席 → 张某某, 张某联系电话 → 张某."""
    label = words().number.search(run)
    if label is not None and label.start() > 1:
        run = run[: label.start()]
    for length in (2, 3, 4):
        if run.startswith(words().titles, length) or _ends_name(run, length):
            return run[:length]
    return run


def _ends_name(run: str, length: int) -> bool:
    """Tell whether what begins behind so many characters can only follow a name: 牵头, 和李某某."""
    name, rest = run[:length], run[length:]
    if not rest or not is_glued_name(name, ""):
        return False
    if rest.startswith(words().behind_name) or words().next_label.match(rest):
        return True
    if not rest.startswith(words().joining):
        return False
    # Of the next name only the first character may stand in this line: 甲某某和乙.
    is_begun = length == 3 and len(rest) == 2 and rest[1] in words().surnames
    return is_begun or is_glued_name(name_alone(rest[1:]), "")


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
        return not (len(text) > 3 and text.startswith(words().no_names))
    if is_transcribed(text):
        return True
    asks_person = label.endswith(words().asks_person) and label not in words().apart_only
    return asks_person and (2 <= len(text) <= 3 or _has_two_surnames(text))


def _is_known_word(text: str) -> bool:
    """Tell whether a text is a word that stands behind labels, or names a thing: 待定, 预算数."""
    known = words()
    is_word = text in known.no_names or text in known.all_labels or text in known.nobody
    return is_word or text in known.titles or text.endswith(known.things)


def is_glued_name(text: str, label: str) -> bool:
    """Tell whether a text that nothing parts from other words is a name: 张某某 is, 培训 is not."""
    if _HAS_POINT.search(text):
        return True
    if label and text[:1] in words().seldom_surnames:
        return False
    if len(text) > 2 and is_transcribed(text):
        return True
    is_word = text.startswith(words().no_names) or text.endswith(words().things)
    return _has_surname(text) and not is_word and not is_office(text)


def is_transcribed(text: str) -> bool:
    """Tell whether a text is a name in Chinese letters from another language: 扎西达瓦."""
    is_long = 3 <= len(text) <= 10
    return text in words().transcribed_names or (is_long and words().transcribed.issuperset(text))


def _has_surname(text: str) -> bool:
    if text[:2] in words().double_surnames:
        return 3 <= len(text) <= 4
    return text[:1] in words().surnames and 2 <= len(text) <= 3


def _has_two_surnames(text: str) -> bool:
    """Tell whether a name of four characters begins with the family names of both parents."""
    both = words().surnames.issuperset(text[:2])
    return len(text) == 4 and both and not text.startswith(words().no_names)


def is_office(text: str) -> bool:
    """Tell whether a text names an office: 预算股, 市财政局."""
    if not text.endswith(words().offices):
        return False
    return len(text) > 3 or text[:1] not in words().surnames or text.startswith(words().no_names)


def is_place(text: str) -> bool:
    """Tell whether a text ends as an office or a place does, whatever it begins with: 马头镇."""
    return text.endswith(words().offices)
