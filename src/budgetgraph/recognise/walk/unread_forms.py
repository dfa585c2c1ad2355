"""Forms whose cells could not be told: their words stand as running text below their title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetgraph.document import Paragraph, squeeze
from budgetgraph.document.problems import Note
from budgetgraph.forms import forms, role
from budgetgraph.forms.title_kinds import FORM_TITLES
from budgetgraph.recognise.labels import label_of
from budgetgraph.recognise.titles import is_part, title_of

#: So many lines below a title may be of its form.
_MOST_LINES = 120
#: So many words of forms tell that a form stands below a title, and no list of contents.
_FEWEST_WORDS = 2
_LONGEST_QUOTE = 60
#: The heading of indicators in a text whose cells ran together: 一级指标二级指标三级指标.
_RUN_TOGETHER = re.compile("一级(?:绩效)?指标二级(?:绩效)?指标")


def unread_forms(prose: Sequence[Paragraph]) -> Iterator[Note]:
    """Say which forms are printed of which nothing could be told but the title."""
    for at, paragraph in enumerate(prose):
        if _is_title_of_form(paragraph) and _count_words(prose[at + 1 :]) >= _FEWEST_WORDS:
            title = squeeze(paragraph.text)[:_LONGEST_QUOTE]
            reason = f"its cells cannot be told, so nothing is read of {title}"
            yield Note("table-not-read", reason, paragraph.where)


def _is_title_of_form(paragraph: Paragraph) -> bool:
    title = title_of(paragraph)
    return title is not None and title.kind in FORM_TITLES


def _count_words(below: Sequence[Paragraph]) -> int:
    """Count the words of forms in the lines below a title, up to the next title or part; a heading
    of indicators is enough, though its cells ran together.
    """
    count = 0
    for paragraph in below[:_MOST_LINES]:
        if title_of(paragraph) is not None or is_part(paragraph):
            break
        count += sum(map(_is_word_of_form, paragraph.text.split()))
        count += _FEWEST_WORDS * len(_RUN_TOGETHER.findall(squeeze(paragraph.text)))
    return count


def _is_word_of_form(word: str) -> bool:
    """Tell whether a word is a label of a form or heads its indicators: 项目名称, 三级指标."""
    return label_of(word) is not None or role(forms().indicator, word) is not None
