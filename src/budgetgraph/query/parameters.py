"""Fill a query with the values of its parameters and with the base of the graph.

A value becomes one SPARQL term and can never become a part of the query itself. A wrong value is
explained in Chinese and English, with the values that are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from budgetgraph.document.problems import QuestionError
from budgetgraph.rdf import iris
from budgetgraph.values import document_number
from budgetgraph.values.document_number import DocumentNumber

_PREFIX = re.compile(r"(?m)^(PREFIX [\w-]*: <)" + re.escape(iris.BASE))
_PARAMETER = re.compile(
    r"\A(?P<name>[\w-]+) (?P<type>[a-z-]+)(?:\((?P<choices>[^()|\s]+(?:\|[^()|\s]+)+)\))?"
    r" (?P<need>required|optional) (?P<description>\S.*)"
)
_DOCUMENT_PATH = re.compile(
    r"(?:^|/)document/(?:(?P<place>[^/]+)/)?(?P<agency>[^/]+)/(?P<year>\d{4})/(?P<serial>\d{1,5})"
    r"(?:\.\w+)?$"
)
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")
_SCHEME = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]*+:[^\s]")
_ESCAPES = {
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\\": "\\\\",
    "\\u": "\\\\\\U00000075",
    "\\U": "\\\\\\U00000055",
}
_ESCAPED = re.compile(r'\\[uU]|["\n\r\t\\]')
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for.

    `type` is one of `TYPES`; `description` is Chinese and English, divided by ` / `; where
    `choices` are given, a value is one of them.
    """

    name: str
    type: str
    required: bool
    description: str
    choices: tuple[str, ...] = ()

    def described(self, language: str) -> str:
        """Give the description in one language (zh, en)."""
        zh, _, en = self.description.partition(" / ")
        if language == "en" and en:
            return en
        return zh


def declared(line: str) -> Parameter:
    """Read the parameter that a header line declares; ValueError for another line.

    The line is `name type required|optional 中文 / English`; the type may list the values that it
    takes: `level digits(3|5) optional 级别 / level`.
    """
    match = _PARAMETER.fullmatch(line)
    if match is None or not _is_type(match["type"], match["choices"]):
        raise ValueError(f"not `# param: name type required|optional description`: {line!r}")
    choices = tuple(match["choices"].split("|")) if match["choices"] else ()
    required = match["need"] == "required"
    return Parameter(match["name"], match["type"], required, match["description"], choices)


def _is_type(name: str, choices: str | None) -> bool:
    """Tell whether there is a type of that name; the type `choice` needs a list of values."""
    if name == "choice" and not choices:
        return False
    return name in TYPES


def term(parameter: Parameter, value: str, base: str) -> str:
    """Write a typed value as one SPARQL term.

    QuestionError says what is wrong with a value, and which values are allowed.
    """
    try:
        if parameter.choices:
            value = _choice(parameter.choices, value)
        return TYPES[parameter.type](value, base)
    except QuestionError as error:
        raise QuestionError(
            f"参数 {parameter.name}：{error.zh}", f"parameter {parameter.name!r}: {error.en}"
        ) from None


def _choice(choices: tuple[str, ...], value: str) -> str:
    """Find a typed value among the allowed ones, in upper or lower case."""
    wanted = value.strip().casefold()
    if wanted in choices:
        return wanted
    zh, en = "、".join(choices), ", ".join(choices)
    raise QuestionError(
        f"没有 {value!r} 这个值，可用的有 {zh}", f"{value!r} is none of its values: {en}"
    )


def rebase(text: str, base: str) -> str:
    """Move the prefixes of a query from the default base to `base`.

    `PREFIX bg: <…default…ontology#>` → `PREFIX bg: <…base…ontology#>`.
    """
    if base == iris.BASE:
        return text
    return _PREFIX.sub(lambda match: match[1] + base, text)


