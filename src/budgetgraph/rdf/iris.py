"""All identity: every IRI of the graph is minted here, from content alone, and taken apart again
here for the server.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

BASE = "https://w3id.org/budgetgraph/"
"""The base IRI unless `--base` names another; the ontology's own files are written with this one.
"""

PREFIXES = {
    "bg": BASE + "ontology#",
    "cube": "https://cube.link/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "obeu-attribute": "http://data.openbudgets.eu/ontology/dsd/attribute/",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The one home of prefixes; `ontology/context.jsonld` declares the same ones."""

UNKNOWN_DIVISION = "000000"
"""Stands in a key where the division's code could not be told; never a division of its own."""

#: What may stand in a path segment as it is: RFC 3987 `ipchar`, less the characters that change how
#: a line reads (blanks, bidi marks).
_KEPT = "A-Za-z0-9\\-._~!$&'()*+,;=:@"
_KEPT += "\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
_KEPT += "\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
_KEPT += "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"
_TO_ENCODE = re.compile(f"[^{_KEPT}]")


def segment(text: str) -> str:
    """Give one path segment: Chinese stays Chinese; only what an IRI forbids or a path would
    misread is percent-encoded.

    Forbidden by RFC 3987: blanks, controls, `<>"{}|\\^`` ` ``, `[]`, private and unassigned
    characters; with a meaning in a path:
    `%`, `/`, `?`, `#`. An empty text becomes `_`, for an empty segment would vanish.
    """
    return _TO_ENCODE.sub(lambda match: quote(match[0], safe="", errors="replace"), text) or "_"


