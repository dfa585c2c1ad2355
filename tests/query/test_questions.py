"""The canned questions: their headers, their answers on a small graph by two engines, and
parameters that stay values.
"""

from __future__ import annotations

import ast
import pickle
import re
import shlex
import warnings
from functools import cache
from itertools import permutations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from places import ROOT
from summarised import summarised

from budgetgraph.document.problems import QuestionError, UsageError
from budgetgraph.query import parameters
from budgetgraph.query.questions import Question, bind, find, load, nothing_cites, parse
from budgetgraph.rdf import iris
from budgetgraph.store.answer import Answer, value
from budgetgraph.store.answer_table import write

FOLDER = ROOT / "tests" / "queries"
DATA = (FOLDER / "data.trig").read_text(encoding="utf-8")
XINGZHENGFA = "邢政发〔2016〕7号"

#: What stands behind the other columns of every question that returns amounts.
ADDED = " scope edition certainty findings"
#: The columns that the published contract fixes for each question.
COLUMNS = {
    "projects-citing-document": "document relation project project_code project_name department "
    "division fiscal_year amount funded_amount indicators" + ADDED,
    "documents": "document number agency year serial issuer departments projects indicators "
    "mentions",
    "shared-documents": "document number departments projects department_names",
    "document-mentions": "number department fiscal_year project_name source first_line last_line "
    "quote",
    "document-conflicts": "kind number title other department fiscal_year",
    "projects": "project project_code project_name unit department fiscal_year amount "
    "funding_documents indicators" + ADDED,
    "indicators": "indicator department fiscal_year project_name level1 level2 level3 description "
    "operator value low high unit target",
    "budget-totals": "department division fiscal_year revenue expenditure basic project" + ADDED,
    "spending-by-function": "code name department fiscal_year total basic project" + ADDED,
    "spending-by-economic-class": "code name department fiscal_year total personnel public" + ADDED,
    "funding-by-level": "level agency documents projects amount" + ADDED,
    "three-public": "department fiscal_year total overseas_travel vehicle_purchase "
    "vehicle_running reception" + ADDED,
    "year-on-year": "department measure fiscal_year amount previous stated_change computed_change"
    + ADDED,
    "findings": "rule severity department fiscal_year message gap source first_line last_line",
    "coverage": "department fiscal_year source lines mapped ignored unparsed",
    "where-from": "resource label source first_line last_line page quote",
    "same-project-over-years": "project_code project_name department fiscal_year amount indicators"
    + ADDED,
    "per-head": "project project_name department fiscal_year amount people people_unit per_head"
    + ADDED,
    "document-across-counties": "number division department fiscal_year project_name "
    "funded_amount level3 target" + ADDED,
    "funding-chain": "money_from document number passed_on_as passed_on_number project "
    "project_name department division fiscal_year amount" + ADDED,
    "where-money-comes-from": "money_from fiscal_year projects amount" + ADDED,
    "plan-and-actual": "department fiscal_year code name planned actual difference" + ADDED,
    "targets-and-results": "indicator department fiscal_year project_name level3 target achieved "
    "met",
}
#: Its parameters; `!` marks a required one.
PARAMETERS = {
    "projects-citing-document": "document!",
    "document-mentions": "document!",
    "projects": "department division year",
    "indicators": "name level2 unit year",
    "budget-totals": "department year",
    "spending-by-function": "department year digits",
    "spending-by-economic-class": "department year digits",
    "funding-by-level": "year",
    "three-public": "department year",
    "year-on-year": "department",
    "findings": "rule severity department year",
    "where-from": "resource!",
    "same-project-over-years": "project department",
    "per-head": "year",
    "document-across-counties": "document!",
    "funding-chain": "document year",
    "where-money-comes-from": "year department",
    "plan-and-actual": "department year digits",
    "targets-and-results": "department year",
}
#: What each expected answer in `tests/queries/<name>.csv` was asked with.
ASKED = {
    "projects-citing-document": {"document": XINGZHENGFA},
    "document-mentions": {"document": XINGZHENGFA},
    "targets-under-document": {"document": XINGZHENGFA},
    "document-across-counties": {"document": "冀财社〔2023〕208号"},
    "where-from": {"resource": iris.BASE + "id/document/冀财社/2016/93"},
}
SPELLINGS = (
    "邢政发〔2016〕7号",
    "邢政发[2016]7号",
    "邢政发［2016］7号",
    "邢政发【2016】7号",
    "邢政发（2016）7号",
    "邢政发﹝2016﹞7 号",
    "  邢政发 [2016] 7 号 ",
    "邢政发\n[2016]7号",
    "https://w3id.org/budgetgraph/id/document/邢政发/2016/7",
    "<https://w3id.org/budgetgraph/id/document/邢政发/2016/7>",
    "https://w3id.org/budgetgraph/id/document/%E9%82%A2%E6%94%BF%E5%8F%91/2016/7",
    "http://127.0.0.1:8000/page/document/邢政发/2016/7",
    "id/document/邢政发/2016/7",
)


