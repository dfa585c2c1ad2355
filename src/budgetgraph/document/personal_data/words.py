"""The words that tell personal data from other text, and the labels made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_patterns

#: What may stand between a label and its value.
_GAP = re.compile(
    "[\\s:：∶︰﹕;=＝|｜/／\\\\.(（【\\[［〔〖<＜“\"'‘「《_＿—–―*\u200b\u200c\u200d\u2060\ufeff\u00ad-]{0,20}"
)
#: Numbers and letters of several with one label: 联系人1, 联系人A.
_ORDINAL = "[\u200b\u200c\u200d\ufeff*]{0,2}[0-9０-９A-Ca-c一二三四①②③④]?"

#: The lists of `words.toml` that stay lists: as characters, as sets of words, and in their order.
_LETTERS = ("surnames", "seldom_surnames", "transcribed", "no_first", "no_last")
_SETS = ("apart_only", "colon_only", "double_surnames", "transcribed_names", "provinces")
#: What a label asks for, and the pattern of such labels, in the order in which they are tried.
_PATTERN_OF_KIND = {
    "name": "label",
    "telephone": "number",
    "account": "account",
    "identity": "identity",
    "address": "address",
    "contact": "contact",
    "mail": "mail",
    "extension": "short",
}
#: What may stand behind a label and is no name.
_KNOWN = ("no_names", "labels", "number_labels", "nobody", "titles")
_TEXTS = (
    "asks_person",
    "no_names",
    "things",
    "offices",
    "sure_offices",
    "titles",
    "joining",
    "before_address",
    "code_labels",
)


@dataclass(frozen=True, slots=True)
class AroundName:
    """What words around a name look like that has no label: 付张某某工程款; the names are in group 1 of
    each pattern. Where `has_number`, the digits behind a name are those of a telephone.
    """

    patterns: tuple[re.Pattern[str], ...]
    has_number: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `words.toml`; the labels of each kind of data as one pattern.

    `behind_label` is what may stand between a label and its colon: 联系人及电话（必填）：…
    """

    label: re.Pattern[str]
    behind_label: re.Pattern[str]
    behind: re.Pattern[str]
    no_name: re.Pattern[str]
    end_of_name: re.Pattern[str]
    several: re.Pattern[str]
    number: re.Pattern[str]
    account: re.Pattern[str]
    identity: re.Pattern[str]
    address: re.Pattern[str]
    contact: re.Pattern[str]
    mail: re.Pattern[str]
    short: re.Pattern[str]
    home: re.Pattern[str]
    bank: re.Pattern[str]
    of_kinds: dict[str, re.Pattern[str]]
    form_of_address: re.Pattern[str]
    title_of_office: re.Pattern[str]
    name_before_label: re.Pattern[str]
    plate: re.Pattern[str]
    signing: re.Pattern[str]
    acting: re.Pattern[str]
    assigned: re.Pattern[str]
    becoming: re.Pattern[str]
    in_office: re.Pattern[str]
    counted: re.Pattern[str]
    stand_in: re.Pattern[str]
    told: tuple[AroundName, ...]
    no_last: frozenset[str]
    provinces: frozenset[str]
    role: re.Pattern[str]
    office: re.Pattern[str]
    apart_only: frozenset[str]
    colon_only: frozenset[str]
    asks_person: tuple[str, ...]
    surnames: frozenset[str]
    family_names: frozenset[str]
    seldom_surnames: frozenset[str]
    double_surnames: frozenset[str]
    transcribed: frozenset[str]
    no_first: frozenset[str]
    transcribed_names: frozenset[str]
    no_names: tuple[str, ...]
    things: tuple[str, ...]
    offices: tuple[str, ...]
    sure_offices: tuple[str, ...]
    titles: tuple[str, ...]
    joining: tuple[str, ...]
    before_address: tuple[str, ...]
    code_labels: tuple[str, ...]
    known: frozenset[str]


