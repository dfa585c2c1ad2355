"""Every template in both themes, on a desk and on a phone, judged by axe (WCAG 2.2 AA and good
practice) and by its own width.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from tab import Tab

import budgetgraph.publish

DISCLOSURE = "/page/disclosure/130532/平乡县医疗保障局/2025"
#: An address for every template; a query's three kinds of answers are one template.
TEMPLATES = {
    "start": ["/", "/?lang=en", "/?year=all", "/?year=2025&place=130500&level=county"],
    "department": ["/page/department/130532/平乡县医疗保障局"],
    "disclosure": [DISCLOSURE],
    "table": [f"{DISCLOSURE}/table/revenue_expenditure_summary"],
    "document": ["/page/document/冀财社/2023/208"],
    "project": ["{project}"],
    "indicator": ["{project}/indicator/1"],
    "division": ["/page/division/130532"],
    "concept": ["{function}"],
    "thing": ["{project}/indicator/1/target"],
    "finding": ["{finding}"],
    "source": ["{source}"],
    "questions": ["/questions"],
    "question": [
        "/questions/budget-totals?lang=en",
        "/questions/projects-citing-document?document=冀财社[2023]208号",
    ],
    "search": ["/search?q=医疗", "/search?q=没有这样的东西", "/search?q=医疗&year=2025&lang=en"],
    "preview": [
        "/reconcile/preview?id=https://w3id.org/budgetgraph/id/department/130532/平乡县医疗保障局"
    ],
    "embed": [
        "/embed/department/130532/平乡县医疗保障局",
        "/embed/document/冀财社/2023/208?lang=en",
    ],
    "findings": ["/findings"],
    "compare": ["/compare", "/compare?department=130532/平乡县医疗保障局&lang=en"],
    "query_form": [
        "/sparql/form",
        "/sparql/form?lang=en&kind=indicator&show=name&show=project&if.value=least&is.value=1",
    ],
    "sparql": [
        "/sparql",
        "/sparql?query=SELECT * WHERE { ?s ?p ?o } LIMIT 5",
        "/sparql?query=CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5",
        "/sparql?query=ASK { ?s ?p ?o }",
        "/sparql?example=projects-citing-document",
    ],
    "terms": ["/shapes"],
    "codes": ["/codes", "/codes?lang=en"],
    "vocabulary": ["/ontology"],
    "catalog": ["/catalog"],
    "download": ["/download/"],
    "licences": ["/licences"],
    "check": ["/check", "/check?lang=en"],
    "error": ["/page/nothing/here"],
}
#: What other templates are made of.
PARTS = {"layout", "parts", "listing", "pictures"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def found(server: str) -> dict[str, str]:
    """Addresses that follow from the data."""

    def first(pattern: str) -> str:
        answer = httpx.get(
            f"{server}/sparql",
            params={"query": f"SELECT (MIN(?s) AS ?x) WHERE {{ {pattern} }}", "format": "csv"},
        )
        return str(answer.text.splitlines()[1]).partition("/budgetgraph/")[2].strip('"\r')

    bg, sh = "https://w3id.org/budgetgraph/ontology#", "http://www.w3.org/ns/shacl#"
    project = first(f"?s a <{bg}Project> . ?i <{bg}project> ?s . ?i <{bg}hasTarget> ?t")
    source, finding = first(f"?s a <{bg}SourceFile>"), first(f"?s a <{sh}ValidationResult>")
    function = first(f"?row <{bg}function> ?s")
    iris = (("project", project), ("finding", finding), ("source", source), ("function", function))
    return {name: "/" + iri.replace("id/", "page/", 1) for name, iri in iris}


def test_every_template_is_looked_at() -> None:
    folder = Path(str(budgetgraph.publish.__path__[0])) / "templates"
    assert {path.stem for path in folder.glob("*.html")} == set(TEMPLATES) | PARTS


LOOKS = [("light", 1280), ("dark", 390)]


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_no_violation_and_no_sideways_scrolling(
    tab: Callable[..., Tab], axe: str, found: dict[str, str], theme: str, width: int
) -> None:
    """The first address of every template in one of the two, by turns."""
    turn = LOOKS.index((theme, width))
    names = list(TEMPLATES)[turn::2]
    chosen = {name: TEMPLATES[name][:1] for name in names}
    _look(tab(width=width, theme=theme), axe, found, chosen)


@pytest.mark.long
@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_no_violation_and_no_sideways_scrolling_anywhere(
    tab: Callable[..., Tab], axe: str, found: dict[str, str], theme: str, width: int
) -> None:
    """Every address in both."""
    _look(tab(width=width, theme=theme), axe, found, TEMPLATES)


def _look(one: Tab, axe: str, found: dict[str, str], chosen: dict[str, list[str]]) -> None:
    seen = 0
    faults: list[str] = []
    for name, paths in chosen.items():
        for path in paths:
            status = one.open(path.format(**found) if path.startswith("{") else path)
            assert status == (404 if name == "error" else 200), path
            one.page.evaluate(
                "for (const part of document.querySelectorAll('details')) part.open = true"
            )
            one.page.evaluate(axe)
            violations = one.page.evaluate(
                "(tags) => axe.run(document, { runOnly: tags }).then((found) => found.violations)",
                RULES,
            )
            faults += [
                f"{name} {path}: {fault['id']}: {fault['nodes'][0]['html'][:120]}"
                for fault in violations
            ]
            if one.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{name} {path}: wider than the screen")
            seen += 1
    # The page that says 404 is one of the templates.
    one.complaints[:] = [text for text in one.complaints if "404" not in text]
    assert faults == []
    assert seen == sum(map(len, chosen.values())) > 10
