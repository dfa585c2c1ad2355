"""Words of a template that were left in the running text: choices that nobody made, blanks that
nobody filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.text_checks import residues
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_LEFT = pattern("residues", "left")


def left_over(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each hint of the template once, with all its places."""
    hints: dict[str, list[Where]] = {}
    for text, places in residues(paper.lines).items():
        hints[text] = [Where(*lines) for lines in places]
    for passage in paper.prose:
        for match in _LEFT.finditer(fold_in_place(passage.text)):
            text = passage.text[match.start() : match.end()]
            place = passage.place(match.start(), match.end())
            hints.setdefault(text, []).append(place)
    for text, hinted in hints.items():
        yield Fault(
            "template-residue",
            text,
            f"留有模板的提示文字“{text}”（{len(hinted)} 处）。",
            f"a hint of the template was left in: “{text}” ({len(hinted)} place(s)).",
            hinted,
        )
