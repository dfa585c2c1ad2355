"""Find telephone, identity and account numbers, mail and home addresses in the lines of a
source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.document.personal_data.secret import Secret
from budgetgraph.document.personal_data.words import gap_end, words

_BEFORE = r"(?<![\dA-Za-z])(?<!\d\.)"
#: An amount of money or a share is no number of a person, however long.
_BEHIND = r"(?![\dA-Za-z%]|\.\d|,\d{3}(?!\d)|\s?[万亿]?元)"
_COUNTRY = r"(?:\(?(?:\+|00)?86\)?[- ]?)?"
_MOBILE = re.compile(_BEFORE + _COUNTRY + r"1[3-9]\d(?:[-—–. ·/_]?\d{4}){2}" + _BEHIND)
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z\-])(?<!\d[.,])"
    r"(?:(?:(?:\+|00)86[- ]?)?(?:[(\[]0\d{2,3}[)\]]|0\d{2,3})|\+86[- ]?\d{2,3})"
    r"[-－—–. ~_]{0,3}[1-9]\d{2,3}[- ]?\d{4}(?:[-转]\d{1,5})?" + _BEHIND
)
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])(?<!\d[.,])[1-9](?:[ -]?\d){16}[ -]?[\dXx](?![\dA-Za-z]|[.,]\d)"
)
_MAIL = re.compile(
    r"(?<![\da-zA-Z_.+-])[\da-zA-Z_.+-]{1,64}"
    r" ?(?:@|[(（\[【] ?(?:at|AT) ?[)）\]】]|# ?(?=[\da-zA-Z-]{2,63}\.(?:com|cn|net|org)))"
    r" ?(?:[\da-zA-Z一-鿿-]{1,63}(?: [\da-zA-Z-]{1,20})?\.){1,4}[A-Za-z]{2,10}"
)
_BANK = re.compile(r"(?<![\dA-Za-z.])62\d{2}(?: ?\d{4}){3}(?: ?\d{1,3})?(?![\dA-Za-z.])")
#: So many blanks or dashes may part an identity number: 130532 19850312 0014.
_MOST_PARTS_BETWEEN = 2
#: What may stand between a code and its label.
_GAP_OF_CODE = " \t　:：|"
#: Weights and check digits of an identity number, from GB 11643.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def numbers(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the numbers that their own form tells, as (start, end, kind)."""
    for pattern in (_MOBILE, _LANDLINE):
        for match in pattern.finditer(line):
            if not _is_coded(line, match.start()):
                yield match.start(), match.end(), "telephone"
    for pattern, kind in ((_MAIL, "mail"), (words().plate, "plate")):
        yield from ((*match.span(), kind) for match in pattern.finditer(line))
    yield from _checked_numbers(line)


