"""The code lists: divisions and their reconciliation with departments' names, classifications,
indicator types.
"""

from __future__ import annotations

from collections import Counter

import pytest

from budgetgraph.values import codes
from budgetgraph.values.divisions import (
    DivisionCode,
    division,
    divisions,
    divisions_named,
    lineage,
)
from budgetgraph.values.reconcile import reconcile

HEBEI = "13053225P00T216100029"


def names(*found: DivisionCode) -> list[str]:
    return [one.name for one in found]


# --- divisions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "count"), [("province", 34), ("city", 333), ("county", 2846)])
def test_every_division_in_force_is_there(level: str, count: int) -> None:
    assert (
        sum(one.level == level and one.valid_until is None for one in divisions().values()) == count
    )


DIVISIONS = {
    "130535": ["临西县", "邢台市", "河北省"],
    "130532": ["平乡县", "邢台市", "河北省"],
    "130132": ["元氏县", "石家庄市", "河北省"],
    "130324": ["卢龙县", "秦皇岛市", "河北省"],
    "622901": ["临夏市", "临夏回族自治州", "甘肃省"],
    "622921": ["临夏县", "临夏回族自治州", "甘肃省"],
    "310107": ["普陀区", "上海市"],
    "500236": ["奉节县", "重庆市"],
    "330903": ["普陀区", "舟山市", "浙江省"],
    "130821": ["承德县", "承德市", "河北省"],
    "130131": ["平山县", "石家庄市", "河北省"],
    "429004": ["仙桃市", "湖北省"],
    "469025": ["白沙黎族自治县", "海南省"],
    "659001": ["石河子市", "新疆维吾尔自治区"],
    "320000": ["江苏省"],
    "542421": ["那曲县", "那曲地区", "西藏自治区"],
}


def test_lineages() -> None:
    assert len(DIVISIONS) == 16
    for code, expected in DIVISIONS.items():
        assert names(*lineage(code)) == expected, code
    assert lineage("999999") == ()


def test_headings_of_the_code_tables_are_no_divisions() -> None:
    assert [division(code) for code in ("110100", "130101", "429000", "500200")] == [None] * 4


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("130526", (None, 2020)),
        ("130505", (2020, None)),
        ("130527", (None, 2020)),
        ("130506", (2020, None)),
        ("110103", (None, 2010)),
        ("130181", (None, None)),
        ("653228", (2024, None)),
        ("232701", (2018, None)),
    ],
)
def test_years_of_codes(code: str, years: tuple[int | None, int | None]) -> None:
    found = division(code)
    assert found is not None
    assert (found.valid_from, found.valid_until) == years


def test_no_division_ends_before_it_begins_and_every_one_hangs_on_a_listed_one() -> None:
    every = divisions()
    assert len(every) == 3593
    assert [
        one
        for one in every.values()
        if one.valid_from and one.valid_until and one.valid_from > one.valid_until
    ] == []
    assert [
        one for one in every.values() if one.broader not in every and one.level != "province"
    ] == []
    assert [
        one
        for one in every.values()
        if one.valid_until is None and one.broader and every[one.broader].valid_until
    ] == []


def test_no_two_divisions_in_force_have_one_name_in_one_place() -> None:
    seen = Counter(
        (one.name, one.broader) for one in divisions().values() if one.valid_until is None
    )
    assert [place for place, count in seen.items() if count > 1] == []


def test_names() -> None:
    assert [one.code for one in divisions_named("普陀区")] == ["310107", "330903"]
    assert [one.code for one in divisions_named(" 临夏州\n")] == ["622900"], "an everyday name"
    assert [one.code for one in divisions_named("桥东区")] == [
        "130103",
        "130502",
        "130702",
    ], "130502 until 2020"
    assert divisions_named("临夏") == ()


def test_the_divisions_are_read_once() -> None:
    assert len(divisions()) > 3500
    assert divisions() is divisions()


# --- reconciliation -------------------------------------------------------------------------------

NANJING = ["32010625P00000000000X"] * 2
RECONCILED = [
    ("广西平乐县公路养护段", [], 2024, "", "450330"),
    ("第七师胡杨河市财政局", [], 2024, "", "659010"),
    ("新疆生产建设兵团第八师石河子市水利局", [], 2024, "", "659001"),
    ("内蒙古土默特右旗教育局", [], 2024, "", "150221"),
    ("平乡县医疗保障局", [HEBEI], 2025, "", "130532"),
    ("卢龙县医疗保障局本级", [], 2024, "", "130324"),
    ("临夏市医疗保障局", [], 2021, "", "622901"),
    ("临夏县 医疗保障局", [], 2021, "", "622921"),
    ("上海市普陀区万里街道办事处", [], 2025, "", "310107"),
    ("普陀区财政局", [], 2025, "上海市普陀区", "310107"),
    ("普陀区财政局", [], 2025, "浙江省舟山市", "330903"),
    ("鼓楼区财政局", NANJING, 2025, "", "320106"),
    ("江苏省人大常委会", [], 2019, "", "320000"),
    ("吉林省吉林市船营区财政局", [], 2024, "", "220204"),
    ("任县财政局", [], 2019, "", "130526"),
    ("任泽区财政局", [], 2021, "", "130505"),
    ("桥东区教育局", [], 2022, "", "130702"),
    ("桥东区教育局", [], 2018, "河北省邢台市", "130502"),
    ("省法院", [], 2018, "江苏省高级人民法院", "320000"),
    ("县财政局", [], 2019, "南和县人民政府", "130527"),
    ("市政府办公室", [], 2025, "邢台市2025年部门预算", "130500"),
]