@cache
def oxigraph() -> ox.Store:
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TRIG)
    return summarised(store)


@cache
def dataset() -> rdflib.Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Dataset(default_union=True)
        quads = oxigraph().dump(format=ox.RdfFormat.N_QUADS)
        graph.parse(data=quads, format="nquads")
    return graph


def by_oxigraph(text: str, store: ox.Store | None = None) -> Answer:
    found = (store or oxigraph()).query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    rows = tuple(
        tuple(None if term is None else value(term.value, _datatype(term)) for term in row)
        for row in found
    )
    return Answer(tuple(variable.value for variable in found.variables), rows)


def _datatype(term: object) -> str | None:
    return term.datatype.value if isinstance(term, ox.Literal) else None


def by_rdflib(text: str) -> Answer:
    rows = []
    with warnings.catch_warnings():
        # rdflib warns of its own use of what it has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        found = dataset().query(text)
        for row in found:
            assert isinstance(row, rdflib.query.ResultRow)
            rows.append(
                tuple(
                    None
                    if term is None
                    else value(str(term), str(getattr(term, "datatype", None) or ""))
                    for term in row
                )
            )
    return Answer(tuple(str(variable) for variable in found.vars or ()), tuple(rows))


def expected(name: str) -> bytes:
    return (FOLDER / f"{name}.csv").read_bytes()


def test_every_question_is_there_with_its_answer() -> None:
    assert len(COLUMNS) == 23
    assert set(load()) > set(COLUMNS), "questions of the contract, and others beyond it"
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(load())


@pytest.mark.parametrize("name", sorted(load()))
def test_headers_agree_with_contract_and_query(name: str) -> None:
    question = load()[name]
    if name in COLUMNS:
        assert question.columns == tuple(COLUMNS[name].split())
        assert [p.name + "!" * p.required for p in question.parameters] == PARAMETERS.get(
            name, ""
        ).split()
    else:
        assert {"source", "first_line"} <= set(question.columns) or "numbers" in question.columns, (
            "every row leads to lines"
        )
    assert by_oxigraph(question.text).columns == question.columns, (
        "the file is a query as it stands"
    )
    assert re.search("[一-鿿]", question.title_zh)
    assert re.search("[一-鿿]", question.question_zh)
    assert not re.search("[一-鿿]", question.title_en + question.question_en)
    assert all(" / " in parameter.description for parameter in question.parameters)


@pytest.mark.parametrize("name", sorted(load()))
def test_answers_are_as_expected_in_both_engines(name: str) -> None:
    text = bind(load()[name], ASKED.get(name, {}))
    answer = by_oxigraph(text)
    assert answer.rows, "an expected answer without rows proves nothing"
    assert write(answer, "csv") == expected(name)
    assert by_rdflib(text) == answer
    assert len(set(answer.rows)) == len(answer.rows), "a row stands once"


@pytest.mark.parametrize("name", sorted(load()))
def test_order_does_not_depend_on_the_order_of_the_data(name: str) -> None:
    graphs = re.findall(r"(?ms)^<[^>]*> \{\n.*?^\}\n", DATA)
    assert len(graphs) == 9
    store = ox.Store()
    head = DATA[: DATA.index(graphs[0])]
    for graph in reversed(graphs):
        lines = graph.splitlines()
        store.load(
            (head + "\n".join([lines[0], *reversed(lines[1:-1]), lines[-1]])).encode(),
            ox.RdfFormat.TRIG,
        )
    summarised(store)
    assert len(store) == len(oxigraph())
    assert write(by_oxigraph(bind(load()[name], ASKED.get(name, {})), store), "csv") == expected(
        name
    )


