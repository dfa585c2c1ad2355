"""Who issued a document, told by its agency code (机关代字) and the lineage of who cites it (county,
city, province, centre).

A code stands for one organisation or for none, whoever cites it; a lineage only opens what the code
says. So two disclosures may know unequally much of one document, but never two different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_data
from budgetgraph.values.divisions import DivisionCode, divisions, lineage

CENTRE = "100000"
"""Stands in the key of an organisation of the centre, which belongs to the whole country."""

_LONGEST_AREA = 3
#: The levels that a body may have a name of its own at.
_LOCAL_LEVELS = ("province", "municipality", "city", "county")
#: Four municipalities rank with the provinces and name their departments like cities.
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
#: The last character of an area tells its rank: 临州 is a prefecture, 黑市 a city.
_RANKS = {"州": "自治州", "市": "市", "县": "县", "盟": "盟", "旗": "旗"}
#: The last characters of divisions that issue papers under a character of their own.
_ISSUING = ("县", "市", "旗", "自治州", "自治区")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The level (central, province, city, county) that a code tells, and the organisation with its
    division where it tells that too.
    """

    level: str
    division: str
    name: str | None


@dataclass(frozen=True, slots=True)
class _Body:
    """A body and the codes that it goes by; `names` by level."""

    code: re.Pattern[str]
    names: dict[str, str]
    first: int
    last: int
    government: bool
    office: bool


def issuer(agency: str, year: int, division: str | None) -> Issuer | None:
    """Tell who issued a document of `year` under the code `agency`, as a disclosure of `division`
    (six digits) lets it be told.

    None where grammar and lineage leave no reading or more than one.
    """
    above = lineage(division) if division else ()
    readings = {*_central(agency, year), *_local(agency, year, above)}
    candidates = {reading for reading in readings if reading.name is not None} or readings
    return candidates.pop() if len(candidates) == 1 else None


def _central(agency: str, year: int) -> Iterator[Issuer]:
    for body in _table().central:
        if body.code.fullmatch(agency) and body.first <= year <= body.last:
            yield Issuer("central", CENTRE, body.names["central"])


def _local(agency: str, year: int, lineage: tuple[DivisionCode, ...]) -> Iterator[Issuer]:
    """Give the readings in which the code begins with an area of the lineage."""
    for length in range(1, min(_LONGEST_AREA, len(agency) - 1) + 1):
        area, body = agency[:length], agency[length:]
        owner = _bearer(area, lineage)
        if owner is None:
            continue
        names = _names(body, owner, year)
        for name in names:
            yield Issuer(owner.level, owner.code, name)
        # A character that no table has may be the beginning of a body that no table has either.
        if not names and (area in _table().areas or length > 1):
            yield Issuer(owner.level, owner.code, None)


def _names(code: str, owner: DivisionCode, year: int) -> set[str]:
    """Give the names of the bodies of an area whose code this may be."""
    names: set[str] = set()
    for body in _table().local:
        name = _name(body, owner, year)
        if name is not None and body.code.fullmatch(code):
            names.add(name)
    return names


def _name(body: _Body, owner: DivisionCode, year: int) -> str | None:
    """Tell what the body is called there; None where that cannot be told."""
    if body.office and owner.code in _table().open_offices:
        return None
    is_without_government = owner.name.endswith(("地区", "盟"))  # it has a 行政公署
    if is_without_government and body.government:
        return None
    if not body.first <= year <= body.last:
        return None
    pattern = body.names.get(owner.level)
    if owner.code in _MUNICIPALITIES:
        pattern = body.names.get("municipality", pattern)
    return pattern.replace("{}", owner.name) if pattern else None


# --- areas ----------------------------------------------------------------------------------------
def _bearer(area: str, lineage: tuple[DivisionCode, ...]) -> DivisionCode | None:
    """Give the division of the lineage that `area` stands for; None where it stands for another
    one, or for several of the lineage.
    """
    code = _division_of(area)
    bearers = [bearer for bearer in lineage if bearer.code == code or _fits(bearer, area)]
    return bearers[0] if len(bearers) == 1 and bearers[0].code == code else None


def _fits(division: DivisionCode, area: str) -> bool:
    """Tell whether a division could go by `area`: its name begins so, or with the first character
    and the rank is that of the second.
    """
    rank = _RANKS.get(area[-1]) if len(area) == 2 else None
    return division.name.startswith(area) or (
        rank is not None and division.name[0] == area[0] and division.name.endswith(rank)
    )


@cache
def _division_of(area: str) -> str | None:
    """Give the one division of the country that goes by `area`: by the table, else by its name if
    no other fits.
    """
    if area in _table().areas:
        return _table().areas[area]
    if area in _table().signs:
        return None
    fitting = [division for division in divisions().values() if _fits(division, area)]
    # Districts of a city and administrations of a prefecture seldom do.
    if len(fitting) != 1 or not fitting[0].name.endswith(_ISSUING):
        return None
    return fitting[0].code


# --- the table ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Table:
    """`issuer.toml`.

    `signs` are the characters that codes of bodies are made of: alone they are nobody's area.
    """

    areas: dict[str, str]
    local: tuple[_Body, ...]
    central: tuple[_Body, ...]
    open_offices: frozenset[str]
    signs: frozenset[str]


@cache
def _table() -> _Table:
    """Read the table of bodies and their codes, once."""
    raw = read_data("budgetgraph.values", "issuer.toml")
    kinds = raw["kinds"]["any"].split()
    signs = set(kinds)
    local, central = [], []
    for row in raw["local"]:
        names = {level: row[level] for level in _LOCAL_LEVELS if level in row}
        local.append(_body(row, kinds, names))
        signs.update(row["codes"], row["then"])
    for row in raw["central"]:
        central.append(_body(row, kinds, {"central": row["name"]}, bare=False))
        signs.update(row["codes"], row["then"])
    return _Table(
        areas=raw["areas"],
        local=tuple(local),
        central=tuple(central),
        open_offices=frozenset(raw["offices"]["open"].split()),
        signs=frozenset("".join(signs)),
    )


def _body(
    row: dict[str, Any], kinds: list[str], names: dict[str, str], *, bare: bool = True
) -> _Body:
    """Give a body of the table.

    With `bare` nothing need follow its code: behind an area the body alone is enough (冀财, 邢民).
    """
    body, sections, kind = (
        "|".join(sorted(words, key=len, reverse=True))
        for words in (row["codes"].split(), row["then"].split(), kinds)
    )
    tail = f"(?:{sections})(?:{kind})?|{kind}" if sections else kind
    often = "?" if bare else ""
    return _Body(
        re.compile(f"(?:{body})(?:{tail}){often}"),
        names,
        row.get("from", 0),
        row.get("until", 9999),
        row.get("government", False),
        row.get("office", False),
    )
