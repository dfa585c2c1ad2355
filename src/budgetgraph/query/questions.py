"""Read the questions of `queries/questions/*.rq`, and fill in the values that a person gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from budgetgraph.assets import asset
from budgetgraph.document.problems import QuestionError
from budgetgraph.query.parameters import Parameter, declared, rebase, term
from budgetgraph.query.query_header import header_fields
from budgetgraph.rdf import iris
from budgetgraph.values import document_number

_SINGLE = ("title-zh", "title-en", "question-zh", "question-en", "columns")
_KEYS = frozenset({*_SINGLE, "param"})
_MARKER = re.compile(
    r"(?m)^(?P<open> *VALUES \?\w+ \{ )UNDEF(?P<close> \} +# param (?P<name>[\w-]+))$"
)


#: What would cite a document, by question; and what else was asked.
_CITED = {"document-mentions": ("公开", "disclosure")}
_CITED_BY_PROJECTS = ("公开的项目", "project of a disclosure")
_AMONG = ("在所给条件下，", " with the other values given")


@dataclass(frozen=True, slots=True)
class Question:
    """One question that is kept as a file.

    `text` is the whole file: valid SPARQL 1.1 as it stands, with every parameter left open.
    """

    name: str
    title_zh: str
    title_en: str
    question_zh: str
    question_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str


def load() -> dict[str, Question]:
    """Read all questions by name, in the order of the names; ValueError for a malformed header."""
    files = sorted(asset("queries/questions").glob("*.rq"))
    return {path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in files}


def parse(name: str, text: str) -> Question:
    """Read the question in the text of a `.rq` file: header comments first, then the query.

    ValueError says what is wrong with the file.
    """
    fields = header_fields(name, text, _KEYS)
    single = {key: _only(name, key, fields) for key in _SINGLE}
    try:
        parameters = tuple(declared(value) for value in fields.get("param", []))
    except ValueError as error:
        raise ValueError(f"{name}.rq: {error}") from None
    in_header = {parameter.name for parameter in parameters}
    in_query = {match["name"] for match in _MARKER.finditer(text)}
    if in_header != in_query:
        raise ValueError(
            f"{name}.rq: the parameters of the header and the `# param` lines of the query differ"
        )
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
    """Find the question of that name; QuestionError names those that come close."""
    if name in questions:
        return questions[name]
    raise _unknown(f"没有 {name!r} 这个问题", f"there is no question {name!r}", name, questions)


def nothing_cites(question: Question, values: Mapping[str, str]) -> tuple[str, str] | None:
    """Say in Chinese and English that nothing cites the document that was asked for.

    None where no document was asked for: an answer without rows then says it all. A document may be
    mentioned where no project cites it, so that only the question of its mentions speaks of all.
    """
    asked = {name: text for name, text in values.items() if text.strip()}
    for parameter in question.parameters:
        number = document_number.parse(asked.get(parameter.name, ""))
        if parameter.type == "document-number" and number is not None:
            zh, en = _CITED.get(question.name, _CITED_BY_PROJECTS)
            among_zh, among_en = _AMONG if len(asked) > 1 else ("", "")
            return f"{among_zh}没有任何{zh}引用 {number}", f"no {en} here cites {number}{among_en}"
    return None


def bind(question: Question, values: Mapping[str, str], base: str = iris.BASE) -> str:
    """Write the SPARQL text that asks `question` with these values, of a graph with this base.

    Values are what a person types. Each is written as one escaped literal, number or IRI, so that
    it stays a value. An empty value counts as none. QuestionError for an unknown parameter, a
    missing required one, or a value that is not of its type.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise _unknown(
                f"问题 {question.name} 没有参数 {name!r}",
                f"{question.name} has no parameter {name!r}",
                name,
                known,
            )
    given = {name: value for name, value in values.items() if value.strip()}
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise _missing(question, parameter)
    terms = {name: term(known[name], value, base) for name, value in given.items()}

    def filled(match: re.Match[str]) -> str:
        return f"{match['open']}{terms.get(match['name'], 'UNDEF')}{match['close']}"

    return rebase(_MARKER.sub(filled, question.text), base)


def _missing(question: Question, parameter: Parameter) -> QuestionError:
    """Say that a required parameter is missing."""
    zh, en = parameter.described("zh"), parameter.described("en")
    return QuestionError(
        f"问题 {question.name} 需要参数 {parameter.name}：{zh}",
        f"{question.name} needs the parameter {parameter.name!r}: {en}",
    )


def _only(name: str, key: str, fields: Mapping[str, list[str]]) -> str:
    """Give the value of a header field that stands there exactly once."""
    if len(fields.get(key, [])) != 1:
        raise ValueError(f"{name}.rq: the header needs `# {key}: …` exactly once")
    return fields[key][0]


def _unknown(zh: str, en: str, name: str, known: Mapping[str, object]) -> QuestionError:
    """Say that a name is unknown, with the names that come close, or else with all names."""
    if not known:
        return QuestionError(f"{zh}；它没有参数", f"{en}; it takes none")
    close = get_close_matches(name, known, n=3, cutoff=0.5)
    if close:
        return QuestionError(
            f"{zh}；是否指 {' 或 '.join(close)}？", f"{en}; did you mean {' or '.join(close)}?"
        )
    return QuestionError(f"{zh}；有 {'、'.join(known)}", f"{en}; there are {', '.join(known)}")
