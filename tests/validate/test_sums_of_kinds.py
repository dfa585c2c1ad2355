"""Changes, projects and lists that are added up, each beside what may be so."""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

SUM = "财政拨款支出预算121.42万元，比2025年预算增加{whole}万元。财政拨款支出预算中，一般公共预算拨款支出预算{paid}；"


@pytest.mark.parametrize(
    ("whole", "paid", "count"),
    [
        ("17.62", "121.42万元，比2025年预算增加17.62万元", 0),
        ("17.62", "121.42万元，比2025年预算增加71.62万元", 1),
        ("17.62", "121.42万元，比2025年预算减少17.62万元", 1),
        # Another base: what was spent.
        ("17.62", "121.42万元，比2025年执行数增加71.62万元", 0),
    ],
)
def test_what_the_appropriation_pays_from_each_budget(
    tmp_path: Path, whole: str, paid: str, count: int
) -> None:
    body = SUM.format(whole=whole, paid=paid) + (
        "政府性基金拨款支出预算0万元，与2025年预算持平；"
        "国有资本经营预算拨款支出预算0万元，与2025年预算持平。"
    )
    assert len(of("change-parts", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("guests", "count"), [("与2025年预算持平", 0), ("比2025年预算增加0.15万元", 1)]
)
def test_the_changes_of_buying_and_running_stand_for_that_of_vehicles(
    tmp_path: Path, guests: str, count: int
) -> None:
    body = (
        "2026年“三公”经费预算数为0.95万元，与2025年预算持平。其中：\n\n"
        "（一）因公出国（境）费0万元，与2025年预算持平。\n\n"
        "（二）公务用车购置及运行费0万元，其中：公务用车购置费0万元，与2025年预算一致；"
        "公务用车运行费0万元，与2025年预算一致。\n\n"
        f"（三）公务接待费0.95万元，{guests}。\n"
    )
    assert len(of("change-parts", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("first", "count"),
    [("794.88", 0), ("974.88", 1), ("784.88", 0), ("694.32", 0)],
)
def test_one_change_with_two_digits_exchanged(tmp_path: Path, first: str, count: int) -> None:
    body = (
        f"财政拨款收入8695.94万元，比2025年预算增加{first}万元；财政拨款支出8695.94万元，比2025年预算增加"
        "794.88万元。\n\n一般公共预算拨款8695.94万元，比2025年预算增加794.88万元。\n"
    )
    assert len(of("statement-contradicted", found(tmp_path, body))) == count


PROJECTS = """
部门支出预算总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
212\t城乡社区支出\t900.00\t301.58\t598.42
21299\t其他城乡社区支出\t900.00\t301.58\t598.42
2129999\t其他城乡社区支出\t900.00\t301.58\t598.42
\t合计\t900.00\t301.58\t598.42

"""
NAMED = "其中：河道清淤费418.76万元，业务宣传费10.00万元，信息系统维护费169.66万元。"


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("本单位编报绩效目标的项目共3个，涉及项目预算资金598.42万元。" + NAMED, []),
        ("本单位编报绩效目标的项目共4个，涉及项目预算资金598.42万元。" + NAMED, ["statement-parts"]),
        # Some of all projects, and some of them by name.
        ("本单位编报绩效目标的项目共4个，涉及项目预算资金688.42万元。" + NAMED, []),
        ("本单位编报绩效目标的项目共2个，涉及项目预算资金428.76万元。", []),
        # Two digits of the project expenditure exchanged.
        ("本单位编报绩效目标的项目共3个，涉及项目预算资金589.42万元。", ["statement-matches-table"]),
        ("3个项目实行绩效管理，涉及资金598.42万元。", []),
        ("3个项目实行绩效管理，涉及资金598.24万元。", ["statement-matches-table"]),
        (
            "编报绩效目标的项目共3个，涉及项目预算资金598.42万元。" + NAMED
            + "\n\n年度预算安排：\n\n河道清淤费418.76万元，业务宣传费100万元。",
            ["statement-contradicted"],
        ),
        (
            "编报绩效目标的项目共3个，涉及项目预算资金598.42万元。" + NAMED
            + "\n\n年度预算安排：\n\n河道清淤费418.76万元，业务宣传费10万元。",
            [],
        ),
    ],
)  # fmt: skip
def test_projects_that_a_sentence_counts(tmp_path: Path, told: str, rules: list[str]) -> None:
    assert [one.rule for one in found(tmp_path, PROJECTS + told)] == rules


