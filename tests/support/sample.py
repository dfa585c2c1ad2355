"""Two small disclosures made by hand from the model, for every test that needs a graph: two
counties that cite one document.

Their figures agree with each other: sums, totals, projects and the prose; no rule of arithmetic has
anything to find in them.
"""

from __future__ import annotations

import hashlib
from functools import cache

from budgetgraph.disclosure import (
    Amount,
    Cell,
    Department,
    Disclosure,
    Division,
    Goal,
    Indicator,
    Mention,
    OfficialDocument,
    Project,
    ProjectUnit,
    Row,
    ScheduleEntry,
    Statement,
    Table,
    Unit,
)
from budgetgraph.document import Source
from budgetgraph.document.where import Where, span
from budgetgraph.mapping import code_quads, nquads
from budgetgraph.mapping.summaries import map_citations
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import Quads, joined
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.target import read_target

SHARED = DocumentNumber("冀财社", 2023, 208)
"""Cited by both counties: it funds a project of each."""
BASIS = DocumentNumber("邢政发", 2016, 7)
FUND_RULES = DocumentNumber("冀财社", 2016, 93)


class Lines:
    """The lines of a source in the making; adding one tells where it stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, line: str, page: int | None = None) -> Where:
        self.lines.append(line)
        return Where(len(self.lines), len(self.lines), page)

    def source(self, file: str) -> Source:
        text = "".join(line + "\n" for line in self.lines)
        return Source(
            file, hashlib.sha256(text.encode()).hexdigest(), "text/plain", tuple(self.lines)
        )


def _row(add: Lines, code: str | None, item: str, **cells: str) -> Row:
    where = add("\t".join([code or "", item, *cells.values()]))
    return Row(
        code,
        item,
        tuple(
            Cell(column.replace("__", "/"), value, where)
            for column, value in cells.items()
            if value
        ),
        where,
    )


def _two_sided(
    add: Lines, revenue: tuple[str, str], expenditure: tuple[str, str]
) -> tuple[Row, Row]:
    where = add("\t".join([*revenue, *expenditure]))

    def side(name: str, item: str, value: str) -> Row:
        return Row(None, item, (Cell(f"{name}/预算数", value, where),) if value else (), where)

    return side("收入", *revenue), side("支出", *expenditure)


def _table(add: Lines, type_: str, title: str, rows: list[Row], first: Where) -> Table:
    return Table(
        type_,
        title,
        "万元",
        not any(row.cells for row in rows),
        tuple(rows),
        span([first, *(row.where for row in rows)]),
    )


def _summary(add: Lines) -> Table:
    first = add("部门预算收支总表")
    rows = [
        *_two_sided(
            add, ("一、一般公共预算拨款收入", "4981.72"), ("八、社会保障和就业支出", "64.50")
        ),
        *_two_sided(add, ("二、政府性基金预算拨款收入", ""), ("十、卫生健康支出", "4871.72")),
        *_two_sided(add, ("三、国有资本经营预算拨款收入", ""), ("二十、住房保障支出", "45.50")),
        *_two_sided(add, ("收入总计", "4981.72"), ("支出总计", "4981.72")),
    ]
    return _table(add, "revenue_expenditure_summary", "部门预算收支总表", rows, first)


def _coded_rows(
    add: Lines, columns: tuple[str, ...], figures: list[tuple[str | None, str, str, str, str]]
) -> list[Row]:
    """Rows of a code, an item and a figure a column."""
    return [
        _row(add, code, item, **dict(zip(columns, amounts, strict=True)))
        for code, item, *amounts in figures
    ]


def _expenditure(add: Lines) -> Table:
    first = add("部门预算支出总表")
    figures = [
        (None, "合计", "4981.72", "580.32", "4401.40"),
        ("208", "社会保障和就业支出", "64.50", "64.50", ""),
        ("20805", "行政事业单位养老支出", "64.50", "64.50", ""),
        ("2080505", "机关事业单位基本养老保险缴费支出", "59.00", "59.00", ""),
        ("2080506", "机关事业单位职业年金缴费支出", "5.50", "5.50", ""),
        ("210", "卫生健康支出", "4871.72", "470.32", "4401.40"),
        ("21012", "财政对基本医疗保险基金的补助", "4309.00", "", "4309.00"),
        ("2101202", "财政对城乡居民基本医疗保险基金的补助", "4309.00", "", "4309.00"),
        ("21015", "医疗保障管理事务", "562.72", "470.32", "92.40"),
        ("2101501", "行政运行", "470.32", "470.32", ""),
        ("2101504", "信息化建设", "92.40", "", "92.40"),
        ("221", "住房保障支出", "45.50", "45.50", ""),
        ("22102", "住房改革支出", "45.50", "45.50", ""),
        ("2210201", "住房公积金", "45.50", "45.50", ""),
    ]
    rows = _coded_rows(add, ("合计", "基本支出", "项目支出"), figures)
    return _table(add, "expenditure_summary", "部门预算支出总表", rows, first)


def _basic(add: Lines) -> Table:
    first = add("部门预算一般公共预算财政拨款基本支出表")
    figures = [
        (None, "合计", "580.32", "542.32", "38.00"),
        ("301", "工资福利支出", "542.32", "542.32", ""),
        ("30101", "基本工资", "542.32", "542.32", ""),
        ("302", "商品和服务支出", "38.00", "", "38.00"),
        ("30201", "办公费", "38.00", "", "38.00"),
    ]
    rows = _coded_rows(add, ("合计", "人员经费", "公用经费"), figures)
    return _table(
        add,
        "general_public_basic_expenditure",
        "部门预算一般公共预算财政拨款基本支出表",
        rows,
        first,
    )


def _assets(add: Lines) -> Table:
    first = add("部门固定资产占用情况表")
    rows = [
        _row(add, None, "资产总额", 数量="-----", 价值="35.60"),
        _row(add, None, "1、房屋（平方米）", 数量="120", 价值="35.60"),
    ]
    return _table(add, "fixed_assets", "部门固定资产占用情况表", rows, first)


def _indicator(
    add: Lines,
    level1: str,
    level2: str,
    name: str,
    target: str | None,
    basis: str,
    documents: tuple[DocumentNumber, ...] = (),
) -> Indicator:
    where = add("\t".join([level1, level2, name, name, target or "", basis]))
    return Indicator(
        level1, level2, name, name, read_target(target) if target else None, basis, documents, where
    )


def _care(add: Lines) -> Project:
    """A coded project with everything that a form can hold."""
    code = "13053225P00T216100029"
    title = add("1、长期护理保险县级配套资金绩效目标表")
    head = add(f"项目编码\t{code}\t预算数\t249.00\t其中：财政资金\t249.00\t其他资金\t0.00")
    add("资金用途\t提高困难群众医疗水平，资助参加基本医疗保险")
    plan = add("资金支出计划（%）\t25.00\t50.00\t75.00\t100.00")
    goals = add("提升符合条件的参保人员生活质量。提高长期护理保险参保率")
    indicators = (
        _indicator(add, "产出指标", "数量指标", "参保人数", "≥5万人", "邢政发[2016]7号", (BASIS,)),
        _indicator(add, "产出指标", "质量指标", "查出问题整改率", "≥90%", "工作台账"),
        _indicator(add, "产出指标", "时效指标", "待遇支付时限", "6-9个月", "工作方案"),
        _indicator(add, "效果指标", "社会效益指标", "困难群众负担", "有效缓解", "工作总结"),
        _indicator(add, "满意度指标", "服务对象满意度指标", "群众满意度", None, "问卷调查"),
    )
    plan_entries = zip(
        ("3月底", "6月底", "10月底", "12月底"), ("25.00", "50.00", "75.00", "100.00"), strict=True
    )
    return Project(
        number=1,
        name="长期护理保险县级配套资金",
        code=code,
        unit=ProjectUnit("450001", "平乡县医疗保障局本级"),
        total=Amount("249.00", head),
        fiscal=Amount("249.00", head),
        other=Amount("0.00", head),
        purpose="提高困难群众医疗水平，资助参加基本医疗保险",
        schedule=tuple(ScheduleEntry(by, value, plan) for by, value in plan_entries),
        goals=(
            Goal("提升符合条件的参保人员生活质量。", goals),
            Goal("提高长期护理保险参保率", goals),
        ),
        funding_documents=(),
        basis_documents=(),
        indicators=indicators,
        title=title,
        where=span([title, indicators[-1].where]),
    )


def _funded(
    add: Lines,
    number: int,
    printed: str,
    name: str,
    amount: str,
    code: str | None,
    page: int | None = None,
) -> Project:
    """A project that the shared document funds, as one line a cell."""
    title = add(f"{number}、{name}绩效目标表", page)
    basis = add(
        "立项依据：《河北省城乡居民基本医疗保险基金管理暂行办法》（冀财社〔2016〕93号）", page
    )
    total = add(f"预算数\t{amount}", page)
    indicator = _indicator(
        add,
        "产出指标",
        "数量指标",
        "补助标准",
        "≤670元/人",
        f"{printed}、邢政发〔2016〕7号",
        (SHARED, BASIS),
    )
    return Project(
        number=number,
        name=name,
        code=code,
        unit=None,
        total=Amount(amount, total),
        fiscal=None,
        other=None,
        purpose=None,
        schedule=(),
        goals=(),
        funding_documents=(SHARED,),
        basis_documents=(FUND_RULES,),
        indicators=(indicator,),
        title=title,
        where=span([title, basis, indicator.where]),
    )


def _mentions(project: Project, printed: str) -> dict[DocumentNumber, tuple[Mention, ...]]:
    """Where the documents of `_funded` stand: in the title, the basis line and the indicator."""
    basis = Where(project.title.first + 1, project.title.first + 1, project.title.page)
    last = project.indicators[-1].where
    return {
        SHARED: (Mention(SHARED, printed, project.title), Mention(SHARED, printed, last)),
        FUND_RULES: (Mention(FUND_RULES, "冀财社〔2016〕93号", basis),),
        BASIS: (Mention(BASIS, "邢政发〔2016〕7号", last),),
    }


def _documents(
    *mentions: dict[DocumentNumber, tuple[Mention, ...]],
) -> tuple[OfficialDocument, ...]:
    titles = {FUND_RULES: ("河北省城乡居民基本医疗保险基金管理暂行办法",)}
    numbers = dict.fromkeys(number for given in mentions for number in given)
    places = {
        number: tuple(one for given in mentions for one in given.get(number, ()))
        for number in numbers
    }
    return tuple(
        OfficialDocument(number, titles.get(number, ()), places[number]) for number in numbers
    )


@cache
def sample_disclosure() -> Disclosure:
    """平乡县医疗保障局 2025: units, four kinds of tables and an empty one, prose, a coded and an uncoded
    project.
    """
    add = Lines()
    head = add("450\t平乡县医疗保障局")
    unit = add("平乡县医疗保障局本级\t行政\t正科级\t财政拨款")
    tables = [_summary(add), _expenditure(add), _basic(add), _assets(add)]
    first = add("部门预算政府性基金预算财政拨款支出表")
    tables.append(
        Table(
            "government_fund_expenditure",
            "部门预算政府性基金预算财政拨款支出表",
            "万元",
            True,
            (),
            first,
        )
    )
    prose = add(
        "2025年预算收入4981.72万元，较上年增加123.78万元。\t长期护理保险县级配套资金249.00万元。"
    )
    statements = (
        Statement("total_revenue", "4981.72", "万元", 2025, None, prose),
        Statement("total_expenditure", "4981.72", "万元", 2025, None, prose),
        Statement("basic_expenditure", "580.32", "万元", 2025, None, prose),
        Statement("project_expenditure", "4401.40", "万元", 2025, None, prose),
        Statement("total_change", "123.78", "万元", 2025, None, prose),
        Statement("project_amount", "249.00", "万元", 2025, "长期护理保险县级配套资金", prose),
        Statement("project_amount", "4152.40", "万元", 2025, "城乡居民医疗保险补助资金", prose),
    )
    care = _care(add)
    name = "冀财社[2023]208号城乡居民医疗保险补助资金"
    funded = _funded(add, 2, "冀财社[2023]208号", name, "4152.40", None)
    care_mentions = {BASIS: (Mention(BASIS, "邢政发[2016]7号", care.indicators[0].where),)}
    return Disclosure(
        source=add.source("平乡县医疗保障局2025.txt"),
        department=Department("平乡县医疗保障局", "450", head),
        division=Division("平乡县", "130532"),
        fiscal_year=2025,
        units=(Unit("平乡县医疗保障局本级", None, "行政", "正科级", "财政拨款", unit),),
        tables=tuple(tables),
        statements=statements,
        projects=(care, funded),
        documents=_documents(care_mentions, _mentions(funded, "冀财社[2023]208号")),
        notes=(),
    )


@cache
def other_disclosure() -> Disclosure:
    """卢龙县医疗保障局 2024: pages beside lines, a figure that only its page places, one project under the
    shared document.
    """
    add = Lines()
    head = add("卢龙县医疗保障局2024年部门预算", page=1)
    name = "关于提前下达2024年医疗救助补助资金的通知（冀财社【2023】208号）"
    funded = _funded(add, 1, "冀财社【2023】208号", name, "50.00", "13032424P00442810283Y", page=2)
    return Disclosure(
        source=add.source("卢龙县医疗保障局2024.txt"),
        department=Department("卢龙县医疗保障局", None, head),
        division=Division("卢龙县", "130324"),
        fiscal_year=2024,
        units=(),
        tables=(),
        statements=(
            Statement("project_expenditure", "50.00", "万元", 2024, None, Where(0, 0, page=3)),
        ),
        projects=(funded,),
        documents=_documents(_mentions(funded, "冀财社【2023】208号")),
        notes=(),
    )


def sample_disclosures() -> tuple[Disclosure, Disclosure]:
    """Both counties."""
    return sample_disclosure(), other_disclosure()


@cache
def sample_nquads() -> bytes:
    """The graph of both counties and of the codes they use, as a build writes it."""
    graphs = [nquads(disclosure) for disclosure in sample_disclosures()]
    return joined(
        line
        for graph in [*graphs, code_quads(graphs)]
        for line in graph.decode().split("\n")
        if line
    )


@cache
def sample_citations() -> bytes:
    """What the papers of both counties tell together of the documents that they cite."""
    out = Quads(Iris(), Iris().across_graph)
    map_citations(out, [nquads(disclosure) for disclosure in sample_disclosures()])
    return joined(out.lines)
