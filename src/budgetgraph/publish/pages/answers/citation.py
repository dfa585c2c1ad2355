"""Write how a thing's page is cited: as text, for BibTeX and for reference managers (RIS)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.publish.pages.descriptions import Thing
from budgetgraph.publish.web.rendering import Renderer, words

_MOST_PLACES = 3
"""The most places in sources that a citation names."""
#: Characters that BibTeX reads as commands.
_BIBTEX = re.compile(r"([\\{}%#&$_~^])")

_YEAR = re.compile(r"/disclosure/[^/]+/[^/]+/(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """A page as it is cited, in three forms."""

    text: str
    bibtex: str
    ris: str


def citation(thing: Thing, renderer: Renderer, lang: str, day: str) -> Cited:
    """Cite a thing, with the lines of the papers that it was read from and their hashes.

    `day` is the one on which the folder was built: `2025-03-01`.
    """
    title = renderer.names.heading(thing.iri, thing.title, lang)
    author = str(thing.head.get("department_label") or "")
    year = str(thing.head.get("year") or _year_of(thing.iri) or day[:4])
    site = words()["site.title"][lang]
    note = "; ".join(_places(thing, renderer, lang))
    said = [author, title, year, f"{site} ({day})", thing.iri, note]
    return Cited(
        text=". ".join(part for part in said if part) + ".",
        bibtex=_bibtex(thing.iri, {"author": author, "title": title, "year": year, "note": note}),
        ris=_ris([("AU", author), ("TI", title), ("PY", year), ("PB", site), ("DA", day),
                  ("UR", thing.iri), ("N1", note)]),
    )  # fmt: skip


def _year_of(iri: str) -> str:
    """Give the year of the disclosure that a thing is a part of; "" for other things."""
    year = _YEAR.search(iri)
    return year[1] if year else ""


def _places(thing: Thing, renderer: Renderer, lang: str) -> list[str]:
    """Say where the first quotes of a page stand: paper, its hash and the lines.

    A disclosure has no quotes: it is the whole of its papers.
    """
    # A document is known from the places that mention it.
    quotes = thing.sections.get("quotes") or thing.sections.get("mentions")
    if quotes:
        spans = [str(row["span"]) for row in quotes.rows[:_MOST_PLACES]]
        said = [_place(span, renderer.lines(span, lang), renderer, lang) for span in spans]
    else:
        files = thing.sections.get("files")
        papers = [str(row["file"]) for row in files.rows] if files else []
        said = [_place(paper, "", renderer, lang) for paper in papers]
    return [place for place in said if place]


def _place(source: str, lines: str, renderer: Renderer, lang: str) -> str:
    """Say that something was read from a paper, of which lines if any; "" for an unknown paper."""
    file, digest = renderer.paper(source), renderer.digest(source)
    form = words()["cite.read" if lines else "cite.whole"][lang]
    return form.format(file=file, hash=digest, place=lines) if file else ""


def _bibtex(iri: str, fields: dict[str, str]) -> str:
    """Write an entry; its key is made from the IRI, for names in Chinese are no keys."""
    key = "bg" + hashlib.sha256(iri.encode()).hexdigest()[:10]
    lines = [f"@misc{{{key},"]
    for name, value in fields.items():
        if value:
            escaped = _BIBTEX.sub(r"\\\1", value)
            lines.append(f"  {name} = {{{{{escaped}}}}},")
    return "\n".join([*lines, f"  url = {{{iri}}}", "}"])


def _ris(fields: Sequence[tuple[str, str]]) -> str:
    """Write an entry of the kind `DATA`; a line of RIS holds no line break."""
    lines = ["TY  - DATA"]
    for tag, value in fields:
        if value:
            lines.append(f"{tag}  - {' '.join(value.split())}")
    return "\n".join([*lines, "ER  - "])
