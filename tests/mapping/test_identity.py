"""When two papers speak of one document: its issuer is certain, or the place is the same."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import sample_disclosure

from budgetgraph.disclosure import Disclosure, Division, Mention, OfficialDocument
from budgetgraph.document.where import Where
from budgetgraph.mapping import across_quads, nquads
from budgetgraph.mapping.documents.identity import document_iri, identity_place
from budgetgraph.publish.pages.things import replacements
from budgetgraph.rdf.iris import PREFIXES, Iris
from budgetgraph.store import Store
from budgetgraph.values.codes import concepts
from budgetgraph.values.divisions import divisions, lineage
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.issuer import issuer

IRIS = Iris()
LINXI, LINCHENG, PINGXIANG, LULONG = "130535", "130522", "130532", "130324"
NUMBER = DocumentNumber("临政办字", 2019, 37)


def citing(division: str | None, *numbers: DocumentNumber) -> Disclosure:
    """A paper of a county that names some documents and nothing else."""
    sample = sample_disclosure()
    documents = tuple(
        OfficialDocument(one, (), (Mention(one, str(one), Where(1, 1)),)) for one in numbers
    )
    name = division or "0"
    return replace(
        sample,
        division=Division(name, division),
        department=replace(sample.owner, name=f"某局{name}"),
        documents=documents,
        projects=(),
        performance=None,
    )


@pytest.mark.parametrize(
    ("agency", "division", "place"),
    [
        ("冀财社", LINXI, None),
        ("财社", LINXI, None),
        ("邢政办字", PINGXIANG, None),
        ("临政办字", LINXI, LINXI),
        ("临政办字", LINCHENG, LINCHENG),
        ("卢办发", LULONG, LULONG),
        ("秦医保中心", LULONG, "130300"),
        ("某某字", None, "某局0"),
    ],
)
def test_the_place_is_part_of_the_identity_unless_the_issuer_is_certain(
    agency: str, division: str | None, place: str | None
) -> None:
    number = DocumentNumber(agency, 2022, 5)
    assert identity_place(number, citing(division)) == place
    within = f"{place}/" if place else ""
    expected = f"{IRIS.base}id/document/{within}{agency}/2022/5"
    assert document_iri(IRIS, number, citing(division)) == expected


AGENCIES = st.text(st.sampled_from("冀邢临平卢秦财社政办医保字发函民委联"), min_size=2, max_size=5)
DIVISIONS = st.sampled_from(sorted(code for code in divisions() if not code.endswith("00")))


@given(AGENCIES, st.integers(2005, 2025), DIVISIONS, DIVISIONS)
@settings(max_examples=300)
def test_two_counties_share_a_document_only_where_its_issuer_is_certain(
    agency: str, year: int, one: str, other: str
) -> None:
    assert_certain_where_shared(agency, year, one, other)


BODIES = (
    "财社",
    "财教",
    "政字",
    "政发",
    "政办字",
    "政办发",
    "医保发",
    "医保字",
    "办发",
    "社险",
    "民",
)
#: Papers that somebody counts as shared: they have to be among what is drawn.
COUNTED_AS_SHARED = {
    ("冀财社", LINXI, LULONG),
    ("邢政发", LINXI, LINCHENG),
    ("财社", LINXI, "622901"),
}


@st.composite
def kin(draw: st.DrawFn) -> tuple[str, str, str]:
    """A code that begins as a division above a county does, and another county that may read it
    alike: of the same city or province, or with the same first character.
    """
    one = draw(DIVISIONS)
    areas = {above.name[0] for above in lineage(one)} | {"冀", "甘", ""}
    agency = draw(st.sampled_from(sorted(areas))) + draw(st.sampled_from(BODIES))
    first = divisions()[one].name[0]
    alike = [
        code
        for code, other in divisions().items()
        if not code.endswith("00") and (code[:2] == one[:2] or other.name[0] == first)
    ]
    return agency, one, draw(st.sampled_from(sorted(alike)))


@given(kin())
@settings(max_examples=300)
def test_no_two_counties_that_read_a_code_alike_are_merged_by_chance(
    drawn: tuple[str, str, str],
) -> None:
    agency, one, other = drawn
    assert_certain_where_shared(agency, 2020, one, other)


@pytest.mark.parametrize(("agency", "one", "other"), sorted(COUNTED_AS_SHARED))
def test_what_is_shared_is_held_to_the_same(agency: str, one: str, other: str) -> None:
    assert assert_certain_where_shared(agency, 2020, one, other)


def assert_certain_where_shared(agency: str, year: int, one: str, other: str) -> bool:
    """Hold that two counties whose papers have one IRI know one issuer; tell whether they have."""
    number = DocumentNumber(agency, year, 1)
    first = document_iri(IRIS, number, citing(one))
    if one == other or first != document_iri(IRIS, number, citing(other)):
        return False
    known = issuer(agency, year, one), issuer(agency, year, other)
    assert known[0] is not None
    assert known[0] == known[1]
    # Either the body is told by name, or its division, which then stands in the IRI.
    assert known[0].name is not None or f"/{known[0].division}/" in first
    return True


def across(*papers: Disclosure) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    data = across_quads([nquads(one) for one in papers])
    for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS):  # type: ignore[call-overload]
        subject = IRIS.path_of(quad.subject.value).removeprefix("id/document/")
        predicate = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
        found.setdefault((subject, predicate), set()).add(quad.object.value)
    return found


def test_documents_that_may_be_one_are_linked_with_the_reason() -> None:
    found = across(citing(LINXI, NUMBER), citing(LINCHENG, NUMBER))
    one, other = f"{LINXI}/临政办字/2019/37", f"{LINCHENG}/临政办字/2019/37"
    assert found[one, "possiblySameAs"] == {f"{IRIS.base}id/document/{other}"}
    assert found[other, "possiblySameAs"] == {f"{IRIS.base}id/document/{one}"}
    assert any("issuer could not be told" in text for text in found[one, "identityNote"])


@pytest.mark.parametrize(("papers", "links"), [(8, 56), (9, 16), (12, 22)])
def test_links_of_many_grow_with_their_number(papers: int, links: int) -> None:
    """Up to eight are each linked with every other one; of more, each with its neighbours."""
    counties = sorted(key for key in concepts("divisions") if key[:3] == "130")[-papers:]
    found = across(*(citing(county, NUMBER) for county in counties))
    linked = {one: more for (one, kind), more in found.items() if kind == "possiblySameAs"}
    assert len(linked) == papers
    assert sum(map(len, linked.values())) == links
    for one, more in linked.items():
        for other in more:
            back = linked[IRIS.path_of(other).removeprefix("id/document/")]
            assert f"{IRIS.base}id/document/{one}" in back


def test_a_former_name_leads_to_what_has_taken_its_place() -> None:
    found = across(citing(LINXI, NUMBER), citing(LINCHENG, NUMBER))
    assert found["临政办字/2019/37", "isReplacedBy"] == {
        f"{IRIS.base}id/document/{place}/临政办字/2019/37" for place in (LINXI, LINCHENG)
    }


def test_the_server_finds_what_has_taken_the_place_of_a_former_name() -> None:
    papers = citing(LINXI, NUMBER), citing(LINCHENG, NUMBER)
    former = f"{IRIS.base}id/document/临政办字/2019/37"
    for several in (papers[:1], papers):
        graphs = [nquads(one) for one in several]
        store = Store.memory([*graphs, across_quads(graphs)])
        places = sorted(one.division.code or "" for one in several)
        assert replacements(store, former) == [
            f"{IRIS.base}id/document/{place}/临政办字/2019/37" for place in places
        ]
        assert replacements(store, f"{IRIS.base}id/document/冀财社/2023/208") == []


def test_a_name_that_a_document_still_has_leads_nowhere() -> None:
    number = DocumentNumber("秦财社", 2022, 170)
    found = across(citing(LULONG, number), citing("620522", number))
    assert ("秦财社/2022/170", "isReplacedBy") not in found
    assert found["秦财社/2022/170", "possiblySameAs"] == {
        f"{IRIS.base}id/document/620522/秦财社/2022/170"
    }


def test_a_document_with_a_certain_issuer_is_one_and_linked_to_none() -> None:
    number = DocumentNumber("冀财社", 2023, 208)
    papers = citing(LINXI, number), citing(LULONG, number)
    linked = {predicate for _, predicate in across(*papers)}
    assert not linked & {"possiblySameAs", "isReplacedBy"}
    for paper in papers:
        iri = f"<{IRIS.base}id/document/冀财社/2023/208> <{PREFIXES['bg']}issuer> "
        assert iri.encode() in nquads(paper)


# --- projects ---


def running(division: str | None, *codes: str) -> Disclosure:
    """A paper of a county with a project for each code."""
    sample = sample_disclosure()
    projects = tuple(replace(sample.projects[0], code=code) for code in codes)
    return replace(citing(division), projects=projects)


def projects_of(*papers: Disclosure) -> list[set[str]]:
    """The IRIs of each paper's projects, below the base."""
    found: list[set[str]] = []
    for paper in papers:
        quads = ox.parse(nquads(paper), format=ox.RdfFormat.N_QUADS)  # type: ignore[call-overload]
        named: set[str] = set()
        for quad in quads:
            if quad.predicate.value == PREFIXES["bg"] + "projectCode":
                named.add(IRIS.path_of(quad.subject.value))
        found.append(named)
    return found


