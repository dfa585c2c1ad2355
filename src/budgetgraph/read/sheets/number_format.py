"""Show a number as a cell of a spreadsheet shows it, by the cell's number format (ECMA-376
§18.8.31).

`show(1234.5, "#,##0.00")` gives `1,234.50`. A format has up to four sections (positive; negative;
zero; text), each perhaps with a condition of its own: `[>=10000]0!.0,"万";0.00`. Digits fill the
places of a section from its point to the left, whatever stands between the places, so that `0!.0,`
shows 12345000 as 1234.5. What this module does not know how to show is None, and the caller says
so: a raw number is never taken for what the page prints.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GENERAL = "General"
_GENERAL_NAMES = re.compile(r"General|G/通用格式|G/標準|G/表示格式", re.IGNORECASE)
#: Excel counts days from here (its 1900 was a leap year).
_EPOCH = datetime.datetime(1899, 12, 30)
#: The most digits that a cell without a format shows.
_DIGITS = 11
#: A section: text up to a semicolon that stands in no quotes, behind no escape.
_SECTION = re.compile(r'(?:"[^"]*"|\\.|!.|[^;"\\!])*+(?:;|$)', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<skip>_.|\*.)'
    r"|\[\$(?P<currency>[^\[\]-]*+)(?:-[^\[\]]*+)?\]|\[(?P<bracket>[^\[\]]*+)\]"
    r"|(?P<general>General|G/通用格式|G/標準|G/表示格式)"
    r"|(?P<exponent>E[+-])|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
#: What shows that a number is below nought, beside the minus itself.
_NEGATIVE_MARKS = re.compile(r"[-−–－(（△▲]")
_COMPARE = {
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "=": lambda value, bound: value == bound,
    "<>": lambda value, bound: value != bound,
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def show(value: float | datetime.date, code: str) -> str | None:
    """Give the text that a cell of this format shows; None where that cannot be told.

    An empty text is what a format such as `0.00;-0.00;;` shows of nought.
    """
    if isinstance(value, datetime.date):
        return _shown_date(value, _sections(code)[0])
    number = Decimal(repr(value))
    section, is_absolute = _chosen(_sections(code), number)
    tokens = _tokens(section)
    kinds = {token.kind for token in tokens}
    if "exponent" in kinds or _is_fraction(tokens) or _is_spelled(tokens):
        return None
    if "date" in kinds:
        return _shown_date(_date_of(value), section)
    shown = _shown(abs(number) if is_absolute else number, tokens)
    is_amount = any(digit in shown for digit in "123456789")
    if number < 0 and is_amount and not _NEGATIVE_MARKS.search(shown):
        # The colour alone says that it is below nought, or nothing at all.
        return "-" + shown.strip()
    return shown.strip()


def show_text(text: str, code: str) -> str:
    """Give what a cell of this format shows of a text: its fourth section, if it has one."""
    sections = _sections(code)
    if len(sections) < 4:
        return text
    shown = [text if token.kind == "text" else _literal(token) for token in _tokens(sections[3])]
    return "".join(shown).strip()


def plain(value: float | datetime.date) -> str:
    """Give a value without a format: a whole number without a point, another one with no more
    digits than a cell shows, a date as 2024-12-31.
    """
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value == int(value):
        return str(int(value))
    return format(Decimal(format(value, f".{_DIGITS}g")).normalize(), "f")


# --- the section for a value ----------------------------------------------------------------------
def _sections(code: str) -> list[str]:
    found = [match[0].removesuffix(";") for match in _SECTION.finditer(code)]
    # The pattern finds an empty text at the end, which is a section only behind a semicolon.
    return found if code.endswith(";") else found[:-1] or [code]


def _chosen(sections: list[str], number: Decimal) -> tuple[str, bool]:
    """Give the section that shows a number, and whether it shows it without its sign."""
    conditions = [_CONDITION.search(section) for section in sections[:3]]
    if any(conditions):
        return _by_condition(sections, conditions, number)
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], False


def _by_condition(
    sections: list[str], conditions: list[re.Match[str] | None], number: Decimal
) -> tuple[str, bool]:
    """Give the first section whose condition holds, else the last one of numbers."""
    for section, condition in zip(sections, conditions, strict=False):
        if condition is None:
            continue
        if _COMPARE[condition[1]](number, Decimal(condition[2])):
            is_below = condition[1] in ("<", "<=") and Decimal(condition[2]) <= 0
            return section, is_below
    without = [section for section, found in zip(sections, conditions, strict=False) if not found]
    return (without or [GENERAL])[-1], False


def _tokens(section: str) -> list[_Token]:
    return [
        _Token(match.lastgroup or "other", match[match.lastgroup or "other"] or "")
        for match in _TOKEN.finditer(section)
    ]


def _is_fraction(tokens: list[_Token]) -> bool:
    """Whether the section shows a vulgar fraction: `# ?/?`."""
    slashes = [at for at, token in enumerate(tokens) if token == _Token("other", "/")]
    return any(at > 0 and at + 1 < len(tokens) and tokens[at + 1].kind == "digit" for at in slashes)


def _is_spelled(tokens: list[_Token]) -> bool:
    """Whether the section spells numbers in Chinese: `[DBNum2]`."""
    return any(token.kind == "bracket" and token.text.startswith("DBNum") for token in tokens)


# --- numbers --------------------------------------------------------------------------------------
def _literal(token: _Token) -> str:
    """What a token prints that holds no digit."""
    if token.kind in ("quoted", "escaped", "currency", "percent", "other"):
        return token.text
    return ""


def _shown(number: Decimal, tokens: list[_Token]) -> str:
    if any(token.kind == "general" for token in tokens):
        text = plain(float(number))
        return "".join(text if token.kind == "general" else _literal(token) for token in tokens)
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        text = plain(float(number)) if any(token.kind == "text" for token in tokens) else ""
        return text + "".join(_literal(token) for token in tokens)
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    before = [at for at in places if at < point]
    behind = [at for at in places if at > point]
    scaled = _scaled(number, tokens, {*before[-1:], places[-1]})
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    is_grouped = _is_grouped(tokens, before)
    digits = _whole_digits(whole, [tokens[at].text for at in before], is_grouped)
    digits += _fraction_digits(fraction, [tokens[at].text for at in behind])
    printed = dict(zip([*before, *behind], digits, strict=True))
    has_fraction = any(printed[at].strip() for at in behind)
    parts = ["-" if scaled < 0 and rounded else ""]
    for at, token in enumerate(tokens):
        if at in printed:
            parts.append(printed[at])
        elif token.kind == "point":
            parts.append("." if has_fraction else "")
        else:
            parts.append(_literal(token))
    return "".join(parts)


def _scaled(number: Decimal, tokens: list[_Token], last: set[int]) -> Decimal:
    """Divide by a thousand for each comma right behind a last place, multiply for each percent."""
    percents = sum(token.kind == "percent" for token in tokens)
    commas = 0
    for place in last:
        behind = tokens[place + 1 :]
        others = (at for at, token in enumerate(behind) if token.kind != "comma")
        commas += next(others, len(behind))
    return number * Decimal(100) ** percents / Decimal(1000) ** commas


def _is_grouped(tokens: list[_Token], places: list[int]) -> bool:
    """Whether a comma stands between two places: thousands are grouped."""
    if not places:
        return False
    return any(token.kind == "comma" for token in tokens[places[0] : places[-1]])


def _whole_digits(whole: str, places: list[str], is_grouped: bool) -> list[str]:
    """Give the text of each place left of the point; the first one takes all digits that remain."""
    digits = whole if whole != "0" or "0" in places else ""
    texts: list[str] = []
    for at in range(len(places) - 1, -1, -1):
        if at == 0:
            text = digits
            digits = ""
        else:
            text, digits = digits[-1:], digits[:-1]
        texts.append(text or {"0": "0", "?": " "}.get(places[at], ""))
    texts.reverse()
    return _grouped(texts) if is_grouped else texts


def _grouped(texts: list[str]) -> list[str]:
    """Put a comma before each third digit from the right, over all places together."""
    left = sum(len(text.strip()) for text in texts)
    grouped = []
    started = False
    for text in texts:
        printed = ""
        for character in text:
            if started and character.isdigit() and left % 3 == 0:
                printed += ","
            printed += character
            if character.isdigit():
                started = True
                left -= 1
        grouped.append(printed)
    return grouped


def _fraction_digits(fraction: str, places: list[str]) -> list[str]:
    """Give the text of each place right of the point; `#` prints no idle nought, `?` a blank."""
    texts = list(fraction)
    for at in range(len(places) - 1, -1, -1):
        if places[at] == "0" or texts[at] != "0":
            break
        texts[at] = " " if places[at] == "?" else ""
    return texts


# --- dates ----------------------------------------------------------------------------------------
def _date_of(value: float) -> datetime.datetime:
    return _EPOCH + datetime.timedelta(days=value)


def _shown_date(value: datetime.date, section: str) -> str:
    """Show a date; a minute is told from a month by the hour before it."""
    tokens = _tokens(section)
    if not any(token.kind == "date" for token in tokens):
        return plain(value)
    hour = minute = second = 0
    if isinstance(value, datetime.datetime):
        hour, minute, second = value.hour, value.minute, value.second
    printed = ""
    is_after_hour = False
    for token in tokens:
        if token.kind != "date":
            printed += "." if token.kind == "point" else _literal(token)
            continue
        letter = token.text[0].lower()
        if letter == "y":
            printed += str(value.year) if len(token.text) > 2 else f"{value.year % 100:02}"
            continue
        number = {
            "m": minute if is_after_hour else value.month,
            "d": value.day,
            "h": hour,
            "s": second,
        }[letter]
        printed += str(number).zfill(min(len(token.text), 2))
        is_after_hour = letter == "h"
    return printed.strip()
