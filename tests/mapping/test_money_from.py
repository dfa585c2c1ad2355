"""The level that money comes from, and grants passed on under another number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample import sample_disclosure

from budgetgraph.disclosure import Disclosure, Mention, OfficialDocument, Project
from budgetgraph.document import Source
from budgetgraph.document.where import Where
from budgetgraph.mapping.documents.passed_on import passed_on
from budgetgraph.mapping.money_from import levels_in, levels_of
from budgetgraph.values.document_number import DocumentNumber


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("冀财社[2023]208号-2024年中央财政医疗服务与保障能力提升补助金", ("central",)),
        ("河北省财政厅关于提前下达2025年中央财政补助资金", ("central",)),
        ("2023年省级财政困难群众生活补助金", ("province",)),
        ("中央及省级医疗救助补助资金", ("central", "province")),
        ("中央、省、市级配套资金", ("central", "city")),
        ("省州专项资金", ("province", "city")),
        ("市级财政补助", ("city",)),
        ("医疗救助县级配套资金", ("county",)),
        ("县财政安排的补助", ("county",)),
        ("中央财政县级公立医院改革补助", ("central",)),
        ("省级以上重点学科建设", ()),
        ("内蒙古自治区级补助资金", ("province",)),
        ("市财政局关于下达补助资金的通知", ()),
        ("离休老干部药费", ()),
    ],
)
def test_words_tell_the_level_and_names_of_issuers_do_not(
    text: str, levels: tuple[str, ...]
) -> None:
    assert levels_in(text) == levels


ABOVE = DocumentNumber("临州财社", 2020, 105)
BELOW = DocumentNumber("临社财发", 2020, 92)
NAME = "2021年中央财政医疗服务与保障能力提升补助资金"


def paper(sentence: str, name: str = NAME, title: str = "") -> Disclosure:
    """A paper of 临夏市: a sentence of the prose, then the form of one project that cites BELOW."""
    sample = sample_disclosure()
    lines = ("说明", sentence, "项目绩效目标表", name, "立项依据")
    printed = sentence.partition("（")[2].partition("）")[0]
    documents = (
        OfficialDocument(ABOVE, (), (Mention(ABOVE, printed, Where(2, 2)),)),
        OfficialDocument(BELOW, (title,) if title else (), (Mention(BELOW, "92号", Where(5, 5)),)),
    )
    project = replace(
        sample.projects[0],
        name=name,
        funding_documents=(),
        basis_documents=(BELOW,),
        where=Where(3, 5),
    )
    return replace(
        sample,
        source=Source("a.txt", "0" * 64, "text/plain", lines),
        division=replace(sample.division, name="临夏市", code="622901"),
        documents=documents,
        projects=(project,),
    )


def test_the_title_of_the_funding_document_tells_where_the_name_says_nothing() -> None:
    quiet = paper("无", name="医疗保障经费", title="关于下达省级补助资金的通知")

    def funded(disclosure: Disclosure) -> tuple[Disclosure, Project]:
        project = replace(disclosure.projects[0], funding_documents=(BELOW,))
        return disclosure, project

    assert levels_of(*funded(quiet)) == ("province",)
    assert levels_of(quiet, quiet.projects[0]) == (), "a reason is no source of money"
    loud = paper("无", title="关于下达省级补助资金的通知")
    assert levels_of(*funded(loud)) == ("central",), "the name comes first"


def test_a_grant_is_passed_on_where_the_prose_names_it_with_the_number_above() -> None:
    (found,) = passed_on(paper(f"提前下达{NAME}18万元（临州财社[2020]105号），主要用于…"))
    assert (found.above, found.below, found.project) == (ABOVE, BELOW, 0)
    assert found.where == Where(2, 2)


@pytest.mark.parametrize(
    "sentence",
    [
        "提前下达2021年中央财政医疗救助补助资金18万元（临州财社[2020]105号）",
        f"{NAME}已经下达。另有其他资金若干，按规定用途使用，不得挪用，详见通知（临州财社[2020]105号）",
        f"（临州财社[2020]105号）下达{NAME}",
    ],
)
def test_another_grant_or_a_number_far_away_passes_nothing_on(sentence: str) -> None:
    assert list(passed_on(paper(sentence))) == []


def test_a_document_of_the_same_level_passes_nothing_on() -> None:
    one = paper(f"提前下达{NAME}18万元（临州财社[2020]105号）")
    same = replace(one.projects[0], basis_documents=(DocumentNumber("临州财社", 2021, 7),))
    assert list(passed_on(replace(one, projects=(same,)))) == []
