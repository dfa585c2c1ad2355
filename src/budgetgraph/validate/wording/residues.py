"""Words of a template that were left in the running text: choices that nobody made, blanks that
nobody filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.text_checks import residues
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RISE, _FALL = "增加|增长|上升|提高|增", "减少|下降|降低|减"
#: What is called by both words: 增加（减少）额 heads a column.
_NAME = "(?!额|数|率|情况|变化|变动|金额|幅度|原因分析)"
_LEFT = re.compile(
    rf"(?:{_RISE})(?:\((?:{_FALL})\)|/(?:{_FALL})){_NAME}"
    rf"|(?:{_FALL})(?:\((?:{_RISE})\)|/(?:{_RISE})){_NAME}"
    r"|\(如有[^()]{0,6}\)|\(\)|\[\]|此处填写|_{2,20}(?=[万亿]?元|年|%|个|人)"
    r"|(?<![A-Za-z0-9×✕])[Xx×]{2,8}(?=[万亿]?元|%|年|个|项|人|辆|台|次|平方米|部门|单位|资金|项目)"
)


def left_over(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each hint of the template once, with all its places."""
    found: dict[str, list[Where]] = {
        text: [Where(*lines) for lines in places] for text, places in residues(paper.lines).items()
    }
    for passage in paper.prose:
        for match in _LEFT.finditer(fold_in_place(passage.text)):
            text = passage.text[match.start() : match.end()]
            found.setdefault(text, []).append(passage.place(match.start(), match.end()))
    for text, places in found.items():
        yield Fault(
            "template-residue",
            text,
            f"留有模板的提示文字“{text}”（{len(places)} 处）。",
            f"a hint of the template was left in: “{text}” ({len(places)} place(s)).",
            places,
        )
