"""Who issued a document: a table of readings, and that a lineage opens or closes an answer but
never changes it.
"""

from __future__ import annotations

import pytest
from sample import sample_disclosure

from budgetgraph.mapping import nquads
from budgetgraph.rdf.iris import Iris
from budgetgraph.values.divisions import divisions
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.issuer import Issuer, issuer

PINGXIANG, LULONG, LINXI, YUANSHI = "130532", "130324", "130535", "130132"
LINXIA, QINAN, QINZHOU, LUSHI = "622901", "620522", "620502", "411224"

READINGS = [
    # code, year, division of the disclosure → level, organisation
    ("冀财社", 2023, PINGXIANG, "province", "河北省财政厅"),
    ("冀财教", 2019, LULONG, "province", "河北省财政厅"),
    ("冀医保字", 2020, LINXI, "province", "河北省医疗保障局"),
    ("冀政字", 2019, LINXI, "province", "河北省人民政府"),
    ("冀政办发", 2019, LINXI, "province", "河北省人民政府办公厅"),
    ("冀民", 2019, LINXI, "province", "河北省民政厅"),
    ("秦财社", 2023, LULONG, "city", "秦皇岛市财政局"),
    ("秦税发", 2020, LULONG, "city", "国家税务总局秦皇岛市税务局"),
    ("秦医保", 2020, LULONG, "city", "秦皇岛市医疗保障局"),
    ("邢政发", 2016, PINGXIANG, "city", "邢台市人民政府"),
    ("邢政办字", 2022, PINGXIANG, "city", "邢台市人民政府办公室"),
    ("邢医保函", 2024, PINGXIANG, "city", "邢台市医疗保障局"),
    ("邢人社发", 2017, LINXI, "city", "邢台市人力资源和社会保障局"),
    ("邢民", 2016, LINXI, "city", "邢台市民政局"),
    ("平乡县财社", 2020, PINGXIANG, "county", "平乡县财政局"),
    ("卢政办发", 2016, LULONG, "county", "卢龙县人民政府办公室"),
    ("临州财社", 2020, LINXIA, "city", "临夏回族自治州财政局"),
    ("临州医保发", 2019, LINXIA, "city", "临夏回族自治州医疗保障局"),
    ("京财社", 2020, "110101", "province", "北京市财政局"),
    ("内财社", 2020, "150102", "province", "内蒙古自治区财政厅"),
    ("承财社", 2020, "130824", "city", "承德市财政局"),
    ("财社", 2019, PINGXIANG, "central", "财政部"),
    ("财办社", 2019, PINGXIANG, "central", "财政部办公厅"),
    ("国发", 2016, LINXIA, "central", "国务院"),
    ("国办发", 2016, LINXIA, "central", "国务院办公厅"),
    ("中发", 2020, LINXIA, "central", "中共中央"),
    ("医保发", 2019, LULONG, "central", "国家医疗保障局"),
    ("人社厅发", 2019, LULONG, "central", "人力资源和社会保障部办公厅"),
    ("国卫基层发", 2015, LULONG, "central", "国家卫生和计划生育委员会"),
    ("国卫基层发", 2020, LULONG, "central", "国家卫生健康委员会"),
    ("法释", 2012, LULONG, "central", "最高人民法院"),
    ("保监发", 2015, "130606", "central", "中国保险监督管理委员会"),
]
LEVEL_ONLY = [
    ("秦医保中心", 2022, LULONG, "city", "what 医保中心 is called differs"),
    ("卢办发", 2022, LULONG, "county", "the Party's office, or both offices together"),
    ("卢联", 2012, LULONG, "county", "minutes of a meeting"),
    ("冀医保字", 2017, LINXI, "province", "the 医疗保障局 are younger"),
    ("石政办发", 2020, YUANSHI, "city", "a capital's office is a 办公厅 in some years"),
    ("邢教", 2020, PINGXIANG, "city", "教育局 in some cities, 教育体育局 in others"),
]
OPEN = [
    ("秦财库", 2022, QINAN, "秦 is 秦皇岛, or this very county"),
    ("秦财库", 2022, QINZHOU, "秦 is 秦皇岛, or this very district"),
    ("秦财社", 2023, PINGXIANG, "a city that is not above this county"),
    ("冀财社", 2023, QINAN, "a province that is not above this county"),
    ("广财社", 2022, "510812", "four cities begin with 广"),
    ("承财社", 2020, "130821", "承德市 or 承德县"),
    ("卢政办发", 2016, LUSHI, "卢 is 卢龙 in the table, and another county begins so"),
    ("临社险", 2018, LINXI, "临西, 临城, 临夏 …"),
    ("平办字", 2019, PINGXIANG, "平乡, 平山, 平泉 …"),
    ("临市医保发", 2019, LINXIA, "临夏市, 临汾市, 临沂市 …"),
    ("国卫基层发", 2018, LULONG, "two names in that year"),
    ("冀财社", 2023, None, "no lineage"),
    ("财", 2023, PINGXIANG, "neither section nor kind: the area may be lost"),
]