@pytest.mark.parametrize(
    ("units", "list_", "count"),
    [
        ("行政单位1家，事业单位0家", "1.石桥县水务局本部", 0),
        ("行政单位2家，事业单位0家", "1.石桥县水务局本部", 1),
        # The list may go on without a number.
        ("行政单位2家，事业单位0家", "1.石桥县水务局本部\n\n石桥县水文站", 0),
    ],
)
def test_a_list_of_one_unit(tmp_path: Path, units: str, list_: str, count: int) -> None:
    body = f"本部门中，{units}，具体包括：\n\n{list_}\n\n名词解释\n"
    assert len(of("statement-parts", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("numbers", "count"),
    [((1, 2, 3, 4), 0), ((1, 3, 4, 5), 1), ((1, 2, 4, 5), 1), ((1, 2, 5, 6), 0)],
)
def test_a_number_that_is_left_out(tmp_path: Path, numbers: tuple[int, ...], count: int) -> None:
    words = ("办公经费", "印刷经费", "会议经费", "培训经费")
    pairs = zip(numbers, words, strict=True)
    body = "\n\n".join(f"{number}.{name}主要用于日常工作支出。" for number, name in pairs)
    assert len(of("broken-sentence", found(tmp_path, body))) == count


@pytest.mark.parametrize("body", ["石桥县信访办公室", "石桥县残疾人联合会", "石桥县供销合作社"])
def test_another_body_of_any_ending(tmp_path: Path, body: str) -> None:
    told = f"2026年{body.replace('联合会', '联')}财政拨款的机关运行经费预算为5.00万元。石桥县水务局。石桥县水务局。"
    assert len(of("paper-kind", found(tmp_path, told))) == 1


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("编制338名，其中行政编制200名、行政附属编制104名、事业编制34名。", []),
        ("编制338名，其中行政编制200名、行政附属编制104名、事业编制24名。", ["part-not-told"]),
        ("在职61人，其中：行政人员29人，事业人员27人。", ["part-not-told"]),
        # The list says that it is not all.
        ("在职61人，其中：行政人员29人，事业人员27人等。", []),
        ("在职61人，其中：党员27人。", []),
        ("政府采购支出预算100.00万元，其中：货物30.00万元、服务70.00万元。", []),
        ("政府采购支出预算100.00万元，其中：货物30.00万元、服务60.00万元。", ["part-not-told"]),
        ("政府采购支出预算100.00万元，其中：货物30.00万元。", []),
        # a part of a part
        (
            "政府采购预算100.00万元，其中：货物30.00万元（其中：进口货物10.00万元）、工程20.00万元、服务50.00万元。",
            [],
        ),
        ("政府采购预算100.00万元（2025年为150.00万元），其中：货物30.00万元，服务70.00万元。", []),
        (
            "政府采购支出预算100.00万元，其中：货物30.00万元、服务60.00万元，其余为工程采购。",
            [],
        ),
    ],
)
def test_what_a_list_of_kinds_leaves(tmp_path: Path, told: str, rules: list[str]) -> None:
    assert [one.rule for one in found(tmp_path, told)] == rules


@pytest.mark.parametrize(
    ("running", "rules"),
    [("42.08", []), ("24.08", ["statement-parts"])],
)
def test_a_whole_that_entries_divide(tmp_path: Path, running: str, rules: list[str]) -> None:
    body = (
        "2026年基本支出预算112.90万元，其中：\n\n（一）人员经费70.82万元。主要包括：基本工资、津贴补贴。\n\n"
        f"（二）公用经费{running}万元。主要包括：办公费、水费。\n"
    )
    assert [one.rule for one in found(tmp_path, body)] == rules


