"""Whose budget, of which year and of which kind: the wordings of titles, captions, cells and
sentences.
All offices and places but 平乡县 are made up.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from reading import document, tabbed

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.parse import parse
from budgetgraph.parse.header.given import GivenFacts
from budgetgraph.pipeline.line import extract
from budgetgraph.recognise import recognise
from budgetgraph.recognise.divide import divide

AMOUNT = "收入预算10.00万元。\n"
SPENT = "收入合计10.00万元。\n"
TABLE = "\n支出总表\n{caption}\n" + tabbed("科目编码 | 科目名称 | 合计", "213 | 农林水支出 | 10.00")


def parsed(text: str) -> Disclosure:
    """The one disclosure of a text, read with its cover."""
    (piece,) = divide(recognise(document(text)))
    return parse(piece.found, GivenFacts(piece.cover))


#: Titles of a paper that says `AMOUNT` below them: the title, the body, the year.
TITLES = [
    # the name before the year
    ("石桥县水务局2024年部门预算", "石桥县水务局", 2024),
    ("石桥县水务局 2024 年度部门预算公开", "石桥县水务局", 2024),
    ("石桥县水务局2024年部门预算公开说明", "石桥县水务局", 2024),
    ("石桥县水务局2024年部门预算编制说明", "石桥县水务局", 2024),
    ("石桥县水务局2024年度部门预算信息公开目录", "石桥县水务局", 2024),
    ("石桥县水务局2024年部门综合预算", "石桥县水务局", 2024),
    ("石桥县水务局2024年综合预算公开报告", "石桥县水务局", 2024),
    ("石桥县水务局2024年预算公开", "石桥县水务局", 2024),
    ("石桥县水务局2024年年初预算", "石桥县水务局", 2024),
    ("石桥县水务局2024年收支预算总表", "石桥县水务局", 2024),
    ("石桥县水务局2024年“三公”经费预算情况", "石桥县水务局", 2024),
    ("石桥县水务局2024年度部门预算及“三公”经费预算公开", "石桥县水务局", 2024),
    ("石桥县水务局——2024年部门预算公开", "石桥县水务局", 2024),
    ("石桥县水务局：2024年部门预算", "石桥县水务局", 2024),
    ("石桥县水务局（2024年度）部门预算", "石桥县水务局", 2024),
    ("二〇二四年石桥县水务局部门预算", "石桥县水务局", 2024),
    ("石桥县水务局二○二四年度部门预算", "石桥县水务局", 2024),
    # the year first, or last
    ("2024年石桥县水务局部门预算", "石桥县水务局", 2024),
    ("石桥县实验小学部门2024年度部门预算", "石桥县实验小学", 2024),
    ("石桥县水务局〔本级〕2024年部门预算", "石桥县水务局", 2024),
    ("石桥市12345政务服务便民热线中心2024年部门预算公开", "石桥市12345政务服务便民热线中心", 2024),
    ("2024年度石桥县水务局部门预算公开表", "石桥县水务局", 2024),
    ("2024年石桥县水务局预算公开", "石桥县水务局", 2024),
    ("石桥县水务局部门预算公开（2024年）", "石桥县水务局", 2024),
    ("石桥县水务局部门预算公开2024年度", "石桥县水务局", 2024),
    # particles and verbs
    ("石桥县水务局关于2024年部门预算公开的说明", "石桥县水务局", 2024),
    ("石桥县水务局关于公开2024年部门预算的说明", "石桥县水务局", 2024),
    ("关于石桥县水务局2024年部门预算的说明", "石桥县水务局", 2024),
    ("关于公开石桥县水务局2024年部门预算的公告", "石桥县水务局", 2024),
    ("关于印发石桥县水务局2024年部门预算的通知", "石桥县水务局", 2024),
    ("附件1：石桥县水务局2024年部门预算公开表", "石桥县水务局", 2024),
    ("附件：2024年石桥县水务局部门预算", "石桥县水务局", 2024),
    ("《石桥县水务局2024年部门预算》", "石桥县水务局", 2024),
    ("［石桥县水务局2024年部门预算］", "石桥县水务局", 2024),
    ("第一部分 石桥县水务局2024年部门预算说明", "石桥县水务局", 2024),
    ("纳入石桥县东坡镇人民政府2024年部门预算编制范围的单位如下", "石桥县东坡镇人民政府", 2024),
    (
        "从预算单位构成看，纳入石桥县东坡镇人民政府2024年部门预算编报范围的单位如下",
        "石桥县东坡镇人民政府",
        2024,
    ),
    ("编入石桥县水务局2024年部门预算编制范围的预算单位有1家", "石桥县水务局", 2024),
    ("根据有关规定，现将石桥县第二人民医院2024年度单位预算公开如下。", "石桥县第二人民医院", 2024),
    (
        "按照要求，现就石桥县水库移民中心2025年度单位预算信息予以公开说明如下：",
        "石桥县水库移民中心",
        2025,
    ),
    ("按照预算管理有关规定，石桥县文化馆编制了2024年部门预算。", "石桥县文化馆", 2024),
    (
        "从预算单位构成看，属于石桥县水务局2024年部门预算编制范围的单位有1个，即局本级。",
        "石桥县水务局",
        2024,
    ),
    # the body in brackets behind the paper of a place
    ("石桥县2024年部门预算公开（石桥县农业技术推广中心）", "石桥县农业技术推广中心", 2024),
    ("石桥县2024年部门预算\n（石桥县医保中心）", "石桥县医保中心", 2024),
    ("石桥县2024年部门预算信息公开——石桥县环境监测站", "石桥县环境监测站", 2024),
    ("2024年单位预算公开——石桥县环境监测站（站本级）", "石桥县环境监测站", 2024),
    ("【部门预算】石桥县供电服务中心2024年预算公开", "石桥县供电服务中心", 2024),
    ("石桥县林业局二O二四年部门预算公开", "石桥县林业局", 2024),
    # the name in a line of its own, below a title of two lines
    ("2024年度\n部门预算公开\n石桥县教师进修学校", "石桥县教师进修学校", 2024),
    ("部门名称：石桥县水产站\n预算年度：2024年", "石桥县水产站", 2024),
    ("2024年部门预算公开--石桥县档案馆", "石桥县档案馆", 2024),
    ("2024年部门预算：石桥县档案馆", "石桥县档案馆", 2024),
    # bodies of every kind
    ("石桥县公路段2024年单位预算", "石桥县公路段", 2024),
    ("石桥县国营东岭林场2024年单位预算", "石桥县国营东岭林场", 2024),
    ("石桥县烈士陵园管理所2024年单位预算", "石桥县烈士陵园管理所", 2024),
    ("石桥县东坡镇财政所2024年部门预算", "石桥县东坡镇财政所", 2024),
    ("石桥县残联2024年部门预算", "石桥县残联", 2024),
    ("石桥县城市建设投资集团2024年单位预算", "石桥县城市建设投资集团", 2024),
    ("石桥县人民公园2024年单位预算", "石桥县人民公园", 2024),
    ("石桥县机关事务服务中心2024年部门预算", "石桥县机关事务服务中心", 2024),
    ("石桥县特殊教育学校2024年单位预算", "石桥县特殊教育学校", 2024),
    ("石桥县第12中学2024年单位预算", "石桥县第12中学", 2024),
    ("石桥县地方志编纂处2024年部门预算", "石桥县地方志编纂处", 2024),
    ("石桥县农业机械化总站2024年单位预算", "石桥县农业机械化总站", 2024),
    ("石桥县农业农村局（乡村振兴局）2024年部门预算", "石桥县农业农村局(乡村振兴局)", 2024),
    ("中共石桥县委机构编制委员会办公室2024年部门预算", "中共石桥县委机构编制委员会办公室", 2024),
    ("石桥县预算绩效评价中心2024年单位预算", "石桥县预算绩效评价中心", 2024),
    ("石桥县政府采购中心2024年单位预算", "石桥县政府采购中心", 2024),
    ("石桥县公安局交通警察大队2024年单位预算", "石桥县公安局交通警察大队", 2024),
    ("石桥经济技术开发区管委会2024年部门预算", "石桥经济技术开发区管委会", 2024),
    ("石桥市青山区芦洲街道2024年部门预算", "石桥市青山区芦洲街道", 2024),
    ("石桥县关心下一代工作委员会2024年部门预算", "石桥县关心下一代工作委员会", 2024),
    # two lines
    ("石桥县水务局\n2024年部门预算", "石桥县水务局", 2024),
    ("2024年部门预算公开\n石桥县水务局", "石桥县水务局", 2024),
    ("石桥县公路段\n二〇二四年单位预算公开", "石桥县公路段", 2024),
    ("石桥县水务局（213）2024年部门预算", "石桥县水务局", 2024),
    # three lines, the first of which is a place
    ("2024年度\n石桥县\n住房和城乡建设局\n部门预算", "石桥县住房和城乡建设局", 2024),
    ("石桥县\n公路段\n2024年单位预算公开", "石桥县公路段", 2024),
    ("石桥县水务局\n石桥县公路段\n2024年单位预算公开", "石桥县公路段", 2024),
    # sentences
    ("概况\n石桥县水务局2024年度收入总计10.00万元。", "石桥县水务局", 2024),
    ("一、石桥县水务局主要职责\n2024年部门预算公开", "石桥县水务局", 2024),
    (
        "2024年部门预算\n预算单位包括：\n1.石桥县水务局本级\n2.石桥县水库管理所",
        "石桥县水务局",
        2024,
    ),
]


@pytest.mark.parametrize(("title", "name", "year"), TITLES)
def test_titles(title: str, name: str, year: int) -> None:
    found = parsed(f"{title}\n\n{AMOUNT}")
    assert found.department is not None
    assert (found.department.name, found.fiscal_year, found.kind) == (name, year, "budget")
    assert not {"department-not-told", "several-disclosures"} & {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [
        ("石桥县水务局2023年度部门决算", "石桥县水务局", 2023),
        ("石桥县水务局2023年度部门决算公开报告", "石桥县水务局", 2023),
        ("2023年度石桥县公路段单位决算", "石桥县公路段", 2023),
        ("2023年石桥县水务局部门决算情况说明", "石桥县水务局", 2023),
        ("石桥县水务局2023年决算公开", "石桥县水务局", 2023),
        ("石桥县水务局2023年度“三公”经费决算公开", "石桥县水务局", 2023),
    ],
)
def test_titles_of_final_accounts(title: str, name: str, year: int) -> None:
    found = parsed(f"{title}\n\n{SPENT}")
    assert found.department is not None
    assert (found.department.name, found.fiscal_year, found.kind) == (name, year, "final_accounts")


@pytest.mark.parametrize(
    "line",
    [
        "信息来源：县水务局 发布时间：2024-02-20 15:20 浏览次数：136次 字体：[大 中 小]",
        "发布时间：2024-02-20 来源：县水务局 点击：36",
        "浏览次数：136次",
    ],
)
def test_the_line_below_the_title_of_a_web_page_says_nothing(line: str) -> None:
    found = parsed(f"石桥县水务局2024年部门预算公开\n{line}\n{AMOUNT}")
    assert [(one.measure, one.value) for one in found.statements] == [("total_revenue", "10.00")]


def test_a_line_that_is_a_year_tells_it() -> None:
    caption = "单位名称：石桥县水保站    单位：万元"
    found = parsed("收支总表\n2024年\n" + TABLE.format(caption=caption).lstrip())
    assert found.fiscal_year == 2024


@pytest.mark.parametrize("label", ["信息名称：", "标题", "名称"])
def test_the_table_above_a_web_page_says_its_title(tmp_path: Path, label: str) -> None:
    cells = [("索引号", "MB1A2345-6/2024-00031"), (label, "石桥县粮食公司2024年单位预算公开")]
    rows = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in cells)
    path = tmp_path / "page.html"
    path.write_text(
        f"<meta charset=utf-8><table>{rows}</table><p>现将我公司预算公开如下：</p><p>{AMOUNT}</p>",
        "utf-8",
    )
    found = extract(path)
    assert found.department is not None
    assert (found.department.name, found.fiscal_year) == ("石桥县粮食公司", 2024)


def test_a_budget_that_tells_last_years_accounts_is_a_budget() -> None:
    found = parsed(f"石桥县水务局2024年部门预算\n\n{AMOUNT}\n2023年度部门决算支出9.00万元。\n")
    assert found.kind == "budget"


@pytest.mark.parametrize(
    "title",
    [
        "2024年部门预算公开表",
        "本部门2024年部门预算情况说明",
        "我局2024年部门预算",
        "现将我公司2024年单位预算公开如下：",
        "各部门2024年部门预算",
        "全县2024年部门预算",
        "做好2024年部门预算公开工作",
        "2024年新增资产配置预算",
        "2024年政府采购预算",
        "2024年机关运行经费预算",
        "2024年项目支出绩效目标",
    ],
)
def test_what_names_no_body(title: str) -> None:
    found = parsed(f"{title}\n\n{AMOUNT}")
    assert found.department is None
    assert "department-not-told" in {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("caption", "name", "code"),
    [
        ("部门：石桥县公路段", "石桥县公路段", None),
        ("部门名称：石桥县公路段", "石桥县公路段", None),
        ("单位：石桥县公路段　金额单位：万元", "石桥县公路段", None),
        ("填报单位：石桥县公路段（盖章）", "石桥县公路段", None),
        ("部门/单位：石桥县公路段\n金额单位：元", "石桥县公路段", None),
        ("编报单位：217石桥县公路段\n金额单位：元", "石桥县公路段", "217"),
        ("填报单位：石桥县公路段　　2024年　　单位：万元", "石桥县公路段", None),
        ("部门编码及名称：[217]石桥县公路段", "石桥县公路段", "217"),
        ("部门：217-石桥县公路段\n单位：万元", "石桥县公路段", "217"),
        ("部门：217_石桥县公路段\n单位：万元", "石桥县公路段", "217"),
        ("单位：217_石桥县公路段\n金额单位：万元", "石桥县公路段", "217"),
    ],
)
def test_captions(caption: str, name: str, code: str | None) -> None:
    found = parsed("2024年部门预算公开表\n" + TABLE.format(caption=caption))
    assert found.department is not None
    assert (found.department.name, found.department.code) == (name, code)
    assert found.fiscal_year == 2024


@pytest.mark.parametrize(
    ("caption", "year"),
    [
        ("部门：石桥县公路段　2024年度　单位：元", 2024),
        ("部门：石桥县公路段\n2024年度\n单位：元", 2024),
        ("部门：石桥县公路段\n填报日期：2024年", None),
    ],
)
def test_the_year_in_a_caption(caption: str, year: int | None) -> None:
    assert parsed("预算公开表\n" + TABLE.format(caption=caption)).fiscal_year == year


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2024年度，石桥县水务局收入预算500.00万元。", 2024),
        ("与2024年度，石桥县水务局收入预算500.00万元相同。", None),
        ("2024年政府采购决算6.42万元，2023年5.10万元。", None),
        ("2024年政府采购预算6.42万元，同比增加2.43万元。", 2024),
        ("2024年本年一般公共预算基本支出24.76万元，较上年减少0.2%。", 2024),
        ("2024年财政拨款收支总预算70.57万元。", 2024),
        ("较2024年政府采购预算6.42万元增加2.43万元。", None),
        ("经费支出预算6.42万元，2024年和2023年相同。", None),
        ("2024年6月批复经费支出预算6.42万元。", None),
    ],
)
def test_the_year_before_the_name_in_a_sentence(sentence: str, year: int | None) -> None:
    assert parsed(f"石桥县水务局预算说明\n\n{sentence}").fiscal_year == year


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("石桥县水务局（本级）2024年单位预算", "石桥县水务局(本级)"),
        ("石桥县水务局本级2024年单位预算公开", "石桥县水务局本级"),
        ("石桥县水务局（机关）2024年单位预算", "石桥县水务局(机关)"),
        ("石桥县水务局(汇总)2024年部门预算", None),
    ],
)
def test_the_own_level_is_a_unit(title: str, unit: str | None) -> None:
    found = parsed(f"{title}\n\n{AMOUNT}")
    assert found.department is not None
    assert found.department.name == "石桥县水务局"
    assert (found.unit.name if found.unit else None) == unit


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("青禾省人民检察院", "省检察院"),
        ("青禾省残疾人联合会", "省残联"),
        ("青禾省科学技术协会", "省科协"),
        ("青禾自治区妇女联合会", "自治区妇联"),
        ("青禾省高级人民法院", "省法院"),
        ("青禾县财政局", "县财政局"),
        ("石桥市青禾县财政局", "青禾县财政局"),
        ("青禾县住房和城乡建设局", "县住建局"),
    ],
)
def test_two_names_of_one_body_are_one_department(full: str, short: str) -> None:
    table = TABLE.format(caption=f"部门：{short}\n单位：万元")
    found = parsed(f"{full}2024年部门预算\n{table}\n\n{short}2024年度部门预算情况说明\n{AMOUNT}")
    assert found.department is not None
    assert (found.department.name, found.department.other_names) == (full, (short,))
    assert "another-department" not in {note.code for note in found.notes}


def test_the_place_of_a_title_is_the_division() -> None:
    """石桥县2024年部门预算 is of all departments: the caption tells which one this is."""
    table = TABLE.format(caption="部门：水务局\n单位：万元")
    found = parsed(f"平乡县2024年部门预算\n{table}\n")
    assert found.department is not None
    assert (found.department.name, found.division.code) == ("水务局", "130532")


def test_a_year_of_columns_sentences_and_codes() -> None:
    table = tabbed("项目 | 2023年预算数 | 2024年预算数", "合计 | 9.00 | 10.00")
    assert (
        parsed(f"石桥县水务局部门预算公开\n\n三公经费支出表\n单位：万元\n{table}\n").fiscal_year
        == 2024
    )
    assert parsed("石桥县水务局部门预算公开\n\n2024年收入总预算10.00万元。\n").fiscal_year == 2024
    undated = parsed("石桥县水务局部门预算公开\n\n收入总预算10.00万元。\n")
    assert undated.fiscal_year is None
    assert [one.year for one in undated.statements] == [None]


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("石桥县2024年财政预算草案的报告", "政府预算"),
        ("石桥县2024年政府预算公开", "政府预算"),
        ("石桥县本级2024年一般公共预算收支表", "政府预算"),
        ("石桥县2024年对下转移支付预算表", "转移支付"),
    ],
)
def test_a_governments_budget_is_refused_as_what_it_is(title: str, what: str) -> None:
    with pytest.raises(UnreadableInput, match=what):
        parsed(f"{title}\n\n一般公共预算收入100.00万元。\n")


def test_a_template_is_said_to_be_one() -> None:
    zero = TABLE.replace("10.00", "0.00").format(caption="部门：XX局\n单位：万元")
    assert "template" in {note.code for note in parsed(f"XX局2024年部门预算\n{zero}").notes}
    filled = TABLE.format(caption="部门：XX局\n单位：万元")
    codes = {note.code for note in parsed(f"XX局2024年部门预算\n{filled}").notes}
    assert "template" not in codes
    assert "department-not-told" in codes


FORM = """部门整体支出绩效目标表

