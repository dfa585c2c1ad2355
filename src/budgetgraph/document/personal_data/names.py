"""Find the names that stand behind a label: 联系人：甲某、乙某."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.personal_data.words import gap_end, words

_HAN = "㐀-䶿一-鿿"
_POINTS = "·•・．"
_RUN = re.compile(rf"[{_HAN}]{{1,12}}+(?:[{_POINTS}][{_HAN}]{{1,12}}+){{0,4}}+")
#: A name of two characters is often spread over the room of three: 张 某.
_SPREAD = re.compile(rf"[{_HAN}][ 　]{{1,2}}[{_HAN}](?![{_HAN}])")
#: What follows the agency of a document number: 财社〔2024〕12号.
_YEAR_OF_NUMBER = re.compile(r"\s?[〔\[［【﹝(（]\s?(?:19|20)\d\d")
_NEXT_NAME = re.compile(r"[、/，,]\s{0,2}")


def names(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the names that stand behind a label in the same line, as (start, end, "name")."""
    for label in words().label.finditer(line):
        place = gap_end(line, label.end())
        end = name_end(line, place, label[0], apart=place > label.end())
        while end is not None:
            yield place, end, "name"
            following = _NEXT_NAME.match(line, end)
            if following is None:
                break
            place = following.end()
            end = name_end(line, place, label[0], apart=False)


def name_end(line: str, start: int, label: str, *, apart: bool) -> int | None:
    """Tell where the name that begins at `start` ends; None where no name begins there.

    `apart` says that a colon, a blank or a cell parts it from its label.
    """
    word = _bare_label(label)
    if not apart and word in words().apart_only:
        return None
    spread = _SPREAD.match(line, start)
    if spread and apart and spread[0][0] in words().surnames:
        text = spread[0][0] + spread[0][-1]
        return None if text in words().no_names else spread.end()
    run = _RUN.match(line, start)
    if run is None or _YEAR_OF_NUMBER.match(line, run.end()):
        return None
    name = _name_alone(run[0])
    is_name = _is_name_behind(name, word) if apart else _is_glued_name(name)
    return start + len(name) if is_name else None


def _bare_label(label: str) -> str:
    """Give a label as the word lists have it: 填 报 人（签字） → 填报人."""
    return re.split(r"[(（]", "".join(label.split()))[0]


def _name_alone(run: str) -> str:
    """Cut a run of characters where the name ends: 张某某同志出席 → 张某某, 张某联系电话 → 张某."""
    label = words().number.search(run)
    if label is not None and label.start() > 1:
        run = run[: label.start()]
    for length in (2, 3, 4):
        if run.startswith(words().titles, length):
            return run[:length]
    return run


def _is_name_behind(text: str, label: str) -> bool:
    """Tell whether a text that stands apart behind its label is a name.

    Behind a label that asks for a person (联系人, 分管领导) any short text is one that is no known word
    and no office; behind other labels it has to begin with a family name.
    """
    if any(point in text for point in _POINTS):
        return True
    if text in words().no_names or text in words().all_labels or _is_office(text):
        return False
    if _has_surname(text):
        return not (len(text) > 3 and text.startswith(words().no_names))
    return label.endswith(("人", "员", "领导")) and 2 <= len(text) <= 3


def _is_glued_name(text: str) -> bool:
    """Tell whether a text right behind its label is a name: 负责人张某某 is, 负责人培训 is not."""
    if any(point in text for point in _POINTS):
        return True
    return _has_surname(text) and not text.startswith(words().no_names) and not _is_office(text)


def _has_surname(text: str) -> bool:
    if text[:2] in words().double_surnames:
        return 3 <= len(text) <= 4
    return text[:1] in words().surnames and 2 <= len(text) <= 3


def _is_office(text: str) -> bool:
    """Tell whether a text names an office: 预算股, 市财政局."""
    if not text.endswith(words().offices):
        return False
    return len(text) > 3 or text[:1] not in words().surnames or text.startswith(words().no_names)
