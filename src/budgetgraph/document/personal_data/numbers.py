"""Find telephone, identity and account numbers, mail and home addresses in the lines of a
source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from budgetgraph.document.personal_data.secret import Secret
from budgetgraph.document.personal_data.words import gap_end, words

_BEFORE = r"(?<![\dA-Za-z])(?<!\d\.)"
#: An amount of money or a share is no number of a person, however long.
_BEHIND = r"(?![\dA-Za-z%]|\.\d|,\d{3}(?!\d)|\s?[万亿]?元)"
_COUNTRY = r"(?:\(?(?:\+|00)?86\)?[- ]?)?"
_MOBILE = re.compile(_BEFORE + _COUNTRY + r"1[3-9]\d(?:[-—–. ·/_]?\d{4}){2}" + _BEHIND)
#: 010, 020 to 029, 0310 to 0999: no area code of China begins with 00 or 011.
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z\-])(?<!\d[.,])"
    rf"(?:(?:(?:\+|00)86[- ]?)?(?:[(\[]{_AREA}[)\]]|{_AREA})|\+86[- ]?\d{{2,3}})"
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
#: The first half of a project's code: division and year, the letter of its kind, some digits.
_HALF_CODE = re.compile(r"(?<![\dA-Za-z])\d{8}[A-Z]\d{0,11}\s\Z")
_LONGEST_HALF = 24
#: So many blanks or dashes may part an identity number: 130532 19850312 0014.
_MOST_PARTS_BETWEEN = 2
#: What may stand between a code and its label.
_GAP_OF_CODE = " \t　:：|"
#: The first parts of a code, 2025-130532- of 项目代码2025-130532-13900000000, and an amount's unit.
_REACH_OF_CODE = 30
_PART_OF_CODE = re.compile(r"(?:(?<!\d)\d{2,12}[-—–－]){1,4}\Z")
_UNIT = re.compile(r"[（(](?:单位[:：])?[万亿]?元[）)]\Z")
#: An account is no shorter, where only its line speaks of a bank.
_LONG_NUMBER = re.compile(
    r"(?<![\dA-Za-z.,-])(?:\d{15,22}|\d{4}(?: \d{4}){3}(?: \d{1,4})?)"
    r"(?![\dA-Za-z%-]|[.,]\d|\s?[万亿]?元)"
)
#: The door of a flat, which no office has: 3号楼2单元501室.
_DOOR = re.compile(r"\d{1,3}号?[楼幢栋] ?\d{1,2} ?单元 ?\d{1,4}[室号户]")
#: The years of birth of those whose number is told though its check digit is wrong.
_YEARS_OF_BIRTH = range(1920, 2013)
#: Weights and check digits of an identity number, from GB 11643.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def numbers(line: str) -> Iterator[tuple[int, int, str]]:
    """Find the numbers that their own form tells, as (start, end, kind)."""
    telephones = (*_MOBILE.finditer(line), *_LANDLINE.finditer(line))
    yield from _of_kind("telephone", (call for call in telephones if not _is_coded(call)))
    yield from _of_kind("mail", _MAIL.finditer(line))
    yield from _of_kind("plate", words().plate.finditer(line))
    yield from _of_kind("identity", filter(_is_identity, _IDENTITY.finditer(line)))
    yield from _of_kind("account", filter(_is_bank_card, _BANK.finditer(line)))
    yield from _of_kind("address", _DOOR.finditer(line))
    for home in words().home.finditer(line):
        yield *home.span(1), "address"
    if words().bank.search(line):
        accounts = (number for number in _LONG_NUMBER.finditer(line) if not _is_coded(number))
        yield from _of_kind("account", accounts)


def _of_kind(kind: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Give the place of each match, with the kind of all."""
    for match in matches:
        yield *match.span(), kind


def _is_coded(number: re.Match[str]) -> bool:
    """Tell whether words before a number say that it is a code or an amount: 项目代码：…, 合计 …; or
    the first half of a project's code that a narrow cell breaks: `13052225T00 0310123456`.
    """
    start = number.start()
    if _HALF_CODE.search(number.string, max(0, start - _LONGEST_HALF), start):
        return True
    before = _PART_OF_CODE.sub("", number.string[max(0, start - _REACH_OF_CODE) : start])
    before = _UNIT.sub("", before.rstrip(_GAP_OF_CODE)).rstrip(_GAP_OF_CODE)
    return before.endswith(words().code_labels)