{rows}
年度绩效目标\t完成水利工程建设任务
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t维修水库\t≥3座
"""


@pytest.mark.parametrize(
    "rows",
    [
        "部门（单位）名称\t石桥县公路段\n预算年度\t2024",
        "部门名称：石桥县公路段\t年度：2024年",
        "部门名称\t[217]石桥县公路段\t年度\t2024年度",
        "申报单位\t石桥县公路段\t年度\t2024年度",
        "（2024年度）\n填报单位（盖章）\t石桥县公路段",
        "（2024年）\n填报单位（盖章）\t石桥县公路段",
        "填报单位：石桥县公路段（盖章）\t预算年度\t2024年",
        "主管部门\t石桥县公路段\n申报年度\t2024",
    ],
)
def test_the_cell_beside_its_label(rows: str) -> None:
    found = parsed(FORM.format(rows=rows))
    assert found.department is not None
    assert (found.department.name, found.fiscal_year) == ("石桥县公路段", 2024)
    assert found.kind == "performance"


def test_the_year_of_a_forms_title() -> None:
    form = FORM.format(rows="部门名称\t石桥县公路段")
    found = parsed(form.replace("部门整体", "2024年部门整体"))
    assert (found.department and found.department.name, found.fiscal_year) == ("石桥县公路段", 2024)


def test_the_code_beside_the_departments_name_in_a_table() -> None:
    table = tabbed(
        "单位编码 | 单位名称 | 合计",
        "217 | 石桥县公路段 | 10.00",
        "217001 | 石桥县公路段本级 | 10.00",
    )
    found = parsed(f"石桥县公路段2024年部门预算\n\n收入总表\n单位：万元\n{table}\n")
    assert found.department is not None
    assert found.department.code == "217"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "预算单位包括：\n1.石桥县水务局本级\n2.石桥县水库管理所\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "具体情况如下。部门预算单位包括：1.石桥县水务局本级，设三个股室；2.石桥县水库管理所。\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "本部门预算单位2个，分别为：（1）石桥县水务局本级\n（2）石桥县水库管理所（公益一类）\n",
            ["石桥县水务局本级", "石桥县水库管理所（公益一类）"],
        ),
        (
            "预算单位共2个，包括石桥县水务局本级、石桥县水库管理所。\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "部门预算单位构成：\n1.石桥县水务局机关，编制35名。\n2.石桥县水库管理所。\n",
            ["石桥县水务局机关", "石桥县水库管理所"],
        ),
        (
            "列入部门预算编报范围的单位共2家：\n1、石桥县水务局（本级）\n2、石桥县水库管理所\n",
            ["石桥县水务局（本级）", "石桥县水库管理所"],
        ),
        (
            "纳入部门预算编报范围的单位包括：\n1.石桥县水务局本级\n"
            "2.石桥县高新技术产业开发区供水服务管理中心\n2024年支出总计9.00万元。\n",
            ["石桥县水务局本级", "石桥县高新技术产业开发区供水服务管理中心"],
        ),
        (
            "纳入石桥县水务局2024年部门预算编制范围的单位有：石桥县水务局本级、石桥县水库管理所。\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "纳入本部门预算汇编范围的预算单位共2个。其中：1、石桥县水务局本级；2、石桥县水库管理所。\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "本部门包括以下预算单位：\n1.石桥县水务局本级，位于城关镇。\n2.石桥县水库管理所。\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "纳入公开范围的单位构成包括：石桥县水务局本级；石桥县国有林场；石桥县木材检查站。\n",
            ["石桥县水务局本级", "石桥县国有林场", "石桥县木材检查站"],
        ),
        (
            "单位构成：本部门由局机关和2个下属单位组成，分别是：石桥县国有林场、石桥县木材检查站。\n",
            ["石桥县国有林场", "石桥县木材检查站"],
        ),
        (
            "本部门所属预算单位2个：\n（一）石桥县水务局本级（行政单位，编制35名）；\n"
            "（二）石桥县水库管理所——全额拨款事业单位。\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "纳入预算编制范围的单位包括局机关及2个下属单位，即：石桥县国有林场、石桥县木材检查站。\n",
            ["石桥县国有林场", "石桥县木材检查站"],
        ),
        ("预算单位收入包括以下2项，即：一般公共预算拨款、其他收入。\n", []),
        # the heading below a list is numbered in another way
        (
            "预算单位包括：\n1.石桥县水务局本级\n2.石桥县水库管理所\n（一）收入预算\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "预算单位包括：1.石桥县水务局本级；2.石桥县水库管理所。\n（三）重点工作概述\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        (
            "本部门包括27个内设机构和1个下属单位，具体包括：\n（一）机关内设机构\n"
            "（二）下属差额拨款事业单位\n",
            [],
        ),
        ("预算单位包括：\n（三）石桥县水库管理所\n", []),
        # what follows the list in its sentence is no unit
        (
            "预算单位共2个，包括石桥县水务局本级、石桥县水库管理所；编制20名、在职18人。\n",
            ["石桥县水务局本级", "石桥县水库管理所"],
        ),
        ("部门预算收入包括：1.一般公共预算拨款收入10.00万元\n2.其他收入2.00万元\n", []),
    ],
)
def test_lists_of_units(text: str, names: list[str]) -> None:
    found = parsed(f"石桥县水务局2024年部门预算\n\n{AMOUNT}\n{text}")
    assert [unit.name for unit in found.units] == names


@pytest.mark.parametrize("name", ["石桥县公路段", "石桥县公路段2024年单位预算"])
def test_the_name_of_a_sheet(name: str, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = name
    for row in (
        ["2024年部门支出总表"],
        ["单位：万元"],
        ["科目编码", "科目名称", "合计"],
        ["213", "农林水支出", 10],
    ):
        sheet.append(row)
    workbook.save(tmp_path / "表.xlsx")
    found = extract(tmp_path / "表.xlsx")
    assert found.department is not None
    assert (found.department.name, found.fiscal_year) == ("石桥县公路段", 2024)


APPROVED = [
    ("石桥县财政局文件\n关于批复石桥县图书馆2024年部门预算的通知", "石桥县图书馆"),
    ("石桥县财政局关于批复石桥县图书馆2024年部门预算的通知", "石桥县图书馆"),
    ("石桥县财政局关于石桥县图书馆2024年部门预算的批复", "石桥县图书馆"),
    ("石桥县财政局\n关于2024年部门预算的批复\n石桥县图书馆：", "石桥县图书馆"),
    ("石桥县财政局\n2024年部门预算批复\n县图书馆：", "县图书馆"),
    ("石桥县财政局\n关于2024年部门预算的批复", None),
    ("石桥县图书馆关于2024年部门预算批复情况的公开说明", "石桥县图书馆"),
    ("石桥县卫生健康局\n石桥县妇幼保健院2024年单位预算", "石桥县妇幼保健院"),
    ("石桥县卫生健康局关于公开所属石桥县妇幼保健院2024年单位预算的说明", "石桥县妇幼保健院"),
    ("石桥县卫生健康局下属单位石桥县妇幼保健院2024年单位预算", "石桥县妇幼保健院"),
    ("石桥县卫生健康局关于报送2024年部门预算的报告", "石桥县卫生健康局"),
    ("石桥县卫生健康局及所属单位2024年部门预算", "石桥县卫生健康局"),
    ("石桥县卫生健康局所属石桥县人民医院2024年度单位预算", "石桥县人民医院"),
    ("发布机构：石桥县财政局\n标题：石桥县水务局2024年部门预算", "石桥县水务局"),
]


@pytest.mark.parametrize(("top", "name"), APPROVED)
def test_who_signs_is_not_whose_budget_it_is(top: str, name: str | None) -> None:
    """The bureau that approves, and the body whose letterhead it is, are none of the paper."""
    table = "单位：万元\n科目编码\t科目名称\t合计\n207\t文化旅游体育与传媒支出\t6.00\n"
    found = parsed(f"{top}\n\n部门预算支出总表\n{table}")
    read = None if found.department is None else found.department.name
    assert (read, found.fiscal_year) == (name, 2024)
    told = {note.code for note in found.notes}
    assert ("department-not-told" in told) is (name is None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2024年石桥林业总场部门收入总表", "石桥林业总场"),
        ("石桥林业总场收入总表", None),
        ("2024年一般公共预算部门收入总表", None),
        ("2024年县级部门收入总表", None),
    ],
)
def test_a_name_between_the_year_and_the_title_of_a_table(title: str, name: str | None) -> None:
    found = parsed(f"{title}\n单位：元\n单位\t合计\n机关\t9.00\n合计\t9.00\n")
    assert (found.department and found.department.name) == name


#: A paper without a title: its contents, and a section on duties that says who it is.
DUTIES = "目录\n第一部分 概况\n一、主要职能\n第一部分 概况\n一、主要职能\n{sentence}\n2024年收入总计10.00万元。\n"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("石桥县水务局是县政府工作部门，为正科级。", "石桥县水务局"),
        ("石桥县云山镇人民政府是基层国家行政机关，行使本区域的政府职能。", "石桥县云山镇人民政府"),
        (
            "云山乡卫生院是一所集医疗、预防、保健为一体的综合性公立医院，服务半径25公里。",
            "云山乡卫生院",
        ),
        ("石桥县水务局（以下简称县水务局）是县政府组成部门。", "石桥县水务局"),
        ("石桥县人民检察院内设办公室、政治部等5个部门。", "石桥县人民检察院"),
        ("人民检察院是国家的法律监督机关，主要任务是依法履行监督职能。", None),
        ("石桥县财政局是本项目的主管部门。", None),
        ("石桥县水务局是县政府工作部门。\n石桥县水库管理所是事业单位。", None),
        ("石桥县水务局负责水利工程的建设。", None),
    ],
)
def test_a_section_on_duties_says_who_somebody_is(sentence: str, name: str | None) -> None:
    found = parsed(DUTIES.format(sentence=sentence))
    assert (found.department and found.department.name) == name
    told = {note.code for note in found.notes}
    assert ("department-in-doubt" in told) is (name is not None)


def test_what_else_tells_the_department_leaves_no_doubt() -> None:
    sentence = "石桥县水务局是县政府工作部门。"
    found = parsed(f"石桥县水务局2024年部门预算\n{DUTIES.format(sentence=sentence)}")
    assert "department-in-doubt" not in {note.code for note in found.notes}


def test_a_sentence_elsewhere_does_not() -> None:
    found = parsed("收入情况\n石桥县水务局是县政府工作部门。\n2024年收入总计10.00万元。\n")
    assert found.department is None


def test_a_bill_of_a_government_is_nobodys_budget() -> None:
    """The body that it is sent to stands right below its title."""
    with pytest.raises(UnreadableInput, match="whole government"):
        parsed(f"2024年石桥县财政收支决算草案的议案\n石桥县人大常委会：\n{SPENT}")


def test_what_a_site_greets_with_is_no_name() -> None:
    found = parsed(f"欢迎来到石桥县中医医院\n2024年度石桥县中医医院单位决算\n{SPENT}")
    assert found.department is not None
    assert (found.department.name, found.department.other_names) == ("石桥县中医医院", ())


def test_the_day_of_a_newspaper_is_no_part_of_a_name() -> None:
    lines = (
        "2024年04月24日 星期四",
        "石桥县水务局“三公”经费较去年减少",
        "2024年“三公”经费预算数4.89万元。",
    )
    found = parsed("\n".join(lines))
    assert found.department is not None
    assert found.department.name == "石桥县水务局"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("504石桥县水务局2024年部门预算公开说明", "石桥县水务局"),
        ("504_石桥县水务局2024年部门预算公开说明", "石桥县水务局"),
        ("石桥县110指挥中心2024年部门预算公开说明", "石桥县110指挥中心"),
    ],
)
def test_the_code_before_a_name_is_no_part_of_it(title: str, name: str) -> None:
    found = parsed(f"{title}\n\n{AMOUNT}")
    assert found.department is not None
    assert found.department.name == name


@pytest.mark.parametrize("party", ["民进", "中国民主促进会", "台湾民主自治同盟"])
def test_the_place_behind_the_name_of_a_party(party: str) -> None:
    assert parsed(f"{party}平乡县委员会2024年部门预算\n\n{AMOUNT}").division.code == "130532"