@pytest.mark.parametrize(("second", "count"), [("642.08", 0), ("624.08", 1), ("700.35", 0)])
def test_one_figure_told_with_two_digits_exchanged(tmp_path: Path, second: str, count: int) -> None:
    body = (
        "2026年财政拨款基本支出预算中，公用经费642.08万元。\n\n"
        f"2026年一般公共预算基本支出预算中，公用经费{second}万元。\n"
    )
    assert len(of("statement-contradicted", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("2025年1月1日至2025年12月31日", 1),
        ("实施周期：2025年1月-2025年12月", 1),
        ("2026年1月1日至2026年12月31日", 0),
        ("2025年1月1日至2026年12月31日", 0),
        ("项目自2025年1月1日至2025年12月31日试行，2026年推广。", 0),
        ("我单位2025年无政府采购预算。", 1),
        ("2025年我单位没有政府性基金预算支出，故本表为空。", 1),
        ("我单位2026年无政府采购预算。", 0),
        ("我单位2025年无政府采购预算，2026年安排5.00万元。", 0),
        ("机关运行经费比上年增加，原因是我单位2025年无政府采购预算。", 0),
        ("2025年本部门一般公共预算机关运行经费预算支出5.00万元。", 1),
        ("2025年本部门一般公共预算机关运行经费预算支出5.00万元，2026年为6.00万元。", 0),
        (
            "2025年“三公”经费财政拨款支出预算为30.00万元。\n\n2026年“三公”经费预算28.00万元。",
            0,
        ),
    ],
)
def test_last_years_number(tmp_path: Path, told: str, count: int) -> None:
    body = f"2026年一般公共预算支出900.00万元。\n\n{told}\n"
    assert len(of("paper-kind", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("纳入预算编制范围的预算单位共计一家，具体包括：石桥县水务局本级。", 0),
        ("纳入预算编制范围的预算单位共计两家，具体包括：石桥县水务局本级。", 1),
        ("纳入预算编制范围的预算单位共计两家，具体包括：石桥县水务局本级、石桥县水文站。", 0),
    ],
)
def test_units_counted_in_words(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-parts", found(tmp_path, told))) == count


ASSETS = """
固定资产占用情况表
截止时间：2025-12-31
项目\t数量\t价值（金额单位：万元）
资产总额\t\t105.09
1、房屋（平方米）\t\t
其中：办公用房（平方米）\t\t
2、车辆（台、辆）\t3\t{vehicles}
3、单价在20万元以上的设备\t\t
4、其他固定资产\t46\t60.36
"""


@pytest.mark.parametrize(("vehicles", "count"), [("44.73", 0), ("47.43", 1)])
def test_numbered_lines_of_assets(tmp_path: Path, vehicles: str, count: int) -> None:
    messages = of("items-sum-to-total", found(tmp_path, ASSETS.format(vehicles=vehicles)))
    assert len(messages) == count
    assert not any("其他各处" in message for message in messages)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("石桥县水务局本部以及下属1家事业单位。本部门中，行政单位1家，事业单位1家。", 0),
        ("石桥县水务局本部以及下属2家事业单位。本部门中，行政单位1家，事业单位1家。", 1),
        ("下属事业单位3家，其中参公事业单位1家，其他事业单位2家。", 0),
    ],
)
def test_units_of_one_kind_told_twice(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-contradicted", found(tmp_path, told))) == count


OFFICE = """
部门支出预算总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t900.00\t600.00\t300.00
20103\t政府办公厅（室）及相关机构事务\t900.00\t600.00\t300.00
2010301\t行政运行\t600.00\t600.00\t
2010302\t一般行政管理事务\t100.00\t\t100.00
2010399\t其他政府办公厅（室）及相关机构事务支出\t200.00\t\t200.00

1.“{first}-{second}-行政运行”科目600.00万元，主要用于人员支出。

2.“一般公共服务支出-政府办公厅（室）及相关机构事务-一般行政管理事务”科目100.00万元，主要用于会议。

3.“一般公共服务支出-政府办公厅（室）及相关机构事务-{third}”科目{amount}万元，主要用于其他项目。
"""
RIGHT = {
    "first": "一般公共服务支出",
    "second": "政府办公厅（室）及相关机构事务",
    "third": "其他政府办公厅（室）及相关机构事务支出",
    "amount": "200.00",
}


@pytest.mark.parametrize(
    ("wrong", "rules"),
    [
        ({}, []),
        ({"second": "人大事务"}, ["class-name-code"]),
        ({"first": "公共安全支出"}, ["class-name-code"]),
        ({"third": "其他共产党事务支出"}, ["class-name-code"]),
        ({"third": "其它政府办公厅（室）及相关机构事务支出"}, []),
        # Nothing tells which class is meant; a name that is the table's, shortened.
        ({"third": "其他共产党事务支出", "amount": "55.00"}, []),
        ({"third": "其他政府办公厅（室）及相关事务"}, []),
    ],
)
def test_classes_with_dashes(tmp_path: Path, wrong: dict[str, str], rules: list[str]) -> None:
    body = OFFICE.format(**{**RIGHT, **wrong})
    assert [one.rule for one in found(tmp_path, body)] == rules


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("比上年增加4.00万元。主要原因是：宣传工作支出增加。", 0),
        ("比上年增加4.00万元。主要原因是：宣传工作支出减少。", 1),
        ("比上年减少4.00万元，原因是会议经费增加。", 1),
        ("比上年增加4.00万元。主要原因是：上年项目支出减少。", 0),
        ("比上年增加4.00万元。主要原因是：项目支出增加，公用经费减少。", 0),
        ("比上年增加4.00万元。主要原因是：在职人员减少。", 0),
    ],
)
def test_a_reason_that_is_the_thing_itself(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("change-percentage", found(tmp_path, f"宣传费24.00万元，{told}"))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("2025年部门预算安排购置车辆0辆。", 1),
        ("2026年部门预算安排购置车辆0辆，与2025年部门预算安排购置车辆数一致。", 0),
        ("实施周期：2025全年度", 1),
        ("五、实施周期2025全年度", 1),
        ("实施周期：2026全年度", 0),
        ("开展了2025年项目预算绩效目标编报工作。", 1),
        ("2025年度，本单位编报绩效目标的项目共3个。", 1),
        ("2026年度，本单位编报绩效目标的项目共3个。", 0),
    ],
)
def test_last_years_number_in_what_is_planned(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("paper-kind", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("编报绩效目标的项目11个，涉及项目预算资金59.84万元。", 0),
        ("编报绩效目标的项目11个，涉及项目预算资金5984.20万元。", 1),
        # What it passes on to others is more than its own budget.
        ("实行绩效目标管理的项目11个，涉及财政性资金5984.20万元。", 0),
    ],
)
def test_projects_above_all_expenditure(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("statement-matches-table", found(tmp_path, PROJECTS + told))) == count