@pytest.mark.parametrize(
    "name", ["projects-citing-document", "document-mentions", "targets-under-document"]
)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_number_gives_the_same_rows(name: str, spelling: str) -> None:
    assert write(by_oxigraph(bind(load()[name], {"document": spelling})), "csv") == expected(name)


def test_a_project_that_is_funded_and_based_is_one_row() -> None:
    rows = by_oxigraph(
        bind(load()["projects-citing-document"], {"document": "冀财社[2023]208号"})
    ).rows
    assert [(row[1], row[3], row[8], row[9], row[10]) for row in rows] == [
        ("funded-under; basis", "13032424P00000110270Q", 160_000, 160_000, 1),
    ]


def test_a_document_that_is_only_a_reason_funds_nothing() -> None:
    rows = by_oxigraph(bind(load()["projects-citing-document"], {"document": XINGZHENGFA})).rows
    assert [(row[1], row[8], row[9]) for row in rows] == [
        ("basis", 40_600_000, None),
        ("basis", None, None),
    ]


def test_amounts_come_from_the_prose_where_the_form_has_none_and_are_never_shared() -> None:
    rows = by_oxigraph(bind(load()["projects"], {"department": "元氏县"})).rows
    amounts = {row[2]: row[6] for row in rows}
    assert len(amounts) == 5
    assert amounts["省级医疗救助补助资金(冀财社[2019]101号)"] == 2_840_000
    both = [amount for name, amount in amounts.items() if "116" in str(name)]
    assert both == [None, None], "228 万元 is the sum of two projects of one name: neither gets it"


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("projects", {"department": "平乡"}, 4),
        ("projects", {"department": "平乡县医疗保障局", "year": "2021"}, 0),
        ("projects", {"division": "130532"}, 4),
        ("projects", {"division": "临西县"}, 3),
        ("projects", {"division": "邢台市"}, 7),
        ("projects", {"division": "130500", "year": "2021"}, 3),
        ("projects", {"division": "130000"}, 14),
        ("projects", {"division": "没有的县"}, 0),
        ("projects", {"year": "2020年"}, 5),
        ("projects", {"department": " "}, 14),
        ("indicators", {"name": "参保"}, 6),
        ("indicators", {"name": "参保率"}, 2),
        ("indicators", {"level2": "数量指标"}, 5),
        ("indicators", {"unit": "%"}, 7),
        ("indicators", {"unit": "%", "year": "2021", "name": "参保率"}, 1),
        ("budget-totals", {"year": "2021"}, 2),
        ("spending-by-function", {"digits": "3"}, 4),
        ("spending-by-function", {"digits": "7", "department": "临夏市"}, 5),
        ("spending-by-economic-class", {"digits": "5"}, 1),
        ("funding-by-level", {"year": "2025"}, 1),
        ("three-public", {"department": "元氏县"}, 1),
        ("year-on-year", {"department": "平乡县"}, 3),
        ("findings", {"rule": "projects-sum-to-project-expenditure"}, 1),
        ("findings", {"severity": "Warning", "department": "平乡", "year": "2025"}, 1),
        ("findings", {"severity": "violation"}, 1),
        ("satisfaction", {"at_least": "95"}, 1),
        ("satisfaction", {"at_least": "95.01"}, 0),
        ("satisfaction", {"project": "护理", "year": "2025"}, 1),
        ("satisfaction", {"document": "邢政发[2016]7号"}, 0),
        ("cost-per-person", {"name": "参保"}, 1),
        ("cost-per-person", {"name": "学生"}, 0),
        ("share-by-level", {"department": "平乡", "year": "2025"}, 3),
        ("share-by-level", {"department": "卢龙"}, 2),
        ("documents-by-age", {"older_than": "8"}, 3),
        ("documents-by-age", {"department": "平乡", "older_than": "2"}, 2),
        ("projects-without-documents", {"year": "2024"}, 1),
        ("projects-without-schedule", {"department": "元氏县"}, 3),
        ("targets-that-differ", {"departments": "2", "name": "率"}, 2),
        ("targets-that-differ", {"year": "2025"}, 0),
        ("indicators-across-years", {"name": "参保", "department": "平乡"}, 1),
        ("targets-in-words", {"year": "2025"}, 1),
        ("budget-figures", {"measure": "reception"}, 4),
        ("targets-under-document", {"document": "冀财社〔2016〕93号"}, 2),
        ("where-from", {"resource": "id/project/13053225P00000110003N/2025"}, 1),
        (
            "where-from",
            {"resource": iris.BASE + "id/document/%E5%86%80%E8%B4%A2%E7%A4%BE/2016/93"},
            2,
        ),
    ],
)
def test_parameters_select(name: str, values: dict[str, str], count: int) -> None:
    text = bind(load()[name], values)
    assert len(by_oxigraph(text).rows) == count
    assert by_rdflib(text) == by_oxigraph(text)


