"""How many ways a regular expression can match from one place, where that has a bound.

An expression with few ways takes time in step with the length of a text, whatever the text is: from
each place it tries no more than so many. `合计|总计` has 2, `第?[0-9]{1,4}年` has 2 × 4, `[0-9]+年` has no
bound.
"""

from __future__ import annotations

import re
import re._parser as parser
from collections.abc import Iterable
from math import inf, prod
from typing import Any

_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def ways(expression: re.Pattern[Any]) -> float:
    """Give the most ways in which an expression can match from one place; inf without a bound."""
    return _of_all(parser.parse(expression.pattern, expression.flags))


def _of_all(items: Iterable[tuple[Any, Any]]) -> float:
    """Multiply the ways of what stands one behind the other."""
    return prod(_of_one(str(kind), content) for kind, content in items)


def _of_one(kind: str, content: Any) -> float:
    if kind in _REPEATS:
        least, most, repeated = content
        return _of_repeat(least, most, _of_all(repeated))
    if kind == "BRANCH":
        return sum(map(_of_all, content[1]))
    if kind == "SUBPATTERN":
        return _of_all(content[3])
    if kind in {"ASSERT", "ASSERT_NOT"}:
        return _of_all(content[1])
    if kind == "ATOMIC_GROUP":
        return _of_all(content)
    if kind == "GROUPREF_EXISTS":
        _, then, otherwise = content
        return _of_all(then) + _of_all(otherwise or ())
    return 1


def _of_repeat(least: int, most: int, each: float) -> float:
    """Add up the ways of every number of repeats: x{1,4} has 4, (?:a|b){2} has 4."""
    if most == parser.MAXREPEAT or (each > 1 and most > 20):
        return inf
    if each <= 1:
        return most - least + 1
    return sum(each**times for times in range(least, most + 1))