def disclosure_key(division: str | None, department: str, year: int) -> str:
    """`130532/平乡县医疗保障局/2025`: the key of a disclosure and of its named graph."""
    return f"{segment(division or UNKNOWN_DIVISION)}/{segment(department)}/{year}"


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs below one base.

    Methods take printed text and encode it; arguments named after a thing take that thing's IRI.
    """

    base: str = BASE

    # --- names that stand for themselves ---

    @property
    def ontology(self) -> str:
        """The namespace of the vocabulary, prefix `bg:`."""
        return self.base + "ontology#"

    @property
    def prefixes(self) -> dict[str, str]:
        """`PREFIXES` with `bg:` under this base."""
        return PREFIXES | {"bg": self.ontology}

    @property
    def codes_graph(self) -> str:
        """The named graph of the code-list concepts and divisions that the data uses."""
        return self.base + "graph/codes"

    @property
    def findings_graph(self) -> str:
        """The named graph of the validation results."""
        return self.base + "graph/findings"

    @property
    def across_graph(self) -> str:
        """The named graph of what only all disclosures together tell: which of several counts in
        sums, which documents may be one.
        """
        return self.base + "graph/across"

    @property
    def ontology_graph(self) -> str:
        """The named graph of the vocabulary and of how it relates to those of others."""
        return self.base + "graph/ontology"

    def graph(self, key: str) -> str:
        """Give the named graph of the disclosure with this key (see `disclosure_key`)."""
        return f"{self.base}graph/{key}"

    # --- who and where ---

    def division(self, code: str) -> str:
        return f"{self.base}id/division/{segment(code)}"

    def department(self, division: str | None, name: str) -> str:
        """Give a body, whether its budget is disclosed or it is known as an issuer of documents;
        `division` is 100000 for the centre.
        """
        return f"{self.base}id/department/{segment(division or UNKNOWN_DIVISION)}/{segment(name)}"

    def unit(self, division: str | None, name: str) -> str:
        return f"{self.base}id/unit/{segment(division or UNKNOWN_DIVISION)}/{segment(name)}"

    # --- what is disclosed ---

    def disclosure(self, key: str) -> str:
        return f"{self.base}id/disclosure/{key}"

    def document(self, agency: str, year: int, serial: int, place: str | None = None) -> str:
        """Give a numbered document; every spelling of the number has been folded before. `place` is
        the division (or department) that it is known in, where its issuer is not certain.
        """
        within = f"{segment(place)}/" if place else ""
        return f"{self.base}id/document/{within}{segment(agency)}/{year}/{serial}"

    def project(
        self, code: str, year: int, edition: str | None = None, place: str | None = None
    ) -> str:
        """Give a coded project as one fiscal year's disclosure (of several editions: this edition)
        states it. `place` is the division (or department) of a code that does not name its own.
        """
        return f"{self.project_line(code, place)}/{year}" + (
            f"/{segment(edition)}" if edition else ""
        )

    def project_line(self, code: str, place: str | None = None) -> str:
        """Give the project that a code names through all years."""
        within = f"{segment(place)}/" if place else ""
        return f"{self.base}id/project/{within}{segment(code)}"

    # --- parts: the owner's IRI and a local key ---

    @staticmethod
    def part(owner: str, kind: str, key: str | int) -> str:
        """`<owner>/<kind>/<key>`: projects without a code, indicators, amounts, schedule entries,
        tables.
        """
        return f"{owner}/{kind}/{segment(str(key))}"

    @staticmethod
    def target(indicator: str) -> str:
        return f"{indicator}/target"

    @staticmethod
    def row(table: str, position: int) -> str:
        return f"{table}/{position}"

    @staticmethod
    def figure(row: str, column: str) -> str:
        return f"{row}/{segment(column)}"

    @staticmethod
    def statement(disclosure: str, measure: str, year: int) -> str:
        return f"{disclosure}/statement/{segment(measure)}/{year}"

    @staticmethod
    def mention(disclosure: str, agency: str, year: int, serial: int, position: int) -> str:
        return f"{disclosure}/mention/{segment(agency)}/{year}/{serial}/{position}"

    # --- where it stands ---

    def source(self, sha256: str) -> str:
        return f"{self.base}source/{segment(sha256)}"

    def line_span(self, sha256: str, first: int, last: int) -> str:
        """Give lines `first` to `last` (1-based, both included) as an RFC 5147 fragment, which
        counts from 0 and leaves its end out.
        """
        return f"{self.source(sha256)}#line={first - 1},{last}"

    def line_selector(self, sha256: str, first: int, last: int) -> str:
        return f"{self.source(sha256)}/selector/{first - 1}-{last}"

    def page_span(self, sha256: str, page: int) -> str:
        """Give a page (1-based) as an RFC 3778 fragment."""
        return f"{self.source(sha256)}#page={page}"

    def page_selector(self, sha256: str, page: int) -> str:
        return f"{self.source(sha256)}/selector/page-{page}"

    # --- code lists ---

    def concept(self, kind: str, key: str) -> str:
        """Give a concept of a code list; `kind` is function, economic, table-type, measure,
        indicator-type or measurement-unit.

        A meaning that a code has lost has the last year of its use before it: `2017/30311`.
        """
        return f"{self.base}id/{kind}/" + "/".join(map(segment, key.split("/")))

    def operator(self, name: str) -> str:
        """Give an operator of targets: those of ODRL (gteq, lteq, gt, lt, eq), and between, which
        is ours.
        """
        return (self.ontology if name == "between" else PREFIXES["odrl"]) + name

    def structure(self, name: str) -> str:
        """Tell what the observations of a kind of tables have: a `qb:DataStructureDefinition`."""
        return f"{self.base}id/structure/{segment(name)}"

    def cube(self, name: str) -> str:
        """Give all observations of a kind of tables, for readers of cube.link: a `cube:Cube`."""
        return f"{self.base}id/cube/{segment(name)}"

    def scheme(self, name: str) -> str:
        return f"{self.base}id/scheme/{segment(name)}"

    # --- how it was made ---

    def software(self, version: str) -> str:
        """Give the version of this program that made a graph."""
        return f"{self.base}id/software/budgetgraph/{segment(version)}"

    @staticmethod
    def extraction(disclosure: str) -> str:
        """Give the activity that read a disclosure from its source."""
        return f"{disclosure}/extraction"

    # --- findings ---

    def finding(self, rule: str, focus: str, path: str, value: str, message: str) -> str:
        """Give a finding, named by its content: the same fault found again is the same finding."""
        digest = hashlib.sha256(
            "|".join((rule, focus, path, value, message)).encode("utf-8", "replace")
        ).hexdigest()
        return f"{self.base}id/finding/{digest[:16]}"

    # --- the way back ---

    def path_of(self, iri: str) -> str:
        """`id/project/…` for an IRI below the base; ValueError for any other."""
        if not iri.startswith(self.base):
            raise ValueError(f"not below {self.base}: {iri}")
        return iri[len(self.base) :]

    def iri_of(self, path: str) -> str:
        """Give the IRI that a request path names, however its client percent-encoded it (`/id/…`,
        `id/…`; raw, not decoded).
        """
        return self.base + "/".join(segment(unquote(part)) for part in path.strip("/").split("/"))


def split(path: str) -> tuple[str, str]:
    """`id/division/130532` as `("division", "130532")`, `source/<sha256>#line=1,2` as `("source",
    …)`; ValueError for a bare name.
    """
    kind, slash, key = path.removeprefix("id/").partition("/")
    if not (kind and slash and key):
        raise ValueError(f"not the path of a thing: {path!r}")
    return kind, key
