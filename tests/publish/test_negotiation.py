"""Content negotiation: RFC 9110's own examples, the headers that real clients send, and properties
that hold for any header.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.publish.web.negotiation import (
    Offer,
    choose,
    encodings,
    named,
    parse_accept,
    split_suffix,
)

HTML = Offer("html", "text/html; charset=utf-8", ("application/xhtml+xml",))
TURTLE = Offer("ttl", "text/turtle; charset=utf-8")
JSONLD = Offer("jsonld", "application/ld+json", ("application/json",))
RDFXML = Offer("rdf", "application/rdf+xml", ("application/xml",))
OFFERS = (HTML, TURTLE, JSONLD, RDFXML)

CASES = [
    (None, "html"),
    ("", "html"),
    ("*/*", "html"),
    ("text/turtle", "ttl"),
    ("TEXT/Turtle", "ttl"),
    ("text/turtle;q=0.9, text/html;q=0.8", "ttl"),
    ("text/turtle;q=0.8, text/html;q=0.8", "html"),
    ("application/ld+json, text/turtle", "ttl"),
    ("text/*;q=0.3, application/ld+json;q=0.7", "jsonld"),
    ("text/*, text/html;q=0", "ttl"),
    ("*/*, text/html;q=0, text/turtle;q=0", "jsonld"),
    ("text/html;q=0", None),
    ("image/png", None),
    ("application/json", "jsonld"),
    ("application/xml", "rdf"),
    ("application/*", "jsonld"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
    ('application/ld+json; profile="a,b;q=0"; q=0.5, text/turtle;q=0.4', "jsonld"),
    ("application/ld+json;profile=x;q=0, application/ld+json", "jsonld"),
    ("text/turtle ; q=0.5 , application/ld+json ; q=0.6", "jsonld"),
    ("text/html;q=0.000, text/turtle;q=0.001", "ttl"),
    ("text/turtle;charset=utf-8", "ttl"),
    # A browser; Java's URLConnection; rdflib; SPARQLWrapper's Turtle; curl.
    ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "html"),
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "html"),
    ("application/rdf+xml,text/turtle;q=0.9,application/ld+json;q=0.8,*/*;q=0.1", "rdf"),
    ("application/turtle,text/turtle", "ttl"),
    ("nonsense, text/turtle", "ttl"),
    ("text/turtle;q=2, application/ld+json;q=0.1", "jsonld"),
    ("nonsense", "html"),
    ("*/turtle, text/turtle", "ttl"),
]


@pytest.mark.parametrize(("accept", "wanted"), CASES)
def test_choose(accept: str | None, wanted: str | None) -> None:
    offer = choose(accept, OFFERS)
    assert (offer.name if offer else None) == wanted


def test_how_many_cases() -> None:
    assert len(CASES) == 30


def test_a_wildcard_does_not_speak_of_aliases() -> None:
    """`application/xml;q=0.9` names RDF/XML; `application/*` asks for what is really sent."""
    assert choose("application/json;q=0.1, application/*;q=0.9", (JSONLD, RDFXML)) is JSONLD


def test_names_and_suffixes() -> None:
    assert named("ttl", OFFERS) is TURTLE
    assert named(" Text/Turtle ", OFFERS) is TURTLE
    assert named("application/json", OFFERS) is JSONLD
    assert named("xlsx", OFFERS) is None
    assert split_suffix("document/冀财社/2023/208.ttl", OFFERS) == (
        "document/冀财社/2023/208",
        TURTLE,
    )
    assert split_suffix("document/冀财社/2023/208", OFFERS) == ("document/冀财社/2023/208", None)
    assert split_suffix("unit/130532/a.b", OFFERS) == ("unit/130532/a.b", None)
    assert split_suffix("unit/.ttl", OFFERS) == ("unit/.ttl", None)
    assert split_suffix(".ttl", OFFERS) == (".ttl", None)


def test_encodings() -> None:
    assert encodings("gzip, deflate, br")
    assert encodings("*")
    assert not encodings("gzip;q=0, *")
    assert not encodings("identity")
    assert not encodings(None)


ranges = st.sampled_from(
    [
        "text/html",
        "text/turtle",
        "application/ld+json",
        "application/rdf+xml",
        "text/*",
        "application/*",
        "*/*",
        "image/png",
    ]
)
weights = st.one_of(
    st.none(), st.integers(0, 1000).map(lambda thousandths: f"{thousandths / 1000:.3f}")
)
members = st.tuples(ranges, weights).map(
    lambda pair: pair[0] + (f";q={pair[1]}" if pair[1] is not None else "")
)
headers = st.lists(members, min_size=1, max_size=6).map(", ".join)


@given(st.text(max_size=80))
def test_any_header_is_answered(header: str) -> None:
    assert choose(header, OFFERS) in (*OFFERS, None)


@given(st.text(max_size=40), headers)
def test_nonsense_changes_nothing(nonsense: str, header: str) -> None:
    """A member that is not well-formed is as if it were not there."""
    if (
        "/" not in nonsense
        and '"' not in nonsense
        and "*" not in nonsense
        and not parse_accept(nonsense)
    ):
        assert choose(f"{header}, {nonsense}", OFFERS) == choose(header, OFFERS)


@given(headers)
def test_what_is_chosen_is_accepted(header: str) -> None:
    """The chosen offer has a positive weight, and no other offer has a greater one."""
    parsed = parse_accept(header)

    def weight(offer: Offer) -> float:
        best = 0.0
        for index, media_type in enumerate(offer.types):
            fitting = [
                (found.specificity(media_type), -place, found.q)
                for place, found in enumerate(parsed)
            ]
            closeness, _, q = max(fitting)
            if closeness >= (3 if index else 1):
                best = max(best, q)
        return best

    chosen = choose(header, OFFERS)
    if chosen is None:
        assert all(weight(offer) == 0 for offer in OFFERS)
    else:
        assert weight(chosen) == max(weight(offer) for offer in OFFERS) > 0


@given(headers)
def test_a_refused_type_is_never_sent(header: str) -> None:
    chosen = choose(f"text/turtle;q=0, {header}".replace(", text/turtle", ", text/x-other"), OFFERS)
    assert chosen is not TURTLE


@given(st.lists(members, min_size=1, max_size=5))
def test_case_and_blanks_do_not_matter(given_members: list[str]) -> None:
    plain = ",".join(given_members)
    assert choose(
        " , ".join(member.upper().replace(";Q=", " ; Q=") for member in given_members), OFFERS
    ) == choose(plain, OFFERS)