def _checked_numbers(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the numbers that a check digit tells: identity numbers and bank cards."""
    for match in _IDENTITY.finditer(line):
        digits = "".join(filter(str.isalnum, match[0]))
        if len(match[0]) - len(digits) <= _MOST_PARTS_BETWEEN and _is_identity(digits):
            yield match.start(), match.end(), "identity"
    for match in _BANK.finditer(line):
        if _is_bank_card(match[0]):
            yield match.start(), match.end(), "account"


def _is_coded(line: str, start: int) -> bool:
    """Tell whether words before a number say that it is a code or an amount: 项目代码：…, 合计 …."""
    before = line[max(0, start - 8) : start].rstrip(_GAP_OF_CODE)
    return before.endswith(words().code_labels)


def _is_identity(number: str) -> bool:
    """Tell whether a number of 18 characters is an identity number: a date of birth, a check digit.

    The check digit is that of GB 11643: the weighted sum of 17 digits modulo 11.
    """
    if number[6:8] not in ("19", "20"):
        return False
    month, day = int(number[10:12]), int(number[12:14])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == number[17].upper()


def _is_bank_card(number: str) -> bool:
    """Tell whether the digits have the check digit of ISO/IEC 7812 (Luhn)."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    if not 16 <= len(digits) <= 19:
        return False
    total = sum(digits[-1::-2])
    for digit in digits[-2::-2]:
        total += sum(divmod(2 * digit, 10))
    return total % 10 == 0


#: A telephone number as it is printed, with blanks in it and without.
_TELEPHONES = (
    re.compile(r"[+(\[]{0,2}\d(?:[ \-—–()\[\]~_]{0,3}+\d){5,17}+(?:[ ]?转[ ]?\d{1,5})?+"),
    re.compile(r"[+(\[]{0,2}\d(?:[\-—–()\[\]~_]{0,3}+\d){5,17}+"),
)
#: The same in two cells: an area code and its number, or both parts of a mobile number.
_OVER_CELLS = re.compile(
    r"(?:0\d{2,3}\t{1,2}[1-9]\d{6,7}|1[3-9]\d\t{1,2}\d{8}|1[3-9]\d{5}\t{1,2}\d{4})(?![\d.,%])"
)
#: What behind a number says that it is an amount, a date or a code.
_OTHER_THAN_TELEPHONE = re.compile(r"\d|[.,]\d|\s?[万亿]?元|[%年月A-Za-z]")
#: Another number, or the end of one that differs only there: 1234567/68.
_NEXT_TELEPHONE = re.compile(r"[、/,;，；\s]{1,2}(?=[+(]{0,2}\d)")
_END_OF_OTHER = re.compile(r"\d{1,4}+(?![.年月])")
_LABELLED_VALUES = {
    "account": re.compile(r"\d[\d \-]{6,32}\d"),
    "identity": re.compile(r"[A-Za-z]{0,2}\d[\d ]{5,22}[\dXx]"),
    "address": re.compile(r"[^\s,，;；。|]{2,60}"),
    "contact": re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{4,19}"),
}
_MONEY_BEHIND = re.compile(r"\s?[万亿]?元|\.\d|[%A-Za-z]")


def labelled(line: str) -> Iterator[tuple[int, int, str]]:
    """Find what a label tells: `账号：1303 …`, `电话 1234567`, `住址：…`."""
    known = words()
    for label in known.number.finditer(line):
        start = gap_end(line, label.end())
        end = _telephones_end(line, start)
        if end is not None:
            yield start, end, "telephone"
    labels = {
        "account": known.account,
        "identity": known.identity,
        "address": known.address,
        "contact": known.contact,
    }
    for kind, pattern in labels.items():
        for label in pattern.finditer(line):
            start = gap_end(line, label.end())
            value = _LABELLED_VALUES[kind].match(line, start)
            if value is None or (kind == "address" and start == label.end()):
                continue
            if not _MONEY_BEHIND.match(line, value.end()):
                yield start, value.end(), kind


def _telephones_end(line: str, start: int) -> int | None:
    """Tell where the telephone numbers that begin at `start` end; None where none does."""
    end = _telephone_end(line, start)
    following = end
    while following is not None:
        end = following
        between = _NEXT_TELEPHONE.match(line, end)
        following = None
        if between is not None:
            following = _telephone_end(line, between.end())
            short = _END_OF_OTHER.match(line, between.end())
            if following is None and short is not None and "\t" not in between[0]:
                return short.end()
    return end


def _telephone_end(line: str, start: int) -> int | None:
    """Tell where one telephone number ends."""
    over_cells = _OVER_CELLS.match(line, start)
    if over_cells is not None:
        return over_cells.end()
    for form in _TELEPHONES:
        number = form.match(line, start)
        if number is not None and not _OTHER_THAN_TELEPHONE.match(line, number.end()):
            return number.end()
    return None


#: So many lines above a torn-off number its label may stand: about a printed page.
_TORN_REACH = 60
_TORN = re.compile(r"\A\s*+(\d{7,8})\s*+")
_DIGIT = re.compile(r"\d")


def torn_number(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Find a telephone number that a page break tore off its label.

    It stands alone in its line, no figure stands above or below it, as one would in a table that is
    printed a cell a line, and a label of telephone numbers stands on the page above.
    """
    torn = _TORN.fullmatch(lines[number])
    if torn is None:
        return
    around = (*lines[max(number - 2, 0) : number], *lines[number + 1 : number + 2])
    above = lines[max(number - _TORN_REACH, 0) : number]
    is_labelled = any(words().number.search(line) for line in above)
    if is_labelled and not any(_DIGIT.search(line) for line in around):
        yield Secret(number, torn.start(1), torn.end(1), "telephone")


def repeated_numbers(lines: Sequence[str], secrets: Iterable[Secret]) -> Iterator[Secret]:
    """Find the numbers that are secret in one line in all others too."""
    kinds: dict[str, str] = {}
    for secret in secrets:
        text = lines[secret.line][secret.start : secret.end]
        if secret.kind != "name" and text.isdigit() and len(text) >= 7:
            kinds[text] = secret.kind
    if not kinds:
        return
    pattern = re.compile(rf"(?<![\d.])(?:{'|'.join(sorted(kinds))})(?![\d.])")
    for number, line in enumerate(lines):
        for match in pattern.finditer(line):
            yield Secret(number, match.start(), match.end(), kinds[match[0]])