def test_of_two_editions_one_counts_and_is_named() -> None:
    """A second edition of 元氏县 2020 says 100 元 more; it is the one that counts."""
    key = "130132/元氏县医疗保障局/2020"
    first = re.search(rf"(?ms)^<graph/{key}> {{\n.*?^}}\n", DATA)
    assert first is not None
    other = (
        first[0]
        .replace(f"graph/{key}>", f"graph/{key}/aaaa1111>")
        .replace(f"id/disclosure/{key}", f"id/disclosure/{key}/aaaa1111")
    )
    other = (
        other.replace("177466700.0", "177466800.0")
        .replace("yuanshi-2020.txt", "corrected.txt")
        .replace("source/", "source/z")
    )
    series = f"  <id/disclosure/{key}/aaaa1111> dcterms:isVersionOf <id/disclosure/{key}> .\n"
    behind = f"  <id/disclosure/{key}> bg:standsBehind <id/disclosure/{key}/aaaa1111> .\n"
    projects = "".join(
        f"  <id/disclosure/{key}/project/{n}> bg:standsBehind "
        f"<id/disclosure/{key}/aaaa1111/project/{n}> .\n"
        for n in range(1, 8)
    )
    store = ox.Store()
    added = other.removesuffix("}\n") + series + behind + projects + "}\n"
    store.load((DATA + added).encode(), ox.RdfFormat.TRIG)
    summarised(store)
    for name, column, amount in (("budget-totals", 4, 177_466_800), ("three-public", 2, 80_600)):
        answer = by_oxigraph(bind(load()[name], {"department": "元氏县"}), store)
        assert [row[0] for row in answer.rows] == ["元氏县医疗保障局"], "no file in the name"
        assert answer.rows[0][column] == amount
        assert answer.rows[0][answer.columns.index("edition")] == "aaaa1111 corrected.txt"
    once = by_oxigraph(bind(load()["projects"], {"department": "元氏县"})).rows
    both = by_oxigraph(bind(load()["projects"], {"department": "元氏县"}), store).rows
    assert [row[2] for row in both] == [row[2] for row in once]


def test_a_grant_that_is_passed_on_twice_counts_once() -> None:
    """The first row of the project has its money, whichever of its ways that is."""
    question = load()["funding-chain"]
    before = by_oxigraph(bind(question, {}))
    place = {name: index for index, name in enumerate(before.columns)}
    row = next(row for row in before.rows if row[place["passed_on_as"]] and row[place["amount"]])
    added = f"""
<graph/x> {{
  <id/x> a bg:PassedGrant ; bg:grantOf <{row[place["document"]]}> ;
    bg:passedOnAs <id/document/冀财社/2016/93> ; bg:project <{row[place["project"]]}> .
}}
"""
    store = ox.Store()
    store.load((DATA + added).encode(), ox.RdfFormat.TRIG)
    summarised(store)
    after = by_oxigraph(bind(question, {}), store)
    assert len(after.rows) == len(before.rows) + 1
    assert amounts_of(after) == amounts_of(before)


def amounts_of(answer: Answer) -> list[str]:
    place = answer.columns.index("amount")
    return sorted(str(row[place]) for row in answer.rows if row[place] is not None)


def test_three_public_expenses_of_two_years_line_up() -> None:
    """The table of one year beside what the prose of the next recalls."""
    added = """
<graph/x> {
  <id/disclosure/x> a bg:Disclosure ; bg:fiscalYear "2021"^^xsd:gYear ;
    bg:department <id/department/130132/元氏县医疗保障局> ; bg:hasKeyFigure <id/disclosure/x/k> .
  <id/disclosure/x/k> a bg:KeyFigure ; bg:takenFrom <id/disclosure/x/s> ; bg:scope "fiscal" ;
    bg:measure <id/measure/reception> ; bg:amount 2000.0 ; bg:forYear "2021"^^xsd:gYear ;
    bg:certainty "sure" ; bg:phase <id/phase/approved> .
}
"""
    store = ox.Store()
    store.load((DATA + added).encode(), ox.RdfFormat.TRIG)
    summarised(store)
    rows = by_oxigraph(bind(load()["year-on-year"], {"department": "元氏县"}), store).rows
    assert (
        *("元氏县医疗保障局", "reception", 2021, 2000, 2600, None, -600),
        *("fiscal", None, "sure", None),
    ) in rows


