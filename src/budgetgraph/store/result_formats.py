"""Answers of SPARQL queries as bytes: the terms of a row and the four W3C result formats, free of
any engine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from budgetgraph.rdf.terms import Term, typed
from budgetgraph.store.formula import harmless

W3C_FORMATS = "http://www.w3.org/ns/formats/"
"""Where the W3C names formats, for descriptions of an endpoint."""

RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
)
"""The formats of answers that the metadata of a graph names."""

RESULT_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "spreadsheet": "text/csv; charset=utf-8",
}
"""What a SELECT or an ASK can be written as, by short name.

`spreadsheet` is CSV for a person: no text of it is run as a formula, and a byte order mark tells a
Chinese Excel how it is written. `csv` has exactly the values, as the standard wants it.
"""

GRAPH_TYPES = {
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
"""What a CONSTRUCT or a DESCRIBE can be written as, by short name."""


@dataclass(frozen=True, slots=True)
class Written:
    """A written answer.

    `count` is rows or triples; `truncated` says why there are not more, None when it is whole.
    """

    body: bytes
    media_type: str
    count: int
    truncated: str | None = None


SolutionRow = Sequence[Term | None]


def write_rows(form: str, variables: Sequence[str], rows: Iterable[SolutionRow]) -> Iterator[bytes]:
    """Yield a SELECT's answer in one of RESULT_TYPES: a head, one piece a row, a tail (SPARQL 1.1
    Results JSON, XML, CSV/TSV).
    """
    if form not in RESULT_TYPES:
        raise ValueError(f"not a result format: {form}; there are {', '.join(RESULT_TYPES)}")
    yield _HEADS[form](variables).encode()
    for number, row in enumerate(rows):
        yield _ROWS[form](variables, row, number).encode()
    yield _TAILS.get(form, "").encode()


def write_boolean(form: str, answer: bool) -> bytes:
    """Give an ASK's answer in one of RESULT_TYPES; CSV and TSV hold the bare word, which no
    standard defines but all stores do.
    """
    word = "true" if answer else "false"
    if form == "json":
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if form == "xml":
        return f"{_XML}<head/><boolean>{word}</boolean></sparql>".encode()
    return f"{word}\n".encode() if form == "tsv" else f"{word}\r\n".encode()


_XML = (
    '<?xml version="1.0" encoding="UTF-8"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
)


#: One encoder for all: `json.dumps` with options makes one at each call.
_json = json.JSONEncoder(ensure_ascii=False).encode


def _json_head(variables: Sequence[str]) -> str:
    return (
        '{"head":{"vars":'
        + json.dumps(list(variables), ensure_ascii=False)
        + '},"results":{"bindings":['
    )


def _json_row(variables: Sequence[str], row: SolutionRow, number: int) -> str:
    bindings = [
        f"{_json(name)}: {_json_term(term)}"
        for name, term in zip(variables, row, strict=True)
        if term is not None
    ]
    return ("," if number else "") + "\n{" + ", ".join(bindings) + "}"


def _json_term(term: Term) -> str:
    entry = f'"type": "{term.kind}", "value": {_json(term.value)}'
    if term.language:
        entry += f', "xml:lang": {_json(term.language)}'
    elif (datatype := typed(term)) is not None:
        entry += f', "datatype": {_json(datatype)}'
    return f"{{{entry}}}"


def _xml_head(variables: Sequence[str]) -> str:
    return (
        _XML
        + "<head>"
        + "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
        + "</head><results>"
    )


def _xml_row(variables: Sequence[str], row: SolutionRow, number: int) -> str:
    bindings = [
        _xml_binding(name, term)
        for name, term in zip(variables, row, strict=True)
        if term is not None
    ]
    return "\n<result>" + "".join(bindings) + "</result>"


def _xml_binding(name: str, term: Term) -> str:
    attribute = ""
    if term.language:
        attribute = f" xml:lang={quoteattr(term.language)}"
    elif term.kind == "literal" and (datatype := typed(term)) is not None:
        attribute = f" datatype={quoteattr(datatype)}"
    # A carriage return would come back from an XML parser as a line feed.
    text = escape(term.value, {"\r": "&#13;"})
    return f"<binding name={quoteattr(name)}><{term.kind}{attribute}>{text}</{term.kind}></binding>"


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    text = f"_:{term.value}" if term.kind == "bnode" else term.value
    return '"' + text.replace('"', '""') + '"' if any(char in text for char in ',"\r\n') else text


_TSV_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _tsv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    if term.kind != "literal":
        return f"<{term.value}>" if term.kind == "uri" else f"_:{term.value}"
    text = '"' + term.value.translate(_TSV_ESCAPES) + '"'
    if term.language:
        return f"{text}@{term.language}"
    datatype = typed(term)
    return text if datatype is None else f"{text}^^<{datatype}>"


def _csv_head(variables: Sequence[str]) -> str:
    return ",".join(variables) + "\r\n"


def _csv_row(variables: Sequence[str], row: SolutionRow, number: int) -> str:
    return ",".join(map(_csv_cell, row)) + "\r\n"


def _spreadsheet_head(variables: Sequence[str]) -> str:
    return "\ufeff" + _csv_head(variables)


def _spreadsheet_row(variables: Sequence[str], row: SolutionRow, number: int) -> str:
    return _csv_row(variables, list(map(_harmless_term, row)), number)


def _harmless_term(term: Term | None) -> Term | None:
    return None if term is None else term._replace(value=harmless(term.value))


def _tsv_head(variables: Sequence[str]) -> str:
    return "\t".join(f"?{name}" for name in variables) + "\n"


def _tsv_row(variables: Sequence[str], row: SolutionRow, number: int) -> str:
    return "\t".join(map(_tsv_cell, row)) + "\n"


_HEADS: dict[str, Callable[[Sequence[str]], str]] = {
    "json": _json_head,
    "xml": _xml_head,
    "csv": _csv_head,
    "tsv": _tsv_head,
    "spreadsheet": _spreadsheet_head,
}
_ROWS: dict[str, Callable[[Sequence[str], SolutionRow, int], str]] = {
    "json": _json_row,
    "xml": _xml_row,
    "csv": _csv_row,
    "tsv": _tsv_row,
    "spreadsheet": _spreadsheet_row,
}
_TAILS = {"json": "\n]}}", "xml": "\n</results></sparql>"}
