"""Read an amount of money as a cell prints it: `（1,234.50）①` → -1234.50, without its note mark.

A text is an amount only where all of it is one: a number with its sign, its separators, a currency
sign, a unit of its own and marks of notes. Everything else is no amount, so that no number is made
up of two, of a year, or of a list mark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from budgetgraph.document.any_of import any_of
from budgetgraph.document.data_file import read_patterns


def _data() -> dict[str, Any]:
    return read_patterns("budgetgraph.values", "amount.toml")


_DATA = _data()

#: What one printed unit is worth in 元, as a power of ten (the SDMX unit multiplier of the figure).
UNIT_MULTIPLIER: dict[str, int] = _DATA["units"]
_SPELLINGS: dict[str, str] = {unit: unit for unit in UNIT_MULTIPLIER} | _DATA["spellings"]


def _signs(characters: str) -> str:
    return f"[{re.escape(characters)}]"


_NOTES = _DATA["notes"]
_DIGIT_MARKS = "".join(f"{first}-{last}" for first, last in _NOTES["ranges"])
_ONE_MARK = f"[{_DIGIT_MARKS}{re.escape(_NOTES['single'])}]"
_MINUS = _signs(_DATA["signs"]["minus"])
_TRIANGLE = _signs(_DATA["signs"]["triangle"])
_CURRENCY = f"(?:{any_of(_DATA['signs']['currency'])})"
_UNIT = f"(?:{any_of(list(_SPELLINGS))})"
#: `1,234,567.89`, `1234.5`, `.5`; blanks part thousands too: `1 234.50`.
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_NOTES_BEHIND = re.compile(rf"(?:\s{{0,8}}(?:{'|'.join([_ONE_MARK, *_NOTES['behind']])})){{1,12}}$")
_NOTES_BEFORE = re.compile(rf"^{_ONE_MARK}++(?=.*\.)")
_MARK_WITHIN = re.compile(f"[{_DIGIT_MARKS}]")
_AMOUNT = re.compile(
    rf"{_CURRENCY}?(?P<sign>{_MINUS}|{_TRIANGLE}|\+)?{_CURRENCY}?(?P<open>\()?{_CURRENCY}?"
    rf"(?P<figure>{_FIGURE})(?P<shut>\))?(?:(?P<unit>{_UNIT})|\((?P<unit_shut>{_UNIT})\))?"
)
_HIDDEN = re.compile("|".join(_DATA["hidden"]["patterns"]))
_UNIT_FIRST = re.compile(
    rf"(?P<unit>{_UNIT})[:：]?(?P<sign>{_MINUS}|{_TRIANGLE})?(?P<figure>{_FIGURE})"
)
#: 350.00-: accounting programs print the minus behind.
_MINUS_BEHIND = re.compile(r"\A(?P<figure>[0-9][0-9,]*\.[0-9]{2})-\Z")
#: (1) is a list mark and (2024) a year; (34.50), (1,200) and (350) are negative amounts.
_MARK_OR_YEAR = re.compile(r"[0-9]{1,2}|(?:19|20)[0-9]{2}")
#: Digits with what may stand in an amount, and no words.
_FIGURES_ONLY = re.compile(
    rf"\A(?=.*[0-9])(?:[0-9\s.,()+]|{_MINUS}|{_TRIANGLE}|{_CURRENCY}|[万亿元])++", re.DOTALL
)
_BLANK = re.compile(rf"{_CURRENCY}?{_signs(_DATA['signs']['blank'])}+")
_SHARE = re.compile(rf"\A(?:{_MINUS}|\+)?[0-9]++(?:\.[0-9]++)?+[%‰]")
#: Blanks beside a sign, a separator or a bracket part nothing: `( 34.50 )`, `1 , 234`.
_LOOSE = re.compile(r"(?<![\d.])\s+|\s+(?![\d.])")
_TWO_FIGURES = re.compile(r"(?<=\d)\s++(?=\d)|(?<=\d)[^\S\n]*+\n\s*+(?=[-−–(（△▲]?\d)")


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """An amount and how it was printed: `（34.50）万元①` → value -34.50, text `-34.50`, unit 万元.

    `text` copies the digits and separators of the page, with a plain minus; `unit` is the amount's
    own unit, None where the cell prints none.
    """

    value: Decimal
    text: str
    unit: str | None
    printed: str

    @property
    def is_plain(self) -> bool:
        """Whether the page prints nothing but the number."""
        return self.text == self.printed


@lru_cache(maxsize=16384)
def read_amount(printed: str) -> PrintedAmount | None:
    """Read the amount that a whole text is; None for any other text (`12.5%`, `150⏎50`, `-`)."""
    bare = _without_notes(printed.strip())
    if "\n" in bare or _MARK_WITHIN.search(bare):
        return None
    folded = _LOOSE.sub("", unicodedata.normalize("NFKC", bare))
    folded = _MINUS_BEHIND.sub(r"-\g<figure>", folded)
    match = _AMOUNT.fullmatch(folded) or _UNIT_FIRST.fullmatch(folded)
    if match is None:
        return None
    parts = match.groupdict()
    sign = _sign(parts)
    if sign is None:
        return None
    figure = "".join(parts["figure"].split())
    value = Decimal(figure.replace(",", ""))
    if not value:
        sign = sign.removeprefix("-")  # `-0.00` is nothing
    if sign == "-":
        value = value.copy_negate()
    unit = parts["unit"] or parts.get("unit_shut")
    named = _SPELLINGS[unit] if unit else None
    return PrintedAmount(value, sign + figure, named, "".join(printed.split()))


def decimal_or_none(printed: str) -> Decimal | None:
    """Give the printed number as an exact decimal: `（1,234.50）` → -1234.50.

    None where the text is no number, and where it has a unit of its own (`5万元`): the number alone
    would be wrong by that unit.
    """
    amount = read_amount(printed)
    return None if amount is None or amount.unit is not None else amount.value


def _without_notes(text: str) -> str:
    """Give the text without marks of notes around it: `1200.00①` → `1200.00`.

    A raised or circled digit would become a digit of the amount if it was folded first.
    """
    return _NOTES_BEFORE.sub("", _NOTES_BEHIND.sub("", text)).strip()


#: Signs that stay as they are printed; any other is a minus.
_SIGNS = {"": "", "+": "+"}
#: What stands within an amount and in no ordinal, code or year.
_MARKS_WITHIN = frozenset(".,，")


def _sign(parts: dict[str, str | None]) -> str | None:
    """Give the sign of an amount, `-`, `+` or nothing; None where the text is no amount.

    Brackets are a sign of their own: `(34.50)` is negative, `-(34.50)` and `(34.50` are unclear.
    """
    sign, figure = _text_of(parts, "sign"), _text_of(parts, "figure")
    brackets = _text_of(parts, "open") + _text_of(parts, "shut")
    if not brackets:
        return _SIGNS.get(sign, "-")
    if sign or brackets != "()":
        return None
    is_mark_or_year = _MARK_OR_YEAR.fullmatch(figure) is not None
    return None if is_mark_or_year else "-"


def _text_of(parts: dict[str, str | None], name: str) -> str:
    """Give a named part of an amount; "" where it is not printed."""
    return parts.get(name) or ""


def is_amount(text: str) -> bool:
    """Tell whether a whole text is one amount."""
    return read_amount(text) is not None


def is_precise(text: str) -> bool:
    """Tell whether a whole text is an amount that is no ordinal, code or year: `12.50`, `1,200`."""
    has_mark = not _MARKS_WITHIN.isdisjoint(text)
    return has_mark and is_amount(text)


def last_digit(amount: Decimal) -> Decimal:
    """Give one unit of the last digit that an amount is printed with: 12.50 → 0.01, 1200 → 1."""
    return Decimal(1).scaleb(int(amount.as_tuple().exponent))


def is_unclear(text: str) -> bool:
    """Tell whether a text is made of figures and signs alone and is yet no single amount or share:
    `150⏎50`, `-(3.00)`, `12.3.4`.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    return _FIGURES_ONLY.fullmatch(folded) is not None and not is_number(text)


