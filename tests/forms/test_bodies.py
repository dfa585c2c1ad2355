"""Printed names of bodies: what belongs to the department's name and what does not."""

from __future__ import annotations

import pytest

from budgetgraph.forms.bodies import bare, is_body, is_place, same_body
from budgetgraph.forms.title_lines import read_title
from budgetgraph.values.divisions import by_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("石桥县水务局", "石桥县水务局"),
        ("石桥县水务局（汇总）", "石桥县水务局"),
        ("石桥县水务局（本级）", "石桥县水务局"),
        ("石桥县水务局机关", "石桥县水务局"),
        ("石桥县水务局部门", "石桥县水务局"),
        ("石桥县水务局部门本级", "石桥县水务局"),
        ("石桥县水务局（本级）（汇总）", "石桥县水务局"),
        ("中共石桥县委组织部部门", "中共石桥县委组织部"),
        ("石桥县执法部门", "石桥县执法部门"),
        ("本级", "本级"),
    ],
)
def test_the_name_of_the_department_in_a_printed_name(printed: str, name: str) -> None:
    assert bare(printed) == name


@pytest.mark.parametrize(
    ("short", "full", "is_same"),
    [
        ("市市场监管局", "东川市市场监督管理局（知识产权局）", True),
        ("农业农村局", "石桥县农业农村局（乡村振兴局）", True),
        ("县农业农村局", "石桥县水务局（农业农村局）", False),
        ("市纪委", "中国共产党东川市纪律检查委员会", True),
        ("市发展改革委", "东川市发展和改革委员会（粮食和物资储备局）", True),
        ("市卫健委", "东川市住房公积金管理委员会", False),
        ("石桥县水务局", "石桥县水务局（本级）", False),
        # the place is printed, the words behind it are short
        ("石桥市城管局", "石桥市城市管理综合行政执法局", True),
        ("石桥市住建局", "云海省石桥市住房和城乡建设局", True),
        ("石桥检察院", "云海省石桥市人民检察院", True),
        ("石桥法院", "青石桥县人民法院", False),
        ("石桥市城管局", "石桥市青山区城市管理局", False),
        ("石桥市交通局", "石桥市交通运输局", True),
        ("石桥县林业局", "石桥县林业和草原局", True),
        ("中共石桥县委组织部", "中国共产党石桥县委员会组织部", True),
        ("中共石桥县委组织部", "中国共产党石桥县委员会宣传部", False),
        # a bureau and one that it may have, or schools of one place
        ("石桥市卫生局", "石桥市卫生监督局", False),
        ("石桥县公安局", "石桥县公安交通管理局", False),
        ("石桥县小学", "石桥县实验小学", False),
        ("石桥县中医院", "石桥县中西医结合医院", False),
    ],
)
def test_a_short_name_leaves_out_the_second_name(short: str, full: str, is_same: bool) -> None:
    assert same_body(short, full) is is_same


def test_no_place_of_the_country_is_taken_for_other_words() -> None:
    assert [place for place in by_name() if not is_body(f"{place}教育局")] == []


@pytest.mark.parametrize(
    "place", ["贵州省", "无锡市", "和县", "和田地区", "将乐县", "全州县", "和川县", "贵山市"]
)
def test_a_place_may_begin_as_a_verb_or_a_particle_does(place: str) -> None:
    name = f"{place}教育局"
    assert is_place(place)
    for title in (f"{name}2025年部门预算", f"2025年{name}部门预算公开"):
        read = read_title(title)
        assert read is not None
        assert read.name == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "不动产登记中心",
            "未成年犯管教所",
            "综合行政执法局",
            "将军路小学",
            "应急管理局",
            "组织部",
        ),
        *(
            "无线电管理处",
            "综合保障中心",
            "基层司法所",
            "基本建设处",
            "以工代赈办公室",
            "和平街道办",
        ),
    ],
)
def test_a_body_may_begin_as_other_words_do(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize(
    "text",
    [
        *("贵单位", "贵校区", "和各县区", "和石桥县教育局", "全县教育系统", "从严控制", "无其他"),
        *("组织做好预算公开", "综合预算", "基层单位", "基本情况", "应部门要求", "按要求"),
        *("应县级部门要求", "将石桥县教育局", "和县农村公路养护项目"),
    ],
)
def test_other_words_are_no_body(text: str) -> None:
    assert not is_body(text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2020年文明城市创建专项资金项目支出绩效自评报告", None),
        ("2020年石桥县厕所改造项目绩效自评报告", None),
        ("2020年石桥县文明城市创建办公室绩效自评报告", "石桥县文明城市创建办公室"),
    ],
)
def test_what_is_done_is_no_body(title: str, name: str | None) -> None:
    read = read_title(title)
    assert read is None or read.name == name