@pytest.mark.parametrize(("name", "projects", "year", "context", "code"), RECONCILED)
def test_a_department_finds_its_division(
    name: str, projects: list[str], year: int, context: str, code: str
) -> None:
    found, notes = reconcile(name, projects, year, context)
    assert (found and found.code, notes) == (code, ())


@pytest.mark.parametrize(
    ("name", "projects", "year", "context", "reason"),
    [
        ("普陀区财政局", [], 2025, "", "may be of 2 divisions: 普陀区 310107、普陀区 330903"),
        ("普陀区财政局", [], 2025, "上海市对口支援舟山市", "may be of 2 divisions"),
        ("桥东区教育局", [], 2018, "河北省", "may be of 2 divisions: 襄都区 130502、桥东区 130702"),
        ("省法院", [], 2018, "", "the context names 0 of its rank"),
        ("省法院", [], 2018, "江苏省、浙江省", "the context names 2 of its rank"),
        (
            "医疗保障局",
            [],
            2025,
            "邢台市",
            "no division is named in 医疗保障局 and no project code tells one",
        ),
        ("市场监督管理局", [], 2025, "邢台市", "no division is named in 市场监督管理局"),
        ("天津路街道办事处", [], 2025, "", "no division is named in 天津路街道办事处"),
        ("湖北平乐县公路段", [], 2025, "", "no division is named in 湖北平乐县公路段"),
        ("", [], None, "", "no division is named in"),
    ],
)
def test_what_stays_ambiguous_is_not_guessed(
    name: str, projects: list[str], year: int | None, context: str, reason: str
) -> None:
    found, notes = reconcile(name, projects, year, context)
    assert found is None
    assert len(notes) == 1
    assert reason in notes[0]


@pytest.mark.parametrize(
    ("name", "projects", "year", "code", "reason"),
    [
        (
            "临西县医疗保障局",
            [HEBEI],
            2025,
            "130535",
            "names 临西县 130535, its project codes name 平乡县 130532",
        ),
        ("医疗保障局", [HEBEI], 2025, "130532", "平乡县 130532 is that of its project codes"),
        (
            "平乡县医疗保障局",
            ["13059925P00T216100029"],
            2025,
            "130532",
            "130599, which is no division's code",
        ),
        (
            "平乡县医疗保障局",
            [HEBEI, "13053525P00T216100029"],
            2025,
            "130532",
            "2 divisions, none of them in more than half",
        ),
        ("任县财政局", [], 2023, "130526", "任县 is no division's name in 2023"),
    ],
)
def test_what_disagrees_is_said(
    name: str, projects: list[str], year: int, code: str, reason: str
) -> None:
    found, notes = reconcile(name, projects, year)
    assert found is not None
    assert found.code == code
    assert len(notes) == 1
    assert reason in notes[0]


# --- classifications ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "code", "year", "name"),
    [
        ("function", "2080505", 2025, "机关事业单位基本养老保险缴费支出"),
        ("function", "207", None, "文化旅游体育与传媒支出"),
        ("function", "207", 2018, "文化体育与传媒支出"),
        ("function", "207", 2019, "文化旅游体育与传媒支出"),
        ("function", "210", 2013, "医疗卫生支出"),
        ("function", "210", 2014, "医疗卫生与计划生育支出"),
        ("function", "210", 2019, "卫生健康支出"),
        ("function", "215", 2019, "资源勘探信息等支出"),
        ("function", "220", 2018, "国土海洋气象等支出"),
        ("function", "224", 2020, "灾害防治及应急管理支出"),
        ("function", "20805", 2019, "行政事业单位离退休"),
        ("function", "2010204", 2018, "政协会议"),
        ("function", "2999999", 2025, None),
        ("economic", "30311", 2017, "住房公积金"),
        ("economic", "30311", 2025, "代缴社会保险费"),
        ("economic", "30311", None, "代缴社会保险费"),
        ("economic", "310", 2017, "其他资本性支出"),
        ("economic", "50501", 2020, "工资福利支出"),
        ("economic", "2080505", None, None),
    ],
)
def test_names_of_codes(kind: codes.Kind, code: str, year: int | None, name: str | None) -> None:
    assert codes.code_name(kind, code, year) == name


def test_a_meaning_that_a_code_has_lost_is_a_concept_of_its_own() -> None:
    assert codes.concept_key("economic", "30311", 2017) == "2017/30311"
    assert codes.concept_key("economic", "30311", 2018) == "30311"
    assert codes.concept_key("economic", "30399", 2017) == "30399"
    assert codes.concept_key("function", "9999999", 2017) is None


# --- indicator types ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "level", "key"),
    [
        ("产出指标", 1, "产出指标"),
        ("产出（工作量）指标", 1, "产出指标"),
        ("产出(工作量)指标", 1, "产出指标"),
        ("产出目\n标", 1, "产出指标"),
        ("效果指标", 1, "效益指标"),
        ("效果目标", 1, "效益指标"),
        ("满意度类指标", 1, "满意度指标"),
        ("影响力目标", 1, "影响力目标"),
        ("投入和管理目 标", 1, "投入和管理目标"),
        ("成本指标", 1, "成本指标-一级"),
        ("成本指标", 2, "成本指标"),
        ("质量", 2, "质量指标"),
        ("环境效益指标", 2, "生态效益指标"),
        ("社会公众或服务对象满意度指标", 2, "服务对象满意度指标"),
        ("满意度", 2, "服务对象满意度指标"),
        ("生态环境成本指标", 2, "生态环境成本指标"),
        ("数量指标", 1, None),
        ("一级指标", 1, None),
        ("", 2, None),
    ],
)
def test_indicator_types(printed: str, level: int, key: str | None) -> None:
    assert codes.indicator_type(printed, level) == key