def is_hidden(text: str) -> bool:
    """Tell whether a cell shows a mark in the place of an amount: `###` in a column that is too
    narrow for it, `#REF!` for a formula with an error.
    """
    folded = unicodedata.normalize("NFKC", text)
    return _HIDDEN.fullmatch("".join(folded.split())) is not None


def is_money(text: str) -> bool:
    """Tell whether a whole text is money for certain, told from a code: `12.50`, `1,200`, `0`."""
    return text == "0" or is_precise(text)


def is_left_blank(text: str) -> bool:
    """Tell whether a cell only says that there is no amount: `-`, `——`, `¥-`, `/`."""
    return _BLANK.fullmatch("".join(text.split())) is not None


def is_share(text: str) -> bool:
    """Tell whether a whole text is a share: `12.5%`."""
    return _SHARE.fullmatch("".join(unicodedata.normalize("NFKC", text).split())) is not None


def is_number(text: str) -> bool:
    """Tell whether a whole text is an amount or a share: nothing that a heading would say."""
    return is_amount(text) or is_share(text)


def cell_text(printed: str, scale: str | None = None) -> tuple[str, str | None]:
    """Give the value of a cell, and the text of the page where it differs.

    An amount is its sign and digits: `(34.50)①` → (`-34.50`, `(34.50)①`). It keeps a unit of its
    own that is not the `scale` of its table. Words lose their white space, but two figures in one
    cell stay two: `150⏎50` → `150 50`.
    """
    amount = read_amount(printed)
    if amount is None:
        return _words(printed), None
    text = amount.text
    if amount.unit is not None and amount.unit != scale:
        text += amount.unit
    return text, None if text == amount.printed else amount.printed


def _words(printed: str) -> str:
    """Give words without white space, and the figures of a cell apart: `150⏎50` → `150 50`.

    `320⏎480` keeps its break: `320 480` would be read as one amount.
    """
    parts = ["".join(part.split()) for part in _TWO_FIGURES.split(printed)]
    apart = " ".join(parts)
    return apart if read_amount(apart) is None else "\n".join(parts)
