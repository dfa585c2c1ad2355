"""What a query is filled with: parameters whose values become SPARQL terms and never SPARQL, and
the base of the graph that is asked.

What is wrong with a value is said in Chinese and English, with the values that would do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from budgetgraph.document.problems import QuestionError
from budgetgraph.rdf import iris
from budgetgraph.values import document_number

_PREFIX = re.compile(r"(?m)^(PREFIX [\w-]*: <)" + re.escape(iris.BASE))
_PARAMETER = re.compile(
    r"\A(?P<name>[\w-]+) (?P<type>[a-z-]+)(?:\((?P<choices>[^()|\s]+(?:\|[^()|\s]+)+)\))? (?P<need>required|optional) (?P<description>\S.*)"
)
_DOCUMENT_PATH = re.compile(
    r"(?:^|/)document/(?P<agency>[^/]+)/(?P<year>\d{4})/(?P<serial>\d{1,5})(?:\.\w+)?$"
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
        """The description in one language (zh, en)."""
        zh, _, en = self.description.partition(" / ")
        return en or zh if language == "en" else zh


def declared(line: str) -> Parameter:
    """The parameter that a header line declares: `name type required|optional 中文 / English`, where
    the type may list the values that it takes, as `digits(3|5)` does; ValueError for another line.
    """
    match = _PARAMETER.fullmatch(line)
    if (
        match is None
        or match["type"] not in TYPES
        or (match["type"] == "choice" and not match["choices"])
    ):
        raise ValueError(f"not `# param: name type required|optional description`: {line!r}")
    choices = tuple(match["choices"].split("|")) if match["choices"] else ()
    return Parameter(
        match["name"], match["type"], match["need"] == "required", match["description"], choices
    )


def term(parameter: Parameter, value: str, base: str) -> str:
    """What a person typed as one SPARQL term; QuestionError says what is wrong with it, and which
    values would do.
    """
    wanted = value.strip().casefold()
    if parameter.choices and wanted not in parameter.choices:
        zh, en = "、".join(parameter.choices), ", ".join(parameter.choices)
        fault = QuestionError(
            f"没有 {value!r} 这个值，可用的有 {zh}", f"{value!r} is none of its values: {en}"
        )
        raise _about(parameter, fault)
    try:
        return TYPES[parameter.type](wanted if parameter.choices else value, base)
    except QuestionError as error:
        raise _about(parameter, error) from None


def rebase(text: str, base: str) -> str:
    """The query with the prefixes below the default base moved to `base`: the one place where a
    query learns of another base.
    """
    return text if base == iris.BASE else _PREFIX.sub(lambda match: match[1] + base, text)


def literal(text: str) -> str:
    """`text` as a SPARQL string literal (SPARQL 1.1 §19.7, ECHAR); QuestionError for text that is
    not Unicode (a lone surrogate).

    A `u` behind a backslash is written as a code point: engines that resolve code points before
    they read the query (§19.2)
    would otherwise find one in a text such as `C:\\users`.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError(
            f"{text!r} 不是文字：含有半个字符", f"not a text: {text!r} holds half of a character"
        ) from error
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text) + '"'


def iri(text: str, base: str) -> str:
    """`text` as a SPARQL IRI: absolute, or a path below `base`; percent-encoded Chinese is read as
    Chinese, as in the data.
    """
    wanted = text.strip()
    if wanted.startswith("<") and wanted.endswith(">"):
        wanted = wanted[1:-1]
    wanted = _ENCODED.sub(_decoded, wanted)
    if not _SCHEME.match(wanted):
        wanted = base + wanted.lstrip("/")
    if _NOT_IN_IRI.search(wanted) or any(0xD800 <= ord(character) < 0xE000 for character in wanted):
        example = f"{base}id/document/冀财社/2023/208"
        raise QuestionError(
            f"{text!r} 不是 IRI，IRI 如 {example}",
            f"{text!r} is not an IRI; one looks like {example}",
        )
    return f"<{wanted}>"


def _about(parameter: Parameter, fault: QuestionError) -> QuestionError:
    return QuestionError(
        f"参数 {parameter.name}：{fault.zh}", f"parameter {parameter.name!r}: {fault.en}"
    )


def _document_number(value: str, base: str) -> str:
    path = _DOCUMENT_PATH.search(_ENCODED.sub(_decoded, value.strip().strip("<>")))
    text = f"{unquote(path['agency'])}〔{path['year']}〕{path['serial']}号" if path else value
    number = document_number.parse(text)
    if number is None:
        example = f"{base}id/document/冀财社/2023/208"
        raise QuestionError(
            f"{value!r} 不是发文字号，发文字号如 冀财社〔2023〕208号（括号、空格不限），也可用文件的 IRI，如 {example}",
            f"{value!r} is not a document number; one looks like 冀财社〔2023〕208号 (any brackets and spaces), its IRI like {example}",
        )
    return literal(str(number))


def _text(value: str, _base: str) -> str:
    return literal(value)


def _word(value: str, _base: str) -> str:
    return literal(value.strip())


def _year(value: str, _base: str) -> str:
    digits = value.strip().removesuffix("年")
    if not re.fullmatch("[12][0-9]{3}", digits):
        raise QuestionError(
            f"{value!r} 不是年度，年度如 2025", f"{value!r} is not a year; one looks like 2025"
        )
    return digits


def _integer(value: str, _base: str) -> str:
    if not re.fullmatch("[+-]?[0-9]{1,18}", value.strip()):
        raise QuestionError(f"{value!r} 不是整数", f"{value!r} is not a whole number")
    return str(int(value))


def _number(value: str, _base: str) -> str:
    digits = value.strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", digits):
        raise QuestionError(
            f"{value!r} 不是数，数如 95 或 99.5",
            f"{value!r} is not a number; one looks like 95 or 99.5",
        )
    return digits


def _decoded(match: re.Match[str]) -> str:
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
