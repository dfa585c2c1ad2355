"""The rules that need the page: plans headed （%） that hold amounts, personal data in what would
enter the graph.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample import sample_disclosure

from budgetgraph.disclosure import Amount, Disclosure, Goal, Indicator, Project, ScheduleEntry
from budgetgraph.disclosure.masking import masked
from budgetgraph.document.problems import Severity
from budgetgraph.document.where import Where
from budgetgraph.mapping import nquads
from budgetgraph.pipeline.audit import audit
from budgetgraph.pipeline.build import build
from budgetgraph.pipeline.line import extract
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.findings_graph import finding_quads
from budgetgraph.validate.page_checks import check
from budgetgraph.values.target import read_target

HERE = Where(3, 3)


def disclosure(
    heading: str, schedule: dict[str, str], budget: str | None = "4060.00", goal: str = "保障待遇"
) -> Disclosure:
    """The sample's department with one project, whose form says these things in four lines."""
    lines = (
        "1、护理保险绩效目标表",
        f"{heading}\t{' '.join(schedule)}",
        " ".join(schedule.values()),
        goal,
    )
    project = Project(
        number=1,
        name="护理保险",
        code=None,
        unit=None,
        total=Amount(budget, Where(1, 1)) if budget else None,
        fiscal=None,
        other=None,
        purpose=None,
        schedule=tuple(ScheduleEntry(by, value, HERE) for by, value in schedule.items()),
        goals=(Goal(goal, Where(4, 4)),),
        funding_documents=(),
        basis_documents=(),
        indicators=(),
        title=Where(1, 1),
        where=Where(1, 4),
    )
    whole = sample_disclosure()
    source = replace(whole.source, lines=lines)
    return masked(
        replace(
            whole,
            source=source,
            units=(),
            tables=(),
            statements=(),
            documents=(),
            projects=(project,),
        )
    )


def found(rule: str, given: Disclosure) -> list[Finding]:
    return [finding for finding in check(given) if finding.rule == rule]


AMOUNTS = [
    ({"3月底": "1015.00", "6月底": "2030.00", "10月底": "3045.00"}, "4060.00"),
    ({"3月底": "0.50", "6月底": "2.00"}, "2.00"),
    ({"3月底": "0.50", "6月底": "1.00", "10月底": "1.50"}, "2.00"),
    ({"3月底": "5.00", "6月底": "10.00", "10月底": "15.00"}, "23.00"),
    ({"6月底": "20.00", "10月底": "54.00"}, "54.00"),
    ({"6月底": "150.00"}, None),
]
SHARES = [
    ({"3月底": "25.00", "6月底": "50.00", "10月底": "75.00"}, "249.00"),
    ({"3月底": "25%", "6月底": "50%", "10月底": "75%", "12月底": "100%"}, "100.00"),
    ({"3月底": "0", "12月底": "100"}, "100.00"),
    ({"3月底": "10", "6月底": "20", "10月底": "40"}, "4060.00"),
    ({"3月底": "按进度"}, "23.00"),
    ({}, "23.00"),
]


@pytest.mark.parametrize(("schedule", "budget"), AMOUNTS)
def test_amounts_under_percent(schedule: dict[str, str], budget: str | None) -> None:
    given = disclosure("资金支出计 划（%）", schedule, budget)
    [finding] = found("schedule-not-percent", given)
    assert finding.severity is Severity.WARNING
    shown = (finding.message_zh.replace(",", ""), finding.message_en.replace(",", ""))
    assert all(value in message for value in schedule.values() for message in shown)
    assert finding.first_line == 3
    assert finding.quote == " ".join(schedule.values())
    assert finding.department == given.department.name
    graph = nquads(given).decode()
    assert f"<{finding.focus}> " in graph
    assert len(finding.figures) == len(schedule) + bool(budget)
    assert all(f"<{figure}> " in graph for figure in finding.figures)
    assert all(f"<{passage.iri}> " in graph for passage in finding.passages)


@pytest.mark.parametrize(("schedule", "budget"), SHARES)
def test_shares_are_left_alone(schedule: dict[str, str], budget: str | None) -> None:
    assert found("schedule-not-percent", disclosure("资金支出计划（%）", schedule, budget)) == []


def test_a_plan_that_is_not_headed_percent_may_hold_amounts() -> None:
    assert found("schedule-not-percent", disclosure("资金支出计划（万元）", *AMOUNTS[0])) == []


