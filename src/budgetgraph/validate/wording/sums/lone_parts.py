"""Amounts that are larger than the whole which another sentence tells."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.disclosure import Statement
from budgetgraph.forms.prose import prose
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, measure_names, yuan
from budgetgraph.validate.wording.said import Quantity

_RULE = "statement-parts"
#: Wholes that hold all that their parts are of, whatever fund gives it.
_WHOLES = ("three_public_total", "vehicle_total", "basic_expenditure")


def lone_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each part that is larger than every amount of its whole, of the same year; where the
    prose tells several parts of it, the graph adds them up.

    `“三公”经费预算2.00万元。` … `公务接待费预算20.00万元` → 20.00
    """
    told = list(paper.disclosure.of_own_year)
    for measure in _WHOLES:
        wholes = [one for one in told if one.measure == measure]
        parts = [one for one in told if one.measure in prose().parts[measure]]
        if not wholes or len({part.measure for part in parts}) != 1:
            continue
        whole, part = max(wholes, key=yuan), min(parts, key=yuan)
        if Quantity.stated(part).exceeds(Quantity.stated(whole)):
            yield _fault(whole, part)


def _fault(whole: Statement, part: Statement) -> Fault:
    """Say which part is larger than its whole."""
    zh_part, en_part = measure_names(part.measure)
    zh_whole, en_whole = measure_names(whole.measure)
    one, other = f"{part.value} {part.unit}", f"{whole.value} {whole.unit}"
    return Fault(
        _RULE,
        f"{zh_part} {one} {other}",
        f"{zh_part} {one}大于{zh_whole} {other}。",
        f"{en_part}, {one}, is larger than {en_whole}, {other}.",
        [part.where, whole.where],
        gap=yuan(part) - yuan(whole),
    )