def _is_identity(match: re.Match[str]) -> bool:
    """Tell whether a number is an identity number: a date of birth, a check digit, few blanks; with
    a slip in the check digit, the province and a year of birth tell it.

    The check digit is that of GB 11643: the weighted sum of 17 digits modulo 11.
    """
    number = "".join(filter(str.isalnum, match[0]))
    century, month, day = number[6:8], int(number[10:12]), int(number[12:14])
    is_date = century in ("19", "20") and 1 <= month <= 12 and 1 <= day <= 31
    if not is_date or len(match[0]) - len(number) > _MOST_PARTS_BETWEEN:
        return False
    weighted = map(int.__mul__, map(int, number[:17]), _WEIGHTS)
    if _CHECK_DIGITS[sum(weighted) % 11] == number[17].upper():
        return True
    return (
        number[:2] in words().provinces
        and int(number[6:10]) in _YEARS_OF_BIRTH
        and not _is_coded(match)
    )


def _is_bank_card(match: re.Match[str]) -> bool:
    """Tell whether the digits have the check digit of ISO/IEC 7812 (Luhn)."""
    backwards = [int(digit) for digit in match[0][::-1] if digit.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in backwards[1::2]]
    return (sum(backwards[::2]) + sum(doubled)) % 10 == 0


#: A telephone number as it is printed, with blanks in it and without.
_TELEPHONES = (
    re.compile(r"[+(\[]{0,2}\d(?:[ \-—–()\[\]~_*]{0,3}+\d){5,17}+(?:[ ]?转[ ]?\d{1,5})?+"),
    re.compile(r"[+(\[]{0,2}\d(?:[\-—–()\[\]~_]{0,3}+\d){5,17}+"),
)
#: The number of the next item of a list behind it, which a sign follows: `) 2` of `) 2.提高`.
_NEXT_ITEM = re.compile(r"[ )\]]{1,3}\d{1,2}\Z")
_BEHIND_ITEM = re.compile(r"[.、．)](?!\d)")
#: A number that is whole: mobile, with its area code, without it.
_WHOLE_NUMBER = re.compile(r"1\d{10}|0\d{10,11}|[1-9]\d{6,7}")
#: The same in two cells: an area code and its number, or both parts of a mobile number; and its
#: three parts with a mark between them: 139|1234|5678.
_OVER_CELLS = re.compile(
    r"(?:0\d{2,3}\t{1,2}[1-9]\d{6,7}|1[3-9]\d\t{1,2}\d{8}|1[3-9]\d{5}\t{1,2}\d{4}"
    r"|1[3-9]\d(?:[,、|=…·/.]{1,3}\d{4}){2})(?![\d.,%])"
)
#: What behind a number says that it is an amount, a date or a code.
_OTHER_THAN_TELEPHONE = re.compile(r"\d|[.,]\d|\s?[万亿]?元|[%年月A-Za-z]")
#: Another number, or the end of one that differs only there: 1234567/68.
_NEXT_TELEPHONE = re.compile(r"[、/,;，；\s]{1,2}(?=[+(]{0,2}\d)|\s?[或和及]\s?(?=[+(]{0,2}\d)")
_END_OF_OTHER = re.compile(r"\d{1,4}+(?![.年月])")
_LABELLED_VALUES = {
    "account": re.compile(r"[A-Z]?\d[\d \-]{6,32}\d"),
    # Or a date of birth: 1985.03, 1985年3月12日.
    "identity": re.compile(
        r"[A-Za-z]{0,2}\d[\d -]{5,22}[\dXx]"
        r"|(?:19|20)\d\d[年./-] ?\d{1,2}(?:[月./-] ?\d{1,2}日?|月)?"
    ),
    "mail": re.compile(
        r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]{1,40}+"
        r"(?:[^A-Za-z0-9一-鿿，,;；。]{1,3}|艾特| ?(?:AT|at) ?)"
        r"[A-Za-z0-9-]{2,30}(?:[.。．点][A-Za-z]{2,6}){1,3}"
    ),
    "address": re.compile(r"[^\s,，;；。|]{2,60}"),
    "extension": re.compile(r"\d{3,6}[Xx]?(?![\d.,%亿万元部台名人户条个次])"),
    "contact": re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{4,19}"),
}
_MONEY_BEHIND = re.compile(r"\s?[万亿]?元|\.\d|[%A-Za-z]")