def test_a_level_that_is_not_printed_is_summed() -> None:
    rows = by_oxigraph(
        bind(load()["spending-by-function"], {"digits": "3", "department": "临夏市"})
    ).rows
    assert tuple(row[:7] for row in rows) == (
        ("208", "社会保障和就业支出", "临夏市医疗保障局", 2021, 6_369_800, 5_559_700, 750_000),
        ("210", "卫生健康支出", "临夏市医疗保障局", 2021, 2_756_700, 276_700, 2_480_000),
    )


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("projects-citing-document", {}, ["needs", "document", "发文字号"]),
        ("projects-citing-document", {"document": ""}, ["needs"]),
        (
            "projects-citing-document",
            {"document": "二〇二三年的文件"},
            ["not a document number", "冀财社〔2023〕208号"],
        ),
        ("projects-citing-document", {"document": "[2019]-16"}, ["not a document number"]),
        ("projects", {"departement": "x"}, ["no parameter", "did you mean department"]),
        ("projects", {"zzz": "x"}, ["no parameter", "there are department, division, year"]),
        ("documents", {"year": "2025"}, ["takes none"]),
        ("projects", {"year": "twenty"}, ["parameter 'year'", "not a year", "2025"]),
        ("spending-by-function", {"digits": "4"}, ["'4'", "3、5、7", "3, 5, 7"]),
        (
            "spending-by-economic-class",
            {"digits": "7"},
            ["可用的有 3、5", "none of its values: 3, 5"],
        ),
        (
            "findings",
            {"severity": "critical"},
            ["参数 severity", "violation、warning、info", "violation, warning, info"],
        ),
        (
            "findings",
            {"year": "abc"},
            ["参数 year：'abc' 不是年度，年度如 2025", "parameter 'year': 'abc' is not a year"],
        ),
        ("where-from", {"resource": "https://example.org/a> } #"}, ["not an IRI"]),
        ("projects", {"department": "\ud800"}, ["not a text"]),
    ],
)
def test_wrong_parameters_are_explained(
    name: str, values: dict[str, str], words: list[str]
) -> None:
    with pytest.raises(QuestionError) as caught:
        bind(load()[name], values)
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert re.search("[一-鿿]", caught.value.zh)
    assert str(caught.value) == f"{caught.value.zh} / {caught.value.en}"
    assert pickle.loads(pickle.dumps(caught.value)).en == caught.value.en


def test_an_unknown_question_is_answered_with_close_names() -> None:
    assert find("projects", load()).name == "projects"
    with pytest.raises(UsageError, match="did you mean projects-citing-document"):
        find("projects-citing-documents", load())
    with pytest.raises(UsageError, match="there are budget-figures, budget-totals, "):
        find("???", load())


def test_another_base_moves_the_prefixes_and_nothing_else() -> None:
    base = "https://data.example.org/budget/"
    moved = DATA.replace(iris.BASE, base)
    store = ox.Store()
    store.load(moved.encode(), ox.RdfFormat.TRIG)
    summarised(store, base)
    for name, question in load().items():
        values = {key: text.replace(iris.BASE, base) for key, text in ASKED.get(name, {}).items()}
        text = bind(question, values, base)
        assert iris.BASE not in text
        assert write(by_oxigraph(text, store), "csv") == expected(name).replace(
            iris.BASE.encode(), base.encode()
        )


_CHARACTERS = st.sampled_from("\"'\\\n\r\t{}<>#?$.;u0U2n n`^@%/ 冀财〔〕") | st.characters(
    exclude_categories=("Cs",)
)
NASTY = st.text(_CHARACTERS, min_size=1, max_size=24).filter(lambda text: bool(text.strip()))
INJECTION = '" } # \n } } ; DROP ALL ; SELECT * { ?s ?p ?o } VALUES ?x { "'


def test_choices_are_declared_and_normal_is_what_they_are_compared_as() -> None:
    question = one_parameter("choice(warning|info)")
    assert question.parameters[0].choices == ("warning", "info")
    assert 'VALUES ?o { "info" }' in bind(question, {"x": " Info "})
    with pytest.raises(ValueError, match="not `# param"):
        one_parameter("choice")
    with pytest.raises(ValueError, match="not `# param"):
        one_parameter("choice(one)")


