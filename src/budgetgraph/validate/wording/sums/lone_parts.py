"""Amounts that are larger than the whole which another sentence tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetgraph.disclosure import Statement
from budgetgraph.forms.prose import prose
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, yuan
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.values.codes import concepts

_RULE = "statement-parts"
#: Wholes that hold all that their parts are of, whatever fund gives it.
_WHOLES = ("three_public_total", "vehicle_total", "basic_expenditure")
_MEASURES = "measures"


def lone_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each part that is larger than every amount of its whole, of the same year; where the
    prose tells several parts of it, the graph adds them up.

    `“三公”经费预算2.00万元。` … `公务接待费预算20.00万元` → 20.00
    """
    for measure in _WHOLES:
        wholes = _told(paper, (measure,))
        parts = _told(paper, prose().parts[measure])
        if not wholes or len({part.measure for part in parts}) != 1:
            continue
        whole, part = max(wholes, key=yuan), min(parts, key=yuan)
        if _is_larger(part, whole):
            yield _fault(whole, part)


def _told(paper: CheckedPaper, measures: Collection[str]) -> list[Statement]:
    """Give what the prose tells of measures for the paper's own year."""
    disclosure = paper.disclosure
    return [
        one
        for one in disclosure.statements
        if one.measure in measures and one.year == disclosure.fiscal_year and disclosure.is_own(one)
    ]


def _is_larger(part: Statement, whole: Statement) -> bool:
    """Tell whether an amount is larger than another one, however both were rounded.

    4.40万元 is not larger than 4万元, which may be 4.49; 4.60万元 is.
    """
    one, other = (Quantity(said.value, said.unit, 0, 0) for said in (part, whole))
    return one.value - one.half > other.value + other.half


def _fault(whole: Statement, part: Statement) -> Fault:
    """Say which part is larger than its whole."""
    names = [concepts(_MEASURES)[one.measure] for one in (part, whole)]
    zh_part, zh_whole = (concept.first("prefLabel") for concept in names)
    en_part, en_whole = (concept.first("prefLabel@en") for concept in names)
    one, other = f"{part.value} {part.unit}", f"{whole.value} {whole.unit}"
    return Fault(
        _RULE,
        f"{zh_part} {one} {other}",
        f"{zh_part} {one}大于{zh_whole} {other}。",
        f"{en_part}, {one}, is larger than {en_whole}, {other}.",
        [part.where, whole.where],
        gap=yuan(part) - yuan(whole),
    )