@cache
def words() -> Words:
    """Give the word lists, read once."""
    data = _data()
    data["labels"] += data["colon_only"]
    fields: dict[str, Any] = {
        **_patterns(data),
        **_patterns_without_label(data),
        **_patterns_of_sentences(data),
    }
    fields["told"] = tuple(map(_told, data["told"]))
    fields["of_kinds"] = {kind: fields[name] for kind, name in _PATTERN_OF_KIND.items()}
    known = [word for name in _KNOWN for word in data[name]]
    fields["known"] = frozenset(known)
    for name in _LETTERS:
        fields[name] = frozenset("".join(data[name].split()))
    for name in _SETS:
        fields[name] = frozenset(data[name])
    fields["family_names"] = fields["surnames"] | fields["double_surnames"]
    for name in _TEXTS:
        fields[name] = tuple(data[name])
    return Words(**fields)


def _data() -> dict[str, Any]:
    return read_patterns("budgetgraph.document.personal_data", "words.toml")


def _patterns(data: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Make the patterns of the labels."""
    behind = _any_of(data["behind_label"])
    suffix = rf"(?:[ 　]{{0,3}}(?:{behind})|[(（](?:{behind})[)）])?"
    number = _number_label(data)
    more = (
        rf"(?: ?[及和与、/，]? ?(?:{number}|职务))?"
        rf"(?:[（(](?:[^()（）\d]{{1,10}}|\d)[)）])?{_ORDINAL}"
    )
    return {
        "label": re.compile(rf"(?:{_any_of(data['labels'])}){suffix}"),
        "behind_label": re.compile(rf"{more}(?=\s{{0,3}}[:：∶︰﹕\t|])"),
        "behind": re.compile(
            rf"(?:{_alternatives(data['before_label'])})?(?:{_alternatives(data['labels'])})"
            rf"|{_alternatives(data['behind_name'])}"
        ),
        # A word that begins as a name does, or ends as the name of a thing.
        "no_name": re.compile(
            rf"\A(?:{_alternatives(data['no_names'])})|(?:{_alternatives(data['things'])})\Z"
        ),
        "number": re.compile(rf"{number}(?:[（(][^()（）\d]{{1,8}}[)）])?[为是]?"),
        "account": re.compile(
            rf"(?:{_any_of(data['account_labels'])})(?:[（(][^()（）\d]{{1,12}}[)）])?"
        ),
        "identity": re.compile(
            rf"(?:{_any_of(data['identity_labels'])})(?:[（(][^()（）\d]{{1,8}}[)）])?"
        ),
        "mail": re.compile(_alternatives(data["mail_labels"])),
        "short": re.compile(_alternatives(data["short_labels"])),
        "home": re.compile(
            rf"(?:{_alternatives(data['home_words'])})"
            r"([㐀-鿿]{2,20}(?:\d{1,4}(?:[号组栋幢楼室]|单元|-(?=\d))(?:\d(?!\d{4}))*+){1,4})"
        ),
        "bank": re.compile(_alternatives(data["bank_words"])),
        "address": re.compile(_any_of(data["address_labels"])),
        "contact": re.compile(_any_of(data["contact_labels"])),
        "role": re.compile(rf"[㐀-鿿]{{0,8}}(?:{_alternatives(data['roles'])})[ 　]?[:：][ 　]?"),
        "office": re.compile(rf"[㐀-鿿]{{0,10}}(?:{'|'.join(data['office_ends'])})"),
    }


def _number_label(data: dict[str, Any]) -> str:
    """Give the pattern of the labels of telephone numbers."""
    return rf"(?:{_any_of(data['number_labels'])}|联系(?=[:：]))(?:号码?)?"


def _patterns_without_label(data: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Make the patterns of what tells a name or a number where no label of its own does."""
    number = _number_label(data)
    return {
        "title_of_office": re.compile(
            rf"(?:{_alternatives(data['titles_of_office'])})"
            rf"(?={_alternatives(data['behind_name'])}|[^㐀-鿿]|\Z)"
        ),
        "name_before_label": re.compile(
            rf"(?<![㐀-鿿])([㐀-鿿]{{3}}|[㐀-鿿]{{2,4}}[ 　:：（(，,、/\t|]{{1,2}})"
            rf"(?:{number}|{_any_of([*data['identity_labels'], *data['account_labels']])})"
            r"[ 　:：\t|]{0,2}\Z"
        ),
        # Three figures at least, so that no code of letters is one: 冀A·12345, 冀AD12345, 冀E5K888.
        "plate": re.compile(
            rf"[{data['plates']}][A-HJ-NP-Z][·•・ ]?(?=(?:[A-Z]{{0,3}}\d){{3}})"
            r"[A-HJ-NP-Z\d]{4,5}[A-HJ-NP-Z\d挂学警](?![A-Za-z\d.])"
        ),
        "end_of_name": re.compile(_alternatives([*data["titles"], *data["behind_name"]])),
        "several": re.compile(
            rf"((?:[㐀-鿿]{{2,4}}+、){{1,8}}[㐀-鿿]{{2,4}}?)(?:{'|'.join(data['of_several'])})"
            rf"(?:{'|'.join(data['forms_of_address'])})"
        ),
        "form_of_address": re.compile("|".join(data["forms_of_address"])),
        "signing": re.compile(
            rf"(?<={data['signed_by']})[㐀-鿿]{{2,3}}?(?={'|'.join(data['signing'])})"
        ),
    }


def _patterns_of_sentences(data: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Make the patterns of names that a sentence tells by what somebody does or is in it.

    `several` names stand in group 1 of each, with 、 between them.
    """
    several = "((?:[㐀-鿿]{2,4}、){0,8}[㐀-鿿]{2,4})"
    by_label = [label for label in data["labels"] if label.endswith(tuple(data["asks_person"]))]
    persons = _alternatives([*filter(_is_word, by_label), *data["titles_of_office"], "组长"])
    becoming = _alternatives(data["becoming"])
    families = f"{''.join(data['surnames'].split())}{data['stand_ins']}"
    first = "".join(sorted(set(families) - set(data["no_stand_ins"])))
    return {
        "acting": re.compile(
            rf"(?<={data['signed_by']})((?:[㐀-鿿]{{2,3}}、){{0,8}}[㐀-鿿]{{3}})"
            rf"(?={_alternatives(data['acting'])})"
        ),
        "assigned": re.compile(
            rf"(?:{_alternatives([*data['assigned_by'], *data['titles_of_office']])})"
            rf"([㐀-鿿]{{3}})(?=(?:{_alternatives([*data['becoming'], *data['behind_name']])}))"
        ),
        "becoming": re.compile(
            rf"(?<![㐀-鿿])([㐀-鿿]{{3}})(?=(?:{becoming})[㐀-鿿]{{0,8}}?(?:{persons}))"
        ),
        "in_office": re.compile(
            rf"(?<![㐀-鿿]){several}[（(](?=[㐀-鿿、]{{0,8}}?(?:{persons})[）)])"
        ),
        "counted": re.compile(rf"{several}(?=等[\d两三四五六七八九十]{{1,3}}[名位人])"),
        "stand_in": re.compile(
            rf"([{first}]某[某{data['stand_ins']}])(?!{_alternatives(data['of_place'])})"
        ),
    }


def _told(row: dict[str, Any]) -> AroundName:
    """Make the patterns of a row of `told`: one for names of three characters, and one for those of
    two where both sides are sure.
    """
    before = [f"(?:{_alternatives(row['before'])}){row.get('gap', '')}"] if "before" in row else []
    begins = ["(?<![㐀-鿿])"] if row.get("begins") else []
    behind = [_alternatives(row["behind"])] if "behind" in row else []
    ends = ["(?![㐀-鿿])"] if row.get("ends") else []
    then = [row["then"]] if "then" in row else []
    head, rest = "|".join([*before, *begins]), "|".join([*behind, *ends, *then])
    lengths = [3, 2] if row.get("short") else [3]
    patterns = (
        re.compile(rf"(?:{head})((?:[㐀-鿿]{{2,3}}[、和及与]){{0,8}}[㐀-鿿]{{{length}}})(?={rest})")
        for length in lengths
    )
    return AroundName(tuple(patterns), bool(row.get("number")))


def _is_word(label: str) -> bool:
    """Tell whether a label is a word by itself, and no end of others as 员 is."""
    return len(label) > 1


def _alternatives(texts: Iterable[str]) -> str:
    """Give a pattern for any of the words as they stand, the longest first."""
    return "|".join(sorted(texts, key=len, reverse=True))


def gap_end(line: str, start: int) -> int:
    """Tell where the blanks, colons and brackets behind a label end."""
    gap = _GAP.match(line, start)
    return gap.end() if gap else start


def _any_of(texts: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first, their letters spread or not:
    填 报 人.
    """
    ordered = sorted(texts, key=len, reverse=True)
    return "|".join("[ 　]{0,3}".join(map(re.escape, text)) for text in ordered)