def literal(text: str) -> str:
    """Write `text` as a SPARQL string literal (SPARQL 1.1 §19.7, ECHAR).

    A `u` after a backslash is written as a code point. Some engines resolve code points before they
    read the query (§19.2), and would otherwise find one in a text such as `C:\\users`.
    QuestionError for text that is not Unicode (a lone surrogate).
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError(
            f"{text!r} 不是文字：含有半个字符", f"not a text: {text!r} holds half of a character"
        ) from error
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text) + '"'


def iri(text: str, base: str) -> str:
    """Write `text` as a SPARQL IRI: an absolute one, or a path below `base`.

    Percent-encoded Chinese is read as Chinese, as the data has it.
    """
    wanted = text.strip()
    if wanted.startswith("<") and wanted.endswith(">"):
        wanted = wanted[1:-1]
    wanted = _ENCODED.sub(_decoded, wanted)
    if not _SCHEME.match(wanted):
        wanted = base + wanted.lstrip("/")
    if _NOT_IN_IRI.search(wanted) or _has_surrogate(wanted):
        example = f"{base}id/document/冀财社/2023/208"
        raise QuestionError(
            f"{text!r} 不是 IRI，IRI 如 {example}",
            f"{text!r} is not an IRI; one looks like {example}",
        )
    return f"<{wanted}>"


def _has_surrogate(text: str) -> bool:
    """Tell whether a text holds half of a character (a lone surrogate)."""
    return any(0xD800 <= ord(character) < 0xE000 for character in text)


def _document_number(value: str, base: str) -> str:
    """Write a document number, in any spelling or as the IRI of its document.

    An IRI with a place in it names one document: it stays an IRI.
    """
    path = _DOCUMENT_PATH.search(_ENCODED.sub(_decoded, value.strip().strip("<>")))
    text = value
    if path is not None:
        text = f"{unquote(path['agency'])}〔{path['year']}〕{path['serial']}号"
    number = document_number.parse(text)
    if number is None:
        example = f"{base}id/document/冀财社/2023/208"
        raise QuestionError(
            f"{value!r} 不是发文字号，发文字号如 冀财社〔2023〕208号（括号、空格不限），"
            f"也可用文件的 IRI，如 {example}",
            f"{value!r} is not a document number; one looks like 冀财社〔2023〕208号 "
            f"(any brackets and spaces), its IRI like {example}",
        )
    if path is not None and path["place"]:
        return iri(_placed(number, unquote(path["place"]), base), base)
    return literal(str(number))


def _placed(number: DocumentNumber, place: str, base: str) -> str:
    """Give the IRI of a document whose place is part of its identity."""
    return iris.Iris(base).document(number.agency, number.year, number.serial, place)


def _text(value: str, _base: str) -> str:
    """Write a text as it was typed."""
    return literal(value)


def _word(value: str, _base: str) -> str:
    """Write a text without the blanks around it."""
    return literal(value.strip())


def _year(value: str, _base: str) -> str:
    """Write a year: `2025年` → `2025`."""
    digits = value.strip().removesuffix("年")
    if not re.fullmatch("[12][0-9]{3}", digits):
        raise QuestionError(
            f"{value!r} 不是年度，年度如 2025", f"{value!r} is not a year; one looks like 2025"
        )
    return digits


def _integer(value: str, _base: str) -> str:
    """Write a whole number."""
    if not re.fullmatch("[+-]?[0-9]{1,18}", value.strip()):
        raise QuestionError(f"{value!r} 不是整数", f"{value!r} is not a whole number")
    return str(int(value))


def _number(value: str, _base: str) -> str:
    """Write a decimal number."""
    digits = value.strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", digits):
        raise QuestionError(
            f"{value!r} 不是数，数如 95 或 99.5",
            f"{value!r} is not a number; one looks like 95 or 99.5",
        )
    return digits


def _decoded(match: re.Match[str]) -> str:
    """Decode percent-encoded UTF-8; other bytes stay encoded."""
    try:
        return unquote(match[0], errors="strict")
    except UnicodeDecodeError:
        return match[0]


TYPES: Mapping[str, Callable[[str, str], str]] = {
    "document-number": _document_number,
    "text": _text,
    "choice": _word,
    "division": _word,
    "year": _year,
    "digits": _integer,
    "integer": _integer,
    "number": _number,
    "iri": iri,
}
"""The types of parameters: each turns what a person typed, with the base IRI, into one SPARQL term.
"""
