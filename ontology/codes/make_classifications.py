"""Write `functions.ttl` and `economic.ttl`, the classifications of income and expenditure, from `classifications.tsv`.

    python make_classifications.py        (in this folder; writes both files)

A line of the table is one name of one code: `role` is `current` for the concept in force (or abolished, with its last
year in `until`), `name` for a former name of the same thing and `meaning` for what the code meant before it was given to
something else. `status` is `frame` for the published classification and `observed` for codes that were met in
disclosures only; `seen` says in which. Years are empty where they are not known. `english` translates the name, for the upper classes
and those that most departments have.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent

PREFIXES = """\
# {comment}
# Written by make_classifications.py from classifications.tsv, never by hand. skos:historyNote "至2018年：…" is a former name with
# its last year; skos:altLabel alone is another name whose years are not known. bg:status "observed" marks a code that was
# met in disclosures (skos:note says where) and not checked against the published classification.
@prefix bg: <https://w3id.org/budgetgraph/ontology#> .
@prefix c: <https://w3id.org/budgetgraph/id/{kind}/> .
@prefix s: <https://w3id.org/budgetgraph/id/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SCHEMES = {
    "functions": """\
s:functions a skos:ConceptScheme ;
  skos:prefLabel "政府收支功能分类"@zh, "Functional classification"@en ;
  skos:definition "政府收支分类科目中的支出功能分类（类、款、项），以及文件中出现的收入科目（以1开头）。"@zh ,
    "The functions of expenditure (2…, three levels: 类, 款, 项) and the income codes met in disclosures (1…)."@en .
""",
    "economic": """\
s:economic a skos:ConceptScheme ;
  skos:prefLabel "支出经济分类"@zh, "Economic classification of expenditure"@en ;
  skos:definition "2018年起施行的部门预算支出经济分类（3开头）和政府预算支出经济分类（5开头），以及此前的科目。"@zh ,
    "The economic classes of departments (3…) and of government (5…) in force since 2018, and those before."@en .
""",
}


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    code: str
    name: str
    since: str
    until: str
    role: str
    status: str
    seen: str
    english: str


def table() -> list[Line]:
    """The lines of `classifications.tsv` in order of codes; ValueError where a code has not exactly one current line."""
    with (HERE / "classifications.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        lines = [Line(*row) for row in rows]
    current = [line.code for line in lines if line.role == "current"]
    if len(set(current)) != len(current) or {line.code for line in lines} != set(current):
        raise ValueError("classifications.tsv: a code has no current line, or more than one")
    return sorted(lines, key=lambda line: (line.code, line.role, line.until))


def concept(line: Line, others: Iterable[Line]) -> str:
    """The Turtle of the concept of a `current` or `meaning` line, with the former names in `others`."""
    local, scheme = line.code, "functions" if line.code[0] in "12" else "economic"
    if line.role == "meaning":
        local = f"<https://w3id.org/budgetgraph/id/economic/{line.until}/{line.code}>"
    english = f', "{line.english}"@en' if line.english else ""
    parts = [f'skos:prefLabel "{line.name}"@zh{english}', f'skos:notation "{line.code}"']
    parts += (
        [f"skos:broader c:{line.code[:-2]}"]
        if len(line.code) > 3
        else [f"skos:topConceptOf s:{scheme}"]
    )
    parts += [f'bg:validFrom "{line.since}"^^xsd:gYear'] if line.since else []
    parts += [f'bg:validUntil "{line.until}"^^xsd:gYear'] if line.until else []
    for other in others:
        parts += [f'skos:altLabel "{other.name}"@zh']
        parts += [f'skos:historyNote "至{other.until}年：{other.name}"@zh'] if other.until else []
    parts += [f'bg:status "{line.status}"'] if line.status != "frame" else []
    parts += [f'skos:note "见于{line.seen}"@zh'] if line.seen else []
    subject = local if local.startswith("<") else f"c:{local}"
    return f"{subject} a skos:Concept ; {' ; '.join(parts)} ; skos:inScheme s:{scheme} ."


def turtle(scheme: str, lines: list[Line]) -> Iterator[str]:
    """The file of one scheme."""
    kind, first_digits = ("function", "12") if scheme == "functions" else ("economic", "35")
    comment = (
        "The functions of income and expenditure."
        if kind == "function"
        else "The economic classes of expenditure."
    )
    yield PREFIXES.format(comment=comment, kind=kind)
    yield SCHEMES[scheme]
    for line in lines:
        if line.code[0] in first_digits and line.role != "name":
            names = [
                other
                for other in lines
                if other.role == "name" and other.code == line.code and line.role == "current"
            ]
            yield concept(line, names)


def main() -> None:
    """Write both files."""
    lines = table()
    for scheme in SCHEMES:
        (HERE / f"{scheme}.ttl").write_text(
            "\n".join(turtle(scheme, lines)) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