def one_parameter(kind: str = "text") -> Question:
    return parse(
        "probe",
        "# title-zh: 试\n# title-en: probe\n# question-zh: 试\n# question-en: probe\n"
        f"# param: x {kind} required 试 / probe\n# columns: s\n"
        "SELECT ?s WHERE {\n  VALUES ?o { UNDEF }  # param x\n  ?s <urn:p> ?o .\n}\nORDER BY ?s\n",
    )


@settings(deadline=None, max_examples=300)
@given(wanted=NASTY, others=st.lists(NASTY, max_size=3))
@example(wanted=INJECTION, others=["x"])
@example(wanted="\\u0022 } #", others=['" } #'])
@example(wanted="\\\\u0022\\U00000022", others=[])
@example(wanted="$1 \\1 \\g<0> UNDEF", others=["UNDEF"])
def test_a_value_never_becomes_sparql(wanted: str, others: list[str]) -> None:
    store, graph = ox.Store(), rdflib.Graph()
    for number, text in enumerate([wanted, *others]):
        subject = f"urn:s:{number}"
        store.add(
            ox.Quad(
                ox.NamedNode(subject),
                ox.NamedNode("urn:p"),
                ox.Literal(text),
                ox.NamedNode("urn:g"),
            )
        )
        graph.add((rdflib.URIRef(subject), rdflib.URIRef("urn:p"), rdflib.Literal(text)))
    same = tuple(
        (f"urn:s:{number}",) for number, text in enumerate([wanted, *others]) if text == wanted
    )
    bound = bind(one_parameter(), {"x": wanted})
    assert by_oxigraph(bound, store).rows == same
    if not re.search(r"[\x00-\x1f\x7f-\xa0\u2028\u2029]", wanted):
        assert tuple((str(row[0]),) for row in graph.query(bound)) == same, (
            "an engine that resolves code points first agrees"
        )  # type: ignore[index]


@settings(deadline=None)
@given(NASTY)
@example("https://example.org/> } ; CLEAR ALL #")
@example("javascript:alert(1)")
def test_an_iri_is_refused_or_stays_one_term(text: str) -> None:
    try:
        bound = bind(one_parameter("iri"), {"x": text})
    except UsageError:
        return
    inside = re.search(r"VALUES \?o \{ <([^<>\"{}|\\^`\x00-\x20]+)> \}  # param x\n", bound)
    assert inside is not None
    assert bound.count("\n") == one_parameter().text.count("\n")


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("integer", " 007 ", "7"),
        ("integer", "-12", "-12"),
        ("year", "2025", "2025"),
        ("digits", "5", "5"),
        ("number", " 99.5", "99.5"),
    ],
)
def test_numbers_are_written_bare(kind: str, text: str, term: str) -> None:
    assert f"VALUES ?o {{ {term} }}" in bind(one_parameter(kind), {"x": text})