FORM = """
{name}绩效目标表
项目名称\t{name}
预算数\t{amount}\t其中：财政资金\t{amount}\t其他资金\t0.00
绩效目标\t完成河道整治。
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值
产出指标\t数量指标\t整治长度\t整治河道的长度\t≥{length}公里
产出指标\t质量指标\t验收合格率\t合格数占总数的比率\t100%
"""


@pytest.mark.parametrize(
    ("number", "amount", "rules"),
    [
        (2, "62.50", []),
        (3, "62.50", ["statement-parts"]),
        (3, "90.00", []),
        # Too few digits to be a slip of typing.
        (2, "65.20", []),
    ],
)
def test_projects_and_their_forms(
    tmp_path: Path, number: int, amount: str, rules: list[str]
) -> None:
    forms = FORM.format(name="南河清淤", amount="40.00", length=12)
    forms += FORM.format(name="北河清淤", amount="22.50", length=8)
    told = f"实行绩效目标管理的项目{number}个，涉及预算{amount}万元。\n\n单位：万元\n"
    assert [one.rule for one in found(tmp_path, told + forms)] == rules


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ("现有公务用车4辆。安排运行维护费12.00万元，用于4辆公务用车燃油。", []),
        (
            "现有公务用车4辆。安排运行维护费12.00万元，用于6辆公务用车燃油。",
            ["statement-contradicted"],
        ),
        ("现有公务用车4辆。安排运行维护费12.00万元，用于3辆公务用车燃油。", []),
        ("面向中小企业预留21.07万元，面向小微企业预留金额21.07万元。", []),
        ("面向中小企业预留21.07万元，面向小微企业预留金额31.07万元。", ["statement-parts"]),
        ("面向中小企业预留21.07万元，面向小微企业预留金额11.07万元。", []),
        ("自评项目1个，涉及5.00万元（其中，评级为“优”的项目1个；评级为“良”的项目0个）。", []),
        (
            "自评项目1个，涉及5.00万元（其中，评级为“优”的项目2个；评级为“良”的项目0个）。",
            ["statement-parts"],
        ),
        ("下属二级预算单位1个，其中行政单位0个，其他事业单位1个，即石桥县林场。", []),
        (
            "下属二级预算单位2个，其中行政单位0个，其他事业单位1个，即石桥县林场。",
            ["statement-parts"],
        ),
        ("下属二级预算单位2个，其中行政单位0个，参公事业单位1个。", []),
        ("由本级决算和2个下属单位决算组成，其中：行政单位1个、事业单位2个。", []),
        ("由本级决算和2个下属单位决算组成，其中：行政单位1个、事业单位3个。", ["statement-parts"]),
        (
            "七、国有资本经营预算支出情况说明\n\n石桥县水务局没有使用国有资本经营预算拨款安排的支出。",
            [],
        ),
        (
            "七、国有资本经营预算支出情况说明\n\n石桥县水务局没有使用政府性基金预算拨款安排的支出。",
            ["paper-kind"],
        ),
        (
            "七、政府性基金预算支出情况说明\n\n八、国有资本经营预算支出情况说明\n\n九、其他情况说明",
            [],
        ),
        (
            "七、政府性基金和国有资本经营预算支出情况说明\n\n石桥县水务局没有政府性基金预算支出。",
            [],
        ),
    ],
)
def test_what_two_sentences_say(tmp_path: Path, told: str, rules: list[str]) -> None:
    assert [one.rule for one in found(tmp_path, told)] == rules


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("单位共3家，包括局机关和2家下属事业单位", 0),
        ("单位共4家，包括局机关和3家下属事业单位", 1),
        ("行政单位1家，事业单位2家", 0),
        ("行政单位2家，事业单位2家", 1),
    ],
)
def test_a_number_of_units_with_its_parts(tmp_path: Path, told: str, count: int) -> None:
    body = f"纳入编制范围的{told}，具体如下：\n\n1.石桥县水务局（本级）\n\n2.石桥县水文站\n\n3.石桥县林场\n\n说明\n"
    assert len(of("statement-parts", found(tmp_path, body))) == count


