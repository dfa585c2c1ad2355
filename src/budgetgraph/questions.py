"""The canned questions: read from `queries/questions/*.rq`, and their parameters bound so that a value can never become SPARQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from budgetgraph import docnumber, iris
from budgetgraph.assets import asset
from budgetgraph.problems import UsageError

_FIELD = re.compile(r"# (?P<key>title-zh|title-en|question-zh|question-en|param|columns): (?P<value>\S.*)")
_MARKER = re.compile(r"(?m)^(?P<open> *VALUES \?\w+ \{ )UNDEF(?P<close> \} +# param (?P<name>[\w-]+))$")
_PREFIX = re.compile(r"(?m)^(PREFIX [\w-]*: <)" + re.escape(iris.BASE))
_DOCUMENT_PATH = re.compile(r"(?:^|/)document/(?P<agency>[^/]+)/(?P<year>\d{4})/(?P<serial>\d{1,5})(?:\.\w+)?$")
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]")
_ESCAPES = {'"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", "\\u": "\\\\\\U00000075", "\\U": "\\\\\\U00000055"}
_ESCAPED = re.compile(r'\\[uU]|["\n\r\t\\]')
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for. `type` is one of `TYPES`; `description` is Chinese and English, divided by ` / `."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """One canned question. `text` is the whole file: valid SPARQL 1.1 as it stands, with every parameter left open."""

    name: str
    title_zh: str
    title_en: str
    question_zh: str
    question_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str


def load() -> dict[str, Question]:
    """All canned questions by name, in the order of their names; ValueError where a file's header is not as it must be."""
    folder = asset("queries/questions")
    return {path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))}


def parse(name: str, text: str) -> Question:
    """The question in the text of a `.rq` file: header comments first, then the query; ValueError says what is wrong with it."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _FIELD.fullmatch(line)
        if match is None:
            raise ValueError(f"{name}.rq: not a header line: {line!r}")
        fields.setdefault(match["key"], []).append(match["value"].strip())
    single = {key: _only(name, key, fields) for key in ("title-zh", "title-en", "question-zh", "question-en", "columns")}
    parameters = tuple(_parameter(name, value) for value in fields.get("param", []))
    if {parameter.name for parameter in parameters} != {match["name"] for match in _MARKER.finditer(text)}:
        raise ValueError(f"{name}.rq: the parameters of the header and the `# param` lines of the query differ")
    return Question(
        name=name,
        title_zh=single["title-zh"],
        title_en=single["title-en"],
        question_zh=single["question-zh"],
        question_en=single["question-en"],
        parameters=parameters,
        columns=tuple(column.strip() for column in single["columns"].split(",")),
        text=text,
    )


def find(name: str, questions: Mapping[str, Question]) -> Question:
    """The question of that name; UsageError with the names that come close where there is none."""
    if name in questions:
        return questions[name]
    raise UsageError(f"there is no question {name!r}; {_instead(name, questions)}")


def bind(question: Question, values: Mapping[str, str], base: str = iris.BASE) -> str:
    """The SPARQL text that asks `question` with these parameter values of a graph that was built with `base`.

    Values are what a person types. A value stays a value: it is written as one escaped literal, number or IRI. An empty value
    counts as none. Raises UsageError for an unknown parameter, a missing required one, or a value that is not of its type.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise UsageError(f"{question.name} has no parameter {name!r}; {_instead(name, known)}")
    given = {name: value for name, value in values.items() if value.strip()}
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise UsageError(f"{question.name} needs the parameter {parameter.name!r}: {parameter.description}")
    terms = {name: _term(known[name], value, base) for name, value in given.items()}
    text = _MARKER.sub(lambda match: match["open"] + terms.get(match["name"], "UNDEF") + match["close"], question.text)
    return rebase(text, base)


def rebase(text: str, base: str) -> str:
    """The query with the prefixes below the default base moved to `base`: the one place where a query learns of another base."""
    return text if base == iris.BASE else _PREFIX.sub(lambda match: match[1] + base, text)