@pytest.mark.parametrize(
    ("division", "code", "path"),
    [
        (PINGXIANG, "13053225P00004910001R", "13053225P00004910001R"),
        (LINXI, "13053225P00004910001R", f"{LINXI}/13053225P00004910001R"),
        (PINGXIANG, "XM-001", f"{PINGXIANG}/XM-001"),
        (None, "XM-001", "某局0/XM-001"),
    ],
)
def test_a_code_is_told_by_its_place_unless_it_names_it(
    division: str | None, code: str, path: str
) -> None:
    assert projects_of(running(division, code)) == [{f"id/project/{path}/2025"}]


CODES = st.one_of(
    st.from_regex(r"[0-9A-Z]{1,21}", fullmatch=True),
    st.sampled_from([f"{one}25P00004910001R" for one in (LINXI, LINCHENG, PINGXIANG)]),
)


@given(st.lists(CODES, min_size=1, max_size=3, unique=True))
@settings(max_examples=40, deadline=None)
def test_no_two_counties_share_a_project(codes: list[str]) -> None:
    one, other = projects_of(running(LINXI, *codes), running(LINCHENG, *codes))
    assert len(one) == len(other) == len(codes)
    assert not one & other


def test_the_former_name_of_a_project_leads_to_those_that_have_its_code() -> None:
    papers = running(LINXI, "XM-001"), running(LINCHENG, "XM-001")
    graphs = [nquads(one) for one in papers]
    store = Store.memory([*graphs, across_quads(graphs)])
    assert replacements(store, f"{IRIS.base}id/project/XM-001/2025") == [
        f"{IRIS.base}id/project/{place}/XM-001/2025" for place in (LINCHENG, LINXI)
    ]


def test_a_name_that_a_project_still_has_leads_nowhere() -> None:
    code = f"{LINXI}25P00004910001R"
    graphs = [nquads(running(place, code)) for place in (LINXI, LINCHENG)]
    store = Store.memory([*graphs, across_quads(graphs)])
    assert replacements(store, f"{IRIS.base}id/project/{code}/2025") == []
