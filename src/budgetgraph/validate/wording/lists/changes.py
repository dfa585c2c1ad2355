"""Changes that are not those of what the sentence names as their parts, but for one slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.lists.read_list import WITH_PARTS
from budgetgraph.validate.wording.lists.slips import Signed, is_telling, meant, signed
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import SaidSentence, with_blank_brackets

_RULE = "change-parts"
_LEADS = pattern("lists", "leads_of_changes")
_UNNAMED = pattern("lists", "unnamed_change")
_FEWEST = 2


def changes_added_up(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each change that the changes behind it would add up to but for one slip of typing.

    `增加40.17万元，主要是拨款增加17.17万元，其他收入增加32.00万元` → 23.00 was meant. What is left out may be
    the gap of any other sum.
    """
    for passage in paper.prose:
        for match in WITH_PARTS.finditer(fold_in_place(passage.text)):
            said = SaidSentence(with_blank_brackets(match[0]))
            for whole, parts in _divided(said):
                yield from _judged(paper, passage, match.start(), whole, parts)


def _divided(said: SaidSentence) -> Iterator[tuple[Signed, list[Signed]]]:
    """Give each change before a list of changes, with these; the list ends with its sentence or
    with the next list.
    """
    leads = list(_LEADS.finditer(said.text))
    stops = [*(lead.start() for lead in leads[1:]), len(said.text)]
    start = 0
    for lead, stop in zip(leads, stops, strict=False):
        before = [told for told in said.changes if start <= told[0].start < lead.start()]
        parts = [told for told in said.changes if lead.end() <= told[0].start < stop]
        start = lead.end()
        are_named = not any(_UNNAMED.search(said.before(quantity)) for quantity, _ in parts)
        if before and len(parts) >= _FEWEST and are_named:
            yield before[-1], parts


def _judged(
    paper: CheckedPaper, passage: Passage, offset: int, whole: Signed, parts: Sequence[Signed]
) -> Iterator[Fault]:
    """Give a change that its parts miss by a slip: of digits, or of a verb."""
    gap = signed(whole) - sum(map(signed, parts), Decimal(0))
    slack = whole[0].half + sum((quantity.half for quantity, _ in parts), Decimal(0))
    if abs(gap) <= slack:
        paper.right["changes"] += 1
        return
    slips = meant(whole, parts, slack)
    turned = [told for told in parts if abs(gap + 2 * signed(told)) <= slack]
    if slips:
        printed = [slip.printed for slip in slips]
        words = (f"一项如为 {'或 '.join(printed)}", " or ".join(printed))
        yield _fault(passage, offset, whole, parts, words)
    elif turned and is_telling(whole[0].value, gap):
        odd = turned[0][0].printed
        yield _fault(passage, offset, whole, parts, (f"{odd}的增减方向相反", f"{odd} turned"))


def _fault(
    passage: Passage,
    offset: int,
    whole: Signed,
    parts: Sequence[Signed],
    slip: tuple[str, str],
) -> Fault:
    """Say what the whole changed by, what its parts did, and which slip closes it."""
    total = sum(map(signed, parts), Decimal(0))
    shown = in_wan(total)
    listed = " ".join(f"{'+' if sign > 0 else '-'}{one.printed}" for one, sign in parts)
    quantity, _ = whole
    zh = f"写为增减 {quantity.printed}，所列各项增减之和为 {shown}（{listed}）；{slip[0]}则相符。"
    en = (
        f"it says a change of {quantity.printed}, but those listed add up to {shown} ({listed});"
        f" it closes with {slip[1]}."
    )
    span = (offset + quantity.start, offset + quantity.end)
    gap = abs(signed(whole) - total)
    return fault_of_words(_RULE, passage, span, quantity.printed, (zh, en), gap)