COSTS = """
一般公共预算基本支出表
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费
301\t工资福利支出\t80.00\t80.00\t
30101\t基本工资\t80.00\t80.00\t
302\t商品和服务支出\t10.23\t\t10.23
30201\t办公费\t10.23\t\t10.23
\t合计\t90.23\t80.00\t10.23

2026年机关运行经费预算为{told}万元。

"""
DEFINED = "机关运行经费：指行政单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。"


@pytest.mark.parametrize(
    ("told", "words", "count"),
    [
        ("10.23", DEFINED, 0),
        ("12.30", DEFINED, 1),
        ("8.00", DEFINED, 0),
        ("12.30", "机关运行经费：指为保障行政单位运行的各项资金。", 0),
    ],
)
def test_operating_expenses_above_running_costs(
    tmp_path: Path, told: str, words: str, count: int
) -> None:
    findings = found(tmp_path, COSTS.format(told=told) + words)
    assert len(of("statement-matches-table", findings)) == count


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("公务用车购置费0万元，与2025年预算一致0万元，主要原因是无公务用车。", 1),
        ("公务用车购置费0万元，与2025年预算一致，主要原因是无公务用车。", 0),
        ("2026年政府性基金支出预算支出万元。", 1),
        ("2026年政府性基金支出预算支出5.00万元。", 0),
    ],
)
def test_amounts_that_a_template_left(tmp_path: Path, told: str, count: int) -> None:
    assert len(of("template-residue", found(tmp_path, told))) == count


@pytest.mark.parametrize(
    ("numbers", "count"),
    [("一二三四", 0), ("一二二四", 1), ("一一三四", 1), ("一二二三", 0), ("一二一二", 0)],
)
def test_numbers_of_headings(tmp_path: Path, numbers: str, count: int) -> None:
    names = ("“三公”经费情况", "机关运行经费情况", "政府采购情况", "绩效目标情况")
    pairs = zip(numbers, names, strict=True)
    body = "\n\n".join(f"{number}、{name}\n\n本年没有安排此项支出。" for number, name in pairs)
    assert len(of("broken-sentence", found(tmp_path, body))) == count


HOUSING = """
{title}
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
221\t住房保障支出\t900.00\t900.00\t
22102\t住房改革支出\t900.00\t900.00\t
2210203\t{name}\t900.00\t900.00\t
"""


@pytest.mark.parametrize(
    ("name", "count"), [("购房补贴", 0), ("住房补贴", 1), ("购房补贴（事业）", 0)]
)
def test_a_name_that_is_mistyped_in_one_table(tmp_path: Path, name: str, count: int) -> None:
    titles = ("部门收入预算总表", "部门支出预算总表", "一般公共预算支出表")
    names = ("购房补贴", "购房补贴", name)
    pairs = zip(titles, names, strict=True)
    body = "".join(HOUSING.format(title=title, name=one) for title, one in pairs)
    assert len(of("class-name-code", found(tmp_path, body))) == count


@pytest.mark.parametrize(
    ("words", "count"), [("编制的的年度计划", 1), ("实现项目的的确需要", 0), ("编制的年度计划", 0)]
)
def test_a_particle_that_stands_twice(tmp_path: Path, words: str, count: int) -> None:
    assert len(of("broken-sentence", found(tmp_path, f"基本支出是{words}。"))) == count


def test_a_wrong_verb_beside_a_right_reason_is_one_finding(tmp_path: Path) -> None:
    told = (
        "2025年当年预算执行数为205.04万元，2026年预算安排179.15万元，比2025年预算执行数增加12.63%。"
    )
    findings = found(tmp_path, f"1、住房公积金。{told}主要原因是：公积金支出减少。")
    assert len(of("change-percentage", findings)) == 1
