"""Put the digits of a number into the places of a section.

Digits fill the places from the point to the left, whatever stands between the places, so that
`0!.0,` shows 12345000 as 1234.5.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from budgetgraph.read.sheets.number_format.tokens import Token, literal, literals
from budgetgraph.read.sheets.number_format.unformatted import plain

#: What a place without a digit prints.
_EMPTY_PLACE = {"0": "0", "?": " ", "#": ""}

#: The largest number of a workbook, 1.8e308, has 309 digits before its point.
_EXACT = Context(prec=400)


def shown_number(number: Decimal, section: list[Token]) -> str:
    """Give the text that a section shows of a number: 1234.5 in `#,##0.00` → `1,234.50`."""
    kinds = [token.kind for token in section]
    if "general" in kinds:
        return _in_place_of(plain(float(number)), section)
    if "digit" in kinds:
        return _in_places(number, section)
    text = plain(float(number)) if "text" in kinds else ""
    return text + literals(section)


def _in_place_of(text: str, section: list[Token]) -> str:
    """Give a section with the text in the place of its `General`."""
    parts = [text if token.kind == "general" else literal(token) for token in section]
    return "".join(parts)


def _in_places(number: Decimal, section: list[Token]) -> str:
    before, behind = _places(section)
    scaled = _scaled(number, section, before, behind)
    unit_of_last_place = Decimal(1).scaleb(-len(behind))
    rounded = abs(scaled).quantize(unit_of_last_place, ROUND_HALF_UP, _EXACT)
    whole, _, fraction = format(rounded, "f").partition(".")
    digits = _whole_digits(whole, [section[at].text for at in before])
    if _is_grouped(section, before):
        digits = _grouped(digits)
    digits += _fraction_digits(fraction, [section[at].text for at in behind])
    printed = dict(zip([*before, *behind], digits, strict=True))
    is_negative = scaled < 0 and rounded != 0
    sign = "-" if is_negative else ""
    return sign + _with_digits(section, printed, behind)


def _places(section: list[Token]) -> tuple[list[int], list[int]]:
    """Give the places of digits before the point and behind it: `#,##0.00` → 0 2 3 4, 6 7."""
    before: list[int] = []
    behind: list[int] = []
    places = before
    for at, token in enumerate(section):
        if token.kind == "point":
            places = behind
        elif token.kind == "digit":
            places.append(at)
    return before, behind


def _with_digits(section: list[Token], printed: dict[int, str], behind: list[int]) -> str:
    """Give a section with the digits in their places; no point where nothing stands behind it."""
    has_fraction = any(printed[at].strip() for at in behind)
    point = "." if has_fraction else ""
    parts = []
    for at, token in enumerate(section):
        text = point if token.kind == "point" else literal(token)
        parts.append(printed.get(at, text))
    return "".join(parts)


def _scaled(number: Decimal, section: list[Token], before: list[int], behind: list[int]) -> Decimal:
    """Divide by a thousand for each comma right behind a last place, multiply for each percent.

    1234000 in `0.0,` → 1234
    """
    percents = sum(token.kind == "percent" for token in section)
    commas = 0
    for place in {*before[-1:], *behind[-1:]}:
        commas += _commas_behind(section, place)
    return number * Decimal(100) ** percents / Decimal(1000) ** commas


def _commas_behind(section: list[Token], place: int) -> int:
    """Count the commas that stand right behind a place."""
    commas = 0
    for token in section[place + 1 :]:
        if token.kind != "comma":
            break
        commas += 1
    return commas


def _is_grouped(section: list[Token], places: list[int]) -> bool:
    """Tell whether a comma stands between two places: thousands are grouped."""
    if not places:
        return False
    return any(token.kind == "comma" for token in section[places[0] : places[-1]])


def _whole_digits(whole: str, places: list[str]) -> list[str]:
    """Give the text of each place left of the point; the first one takes all digits that remain.

    1234 in the places # # 0 → 12, 3, 4     5 in 0 0 0 → 0, 0, 5
    """
    shows_nought = "0" in places
    digits = "" if whole == "0" and not shows_nought else whole
    texts: list[str] = []
    for place in reversed(places[1:]):
        texts.append(digits[-1:] or _EMPTY_PLACE[place])
        digits = digits[:-1]
    if places:
        texts.append(digits or _EMPTY_PLACE[places[0]])
    texts.reverse()
    return texts


def _grouped(texts: list[str]) -> list[str]:
    """Put a comma before each third digit from the right, over all places together.

    12, 3, 4 → 1,2 3 4 (printed 1,234)
    """
    left = sum(len(text.strip()) for text in texts)
    grouped = []
    started = False
    for text in texts:
        printed = ""
        for character in text:
            is_digit = character.isdigit()
            if is_digit and started and left % 3 == 0:
                printed += ","
            printed += character
            started = started or is_digit
            left -= is_digit
        grouped.append(printed)
    return grouped


def _fraction_digits(fraction: str, places: list[str]) -> list[str]:
    """Give the text of each place right of the point; `#` prints no idle nought, `?` a blank.

    50 in the places # # → 5, ""     50 in 0 0 → 5, 0
    """
    texts = list(fraction)
    for at in reversed(range(len(places))):
        is_idle = texts[at] == "0" and places[at] != "0"
        if not is_idle:
            break
        texts[at] = _EMPTY_PLACE[places[at]]
    return texts