@pytest.mark.parametrize(
    "goal", ["项目联系人：张某某", "咨询电话 0319-1234567", "联系 13900000000"]
)
def test_personal_data_is_found_and_not_repeated(goal: str) -> None:
    [finding] = found("personal-data", masked(disclosure("资金支出计划", {}, goal=goal)))
    assert finding.severity is Severity.WARNING
    assert finding.message_zh.startswith("1 行含有")
    assert finding.first_line == 4
    secret = goal.split()[-1].rpartition("：")[2]
    assert secret not in finding_quads([finding]).decode() + (finding.quote or "")


@pytest.mark.parametrize("goal", ["提高参保率至95%", "资金12345678元", "建立联系人制度"])
def test_other_words_are_no_personal_data(goal: str) -> None:
    assert found("personal-data", masked(disclosure("资金支出计划", {}, goal=goal))) == []


def test_calculations_and_residues_of_the_text() -> None:
    [finding] = found(
        "calculation-wrong", disclosure("资金支出计划", {}, goal="参保212290*10.6=225207")
    )
    assert (finding.severity, finding.first_line) == (Severity.WARNING, 4)
    assert "225207，按所列数字计算应为 2250274。" in finding.message_zh
    [finding] = found(
        "template-residue", disclosure("资金支出计划", {}, goal="1.目标内容1切实维护基金安全")
    )
    assert (finding.severity, finding.first_line, finding.value_text) == (
        Severity.INFO,
        4,
        "目标内容1",
    )


GOALS = [
    ("参保率达97%，稳步提高", "参保率", "≥95%", 1),
    ("参保率达97%，稳步提高", "参保率", "≥97%", 0),
    ("发放宣传材料2万份", "发放宣传材料数量", "≥3万份", 1),
    ("发放宣传材料2万份", "发放宣传材料数量", "≥2份", 0),
    ("举办培训20人次，组织培训5次", "培训次数", "≥6次", 0),
    ("参保率达97%，农村参保率达95%", "参保率", "≥90%", 0),
]


@pytest.mark.parametrize(("goal", "name", "target", "count"), GOALS)
def test_a_goal_and_its_indicator(goal: str, name: str, target: str, count: int) -> None:
    """A figure right behind the name in the unit of the target; 万 that got lost is another rule."""
    given = disclosure("资金支出计划", {}, goal=goal)
    indicator = Indicator("产出", "数量", name, None, read_target(target), None, (), HERE)
    [project] = given.projects
    with_indicator = replace(given, projects=(replace(project, indicators=(indicator,)),))
    findings = found("goal-matches-indicator", with_indicator)
    assert len(findings) == count
    assert all(finding.first_line == 3 for finding in findings)


def test_the_sample_passes() -> None:
    assert check(masked(sample_disclosure())) == ()


FORM = """# 某县某局2025年部门预算

## 1、护理保险绩效目标表

单位：万元

项目编码	{code}		项目名称	护理保险
预算规模及资金用途	预算数	4060.00	其中：财政资金	4060.00	其他资金
	保障待遇
资金支出计划（%）	3月底		6月底		10月底
	1015.00		2030.00		3045.00
绩效目标	1.保障城乡居民的基本医疗保险待遇
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	参保率	参保人数比例	≥90%	《河北省城乡居民基本医疗保险基金管理暂行办法》冀财社[2016]{serial}号
"""


def test_page_and_store_are_checked_on_documents_and_on_built_folders(tmp_path: Path) -> None:
    """Two counties print one title with two numbers; one plan holds amounts: seen on the documents,
    in the build, on the built folder.
    """
    for county, code, serial in (
        ("平乡县", "13053225P00T216100029", 93),
        ("卢龙县", "13032424P00442810283Y", 94),
    ):
        text = FORM.format(code=code, serial=serial).replace("某县某局", f"{county}医疗保障局")
        (tmp_path / f"{county}.md").write_text(text, "utf-8")
    assert len(extract(tmp_path / "平乡县.md").projects) == 1
    wanted = {"schedule-not-percent": 2, "title-with-two-documents": 1}

    def counted(findings: tuple[Finding, ...]) -> dict[str, int]:
        return {rule: sum(finding.rule == rule for finding in findings) for rule in wanted}

    documents, failures = audit([str(tmp_path)])
    assert not failures
    assert counted(documents.findings) == wanted
    assert {
        finding.file for finding in documents.findings if finding.rule == "title-with-two-documents"
    } == {"卢龙县.md"}
    report = build([str(tmp_path)], tmp_path / "out")
    assert [finding.rule for finding in report.together] == ["title-with-two-documents"]
    assert report.totals()["findings"] == len(documents.findings)
    folder, _ = audit([str(tmp_path / "out")])
    assert folder.findings == documents.findings
    graph, _ = audit([str(tmp_path / "out"), str(tmp_path / "平乡县.md")])
    assert counted(graph.findings)["title-with-two-documents"] == 1
