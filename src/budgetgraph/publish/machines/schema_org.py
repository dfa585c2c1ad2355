"""Say what a dataset is in the words of schema.org, for search engines of data.

Everything is read from the metadata of the build, so that the two never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from budgetgraph.publish.web.site import Site
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.store import Store
from budgetgraph.store.answer import Value

_DATASET = PREFIXES["dcat"] + "Dataset"
_FACTS = "SELECT ?name ?thing WHERE {{ <{iri}> ?name ?thing }} ORDER BY ?name ?thing"
_FILES = """PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX spdx: <http://spdx.org/rdf/terms#>
SELECT ?url ?type ?size ?sum WHERE {{
  <{iri}> dcat:distribution ?file . ?file dcat:downloadURL ?url ; dcat:mediaType ?type
  OPTIONAL {{ ?file dcat:byteSize ?size }}
  OPTIONAL {{ ?file spdx:checksum/spdx:checksumValue ?sum }}
}} ORDER BY ?url"""
_NAMED = """PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?publisher ?first ?last ?place WHERE {{
  OPTIONAL {{ <{iri}> dcterms:publisher/foaf:name ?publisher }}
  OPTIONAL {{ <{iri}> dcterms:temporal ?p . ?p dcat:startDate ?first ; dcat:endDate ?last }}
  OPTIONAL {{ <{iri}> dcterms:spatial/skos:prefLabel ?place }}
}} ORDER BY ?publisher ?place"""
_TYPE = PREFIXES["rdf"] + "type"
#: Properties of the catalogue that schema.org has under another name.
_NAMES = {
    "dcterms:license": "license",
    "dcterms:issued": "datePublished",
    "dcterms:modified": "dateModified",
    "dcat:version": "version",
}
#: Those of which several are said, each in Chinese and English.
_TEXTS = {"dcterms:title": "name", "dcterms:description": "description", "dcat:keyword": "keywords"}
_ONE = frozenset({"name", "description"})


def described(site: Site, iri: str, path: str) -> dict[str, Any] | None:
    """Describe a dataset of the catalogue; None for anything else, though the catalogue names it.

    It names the places and the departments of its datasets too. `path` leads from the base
    to the dataset's page.
    """
    metadata = site.metadata
    facts = _by_name(metadata.select(_FACTS.format(iri=iri)).rows)
    if _DATASET not in facts.get(_TYPE, ()):
        return None
    said: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": iri,
        "url": site.iris.base + path,
        "isAccessibleForFree": True,
    }
    for name, ours in _TEXTS.items():
        texts = facts.get(name, [])
        if texts:
            said[ours] = texts[0] if ours in _ONE else texts
    for name, ours in _NAMES.items():
        if name in facts:
            said[ours] = facts[name][0]
    said |= _named(metadata, iri)
    said["distribution"] = _files(metadata, iri)
    return said


def _by_name(rows: Iterable[tuple[Value, ...]]) -> Mapping[str, list[str]]:
    """Sort facts by property, as `dcterms:title`; Chinese stands before English."""
    facts: dict[str, list[str]] = {}
    for name, thing in rows:
        short = str(name)
        for prefix in ("dcterms", "dcat"):
            short = short.replace(PREFIXES[prefix], f"{prefix}:")
        facts.setdefault(short, []).append(str(thing))
    for texts in facts.values():
        texts.sort(key=str.isascii)
    return facts


def _named(metadata: Store, iri: str) -> dict[str, Any]:
    """Say who publishes a dataset, of which years it is, and of which places."""
    said: dict[str, Any] = {}
    places: list[str] = []
    for publisher, first, last, place in metadata.select(_NAMED.format(iri=iri)).rows:
        if publisher is not None:
            said["creator"] = {"@type": "Organization", "name": str(publisher)}
        if first is not None:
            years = dict.fromkeys((str(first), str(last)))
            said["temporalCoverage"] = "/".join(years)
        if place is not None and str(place) not in places:
            places.append(str(place))
    if places:
        said["spatialCoverage"] = [{"@type": "Place", "name": place} for place in places]
    return said


def _files(metadata: Store, iri: str) -> list[dict[str, str]]:
    """List the files of a dataset."""
    files: list[dict[str, str]] = []
    for url, media_type, size, checksum in metadata.select(_FILES.format(iri=iri)).rows:
        file = {
            "@type": "DataDownload",
            "contentUrl": str(url),
            "encodingFormat": str(media_type).partition("/media-types/")[2],
        }
        if size is not None:
            file["contentSize"] = str(size)
        if checksum is not None:
            file["sha256"] = str(checksum)
        files.append(file)
    return files
