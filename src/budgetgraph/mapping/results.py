"""What an indicator of a self-evaluation form (自评表) achieved, beside its target and never in it.

Target ≥95%, 完成值 97.2% → met. Target ≥5次, 完成值 97.2% → the units differ, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import eq, ge, gt, le, lt

from budgetgraph.disclosure import Indicator
from budgetgraph.forms import fold
from budgetgraph.rdf.nquads import SourcedQuads
from budgetgraph.values.target import Target, read_target

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "≥": ge,
    ">": gt,
    "≤": le,
    "<": lt,
    "=": eq,
}


def map_result(out: SourcedQuads, iri: str, indicator: Indicator) -> None:
    """Write the achieved value, the score and the reason, as printed; and whether the target was
    met, where the two can be compared.
    """
    out.text(iri, "bg:achieved", indicator.achieved)
    out.text(iri, "bg:score", indicator.score)
    out.zh(iri, "bg:deviationReason", indicator.reason)
    if indicator.achieved and indicator.target is not None:
        met = is_met(indicator.target, indicator.achieved)
        if met is not None:
            out.boolean(iri, "bg:met", met)


def is_met(target: Target, achieved: str) -> bool | None:
    """Tell whether what was achieved meets the target; None where they cannot be compared."""
    if target.operator is None:
        return True if fold(target.text) == fold(achieved) else None
    result = read_target(achieved)
    if result.value is None or result.operator != "=" or not _same_unit(target, result):
        return None
    if target.operator == "range":
        if target.low is None or target.high is None:
            return None
        return target.low <= result.value <= target.high
    return None if target.value is None else _HOLDS[target.operator](result.value, target.value)


def _same_unit(target: Target, result: Target) -> bool:
    """Tell whether two values have one unit; a bare number is in the unit of the other."""
    return None in (target.unit, result.unit) or target.unit == result.unit
