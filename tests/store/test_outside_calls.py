"""The guard of queries: whatever an engine could read as a call to another server is found."""

from __future__ import annotations

import time
from contextlib import suppress

import pyoxigraph as ox
import pytest
from canary import canary

from budgetgraph.store.outside_calls import calls_out
from budgetgraph.store.sparql_tokens import tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


def test_tokens_are_those_of_sparql() -> None:
    assert kinds(
        'SELECT ?医疗、 { x:a·1.b \'it\\\'s\' <http://x/a> """a"b""" # no\n 1.5e3 @zh-CN _:b }'
    ) == [
        ("word", "SELECT"),
        ("variable", "?医疗、"),
        ("mark", "{"),
        ("name", "x:a·1.b"),
        ("string", "'it\\'s'"),
        ("iri", "<http://x/a>"),
        ("long", '"""a"b"""'),
        ("number", "1.5e3"),
        ("language", "@zh-CN"),
        ("blank", "_:b"),
        ("mark", "}"),
    ]


@pytest.mark.parametrize("first", range(0, 0x110000, 0x8000), ids=hex)
def test_the_characters_of_names_are_those_of_the_engine(first: int) -> None:
    """One code point in 29, another one in each block: a variable holds it, or does not, here and
    in the engine alike.
    """
    store = ox.Store()
    for code in range(first + first // 0x8000, first + 0x8000, 29):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or character in " \t\r\n#{}*":
            continue
        here = kinds(f"?a{character}")[0] == ("variable", f"?a{character}")
        try:
            store.query(f"SELECT ?a{character} {{}}")
            there = True
        except SyntaxError:
            there = False
        # SPARQL has the planes above the first in its names, this engine has not.
        assert here == there or (code > 0xFFFF and here), f"U+{code:04X}"


#: What every one of these does in the engine: it calls `{}`.
CALLS = [
    "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent<{}>{{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:a、{{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:a\u0300 {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:a\u203f {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:\ufeff {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:a\u200d{{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:（ {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:a.b {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICE x:%20\\# # here\r{{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICEx:a {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> SELECT * {{ SERVICESILENTx:a {{ ?s ?p ?o }} }}",
    "PREFIX : <{}> PREFIX service: <http://x/> SELECT * {{ service:a {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?a {{ true }}SERVICE<{}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES (?a ?b) {{ (1 2) }} FILTER(?a<?b&&?a!='>') SERVICE <{}> {{ }} FILTER('x'='x') }}",
    'SELECT * {{ VALUES ?a {{ """a" }} SERVICE <{}> {{ ?s ?p ?o }} }}',
    "SELECT * {{ #\u2028\n SERVICE <{}> {{ ?s ?p ?o }} }}",
    # No IRI can have the port "SERVICE": the engine takes the name `x:` and the word.
    "PREFIX x: <http://a:> SELECT * {{ {{ ?s ?p x:SERVICE SILENT <{}> {{ }} }} }}",
    # A second dot ends a name in the engine.
    "PREFIX x: <http://a/> SELECT * {{ {{ ?s ?p x:a.b.SERVICE <{}> {{ }} }} }}",
    "PREFIX : <{}> SELECT * {{ {{ ?s ?p ?graph service:a {{ }} }} }}",
]


@pytest.mark.parametrize("query", CALLS)
def test_what_the_engine_calls_is_found(query: str) -> None:
    with canary() as listener:
        text = query.format(listener.address)
        store = ox.Store()
        with suppress(OSError, RuntimeError):
            list(store.query(text))  # type: ignore[arg-type]
        reached = listener.calls
    assert reached, "otherwise this case shows nothing"
    assert calls_out(text)


OTHER_READINGS = [
    "SELECT * { VALUES ?e、 { <http://x/> } SERVICE ?e、{ ?s ?p ?o } }",
    # Escapes of code points outside of strings: SPARQL resolves them first, this engine does not.
    "SELECT * { \\u0053ERVICE <http://x/> { } }",
    "SELECT * { SERV\\U00000049CE <http://x/> { } }",
    'SELECT ("\\u0022 AS ?a) { SERVICE <http://x/> { } } #"',
    "SELECT * { ſervice <http://x/> { } }",
    # The word, whatever follows it.
    "SELECT * { SERVICE }",
    "SELECT * { ?s ?p ?o SERVICE\u00a0<http://x/> { } }",
    "PREFIX x: <http://a#> PREFIX y: <http://b/> SELECT * { { ?s ?p x:SERVICEy:a\\#{ } } }",
    "SELECT * { FILTER(?a <service:x {",
    "PREFIX : <http://x/> SELECT * { ?s ?p ?GRAPH service:a { } }",
    "PREFIX x: <http://a:> SELECT * { { ?s ?p x:SERVICE?" + "a" * 5000 + " { } } }",
    "PREFIX x: <http://a:> SELECT * { { ?s ?p x:SERVICEy:" + "a" * 5000 + " { } } }",
    "PREFIX : <http://x/> SELECT * { # GRAPH\nservice:a { } }",
]


@pytest.mark.parametrize("query", OTHER_READINGS)
def test_what_another_engine_may_call_is_found(query: str) -> None:
    assert calls_out(query)


HARMLESS = [
    'SELECT ("SERVICE <http://x/> {" AS ?a) WHERE { }',
    "SELECT ('''SERVICE 'x' <http://x/> {''' AS ?a) WHERE { }",
    'SELECT ("\\"SERVICE <http://x/> {" AS ?a) WHERE { }',
    "ASK { # SERVICE <http://x/> { ?s ?p ?o }\n }",
    "ASK { GRAPH <http://example.org/service> { ?service ?p <http://x/SERVICE#y> } }",
    "SELECT ?service ?a_service ?2service { ?service ?p ?o { ?a_service ?q $service } }",
    "PREFIX service: <http://x/> ASK { ?s service:b ?o . { ?a ?b ?c } OPTIONAL { ?s service:c 3 } }",
    "PREFIX service: <http://x/> ASK { GRAPH service:a { ?s service:b ?o } }",
    "PREFIX sd: <http://x/> SELECT * { ?s a sd:Service OPTIONAL { ?s ?p sd:service } }",
    "PREFIX sd: <http://x/> SELECT * { GRAPH sd:service { ?s sd:service-name _:service } }",
    "PREFIX s: <http://x/> SELECT ?service { ?service s:service ?o . FILTER(?o < 3 && ?o > 1) }",
    "SELECT ?a { ?a ?b 'x'@en-service }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_in_a_name_or_a_string_is_no_call(query: str) -> None:
    assert not calls_out(query)
    ox.Store().query(query)


HOSTILE = [
    "x:" + "service" * 30_000,
    "?x x:service <" * 15_000,
    "x:service\\z" * 20_000,
    "?a、service" * 20_000,
    "x:service " + "<a" * 100_000,
    "x:service " + '<"""\\"a' * 30_000,
    "x:service " + '"' * 200_000,
    "x:service #\n" * 15_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_long_text_costs_its_length_and_not_the_square_of_it(text: str) -> None:
    started = time.perf_counter()
    calls_out(text)
    assert time.perf_counter() - started < 60, "a second or two on a usual machine"