@pytest.mark.parametrize(("code", "year", "division", "level", "name"), READINGS)
def test_one_reading(code: str, year: int, division: str, level: str, name: str) -> None:
    found = issuer(code, year, division)
    assert found is not None
    assert (found.level, found.name) == (level, name)


@pytest.mark.parametrize(("code", "year", "division", "level", "why"), LEVEL_ONLY)
def test_the_area_is_known_but_not_the_body(
    code: str, year: int, division: str, level: str, why: str
) -> None:
    found = issuer(code, year, division)
    assert found is not None, why
    assert (found.level, found.name) == (level, None), why


@pytest.mark.parametrize(("code", "year", "division", "why"), OPEN)
def test_what_is_open_stays_open(code: str, year: int, division: str | None, why: str) -> None:
    assert issuer(code, year, division) is None, why


def test_how_many_cases_there_are() -> None:
    assert (len(READINGS), len(LEVEL_ONLY), len(OPEN)) == (32, 6, 13)


@pytest.mark.parametrize(
    "areas", ["冀平", pytest.param("秦邢广临卢承张宁保新云青郴汕", marks=pytest.mark.long)]
)
def test_no_two_divisions_tell_different_things_of_one_document(areas: str) -> None:
    """Whoever cites it: one answer, or none, or the level without the organisation."""
    read = sorted({(code, year) for code, year, *_ in (*READINGS, *LEVEL_ONLY, *OPEN)})
    numbers = read[:: 1 if len(areas) > 2 else 4]
    numbers += [(area + body, 2020) for area in areas for body in ("财社", "政发", "政办发")]
    opened = 0
    for code, year in numbers:
        found = {
            one for division in divisions() if (one := issuer(code, year, division)) is not None
        }
        assert len({(one.level, one.division) for one in found}) <= 1, (code, found)
        assert len({one.name for one in found if one.name is not None}) <= 1, (code, found)
        opened += bool(found)
    assert opened > len(numbers) // 2


def test_a_central_document_needs_no_division() -> None:
    assert issuer("财社", 2019, None) == Issuer("central", "100000", "财政部")


def test_the_graph_names_the_organisation() -> None:
    iris = Iris()
    lines = nquads(sample_disclosure()).decode()
    document = iris.document("邢政发", 2016, 7)
    body = iris.department("130500", "邢台市人民政府")
    assert f"<{document}> <{iris.ontology}issuer> <{body}> " in lines
    assert f'<{document}> <{iris.ontology}level> "city" ' in lines
    assert f'<{body}> <http://www.w3.org/2004/02/skos/core#prefLabel> "邢台市人民政府"@zh ' in lines
    assert f"<{body}> <{iris.ontology}division> <{iris.division('130500')}> " in lines
    assert DocumentNumber("邢政发", 2016, 7) in {
        one.number for one in sample_disclosure().documents
    }