def labelled(line: str) -> Iterator[tuple[int, int, str]]:
    """Find what a label tells: `账号：1303 …`, `电话 1234567`, `住址：…`."""
    for label in words().number.finditer(line):
        start = gap_end(line, label.end())
        end = _telephones_end(line, start)
        if end is not None:
            yield start, end, "telephone"
    for kind, form in _LABELLED_VALUES.items():
        for label in words().of_kinds[kind].finditer(line):
            value = form.match(line, gap_end(line, label.end()))
            if value is not None and _is_value(value, label, kind):
                yield *value.span(), kind


def _is_value(value: re.Match[str], label: re.Match[str], kind: str) -> bool:
    """Tell whether what stands behind a label is its value: no amount; an address stands apart."""
    if _MONEY_BEHIND.match(value.string, value.end()):
        return False
    return kind != "address" or value.start() > label.end()


def _telephones_end(line: str, start: int) -> int | None:
    """Tell where the telephone numbers that begin at `start` end; None where none does."""
    end = _telephone_end(line, start)
    following = end
    while following is not None:
        end = following
        following = _following_end(line, end)
    return end


def _following_end(line: str, end: int) -> int | None:
    """Tell where another number ends behind one, or the end of one that differs only there:
    1234567、1234568, 1234567/68.
    """
    between = _NEXT_TELEPHONE.match(line, end)
    if between is None:
        return None
    following = _telephone_end(line, between.end())
    if following is not None or "\t" in between[0]:
        return following
    short = _END_OF_OTHER.match(line, between.end())
    return short.end() if short else None


def _telephone_end(line: str, start: int) -> int | None:
    """Tell where one telephone number ends."""
    over_cells = _OVER_CELLS.match(line, start)
    if over_cells is not None:
        return over_cells.end()
    forms = (form.match(line, start) for form in _TELEPHONES)
    ends = (_without_next_item(number) for number in forms if number is not None)
    return next((end for end in ends if not _OTHER_THAN_TELEPHONE.match(line, end)), None)


def _without_next_item(number: re.Match[str]) -> int:
    """Tell where a number ends, the mark of the next item of a list left out:
    `（电话：0310-1234567） 2.提高` → before the bracket.
    """
    mark = _NEXT_ITEM.search(number[0])
    if mark is None or not _BEHIND_ITEM.match(number.string, number.end()):
        return number.end()
    digits = "".join(filter(str.isdigit, number[0][: mark.start()]))
    return number.start() + mark.start() if _WHOLE_NUMBER.fullmatch(digits) else number.end()


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
    if _DIGIT.search("".join(around)):
        return
    if any(map(words().number.search, above)):
        yield Secret(number, torn.start(1), torn.end(1), "telephone")


#: A shorter number is too easily an amount elsewhere.
_SHORTEST_REPEATED = 7


def repeated_numbers(lines: Sequence[str], secrets: Iterable[Secret]) -> Iterator[Secret]:
    """Find the numbers that are secret in one line in all others too."""
    kinds: dict[str, str] = {}
    for secret in secrets:
        text = lines[secret.line][secret.start : secret.end]
        if text.isdigit() and len(text) >= _SHORTEST_REPEATED:
            kinds[text] = secret.kind
    if kinds:
        yield from _repeated(lines, kinds)


def _repeated(lines: Sequence[str], kinds: Mapping[str, str]) -> Iterator[Secret]:
    """Find each of some numbers, wherever it stands as a whole."""
    pattern = re.compile(rf"(?<![\d.])(?:{'|'.join(sorted(kinds))})(?![\d.])")
    for number, line in enumerate(lines):
        for match in pattern.finditer(line):
            yield Secret(number, match.start(), match.end(), kinds[match[0]])