@pytest.mark.parametrize("kind", ["integer", "number"])
@pytest.mark.parametrize("text", ["1 } #", "", "1.", "1e3", "１", "NaN"])
def test_what_is_no_number_is_refused(kind: str, text: str) -> None:
    with pytest.raises(QuestionError):
        bind(one_parameter(kind), {"x": text})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("# title-en: probe\n", ""), "title-en"),
        (("# columns: s\n", "# columns: s\n# columns: t\n"), "exactly once"),
        (("text required", "numbers required"), "not `# param"),
        (("# param x\n", "# param y\n"), "differ"),
        (("# title-zh: 试\n", "# titel: 试\n"), "not a header line"),
    ],
)
def test_a_faulty_header_is_named(change: tuple[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse("probe", one_parameter().text.replace(*change))


def test_every_type_is_used_or_tested() -> None:
    used = {parameter.type for question in load().values() for parameter in question.parameters}
    assert used | {"integer", "number"} == set(parameters.TYPES)


def test_the_documentation_asks_every_question() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page.count("\n## `") == len(load())
    for name, question in load().items():
        section = page.split(f"\n## `{name}`", 1)[1].split("\n## `", 1)[0]
        assert question.question_zh in section
        assert question.question_en in section
        assert f"budgetgraph query {name} " in section
        assert f"/questions/{name}" in section
        for column in question.columns:
            assert f"`{column}`" in section
        for parameter in question.parameters:
            kind = (
                f"{parameter.type}: {', '.join(parameter.choices)}"
                if parameter.choices
                else parameter.type
            )
            assert f"| `{parameter.name}` | {kind} |" in section


def calls_in_documentation() -> list[tuple[str, dict[str, str]]]:
    """The questions that the page asks, on the command line and in Python, with their values."""
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    calls = []
    for name, options in re.findall(r"^budgetgraph query ([a-z-]+)(.*)$", page, re.MULTILINE):
        typed = shlex.split(options.partition(" >")[0])
        pairs = dict(zip(typed[::2], typed[1::2], strict=True))
        given = {key.removeprefix("--"): text for key, text in pairs.items()}
        calls.append((name, {k: v for k, v in given.items() if k not in ("graph", "format")}))
    for call in re.findall(r"^(?:print\()?(g\.query\(.*?\))\)?$", page, re.MULTILINE):
        asked = ast.parse(call, mode="eval").body
        assert isinstance(asked, ast.Call)
        values = {str(word.arg): ast.literal_eval(word.value) for word in asked.keywords}
        calls.append((ast.literal_eval(asked.args[0]), values))
    return calls


def test_what_the_documentation_asks_can_be_asked() -> None:
    calls = calls_in_documentation()
    assert len(calls) > 60
    for name, values in calls:
        assert bind(find(name, load()), values)


def test_a_number_that_nothing_cites_is_said_in_both_languages() -> None:
    asked = {"document": "冀财社[2099]1 号", "year": ""}
    assert nothing_cites(load()["document-mentions"], asked) == (
        "没有任何公开引用 冀财社〔2099〕1号",
        "no disclosure here cites 冀财社〔2099〕1号",
    )
    assert nothing_cites(load()["projects-citing-document"], asked) == (
        "没有任何公开的项目引用 冀财社〔2099〕1号",
        "no project of a disclosure here cites 冀财社〔2099〕1号",
    )
    assert nothing_cites(load()["funding-chain"], {**asked, "year": "2024"}) == (
        "在所给条件下，没有任何公开的项目引用 冀财社〔2099〕1号",
        "no project of a disclosure here cites 冀财社〔2099〕1号 with the other values given",
    )
    assert nothing_cites(load()["projects"], {"department": "没有的局"}) is None
    assert nothing_cites(load()["funding-chain"], {}) is None


def test_spellings_are_all_different() -> None:
    assert len(SPELLINGS) == 13
    assert all(one != other for one, other in permutations(SPELLINGS, 2))


#: Questions that do not read budgets: whatever cites a document, is covered or found counts.
OF_EVERY_PAPER = frozenset(
    {
        "coverage",
        "plan-and-actual",
        "plan-and-actual-of-projects",
        "targets-and-results",
        "document-conflicts",
        "document-mentions",
        "documents",
        "documents-by-age",
        "findings",
        "shared-documents",
        "where-from",
    }
)


@cache
def with_final_accounts() -> ox.Store:
    """The data with the final accounts of each of its disclosures: the same amounts, under names of
    their own.
    """
    store = ox.Store()
    accounts = re.sub(
        r"<(graph|id/disclosure|id/project)/([^>]*)>", r"<\1/\2/final-accounts>", DATA
    )
    accounts = accounts.replace(
        " a bg:Disclosure ;", " a bg:Disclosure ; bg:phase <id/phase/executed> ;"
    )
    assert accounts.count("bg:phase") > 3
    store.load(DATA.encode(), ox.RdfFormat.TRIG)
    store.load(accounts.encode(), ox.RdfFormat.TRIG)
    return summarised(store)


@pytest.mark.parametrize("name", sorted(set(load()) - OF_EVERY_PAPER))
def test_what_was_spent_is_never_taken_for_a_budget(name: str) -> None:
    text = bind(load()[name], ASKED.get(name, {}), iris.BASE)

    def rows(store: ox.Store) -> list[str]:
        found = store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return [str([solution[variable] for variable in found.variables]) for solution in found]

    assert rows(with_final_accounts()) == rows(oxigraph())


#: What lists the papers themselves, each with its own file.
OF_EVERY_FILE = frozenset({"coverage", "document-mentions", "findings"})
#: What tells one edition from the other: names of things, places, and the edition itself.
OF_THE_EDITION = {
    *("edition", "findings", "indicator", "mentions", "previous_indicator"),
    *("project", "resource", "source"),
}


@cache
def with_second_editions() -> ox.Store:
    """The data with a second edition of each budget that has projects, which is the one that
    counts.
    """
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TRIG)
    head = DATA[: DATA.index("\n<graph/")]
    for graph in re.finditer(r"(?ms)^<graph/(?P<key>[^>]*/20\d\d)> \{\n(?P<lines>.*?)^\}\n", DATA):
        key, name = graph["key"], f"id/disclosure/{graph['key']}"
        projects = re.findall(r"(?m)^  <([^>]*)> a bg:Project ", graph["lines"])
        again = (
            graph["lines"].replace(f"<{name}", f"<{name}/aaaa1111").replace("source/", "source/z")
        )
        again = re.sub(r"<(id/project/\w+/\d{4})", r"<\1/aaaa1111", again)
        behind = [f"<{one}> bg:standsBehind <{name}/aaaa1111> ." for one in [name, *projects]]
        behind.append(f"<{name}/aaaa1111> dcterms:isVersionOf <{name}> .")
        added = f"<graph/{key}/aaaa1111> {{\n{again}\n" + "\n".join(behind) + "\n}\n"
        store.load((head + "\n" + added).encode(), ox.RdfFormat.TRIG)
    return summarised(store)


@pytest.mark.parametrize("name", sorted(set(load()) - OF_EVERY_FILE))
def test_of_two_editions_every_question_counts_one(name: str) -> None:
    text = bind(load()[name], ASKED.get(name, {}))

    def rows(answer: Answer) -> list[tuple[str, ...]]:
        kept = [
            place for place, column in enumerate(answer.columns) if column not in OF_THE_EDITION
        ]
        return sorted(tuple(str(row[place]) for place in kept) for row in answer.rows)

    assert rows(by_oxigraph(text, with_second_editions())) == rows(by_oxigraph(text))


@cache
def with_second_files() -> ox.Store:
    """The data, with another file for each disclosure: its tables, published apart."""
    store = ox.Store()
    derived = (
        r"(?m)^ *(<id/disclosure/[^>]*>) a bg:Disclosure .*prov:wasDerivedFrom <(source/\w+)>.*$"
    )
    more = r'\g<0> \1 prov:wasDerivedFrom <\2second> . <\2second> bg:fileName "tables.txt" .'
    data, count = re.subn(derived, more, DATA)
    assert count > 5
    store.load(data.encode(), ox.RdfFormat.TRIG)
    return summarised(store)


@pytest.mark.parametrize("name", sorted(set(load()) - {"coverage"}))
def test_a_paper_of_two_files_has_the_rows_of_one(name: str) -> None:
    """Each row names the file that its lines are in, and stands once."""
    text = bind(load()[name], ASKED.get(name, {}))
    assert by_oxigraph(text, with_second_files()) == by_oxigraph(text)


def test_findings_of_one_level_are_not_told_of_another() -> None:
    """Two projects are funded by one agency, one of them by a document whose level is not known."""
    projects = "".join(
        f"""
  <id/p{n}> a bg:Project ; bg:disclosure <id/disclosure/x> ; bg:fundedUnder <id/doc{n}> ;
    bg:cites <id/doc{n}> ; bg:hasKeyFigure <id/k{n}> .
  <id/k{n}> bg:amount {n}.0 ; bg:scope "all" ; bg:certainty "sure" ; bg:takenFrom <id/f{n}> .
  <id/doc{n}> bg:documentNumber "甲财社〔2020〕{n}号" ; bg:agencyCode "甲财社" ."""
        for n in (1, 2)
    )
    head = DATA[: DATA.index("\n<graph/")]
    added = f"""
<graph/x> {{
  <id/disclosure/x> a bg:Disclosure ; bg:fiscalYear "2020"^^xsd:gYear .{projects}
  <id/doc1> bg:level "city" .
  <id/finding/1> sh:value <id/f1> ; bg:rule "a-rule" .
}}
"""
    store = ox.Store()
    store.load((head + added).encode(), ox.RdfFormat.TRIG)
    rows = by_oxigraph(bind(load()["funding-by-level"], {}), summarised(store)).rows
    assert [(row[0], row[1], row[4], row[-1]) for row in rows] == [
        (None, "甲财社", 2, None),
        ("city", "甲财社", 1, "a-rule"),
    ]