def literal(text: str) -> str:
    """`text` as a SPARQL string literal (SPARQL 1.1 §19.7, ECHAR); UsageError for text that is not Unicode (a lone surrogate).

    A `u` behind a backslash is written as a code point: engines that resolve code points before they read the query (§19.2)
    would otherwise find one in a text such as `C:\\users`.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(f"not a text: {text!r} holds half of a character") from error
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text) + '"'


def iri(text: str, base: str) -> str:
    """`text` as a SPARQL IRI: absolute, or a path below `base`; percent-encoded Chinese is read as Chinese, as in the data."""
    wanted = text.strip()
    if wanted.startswith("<") and wanted.endswith(">"):
        wanted = wanted[1:-1]
    wanted = _ENCODED.sub(_decoded, wanted)
    if not _SCHEME.match(wanted):
        wanted = base + wanted.lstrip("/")
    if _NOT_IN_IRI.search(wanted) or any(0xD800 <= ord(character) < 0xE000 for character in wanted):
        raise UsageError(f"{text!r} is not an IRI; one looks like {base}id/document/冀财社/2023/208")
    return f"<{wanted}>"


def _only(name: str, key: str, fields: Mapping[str, list[str]]) -> str:
    if len(fields.get(key, [])) != 1:
        raise ValueError(f"{name}.rq: the header needs `# {key}: …` exactly once")
    return fields[key][0]


def _parameter(name: str, line: str) -> Parameter:
    words = line.split(maxsplit=3)
    if len(words) != 4 or words[1] not in TYPES or words[2] not in ("required", "optional"):
        raise ValueError(f"{name}.rq: not `# param: name type required|optional description`: {line!r}")
    return Parameter(words[0], words[1], words[2] == "required", words[3])


def _instead(name: str, known: Mapping[str, object]) -> str:
    if not known:
        return "it takes none"
    close = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known)}"


def _term(parameter: Parameter, value: str, base: str) -> str:
    try:
        return TYPES[parameter.type](value, base)
    except UsageError as error:
        raise UsageError(f"parameter {parameter.name!r}: {error}") from None


def _document_number(value: str, base: str) -> str:
    path = _DOCUMENT_PATH.search(_ENCODED.sub(_decoded, value.strip().strip("<>")))
    text = f"{unquote(path['agency'])}〔{path['year']}〕{path['serial']}号" if path else value
    number = docnumber.parse(text)
    if number is None:
        raise UsageError(
            f"{value!r} is not a document number; one looks like 冀财社〔2023〕208号 (any brackets and spaces), "
            f"its IRI like {base}id/document/冀财社/2023/208"
        )
    return literal(str(number))


def _text(value: str, _base: str) -> str:
    return literal(value)


def _division(value: str, _base: str) -> str:
    return literal(value.strip())


def _year(value: str, _base: str) -> str:
    digits = value.strip().removesuffix("年")
    if not re.fullmatch("[12][0-9]{3}", digits):
        raise UsageError(f"{value!r} is not a year; one looks like 2025")
    return digits


def _digits(value: str, _base: str) -> str:
    if value.strip() not in ("3", "5", "7"):
        raise UsageError(f"{value!r} is not a length of a code; codes have 3, 5 or 7 digits")
    return value.strip()


def _integer(value: str, _base: str) -> str:
    if not re.fullmatch("[+-]?[0-9]{1,18}", value.strip()):
        raise UsageError(f"{value!r} is not a whole number")
    return str(int(value))


def _decoded(match: re.Match[str]) -> str:
    return unquote(match[0], errors="strict") if _is_utf8(match[0]) else match[0]


def _is_utf8(encoded: str) -> bool:
    try:
        unquote(encoded, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


TYPES: Mapping[str, Callable[[str, str], str]] = {
    "document-number": _document_number,
    "text": _text,
    "division": _division,
    "year": _year,
    "digits": _digits,
    "integer": _integer,
    "iri": iri,
}
"""The types of parameters: each turns what a person typed, with the base IRI, into one SPARQL term."""
